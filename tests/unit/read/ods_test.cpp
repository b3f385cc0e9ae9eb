#include <tuple>

#include <gtest/gtest.h>

#include "read/ods_parts.hpp"
#include "unit/read/xlsx_builder.hpp"

namespace grif {
namespace {

using test::ZipBuilder;

constexpr std::string_view kSpaces =
    "xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\" xmlns:style=\"s\" xmlns:fo=\"f\" "
    "xmlns:calcext=\"c\" xmlns:xlink=\"l\" xmlns:draw=\"d\" xmlns:number=\"n\"";

std::string build(std::string_view tables, std::string_view styles = {},
                  const std::vector<std::pair<std::string, std::string>>& others = {}) {
  ZipBuilder zip;
  zip.add("mimetype", "application/vnd.oasis.opendocument.spreadsheet");
  zip.add("content.xml",
          fmt::format(
              "<office:document-content {}><office:automatic-styles>{}</office:automatic-styles>"
              "<office:body><office:spreadsheet>{}</office:spreadsheet></office:body>"
              "</office:document-content>",
              kSpaces, styles, tables));
  for (const auto& [name, content] : others) zip.add(name, content);
  return zip.build();
}
std::string read(std::string_view tables, std::string_view styles = {},
                 const std::vector<std::pair<std::string, std::string>>& others = {}) {
  return test::read_and_list(build(tables, styles, others));
}
std::string sheet(std::string_view rows, std::string_view name = "Лист1") {
  return fmt::format("<table:table table:name=\"{}\">{}</table:table>", name, rows);
}
std::string row(std::string_view cells, std::string_view attributes = {}) {
  return fmt::format("<table:table-row {}>{}</table:table-row>", attributes, cells);
}
std::string cell(std::string_view content, std::string_view attributes = {}) {
  return fmt::format("<table:table-cell {}>{}</table:table-cell>", attributes, content);
}
std::string text(std::string_view text) {
  return cell(fmt::format("<text:p>{}</text:p>", text), "office:value-type=\"string\"");
}
/// Type and value of one cell, and messages.
std::string one(std::string_view content, std::string_view attributes,
                std::string_view styles = {}) {
  const std::string all = read(sheet(row(cell(content, attributes))), styles);
  constexpr std::string_view kHead = "Лист1\tA1\t";
  return all.starts_with(kHead) ? all.substr(kHead.size()) : all;
}
/// What is kept of a cell's look.
std::string shown(std::string_view content, std::string_view attributes) {
  Sources sources;
  Diagnostics diagnostics;
  const auto book =
      read_package(build(sheet(row(cell(content, attributes)))), "b", sources, diagnostics);
  return book && book->sheets[0].cells.size() == 1 ? std::string(book->sheets[0].cells[0].shown)
                                                   : "?";
}

TEST(Ods, ReadsEveryTypeOfCell) {
  EXPECT_EQ(one("<text:p>1,50</text:p>", "office:value-type=\"float\" office:value=\"1.5\""),
            "number\t1.5\n");
  EXPECT_EQ(one("<text:p>85%</text:p>", "office:value-type=\"percentage\" office:value=\"0.85\""),
            "number\t0.85\n");
  EXPECT_EQ(one("<text:p>5 ₽</text:p>", "office:value-type=\"currency\" office:value=\"5\""),
            "number\t5\n");
  EXPECT_EQ(
      one("<text:p>ИСТИНА</text:p>", "office:value-type=\"boolean\" office:boolean-value=\"true\""),
      "boolean\ttrue\n");
  EXPECT_EQ(one("", "office:value-type=\"boolean\" office:boolean-value=\"false\""),
            "boolean\tfalse\n");
  EXPECT_EQ(one("<text:p>22.11.26</text:p>",
                "office:value-type=\"date\" office:date-value=\"2026-11-22\""),
            "date\t2026-11-22\n");
  EXPECT_EQ(one("", "office:value-type=\"date\" office:date-value=\"2026-11-22T10:30:00\""),
            "date-time\t2026-11-22T10:30:00\n");
  EXPECT_EQ(one("", "office:value-type=\"time\" office:time-value=\"PT05H30M00S\""),
            "time\t05:30:00\n");
  EXPECT_EQ(one("", "office:value-type=\"time\" office:time-value=\"PT30H15M00S\""),
            "duration\t30:15:00\n");
  EXPECT_EQ(
      one("",
          "table:style-name=\"ce1\" office:value-type=\"time\" office:time-value=\"PT05H30M00S\"",
          "<number:time-style style:name=\"N1\" number:truncate-on-overflow=\"false\"/>"
          "<style:style style:name=\"ce1\" style:data-style-name=\"N1\"/>"),
      "duration\t5:30:00\n");
  EXPECT_EQ(one("<text:p>да</text:p>", "office:value-type=\"string\""), "text\tда\n");
  EXPECT_EQ(one("", "office:value-type=\"string\" office:string-value=\"да\""), "text\tда\n");
  EXPECT_EQ(one("<text:p>да</text:p>", ""), "text\tда\n");
  EXPECT_EQ(one("", "office:value-type=\"string\""), "");
  EXPECT_EQ(one("", ""), "");
}

TEST(Ods, KnowsBooleansThatAreKeptAsNumbers) {
  for (const auto& [shown, value, read] :
       std::vector<std::tuple<std::string, int, std::string>>{{"TRUE", 1, "boolean\ttrue\n"},
                                                              {"ИСТИНА", 1, "boolean\ttrue\n"},
                                                              {"FALSE", 0, "boolean\tfalse\n"},
                                                              {"ЛОЖЬ", 0, "boolean\tfalse\n"},
                                                              {"TRUE", 0, "number\t0\n"}})
    EXPECT_EQ(one("<text:p>" + shown + "</text:p>",
                  fmt::format("office:value-type=\"float\" office:value=\"{}\"", value)),
              read);
}

TEST(Ods, TellsErrorsAndFormulasWithoutAResult) {
  EXPECT_EQ(
      one("<text:p>#N/A</text:p>",
          "table:formula=\"of:=NA()\" office:value-type=\"string\" calcext:value-type=\"error\""),
      "error\t#N/A\n");
  EXPECT_EQ(one("<text:p>Err:502</text:p>",
                "table:formula=\"of:=X\" office:value-type=\"float\" office:value=\"0\""),
            "error\tErr:502\n");
  EXPECT_EQ(one("", "table:formula=\"of:=[.A2]\""), "uncomputed\t\n");
  EXPECT_EQ(one("<text:p>2</text:p>",
                "table:formula=\"of:=1+1\" office:value-type=\"float\" office:value=\"2\""),
            "number\t2\n");
  for (const auto& [type, value] :
       std::vector<std::pair<std::string, std::string>>{{"float", "value=\"1,5\""},
                                                        {"float", "value=\"1e999\""},
                                                        {"date", "date-value=\"2026-02-30\""},
                                                        {"date", "date-value=\"T10:00\""},
                                                        {"time", "time-value=\"5:30\""},
                                                        {"boolean", "boolean-value=\"да\""}}) {
    const std::string seen =
        value.substr(value.find('"') + 1, value.rfind('"') - value.find('"') - 1);
    EXPECT_EQ(
        one("<text:p>x</text:p>", fmt::format("office:value-type=\"{}\" office:{}", type, value)),
        fmt::format(
            "error\t{0}\nb.xlsx:Лист1!A1: warning[cell-value]: value \"{0}\" is not of the type that "
            "the cell promises\n",
            seen));
  }
}

TEST(Ods, ReadsTimes) {
  EXPECT_EQ(parse_ods_time("PT12H"), 0.5);
  EXPECT_EQ(parse_ods_time("-PT12H"), -0.5);
  EXPECT_EQ(parse_ods_time("PT0H0M86400S"), 1.0);
  EXPECT_EQ(parse_ods_time("PT0M43200.0S"), 0.5);
  for (const char* bad : {"", "12H", "PT12", "PTxH", "PT-1H", "PT1S1H", "P1D"})
    EXPECT_FALSE(parse_ods_time(bad)) << bad;
}

TEST(Ods, JoinsLinesBlanksAndRuns) {
  EXPECT_EQ(one("<text:p>a</text:p><text:p/><text:p>b<text:line-break/>c<text:tab/>d</text:p>",
                "office:value-type=\"string\""),
            "text\ta\\n\\nb\\nc\\td\n");
  EXPECT_EQ(
      one("<text:p> a \n  b <text:s text:c=\"2\"/>c<text:s/><text:span>d</text:span></text:p>", ""),
      "text\ta b   c d\n");
  EXPECT_EQ(
      one("<text:p>a<text:note>сноска</text:note><text:ruby><text:ruby-base>б</text:ruby-base><text:ruby-text>в"
          "</text:ruby-text></text:ruby></text:p>",
          ""),
      "text\taб\n");
}

TEST(Ods, KeepsTheLookOfNumbersAndDates) {
  const auto number = [](std::string_view look, std::string_view value) {
    return shown(fmt::format("<text:p>{}</text:p>", look),
                 fmt::format("office:value-type=\"float\" office:value=\"{}\"", value));
  };
  EXPECT_EQ(number("1,5", "1.5"), "");
  EXPECT_EQ(number("1.5", "1.5"), "");
  EXPECT_EQ(number("1,50", "1.5"), "1,50");
  EXPECT_EQ(number("1.50", "1.5"), "1,50");
  EXPECT_EQ(number("1,234.50", "1234.5"),
            "1\xC2\xA0"
            "234,50");
  EXPECT_EQ(number("007", "7"), "007");
  EXPECT_EQ(number("5.5 дн.", "5.5"), "5.5 дн.");
  EXPECT_EQ(number("", "5"), "");
  EXPECT_EQ(shown("<text:p>85%</text:p>", "office:value-type=\"percentage\" office:value=\"0.85\""),
            "85%");
  const auto date = [](std::string_view look) {
    return shown(fmt::format("<text:p>{}</text:p>", look),
                 "office:value-type=\"date\" office:date-value=\"2026-11-22\"");
  };
  EXPECT_EQ(date("22.11.2026"), "");
  EXPECT_EQ(date("ноябрь 2026"), "ноябрь 2026");
  EXPECT_EQ(shown("<text:p>10:30</text:p>",
                  "office:value-type=\"time\" office:time-value=\"PT10H30M00S\""),
            "10:30");
}

TEST(Ods, PlacesRepeatedRowsAndCells) {
  EXPECT_EQ(
      read(sheet(row(cell("", "table:number-columns-repeated=\"2\"") + text("a")) +
                 row(cell("<text:p>b</text:p>", "table:number-columns-repeated=\"2\"") + text("c"),
                     "table:number-rows-repeated=\"2\"") +
                 row(cell(""), "table:number-rows-repeated=\"3\"") + row(text("d")) +
                 row(cell("", "table:number-columns-repeated=\"16384\""),
                     "table:number-rows-repeated=\"1048570\""))),
      "Лист1\tC1\ttext\ta\nЛист1\tA2\ttext\tb\nЛист1\tB2\ttext\tb\nЛист1\tC2\ttext\tc\n"
      "Лист1\tA3\ttext\tb\nЛист1\tB3\ttext\tb\nЛист1\tC3\ttext\tc\nЛист1\tA7\ttext\td\n");
  // Rows in groups and headers.
  EXPECT_EQ(read(sheet("<table:table-header-rows>" + row(text("a")) +
                       "</table:table-header-rows><table:table-row-group>" + row(text("b")) +
                       "</table:table-row-group><table:table-rows>" + row(text("c")) +
                       "</table:table-rows>")),
            "Лист1\tA1\ttext\ta\nЛист1\tA2\ttext\tb\nЛист1\tA3\ttext\tc\n");
}

TEST(Ods, HoldsItsLimits) {
  const std::string sheet_error = "b.xlsx:Лист1: error[";
  EXPECT_EQ(read(sheet(row(text("a"), "table:number-rows-repeated=\"999999999999999999999\""))),
            sheet_error + "sheet-too-many-rows]: there are more than 1048576 rows\n");
  EXPECT_EQ(read(sheet(row(cell(""), "table:number-rows-repeated=\"1048576\"") + row(text("a")))),
            sheet_error + "sheet-too-many-rows]: there are more than 1048576 rows\n");
  EXPECT_EQ(read(sheet(
                row(cell("<text:p>a</text:p>", "table:number-columns-repeated=\"999999999999\"")))),
            "b.xlsx:Лист1!A1: error[sheet-too-wide]: there are data to the right of column AMJ\n");
  EXPECT_EQ(
      read(sheet(row(cell("", "table:number-columns-repeated=\"1024\"") + text("a")))),
      "b.xlsx:Лист1!AMK1: error[sheet-too-wide]: there are data to the right of column AMJ\n");
  EXPECT_EQ(read(sheet(row(cell("<text:p>a</text:p>", "table:number-columns-repeated=\"1000\""),
                           "table:number-rows-repeated=\"1048576\""))),
            sheet_error + "sheet-too-many-cells]: the workbook has more than 5000000 cells\n");
  const std::string many_rows =
      row(cell("<text:p>a</text:p>", "table:number-columns-repeated=\"1000\""),
          "table:number-rows-repeated=\"5000\"");
  EXPECT_EQ(read(sheet(many_rows + row(text("b")))),
            sheet_error + "sheet-too-many-cells]: the workbook has more than 5000000 cells\n");
  EXPECT_EQ(read(sheet(row(cell("", "table:number-columns-spanned=\"2\""),
                           "table:number-rows-repeated=\"1000000\""))),
            sheet_error + "sheet-too-many-merges]: the sheet has more than 100000 merges\n");
  EXPECT_EQ(
      read(sheet(row(cell("", "table:number-columns-spanned=\"99999\"")))),
      "b.xlsx:Лист1!A1: error[sheet-merge]: merge \"A1\" is wrong: inverse, outside the sheet or over another one\n");
  std::string sheets;
  for (int i = 0; i < 257; ++i) sheets += sheet("", fmt::format("{}", i));
  EXPECT_EQ(read(sheets),
            "b.xlsx: error[workbook-too-many-sheets]: the workbook has more than 256 sheets\n");
  EXPECT_EQ(read(""), "b.xlsx: error[workbook-no-sheets]: the workbook has no sheet with cells\n");
}

TEST(Ods, KeepsMergesAndWarnsOfWhatTheyHide) {
  Sources sources;
  Diagnostics diagnostics(Language::english);
  const auto book = read_package(
      build(sheet(
          row(cell("<text:p>a</text:p>",
                   "table:number-columns-spanned=\"2\" table:number-rows-spanned=\"2\"") +
              "<table:covered-table-cell/>" + text("b")) +
          row("<table:covered-table-cell/><table:covered-table-cell><text:p>c</text:p></table:covered-table-cell>"))),
      "b.ods", sources, diagnostics);
  ASSERT_TRUE(book);
  EXPECT_EQ(book->format, Workbook::Format::ods);
  EXPECT_EQ(book->sheets[0].merges, (std::vector<Merge>{{0, 1, 0, 1}}));
  EXPECT_EQ(list_cells(*book, sources), "Лист1\tA1\ttext\ta\nЛист1\tC1\ttext\tb\n");
  ASSERT_EQ(diagnostics.all().size(), 1U);
  EXPECT_EQ(
      format_plain(diagnostics.all()[0], sources),
      "b.ods:Лист1!B2: warning[sheet-hidden-under-merge]: values are hidden under merged cells and were not taken: "
      "B2\n    unmerge the cells and see whether they are needed\n");
}

TEST(Ods, TellsOfWhatIsHidden) {
  EXPECT_EQ(
      read(sheet("<table:table-column/><table:table-column table:visibility=\"collapse\" "
                 "table:number-columns-repeated=\"2\"/>" +
                 row(text("a") + text("b"),
                     "table:visibility=\"filter\" table:number-rows-repeated=\"2\"") +
                 row(cell(""), "table:visibility=\"collapse\""))),
      "Лист1\tA1\ttext\ta\nЛист1\tB1\ttext\tb\nЛист1\tA2\ttext\ta\nЛист1\tB2\ttext\tb\n"
      "b.xlsx:Лист1: note[sheet-hidden-columns]: the sheet has hidden columns with data (B); they were read like the others\n"
      "b.xlsx:Лист1: note[sheet-hidden-rows]: the sheet has hidden rows (2); they were read like the others\n");
  Sources sources;
  Diagnostics diagnostics;
  const auto book = read_package(
      build(
          "<table:table table:name=\"a\" table:style-name=\"ta1\">" +
              row(text("x"), "table:visibility=\"collapse\"") + "</table:table>" +
              sheet(row(text("y"))),
          "<style:style style:name=\"ta1\"><style:table-properties table:display=\"false\"/></style:style>"),
      "b.ods", sources, diagnostics);
  ASSERT_TRUE(book);
  EXPECT_TRUE(book->sheets[0].hidden);
  EXPECT_FALSE(book->sheets[1].hidden);
  EXPECT_TRUE(diagnostics.all().empty());
}

TEST(Ods, TellsOfLooksAndOfWhatHangsOnCells) {
  const std::string styles =
      "<style:style style:name=\"b\"><style:text-properties fo:font-weight=\"bold\"/></style:style>"
      "<style:style style:name=\"s\" style:parent-style-name=\"Base\"/>"
      "<style:style style:name=\"t\"><style:text-properties fo:color=\"#ff0000\" style:text-line-through-style=\"none\"/></style:style>";
  const std::vector<std::pair<std::string, std::string>> others = {
      {"styles.xml",
       "<s xmlns:style=\"s\" xmlns:fo=\"f\"><style:style style:name=\"Base\" style:parent-style-name=\"Base\">"
       "<style:text-properties style:text-line-through-style=\"solid\" fo:font-weight=\"700\"/></style:style></s>"},
      {"Basic/script.xml", "x"}};
  EXPECT_EQ(
      read(
          sheet(
              "<table:table-source/><table:shapes/>" +
              row(cell("<text:p>a</text:p>", "table:style-name=\"b\"") +
                  cell("<text:p>b</text:p>", "table:style-name=\"s\"") +
                  cell(
                      "<text:p>c<text:span text:style-name=\"t\">d</text:span></text:p><office:annotation/>") +
                  cell(
                      "<text:p><text:a xlink:href=\"https://x.ru/\">x.ru</text:a></text:p><draw:frame/>") +
                  cell("<text:p><text:a xlink:href=\"https://x.ru/\">сайт</text:a></text:p>") +
                  cell("<text:p>e</text:p>", "table:formula=\"of:='file:///a.ods'#$A.A1\""))),
          styles, others),
      "Лист1\tA1\ttext\ta\nЛист1\tB1\ttext\tb\nЛист1\tC1\ttext\tcd\nЛист1\tD1\ttext\tx.ru\nЛист1\tE1\ttext\tсайт\n"
      "Лист1\tF1\ttext\te\n"
      "b.xlsx:Лист1!B1: warning[cells-struck]: text is struck through (cells: B1); documents will print it without the line\n"
      "b.xlsx:Лист1!C1: note[cells-coloured]: part of the text is coloured (cells: C1); documents will print it in black\n"
      "b.xlsx:Лист1!C1: note[sheet-comments]: cells have comments (cells: C1); documents do not have them\n"
      "b.xlsx:Лист1!A1: warning[sheet-drawings]: the sheet has pictures, shapes or charts (at cells: A1, D1); documents do not have them\n"
      "b.xlsx:Лист1!E1: note[sheet-links]: the sheet has links (cells: E1); documents print their text without the address\n"
      "b.xlsx:Лист1!F1: warning[cell-outside-formula]: formulas reach for other files or the network (cells: 1); nothing was "
      "asked for, stored values are used\n"
      "b.xlsx: warning[workbook-links]: the workbook has links to other files or data sources; nothing was followed, stored "
      "values are used\n"
      "b.xlsx: warning[workbook-macros]: the workbook has macros; they were not run, stored values are used\n");
  Sources sources;
  Diagnostics diagnostics;
  const auto book = read_package(
      build(sheet(row(cell("<text:p>a</text:p>", "table:style-name=\"b\"") + text("b"))), styles),
      "b", sources, diagnostics);
  ASSERT_TRUE(book);
  EXPECT_TRUE(book->sheets[0].cells[0].bold);
  EXPECT_FALSE(book->sheets[0].cells[1].bold);
}

TEST(Ods, PlacesFaultsOfItsParts) {
  for (const char* tables : {"<table:table><", "<table:table><table:table-row><",
                             "<table:table><table:table-row><table:table-cell><",
                             "<table:table><table:table-row><table:table-cell><text:p><",
                             "<table:table><x><", "<table:table><table:table-row><x><",
                             "<table:table><table:table-row><table:table-cell><x><",
                             "<table:table><table:table-row><table:table-cell><text:p>"
                             "<text:note><",
                             "<office:forms><"})
    EXPECT_NE(read(tables).find("error[xml-"), std::string::npos) << tables;
  EXPECT_NE(read(sheet(""), "<style:style><").find("error[xml-"), std::string::npos);
  EXPECT_NE(read(sheet(""), "", {{"styles.xml", "<a"}}).find("error[xml-"), std::string::npos);
  EXPECT_NE(read("<!DOCTYPE a>").find("error[xml-doctype]"), std::string::npos);
  EXPECT_EQ(
      test::read_and_list(
          ZipBuilder().add("mimetype", "application/vnd.oasis.opendocument.spreadsheet").build()),
      "b.xlsx: error[part-missing]: the workbook has no part \"content.xml\"\n");
}

/// Lines above, below and beside a cell, as 0 and 1.
std::string lines_of(std::string_view properties) {
  Sources sources;
  Diagnostics diagnostics;
  const auto style = fmt::format(
      "<style:style style:name=\"base\"><style:table-cell-properties fo:border-top=\"none\" "
      "fo:border-bottom=\"0.5pt solid #000000\"/></style:style><style:style style:name=\"ce1\" "
      "style:parent-style-name=\"base\"><style:table-cell-properties {}/></style:style>",
      properties);
  const auto book =
      read_package(build(sheet(row(cell("<text:p>а</text:p>",
                                        "office:value-type=\"string\" table:style-name=\"ce1\""))),
                         style),
                   "b", sources, diagnostics);
  if (!book || book->sheets[0].cells.size() != 1) return "?";
  const RawCell& raw = book->sheets[0].cells[0];
  return fmt::format("{:d}{:d}{:d}", raw.line_above, raw.line_below, raw.line_beside);
}

TEST(OdsCells, KeepTheLinesAtTheirBorders) {
  EXPECT_EQ(lines_of(""), "010");
  EXPECT_EQ(lines_of("fo:border=\"0.74pt solid #000000\""), "111");
  EXPECT_EQ(lines_of("fo:border=\"none\""), "000");
  EXPECT_EQ(lines_of("fo:border-top=\"1pt solid #000\" fo:border-bottom=\"none\" "
                     "fo:border-left=\"none\" fo:border-right=\"1pt solid #000\""),
            "101");
}

}  // namespace
}  // namespace grif
