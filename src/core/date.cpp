#include "core/date.hpp"

#include <array>
#include <chrono>

#include <fmt/format.h>

#include "core/text.hpp"

namespace grif {
namespace {

std::chrono::year_month_day calendar(Date date) {
  return std::chrono::sys_days(std::chrono::days(date.days()));
}

/// Reads 1 to `most` digits; nothing if there are none.
std::optional<int> read_digits(std::string_view text, std::size_t& at, std::size_t least,
                               std::size_t most) {
  int value = 0;
  std::size_t count = 0;
  while (at < text.size() && text[at] >= '0' && text[at] <= '9' && count < most) {
    value = value * 10 + (text[at] - '0');
    ++at;
    ++count;
  }
  if (count < least) return std::nullopt;
  return value;
}

bool skip(std::string_view text, std::size_t& at, char c) {
  if (at >= text.size() || text[at] != c) return false;
  ++at;
  return true;
}

/// What may follow a date in digits: «г», «г.», «года».
bool is_year_word(std::string_view rest) {
  const std::string_view word = trimmed(rest);
  return word.empty() || word == "г" || word == "г." || word == "года";
}

constexpr std::array<std::string_view, 12> kMonthsGenitive = {
    "января", "февраля", "марта",    "апреля",  "мая",    "июня",
    "июля",   "августа", "сентября", "октября", "ноября", "декабря"};

}  // namespace

std::optional<Date> Date::from_ymd(int year, int month, int day) {
  // The calendar's month and day are bytes: 257 would pass for 1.
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31)
    return std::nullopt;
  const std::chrono::year_month_day ymd{std::chrono::year(year),
                                        std::chrono::month(static_cast<unsigned>(month)),
                                        std::chrono::day(static_cast<unsigned>(day))};
  if (!ymd.ok()) return std::nullopt;
  return from_days(
      static_cast<std::int32_t>(std::chrono::sys_days(ymd).time_since_epoch().count()));
}

std::optional<Date> Date::parse_iso(std::string_view text) {
  std::size_t at = 0;
  const auto year = read_digits(text, at, 4, 4);
  if (!year || !skip(text, at, '-')) return std::nullopt;
  const auto month = read_digits(text, at, 2, 2);
  if (!month || !skip(text, at, '-')) return std::nullopt;
  const auto day = read_digits(text, at, 2, 2);
  if (!day || at != text.size()) return std::nullopt;
  return from_ymd(*year, *month, *day);
}

std::optional<Date> Date::parse(std::string_view text) {
  text = trimmed(text);
  if (const auto iso = parse_iso(text)) return iso;
  std::size_t at = 0;
  const auto day = read_digits(text, at, 1, 2);
  if (!day || !skip(text, at, '.')) return std::nullopt;
  const auto month = read_digits(text, at, 1, 2);
  if (!month || !skip(text, at, '.')) return std::nullopt;
  const auto year = read_digits(text, at, 4, 4);
  if (!year || !is_year_word(text.substr(at))) return std::nullopt;
  return from_ymd(*year, *month, *day);
}

int Date::year() const { return static_cast<int>(calendar(*this).year()); }
int Date::month() const { return static_cast<int>(static_cast<unsigned>(calendar(*this).month())); }
int Date::day() const { return static_cast<int>(static_cast<unsigned>(calendar(*this).day())); }

std::string Date::iso() const { return fmt::format("{:04}-{:02}-{:02}", year(), month(), day()); }
std::string Date::digits() const {
  return fmt::format("{:02}.{:02}.{:04}", day(), month(), year());
}
std::string Date::words() const {
  return fmt::format("{}\u00A0{}\u00A0{}\u00A0г.", day(),
                     kMonthsGenitive[static_cast<std::size_t>(month() - 1)], year());
}

}  // namespace grif
