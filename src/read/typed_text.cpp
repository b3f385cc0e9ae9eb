#include "read/typed_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>

#include "core/text.hpp"
#include "read/serial_date.hpp"

namespace grif {
namespace {

using Type = RawCell::Type;

constexpr std::size_t kMostDigits = 15;  ///< that a spreadsheet keeps

constexpr std::array<std::string_view, 16> kErrors = {
    "#N/A",   "#Н/Д",  "#REF!", "#ССЫЛКА!", "#VALUE!", "#ЗНАЧ!",  "#DIV/0!", "#ДЕЛ/0!",
    "#NAME?", "#ИМЯ?", "#NUM!", "#ЧИСЛО!",  "#NULL!",  "#ПУСТО!", "#SPILL!", "#ПЕРЕНОС!"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// A number without blanks, leading zeros or a plus, its parts apart.
struct PlainNumber {
  bool negative = false;
  std::string_view whole, fraction;
};

std::optional<PlainNumber> parse_plain_number(std::string_view text) {
  PlainNumber number;
  number.negative = text.starts_with('-');
  if (number.negative) text.remove_prefix(1);
  const std::size_t comma = text.find(',');
  number.whole = text.substr(0, comma);
  if (comma != std::string_view::npos) {
    number.fraction = text.substr(comma + 1);
    if (number.fraction.empty()) return std::nullopt;
  }
  const bool digits =
      std::ranges::all_of(number.whole, is_digit) && std::ranges::all_of(number.fraction, is_digit);
  if (!digits || number.whole.empty() || (number.whole.size() > 1 && number.whole[0] == '0') ||
      number.whole.size() + number.fraction.size() > kMostDigits)
    return std::nullopt;
  return number;
}

bool store_number(std::string_view text, RawCell& cell, Arena& arena) {
  const bool is_share = text.ends_with('%');
  const auto number =
      parse_plain_number(is_share ? trimmed(text.substr(0, text.size() - 1)) : text);
  if (!number) return false;
  if (!is_share && number->fraction.empty() && text != "-0") {
    std::from_chars(text.data(), text.data() + text.size(), cell.number);
    cell.type = Type::number;
    cell.text = text;
    return true;
  }
  std::string digits = std::string(number->whole) + std::string(number->fraction);
  std::size_t decimals = number->fraction.size() + (is_share ? 2 : 0);
  if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
  while (decimals > 0 && digits.back() == '0') {
    digits.pop_back();
    --decimals;
  }
  if (decimals > 0) digits.insert(digits.size() - decimals, 1, '.');
  const std::size_t zeros = std::min(digits.find_first_not_of('0'), digits.size() - 1);
  digits.erase(0, digits[zeros] == '.' ? zeros - 1 : zeros);
  if (number->negative) digits.insert(0, 1, '-');
  std::from_chars(digits.data(), digits.data() + digits.size(), cell.number);
  cell.type = Type::number;
  cell.text = arena.store(digits);
  const bool shows_zeros = number->fraction.ends_with('0');
  if (is_share || shows_zeros || digits == "-0") cell.shown = text;
  return true;
}

/// `10:30` or `10:30:00`, in milliseconds.
std::optional<std::int32_t> parse_time(std::string_view text) {
  const auto moment = parse_iso_moment(text);
  if (!moment || moment->date) return std::nullopt;
  return moment->milliseconds;
}

/// A day in ten signs, and a time behind a blank or a T.
bool store_day(std::string_view text, RawCell& cell, Arena& arena) {
  constexpr std::size_t kDay = 10;
  if (text.size() < kDay || !is_digit(text[0]) || !is_digit(text[kDay - 1])) return false;
  const bool is_iso = text[4] == '-' && text[7] == '-';
  if (!is_iso && (text[2] != '.' || text[5] != '.')) return false;
  const auto date = Date::parse(text.substr(0, kDay));
  if (!date) return false;
  std::optional<std::int32_t> time;
  if (text.size() > kDay) {
    if (text[kDay] != ' ' && !(is_iso && text[kDay] == 'T')) return false;
    std::string clock(trimmed(text.substr(kDay + 1)));
    if (clock.size() > 1 && clock[1] == ':') clock.insert(0, 1, '0');
    time = parse_time(clock);
    if (!time) return false;
  }
  cell.date = *date;
  cell.type = time.value_or(0) != 0 ? Type::date_time : Type::date;
  cell.text =
      arena.store(cell.type == Type::date ? date->iso() : date->iso() + "T" + format_time(*time));
  if (is_iso || time) cell.shown = text;
  return true;
}

}  // namespace

void type_text(std::string_view text, RawCell& cell, Arena& arena) {
  const std::string_view value = trimmed(text);
  cell.type = value.empty() ? Type::blank : Type::text;
  cell.text = text;
  if (value.empty()) return;
  const char first = value.front();
  if (is_digit(first) || first == '-') {
    if (!store_number(value, cell, arena)) store_day(value, cell, arena);
  } else if (first == '#') {
    if (std::ranges::find(kErrors, value) != kErrors.end()) cell.type = Type::error;
  } else if (value == "ИСТИНА" || value == "TRUE") {
    cell.type = Type::boolean;
    cell.number = 1;
  } else if (value == "ЛОЖЬ" || value == "FALSE") {
    cell.type = Type::boolean;
  }
}

}  // namespace grif
