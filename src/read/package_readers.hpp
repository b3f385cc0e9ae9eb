#pragma once

#include <optional>
#include <string>

#include "core/diagnostics.hpp"
#include "data/workbook.hpp"
#include "opc/package.hpp"

namespace grif {

// Each reads a package of its kind into a workbook that has its file and source.
bool read_xlsx_package(PackageReader package, Workbook& workbook, Sources& sources,
                       Diagnostics& diagnostics);
bool read_docx_package(PackageReader package, Workbook& workbook, Sources& sources,
                       Diagnostics& diagnostics);
bool read_ods_package(PackageReader package, Workbook& workbook, Sources& sources,
                      Diagnostics& diagnostics);

/// The format of a package, or nothing, with a message, for one that is not read.
std::optional<Workbook::Format> find_package_format(PackageReader& package, Place file,
                                                    Diagnostics& diagnostics);
/// The part that the package itself calls its document; nothing, with a message, if it has none.
std::optional<std::string> find_main_part(PackageReader& package, Place file,
                                          Diagnostics& diagnostics);

}  // namespace grif
