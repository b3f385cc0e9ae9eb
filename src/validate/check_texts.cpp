#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "language/name_spellings.hpp"
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

Kind kind_of(NameDoubt::Kind doubt) {
  switch (doubt) {
    case NameDoubt::Kind::spelt_otherwise:
      return Kind::name_spelt_otherwise;
    case NameDoubt::Kind::looks_like:
      return Kind::name_looks_like;
    case NameDoubt::Kind::called_otherwise:
      break;
  }
  return Kind::name_called_otherwise;
}

/// What the pack's facts are called before their names («программа»).
std::vector<std::string> heads_of_names(const Schema& schema) {
  std::vector<std::string> heads;
  for (const SheetSchema& sheet : schema.sheets)
    for (const ColumnSchema& column : sheet.columns)
      if (!column.called.empty()) heads.push_back(column.called);
  return heads;
}

class TextChecker {
 public:
  TextChecker(const Schema& schema, Diagnostics& diagnostics)
      : diagnostics_(&diagnostics), names_(heads_of_names(schema)) {}

  /// Lines go on from row to row, so a quotation may as well; cells of records stand alone.
  void check(const Table& table, bool lines) {
    QuoteBalance of_lines;
    std::vector<Place> places;
    for (const Cell& cell : table.cells) {
      if (cell.row_span == 0 || cell.written.empty()) continue;
      doubts_ = find_text_doubts(cell.written);
      names_.read(cell.written, static_cast<std::uint32_t>(named_.size()));
      named_.push_back(&cell);
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

  /// Of all the texts that were checked.
  void tell_names() {
    for (const NameDoubt& doubt : names_.find_doubts()) {
      Diagnostic& told = diagnostics_->report(kind_of(doubt.kind), named_[doubt.text]->place,
                                              {doubt.written, doubt.usual});
      told.notes.push_back({named_[doubt.usual_text]->place, doubt.usual});
    }
  }

 private:
  void tell(const TextDoubt& doubt, Place place) {
    diagnostics_->report(kind_of(doubt.kind), place, {doubt.shown, doubt.detail});
  }

  Diagnostics* diagnostics_;
  std::vector<TextDoubt> doubts_;
  NameSpellings names_;
  std::vector<const Cell*> named_;  ///< what was read into `names_`, by its number
};

}  // namespace

void check_texts(const Programme& programme, const Schema& schema, Diagnostics& diagnostics) {
  TextChecker checker(schema, diagnostics);
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
  checker.tell_names();
}

}  // namespace grif
