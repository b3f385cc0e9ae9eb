#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/arena.hpp"
#include "core/term_value.hpp"

namespace grif {

/// Its name with hyphens: `month-each-year`.
std::string_view term_kind_name(TermKind kind);

/// Why Grif is not sure that it understood a term.
enum class TermDoubtKind : std::uint8_t {
  unknown_text,       ///< nothing of the text is a term
  extra_text,         ///< a part is not
  too_long,           ///< no term has so many letters; it was not read
  misspelt_word,      ///< «декабри», «в течении»
  mixed_letters,      ///< Latin letters in a Russian word, Russian ones in a Roman number
  impossible_date,    ///< 31.02.2027
  wrong_weekday,      ///< «понедельник, 1 сентября 2026 г.», a Tuesday
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

/// Whether a text begins like a term: with a number or a word of terms, rightly spelt. A cheap look
/// at texts that most likely are none.
bool may_be_term(std::string_view text);

/// A term as a value, all of it kept in the arena but `written`, which lives elsewhere. It is
/// printed in its canonical form; of a doubtful one on one line what was written.
const TermValue* store_term(const Term& term, std::string_view written, Arena& arena);

/// The years that a title names: «на 2025–2026 учебный год», «на 2022–2024 гг.», «с 1 сентября 2025
/// г. по 31 мая 2026 г.». Nothing where there are none, and for a single date, month or year, which
/// may be of something else (an order, a town's jubilee).
std::optional<DateInterval> find_period_in_title(std::string_view title);

/// The first «с сентября 2026 по апрель 2027 г.» of a text, its words as they stand: two months or
/// days, the second of which has a year. Empty where there is none.
std::string_view find_from_to(std::string_view text);

}  // namespace grif
