#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "core/text.hpp"
#include "language/persons.hpp"
#include "validate/read_terms.hpp"

namespace grif {
namespace {

/// Whether a text is a term and nothing else. «по согласованию» may stand for a person too.
bool is_term(std::string_view text) {
  if (!may_be_term(text)) return false;
  const Term term = parse_term(text);
  switch (term.kind) {
    case TermKind::unknown:
    case TermKind::as_needed:
    case TermKind::by_plan:
    case TermKind::by_event:
    case TermKind::blank:
      return false;
    default:
      break;
  }
  return std::ranges::none_of(term.doubts, [](const TermDoubt& doubt) {
    return doubt.kind == TermDoubtKind::extra_text || doubt.kind == TermDoubtKind::unknown_text;
  });
}

class ShiftChecker {
 public:
  ShiftChecker(const Table& table, const SheetSchema& sheet, std::size_t term_column,
               Diagnostics& diagnostics)
      : table_(&table), sheet_(&sheet), term_column_(term_column), diagnostics_(&diagnostics) {}

  void check_column(std::size_t c) {
    known_.clear();
    for (std::uint32_t row = 0; row < table_->rows.size(); ++row) {
      const Cell& cell = table_->cell(row, c);
      const bool is_read = !cell.value.is_missing() && !cell.value.is_faulty();
      if (is_read && cell.row_span != 0 && !cell.written.empty() && holds_term(cell.written))
        report(row, c);
    }
  }

 private:
  /// The same few people answer for most rows: each text is read once.
  bool holds_term(std::string_view written) {
    const auto [found, is_new] = known_.try_emplace(written, false);
    if (is_new) found->second = is_term(written);
    return found->second;
  }

  void report(std::uint32_t row, std::size_t c) {
    const Cell& cell = table_->cell(row, c);
    const Cell& term = table_->cell(row, term_column_);
    const std::string seen = collapsed(cell.written), expected = collapsed(term.written);
    const std::string &here = sheet_->columns[c].title,
                      &there = sheet_->columns[term_column_].title;
    Diagnostic& diagnostic =
        expected.empty()
            ? diagnostics_->report(Kind::term_elsewhere, cell.place, {seen, here, there})
            : diagnostics_->report(Kind::term_twice_in_row, cell.place,
                                   {seen, here, there, expected});
    if (!expected.empty()) diagnostic.notes.push_back({term.place, expected});
    add_moved_person(row, c, diagnostic);
  }

  /// What was pushed out of the cell may stand in the next one.
  void add_moved_person(std::uint32_t row, std::size_t c, Diagnostic& diagnostic) const {
    const auto& order = table_->printed_order;
    const auto here = std::ranges::find(order, static_cast<ColumnId>(c));
    if (here == order.end() || here + 1 == order.end()) return;
    const Cell& next = table_->cell(row, *(here + 1));
    const auto mentions = read_persons(next.written, NamesIn::mixed_cell);
    if (mentions.empty() || mentions.front().kind == Mention::Kind::other) return;
    diagnostic.notes.push_back({next.place, collapsed(next.written)});
  }

  const Table* table_;
  const SheetSchema* sheet_;
  std::size_t term_column_;
  Diagnostics* diagnostics_;
  std::unordered_map<std::string_view, bool> known_;  ///< whether a text is a term
};

}  // namespace

void check_shifted_terms(const Table& table, const SheetSchema& sheet, Diagnostics& diagnostics) {
  const auto has_column = [&table](std::size_t c) {
    return std::ranges::find(table.printed_order, static_cast<ColumnId>(c)) !=
           table.printed_order.end();
  };
  const auto term = std::ranges::find(sheet.columns, ColumnType::term, &ColumnSchema::type);
  if (term == sheet.columns.end()) return;
  const auto term_column = static_cast<std::size_t>(term - sheet.columns.begin());
  if (!has_column(term_column)) return;
  ShiftChecker checker(table, sheet, term_column, diagnostics);
  for (std::size_t c = 0; c < sheet.columns.size(); ++c)
    if (sheet.columns[c].persons == PersonsIn::list && has_column(c)) checker.check_column(c);
}

}  // namespace grif
