#include "data/cell_reference.hpp"

namespace grif {

std::optional<std::uint32_t> parse_row_number(std::string_view text) {
  constexpr std::size_t kMaxDigits = 7;
  if (text.empty() || text.size() > kMaxDigits) return std::nullopt;
  std::uint32_t number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + static_cast<std::uint32_t>(c - '0');
  }
  if (number == 0 || number > kMaxRows) return std::nullopt;
  return number - 1;
}

std::optional<CellReference> parse_cell_reference(std::string_view text) {
  constexpr std::size_t kMaxLetters = 3;
  std::uint32_t column = 0;
  std::size_t letters = 0;
  for (; letters < text.size() && letters <= kMaxLetters; ++letters) {
    const char c = text[letters];
    if (c >= 'A' && c <= 'Z') {
      column = column * 26 + static_cast<std::uint32_t>(c - 'A' + 1);
    } else if (c >= 'a' && c <= 'z') {
      column = column * 26 + static_cast<std::uint32_t>(c - 'a' + 1);
    } else {
      break;
    }
  }
  if (letters == 0 || letters > kMaxLetters || column > kMaxColumns) return std::nullopt;
  const auto row = parse_row_number(text.substr(letters));
  if (!row) return std::nullopt;
  return CellReference{*row, column - 1};
}

std::optional<Merge> parse_range(std::string_view text) {
  const std::size_t colon = text.find(':');
  const auto first = parse_cell_reference(text.substr(0, colon));
  const auto last =
      colon == std::string_view::npos ? first : parse_cell_reference(text.substr(colon + 1));
  if (!first || !last || last->row < first->row || last->column < first->column)
    return std::nullopt;
  return Merge{first->row, last->row, static_cast<std::uint16_t>(first->column),
               static_cast<std::uint16_t>(last->column)};
}

}  // namespace grif
