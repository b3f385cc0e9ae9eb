#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "language/text_doubts.hpp"
#include "validate/column_types.hpp"

namespace grif {
namespace {

Kind kind_of(TextDoubt::Kind doubt) {
  switch (doubt) {
    case TextDoubt::Kind::latin_letters:
      return Kind::text_latin_letters;
    case TextDoubt::Kind::cyrillic_letters:
      return Kind::text_cyrillic_letters;
    case TextDoubt::Kind::invisible:
      return Kind::text_invisible;
    case TextDoubt::Kind::lost:
      return Kind::text_lost_sign;
    case TextDoubt::Kind::open_quote:
      return Kind::text_quote_open;
    case TextDoubt::Kind::stray_quote:
      break;
  }
  return Kind::text_quote_stray;
}

class TextChecker {
 public:
  explicit TextChecker(Diagnostics& diagnostics) : diagnostics_(&diagnostics) {}

  /// Lines go on from row to row, so a quotation may as well; cells of records stand alone.
  void check(const Table& table, bool lines) {
    QuoteBalance of_lines;
    std::vector<Place> places;
    for (const Cell& cell : table.cells) {
      if (cell.row_span == 0 || cell.written.empty()) continue;
      doubts_ = find_text_doubts(cell.written);
      if (lines) {
        of_lines.read(cell.written, doubts_);
        places.push_back(cell.place);
      } else if (cell.written.find_first_of("\"\xC2\xE2") != std::string_view::npos) {
        QuoteBalance balance;
        balance.read(cell.written, doubts_);
        for (QuoteBalance::Open& open : balance.open()) doubts_.push_back(std::move(open.doubt));
      }
      for (const TextDoubt& doubt : doubts_) tell(doubt, cell.place);
    }
    for (const QuoteBalance::Open& open : of_lines.open()) tell(open.doubt, places[open.text]);
  }

 private:
  void tell(const TextDoubt& doubt, Place place) {
    diagnostics_->report(kind_of(doubt.kind), place, {doubt.shown, doubt.detail});
  }

  Diagnostics* diagnostics_;
  std::vector<TextDoubt> doubts_;
};

}  // namespace

void check_texts(const Programme& programme, const Schema& schema, Diagnostics& diagnostics) {
  TextChecker checker(diagnostics);
  for (std::size_t s = 0; s < schema.sheets.size(); ++s) {
    const SheetSchema& sheet = schema.sheets[s];
    const auto is_role = [&](SheetId SheetSchema::*role) {
      return std::ranges::any_of(schema.sheets, [&](const SheetSchema& other) {
        return other.*role == static_cast<SheetId>(s);
      });
    };
    if (!programme.tables[s].present) continue;
    checker.check(programme.tables[s], sheet.derived && (is_role(&SheetSchema::title_lines) ||
                                                         is_role(&SheetSchema::below)));
  }
}

}  // namespace grif
