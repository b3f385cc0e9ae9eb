#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace grif {

/// Byte offsets of the blanks in a paragraph at which Russian typography forbids a line break:
/// between initials and surname, after № and §, between a number and a month, unit, % or ₽,
/// before «г.», after abbreviations (ст., п., ул., зам. …), inside «т. д.», groups of digits,
/// before a dash (GOST R 7.0.97; Milchin's handbook). Appends, sorted.
void find_bound_spaces(std::string_view paragraph, std::vector<std::uint32_t>& offsets);

}  // namespace grif
