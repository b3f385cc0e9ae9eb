#include "read/serial_date.hpp"

#include <cmath>

#include <fmt/format.h>

namespace grif {
namespace {

constexpr std::int64_t kDay = 86'400'000;        // milliseconds
constexpr std::int64_t kLastSerial = 2'958'465;  // 9999-12-31
constexpr std::int64_t kDaysTo1904 = 1'462;
constexpr std::int64_t kFalseLeapDay = 60;  // 29.02.1900
constexpr std::int32_t kEpoch = -25'569;    // 1899-12-30 in days from 1970-01-01

/// A number of exactly `digits` digits at the head, which is taken off.
std::optional<std::int32_t> take_number(std::string_view& text, std::size_t digits) {
  if (text.size() < digits) return std::nullopt;
  std::int32_t number = 0;
  for (const char c : text.substr(0, digits)) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + (c - '0');
  }
  text.remove_prefix(digits);
  return number;
}

bool take_sign(std::string_view& text, char sign) {
  if (!text.starts_with(sign)) return false;
  text.remove_prefix(1);
  return true;
}

/// `.fff…` as milliseconds, 0 where there is none.
std::int32_t take_fraction(std::string_view& text) {
  if (!take_sign(text, '.') && !take_sign(text, ',')) return 0;
  std::int32_t milliseconds = 0, weight = 100;
  for (; !text.empty() && text[0] >= '0' && text[0] <= '9'; text.remove_prefix(1)) {
    milliseconds += weight * (text[0] - '0');
    weight /= 10;
  }
  return milliseconds;
}

bool is_zone(std::string_view text) {
  if (text.empty() || text == "Z" || text == "z") return true;
  if (!take_sign(text, '+') && !take_sign(text, '-')) return false;
  if (!take_number(text, 2)) return false;
  take_sign(text, ':');
  return text.empty() || (take_number(text, 2) && text.empty());
}

std::optional<std::int32_t> parse_iso_time(std::string_view text) {
  const auto hours = take_number(text, 2);
  if (!hours || *hours > 23 || !take_sign(text, ':')) return std::nullopt;
  const auto minutes = take_number(text, 2);
  if (!minutes || *minutes > 59) return std::nullopt;
  std::int32_t seconds = 0, fraction = 0;
  if (take_sign(text, ':')) {
    const auto written = take_number(text, 2);
    if (!written || *written > 59) return std::nullopt;
    seconds = *written;
    fraction = take_fraction(text);
  }
  if (!is_zone(text)) return std::nullopt;
  return ((*hours * 60 + *minutes) * 60 + seconds) * 1000 + fraction;
}

}  // namespace

std::optional<Moment> split_serial(double serial, bool from_1904) {
  if (!(serial >= 0) || serial > static_cast<double>(kLastSerial + 1)) return std::nullopt;
  if (from_1904) serial += static_cast<double>(kDaysTo1904);
  const std::int64_t total = std::llround(serial * static_cast<double>(kDay));
  const std::int64_t day = total / kDay;
  if (day == 0 || day == kFalseLeapDay || day > kLastSerial) return std::nullopt;
  const std::int64_t from_epoch = day < kFalseLeapDay ? day + 1 : day;
  return Moment{Date::from_days(static_cast<std::int32_t>(kEpoch + from_epoch)),
                static_cast<std::int32_t>(total % kDay)};
}

std::string format_time(std::int32_t milliseconds) {
  const std::int32_t seconds = milliseconds / 1000, rest = milliseconds % 1000;
  std::string text =
      fmt::format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
  if (rest != 0) text += fmt::format(".{:03}", rest);
  return text;
}

std::string format_time_of_serial(double serial) {
  const std::int64_t total =
      std::llround((serial - std::floor(serial)) * static_cast<double>(kDay));
  return format_time(static_cast<std::int32_t>(total % kDay));
}

std::optional<std::string> format_duration(double days) {
  constexpr double kMostDays = 1e7;
  if (!(std::abs(days) <= kMostDays)) return std::nullopt;
  const std::int64_t total = std::llround(std::abs(days) * static_cast<double>(kDay));
  const std::int64_t seconds = total / 1000;
  std::string text = fmt::format("{}{}:{:02}:{:02}", days < 0 && total != 0 ? "-" : "",
                                 seconds / 3600, seconds / 60 % 60, seconds % 60);
  if (total % 1000 != 0) text += fmt::format(".{:03}", total % 1000);
  return text;
}

std::optional<IsoMoment> parse_iso_moment(std::string_view text) {
  constexpr std::size_t kDateSize = 10;
  IsoMoment moment;
  if (text.size() >= kDateSize && text[4] == '-') {
    moment.date = Date::parse_iso(text.substr(0, kDateSize));
    if (!moment.date) return std::nullopt;
    text.remove_prefix(kDateSize);
    if (text.empty()) return moment;
    if (text[0] != 'T' && text[0] != ' ') return std::nullopt;
    text.remove_prefix(1);
  } else if (text.starts_with('T')) {
    text.remove_prefix(1);
  }
  moment.milliseconds = parse_iso_time(text);
  if (!moment.milliseconds) return std::nullopt;
  return moment;
}

}  // namespace grif
