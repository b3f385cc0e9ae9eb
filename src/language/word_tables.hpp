#pragma once

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string_view>

namespace grif {

// Tables of words, in code points.

template <std::size_t N>
constexpr std::array<std::u32string_view, N> sorted(std::array<std::u32string_view, N> words) {
  std::ranges::sort(words);
  return words;
}
template <std::size_t N>
bool contains(const std::array<std::u32string_view, N>& sorted_words, std::u32string_view word) {
  return std::ranges::binary_search(sorted_words, word);
}

/// Whether the word ends with one of these and is longer.
inline bool ends_with_any(std::u32string_view word,
                          std::initializer_list<std::u32string_view> endings) {
  return std::ranges::any_of(endings, [&](std::u32string_view ending) {
    return word.size() > ending.size() && word.ends_with(ending);
  });
}
inline bool is_any(std::u32string_view word, std::initializer_list<std::u32string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

}  // namespace grif
