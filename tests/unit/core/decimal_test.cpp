#include "core/decimal.hpp"

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace grif {
namespace {

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
constexpr std::array kModes = {Rounding::half_away, Rounding::half_even, Rounding::down,
                               Rounding::up};

std::string shown(const std::optional<Decimal>& decimal) {
  return decimal ? decimal->to_string() : "nothing";
}

TEST(DecimalParseTest, ReadsWhatPeopleType) {
  const std::vector<std::pair<std::string, std::string>> forms = {
      {"0", "0"},
      {"7", "7"},
      {"007", "7"},
      {"-0", "0"},
      {"+5", "5"},
      {"-1234,56", "-1234.56"},
      {"1234.56", "1234.56"},
      {"\u2212"
       "12,5",
       "-12.5"},
      {"1 234.5", "1234.5"},
      {"1\u00A0234\u00A0567", "1234567"},
      {"1\u202F234\u202F567,89", "1234567.89"},
      {"12\u2009345", "12345"},
      {"123 456", "123456"},
      {" \u00A042 \n", "42"},
      {"1,50", "1.50"},
      {"1,234", "1.234"},
      {"0,000000001", "0.000000001"},
      {"-0,5", "-0.5"},
      {"9223372036854775807", "9223372036854775807"},
      {"-9223372036854775807", "-9223372036854775807"},
      {"9,223372036854775807", "nothing"},  // more than nine digits after the point
      {"9223372036,854775807", "9223372036.854775807"},
      // Zeros that need no room of their own.
      {"9223372036854775807,0", "9223372036854775807"},
      {"000000000000000000000000000001", "1"},
  };
  for (const auto& [text, value] : forms) EXPECT_EQ(shown(Decimal::parse(text)), value) << text;
}

TEST(DecimalParseTest, KeepsTheDigitsAfterThePoint) {
  EXPECT_EQ(Decimal::parse("1,500")->scale(), 3);
  EXPECT_EQ(Decimal::parse("1,500")->mantissa(), 1500);
  EXPECT_EQ(Decimal::parse("15")->scale(), 0);
}

TEST(DecimalParseTest, RefusesAllElse) {
  for (const char* wrong : {"",
                            " ",
                            "-",
                            "+",
                            "\u2212",
                            ".",
                            ",",
                            "-,",
                            ".5",
                            ",5",
                            "5.",
                            "5,",
                            "1.234,5",
                            "1,234.5",
                            "1,2,3",
                            "1e5",
                            "1E5",
                            "0x1F",
                            "1 23",
                            "1 2345",
                            "1234 567",
                            "1  234",
                            "12 34 567",
                            "1 234 56",
                            "1 234 ,5",
                            "1, 5",
                            "0,123 456",
                            "- 5",
                            "--5",
                            "+-5",
                            "5-",
                            "1_000",
                            "1'000",
                            "10%",
                            "№1",
                            "12а",
                            "٣",
                            "nan",
                            "inf",
                            "1;5",
                            "1\t234",
                            "1\n234",
                            "1,0000000000",
                            "0.1234567891",
                            "9223372036854775808",
                            "-9223372036854775808",
                            "92233720368547758,075,",
                            "9223372036,8547758071",
                            "92233720368,547758079",
                            "100000000000000000000",
                            "0000000000000000000000000000001"}) {
    EXPECT_FALSE(Decimal::parse(wrong)) << wrong;
  }
  EXPECT_FALSE(Decimal::parse(std::string_view("1\0002", 3)));
  EXPECT_FALSE(
      Decimal::parse("92233720368,54775807\u00A0"
                     "8"));
}

TEST(DecimalParseTest, ReadsBackWhatItWrote) {
  std::mt19937_64 random(1);
  for (int i = 0; i < 20'000; ++i) {
    const auto mantissa = static_cast<std::int64_t>(random() >> (random() % 64));
    const Decimal decimal(
        random() % 2 == 0 || mantissa == kLeast ? std::abs(mantissa + 1) : mantissa,
        static_cast<int>(random() % 10));
    const std::optional<Decimal> point = Decimal::parse(decimal.to_string());
    const std::optional<Decimal> comma = Decimal::parse(decimal.to_string(','));
    ASSERT_TRUE(point && comma) << decimal.to_string();
    ASSERT_EQ(point->mantissa(), decimal.mantissa());
    ASSERT_EQ(point->scale(), decimal.scale());
    ASSERT_EQ(comma->mantissa(), decimal.mantissa());
  }
}

TEST(DecimalTest, WritesEveryDigitOfItsScale) {
  EXPECT_EQ(Decimal().to_string(), "0");
  EXPECT_EQ(Decimal(0, 2).to_string(), "0.00");
  EXPECT_EQ(Decimal(5, 2).to_string(), "0.05");
  EXPECT_EQ(Decimal(-5, 2).to_string(','), "-0,05");
  EXPECT_EQ(Decimal(-1250, 2).to_string(), "-12.50");
  EXPECT_EQ(Decimal(1, 9).to_string(), "0.000000001");
  EXPECT_EQ(Decimal(kMost, 9).to_string(), "9223372036.854775807");
  EXPECT_EQ(Decimal(kLeast).to_string(), "-9223372036854775808");
  EXPECT_EQ(Decimal(kLeast, 9).to_string(','), "-9223372036,854775808");
}

TEST(DecimalTest, DropsTrailingZerosWhenNormalised) {
  EXPECT_EQ(Decimal(1500, 3).normalised().to_string(), "1.5");
  EXPECT_EQ(Decimal(-1000, 3).normalised().to_string(), "-1");
  EXPECT_EQ(Decimal(1000, 0).normalised().to_string(), "1000");
  EXPECT_EQ(Decimal(0, 9).normalised().to_string(), "0");
  EXPECT_EQ(Decimal(1001, 3).normalised().to_string(), "1.001");
}

TEST(DecimalTest, KnowsIntegers) {
  EXPECT_TRUE(Decimal(0, 9).is_integer());
  EXPECT_TRUE(Decimal(15).is_integer());
  EXPECT_TRUE(Decimal(-1500, 2).is_integer());
  EXPECT_FALSE(Decimal(1500, 3).is_integer());
  EXPECT_FALSE(Decimal(1, 9).is_integer());
}

TEST(DecimalTest, ConvertsToDouble) {
  EXPECT_EQ(Decimal(1, 1).to_double(), 0.1);
  EXPECT_EQ(Decimal(-453515, 1).to_double(), -45351.5);
  EXPECT_EQ(Decimal(kMost).to_double(), 9223372036854775807.0);
}

TEST(DecimalFromDoubleTest, GivesWhatASpreadsheetShows) {
  const double infinity = std::numeric_limits<double>::infinity();
  const std::vector<std::pair<double, std::string>> values = {
      {0.0, "0"},
      {-0.0, "0"},
      {0.1, "0.1"},
      {0.1 + 0.2, "0.3"},
      {1.1 * 3, "3.3"},
      {45351.5, "45351.5"},
      {-45351.5, "-45351.5"},
      {100.0, "100"},
      {4.35 * 100, "435"},
      {1e15, "1000000000000000"},
      {123456789012345678.0, "123456789012346000"},  // 15 digits count
      {1e18, "1000000000000000000"},
      {9.2e18, "9200000000000000000"},
      {9.3e18, "nothing"},
      {-9.3e18, "nothing"},
      {1e19, "nothing"},
      {1e300, "nothing"},
      {1e-9, "0.000000001"},
      {-1e-9, "-0.000000001"},
      {1e-10, "nothing"},
      {1e-300, "nothing"},
      {5e-324, "nothing"},
      {1.5e-9, "nothing"},
      {1.0 / 3, "nothing"},
      {123456.123456789, "123456.123456789"},
      {1234567.123456789, "1234567.12345679"},
      {0.99999999999999999, "1"},
      {std::numeric_limits<double>::quiet_NaN(), "nothing"},
      {infinity, "nothing"},
      {-infinity, "nothing"},
      {std::numeric_limits<double>::max(), "nothing"},
  };
  for (const auto& [value, text] : values)
    EXPECT_EQ(shown(Decimal::from_double(value)), text) << value;
}

TEST(DecimalFromDoubleTest, FindsEveryDecimalOfFifteenDigits) {
  std::mt19937_64 random(2);
  for (int i = 0; i < 20'000; ++i) {
    const auto magnitude =
        static_cast<std::int64_t>(random() % 1'000'000'000'000'000 >> random() % 50);
    const Decimal decimal(random() % 2 == 0 ? magnitude : -magnitude,
                          static_cast<int>(random() % 10));
    const std::optional<Decimal> found = Decimal::from_double(decimal.to_double());
    ASSERT_TRUE(found) << decimal.to_string();
    ASSERT_EQ(found->to_string(), decimal.normalised().to_string());
  }
}

TEST(DecimalArithmeticTest, IsExact) {
  EXPECT_EQ(shown(add(Decimal(1, 1), Decimal(2, 1))), "0.3");
  EXPECT_EQ(shown(add(Decimal(15, 1), Decimal(225, 2))), "3.75");
  EXPECT_EQ(shown(add(Decimal(15, 1), Decimal(-150, 2))), "0.00");
  EXPECT_EQ(shown(subtract(Decimal(1), Decimal(1, 9))), "0.999999999");
  EXPECT_EQ(shown(subtract(Decimal(1, 1), Decimal(2, 1))), "-0.1");
  EXPECT_EQ(shown(multiply(Decimal(-15, 1), Decimal(25, 1))), "-3.75");
  EXPECT_EQ(shown(multiply(Decimal(1, 5), Decimal(1, 4))), "0.000000001");
  EXPECT_EQ(shown(multiply(Decimal(0, 9), Decimal(-5, 9))), "0.000000000");
  EXPECT_EQ(shown(multiply(Decimal(20, 9), Decimal(5, 1))), "0.000000010");
}

TEST(DecimalArithmeticTest, GivesNothingWhereItWouldNotFit) {
  EXPECT_EQ(shown(add(Decimal(kMost), Decimal(1))), "nothing");
  EXPECT_EQ(shown(add(Decimal(kMost - 1), Decimal(1))), "9223372036854775807");
  EXPECT_EQ(shown(add(Decimal(-kMost), Decimal(-1))), "nothing");
  EXPECT_EQ(shown(add(Decimal(kLeast), Decimal(kLeast))), "nothing");
  EXPECT_EQ(shown(add(Decimal(kMost, 9), Decimal(kMost))), "nothing");
  EXPECT_EQ(shown(add(Decimal(kMost), Decimal(1, 9))), "nothing");  // never rounded
  EXPECT_EQ(shown(add(Decimal(kMost), Decimal(0, 9))), "9223372036854775807");
  EXPECT_EQ(shown(subtract(Decimal(-kMost), Decimal(1))), "nothing");
  EXPECT_EQ(shown(subtract(Decimal(kMost), Decimal(kLeast))), "nothing");
  EXPECT_EQ(shown(subtract(Decimal(kLeast, 9), Decimal(kMost))), "nothing");
  EXPECT_EQ(shown(multiply(Decimal(kMost), Decimal(kMost))), "nothing");
  EXPECT_EQ(shown(multiply(Decimal(kLeast), Decimal(kLeast))), "nothing");
  EXPECT_EQ(shown(multiply(Decimal(kLeast, 9), Decimal(kMost, 9))), "nothing");
  EXPECT_EQ(shown(multiply(Decimal(kLeast), Decimal(-1))), "nothing");
  EXPECT_EQ(shown(multiply(Decimal(3037000500), Decimal(3037000500))), "nothing");
  EXPECT_EQ(shown(multiply(Decimal(3037000499), Decimal(3037000499))), "9223372030926249001");
  EXPECT_EQ(shown(multiply(Decimal(1, 9), Decimal(1, 1))), "nothing");
  EXPECT_EQ(shown(multiply(Decimal(10, 9), Decimal(1, 1))), "0.000000001");
  EXPECT_EQ(shown(multiply(Decimal(kMost), Decimal(10, 1))), "9223372036854775807");
}

TEST(DecimalArithmeticTest, AgreesWithWholeNumbers) {
  // With a common scale of 3 all is a matter of whole thousandths.
  std::mt19937_64 random(3);
  const auto next = [&random] {
    return static_cast<std::int64_t>(random() % 2'000'001) - 1'000'000;
  };
  for (int i = 0; i < 20'000; ++i) {
    const std::int64_t a = next(), b = next();
    ASSERT_EQ(add(Decimal(a, 3), Decimal(b, 3))->mantissa(), a + b);
    ASSERT_EQ(subtract(Decimal(a, 3), Decimal(b, 3))->mantissa(), a - b);
    ASSERT_EQ(*multiply(Decimal(a, 3), Decimal(b, 3)), Decimal(a * b, 6));
    ASSERT_EQ(*add(Decimal(a, 1), Decimal(b, 4)), Decimal(a * 1000 + b, 4));
    ASSERT_EQ(compare(Decimal(a, 3), Decimal(b, 3)), a <=> b);
    ASSERT_EQ(compare(Decimal(a, 1), Decimal(b, 4)), a * 1000 <=> b);
  }
}

TEST(DecimalCompareTest, ComparesByValue) {
  EXPECT_EQ(Decimal(150, 2), Decimal(15, 1));
  EXPECT_EQ(Decimal(0, 9), Decimal(0));
  EXPECT_NE(Decimal(151, 2), Decimal(15, 1));
  EXPECT_EQ(compare(Decimal(-1, 9), Decimal(0)), std::strong_ordering::less);
  EXPECT_EQ(compare(Decimal(1, 9), Decimal(0)), std::strong_ordering::greater);
  EXPECT_EQ(compare(Decimal(kMost), Decimal(kMost, 9)), std::strong_ordering::greater);
  EXPECT_EQ(compare(Decimal(kLeast), Decimal(kLeast, 9)), std::strong_ordering::less);
  EXPECT_EQ(compare(Decimal(kLeast), Decimal(kMost)), std::strong_ordering::less);
  EXPECT_EQ(compare(Decimal(kMost, 9), Decimal(kMost, 9)), std::strong_ordering::equal);
}

TEST(DecimalRoundingTest, KnowsEveryMode) {
  struct Case {
    const char* value;
    int scale;
    const char *half_away, *half_even, *down, *up;
  };
  const std::vector<Case> cases = {
      {"2.5", 0, "3", "2", "2", "3"},
      {"3.5", 0, "4", "4", "3", "4"},
      {"-2.5", 0, "-3", "-2", "-3", "-2"},
      {"-3.5", 0, "-4", "-4", "-4", "-3"},
      {"2.4", 0, "2", "2", "2", "3"},
      {"2.6", 0, "3", "3", "2", "3"},
      {"-2.4", 0, "-2", "-2", "-3", "-2"},
      {"-2.6", 0, "-3", "-3", "-3", "-2"},
      {"2.500000001", 0, "3", "3", "2", "3"},
      {"-0.5", 0, "-1", "0", "-1", "0"},
      {"0.5", 0, "1", "0", "0", "1"},
      {"0.05", 1, "0.1", "0.0", "0.0", "0.1"},
      {"66.6666", 1, "66.7", "66.7", "66.6", "66.7"},
      {"99.95", 1, "100.0", "100.0", "99.9", "100.0"},
      {"-99.95", 1, "-100.0", "-100.0", "-100.0", "-99.9"},
      {"7", 2, "7.00", "7.00", "7.00", "7.00"},
      {"7.10", 1, "7.1", "7.1", "7.1", "7.1"},
      {"-7.10", 1, "-7.1", "-7.1", "-7.1", "-7.1"},
  };
  for (const Case& c : cases) {
    const Decimal value = *Decimal::parse(c.value);
    EXPECT_EQ(shown(value.rounded(c.scale)), c.half_away) << c.value;
    EXPECT_EQ(shown(value.rounded(c.scale, Rounding::half_away)), c.half_away) << c.value;
    EXPECT_EQ(shown(value.rounded(c.scale, Rounding::half_even)), c.half_even) << c.value;
    EXPECT_EQ(shown(value.rounded(c.scale, Rounding::down)), c.down) << c.value;
    EXPECT_EQ(shown(value.rounded(c.scale, Rounding::up)), c.up) << c.value;
  }
}

TEST(DecimalRoundingTest, RefusesWhatDoesNotFit) {
  EXPECT_EQ(shown(Decimal(1).rounded(-1)), "nothing");
  EXPECT_EQ(shown(Decimal(1).rounded(10)), "nothing");
  EXPECT_EQ(shown(Decimal(1).rounded(9)), "1.000000000");
  EXPECT_EQ(shown(Decimal(kMost).rounded(1)), "nothing");
  EXPECT_EQ(shown(Decimal(kMost).rounded(0)), "9223372036854775807");
  EXPECT_EQ(shown(Decimal(kLeast, 9).rounded(0)), "-9223372037");
  EXPECT_EQ(shown(Decimal(kMost, 9).rounded(0)), "9223372037");
}

/// The whole number that the mode wants for top / bottom, by counting from far below.
std::int64_t count_rounded(std::int64_t top, std::int64_t bottom, Rounding mode) {
  if (bottom < 0) {
    top = -top;
    bottom = -bottom;
  }
  std::int64_t below = -20'000;
  while ((below + 1) * bottom <= top) ++below;  // the largest whole number not above the quotient
  const std::int64_t to_below = top - below * bottom, to_above = bottom - to_below;
  if (to_below == 0) return below;
  switch (mode) {
    case Rounding::down:
      return below;
    case Rounding::up:
      return below + 1;
    case Rounding::half_away:
      if (to_below == to_above) return top < 0 ? below : below + 1;
      break;
    case Rounding::half_even:
      if (to_below == to_above) return below % 2 == 0 ? below : below + 1;
      break;
  }
  return to_below < to_above ? below : below + 1;
}

TEST(RatioTest, AgreesWithCounting) {
  for (std::int64_t top = -40; top <= 40; ++top) {
    for (std::int64_t bottom = -12; bottom <= 12; ++bottom) {
      if (bottom == 0) continue;
      for (const Rounding mode : kModes) {
        const Ratio ratio{Decimal(top), Decimal(bottom)};
        ASSERT_EQ(ratio.rounded(0, mode)->mantissa(), count_rounded(top, bottom, mode));
        ASSERT_EQ(ratio.rounded(1, mode)->mantissa(), count_rounded(top * 10, bottom, mode));
        ASSERT_EQ(ratio.rounded(1, mode)->scale(), 1);
      }
    }
  }
}

TEST(RatioTest, CountsTheScalesOfBothParts) {
  for (std::int64_t top = -105; top <= 105; top += 7) {
    for (std::int64_t bottom = 5; bottom <= 95; bottom += 15) {
      for (const Rounding mode : kModes) {
        // (top / 100) / (bottom / 10) and (top / 10) / (bottom / 1000)
        ASSERT_EQ((Ratio{Decimal(top, 2), Decimal(bottom, 1)}.rounded(0, mode)->mantissa()),
                  count_rounded(top, bottom * 10, mode));
        ASSERT_EQ((Ratio{Decimal(top, 1), Decimal(bottom, 3)}.rounded(0, mode)->mantissa()),
                  count_rounded(top * 100, bottom, mode));
      }
    }
  }
}

TEST(RatioTest, RoundsADecimalAsTheDecimalRoundsItself) {
  std::mt19937_64 random(4);
  for (int i = 0; i < 20'000; ++i) {
    const Decimal value(static_cast<std::int64_t>(random()), static_cast<int>(random() % 10));
    const int scale = static_cast<int>(random() % 10);
    for (const Rounding mode : kModes) {
      const std::optional<Decimal> expected = value.rounded(scale, mode);
      ASSERT_EQ(shown((Ratio{value, Decimal(1)}.rounded(scale, mode))), shown(expected));
      ASSERT_EQ(shown((Ratio{value, Decimal(1'000'000'000, 9)}.rounded(scale, mode))),
                shown(expected));
    }
  }
}

TEST(RatioTest, HoldsTheLargestNumbers) {
  EXPECT_EQ(shown(Ratio{Decimal(kMost), Decimal(kMost)}.rounded(9)), "1.000000000");
  EXPECT_EQ(shown(Ratio{Decimal(kLeast), Decimal(kLeast)}.rounded(0)), "1");
  EXPECT_EQ(shown(Ratio{Decimal(kLeast, 9), Decimal(kMost)}.rounded(9)), "-0.000000001");
  EXPECT_EQ(shown(Ratio{Decimal(kMost), Decimal(kLeast, 9)}.rounded(0)), "-1000000000");
  EXPECT_EQ(shown(Ratio{Decimal(kMost), Decimal(1, 9)}.rounded(9)), "nothing");
  EXPECT_EQ(shown(Ratio{Decimal(kLeast), Decimal(1)}.rounded(0)), "nothing");
  EXPECT_EQ(shown(Ratio{Decimal(1), Decimal(3)}.rounded(9)), "0.333333333");
  EXPECT_EQ(shown(Ratio{Decimal(-2), Decimal(3)}.rounded(1)), "-0.7");
}

TEST(RatioTest, RefusesWrongScalesAndZero) {
  EXPECT_EQ(shown(Ratio{Decimal(1), Decimal(3)}.rounded(-1)), "nothing");
  EXPECT_EQ(shown(Ratio{Decimal(1), Decimal(3)}.rounded(10)), "nothing");
  EXPECT_EQ(shown(Ratio{Decimal(1), Decimal(0, 2)}.rounded(1)), "nothing");
}

}  // namespace
}  // namespace grif
