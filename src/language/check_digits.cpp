#include "language/check_digits.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <string>

namespace grif {
namespace {

bool are_digits(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}
int digit(std::string_view digits, std::size_t at) { return digits[at] - '0'; }

/// The digit that follows so many others, from their sum by weights.
int weighted(std::string_view digits, std::span<const int> weights) {
  int sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) sum += digit(digits, i) * weights[i];
  return sum % 11 % 10;
}

std::uint64_t number_of(std::string_view digits) {
  std::uint64_t number = 0;
  for (const char c : digits) number = number * 10 + static_cast<std::uint64_t>(c - '0');
  return number;
}

}  // namespace

bool is_valid_inn(std::string_view digits) {
  // The weights of the twelfth digit; those of the others are its ends.
  constexpr std::array kWeights = {3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8};
  const std::span<const int> weights(kWeights);
  if (!are_digits(digits)) return false;
  if (digits.size() == 10) return digit(digits, 9) == weighted(digits, weights.subspan(2));
  return digits.size() == 12 && digit(digits, 10) == weighted(digits, weights.subspan(1)) &&
         digit(digits, 11) == weighted(digits, weights);
}

bool is_valid_ogrn(std::string_view digits) {
  if (!are_digits(digits) || (digits.size() != 13 && digits.size() != 15)) return false;
  const std::uint64_t rest = number_of(digits.substr(0, digits.size() - 1)) % (digits.size() - 2);
  return static_cast<std::uint64_t>(digit(digits, digits.size() - 1)) == rest % 10;
}

bool is_valid_snils(std::string_view number) {
  std::string digits;
  std::ranges::copy_if(number, std::back_inserter(digits),
                       [](char c) { return c != ' ' && c != '-'; });
  if (digits.size() != 11 || !are_digits(digits)) return false;
  constexpr std::uint64_t kLastUnchecked = 1'001'998;
  if (number_of(digits.substr(0, 9)) <= kLastUnchecked) return true;
  int sum = 0;
  for (std::size_t i = 0; i < 9; ++i) sum += digit(digits, i) * static_cast<int>(9 - i);
  return sum % 101 % 100 == digit(digits, 9) * 10 + digit(digits, 10);
}

}  // namespace grif
