#include "write/docx_properties.hpp"

#include <array>

#include <gtest/gtest.h>

namespace grif::docx {
namespace {

/// What a function appends.
template <typename Function, typename... Arguments>
std::string made(Function function, const Arguments&... arguments) {
  std::string out;
  function(out, arguments...);
  return out;
}

TEST(DocxValues, NumbersAndColours) {
  EXPECT_EQ(made(append_number, 0), "0");
  EXPECT_EQ(made(append_number, INT64_MIN), "-9223372036854775808");
  EXPECT_EQ(made(append_colour, Colour{0x0A, 0xFF, 0x7E}), "0AFF7E");
}

TEST(DocxValues, ValuedElementsAreEscaped) {
  std::string out;
  append_valued(out, "w:tblCaption", R"(«A» & "B" <C>)");
  EXPECT_EQ(out, R"(<w:tblCaption w:val="«A» &amp; &quot;B&quot; &lt;C&gt;"/>)");
  EXPECT_EQ((made([](std::string& o) { append_valued(o, "w:sz", 28); })), R"(<w:sz w:val="28"/>)");
  EXPECT_EQ((made([](std::string& o) { append_toggle(o, "w:b", true); })), "<w:b/>");
  EXPECT_EQ((made([](std::string& o) { append_toggle(o, "w:b", false); })), R"(<w:b w:val="0"/>)");
}

TEST(DocxRunProperties, NothingSaidIsNothingWritten) {
  std::string out = "x";
  append_run_properties(out, "", {});
  EXPECT_EQ(out, "x");
}

TEST(DocxRunProperties, EverythingStandsInTheSchemasOrder) {
  CharacterProperties p;
  p.family = "PT Serif";
  p.half_points = 26;
  p.bold = true;
  p.italic = false;
  p.caps = true;
  p.underline = true;
  p.colour = Colour{1, 2, 3};
  p.letter_spacing = -4;
  p.language = "en-GB";
  EXPECT_EQ(
      (made([&](std::string& o) { append_run_properties(o, "Strong", p); })),
      R"(<w:rPr><w:rStyle w:val="Strong"/><w:rFonts w:ascii="PT Serif" w:hAnsi="PT Serif" )"
      R"(w:eastAsia="PT Serif" w:cs="PT Serif"/><w:b/><w:i w:val="0"/><w:caps/>)"
      R"(<w:color w:val="010203"/><w:spacing w:val="-4"/><w:sz w:val="26"/><w:szCs w:val="26"/>)"
      R"(<w:u w:val="single"/><w:lang w:val="en-GB"/></w:rPr>)");
  CharacterProperties none;
  none.underline = false;
  EXPECT_EQ((made([&](std::string& o) { append_run_children(o, "", none, true); })),
            R"(<w:kern w:val="2"/><w:u w:val="none"/>)");
}

TEST(DocxTabs, InheritedStopsThatAreNotMeantAreCleared) {
  const std::array<TabStop, 2> stops = {
      TabStop{.at = Length::from_twips(500)},
      TabStop{.at = Length::from_twips(9000), .alignment = TabAlignment::right, .dots = true}};
  const std::array<TabStop, 2> inherited = {TabStop{.at = Length::from_twips(500)},
                                            TabStop{.at = Length::from_twips(700), .dots = true}};
  std::string out;
  append_tabs(out, stops, inherited);
  EXPECT_EQ(out, R"(<w:tabs><w:tab w:val="clear" w:pos="700"/><w:tab w:val="left" w:pos="500"/>)"
                 R"(<w:tab w:val="right" w:leader="dot" w:pos="9000"/></w:tabs>)");
  out.clear();
  append_tabs(out, {}, {});
  EXPECT_EQ(out, "");
}

TEST(DocxSpacing, LineRules) {
  ParagraphProperties p;
  EXPECT_EQ(made(append_spacing, p), "");
  p.before = Length::from_points(6);
  p.line = LineSpacing{.rule = LineSpacing::Rule::exact, .exact = Length::from_points(14)};
  EXPECT_EQ(made(append_spacing, p),
            R"(<w:spacing w:before="120" w:line="280" w:lineRule="exact"/>)");
  p = {};
  p.after = Length();
  p.line = LineSpacing{.two_hundred_fortieths = 360};
  EXPECT_EQ(made(append_spacing, p), R"(<w:spacing w:after="0" w:line="360" w:lineRule="auto"/>)");
}

TEST(DocxIndent, HangingAndFirstLine) {
  std::string out;
  append_indent(out, std::nullopt, std::nullopt, std::nullopt);
  EXPECT_EQ(out, "");
  append_indent(out, Length::from_twips(720), Length(), Length::from_twips(-360));
  EXPECT_EQ(out, R"(<w:ind w:left="720" w:right="0" w:hanging="360"/>)");
  out.clear();
  append_indent(out, std::nullopt, std::nullopt, Length::from_twips(709));
  EXPECT_EQ(out, R"(<w:ind w:firstLine="709"/>)");
}

TEST(DocxAlignment, AllFour) {
  EXPECT_EQ(made(append_alignment, Alignment::left), R"(<w:jc w:val="left"/>)");
  EXPECT_EQ(made(append_alignment, Alignment::right), R"(<w:jc w:val="right"/>)");
  EXPECT_EQ(made(append_alignment, Alignment::centre), R"(<w:jc w:val="center"/>)");
  EXPECT_EQ(made(append_alignment, Alignment::justify), R"(<w:jc w:val="both"/>)");
}

TEST(DocxParagraphProperties, NothingSaidIsNothingWritten) {
  std::string out;
  append_paragraph_properties(out, "", {});
  EXPECT_EQ(out, "");
}

TEST(DocxParagraphProperties, EverythingStandsInTheSchemasOrder) {
  ParagraphProperties p;
  p.alignment = Alignment::justify;
  p.left = Length::from_mm(10);
  p.before = Length::from_points(1);
  p.keep_with_next = false;
  p.keep_together = true;
  p.page_break_before = false;
  p.widow_control = false;
  p.hyphenate = true;  // chosen points are in the text; no property says it
  p.outline_level = 2;
  p.tabs = {TabStop{.at = Length::from_twips(100), .alignment = TabAlignment::centre}};
  ParagraphSurroundings around;
  around.numbering = 3;
  around.numbering_level = 1;
  around.mark = "<w:b/>";
  around.section = "<w:sectPr/>";
  std::string out;
  append_paragraph_properties(out, "Heading1", p, around);
  EXPECT_EQ(out, R"(<w:pPr><w:pStyle w:val="Heading1"/><w:keepNext w:val="0"/><w:keepLines/>)"
                 R"(<w:pageBreakBefore w:val="0"/><w:widowControl w:val="0"/>)"
                 R"(<w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr>)"
                 R"(<w:tabs><w:tab w:val="center" w:pos="100"/></w:tabs><w:spacing w:before="20"/>)"
                 R"(<w:ind w:left="567"/><w:jc w:val="both"/><w:outlineLvl w:val="2"/>)"
                 R"(<w:rPr><w:b/></w:rPr><w:sectPr/></w:pPr>)");
}

TEST(DocxParagraphProperties, SurroundingsWinOverTheParagraphsOwn) {
  ParagraphProperties p;
  p.keep_with_next = false;
  p.page_break_before = false;
  p.outline_level = -1;
  ParagraphSurroundings around;
  around.keep_with_next = around.page_break_before = true;
  std::string out;
  append_paragraph_properties(out, "", p, around);
  EXPECT_EQ(out, R"(<w:pPr><w:keepNext/><w:pageBreakBefore/><w:outlineLvl w:val="9"/></w:pPr>)");
}

TEST(DocxBorder, SizesInEighthsOfAPoint) {
  const auto border = [](Length width) {
    std::string out;
    append_border(out, "w:top", {.width = width, .colour = {0, 0, 255}});
    return out;
  };
  EXPECT_EQ(border(Length()), R"(<w:top w:val="nil"/>)");
  EXPECT_EQ(border(Length::from_half_points(1)),
            R"(<w:top w:val="single" w:sz="4" w:space="0" w:color="0000FF"/>)");
  EXPECT_EQ(border(Length::from_emu(1)),
            R"(<w:top w:val="single" w:sz="2" w:space="0" w:color="0000FF"/>)");
  EXPECT_EQ(border(Length::from_points(100)),
            R"(<w:top w:val="single" w:sz="96" w:space="0" w:color="0000FF"/>)");
}

TEST(DocxTableProperties, FixedLayoutAndWidth) {
  DocumentTable table;
  std::string out;
  append_table_properties(out, "TableGrid", table, 9638);
  EXPECT_EQ(out,
            R"(<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="9638" w:type="dxa"/>)"
            R"(<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1"/></w:tblPr>)");
}

TEST(DocxTableProperties, ALayoutTableWithoutBorders) {
  DocumentTable table;
  table.borders = false;
  table.layout_only = true;
  table.alignment = Alignment::centre;
  table.caption = "Грифы";
  std::string out;
  append_table_properties(out, "", table, 100);
  EXPECT_EQ(
      out,
      R"(<w:tblPr><w:tblW w:w="100" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>)"
      R"(<w:top w:val="nil"/><w:left w:val="nil"/><w:bottom w:val="nil"/><w:right w:val="nil"/>)"
      R"(<w:insideH w:val="nil"/><w:insideV w:val="nil"/></w:tblBorders>)"
      R"(<w:tblLayout w:type="fixed"/><w:tblCaption w:val="Грифы"/></w:tblPr>)");
}

TEST(DocxTableProperties, BordersAndMarginsOfAStyle) {
  TableProperties p;
  p.outer = {.width = Length::from_points(1), .colour = {}};
  p.inner_vertical = {.width = Length::from_half_points(1), .colour = {}};
  p.padding_top = Length::from_twips(28);
  EXPECT_EQ(made(append_table_borders, p),
            R"(<w:tblBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="000000"/>)"
            R"(<w:left w:val="single" w:sz="8" w:space="0" w:color="000000"/>)"
            R"(<w:bottom w:val="single" w:sz="8" w:space="0" w:color="000000"/>)"
            R"(<w:right w:val="single" w:sz="8" w:space="0" w:color="000000"/>)"
            R"(<w:insideH w:val="nil"/>)"
            R"(<w:insideV w:val="single" w:sz="4" w:space="0" w:color="000000"/></w:tblBorders>)");
  EXPECT_EQ(made(append_cell_margins, p),
            R"(<w:tblCellMar><w:top w:w="28" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>)"
            R"(<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar>)");
}

TEST(DocxGrid, WidthsBetweenTheEdges) {
  const std::array<std::int64_t, 4> edges = {0, 100, 350, 1000};
  std::string out;
  append_grid(out, edges);
  EXPECT_EQ(
      out,
      R"(<w:tblGrid><w:gridCol w:w="100"/><w:gridCol w:w="250"/><w:gridCol w:w="650"/></w:tblGrid>)");
}

TEST(DocxRowProperties, HeaderWholeAndHeight) {
  TableRow row;
  std::string out;
  append_row_properties(out, row, false);
  EXPECT_EQ(out, "");
  row.header = true;
  row.least_height = Length::from_twips(400);
  append_row_properties(out, row, true);
  EXPECT_EQ(
      out,
      R"(<w:trPr><w:cantSplit/><w:trHeight w:val="400" w:hRule="atLeast"/><w:tblHeader/></w:trPr>)");
}

TEST(DocxCellProperties, SpansMergesShadeAndAlignment) {
  const Colour grey{0xE7, 0xE6, 0xE6};
  std::string out;
  append_cell_properties(out, 1200, 3, VerticalMerge::start, &grey, VerticalAlignment::middle);
  EXPECT_EQ(out,
            R"(<w:tcPr><w:tcW w:w="1200" w:type="dxa"/><w:gridSpan w:val="3"/>)"
            R"(<w:vMerge w:val="restart"/><w:shd w:val="clear" w:color="auto" w:fill="E7E6E6"/>)"
            R"(<w:vAlign w:val="center"/></w:tcPr>)");
  out.clear();
  append_cell_properties(out, 5, 1, VerticalMerge::continued, nullptr, VerticalAlignment::bottom);
  EXPECT_EQ(
      out,
      R"(<w:tcPr><w:tcW w:w="5" w:type="dxa"/><w:vMerge/><w:vAlign w:val="bottom"/></w:tcPr>)");
  out.clear();
  append_cell_properties(out, 5, 1, VerticalMerge::none, nullptr, VerticalAlignment::top);
  EXPECT_EQ(out, R"(<w:tcPr><w:tcW w:w="5" w:type="dxa"/></w:tcPr>)");
}

TEST(DocxSectionProperties, PortraitWithFurniture) {
  Section section;
  section.different_first = true;
  std::string out;
  append_section_properties(out, section, {.header = 4, .footer = 5, .first_header = 6});
  EXPECT_EQ(out,
            R"(<w:sectPr><w:headerReference w:type="default" r:id="rId4"/>)"
            R"(<w:headerReference w:type="first" r:id="rId6"/>)"
            R"(<w:footerReference w:type="default" r:id="rId5"/><w:pgSz w:w="11906" w:h="16838"/>)"
            R"(<w:pgMar w:top="1134" w:right="567" w:bottom="1134" w:left="1134" w:header="567" )"
            R"(w:footer="567" w:gutter="0"/><w:titlePg/></w:sectPr>)");
}

TEST(DocxSectionProperties, LandscapeThatStartsAnew) {
  Section section;
  section.page.width = Length::from_mm(297);
  section.page.height = Length::from_mm(210);
  section.page.landscape = true;
  section.restart_numbering = true;
  std::string out;
  append_section_properties(out, section, {});
  EXPECT_EQ(out,
            R"(<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>)"
            R"(<w:pgMar w:top="1134" w:right="567" w:bottom="1134" w:left="1134" w:header="567" )"
            R"(w:footer="567" w:gutter="0"/><w:pgNumType w:start="1"/></w:sectPr>)");
}

}  // namespace
}  // namespace grif::docx
