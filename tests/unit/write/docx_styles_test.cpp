#include "write/docx_styles.hpp"

#include <gtest/gtest.h>

#include "document/builder.hpp"
#include "unit/write/docx_sample.hpp"

namespace grif::docx {
namespace {

Style style_of(StyleType type, std::string id, std::string name, StyleId based_on = kNoStyle) {
  Style style;
  style.type = type;
  style.id = std::move(id);
  style.name = std::move(name);
  style.based_on = based_on;
  return style;
}

std::string written(const StyleSheet& sheet, StyleId id) {
  std::string out;
  append_style(out, sheet, id);
  return out;
}

TEST(DocxDefaults, SayWhatWordWouldAssumeOtherwise) {
  std::string out;
  append_defaults(out, StyleSheet{});
  EXPECT_EQ(
      out,
      R"(<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" )"
      R"(w:hAnsi="Times New Roman" w:eastAsia="Times New Roman" w:cs="Times New Roman"/>)"
      R"(<w:kern w:val="2"/><w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="ru-RU"/></w:rPr>)"
      R"(</w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault></w:docDefaults>)");
}

TEST(DocxStyle, TheDefaultParagraphStyle) {
  StyleSheet sheet;
  sheet.styles = {style_of(StyleType::paragraph, "Normal", "Normal")};
  EXPECT_EQ(
      written(sheet, 0),
      R"(<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>)"
      R"(<w:qFormat/></w:style>)");
}

TEST(DocxStyle, BasedOnNextAndClearedTabs) {
  StyleSheet sheet;
  Style base = style_of(StyleType::paragraph, "Heading1", "heading 1");
  base.paragraph.tabs = {TabStop{.at = Length::from_twips(300)}};
  base.paragraph.outline_level = 0;
  Style own = style_of(StyleType::paragraph, "Own", "Свой & мой", 0);
  own.next = 0;
  own.paragraph.tabs = std::vector<TabStop>{};
  own.character.bold = true;
  sheet.styles = {base, own};
  EXPECT_EQ(
      written(sheet, 0),
      R"(<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:qFormat/>)"
      R"(<w:pPr><w:tabs><w:tab w:val="left" w:pos="300"/></w:tabs><w:outlineLvl w:val="0"/></w:pPr></w:style>)");
  EXPECT_EQ(
      written(sheet, 1),
      R"(<w:style w:type="paragraph" w:customStyle="1" w:styleId="Own"><w:name w:val="Свой &amp; мой"/>)"
      R"(<w:basedOn w:val="Heading1"/><w:next w:val="Heading1"/><w:qFormat/>)"
      R"(<w:pPr><w:tabs><w:tab w:val="clear" w:pos="300"/></w:tabs></w:pPr><w:rPr><w:b/></w:rPr></w:style>)");
}

TEST(DocxStyle, CharacterAndTableStyles) {
  StyleSheet sheet;
  Style strong = style_of(StyleType::character, "Strong", "Strong");
  strong.character.bold = true;
  Style table = style_of(StyleType::table, "Grid", "Table Grid");
  table.paragraph.alignment = Alignment::left;
  sheet.styles = {strong, table};
  EXPECT_EQ(written(sheet, 0),
            R"(<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:qFormat/>)"
            R"(<w:rPr><w:b/></w:rPr></w:style>)");
  EXPECT_EQ(
      written(sheet, 1),
      R"(<w:style w:type="table" w:styleId="Grid"><w:name w:val="Table Grid"/>)"
      R"(<w:basedOn w:val="TableNormal"/><w:pPr><w:jc w:val="left"/></w:pPr><w:tblPr><w:tblBorders>)"
      R"(<w:top w:val="nil"/><w:left w:val="nil"/><w:bottom w:val="nil"/><w:right w:val="nil"/>)"
      R"(<w:insideH w:val="nil"/><w:insideV w:val="nil"/></w:tblBorders><w:tblCellMar>)"
      R"(<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>)"
      R"(<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>)");
}

TEST(DocxStyles, ASheetWithoutNormalGetsOne) {
  const std::string styles = make_styles(StyleSheet{});
  EXPECT_NE(styles.find(R"(<w:style w:type="paragraph" w:default="1" w:styleId="Normal">)"),
            styles.npos);
  EXPECT_NE(styles.find(R"(<w:style w:type="table" w:default="1" w:styleId="TableNormal">)"),
            styles.npos);
  EXPECT_NE(styles.find(R"(w:styleId="GrifAfterTable")"), styles.npos);
}

TEST(DocxStyles, TabStopsAreInheritedUntilSaidAnew) {
  StyleSheet sheet;
  sheet.default_paragraph.tabs = {TabStop{.at = Length::from_twips(1)}};
  Style base = style_of(StyleType::paragraph, "A", "A");
  Style child = style_of(StyleType::paragraph, "B", "B", 0);
  sheet.styles = {base, child};
  ASSERT_EQ(tabs_of(sheet, 1).size(), 1U);
  EXPECT_EQ(tabs_of(sheet, 1)[0].at, Length::from_twips(1));
  sheet.styles[0].paragraph.tabs = {TabStop{.at = Length::from_twips(2)},
                                    TabStop{.at = Length::from_twips(3)}};
  EXPECT_EQ(tabs_of(sheet, 1).size(), 2U);
  EXPECT_EQ(tabs_of(sheet, kNoStyle).size(), 1U);
  sheet.styles[0].based_on = 1;  // a ring ends
  sheet.styles[0].paragraph.tabs.reset();
  EXPECT_EQ(tabs_of(sheet, 1).size(), 1U);
}

TEST(DocxFonts, KnownAndUnknownFamilies) {
  std::string out;
  append_font(out, "Times New Roman");
  append_font(out, "Моя & гарнитура");
  EXPECT_EQ(
      out, R"(<w:font w:name="Times New Roman"><w:charset w:val="CC"/><w:family w:val="roman"/>)"
           R"(<w:pitch w:val="variable"/></w:font><w:font w:name="Моя &amp; гарнитура">)"
           R"(<w:charset w:val="CC"/><w:family w:val="auto"/><w:pitch w:val="default"/></w:font>)");
}

TEST(DocxFonts, EachFamilyOnceInOrderOfUse) {
  StyleSheet sheet;
  sheet.default_character.family = "PT Serif";
  Style code = style_of(StyleType::character, "Code", "Code");
  code.character.family = "Courier New";
  sheet.styles = {code, code};
  Document document;
  document.styles = &sheet;
  document.character_formats.resize(2);
  document.character_formats[0].format.family = "PT Serif";
  document.character_formats[1].format.family = "Arial";
  const std::string table = make_font_table(document);
  std::vector<std::string> names;
  for (std::size_t at = 0; (at = table.find("w:name=\"", at)) != table.npos;) {
    at += 8;
    names.push_back(table.substr(at, table.find('"', at) - at));
  }
  EXPECT_EQ(names, (std::vector<std::string>{"PT Serif", "Courier New", "Arial"}));
}

// ---- Lists --------------------------------------------------------------------------------------

Document two_lists() {
  DocumentBuilder builder(test::sample_styles());
  builder.begin_section({});
  ParagraphProperties hanging;
  hanging.left = Length::from_twips(720);
  hanging.first_line = Length::from_twips(-360);
  const auto add_item = [&](std::string_view text) {
    builder.next_list_item();
    builder.begin_paragraph(0, hanging);
    builder.add_text(text);
    builder.end_paragraph();
  };
  for (int list = 0; list < 2; ++list) {
    builder.begin_list(true, "%1.");
    add_item("один");
    builder.begin_list(false, "–");
    add_item("внутри");
    builder.end_list();
    add_item("два");
    builder.end_list();
  }
  builder.begin_list(false, "•");
  add_item("точка");
  builder.end_list();
  builder.end_section();
  return builder.finish();
}

TEST(DocxNumbering, EqualListsShareTheirLooks) {
  const Document document = two_lists();
  const Numbering numbering = collect_lists(document);
  ASSERT_EQ(numbering.kinds.size(), 2U);
  ASSERT_EQ(numbering.lists.size(), 3U);
  EXPECT_EQ(numbering.lists[0].kind, 0U);
  EXPECT_EQ(numbering.lists[1].kind, 0U);
  EXPECT_EQ(numbering.lists[2].kind, 1U);
  EXPECT_EQ(numbering.number_of_item, (std::vector<std::uint32_t>{1, 1, 1, 2, 2, 2, 3}));
}

TEST(DocxNumbering, ThePartRestartsEachList) {
  const std::string part = make_numbering(collect_lists(two_lists()));
  const std::string expected =
      R"(<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>)"
      R"(<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>)"
      R"(<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl>)"
      R"(<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="–"/>)"
      R"(<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>)"
      R"(<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="multilevel"/>)"
      R"(<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/>)"
      R"(<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>)"
      R"(<w:num w:numId="1"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>)"
      R"(</w:lvlOverride></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">)"
      R"(<w:startOverride w:val="1"/></w:lvlOverride></w:num>)"
      R"(<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num></w:numbering>)";
  EXPECT_EQ(part.substr(part.find("<w:abstractNum ")), expected);
}

TEST(DocxNumbering, WithoutAHangingIndentTheMarkerIsFollowedByABlank) {
  ListLevel look;
  look.used = look.ordered = true;
  look.pattern = "%3.";
  look.first_line = Length::from_twips(709);
  std::string out;
  append_level(out, 2, look);
  EXPECT_EQ(
      out,
      R"(<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:suff w:val="space"/>)"
      R"(<w:lvlText w:val="%3."/><w:lvlJc w:val="left"/>)"
      R"(<w:pPr><w:ind w:left="0" w:firstLine="709"/></w:pPr></w:lvl>)");
}

}  // namespace
}  // namespace grif::docx
