#include "expand/shown_number.hpp"

#include <algorithm>

#include "core/text.hpp"

namespace grif {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// A printed number taken apart.
struct ShownNumber {
  std::string_view before, after;  ///< «№ », « руб.»
  std::string whole, fraction;     ///< digits
  bool negative = false, grouped = false;
};

/// Takes the digits before the point; blanks may stand between groups of three.
bool take_whole(std::string_view& text, ShownNumber& number) {
  constexpr std::size_t kGroup = 3;
  const auto take_run = [&](std::size_t most) {
    std::size_t count = 0;
    while (count < most && count < text.size() && is_digit(text[count])) ++count;
    number.whole += text.substr(0, count);
    text.remove_prefix(count);
    return count;
  };
  if (take_run(text.size()) == 0) return false;
  while (number.whole.size() <= kGroup || number.grouped) {
    std::size_t at = 0;
    if (text.empty() || !is_blank(next_code_point(text, at))) return true;
    std::string_view rest = text.substr(at);
    const auto digits =
        static_cast<std::size_t>(std::ranges::find_if_not(rest, is_digit) - rest.begin());
    if (digits != kGroup) return digits == 0;
    text = rest;
    take_run(kGroup);
    number.grouped = true;
  }
  return true;
}

std::optional<ShownNumber> take_apart(std::string_view text) {
  ShownNumber number;
  const auto first = static_cast<std::size_t>(std::ranges::find_if(text, is_digit) - text.begin());
  number.before = text.substr(0, first);
  text.remove_prefix(first);
  if (number.before.ends_with('-')) {
    number.negative = true;
    number.before.remove_suffix(1);
  }
  if (!take_whole(text, number)) return std::nullopt;
  if (text.size() > 1 && (text[0] == ',' || text[0] == '.') && is_digit(text[1])) {
    const auto end = std::ranges::find_if_not(text.substr(1), is_digit);
    const auto count = static_cast<std::size_t>(end - text.substr(1).begin());
    number.fraction = text.substr(1, count);
    text.remove_prefix(count + 1);
  }
  number.after = text;
  const auto is_odd = [](char c) { return is_digit(c) || c == '"' || c == '\n'; };
  if (std::ranges::any_of(number.before, is_odd) || std::ranges::any_of(number.after, is_odd))
    return std::nullopt;
  return number;
}

void add_literal(std::string& format, std::string_view text) {
  if (text.empty()) return;
  format += '"';
  format += text;
  format += '"';
}

std::string make_format(const ShownNumber& number, bool percent) {
  std::string format;
  add_literal(format, number.before);
  if (number.grouped)
    format += "#,##0";
  else
    format.append(number.whole.starts_with('0') ? number.whole.size() : 1, '0');
  if (!number.fraction.empty()) format.append(".").append(number.fraction.size(), '0');
  if (!percent) {
    add_literal(format, number.after);
    return format;
  }
  const std::size_t at = number.after.find('%');
  add_literal(format, number.after.substr(0, at));
  format += '%';
  add_literal(format, number.after.substr(at + 1));
  return format;
}

/// Whether `value`, multiplied, is `shown` when it is rounded to as many decimals.
bool shows(Decimal value, std::int64_t times, Decimal shown) {
  const auto multiplied = multiply(value, Decimal(times));
  if (!multiplied) return false;
  const auto rounded = multiplied->rounded(shown.scale());
  return rounded && *rounded == shown;
}

}  // namespace

std::optional<std::string> find_number_format(const Value& value, std::string_view shown) {
  if (value.is(Value::Type::date)) {
    if (shown != value.as_date().digits()) return std::nullopt;
    return "dd.mm.yyyy";
  }
  if (!value.is(Value::Type::integer) && !value.is(Value::Type::decimal)) return std::nullopt;
  const auto number = take_apart(shown);
  if (!number || (number->grouped && number->whole.starts_with('0'))) return std::nullopt;
  std::string digits = number->negative ? "-" : "";
  digits += number->whole;
  if (!number->fraction.empty()) digits += "." + number->fraction;
  const auto decimal = Decimal::parse(digits);
  if (!decimal) return std::nullopt;
  const bool percent = number->after.find('%') != std::string_view::npos;
  if (percent && shows(value.as_decimal(), 100, *decimal)) return make_format(*number, true);
  if (shows(value.as_decimal(), 1, *decimal)) return make_format(*number, false);
  return std::nullopt;
}

}  // namespace grif
