#include "language/term_parser.hpp"

// What recurs: «ежемесячно», «не реже 1 раза в четверть», «по средам», «5 числа каждого месяца».
namespace grif {
namespace {

using Form = TermItem::Form;

std::uint8_t weekday_bit(std::int32_t weekday) {
  return static_cast<std::uint8_t>(1U << static_cast<unsigned>(weekday - 1));
}

}  // namespace

bool TermParser::take_recurrence(TermItem& item) {
  const Mark before = mark();
  const std::int32_t value = peek().value;
  item.form = Form::recurring;
  if (take(TermWord::constantly)) {
    item.form = Form::open_ended;
    item.first.number = static_cast<std::uint8_t>(value);
    return true;
  }
  constexpr std::pair<TermWord, Unit> kAdverbs[] = {{TermWord::daily, Unit::day},
                                                    {TermWord::weekly, Unit::week},
                                                    {TermWord::monthly, Unit::month},
                                                    {TermWord::quarterly, Unit::quarter},
                                                    {TermWord::yearly, Unit::year}};
  for (const auto& [word, unit] : kAdverbs) {
    if (!take(word)) continue;
    item.recurrence.unit = unit;
    return true;
  }
  if (take(TermWord::no, TermWord::rarer)) {
    take(TermWord::rarer);  // «не реже чем»
    if (take_times(item, true)) return true;
  } else if (take_each(item) || take_day_of_month(item) || take_times(item, false)) {
    return true;
  } else if (take_weekdays(item)) {
    item.bare_weekday = true;
    return true;
  }
  item = {};
  return restore(before);
}

/// «каждый месяц», «каждые 2 недели», «каждую среду».
bool TermParser::take_each(TermItem& item) {
  const Mark before = mark();
  if (!take(TermWord::each)) return false;
  if (take_weekdays(item)) return true;
  std::uint8_t every = 1;
  take_count(every);
  if (!take_unit(item.recurrence.unit)) return restore(before);
  item.recurrence.every = every;
  item.form = Form::recurring;
  return true;
}

/// «2 раза в год», «раз в четверть», «1–2 раза в месяц», «1 раз в 2 недели», «1 раз за полугодие».
bool TermParser::take_times(TermItem& item, bool at_least) {
  const Mark before = mark();
  Recurrence& recurrence = item.recurrence;
  recurrence = {};
  recurrence.at_least = at_least;
  if (take_count(recurrence.times) && take(Type::dash)) take_count(recurrence.most_times);
  if (recurrence.most_times != 0 && recurrence.most_times <= recurrence.times)
    return restore(before);
  if (!take(TermWord::time)) return restore(before);
  if (!take(TermWord::in) && !take(TermWord::on)) return restore(before);
  take_count(recurrence.every);
  if (!take_unit(recurrence.unit)) return restore(before);
  item.form = Form::recurring;
  return true;
}

bool TermParser::take_count(std::uint8_t& count) {
  const TermToken& token = peek();
  const bool is_number =
      token.is(TermWord::cardinal) || (token.is(Type::number) && token.digits <= 2);
  if (!is_number || token.value == 0) return false;
  count = static_cast<std::uint8_t>(token.value);
  ++at_;
  return true;
}

bool TermParser::take_unit(Unit& unit) {
  if (take(TermWord::working, TermWord::day_word)) {
    unit = Unit::working_day;
    return true;
  }
  if (take(TermWord::study, TermWord::year)) {
    unit = Unit::school_year;
    return true;
  }
  constexpr std::pair<TermWord, Unit> kUnits[] = {{TermWord::day_word, Unit::day},
                                                  {TermWord::week, Unit::week},
                                                  {TermWord::month_word, Unit::month},
                                                  {TermWord::quarter, Unit::quarter},
                                                  {TermWord::school_quarter, Unit::school_quarter},
                                                  {TermWord::trimester, Unit::trimester},
                                                  {TermWord::half_year, Unit::half_year},
                                                  {TermWord::year, Unit::year}};
  for (const auto& [word, named] : kUnits) {
    if (!take(word)) continue;
    if (peek().is(Type::dot) && peek().glued) ++at_;
    unit = named;
    return true;
  }
  return false;
}

/// «средам», «понедельникам и средам», «пн–пт».
bool TermParser::take_weekdays(TermItem& item) {
  if (!peek().is(TermWord::weekday)) return false;
  std::uint8_t days = 0;
  for (;;) {
    const std::int32_t day = peek().value;
    days = static_cast<std::uint8_t>(days | weekday_bit(day));
    ++at_;
    if (peek().is(Type::dot) && peek().glued) ++at_;
    if (!peek(1).is(TermWord::weekday)) break;
    if (peek().is(Type::dash)) {
      for (std::int32_t next = day; next != peek(1).value; next = next % 7 + 1)
        days = static_cast<std::uint8_t>(days | weekday_bit(next));
    } else if (!peek().is(Type::comma) && !peek().is(TermWord::conjunction)) {
      break;
    }
    ++at_;
  }
  item.form = Form::recurring;
  item.recurrence = {};
  item.recurrence.weekdays = days;
  return true;
}

/// «5 числа каждого месяца», «5-го числа».
bool TermParser::take_day_of_month(TermItem& item) {
  const Mark before = mark();
  const TermToken& day = peek();
  if (!day.is(Type::number) || day.digits > 2 || day.value < 1 || day.value > 31) return false;
  ++at_;
  if (peek().is(Type::dash) && peek(1).is(TermWord::ordinal_end)) ++at_;
  take(TermWord::ordinal_end);
  if (!take(TermWord::day_of_month)) return restore(before);
  const Mark behind = mark();
  take(TermWord::each);
  if (!take(TermWord::month_word)) restore(behind);
  item = {};
  item.form = Form::recurring;
  item.first.stretch = Stretch::day_of_month;
  item.first.day = static_cast<std::uint8_t>(day.value);
  return true;
}

/// «10 дней», «месяца», «3 рабочих дней».
bool TermParser::take_duration(TermItem& item) {
  const Mark before = mark();
  std::uint8_t count = 1;
  const bool has_count = take_count(count);
  Unit unit{};
  if (!take_unit(unit)) return restore(before);
  const bool may_stand_alone = unit == Unit::day || unit == Unit::week || unit == Unit::month;
  // «в течение 1 полугодия» is the first, not one.
  const bool is_counted = may_stand_alone || unit == Unit::working_day || unit == Unit::year;
  if (!is_counted || (!has_count && !may_stand_alone)) return restore(before);
  item.first.stretch = Stretch::duration;
  item.first.number = count;
  item.recurrence.unit = unit;
  return true;
}

}  // namespace grif
