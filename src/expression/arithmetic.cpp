#include "expression/arithmetic.hpp"

#include <array>
#include <limits>

namespace grif {
namespace {

__extension__ using Wide = __int128;

/// numerator / denominator in lowest terms; the denominator is above zero. Both fit in 64 bits
/// when the fraction was made from a value.
struct Fraction {
  Wide top, bottom;
};

Wide magnitude(Wide x) { return x < 0 ? -x : x; }

Wide greatest_common_divisor(Wide a, Wide b) {
  a = magnitude(a);
  b = magnitude(b);
  while (b != 0) {
    const Wide rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

Wide power_of_ten(int exponent) {
  Wide power = 1;
  while (exponent-- > 0) power *= 10;
  return power;
}

Fraction reduced(Wide top, Wide bottom) {
  if (bottom < 0) {
    top = -top;
    bottom = -bottom;
  }
  const Wide divisor = greatest_common_divisor(top, bottom);
  return divisor > 1 ? Fraction{top / divisor, bottom / divisor} : Fraction{top, bottom};
}

Fraction fraction_of(Decimal d) { return reduced(d.mantissa(), power_of_ten(d.scale())); }

/// Nothing when the terms are too long to multiply further.
std::optional<Fraction> fraction_of(const Value& value) {
  if (!value.is(Value::Type::ratio)) return fraction_of(value.as_decimal());
  const Decimal top = value.as_ratio().numerator;
  const Decimal bottom = value.as_ratio().denominator;
  const Fraction f = reduced(Wide{top.mantissa()} * power_of_ten(bottom.scale()),
                             Wide{bottom.mantissa()} * power_of_ten(top.scale()));
  constexpr Wide kMost = std::numeric_limits<std::int64_t>::max();
  if (magnitude(f.top) > kMost || f.bottom > kMost) return std::nullopt;
  return f;
}

std::optional<Value> keep(Fraction f, Arena& arena) {
  constexpr Wide kMost = std::numeric_limits<std::int64_t>::max();
  if (magnitude(f.top) > kMost || f.bottom > kMost) return std::nullopt;
  const Ratio ratio{Decimal(static_cast<std::int64_t>(f.top)),
                    Decimal(static_cast<std::int64_t>(f.bottom))};
  return Value::ratio(arena.store(std::span<const Ratio>(&ratio, 1)).data());
}

bool is_ratio(const Value& a, const Value& b) {
  return a.is(Value::Type::ratio) || b.is(Value::Type::ratio);
}

bool are_integers(const Value& a, const Value& b) {
  return a.is(Value::Type::integer) && b.is(Value::Type::integer);
}

std::optional<Value> as_value(std::optional<Decimal> d) {
  if (!d) return std::nullopt;
  return Value::decimal(*d);
}

}  // namespace

std::optional<Value> add_numbers(const Value& a, const Value& b, Arena& arena) {
  if (are_integers(a, b)) {
    std::int64_t sum = 0;
    if (__builtin_add_overflow(a.as_integer(), b.as_integer(), &sum)) return std::nullopt;
    return Value::integer(sum);
  }
  if (!is_ratio(a, b)) return as_value(add(a.as_decimal(), b.as_decimal()));
  const auto x = fraction_of(a);
  const auto y = fraction_of(b);
  if (!x || !y) return std::nullopt;
  // The products are below 2^126 each, so their sum fits in 128 bits.
  return keep(reduced(x->top * y->bottom + y->top * x->bottom, x->bottom * y->bottom), arena);
}

std::optional<Value> subtract_numbers(const Value& a, const Value& b, Arena& arena) {
  if (are_integers(a, b)) {
    std::int64_t difference = 0;
    if (__builtin_sub_overflow(a.as_integer(), b.as_integer(), &difference)) return std::nullopt;
    return Value::integer(difference);
  }
  if (!is_ratio(a, b)) return as_value(subtract(a.as_decimal(), b.as_decimal()));
  const auto x = fraction_of(a);
  const auto y = fraction_of(b);
  if (!x || !y) return std::nullopt;
  return keep(reduced(x->top * y->bottom - y->top * x->bottom, x->bottom * y->bottom), arena);
}

std::optional<Value> multiply_numbers(const Value& a, const Value& b, Arena& arena) {
  if (are_integers(a, b)) {
    std::int64_t product = 0;
    if (__builtin_mul_overflow(a.as_integer(), b.as_integer(), &product)) return std::nullopt;
    return Value::integer(product);
  }
  if (!is_ratio(a, b)) return as_value(multiply(a.as_decimal(), b.as_decimal()));
  const auto x = fraction_of(a);
  const auto y = fraction_of(b);
  if (!x || !y) return std::nullopt;
  return keep(reduced(x->top * y->top, x->bottom * y->bottom), arena);
}

std::optional<Value> divide_numbers(const Value& a, const Value& b, Arena& arena) {
  const auto x = fraction_of(a);
  const auto y = fraction_of(b);
  if (!x || !y) return std::nullopt;
  return keep(reduced(x->top * y->bottom, x->bottom * y->top), arena);
}

Value modulo_integers(std::int64_t a, std::int64_t b) {
  if (b == -1) return Value::integer(0);  // the least integer / −1 does not fit
  const std::int64_t rest = a % b;
  return Value::integer(rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest);
}

std::optional<Value> negate_number(const Value& a, Arena& arena) {
  return subtract_numbers(Value::integer(0), a, arena);
}

bool is_zero(const Value& number) {
  return number.is(Value::Type::ratio) ? number.as_ratio().numerator.mantissa() == 0
                                       : number.as_decimal().mantissa() == 0;
}

std::strong_ordering compare_numbers(const Value& a, const Value& b) {
  if (are_integers(a, b)) return a.as_integer() <=> b.as_integer();
  if (!is_ratio(a, b)) return compare(a.as_decimal(), b.as_decimal());
  // Ratios are kept in lowest terms that fit in 64 bits, decimals fit by themselves.
  const Fraction x = fraction_of(a).value_or(Fraction{0, 1});
  const Fraction y = fraction_of(b).value_or(Fraction{0, 1});
  return x.top * y.bottom <=> y.top * x.bottom;
}

std::optional<Decimal> round_number(const Value& number, int places, Rounding mode) {
  if (number.is(Value::Type::ratio)) return number.as_ratio().rounded(places, mode);
  if (!number.is(Value::Type::real)) return number.as_decimal().rounded(places, mode);
  const auto exact = Decimal::from_double(number.as_real());
  if (!exact) return std::nullopt;
  return exact->rounded(places, mode);
}

}  // namespace grif
