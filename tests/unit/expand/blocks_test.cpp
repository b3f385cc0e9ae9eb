#include <gtest/gtest.h>

#include "school.hpp"

namespace grif::test {
namespace {

std::string blocks(const School::Result& result) {
  EXPECT_EQ(result.messages, "");
  const std::size_t at = result.dump.find("footer=10mm");
  return at == std::string::npos ? result.dump : result.dump.substr(result.dump.find('\n', at) + 1);
}

TEST(Blocks, ParagraphsHeadingsAndBreaks) {
  School school;
  EXPECT_EQ(
      blocks(school.body(
          "<heading>Глава</heading><heading level='2' keep-with-next='false'>Часть</heading>"
          "<page-break/><paragraph style='Mark' first-line='0' after='6pt'>x</paragraph>")),
      "  paragraph Heading1 heading=1 <bookmark _Heading1> \"Глава\" </bookmark _Heading1>\n"
      "  paragraph Heading2 keep-with-next=no heading=2 <bookmark _Heading2> \"Часть\" </bookmark _Heading2>\n"
      "  page-break\n"
      "  paragraph Mark first-line=0mm after=6pt \"x\"\n");
}

TEST(Blocks, LinesMakeAParagraphOfEachLine) {
  School school;
  EXPECT_EQ(
      blocks(
          school.body("<lines value='school.goal' style='Mark'/><lines value=\"'а\\n\\nб\\n\\n'\"/>"
                      "<lines value=\"''\"/>")),
      "  paragraph Mark \"учить\"\n  paragraph Mark \"и учиться\"\n"
      "  paragraph Normal \"а\"\n  paragraph Normal\n  paragraph Normal \"б\"\n  paragraph Normal\n");
}

TEST(Blocks, LinesMayBeginWithALeadingWord) {
  School school;
  EXPECT_EQ(
      blocks(school.body("<lines value=\"'Результат: да\\nа: б'\" lead='colon'/>"
                         "<lines value=\"'Этап 1\\nзадача'\" lead='line' lead-style='Strong'/>"
                         "<lines value=\"'без двоеточия'\" lead='colon'/>")),
      "  paragraph Normal {Strong}\"Результат:\" \" да\"\n  paragraph Normal \"а: б\"\n"
      "  paragraph Normal {Strong}\"Этап 1\"\n  paragraph Normal \"задача\"\n"
      "  paragraph Normal \"без двоеточия\"\n");
  EXPECT_EQ(blocks(school.body("<lines value=\"'Этап 1. Начало. задача этапа: сбор'\" lead='line' "
                               "lead-style='Strong' lead-until='Цель|Задача этапа'/>"
                               "<lines value=\"'Цель этапа'\" lead='line' lead-until='Цель'/>")),
            "  paragraph Normal {Strong}\"Этап 1. Начало. \" \"задача этапа: сбор\"\n"
            "  paragraph Normal {Strong}\"Цель этапа\"\n");
  const std::string long_sentence(101, 'x');
  EXPECT_EQ(school.body("<lines value=\"'" + long_sentence + ": y'\" lead='colon'/>")
                .dump.find("{Strong}"),
            std::string::npos);
}

TEST(Blocks, ListsAreNumberedByGrifOnlyWhereTheTemplateSaysSo) {
  School school;
  EXPECT_EQ(
      blocks(school.body(
          "<list ordered='true'><for each='n' in=\"['1. один', 'два']\"><item>{n}</item></for>"
          "<item><paragraph>три</paragraph><list><item>тире</item></list></item></list>"
          "<list ordered='true' pattern='%1)' style='Mark'><item>а</item></list>")),
      "  paragraph ListItem list=0 level=0 marker=\"1.\" \"1. один\"\n"
      "  paragraph ListItem list=0 level=0 marker=\"2.\" \"два\"\n"
      "  paragraph ListItem list=0 level=0 marker=\"3.\" \"три\"\n"
      "  paragraph ListItem left=7.5mm list=0 level=1 marker=\"–\" \"тире\"\n"
      "  paragraph Mark list=1 level=0 marker=\"1)\" \"а\"\n");
}

TEST(Blocks, MarksStandSideBySide) {
  School school;
  EXPECT_EQ(blocks(school.body(
                "<marks width='70mm'><mark side='right'><paragraph>УТВЕРЖДАЮ</paragraph></mark>"
                "<for each='side' in=\"['left', 'left', 'right']\"><mark side='side'>"
                "<lines value='side ~ loop.number'/></mark></for></marks>")),
            "  table Layout columns=70mm,share:1,70mm no-borders layout-only\n"
            "    row may-not-break\n"
            "      cell 0\n        paragraph Mark \"left1\"\n"
            "      cell 1\n        paragraph Mark\n"
            "      cell 2\n        paragraph Mark \"УТВЕРЖДАЮ\"\n"
            "    row may-not-break\n"
            "      cell 0\n        paragraph Mark \"left2\"\n"
            "      cell 1\n        paragraph Mark\n"
            "      cell 2\n        paragraph Mark \"right3\"\n");
  EXPECT_EQ(blocks(school.body("<marks><mark side='left' if='false'/></marks>")), "");
  EXPECT_EQ(
      school.body("<marks><mark side=\"'top'\"/></marks>").messages,
      "school/t.xml:1:18: error[template-value]: the value “top” does not suit the attribute “side”\n");
}

TEST(Blocks, SignatureStandsOnOneLevel) {
  School school;
  EXPECT_EQ(blocks(school.body("<signature post='Директор {school.name}' name='И.И. Иванова'/>")),
            "  table Layout columns=share:3,share:1,share:2 no-borders layout-only\n"
            "    row may-not-break\n"
            "      cell 0 bottom\n        paragraph SignaturePost \"Директор Школа № 1\"\n"
            "      cell 1 bottom\n        paragraph SignaturePost\n"
            "      cell 2 bottom\n        paragraph SignatureName \"И.И. Иванова\"\n");
}

TEST(Blocks, SectionsHaveTheirPages) {
  School school;
  const auto result = school.run(
      "<template page='a4' margin-left='30mm'><header><paragraph>общий</paragraph></header>"
      "<section><paragraph>а</paragraph></section>"
      "<for each='n' in='[1]'><section page='a5' orientation='landscape' margin-right='15mm' header-distance='12.5mm' "
      "restart-numbering='true'><first-header/><footer><paragraph><page-number/></paragraph></footer>"
      "<header><paragraph>свой {n}</paragraph></header><paragraph>б</paragraph></section></for></template>");
  EXPECT_EQ(result.messages, "");
  EXPECT_EQ(
      result.dump,
      "document report title=\"Отчёт\" subject=\"\" organisation=\"\" language=ru-RU\n"
      "section 210mmx297mm left=30mm right=10mm top=20mm bottom=20mm header=10mm footer=10mm\n"
      "  header\n    paragraph Normal \"общий\"\n"
      "  paragraph Normal \"а\"\n"
      "section 210mmx148mm landscape left=30mm right=15mm top=20mm bottom=20mm header=12.5mm footer=10mm "
      "different-first restart\n"
      "  header\n    paragraph Normal \"свой 1\"\n"
      "  footer\n    paragraph Normal <page-number>\n"
      "  paragraph Normal \"б\"\n");
}

TEST(Blocks, AHeaderMaySayWhatTheSectionFound) {
  School school;
  EXPECT_EQ(blocks(school.body(
                "<let name='x' value='40 + 2'/><header><paragraph>{x}</paragraph></header>")),
            "  header\n    paragraph Normal \"42\"\n");
}

TEST(Blocks, PropertiesOfTheDocument) {
  School school;
  const auto result = school.run(
      "<template title='Отчёт «{school.name}»' subject='Итоги' organisation='{school.name}' date='school.founded'/>");
  EXPECT_EQ(
      result.dump.substr(0, result.dump.find('\n')),
      "document report title=\"Отчёт «Школа № 1»\" subject=\"Итоги\" organisation=\"Школа № 1\" "
      "language=ru-RU date=1965-09-01");
}

TEST(Blocks, PermanentDocumentsHaveAWideMargin) {
  School school;
  school.pack.documents[0].permanent = true;
  EXPECT_NE(school.body("").dump.find("section 210mmx297mm left=30mm right=10mm"),
            std::string::npos);
  EXPECT_NE(school.run("<template margin-left='25mm'/>").dump.find("left=25mm"), std::string::npos);
}

TEST(Blocks, OrientationIsLeftToWhoeverMeasuresTheTables) {
  School school;
  const auto first_line = [&](std::string_view orientation) {
    const std::string dump =
        school.run("<template orientation='" + std::string(orientation) + "'/>").dump;
    const std::size_t at = dump.find("section ");
    return dump.substr(at, dump.find('\n', at) - at);
  };
  EXPECT_TRUE(first_line("auto").starts_with("section 210mmx297mm left"));
  EXPECT_TRUE(first_line("auto").ends_with(" turns-for-tables"));
  EXPECT_TRUE(first_line("portrait").ends_with("footer=10mm"));
  EXPECT_TRUE(first_line("landscape").starts_with("section 297mmx210mm landscape"));
}

}  // namespace
}  // namespace grif::test
