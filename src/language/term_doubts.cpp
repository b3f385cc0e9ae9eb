#include <algorithm>
#include <bit>

#include "language/term_items.hpp"
#include "language/term_words.hpp"

// Days that contradict the calendar.
namespace grif {
namespace {

using Form = TermItem::Form;
constexpr int kLeapYear = 2000, kCommonYear = 2001;

bool exists(const TermSpan& span, int year) {
  return Date::from_ymd(year, span.month, span.day).has_value();
}

/// The last day of the month, where one of a later day was meant: «28 февраля».
std::string last_day_before(const TermSpan& span) {
  constexpr int kShortestMonth = 28;
  if (span.day == kNoughtInDate) return {};
  const int year = span.year == 0 ? kCommonYear : span.year;
  for (int day = span.day - 1; day >= kShortestMonth; --day) {
    if (Date::from_ymd(year, span.month, day))
      return std::to_string(day) + " " + std::string(month_genitive(span.month));
  }
  return {};
}

void doubt_span(const TermSpan& span, const std::vector<std::int16_t>& years, TermPiece at,
                std::vector<TermDoubt>& doubts) {
  if (span.stretch != Stretch::day || span.month == 0 || span.day == 0) return;
  const bool is_good =
      exists(span, span.year == 0 ? kLeapYear : span.year) &&
      std::ranges::all_of(years, [&span](std::int16_t year) { return exists(span, year); });
  if (is_good) return;
  doubts.push_back({TermDoubtKind::impossible_date, at.offset, at.length, last_day_before(span)});
}

/// The weekday of a date, Monday 1.
int weekday_of(Date date) { return ((date.days() + 3) % 7 + 7) % 7 + 1; }

bool is_day(const TermItem& item) {
  return item.form == Form::at && item.first.stretch == Stretch::day && item.first.month != 0;
}

/// «понедельник, 1 сентября 2026 г.», which is a Tuesday.
void doubt_weekday(const TermItem& item, std::vector<TermDoubt>& doubts) {
  if (item.weekday == 0 || !item.years.empty()) return;
  const auto date = Date::from_ymd(item.first.year, item.first.month, item.first.day);
  if (!date || weekday_of(*date) == item.weekday) return;
  doubts.push_back({TermDoubtKind::wrong_weekday, item.weekday_at.offset, item.weekday_at.length,
                    std::string(weekday_nominative(weekday_of(*date)))});
}

}  // namespace

void join_weekdays(ParsedItems& parsed) {
  std::vector<TermItem>& items = parsed.items;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const TermItem& weekday = items[i];
    const bool is_one = weekday.bare_weekday && std::has_single_bit(weekday.recurrence.weekdays);
    const bool has_next = weekday.beside_next && i + 1 < items.size() && is_day(items[i + 1]) &&
                          items[i + 1].weekday == 0;
    const bool has_previous = kept > 0 && is_day(items[kept - 1]) && items[kept - 1].weekday == 0;
    if (is_one && (has_next || has_previous)) {
      TermItem& day = has_next ? items[i + 1] : items[kept - 1];
      day.weekday = static_cast<std::uint8_t>(std::countr_zero(weekday.recurrence.weekdays) + 1);
      day.weekday_at = {weekday.offset, weekday.length};
      continue;
    }
    if (kept != i) items[kept] = std::move(items[i]);
    ++kept;
  }
  items.resize(kept);
}

void doubt_dates(ParsedItems& parsed) {
  for (const TermItem& item : parsed.items) {
    if (item.form == Form::blank) continue;
    doubt_span(item.first, item.years, item.first_at, parsed.doubts);
    if (item.form == Form::range) doubt_span(item.last, item.years, item.last_at, parsed.doubts);
    doubt_weekday(item, parsed.doubts);
  }
}

}  // namespace grif
