#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostics.hpp"
#include "core/place.hpp"

namespace grif {

/// A piece of a template's text: a literal (doubled braces made single) or the text of an
/// expression.
struct TextPiece {
  std::string text;
  bool is_expression = false;
  Place place;  ///< of the literal's or the expression's first character
};

/// Cuts `а {b} в` into its pieces. Unmatched braces are reported; the rest is then left out.
std::vector<TextPiece> cut_template_text(std::string_view text, Place start,
                                         Diagnostics& diagnostics);

/// Each run of blanks, tabs and line feeds one blank; no-break spaces stay.
std::string collapse_white_space(std::string_view text);
bool is_white_space(std::string_view text);

/// `loop.index` → `loop_index` (also number, first, last), outside quotes. The loop's counters are
/// plain locals to the expression language; the lengths are equal, so that places stay right.
std::string name_loop_counters(std::string_view expression);

/// A name that `let`, `for` and `param` may declare.
bool is_valid_name(std::string_view name);

}  // namespace grif
