#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace grif {

/// What a number means by its format.
enum class NumberMeaning : std::uint8_t {
  number,
  date,      ///< parts of a date, perhaps of a time too
  time,      ///< parts of a time of day only
  duration,  ///< [h], [m] or [s]
};

/// One piece of a format code (ECMA-376-1, 18.8.31).
struct FormatToken {
  enum class Kind : std::uint8_t {
    literal,   ///< `text`, printed as it stands
    digit,     ///< a place of a digit; `sign` is 0, # or ?
    point,     ///< the decimal separator
    percent,   ///< prints %, the number counts a hundred times
    exponent,  ///< E+ or E-; `sign` is + or -
    fraction,  ///< the bar between numerator and denominator
    general,   ///< the number as it is
    text,      ///< @: the cell's text
    year,
    month,
    day,
    hour,
    minute,
    second,
    second_part,  ///< digits behind a second's point; `count` of them
    half_day,     ///< AM/PM or A/P; `count` letters
    elapsed_hours,
    elapsed_minutes,
    elapsed_seconds,
  };
  Kind kind = Kind::literal;
  char sign = 0;
  std::uint8_t count = 0;  ///< letters of a date's part
  std::string text;
};

/// A number format of SpreadsheetML (ECMA-376-1, 18.8.30 and 18.8.31): its sections with their
/// conditions, what a number means by it, and what a spreadsheet set to Russian shows. Months stand
/// in the genitive beside a day, else in the nominative; English ones where the code asks for
/// English. Filling and alignment (`*x`, `_x`, blanks for `?`) have no meaning in a running text:
/// they print nothing or one blank.
class NumberFormat {
 public:
  /// A custom code: `dd.mm.yyyy;@`, `[>=1000]0.0,"тыс.";General`.
  static NumberFormat parse(std::string_view code);
  /// A built-in format by its number, as in a Russian spreadsheet; nothing where the number is not
  /// built in.
  static std::optional<NumberFormat> builtin(std::uint32_t id);

  /// The meaning of the section that formats this value.
  [[nodiscard]] NumberMeaning meaning(double value) const;
  /// True if numbers show as they are: `General`, `@`.
  [[nodiscard]] bool is_general() const;
  /// True for dd.mm.yyyy.
  [[nodiscard]] bool is_plain_date() const { return is_plain_date_; }
  /// True if texts show as they are.
  [[nodiscard]] bool shows_text_as_is() const;
  /// What is shown for a number, without blanks at its ends; empty where the format hides it,
  /// nothing where there is no such date (a spreadsheet fills the cell with ####).
  [[nodiscard]] std::optional<std::string> show(double value, bool from_1904) const;
  /// What is shown for a text.
  [[nodiscard]] std::string show_text(std::string_view text) const;

 private:
  enum class Comparison : std::uint8_t {
    none,
    less,
    less_equal,
    equal,
    not_equal,
    greater,
    greater_equal
  };
  struct Section {
    std::vector<FormatToken> tokens;
    NumberMeaning meaning = NumberMeaning::number;
    Comparison comparison = Comparison::none;
    double bound = 0;
    bool groups = false;     ///< blanks between thousands
    bool english = false;    ///< names of months and days
    bool genitive = false;   ///< [$-FC19]
    bool for_text = false;   ///< has an @
    std::uint8_t scale = 0;  ///< commas behind the last digit: thousands that are left out
  };
  friend class SectionParser;
  [[nodiscard]] std::size_t choose_section(double value) const;
  /// True if the section shows a negative number without its sign.
  [[nodiscard]] bool drops_sign(std::size_t section) const;
  static bool holds(const Section& section, double value);
  std::vector<Section> sections_;  ///< for numbers; at least one
  std::vector<FormatToken> text_;  ///< the section for text; empty: as it is
  bool hides_text_ = false, is_plain_date_ = false;
};

/// A number as the format `General` shows it where there is room: whole numbers in full, others
/// with eleven signs at most, a comma before the fraction.
std::string show_general(double value);

}  // namespace grif
