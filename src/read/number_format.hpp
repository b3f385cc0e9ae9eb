#pragma once

#include <cstdint>
#include <optional>
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

/// A number format of SpreadsheetML (ECMA-376-1, 18.8.30 and 18.8.31), as far as it tells dates
/// from numbers: its sections with their conditions.
class NumberFormat {
 public:
  /// A custom code: `dd.mm.yyyy;@`, `[>=1000]0.0,"тыс.";General`.
  static NumberFormat parse(std::string_view code);
  /// A built-in format by its number; nothing where the number is not built in.
  static std::optional<NumberFormat> builtin(std::uint32_t id);

  /// The meaning of the section that formats this value.
  [[nodiscard]] NumberMeaning meaning(double value) const;

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
    NumberMeaning meaning = NumberMeaning::number;
    Comparison comparison = Comparison::none;
    double bound = 0;
  };
  static Section parse_section(std::string_view code);
  static void parse_bracket(std::string_view content, Section& section, bool& is_duration);
  static bool holds(const Section& section, double value);
  std::vector<Section> sections_;  ///< without the section for text
};

}  // namespace grif
