#include <gtest/gtest.h>

#include "annotate/styles_part.hpp"

namespace grif::annotate {
namespace {

constexpr std::string_view kStyles =
    "<?xml version=\"1.0\"?>\n<styleSheet xmlns=\"m\"><numFmts count=\"1\"><numFmt numFmtId=\"164\" "
    "formatCode=\"0.0\"/></numFmts>\n<fonts count=\"2\"><font><sz val=\"11\"/></font><font><color "
    "theme=\"0\"/></font></fonts><fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill>"
    "<fill><patternFill patternType=\"gray125\"/></fill><fill><patternFill patternType=\"solid\">"
    "<fgColor theme=\"4\" tint=\"0.5\"/><bgColor indexed=\"64\"/></patternFill></fill></fills>"
    "<borders count=\"1\"><border/></borders><cellXfs count=\"3\"><xf numFmtId=\"0\" fontId=\"0\" "
    "fillId=\"0\" borderId=\"0\"/>\n  <xf numFmtId=\"164\" fontId=\"0\" fillId=\"2\" borderId=\"0\" "
    "applyFill='1'><alignment horizontal=\"center\"/></xf><xf numFmtId=\"0\" fontId=\"1\" "
    "fillId=\"2\" borderId=\"0\"/>\n</cellXfs><cellStyles count=\"0\"/></styleSheet>";

struct Added {
  std::string text;
  Record record;
  std::vector<std::uint32_t> formats;
};

/// Marks a cell of each of these formats.
Added add(std::string_view styles, const std::vector<Record::Copy>& cells,
          Severity severity = Severity::warning) {
  Added added;
  StyleAdder adder(styles);
  EXPECT_TRUE(adder.is_good());
  for (const Record::Copy& cell : cells)
    added.formats.push_back(adder.mark(cell, severity).value_or(999));
  adder.add_looks();
  added.text = adder.finish(added.record);
  return added;
}

TEST(Styles, CopiesKeepEverythingButTheGround) {
  const Added added = add(kStyles, {{.format = 1}, {.format = 0, .absent = true}, {.format = 1}});
  EXPECT_EQ(added.formats, (std::vector<std::uint32_t>{3, 4, 3}));
  EXPECT_NE(added.text.find("<xf numFmtId=\"164\" fontId=\"0\" fillId=\"3\" borderId=\"0\" "
                            "applyFill='1'><alignment horizontal=\"center\"/></xf>"),
            std::string::npos)
      << added.text;
  EXPECT_NE(added.text.find("<xf numFmtId=\"0\" fontId=\"0\" fillId=\"4\" borderId=\"0\" "
                            "applyFill=\"1\"/>"),
            std::string::npos);
  EXPECT_NE(added.text.find("<cellXfs count=\"13\">"), std::string::npos);
  ASSERT_EQ(added.record.colours.size(), 2U);
  EXPECT_EQ(added.record.colours[0].rgb, 0xFDE9B8U);
  EXPECT_EQ(added.record.colours[0].before,
            "<patternFill patternType=\"solid\"><fgColor theme=\"4\" tint=\"0.5\"/><bgColor "
            "indexed=\"64\"/></patternFill>");
  EXPECT_EQ(added.record.colours[1], (Record::Colour{0xFDE8B8, ""}));
}

TEST(Styles, AsWeLeftThemTheyBecomeWhatTheyWere) {
  const Added added = add(kStyles, {{.format = 1},
                                    {.format = 0, .absent = true},
                                    {.format = 2, .absent = false, .created = true}});
  const auto clean = clean_styles(added.text, parse_record(to_lines(added.record)));
  ASSERT_TRUE(clean);
  EXPECT_EQ(clean->text, kStyles);
  EXPECT_FALSE(clean->at(1).ours);
  EXPECT_TRUE(clean->at(3).ours);
  EXPECT_EQ(clean->at(3).format, 1U);
  EXPECT_TRUE(clean->at(4).absent);
  EXPECT_TRUE(clean->at(5).created);
  EXPECT_EQ(clean->at(5).format, 2U);
  EXPECT_EQ(clean->at(99).format, 99U);
}

TEST(Styles, NumberedAnewByAnotherProgramTheyAreKnownByTheColours) {
  Added added = add(kStyles, {{.format = 1}, {.format = 0}});
  // Another program left a format out and wrote the first one last.
  const std::string first = "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>\n  ";
  std::string text = added.text;
  text.erase(text.find(first), first.size());
  const auto clean = clean_styles(text, added.record);
  ASSERT_TRUE(clean);
  // Format 2 is now the copy of what is 0; format 3 that of the one that is gone.
  EXPECT_TRUE(clean->at(2).ours);
  EXPECT_EQ(clean->at(2).format, 0U);
  EXPECT_TRUE(clean->at(3).ours);
  EXPECT_EQ(clean->at(3).format, 12U);
  EXPECT_TRUE(
      clean->text.ends_with("<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" "
                            "applyFill=\"0\"/></cellXfs><cellStyles count=\"0\"/></styleSheet>"))
      << clean->text;
  EXPECT_FALSE(clean->at(0).ours);
}

TEST(Styles, ColoursOfPeopleAreNeverTakenForOurs) {
  std::string styles(kStyles);
  const std::string theirs = "<fgColor theme=\"4\" tint=\"0.5\"/>";
  styles.replace(styles.find(theirs), theirs.size(), "<fgColor rgb=\"FFFDE9B8\"/>");
  const Added added = add(styles, {{.format = 1}});
  EXPECT_NE(added.record.colours.front().rgb, 0xFDE9B8U);
  const auto clean = clean_styles(added.text, added.record);
  EXPECT_EQ(clean->text, styles);
  EXPECT_FALSE(clean_styles(styles, Record{})->at(1).ours);
}

TEST(Styles, LightLettersGetADeepGround) {
  const Added added = add(kStyles, {{.format = 2}}, Severity::error);
  EXPECT_EQ(added.record.colours.front().rgb, 0xA33A32U);
  EXPECT_TRUE(is_light_font("<font><color rgb=\"FFF0F0F0\"/></font>"));
  EXPECT_TRUE(is_light_font("<font><color indexed=\"9\"/></font>"));
  EXPECT_FALSE(is_light_font("<font><color theme=\"1\"/></font>"));
  EXPECT_FALSE(is_light_font("<font><b/></font>"));
}

TEST(Styles, AreMadeWhereThereAreNone) {
  for (const std::string& before :
       {plain_styles("m"), std::string("<styleSheet xmlns=\"m\"/>"),
        std::string("<x:styleSheet xmlns:x=\"m\"><x:fills/><x:dxfs/></x:styleSheet>")}) {
    const Added first = add(before, {{.format = 7, .absent = true}});
    const auto clean = clean_styles(first.text, first.record);
    ASSERT_TRUE(clean);
    const Added second = add(clean->text, {{.format = 7, .absent = true}});
    EXPECT_EQ(second.text, first.text);
    EXPECT_EQ(first.formats.front(), 1U);
  }
}

TEST(Styles, FillsAreToldApart) {
  EXPECT_EQ(read_fill("<fill><patternFill patternType=\"none\"/></fill>"), Fill{});
  EXPECT_EQ(read_fill("<fill/>"), Fill{});
  EXPECT_EQ(read_fill("<x:fill><x:patternFill patternType=\"solid\"><x:fgColor rgb=\"FF00B050\"/>"
                      "</x:patternFill></x:fill>"),
            (Fill{"<patternFill patternType=\"solid\"><fgColor rgb=\"FF00B050\"/></patternFill>",
                  0x00B050}));
  EXPECT_EQ(read_fill("<fill><gradientFill degree=\"90\"><stop position=\"0\"><color "
                      "theme=\"0\"/></stop></gradientFill></fill>")
                .content,
            "<gradientFill degree=\"90\"><stop position=\"0\"><color theme=\"0\"/></stop>"
            "</gradientFill>");
  EXPECT_EQ(read_fill("<fill><script/></fill>"), Fill{});
  EXPECT_EQ(read_fill("<fill><"), Fill{});
}

TEST(Record, GoesToLinesAndBack) {
  Record record;
  record.colours = {{0xFDE9B8, ""}, {0x000001, "<patternFill patternType=\"solid\"/>"}};
  record.tails = {{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}, {10, 11, 0xFFFF'FFFF'FFFF'FFFF}}};
  for (std::uint32_t i = 0; i < 5'000; ++i)
    record.copies.push_back({.format = i, .absent = i % 2 == 0, .created = i % 3 == 0});
  record.seal = "0123456789abcdef";
  EXPECT_EQ(parse_record(to_lines(record)), record);
  for (const std::string& line : to_lines(record)) EXPECT_LT(line.size(), 32'767U);
  EXPECT_EQ(parse_record({"grif-colour", "grif-colour zz", "grif-styles fonts 1 x 3", "grif-styles",
                          "grif-copies a -1 +", "other"}),
            Record{});
}

}  // namespace
}  // namespace grif::annotate
