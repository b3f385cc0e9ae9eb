#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "read/format_tokens.hpp"

namespace grif {

using Token = FormatToken::Kind;
using Tokens = std::span<const FormatToken>;

namespace {

constexpr std::string_view kGroupBlank = "\u00A0";
constexpr char kPoint = ',';

bool is_digit(const FormatToken& token) { return token.kind == Token::digit; }

std::size_t find_token(Tokens tokens, Token kind) {
  return static_cast<std::size_t>(std::ranges::find(tokens, kind, &FormatToken::kind) -
                                  tokens.begin());
}

/// Puts a number's digits into the places of a section's tokens.
class DigitPrinter {
 public:
  DigitPrinter(Tokens tokens, DecimalDigits number, bool groups)
      : tokens_(tokens), groups_(groups) {
    const std::size_t point = find_token(tokens, Token::point);
    whole_places_ = static_cast<std::size_t>(std::ranges::count_if(tokens.first(point), is_digit));
    const auto decimal_places =
        static_cast<std::size_t>(std::ranges::count_if(tokens.subspan(point), is_digit));
    number.round_to(static_cast<int>(decimal_places));
    whole_ = number.whole();
    decimals_ = number.decimals(decimal_places);
    significant_ = decimals_.find_last_not_of('0') + 1;
  }

  std::string print(double magnitude) {
    for (const FormatToken& token : tokens_) {
      if (token.kind == Token::digit) {
        print_digit(token.sign);
      } else if (token.kind == Token::point) {
        if (whole_places_ == 0 && !behind_point_) out_ += whole_;
        behind_point_ = true;
        out_ += kPoint;
      } else if (token.kind == Token::general) {
        out_ += show_general(magnitude);
      } else {
        out_ += token.text;
      }
    }
    return std::move(out_);
  }

 private:
  void print_digit(char sign) {
    if (behind_point_) {
      const std::size_t at = next_++;
      if (at < significant_ || sign == '0') out_ += at < decimals_.size() ? decimals_[at] : '0';
      return;
    }
    const std::size_t place = whole_places_ - 1 - next_whole_++;
    if (next_whole_ == 1)  // the first place takes all that stands before it too
      for (std::size_t p = whole_.size(); p > place + 1; --p) print_whole(p - 1, '#');
    print_whole(place, sign);
  }
  /// The digit at a place counted from the decimal separator.
  void print_whole(std::size_t place, char sign) {
    if (place >= whole_.size() && sign != '0') return;
    out_ += place < whole_.size() ? whole_[whole_.size() - 1 - place] : '0';
    if (groups_ && place != 0 && place % 3 == 0) out_ += kGroupBlank;
  }

  Tokens tokens_;
  bool groups_;
  std::size_t whole_places_ = 0, significant_ = 0, next_ = 0, next_whole_ = 0;
  std::string whole_, decimals_, out_;
  bool behind_point_ = false;
};

/// `0.00E+00`: one digit before the separator, or an exponent that is a multiple of their number.
std::string print_scientific(Tokens tokens, DecimalDigits number, double magnitude) {
  const std::size_t at = find_token(tokens, Token::exponent);
  const Tokens mantissa = tokens.first(at);
  const std::size_t point = find_token(mantissa, Token::point);
  const auto places = static_cast<int>(
      std::max<std::ptrdiff_t>(1, std::ranges::count_if(mantissa.first(point), is_digit)));
  const auto decimals = static_cast<int>(std::ranges::count_if(mantissa.subspan(point), is_digit));
  int exponent = 0;
  if (!number.digits.empty()) {
    const int first = number.point - 1;
    exponent = (first >= 0 ? first : first - places + 1) / places * places;
    number.point -= exponent;
    number.round_to(decimals);
    if (number.point > places) {
      number.point -= places;
      exponent += places;
    }
  }
  std::string out = DigitPrinter(mantissa, number, false).print(magnitude);
  out += tokens[at].text;
  if (exponent < 0 || tokens[at].sign == '+') out += exponent < 0 ? '-' : '+';
  const Tokens rest = tokens.subspan(at + 1);
  const auto size = std::ranges::count_if(rest, is_digit);
  out += fmt::format("{:0{}}", std::abs(exponent), size);
  for (const FormatToken& token : rest)
    if (!is_digit(token)) out += token.text;
  return out;
}

struct Quotient {
  std::int64_t numerator = 0, denominator = 1;
};

/// The last convergent of the continued fraction whose denominator is allowed: pi is 3 1/7 and not
/// 3 14/99, as spreadsheets have it.
Quotient approximate(double x, std::int64_t most) {
  constexpr double kClose = 5e-8;
  Quotient before{0, 1}, last{1, 0};
  double rest = x;
  for (;;) {
    const double whole = std::floor(rest);
    const auto term = static_cast<std::int64_t>(whole);
    const Quotient next{term * last.numerator + before.numerator,
                        term * last.denominator + before.denominator};
    if (next.denominator > most) return last;
    before = last;
    last = next;
    if (rest - whole < kClose) return last;
    rest = 1 / (rest - whole);
  }
}

/// What stands around the bar of a fraction: token indices.
struct FractionPlaces {
  std::size_t numerator = 0, bar = 0, end = 0;  ///< end: behind the denominator
  std::int64_t fixed = 0;                       ///< a denominator that is given; 0: none
  std::int64_t most = 0;                        ///< the greatest one that fits
  bool is_mixed = false;                        ///< whole ones stand before
};

FractionPlaces find_places(Tokens tokens) {
  FractionPlaces places;
  places.bar = find_token(tokens, Token::fraction);
  places.numerator = places.bar;
  while (places.numerator > 0 && is_digit(tokens[places.numerator - 1])) --places.numerator;
  places.is_mixed = std::ranges::any_of(tokens.first(places.numerator), is_digit);
  constexpr std::int64_t kMost = 9'999'999;
  places.end = places.bar + 1;
  const auto is_number = [](const FormatToken& token) {
    return token.kind == Token::literal && !token.text.empty() &&
           token.text.find_first_not_of("0123456789") == std::string::npos;
  };
  std::string fixed;
  for (; places.end < tokens.size(); ++places.end) {
    const FormatToken& token = tokens[places.end];
    if (is_number(token)) {
      fixed += token.text;
    } else if (is_digit(token)) {
      if (fixed.empty())
        places.most = std::min(kMost, places.most * 10 + 9);
      else
        fixed += '0';
    } else {
      break;
    }
  }
  if (fixed.size() <= 7) std::from_chars(fixed.data(), fixed.data() + fixed.size(), places.fixed);
  return places;
}

std::string print_fraction(Tokens tokens, double magnitude) {
  const FractionPlaces places = find_places(tokens);
  if (!(magnitude < 1e9) || (places.fixed == 0 && places.most == 0)) return show_general(magnitude);
  double whole = places.is_mixed ? std::floor(magnitude) : 0;
  Quotient part;
  if (places.fixed != 0) {
    part = {std::llround((magnitude - whole) * static_cast<double>(places.fixed)), places.fixed};
  } else {
    part = approximate(magnitude - whole, places.most);
  }
  if (places.is_mixed && part.numerator == part.denominator) {
    whole += 1;
    part.numerator = 0;
  }
  std::string out;
  const bool only_whole = places.is_mixed && part.numerator == 0;
  if (places.is_mixed) {
    const Tokens before = tokens.first(places.numerator);
    out = DigitPrinter(before, DecimalDigits::of(whole), false).print(whole);
    if (only_whole && whole == 0 && out.find('0') == std::string::npos) out += '0';
  } else {
    for (const FormatToken& token : tokens.first(places.numerator)) out += token.text;
  }
  if (!only_whole) out += fmt::format("{}/{}", part.numerator, part.denominator);
  for (const FormatToken& token : tokens.subspan(places.end)) out += token.text;
  return out;
}

std::string_view without_ending_zeros(std::string_view text) {
  text = text.substr(0, text.find_last_not_of('0') + 1);
  return text.ends_with(kPoint) ? text.substr(0, text.size() - 1) : text;
}

}  // namespace

DecimalDigits DecimalDigits::of(double magnitude) {
  constexpr int kDigits = 15;
  DecimalDigits number;
  if (!(magnitude > 0) || !std::isfinite(magnitude)) return number;
  std::array<char, 48> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), magnitude,
                                 std::chars_format::scientific, kDigits - 1)
                       .ptr;
  const std::string_view text(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
  const std::size_t e = text.find('e');
  for (const char c : text.substr(0, e))
    if (c != '.') number.digits += c;
  number.digits.resize(number.digits.find_last_not_of('0') + 1);
  std::string_view exponent = text.substr(e + 1);
  if (exponent.starts_with('+')) exponent.remove_prefix(1);
  std::from_chars(exponent.data(), exponent.data() + exponent.size(), number.point);
  ++number.point;
  return number;
}

void DecimalDigits::round_to(int decimals) {
  const int keep = point + decimals;
  if (keep >= static_cast<int>(digits.size())) return;
  const bool up = keep >= 0 && digits[static_cast<std::size_t>(keep)] >= '5';
  digits.resize(static_cast<std::size_t>(std::max(keep, 0)));
  if (up) {
    while (!digits.empty() && digits.back() == '9') digits.pop_back();
    if (digits.empty()) {
      digits = "1";
      ++point;
    } else {
      ++digits.back();
    }
  }
  digits.resize(digits.find_last_not_of('0') + 1);
}

std::string DecimalDigits::whole() const {
  if (digits.empty() || point <= 0) return {};
  std::string text = digits.substr(0, static_cast<std::size_t>(point));
  text.append(static_cast<std::size_t>(point) - text.size(), '0');
  return text;
}

std::string DecimalDigits::decimals(std::size_t at_least) const {
  std::string text;
  if (!digits.empty() && point < 0) text.assign(static_cast<std::size_t>(-point), '0');
  if (point < static_cast<int>(digits.size()))
    text += digits.substr(static_cast<std::size_t>(std::max(point, 0)));
  if (text.size() < at_least) text.append(at_least - text.size(), '0');
  return text;
}

std::string print_number(Tokens tokens, double magnitude, NumberStyle style) {
  DecimalDigits number = DecimalDigits::of(magnitude);
  for (const FormatToken& token : tokens)
    if (token.kind == Token::percent) number.point += 2;
  const auto has = [tokens](Token kind) { return find_token(tokens, kind) < tokens.size(); };
  std::string out = style.negative ? "-" : "";
  if (has(Token::fraction)) {
    out += print_fraction(tokens, magnitude);
  } else if (has(Token::exponent)) {
    out += print_scientific(tokens, std::move(number), magnitude);
  } else {
    out += DigitPrinter(tokens, std::move(number), style.groups).print(magnitude);
  }
  return out;
}

std::string show_general(double value) {
  constexpr std::size_t kWidth = 11;
  constexpr int kMostWhole = 15, kLeastPoint = -3;  // 0.0001 is 0.1 × 10^-3
  const std::string sign = value < 0 ? "-" : "";
  DecimalDigits number = DecimalDigits::of(std::abs(value));
  if (number.digits.empty()) return "0";
  const bool is_whole = number.point >= static_cast<int>(number.digits.size());
  if (is_whole && number.point <= kMostWhole) return sign + number.whole();
  const std::string whole = number.point > 0 && number.point <= kMostWhole ? number.whole() : "0";
  if (number.point >= -static_cast<int>(kWidth) && number.point <= kMostWhole) {
    const std::string all = whole + kPoint + number.decimals(0);
    if (all.size() <= kWidth) return sign + all;
    if (number.point >= kLeastPoint) {
      number.round_to(static_cast<int>(kWidth - 1 - std::min(kWidth - 1, whole.size())));
      const std::string integer = number.whole();
      const std::string shown = (integer.empty() ? "0" : integer) + kPoint + number.decimals(1);
      return sign + std::string(without_ending_zeros(shown));
    }
  }
  int exponent = number.point - 1;
  number.point = 1;
  number.round_to(5);
  exponent += number.point - 1;
  number.point = 1;
  std::string out = sign + number.whole();
  if (const std::string decimals = number.decimals(0); !decimals.empty()) out += kPoint + decimals;
  return out + fmt::format("E{}{:02}", exponent < 0 ? '-' : '+', std::abs(exponent));
}

}  // namespace grif
