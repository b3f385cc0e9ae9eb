#include "read/recognise_keyed.hpp"

#include <algorithm>
#include <array>

#include "core/text.hpp"

namespace grif::recognition {
namespace {

constexpr std::size_t kKeyColumns = 16;  // keys further to the right are not looked for

ColumnId key_of(const RawCell& cell, SheetId sheet, const TitleIndex& index) {
  if (cell.type != RawCell::Type::text) return kNoColumn;
  return index.column(sheet, header_key(cell.text));
}

/// The column of the sheet with the most known keys, and how many of its cells are keys.
struct KeyColumn {
  std::size_t column = 0, known = 0, cells = 0;
};
KeyColumn find_key_column(const Grid& grid, SheetId sheet, const TitleIndex& index) {
  std::array<KeyColumn, kKeyColumns> columns{};
  for (const Grid::Line& line : grid.lines()) {
    for (const RawCell* cell : grid.cells(line)) {
      if (cell->column >= kKeyColumns) break;
      KeyColumn& column = columns[cell->column];
      column.column = cell->column;
      ++column.cells;
      if (key_of(*cell, sheet, index) != kNoColumn) ++column.known;
    }
  }
  return *std::ranges::max_element(columns, {}, &KeyColumn::known);
}

std::string key_title(const RawCell& cell) {
  std::string title = collapsed(shown_text(cell));
  while (!title.empty() && (title.back() == ':' || title.back() == ' ')) title.pop_back();
  return title;
}

bool is_value_title(const RawCell& cell, const SheetSchema& schema) {
  const std::string key = header_key(shown_text(cell));
  return std::ranges::any_of(schema.value_titles,
                             [&](const std::string& title) { return header_key(title) == key; });
}

}  // namespace

std::optional<KeyedSheet> read_keyed(const Grid& grid, SheetId sheet, bool named,
                                     const TitleIndex& index, const Schema& schema) {
  const KeyColumn keys = find_key_column(grid, sheet, index);
  if (keys.known == 0 || (!named && (keys.known < 4 || keys.known * 2 < keys.cells)))
    return std::nullopt;
  KeyedSheet read;
  std::vector<KeyedEntry>& entries = read.entries;
  std::vector<std::uint16_t> titled;  // columns that a header row names, beside the values
  for (const Grid::Line& line : grid.lines()) {
    KeyedEntry entry;
    const auto cells = grid.cells(line);
    const auto key = std::ranges::find_if(
        cells, [&](const RawCell* cell) { return cell->column == keys.column; });
    read.unused.insert(read.unused.end(), cells.begin(), key);
    if (key == cells.end()) continue;
    entry.column = key_of(**key, sheet, index);
    entry.title = key_title(**key);
    entry.key_place = Place::cell(grid.sheet().source, (*key)->row, (*key)->column);
    const auto after = key + 1;
    if (entries.empty() && entry.column == kNoColumn && after != cells.end() &&
        is_value_title(**after, schema.sheets[sheet])) {
      for (auto cell = after + 1; cell != cells.end(); ++cell) titled.push_back((*cell)->column);
      continue;
    }
    for (auto cell = after; cell != cells.end(); ++cell) {
      if (std::ranges::find(titled, (*cell)->column) != titled.end()) continue;  // remarks
      if (entry.value == nullptr)
        entry.value = *cell;
      else
        entry.beside.push_back(*cell);
    }
    if (entry.column == kNoColumn && entry.value == nullptr) continue;  // a heading among the keys
    entries.push_back(std::move(entry));
  }
  return read;
}

}  // namespace grif::recognition
