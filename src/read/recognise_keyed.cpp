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

namespace {

/// Makes records of the lines of cards.
class CardBuilder {
 public:
  CardBuilder(const Grid& grid, SheetId sheet, const TitleIndex& index, const Schema& schema,
              Arena& arena)
      : grid_(&grid), index_(&index), arena_(&arena), taken_(schema.sheets[sheet].columns.size()) {
    cards_.sheet = sheet;
    cards_.place = Place::whole(grid.sheet().source);
  }

  RecordSheet build(const std::vector<KeyedEntry>& entries) {
    for (const KeyedEntry& entry : entries) {
      const std::uint32_t column = column_of(entry);
      if (filled_.empty() || is_filled(column)) begin_record(entry.key_place);
      filled_.push_back(column);
      RecordSheet::Value value;
      value.column = column;
      value.place = entry.key_place;
      if (entry.value != nullptr) {
        value.place = Place::cell(grid_->sheet().source, entry.value->row, entry.value->column);
        std::string text = shown_text(*entry.value);
        for (const RawCell* beside : entry.beside) text += '\n' + shown_text(*beside);
        value.text = arena_->store(text);
      }
      cards_.values.push_back(value);
      ++cards_.records.back().count;
    }
    return std::move(cards_);
  }

 private:
  [[nodiscard]] bool is_filled(std::uint32_t column) const {
    return std::ranges::find(filled_, column) != filled_.end();
  }
  void begin_record(Place place) {
    filled_.clear();
    RecordSheet::Record record;
    record.place = place;
    record.first = static_cast<std::uint32_t>(cards_.values.size());
    cards_.records.push_back(record);
  }
  /// The index of the entry's column among those met; a title that goes on from a known one counts
  /// as that («Вариации ролевых моделей внутри формы …»).
  std::uint32_t column_of(const KeyedEntry& entry) {
    const std::string key = header_key(entry.title);
    for (std::size_t i = 0; i < cards_.columns.size(); ++i)
      if (header_key(cards_.columns[i].title) == key ||
          (entry.column != kNoColumn && cards_.columns[i].column == entry.column))
        return static_cast<std::uint32_t>(i);
    HeaderColumn column;
    column.column = entry.column;
    if (column.column == kNoColumn)
      column.column = index_->guess(cards_.sheet, entry.title, taken_, true);
    if (column.column != kNoColumn && taken_[column.column]) column.column = kNoColumn;
    if (column.column != kNoColumn) taken_[column.column] = true;
    column.title = entry.title;
    column.place = entry.key_place;
    cards_.columns.push_back(std::move(column));
    return static_cast<std::uint32_t>(cards_.columns.size() - 1);
  }

  const Grid* grid_;
  const TitleIndex* index_;
  Arena* arena_;
  std::vector<bool> taken_;            ///< columns of the schema that a title stands for
  std::vector<std::uint32_t> filled_;  ///< columns of the card that is being read
  RecordSheet cards_;
};

bool has_required_columns(const RecordSheet& cards, const SheetSchema& sheet) {
  for (std::size_t c = 0; c < sheet.columns.size(); ++c)
    if (sheet.columns[c].required &&
        std::ranges::find(cards.columns, static_cast<ColumnId>(c), &HeaderColumn::column) ==
            cards.columns.end())
      return false;
  return true;
}

}  // namespace

std::optional<RecordSheet> read_cards(const Grid& grid, const TitleIndex& index,
                                      const Schema& schema, Arena& arena) {
  SheetId best = kNoSheet;
  std::size_t known = 0;
  bool tie = false;
  for (std::size_t s = 0; s < schema.sheets.size(); ++s) {
    const SheetSchema& sheet = schema.sheets[s];
    if (sheet.derived || sheet.shape != SheetShape::records) continue;
    const KeyColumn keys = find_key_column(grid, static_cast<SheetId>(s), index);
    if (keys.known < known || keys.known == 0) continue;
    tie = keys.known == known;
    known = keys.known;
    best = static_cast<SheetId>(s);
  }
  if (best == kNoSheet || tie) return std::nullopt;
  const auto read = read_keyed(grid, best, false, index, schema);
  if (!read) return std::nullopt;
  RecordSheet cards = CardBuilder(grid, best, index, schema, arena).build(read->entries);
  if (!has_required_columns(cards, schema.sheets[best])) return std::nullopt;
  return cards;
}

}  // namespace grif::recognition
