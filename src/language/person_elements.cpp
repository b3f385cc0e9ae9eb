#include "language/person_elements.hpp"

#include <algorithm>

#include "core/text.hpp"
#include "language/person_words.hpp"

namespace grif {
namespace {

using Kind = PersonElement::Kind;
using Gap = PersonElement::Gap;

bool is_dash(char32_t c) { return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212; }
bool is_hyphen(char32_t c) { return c == '-' || c == 0x2010 || c == 0x2011; }
bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }
bool is_mark(char32_t c) { return c >= 0x300 && c <= 0x36F; }
bool is_invisible(char32_t c) {
  return c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x2064) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}
bool is_line_end(char32_t c) {
  return c == '\n' || c == '\r' || c == '\v' || c == 0x2028 || c == 0x2029;
}
bool is_bullet(char32_t c) {
  return c == 0x2022 || c == 0xB7 || c == 0x25AA || c == 0x25CF || (c >= 0xE000 && c <= 0xF8FF);
}

class Divider {
 public:
  explicit Divider(std::string_view text) : text_(text) {
    for (std::size_t at = 0; at < text.size() && !has_cyrillic_;)
      has_cyrillic_ = is_cyrillic_letter(next_code_point(text, at));
  }

  std::vector<PersonElement> divide() {
    while (at_ < text_.size()) take_next();
    return std::move(elements_);
  }

 private:
  /// The code point at `at`, which moves behind it; 0 at the end.
  char32_t next(std::size_t& at) const {
    return at < text_.size() ? next_code_point(text_, at) : 0;
  }
  char32_t peek(std::size_t at) const { return next(at); }

  void widen(Gap gap) { gap_ = std::max(gap_, gap); }

  void take_next() {
    const std::size_t start = at_;
    const char32_t c = next(at_);
    if (is_line_end(c)) {
      take_line_end();
    } else if (is_blank(c) || is_invisible(c) || is_mark(c)) {
      blank_ = blank_ || is_blank(c);
    } else if (is_letter(c)) {
      at_ = start;
      take_word();
    } else if (is_digit(c)) {
      take_number(start);
    } else if (c == U'«' || c == U'"' || c == U'“' || c == U'„') {
      take_quoted(start, c);
    } else if (c == '.') {
      take_stop(start);
    } else if (c == ',' || c == '/' || c == '\\' || c == '|' || c == '&') {
      widen(Gap::comma);
    } else if (c == ';' || is_bullet(c)) {
      widen(Gap::list);
    } else if (is_dash(c)) {
      widen(line_start_ ? Gap::list : Gap::dash);
    } else if (c == ':' || c == '(' || c == '[' || c == '=') {
      widen(Gap::dash);
    } else if (c == ')' || c == ']' || c == '!' || c == '?' || c == '_' || c == '*') {
      blank_ = true;
    } else {
      add(Kind::sign, start);
    }
  }

  void take_line_end() {
    blank_ = true;
    // An empty line divides a list.
    std::size_t at = at_;
    bool empty = false;
    for (char32_t c = next(at); is_blank(c) || is_line_end(c); c = next(at)) {
      empty = empty || (is_line_end(c) && c != '\r');
      at_ = at;
    }
    widen(empty ? Gap::list : Gap::line);
    line_start_ = true;
  }

  void take_stop(std::size_t start) {
    if (elements_.empty() || gap_ != Gap::none) return;
    constexpr std::size_t kLongestShortened = 5;
    PersonElement& last = elements_.back();
    const bool tight = last.range.end == start;
    const bool shortened = !last.key.empty() && last.key.size() <= kLongestShortened;
    if (tight && !last.stop && shortened) {
      last.stop = true;
      last.range.end = static_cast<std::uint32_t>(at_);
    } else if (!last.stop || !tight) {
      widen(Gap::line);  // the end of a sentence
    }
  }

  void take_number(std::size_t start) {
    for (;;) {
      std::size_t at = at_;
      const char32_t c = next(at);
      const bool goes_on = is_digit(c) || ((c == '.' || c == ',') && is_digit(peek(at)));
      if (!goes_on) break;
      at_ = at;
    }
    std::size_t behind = at_;
    const char32_t c = next(behind);
    const bool first = line_start_ || gap_ >= Gap::comma || elements_.empty();
    const bool enumerates = (c == ')' || (c == '.' && !is_digit(peek(behind)))) && first;
    if (enumerates && at_ - start <= 3) {  // «1)», «12.»: a place in a list
      at_ = behind;
      widen(Gap::list);
      return;
    }
    add(Kind::number, start);
  }

  /// To the sign that closes; if none does, to the last that closes an inner one, or the sign
  /// alone.
  void take_quoted(std::size_t start, char32_t open) {
    constexpr std::size_t kLongest = 600;
    int depth = 1;
    std::size_t last_close = at_;
    for (std::size_t at = at_; at < text_.size() && at - start < kLongest && depth > 0;) {
      const char32_t c = next(at);
      if (c == ';') break;
      if (open == U'«' && c == U'«') ++depth;
      const bool closes = open == U'«'   ? c == U'»'
                          : open == U'"' ? c == U'"'
                                         : c == U'”' || c == U'“' || c == U'"';
      if (!closes) continue;
      --depth;
      last_close = at;
    }
    at_ = last_close;
    add(Kind::quoted, start);
  }

  /// One letter after the other, with hyphens and apostrophes inside; torn words are joined.
  void take_word() {
    const std::size_t start = at_;
    std::size_t end = at_;
    std::u32string letters;
    while (at_ < text_.size()) {
      const std::size_t here = at_;
      const char32_t c = next(at_);
      if (is_invisible(c)) continue;
      if (is_mark(c)) {
        join_mark(letters, c);
      } else if (is_letter(c)) {
        if (is_glued(letters, c)) {
          at_ = here;
          break;
        }
        letters += c;
      } else if (!join_part(letters, c)) {
        at_ = here;
        break;
      } else {
        continue;
      }
      end = at_;
    }
    at_ = std::max(end, start + 1);
    add_word(start, std::move(letters));
  }

  static void join_mark(std::u32string& letters, char32_t mark) {
    if (letters.empty()) return;
    char32_t& last = letters.back();
    if (mark == 0x306 && (last == U'и' || last == U'И')) last = last == U'и' ? U'й' : U'Й';
    if (mark == 0x308 && (last == U'е' || last == U'Е')) last = last == U'е' ? U'ё' : U'Ё';
  }

  /// «психологЕлисеева»: a capital after small letters begins a word.
  bool is_glued(const std::u32string& letters, char32_t c) const {
    constexpr std::size_t kLeast = 4;  // «МакГрегор» stays whole
    return letters.size() >= kLeast && is_upper(c) && letters.back() != U'-' &&
           !is_upper(letters.back()) && is_cyrillic_letter(c);
  }

  /// A hyphen or an apostrophe that the word goes on behind: appended, with `at_` behind it.
  bool join_part(std::u32string& letters, char32_t sign) {
    if (letters.empty()) return false;
    if (sign == '\'' || sign == U'’') {
      if (!is_letter(peek(at_))) return false;
      letters += U'’';
      return true;
    }
    std::size_t at = at_;
    bool blank_before = false, blank_after = false, line = false;
    const auto skip = [&](bool& blank) {
      while (is_blank(sign) || is_line_end(sign)) {
        blank = true;
        line = line || is_line_end(sign);
        sign = next(at);
      }
    };
    skip(blank_before);
    if (!is_hyphen(sign) || (blank_before && line)) return false;
    sign = next(at);
    skip(blank_after);
    if (!is_letter(sign) || (blank_before && blank_after)) return false;
    const bool same = is_upper(sign) == is_upper(letters.front());
    const bool torn = line && !is_upper(sign);
    if ((blank_before || blank_after) && !same && !torn) return false;
    if (blank_before && is_upper(sign)) return false;  // «Иванов -Петров» is a list
    at_ = at;
    while (at_ > 0 && (static_cast<unsigned char>(text_[at_ - 1]) & 0xC0) == 0x80) --at_;
    if (at_ > 0) --at_;  // back before the letter
    // «Ели-⏎сеева» was torn; «педагог-⏎психолог» has a hyphen of its own.
    if (!torn || find_post_word(word_key(letters))) letters += U'-';
    return true;
  }

  void add_word(std::size_t start, std::u32string letters) {
    PersonElement& added = add(Kind::word, start);
    const bool cyrillic = std::ranges::any_of(letters, is_cyrillic_letter);
    const auto folds = [](char32_t c) {
      return c >= 0x80 || cyrillic_look_alike(c) != c || c == '-';
    };
    if (cyrillic || (has_cyrillic_ && std::ranges::all_of(letters, folds))) {
      for (char32_t& c : letters) {
        const char32_t folded = cyrillic_look_alike(c);
        added.latin = added.latin || folded != c;
        c = folded;
      }
    }
    const auto capitals = std::ranges::count_if(letters, is_upper);
    const auto all = std::ranges::count_if(letters, is_letter);
    if (!letters.empty() && is_upper(letters.front()))
      added.kind = all == 1 ? Kind::initial : capitals == all ? Kind::caps : Kind::capital;
    added.key = word_key(letters);
    added.text = std::move(letters);
  }

  PersonElement& add(Kind kind, std::size_t start) {
    PersonElement& added = elements_.emplace_back();
    added.kind = kind;
    added.gap = gap_;
    added.blank = blank_;
    added.range = {static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(at_)};
    gap_ = Gap::none;
    blank_ = line_start_ = false;
    return added;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  Gap gap_ = Gap::none;
  bool blank_ = false, line_start_ = true, has_cyrillic_ = false;
  std::vector<PersonElement> elements_;
};

}  // namespace

std::vector<PersonElement> divide_cell(std::string_view text) { return Divider(text).divide(); }

}  // namespace grif
