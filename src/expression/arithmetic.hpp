#pragma once

#include <compare>
#include <optional>

#include "core/arena.hpp"
#include "core/value.hpp"

namespace grif {

// Exact arithmetic on integers, decimals and ratios. Nothing is rounded: what does not fit into 64
// bits gives nothing.

std::optional<Value> add_numbers(const Value& a, const Value& b, Arena& arena);
std::optional<Value> subtract_numbers(const Value& a, const Value& b, Arena& arena);
std::optional<Value> multiply_numbers(const Value& a, const Value& b, Arena& arena);
/// A ratio in its lowest terms; `b` is not zero.
std::optional<Value> divide_numbers(const Value& a, const Value& b, Arena& arena);
/// The rest of a floored division of integers: it has the sign of `b`, which is not zero.
Value modulo_integers(std::int64_t a, std::int64_t b);
std::optional<Value> negate_number(const Value& a, Arena& arena);
bool is_zero(const Value& number);
/// Integers, decimals and ratios among one another, exactly.
std::strong_ordering compare_numbers(const Value& a, const Value& b);
/// Rounds any number (a real too) to a decimal of that many places.
std::optional<Decimal> round_number(const Value& number, int places, Rounding mode);

}  // namespace grif
