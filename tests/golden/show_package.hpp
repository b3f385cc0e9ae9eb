#pragma once

#include <string>
#include <string_view>

#include "golden/compare.hpp"

namespace grif::golden {

/// XML with line breaks between its elements: one that fits stands on one line, others on several,
/// indented. No character within a tag or a text is changed or left out.
std::string show_xml(std::string_view xml);

/// The parts of an Office package: `parts.txt` with their names in order; each part that `wanted`
/// names (all, if that is empty), XML as show_xml gives it, other ones by their size and checksum.
Files show_package(const std::string& bytes, const std::vector<std::string>& wanted);

/// The cells of a workbook as our own reader sees them, and its merges.
std::string show_cells(const std::string& bytes);

}  // namespace grif::golden
