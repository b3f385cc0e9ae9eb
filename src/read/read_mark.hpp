#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/date.hpp"

namespace grif::recognition {

/// What an approval mark typed for print says, requisite by requisite (GOST R 7.0.97, 16, 19, 20).
/// What it does not say is empty.
struct MarkFacts {
  std::string word;  ///< in capitals, with Ё: «УТВЕРЖДЕНА», «СОГЛАСОВАНО», «ПРИЛОЖЕНИЕ»
  std::string post;  ///< of who signs, without the organisation
  std::string organisation;    ///< that the mark names, to the end of its line
  std::string name;            ///< of who signs, as written
  std::string act;             ///< «приказ», «протокол» …, in the nominative
  std::string number;          ///< of the act
  std::optional<Date> date;    ///< the first whole date
  bool surname_first = false;  ///< «Петрова А. Б.» and not «А. Б. Петрова»
  bool date_blank = false;     ///< a line to write on in place of the day or the month
  bool number_blank = false;   ///< a line, or nothing, behind «№»
};

/// Reads the lines of a mark (valid UTF-8), the first of which begins with its word.
MarkFacts read_mark(std::string_view text);

}  // namespace grif::recognition
