#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace grif {

/// To the nearest (a half away from zero, or to the even neighbour), down to the lower neighbour
/// (-1.5 gives -2) or up to the higher one (-1.5 gives -1).
enum class Rounding : std::uint8_t { half_away, half_even, down, up };

/// An exact decimal: mantissa × 10^-scale, scale 0 to 9. Operations that would not fit in 64 bits
/// give nothing; nothing is ever rounded silently.
class Decimal {
 public:
  static constexpr int kMaxScale = 9;
  constexpr Decimal() = default;
  constexpr explicit Decimal(std::int64_t mantissa, int scale = 0)
      : mantissa_(mantissa), scale_(static_cast<std::int8_t>(scale)) {}

  /// Reads `-1234,56`, `1 234.5` (blanks, no-break and thin ones between digit groups of three),
  /// U+2212 as a minus; a comma or a full stop before the fraction. Nothing for any other text, for
  /// more than nine digits after the point, for what does not fit.
  static std::optional<Decimal> parse(std::string_view text);
  /// The shortest decimal that prints as the double does with 15 significant digits (what a
  /// spreadsheet shows for a stored number); nothing if it needs more than nine decimals or is not
  /// finite.
  static std::optional<Decimal> from_double(double value);

  [[nodiscard]] constexpr std::int64_t mantissa() const { return mantissa_; }
  [[nodiscard]] constexpr int scale() const { return scale_; }
  [[nodiscard]] bool is_integer() const;
  [[nodiscard]] double to_double() const;
  /// `1234.5` with the given point, no grouping, trailing zeros of the scale kept.
  [[nodiscard]] std::string to_string(char point = '.') const;
  /// Without trailing zeros after the point.
  [[nodiscard]] Decimal normalised() const;
  [[nodiscard]] std::optional<Decimal> rounded(int scale,
                                               Rounding mode = Rounding::half_away) const;

  friend std::optional<Decimal> add(Decimal a, Decimal b);
  friend std::optional<Decimal> subtract(Decimal a, Decimal b);
  friend std::optional<Decimal> multiply(Decimal a, Decimal b);
  /// By value: 1.50 equals 1.5.
  friend std::strong_ordering compare(Decimal a, Decimal b);
  friend bool operator==(Decimal a, Decimal b) { return compare(a, b) == 0; }

 private:
  std::int64_t mantissa_ = 0;
  std::int8_t scale_ = 0;
};

/// An exact quotient, as division, mean and share give it; it is printed only after rounding.
struct Ratio {
  Decimal numerator, denominator;  ///< the denominator is not zero
  [[nodiscard]] std::optional<Decimal> rounded(int scale,
                                               Rounding mode = Rounding::half_away) const;
};

}  // namespace grif
