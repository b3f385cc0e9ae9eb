#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/diagnostics.hpp"

namespace grif {

/// The bytes of a text file as UTF-8 without a mark: UTF-8, UTF-16 with its mark, windows-1251. A
/// vertical tab counts as a line end, a form feed as a blank. What is none of these, zero bytes and
/// characters that no document may hold are reported with line and column, and give nothing.
std::optional<std::string> decode_plain_text(std::string bytes, SourceId source,
                                             Diagnostics& diagnostics);

/// `;`, a tab or a comma: what divides the fields of the text most evenly; nothing where no two
/// rows have the same number of fields.
std::optional<char> find_separator(std::string_view text);
/// The separator of a text whose rows do not tell it: a tab in a header that stands alone, else a
/// semicolon. A comma may as well belong to a sentence.
char guess_separator(std::string_view text);

}  // namespace grif
