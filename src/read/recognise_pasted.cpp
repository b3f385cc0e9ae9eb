#include "read/recognise_pasted.hpp"

#include <algorithm>
#include <iterator>
#include <span>
#include <string>
#include <utility>

#include "core/arena.hpp"

namespace grif::recognition {
namespace {

using Cells = std::span<const RawCell* const>;

const RawCell* find_cell(Cells cells, std::uint16_t column) {
  const auto at = std::ranges::lower_bound(cells, column, {}, &RawCell::column);
  return at != cells.end() && (*at)->column == column ? *at : nullptr;
}

class PastedRowFinder {
 public:
  explicit PastedRowFinder(const Grid& grid) : grid_(&grid) {}

  std::vector<LineRange> find() {
    const std::size_t lines = grid_->lines().size();
    for (std::size_t line = 1; line < lines; ++line) {
      if (!goes_on(line)) continue;
      if (!ranges_.empty() && ranges_.back().last == line - 1)
        ranges_.back().last = line;
      else if (begins_under_line(line - 1))
        ranges_.push_back({line - 1, line});
    }
    return std::move(ranges_);
  }

 private:
  [[nodiscard]] Cells cells(std::size_t line) const { return grid_->cells(grid_->lines()[line]); }
  [[nodiscard]] std::uint32_t row(std::size_t line) const { return grid_->lines()[line].row; }

  /// Every cell of the line is drawn without a line above it, and so is nothing below those that
  /// stand right over them.
  [[nodiscard]] bool goes_on(std::size_t line) const {
    const bool below = row(line) == row(line - 1) + 1;
    if (!below && !is_bridged(line)) return false;
    const Cells above = cells(line - 1);
    for (const RawCell* cell : cells(line)) {
      if (!cell->line_beside || cell->line_above) return false;
      const RawCell* over = below ? find_cell(above, cell->column) : nullptr;
      if (over != nullptr && (over->line_below || !over->line_beside)) return false;
    }
    return !is_whole_row(line);
  }

  /// A merge leads over the empty rows before the line.
  [[nodiscard]] bool is_bridged(std::size_t line) const {
    return std::ranges::any_of(cells(line - 1), [&](const RawCell* cell) {
      return grid_->extent(*cell).last_row >= row(line);
    });
  }

  /// A line that fills all columns of the row that it would go on with, its first one too, is a row
  /// of its own: so look the rows of a table that is drawn with upright lines only.
  [[nodiscard]] bool is_whole_row(std::size_t line) const {
    const bool in_range = !ranges_.empty() && ranges_.back().last == line - 1;
    const Cells here = cells(line), head = cells(in_range ? ranges_.back().first : line - 1);
    return here.size() >= 2 && here.size() >= head.size() &&
           here.front()->column <= head.front()->column;
  }

  [[nodiscard]] bool begins_under_line(std::size_t line) const {
    if (std::ranges::any_of(cells(line), &RawCell::line_above)) return true;
    return line > 0 && row(line) == row(line - 1) + 1 &&
           std::ranges::any_of(cells(line - 1), &RawCell::line_below);
  }

  const Grid* grid_;
  std::vector<LineRange> ranges_;
};

}  // namespace

void Grid::join_lines(std::size_t first, std::size_t last, Arena& arena) {
  std::vector<const RawCell*> all;
  for (std::size_t line = first; line <= last; ++line)
    std::ranges::copy(cells(lines_[line]), std::back_inserter(all));
  std::ranges::stable_sort(all, {}, &RawCell::column);
  Line& to = lines_[first];
  to.first = static_cast<std::uint32_t>(cells_.size());
  to.last_row = lines_[last].last_row;
  for (std::size_t i = 0; i < all.size();) {
    std::size_t end = i + 1;
    std::string text = shown_text(*all[i]);
    for (; end < all.size() && all[end]->column == all[i]->column; ++end)
      text += '\n' + shown_text(*all[end]);
    if (end == i + 1) {
      cells_.push_back(all[i]);
    } else {
      RawCell cell = *all[i];
      cell.type = RawCell::Type::text;
      cell.formula = false;
      cell.text = arena.store(text);
      cell.shown = {};
      for (std::size_t other = i; other < end; ++other) cell.bold = cell.bold && all[other]->bold;
      cells_.push_back(&made_.emplace_back(cell));
    }
    i = end;
  }
  to.count = static_cast<std::uint32_t>(cells_.size()) - to.first;
  for (std::size_t line = first + 1; line <= last; ++line) lines_[line].count = 0;
}

void Grid::drop_joined_lines() {
  std::erase_if(lines_, [](const Line& line) { return line.count == 0; });
}

std::vector<LineRange> find_pasted_rows(const Grid& grid) { return PastedRowFinder(grid).find(); }

void join_pasted_rows(Grid& grid, Arena& arena) {
  const std::vector<LineRange> ranges = find_pasted_rows(grid);
  for (const LineRange& range : ranges) grid.join_lines(range.first, range.last, arena);
  grid.drop_joined_lines();
}

}  // namespace grif::recognition
