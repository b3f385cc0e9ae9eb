#include <cmath>
#include <csignal>
#include <limits>
#include <thread>

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "document/builder.hpp"
#include "unit/write/docx_sample.hpp"
#include "unit/write/xlsx_opened.hpp"
#include "write/scratch.hpp"
#include "write/write.hpp"
#include "write/xlsx_sheet.hpp"
#include "xml/tree.hpp"

namespace grif {
namespace {

using test::open_package;
using test::OpenedPackage;
using test::sample_styles;
using test::scratch;

constexpr StyleId kNormal = 0, kText = 2, kGrid = 6;

/// A document of one section.
template <typename Fill>
Document document_of(Fill fill) {
  DocumentBuilder builder(sample_styles());
  builder.properties().name = "sample";
  builder.properties().title = "Пример";
  builder.begin_section({});
  fill(builder);
  builder.end_section();
  return builder.finish();
}

void add(DocumentBuilder& b, std::string_view text, StyleId style = kNormal) {
  b.begin_paragraph(style);
  b.add_text(text);
  b.end_paragraph();
}

void add_cell(DocumentBuilder& b, std::string_view text, std::uint16_t columns = 1,
              std::uint16_t rows = 1) {
  b.begin_cell(columns, rows);
  add(b, text, kText);
  b.end_cell(kText);
}

void add_typed(DocumentBuilder& b, std::string_view text, TypedCell typed) {
  b.begin_cell();
  b.set_typed(std::move(typed));
  add(b, text, kText);
  b.end_cell(kText);
}

void begin_table(DocumentBuilder& b, const std::vector<int>& grid) {
  b.begin_table(kGrid, std::vector<ColumnWidth>(grid.size()));
  for (const int width : grid) b.table().grid.push_back(Length::from_mm(width));
}

/// The parts of what is written; nothing may be reported.
OpenedPackage written(const Document& document) {
  Diagnostics diagnostics;
  const auto bytes = write_xlsx(document, scratch(), diagnostics);
  for (const Diagnostic& one : diagnostics.all()) ADD_FAILURE() << one.text;
  EXPECT_TRUE(bytes);
  return open_package(bytes.value());
}

std::string sheet_of(const Document& document) {
  return written(document).part("xl/worksheets/sheet1.xml");
}

/// The element of a cell, from `<c r="B7"` to its end.
std::string cell(const std::string& sheet, std::string_view name) {
  const std::size_t at = sheet.find("<c r=\"" + std::string(name) + "\"");
  if (at == std::string::npos) return "none";
  const std::size_t close = sheet.find('>', at);
  if (sheet[close - 1] == '/') return sheet.substr(at, close + 1 - at);
  return sheet.substr(at, sheet.find("</c>", at) + 4 - at);
}

/// The cell without its style.
std::string content(const std::string& sheet, std::string_view name) {
  std::string element = cell(sheet, name);
  const std::size_t style = element.find(" s=\"");
  if (style != std::string::npos) element.erase(style, element.find('"', style + 4) + 1 - style);
  return element;
}

std::string escaped(std::string_view text) {
  std::string out;
  append_xml_escaped(out, text);
  return out;
}

std::string text_cell(std::string_view name, std::string_view text) {
  return "<c r=\"" + std::string(name) + "\" t=\"inlineStr\"><is><t>" + std::string(text) +
         "</t></is></c>";
}

// ---- Cells --------------------------------------------------------------------------------------

TEST(Xlsx, TextThatLooksLikeAFormulaStaysText) {
  const std::vector<std::string_view> texts = {"=1+1", "+7 912 000", "-5",  "@A1",  "=cmd|'/c'!A1",
                                               "＝1",  "12",         "1.1", "{=1}", "http://a"};
  const Document document = document_of([&](DocumentBuilder& b) {
    begin_table(b, {180});
    for (const std::string_view text : texts) {
      b.begin_row();
      add_cell(b, text);
      b.end_row();
    }
    b.end_table();
  });
  const std::string sheet = sheet_of(document);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const std::string name = "A" + std::to_string(i + 1);
    EXPECT_EQ(content(sheet, name), text_cell(name, escaped(texts[i])));
  }
  EXPECT_EQ(sheet.find("<f>"), std::string::npos);
  EXPECT_NE(sheet.find("<ignoredError sqref=\"A1:A10\" numberStoredAsText=\"1\"/>"),
            std::string::npos);
}

TEST(Xlsx, TextIsEscapedAndCodesStayText) {
  const Document document = document_of([](DocumentBuilder& b) {
    begin_table(b, {60, 60, 60});
    b.begin_row();
    add_cell(b, "a < b & \"c\"");
    add_cell(b, "_x0041_");
    add_cell(b, "раз\nдва\x01");
    b.end_row();
    b.end_table();
  });
  const std::string sheet = sheet_of(document);
  EXPECT_EQ(content(sheet, "A1"), text_cell("A1", "a &lt; b &amp; &quot;c&quot;"));
  EXPECT_EQ(content(sheet, "B1"), text_cell("B1", "_x005F_x0041_"));
  EXPECT_EQ(content(sheet, "C1"), text_cell("C1", "раз\nдва"));
}

TEST(Xlsx, ColumnsTakeTheirLongestWords) {
  const auto widths = [](std::vector<Length> words) {
    const std::string sheet = sheet_of(document_of([&](DocumentBuilder& b) {
      begin_table(b, {20, 80, 80});
      b.table().longest_words = words;
      b.begin_row();
      add_cell(b, "Персонализированные");
      add_cell(b, "а");
      add_cell(b, "б");
      b.end_row();
      b.end_table();
    }));
    const std::size_t at = sheet.find("<cols>");
    return sheet.substr(at, sheet.find("</cols>") - at);
  };
  EXPECT_EQ(widths({}), widths({Length::from_mm(12), Length::from_mm(9), Length()}));
  // 36 mm are 136 pixels, 144 with the margin; 7 are the cell's and 12 the step from the border.
  // The second column gives all of it: nobody knows what the third one needs.
  EXPECT_EQ(widths({Length::from_mm(36), Length::from_mm(9), Length()}),
            "<cols><col min=\"1\" max=\"1\" width=\"20.375\" customWidth=\"1\"/>"
            "<col min=\"2\" max=\"2\" width=\"26.75\" customWidth=\"1\"/>"
            "<col min=\"3\" max=\"3\" width=\"37.875\" customWidth=\"1\"/>");
}

TEST(Xlsx, NumbersDatesAndWhatADoubleWouldNotKeep) {
  const Ratio third{Decimal(1), Decimal(3)};
  const std::vector<std::pair<std::string_view, Value>> values = {
      {"7", Value::integer(7)},
      {"1 234,50", Value::decimal(Decimal(123450, 2))},
      {"01.09.2026", Value::date(*Date::from_ymd(2026, 9, 1))},
      {"01.03.1900", Value::date(*Date::from_ymd(1900, 3, 1))},
      {"28.02.1900", Value::date(*Date::from_ymd(1900, 2, 28))},
      {"1234567890123456", Value::integer(1234567890123456)},
      {"треть", Value::ratio(&third)},
      {"0,5", Value::real(0.5)},
      {"да", Value::boolean(true)},
      {"слово", Value::text("слово")},
      {"", Value()}};
  const Document document = document_of([&](DocumentBuilder& b) {
    begin_table(b, {180});
    for (const auto& [text, value] : values) {
      b.begin_row();
      add_typed(b, text, {.value = value});
      b.end_row();
    }
    b.end_table();
  });
  const std::string sheet = sheet_of(document);
  EXPECT_EQ(content(sheet, "A1"), "<c r=\"A1\"><v>7</v></c>");
  EXPECT_EQ(content(sheet, "A2"), "<c r=\"A2\"><v>1234.5</v></c>");
  EXPECT_EQ(content(sheet, "A3"), "<c r=\"A3\"><v>46266</v></c>");
  EXPECT_EQ(content(sheet, "A4"), "<c r=\"A4\"><v>61</v></c>");
  EXPECT_EQ(content(sheet, "A5"), text_cell("A5", "28.02.1900"));
  EXPECT_EQ(content(sheet, "A6"), text_cell("A6", "1234567890123456"));
  EXPECT_EQ(content(sheet, "A7"), "<c r=\"A7\"><v>0.3333333333333333</v></c>");
  EXPECT_EQ(content(sheet, "A8"), "<c r=\"A8\"><v>0.5</v></c>");
  EXPECT_EQ(content(sheet, "A9"), text_cell("A9", "да"));
  EXPECT_EQ(content(sheet, "A10"), text_cell("A10", "слово"));
  EXPECT_EQ(content(sheet, "A11"), "<c r=\"A11\"/>");
}

TEST(Xlsx, NumberFormatsFollowTheType) {
  const Document document = document_of([](DocumentBuilder& b) {
    begin_table(b, {45, 45, 45, 45});
    b.begin_row();
    add_typed(b, "7", {.value = Value::integer(7)});
    add_typed(b, "7,250", {.value = Value::decimal(Decimal(7250, 3))});
    add_typed(b, "01.09.2026", {.value = Value::date(*Date::from_ymd(2026, 9, 1))});
    add_typed(b, "40 %", {.value = Value::decimal(Decimal(4, 1)), .number_format = "0 %"});
    b.end_row();
    b.end_table();
  });
  OpenedPackage package = written(document);
  const std::string styles = package.part("xl/styles.xml");
  for (const char* code : {"0.000", "dd.mm.yyyy", "0 %"}) {
    EXPECT_NE(styles.find(" formatCode=\"" + std::string(code) + "\"/>"), std::string::npos)
        << code;
  }
}

TEST(Xlsx, FormulasAreLiveOverTheirRows) {
  const Document document = document_of([](DocumentBuilder& b) {
    add(b, "Итоги");
    begin_table(b, {60, 60, 60});
    for (const int n : {3, 4}) {
      b.begin_row();
      add_cell(b, "школа");
      add_typed(b, std::to_string(n), {.value = Value::integer(n)});
      add_cell(b, "");
      b.end_row();
    }
    b.begin_row();
    using Formula = TypedCell::Formula;
    const auto formula = [](Formula f, std::int64_t tenths, std::uint16_t column) {
      return TypedCell{.value = Value::decimal(Decimal(tenths, 1)),
                       .formula = f,
                       .first_row = 0,
                       .last_row = 1,
                       .formula_column = column};
    };
    add_typed(b, "2", formula(Formula::count, 20, 0));
    add_typed(b, "7", formula(Formula::sum, 70, 1));
    add_typed(b, "3,5", formula(Formula::mean, 35, 1));
    b.end_row();
    b.end_table();
  });
  const std::string sheet = sheet_of(document);  // row 1: the title, row 2: a gap
  EXPECT_EQ(content(sheet, "A5"), "<c r=\"A5\"><f>COUNTA(A3:A4)</f><v>2</v></c>");
  EXPECT_EQ(content(sheet, "B5"), "<c r=\"B5\"><f>SUM(B3:B4)</f><v>7</v></c>");
  EXPECT_EQ(content(sheet, "C5"), "<c r=\"C5\"><f>AVERAGE(B3:B4)</f><v>3.5</v></c>");
}

TEST(Xlsx, RichTextAndLinks) {
  const Document document = document_of([](DocumentBuilder& b) {
    begin_table(b, {90, 90});
    b.begin_row();
    b.begin_cell();
    b.begin_paragraph(kText);
    CharacterProperties bold;
    bold.bold = true;
    b.push_run(kNoStyle, bold);
    b.add_text("Цель:");
    b.pop_run();
    b.add_text(" расти");
    b.end_paragraph();
    b.end_cell(kText);
    b.begin_cell();
    b.begin_paragraph(kText);
    b.add_inline(Inline::Type::link_start, b.add_link("https://a.example/?x=1&y"));
    b.add_text("сайт");
    b.add_inline(Inline::Type::link_end);
    b.end_paragraph();
    b.end_cell(kText);
    b.end_row();
    b.end_table();
  });
  OpenedPackage package = written(document);
  const std::string sheet = package.part("xl/worksheets/sheet1.xml");
  const std::string rich = content(sheet, "A1");
  EXPECT_NE(rich.find("<r><rPr><b/><sz val=\"12\"/>"), std::string::npos) << rich;
  EXPECT_NE(rich.find("<t>Цель:</t></r>"), std::string::npos) << rich;
  EXPECT_NE(rich.find("<t xml:space=\"preserve\"> расти</t></r></is>"), std::string::npos) << rich;
  EXPECT_EQ(content(sheet, "B1"), text_cell("B1", "сайт"));
  EXPECT_NE(sheet.find("<hyperlink ref=\"B1\" r:id=\"rId1\"/>"), std::string::npos);
  EXPECT_NE(package.part("xl/worksheets/_rels/sheet1.xml.rels")
                .find("Target=\"https://a.example/?x=1&amp;y\" TargetMode=\"External\""),
            std::string::npos);
}

TEST(Xlsx, PrivateCharactersAndLoudRunsAreWrittenAsTheyAre) {
  const Document document = document_of([](DocumentBuilder& b) {
    begin_table(b, {90, 90});
    b.begin_row();
    add_cell(b, "\uE0000\uE000");
    b.begin_cell();
    b.begin_paragraph(kText);
    CharacterProperties loud;
    loud.bold = loud.italic = loud.underline = true;
    loud.half_points = 25;
    loud.colour = Colour{0xAB, 0, 0x0C};
    loud.family = "PT & Serif";
    b.push_run(kNoStyle, loud);
    b.add_text("<а>");
    b.pop_run();
    b.add_text("\nб");
    b.end_paragraph();
    b.end_cell(kText);
    b.end_row();
    b.end_table();
  });
  const std::string sheet = sheet_of(document);
  const std::string plain =
      "<rPr><sz val=\"12\"/><color theme=\"1\"/><rFont val=\"Times New Roman\"/>"
      "<family val=\"2\"/></rPr>";
  EXPECT_EQ(content(sheet, "A1"), text_cell("A1", "\uE0000\uE000"));
  EXPECT_EQ(content(sheet, "B1"),
            "<c r=\"B1\" t=\"inlineStr\"><is><r><rPr><b/><i/><u/><sz val=\"12.5\"/>"
            "<color rgb=\"FFAB000C\"/><rFont val=\"PT &amp; Serif\"/><family val=\"2\"/></rPr>"
            "<t>&lt;а&gt;</t></r><r>" +
                plain + "<t xml:space=\"preserve\">\nб</t></r></is></c>");
}

// ---- The sheet ----------------------------------------------------------------------------------

TEST(Xlsx, MergesBothWaysWithBordersOfTheWhole) {
  const Document document = document_of([](DocumentBuilder& b) {
    begin_table(b, {60, 60, 60});
    b.begin_row();
    add_cell(b, "этап", 3);
    b.end_row();
    b.begin_row();
    add_cell(b, "а", 1, 2);
    add_cell(b, "б", 2);
    b.end_row();
    b.begin_row();
    add_cell(b, "в");
    add_cell(b, "г");
    b.end_row();
    b.end_table();
  });
  const std::string sheet = sheet_of(document);
  EXPECT_NE(
      sheet.find(
          "<mergeCells count=\"3\"><mergeCell ref=\"A1:C1\"/><mergeCell ref=\"A2:A3\"/><mergeCell ref=\"B2:C2\"/></mergeCells>"),
      std::string::npos);
  EXPECT_EQ(content(sheet, "C1"), "<c r=\"C1\"/>");
  EXPECT_EQ(content(sheet, "A3"), "<c r=\"A3\"/>");
  EXPECT_EQ(content(sheet, "B3"), text_cell("B3", "в"));
  // Every cell of a merge has the style of its first one, so that all its borders are drawn.
  const auto style = [&](std::string_view name) {
    const std::string element = cell(sheet, name);
    return element.substr(element.find(" s=\""), 6);
  };
  EXPECT_EQ(style("A2"), style("A3"));
  EXPECT_EQ(style("A1"), style("C1"));
}

TEST(Xlsx, AFrozenHeaderPrintTitlesFilterAndPageSetup) {
  OpenedPackage package = written(test::make_roadmap(2, 2));
  const std::string sheet = package.part("xl/worksheets/sheet1.xml");
  // Marks, a gap, title, goal, a gap, header: row 6.
  EXPECT_NE(
      sheet.find(
          "<pane ySplit=\"6\" topLeftCell=\"A7\" activePane=\"bottomLeft\" state=\"frozen\"/>"),
      std::string::npos);
  EXPECT_NE(sheet.find("<autoFilter ref=\"A6:E14\"/>"), std::string::npos);
  EXPECT_NE(sheet.find("<pageSetup paperSize=\"9\" fitToHeight=\"0\" orientation=\"portrait\"/>"),
            std::string::npos);
  EXPECT_NE(
      sheet.find(
          "<headerFooter differentFirst=\"1\"><oddHeader>&amp;C&amp;P</oddHeader></headerFooter>"),
      std::string::npos);
  EXPECT_NE(sheet.find("<mergeCell ref=\"A1:B1\"/><mergeCell ref=\"C1:E1\"/>"), std::string::npos);
  const std::string workbook = package.part("xl/workbook.xml");
  EXPECT_NE(workbook.find("<sheet name=\"Дорожная карта\" sheetId=\"1\""), std::string::npos);
  EXPECT_NE(
      workbook.find(
          "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"0\">'Дорожная карта'!$6:$6</definedName>"),
      std::string::npos)
      << workbook;
}

TEST(Xlsx, LandscapeAndColumnsOfTheGrid) {
  const std::string sheet = sheet_of(test::make_roadmap(1, 1, 0, true));
  EXPECT_NE(sheet.find("orientation=\"landscape\""), std::string::npos);
  // 8 % of 267 mm are 80 pixels, of which a digit of Times New Roman has 8.
  EXPECT_NE(sheet.find("<cols><col min=\"1\" max=\"1\" width=\"10\" customWidth=\"1\"/>"),
            std::string::npos)
      << sheet.substr(0, 900);
}

TEST(Xlsx, RowsThatExcelMayFitAreNotFixed) {
  const std::string sheet = sheet_of(test::make_roadmap(1, 3));
  EXPECT_NE(sheet.find("<row r=\"6\" ht=\"31.5\">"), std::string::npos);  // the header
  EXPECT_NE(sheet.find("<row r=\"7\" ht=\"31.5\" customHeight=\"1\">"),
            std::string::npos);  // a stage, merged
  EXPECT_NE(sheet.find("<row r=\"8\" ht=\"63\" customHeight=\"1\">"),
            std::string::npos);  // beside a tall merge
}

TEST(Xlsx, RowsUnderASpanningTextAreRaisedTogether) {
  const Document document = document_of([](DocumentBuilder& b) {
    begin_table(b, {90, 90});
    b.begin_row();
    add_cell(b, "1\n2\n3\n4\n5", 1, 2);
    add_cell(b, "а");
    b.end_row();
    b.begin_row();
    add_cell(b, "б");
    b.end_row();
    b.begin_row();
    add_cell(b, "в");
    add_cell(b, "г");
    b.end_row();
    b.begin_row();
    b.row().least_height = Length::from_points(40);
    add_cell(b, "д");
    add_cell(b, "е");
    b.end_row();
    b.end_table();
  });
  const std::string sheet = sheet_of(document);  // five lines of 15.75
  EXPECT_NE(sheet.find("<row r=\"1\" ht=\"15.75\" customHeight=\"1\">"), std::string::npos);
  EXPECT_NE(sheet.find("<row r=\"2\" ht=\"63\" customHeight=\"1\">"), std::string::npos);
  EXPECT_NE(sheet.find("<row r=\"3\" ht=\"15.75\">"), std::string::npos);
  EXPECT_NE(sheet.find("<row r=\"4\" ht=\"40.5\" customHeight=\"1\">"), std::string::npos);
}

TEST(Xlsx, NarrowColumnsOfStackedTablesAreNotLost) {
  const Document document = document_of([](DocumentBuilder& b) {
    begin_table(b, {60, 120});
    b.begin_row();
    add_cell(b, "а");
    add_cell(b, "б");
    b.end_row();
    b.end_table();
    begin_table(b, {59, 1, 1, 119});
    b.begin_row();
    for (const char* text : {"в", "г", "д", "е"}) add_cell(b, text);
    b.end_row();
    b.end_table();
  });
  const std::string sheet = sheet_of(document);
  EXPECT_EQ(content(sheet, "A3"), text_cell("A3", "в"));
  EXPECT_EQ(content(sheet, "B3"), text_cell("B3", "г"));
  EXPECT_EQ(content(sheet, "C3"), text_cell("C3", "д"));
  EXPECT_EQ(content(sheet, "D3"), text_cell("D3", "е"));
}

TEST(Xlsx, ATextBlockAtTheRightAndAnIndent) {
  const Document document = document_of([](DocumentBuilder& b) {
    ParagraphProperties right;
    right.left = Length::from_mm(100);
    b.begin_paragraph(kNormal, right);
    b.add_text("Приложение");
    b.end_paragraph();
    right.left = Length::from_mm(10);
    b.begin_paragraph(kNormal, right);
    b.add_text("отступ");
    b.end_paragraph();
    begin_table(b, {90, 90});
    b.begin_row();
    b.end_row();
    b.end_table();
  });
  OpenedPackage package = written(document);
  const std::string sheet = package.part("xl/worksheets/sheet1.xml");
  EXPECT_EQ(content(sheet, "B1"), text_cell("B1", "Приложение"));
  EXPECT_EQ(content(sheet, "A2"), text_cell("A2", "отступ"));
  const std::string styles = package.part("xl/styles.xml");  // a step is 12 pixels
  EXPECT_NE(styles.find("indent=\"3\" wrapText"), std::string::npos) << styles;
  EXPECT_NE(sheet.find("<mergeCell ref=\"A2:B2\"/>"), std::string::npos);
}

TEST(Xlsx, MarksThatDoNotFitSideBySideStandBelow) {
  const Document document = document_of([](DocumentBuilder& b) {
    begin_table(b, {60, 60, 60});
    b.table().layout_only = true;
    b.begin_row();
    for (const char* mark : {"первый", "второй", "третий"}) add_cell(b, mark);
    b.end_row();
    b.end_table();
    begin_table(b, {90, 90});
    b.begin_row();
    add_cell(b, "x", 2);
    b.end_row();
    b.end_table();
  });
  const std::string sheet = sheet_of(document);
  EXPECT_EQ(content(sheet, "A1"), text_cell("A1", "первый"));
  EXPECT_EQ(content(sheet, "B1"), text_cell("B1", "второй"));
  EXPECT_EQ(content(sheet, "B2"), text_cell("B2", "третий"));
}

/// Two marks of a school above a table of these columns, as XLSX.
OpenedPackage two_marks(const std::vector<int>& grid) {
  return written(document_of([&](DocumentBuilder& b) {
    begin_table(b, {80, 40, 60});
    b.table().layout_only = true;
    b.begin_row();
    for (const char* mark : {"СОГЛАСОВАНО\nглава", "", "УТВЕРЖДАЮ\nдиректор\n\n"}) {
      add_cell(b, mark);
    }
    b.end_row();
    b.end_table();
    begin_table(b, grid);
    b.begin_row();
    for (std::size_t i = 0; i < grid.size(); ++i) add_cell(b, "x");
    b.end_row();
    b.end_table();
  }));
}

TEST(Xlsx, MarksStandWhereTheyStandOnThePage) {
  // The second mark begins at 120 mm; the column at 100 mm, 20 mm (6 steps) before it.
  OpenedPackage package = two_marks({10, 90, 80});
  std::string sheet = package.part("xl/worksheets/sheet1.xml");
  EXPECT_EQ(content(sheet, "A1"), text_cell("A1", "СОГЛАСОВАНО\nглава"));
  EXPECT_EQ(content(sheet, "B1"), "<c r=\"B1\"/>");
  EXPECT_EQ(content(sheet, "C1"), text_cell("C1", "УТВЕРЖДАЮ\nдиректор"));
  EXPECT_NE(sheet.find("<row r=\"1\" ht=\"31.5\" customHeight=\"1\">"), std::string::npos);
  EXPECT_NE(sheet.find("<mergeCell ref=\"A1:B1\"/>"), std::string::npos);
  EXPECT_NE(package.part("xl/styles.xml").find("indent=\"6\""), std::string::npos);
  // The column at 10 mm would leave the first one no room: the next edge.
  sheet = two_marks({10, 130, 40}).part("xl/worksheets/sheet1.xml");
  EXPECT_EQ(content(sheet, "C1"), text_cell("C1", "УТВЕРЖДАЮ\nдиректор"));
}

TEST(Xlsx, TextsKeepAStepFromTheBorder) {
  const Document document = document_of([](DocumentBuilder& b) {
    ParagraphProperties middle;
    middle.alignment = Alignment::centre;
    begin_table(b, {70, 90, 15});
    b.begin_row();
    add_cell(b, "слева");
    b.begin_cell();
    b.begin_paragraph(kText, middle);
    b.add_text("посередине");
    b.end_paragraph();
    b.end_cell(kText);
    add_cell(b, "узко");
    b.end_row();
    b.end_table();
  });
  const std::string styles = written(document).part("xl/styles.xml");
  EXPECT_NE(styles.find("<alignment horizontal=\"left\" vertical=\"top\" indent=\"1\" "
                        "wrapText=\"1\"/>"),
            std::string::npos)
      << styles;
  for (const char* unmoved : {"center", "left"}) {  // the narrow column needs its room
    const std::string alignment =
        "<alignment horizontal=\"" + std::string(unmoved) + "\" vertical=\"top\" wrapText=\"1\"/>";
    EXPECT_NE(styles.find(alignment), std::string::npos) << unmoved << '\n' << styles;
  }
}

TEST(Xlsx, WidthsAreCountedInTheFontOfTheText) {
  OpenedPackage package = written(document_of([](DocumentBuilder& b) { add(b, "x"); }));
  const std::string styles = package.part("xl/styles.xml");
  EXPECT_NE(
      styles.find("<font><sz val=\"12\"/><color theme=\"1\"/><name val=\"Times New Roman\"/>"),
      std::string::npos)
      << styles;
  EXPECT_EQ(styles.find("Calibri"), std::string::npos);
  EXPECT_NE(package.part("xl/worksheets/sheet1.xml")
                .find("<sheetFormatPr defaultRowHeight=\"15.75\"/><cols>"),
            std::string::npos);
}

TEST(Xlsx, ReferencesNameAndLinkTheirCells) {
  const Document document = document_of([](DocumentBuilder& b) {
    const std::uint32_t end = b.add_bookmark("конец");
    b.begin_paragraph(kNormal);
    b.add_text("см. с. ");
    b.add_inline(Inline::Type::page_reference, end);
    b.end_paragraph();
    add(b, "между");
    b.begin_paragraph(kNormal);
    b.add_inline(Inline::Type::bookmark_start, end);
    b.add_text("здесь");
    b.add_inline(Inline::Type::bookmark_end, end);
    b.end_paragraph();
  });
  const std::string sheet = sheet_of(document);
  EXPECT_EQ(content(sheet, "A1"), text_cell("A1", "см. с. A3"));
  EXPECT_EQ(content(sheet, "A3"), text_cell("A3", "здесь"));
  EXPECT_NE(sheet.find("<hyperlink ref=\"A1\" location=\"'Пример'!A3\""), std::string::npos)
      << sheet;
}

TEST(Xlsx, PageBreaksBeforeTheirRows) {
  const Document document = document_of([](DocumentBuilder& b) {
    add(b, "раз");
    b.add_page_break();
    add(b, "два");
  });
  EXPECT_NE(
      sheet_of(document).find(
          "<rowBreaks count=\"1\" manualBreakCount=\"1\"><brk id=\"1\" max=\"16383\" man=\"1\"/></rowBreaks>"),
      std::string::npos);
}

TEST(Xlsx, HeadersAndFootersInExcelsCodes) {
  DocumentBuilder builder(sample_styles());
  builder.begin_section({});
  builder.begin_furniture(DocumentBuilder::Furniture::footer);
  ParagraphProperties right;
  right.alignment = Alignment::right;
  add(builder, "Лицей & школа");
  builder.begin_paragraph(kNormal, right);
  builder.add_text("стр. ");
  builder.add_inline(Inline::Type::page_number);
  builder.add_text(" из ");
  builder.add_inline(Inline::Type::page_count);
  builder.end_paragraph();
  builder.begin_paragraph(kNormal, right);
  builder.add_text("вторая\tстрока");
  builder.end_paragraph();
  builder.end_furniture();
  builder.begin_furniture(DocumentBuilder::Furniture::header);
  add(builder, std::string(256, 'x'));
  builder.end_furniture();
  builder.end_section();
  const Document document = builder.finish();
  EXPECT_EQ(xlsx::make_furniture(document, document.sections[0].footer),
            "&LЛицей && школа&Rстр. &P из &N\nвторая строка");
  EXPECT_EQ(xlsx::make_furniture(document, document.sections[0].header), "");
  EXPECT_EQ(xlsx::make_furniture(document, {}), "");
}

// ---- Refusals -----------------------------------------------------------------------------------

/// The one message of a document that is not written.
std::string refusal(const Document& document, Kind kind) {
  Diagnostics diagnostics;
  EXPECT_FALSE(write_xlsx(document, scratch(), diagnostics));
  EXPECT_EQ(diagnostics.all().size(), 1U);
  if (diagnostics.all().empty()) return {};
  EXPECT_EQ(diagnostics.all()[0].kind, kind);
  return diagnostics.all()[0].text;
}

Document one_cell(std::string_view text) {
  return document_of([&](DocumentBuilder& b) {
    begin_table(b, {180});
    b.begin_row();
    add_cell(b, text);
    b.end_row();
    b.end_table();
  });
}

TEST(XlsxRefusals, ATextLongerThanACell) {
  std::string longest;
  for (int i = 0; i < 32767; ++i) longest += "ж";
  Diagnostics diagnostics;
  EXPECT_TRUE(write_xlsx(one_cell(longest), scratch(), diagnostics));
  ASSERT_EQ(diagnostics.all().size(), 1U);
  EXPECT_EQ(diagnostics.all()[0].kind, Kind::row_too_high);
  EXPECT_EQ(diagnostics.all()[0].severity, Severity::warning);
  EXPECT_EQ(
      diagnostics.all()[0].text,
      "документ «sample»: на листе «Пример» строка 1 выше 409 пунктов; её текст цел, но в XLSX виден не весь");
  Diagnostics refused;
  EXPECT_FALSE(write_xlsx(one_cell(longest + "ж"), scratch(), refused));
  ASSERT_EQ(refused.all().size(), 1U);
  EXPECT_EQ(
      refused.all()[0].text,
      "документ «sample» не записан в XLSX: на листе «Пример» в ячейке A1 было бы 32768 знаков, а Excel "
      "держит 32 767; текст начинается с «жжжжжжжжжжжжжжжжжжжжжжжжжжжжжжжжжжжжжжжж…»");
}

TEST(Xlsx, ARowThatIsTooHighNamesTheCellThatItsTextCameFrom) {
  Sources sources;
  const SourceId sheet = sources.add("план.xlsx", "Карта");
  std::string high;
  for (int i = 0; i < 60; ++i) high += "строка\n";
  // Its own text, and one that spans two rows and is the last one's to hold.
  for (const std::uint16_t rows : {std::uint16_t{1}, std::uint16_t{2}}) {
    const Document document = document_of([&](DocumentBuilder& b) {
      begin_table(b, {90, 90});
      b.begin_row();
      add_cell(b, "а");
      b.set_origin(Place::cell(sheet, 6, 2));
      add_cell(b, high, 1, rows);
      b.set_origin({});
      b.end_row();
      if (rows == 2) {
        b.begin_row();
        add_cell(b, "б");
        b.end_row();
      }
      b.end_table();
    });
    Diagnostics diagnostics;
    EXPECT_TRUE(write_xlsx(document, scratch(), diagnostics));
    ASSERT_EQ(diagnostics.all().size(), 1U);
    EXPECT_EQ(diagnostics.all()[0].kind, Kind::row_too_high);
    EXPECT_EQ(sources.describe(diagnostics.all()[0].place), "план.xlsx:Карта!C7");
  }
}

TEST(XlsxRefusals, ANumberThatIsNone) {
  for (const double number : {std::numeric_limits<double>::infinity(), std::nan("")}) {
    const Document document = document_of([&](DocumentBuilder& b) {
      begin_table(b, {90, 90});
      b.begin_row();
      add_cell(b, "");
      add_typed(b, "?", {.value = Value::real(number)});
      b.end_row();
      b.end_table();
    });
    EXPECT_EQ(
        refusal(document, Kind::number_not_finite),
        "документ «sample» не записан в XLSX: на листе «Пример» в ячейке B1 не число, а бесконечность или неопределённость");
  }
}

TEST(XlsxRefusals, MoreRowsThanASheetHas) {
  Document document = one_cell("x");
  document.tables[0].rows.count = 1'048'577;
  document.rows.resize(1'048'577);
  EXPECT_EQ(
      refusal(document, Kind::sheet_too_large),
      "документ «sample» не записан в XLSX: на листе «Пример» было бы 1048577 строк, а Excel держит 1048576");
}

TEST(XlsxRefusals, MoreMergesThanTheLibraryCounts) {
  const Document document = document_of([](DocumentBuilder& b) {
    begin_table(b, {90, 90});
    for (int i = 0; i < 65'536; ++i) {
      b.begin_row();
      b.begin_cell(2);
      b.end_cell(kText);
      b.end_row();
    }
    b.end_table();
  });
  EXPECT_EQ(
      refusal(document, Kind::sheet_too_large),
      "документ «sample» не записан в XLSX: на листе «Пример» было бы 65536 объединённых областей, а Excel держит 65535");
}

TEST(XlsxRefusals, BrokenTextAndWhatASheetCannotHold) {
  Document document = one_cell("x");
  document.text = "\xC3(";
  EXPECT_EQ(refusal(document, Kind::text_not_unicode),
            "документ «sample» не записан в XLSX: в тексте «…» байт 0xC3 — не UTF-8");
  document = one_cell("x");
  document.inlines.push_back({.type = Inline::Type::footnote});
  EXPECT_EQ(
      refusal(document, Kind::content_unsupported),
      "документ «sample» не записан в XLSX: в нём есть сноска, а этого XLSX от Grif пока не умеет");
  document = one_cell("x");
  document.blocks.push_back({.type = Block::Type::chart});
  EXPECT_EQ(
      refusal(document, Kind::content_unsupported),
      "документ «sample» не записан в XLSX: в нём есть диаграмма, а этого XLSX от Grif пока не умеет");
}

/// Runs a function in a child whose files cannot grow over a limit; gives what it returns.
template <typename Function>
int run_with_small_files(rlim_t limit, Function function) {
  const pid_t child = fork();
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit small{limit, limit};
    setrlimit(RLIMIT_FSIZE, &small);
    _exit(function());
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(XlsxRefusals, AFullTemporaryFolderIsNoticedWhereverItStrikes) {
  // Rows stay in memory; the library's parts go through files.
  const Document document = test::make_roadmap(40, 5);
  Diagnostics before;
  const auto whole = write_xlsx(document, scratch(), before);
  ASSERT_TRUE(whole);
  constexpr int kNoticed = 0, kWhole = 10;
  const auto write_with = [&](rlim_t limit) {
    return run_with_small_files(limit, [&] {
      Diagnostics diagnostics;
      const auto bytes = write_xlsx(document, scratch(), diagnostics);
      if (bytes) return *bytes == *whole ? kWhole : 11;
      if (diagnostics.all().size() != 1) return 12;
      return diagnostics.all()[0].kind == Kind::spreadsheet_incomplete ? kNoticed : 13;
    });
  };
  int last = kNoticed;
  for (rlim_t limit = 0; limit < 20'000; limit += 500) {
    const int now = write_with(limit);
    EXPECT_TRUE(now == last || (last == kNoticed && now == kWhole)) << limit << ": " << now;
    last = now;
  }
  EXPECT_EQ(write_with(1'000), kNoticed);
  EXPECT_EQ(write_with(4'000), kNoticed);
  EXPECT_EQ(last, kWhole);
}

// ---- The same bytes -----------------------------------------------------------------------------

TEST(Xlsx, SameInputSameBytesInEveryThread) {
  std::vector<Document> documents;
  std::vector<std::optional<std::string>> expected;
  Diagnostics diagnostics;
  for (std::size_t i = 0; i < 6; ++i) {
    documents.push_back(test::make_roadmap(2, 3, i, i % 2 != 0));
    expected.push_back(write_xlsx(documents.back(), scratch(), diagnostics));
  }
  const FaceSet& faces = scratch().impl().faces;
  std::vector<std::thread> threads;
  std::vector<int> different(4);
  for (std::size_t t = 0; t < different.size(); ++t) {
    threads.emplace_back([&, t] {
      WriteScratch own(faces);
      Diagnostics reported;
      for (std::size_t i = 0; i < 5 * documents.size(); ++i) {
        const std::size_t which = (i * (t + 1)) % documents.size();
        if (write_xlsx(documents[which], own, reported) != expected[which]) ++different[t];
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(different, std::vector<int>(4));
}

TEST(Xlsx, PropertiesHoldTheDocumentsDateOnly) {
  OpenedPackage package = written(test::make_roadmap(1, 1));
  const std::string core = package.part("docProps/core.xml");
  EXPECT_NE(
      core.find(
          "<dcterms:created xsi:type=\"dcterms:W3CDTF\">2026-09-01T00:00:00Z</dcterms:created>"),
      std::string::npos);
  OpenedPackage undated = written(document_of([](DocumentBuilder& b) { add(b, "x"); }));
  EXPECT_EQ(undated.part("docProps/core.xml").find("dcterms:created"), std::string::npos);
}

TEST(Xlsx, AnEmptyDocumentIsABlankSheet) {
  const std::string sheet = sheet_of(document_of([](DocumentBuilder&) {}));
  EXPECT_NE(sheet.find("<sheetData/>"), std::string::npos);
  EXPECT_NE(sheet.find("<oddFooter>&amp;C&amp;P</oddFooter>"), std::string::npos);
}

}  // namespace
}  // namespace grif
