#include <gtest/gtest.h>

#include "unit/read/xlsx_builder.hpp"

namespace grif {
namespace {

using test::read_and_list;
using test::XlsxBook;
using test::ZipBuilder;

std::string rows(std::string_view xml) { return read_and_list(XlsxBook().rows(xml).build()); }
/// The value of a cell with these attributes and content, as `type<tab>value`, and messages.
std::string cell(std::string_view attributes, std::string_view content) {
  const std::string all =
      rows(fmt::format("<row r=\"1\"><c r=\"A1\" {}>{}</c></row>", attributes, content));
  constexpr std::string_view kHead = "Лист1\tA1\t";
  return all.starts_with(kHead) ? all.substr(kHead.size()) : all;
}

TEST(Xlsx, ReadsEveryTypeOfCell) {
  EXPECT_EQ(cell("", "<v>1.50</v>"), "number\t1.50\n");
  EXPECT_EQ(cell("t=\"n\"", "<v> -7 </v>"), "number\t-7\n");
  EXPECT_EQ(cell("", "<v>1E3</v>"), "number\t1E3\n");
  EXPECT_EQ(cell("t=\"b\"", "<v>1</v>"), "boolean\ttrue\n");
  EXPECT_EQ(cell("t=\"b\"", "<v>FALSE</v>"), "boolean\tfalse\n");
  EXPECT_EQ(cell("t=\"e\"", "<v>#N/A</v>"), "error\t#N/A\n");
  EXPECT_EQ(cell("t=\"str\"", "<f>A2</f><v> текст </v>"), "text\t текст \n");
  EXPECT_EQ(cell("t=\"inlineStr\"", "<is><t>в строке</t></is>"), "text\tв строке\n");
  EXPECT_EQ(cell("t=\"d\"", "<v>2026-11-22</v>"), "date\t2026-11-22\n");
  EXPECT_EQ(cell("t=\"d\"", "<v>2026-11-22T10:30:00Z</v>"), "date-time\t2026-11-22T10:30:00\n");
  EXPECT_EQ(cell("t=\"d\"", "<v>T10:30</v>"), "time\t10:30:00\n");
}

TEST(Xlsx, LeavesBlankCellsOut) {
  for (const char* blank : {"", "<v/>", "<v></v>", "<v>  </v>"}) {
    EXPECT_EQ(cell("", blank), "");
    EXPECT_EQ(cell("t=\"s\"", blank), "");
    EXPECT_EQ(cell("t=\"b\"", blank), "");
  }
  EXPECT_EQ(cell("t=\"inlineStr\"", "<is><t/></is>"), "");
  EXPECT_EQ(cell("t=\"inlineStr\"", "<is/>"), "");
}

TEST(Xlsx, TellsFormulasWithoutAResult) {
  EXPECT_EQ(cell("", "<f>SUM(A2:A3)</f>"), "uncomputed\t\n");
  EXPECT_EQ(cell("", "<f>SUM(A2:A3)</f><v/>"), "uncomputed\t\n");
  EXPECT_EQ(cell("", "<f t=\"shared\" si=\"0\"/>"), "uncomputed\t\n");
  EXPECT_EQ(cell("t=\"str\"", "<f>A2</f>"), "uncomputed\t\n");
  EXPECT_EQ(cell("t=\"str\"", "<f>\"\"</f><v></v>"), "");  // an empty text
  EXPECT_EQ(cell("", "<f>1+1</f><v>2</v>"), "number\t2\n");
  Sources sources;
  Diagnostics diagnostics;
  const auto book =
      read_package(XlsxBook().rows("<row><c><f>1+1</f><v>2</v></c><c><v>2</v></c></row>").build(),
                   "b", sources, diagnostics);
  ASSERT_TRUE(book);
  EXPECT_TRUE(book->sheets[0].cells[0].formula);
  EXPECT_EQ(book->sheets[0].cells[0].number, 2);
  EXPECT_FALSE(book->sheets[0].cells[1].formula);
}

TEST(Xlsx, TakesNoNumberForWhatItIsNot) {
  for (const char* bad : {"1,5", "1E400", "NaN", "INF", "0x1F", "1 234", "--1", "#N/A", "+5"})
    EXPECT_EQ(
        cell("", fmt::format("<v>{}</v>", bad)),
        fmt::format(
            "error\t{0}\nb.xlsx:Лист1!A1: warning[cell-value]: value \"{0}\" is not of the type "
            "that the cell promises\n",
            bad));
  EXPECT_EQ(
      cell("t=\"b\"", "<v>да</v>"),
      "error\tда\nb.xlsx:Лист1!A1: warning[cell-value]: value \"да\" is not of the type that the "
      "cell promises\n");
  EXPECT_EQ(
      cell("t=\"d\"", "<v>31.02.2024</v>"),
      "error\t31.02.2024\nb.xlsx:Лист1!A1: warning[cell-value]: value \"31.02.2024\" is not of "
      "the type that the cell promises\n");
  EXPECT_EQ(
      cell("t=\"new\"", "<v>x</v>"),
      "text\tx\nb.xlsx:Лист1!A1: warning[cell-value]: value \"new\" is not of the type that the "
      "cell promises\n");
  EXPECT_EQ(cell("", "<v>9223372036854775808</v>"), "number\t9223372036854775808\n");
}

TEST(Xlsx, JoinsRunsAndPiecesOfText) {
  XlsxBook book;
  book.strings =
      "<si><t>plain</t></si>"
      "<si><r><rPr><b/></rPr><t>bold</t></r><r><t xml:space=\"preserve\"> and </t></r><r><t>not</t></r></si>"
      "<si><t>課</t><rPh sb=\"0\" eb=\"1\"><t>カ</t></rPh><phoneticPr fontId=\"1\"/></si>"
      "<si/>"
      "<si><t>  trimmed \n</t></si>"
      "<si><t xml:space=\"preserve\">  kept </t></si>"
      "<si><t>A &amp; <![CDATA[<B>]]><!-- c --> C</t></si>"
      "<si><t>one_x000D_\ntwo_x0041__x005F_x0042__xD83D__xde00__xD83D_.</t></si>"
      "<si><t>first\r\nsecond</t></si>";
  book.rows(
      "<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c t=\"s\"><v>2</v></c><c t=\"s\"><v>3</v></c>"
      "<c t=\"s\"><v>4</v></c><c t=\"s\"><v>5</v></c><c t=\"s\"><v>6</v></c><c t=\"s\"><v>7</v></c>"
      "<c t=\"s\"><v>8</v></c></row>");
  EXPECT_EQ(read_and_list(book.build()),
            "Лист1\tA1\ttext\tplain\n"
            "Лист1\tB1\ttext\tbold and not\n"
            "Лист1\tC1\ttext\t課\n"
            "Лист1\tE1\ttext\ttrimmed\n"
            "Лист1\tF1\ttext\t  kept \n"
            "Лист1\tG1\ttext\tA & <B> C\n"
            "Лист1\tH1\ttext\tone\\ntwoA_x0042_😀\xEF\xBF\xBD.\n"
            "Лист1\tI1\ttext\tfirst\\nsecond\n");
}

TEST(Xlsx, KeepsSharedTextsAsViews) {
  XlsxBook book;
  book.strings = "<si><t>shared</t></si>";
  book.rows("<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>0</v></c></row>");
  Sources sources;
  Diagnostics diagnostics;
  const auto workbook = read_package(book.build(), "b", sources, diagnostics);
  ASSERT_TRUE(workbook);
  EXPECT_EQ(workbook->sheets[0].cells[0].text, "shared");
  EXPECT_EQ(workbook->sheets[0].cells[0].text.data(), workbook->sheets[0].cells[1].text.data());
}

TEST(Xlsx, EscapesTabsAndBreaksInLists) {
  EXPECT_EQ(cell("t=\"inlineStr\"", "<is><t>a&#9;b&#10;c&#13;d\\e</t></is>"),
            "text\ta\\tb\\nc\\rd\\\\e\n");
}

TEST(Xlsx, FindsRowsAndColumnsWithoutReferences) {
  EXPECT_EQ(
      rows(
          "<row><c><v>1</v></c><c><v>2</v></c></row><row r=\"5\"><c><v>3</v></c><c r=\"D5\"><v>4</v></c>"
          "<c><v>5</v></c></row><row><c r=\"b9\"><v>6</v></c></row><row><c><v>7</v></c></row>"),
      "Лист1\tA1\tnumber\t1\nЛист1\tB1\tnumber\t2\nЛист1\tA5\tnumber\t3\nЛист1\tD5\tnumber\t4\n"
      "Лист1\tE5\tnumber\t5\nЛист1\tB9\tnumber\t6\nЛист1\tA10\tnumber\t7\n");
}

TEST(Xlsx, SortsCellsAndReportsDoubledOnes) {
  EXPECT_EQ(
      rows("<row r=\"2\"><c r=\"B2\"><v>1</v></c><c r=\"A2\"><v>2</v></c></row>"
           "<row r=\"1\"><c r=\"A1\"><v>3</v></c><c r=\"B2\"><v>4</v></c></row>"),
      "Лист1\tA1\tnumber\t3\nЛист1\tA2\tnumber\t2\nЛист1\tB2\tnumber\t4\n"
      "b.xlsx:Лист1!B2: warning[cell-twice]: the cell stands twice in the file; the last value is used\n");
}

TEST(Xlsx, IgnoresDimensionsAndCounts) {
  XlsxBook book;
  book.sheets.push_back({.body = "<dimension ref=\"A1:XFD1048576\"/><sheetData><row r=\"1\" "
                                 "spans=\"1:16384\"><c r=\"B1\"><v>1</v></c></row></sheetData>"});
  EXPECT_EQ(read_and_list(book.build()), "Лист1\tB1\tnumber\t1\n");
}

TEST(Xlsx, RefusesReferencesOutsideTheSheet) {
  for (const std::string bad :
       {"XFE1", "A1048577", "A0", "B", "", "A1:B2", "$A$1", "AAAA1", "1", "Ж1"})
    EXPECT_EQ(rows(fmt::format("<row><c r=\"{}\"><v>1</v></c></row>", bad)),
              fmt::format("b.xlsx:Лист1: error[sheet-reference]: there is no cell \"{}\"\n", bad));
  EXPECT_EQ(rows("<row><c r=\"A" + std::string(60, '9') + "\"><v>1</v></c></row>"),
            "b.xlsx:Лист1: error[sheet-reference]: there is no cell \"A" + std::string(39, '9') +
                "…\"\n");
  for (const std::string bad : {"0", "1048577", "-1", "x", ""})
    EXPECT_EQ(rows(fmt::format("<row r=\"{}\"/>", bad)),
              fmt::format("b.xlsx:Лист1: error[sheet-reference]: there is no cell \"{}\"\n", bad));
  EXPECT_EQ(rows("<row r=\"1048576\"/><row/>"),
            "b.xlsx:Лист1: error[sheet-reference]: there is no cell \"A1048577\"\n");
  EXPECT_EQ(rows("<row><c r=\"XFD1\"/><c/></row>"),
            "b.xlsx:Лист1: error[sheet-reference]: there is no cell \"XFE1\"\n");
  EXPECT_EQ(rows("<row r=\"1048576\"><c r=\"AMJ1048576\"><v>1</v></c></row>"),
            "Лист1\tAMJ1048576\tnumber\t1\n");
}

TEST(Xlsx, RefusesDataBeyondTheWidestTable) {
  EXPECT_EQ(
      rows("<row><c r=\"AMK1\"><v>1</v></c></row>"),
      "b.xlsx:Лист1!AMK1: error[sheet-too-wide]: there are data to the right of column AMJ\n");
  EXPECT_EQ(rows("<row><c r=\"A1\"><v>1</v></c><c r=\"XFD1\" s=\"1\"/></row>"),
            "Лист1\tA1\tnumber\t1\n");
}

TEST(Xlsx, RefusesWrongStringIndexes) {
  for (const char* bad : {"-1", "4000000000", "99999999999", "text", "1", "0.5"}) {
    XlsxBook book;
    book.strings = "<si><t>only</t></si>";
    book.rows(fmt::format("<row><c t=\"s\"><v>{}</v></c></row>", bad));
    EXPECT_EQ(
        read_and_list(book.build()),
        fmt::format(
            "b.xlsx:Лист1!A1: error[sheet-string-index]: the cell points to text {}, which the "
            "workbook does not have\n",
            bad));
  }
}

TEST(Xlsx, TakesOnlyWhatAMergeShows) {
  const auto merged = [](std::string_view cells, std::string_view merges) {
    return read_and_list(
        XlsxBook()
            .rows(cells, fmt::format("<mergeCells count=\"9\">{}</mergeCells>", merges))
            .build());
  };
  const std::string_view four =
      "<row><c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>2</v></c></row><row><c r=\"A2\"><v>3</v></c><c r=\"C2\"><v>4</v></c></row>";
  EXPECT_EQ(
      merged(four, "<mergeCell ref=\"A1:B2\"/>"),
      "Лист1\tA1\tnumber\t1\nЛист1\tC2\tnumber\t4\n"
      "b.xlsx:Лист1!B1: warning[sheet-hidden-under-merge]: values are hidden under merged cells and were "
      "not taken: B1, A2\n");
  EXPECT_EQ(
      merged(four, "<mergeCell ref=\"C1:D2\"/><mergeCell ref=\"A1\"/><mergeCell ref=\"A3:XFD3\"/>"),
      "Лист1\tA1\tnumber\t1\nЛист1\tB1\tnumber\t2\nЛист1\tA2\tnumber\t3\n"
      "b.xlsx:Лист1!C2: warning[sheet-hidden-under-merge]: values are hidden under merged cells and were "
      "not taken: C2\n");
  for (const char* bad : {"B2:A1", "A2:B1", "A1:XFE1", "", "A1:B2:C3", "x"})
    EXPECT_EQ(
        merged(four, fmt::format("<mergeCell ref=\"{}\"/>", bad)),
        fmt::format(
            "b.xlsx:Лист1: error[sheet-merge]: merge \"{}\" is wrong: inverse, outside the sheet or "
            "over another one\n",
            bad));
  EXPECT_EQ(
      merged(four, "<mergeCell ref=\"C5:D9\"/><mergeCell ref=\"A7:C8\"/>"),
      "b.xlsx:Лист1!A7: error[sheet-merge]: merge \"A7:C8\" is wrong: inverse, outside the sheet or over "
      "another one\n");
  EXPECT_EQ(
      merged("", "<mergeCell ref=\"A1:B2\"/><mergeCell ref=\"A1:B2\"/>"),
      "b.xlsx:Лист1!A1: error[sheet-merge]: merge \"A1:B2\" is wrong: inverse, outside the sheet or over "
      "another one\n");
  // Above, beside and below one another is no overlap.
  EXPECT_EQ(
      merged(
          "<row r=\"3\"><c r=\"A3\"><v>1</v></c></row>",
          "<mergeCell ref=\"A1:J1\"/><mergeCell ref=\"C2:D2\"/><mergeCell ref=\"A3:J3\"/><mergeCell "
          "ref=\"K1:K9\"/>"),
      "Лист1\tA3\tnumber\t1\n");
}

TEST(Xlsx, NamesOnlyTheFirstHiddenValues) {
  std::string cells = "<row>";
  for (int i = 0; i < 12; ++i) cells += "<c><v>1</v></c>";
  EXPECT_EQ(
      read_and_list(
          XlsxBook()
              .rows(cells + "</row>", "<mergeCells><mergeCell ref=\"A1:L1\"/></mergeCells>")
              .build()),
      "Лист1\tA1\tnumber\t1\n"
      "b.xlsx:Лист1!B1: warning[sheet-hidden-under-merge]: values are hidden under merged cells and were "
      "not taken: B1, C1, D1, E1, F1, G1, H1, I1 …\n");
}

TEST(Xlsx, RefusesTooManyMerges) {
  std::string merges;
  for (int i = 0; i <= 100'000; ++i) merges += fmt::format("<mergeCell ref=\"A{0}:B{0}\"/>", i + 1);
  EXPECT_EQ(read_and_list(XlsxBook().rows("", "<mergeCells>" + merges + "</mergeCells>").build()),
            "b.xlsx:Лист1: error[sheet-too-many-merges]: the sheet has more than 100000 merges\n");
}

TEST(Xlsx, KnowsHiddenSheetsAndRows) {
  XlsxBook book;
  book.rows(
      "<row r=\"1\" hidden=\"1\"><c><v>1</v></c></row><row r=\"2\"><c><v>2</v></c></row>"
      "<row r=\"3\" hidden=\"true\"/><row r=\"4\" hidden=\"0\"><c><v>3</v></c></row>");
  book.sheets.push_back({.name = "B",
                         .body = "<sheetData><row hidden=\"1\"><c><v>1</v></c></row></sheetData>",
                         .attributes = "state=\"hidden\""});
  book.sheets.push_back({.name = "C", .attributes = "state=\"veryHidden\""});
  Sources sources;
  Diagnostics diagnostics(Language::english);
  const auto workbook = read_package(book.build(), "b.xlsx", sources, diagnostics);
  ASSERT_TRUE(workbook);
  ASSERT_EQ(workbook->sheets.size(), 3U);
  EXPECT_FALSE(workbook->sheets[0].hidden);
  EXPECT_TRUE(workbook->sheets[1].hidden);
  EXPECT_TRUE(workbook->sheets[2].hidden);
  EXPECT_EQ(workbook->sheets[0].hidden_rows, (std::vector<std::uint32_t>{0, 2}));
  ASSERT_EQ(diagnostics.all().size(), 1U);
  EXPECT_EQ(diagnostics.all()[0].id(), "sheet-hidden-rows");
  EXPECT_EQ(diagnostics.all()[0].text,
            "the sheet has hidden rows (1); they were read like the others");
}

TEST(Xlsx, NamesHiddenColumnsThatHaveData) {
  const std::string rows =
      "<sheetData><row><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c><c/><c><v>5</v></c></row></sheetData>";
  const auto read = [&](std::string_view columns, std::string_view attributes) {
    XlsxBook book;
    book.rows("");
    book.sheets.push_back({.name = "B",
                           .body = "<cols>" + std::string(columns) + "</cols>" + rows,
                           .attributes = std::string(attributes)});
    Sources sources;
    Diagnostics diagnostics(Language::english);
    EXPECT_TRUE(read_package(book.build(), "b.xlsx", sources, diagnostics));
    return diagnostics.all().empty() ? std::string() : diagnostics.all()[0].text;
  };
  EXPECT_EQ(read("<col min=\"1\" max=\"1\" width=\"5\"/><col min=\"2\" max=\"4\" hidden=\"1\"/>"
                 "<col min=\"5\" max=\"99999\" hidden=\"true\"/>",
                 ""),
            "the sheet has hidden columns with data (B, C, E); they were read like the others");
  EXPECT_EQ(read("<col min=\"4\" max=\"4\" hidden=\"1\"/><col min=\"1\" max=\"2\" hidden=\"1\"/>"
                 "<col min=\"x\" hidden=\"1\"/><col min=\"7\" max=\"6\" hidden=\"1\"/>",
                 ""),
            "");
  EXPECT_EQ(read("<col min=\"1\" max=\"5\" hidden=\"1\"/>", "state=\"hidden\""), "");
}

TEST(Xlsx, ReportsFormulasThatReachOutside) {
  EXPECT_EQ(
      rows("<row><c><f>[1]S!A1</f><v>1</v></c><c><f>WEBSERVICE(\"http://x\")</f><v>2</v></c>"
           "<c><f>cmd|'/c calc'!A1</f><v>3</v></c><c><f>Таблица[Столбец]</f><v>4</v></c>"
           "<c><f>_xlfn.XLOOKUP(1,A1:A2,B1:B2)</f><v>5</v></c></row>"),
      "Лист1\tA1\tnumber\t1\nЛист1\tB1\tnumber\t2\nЛист1\tC1\tnumber\t3\nЛист1\tD1\tnumber\t4\n"
      "Лист1\tE1\tnumber\t5\n"
      "b.xlsx:Лист1!A1: warning[cell-outside-formula]: formulas reach for other files or the network "
      "(cells: 3); nothing was asked for, stored values are used\n"
      "b.xlsx:Лист1!E1: note[cell-new-function]: formulas use functions of newer versions of Excel (cells: "
      "1); stored values are used\n");
}

TEST(Xlsx, ReportsWhatIsNeverRunOrFollowed) {
  XlsxBook book;
  book.rows("<row><c><v>1</v></c></row>");
  book.other_parts = {{"xl/vbaProject.bin", "x"},
                      {"xl/externalLinks/externalLink1.xml", "x"},
                      {"xl/embeddings/oleObject1.bin", "PK\3\4 another package"}};
  EXPECT_EQ(
      read_and_list(book.build()),
      "Лист1\tA1\tnumber\t1\n"
      "b.xlsx: warning[workbook-macros]: the workbook has macros; they were not run, stored values are "
      "used\n"
      "b.xlsx: warning[workbook-links]: the workbook has links to other files or data sources; nothing was "
      "followed, stored values are used\n"
      "b.xlsx: warning[workbook-objects]: other files or controls are embedded; they were not opened\n");
}

TEST(Xlsx, NamesTheCellOfABadCharacter) {
  EXPECT_EQ(rows("\n<row r=\"7\"><c r=\"B7\" t=\"str\"><v>a\x01</v></c></row>"),
            "b.xlsx:Лист1!B7: error[xml-character]: character U+0001 is forbidden in XML\n"
            "  xl/worksheets/sheet1.xml:2:34\n");
  EXPECT_EQ(rows("<row r=\"7\"><c r=\"B7\"><v>&#0;</v></c></row>").substr(0, 46),
            "b.xlsx:Лист1!B7: error[xml-reference]: unk");
  XlsxBook book;
  book.strings = "<si><t>\n\xED\xA0\x80</t></si>";
  book.rows("");
  EXPECT_EQ(
      read_and_list(book.build()),
      "b.xlsx: error[xml-bad-bytes]: these bytes are no text (0xED)\n  xl/sharedStrings.xml:2:1\n");
}

TEST(Xlsx, RefusesBrokenParts) {
  EXPECT_EQ(rows("\n<row><c><v>1</v></row>"),
            "b.xlsx:Лист1!A1: error[xml-end-tag]: end tag </row> does not match: <c> is open\n"
            "  xl/worksheets/sheet1.xml:2:17\n");
  XlsxBook styles;
  styles.styles = "<cellXfs>";
  styles.rows("");
  EXPECT_EQ(read_and_list(styles.build()).substr(0, 30), "b.xlsx: error[xml-end-tag]: en");
  std::string deep;
  for (int i = 0; i < 130; ++i) deep += "<x>";
  XlsxBook nested;
  nested.sheets.push_back({.body = deep});
  EXPECT_EQ(read_and_list(nested.build()).substr(0, 73),
            "b.xlsx:Лист1: error[xml-too-deep]: nested deeper than 128 levels\n  xl");
  XlsxBook missing;
  missing.rows("<row><c t=\"s\"><v>0</v></c></row>");
  EXPECT_EQ(
      read_and_list(missing.build()),
      "b.xlsx:Лист1!A1: error[sheet-string-index]: the cell points to text 0, which the workbook does not "
      "have\n");
}

TEST(Xlsx, RefusesTooManyCellsAndSheets) {
  XlsxBook book;
  std::string cells = "<row>";
  for (int i = 0; i < 1000; ++i) cells += "<c/>";
  cells += "</row>";
  std::string many;
  for (int i = 0; i < 5000; ++i) many += cells;
  book.rows(many).rows("<row><c/></row>");
  EXPECT_EQ(
      read_and_list(book.build()),
      "b.xlsx:Лист1: error[sheet-too-many-cells]: the workbook has more than 5000000 cells\n");
  XlsxBook sheets;
  for (int i = 0; i < 257; ++i) sheets.sheets.push_back({.name = fmt::format("s{}", i)});
  EXPECT_EQ(read_and_list(sheets.build()),
            "b.xlsx: error[workbook-too-many-sheets]: the workbook has more than 256 sheets\n");
  sheets.sheets.pop_back();
  EXPECT_EQ(read_and_list(sheets.build()), "");
}

TEST(Xlsx, RefusesTooMuchDeliveredText) {
  // 110 KB that would become gigabytes: one long text that many cells share.
  XlsxBook book;
  book.strings = "<si><t>" + std::string(1'000'000, 'x') + "</t></si>";
  std::string cells;
  for (int i = 0; i < 1100; ++i) cells += "<row><c t=\"s\"><v>0</v></c></row>";
  book.rows(cells);
  EXPECT_EQ(
      read_and_list(book.build()),
      "b.xlsx:Лист1!A1074: error[sheet-too-much-text]: the cells hold more than 1024 MB of text\n");
}

TEST(Xlsx, SkipsSheetsWithoutCellsButKeepsThem) {
  XlsxBook book;
  book.rows("<row><c><v>1</v></c></row>");
  book.sheets.push_back({.name = "Диаграмма", .type = "chartsheet"});
  Sources sources;
  Diagnostics diagnostics(Language::english);
  const auto workbook = read_package(book.build(), "b.xlsx", sources, diagnostics);
  ASSERT_TRUE(workbook);
  ASSERT_EQ(workbook->sheets.size(), 2U);
  EXPECT_EQ(workbook->sheets[1].name, "Диаграмма");
  ASSERT_EQ(diagnostics.all().size(), 1U);
  EXPECT_EQ(sources.describe(diagnostics.all()[0].place), "b.xlsx:Диаграмма");
  EXPECT_EQ(diagnostics.all()[0].id(), "workbook-sheet-skipped");
  XlsxBook none;
  none.sheets.push_back({.name = "Диаграмма", .type = "chartsheet"});
  EXPECT_EQ(
      read_and_list(none.build()),
      "b.xlsx:Диаграмма: note[workbook-sheet-skipped]: this sheet has no cells (a chart or a macro) and is "
      "left out\nb.xlsx: error[workbook-no-sheets]: the workbook has no sheet with cells\n");
}

TEST(Xlsx, ReportsSheetsOfOneName) {
  XlsxBook book;
  book.sheets.push_back({.name = "Пары"});
  book.sheets.push_back({.name = "ПАРЫ "});
  EXPECT_EQ(
      read_and_list(book.build()),
      "b.xlsx:'ПАРЫ ': warning[workbook-sheet-twice]: the workbook has two sheets named \"ПАРЫ \"\n");
}

TEST(Xlsx, SpeaksRussian) {
  EXPECT_EQ(read_and_list(XlsxBook().rows("<row><c r=\"A0\"/></row>").build(), Language::russian),
            "b.xlsx:Лист1: error[sheet-reference]: адреса ячейки «A0» не бывает\n");
}

}  // namespace
}  // namespace grif
