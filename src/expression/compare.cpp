#include "expression/compare.hpp"

#include <functional>

#include "core/text.hpp"
#include "expression/arithmetic.hpp"

namespace grif {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Place of a letter in the order: ё stands between е and ж.
std::uint32_t weight_of(char32_t c) {
  constexpr char32_t kYo = 0x451, kYe = 0x435;
  c = to_lower(c);
  return c == kYo ? kYe * 2 + 1 : static_cast<std::uint32_t>(c) * 2;
}

/// A run of digits without its leading zeros; `at` moves behind it.
std::string_view take_digits(std::string_view text, std::size_t& at) {
  while (at < text.size() && text[at] == '0') ++at;
  const std::size_t begin = at;
  while (at < text.size() && is_digit(text[at])) ++at;
  return text.substr(begin, at - begin);
}

std::uint64_t mix(std::uint64_t x) {  // the finaliser of MurmurHash3
  x ^= x >> 33;
  x *= 0xff51'afd7'ed55'8ccdULL;
  x ^= x >> 33;
  x *= 0xc4ce'b9fe'1a85'ec53ULL;
  x ^= x >> 33;
  return x;
}

/// Equal numbers get one form: an integer where there is nothing after the point.
Value canonical(const Value& value) {
  if (!value.is(Value::Type::decimal)) return value;
  const Decimal d = value.as_decimal().normalised();
  return d.scale() == 0 ? Value::integer(d.mantissa()) : Value::decimal(d);
}

std::uint64_t hash_of(const Value& key) {
  const auto type = static_cast<std::uint64_t>(key.type());
  switch (key.type()) {
    case Value::Type::text:
    case Value::Type::term:
      return mix(std::hash<std::string_view>{}(key.as_text()) + type);
    case Value::Type::integer:
    case Value::Type::date:
    case Value::Type::boolean:
      return mix(static_cast<std::uint64_t>(key.as_integer()) * 16 + type);
    case Value::Type::decimal:
      return mix(static_cast<std::uint64_t>(key.as_decimal().mantissa()) * 16 + type);
    case Value::Type::record:
      return mix((static_cast<std::uint64_t>(key.as_record().table) << 32 | key.as_record().row) *
                     16 +
                 type);
    case Value::Type::missing:
    case Value::Type::faulty:
    case Value::Type::ratio:
    case Value::Type::real:
    case Value::Type::list:
      break;
  }
  return type;
}

}  // namespace

std::strong_ordering compare_texts(std::string_view a, std::string_view b) {
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.size() && j < b.size()) {
    if (is_digit(a[i]) && is_digit(b[j])) {
      const std::string_view x = take_digits(a, i);
      const std::string_view y = take_digits(b, j);
      if (x.size() != y.size()) return x.size() <=> y.size();
      if (const auto order = x <=> y; order != 0) return order;
      continue;
    }
    const auto order = weight_of(next_code_point(a, i)) <=> weight_of(next_code_point(b, j));
    if (order != 0) return order;
  }
  if (i < a.size()) return std::strong_ordering::greater;
  if (j < b.size()) return std::strong_ordering::less;
  return a <=> b;
}

ValueClass class_of(const Value& value) {
  switch (value.type()) {
    case Value::Type::text:
      return ValueClass::text;
    case Value::Type::integer:
    case Value::Type::decimal:
    case Value::Type::ratio:
      return ValueClass::number;
    case Value::Type::real:
      return ValueClass::real;
    case Value::Type::date:
      return ValueClass::date;
    case Value::Type::term:
      return ValueClass::term;
    case Value::Type::boolean:
      return ValueClass::boolean;
    case Value::Type::record:
      return ValueClass::record;
    case Value::Type::missing:
    case Value::Type::faulty:
    case Value::Type::list:
      break;
  }
  return ValueClass::other;
}

bool are_equal(const Value& a, const Value& b) {
  if (class_of(a) == ValueClass::number) return compare_numbers(a, b) == 0;
  return a == b;
}

std::strong_ordering compare_values(const Value& a, const Value& b) {
  switch (class_of(a)) {
    case ValueClass::text:
    case ValueClass::term:
      return compare_texts(a.as_text(), b.as_text());
    case ValueClass::number:
      return compare_numbers(a, b);
    case ValueClass::real:
      return a.as_real() < b.as_real()   ? std::strong_ordering::less
             : a.as_real() > b.as_real() ? std::strong_ordering::greater
                                         : std::strong_ordering::equal;
    case ValueClass::date:
    case ValueClass::boolean:
      return a.as_integer() <=> b.as_integer();
    case ValueClass::record:
    case ValueClass::other:
      break;
  }
  return std::strong_ordering::equal;
}

std::size_t KeyIndex::slot_of(const Value& key, std::uint64_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = hash & mask;
  while (slots_[slot] != kNone && !(hashes_[slots_[slot]] == hash && keys_[slots_[slot]] == key)) {
    slot = (slot + 1) & mask;
  }
  return slot;
}

void KeyIndex::grow() {
  slots_.assign(slots_.empty() ? 16 : slots_.size() * 2, kNone);
  const std::size_t mask = slots_.size() - 1;
  for (std::uint32_t i = 0; i < keys_.size(); ++i) {
    std::size_t slot = hashes_[i] & mask;
    while (slots_[slot] != kNone) slot = (slot + 1) & mask;
    slots_[slot] = i;
  }
}

std::uint32_t KeyIndex::add(const Value& key) {
  if (keys_.size() * 2 >= slots_.size()) grow();
  const Value form = canonical(key);
  const std::uint64_t hash = hash_of(form);
  const std::size_t slot = slot_of(form, hash);
  if (slots_[slot] == kNone) {
    slots_[slot] = static_cast<std::uint32_t>(keys_.size());
    keys_.push_back(form);
    hashes_.push_back(hash);
  }
  return slots_[slot];
}

std::uint32_t KeyIndex::find(const Value& key) const {
  if (slots_.empty()) return kNone;
  const Value form = canonical(key);
  return slots_[slot_of(form, hash_of(form))];
}

}  // namespace grif
