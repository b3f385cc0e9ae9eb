#include "expand/template_text.hpp"

#include <algorithm>
#include <array>

namespace grif {
namespace {

bool is_xml_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_letter_sign(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_name_sign(char c) { return is_letter_sign(c) || (c >= '0' && c <= '9'); }
/// Also the bytes of letters beyond ASCII, which expressions allow in names.
bool continues_name(char c) {
  return is_name_sign(c) || (static_cast<unsigned char>(c) & 0x80U) != 0;
}

/// Goes through a text and knows the line and column.
class Cursor {
 public:
  Cursor(std::string_view text, Place start)
      : text_(text),
        source_(start.source()),
        line_(start.line()),
        column_(start.column()),
        has_position_(start.is_position()),
        start_(start) {}

  [[nodiscard]] bool at_end() const { return at_ >= text_.size(); }
  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  char take() {
    const char c = text_[at_++];
    if (c == '\n') {
      ++line_;
      column_ = 1;
    } else if ((static_cast<unsigned char>(peek()) & 0xC0U) != 0x80U) {
      ++column_;  // counted with the last byte of a character
    }
    return c;
  }
  [[nodiscard]] Place place() const {
    return has_position_ ? Place::position(source_, line_, column_) : start_;
  }

 private:
  std::string_view text_;
  SourceId source_;
  std::uint32_t line_, column_;
  bool has_position_;
  Place start_;
  std::size_t at_ = 0;
};

/// Everything up to the closing brace, which is taken too; quoted braces do not count. False: the
/// text ended.
bool take_expression(Cursor& cursor, std::string& out) {
  char quote = '\0';
  while (!cursor.at_end()) {
    const char c = cursor.take();
    if (quote == '\0' && c == '}') return true;
    out += c;
    if (quote != '\0' && c == '\\' && !cursor.at_end()) {
      out += cursor.take();
    } else if (c == quote) {
      quote = '\0';
    } else if (quote == '\0' && (c == '\'' || c == '"')) {
      quote = c;
    }
  }
  return false;
}

}  // namespace

std::vector<TextPiece> cut_template_text(std::string_view text, Place start,
                                         Diagnostics& diagnostics) {
  std::vector<TextPiece> pieces;
  Cursor cursor(text, start);
  TextPiece literal{.place = start};
  const auto end_literal = [&] {
    if (!literal.text.empty()) pieces.push_back(std::move(literal));
    literal = TextPiece{.place = cursor.place()};
  };
  while (!cursor.at_end()) {
    const Place place = cursor.place();
    const char c = cursor.take();
    if ((c == '{' || c == '}') && cursor.peek() == c) {
      literal.text += cursor.take();
    } else if (c == '}') {
      diagnostics.report(Kind::template_brace, place, {"}"});
      return {};
    } else if (c == '{') {
      end_literal();
      TextPiece expression{.is_expression = true, .place = cursor.place()};
      if (!take_expression(cursor, expression.text)) {
        diagnostics.report(Kind::template_brace, place, {"{"});
        return {};
      }
      pieces.push_back(std::move(expression));
      literal.place = cursor.place();
    } else {
      literal.text += c;
    }
  }
  end_literal();
  return pieces;
}

std::string collapse_white_space(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (!is_xml_space(c)) {
      out += c;
    } else if (out.empty() || out.back() != ' ') {
      out += ' ';
    }
  }
  return out;
}

bool is_white_space(std::string_view text) {
  return std::all_of(text.begin(), text.end(), is_xml_space);
}

std::string name_loop_counters(std::string_view expression) {
  constexpr std::string_view kLoop = "loop.";
  constexpr std::array<std::string_view, 4> kCounters{"index", "number", "first", "last"};
  std::string out(expression);
  if (expression.find(kLoop) == std::string_view::npos) return out;  // nearly always
  char quote = '\0';
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (quote != '\0') {
      if (out[i] == '\\')
        ++i;
      else if (out[i] == quote)
        quote = '\0';
      continue;
    }
    if (out[i] == '\'' || out[i] == '"') quote = out[i];
    if (out.compare(i, kLoop.size(), kLoop) != 0) continue;
    if (i > 0 && (continues_name(out[i - 1]) || out[i - 1] == '.')) continue;
    for (const std::string_view counter : kCounters) {
      const std::size_t end = i + kLoop.size() + counter.size();
      if (out.compare(i + kLoop.size(), counter.size(), counter) == 0 &&
          (end >= out.size() || !continues_name(out[end]))) {
        out[i + kLoop.size() - 1] = '_';
      }
    }
  }
  return out;
}

bool is_valid_name(std::string_view name) {
  return !name.empty() && is_letter_sign(name.front()) &&
         std::all_of(name.begin(), name.end(), is_name_sign);
}

}  // namespace grif
