#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/length.hpp"
#include "document/style.hpp"

// How things are written in a PDF file (ISO 32000-1, 7.2 and 7.3). Nothing here depends on a
// locale.
namespace grif::pdf {

using ObjectNumber = std::uint32_t;

/// A length in hundredths of a point, the unit of page content: 1/7200 inch, finer than any
/// printer. Half away from zero.
constexpr std::int64_t to_hundredths(Length length) {
  constexpr std::int64_t kEmu = Length::kEmuPerPoint / 100;
  const std::int64_t half = length.emu() >= 0 ? kEmu / 2 : -(kEmu / 2);
  return (length.emu() + half) / kEmu;
}

void append_integer(std::string& out, std::int64_t value);
/// `12.3` for 1230: no closing zeros, no exponent.
void append_hundredths(std::string& out, std::int64_t hundredths);
inline void append_points(std::string& out, Length length) {
  append_hundredths(out, to_hundredths(length));
}
/// `12 0 R`
void append_reference(std::string& out, ObjectNumber object);
/// A text string (7.9.2.2), for valid UTF-8: `(…)` if it is printable ASCII, else UTF-16 in hex.
void append_text_string(std::string& out, std::string_view text);
std::string text_string(std::string_view text);
/// A string of bytes as `(…)` (7.3.4.2).
void append_literal(std::string& out, std::string_view bytes);
/// The operands and the operator that set the colour of fills: `0 g`, `1 0.5 0 rg`.
void append_fill_colour(std::string& out, Colour colour);

}  // namespace grif::pdf
