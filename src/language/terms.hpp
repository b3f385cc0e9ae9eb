#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

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
std::string_view term_kind_name(TermKind kind);

/// Why Grif is not sure that it understood a term.
enum class TermDoubtKind : std::uint8_t {
  unknown_text,       ///< nothing of the text is a term
  extra_text,         ///< a part is not
  too_long,           ///< no term has so many letters; it was not read
  misspelt_word,      ///< «декабри», «в течении»
  mixed_letters,      ///< Latin letters in a Russian word, Russian ones in a Roman number
  impossible_date,    ///< 31.02.2027
  reversed_range,     ///< the end stands before the beginning
  repeated,           ///< «2020 года 2020 года»
  stop_for_comma,     ///< «2022. 2023, 2024»
  lost_comma,         ///< «2022 2023 гг.»
  lost_dash,          ///< «сентябрь октябрь»
  many_school_years,  ///< «2020–2024 учебный год»
  unclear_year,  ///< «сентябрь–май 2027», «декабрь, январь 2027», «сентябрь 26»
  blank_left     ///< «от ______2021 года»
};

/// Its name with hyphens: `lost-dash`.
std::string_view term_doubt_name(TermDoubtKind kind);

struct TermDoubt {
  TermDoubtKind kind{};
  std::uint32_t offset = 0, length = 0;  ///< bytes of the text as written
  std::string guess;                     ///< what may stand there instead; may be empty
  bool operator==(const TermDoubt&) const = default;
};

/// What is known beside the text.
struct TermContext {
  /// The programme's or the school year's days: years that a text leaves out are taken from it.
  std::optional<DateInterval> period;
};

/// A term («срок») understood.
struct Term {
  TermKind kind = TermKind::unknown;
  /// Sorted by their first days, each once. Empty where the text names no days (as needed, school
  /// quarters, a month without a year and without a period). They overlap only if parts of the
  /// text do.
  std::vector<DateInterval> intervals;
  std::string written;  ///< as it was given
  std::string
      canonical;  ///< in good Russian, on one line; of an unknown term as written, collapsed
  bool year_filled = false;  ///< intervals rest on the context's period
  std::vector<TermDoubt> doubts;

  [[nodiscard]] bool is_doubtful() const { return !doubts.empty(); }
};

/// Reads a term in any notation met in documents: dates in digits and words, months, quarters,
/// halves, school years, lists and ranges of them, deadlines, what recurs, what has no days. Never
/// fails: what is not a term is `unknown`, with a guess where a word looks like one. The canonical
/// form parses back to the same kind, intervals and canonical form. `text` is valid UTF-8. Linear;
/// a text of more than kLongestTerm bytes is not read.
inline constexpr std::size_t kLongestTerm = 4000;
Term parse_term(std::string_view text, const TermContext& context = {});

}  // namespace grif
