#include "write/docx_body.hpp"

#include <functional>

#include <gtest/gtest.h>

#include "document/builder.hpp"
#include "unit/write/docx_sample.hpp"

namespace grif::docx {
namespace {

StyleSheet plain_sheet() {
  StyleSheet sheet;
  Style normal;
  normal.id = normal.name = "Normal";
  Style strong;
  strong.type = StyleType::character;
  strong.id = strong.name = "Strong";
  strong.character.bold = true;
  Style table;
  table.type = StyleType::table;
  table.id = "Grid";
  table.name = "Table Grid";
  sheet.styles = {normal, strong, table};
  return sheet;
}
constexpr StyleId kStrong = 1, kGrid = 2;

const StyleSheet& sheet() {
  static const StyleSheet value = plain_sheet();
  return value;
}

/// A document of one section that `fill` fills.
Document document_of(const std::function<void(DocumentBuilder&)>& fill) {
  DocumentBuilder builder(sheet());
  builder.begin_section({});
  fill(builder);
  builder.end_section();
  return builder.finish();
}

/// The blocks of the first section as written.
std::string body_of(const Document& document, const Pages& pages = {},
                    Relationships* relationships = nullptr) {
  BodyContext context(document, pages);
  Relationships own;
  std::string out;
  BodyWriter writer(context, relationships == nullptr ? own : *relationships, out);
  writer.append_section(document.sections[0], "<w:sectPr/>", true);
  return out;
}

void add_paragraph(DocumentBuilder& builder, std::string_view text) {
  builder.begin_paragraph(0);
  builder.add_text(text);
  builder.end_paragraph();
}

std::string paragraph(std::string_view content) {
  return "<w:p><w:pPr><w:pStyle w:val=\"Normal\"/></w:pPr>" + std::string(content) + "</w:p>";
}
std::string plain(std::string_view text) {
  return paragraph("<w:r><w:t>" + std::string(text) + "</w:t></w:r>");
}
std::string filler(std::string_view more = {}, std::string_view after = {}) {
  return "<w:p><w:pPr><w:pStyle w:val=\"GrifAfterTable\"/>" + std::string(more) +
         std::string(after) + "</w:pPr></w:p>";
}

// ---- Inlines ------------------------------------------------------------------------------------

TEST(DocxParagraph, EmptyAndPlain) {
  const Document document = document_of([](DocumentBuilder& b) {
    add_paragraph(b, "");
    add_paragraph(b, "A < B & «C»");
  });
  EXPECT_EQ(body_of(document), paragraph("") + plain("A &lt; B &amp; «C»") + "<w:sectPr/>");
}

TEST(DocxParagraph, TabsBreaksAndBlanksAtTheEnds) {
  const Document document =
      document_of([](DocumentBuilder& b) { add_paragraph(b, " раз\tдва\nтри "); });
  EXPECT_EQ(body_of(document),
            paragraph("<w:r><w:t xml:space=\"preserve\"> раз</w:t><w:tab/><w:t>два</w:t><w:br/>"
                      "<w:t xml:space=\"preserve\">три </w:t></w:r>") +
                "<w:sectPr/>");
}

TEST(DocxParagraph, ACharacterStyleStatesWhatWordWouldToggle) {
  const Document document = document_of([](DocumentBuilder& b) {
    b.begin_paragraph(0);
    b.push_run(kStrong);
    b.add_text("жирно");
    b.pop_run();
    b.add_text(" и нет");
    b.end_paragraph();
  });
  EXPECT_EQ(body_of(document),
            paragraph("<w:r><w:rPr><w:rStyle w:val=\"Strong\"/><w:b/></w:rPr><w:t>жирно</w:t></w:r>"
                      "<w:r><w:t xml:space=\"preserve\"> и нет</w:t></w:r>") +
                "<w:sectPr/>");
}

TEST(DocxParagraph, ATableStylesTogglesAreStatedAtEachRun) {
  StyleSheet own = plain_sheet();
  own.styles[kGrid].character.italic = true;
  DocumentBuilder builder(own);
  builder.begin_section({});
  builder.begin_paragraph(0);
  builder.add_text("вне");
  builder.end_paragraph();
  builder.begin_table(kGrid, std::vector<ColumnWidth>(1));
  builder.begin_row();
  builder.begin_cell();
  builder.begin_paragraph(0);
  builder.add_text("внутри");
  builder.end_paragraph();
  builder.end_cell(0);
  builder.end_row();
  builder.end_table();
  builder.end_section();
  const std::string out = body_of(builder.finish());
  EXPECT_NE(out.find("<w:rPr><w:i w:val=\"0\"/></w:rPr><w:t>вне</w:t>"), out.npos);
  EXPECT_NE(out.find("<w:rPr><w:i/></w:rPr><w:t>внутри</w:t>"), out.npos);
}

TEST(DocxParagraph, TheMarkHasTheLastRunsFormat) {
  const Document document = document_of([](DocumentBuilder& b) {
    CharacterProperties small;
    small.half_points = 16;
    b.begin_paragraph(0);
    b.push_run(kNoStyle, small);
    b.add_text("мелко");
    b.pop_run();
    b.end_paragraph();
  });
  const std::string size = "<w:sz w:val=\"16\"/><w:szCs w:val=\"16\"/>";
  EXPECT_EQ(body_of(document), "<w:p><w:pPr><w:pStyle w:val=\"Normal\"/><w:rPr>" + size +
                                   "</w:rPr></w:pPr><w:r><w:rPr>" + size +
                                   "</w:rPr><w:t>мелко</w:t></w:r></w:p><w:sectPr/>");
}

TEST(DocxText, HyphensAndBoundBlanksWhereThePagesSay) {
  const Document document = document_of([](DocumentBuilder& b) {
    add_paragraph(b, "собрание № 5");
    add_paragraph(b, "школа");
  });
  Pages pages;
  const auto at = [&](std::string_view word) {
    return static_cast<std::uint32_t>(document.text.find(word));
  };
  pages.hyphenation_points = {at("брание"), at("ние"), at("ла")};
  pages.bound_spaces = {at(" 5")};
  EXPECT_EQ(body_of(document, pages),
            paragraph("<w:r><w:t>со</w:t><w:softHyphen/><w:t>бра</w:t><w:softHyphen/>"
                      "<w:t>ние №\u00A05</w:t></w:r>") +
                paragraph("<w:r><w:t>шко</w:t><w:softHyphen/><w:t>ла</w:t></w:r>") + "<w:sectPr/>");
}

TEST(DocxText, PointsAreFoundInWhateverOrderTheTextIsWritten) {
  Document document;
  document.text = "аа бб вв";
  Pages pages;
  pages.hyphenation_points = {2, 7};
  pages.bound_spaces = {4, 9};
  TextCursor cursor(document, pages);
  std::string out;
  cursor.append(out, {10, 4});
  EXPECT_EQ(out, "<w:t>вв</w:t>");
  out.clear();
  cursor.append(out, {0, 14});
  EXPECT_EQ(out,
            "<w:t>а</w:t><w:softHyphen/><w:t>а\u00A0б</w:t><w:softHyphen/><w:t>б\u00A0вв</w:t>");
  out.clear();
  cursor.append(out, {0, 4});
  EXPECT_EQ(out, "<w:t>а</w:t><w:softHyphen/><w:t>а</w:t>");
  out.clear();
  cursor.append(out, {2, 0});
  EXPECT_EQ(out, "");
}

TEST(DocxText, BoundHyphensAreWordsOwn) {
  Document document;
  document.text = "2022-2023–24 по-русски";
  Pages pages;
  pages.bound_hyphens = {4, 9};  // the second is a dash
  pages.hyphenation_points = {15};
  TextCursor cursor(document, pages);
  std::string out;
  cursor.append(out, {0, static_cast<std::uint32_t>(document.text.size())});
  EXPECT_EQ(out,
            "<w:t>2022</w:t><w:noBreakHyphen/><w:t xml:space=\"preserve\">2023–24 </w:t>"
            "<w:softHyphen/><w:t>по-русски</w:t>");
}

TEST(DocxText, ATypedSoftHyphenIsWordsOwn) {
  const Document document =
      document_of([](DocumentBuilder& b) { add_paragraph(b, "на\u00ADставник\u00A0и\u00AD"); });
  EXPECT_EQ(
      body_of(document),
      paragraph("<w:r><w:t>на</w:t><w:softHyphen/><w:t>ставник\u00A0и</w:t><w:softHyphen/></w:r>") +
          "<w:sectPr/>");
}

TEST(DocxField, FiveRunsWithTheCachedResult) {
  std::string out;
  append_field(out, "<w:rPr/>", "PAGE", "2");
  EXPECT_EQ(out,
            "<w:r><w:rPr/><w:fldChar w:fldCharType=\"begin\"/></w:r>"
            "<w:r><w:rPr/><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r>"
            "<w:r><w:rPr/><w:fldChar w:fldCharType=\"separate\"/></w:r>"
            "<w:r><w:rPr/><w:t>2</w:t></w:r><w:r><w:rPr/><w:fldChar w:fldCharType=\"end\"/></w:r>");
}

TEST(DocxField, ReferencesKnowTheirPage) {
  const Document document = document_of([](DocumentBuilder& b) {
    const std::uint32_t mark = b.add_bookmark("table1");
    b.begin_paragraph(0);
    b.add_inline(Inline::Type::page_reference, mark);
    b.add_inline(Inline::Type::page_count);
    b.add_inline(Inline::Type::bookmark_start, mark);
    b.add_text("здесь");
    b.add_inline(Inline::Type::bookmark_end, mark);
    b.end_paragraph();
  });
  Pages pages;
  pages.pages.resize(3);
  pages.pages[2].number = 12;
  pages.bookmarks = {PagePosition{.page = 2, .y = {}}};
  std::string reference, count;
  append_field(reference, "", "PAGEREF table1 \\h", "12");
  append_field(count, "", "NUMPAGES", "3");
  EXPECT_EQ(body_of(document, pages),
            paragraph(reference + count +
                      "<w:bookmarkStart w:id=\"0\" w:name=\"table1\"/><w:r><w:t>здесь</w:t></w:r>"
                      "<w:bookmarkEnd w:id=\"0\"/>") +
                "<w:sectPr/>");
}

TEST(DocxBookmarks, NamesThatWordAccepts) {
  EXPECT_EQ(make_bookmark_names(
                {"_Heading1", "Раздел_2", "1a", "a b", "", "раздел_2", std::string(41, 'a')}),
            (std::vector<std::string>{"_Heading1", "Раздел_2", "_Grif3", "_Grif4", "_Grif5",
                                      "_Grif6", "_Grif7"}));
}

TEST(DocxLinks, OnlyAllowedSchemesAndKnownBookmarks) {
  const Document document = document_of([](DocumentBuilder& b) {
    const std::uint32_t mark = b.add_bookmark("конец");
    b.begin_paragraph(0);
    for (const char* url : {"https://школа.рф/a?b=1&c=2", "javascript:alert(1)", "#конец", "#нет",
                            "https://школа.рф/a?b=1&c=2"}) {
      b.add_inline(Inline::Type::link_start, b.add_link(url));
      b.add_text("x");
      b.add_inline(Inline::Type::link_end);
    }
    b.add_inline(Inline::Type::bookmark_start, mark);
    b.add_inline(Inline::Type::bookmark_end, mark);
    b.end_paragraph();
  });
  Relationships relationships;
  const std::string run = "<w:r><w:t>x</w:t></w:r>";
  const std::string web = "<w:hyperlink r:id=\"rId1\" w:history=\"1\">" + run + "</w:hyperlink>";
  EXPECT_EQ(body_of(document, {}, &relationships),
            paragraph(web + run + "<w:hyperlink w:anchor=\"конец\" w:history=\"1\">" + run +
                      "</w:hyperlink>" + run + web +
                      "<w:bookmarkStart w:id=\"0\" w:name=\"конец\"/><w:bookmarkEnd w:id=\"0\"/>") +
                "<w:sectPr/>");
  EXPECT_EQ(
      relationships.make_part(),
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
      "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
      "<Relationship Id=\"rId1\" "
      "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink\" "
      "Target=\"https://школа.рф/a?b=1&amp;c=2\" TargetMode=\"External\"/></Relationships>");
}

TEST(DocxPicture, InlineWithItsAlternativeText) {
  Image image;
  image.alternative = "Герб \"школы\"";
  image.width = Length::from_emu(100);
  image.height = Length::from_emu(200);
  std::string out;
  append_picture(out, image, 7, 4);
  EXPECT_EQ(
      out,
      R"(<w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" )"
      R"(distT="0" distB="0" distL="0" distR="0"><wp:extent cx="100" cy="200"/>)"
      R"(<wp:docPr id="7" name="Picture 7" descr="Герб &quot;школы&quot;"/>)"
      R"(<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">)"
      R"(<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">)"
      R"(<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr>)"
      R"(<pic:cNvPr id="7" name="Picture 7" descr="Герб &quot;школы&quot;"/><pic:cNvPicPr/></pic:nvPicPr>)"
      R"(<pic:blipFill><a:blip r:embed="rId4"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>)"
      R"(<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="100" cy="200"/></a:xfrm>)"
      R"(<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>)"
      R"(</wp:inline></w:drawing>)");
}

TEST(DocxFormFields, EachType) {
  const auto made = [](const FormField& field) {
    std::string out;
    append_form_field(out, field, "");
    return out;
  };
  FormField field;
  field.name = "имя";
  field.tool_tip = "Ваше имя";
  field.width = Length::from_twips(600);
  EXPECT_EQ(made(field),
            R"(<w:sdt><w:sdtPr><w:alias w:val="Ваше имя"/><w:tag w:val="имя"/><w:text/></w:sdtPr>)"
            R"(<w:sdtContent><w:r><w:t>_____</w:t></w:r></w:sdtContent></w:sdt>)");
  field.tool_tip.clear();
  field.type = FormField::Type::choice;
  field.options = {"да", "нет"};
  EXPECT_EQ(
      made(field),
      R"(<w:sdt><w:sdtPr><w:tag w:val="имя"/><w:dropDownList>)"
      R"(<w:listItem w:displayText="да" w:value="да"/><w:listItem w:displayText="нет" w:value="нет"/>)"
      R"(</w:dropDownList></w:sdtPr><w:sdtContent><w:r><w:t>_____</w:t></w:r></w:sdtContent></w:sdt>)");
  field.type = FormField::Type::check;
  EXPECT_NE(made(field).find("<w:t>☐</w:t>"), std::string::npos);
  field.type = FormField::Type::signature;
  EXPECT_NE(made(field).find("<w:sdtPr><w:tag w:val=\"имя\"/></w:sdtPr>"), std::string::npos);
}

// ---- Blocks -------------------------------------------------------------------------------------

TEST(DocxBlocks, APageBreakIsThePropertyOfWhatFollows) {
  const Document document = document_of([](DocumentBuilder& b) {
    add_paragraph(b, "раз");
    b.add_page_break();
    add_paragraph(b, "два");
    b.add_page_break();
  });
  EXPECT_EQ(body_of(document),
            plain("раз") +
                "<w:p><w:pPr><w:pStyle w:val=\"Normal\"/><w:pageBreakBefore/></w:pPr>"
                "<w:r><w:t>два</w:t></w:r></w:p>" +
                filler("<w:pageBreakBefore/>") + "<w:sectPr/>");
}

TEST(DocxBlocks, AHeadingWithoutAnOutlineStyleStatesItsLevel) {
  const Document document = document_of([](DocumentBuilder& b) {
    b.begin_paragraph(0, {}, 2);
    b.add_text("Глава");
    b.end_paragraph();
  });
  EXPECT_EQ(body_of(document),
            "<w:p><w:pPr><w:pStyle w:val=\"Normal\"/><w:outlineLvl w:val=\"1\"/></w:pPr>"
            "<w:bookmarkStart w:id=\"0\" w:name=\"_Heading1\"/><w:r><w:t>Глава</w:t></w:r>"
            "<w:bookmarkEnd w:id=\"0\"/></w:p><w:sectPr/>");
}

TEST(DocxBlocks, AnItemStatesOnlyIndentsThatDifferFromItsList) {
  const Document document = document_of([](DocumentBuilder& b) {
    b.begin_list(true, "%1.");
    for (const int left : {720, 900}) {
      ParagraphProperties direct;
      direct.left = Length::from_twips(left);
      direct.first_line = Length::from_twips(-360);
      b.next_list_item();
      b.begin_paragraph(0, direct);
      b.end_paragraph();
    }
    b.next_list_item();
    b.begin_paragraph(0);
    b.end_paragraph();
    b.end_list();
  });
  const std::string head =
      "<w:p><w:pPr><w:pStyle w:val=\"Normal\"/><w:numPr><w:ilvl w:val=\"0\"/>"
      "<w:numId w:val=\"1\"/></w:numPr>";
  EXPECT_EQ(body_of(document),
            head + "<w:ind w:left=\"720\" w:hanging=\"360\"/></w:pPr></w:p>" + head +
                "<w:ind w:left=\"900\" w:hanging=\"360\"/></w:pPr></w:p>" + head +
                "<w:ind w:left=\"0\" w:firstLine=\"0\"/></w:pPr></w:p><w:sectPr/>");
}

TEST(DocxSections, TheLastParagraphOfASectionCarriesIt) {
  DocumentBuilder builder(sheet());
  builder.begin_section({});
  add_paragraph(builder, "раз");
  add_paragraph(builder, "два");
  builder.end_section();
  builder.begin_section({});
  builder.end_section();
  const Document document = builder.finish();
  const Pages pages;
  BodyContext context(document, pages);
  Relationships relationships;
  std::string out;
  BodyWriter writer(context, relationships, out);
  writer.append_section(document.sections[0], "<w:sectPr/>", false);
  EXPECT_EQ(out, plain("раз") +
                     "<w:p><w:pPr><w:pStyle w:val=\"Normal\"/><w:sectPr/></w:pPr>"
                     "<w:r><w:t>два</w:t></w:r></w:p>");
  out.clear();
  writer.append_section(document.sections[1], "<w:sectPr/>", false);
  EXPECT_EQ(out, filler("", "<w:sectPr/>"));
}

TEST(DocxContents, EntriesKnowTheirPages) {
  Document document = document_of([](DocumentBuilder& b) {
    for (const int level : {1, 2, 4}) {
      b.begin_paragraph(0, {}, static_cast<std::uint8_t>(level));
      b.add_text("Глава");
      b.end_paragraph();
    }
  });
  Pages pages;
  pages.pages.resize(2);
  pages.pages[0].number = 3;
  pages.pages[1].number = 4;
  pages.headings = {{.block = 0, .level = 1, .text = "Глава «А»", .position = {.page = 0, .y = {}}},
                    {.block = 1, .level = 2, .text = "Глава Б", .position = {.page = 1, .y = {}}},
                    {.block = 2, .level = 4, .text = "Глава В", .position = {.page = 1, .y = {}}}};
  // The builder makes no contents block yet: it is put before the headings by hand.
  document.blocks.insert(document.blocks.begin(), Block{.type = Block::Type::contents});
  document.sections[0].blocks = {0, 1};
  for (Heading& heading : pages.headings) ++heading.block;
  const auto entry = [](int left, std::string_view field, std::string_view anchor,
                        std::string_view text, std::string_view page, std::string_view end) {
    std::string out =
        "<w:p><w:pPr><w:pStyle w:val=\"Normal\"/><w:tabs><w:tab w:val=\"right\" "
        "w:leader=\"dot\" w:pos=\"10205\"/></w:tabs><w:ind w:left=\"" +
        std::to_string(left) + "\"/></w:pPr>";
    out.append(field).append("<w:hyperlink w:anchor=\"").append(anchor);
    out.append("\" w:history=\"1\"><w:r><w:t xml:space=\"preserve\">").append(text);
    out += "</w:t></w:r><w:r><w:tab/></w:r>";
    append_field(out, "", "PAGEREF " + std::string(anchor) + " \\h", page);
    return out + "</w:hyperlink>" + std::string(end) + "</w:p>";
  };
  EXPECT_EQ(body_of(document, pages),
            entry(0,
                  "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText "
                  "xml:space=\"preserve\"> TOC \\o &quot;1-3&quot; \\h \\z \\u </w:instrText></w:r>"
                  "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>",
                  "_Heading1", "Глава «А»", "3", "") +
                entry(283, "", "_Heading2", "Глава Б", "4",
                      "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>") +
                "<w:sectPr/>");
}

// ---- Tables -------------------------------------------------------------------------------------

void add_cell(DocumentBuilder& b, std::string_view text, std::uint16_t columns = 1,
              std::uint16_t rows = 1) {
  b.begin_cell(columns, rows);
  add_paragraph(b, text);
  b.end_cell(0);
}

std::string cell(int width, std::string_view more, std::string_view content) {
  return "<w:tc><w:tcPr><w:tcW w:w=\"" + std::to_string(width) + "\" w:type=\"dxa\"/>" +
         std::string(more) + "</w:tcPr>" + std::string(content) + "</w:tc>";
}

std::string kept(std::string_view text) {
  return "<w:p><w:pPr><w:pStyle w:val=\"Normal\"/><w:keepNext/></w:pPr><w:r><w:t>" +
         std::string(text) + "</w:t></w:r></w:p>";
}

TEST(DocxTable, MergesBothWaysHeaderAndKeptRows) {
  const Document document = document_of([](DocumentBuilder& b) {
    b.begin_table(kGrid, std::vector<ColumnWidth>(3));
    b.table().grid = {Length::from_twips(1000), Length::from_twips(2000), Length::from_twips(3000)};
    b.begin_row();
    b.row().header = true;
    add_cell(b, "шапка", 3);
    b.end_row();
    b.begin_row();
    add_cell(b, "а", 1, 2);
    b.set_shade({1, 2, 3});  // after the cell is closed: the last cell of the row
    add_cell(b, "б", 2);
    b.end_row();
    b.begin_row();
    add_cell(b, "в");
    add_cell(b, "г");
    b.end_row();
    b.end_table();
  });
  const std::string shade = "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"010203\"/>";
  const std::string expected =
      "<w:tbl><w:tblPr><w:tblStyle w:val=\"Grid\"/><w:tblW w:w=\"6000\" w:type=\"dxa\"/>"
      "<w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"0020\" w:firstRow=\"1\"/></w:tblPr>"
      "<w:tblGrid><w:gridCol w:w=\"1000\"/><w:gridCol w:w=\"2000\"/><w:gridCol w:w=\"3000\"/></w:tblGrid>"
      "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" +
      cell(6000, "<w:gridSpan w:val=\"3\"/>", kept("шапка")) + "</w:tr><w:tr>" +
      cell(1000, "<w:vMerge w:val=\"restart\"/>" + shade, plain("а")) +
      cell(5000, "<w:gridSpan w:val=\"2\"/>", plain("б")) + "</w:tr><w:tr>" +
      cell(1000, "<w:vMerge/>" + shade, filler()) + cell(2000, "", plain("в")) +
      cell(3000, "", plain("г")) + "</w:tr></w:tbl>" + filler() + "<w:sectPr/>";
  EXPECT_EQ(body_of(document), expected);
}

TEST(DocxTable, WidthsAddUpWhateverTheRounding) {
  const Document document = document_of([](DocumentBuilder& b) {
    b.begin_table(kGrid, std::vector<ColumnWidth>(3));
    b.table().grid.assign(3, Length::from_emu(635 * 1000 + 300));
    b.begin_row();
    for (int i = 0; i < 3; ++i) add_cell(b, "");
    b.end_row();
    b.end_table();
  });
  const std::string out = body_of(document);
  EXPECT_NE(out.find("<w:tblW w:w=\"3001\" w:type=\"dxa\"/>"), out.npos);
  EXPECT_NE(out.find("<w:gridCol w:w=\"1000\"/><w:gridCol w:w=\"1001\"/><w:gridCol w:w=\"1000\"/>"),
            out.npos);
}

TEST(DocxTable, WithoutAGridTheColumnsAreEqual) {
  const Document document = document_of([](DocumentBuilder& b) {
    b.begin_table(kGrid, std::vector<ColumnWidth>(2));
    b.begin_row();
    add_cell(b, "");
    add_cell(b, "");
    b.end_row();
    b.end_table();
  });
  EXPECT_NE(body_of(document).find("<w:gridCol w:w=\"5102\"/><w:gridCol w:w=\"5103\"/>"),
            std::string::npos);
}

TEST(DocxTable, TwoTablesAndATableInACellAreKeptApart) {
  const Document document = document_of([](DocumentBuilder& b) {
    for (int i = 0; i < 2; ++i) {
      b.begin_table(kGrid, std::vector<ColumnWidth>(1));
      b.begin_row();
      b.begin_cell();
      if (i == 0) {
        b.begin_table(kGrid, std::vector<ColumnWidth>(1));
        b.begin_row();
        add_cell(b, "внутри");
        b.end_row();
        b.end_table();
      }
      b.end_cell(0);
      b.end_row();
      b.end_table();
    }
  });
  const std::string out = body_of(document);
  EXPECT_NE(out.find("</w:tbl>" + filler() + "</w:tc>"), out.npos);
  EXPECT_NE(out.find("</w:tbl>" + filler() + "<w:tbl>"), out.npos);
  EXPECT_NE(out.find("</w:tbl>" + filler() + "<w:sectPr/>"), out.npos);
}

TEST(DocxTable, RowsAreAsThePagesTreatedThem) {
  const Document document = document_of([&](DocumentBuilder& b) {
    b.begin_table(kGrid, std::vector<ColumnWidth>(1));
    for (const std::string_view text : {"а", "б", "в"}) {
      b.begin_row();
      b.row().keep_with_next = true;  // the pages have the last word
      add_cell(b, text);
      b.end_row();
    }
    b.end_table();
  });
  Pages pages;
  pages.row_plans = {{.whole = true, .keep_with_next = true},
                     {.whole = false, .keep_with_next = false},
                     {.whole = true, .keep_with_next = true}};
  const std::string out = body_of(document, pages);
  const std::string whole = "<w:tr><w:trPr><w:cantSplit/></w:trPr>";
  EXPECT_NE(out.find(whole + cell(10205, "", kept("а")) + "</w:tr><w:tr>" +
                     cell(10205, "", plain("б")) + "</w:tr>" + whole + cell(10205, "", plain("в"))),
            out.npos);
}

TEST(DocxTable, WithoutPagesRowsAreAsTheyAsk) {
  const Document document = document_of([&](DocumentBuilder& b) {
    b.begin_table(kGrid, std::vector<ColumnWidth>(1));
    for (const bool may_break : {true, false}) {
      b.begin_row();
      b.row().may_break = may_break;
      b.row().keep_with_next = true;
      add_cell(b, "а");
      b.end_row();
    }
    b.end_table();
  });
  EXPECT_NE(body_of(document).find("<w:tr>" + cell(10205, "", kept("а")) +
                                   "</w:tr><w:tr><w:trPr><w:cantSplit/></w:trPr>" +
                                   cell(10205, "", plain("а"))),
            std::string::npos);
}

}  // namespace
}  // namespace grif::docx
