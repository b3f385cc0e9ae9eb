#include <algorithm>

#include "language/term_parser.hpp"

// What days the items of a term are, and years that an item takes from its neighbour.
namespace grif {
namespace {

using Form = TermItem::Form;
constexpr int kFirstSchoolMonth = 9;
constexpr std::int16_t kMostYears = 40;  // of a period

Date day_of(int year, int month, int day) {
  return Date::from_ymd(year, month, day).value_or(Date());
}
Date plus(Date date, std::int32_t days) { return Date::from_days(date.days() + days); }
Date end_of_month(int year, int month) {
  return plus(month == 12 ? day_of(year + 1, 1, 1) : day_of(year, month + 1, 1), -1);
}
DateInterval months(int year, int month, int count) {
  const int last = month + count - 2;  // from 0
  return {day_of(year, month, 1), end_of_month(year + last / 12, last % 12 + 1)};
}

std::optional<DateInterval> checked_day(const TermSpan& span) {
  const auto date = Date::from_ymd(span.year, span.month, span.day);
  if (!date) return std::nullopt;
  return DateInterval{*date, *date};
}

/// Weeks, tens of days and halves are counted from the first of the month.
std::optional<DateInterval> part_of_month(const TermSpan& span, int length, int count) {
  const DateInterval month = months(span.year, span.month, 1);
  if (span.number == 0) {
    const Date first = length == 7 ? plus(month.last, -6) : plus(month.first, length * (count - 1));
    return DateInterval{first, month.last};
  }
  const Date first = plus(month.first, length * (span.number - 1));
  if (first > month.last) return std::nullopt;
  const bool is_last = length != 7 && span.number == count;
  return DateInterval{first, is_last ? month.last : std::min(plus(first, length - 1), month.last)};
}

std::optional<DateInterval> weekday_of_month(const TermSpan& span) {
  const DateInterval month = months(span.year, span.month, 1);
  const auto weekday = [](Date date) { return ((date.days() + 3) % 7 + 7) % 7 + 1; };
  Date date;
  if (span.number == 0) {
    date = plus(month.last, -((weekday(month.last) - span.day + 7) % 7));
  } else {
    date = plus(month.first, (span.day - weekday(month.first) + 7) % 7 + 7 * (span.number - 1));
  }
  if (date > month.last) return std::nullopt;
  return DateInterval{date, date};
}

std::optional<DateInterval> half_year(const TermSpan& span) {
  if (!span.in_school_year) return months(span.year, span.number == 1 ? 1 : 7, 6);
  // Lessons end with May; the summer is of no half.
  return span.number == 1 ? months(span.year, kFirstSchoolMonth, 4) : months(span.year + 1, 1, 5);
}

std::optional<DateInterval> whole_stretch(const TermSpan& span) {
  switch (span.stretch) {
    case Stretch::day:
      return checked_day(span);
    case Stretch::week:
      return part_of_month(span, 7, 5);
    case Stretch::ten_days:
      return part_of_month(span, 10, 3);
    case Stretch::half_month:
      return part_of_month(span, 15, 2);
    case Stretch::weekday:
      return weekday_of_month(span);
    case Stretch::month:
      if (span.month == 0) return std::nullopt;
      return months(span.year, span.month, 1);
    case Stretch::season:
      return span.number == 1 ? months(span.year - 1, 12, 3)
                              : months(span.year, span.number * 3 - 3, 3);
    case Stretch::quarter:
      if (span.number == 0) return std::nullopt;
      return months(span.year, span.number * 3 - 2, 3);
    case Stretch::half_year:
      if (span.number == 0) return std::nullopt;
      return half_year(span);
    case Stretch::year:
      return months(span.year, 1, 12);
    case Stretch::school_year:
      return span.part == Part::all ? months(span.year, kFirstSchoolMonth, 12)
                                    : months(span.year, kFirstSchoolMonth, 9);
    case Stretch::none:
    case Stretch::day_of_month:
    case Stretch::school_quarter:
    case Stretch::trimester:
    case Stretch::holidays:
    case Stretch::period:
    case Stretch::duration:
      break;
  }
  return std::nullopt;
}

/// The first, middle or last ten days of a month; the first, middle or last month of what is
/// longer.
DateInterval part_of(const DateInterval& whole, Part part) {
  const int year = whole.first.year(), month = whole.first.month();
  const int count = (whole.last.year() - year) * 12 + whole.last.month() - month + 1;
  if (count == 1) {
    if (part == Part::beginning) return {whole.first, plus(whole.first, 9)};
    if (part == Part::middle) return {plus(whole.first, 10), plus(whole.first, 19)};
    return {plus(whole.first, 20), whole.last};
  }
  if (part == Part::beginning) return months(year, month, 1);
  if (part == Part::end) return months(whole.last.year(), whole.last.month(), 1);
  const int middle = month - 1 + (count - 1) / 2;
  return months(year + middle / 12, middle % 12 + 1, count % 2 == 1 ? 1 : 2);
}

bool is_school_period(const DateInterval& period) {
  const int first = period.first.month();
  return first == kFirstSchoolMonth || first == kFirstSchoolMonth - 1;
}

TermSpan in_year(TermSpan span, std::int16_t year, bool school) {
  if (span.stretch == Stretch::half_year && school) span.in_school_year = true;
  span.year = year;
  return span;
}

/// What an item's one occurrence is; nothing for reversed ranges and what has no days.
std::optional<DateInterval> resolve_form(const TermItem& item, const TermSpan& first,
                                         const TermSpan& last) {
  if (item.form == Form::blank)
    return first.month == 0 ? months(first.year, 1, 12) : months(first.year, first.month, 1);
  const auto days = resolve_span(first);
  if (!days) return std::nullopt;
  switch (item.form) {
    case Form::deadline: {
      const bool is_day = first.stretch == Stretch::day || first.part == Part::end;
      Date end = is_day || item.inclusive ? days->last : plus(days->first, -1);
      if (first.part == Part::beginning) end = days->first;
      if (first.part == Part::middle)
        end = Date::from_days((days->first.days() + days->last.days()) / 2);
      return DateInterval{DateInterval::kNoStart, end};
    }
    case Form::from:
      return DateInterval{days->first, DateInterval::kNoEnd};
    case Form::range: {
      const auto end = resolve_span(last);
      if (!end || end->last < days->first) return std::nullopt;
      return DateInterval{days->first, end->last};
    }
    default:
      return days;
  }
}

/// The years of the period, one before and one behind, in which a yearless item falls into it.
void append_filled(const TermItem& item, const DateInterval& period,
                   std::vector<DateInterval>& intervals, bool& filled) {
  const bool school = is_school_period(period);
  const auto from = static_cast<std::int16_t>(period.first.year() - 1);
  const auto to = static_cast<std::int16_t>(std::min(period.last.year() + 1, from + kMostYears));
  const bool is_open = item.form == Form::deadline || item.form == Form::from;
  std::vector<DateInterval> found;
  for (std::int16_t year = from; year <= to; ++year) {
    const TermSpan first = in_year(item.first, year, school);
    TermSpan last = in_year(item.last, year, school);
    auto days = resolve_form(item, first, last);
    if (!days && item.form == Form::range) {
      last.year = static_cast<std::int16_t>(year + 1);
      days = resolve_form(item, first, last);
    }
    if (!days) continue;
    const Date point = item.form == Form::deadline ? days->last : days->first;
    const bool is_inside = is_open ? point >= period.first && point <= period.last
                                   : days->first <= period.last && days->last >= period.first;
    if (is_inside) found.push_back(*days);
  }
  // A deadline without a year in a period of several: which of them is not said.
  if (found.empty() || (is_open && found.size() > 1)) return;
  intervals.insert(intervals.end(), found.begin(), found.end());
  filled = true;
}

void append_of_period(const TermItem& item, const DateInterval& period,
                      std::vector<DateInterval>& intervals, bool& filled) {
  if (item.form == Form::deadline) {
    if (item.first.part == Part::middle) return;
    const bool is_start = item.first.part == Part::beginning;
    intervals.push_back({DateInterval::kNoStart, is_start ? period.first : period.last});
  } else if (item.form == Form::from) {
    intervals.push_back({period.first, DateInterval::kNoEnd});
  } else if (item.first.part == Part::all && item.form != Form::range) {
    intervals.push_back(period);
  } else {
    return;
  }
  filled = true;
}

/// Of a month and its like the reckoned year is all that counts.
void forget_school_year(TermSpan& span) {
  const bool is_of_school =
      span.stretch == Stretch::half_year || span.stretch == Stretch::school_quarter ||
      span.stretch == Stretch::trimester || span.stretch == Stretch::holidays ||
      span.stretch == Stretch::school_year;
  const bool is_year = span.stretch == Stretch::school_year && span.year != 0;
  span.in_school_year = is_year || (span.in_school_year && is_of_school);
}

}  // namespace

std::optional<DateInterval> resolve_span(const TermSpan& span) {
  if (span.year < 1) return std::nullopt;
  const auto whole = whole_stretch(span);
  if (!whole || span.part == Part::all) return whole;
  return part_of(*whole, span.part);
}

void append_intervals(const TermItem& item, const TermContext& context,
                      std::vector<DateInterval>& intervals, bool& filled) {
  if (item.form == Form::as_needed || item.form == Form::by_plan || item.form == Form::by_event ||
      item.form == Form::recurring || item.form == Form::open_ended ||
      item.first.stretch == Stretch::duration) {
    return;
  }
  if (!item.years.empty()) {
    for (std::size_t i = 0; i < item.years.size(); ++i) {
      const std::int16_t year = item.years[i];
      auto days =
          resolve_form(item, in_year(item.first, year, false), in_year(item.last, year, false));
      if (!days && item.form == Form::range && i + 1 < item.years.size())
        days = resolve_form(item, in_year(item.first, year, false),
                            in_year(item.last, static_cast<std::int16_t>(year + 1), false));
      if (days) intervals.push_back(*days);
    }
    return;
  }
  if (item.first.year != 0) {
    if (const auto days = resolve_form(item, item.first, item.last)) intervals.push_back(*days);
    return;
  }
  if (!context.period || !context.period->has_start() || !context.period->has_end() ||
      item.form == Form::blank) {
    return;
  }
  const bool is_plain_year = item.first.stretch == Stretch::year && item.first.part == Part::all;
  if (item.first.stretch == Stretch::period || is_plain_year)
    append_of_period(item, *context.period, intervals, filled);
  else
    append_filled(item, *context.period, intervals, filled);
}

bool names_year(const TermItem& item) { return item.first.year != 0 || !item.years.empty(); }

bool may_inherit(const TermItem& left, const TermItem& right) {
  const auto is_dated = [](const TermItem& item) {
    return item.form == Form::at || item.form == Form::range || item.form == Form::deadline;
  };
  const auto is_of_year = [](Stretch stretch) {
    return stretch != Stretch::none && stretch != Stretch::year &&
           stretch != Stretch::school_year && stretch != Stretch::period &&
           stretch != Stretch::duration && stretch != Stretch::day_of_month;
  };
  return is_dated(left) && is_dated(right) && is_of_year(left.first.stretch) &&
         is_of_year(right.first.stretch) && !names_year(left) && names_year(right);
}

bool give_years(TermItem& left, const TermItem& right) {
  TermSpan &first = left.first, &last = left.last;
  const int month = first_month(first), next = first_month(right.first);
  const bool is_range = left.form == Form::range;
  const bool wraps = is_range && first_month(last) < month;
  if (!right.years.empty()) {
    left.years = right.years;
    return !wraps && month <= next;
  }
  std::int16_t year = right.first.year;
  if (right.first.in_school_year) {
    const bool is_second = next != 0 && next < kFirstSchoolMonth;
    set_school_year(first, static_cast<std::int16_t>(is_second ? year - 1 : year));
    if (is_range) set_school_year(last, static_cast<std::int16_t>(is_second ? year - 1 : year));
    return true;
  }
  const int end = is_range ? first_month(last) : month;
  const bool is_before = end != 0 && next != 0 && end > next;
  if (is_before) year = term_year(year - 1);
  first.year = year;
  if (is_range) {
    last.year = year;
    if (wraps) first.year = term_year(year - 1);
  }
  return !is_before && !wraps;
}

void inherit_years(ParsedItems& parsed) {
  for (std::size_t i = parsed.items.size(); i-- > 0;) {
    TermItem& item = parsed.items[i];
    if (i + 1 < parsed.items.size() && item.beside_next) {
      const TermItem& next = parsed.items[i + 1];
      if (item.first.day != 0 && item.first.stretch == Stretch::day && item.first.month == 0)
        item.first.month = next.first.month;
      if (may_inherit(item, next) && !give_years(item, next))
        parsed.doubts.push_back({TermDoubtKind::unclear_year, item.offset, item.length, {}});
      // «2021–2022, 2022–2023 учебный год»
      const bool is_pair = item.form == Form::range && item.first.stretch == Stretch::year &&
                           item.last.year == item.first.year + 1;
      if (is_pair && next.form == Form::at && next.first.stretch == Stretch::school_year &&
          next.first.year == item.last.year) {
        item.form = Form::at;
        set_school_year(item.first, item.first.year);
        item.last = {};
      }
    }
  }
  for (TermItem& item : parsed.items) {
    forget_school_year(item.first);
    forget_school_year(item.last);
  }
}

}  // namespace grif
