#include <algorithm>
#include <charconv>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/text.hpp"
#include "validate/column_types.hpp"

namespace grif {
namespace {

/// The numbers of a label: {7, 1} for `7.1.`; empty for what is no such number.
using Numbers = std::vector<int>;

Numbers numbers_of(std::string_view label) {
  Numbers numbers;
  std::string_view text = trimmed(label);
  while (!text.empty()) {
    int n = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
    if (error != std::errc() || n < 0) return {};
    numbers.push_back(n);
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    if (text.empty()) break;
    if (text.front() != '.' && text.front() != ')') return {};
    text = trimmed(text.substr(1));
  }
  return numbers;
}

std::string text_of(const Numbers& numbers) {
  std::string text;
  for (const int n : numbers) text += (text.empty() ? "" : ".") + std::to_string(n);
  return text;
}

Numbers parent_of(const Numbers& numbers) { return {numbers.begin(), numbers.end() - 1}; }

class NumberingChecker {
 public:
  NumberingChecker(const Table& table, std::size_t column, Diagnostics& diagnostics)
      : table_(&table), column_(column), diagnostics_(&diagnostics) {}

  void check() {
    std::size_t items = 0, numbered = 0;
    for (std::uint32_t row = 0; row < table_->rows.size(); ++row) {
      if (table_->rows[row].kind != RowKind::item) continue;
      ++items;
      if (!table_->cell(row, column_).value.is_missing()) ++numbered;
    }
    mostly_numbered_ = numbered != 0 && numbered * 2 >= items;
    for (std::uint32_t row = 0; row < table_->rows.size(); ++row) check_row(row);
    check_style();
  }

 private:
  /// «1.7.» among «1.1»: told where three times as many are written the other way.
  void check_style() const {
    std::vector<std::pair<Place, std::string>> styles[2];
    for (std::uint32_t row = 0; row < table_->rows.size(); ++row) {
      const Cell& cell = table_->cell(row, column_);
      if (table_->rows[row].kind != RowKind::item || !cell.value.is(Value::Type::text)) continue;
      const std::string label = label_text(cell);
      if (numbers_of(label).size() < 2) continue;
      const bool stop = trimmed(label).ends_with('.');
      styles[stop ? 1 : 0].emplace_back(cell.place, std::string(trimmed(label)));
    }
    const std::size_t usual = styles[0].size() >= styles[1].size() ? 0 : 1;
    const auto& rare = styles[1 - usual];
    if (styles[usual].size() < std::max<std::size_t>(4, rare.size() * 3)) return;
    for (const auto& [place, label] : rare)
      diagnostics_->report(Kind::number_style, place, {label, styles[usual].front().second});
  }

  void check_row(std::uint32_t row) {
    const Row& at = table_->rows[row];
    const Cell& cell = table_->cell(row, column_);
    if (at.kind != RowKind::item && at.kind != RowKind::group) return;
    if (cell.value.is_missing()) {
      const bool alone = at.kind == RowKind::item && mostly_numbered_ && cell.row_span != 0;
      if (alone) diagnostics_->report(Kind::number_missing, cell.place, {});
      if (at.kind == RowKind::group) begin_group({});
      return;
    }
    const std::string label = label_text(cell);
    const Numbers numbers = numbers_of(label);
    if (at.kind == RowKind::group) {
      begin_group(numbers);
      if (!is_double(numbers, label, kNoRow, cell)) check_next(group_before_, numbers, cell);
      group_before_ = numbers;
      return;
    }
    check_item(numbers, label, at.group, cell);
    item_ = last_item_ = numbers;
  }

  void begin_group(const Numbers& numbers) {
    group_ = numbers;
    item_.clear();
  }

  void check_item(const Numbers& numbers, const std::string& label, std::uint32_t group,
                  const Cell& cell) {
    // Numbers of one level begin anew under each group; others say themselves where they belong.
    if (is_double(numbers, label, numbers.size() > 1 ? kNoRow : group, cell)) return;
    if (numbers.empty()) return;
    if (numbers.size() == 2 && group_.size() == 1 && group != kNoRow &&
        numbers.front() != group_.front()) {
      diagnostics_->report(Kind::number_of_other_group, cell.place, {label, text_of(group_)});
      return;
    }
    check_next(item_, numbers, cell);
  }

  /// True if the number was there before, which is reported.
  bool is_double(const Numbers& numbers, const std::string& label, std::uint32_t scope,
                 const Cell& cell) {
    const std::string key = numbers.empty() ? title_key(label) : text_of(numbers);
    if (key.empty()) return false;
    const std::string scoped = scope == kNoRow ? key : key + '@' + std::to_string(scope);
    const auto [first, is_new] = seen_.try_emplace(scoped, cell.place);
    if (is_new) return false;
    if (lost_zero(numbers, cell)) return true;
    report_double(numbers, label, cell).notes.push_back({first->second, label});
    return true;
  }

  Diagnostic& report_double(const Numbers& numbers, const std::string& label, const Cell& cell) {
    if (numbers.empty()) return diagnostics_->report(Kind::title_twice, cell.place, {label});
    // A spreadsheet may have made it of another number, where the numbers had gone further.
    const bool went_back = numbers.size() == 2 && item_.size() == 2 &&
                           numbers.front() == item_.front() && numbers.back() <= item_.back();
    if (!cell.value.is(Value::Type::decimal) || !went_back)
      return diagnostics_->report(Kind::number_twice, cell.place, {label, "", ""});
    const bool russian = diagnostics_->language() == Language::russian;
    const std::string longer = text_of(numbers) + '0';
    const std::string why =
        russian ? "; если вписан был " + longer + ", программа хранит его как число " + label
                : "; if " + longer + " was typed, a spreadsheet keeps it as the number " + label;
    const std::string cure =
        russian ? "если должен стоять " + longer +
                      ", выберите для столбца формат «Текстовый» и впишите номер заново; иначе "
                : "if " + longer +
                      " is meant, give the column the format of text and type it again; otherwise ";
    return diagnostics_->report(Kind::number_twice, cell.place, {label, why, cure});
  }

  /// 1.10 typed into a spreadsheet is the number 1.1: after 1.9 that is what was meant.
  bool lost_zero(const Numbers& numbers, const Cell& cell) {
    if (!cell.value.is(Value::Type::decimal) || numbers.size() != 2 || item_.size() != 2)
      return false;
    if (numbers.front() != item_.front() || numbers.back() * 10 != item_.back() + 1) return false;
    const std::string meant = text_of(numbers) + '0';
    diagnostics_->report(Kind::number_lost_zero, cell.place, {text_of(numbers), meant});
    return true;
  }

  void check_next(const Numbers& before, const Numbers& numbers, const Cell& cell) {
    if (numbers.empty() || before.size() > numbers.size()) return;
    const bool first = before.empty() || before.size() != numbers.size() ||
                       parent_of(before) != parent_of(numbers);
    // The first of a group may also go on from the last one before it.
    const bool goes_on = first && last_item_.size() == numbers.size() &&
                         parent_of(last_item_) == parent_of(numbers) &&
                         numbers.back() == last_item_.back() + 1;
    if (goes_on) return;
    const int expected = first ? 1 : before.back() + 1;
    if (numbers.back() == expected || (first && numbers.back() == 0)) return;
    Numbers wanted = numbers;
    wanted.back() = expected;
    const std::string previous = first ? std::string() : text_of(before);
    if (numbers.back() > expected)
      diagnostics_->report(Kind::number_gap, cell.place, {text_of(numbers), text_of(wanted)});
    else
      diagnostics_->report(Kind::number_order, cell.place, {text_of(numbers), previous});
  }

  const Table* table_;
  std::size_t column_;
  Diagnostics* diagnostics_;
  bool mostly_numbered_ = false;
  Numbers group_, group_before_, item_, last_item_;
  std::unordered_map<std::string, Place> seen_;
};

}  // namespace

void check_numbering(const Table& table, const SheetSchema& sheet, Diagnostics& diagnostics) {
  for (std::size_t c = 0; c < sheet.columns.size(); ++c) {
    if (sheet.columns[c].type != ColumnType::label) continue;
    const auto id = static_cast<ColumnId>(c);
    if (std::ranges::find(table.printed_order, id) != table.printed_order.end())
      NumberingChecker(table, c, diagnostics).check();
    return;
  }
}

}  // namespace grif
