#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "core/text.hpp"
#include "read/format_tokens.hpp"

namespace grif {

using Token = FormatToken::Kind;
using Tokens = std::span<const FormatToken>;

namespace {

using Names = std::array<std::string_view, 12>;
constexpr Names kMonths = {"январь", "февраль", "март",     "апрель",  "май",    "июнь",
                           "июль",   "август",  "сентябрь", "октябрь", "ноябрь", "декабрь"};
constexpr Names kMonthsGenitive = {"января", "февраля", "марта",    "апреля",  "мая",    "июня",
                                   "июля",   "августа", "сентября", "октября", "ноября", "декабря"};
constexpr Names kMonthsShort = {"янв", "фев", "мар", "апр", "май", "июн",
                                "июл", "авг", "сен", "окт", "ноя", "дек"};
constexpr Names kMonthsEnglish = {"January",   "February", "March",    "April",
                                  "May",       "June",     "July",     "August",
                                  "September", "October",  "November", "December"};
constexpr std::array<std::string_view, 7> kDays = {"воскресенье", "понедельник", "вторник", "среда",
                                                   "четверг",     "пятница",     "суббота"};
constexpr std::array<std::string_view, 7> kDaysShort = {"Вс", "Пн", "Вт", "Ср", "Чт", "Пт", "Сб"};
constexpr std::array<std::string_view, 7> kDaysEnglish = {
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};

std::string_view month_name(int month, std::uint8_t letters, bool genitive, bool english) {
  const auto at = static_cast<std::size_t>(month - 1);
  constexpr std::size_t kShort = 3;
  if (letters == kShort) {
    if (english) return kMonthsEnglish[at].substr(0, kShort);
    constexpr std::size_t kMay = 4;
    return genitive && at == kMay ? kMonthsGenitive[at] : kMonthsShort[at];
  }
  const std::string_view name = english    ? kMonthsEnglish[at]
                                : genitive ? kMonthsGenitive[at]
                                           : kMonths[at];
  if (letters != 5) return name;
  return name.substr(0, english ? 1 : std::string_view("я").size());
}

std::string_view day_name(Date date, std::uint8_t letters, bool english) {
  constexpr int kWeek = 7, kThursday = 4;  // 1970-01-01
  const auto at = static_cast<std::size_t>(((date.days() + kThursday) % kWeek + kWeek) % kWeek);
  if (letters == 3) return english ? kDaysEnglish[at].substr(0, 3) : kDaysShort[at];
  return english ? kDaysEnglish[at] : kDays[at];
}

/// A number with a zero before it where two letters ask for two digits.
std::string padded(std::int64_t number, std::uint8_t letters) {
  return fmt::format("{:0{}}", number, letters < 1 ? 1 : letters);
}
std::string two_at_most(std::int64_t number, std::uint8_t letters) {
  return padded(number, std::min<std::uint8_t>(letters, 2));
}

/// `,5`: the part of a second.
std::string second_part(std::int64_t milliseconds, std::uint8_t digits) {
  std::string text = fmt::format("{:03}", milliseconds % 1000);
  text.resize(std::max<std::size_t>(1, digits), '0');
  return "," + text;
}

std::string year_text(const FormatToken& token, Date date) {
  constexpr int kBuddhist = 543;
  const int year = date.year() + (token.sign == 'b' ? kBuddhist : 0);
  return token.count <= 2 ? fmt::format("{:02}", year % 100) : fmt::format("{:04}", year);
}

class MomentPrinter {
 public:
  MomentPrinter(Tokens tokens, const Moment& moment, DateStyle style)
      : moment_(moment), style_(style) {
    for (const FormatToken& token : tokens) {
      if (token.kind == Token::day && token.count <= 2) style_.genitive = true;
      if (token.kind == Token::half_day) has_halves_ = true;
    }
  }

  [[nodiscard]] std::string print(const FormatToken& token) const {
    const Date date = moment_.date;
    const std::int32_t seconds = moment_.milliseconds / 1000;
    switch (token.kind) {
      case Token::year:
        return year_text(token, date);
      case Token::month:
        if (token.count <= 2) return padded(date.month(), token.count);
        return std::string(month_name(date.month(), token.count, style_.genitive, style_.english));
      case Token::day:
        if (token.count <= 2) return padded(date.day(), token.count);
        return std::string(day_name(date, token.count, style_.english));
      case Token::hour:
        return two_at_most(hour(seconds / 3600), token.count);
      case Token::minute:
        return two_at_most(seconds / 60 % 60, token.count);
      case Token::second:
        return two_at_most(seconds % 60, token.count);
      case Token::second_part:
        return second_part(moment_.milliseconds, token.count);
      case Token::half_day: {
        const std::string_view half = seconds < 12 * 3600 ? "AM" : "PM";
        return std::string(half.substr(0, token.count));
      }
      case Token::literal:
      case Token::digit:
      case Token::point:
      case Token::percent:
      case Token::exponent:
      case Token::fraction:
      case Token::general:
      case Token::text:
      case Token::elapsed_hours:
      case Token::elapsed_minutes:
      case Token::elapsed_seconds:
        return token.text;
    }
    return {};
  }

 private:
  [[nodiscard]] std::int32_t hour(std::int32_t hour) const {
    if (!has_halves_) return hour;
    return hour % 12 == 0 ? 12 : hour % 12;
  }

  const Moment& moment_;
  DateStyle style_;
  bool has_halves_ = false;
};

}  // namespace

std::string print_moment(Tokens tokens, const Moment& moment, DateStyle style) {
  const MomentPrinter printer(tokens, moment, style);
  std::string out;
  for (const FormatToken& token : tokens) out += printer.print(token);
  return out;
}

std::string print_elapsed(Tokens tokens, double days) {
  constexpr double kDay = 86'400'000;
  const std::int64_t total = round_to_shown_seconds(tokens, std::llround(std::abs(days) * kDay));
  const std::int64_t seconds = total / 1000;
  const Moment of_day{Date(), static_cast<std::int32_t>(total % 86'400'000)};
  const MomentPrinter printer(tokens, of_day, {});
  std::string out = days < 0 && total != 0 ? "-" : "";
  for (const FormatToken& token : tokens) {
    if (token.kind == Token::elapsed_hours) {
      out += padded(seconds / 3600, token.count);
    } else if (token.kind == Token::elapsed_minutes) {
      out += padded(seconds / 60, token.count);
    } else if (token.kind == Token::elapsed_seconds) {
      out += padded(seconds, token.count);
    } else {
      out += printer.print(token);
    }
  }
  return out;
}

std::int64_t round_to_shown_seconds(Tokens tokens, std::int64_t milliseconds) {
  std::int64_t step = 0;
  for (const FormatToken& token : tokens) {
    if (step == 0 && (token.kind == Token::second || token.kind == Token::elapsed_seconds))
      step = 1000;
    if (token.kind != Token::second_part) continue;
    step = 1000;
    for (std::uint8_t i = 0; i < token.count && step > 1; ++i) step /= 10;
  }
  if (step == 0) return milliseconds;
  return (milliseconds + step / 2) / step * step;
}

}  // namespace grif
