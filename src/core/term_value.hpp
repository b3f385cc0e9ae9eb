#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/date.hpp"

namespace grif {

/// Whole days, both ends included. A deadline has no first day, «с 1 сентября» no last one.
struct DateInterval {
  Date first = kNoStart, last = kNoEnd;

  static const Date kNoStart, kNoEnd;
  [[nodiscard]] bool has_start() const { return first != kNoStart; }
  [[nodiscard]] bool has_end() const { return last != kNoEnd; }
  /// ISO 8601-2: `2026-09-01/2027-05-31`, `../2026-09-01`, `2026-09-01/..`; one day: `2026-09-01`.
  [[nodiscard]] std::string iso() const;
  bool operator==(const DateInterval&) const = default;
};

/// What sort of term a text is. Its id in `grif term` is its name with hyphens.
enum class TermKind : std::uint8_t {
  unknown,
  day,            ///< «1 сентября 2026 г.»
  part_of_month,  ///< «третья неделя сентября», «конец мая», «первая декада июня»
  month,          ///< «сентябрь 2026 г.»
  month_each_year,  ///< «сентябрь 2021, 2022, 2023 гг.»
  season,           ///< «осень 2026 г.»
  quarter,          ///< of the calendar: «I квартал 2027 г.»
  half_year,        ///< of the calendar or of a school year
  school_term,      ///< a quarter or trimester of a school: only the school knows its days
  holidays,         ///< the same
  year,             ///< «2026 г.», «2021, 2022 гг.», «начало года»
  school_year,      ///< 1 September to 31 August
  range,  ///< «сентябрь–май», «1–15 сентября», «2021–2024 гг.»
  range_each_year,  ///< «февраль–май 2022, 2023 гг.»
  deadline,         ///< «до 1 сентября»
  from_date,        ///< «с 1 сентября»
  during,           ///< «в течение 2026 г.», «в течение 10 дней»
  whole_period,     ///< «весь период»
  open_ended,       ///< «постоянно»
  recurring,  ///< «ежемесячно», «по средам», with the terms that bound it
  as_needed,  ///< «по мере необходимости», «по запросу»
  by_plan,    ///< «согласно плану»
  by_event,   ///< «после каникул»
  blank,      ///< a line to be filled by hand, perhaps with a year
  list        ///< several terms of which none is recurring
};
/// A term as a value: the text of its cell, and what the language module understood of it.
struct TermValue {
  std::string_view written;
  std::string_view tidy;  ///< what `| term` prints
  /// Sorted, each once. Empty where no days are known, or were found doubtful.
  std::span<const DateInterval> days;
  TermKind kind = TermKind::unknown;
  /// The years were not written but taken from the programme's period.
  bool year_filled = false;

  /// The first day; nothing for a deadline and where no days are known.
  [[nodiscard]] std::optional<Date> start() const;
  /// The last day; nothing for «с 1 сентября» and where no days are known.
  [[nodiscard]] std::optional<Date> end() const;
};

/// Whether two sets of days share one. Nothing where either is empty.
std::optional<bool> share_days(const TermValue& a, const TermValue& b);

/// Whether the first interval of `a` ends before the first one of `b` begins. Nothing where either
/// has no days, or had its years filled in and may be of another year: a month in a period of
/// several years, a summer month, which stands before a school year or at its end.
std::optional<bool> precedes(const TermValue& a, const TermValue& b);

/// Whether the days of `inner` lie between the first and the last day of `outer`. An end that
/// `inner` leaves open counts as inside, and a deadline may be the day after; where years of either
/// were filled in, one common day of any year is enough. Nothing where either has no days.
std::optional<bool> lies_within(const TermValue& inner, const TermValue& outer);

}  // namespace grif
