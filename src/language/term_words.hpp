#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace grif {

/// What a word of a term means, whatever its case and ending.
enum class TermWord : std::uint8_t {
  unknown,
  month,        // value 1 to 12
  weekday,      // value 1 (Monday) to 7
  season,       // value 1 (winter) to 4
  season_of,    // «осенние»
  ordinal,      // value 1 to 5, 0: last
  ordinal_end,  // «-й», «-го»
  cardinal,     // value 1 to 10
  year,         // г, год, гг
  study,        // учебный
  quarter,
  school_quarter,
  half_year,
  trimester,
  week,
  ten_days,
  month_word,
  day_word,
  day_of_month,  // «числа»
  half,
  working,
  period,
  period_tail,  // «реализации», «программы»
  holidays,
  beginning,
  middle,
  end,
  in,
  on,
  from,
  by,
  until,
  toward,
  of,
  no,
  later,
  rarer,
  course,  // «течение»
  whole,
  deadline_word,  // «срок», «сроки»
  starting,
  inclusive,
  constantly,  // value: which word
  daily,
  weekly,
  monthly,
  quarterly,
  yearly,
  each,
  time,  // «раз»
  conjunction,
  need,
  measure,
  at,
  happening,  // «случае»
  according,
  accordance,
  plan,
  request,
  after,
  completion,  // «окончании», «итогам»
  moment,
  occasion  // «ходе», «время», «порядке»
};

enum class Spelling : std::uint8_t { right, mixed_letters, misspelt };

struct FoundWord {
  TermWord word = TermWord::unknown;
  std::uint8_t value = 0;
  Spelling spelling = Spelling::right;
  std::string_view right_form;  ///< of a word not rightly spelt: what it should be
};

/// Finds a word of terms by `folded`: small letters, е for ё. Latin letters that look like Russian
/// ones count as such.
FoundWord find_term_word(std::string_view folded);
/// The word of terms that `folded` is a misspelling of: one letter in a short word, two in a long
/// one.
FoundWord find_similar_term_word(std::string_view folded);

/// The number that Roman digits make (1 to 12), Russian letters that look like them too; 0 for
/// none. `mixed` tells whether there are Russian ones.
int read_roman(std::string_view written, bool& mixed);
std::string_view roman_number(int number);

std::string_view month_nominative(int month);
std::string_view month_genitive(int month);
std::string_view weekday_nominative(int weekday);  ///< 1: «понедельник»

}  // namespace grif
