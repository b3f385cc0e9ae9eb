#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "data/schema.hpp"
#include "read/recognise_header.hpp"

namespace grif::recognition {

/// A line of text above or below a table typed for print.
struct TextLine {
  std::string text;
  std::string right;  ///< what stands at the right on the same line; may be empty
  std::string role;   ///< of the pack's patterns, or `title`, `subtitle`, `text`
  Place place;
};

/// The pattern that a text begins with as whole words, or null. Case, ё, Latin look-alikes and
/// typing letter by letter do not matter.
const LinePattern* find_line_pattern(std::string_view text, std::span<const LinePattern> patterns);

/// A line to be signed: blanks to write on (`____`), or initials beside a surname at its end.
bool looks_signed(std::string_view text);

/// The cells of one row as a line: what the first one says, and at the right what the others say. A
/// text alone is divided where it has a blank to write on or blanks of three signs and more.
TextLine read_text_line(const Grid& grid, std::span<const RawCell* const> cells);

}  // namespace grif::recognition
