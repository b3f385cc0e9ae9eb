#include "core/date.hpp"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace grif {
namespace {

Date day_of(int year, int month, int day) {
  const std::optional<Date> date = Date::from_ymd(year, month, day);
  EXPECT_TRUE(date.has_value()) << year << '-' << month << '-' << day;
  return date.value_or(Date());
}

bool is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int days_of_month(int year, int month) {
  if (month == 2) return is_leap(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

TEST(DateTest, AgreesWithACalendarCountedDayByDay) {
  std::int32_t days = -719'162;  // 0001-01-01
  for (int year = 1; year <= 9999; ++year) {
    for (int month = 1; month <= 12; ++month) {
      const int last = days_of_month(year, month);
      for (int day = 1; day <= last; ++day, ++days) {
        const std::optional<Date> date = Date::from_ymd(year, month, day);
        if (!date || date->days() != days || date->year() != year || date->month() != month ||
            date->day() != day) {
          FAIL() << year << '-' << month << '-' << day;
        }
      }
      ASSERT_FALSE(Date::from_ymd(year, month, last + 1)) << year << '-' << month;
    }
  }
  EXPECT_EQ(days, 2'932'897);  // 10000-01-01
  EXPECT_EQ(day_of(1970, 1, 1).days(), 0);
  EXPECT_EQ(Date(), day_of(1970, 1, 1));
}

TEST(DateTest, RefusesDaysThatDoNotExist) {
  const int least = std::numeric_limits<int>::min(), most = std::numeric_limits<int>::max();
  const std::vector<std::vector<int>> wrong = {
      {2023, 2, 29},   {1900, 2, 29},    {2023, 2, 31},    {2023, 4, 31},  {2023, 0, 1},
      {2023, 1, 0},    {2023, 13, 1},    {0, 1, 1},        {10000, 1, 1},  {-1, 1, 1},
      {2023, -1, 1},   {2023, 1, -1},    {2023, 257, 1},   {2023, 1, 257}, {2023, 1, 288},
      {2023, 256, 1},  {67559, 1, 1},    {most, 1, 1},     {least, 1, 1},  {2023, most, 1},
      {2023, 1, most}, {2023, least, 1}, {2023, 1, least},
  };
  for (const auto& ymd : wrong) {
    EXPECT_FALSE(Date::from_ymd(ymd[0], ymd[1], ymd[2]))
        << ymd[0] << '-' << ymd[1] << '-' << ymd[2];
  }
}

TEST(DateTest, ReadsIsoStrictly) {
  EXPECT_EQ(Date::parse_iso("2026-11-22"), day_of(2026, 11, 22));
  EXPECT_EQ(Date::parse_iso("2024-02-29"), day_of(2024, 2, 29));
  EXPECT_EQ(Date::parse_iso("0001-01-01"), day_of(1, 1, 1));
  EXPECT_EQ(Date::parse_iso("9999-12-31"), day_of(9999, 12, 31));
  for (const char* wrong :
       {"",           "2026",        "2026-11",          "2026-11-",    "2026-1-22",
        "2026-11-2",  "2026-11-222", " 2026-11-22",      "2026-11-22 ", "2026/11/22",
        "20261122",   "2023-02-29",  "2026-00-10",       "2026-13-01",  "0000-01-01",
        "-026-11-22", "+2026-11-22", "2026-11-22T00:00", "12026-11-22", "22.11.2026"}) {
    EXPECT_FALSE(Date::parse_iso(wrong)) << wrong;
  }
}

TEST(DateTest, ReadsWhatPeopleType) {
  const std::vector<std::pair<std::string, Date>> forms = {
      {"2026-11-22", day_of(2026, 11, 22)},
      {"22.11.2026", day_of(2026, 11, 22)},
      {"22.11.2026 г.", day_of(2026, 11, 22)},
      {"22.11.2026г.", day_of(2026, 11, 22)},
      {"22.11.2026 г", day_of(2026, 11, 22)},
      {"22.11.2026 года", day_of(2026, 11, 22)},
      {"22.11.2026\u00A0г.", day_of(2026, 11, 22)},
      {" \u00A022.11.2026\n", day_of(2026, 11, 22)},
      {"\t2026-11-22 ", day_of(2026, 11, 22)},
      {"1.9.2026", day_of(2026, 9, 1)},
      {"01.9.2026", day_of(2026, 9, 1)},
      {"29.02.2024", day_of(2024, 2, 29)},
  };
  for (const auto& [text, date] : forms) EXPECT_EQ(Date::parse(text), date) << text;
  for (const char* wrong : {"",
                            " ",
                            "22.11.26",
                            "22.11",
                            "22.11.",
                            "22.11.2026.",
                            "22.11.2026 г. Москва",
                            "22-11-2026",
                            "22/11/2026",
                            "22.11.20266",
                            "222.11.2026",
                            "22.111.2026",
                            "31.02.2026",
                            "29.02.2023",
                            "0.1.2026",
                            "1.0.2026",
                            "1.13.2026",
                            "22 .11.2026",
                            "22. 11.2026",
                            "22,11,2026",
                            "2026.11.22",
                            "22.11.0000",
                            ".11.2026",
                            "-1.11.2026",
                            "22 ноября 2026",
                            "22.11.2026 г..",
                            "2026-11-22 г."}) {
    EXPECT_FALSE(Date::parse(wrong)) << wrong;
  }
}

TEST(DateTest, WritesThreeForms) {
  const Date date = day_of(2026, 9, 1);
  EXPECT_EQ(date.iso(), "2026-09-01");
  EXPECT_EQ(date.digits(), "01.09.2026");
  EXPECT_EQ(date.words(), "1\u00A0сентября\u00A02026\u00A0г.");
  EXPECT_EQ(day_of(987, 12, 31).iso(), "0987-12-31");
  EXPECT_EQ(day_of(987, 12, 31).digits(), "31.12.0987");
  EXPECT_EQ(day_of(987, 12, 31).words(), "31\u00A0декабря\u00A0987\u00A0г.");
  const std::vector<std::string> months = {"января",   "февраля", "марта",  "апреля",
                                           "мая",      "июня",    "июля",   "августа",
                                           "сентября", "октября", "ноября", "декабря"};
  for (int month = 1; month <= 12; ++month) {
    EXPECT_EQ(day_of(2026, month, 5).words(),
              "5\u00A0" + months[static_cast<std::size_t>(month - 1)] + "\u00A02026\u00A0г.");
  }
}

TEST(DateTest, ReadsBackWhatItWrote) {
  for (std::int32_t days = -719'162; days < 2'932'897; days += 37) {
    const Date date = Date::from_days(days);
    ASSERT_EQ(Date::parse_iso(date.iso()), date);
    ASSERT_EQ(Date::parse(date.digits()), date);
  }
}

TEST(DateTest, SurvivesDayNumbersOutsideTheCalendar) {
  for (const std::int32_t days : {std::numeric_limits<std::int32_t>::min(), -12'687'795, 11'248'738,
                                  std::numeric_limits<std::int32_t>::max()}) {
    const Date date = Date::from_days(days);
    EXPECT_EQ(date.days(), days);
    EXPECT_GE(date.month(), 1);
    EXPECT_LE(date.month(), 12);
    EXPECT_FALSE(date.words().empty());
  }
}

TEST(DateTest, Compares) {
  EXPECT_LT(day_of(2026, 8, 31), day_of(2026, 9, 1));
  EXPECT_EQ(day_of(2026, 9, 1).days() - day_of(2025, 9, 1).days(), 365);
  EXPECT_GT(day_of(1970, 1, 1), day_of(1969, 12, 31));
}

}  // namespace
}  // namespace grif
