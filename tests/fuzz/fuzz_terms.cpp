// Any text as a term: doubts point into it, intervals are sorted and the right way round, and the
// canonical form means the same.
#include <string>

#include "core/text.hpp"
#include "fuzz.hpp"
#include "language/terms.hpp"

namespace {

using grif::Term;
using grif::TermKind;

void check_term(const Term& term, std::size_t size) {
  for (const grif::TermDoubt& doubt : term.doubts)
    demand(doubt.offset + doubt.length <= size, "a doubt lies in the text");
  for (std::size_t i = 0; i < term.intervals.size(); ++i) {
    demand(term.intervals[i].first <= term.intervals[i].last, "an interval does not run backwards");
    demand(i == 0 || term.intervals[i - 1] != term.intervals[i], "each interval stands once");
    demand(i == 0 || term.intervals[i - 1].first <= term.intervals[i].first, "sorted");
  }
  demand(!grif::find_invalid_utf8(term.canonical), "what is printed is good UTF-8");
  demand(term.kind != TermKind::unknown || term.is_doubtful(), "what is unknown is doubted");
}

void parse_both_ways(std::string_view text, const grif::TermContext& context) {
  const Term term = grif::parse_term(text, context);
  check_term(term, text.size());
  if (term.kind == TermKind::unknown || term.canonical.size() > grif::kLongestTerm) return;
  const Term again = grif::parse_term(term.canonical, context);
  demand(again.kind == term.kind, "the canonical form is of the same kind");
  demand(again.intervals == term.intervals, "it has the same days");
  demand(again.canonical == term.canonical, "it is canonical");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = as_text(data, size);
  if (grif::find_invalid_utf8(text)) return 0;
  parse_both_ways(text, {});
  const std::string_view span = grif::find_from_to(text);
  demand(span.empty() || text.find(span) != text.npos, "what was found is of the text");
  const auto period = grif::find_period_in_title(text);
  demand(!period || period->first < period->last, "a period does not run backwards");
  parse_both_ways(text, {grif::DateInterval{*grif::Date::from_ymd(2026, 9, 1),
                                            *grif::Date::from_ymd(2027, 8, 31)}});
  return 0;
}
