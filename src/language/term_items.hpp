#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "language/terms.hpp"

namespace grif {

/// How long what a span names is.
enum class Stretch : std::uint8_t {
  none,
  day,
  week,          ///< `number` of a month: days 1–7, 8–14 …; 0: its last seven days
  ten_days,      ///< `number` of a month, 0: the last
  half_month,    ///< `number` 1 or 2
  weekday,       ///< the `number`th `day` (1: Monday) of a month, 0: the last
  day_of_month,  ///< `day` of each month
  month,
  season,          ///< `number` 1 (winter) to 4
  quarter,         ///< `number` of a calendar year
  half_year,       ///< `number` of a calendar or school year
  school_quarter,  ///< `number`
  trimester,       ///< `number`
  holidays,        ///< `number` as season; 0: any
  year,
  school_year,
  period,   ///< of the programme
  duration  ///< `number` times the recurrence's unit
};

inline constexpr std::uint8_t kNoughtInDate = 100;

enum class Part : std::uint8_t { all, beginning, middle, end };

/// A stretch of the calendar named by words: «третья неделя сентября 2026 г.», «конец года».
struct TermSpan {
  Stretch stretch = Stretch::none;
  Part part = Part::all;
  /// `year` is the first of a school year's two; of a month: its year was reckoned from them.
  bool in_school_year = false;
  /// Of a date in digits as they stand, 00 as kNoughtInDate: 0 is a day or month not named.
  std::uint8_t number = 0, day = 0, month = 0;
  std::int16_t year = 0;  ///< 0: not named
  bool operator==(const TermSpan&) const = default;
};

enum class Unit : std::uint8_t {
  day,
  working_day,
  week,
  month,
  quarter,
  school_quarter,
  trimester,
  half_year,
  year,
  school_year
};

/// «не реже 2 раз в месяц», «по средам».
struct Recurrence {
  Unit unit = Unit::year;
  bool at_least = false;
  std::uint8_t times = 1, most_times = 0;  ///< most_times: of «1–2 раза», else 0
  std::uint8_t every = 1;                  ///< «раз в 2 недели»
  std::uint8_t weekdays = 0;               ///< bits, Monday first; then the rest means nothing
  bool operator==(const Recurrence&) const = default;
};

/// Bytes of a text.
struct TermPiece {
  std::uint32_t offset = 0, length = 0;
};

/// One of the terms of a text.
struct TermItem {
  enum class Form : std::uint8_t {
    at,          ///< first
    range,       ///< first to last
    deadline,    ///< until first
    from,        ///< first and after
    during,      ///< in the course of first
    whole,       ///< all of first: «весь период», «весь учебный год»
    open_ended,  ///< `number` of first: which word
    recurring,   ///< recurrence, or first where that has a stretch
    as_needed,   ///< words
    by_plan,     ///< words
    by_event,    ///< words
    blank        ///< a line to be filled, first.year
  };
  Form form = Form::at;
  bool inclusive = false;     ///< of a deadline at a stretch: with that stretch itself
  bool bare_weekday = false;  ///< «среда», not «по средам»
  bool beside_next = false;   ///< no stronger mark than a comma parts it from the next item
  std::uint8_t weekday = 0;   ///< of a day, as the text says it: 1 (Monday) to 7
  TermSpan first, last;
  std::vector<std::int16_t> years;  ///< two or more: the span in each of them
  Recurrence recurrence;
  std::string words;
  std::uint32_t offset = 0, length = 0;     ///< of the text
  TermPiece first_at, last_at, weekday_at;  ///< where the days of the ends and the weekday stand
};

struct ParsedItems {
  std::vector<TermItem> items;
  std::vector<TermDoubt> doubts;
};
/// Reads the items of a term; what belongs to none is doubted. Misspelt words are worth a guess
/// only where a term is expected.
ParsedItems parse_term_items(std::string_view text, bool guess = true);

/// Makes a weekday that stands beside a day a part of it: «1 сентября (вторник)», «вторник, 1
/// сентября».
void join_weekdays(ParsedItems& parsed);
/// Gives an item without a year, or a day without a month, those of the item behind it: «5, 12 и
/// 19 октября 2026 г.», «сентябрь, октябрь 2026 г.».
void inherit_years(ParsedItems& parsed);
/// Doubts the days that no calendar has and weekdays that are not those of the date beside them.
/// Call it when years are inherited.
void doubt_dates(ParsedItems& parsed);
/// Whether a year that stands in `right` would count for `left` too.
bool may_inherit(const TermItem& left, const TermItem& right);
/// Gives `left` the years of `right`. False where the years must be different: «декабрь, январь».
bool give_years(TermItem& left, const TermItem& right);
/// Whether an item has a year of its own.
bool names_year(const TermItem& item);

/// The days of a span, its year named. Nothing for what only a school knows and for days that do
/// not exist.
std::optional<DateInterval> resolve_span(const TermSpan& span);
/// The days of an item. `filled` becomes true where the context gave the year.
void append_intervals(const TermItem& item, const TermContext& context,
                      std::vector<DateInterval>& intervals, bool& filled);

/// The canonical text of items.
std::string print_items(const std::vector<TermItem>& items);

}  // namespace grif
