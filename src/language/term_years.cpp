#include <algorithm>

#include "language/term_parser.hpp"

// Years behind what they belong to: «2026», «2021, 2022 гг.», «2026/27 уч. г.», «2021–2024 гг.».
namespace grif {
namespace {

constexpr std::int32_t kCentury = 2000;
constexpr std::int32_t kMostYears = 30;
constexpr std::int32_t kLeastShortYear = 15;  // «сентябрь 22»: below that, a day
constexpr int kFirstSchoolMonth = 9;

}  // namespace

bool TermParser::is_year(std::size_t ahead) const {
  const TermToken& token = peek(ahead);
  if (!token.is(Type::number) || token.digits != 4 || token.value < kFirstTermYear ||
      token.value > kLastTermYear) {
    return false;
  }
  const bool is_iso = peek(ahead + 1).is(Type::dash) && peek(ahead + 2).is(Type::number) &&
                      peek(ahead + 2).digits == 2 && peek(ahead + 3).is(Type::dash) &&
                      peek(ahead + 3).glued && peek(ahead + 4).is(Type::number) &&
                      peek(ahead + 4).digits == 2;
  return !is_iso;
}

/// Whether another year stands behind the year there, parted by a dash or a stroke.
bool TermParser::begins_pair(std::size_t ahead) const {
  const TermToken& mark = peek(ahead + 1);
  if (!mark.is(Type::dash) && !mark.is(Type::slash)) return false;
  const TermToken& second = peek(ahead + 2);
  if (is_year(ahead + 2)) return true;
  if (!second.is(Type::number) || second.digits != 2) return false;
  const TermToken& behind = peek(ahead + 3);
  const bool is_date =
      behind.is(TermWord::month) || (behind.is(Type::dot) && peek(ahead + 4).is(Type::number));
  const std::int32_t first = peek(ahead).value % 100;
  return !is_date && (second.value > first || second.value == (first + 1) % 100);
}

bool TermParser::take_years(Years& years) {
  const Mark before = mark();
  if (peek().is(Type::comma) && is_year(1)) ++at_;
  const std::size_t start = at_;
  if (!take_year_or_pair(years)) return restore(before);
  do {
    take_year_words(years, start);
  } while (take_more_years(years));
  return true;
}

bool TermParser::take_year_or_pair(Years& years) {
  if (!is_year(0)) return take_short_year(years);
  const std::int32_t first = peek().value;
  if (begins_pair(0)) return take_second_year(years, first);
  ++at_;
  years.list.push_back(static_cast<std::int16_t>(first));
  return true;
}

/// «22 г.», «26/27 уч. год», and with a doubt «22».
bool TermParser::take_short_year(Years& years) {
  const TermToken& token = peek();
  if (!token.is(Type::number) || token.digits != 2) return false;
  const auto year = static_cast<std::int16_t>(kCentury + token.value);
  const TermToken& next = peek(1);
  if ((next.is(Type::slash) || next.is(Type::dash)) && peek(2).is(Type::number) &&
      peek(2).digits == 2 && peek(2).value == token.value + 1 && peek(3).is(TermWord::study)) {
    at_ += 3;
    years.list.push_back(year);
    years.list.push_back(static_cast<std::int16_t>(year + 1));
    years.range = true;
    return true;
  }
  const bool has_word = next.is(TermWord::year);
  const bool ends = next.is(Type::end) || next.is(Type::comma) || next.is(Type::semicolon) ||
                    (next.is(Type::dot) && !peek(2).is(Type::number));
  const bool follows_month =
      at_ > 0 &&
      (tokens_[at_ - 1].is(TermWord::month) ||
       (at_ > 1 && tokens_[at_ - 1].is(Type::dot) && tokens_[at_ - 2].is(TermWord::month)));
  if (!follows_month || (!has_word && (!ends || token.value < kLeastShortYear))) return false;
  if (!has_word) doubt(TermDoubtKind::unclear_year, at_, at_ + 1, std::to_string(year) + " г.");
  ++at_;
  years.list.push_back(year);
  return true;
}

/// From a year that another follows behind a dash or a stroke.
bool TermParser::take_second_year(Years& years, std::int32_t first) {
  const std::size_t start = at_;
  const bool stroke = peek(1).is(Type::slash);
  const std::int32_t value = peek(2).value;
  const bool next_century = peek(2).digits == 2 && value < first % 100;  // «1999/00»
  const std::int32_t century = first - first % 100 + (next_century ? 100 : 0);
  const std::int32_t second = peek(2).digits == 2 ? century + value : value;
  at_ += 3;
  if (second <= first || second - first > kMostYears) {
    doubt(TermDoubtKind::reversed_range, start, at_,
          second < first ? std::to_string(second) + "–" + std::to_string(first) : std::string());
    years.list.push_back(static_cast<std::int16_t>(first));
    if (second == first) return true;
    years.list.push_back(static_cast<std::int16_t>(second));
    years.range = true;
    return true;
  }
  for (std::int32_t year = first; year <= second; ++year)
    years.list.push_back(static_cast<std::int16_t>(year));
  years.range = true;
  years.school = stroke && second == first + 1;
  if (years.school) years.list.pop_back();
  return true;
}

/// «учебный год», «уч. г.», «года», «гг.», «г.г.».
void TermParser::take_year_words(Years& years, std::size_t start) {
  bool study = false;
  if (peek().is(TermWord::study)) {
    study = true;
    ++at_;
    if (peek().is(Type::dot)) ++at_;
  }
  while (peek().is(TermWord::year)) {
    ++at_;
    if (peek().is(Type::dot) && peek().glued) ++at_;
  }
  if (!study || years.school) return;
  years.school = true;
  const std::size_t count = years.list.size();
  if (years.range && count > 2) {
    doubt(TermDoubtKind::many_school_years, start, at_);
    years.last_school = static_cast<std::int16_t>(years.list.back() - 1);
    years.list.resize(1);
  } else if (years.range && count == 2) {
    years.list.pop_back();
  } else {
    doubt(TermDoubtKind::unclear_year, start, at_);
  }
  years.range = false;
}

/// A year behind a comma, «и», a wrong stop, or nothing.
bool TermParser::take_more_years(Years& years) {
  const bool has_mark =
      peek().is(Type::comma) || peek().is(Type::dot) || peek().is(TermWord::conjunction);
  const std::size_t ahead = has_mark ? 1 : 0;
  if (years.range || years.school || !is_year(ahead) || begins_pair(ahead)) return false;
  const auto year = static_cast<std::int16_t>(peek(ahead).value);
  // «2022 г., 2023/24 учебный год»: the year is of the next item.
  if (peek(ahead + 1).is(TermWord::study)) return false;
  const std::size_t start = at_;
  const bool is_known = std::ranges::find(years.list, year) != years.list.end();
  if (is_known) {
    doubt(TermDoubtKind::repeated, start + ahead, start + ahead + 1);
  } else if (peek().is(Type::dot)) {
    doubt(TermDoubtKind::stop_for_comma, start, start + 1, ",");
  } else if (!has_mark && !peek().starts_line) {
    doubt(TermDoubtKind::lost_comma, start, start + 1, ", " + std::to_string(year));
  }
  at_ += ahead + 1;
  if (!is_known) years.list.push_back(year);
  return true;
}

bool TermParser::take_bare_years(TermItem& item) {
  Years years;
  if (!take_years(years)) return false;
  item.first.stretch = years.school ? Stretch::school_year : Stretch::year;
  const bool is_range = (years.range || years.school) && years.list.size() > 1;
  if (years.last_school != 0 || is_range) {
    item.form = TermItem::Form::range;
    item.last = item.first;
    item.first.year = years.list.front();
    item.last.year = years.last_school != 0 ? years.last_school : years.list.back();
    return true;
  }
  apply_years(item, years);
  return true;
}

int first_month(const TermSpan& span) {
  switch (span.stretch) {
    case Stretch::season:
      return span.number == 1 ? 12 : span.number * 3 - 3;
    case Stretch::quarter:
      return span.number * 3 - 2;
    default:
      return span.month;
  }
}

void set_school_year(TermSpan& span, std::int16_t year) {
  span.in_school_year = true;
  switch (span.stretch) {
    case Stretch::half_year:
    case Stretch::school_quarter:
    case Stretch::trimester:
    case Stretch::holidays:
    case Stretch::school_year:
    case Stretch::period:
      span.year = year;
      return;
    case Stretch::year:
      span.stretch = Stretch::school_year;
      span.year = year;
      return;
    default:
      break;
  }
  // The third quarter begins in July and still is of the year that begins in September.
  const bool is_first =
      first_month(span) >= (span.stretch == Stretch::quarter ? 7 : kFirstSchoolMonth);
  span.year = term_year(is_first ? year : year + 1);
}

std::int16_t term_year(int year) {
  return static_cast<std::int16_t>(std::clamp(year, kFirstTermYear, kLastTermYear));
}

void TermParser::apply_years(TermItem& item, const Years& years) {
  if (years.list.empty()) return;
  if (years.list.size() == 1) {
    if (years.school)
      set_school_year(item.first, years.list.front());
    else
      item.first.year = years.list.front();
    return;
  }
  item.years = years.list;
  if (years.school) {
    for (std::int16_t& year : item.years) {
      set_school_year(item.first, year);
      year = item.first.year;
    }
    item.first.year = 0;
  }
  std::ranges::sort(item.years);
  item.years.erase(std::unique(item.years.begin(), item.years.end()), item.years.end());
}

}  // namespace grif
