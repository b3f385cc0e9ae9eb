#include "read/number_format.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace grif {
namespace {

NumberMeaning meaning(std::string_view code, double value = 1) {
  return NumberFormat::parse(code).meaning(value);
}

TEST(NumberFormat, TellsDatesFromNumbers) {
  for (const char* code :
       {"dd.mm.yyyy", "d.m.yy;@", "[$-419]d mmmm yyyy\\ \"г.\"", "mmmm", "yyyy", "dd/mm/yyyy hh:mm",
        "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "DD.MM.YYYY", "ge.m.d", "e\"年\"m", "[Red]d",
        "m/d", "d\\-mmm", "h:mm d", "mm\\:yy"})
    EXPECT_EQ(meaning(code), NumberMeaning::date) << code;
  for (const char* code :
       {"h:mm", "hh:mm:ss", "mm:ss", "mm:ss.0", "h:mm AM/PM", "h A/P", "[$-409]h:mm:ss\\ am/pm"})
    EXPECT_EQ(meaning(code), NumberMeaning::time) << code;
  for (const char* code : {"[h]:mm:ss", "[mm]:ss", "[ss]", "[HH]:mm", "[h] \"ч\""})
    EXPECT_EQ(meaning(code), NumberMeaning::duration) << code;
  for (const char* code :
       {"General",  "GENERAL",    "[Red]General", "0.00",        "#,##0\\ \"руб.\"",
        "0.00E+00", "0.0e-0",     "\"d m y\"0",   "\\d0",        "0_d",
        "0*d",      "[$р.-419]0", "[Yellow]0",    "@",           "",
        "0%",       "# ?/?",      "\"unclosed d", "[unclosed d", "0;[Red]-0"})
    EXPECT_EQ(meaning(code), NumberMeaning::number) << code;
}

TEST(NumberFormat, PicksTheSectionByTheValue) {
  const char* by_sign = "dd.mm.yyyy;0;hh:mm;@";
  EXPECT_EQ(meaning(by_sign, 5), NumberMeaning::date);
  EXPECT_EQ(meaning(by_sign, -5), NumberMeaning::number);
  EXPECT_EQ(meaning(by_sign, 0), NumberMeaning::time);
  EXPECT_EQ(meaning("dd.mm;0", 0), NumberMeaning::date);
  EXPECT_EQ(meaning("dd.mm;0", -1), NumberMeaning::number);
  const char* by_bound = "[<1]hh:mm;[>=40000]dd.mm.yyyy;0";
  EXPECT_EQ(meaning(by_bound, 0.5), NumberMeaning::time);
  EXPECT_EQ(meaning(by_bound, 45000), NumberMeaning::date);
  EXPECT_EQ(meaning(by_bound, 7), NumberMeaning::number);
  EXPECT_EQ(meaning("[=0]\"–\";[<>5]d;0", 0), NumberMeaning::number);
  EXPECT_EQ(meaning("[=0]\"–\";[<>5]d;0", 1), NumberMeaning::date);
  EXPECT_EQ(meaning("[=0]\"–\";[<>5]d;0", 5), NumberMeaning::number);
  EXPECT_EQ(meaning("[<=1]d;[>1]0", 1), NumberMeaning::date);
  EXPECT_EQ(meaning("[<=1]d;[>1]0", 2), NumberMeaning::number);
  EXPECT_EQ(meaning("[>1000]d;0;0", 1), NumberMeaning::number);
}

TEST(NumberFormat, KnowsTheBuiltInOnes) {
  std::string dates, times, durations, numbers;
  for (std::uint32_t id = 0; id < 70; ++id) {
    const auto format = NumberFormat::builtin(id);
    if (!format) continue;
    const NumberMeaning m = format->meaning(1);
    std::string& list = m == NumberMeaning::date       ? dates
                        : m == NumberMeaning::time     ? times
                        : m == NumberMeaning::duration ? durations
                                                       : numbers;
    list += fmt::format("{} ", id);
  }
  EXPECT_EQ(dates, "14 15 16 17 22 27 28 29 30 31 32 33 34 35 36 50 51 52 53 54 55 56 57 58 ");
  EXPECT_EQ(times, "18 19 20 21 45 47 ");
  EXPECT_EQ(durations, "46 ");
  EXPECT_EQ(numbers, "0 1 2 3 4 5 6 7 8 9 10 11 12 13 23 24 25 26 37 38 39 40 41 42 43 44 48 49 ");
}

struct Shown {
  const char* code;
  double value;
  const char* text;
};

std::string show(std::string_view code, double value, bool from_1904 = false) {
  return NumberFormat::parse(code).show(value, from_1904).value_or("####");
}

TEST(NumberFormat, ShowsNumbersAsASpreadsheetDoes) {
  constexpr Shown kTable[] = {
      // Places of digits: 0, #, ?
      {"0", 5, "5"},
      {"0", 0, "0"},
      {"0", 0.5, "1"},
      {"0", 0.49, "0"},
      {"0", -2.5, "-3"},
      {"000", 7, "007"},
      {"000", 1234, "1234"},
      {"#", 0, ""},
      {"#", 12, "12"},
      {"???", 7, "7"},
      {"0.00", 2.675, "2,68"},
      {"0.00", 1.005, "1,01"},
      {"0.00", 3, "3,00"},
      {"0.00", -0.4, "-0,40"},
      {"0.##", 1.5, "1,5"},
      {"0.##", 2, "2,"},
      {"#.##", 0.25, ",25"},
      {".00", 12.5, "12,50"},
      {"0.0?", 1.5, "1,5"},
      {"0.000", 999.9996, "1000,000"},
      {"0", 999.5, "1000"},
      {"0.00", 0.000001, "0,00"},
      {"0", 1e15, "1000000000000000"},
      {"0.0", 1e-300, "0,0"},
      {"00.00", 1.5, "01,50"},
      {"0.00", 0.1 + 0.2, "0,30"},
      // Groups, scales, percent
      {"#,##0", 1234567, "1 234 567"},
      {"#,##0", 12, "12"},
      {"#,##0", 0, "0"},
      {"# ##0,00", 1234.5, "1\u00A0235"},
      {"#,##0.00", -1234.5, "-1 234,50"},
      {"0,000", 5, "0 005"},
      {"#,##0,", 1234567, "1 235"},
      {"0.0,,", 12345678, "12,3"},
      {"0,.0", 1500, "1,5"},
      {"#,##0.0,\" тыс.\"", 1234567, "1 234,6 тыс."},
      {"0%", 0.85, "85%"},
      {"0.0%", 0.1234, "12,3%"},
      {"0.00%", -0.5, "-50,00%"},
      {"0%%", 0.5, "5000%%"},
      {"0 %", 0.285, "29 %"},
      // Literals
      {"\"№ \"0", 5, "№ 5"},
      {"0\" шт.\"", 3, "3 шт."},
      {"0\\/0", 15, "1/5"},
      {"000-00", 12345, "123-45"},
      {"+0 (000) 000-00-00", 79161234567, "+7 (916) 123-45-67"},
      {"\"да\"", 1, "да"},
      {"General\" чел.\"", 25, "25 чел."},
      {"General", 12.5, "12,5"},
      {"[Red]0", 4, "4"},
      {"[$₽-419]\\ 0", 4, "₽ 4"},
      {"#,##0.00\\ [$₽-419]", 1250, "1 250,00 ₽"},
      {"0_)", 7, "7"},
      {"_-* #,##0\\ _₽_-", 1500, "1 500"},
      {"*x0", 3, "3"},
      {"0, \"и\"", 4000, "4 и"},
      {"\"a\",0", 4, "a,4"},
      {"0\"день", 2, "2день"},
      {"0@", 5, "5"},
      // Exponents
      {"0.00E+00", 12345, "1,23E+04"},
      {"0.00E+00", 0.00012, "1,20E-04"},
      {"0.0E-0", 12345, "1,2E4"},
      {"##0.0E+0", 12345, "12,3E+3"},
      {"##0.0E+0", 0.00012, "120,0E-6"},
      {"0E+0", 9.6, "1E+1"},
      {"0.0E+0", 0, "0,0E+0"},
      {"0.00E+00", -9.999, "-1,00E+01"},
      {"0e+0\" м\"", 200, "2e+2 м"},
      // Fractions
      {"# ?/?", 1.5, "1 1/2"},
      {"# ?/?", 0.5, "1/2"},
      {"# ?/?", 3, "3"},
      {"# ?/?", 0, "0"},
      {"0 0/0", 0.5, "0 1/2"},
      {"# ?\?/?\?", 3.14159265, "3 1/7"},
      {"# ??\?/?\??", 3.14159265, "3 16/113"},
      {"?/?", 1.5, "3/2"},
      {"# ?/?", 0.3, "2/7"},
      {"# ?/8", 0.3, "2/8"},
      {"# ?/2", 0.99, "1"},
      {"# ?/100", 2.25, "2 25/100"},
      {"# ?/?", -1.25, "-1 1/4"},
      {"# ?/?\" доли\"", 0.25, "1/4 доли"},
      {"# ?/?", 1e12, "1000000000000"},
      {"0/", 5, "5"},
  };
  for (const Shown& row : kTable)
    EXPECT_EQ(show(row.code, row.value), row.text) << row.code << " of " << row.value;
}

TEST(NumberFormat, ShowsGeneralNumbersInElevenSigns) {
  constexpr Shown kTable[] = {
      {"", 0, "0"},
      {"", 1.0 / 3, "0,333333333"},
      {"", -1.0 / 3, "-0,333333333"},
      {"", 1234.56789012345, "1234,56789"},
      {"", 0.1 + 0.2, "0,3"},
      {"", 770123456789, "770123456789"},
      {"", 123456789012345, "123456789012345"},
      {"", 12345678901.5, "12345678902"},
      {"", 0.00001, "0,00001"},
      {"", 0.000012345678, "1,23457E-05"},
      {"", 0.000123456789, "0,000123457"},
      {"", 1e20, "1E+20"},
      {"", -1.5e300, "-1,5E+300"},
      {"", 9999995e-12, "1E-05"},
      {"", 0.99999999999, "1"},
      {"", 2e-300, "2E-300"},
  };
  for (const Shown& row : kTable) EXPECT_EQ(show("General", row.value), row.text) << row.value;
}

TEST(NumberFormat, ShowsDatesAndTimes) {
  constexpr double kDay = 46348;  // 2026-11-22, a Sunday
  constexpr Shown kTable[] = {
      {"dd.mm.yyyy", kDay, "22.11.2026"},
      {"d.m.yy", 46266, "1.9.26"},
      {"dd/mm/yyyy", kDay, "22.11.2026"},
      {"mmmm yyyy", kDay, "ноябрь 2026"},
      {"[$-419]D MMMM YYYY", kDay, "22 ноября 2026"},
      {"dd mmm", kDay, "22 ноя"},
      {"[$-419]mmmm\\ yyyy;@", 46266, "сентябрь 2026"},
      {"[$-FC19]mmmm", kDay, "ноября"},
      {"mmm.yy", kDay, "ноя.26"},
      {"d mmm", 46143, "1 мая"},
      {"mmm", 46143, "май"},
      {"mmmmm", kDay, "н"},
      {"d mmmmm", 46266, "1 с"},
      {"[$-FC19]dd\\ mmmm\\ yyyy\\ \\г\\.;@", kDay, "22 ноября 2026 г."},
      {"[$-F800]dddd, mmmm dd, yyyy", kDay, "22 ноября 2026 г."},
      {"[$-x-sysdate]dddd", kDay, "22 ноября 2026 г."},
      {"[$-x-systime]h:mm AM/PM", kDay + 0.5, "12:00:00"},
      {"[$-F400]h:mm:ss AM/PM", kDay + 0.25, "6:00:00"},
      {"dddd", kDay, "воскресенье"},
      {"ddd", kDay + 1, "Пн"},
      {"[$-409]mmmm d, yyyy", kDay, "November 22, 2026"},
      {"[$-809]ddd d mmm", kDay, "Sun 22 Nov"},
      {"[$-409]dddd mmmmm", kDay, "Sunday N"},
      {"yyyy", kDay, "2026"},
      {"e", kDay, "2026"},
      {"bbbb", kDay, "2569"},
      {"gge", kDay, "2026"},
      {"yyy", kDay, "2026"},
      {"d", 1, "1"},
      {"dddd", 1, "понедельник"},
      {"yyyy\" год\"", kDay, "2026 год"},
      {"0 d", kDay, "0 22"},
      {"d%E+0", kDay, "22%E0"},
      // Time
      {"h:mm", 0.25, "6:00"},
      {"hh:mm", 0.999999, "23:59"},
      {"hh:mm:ss", 0.9999999999, "00:00:00"},
      {"h:mm:ss", 0.5 + 0.5 / 86400, "12:00:01"},
      {"mm:ss.0", 0.00070023148, "01:00,5"},
      {"ss.000", 0.0000143519, "01,240"},
      {"s.0000", 0.000011574074, "1,0000"},
      {"h:mm AM/PM", 0.75, "6:00 PM"},
      {"h AM/PM", 0, "12 AM"},
      {"h A/P", 0.5, "12 P"},
      {"hhh", 0.25, "06"},
      {"dd.mm.yyyy h:mm", kDay + 0.6041666667, "22.11.2026 14:30"},
      {"dd.mm hh:mm:ss", kDay + 0.9999999, "23.11 00:00:00"},
      {"h:mm", 2.25, "6:00"},
      {"d h \"ч\" m \"мин\"", kDay + 0.25, "22 6 ч 0 мин"},
      {"mm.yyyy h", kDay, "11.2026 0"},
      {"h:m:s", 0.4, "9:36:0"},
      {"d, h", kDay, "22, 0"},
      // Elapsed time
      {"[h]:mm:ss", 1.5, "36:00:00"},
      {"[hh]:mm", 0.125, "03:00"},
      {"[mm]:ss", 0.0625, "90:00"},
      {"[s]", 0.001, "86"},
      {"[ss].00", 0.0000143519, "01,24"},
      {"[h]:mm", -0.25, "-6:00"},
      {"[h]:mm", -1e-12, "0:00"},
      {"[h] \"ч\"", 2, "48 ч"},
      {"[h]:mm;[h]:mm\" до\"", -0.25, "6:00 до"},
      // What has no date
      {"dd.mm.yyyy", -1, "####"},
      {"dd.mm.yyyy", 0, "####"},
      {"h:mm", -0.5, "####"},
      {"yyyy", 1e9, "####"},
      {"[h]", 1e9, "####"},
  };
  for (const Shown& row : kTable)
    EXPECT_EQ(show(row.code, row.value), row.text) << row.code << " of " << row.value;
  EXPECT_EQ(show("dd.mm.yyyy", 0, true), "01.01.1904");
}

TEST(NumberFormat, ShowsWhatTheSectionSays) {
  constexpr Shown kTable[] = {
      {"0;(0)", -5, "(5)"},
      {"0;-0;\"–\"", 0, "–"},
      {"0;;", -5, ""},
      {"0;;;", 0, ""},
      {"0;\"нет\"", -1, "нет"},
      {"[>=1000]#,##0\" тыс.\";0", 1000, "1 000 тыс."},
      {"[>=1000]0\" тыс.\";0", -5, "-5"},
      {"[<0]\"минус \"0;0", -5, "минус 5"},
      {"[<=-1]0\" ниже\";0", -5, "5 ниже"},
      {"[<=0]0;0", -5, "-5"},
      {"[>=0]0;0\" ниже\"", -5, "5 ниже"},
      {"[=1]\"один\";[=2]\"два\";0", 2, "два"},
      {"[=1]\"один\";[=2]\"два\";0", -3, "-3"},
      {"[>x]0", 5, "5"},
      {"0;0;0;@", -5, "5"},
      {"0;@", -5, "-5"},
      {"[]0", 3, "3"},
      {"", 1.5, "1,5"},
      {"@", 12.5, "12,5"},
      {"\"№ \"@", 5, "5"},
      {"[<1]h:mm;dd.mm", 46348, "22.11"},
      {"d.m;d.m\" до\"", -46348, "22.11 до"},
  };
  for (const Shown& row : kTable)
    EXPECT_EQ(show(row.code, row.value), row.text) << row.code << " of " << row.value;
}

TEST(NumberFormat, TakesNoEndlessCode) {
  EXPECT_EQ(show(std::string(1'020, '0'), 5).size(), 1'020U);
  EXPECT_EQ(show(std::string(1'021, '0'), 5), "5");
}

TEST(NumberFormat, ShowsTexts) {
  const auto shown = [](std::string_view code) { return NumberFormat::parse(code).show_text("А"); };
  EXPECT_EQ(shown("General"), "А");
  EXPECT_EQ(shown("@"), "А");
  EXPECT_EQ(shown("0;0;0"), "А");
  EXPECT_EQ(shown("\"№ \"@"), "№ А");
  EXPECT_EQ(shown("0;-0;0;@\" класс\""), "А класс");
  EXPECT_EQ(shown(";;;"), "");
  EXPECT_EQ(shown("@@"), "АА");
  EXPECT_TRUE(NumberFormat::parse("0;0;0;@").shows_text_as_is());
  EXPECT_FALSE(NumberFormat::parse(";;;").shows_text_as_is());
}

TEST(NumberFormat, ShowsTheBuiltInOnesInRussian) {
  const auto shown = [](std::uint32_t id, double value) {
    return NumberFormat::builtin(id)->show(value, false).value_or("####");
  };
  constexpr double kMoment = 46348.6046296296;  // 22.11.2026 14:30:40
  constexpr struct {
    std::uint32_t id;
    double value;
    const char* text;
  } kTable[] = {{0, 1.5, "1,5"},
                {1, 1.5, "2"},
                {2, 1.5, "1,50"},
                {3, 1500, "1 500"},
                {4, 1500, "1 500,00"},
                {5, 7, "7 ₽"},
                {6, -7, "-7 ₽"},
                {7, 7, "7,00 ₽"},
                {8, 7, "7,00 ₽"},
                {9, 0.5, "50%"},
                {10, 0.5, "50,00%"},
                {11, 1500, "1,50E+03"},
                {12, 0.5, "1/2"},
                {13, 0.05, "1/20"},
                {14, kMoment, "22.11.2026"},
                {15, kMoment, "22.ноя.26"},
                {16, kMoment, "22.ноя"},
                {17, kMoment, "ноя.26"},
                {18, kMoment, "2:30 PM"},
                {19, kMoment, "2:30:40 PM"},
                {20, kMoment, "14:30"},
                {21, kMoment, "14:30:40"},
                {22, kMoment, "22.11.2026 14:30"},
                {23, 2, "2"},
                {30, kMoment, "22.11.2026"},
                {37, -1500, "-1 500"},
                {40, 1500, "1 500,00"},
                {41, 0, "-"},
                {42, -7, "-7 ₽"},
                {43, -7, "-7,00"},
                {44, 0, "- ₽"},
                {45, 0.0625, "30:00"},
                {46, 1.5, "36:00:00"},
                {47, 0.0625, "30:00,0"},
                {48, 12345, "12,3E+3"},
                {49, 5, "5"},
                {58, kMoment, "22.11.2026"}};
  for (const auto& row : kTable) EXPECT_EQ(shown(row.id, row.value), row.text) << row.id;
  EXPECT_FALSE(NumberFormat::builtin(59));
}

}  // namespace
}  // namespace grif
