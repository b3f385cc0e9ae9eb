#include "expression/lexer.hpp"

#include <algorithm>
#include <array>

#include "core/text.hpp"
#include "expression/code.hpp"

namespace grif {
namespace {

constexpr std::array<std::string_view, 10> kKeywords = {"and", "else",    "false", "if", "in",
                                                        "is",  "missing", "not",   "or", "true"};
constexpr std::array<std::string_view, 5> kDoubleSymbols = {"==", "!=", "<=", ">=", ".."};
constexpr std::string_view kDoubleStarts = "=!<>.";
constexpr std::string_view kSingleSymbols = "+-*/%~|:,.()[]<>";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

class Lexer {
 public:
  Lexer(std::string_view text, Place start, Diagnostics& diagnostics, bool& faults)
      : text_(text), start_(start), diagnostics_(diagnostics), faults_(faults) {}

  std::vector<Token> run() {
    tokens_.reserve(text_.size() / 4 + 2);
    while (at_ < text_.size()) read_token();
    tokens_.push_back({.type = Token::Type::end, .offset = offset(), .written = {}, .content = {}});
    return std::move(tokens_);
  }

 private:
  [[nodiscard]] std::uint32_t offset() const { return static_cast<std::uint32_t>(at_); }

  void report(Kind kind, std::size_t at, std::string_view seen) {
    diagnostics_.report(kind, place_at(text_, start_, at), {seen});
    faults_ = true;
  }

  void push(Token::Type type, std::size_t begin, std::string content = {}) {
    tokens_.push_back({.type = type,
                       .offset = static_cast<std::uint32_t>(begin),
                       .written = text_.substr(begin, at_ - begin),
                       .content = std::move(content)});
  }

  void read_token() {
    const std::size_t begin = at_;
    const char c = text_[at_];
    if (is_digit(c)) return read_number();
    if (c == '\'' || c == '"') return read_quoted(c);
    const std::string_view two = text_.substr(at_, 2);
    if (kDoubleStarts.find(c) != std::string_view::npos &&
        std::ranges::find(kDoubleSymbols, two) != kDoubleSymbols.end()) {
      at_ += 2;
      return push(Token::Type::symbol, begin);
    }
    if (kSingleSymbols.find(c) != std::string_view::npos) {
      ++at_;
      return push(Token::Type::symbol, begin);
    }
    std::size_t next = at_;
    const char32_t code_point = next_code_point(text_, next);
    if (is_blank(code_point)) {
      at_ = next;
    } else if (is_letter(code_point) || code_point == '_') {
      read_name();
    } else {
      at_ = next;
      report(Kind::unknown_sign, begin, text_.substr(begin, at_ - begin));
    }
  }

  void read_number() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
    if (at_ + 1 < text_.size() && text_[at_] == '.' && is_digit(text_[at_ + 1])) {
      ++at_;
      while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
    }
    push(Token::Type::number, begin);
  }

  void read_name() {
    const std::size_t begin = at_;
    while (at_ < text_.size()) {
      std::size_t next = at_;
      const char32_t code_point = next_code_point(text_, next);
      const bool digit = code_point >= '0' && code_point <= '9';
      if (!is_letter(code_point) && code_point != '_' && !digit) break;
      at_ = next;
    }
    push(Token::Type::name, begin);
  }

  void read_quoted(char quote) {
    const std::size_t begin = at_++;
    std::string content;
    while (at_ < text_.size() && text_[at_] != quote) {
      const char c = text_[at_++];
      if (c != '\\') {
        content += c;
        continue;
      }
      if (at_ == text_.size()) break;
      const char escaped = text_[at_++];
      if (escaped == 'n') {
        content += '\n';
      } else if (escaped == '\'' || escaped == '"' || escaped == '\\') {
        content += escaped;
      } else {
        --at_;
        const std::size_t backslash = at_ - 1;
        next_code_point(text_, at_);
        report(Kind::unknown_escape, backslash, text_.substr(backslash, at_ - backslash));
      }
    }
    if (at_ == text_.size()) {
      report(Kind::unclosed_text, begin, text_.substr(begin, 1));
    } else {
      ++at_;
    }
    push(Token::Type::text, begin, std::move(content));
  }

  std::string_view text_;
  Place start_;
  Diagnostics& diagnostics_;
  bool& faults_;
  std::size_t at_ = 0;
  std::vector<Token> tokens_;
};

}  // namespace

bool is_keyword(std::string_view name) {
  constexpr std::size_t kLongest = 7;
  return name.size() <= kLongest && std::ranges::find(kKeywords, name) != kKeywords.end();
}

std::vector<Token> cut_tokens(std::string_view text, Place start, Diagnostics& diagnostics,
                              bool& faults) {
  return Lexer(text, start, diagnostics, faults).run();
}

Place place_at(std::string_view text, Place start, std::size_t offset) {
  if (!start.is_position()) return start;
  std::uint32_t line = start.line();
  std::uint32_t column = start.column();
  for (const char c : text.substr(0, offset)) {
    if (c == '\n') {
      ++line;
      column = 1;
    } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) {
      ++column;
    }
  }
  return Place::position(start.source(), line, column);
}

}  // namespace grif
