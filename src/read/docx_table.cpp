#include "read/docx_table.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "core/text.hpp"

namespace grif {
namespace {

/// Borders of columns nearer than this (twentieths of a point; 3 mm) are one: nobody makes such
/// columns, but who draws a table by hand makes such borders.
constexpr std::uint64_t kNear = 170;
constexpr std::uint64_t kUsualWidth = 1'000;  ///< of a column that the grid does not have

/// Where the columns of a grid begin; one more than it has columns.
std::vector<std::uint64_t> positions_of(const WordTable& table, std::uint32_t columns) {
  std::vector<std::uint64_t> positions{0};
  for (std::uint32_t c = 0; c < columns; ++c) {
    const std::uint64_t width = c < table.grid.size() && table.grid[c] != 0 ? table.grid[c] : 0;
    positions.push_back(positions.back() + (width != 0 ? width : kUsualWidth));
  }
  return positions;
}

}  // namespace

std::uint32_t settle_columns(WordTable& table) {
  std::uint32_t columns = 0;
  for (const WordRow& row : table.rows)
    for (const WordCell& cell : row.cells) columns = std::max(columns, cell.column + cell.span);
  std::vector<bool> used(columns + 1);
  for (const WordRow& row : table.rows)
    for (const WordCell& cell : row.cells) used[cell.column] = used[cell.column + cell.span] = true;
  const std::vector<std::uint64_t> positions = positions_of(table, columns);
  // A border joins the one before it unless some cell lies between the two.
  std::vector<std::uint32_t> widest_start(columns + 1);  // of cells that end at a border
  for (const WordRow& row : table.rows)
    for (const WordCell& cell : row.cells)
      widest_start[cell.column + cell.span] =
          std::max(widest_start[cell.column + cell.span], cell.column + 1);
  std::vector<std::uint32_t> index(columns + 1);
  std::uint32_t count = 0, first = 0;
  bool any = false;
  for (std::uint32_t border = 0; border <= columns; ++border) {
    if (!used[border]) continue;
    const bool joins =
        any && positions[border] - positions[first] < kNear && widest_start[border] <= first;
    if (!joins) {
      first = border;
      count += any ? 1U : 0U;
    }
    any = true;
    index[border] = count;
  }
  for (WordRow& row : table.rows) {
    for (WordCell& cell : row.cells) {
      const std::uint32_t start = index[cell.column];
      cell.span = index[cell.column + cell.span] - start;
      cell.column = start;
    }
  }
  return count;
}

bool begins_with_mark(std::string_view text) {
  // GOST R 7.0.97-2016, requisites 16 and 20, and what schools write for them.
  constexpr std::array<std::string_view, 10> kWords = {
      "утвержд",      "согласован", "рассмотрен", "принят",   "одобрен",
      "рекомендован", "введен",     "приложени",  "обсужден", "соглас"};
  std::string key = title_key(text.substr(0, 120));
  std::string letters;
  for (const char c : key)
    if (c != ' ' && c != '"') letters += c;
  if (letters.starts_with("«")) letters.erase(0, 2);
  return std::ranges::any_of(kWords,
                             [&](std::string_view word) { return letters.starts_with(word); });
}

bool is_layout(const WordTable& table, std::uint32_t columns) {
  constexpr std::size_t kMostRows = 12;
  constexpr std::uint32_t kMostColumns = 4;
  if (columns > kMostColumns || table.rows.size() > kMostRows) return false;
  std::size_t filled = 0, most = 0;
  const WordCell* first = nullptr;
  for (const WordRow& row : table.rows) {
    std::size_t in_row = 0;
    for (const WordCell& cell : row.cells) {
      if (cell.text.empty()) continue;
      ++in_row;
      if (first == nullptr) first = &cell;
    }
    filled += in_row != 0 ? 1U : 0U;
    most = std::max(most, in_row);
  }
  if (first == nullptr) return true;  // nothing is lost
  if (begins_with_mark(first->text) && most <= 3) return true;
  return !table.bordered && filled <= 2 && most <= 2;
}

namespace {

std::vector<const WordCell*> filled_cells(const WordRow& row) {
  std::vector<const WordCell*> cells;
  for (const WordCell& cell : row.cells)
    if (!cell.text.empty()) cells.push_back(&cell);
  return cells;
}

bool same_texts(const WordRow& a, const WordRow& b) {
  const auto left = filled_cells(a), right = filled_cells(b);
  return left.size() > 1 &&
         std::ranges::equal(left, right, [](const WordCell* x, const WordCell* y) {
           return x->column == y->column && title_key(x->text) == title_key(y->text);
         });
}

bool is_all_bold(const WordRow& row) {
  const auto cells = filled_cells(row);
  return !cells.empty() && std::ranges::all_of(cells, [](const WordCell* c) { return c->bold; });
}

/// A number, a blank cell or a small letter where the first column begins: no titles of columns.
bool begins_like_data(const WordRow& row) {
  const auto cells = filled_cells(row);
  if (cells.empty() || cells.front()->column != 0) return true;
  std::size_t at = 0;
  const char32_t first = next_code_point(cells.front()->text, at);
  return (first >= '0' && first <= '9') || (is_letter(first) && !is_upper(first));
}

/// The widths of the grids agree, as they do where one table was cut in two.
bool same_grid(const WordTable& a, const WordTable& b) {
  constexpr std::uint32_t kSlack = 60;
  return !a.grid.empty() && a.grid.size() == b.grid.size() &&
         std::ranges::equal(a.grid, b.grid, [](std::uint32_t x, std::uint32_t y) {
           return (x > y ? x - y : y - x) <= kSlack;
         });
}

}  // namespace

bool is_continued(const WordTable& table, std::uint32_t columns, const WordTable& next,
                  std::uint32_t next_columns) {
  constexpr std::size_t kHeaderRows = 3;
  if (columns != next_columns || columns < 2 || table.rows.empty() || next.rows.empty())
    return false;
  const WordRow& first = next.rows.front();
  for (std::size_t row = 0; row < std::min(kHeaderRows, table.rows.size()); ++row)
    if (same_texts(table.rows[row], first)) return true;
  if (first.header || (is_all_bold(first) && filled_cells(first).size() > 1)) return false;
  if (begins_like_data(first)) return true;
  const bool header_looks_so = table.rows.front().header || is_all_bold(table.rows.front());
  return header_looks_so && same_grid(table, next);
}

}  // namespace grif
