#include "document/style.hpp"

#include <gtest/gtest.h>

#include "sheet.hpp"

namespace grif::test {
namespace {

TEST(StyleSheet, FindsByTypeAndId) {
  const StyleSheet sheet = make_sheet();
  EXPECT_EQ(sheet.find(StyleType::paragraph, "TableText"), kTableText);
  EXPECT_EQ(sheet.find(StyleType::character, "Strong"), kStrong);
  EXPECT_EQ(sheet.find(StyleType::paragraph, "Strong"), kNoStyle);
  EXPECT_EQ(sheet.find(StyleType::paragraph, "normal"), kNoStyle);
}

TEST(StyleSheet, ParagraphTakesDefaultsThenTableThenStyleThenDirect) {
  StyleSheet sheet = make_sheet();
  sheet.default_paragraph.after = Length::from_points(6);
  sheet.default_paragraph.alignment = Alignment::right;

  ParagraphFormat expected;
  expected.after = Length::from_points(6);
  expected.alignment = Alignment::right;
  EXPECT_EQ(sheet.compute_paragraph(kNoStyle, kNoStyle, {}), expected);

  expected.alignment = Alignment::centre;
  expected.hyphenate = true;
  EXPECT_EQ(sheet.compute_paragraph(kGrid, kTableText, {}), expected);

  expected.hyphenate = false;
  expected.alignment = Alignment::justify;  // the paragraph style wins over the table style
  expected.first_line = Length::from_tenths_of_mm(125);
  EXPECT_EQ(sheet.compute_paragraph(kGrid, kNormal, {}), expected);

  ParagraphProperties direct;
  direct.alignment = Alignment::left;
  direct.tabs = {{Length::from_mm(165), TabAlignment::right, true}};
  expected.alignment = Alignment::left;
  expected.tabs = {{Length::from_mm(165), TabAlignment::right, true}};
  EXPECT_EQ(sheet.compute_paragraph(kGrid, kNormal, direct), expected);
}

TEST(StyleSheet, BasedOnIsTakenFirst) {
  const StyleSheet sheet = make_sheet();
  const ParagraphFormat format = sheet.compute_paragraph(kNoStyle, kHeading1, {});
  EXPECT_EQ(format.alignment, Alignment::justify);
  EXPECT_EQ(format.outline_level, 0);
  EXPECT_TRUE(format.keep_with_next);
  const CharacterFormat character = sheet.compute_character(kNoStyle, kHeading1, kNoStyle, {});
  EXPECT_EQ(character.half_points, 24);
  EXPECT_TRUE(character.bold);
}

TEST(StyleSheet, CharacterStyleAndDirectWinInThatOrder) {
  const StyleSheet sheet = make_sheet();
  CharacterProperties direct;
  direct.bold = false;
  direct.italic = true;
  EXPECT_EQ(sheet.compute_character(kGrid, kTableText, kNoStyle, {}).half_points, 22);
  EXPECT_EQ(sheet.compute_character(kGrid, kNormal, kNoStyle, {}).half_points, 24);
  EXPECT_TRUE(sheet.compute_character(kGrid, kTableText, kStrong, {}).bold);
  const CharacterFormat format = sheet.compute_character(kGrid, kTableText, kStrong, direct);
  EXPECT_FALSE(format.bold);
  EXPECT_TRUE(format.italic);
}

TEST(StyleSheet, RingOfStylesEnds) {
  StyleSheet sheet = make_sheet();
  sheet.styles[kNormal].based_on = kHeading1;
  EXPECT_TRUE(sheet.compute_character(kNoStyle, kNormal, kNoStyle, {}).bold);
}

}  // namespace
}  // namespace grif::test
