#include "expand/properties.hpp"

#include <gtest/gtest.h>

namespace grif::test {
namespace {

TEST(Properties, LengthsAreExact) {
  EXPECT_EQ(parse_length("12pt"), Length::from_points(12));
  EXPECT_EQ(parse_length("12.5mm"), Length::from_tenths_of_mm(125));
  EXPECT_EQ(parse_length("1.25cm"), Length::from_tenths_of_mm(125));
  EXPECT_EQ(parse_length("-7.5mm"), -Length::from_tenths_of_mm(75));
  EXPECT_EQ(parse_length("0.5in"), Length::from_emu(457'200));
  EXPECT_EQ(parse_length("0"), Length());
  for (const char* text : {"", "12", "pt", "12 furlongs", "mm12", "12pt ", "9999999mm"}) {
    EXPECT_EQ(parse_length(text), std::nullopt) << text;
  }
}

TEST(Properties, Colours) {
  EXPECT_EQ(parse_colour("#f2F20a"), (Colour{0xF2, 0xF2, 0x0A}));
  for (const char* text : {"f2f2f2", "#f2f2f", "#g2f2f2", "#f2f2f2f", "#+1f2f2", ""}) {
    EXPECT_EQ(parse_colour(text), std::nullopt) << text;
  }
}

TEST(Properties, Columns) {
  const auto columns = parse_columns("12mm, share 2,share, fit, fit 3.5");
  ASSERT_TRUE(columns);
  using Rule = ColumnWidth::Rule;
  EXPECT_EQ(*columns, (std::vector<ColumnWidth>{{.rule = Rule::fixed, .width = Length::from_mm(12)},
                                                {.rule = Rule::share, .share = 2},
                                                {.rule = Rule::share},
                                                {.rule = Rule::fit},
                                                {.rule = Rule::fit, .share = 3.5}}));
  for (const char* text : {"", "0", "-1mm", "share 0", "fit x", "wide", "12mm,"}) {
    EXPECT_FALSE(parse_columns(text)) << text;
  }
}

using Is = PropertyOutcome::Is;

TEST(Properties, EveryParagraphPropertyIsSet) {
  ParagraphProperties p;
  const std::pair<const char*, const char*> attributes[] = {
      {"align", "justify"},       {"left", "1mm"},
      {"right", "2mm"},           {"first-line", "12.5mm"},
      {"before", "3pt"},          {"after", "4pt"},
      {"line", "1.15"},           {"keep-with-next", "true"},
      {"keep-together", "true"},  {"page-break-before", "true"},
      {"widow-control", "false"}, {"hyphenate", "true"},
      {"outline-level", "2"},     {"tabs", "20mm, 165mm right dots"}};
  for (const auto& [name, value] : attributes)
    EXPECT_EQ(set_property(p, name, value).is, Is::set) << name;
  EXPECT_EQ(std::size(attributes), property_names(p).size());
  ParagraphProperties expected{.alignment = Alignment::justify,
                               .left = Length::from_mm(1),
                               .right = Length::from_mm(2),
                               .first_line = Length::from_tenths_of_mm(125),
                               .before = Length::from_points(3),
                               .after = Length::from_points(4),
                               .line = LineSpacing{.two_hundred_fortieths = 276},
                               .keep_with_next = true,
                               .keep_together = true,
                               .page_break_before = true,
                               .widow_control = false,
                               .hyphenate = true,
                               .outline_level = 1};
  expected.tabs = std::vector<TabStop>{{Length::from_mm(20)},
                                       {Length::from_mm(165), TabAlignment::right, true}};
  EXPECT_EQ(p, expected);
}

TEST(Properties, EveryCharacterPropertyIsSet) {
  CharacterProperties p;
  const std::pair<const char*, const char*> attributes[] = {
      {"font", " PT Serif "}, {"size", "11.5pt"},          {"bold", "true"},
      {"italic", "false"},    {"underline", "true"},       {"caps", "true"},
      {"colour", "#000001"},  {"letter-spacing", "0.5pt"}, {"language", "en-GB"}};
  for (const auto& [name, value] : attributes)
    EXPECT_EQ(set_property(p, name, value).is, Is::set) << name;
  EXPECT_EQ(std::size(attributes), property_names(p).size());
  EXPECT_EQ(p, (CharacterProperties{.family = "PT Serif",
                                    .half_points = 23,
                                    .bold = true,
                                    .italic = false,
                                    .underline = true,
                                    .caps = true,
                                    .colour = Colour{0, 0, 1},
                                    .letter_spacing = 10,
                                    .language = "en-GB"}));
}

TEST(Properties, EveryTablePropertyIsSet) {
  TableProperties p;
  const char* const names[] = {"border",        "inner-horizontal", "inner-vertical",
                               "padding-left",  "padding-right",    "padding-top",
                               "padding-bottom"};
  for (const char* name : names) EXPECT_EQ(set_property(p, name, "0.5pt").is, Is::set) << name;
  EXPECT_EQ(set_property(p, "border-colour", "#808080").is, Is::set);
  EXPECT_EQ(std::size(names) + 1, property_names(p).size());
  const Border border{Length::from_half_points(1), {0x80, 0x80, 0x80}};
  TableProperties expected{.outer = border, .inner_horizontal = border, .inner_vertical = border};
  expected.padding_left = expected.padding_right = expected.padding_top = expected.padding_bottom =
      Length::from_half_points(1);
  EXPECT_EQ(p, expected);
}

TEST(Properties, RefusesWithExamples) {
  ParagraphProperties p;
  CharacterProperties c;
  const auto refused = [](PropertyOutcome outcome) {
    return outcome.is == Is::refused ? std::string(outcome.expected) : "not refused";
  };
  EXPECT_EQ(refused(set_property(p, "align", "center")), "left, right, centre, justify");
  EXPECT_EQ(refused(set_property(p, "line", "0")), "1, 1.15, 18pt");
  EXPECT_EQ(refused(set_property(p, "line", "-2pt")), "1, 1.15, 18pt");
  EXPECT_EQ(refused(set_property(p, "tabs", "20mm, 10mm")), "20mm, 165mm right dots");
  EXPECT_EQ(refused(set_property(p, "tabs", "20mm around")), "20mm, 165mm right dots");
  EXPECT_EQ(refused(set_property(p, "keep-with-next", "yes")), "true, false");
  EXPECT_EQ(refused(set_property(p, "outline-level", "10")), "1 … 9, 0");
  EXPECT_EQ(refused(set_property(c, "size", "12.3pt")), "12pt, 11.5pt");
  EXPECT_EQ(refused(set_property(c, "size", "0pt")), "12pt, 11.5pt");
  EXPECT_EQ(refused(set_property(c, "font", " ")), "Times New Roman");
  EXPECT_EQ(set_property(c, "align", "left").is, Is::unknown);
  EXPECT_EQ(p, ParagraphProperties{});
}

TEST(Properties, ExactLine) {
  ParagraphProperties p;
  set_property(p, "line", "18pt");
  EXPECT_EQ(p.line,
            (LineSpacing{.rule = LineSpacing::Rule::exact, .exact = Length::from_points(18)}));
}

}  // namespace
}  // namespace grif::test
