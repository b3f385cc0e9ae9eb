#include "read/recognise_rows.hpp"

#include <algorithm>
#include <charconv>

#include "core/text.hpp"
#include "read/recognise_lines.hpp"
#include "read/recognise_torn.hpp"

namespace grif::recognition {
namespace {

constexpr std::size_t kLongestHeading = 160;  // letters of a heading that nobody merged
constexpr std::size_t kMostCellsBelow = 4;    // post, place for the signature, name, date

/// What can be seen of a row before its neighbours are known.
struct Look {
  LabelShape label;                   ///< of the cell in the column of numbers
  bool has_label = false;             ///< that cell is not empty
  bool first_number = false;          ///< … and its last number is 1
  std::size_t others = 0;             ///< non-blank cells outside the column of numbers
  const RawCell* lead = nullptr;      ///< the first text that is not a number of the row
  std::size_t lead_column = 0;        ///< index of its table column
  std::size_t lead_span = 1;          ///< table columns that it fills
  bool term = false, person = false;  ///< has a term, names somebody
  std::uint32_t number = 0;           ///< the first number of the label

  [[nodiscard]] bool has_number() const { return label.levels != 0 || label.roman; }
};

/// A heading begins with a capital letter or a number; a list's item and the rest of a sentence do
/// not.
bool begins_like_heading(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (c >= '0' && c <= '9') return true;
    if (is_letter(c)) return is_upper(c);
    if (c != U'«' && c != '"' && c != U'„' && !is_blank(c)) return false;
  }
  return false;
}

/// «- …», «• …», «1) …» or a small letter.
bool begins_like_list(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
  if (at != 0) return at < text.size() && text[at] == ')';
  const char32_t first = text.empty() ? U' ' : next_code_point(text, at);
  return std::u32string_view(U"-–—−•·*").find(first) != std::u32string_view::npos ||
         (is_letter(first) && !is_upper(first));
}

/// «2» of «2», «2.», «2.10»; 0: there is none.
std::uint32_t first_number_of(std::string_view label) {
  const std::size_t begin = label.find_first_of("0123456789");
  std::uint32_t number = 0;
  if (begin != std::string_view::npos)
    std::from_chars(label.data() + begin, label.data() + label.size(), number);
  return number;
}

/// «1», «1.», «2.1.»: the last number of a label is 1.
bool is_first_number(std::string_view label) {
  while (!label.empty() && (label.back() < '0' || label.back() > '9')) label.remove_suffix(1);
  if (label.empty() || label.back() != '1') return false;
  label.remove_suffix(1);
  return label.empty() || label.back() < '0' || label.back() > '9';
}

class RowClassifier {
 public:
  RowClassifier(const Grid& grid, const FoundTable& table, const SheetSchema& sheet)
      : grid_(&grid), table_(&table), sheet_(&sheet) {
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      const ColumnId id = table.columns[c].column;
      roles_.push_back(id == kNoColumn ? Role::other : role_of(sheet.columns[id]));
      if (roles_.back() == Role::label && label_column_ == kNone) label_column_ = c;
    }
  }

  Body classify() {
    collect();
    if (many_levels_) tell_activities();
    for (std::size_t i = 0; i < body_.rows.size(); ++i) {
      body_.rows[i].kind = kind_of(i);
      const bool goes_on = goes_on_from_above(i);
      heads_.push_back(goes_on ? heads_[i - 1] : i);
      if (goes_on) body_.rows[i].kind = body_.rows[i - 1].kind;
    }
    take_rows_below();
    return std::move(body_);
  }

 private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  enum class Role : std::uint8_t { other, label, term, person };

  static Role role_of(const ColumnSchema& column) {
    if (column.type == ColumnType::label) return Role::label;
    if (column.type == ColumnType::term) return Role::term;
    return column.persons == PersonsIn::no ? Role::other : Role::person;
  }

  void collect() {
    for (std::size_t line = table_->header_line + 1; line < table_->end_line; ++line) {
      const Grid::Line& at = grid_->lines()[line];
      if (is_column_numbers(*grid_, at)) {
        body_.number_rows.push_back(line);
        continue;
      }
      if (line < table_->body_line) continue;  // the header's second level
      if (is_header_again(at)) {
        body_.repeated_headers.push_back(line);
        continue;
      }
      body_.rows.push_back({line});
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
        const std::string label = shown_text(*cell);
        look.first_number = is_first_number(label);
        look.number = first_number_of(label);
        if (look.label.levels != 0 || look.label.roman) continue;
      }
      ++look.others;
      if (column != kNone) {
        look.term = look.term || roles_[column] == Role::term;
        look.person = look.person || roles_[column] == Role::person;
      }
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

  [[nodiscard]] RowKind kind_of(std::size_t row) const {
    const Look& look = looks_[row];
    if (look.lead == nullptr) return RowKind::item;
    const std::string text = shown_text(*look.lead);
    const bool alone = look.others == 1;
    const bool in_front = alone || look.lead_column <= 1;
    if (in_front && starts_with_phrase(text, sheet_->rows.result_prefixes)) return RowKind::result;
    if (in_front && starts_with_phrase(text, sheet_->rows.detail_prefixes)) return RowKind::detail;
    if (look.label.levels == 1 && many_levels_)
      return is_activity(row) ? RowKind::item : RowKind::group;
    if (look.label.roman && (arabic_ || many_levels_ || alone)) return RowKind::group;
    const bool in_labels = look.lead_column == label_column_ && label_column_ != kNone;
    if (starts_with_numbered_word(text, sheet_->rows.group_prefixes) &&
        (alone || (in_labels && (look.others == 2 || many_levels_))))
      return RowKind::group;
    if (alone && look.label.levels < 2) {
      const bool across = look.lead_span >= 2 && look.lead_span * 2 > table_->columns.size();
      if (across || look.lead->bold || heads_what_follows(row, text)) return RowKind::group;
    }
    return RowKind::item;
  }

  /// A row with a number of one level in a table that has «1.1» is a stage, unless it has a term
  /// and a person of its own. Of such rows those that others belong to by their numbers are stages
  /// too, but not where most have none; what is decided against the own numbers is doubtful.
  void tell_activities() {
    std::vector<std::uint32_t> heads;  // first numbers of two-level labels
    for (const Look& look : looks_)
      if (look.label.levels >= 2) heads.push_back(look.number);
    std::ranges::sort(heads);
    std::vector<std::size_t> alone, with_others;
    for (std::size_t row = 0; row < looks_.size(); ++row) {
      const Look& look = looks_[row];
      if (look.label.levels != 1 || !look.term || !look.person || look.lead->bold ||
          look.lead_span > 1 ||
          starts_with_numbered_word(shown_text(*look.lead), sheet_->rows.group_prefixes))
        continue;
      (std::ranges::binary_search(heads, look.number) ? with_others : alone).push_back(row);
    }
    if (alone.empty()) return;
    activities_ = alone;
    const bool most = alone.size() > with_others.size();
    if (most)
      std::ranges::merge(alone, with_others,
                         (activities_.clear(), std::back_inserter(activities_)));
    for (const std::size_t row : most ? with_others : alone)
      body_.doubtful_items.push_back(body_.rows[row].line);
    if (!most)
      for (const std::size_t row : alone) body_.rows[row].outside = true;
  }

  [[nodiscard]] bool is_activity(std::size_t row) const {
    return std::ranges::binary_search(activities_, row);
  }

  /// An item of a list alone in its row right under a detail or a result: «- опрошены все».
  [[nodiscard]] bool goes_on_from_above(std::size_t row) const {
    const Look& look = looks_[row];
    if (row == 0 || look.others != 1 || look.has_number() || stands_apart(row)) return false;
    const RowKind above = body_.rows[row - 1].kind;
    return (above == RowKind::detail || above == RowKind::result) &&
           begins_like_list(shown_text(*look.lead));
  }

  /// A text alone in its row that nobody merged or set in bold: is it a heading?
  [[nodiscard]] bool heads_what_follows(std::size_t row, std::string_view text) const {
    const std::string_view first_line = text.substr(0, text.find('\n'));
    if (count_code_points(first_line) > kLongestHeading || !begins_like_heading(first_line) ||
        !followed_by_item(row))
      return false;
    const std::size_t next = next_item(row);
    const bool anew = looks_[next].first_number || !looks_[next].has_number();
    if (names_kind_of_group(first_line, sheet_->rows.group_prefixes) &&
        (anew || !looks_[row].has_number()))
      return true;
    if (looks_[row].has_number()) return false;
    const LabelShape own = label_shape(first_line.substr(0, first_line.find(' ')));
    if (own.roman) return true;
    if (own.levels == 1) return looks_[next].label.levels == 2;
    // A torn row goes on with what stands above it; numbers that begin anew do not.
    return looks_[next].first_number && looks_[next].label.levels == 1 && next == row + 1;
  }

  /// The first row below with cells in several columns, or kNone.
  [[nodiscard]] std::size_t next_item(std::size_t row) const {
    for (std::size_t i = row + 1; i < looks_.size(); ++i)
      if (looks_[i].others >= 2 || (looks_[i].label.levels != 0 && looks_[i].others != 0)) return i;
    return kNone;
  }
  [[nodiscard]] bool followed_by_item(std::size_t row) const { return next_item(row) != kNone; }

  /// Takes the rows at the end that are none of the table: those that stand apart after an empty
  /// row without a number though the table numbers its rows, groups of nothing, and what begins
  /// with the pack's words for a line below or is to be signed.
  void take_rows_below() {
    std::vector<BodyRow>& rows = body_.rows;
    std::size_t end = std::min(rows.size(), first_remark());
    while (end > 0 && !is_of_table(end - 1)) --end;
    std::size_t first = end;
    for (; first < rows.size(); ++first) {
      if (is_line_below(first) && !is_result_again(first, end)) break;
      if (end == 0) continue;  // nothing tells the rows of this table from a remark
      if (stands_apart(first)) break;
      if (rows[first].kind == RowKind::group && !followed_by_item(first)) break;
    }
    for (std::size_t i = first; i < rows.size(); ++i) body_.below.push_back(rows[i].line);
    rows.resize(first);
  }

  /// A line that the pack knows below a table, but that stands under earlier stages too.
  [[nodiscard]] bool is_result_again(std::size_t row, std::size_t end) {
    const LinePattern* pattern = pattern_below(row);
    if (pattern == nullptr || row == 0 || stands_apart(row)) return false;
    if (std::ranges::find(seen_again_, pattern) != seen_again_.end()) return true;
    for (std::size_t before = 0; before < end; ++before) {
      if (looks_[before].has_number() || looks_[before].others != 1 ||
          pattern_below(before) != pattern)
        continue;
      seen_again_.push_back(pattern);
      return true;
    }
    return false;
  }

  [[nodiscard]] const LinePattern* pattern_below(std::size_t row) const {
    const auto cells = grid_->cells(grid_->lines()[body_.rows[row].line]);
    return find_line_pattern(shown_text(*cells.front()), sheet_->lines_below);
  }

  /// The row of a remark that others belong to, numbered ones too («Примечания:», «1 …»), if
  /// nothing but such lines follows it; else the number of rows.
  [[nodiscard]] std::size_t first_remark() const {
    std::size_t first = body_.rows.size();
    for (std::size_t row = first; row-- > 0;) {
      const auto cells = grid_->cells(grid_->lines()[body_.rows[row].line]);
      if (cells.size() > 2 && !is_line_below(row)) break;
      const LinePattern* pattern = pattern_below(row);
      if (pattern != nullptr && pattern->goes_on && cells.size() == 1) first = row;
    }
    return first;
  }

  /// Empty rows, or such that are no data, lie between the row and the one above it.
  [[nodiscard]] bool stands_apart(std::size_t row) const {
    return grid_->lines()[body_.rows[row].line].row >
           grid_->lines()[body_.rows[row - 1].line].last_row + 1;
  }

  [[nodiscard]] bool is_of_table(std::size_t row) const {
    row = heads_[row];
    const Look& look = looks_[row];
    const RowKind kind = body_.rows[row].kind;
    if (look.label.levels != 0 || look.label.roman) return true;
    if (is_line_below(row)) return false;
    if (kind == RowKind::result || kind == RowKind::detail) return true;
    if (kind == RowKind::group)
      return starts_with_numbered_word(shown_text(*look.lead), sheet_->rows.group_prefixes);
    return !many_levels_ && !arabic_ && look.others >= 2;
  }

  /// A remark by its first words, or a line to be signed. One that fills as many cells as a row of
  /// the table, or is signed without being known, stands apart or begins where the numbers stand.
  [[nodiscard]] bool is_line_below(std::size_t row) const {
    const Look& look = looks_[row];
    if (look.lead == nullptr || look.has_number()) return false;
    const auto cells = grid_->cells(grid_->lines()[body_.rows[row].line]);
    if (cells.size() > kMostCellsBelow) return false;
    const bool apart = row == 0 || stands_apart(row);
    const bool few = cells.size() < table_->columns.size();
    const bool for_number = label_column_ == 0 && look.lead_column == 0;
    if (pattern_below(row) != nullptr) return few || apart || for_number;
    return (apart || for_number) && few && looks_signed(shown_text(*cells.back()));
  }

  const Grid* grid_;
  const FoundTable* table_;
  const SheetSchema* sheet_;
  std::size_t label_column_ = kNone;
  bool many_levels_ = false, arabic_ = false;
  std::vector<Role> roles_;         ///< of the table's columns
  std::vector<std::size_t> heads_;  ///< of each row: where the list that it goes on with begins
  std::vector<const LinePattern*> seen_again_;  ///< of lines below, those met in the table too
  std::vector<std::size_t> activities_;  ///< rows that their number would make stages; sorted
  Body body_;
  std::vector<Look> looks_;
};

}  // namespace

Body classify_rows(const Grid& grid, const FoundTable& table, const SheetSchema& sheet) {
  Body body = RowClassifier(grid, table, sheet).classify();
  find_torn_rows(grid, table, sheet, body);
  return body;
}

}  // namespace grif::recognition
