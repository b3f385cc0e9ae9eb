#include <algorithm>
#include <array>

#include "language/term_parser.hpp"

// Stretches of the calendar: days, months, quarters, and ranges of them.
namespace grif {
namespace {

using Form = TermItem::Form;
constexpr std::size_t kMostInList = 12;  // how far lists of bare numbers are looked ahead

std::uint8_t byte_of(std::int32_t value) { return static_cast<std::uint8_t>(value); }

/// The stretch that a word names, with the greatest number that it may have.
struct NumberedStretch {
  TermWord word;
  Stretch stretch;
  std::uint8_t most;
};
constexpr std::array kNumberedStretches = std::to_array<NumberedStretch>({
    {TermWord::quarter, Stretch::quarter, 4},
    {TermWord::school_quarter, Stretch::school_quarter, 4},
    {TermWord::half_year, Stretch::half_year, 2},
    {TermWord::trimester, Stretch::trimester, 3},
    {TermWord::week, Stretch::week, 5},
    {TermWord::ten_days, Stretch::ten_days, 3},
    {TermWord::half, Stretch::half_month, 2},
    {TermWord::weekday, Stretch::weekday, 5},
});

bool is_of_month(Stretch stretch) {
  return stretch == Stretch::week || stretch == Stretch::ten_days ||
         stretch == Stretch::half_month || stretch == Stretch::weekday;
}

}  // namespace

/// A point, or two with a dash or «по» between them.
bool TermParser::take_point_or_range(TermItem& item) {
  const std::size_t start = at_;
  if (!take_point(item)) return false;
  const Mark before = mark();
  if (peek().is(Type::dot) && peek(1).is(Type::dash)) ++at_;  // «15.09.-20.09.2026»
  if (item.form != Form::at || (!take(Type::dash) && !take(TermWord::by))) {
    restore(before);
    return true;
  }
  TermItem last;
  if (!take_point(last) || last.form != Form::at) {
    restore(before);
    return true;
  }
  const bool is_bare_year = last.first.stretch == Stretch::year && last.first.part == Part::all;
  if (is_bare_year && item.first.stretch != Stretch::year && !names_year(item)) {  // «май – 2027»
    doubt(TermDoubtKind::unclear_year, start, at_);
    item.first.year = last.first.year;
    item.years = last.years;
    return true;
  }
  const bool is_bare_school_year = last.first.stretch == Stretch::school_year &&
                                   last.first.part == Part::all && last.years.empty();
  if (is_bare_school_year && item.first.stretch != Stretch::school_year &&
      item.first.stretch != Stretch::year && !names_year(item)) {  // «полугодие – 2027 уч. года»
    doubt(TermDoubtKind::unclear_year, start, at_);
    set_school_year(item.first, last.first.year);
    return true;
  }
  finish_range(item, last, start);
  return true;
}

bool TermParser::take_point(TermItem& item) {
  const std::size_t start = at_;
  if (take_part(item) || take_iso_date(item) || take_month_in_digits(item) ||
      take_date_in_digits(item) || take_impossible_digits(item) || take_day_and_month(item)) {
    mark_days(item, start);
    return true;
  }
  if (take_named_stretch(item)) return true;
  Items one;
  const Mark before = mark();
  if (take_ordinals(one)) {
    if (one.size() == 1) {
      item = one.front();
      return true;
    }
    restore(before);
  }
  return take_bare_years(item);
}

/// «начало сентября», «конец учебного года».
bool TermParser::take_part(TermItem& item) {
  const Mark before = mark();
  Part part = Part::all;
  if (take(TermWord::beginning))
    part = Part::beginning;
  else if (take(TermWord::middle))
    part = Part::middle;
  else if (take(TermWord::end))
    part = Part::end;
  else
    return false;
  if (take_bare_unit(item.first)) {
    Years years;
    if (take_years(years)) apply_years(item, years);
    item.first.part = part;
    return true;
  }
  if (take_named_stretch(item) || take_bare_years(item)) {
    item.first.part = part;
    if (item.form == Form::at) return true;
  }
  Items one;
  if (item.first.stretch == Stretch::none && take_ordinals(one) && one.size() == 1 &&
      one.front().form == Form::at) {
    item = one.front();
    item.first.part = part;
    return true;
  }
  item = {};
  return restore(before);
}

/// A stretch that is named without a number: «года», «учебного года», «периода реализации».
bool TermParser::take_bare_unit(TermSpan& span) {
  const Mark before = mark();
  if (take(TermWord::study)) {
    take(Type::dot);
    if (!take(TermWord::year)) return restore(before);
    take(Type::dot);
    span.stretch = Stretch::school_year;
  } else if (take(TermWord::year)) {
    span.stretch = Stretch::year;
  } else if (take(TermWord::month_word)) {
    span.stretch = Stretch::month;
  } else if (take(TermWord::period) || take(TermWord::deadline_word)) {
    span.stretch = Stretch::period;
    while (take(TermWord::period_tail)) {
    }
  } else if (take(TermWord::quarter)) {
    span.stretch = Stretch::quarter;
  } else if (take(TermWord::half_year)) {
    span.stretch = Stretch::half_year;
  } else if (take(TermWord::school_quarter)) {
    span.stretch = Stretch::school_quarter;
  } else if (take(TermWord::trimester)) {
    span.stretch = Stretch::trimester;
  } else {
    return false;
  }
  return true;
}

/// A month, a season or holidays, with years.
bool TermParser::take_named_stretch(TermItem& item) {
  const Mark before = mark();
  const TermToken& token = peek();
  if (token.is(TermWord::month)) {
    item.first.stretch = Stretch::month;
    item.first.month = byte_of(token.value);
  } else if (token.is(TermWord::season)) {
    item.first.stretch = Stretch::season;
    item.first.number = byte_of(token.value);
  } else if (token.is(TermWord::holidays)) {
    item.first.stretch = Stretch::holidays;
  } else if (token.is(TermWord::season_of) && peek(1).is(TermWord::holidays)) {
    item.first.stretch = Stretch::holidays;
    item.first.number = byte_of(token.value);
    ++at_;
  } else {
    return restore(before);
  }
  ++at_;
  // The stop of «сент.»; also of «Январь. 2023».
  if (peek().is(Type::dot) && (peek().glued || is_year(1))) ++at_;
  Years years;
  if (take_years(years)) apply_years(item, years);
  return true;
}

bool TermParser::take_ordinal(std::uint8_t& number) {
  const TermToken& token = peek();
  if (token.is(TermWord::ordinal)) {
    number = byte_of(token.value);
    ++at_;
    return true;
  }
  if (token.is(Type::word) && token.roman != 0) {
    number = token.roman;
    if (token.roman_mixed)
      doubt(TermDoubtKind::mixed_letters, at_, at_ + 1, std::string(roman_number(number)));
    ++at_;
    return true;
  }
  if (!token.is(Type::number) || token.digits > 1) return false;
  number = byte_of(token.value);
  ++at_;
  if (number == 1 && peek().glued && peek().roman == 5) {  // «1У квартал»
    number = 4;
    doubt(TermDoubtKind::mixed_letters, at_ - 1, at_ + 1, "IV");
    ++at_;
  }
  if (peek().is(Type::dash) && peek(1).is(TermWord::ordinal_end) && peek(1).glued) at_ += 2;
  take(TermWord::ordinal_end);
  return true;
}

bool TermParser::take_ordinal_unit(TermSpan& span) {
  const TermToken& token = peek();
  if (!token.is(Type::word)) return false;
  for (const NumberedStretch& numbered : kNumberedStretches) {
    if (numbered.word != token.word) continue;
    span.stretch = numbered.stretch;
    if (numbered.stretch == Stretch::weekday) span.day = byte_of(token.value);
    ++at_;
    if (peek().is(Type::dot) && peek().glued) ++at_;
    return true;
  }
  return false;
}

/// «I квартал 2027 г.», «1, 3 четверть», «I–II кварталы», «третья неделя сентября».
bool TermParser::take_ordinals(Items& items) {
  const Mark before = mark();
  const std::size_t start = at_;
  std::array<std::uint8_t, kMostInList> numbers{};
  std::size_t count = 0;
  bool has_dash = false;
  while (count < kMostInList && take_ordinal(numbers[count])) {
    ++count;
    if (count == 1 && peek().is(Type::dash) && !peek(1).is(TermWord::ordinal_end)) {
      has_dash = true;
      ++at_;
    } else if (!has_dash && (peek().is(Type::comma) || peek().is(TermWord::conjunction) ||
                             peek().is(Type::slash))) {
      ++at_;
    } else {
      break;
    }
  }
  TermItem item;
  if (count == 0 || (has_dash && count != 2) || !take_ordinal_unit(item.first) ||
      !take_unit_owner(item)) {
    return restore(before);
  }
  const auto numbered = std::ranges::find(kNumberedStretches, item.first.stretch,
                                          [](const NumberedStretch& n) { return n.stretch; });
  for (std::size_t i = 0; i < count; ++i) {
    const bool is_last = numbers[i] == 0 && is_of_month(numbered->stretch);
    if (!is_last && (numbers[i] == 0 || numbers[i] > numbered->most)) return restore(before);
  }
  if (item.first.stretch == Stretch::half_month && item.first.month == 0)
    item.first.stretch = Stretch::half_year;
  item.first.number = numbers[0];
  if (has_dash && item.form != Form::at) return restore(before);
  if (has_dash) {
    TermItem last = item;
    last.first.number = numbers[1];
    finish_range(item, last, start);
    items.push_back(item);
    return true;
  }
  for (std::size_t i = 0; i < count; ++i) {
    item.first.number = numbers[i];
    item.beside_next = i + 1 < count;
    items.push_back(item);
  }
  return true;
}

/// What a numbered stretch belongs to: a month, each month, a year.
bool TermParser::take_unit_owner(TermItem& item) {
  const Stretch stretch = item.first.stretch;
  if (is_of_month(stretch)) {
    TermItem month;
    if (peek().is(TermWord::month) && take_named_stretch(month)) {
      item.first.month = month.first.month;
      item.first.year = month.first.year;
      item.years = month.years;
      return true;
    }
    const Mark before = mark();
    take(TermWord::each);
    if (take(TermWord::month_word)) {
      item.form = Form::recurring;
      return true;
    }
    restore(before);
    if (stretch == Stretch::weekday) {  // «последняя пятница»: of each month
      item.form = Form::recurring;
      return true;
    }
    if (stretch != Stretch::half_month) return false;
  }
  Years years;
  if (stretch == Stretch::half_month) item.first.stretch = Stretch::half_year;
  if (take_years(years)) {
    apply_years(item, years);
  } else if (peek().is(TermWord::study) && peek(1).is(TermWord::year)) {
    at_ += 2;
    item.first.in_school_year = item.first.stretch != Stretch::quarter;
  } else if (!take(TermWord::year) && stretch == Stretch::half_month) {
    return false;
  }
  return true;
}

void TermParser::mark_days(TermItem& item, std::size_t start) const {
  const std::uint32_t offset = tokens_[start].offset;
  item.first_at = {offset, tokens_[at_ - 1].stop() - offset};
}

/// Makes a range of two points; a year, month or stretch that the first leaves out is the last's.
void TermParser::finish_range(TermItem& left, const TermItem& right, std::size_t start) {
  left.last_at = right.first_at;
  join_ends(left, right, start);
  if (left.first != left.last) return;
  doubt(TermDoubtKind::repeated, start, at_);
  left.form = Form::at;
  left.last = {};
}

void TermParser::join_ends(TermItem& left, const TermItem& right, std::size_t start) {
  left.form = Form::range;
  left.last = right.first;
  TermSpan &first = left.first, &last = left.last;
  if (first.stretch == Stretch::day && first.month == 0) {
    first.month = last.month;
    if (last.year == 0 || right.years.empty()) first.year = last.year;
  }
  if (!left.years.empty()) {  // «сентябрь 2021, 2022 – май 2023»
    doubt(TermDoubtKind::unclear_year, start, at_);
    first.year = left.years.back();
    left.years.clear();
  }
  if (!right.years.empty() && first.year == 0) left.years = right.years;
  if (!right.years.empty() && first.year != 0) last.year = right.years.back();
  const bool wraps = (first_month(last) != 0 && first_month(first) > first_month(last)) ||
                     (first.stretch == Stretch::day && last.stretch == Stretch::day &&
                      first.month == last.month && first.day > last.day);
  const bool same_month = first.month == last.month && first.month != 0;
  if (wraps && same_month && (first.year == 0 || first.year == last.year)) {
    doubt(TermDoubtKind::reversed_range, start, at_);
    if (first.year == 0) first.year = last.year;
    return;
  }
  if (first.year == 0 && last.year != 0) {
    first.year = term_year(wraps ? last.year - 1 : last.year);
    first.in_school_year = last.in_school_year;
    if (wraps && first.stretch == Stretch::month && !last.in_school_year)
      doubt(TermDoubtKind::unclear_year, start, at_);
  } else if (first.year != 0 && last.year == 0 && left.years.empty()) {
    last.year = term_year(wraps ? first.year + 1 : first.year);
    last.in_school_year = first.in_school_year;
  } else if (first.year != 0 && !first.in_school_year &&
             (first.year > last.year || (first.year == last.year && wraps))) {
    doubt(TermDoubtKind::reversed_range, start, at_);
  }
  if (!wraps || left.years.empty()) return;
  // «сентябрь–май 2026, 2027»: from September of the one to May of the other.
  const bool is_pair = left.years.size() == 2 && left.years[1] == left.years[0] + 1;
  if (!is_pair) {
    doubt(TermDoubtKind::unclear_year, start, at_);
    return;
  }
  first.year = left.years[0];
  last.year = left.years[1];
  left.years.clear();
}

}  // namespace grif
