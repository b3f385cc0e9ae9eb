#include <algorithm>
#include <charconv>
#include <cmath>

#include "core/text.hpp"
#include "read/format_tokens.hpp"
#include "read/number_format.hpp"

namespace grif {

using Token = FormatToken::Kind;

namespace {

constexpr std::size_t kMostSections = 3;     // the fourth one is for text
constexpr std::size_t kLongestCode = 1'020;  // 255 characters; longer ones are traps

char lower_ascii(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

/// Where the section that begins the code ends: the first semicolon outside quotes, brackets and
/// escapes, or the code's end.
std::size_t find_section_end(std::string_view code) {
  bool quoted = false, bracketed = false;
  for (std::size_t at = 0; at < code.size(); ++at) {
    const char c = code[at];
    if (quoted) {
      quoted = c != '"';
    } else if (bracketed) {
      bracketed = c != ']';
    } else if (c == '"') {
      quoted = true;
    } else if (c == '[') {
      bracketed = true;
    } else if (c == '\\' || c == '_' || c == '*') {
      ++at;
    } else if (c == ';') {
      return at;
    }
  }
  return code.size();
}

bool is_date_part(Token kind) {
  return kind == Token::year || kind == Token::month || kind == Token::day;
}
bool is_time_part(Token kind) {
  return kind == Token::hour || kind == Token::minute || kind == Token::second ||
         kind == Token::half_day;
}
bool is_elapsed_part(Token kind) {
  return kind == Token::elapsed_hours || kind == Token::elapsed_minutes ||
         kind == Token::elapsed_seconds;
}

}  // namespace

/// Reads one section of a code, a sign after the other.
class SectionParser {
 public:
  explicit SectionParser(std::string_view code) : code_(code) {}

  NumberFormat::Section parse() {
    while (at_ < code_.size() && read_token()) {
    }
    settle_meaning();
    if (section_.meaning == NumberMeaning::number) {
      settle_number();
    } else {
      settle_date();
    }
    return std::move(section_);
  }

 private:
  void add(Token kind, std::string_view text, char sign = 0, std::size_t count = 0) {
    section_.tokens.push_back({kind, sign,
                               static_cast<std::uint8_t>(std::min<std::size_t>(count, 255)),
                               std::string(text)});
  }
  void add_literal(std::string_view text) {
    if (text.empty()) return;
    if (!section_.tokens.empty() && section_.tokens.back().kind == Token::literal &&
        section_.tokens.back().sign == 0) {
      section_.tokens.back().text += text;
    } else {
      add(Token::literal, text);
    }
  }

  /// False where the code is broken off.
  bool read_token() {
    const char c = code_[at_];
    if (c == '"') return read_quoted();
    if (c == '[') return read_bracket();
    if (c == '\\' || c == '_' || c == '*') {
      read_escaped(c);
      return true;
    }
    if (read_word()) return true;
    ++at_;
    if (c == '0' || c == '#' || c == '?') {
      add(Token::digit, {}, c);
    } else if (c == '.') {
      add(Token::point, ".");
    } else if (c == ',') {
      add(Token::literal, {}, ',');  // grouping or scaling in numbers, else a comma
    } else if (c == '%') {
      add(Token::percent, "%");
    } else if (c == '/') {
      add(Token::fraction, "/");
    } else if (c == '@') {
      add(Token::text, {});
      section_.for_text = true;
    } else {
      add_literal({&code_[at_ - 1], 1});
    }
    return true;
  }

  bool read_quoted() {
    const std::size_t close = code_.find('"', at_ + 1);
    const std::size_t end = std::min(close, code_.size());
    add_literal(code_.substr(at_ + 1, end - at_ - 1));
    at_ = end + 1;
    return close != std::string_view::npos;
  }

  /// `\x` prints x, `_x` leaves its room, `*x` fills the cell with it.
  void read_escaped(char sign) {
    std::size_t end = at_ + 1;
    if (end < code_.size()) next_code_point(code_, end);
    if (sign == '\\') add_literal(code_.substr(at_ + 1, end - at_ - 1));
    if (sign == '_') add_literal(" ");
    at_ = end;
  }

  /// Letters with a meaning: parts of dates, General, AM/PM, E+.
  bool read_word() {
    const std::string_view rest = code_.substr(at_);
    const char c = lower_ascii(rest[0]);
    constexpr std::string_view kGeneral = "general";
    if (c == 'g' && lower(rest.substr(0, kGeneral.size())) == kGeneral) {
      add(Token::general, {});
      at_ += kGeneral.size();
      return true;
    }
    if (c == 'a' && (lower(rest.substr(0, 5)) == "am/pm" || lower(rest.substr(0, 3)) == "a/p")) {
      const std::size_t size = lower_ascii(rest[1]) == 'm' ? 5 : 3;
      add(Token::half_day, {}, 0, size / 2);
      at_ += size;
      return true;
    }
    if (c == 'e' && rest.size() > 1 && (rest[1] == '+' || rest[1] == '-')) {
      add(Token::exponent, rest.substr(0, 1), rest[1]);
      at_ += 2;
      return true;
    }
    constexpr std::string_view kLetters = "ydmhsegb";
    if (kLetters.find(c) == std::string_view::npos) return false;
    std::size_t count = 1;
    while (count < rest.size() && lower_ascii(rest[count]) == c) ++count;
    at_ += count;
    if (c == 'g') {
      add(Token::literal, {}, 'g');  // the name of an era, which our calendar does not have
      section_.meaning = NumberMeaning::date;
    } else {
      add_part(c, count);
    }
    return true;
  }

  /// An m beside hours or seconds means minutes.
  void add_part(char letter, std::size_t count) {
    const Token before = last_part();
    if (letter == 'y' || letter == 'e' || letter == 'b') {
      add(Token::year, {}, letter, letter == 'e' ? 4 : count);
    } else if (letter == 'd') {
      add(Token::day, {}, 0, count);
    } else if (letter == 'h') {
      add(Token::hour, {}, 0, count);
    } else if (letter == 'm') {
      const bool minute = before == Token::hour || before == Token::elapsed_hours;
      add(minute ? Token::minute : Token::month, {}, 0, count);
    } else {
      if (before == Token::month) {
        FormatToken& month = *std::ranges::find(section_.tokens.rbegin(), section_.tokens.rend(),
                                                Token::month, &FormatToken::kind);
        if (month.count <= 2) month.kind = Token::minute;
      }
      add(Token::second, {}, 0, count);
    }
  }

  /// The last part of a date or time, or `literal`.
  [[nodiscard]] Token last_part() const {
    Token last = Token::literal;
    for (const FormatToken& token : section_.tokens)
      if (is_date_part(token.kind) || is_time_part(token.kind) || is_elapsed_part(token.kind))
        last = token.kind;
    return last;
  }

  bool read_bracket() {
    const std::size_t close = code_.find(']', at_);
    if (close == std::string_view::npos) return false;
    const std::string_view content = code_.substr(at_ + 1, close - at_ - 1);
    at_ = close + 1;
    if (content.empty()) return true;
    const char first = lower_ascii(content[0]);
    const bool alike =
        std::ranges::all_of(content, [first](char c) { return lower_ascii(c) == first; });
    if (alike && (first == 'h' || first == 'm' || first == 's')) {
      add(first == 'h'   ? Token::elapsed_hours
          : first == 'm' ? Token::elapsed_minutes
                         : Token::elapsed_seconds,
          {}, 0, content.size());
    } else if (first == '$') {
      read_locale(content.substr(1));
    } else {
      read_condition(content);
    }
    return true;
  }

  /// `$₽-419`: a currency and a language; F800 and F400 (x-sysdate, x-systime) are the system's
  /// long date and time.
  void read_locale(std::string_view content) {
    if (content.starts_with("-x-sys"))
      content = content.find("date") != std::string_view::npos ? "-F800" : "-F400";
    const std::size_t dash = std::min(content.rfind('-'), content.size());
    add_literal(content.substr(0, dash));
    if (dash == content.size()) return;
    const std::string_view code = content.substr(dash + 1);
    std::uint32_t language = 0;
    std::from_chars(code.data(), code.data() + code.size(), language, 16);
    constexpr std::uint32_t kLongDate = 0xF800, kLongTime = 0xF400, kGenitive = 0xFC19,
                            kPrimary = 0x3FF, kEnglish = 0x09;
    if (language == kLongDate || language == kLongTime) {
      code_ = language == kLongDate ? "d mmmm yyyy \"г.\"" : "h:mm:ss";
      at_ = 0;
      section_.tokens.clear();
      return;
    }
    section_.genitive = language == kGenitive;
    section_.english = !section_.genitive && (language & kPrimary) == kEnglish;
  }

  void read_condition(std::string_view content) {
    using Comparison = NumberFormat::Comparison;
    constexpr struct {
      std::string_view sign;
      Comparison comparison;
    } kSigns[] = {{"<=", Comparison::less_equal}, {">=", Comparison::greater_equal},
                  {"<>", Comparison::not_equal},  {"<", Comparison::less},
                  {">", Comparison::greater},     {"=", Comparison::equal}};
    for (const auto& [sign, comparison] : kSigns) {
      if (!content.starts_with(sign)) continue;
      const std::string_view number = trimmed(content.substr(sign.size()));
      double bound = 0;
      const auto [stop, error] =
          std::from_chars(number.data(), number.data() + number.size(), bound);
      if (error == std::errc{} && stop == number.data() + number.size()) {
        section_.comparison = comparison;
        section_.bound = bound;
      }
      return;
    }
  }

  void settle_meaning() {
    const auto has = [this](auto is_part) {
      return std::ranges::any_of(section_.tokens,
                                 [&](const FormatToken& token) { return is_part(token.kind); });
    };
    if (has(is_elapsed_part)) {
      section_.meaning = NumberMeaning::duration;
    } else if (section_.meaning == NumberMeaning::date || has(is_date_part)) {
      section_.meaning = NumberMeaning::date;
    } else if (has(is_time_part)) {
      section_.meaning = NumberMeaning::time;
    }
  }

  /// Commas: between digits they group, behind the last one they scale.
  void settle_number() {
    auto& tokens = section_.tokens;
    const auto is_comma = [](const FormatToken& t) {
      return t.kind == Token::literal && t.sign == ',';
    };
    const auto is_digit = [](const FormatToken& t) { return t.kind == Token::digit; };
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (!is_comma(tokens[i]) || i == 0) continue;
      const bool after_digit = is_digit(tokens[i - 1]) || is_comma(tokens[i - 1]);
      if (!after_digit) {
        tokens[i] = {Token::literal, 0, 0, ","};
      } else if (std::find_if(tokens.begin() + static_cast<std::ptrdiff_t>(i), tokens.end(),
                              is_digit) == tokens.end() ||
                 is_followed_by_point(i)) {
        ++section_.scale;
      } else {
        section_.groups = true;
      }
    }
    std::erase_if(tokens, is_comma);
  }

  /// True if only commas stand between the token and the decimal separator.
  [[nodiscard]] bool is_followed_by_point(std::size_t i) const {
    const auto& tokens = section_.tokens;
    while (i < tokens.size() && tokens[i].kind == Token::literal && tokens[i].sign == ',') ++i;
    return i < tokens.size() && tokens[i].kind == Token::point;
  }

  /// In dates digits are parts of a second or stand for themselves; a bar is the date's separator.
  void settle_date() {
    std::vector<FormatToken> settled;
    for (const FormatToken& token : section_.tokens) {
      const Token kind = token.kind;
      FormatToken& now = settled.emplace_back(token);
      if (kind == Token::fraction) {
        now = {Token::literal, 0, 0, "."};
      } else if (kind == Token::percent || kind == Token::exponent) {
        now.kind = Token::literal;
      } else if (kind == Token::literal && token.sign == ',') {
        now = {Token::literal, 0, 0, ","};
      } else if (kind == Token::point) {
        now = {Token::literal, '.', 0, "."};
      } else if (kind == Token::digit) {
        settled.pop_back();
        add_digit_of_date(settled, token);
      }
    }
    section_.tokens = std::move(settled);
  }

  static void add_digit_of_date(std::vector<FormatToken>& tokens, const FormatToken& digit) {
    if (!tokens.empty() && tokens.back().kind == Token::second_part) {
      ++tokens.back().count;
      return;
    }
    const bool after_second = tokens.size() >= 2 && tokens.back().sign == '.' &&
                              (tokens[tokens.size() - 2].kind == Token::second ||
                               tokens[tokens.size() - 2].kind == Token::elapsed_seconds);
    if (after_second) {
      tokens.back() = {Token::second_part, 0, 1, {}};
    } else {
      tokens.push_back({Token::literal, 0, 0, std::string(1, digit.sign)});
    }
  }

  std::string_view code_;
  std::size_t at_ = 0;
  NumberFormat::Section section_;
};

NumberFormat NumberFormat::parse(std::string_view code) {
  if (code.size() > kLongestCode) code = "General";
  NumberFormat format;
  format.is_plain_date_ = code == "dd.mm.yyyy" || code == "dd\\.mm\\.yyyy";
  std::size_t count = 0;
  for (;; ++count) {
    const std::size_t end = find_section_end(code);
    Section section = SectionParser(code.substr(0, end)).parse();
    const bool is_last = end == code.size();
    const bool is_text = count == kMostSections || (is_last && section.for_text);
    if (is_text) {
      format.hides_text_ = section.tokens.empty();
      format.text_ = std::move(section.tokens);
      break;
    }
    format.sections_.push_back(std::move(section));
    if (is_last) break;
    code.remove_prefix(end + 1);
  }
  const bool is_empty = format.sections_.size() == 1 && format.sections_[0].tokens.empty();
  if (format.sections_.empty() || (is_empty && count == 0)) {
    format.sections_.resize(1);
    format.sections_[0].tokens = {{Token::general, 0, 0, {}}};
  }
  return format;
}

}  // namespace grif
