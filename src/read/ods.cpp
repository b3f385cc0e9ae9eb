#include <algorithm>

#include "opc/directory.hpp"
#include "read/ods_parts.hpp"
#include "read/package_readers.hpp"

namespace grif {
namespace {

bool has_part(const PackageReader& package, std::initializer_list<std::string_view> pieces) {
  return std::ranges::any_of(package.names(), [pieces](const std::string& name) {
    const std::string key = part_key(name);
    return std::ranges::any_of(pieces,
                               [&key](std::string_view piece) { return key.starts_with(piece); });
  });
}

}  // namespace

bool read_ods_package(PackageReader package, Workbook& workbook, Sources& sources,
                      Diagnostics& diagnostics) {
  const Place file = Place::whole(workbook.source);
  OdsStyles styles;
  if (package.has("styles.xml")) {
    const auto part = load_xml_part(package, "styles.xml", file, diagnostics);
    if (!part || !read_ods_styles(*part, file, styles, diagnostics)) return false;
  }
  const auto content = load_xml_part(package, "content.xml", file, diagnostics);
  if (!content || !read_ods_styles(*content, file, styles, diagnostics) ||
      !read_ods_content(*content, styles, workbook, sources, diagnostics))
    return false;
  if (has_part(package, {"basic/", "scripts/"})) diagnostics.report(Kind::workbook_macros, file);
  return true;
}

}  // namespace grif
