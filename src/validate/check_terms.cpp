#include <algorithm>
#include <array>
#include <optional>

#include "core/date.hpp"
#include "core/text.hpp"
#include "validate/column_types.hpp"

namespace grif {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {"январь",   "февраль", "март",   "апрель",
                                                      "май",      "июнь",    "июль",   "август",
                                                      "сентябрь", "октябрь", "ноябрь", "декабрь"};
constexpr std::array<std::string_view, 12> kMonthsGenitive = {
    "января", "февраля", "марта",    "апреля",  "мая",    "июня",
    "июля",   "августа", "сентября", "октября", "ноября", "декабря"};
constexpr int kLeapYear = 2000;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// A text that is taken off piece by piece.
class Cursor {
 public:
  Cursor(std::string_view text, std::size_t at) : text_(text), at_(at) {}
  [[nodiscard]] std::size_t at() const { return at_; }
  /// A number of so many digits that no digit follows.
  std::optional<int> take_number(std::size_t least, std::size_t most) {
    std::size_t end = at_;
    int number = 0;
    while (end < text_.size() && is_digit(text_[end]) && end - at_ < most)
      number = number * 10 + (text_[end++] - '0');
    if (end - at_ < least || (end < text_.size() && is_digit(text_[end]))) return std::nullopt;
    at_ = end;
    return number;
  }
  bool take(std::string_view piece) {
    if (!text_.substr(at_).starts_with(piece)) return false;
    at_ += piece.size();
    return true;
  }

 private:
  std::string_view text_;
  std::size_t at_;
};

/// The end of a date that begins here with a number and does not exist; `at` itself otherwise.
/// 31.13 without a year may be any number and is left alone; 31.02 is meant for a day.
std::size_t skip_impossible_digits(std::string_view text, std::size_t at) {
  Cursor cursor(text, at);
  const auto day = cursor.take_number(1, 2);
  if (!day || !cursor.take(".")) return at;
  const auto month = cursor.take_number(1, 2);
  if (!month) return at;
  Cursor with_year = cursor;
  std::optional<int> year;
  if (with_year.take(".")) {
    Cursor four = with_year;
    year = four.take_number(4, 4);
    if (year) {
      with_year = four;
    } else if (year = with_year.take_number(2, 2); year) {
      *year += 2000;
    }
  }
  if (year) return Date::from_ymd(*year, *month, *day) ? at : with_year.at();
  const bool is_day = *day >= 1 && *day <= 31 && *month >= 1 && *month <= 12;
  return !is_day || Date::from_ymd(kLeapYear, *month, *day) ? at : cursor.at();
}

/// The same for «31 февраля» and «29 февраля 2027».
std::size_t skip_impossible_words(std::string_view text, std::size_t at) {
  Cursor cursor(text, at);
  const auto day = cursor.take_number(1, 2);
  if (!day || !cursor.take(" ")) return at;
  for (std::size_t month = 0; month < kMonthsGenitive.size(); ++month) {
    if (!cursor.take(kMonthsGenitive[month])) continue;
    Cursor with_year = cursor;
    const auto year = with_year.take(" ") ? with_year.take_number(4, 4) : std::nullopt;
    if (Date::from_ymd(year.value_or(kLeapYear), static_cast<int>(month) + 1, *day)) return at;
    return year ? with_year.at() : cursor.at();
  }
  return at;
}

}  // namespace

std::optional<std::string> find_impossible_date(std::string_view term) {
  const std::string text = lower(collapsed(term));
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool is_start =
        is_digit(text[at]) && (at == 0 || (!is_digit(text[at - 1]) && text[at - 1] != '.'));
    if (!is_start) continue;
    std::size_t end = skip_impossible_digits(text, at);
    if (end == at) end = skip_impossible_words(text, at);
    if (end != at) return text.substr(at, end - at);
  }
  return std::nullopt;
}

bool is_month_and_year(std::string_view shown) {
  const std::string text = lower(shown);
  const std::size_t end = std::min(text.find(' '), text.size());
  return std::ranges::find(kMonths, std::string_view(text).substr(0, end)) != kMonths.end();
}

}  // namespace grif
