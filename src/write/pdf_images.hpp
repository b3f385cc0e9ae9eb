#pragma once

#include <optional>
#include <string>

#include "core/diagnostics.hpp"
#include "document/document.hpp"
#include "pages/pages.hpp"
#include "write/pdf_file.hpp"

namespace grif::pdf {

/// Writes the images that stand on pages (ISO 32000-1, 8.9.5): JPEG as it is, PNG's own compressed
/// rows where PDF can read them, else its pixels and, apart, their transparency. Returns the
/// /XObject resources, `/Im0 12 0 R…`; nothing if an image cannot be read, which is reported.
std::optional<std::string> write_images(const Document& document, const Pages& pages,
                                        Deflater& deflater, FileWriter& file,
                                        Diagnostics& diagnostics);

}  // namespace grif::pdf
