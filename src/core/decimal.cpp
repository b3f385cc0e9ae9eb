#include "core/decimal.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

#include "core/text.hpp"

namespace grif {
namespace {

__extension__ using Wide = __int128;

constexpr std::array<std::int64_t, 19> kPowers = [] {
  std::array<std::int64_t, 19> powers{};
  std::int64_t power = 1;
  for (auto& p : powers) {
    p = power;
    if (power <= std::numeric_limits<std::int64_t>::max() / 10) power *= 10;
  }
  return powers;
}();

std::int64_t power_of_ten(int exponent) { return kPowers[static_cast<std::size_t>(exponent)]; }

std::optional<std::int64_t> narrowed(Wide value) {
  if (value > std::numeric_limits<std::int64_t>::max() ||
      value < -std::numeric_limits<std::int64_t>::max()) {
    return std::nullopt;
  }
  return static_cast<std::int64_t>(value);
}

std::optional<Decimal> narrowed_decimal(Wide mantissa, int scale) {
  while (scale > 0 && (scale > Decimal::kMaxScale || !narrowed(mantissa)) && mantissa % 10 == 0) {
    mantissa /= 10;
    --scale;
  }
  const auto fits = narrowed(mantissa);
  if (!fits || scale > Decimal::kMaxScale) return std::nullopt;
  return Decimal(*fits, scale);
}

/// numerator / denominator as a whole number, rounded; the denominator is above zero.
Wide divided(Wide numerator, Wide denominator, Rounding mode) {
  Wide quotient = numerator / denominator;
  Wide rest = numerator % denominator;
  const bool negative = rest < 0;
  if (negative) rest = -rest;
  if (rest == 0) return quotient;
  // rest and denominator − rest are compared, since 2 × rest may not fit.
  const Wide other = denominator - rest;
  bool away = false;
  switch (mode) {
    case Rounding::half_away:
      away = rest >= other;
      break;
    case Rounding::half_even:
      away = rest > other || (rest == other && quotient % 2 != 0);
      break;
    case Rounding::down:
      away = negative;
      break;
    case Rounding::up:
      away = !negative;
      break;
  }
  if (away) quotient += negative ? -1 : 1;
  return quotient;
}

/// What a person types between groups of three digits.
bool is_group_separator(char32_t c) { return c == ' ' || c == 0xA0 || c == 0x202F || c == 0x2009; }

}  // namespace

std::optional<Decimal> Decimal::parse(std::string_view text) {
  text = trimmed(text);
  Wide mantissa = 0;
  int scale = 0, digits = 0, group = 0;
  bool negative = false, point = false, grouped = false;
  std::size_t at = 0;
  if (!text.empty()) {
    std::size_t next = 0;
    const char32_t sign = next_code_point(text, next);
    negative = sign == '-' || sign == 0x2212;
    if (negative || sign == '+') at = next;
  }
  while (at < text.size()) {
    const char32_t c = next_code_point(text, at);
    if (c >= '0' && c <= '9') {
      if (point && ++scale > kMaxScale) return std::nullopt;
      mantissa = mantissa * 10 + static_cast<int>(c - '0');
      if (++digits > 30) return std::nullopt;
      ++group;
      if (grouped && !point && group > 3) return std::nullopt;
    } else if ((c == '.' || c == ',') && !point) {
      if (digits == 0 || (grouped && group != 3)) return std::nullopt;
      point = true;
    } else if (is_group_separator(c) && !point && digits > 0) {
      if (grouped ? group != 3 : group > 3) return std::nullopt;
      grouped = true;
      group = 0;
    } else {
      return std::nullopt;
    }
  }
  if (digits == 0 || (point && scale == 0) || (grouped && !point && group != 3))
    return std::nullopt;
  return narrowed_decimal(negative ? -mantissa : mantissa, scale);
}

std::optional<Decimal> Decimal::from_double(double value) {
  if (!std::isfinite(value)) return std::nullopt;
  std::array<char, 64> buffer{};
  const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                          std::chars_format::scientific, 14);
  if (error != std::errc{}) return std::nullopt;
  const std::string_view text(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
  const std::size_t e = text.find('e');
  int exponent = 0;
  const char* digits = text.data() + e + 1;
  if (*digits == '+') ++digits;
  std::from_chars(digits, text.data() + text.size(), exponent);
  Wide mantissa = 0;
  int after = 0;
  bool point = false;
  for (const char c : text.substr(0, e)) {
    if (c == '.') point = true;
    if (c < '0' || c > '9') continue;
    mantissa = mantissa * 10 + (c - '0');
    after += point ? 1 : 0;
  }
  if (text.front() == '-') mantissa = -mantissa;
  int scale = after - exponent;
  while (mantissa != 0 && scale > 0 && mantissa % 10 == 0) {
    mantissa /= 10;
    --scale;
  }
  if (mantissa == 0) return Decimal(0);
  for (; scale < 0; ++scale) {
    if (!narrowed(mantissa * 10)) return std::nullopt;
    mantissa *= 10;
  }
  return narrowed_decimal(mantissa, scale);
}

bool Decimal::is_integer() const { return mantissa_ % power_of_ten(scale_) == 0; }

double Decimal::to_double() const {
  return static_cast<double>(mantissa_) / static_cast<double>(power_of_ten(scale_));
}

std::string Decimal::to_string(char point) const {
  std::array<char, 24> buffer{};
  const bool negative = mantissa_ < 0;
  const auto magnitude = negative ? std::uint64_t{0} - static_cast<std::uint64_t>(mantissa_)
                                  : static_cast<std::uint64_t>(mantissa_);
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), magnitude).ptr;
  std::string digits(buffer.data(), end);
  const auto scale = static_cast<std::size_t>(scale_);
  if (scale > 0) {
    if (digits.size() <= scale) digits.insert(0, scale + 1 - digits.size(), '0');
    digits.insert(digits.size() - scale, 1, point);
  }
  if (negative) digits.insert(digits.begin(), '-');
  return digits;
}

Decimal Decimal::normalised() const {
  Decimal d = *this;
  while (d.scale_ > 0 && d.mantissa_ % 10 == 0) {
    d.mantissa_ /= 10;
    --d.scale_;
  }
  return d;
}

std::optional<Decimal> Decimal::rounded(int scale, Rounding mode) const {
  if (scale < 0 || scale > kMaxScale) return std::nullopt;
  if (scale >= scale_) {
    const auto mantissa = narrowed(Wide{mantissa_} * power_of_ten(scale - scale_));
    if (!mantissa) return std::nullopt;
    return Decimal(*mantissa, scale);
  }
  return Decimal(static_cast<std::int64_t>(divided(mantissa_, power_of_ten(scale_ - scale), mode)),
                 scale);
}

namespace {

struct Aligned {
  Wide a, b;
  int scale;
};
Aligned align(Decimal a, Decimal b) {
  const int scale = std::max(a.scale(), b.scale());
  return {Wide{a.mantissa()} * power_of_ten(scale - a.scale()),
          Wide{b.mantissa()} * power_of_ten(scale - b.scale()), scale};
}

}  // namespace

std::optional<Decimal> add(Decimal a, Decimal b) {
  const auto [x, y, scale] = align(a, b);
  return narrowed_decimal(x + y, scale);
}

std::optional<Decimal> subtract(Decimal a, Decimal b) {
  const auto [x, y, scale] = align(a, b);
  return narrowed_decimal(x - y, scale);
}

std::optional<Decimal> multiply(Decimal a, Decimal b) {
  return narrowed_decimal(Wide{a.mantissa()} * b.mantissa(), a.scale() + b.scale());
}

std::strong_ordering compare(Decimal a, Decimal b) {
  const auto [x, y, scale] = align(a, b);
  return x < y   ? std::strong_ordering::less
         : x > y ? std::strong_ordering::greater
                 : std::strong_ordering::equal;
}

std::optional<Decimal> Ratio::rounded(int scale, Rounding mode) const {
  if (scale < 0 || scale > Decimal::kMaxScale || denominator.mantissa() == 0) return std::nullopt;
  // value × 10^scale = numerator.mantissa × 10^(scale + denominator.scale − numerator.scale) /
  // denominator.mantissa
  Wide top = numerator.mantissa();
  Wide bottom = denominator.mantissa();
  if (bottom < 0) {
    top = -top;
    bottom = -bottom;
  }
  const int shift = scale + denominator.scale() - numerator.scale();
  if (shift >= 0) {
    top *= power_of_ten(shift);
  } else {
    bottom *= power_of_ten(-shift);
  }
  const auto whole = narrowed(divided(top, bottom, mode));
  if (!whole) return std::nullopt;
  return Decimal(*whole, scale);
}

}  // namespace grif
