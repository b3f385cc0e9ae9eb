#include <gtest/gtest.h>

#include "school.hpp"

namespace grif::test {
namespace {

/// Lines of a dump below the section's.
std::string blocks(const School::Result& result) {
  EXPECT_EQ(result.messages, "");
  const std::size_t at = result.dump.find("header=10mm footer=10mm");
  return at == std::string::npos ? result.dump : result.dump.substr(result.dump.find('\n', at) + 1);
}

TEST(Inlines, IndentationOfTheTemplateIsNotText) {
  School school;
  EXPECT_EQ(
      school.body("\n  <paragraph>\n    Школа:\n    {school.name}  ,\n  да  </paragraph>\n").text,
      "Школа: Школа № 1 , да\n");
  EXPECT_EQ(school.body("<paragraph><run bold='true'>Цель: </run>{school.name}</paragraph>").text,
            "Цель: Школа № 1\n");
  EXPECT_EQ(school.body("<paragraph>а <run> б </run> в</paragraph>").text, "а б в\n");
  EXPECT_EQ(school.body("<paragraph>а\u00a0 <break/> б <tab/> в </paragraph>").text,
            "а\u00a0\nб\tв\n");
  EXPECT_EQ(school.body("<paragraph> <if test='false'>x</if> а</paragraph>").text, "а\n");
  EXPECT_EQ(school.body("<paragraph/>").text, "\n");
}

TEST(Inlines, ValuesArePrintedAsTheyAreAndNeverReadAgain) {
  School school;
  school.add_pupil({Value::text("  {{7*7}} {x} ${x} {% include %} <b>  ")});
  EXPECT_EQ(school.body("<paragraph>[{pupils[0].name}]</paragraph>").text,
            "[  {{7*7}} {x} ${x} {% include %} <b>  ]\n");
  EXPECT_EQ(blocks(school.body("<paragraph>{school.goal}</paragraph>")),
            "  paragraph Normal \"учить\" <break> \"и учиться\"\n");
}

TEST(Inlines, RunsNestAndKeepTheirProperties) {
  School school;
  EXPECT_EQ(
      blocks(school.body(
          "<paragraph align='right'>а<run style='Strong'>б<run italic='true' size='9pt'>в</run>"
          "</run></paragraph>")),
      "  paragraph Normal align=right \"а\" {Strong}\"б\" {Strong}{half-points=18 italic=yes}\"в\"\n");
}

TEST(Inlines, BlanksKeepTheFormatOfThePlaceWhereTheyStand) {
  School school;
  EXPECT_EQ(blocks(school.body("<paragraph>от <run underline='true'>5 мая</run> года</paragraph>")),
            "  paragraph Normal \"от \" {underline=yes}\"5 мая\" \" года\"\n");
  EXPECT_EQ(blocks(school.body("<paragraph>а <run bold='true'><run italic='true'>б </run>в</run>"
                               "</paragraph>")),
            "  paragraph Normal \"а \" {bold=yes italic=yes}\"б\" {bold=yes}\" в\"\n");
  EXPECT_EQ(blocks(school.body("<paragraph>а <run bold='true'> </run></paragraph>")),
            "  paragraph Normal \"а\"\n");
}

TEST(Inlines, FieldsBookmarksAndLinks) {
  School school;
  EXPECT_EQ(
      blocks(school.body(
          "<paragraph>с. <page-number/> из <page-count/>, см. с. <reference to='end'/></paragraph>"
          "<paragraph><bookmark name='{\"en\" ~ \"d\"}'>конец</bookmark> "
          "<link to='https://example.org/?a={school.founded | year}'>сайт</link></paragraph>")),
      "  paragraph Normal \"с. \" <page-number> \" из \" <page-count> \", см. с. \" <page-of end>\n"
      "  paragraph Normal <bookmark end> \"конец\" </bookmark end> <link https://example.org/?a=1965> "
      "\"сайт\" </link>\n");
}

TEST(Inlines, UnsafeAddressesStayText) {
  School school;
  for (const char* address : {"javascript:alert(1)", "ftp://x", "https://", "https://a b", ""}) {
    const auto result =
        school.body("<paragraph><link to='" + std::string(address) + "'>сайт</link></paragraph>");
    EXPECT_EQ(result.text, "сайт\n");
    EXPECT_EQ(result.messages, "school/t.xml:1:22: warning[template-address]: the address “" +
                                   std::string(address) + "” was not made a link\n");
  }
}

TEST(Inlines, BookmarksMustBeThereOnce) {
  School school;
  school.with_hints = true;
  const auto result = school.body(
      "<paragraph><bookmark name='chapter'>а</bookmark><bookmark name='chapter'>б</bookmark>"
      "<reference to='chaptre'/></paragraph>");
  EXPECT_FALSE(result.made);
  EXPECT_EQ(
      result.messages,
      "school/t.xml:1:59: error[template-bookmark-twice]: there is a bookmark “chapter” already\n"
      "    give them different names\n"
      "school/t.xml:1:96: error[template-bookmark]: the document has no bookmark “chaptre”\n"
      "    there are the bookmarks: chapter\n");
}

TEST(Inlines, WhatIsNotLaidOutYetIsRefused) {
  School school;
  EXPECT_EQ(
      school.body("<paragraph>а<footnote>б</footnote></paragraph><contents/>").messages,
      "school/t.xml:1:23: error[template-unsupported]: the element <footnote> is not supported yet\n"
      "school/t.xml:1:57: error[template-unsupported]: the element <contents> is not supported yet\n");
}

TEST(Inlines, OnlyWhatCanBePrintedMayStandInText) {
  School school;
  EXPECT_EQ(
      school.body("<paragraph>{pupils} {1 / 3}</paragraph>").messages,
      "school/t.xml:1:23: error[template-type]: a value of type “text” is needed here, but the "
      "expression gives “list of record of pupils”\n"
      "school/t.xml:1:32: error[template-type]: a value of type “text” is needed here, but the "
      "expression gives “ratio”\n");
}

}  // namespace
}  // namespace grif::test
