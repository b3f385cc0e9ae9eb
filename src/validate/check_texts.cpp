#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/text.hpp"
#include "language/name_spellings.hpp"
#include "language/text_doubts.hpp"
#include "validate/column_types.hpp"

namespace grif {
namespace {

constexpr std::size_t kLongestTag = 200;  // bytes, with its attributes

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

/// The first mark of HTML in a text, as copying from web pages leaves it: `<p>`, `&nbsp;`. Empty:
/// there is none. Comparisons («<5 человек») are none.
std::string_view find_markup(std::string_view text) {
  static constexpr std::array<std::string_view, 24> kTags = {
      "p",  "br", "b",  "i",  "u",  "em", "strong", "span", "div", "ul", "ol",  "li",
      "tr", "td", "th", "h1", "h2", "h3", "font",   "a",    "img", "hr", "sub", "table"};
  static constexpr std::array<std::string_view, 8> kEntities = {
      "&nbsp;", "&quot;", "&laquo;", "&raquo;", "&amp;", "&lt;", "&gt;", "&mdash;"};
  for (std::size_t at = text.find_first_of("<&"); at != std::string_view::npos;
       at = text.find_first_of("<&", at + 1)) {
    const std::string_view rest = text.substr(at);
    for (const std::string_view entity : kEntities)
      if (rest.starts_with(entity)) return rest.substr(0, entity.size());
    const std::size_t name = rest.starts_with("</") ? 2 : 1;
    const std::size_t end = rest.find_first_of(" />", name);
    const std::size_t close = rest.find('>', name);
    if (rest.front() != '<' || close == std::string_view::npos || close > kLongestTag) continue;
    const std::string tag = lower(rest.substr(name, end - name));
    if (std::ranges::find(kTags, tag) != kTags.end()) return rest.substr(0, close + 1);
  }
  return {};
}

/// The last words of a text, to show what is meant.
std::string last_words(std::string_view text) {
  constexpr std::size_t kLetters = 40;
  std::u32string letters = decode_utf8(collapsed(text));
  if (letters.size() > kLetters) letters = U"…" + letters.substr(letters.size() - kLetters + 1);
  return encode_utf8(letters);
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
      if (const std::string_view markup = find_markup(cell.written); !markup.empty())
        diagnostics_->report(Kind::text_markup, cell.place, {markup});
      if (!lines && trimmed(cell.written).ends_with(','))
        diagnostics_->report(Kind::text_cut_short, cell.place, {last_words(cell.written)});
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
