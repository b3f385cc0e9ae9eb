#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/date.hpp"

namespace grif {

/// A day and a time of it, as a spreadsheet keeps them in one number.
struct Moment {
  Date date;
  std::int32_t milliseconds = 0;  ///< since midnight
  bool operator==(const Moment&) const = default;
};

/// The moment of a serial number (ECMA-376-1, 18.17.4): day 1 is 1900-01-01, day 60 is
/// the 29.02.1900 that never was, later days count from 1899-12-30; in the 1904 system day 0 is
/// 1904-01-01. Rounded to the millisecond. Nothing for what is no day from 1900-01-01 to
/// 9999-12-31.
std::optional<Moment> split_serial(double serial, bool from_1904);

/// `hh:mm:ss`, with `.fff` where there are milliseconds.
std::string format_time(std::int32_t milliseconds);
/// A time of day from a serial's fraction.
std::string format_time_of_serial(double serial);
/// `[h]:mm:ss` of a number of days, with a minus where it is negative; nothing beyond ±10,000,000
/// days.
std::optional<std::string> format_duration(double days);

/// A value of a cell of type `d` (ISO 8601): a day, a day and a time, or a time only.
struct IsoMoment {
  std::optional<Date> date;
  std::optional<std::int32_t> milliseconds;
  bool operator==(const IsoMoment&) const = default;
};
std::optional<IsoMoment> parse_iso_moment(std::string_view text);

}  // namespace grif
