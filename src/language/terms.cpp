#include "language/terms.hpp"

#include <algorithm>
#include <array>

#include "core/text.hpp"
#include "language/term_items.hpp"
#include "language/term_words.hpp"

namespace grif {

namespace {

using Form = TermItem::Form;

TermKind kind_of_stretch(const TermSpan& span) {
  switch (span.stretch) {
    case Stretch::day:
    case Stretch::weekday:
      return TermKind::day;
    case Stretch::week:
    case Stretch::ten_days:
    case Stretch::half_month:
      return TermKind::part_of_month;
    case Stretch::month:
      return span.part == Part::all ? TermKind::month : TermKind::part_of_month;
    case Stretch::season:
      return TermKind::season;
    case Stretch::quarter:
      return TermKind::quarter;
    case Stretch::half_year:
      return TermKind::half_year;
    case Stretch::school_quarter:
    case Stretch::trimester:
      return TermKind::school_term;
    case Stretch::holidays:
      return TermKind::holidays;
    case Stretch::year:
      return TermKind::year;
    case Stretch::school_year:
      return TermKind::school_year;
    case Stretch::period:
      return TermKind::whole_period;
    case Stretch::none:
    case Stretch::day_of_month:
    case Stretch::duration:
      break;
  }
  return TermKind::unknown;
}

TermKind kind_of(const TermItem& item) {
  switch (item.form) {
    case Form::at: {
      const TermKind kind = kind_of_stretch(item.first);
      return kind == TermKind::month && !item.years.empty() ? TermKind::month_each_year : kind;
    }
    case Form::range:
      return item.years.empty() ? TermKind::range : TermKind::range_each_year;
    case Form::deadline:
      return TermKind::deadline;
    case Form::from:
      return TermKind::from_date;
    case Form::during:
      return TermKind::during;
    case Form::whole:
      return kind_of_stretch(item.first);
    case Form::open_ended:
      return TermKind::open_ended;
    case Form::recurring:
      return TermKind::recurring;
    case Form::as_needed:
      return TermKind::as_needed;
    case Form::by_plan:
      return TermKind::by_plan;
    case Form::by_event:
      return TermKind::by_event;
    case Form::blank:
      return TermKind::blank;
  }
  return TermKind::unknown;
}

TermKind kind_of(const std::vector<TermItem>& items) {
  if (items.size() == 1) return kind_of(items.front());
  const bool recurs =
      std::ranges::any_of(items, [](const TermItem& item) { return item.form == Form::recurring; });
  return recurs ? TermKind::recurring : TermKind::list;
}

bool mean_the_same(const TermItem& a, const TermItem& b) {
  return a.form == b.form && a.first == b.first && a.last == b.last && a.years == b.years &&
         a.recurrence == b.recurrence && a.words == b.words && a.inclusive == b.inclusive;
}

/// Keeps of items that say the same the first one.
void drop_repeated(ParsedItems& parsed) {
  constexpr std::ptrdiff_t kMostCompared = 16;  // a list that no person wrote stays linear
  std::vector<TermItem> kept;
  for (TermItem& item : parsed.items) {
    const auto from = kept.end() - std::min(kMostCompared, std::ssize(kept));
    const bool is_known = std::any_of(
        from, kept.end(), [&item](const TermItem& other) { return mean_the_same(other, item); });
    if (is_known)
      parsed.doubts.push_back({TermDoubtKind::repeated, item.offset, item.length, {}});
    else
      kept.push_back(std::move(item));
  }
  parsed.items = std::move(kept);
}

/// «постоянно» and «ежемесячно» last as long as the other items say, else as the programme.
void append_unbounded(const std::vector<TermItem>& items, const TermContext& context, Term& term) {
  if (!term.intervals.empty() || !context.period) return;
  for (const TermItem& item : items) {
    if (item.form == Form::recurring) {
      term.intervals.push_back(*context.period);
    } else if (item.form == Form::open_ended) {
      term.intervals.push_back({context.period->first, DateInterval::kNoEnd});
    } else {
      continue;
    }
    term.year_filled = true;
  }
}

void sort_intervals(std::vector<DateInterval>& intervals) {
  std::ranges::sort(intervals, [](const DateInterval& a, const DateInterval& b) {
    return a.first != b.first ? a.first < b.first : a.last < b.last;
  });
  intervals.erase(std::unique(intervals.begin(), intervals.end()), intervals.end());
}

/// A text of which nothing was understood, with the first word that looks like one of a term.
void make_unknown(Term& term, std::vector<TermDoubt> doubts) {
  std::string guess;
  for (TermDoubt& doubt : doubts) {
    if (guess.empty()) guess = std::move(doubt.guess);
  }
  term.canonical = collapsed(term.written);
  const std::string_view text = trimmed(term.written);
  const auto offset = static_cast<std::uint32_t>(text.data() - term.written.data());
  term.doubts.push_back({TermDoubtKind::unknown_text, text.empty() ? 0 : offset,
                         static_cast<std::uint32_t>(text.size()), std::move(guess)});
}

}  // namespace

std::string_view term_kind_name(TermKind kind) {
  static constexpr std::array<std::string_view, 24> kNames = {"unknown",
                                                              "day",
                                                              "part-of-month",
                                                              "month",
                                                              "month-each-year",
                                                              "season",
                                                              "quarter",
                                                              "half-year",
                                                              "school-term",
                                                              "holidays",
                                                              "year",
                                                              "school-year",
                                                              "range",
                                                              "range-each-year",
                                                              "deadline",
                                                              "from-date",
                                                              "during",
                                                              "whole-period",
                                                              "open-ended",
                                                              "recurring",
                                                              "as-needed",
                                                              "by-plan",
                                                              "by-event",
                                                              "blank"};
  return kind == TermKind::list ? "list" : kNames[static_cast<std::size_t>(kind)];
}

std::string_view term_doubt_name(TermDoubtKind kind) {
  static constexpr std::array<std::string_view, 15> kNames = {
      "unknown-text",    "extra-text",    "too-long",          "misspelt-word", "mixed-letters",
      "impossible-date", "wrong-weekday", "reversed-range",    "repeated",      "stop-for-comma",
      "lost-comma",      "lost-dash",     "many-school-years", "unclear-year",  "blank-left"};
  return kNames[static_cast<std::size_t>(kind)];
}

Term parse_term(std::string_view text, const TermContext& context) {
  Term term;
  term.written = text;
  if (text.size() > kLongestTerm) {
    term.canonical = collapsed(text);
    term.doubts.push_back(
        {TermDoubtKind::too_long, 0, static_cast<std::uint32_t>(text.size()), {}});
    return term;
  }
  ParsedItems parsed = parse_term_items(text);
  if (parsed.items.empty()) {
    make_unknown(term, std::move(parsed.doubts));
    return term;
  }
  join_weekdays(parsed);
  inherit_years(parsed);
  doubt_dates(parsed);
  drop_repeated(parsed);
  term.kind = kind_of(parsed.items);
  for (const TermItem& item : parsed.items)
    append_intervals(item, context, term.intervals, term.year_filled);
  append_unbounded(parsed.items, context, term);
  sort_intervals(term.intervals);
  term.canonical = print_items(parsed.items);
  term.doubts = std::move(parsed.doubts);
  std::ranges::stable_sort(term.doubts, {}, &TermDoubt::offset);
  return term;
}

bool may_be_term(std::string_view text) {
  std::string folded;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = to_lower(next_code_point(text, at));
    if (folded.empty() && c >= '0' && c <= '9') return true;
    if (is_letter(c))
      append_utf8(folded, c == U'ё' ? U'е' : c);
    else if (!folded.empty())
      break;
  }
  return find_term_word(folded).word != TermWord::unknown;
}

const TermValue* store_term(const Term& term, std::string_view written, Arena& arena) {
  TermValue value;
  value.written = written;
  const std::string tidy = term.is_doubtful() ? collapsed(written) : term.canonical;
  value.tidy = tidy == written ? written : arena.store(tidy);
  value.days = arena.store(std::span<const DateInterval>(term.intervals));
  value.kind = term.kind;
  value.year_filled = term.year_filled;
  return arena.store(std::span<const TermValue>(&value, 1)).data();
}

std::optional<DateInterval> find_period_in_title(std::string_view title) {
  if (title.size() > kLongestTerm) return std::nullopt;
  // Most titles have no year: nothing is read of them.
  if (title.find("20") == std::string_view::npos) return std::nullopt;
  ParsedItems parsed = parse_term_items(title, false);
  inherit_years(parsed);
  for (const TermItem& item : parsed.items) {
    const bool is_school_year = item.form == Form::at && item.years.empty() &&
                                item.first.stretch == Stretch::school_year &&
                                item.first.part == Part::all;
    const bool is_years = item.form == Form::at && item.first.stretch == Stretch::year &&
                          item.first.part == Part::all && item.years.size() > 1;
    if (item.form != Form::range && !is_school_year && !is_years) continue;
    std::vector<DateInterval> days;
    bool filled = false;
    append_intervals(item, {}, days, filled);
    if (days.empty()) continue;
    const DateInterval all{days.front().first, days.back().last};
    constexpr std::int32_t kShortest = 60;  // days: «с 1 по 15 сентября» is of an event
    if (all.last.days() - all.first.days() >= kShortest) return all;
  }
  return std::nullopt;
}

std::string_view find_from_to(std::string_view text) {
  // Few texts have one: the others are not read.
  const bool may_have = text.size() <= kLongestTerm && text.find("20") != std::string_view::npos &&
                        text.find(" по ") != std::string_view::npos;
  if (!may_have) return {};
  ParsedItems parsed = parse_term_items(text, false);
  inherit_years(parsed);
  const auto is_dated = [](const TermSpan& span) {
    return span.year != 0 && span.month != 0 &&
           (span.stretch == Stretch::month || span.stretch == Stretch::day);
  };
  for (const TermItem& item : parsed.items) {
    const std::string_view piece = text.substr(item.offset, item.length);
    const bool begins = piece.starts_with("с ") || piece.starts_with("С ") ||
                        piece.starts_with("со ") || piece.starts_with("Со ");
    if (begins && item.form == Form::range && item.years.empty() && is_dated(item.first) &&
        is_dated(item.last))
      return piece;
  }
  return {};
}

}  // namespace grif
