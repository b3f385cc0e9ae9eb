#include "read/recognise_rows.hpp"

#include <algorithm>

#include "core/text.hpp"

namespace grif::recognition {
namespace {

/// What can be seen of a row before its neighbours are known.
struct Look {
  LabelShape label;               ///< of the cell in the column of numbers
  bool has_label = false;         ///< that cell is not empty
  std::size_t others = 0;         ///< non-blank cells outside the column of numbers
  const RawCell* lead = nullptr;  ///< the first text that is not a number of the row
  std::size_t lead_column = 0;    ///< index of its table column
  std::size_t lead_span = 1;      ///< table columns that it fills
};

class RowClassifier {
 public:
  RowClassifier(const Grid& grid, const FoundTable& table, const SheetSchema& sheet)
      : grid_(&grid), table_(&table), sheet_(&sheet) {
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      const ColumnId id = table.columns[c].column;
      if (id != kNoColumn && sheet.columns[id].type == ColumnType::label && label_column_ == kNone)
        label_column_ = c;
    }
  }

  std::vector<BodyRow> classify() {
    collect();
    for (std::size_t i = 0; i < rows_.size(); ++i) rows_[i].kind = kind_of(looks_[i]);
    mark_rows_below();
    return std::move(rows_);
  }

 private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  void collect() {
    for (std::size_t line = table_->body_line; line < table_->end_line; ++line) {
      const Grid::Line& at = grid_->lines()[line];
      if (is_column_numbers(*grid_, at) || is_header_again(at)) continue;
      rows_.push_back({line});
      looks_.push_back(look_at(at));
      const Look& look = looks_.back();
      if (look.label.levels >= 2) many_levels_ = true;
      if (look.label.levels == 1) arabic_ = true;
    }
  }

  [[nodiscard]] bool is_header_again(const Grid::Line& line) const {
    const auto cells = grid_->cells(line);
    if (cells.size() != table_->columns.size() || cells.size() < 2) return false;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (cells[i]->type != RawCell::Type::text) return false;
      if (header_key(cells[i]->text) != header_key(table_->columns[i].title)) return false;
    }
    return true;
  }

  [[nodiscard]] std::size_t column_of(std::uint16_t column) const {
    for (std::size_t c = 0; c < table_->columns.size(); ++c)
      if (table_->columns[c].first <= column && column <= table_->columns[c].last) return c;
    return kNone;
  }

  [[nodiscard]] Look look_at(const Grid::Line& line) const {
    Look look;
    for (const RawCell* cell : grid_->cells(line)) {
      const std::size_t column = column_of(cell->column);
      if (column == label_column_ && column != kNone) {
        look.has_label = true;
        look.label = label_of(*cell);
        if (look.label.levels != 0 || look.label.roman) continue;
      }
      ++look.others;
      if (look.lead != nullptr) continue;
      look.lead = cell;
      look.lead_column = column;
      const Merge extent = grid_->extent(*cell);
      look.lead_span = static_cast<std::size_t>(
          std::ranges::count_if(table_->columns, [&](const HeaderColumn& c) {
            return c.last >= extent.first_column && c.first <= extent.last_column;
          }));
    }
    return look;
  }

  /// A spreadsheet turns a typed «1.1» into a number or into the first of January.
  static LabelShape label_of(const RawCell& cell) {
    if (cell.type == RawCell::Type::date) return {.levels = 2};
    if (cell.type == RawCell::Type::number &&
        cell.number != static_cast<double>(static_cast<std::int64_t>(cell.number)))
      return {.levels = 2};
    return label_shape(shown_text(cell));
  }

  [[nodiscard]] RowKind kind_of(const Look& look) const {
    if (look.lead == nullptr) return RowKind::item;
    const std::string text = shown_text(*look.lead);
    const bool alone = look.others == 1;
    const bool in_front = alone || look.lead_column <= 1;
    if (in_front && starts_with_phrase(text, sheet_->rows.result_prefixes)) return RowKind::result;
    if (in_front && starts_with_phrase(text, sheet_->rows.detail_prefixes)) return RowKind::detail;
    if (look.label.levels == 1 && many_levels_) return RowKind::group;
    if (look.label.roman && (arabic_ || many_levels_ || alone)) return RowKind::group;
    const bool in_labels = look.lead_column == label_column_ && label_column_ != kNone;
    if (starts_with_numbered_word(text, sheet_->rows.group_prefixes) &&
        (alone || (in_labels && (look.others == 2 || many_levels_))))
      return RowKind::group;
    if (alone && look.label.levels < 2) {
      const bool across = look.lead_span >= 2 && look.lead_span * 2 > table_->columns.size();
      if (across || look.lead->bold) return RowKind::group;
    }
    return RowKind::item;
  }

  /// Rows at the end, after an empty row, that have no number though the table numbers its rows, or
  /// that would be groups of nothing: a signature, a remark.
  void mark_rows_below() {
    const bool numbered = many_levels_ || arabic_;
    const auto is_of_table = [&](std::size_t i) {
      const Look& look = looks_[i];
      if (look.label.levels != 0 || look.label.roman) return true;
      if (rows_[i].kind == RowKind::result || rows_[i].kind == RowKind::detail) return true;
      if (rows_[i].kind == RowKind::group)
        return starts_with_numbered_word(shown_text(*look.lead), sheet_->rows.group_prefixes);
      return !numbered && look.others >= 2;
    };
    std::size_t end = rows_.size();
    while (end > 0 && !is_of_table(end - 1)) --end;
    if (end == 0) return;  // nothing tells the rows of this table from a remark
    bool apart = false;
    for (std::size_t i = end; i < rows_.size(); ++i) {
      const auto row_of = [&](std::size_t r) { return grid_->lines()[rows_[r].line].row; };
      if (row_of(i) > row_of(i - 1) + 1) apart = true;
      const bool empty_group = rows_[i].kind == RowKind::group && !followed_by_item(i);
      if (!apart && !empty_group) continue;
      rows_[i].below = true;
      rows_[i].kind = RowKind::detail;
    }
  }

  [[nodiscard]] bool followed_by_item(std::size_t group) const {
    for (std::size_t i = group + 1; i < rows_.size(); ++i)
      if (looks_[i].others >= 2) return true;
    return false;
  }

  const Grid* grid_;
  const FoundTable* table_;
  const SheetSchema* sheet_;
  std::size_t label_column_ = kNone;
  bool many_levels_ = false, arabic_ = false;
  std::vector<BodyRow> rows_;
  std::vector<Look> looks_;
};

}  // namespace

std::vector<BodyRow> classify_rows(const Grid& grid, const FoundTable& table,
                                   const SheetSchema& sheet) {
  return RowClassifier(grid, table, sheet).classify();
}

}  // namespace grif::recognition
