#include "validate/spellings.hpp"

#include <algorithm>

#include "core/text.hpp"

namespace grif {
namespace {

constexpr std::size_t kMostCompared = 300;
constexpr std::size_t kShortest = 8;  // letters of a name in which one of them may be a slip
constexpr std::size_t kEnding = 2;    // letters of a word that declension changes

/// Whether the word around a position is an abbreviation, or the position is before its ending.
bool is_out_of_ending(const std::u32string& text, std::size_t at) {
  if (at >= text.size() || !is_letter(text[at])) return false;
  std::size_t begin = at, end = at;
  while (begin > 0 && is_letter(text[begin - 1])) --begin;
  while (end < text.size() && is_letter(text[end])) ++end;
  const bool abbreviation =
      end - begin > 1 && std::all_of(text.begin() + static_cast<std::ptrdiff_t>(begin),
                                     text.begin() + static_cast<std::ptrdiff_t>(end), is_upper);
  return abbreviation || at + kEnding < end;
}

/// Whether a letter is left out of one of the texts, or one stands for another.
bool differ_by_slip(const std::u32string& a, const std::u32string& b) {
  const std::u32string& shorter = a.size() <= b.size() ? a : b;
  const std::u32string& longer = a.size() <= b.size() ? b : a;
  if (shorter.size() < kShortest || longer.size() - shorter.size() > 1) return false;
  std::size_t front = 0, back = 0;
  while (front < shorter.size() && shorter[front] == longer[front]) ++front;
  while (back < shorter.size() - front &&
         shorter[shorter.size() - 1 - back] == longer[longer.size() - 1 - back])
    ++back;
  if (front + back + 1 != longer.size() || !is_out_of_ending(longer, front)) return false;
  if (shorter.size() != longer.size()) return true;
  return is_letter(shorter[front]) && to_lower(shorter[front]) != to_lower(longer[front]);
}

}  // namespace

void note_spelling(std::vector<SpeltName>& names, std::string_view spelling, Place place) {
  const auto found = std::ranges::find(names, spelling, &SpeltName::spelling);
  if (found != names.end())
    ++found->count;
  else if (names.size() <= kMostCompared)
    names.push_back({std::string(spelling), 1, place});
}

std::vector<SpeltPair> find_slips(const std::vector<SpeltName>& names) {
  std::vector<SpeltPair> pairs;
  if (names.size() > kMostCompared) return pairs;
  std::vector<std::u32string> letters;
  letters.reserve(names.size());
  for (const SpeltName& name : names) letters.push_back(decode_utf8(name.spelling));
  for (std::size_t i = 0; i < names.size(); ++i)
    for (std::size_t j = i + 1; j < names.size(); ++j)
      if (differ_by_slip(letters[i], letters[j]))
        pairs.push_back(names[i].count < names[j].count ? SpeltPair{i, j} : SpeltPair{j, i});
  return pairs;
}

}  // namespace grif
