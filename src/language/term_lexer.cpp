#include "language/term_lexer.hpp"

#include "core/text.hpp"

namespace grif {
namespace {

constexpr std::size_t kLongestWord = 48;  // bytes
constexpr int kMostDigits = 8;
using Type = TermToken::Type;

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }
bool is_dash(char32_t c) {
  return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0x2043 || c == 0xFE58 ||
         c == 0xFF0D;
}
bool is_invisible(char32_t c) {
  return c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x2064) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}
bool is_quote(char32_t c) {
  return c == '"' || c == '\'' || c == 0xAB || c == 0xBB || (c >= 0x2018 && c <= 0x201F) ||
         c == 0x2039 || c == 0x203A;
}
bool is_word_letter(char32_t c) { return is_letter(c) || (c >= 0x2160 && c <= 0x216B); }
bool is_roman_capital(char32_t c) { return c == 'I' || c == 'V' || c == 'X'; }
constexpr char32_t kBreve = 0x306, kDots = 0x308;

class Lexer {
 public:
  Lexer(std::string_view text, bool guess) : text_(text), guesses_left_(guess ? kMostGuesses : 0) {}

  std::vector<TermToken> cut() {
    while (at_ < text_.size()) cut_next();
    add(Type::end, at_);
    return std::move(tokens_);
  }

 private:
  /// The sign at `at`, which moves behind it.
  char32_t next(std::size_t& at) const { return next_code_point(text_, at); }

  TermToken& add(Type type, std::size_t start) {
    TermToken token;
    token.type = type;
    token.offset = static_cast<std::uint32_t>(start);
    token.length = static_cast<std::uint32_t>(at_ - start);
    token.glued = !tokens_.empty() && !apart_;
    token.starts_line = starts_line_;
    apart_ = starts_line_ = false;
    tokens_.push_back(token);
    return tokens_.back();
  }

  void cut_next() {
    const std::size_t start = at_;
    const char32_t c = next(at_);
    if (is_blank(c) || is_quote(c)) {
      apart_ = true;
      starts_line_ = starts_line_ || c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029;
    } else if (is_digit(c)) {
      cut_number(start);
    } else if (is_word_letter(c)) {
      cut_word(start);
    } else if (c == '_') {
      cut_underscores(start);
    } else if (!is_invisible(c) && c != kBreve && c != kDots) {
      add(type_of_sign(c), start);
    }
  }

  static Type type_of_sign(char32_t c) {
    if (is_dash(c)) return Type::dash;
    switch (c) {
      case '.':
      case 0x2024:
        return Type::dot;
      case ',':
        return Type::comma;
      case ';':
        return Type::semicolon;
      case '/':
        return Type::slash;
      case '(':
      case ')':
      case '[':
      case ']':
      case ':':
        return Type::bracket;
      default:
        return Type::other;
    }
  }

  void cut_number(std::size_t start) {
    at_ = start;
    std::int32_t value = 0;
    int digits = 0;
    while (at_ < text_.size() && is_digit(static_cast<unsigned char>(text_[at_]))) {
      if (digits < kMostDigits) value = value * 10 + (text_[at_] - '0');
      ++digits;
      ++at_;
    }
    TermToken& token = add(digits <= kMostDigits ? Type::number : Type::other, start);
    token.value = value;
    token.digits = static_cast<std::uint8_t>(digits <= kMostDigits ? digits : 0);
  }

  /// One underscore is a slip beside a number; more are a line to write on.
  void cut_underscores(std::size_t start) {
    while (at_ < text_.size() && text_[at_] == '_') ++at_;
    if (at_ - start > 1)
      add(Type::blank_line, start);
    else
      apart_ = true;
  }

  /// Letters up to what is none. A Roman number ends where Russian small letters begin.
  void cut_word(std::size_t start) {
    at_ = start;
    folded_.clear();
    bool is_roman = true;
    std::size_t end = start;
    while (at_ < text_.size()) {
      const char32_t c = next(at_);
      if (c == kBreve && folded_.ends_with("и")) {
        folded_.replace(folded_.size() - 2, 2, "й");
      } else if (!is_invisible(c) && c != kDots) {
        if (!is_word_letter(c)) break;
        const bool small_russian = is_cyrillic_letter(c) && !is_upper(c);
        if (is_roman && small_russian && end > start) break;
        is_roman = is_roman && is_roman_capital(c);
        const char32_t small = to_lower(c);
        append_utf8(folded_, small == U'ё' ? U'е' : small);
      }
      end = at_;
    }
    at_ = end;
    look_up(add(Type::word, start));
  }

  void look_up(TermToken& token) {
    if (folded_.size() > kLongestWord) return;
    bool mixed = false;
    token.roman =
        static_cast<std::uint8_t>(read_roman(text_.substr(token.offset, token.length), mixed));
    token.roman_mixed = mixed;
    FoundWord found = find_term_word(folded_);
    constexpr std::size_t kFewestLetters = 4;
    if (found.word == TermWord::unknown && guesses_left_ > 0 &&
        count_code_points(folded_) >= kFewestLetters) {
      --guesses_left_;
      found = find_similar_term_word(folded_);
    }
    token.word = found.word;
    token.value = found.value;
    token.spelling = found.spelling;
    token.right_form = found.right_form;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool apart_ = false, starts_line_ = false;
  int guesses_left_;
  std::string folded_;  // the word being cut
  std::vector<TermToken> tokens_;
};

}  // namespace

std::vector<TermToken> cut_term(std::string_view text, bool guess) {
  return Lexer(text, guess).cut();
}

}  // namespace grif
