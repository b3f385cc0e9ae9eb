#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/value.hpp"

namespace grif {

/// The number format (ECMA-376, 18.8.31) in which a spreadsheet shows a number or a date as a text
/// that was printed for it: `#,##0.00" руб."` for `1 234,50 руб.`. Nothing where the text says
/// something else, or says it in a way that no format has.
std::optional<std::string> find_number_format(const Value& value, std::string_view shown);

}  // namespace grif
