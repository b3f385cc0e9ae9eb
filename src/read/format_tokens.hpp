#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "read/number_format.hpp"
#include "read/serial_date.hpp"

namespace grif {

/// Decimal digits of a number's magnitude: 0.DIGITS × 10^point, without zeros at either end.
/// Fifteen of them, as spreadsheets keep and round them: 2.675 is 2.675 and not 2.67499….
struct DecimalDigits {
  std::string digits;
  int point = 0;

  static DecimalDigits of(double magnitude);
  /// Half away from zero, to so many digits behind the decimal separator.
  void round_to(int decimals);
  [[nodiscard]] std::string whole() const;                         ///< empty for 0
  [[nodiscard]] std::string decimals(std::size_t at_least) const;  ///< padded with zeros
};

/// How the digits of a section are to be printed.
struct NumberStyle {
  bool groups = false;
  bool negative = false;
};
/// Prints a magnitude by the tokens of a section for numbers: digits, a fraction, an exponent.
std::string print_number(std::span<const FormatToken> tokens, double magnitude, NumberStyle style);

/// How names of months and days are printed.
struct DateStyle {
  bool english = false;
  bool genitive = false;  ///< also where no day stands in the section
};
/// Prints a moment by the tokens of a section for dates and times of day.
std::string print_moment(std::span<const FormatToken> tokens, const Moment& moment,
                         DateStyle style);
/// Prints a number of days by the tokens of a section with [h], [m] or [s].
std::string print_elapsed(std::span<const FormatToken> tokens, double days);
/// Seconds are rounded to what the section shows of them, in milliseconds.
std::int64_t round_to_shown_seconds(std::span<const FormatToken> tokens, std::int64_t milliseconds);

}  // namespace grif
