#include <sstream>

#include <gtest/gtest.h>

#include "school.hpp"

namespace grif::test {
namespace {

/// Places and kinds without the words.
std::string kinds(const std::string& messages) {
  std::string out;
  std::istringstream lines(messages);
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with(' ')) out += line.substr(0, line.find("]:") + 1) + '\n';
  }
  return out;
}

TEST(Faults, FiveMistakesGiveFiveMessages) {
  School school;
  EXPECT_EQ(kinds(school
                      .run(R"(<template>
  <paragrap>Отчёт</paragrap>
  <paragraph style="Normol">Школа {scool.name}</paragraph>
  <for each="p" in="pupils"><paragraph>{p.nmae}</paragraph></for>
  <table columns="fit"><row><cell colspan="2">x</cell></row></table>
</template>)")
                      .messages),
            R"(school/t.xml:2:3: error[template-element]
school/t.xml:3:21: error[template-style]
school/t.xml:3:36: error[unknown-name]
school/t.xml:4:43: error[unknown-member]
school/t.xml:5:44: error[template-attribute]
)");
}

TEST(Faults, MessagesAreRussianToo) {
  School school;
  school.with_hints = true;
  school.language = Language::russian;
  EXPECT_EQ(school.body("<paragrap/><paragraph style='Normol' colour='red' bold='true'/>").messages,
            R"(school/t.xml:1:11: error[template-element]: неизвестный элемент <paragrap>
    здесь допустимо: paragraph
school/t.xml:1:40: error[template-style]: неизвестный стиль «Normol»
    есть стили: Normal
school/t.xml:1:56: error[template-attribute]: у элемента <paragraph> нет свойства «colour»
    допустимые свойства: style, align, left, right, first-line, before, after, line, keep-with-next, keep-together, page-break-before, widow-control, hyphenate, outline-level, tabs, if
school/t.xml:1:67: error[template-attribute]: у элемента <paragraph> нет свойства «bold»
    допустимые свойства: style, align, left, right, first-line, before, after, line, keep-with-next, keep-together, page-break-before, widow-control, hyphenate, outline-level, tabs, if
)");
}

TEST(Faults, ElementsStandWhereTheyMay) {
  School school;
  school.with_hints = true;
  EXPECT_EQ(
      school.body("<row/><paragraph><paragraph/></paragraph><list><paragraph/></list>").messages,
      R"(school/t.xml:1:11: error[template-misplaced]: the element <row> may not stand within <template>
    allowed here: header, first-header, footer, first-footer, paragraph, heading, lines, page-break, list, table, marks, signature, if, for, let, include
school/t.xml:1:28: error[template-misplaced]: the element <paragraph> may not stand within <paragraph>
    allowed here: run, tab, break, page-number, page-count, bookmark, reference, link, if, for, let, include
school/t.xml:1:58: error[template-misplaced]: the element <paragraph> may not stand within <list>
    allowed here: item, if, for, let, include
)");
}

TEST(Faults, BranchesComeLastAndElseOnce) {
  School school;
  EXPECT_EQ(
      school
          .body(
              "<if test='true'><else/><else/></if><if test='true'><else/><else-if test='true'/></if>"
              "<if test='true'><else/><paragraph/></if><for each='a' in='[1]'><else-if test='true'/></for>")
          .messages,
      "school/t.xml:1:34: error[template-misplaced]: the element <else> may not stand within <if>\n"
      "school/t.xml:1:69: error[template-misplaced]: the element <else-if> may not stand within <if>\n"
      "school/t.xml:1:119: error[template-misplaced]: the element <paragraph> may not stand within <if>\n"
      "school/t.xml:1:159: error[template-misplaced]: the element <else-if> may not stand within <for>\n");
}

TEST(Faults, TextStandsInParagraphs) {
  School school;
  EXPECT_EQ(
      school.body("слова, которые никто не положил в абзац и которые не кончаются").messages,
      "school/t.xml:1:11: error[template-text]: the text “слова, которые никто не положи…” may not stand directly "
      "within <template>\n");
}

TEST(Faults, AttributesHaveTheirValues) {
  School school;
  school.with_hints = true;
  EXPECT_EQ(
      school
          .run("<template page='a0' orientation='up' margin-left='300mm'>"
               "<paragraph align='center' keep-with-next='yes'/><heading level='0'/>"
               "<list ordered='true' pattern='-'/><list pattern='%1.'/>"
               "<lines value='1' lead='word'/><table columns='wide' align='justify'>"
               "<row><cell vertical='up' shade='red' column-span='0'/></row></table></template>")
          .messages,
      R"(school/t.xml:1:17: error[template-value]: the value “a0” does not suit the attribute “page”
    for example: a4, a3, a5
school/t.xml:1:34: error[template-value]: the value “up” does not suit the attribute “orientation”
    for example: portrait, landscape, auto
school/t.xml:1:51: error[template-value]: the value “300mm” does not suit the attribute “margin-left”
    for example: 20mm
school/t.xml:1:76: error[template-value]: the value “center” does not suit the attribute “align”
    for example: left, right, centre, justify
school/t.xml:1:100: error[template-value]: the value “yes” does not suit the attribute “keep-with-next”
    for example: true, false
school/t.xml:1:122: error[template-value]: the value “0” does not suit the attribute “level”
    for example: 1 … 9
school/t.xml:1:156: error[template-value]: the value “-” does not suit the attribute “pattern”
    for example: %1., %1), %1.%2.
school/t.xml:1:175: error[template-value]: the value “%1.” does not suit the attribute “pattern”
    for example: –, •
school/t.xml:1:204: error[template-value]: the value “word” does not suit the attribute “lead”
    for example: line, colon
school/t.xml:1:240: error[template-value]: the value “justify” does not suit the attribute “align”
    for example: left, right, centre
school/t.xml:1:227: error[template-value]: the value “wide” does not suit the attribute “columns”
    for example: 15mm, share 2, fit
school/t.xml:1:299: error[template-value]: the value “0” does not suit the attribute “column-span”
    for example: 1, 2, 3
school/t.xml:1:270: error[template-value]: the value “up” does not suit the attribute “vertical”
    for example: top, middle, bottom
school/t.xml:1:281: error[template-value]: the value “red” does not suit the attribute “shade”
    for example: #f2f2f2
)");
}

TEST(Faults, AttributesAreThere) {
  School school;
  EXPECT_EQ(
      school
          .body(
              "<if><paragraph/></if><for each='a'/><let name='x'/><include/><lines/>"
              "<paragraph><link/><bookmark/><reference/></paragraph><marks><mark/></marks><signature post=''/>")
          .messages,
      R"(school/t.xml:1:11: error[template-attribute-missing]: the element <if> lacks the attribute “test”
school/t.xml:1:32: error[template-attribute-missing]: the element <for> lacks the attribute “in”
school/t.xml:1:47: error[template-attribute-missing]: the element <let> lacks the attribute “value”
school/t.xml:1:62: error[template-attribute-missing]: the element <include> lacks the attribute “file”
school/t.xml:1:72: error[template-attribute-missing]: the element <lines> lacks the attribute “value”
school/t.xml:1:91: error[template-attribute-missing]: the element <link> lacks the attribute “to”
school/t.xml:1:98: error[template-attribute-missing]: the element <bookmark> lacks the attribute “name”
school/t.xml:1:109: error[template-attribute-missing]: the element <reference> lacks the attribute “to”
school/t.xml:1:140: error[template-attribute-missing]: the element <mark> lacks the attribute “side”
school/t.xml:1:155: error[template-attribute-missing]: the element <signature> lacks the attribute “name”
)");
}

TEST(Faults, NamesBracesAndRoots) {
  School school;
  EXPECT_EQ(
      school
          .body("<let name='имя' value='1'/><for each='1a' in='[1]'/><paragraph>{</paragraph>"
                "<let name='x' value='1' if='true'/>")
          .messages,
      "school/t.xml:1:22: error[template-name]: “имя” cannot be a name\n"
      "school/t.xml:1:49: error[template-name]: “1a” cannot be a name\n"
      "school/t.xml:1:74: error[template-brace]: unmatched brace “{”\n"
      "school/t.xml:1:115: error[template-attribute]: the element <let> has no attribute “if”\n");
  EXPECT_EQ(school.run("<document/>").messages,
            "school/t.xml:1:1: error[template-element]: unknown element <document>\n");
  school.world.entries["/pack/p.xml"] = "<template/>";
  EXPECT_EQ(
      school.body("<include file='p.xml'>x<y/></include>").messages,
      "school/t.xml:1:33: error[template-text]: the text “x” may not stand directly within <include>\n"
      "school/t.xml:1:34: error[template-misplaced]: the element <y> may not stand within <include>\n"
      "school/p.xml:1:1: error[template-element]: unknown element <template>\n");
}

TEST(Faults, HeadersStandDirectlyInSectionsAndOnce) {
  School school;
  EXPECT_EQ(
      school
          .body("<if test='true'><header/></if><header/><header/>"
                "<table columns='fit'><row><cell><footer/></cell></row></table>")
          .messages,
      "school/t.xml:1:27: error[template-misplaced]: the element <header> may not stand within <if>\n"
      "school/t.xml:1:50: error[template-misplaced]: the element <header> may not stand within <template>\n"
      "school/t.xml:1:91: error[template-misplaced]: the element <footer> may not stand within <cell>\n");
}

TEST(Faults, BadXmlIsTold) {
  School school;
  const auto result = school.run("<template><paragraph></template>");
  EXPECT_FALSE(result.made);
  EXPECT_NE(result.messages.find("school/t.xml:1:"), std::string::npos) << result.messages;
}

}  // namespace
}  // namespace grif::test
