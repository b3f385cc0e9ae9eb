#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace grif {

/// A calendar day of the Gregorian calendar, as days from 1970-01-01. Years 1 to 9999.
class Date {
 public:
  constexpr Date() = default;
  /// Nothing for a day that does not exist (31.02, 29.02.2023).
  static std::optional<Date> from_ymd(int year, int month, int day);
  static constexpr Date from_days(std::int32_t days) { return Date(days); }
  /// `2026-11-22`.
  static std::optional<Date> parse_iso(std::string_view text);
  /// `2026-11-22` or `22.11.2026` (also `22.11.2026 г.`, `1.9.2026`), blanks around allowed.
  static std::optional<Date> parse(std::string_view text);

  [[nodiscard]] constexpr std::int32_t days() const { return days_; }
  [[nodiscard]] int year() const;
  [[nodiscard]] int month() const;
  [[nodiscard]] int day() const;
  [[nodiscard]] std::string iso() const;     ///< `2026-11-22`
  [[nodiscard]] std::string digits() const;  ///< `22.11.2026` (GOST R 7.0.97, digit form)
  [[nodiscard]] std::string words() const;   ///< `22 ноября 2026 г.` with no-break spaces

  constexpr auto operator<=>(const Date&) const = default;

 private:
  explicit constexpr Date(std::int32_t days) : days_(days) {}
  std::int32_t days_ = 0;
};

}  // namespace grif
