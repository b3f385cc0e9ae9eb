#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "opc/package.hpp"
#include "xml/scanner.hpp"

namespace grif {

// XML parts of Office packages and the relationships between them.

inline constexpr XmlLimits kOfficeLimits{.depth = 128};

/// A part as UTF-8 text.
struct XlsxPart {
  std::string name;
  std::string text;
};
std::optional<XlsxPart> load_xml_part(PackageReader& package, std::string_view name, Place file,
                                      Diagnostics& diagnostics);
/// Reports what the scanner refused, with a note that names the part, the line and the column.
void report_part_fault(const XmlScanner& scanner, const XlsxPart& part, Place file, Place place,
                       Diagnostics& diagnostics);

/// ECMA-376-2, 6.5.3.
struct Relationship {
  std::string id;
  std::string type;     ///< the last word of its URI: `worksheet`
  std::string target;   ///< name of the part, resolved; empty for an external one
  std::string address;  ///< of an external one: where it leads
};
/// `xl/_rels/workbook.xml.rels` of `xl/workbook.xml`; `_rels/.rels` of the package.
std::string relationships_part(std::string_view part);
/// The relationships of a part, or of the package itself for an empty name; none if it has none.
std::optional<std::vector<Relationship>> read_relationships(PackageReader& package,
                                                            std::string_view part, Place file,
                                                            Diagnostics& diagnostics);
/// The part that a target means, seen from a part: URI rules, and what careless programs write.
std::string resolve_target(std::string_view from_part, std::string_view target);

}  // namespace grif
