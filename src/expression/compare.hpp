#pragma once

#include <compare>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/value.hpp"

namespace grif {

/// Order of texts as people sort them: letters by the Russian alphabet (ё after е) whatever their
/// case, runs of digits by their value; texts that differ in nothing else by their code points.
std::strong_ordering compare_texts(std::string_view a, std::string_view b);

/// What `==` and `<` may put side by side. Values of different classes are never compared.
enum class ValueClass : std::uint8_t { other, text, number, real, date, term, boolean, record };
ValueClass class_of(const Value& value);

/// Equality and order of two values of one class that is not `other`.
bool are_equal(const Value& a, const Value& b);
std::strong_ordering compare_values(const Value& a, const Value& b);

/// Numbers the different keys of a list in the order in which they come. Keys are texts, exact
/// numbers, dates, terms, booleans, records and missing; 1.50 is the same key as 1.5.
class KeyIndex {
 public:
  static constexpr std::uint32_t kNone = 0xFFFF'FFFF;
  /// The number of the key, given to it now if it is new.
  std::uint32_t add(const Value& key);
  /// The number of the key, or kNone.
  [[nodiscard]] std::uint32_t find(const Value& key) const;
  [[nodiscard]] std::size_t size() const { return keys_.size(); }
  [[nodiscard]] const Value& key(std::size_t number) const { return keys_[number]; }

 private:
  [[nodiscard]] std::size_t slot_of(const Value& key, std::uint64_t hash) const;
  void grow();
  std::vector<Value> keys_;
  std::vector<std::uint64_t> hashes_;
  std::vector<std::uint32_t> slots_;  ///< a power of two
};

}  // namespace grif
