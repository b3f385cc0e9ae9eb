#include "language/legibility.hpp"

#include <algorithm>

#include "core/text.hpp"

namespace grif {
namespace {

constexpr std::size_t kExamples = 4;

bool is_vowel(char32_t small) {
  return std::u32string_view(U"аеёиоуыэюяaeiouyіїєў").find(small) != std::u32string_view::npos;
}
bool is_noise(char32_t c) {
  return c == '|' || c == '~' || c == '^' || c == '{' || c == '}' || c == '\\' || c == '<' ||
         c == '>' || c == '`' || c == U'°' || c == U'¦' || c == U'¬' || c == 0xFFFD;
}
/// Signs of addresses, links and codes, which are no words.
bool is_of_address(char32_t c) {
  return c == '@' || c == '/' || c == ':' || c == '_' || c == '#' || c == '&' || c == '=';
}
bool divides(char32_t c) {
  return is_blank(c) || c == '-' || c == '.' || c == ',' || c == ';' || c == '(' || c == ')' ||
         (c >= 0x2010 && c <= 0x2015);
}

/// What has been seen of a word.
class WordJudge {
 public:
  void add(char32_t c) {
    if (is_letter(c)) {
      add_letter(c);
    } else if (c >= '0' && c <= '9') {
      digit_after_letter_ = letters_ != 0;
    } else {
      noise_ = noise_ || is_noise(c);
      of_address_ = of_address_ || is_of_address(c);
    }
  }

  [[nodiscard]] bool is_word() const { return !of_address_ && (letters_ >= 3 || noise_); }
  [[nodiscard]] bool is_illegible() const {
    constexpr std::size_t kLongWithoutVowel = 5;
    const bool mixed = cyrillic_ && strange_latin_;
    const bool mute = letters_ >= kLongWithoutVowel && !has_vowel_ && has_small_;
    return noise_ || mixed || digit_inside_ || capital_inside_ || mute;
  }

 private:
  void add_letter(char32_t c) {
    const bool capital = is_upper(c);
    const bool latin = c < 0x250;
    cyrillic_ = cyrillic_ || is_cyrillic_letter(c);
    // A Latin letter that looks like a Russian one does not hinder reading.
    strange_latin_ = strange_latin_ || (latin && cyrillic_look_alike(c) == c);
    digit_inside_ = digit_inside_ || digit_after_letter_;
    capital_inside_ = capital_inside_ || (capital && last_small_ && !latin);
    has_vowel_ = has_vowel_ || is_vowel(to_lower(c));
    has_small_ = has_small_ || (!capital && letters_ != 0);
    last_small_ = !capital;
    ++letters_;
  }

  std::size_t letters_ = 0;
  bool cyrillic_ = false, strange_latin_ = false, has_vowel_ = false, has_small_ = false;
  bool last_small_ = false, digit_after_letter_ = false;
  bool digit_inside_ = false, capital_inside_ = false, noise_ = false, of_address_ = false;
};

}  // namespace

void Legibility::read(std::string_view text) {
  WordJudge judge;
  std::size_t begin = 0;
  const auto end_word = [&](std::size_t end) {
    if (!judge.is_word()) return;
    ++words_;
    if (!judge.is_illegible()) return;
    ++illegible_;
    std::string word(text.substr(begin, end - begin));
    if (examples_.size() < kExamples && std::ranges::find(examples_, word) == examples_.end())
      examples_.push_back(std::move(word));
  };
  for (std::size_t at = 0; at < text.size() && !has_enough();) {
    const std::size_t start = at;
    const char32_t c = next_code_point(text, at);
    if (!divides(c)) {
      judge.add(c);
      continue;
    }
    end_word(start);
    judge = {};
    begin = at;
  }
  if (!has_enough()) end_word(text.size());
}

}  // namespace grif
