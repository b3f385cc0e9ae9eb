#include <gtest/gtest.h>

#include "unit/read/xlsx_builder.hpp"

namespace grif {
namespace {

using test::read_and_list;
using test::XlsxBook;

/// What cells show where that differs from their values, as `A1 text`, a line each; then messages.
std::string read_shown(const std::string& bytes) {
  Sources sources;
  Diagnostics diagnostics(Language::english);
  const auto workbook = read_package(bytes, "b.xlsx", sources, diagnostics);
  std::string out;
  if (workbook)
    for (const RawCell& cell : workbook->sheets[0].cells)
      if (!cell.shown.empty())
        out += fmt::format("{} {}\n", cell_name(cell.row, cell.column), cell.shown);
  for (const Diagnostic& d : diagnostics.all()) out += format_plain(d, sources);
  return out;
}

/// The messages alone.
std::string messages_of(const XlsxBook& book, Language language = Language::english) {
  Sources sources;
  Diagnostics diagnostics(language);
  EXPECT_TRUE(read_package(book.build(), "b.xlsx", sources, diagnostics));
  std::string out;
  for (const Diagnostic& d : diagnostics.all()) out += format_plain(d, sources);
  return out;
}

TEST(XlsxShown, KeepsWhatTheFormatShows) {
  XlsxBook book;
  book.styles =
      "<numFmts><numFmt numFmtId=\"164\" formatCode=\"mmmm\\ yyyy\"/><numFmt numFmtId=\"165\" "
      "formatCode=\"000\"/><numFmt numFmtId=\"166\" formatCode=\"&quot;№ &quot;@\"/><numFmt numFmtId=\"167\" "
      "formatCode=\"dd.mm.yyyy\"/></numFmts>"
      "<cellXfs><xf/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf numFmtId=\"166\"/><xf "
      "numFmtId=\"167\"/><xf numFmtId=\"10\"/><xf numFmtId=\"20\"/><xf numFmtId=\"46\"/></cellXfs>";
  book.strings = "<si><t>12</t></si><si><t>№ 13</t></si>";
  book.rows(
      "<row><c s=\"1\"><v>46266</v></c><c s=\"2\"><v>7</v></c><c s=\"3\" t=\"s\"><v>0</v></c>"
      "<c s=\"4\"><v>46266</v></c><c><v>0.30000000000000004</v></c><c s=\"5\"><v>0.855</v></c>"
      "<c s=\"6\"><v>0.4</v></c><c s=\"7\"><v>1.5</v></c><c s=\"2\" t=\"s\"><v>0</v></c><c><v>12.5</v></c>"
      "<c s=\"3\" t=\"inlineStr\"><is><t>3</t></is></c><c s=\"3\"><v>5</v></c><c s=\"99\"><v>5</v></c>"
      "<c><v>123456789012345678</v></c></row>");
  EXPECT_EQ(read_shown(book.build()),
            "A1 сентябрь 2026\nB1 007\nC1 № 12\nE1 0,3\nF1 85,50%\nG1 9:36\nH1 36:00:00\nK1 № 3\n");
}

TEST(XlsxShown, TellsOfValuesThatAFormatHides) {
  XlsxBook book;
  book.styles =
      "<numFmts><numFmt numFmtId=\"164\" formatCode=\";;;\"/></numFmts><cellXfs><xf/><xf "
      "numFmtId=\"164\"/></cellXfs>";
  book.rows(
      "<row><c s=\"1\"><v>5</v></c><c s=\"1\" t=\"str\"><v>текст</v></c><c><v>5</v></c></row>");
  EXPECT_EQ(read_and_list(book.build()),
            "Лист1\tA1\tnumber\t5\nЛист1\tB1\ttext\tтекст\nЛист1\tC1\tnumber\t5\n"
            "b.xlsx:Лист1!A1: note[cells-hidden-by-format]: a format hides values (cells: A1, B1); "
            "documents show them\n");
}

TEST(XlsxLooks, TellOfStruckText) {
  XlsxBook book;
  book.styles =
      "<fonts><font/><font><strike/></font><font><strike val=\"0\"/></font></fonts>"
      "<cellXfs><xf/><xf fontId=\"1\"/><xf fontId=\"2\"/></cellXfs>";
  book.strings =
      "<si><t>plain</t></si>"
      "<si><r><t>kept </t></r><r><rPr><strike/></rPr><t>void</t></r></si>"
      "<si><r><rPr><b/></rPr><t>all own</t></r></si>"
      "<si><r><rPr><strike/></rPr><t> </t></r><r><rPr><strike val=\"false\"/></rPr><t>blank only</t></r></si>";
  book.rows(
      "<row><c t=\"s\"><v>0</v></c><c t=\"s\" s=\"1\"><v>0</v></c><c t=\"s\"><v>1</v></c><c t=\"s\" "
      "s=\"1\"><v>2</v></c><c t=\"s\"><v>3</v></c><c s=\"2\"><v>5</v></c><c s=\"1\"><v>5</v></c><c s=\"1\"/>"
      "<c t=\"inlineStr\"><is><r><rPr><strike/></rPr><t>inline</t></r></is></c></row>");
  EXPECT_EQ(messages_of(book, Language::russian),
            "b.xlsx:Лист1!B1: warning[cells-struck]: текст зачёркнут (ячейки: B1, C1, G1, I1); в "
            "документах он будет напечатан без зачёркивания\n"
            "    если он отменён, удалите его; если нет, снимите зачёркивание\n");
}

TEST(XlsxLooks, TellOfColouredPiecesOfText) {
  XlsxBook book;
  book.strings =
      "<si><r><rPr><color rgb=\"FFFF0000\"/></rPr><t>red</t></r></si>"
      "<si><r><rPr><color rgb=\"FF000000\"/></rPr><t>black</t></r></si>"
      "<si><r><rPr><color theme=\"1\"/></rPr><t>text</t></r></si>"
      "<si><r><rPr><color theme=\"4\"/></rPr><t>accent</t></r></si>"
      "<si><r><rPr><color indexed=\"10\"/></rPr><t>indexed</t></r></si>"
      "<si><r><rPr><color indexed=\"64\"/></rPr><t>window</t></r></si>"
      "<si><r><rPr><color auto=\"1\"/></rPr><t>auto</t></r></si>";
  std::string cells;
  for (int i = 0; i < 7; ++i) cells += fmt::format("<c t=\"s\"><v>{}</v></c>", i);
  std::string many;
  for (int i = 0; i < 9; ++i) many += fmt::format("<row><c t=\"s\"><v>{}</v></c></row>", i % 2 * 2);
  EXPECT_EQ(messages_of(book.rows("<row>" + cells + "</row>")),
            "b.xlsx:Лист1!A1: note[cells-coloured]: part of the text is coloured (cells: A1, D1, "
            "E1); documents will print it in black\n");
  XlsxBook long_list;
  long_list.strings = book.strings;
  for (int i = 0; i < 10; ++i) many += "<row><c t=\"s\"><v>0</v></c></row>";
  EXPECT_EQ(messages_of(long_list.rows(many)),
            "b.xlsx:Лист1!A1: note[cells-coloured]: part of the text is coloured (cells: A1, A3, "
            "A5, A7, A9, A10, A11, A12 …); documents will print it in black\n");
}

/// A book of one sheet with relationships and the parts that they name.
XlsxBook attached(std::string_view rows, std::string_view behind, const std::string& relationships,
                  std::vector<std::pair<std::string, std::string>> parts = {}) {
  XlsxBook book;
  book.rows(rows, behind);
  book.other_parts = std::move(parts);
  if (!relationships.empty())
    book.other_parts.emplace_back("xl/worksheets/_rels/sheet1.xml.rels",
                                  XlsxBook::relationships(relationships));
  return book;
}

std::string outside(std::string_view id, std::string_view address) {
  return fmt::format(
      "<Relationship Id=\"{}\" Type=\"http://x/hyperlink\" Target=\"{}\" TargetMode=\"External\"/>",
      id, address);
}

constexpr std::string_view kTexts =
    "<row><c t=\"str\"><v>наш сайт</v></c><c t=\"str\"><v>school@example.org</v></c><c "
    "t=\"str\"><v>example.org</v></c><c t=\"str\"><v>дальше</v></c></row>";

TEST(XlsxAttachments, TellOfLinksThatPrintWithoutTheirAddress) {
  const XlsxBook book = attached(
      kTexts,
      "<hyperlinks><hyperlink ref=\"A1\" r:id=\"a\"/><hyperlink ref=\"B1\" r:id=\"b\"/><hyperlink "
      "ref=\"C1:C2\" r:id=\"c\"/><hyperlink ref=\"D1\" location=\"Лист2!A1\"/><hyperlink ref=\"F9\" "
      "r:id=\"a\"/><hyperlink ref=\"?\"/></hyperlinks>",
      outside("a", "https://example.org/about") + outside("b", "mailto:school@example.org") +
          outside("c", "https://example.org/"));
  EXPECT_EQ(messages_of(book),
            "b.xlsx:Лист1!A1: note[sheet-links]: the sheet has links (cells: A1, D1); documents "
            "print their text without the address\n"
            "    type the address into the cell if it is needed\n");
  const XlsxBook formula = attached(
      "<row><c t=\"str\"><f>HYPERLINK(\"http://a\",\"да\")</f><v>да</v></c></row>", "", "");
  EXPECT_EQ(messages_of(formula),
            "b.xlsx:Лист1!A1: note[sheet-links]: the sheet has links (cells: A1); documents "
            "print their text without the address\n"
            "    type the address into the cell if it is needed\n");
}

TEST(XlsxAttachments, TellOfComments) {
  const std::string comments =
      "<comments><commentList><comment ref=\"A1\"/><comment ref=\"C1\"/><comment "
      "ref=\"?\"/></commentList></comments>";
  const std::string thread =
      "<ThreadedComments><threadedComment ref=\"B1\"/><threadedComment ref=\"B1\"/></ThreadedComments>";
  const std::string as_comments = XlsxBook::relationship("a", "comments", "../comments1.xml");
  const std::string as_thread = XlsxBook::relationship("b", "threadedComment", "../t.xml");
  const auto told = [](std::string_view cells, std::string_view place) {
    return fmt::format(
        "b.xlsx:Лист1{}: note[sheet-comments]: cells have comments (cells: {}); documents do not have "
        "them\n",
        place, cells);
  };
  EXPECT_EQ(messages_of(attached(kTexts, "", as_comments + as_thread,
                                 {{"xl/comments1.xml", comments}, {"xl/t.xml", thread}})),
            told("A1, C1", "!A1"));
  EXPECT_EQ(messages_of(attached(kTexts, "", as_thread, {{"xl/t.xml", thread}})),
            told("B1", "!B1"));
  EXPECT_EQ(messages_of(attached(kTexts, "", as_comments)), told("?", ""));
  EXPECT_EQ(messages_of(attached(kTexts, "", as_comments, {{"xl/comments1.xml", "<comments>"}})),
            told("?", ""));
  EXPECT_EQ(messages_of(attached(kTexts, "", as_comments, {{"xl/comments1.xml", "<comments/>"}})),
            "");
}

/// What `check --annotate` added is no data, and nothing is said of it.
TEST(XlsxAttachments, OfAnAnnotatedCopyAreNotTold) {
  const std::string own =
      "<text><r><t>\u200BGrif ■ error</t></r><r><t>: x\u200B</t></r></text></comment>";
  const std::string comments = "<comments><commentList><comment ref=\"A1\">" + own +
                               "<comment ref=\"B1\"><text><t>theirs\n</t>" + own.substr(6) +
                               "</commentList></comments>";
  XlsxBook book = attached(kTexts, "", XlsxBook::relationship("a", "comments", "../comments1.xml"),
                           {{"xl/comments1.xml", comments}});
  book.sheets.push_back(
      {.name = "Замечания",
       .body = "<cols><col min=\"7\" max=\"7\" hidden=\"1\"/></cols><sheetData><row><c r=\"A1\" "
               "t=\"str\"><v>Title</v></c><c r=\"G1\" t=\"str\"><v>grif-annotations 1</v></c></row>"
               "<row r=\"9\"><c r=\"G9\" t=\"str\"><v>grif-seal 1</v></c></row></sheetData>"});
  Sources sources;
  Diagnostics diagnostics(Language::english);
  const auto workbook = read_package(book.build(), "b.xlsx", sources, diagnostics);
  ASSERT_TRUE(workbook);
  EXPECT_EQ(workbook->sheets.size(), 1U);
  EXPECT_EQ(workbook->annotation_sheets, std::vector<std::size_t>{1});
  EXPECT_EQ(workbook->annotation_record,
            (std::vector<std::string>{"grif-annotations 1", "grif-seal 1"}));
  ASSERT_EQ(diagnostics.all().size(), 1U);
  EXPECT_EQ(diagnostics.all().front().place, Place::cell(workbook->sheets[0].source, 0, 1));
}

TEST(XlsxAttachments, TellOfDrawings) {
  const auto anchor = [](std::string_view column, std::string_view row) {
    return fmt::format(
        "<xdr:twoCellAnchor><xdr:from><xdr:col>{}</xdr:col><xdr:colOff>9</xdr:colOff><xdr:row>{}</xdr:row>"
        "</xdr:from><xdr:to><xdr:col>9</xdr:col><xdr:row>9</xdr:row></xdr:to><xdr:pic/></xdr:twoCellAnchor>",
        column, row);
  };
  const std::string drawing = "<xdr:wsDr xmlns:xdr=\"x\">" + anchor("1", "2") + anchor(" 3 ", "0") +
                              "<xdr:absoluteAnchor><xdr:sp/></xdr:absoluteAnchor>" +
                              anchor("99999", "1") + "</xdr:wsDr>";
  const std::string relationship = XlsxBook::relationship("a", "drawing", "../drawings/d.xml");
  EXPECT_EQ(
      messages_of(attached(kTexts, "<drawing r:id=\"a\"/>", relationship,
                           {{"xl/drawings/d.xml", drawing}})),
      "b.xlsx:Лист1!B3: warning[sheet-drawings]: the sheet has pictures, shapes or charts (at "
      "cells: B3, D1, A1); documents do not have them\n"
      "    if they hold text, move it to cells\n");
  EXPECT_EQ(messages_of(attached(kTexts, "", relationship,
                                 {{"xl/drawings/d.xml", "<wsDr><oneCellAnchor><from><col>1"}})),
            "b.xlsx:Лист1: warning[sheet-drawings]: the sheet has pictures, shapes or charts (at "
            "cells: ?); documents do not have them\n"
            "    if they hold text, move it to cells\n");
  EXPECT_EQ(messages_of(attached(kTexts, "", "<broken", {})), "");
}

}  // namespace
}  // namespace grif
