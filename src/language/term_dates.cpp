#include <algorithm>

#include "language/term_parser.hpp"

// Days: dates in digits and words, lists of days of a month.
namespace grif {
namespace {

using Form = TermItem::Form;
constexpr int kCentury = 2000;
constexpr std::uint8_t kMonths = 12, kMostDays = 31;
constexpr std::size_t kMostInList = 12;  // how far lists of bare numbers are looked ahead

bool is_day(const TermToken& token) {
  return token.is(TermToken::Type::number) && token.digits <= 2 && token.value >= 1 &&
         token.value <= 31;
}

std::uint8_t byte_of(std::int32_t value) { return static_cast<std::uint8_t>(value); }

}  // namespace

bool TermParser::take_iso_date(TermItem& item) {
  const TermToken &year = peek(), &month = peek(2);
  if (!year.is(Type::number) || year.digits != 4 || year.value < kFirstTermYear ||
      year.value > kLastTermYear || !peek(1).is(Type::dash) || !month.is(Type::number) ||
      month.digits != 2 || !month.glued) {
    return false;
  }
  const TermToken& day = peek(4);
  const bool has_day = peek(3).is(Type::dash) && day.is(Type::number) && day.digits == 2 &&
                       day.value != 0 && month.value != 0;
  // 2021-22 are years, 2026-09 is a month.
  if (!has_day && (month.value < 1 || month.value > 12 || month.value > year.value % 100))
    return false;
  item.first = {.stretch = has_day ? Stretch::day : Stretch::month,
                .day = byte_of(has_day ? day.value : 0),
                .month = byte_of(month.value),
                .year = static_cast<std::int16_t>(year.value)};
  at_ += has_day ? 5 : 3;
  return true;
}

/// «09.2026».
bool TermParser::take_month_in_digits(TermItem& item) {
  const TermToken& month = peek();
  const bool is_month = month.is(Type::number) && month.digits <= 2 && month.value >= 1 &&
                        month.value <= 12 && peek(1).is(Type::dot) && peek(1).glued &&
                        peek(2).glued && is_year(2);
  if (!is_month) return false;
  item.first = {.stretch = Stretch::month, .month = byte_of(month.value)};
  at_ += 2;
  Years years;
  take_years(years);
  apply_years(item, years);
  return true;
}

/// «01.09.2026», «31. 03. 22 г.», «01/09/2026», «06 09 2022г.», «01.09».
bool TermParser::take_date_in_digits(TermItem& item) {
  const TermToken& day = peek();
  if (!day.is(Type::number) || day.digits > 2) return false;
  const Type mark = peek(1).type;
  const bool has_mark = mark == Type::dot || mark == Type::slash;
  const std::size_t month_at = has_mark ? 2 : 1;
  const TermToken& month = peek(month_at);
  if (!month.is(Type::number) || month.digits > 2 || month.value == 0 || day.value == 0)
    return false;
  std::size_t year_at = month_at + 1;
  if (peek(year_at).is(Type::dot) || (mark == Type::slash && peek(year_at).is(Type::slash)))
    ++year_at;
  const TermToken& year = peek(year_at);
  const bool has_mark_of_year = year_at == month_at + 2;
  const bool has_year =
      is_year(year_at) || (has_mark && has_mark_of_year && year.is(Type::number) &&
                           year.digits == 2 && !peek(year_at + 1).is(TermWord::month));
  if (!has_year) {
    const bool is_date = mark == Type::dot && month.digits == 2 && is_day(day) &&
                         month.value >= 1 && month.value <= 12 &&
                         !(has_mark_of_year && year.is(Type::number) && year.glued);
    if (!is_date) return false;
  }
  item.first = {.stretch = Stretch::day, .day = byte_of(day.value), .month = byte_of(month.value)};
  at_ += has_year ? year_at + 1 : month_at + 1;
  if (!has_year) return true;
  item.first.year =
      static_cast<std::int16_t>(year.digits == 2 ? kCentury + year.value : year.value);
  Years no_years;
  take_year_words(no_years, at_);
  return true;
}

/// «00.09.2026», «12.00.2026»: meant for a date, and none.
bool TermParser::take_impossible_digits(TermItem& item) {
  const auto is_pair = [this](std::size_t ahead) {
    return peek(ahead).is(Type::number) && peek(ahead).digits == 2;
  };
  if (!is_pair(0) || !peek(1).is(Type::dot) || !is_pair(2) || !peek(3).is(Type::dot) || !is_year(4))
    return false;
  const auto number = [this](std::size_t ahead) {
    return peek(ahead).value == 0 ? kNoughtInDate : byte_of(peek(ahead).value);
  };
  item.first = {.stretch = Stretch::day,
                .day = number(0),
                .month = number(2),
                .year = static_cast<std::int16_t>(peek(4).value)};
  at_ += 5;
  Years no_years;
  take_year_words(no_years, at_);
  return true;
}

/// «1 сентября», «1-го сентября 2026 г.»; also «32 сентября», which is doubted.
bool TermParser::take_day_and_month(TermItem& item) {
  const TermToken& day = peek();
  if (!day.is(Type::number) || day.digits > 2) return false;
  if (!is_day(day)) {
    // Only where the month is in the genitive: «(ауд. 45) сентябрь» names no day.
    const TermToken& month = peek(1);
    if (day.value == 0 || !month.is(TermWord::month)) return false;
    const std::string_view written = text_.substr(month.offset, month.length);
    if (!written.ends_with("а") && !written.ends_with("я")) return false;
  }
  std::size_t month_at = 1;
  if (peek(1).is(Type::dash) && peek(2).is(TermWord::ordinal_end)) month_at = 3;
  if (peek(1).is(TermWord::ordinal_end)) month_at = 2;
  if (!peek(month_at).is(TermWord::month)) return false;
  const std::uint8_t number = byte_of(day.value);
  at_ += month_at;
  take_named_stretch(item);
  item.first.stretch = Stretch::day;
  item.first.day = number;
  return true;
}

/// «5, 12 и 19 октября 2026 г.», «1–15 сентября», «10-15.09.2026»: bare days before a date.
bool TermParser::take_day_list(Items& items) {
  std::size_t ahead = 0;
  bool has_dash = false;
  while (ahead < 2 * kMostInList && is_day(peek(ahead))) {
    const TermToken& mark = peek(ahead + 1);
    const bool is_dash = mark.is(Type::dash) && ahead == 0;
    if (!is_dash && !mark.is(Type::comma) && !mark.is(TermWord::conjunction)) break;
    has_dash = is_dash;
    ahead += 2;
    if (is_dash) break;
  }
  if (ahead == 0 || !is_day(peek(ahead))) return false;
  const std::size_t start = at_;
  Items days(ahead / 2);
  for (std::size_t i = 0; i < days.size(); ++i) {
    const TermToken& token = peek(2 * i);
    days[i].first = {.stretch = Stretch::day, .day = byte_of(token.value)};
    days[i].offset = token.offset;
    days[i].length = token.length;
    days[i].beside_next = true;
  }
  const Mark before = mark();
  for (TermItem& day : days) day.first_at = {day.offset, day.length};
  at_ += ahead;
  TermItem last;
  if (!take_day_and_month(last) && !take_date_in_digits(last)) return restore(before);
  if (last.first.month > kMonths || last.first.day > kMostDays) return restore(before);
  mark_days(last, start + ahead);
  if (has_dash) {
    finish_range(days.front(), last, start);
    days.front().beside_next = false;
  } else {
    days.push_back(last);
  }
  items.insert(items.end(), days.begin(), days.end());
  return true;
}

}  // namespace grif
