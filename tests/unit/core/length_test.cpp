#include "core/length.hpp"

#include <cstdint>

#include <gtest/gtest.h>

namespace grif {
namespace {

TEST(LengthTest, HoldsEveryUnitExactly) {
  EXPECT_EQ(Length::from_points(1).emu(), 12'700);
  EXPECT_EQ(Length::from_points(72).emu(), Length::kEmuPerInch);
  EXPECT_EQ(Length::from_half_points(1).emu(), 6'350);
  EXPECT_EQ(Length::from_half_points(27), Length::from_twips(270));
  EXPECT_EQ(Length::from_twips(1).emu(), 635);
  EXPECT_EQ(Length::from_twips(1440).emu(), Length::kEmuPerInch);
  EXPECT_EQ(Length::from_mm(297).emu(), 10'692'000);
  EXPECT_EQ(Length::from_tenths_of_mm(1).emu(), 3'600);
  EXPECT_EQ(Length::from_tenths_of_mm(254).emu(), Length::kEmuPerInch);
  EXPECT_EQ(Length::from_emu(-5).emu(), -5);
  EXPECT_EQ(Length().emu(), 0);
}

TEST(LengthTest, IsAConstantExpression) {
  static_assert(Length::from_mm(210) + Length::from_mm(87) == Length::from_mm(297));
  static_assert(Length::from_twips(20) == Length::from_points(1));
  static_assert(sizeof(Length) == 8);
}

TEST(LengthTest, RoundsToTheNearestTwipOnBothSidesOfZero) {
  for (std::int64_t twips = -40; twips <= 40; ++twips) {
    // 635 is odd: 317 are nearer to what is below, 318 to what is above.
    EXPECT_EQ(Length::from_emu(twips * 635).twips(), twips);
    EXPECT_EQ(Length::from_emu(twips * 635 + 317).twips(), twips);
    EXPECT_EQ(Length::from_emu(twips * 635 - 317).twips(), twips);
    EXPECT_EQ(Length::from_emu(twips * 635 + 318).twips(), twips + 1);
    EXPECT_EQ(Length::from_emu(twips * 635 - 318).twips(), twips - 1);
  }
  EXPECT_EQ(Length::from_mm(20).twips(), 1134);    // the left margin of an order
  EXPECT_EQ(Length::from_mm(297).twips(), 16838);  // A4
  EXPECT_EQ(Length::from_mm(-20).twips(), -1134);
}

TEST(LengthTest, CalculatesInWholeUnits) {
  Length a = Length::from_emu(7);
  a += Length::from_emu(3);
  EXPECT_EQ(a.emu(), 10);
  a -= Length::from_emu(14);
  EXPECT_EQ(a.emu(), -4);
  EXPECT_EQ((-a).emu(), 4);
  EXPECT_EQ((a * 3).emu(), -12);
  EXPECT_EQ((3 * a).emu(), -12);
  EXPECT_EQ((Length::from_emu(7) / 2).emu(), 3);
  EXPECT_EQ((Length::from_emu(-7) / 2).emu(), -3);
  EXPECT_EQ((Length::from_emu(1) - Length::from_emu(3)).emu(), -2);
  EXPECT_EQ(Length::from_emu(10).scaled(2, 3).emu(), 6);
  EXPECT_EQ(Length::from_emu(-10).scaled(2, 3).emu(), -6);
  EXPECT_EQ(Length::from_mm(170).scaled(5000, 5000), Length::from_mm(170));
  EXPECT_LT(Length::from_mm(1), Length::from_points(3));
  EXPECT_GT(Length::from_mm(1), Length::from_emu(-1));
}

TEST(LengthTest, GivesFractions) {
  EXPECT_DOUBLE_EQ(Length::from_half_points(23).points(), 11.5);
  EXPECT_DOUBLE_EQ(Length::from_twips(-1).points(), -0.05);
  EXPECT_DOUBLE_EQ(Length::from_tenths_of_mm(125).mm(), 12.5);
}

}  // namespace
}  // namespace grif
