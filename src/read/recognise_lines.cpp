#include "read/recognise_lines.hpp"

#include <algorithm>

#include "core/text.hpp"

namespace grif::recognition {
namespace {

constexpr std::size_t kBlankToWriteOn = 3;  // signs `_` in a row, or white space in a row

/// A surname and two initials in either order: «И.И. Лесной», «Лесной И. И.».
bool ends_with_initials(std::string_view text) {
  const std::u32string letters = decode_utf8(trimmed(text));
  const auto is_initial = [&](std::size_t i) {
    return i + 1 < letters.size() && is_upper(letters[i]) && letters[i + 1] == '.' &&
           (i == 0 || !is_letter(letters[i - 1]));
  };
  for (std::size_t i = 0; i + 3 < letters.size(); ++i) {
    if (!is_initial(i)) continue;
    std::size_t second = i + 2;
    while (second < letters.size() && is_blank(letters[second])) ++second;
    if (!is_initial(second)) continue;
    std::size_t after = second + 2;
    while (after < letters.size() && is_blank(letters[after])) ++after;
    if (after == letters.size()) return i > 1;  // the surname stands before
    std::size_t end = after;
    while (end < letters.size() && (is_letter(letters[end]) || letters[end] == '-')) ++end;
    if (is_upper(letters[after]) && end > after + 1 && end == letters.size()) return true;
  }
  return false;
}

/// Where a text alone is divided into its left and its right part: [end of the left, start of the
/// right), or nothing.
struct Division {
  std::size_t left = 0, right = 0;
};
Division find_division(std::string_view text) {
  if (text.find('\n') != std::string_view::npos) return {};
  std::size_t blanks = 0, lines = 0, start = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t before = at;
    const char32_t c = next_code_point(text, at);
    lines = c == '_' ? lines + 1 : 0;
    if (is_blank(c)) {
      if (blanks == 0) start = before;
      blanks = c == '\t' ? kBlankToWriteOn : blanks + 1;
    } else {
      if (blanks >= kBlankToWriteOn) return {start, before};
      blanks = 0;
    }
    if (lines == kBlankToWriteOn) {
      const std::size_t right = before + 1 - kBlankToWriteOn;
      return {right, right};
    }
  }
  return {};
}

}  // namespace

const LinePattern* find_line_pattern(std::string_view text, std::span<const LinePattern> patterns) {
  const std::string_view line = trimmed(text);
  const std::string_view lead = line.substr(0, line.find_first_of(":."));  // «Цель:помочь»
  const auto pattern = std::ranges::find_if(patterns, [&](const LinePattern& candidate) {
    const std::span word(&candidate.begins, 1);
    return starts_with_word(lead, word) || starts_with_word(line, word);
  });
  return pattern == patterns.end() ? nullptr : &*pattern;
}

bool looks_signed(std::string_view text) {
  return text.find("___") != std::string_view::npos || ends_with_initials(text);
}

TextLine read_text_line(const Grid& grid, std::span<const RawCell* const> cells) {
  TextLine line;
  const RawCell& first = *cells.front();
  line.place = Place::cell(grid.sheet().source, first.row, first.column);
  line.text = shown_text(first);
  for (const RawCell* cell : cells.subspan(1)) {
    if (!line.right.empty()) line.right += ' ';
    line.right += shown_text(*cell);
  }
  if (cells.size() != 1) return line;
  const Division division = find_division(line.text);
  if (division.left == 0) return line;
  line.right = line.text.substr(division.right);
  line.text = std::string(trimmed(std::string_view(line.text).substr(0, division.left)));
  return line;
}

}  // namespace grif::recognition
