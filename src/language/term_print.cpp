#include <array>

#include <fmt/format.h>

#include "core/text.hpp"
#include "language/term_items.hpp"
#include "language/term_words.hpp"

// The canonical form: en dash without blanks between single words and numbers, with blanks where a
// side has several words; «2026 г.», «2021, 2022 гг.», «2026/27 учебный год».
namespace grif {
namespace {

using Form = TermItem::Form;
enum class Case : std::uint8_t { nominative, genitive };

struct Noun {
  std::string_view nominative, genitive, plural;
  int gender;  // 0 he, 1 she, 2 it
};
std::string_view form_of(const Noun& noun, Case grammatical) {
  return grammatical == Case::nominative ? noun.nominative : noun.genitive;
}

constexpr std::array<std::string_view, 5> kRoman = {"", "I", "II", "III", "IV"};
/// By gender, case, number; 0 is the last.
constexpr std::string_view kOrdinals[3][2][6] = {
    {{"последний", "первый", "второй", "третий", "четвёртый", "пятый"},
     {"последнего", "первого", "второго", "третьего", "четвёртого", "пятого"}},
    {{"последняя", "первая", "вторая", "третья", "четвёртая", "пятая"},
     {"последней", "первой", "второй", "третьей", "четвёртой", "пятой"}},
    {{"последнее", "первое", "второе", "третье", "четвёртое", "пятое"},
     {"последнего", "первого", "второго", "третьего", "четвёртого", "пятого"}}};
constexpr std::array<Noun, 7> kWeekdays = {Noun{"понедельник", "понедельника", "понедельникам", 0},
                                           Noun{"вторник", "вторника", "вторникам", 0},
                                           Noun{"среда", "среды", "средам", 1},
                                           Noun{"четверг", "четверга", "четвергам", 0},
                                           Noun{"пятница", "пятницы", "пятницам", 1},
                                           Noun{"суббота", "субботы", "субботам", 1},
                                           Noun{"воскресенье", "воскресенья", "воскресеньям", 2}};
constexpr std::array<Noun, 4> kSeasons = {
    Noun{"зима", "зимы", "зимние", 1}, Noun{"весна", "весны", "весенние", 1},
    Noun{"лето", "лета", "летние", 2}, Noun{"осень", "осени", "осенние", 1}};
constexpr std::array<std::string_view, 4> kHolidaysGenitive = {"зимних", "весенних", "летних",
                                                               "осенних"};
constexpr std::array<std::string_view, 6> kConstantly = {
    "постоянно", "регулярно", "систематически", "непрерывно", "бессрочно", "круглогодично"};

/// A unit with a number: «раз в неделю», «в 2 недели», «в 5 недель».
struct UnitWords {
  std::string_view accusative, genitive, few, many;
};
constexpr std::array<UnitWords, 10> kUnits = {
    UnitWords{"день", "дня", "дня", "дней"},
    UnitWords{"рабочий день", "рабочего дня", "рабочих дня", "рабочих дней"},
    UnitWords{"неделю", "недели", "недели", "недель"},
    UnitWords{"месяц", "месяца", "месяца", "месяцев"},
    UnitWords{"квартал", "квартала", "квартала", "кварталов"},
    UnitWords{"четверть", "четверти", "четверти", "четвертей"},
    UnitWords{"триместр", "триместра", "триместра", "триместров"},
    UnitWords{"полугодие", "полугодия", "полугодия", "полугодий"},
    UnitWords{"год", "года", "года", "лет"},
    UnitWords{"учебный год", "учебного года", "учебных года", "учебных лет"}};
const UnitWords& words_of(Unit unit) { return kUnits[static_cast<std::size_t>(unit)]; }

bool is_few(int count) {
  return count % 10 >= 2 && count % 10 <= 4 && (count % 100 < 12 || count % 100 > 14);
}
bool is_one(int count) { return count % 10 == 1 && count % 100 != 11; }

Noun noun_of(Stretch stretch) {
  switch (stretch) {
    case Stretch::week:
      return {"неделя", "недели", "недели", 1};
    case Stretch::ten_days:
      return {"декада", "декады", "декады", 1};
    case Stretch::half_month:
      return {"половина", "половины", "половины", 1};
    case Stretch::quarter:
      return {"квартал", "квартала", "кварталы", 0};
    case Stretch::half_year:
      return {"полугодие", "полугодия", "полугодия", 2};
    case Stretch::school_quarter:
      return {"четверть", "четверти", "четверти", 1};
    case Stretch::trimester:
      return {"триместр", "триместра", "триместры", 0};
    case Stretch::year:
      return {"год", "года", "годы", 0};
    case Stretch::school_year:
      return {"учебный год", "учебного года", "учебные годы", 0};
    case Stretch::period:
      return {"период", "периода", "периоды", 0};
    default:
      return {"месяц", "месяца", "месяцы", 0};
  }
}

bool is_numbered(Stretch stretch) {
  return stretch == Stretch::quarter || stretch == Stretch::half_year ||
         stretch == Stretch::school_quarter || stretch == Stretch::trimester;
}

/// False of a date such as 12.13.2026.
bool has_month(const TermSpan& span) {
  return span.month >= 1 && span.month <= 12 && span.day < kNoughtInDate;
}

/// A day that may stand without its month: «5, 12 октября».
bool is_plain_day(const TermSpan& span) { return has_month(span) && span.day <= 31; }

std::string school_year(int year) { return fmt::format("{}/{:02}", year, (year + 1) % 100); }

/// « 2026 г.», « 2026/27 учебного года», or nothing.
std::string year_behind(const TermSpan& span) {
  const bool is_school = span.in_school_year &&
                         (is_numbered(span.stretch) || span.stretch == Stretch::holidays) &&
                         span.stretch != Stretch::quarter;
  if (is_school)
    return span.year == 0 ? " учебного года" : " " + school_year(span.year) + " учебного года";
  if (span.year == 0) return {};
  if (span.stretch == Stretch::day && !has_month(span)) return fmt::format(".{}", span.year);
  return fmt::format(" {} г.", span.year);
}

std::string years_behind(const std::vector<std::int16_t>& years) {
  return fmt::format(" {} гг.", fmt::join(years, ", "));
}

/// A span without its part and its year.
std::string print_stretch(const TermSpan& span, Case grammatical) {
  const auto form = static_cast<std::size_t>(grammatical);
  switch (span.stretch) {
    case Stretch::day:
      if (!has_month(span))
        return fmt::format("{:02}.{:02}", span.day % kNoughtInDate, span.month % kNoughtInDate);
      return fmt::format("{} {}", span.day, month_genitive(span.month));
    case Stretch::month:
      if (span.month == 0) break;
      return std::string(grammatical == Case::nominative ? month_nominative(span.month)
                                                         : month_genitive(span.month));
    case Stretch::week:
    case Stretch::ten_days:
    case Stretch::half_month:
    case Stretch::weekday: {
      const Noun noun =
          span.stretch == Stretch::weekday ? kWeekdays[span.day - 1U] : noun_of(span.stretch);
      return fmt::format("{} {} {}", kOrdinals[noun.gender][form][span.number],
                         form_of(noun, grammatical),
                         span.month == 0 ? "месяца" : month_genitive(span.month));
    }
    case Stretch::season:
      return std::string(form_of(kSeasons[span.number - 1U], grammatical));
    case Stretch::holidays: {
      const std::string_view noun = grammatical == Case::nominative ? "каникулы" : "каникул";
      if (span.number == 0) return std::string(noun);
      return fmt::format("{} {}",
                         grammatical == Case::nominative ? kSeasons[span.number - 1U].plural
                                                         : kHolidaysGenitive[span.number - 1U],
                         noun);
    }
    case Stretch::quarter:
    case Stretch::half_year:
    case Stretch::school_quarter:
    case Stretch::trimester:
      if (span.number != 0)
        return fmt::format("{} {}", kRoman[span.number],
                           form_of(noun_of(span.stretch), grammatical));
      break;
    case Stretch::year:
      if (span.year != 0) return fmt::format("{} г.", span.year);
      break;
    case Stretch::school_year:
      if (span.year != 0)
        return school_year(span.year) + " " +
               std::string(form_of(noun_of(span.stretch), grammatical));
      break;
    case Stretch::none:
    case Stretch::day_of_month:
    case Stretch::period:
    case Stretch::duration:
      break;
  }
  return std::string(form_of(noun_of(span.stretch), grammatical));
}

std::string print_span(const TermSpan& span, Case grammatical, bool with_year = true) {
  constexpr std::array<Noun, 4> kParts = {Noun{}, Noun{"начало", "начала", "", 2},
                                          Noun{"середина", "середины", "", 1},
                                          Noun{"конец", "конца", "", 0}};
  std::string text;
  if (span.part != Part::all) {
    text = form_of(kParts[static_cast<std::size_t>(span.part)], grammatical);
    text += ' ';
    grammatical = Case::genitive;
  }
  text += print_stretch(span, grammatical);
  const bool names_itself = span.stretch == Stretch::year || span.stretch == Stretch::school_year;
  if (with_year && !names_itself) text += year_behind(span);
  return text;
}

/// A span in each of several years.
std::string print_in_years(const TermItem& item, Case grammatical) {
  if (item.years.empty()) return print_span(item.first, grammatical);
  if (item.first.stretch == Stretch::year && item.first.part == Part::all)
    return years_behind(item.years).substr(1);
  return print_span(item.first, grammatical, false) + years_behind(item.years);
}

bool ends_before_it_begins(const TermItem& item) {
  const auto first = resolve_span(item.first), last = resolve_span(item.last);
  return first && last && last->last < first->first;
}

/// The ends without years, and whether the year behind them counts for both.
std::string print_ends(const TermItem& item, bool& is_short) {
  const TermSpan &first = item.first, &last = item.last;
  const bool alike =
      first.stretch == last.stretch && first.part == Part::all && last.part == Part::all;
  if (alike && first.stretch == Stretch::day && first.month == last.month && is_plain_day(first) &&
      is_plain_day(last) && (first.day < last.day || ends_before_it_begins(item)))
    return fmt::format("{}–{} {}", first.day, last.day, month_genitive(first.month));
  if (alike && first.stretch == Stretch::month && first.month != 0)
    return fmt::format("{}–{}", month_nominative(first.month), month_nominative(last.month));
  if (alike && first.stretch == Stretch::season)
    return fmt::format("{}–{}", kSeasons[first.number - 1U].nominative,
                       kSeasons[last.number - 1U].nominative);
  if (alike && is_numbered(first.stretch) && first.number != 0)
    return fmt::format("{}–{} {}", kRoman[first.number], kRoman[last.number],
                       noun_of(first.stretch).plural);
  is_short = false;
  return print_span(first, Case::nominative, false) + " – " +
         print_span(last, Case::nominative, false);
}

std::string print_range(const TermItem& item) {
  const TermSpan &first = item.first, &last = item.last;
  if (first.stretch == Stretch::year && last.stretch == Stretch::year && first.part == Part::all &&
      last.part == Part::all && first.year != 0 && last.year != 0)
    return fmt::format("{}–{} гг.", first.year, last.year);
  if (first.stretch == Stretch::school_year && last.stretch == Stretch::school_year &&
      first.part == Part::all && last.part == Part::all && first.year != 0)
    return school_year(first.year) + "–" + school_year(last.year) + " учебные годы";
  bool is_short = true;
  const std::string ends = print_ends(item, is_short);
  if (!item.years.empty()) return ends + years_behind(item.years);
  // Of days that do not exist the months tell.
  const bool reversed = ends_before_it_begins(item) ||
                        (last.year != 0 && last.month != 0 && first.month > last.month);
  const bool same_month = first.month == last.month && first.month != 0;
  // 20.13.2026 and «2026 г.» have their year in themselves.
  const auto in_words = [](const TermSpan& span) {
    return span.stretch != Stretch::year && span.stretch != Stretch::school_year &&
           (span.stretch != Stretch::day || has_month(span));
  };
  if (first.year == last.year && (!reversed || same_month) && in_words(first) && in_words(last))
    return ends + year_behind(last);
  return print_span(first, Case::nominative) + " – " + print_span(last, Case::nominative);
}

std::string print_weekdays(std::uint8_t weekdays) {
  std::string text = "по ";
  for (std::size_t day = 0; day < kWeekdays.size(); ++day) {
    if ((weekdays >> day & 1U) == 0) continue;
    if (text.back() != ' ') text += ", ";
    text += kWeekdays[day].plural;
  }
  return text;
}

std::string print_recurrence(const TermItem& item) {
  const Recurrence& recurrence = item.recurrence;
  if (item.first.stretch == Stretch::day_of_month)
    return fmt::format("{}{}-го числа каждого месяца", item.inclusive ? "до " : "", item.first.day);
  if (item.first.stretch != Stretch::none) return print_span(item.first, Case::nominative);
  if (recurrence.weekdays != 0) return print_weekdays(recurrence.weekdays);
  const UnitWords& unit = words_of(recurrence.unit);
  if (!recurrence.at_least && recurrence.times == 1 && recurrence.most_times == 0 &&
      recurrence.every == 1) {
    switch (recurrence.unit) {
      case Unit::day:
        return "ежедневно";
      case Unit::week:
        return "еженедельно";
      case Unit::month:
        return "ежемесячно";
      case Unit::quarter:
        return "ежеквартально";
      case Unit::year:
        return "ежегодно";
      default:
        break;
    }
  }
  std::string text = recurrence.at_least ? "не реже " : "";
  text += std::to_string(recurrence.times);
  if (recurrence.most_times != 0) text += "–" + std::to_string(recurrence.most_times);
  const int times = recurrence.most_times != 0 ? recurrence.most_times : recurrence.times;
  const bool has_ending = recurrence.at_least ? is_one(times) : is_few(times);
  text += has_ending ? " раза в " : " раз в ";
  const int every = recurrence.every;
  if (every == 1) return text + std::string(unit.accusative);
  return text + fmt::format("{} {}", every,
                            is_one(every)   ? unit.accusative
                            : is_few(every) ? unit.few
                                            : unit.many);
}

std::string print_during(const TermItem& item) {
  if (item.first.stretch != Stretch::duration)
    return (item.first.stretch == Stretch::period ? "в течение всего " : "в течение ") +
           print_in_years(item, Case::genitive);
  const UnitWords& unit = words_of(item.recurrence.unit);
  const int count = item.first.number;
  std::string text = "в течение ";
  const bool is_bare =
      count == 1 && item.recurrence.unit != Unit::year && item.recurrence.unit != Unit::working_day;
  if (!is_bare) text += std::to_string(count) + " ";
  text += is_one(count) ? unit.genitive : unit.many;
  return item.words.empty() ? text : text + " " + item.words;
}

std::string print_item(const TermItem& item) {
  switch (item.form) {
    case Form::at: {
      std::string text = print_in_years(item, Case::nominative);
      if (item.weekday != 0) text += fmt::format(" ({})", weekday_nominative(item.weekday));
      return text;
    }
    case Form::range:
      return print_range(item);
    case Form::deadline:
      return (item.inclusive ? "не позднее " : "до ") + print_in_years(item, Case::genitive);
    case Form::from:
      return "с " + print_in_years(item, Case::genitive);
    case Form::during:
      return print_during(item);
    case Form::whole:
      return "весь " + print_span(item.first, Case::nominative);
    case Form::open_ended:
      return std::string(kConstantly[item.first.number]);
    case Form::recurring:
      return print_recurrence(item);
    case Form::as_needed:
    case Form::by_plan:
    case Form::by_event:
      return item.words;
    case Form::blank: {
      std::string text = "___";
      if (item.first.month != 0) text += " " + std::string(month_genitive(item.first.month));
      return item.first.year == 0 ? text : text + fmt::format(" {} г.", item.first.year);
    }
  }
  return {};
}

/// The item without the years that the next one gives it.
TermItem without_given_years(const TermItem& item, const TermItem& next) {
  // 20.13.2026 has its year in itself.
  const auto in_digits = [](const TermSpan& span) {
    return span.stretch == Stretch::day && !has_month(span);
  };
  const bool is_range = item.form == Form::range;
  if (item.weekday != 0 || in_digits(item.first) || (is_range && in_digits(item.last))) return item;
  TermItem bare = item;
  bare.first.year = bare.last.year = 0;
  bare.first.in_school_year = bare.last.in_school_year = false;
  bare.years.clear();
  if (!may_inherit(bare, next)) return item;
  TermItem given = bare;
  const bool same = give_years(given, next) && given.first == item.first &&
                    given.last == item.last && given.years == item.years;
  return same ? bare : item;
}

bool are_days_of_one_month(const TermItem& left, const TermItem& right) {
  return left.form == Form::at && right.form == Form::at && left.weekday == 0 &&
         left.first.stretch == Stretch::day && right.first.stretch == Stretch::day &&
         left.first.month == right.first.month && is_plain_day(left.first) &&
         is_plain_day(right.first);
}

/// Whether behind a comma the next item would be read as a part of this one.
bool would_take(const TermItem& item, const TermItem& next) {
  const TermSpan& tail = item.form == Form::range ? item.last : item.first;
  const bool is_bare_year =
      (next.form == Form::at || next.form == Form::range) && next.first.part == Part::all &&
      (next.first.stretch == Stretch::year || next.first.stretch == Stretch::school_year);
  return may_inherit(item, next) ||
         (is_bare_year && (tail.stretch != Stretch::school_year || tail.year == 0));
}

}  // namespace

std::string print_items(const std::vector<TermItem>& items) {
  constexpr int kMostBareDays = 8;
  std::string text;
  int bare_days = 0;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i + 1 == items.size()) return text + print_item(items[i]);
    const TermItem& next = items[i + 1];
    const TermItem item = without_given_years(items[i], next);
    // «5, 12, 19 октября 2026 г.»
    const bool has_years_of_next = names_year(items[i]) == names_year(next);
    if (!names_year(item) && has_years_of_next && are_days_of_one_month(item, next) &&
        bare_days < kMostBareDays) {
      ++bare_days;
      text += std::to_string(item.first.day);
    } else {
      bare_days = 0;
      text += print_item(item);
    }
    text += would_take(items[i], next) ? "; " : ", ";
  }
  return text;
}

}  // namespace grif
