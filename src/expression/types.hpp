#pragma once

#include <optional>

#include "expression/expression.hpp"

namespace grif {

// The rules of static types. `any` fits everywhere: it is checked when the value is there.

bool is_any(const StaticType& type);
bool is_base(const StaticType& type, StaticType::Base base);  ///< any fits
bool is_number(const StaticType& type);
bool is_text(const StaticType& type);
bool is_list(const StaticType& type);
/// What `print` takes: not a list, ratio, real or group. Missing fits: whether it prints is seen
/// later.
bool is_printable(const StaticType& type);
bool is_orderable(const StaticType& type);
bool is_equatable(const StaticType& type);
StaticType list_of(StaticType element);
/// The type of a value that may be of either; nothing when they differ.
std::optional<StaticType> unify(const StaticType& a, const StaticType& b);
/// Whether `==` may compare them.
bool are_comparable(const StaticType& a, const StaticType& b);

}  // namespace grif
