#include <fmt/format.h>
#include <gtest/gtest.h>

#include "annotate/sheet_part.hpp"

namespace grif::annotate {
namespace {

/// Formats by what the cells were: 100 + theirs, 200 more where they named none, 400 where they
/// were not there.
std::optional<std::uint32_t> numbered(const Record::Copy& cell, Severity) {
  return 100 + cell.format + (cell.absent ? 200U : 0U) + (cell.created ? 400U : 0U);
}

std::string mark(const std::string& rows, const std::vector<MarkedCell>& cells,
                 std::string_view columns = "") {
  const std::string text = fmt::format("<worksheet>{}{}</worksheet>", columns, rows);
  const std::string marked = mark_sheet(text, cells, read_grid(text), numbered);
  // Whatever was done can be taken back.
  CleanStyles styles;
  styles.formats.resize(1'000);
  for (std::uint32_t i = 0; i < 1'000; ++i) {
    styles.formats[i].format = i;
    if (i >= 100)
      styles.formats[i] = {
          .format = i % 100, .ours = true, .absent = (i - 100) % 400 >= 200, .created = i >= 500};
  }
  const std::string clean = clean_sheet(marked, styles).value_or(marked);
  std::string expected = text;
  // What was opened for a mark stays open.
  for (const auto& [empty, open] : std::vector<std::pair<std::string, std::string>>{
           {"<sheetData/>", "<sheetData></sheetData>"},
           {"<row r=\"5\" ht=\"9\"/>", "<row r=\"5\" ht=\"9\"></row>"},
           {"<row r=\"1\" s=\"4\" customFormat=\"1\"/>",
            "<row r=\"1\" s=\"4\" customFormat=\"1\"></row>"}})
    if (const std::size_t at = expected.find(empty); at != std::string::npos)
      expected.replace(at, empty.size(), open);
  EXPECT_EQ(clean, expected);
  const std::size_t at = 11 + columns.size();
  return marked.substr(at, marked.size() - at - 12);
}

MarkedCell at(std::uint32_t row, std::uint32_t column) { return {.row = row, .column = column}; }

TEST(Sheet, CellsGetTheirFormats) {
  EXPECT_EQ(
      mark("<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\" s='7'><v>1</v></c><c r=\"B1\"><v>2</v>"
           "</c><c t=\"n\"/></row></sheetData>",
           {at(0, 0), at(0, 1), at(0, 2)}),
      "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\" s='107'><v>1</v></c><c r=\"B1\" "
      "s=\"300\"><v>2</v></c><c s=\"300\" t=\"n\"/></row></sheetData>");
}

TEST(Sheet, CellsThatAreNotThereComeInOrder) {
  EXPECT_EQ(mark("<sheetData><row r=\"2\"><c r=\"B2\" s=\"0\"/></row><row r=\"5\" "
                 "ht=\"9\"/></sheetData>",
                 {at(0, 3), at(1, 0), at(1, 2), at(2, 1), at(4, 4), at(8, 0)}),
            "<sheetData><row r=\"1\"><c r=\"D1\" s=\"700\"/></row><row r=\"2\"><c r=\"A2\" "
            "s=\"700\"/><c r=\"B2\" s=\"0\"/><c r=\"C2\" s=\"700\"/></row><row r=\"3\"><c r=\"B3\" "
            "s=\"700\"/></row><row r=\"5\" ht=\"9\"><c r=\"E5\" s=\"700\"/></row><row r=\"9\"><c "
            "r=\"A9\" s=\"700\"/></row></sheetData>");
  EXPECT_EQ(mark("<sheetData/>", {at(1, 1)}),
            "<sheetData><row r=\"2\"><c r=\"B2\" s=\"700\"/></row></sheetData>");
}

TEST(Sheet, NewCellsLookLikeTheirRowOrColumn) {
  EXPECT_EQ(mark("<sheetData><row r=\"1\" s=\"4\" customFormat=\"1\"/><row r=\"2\" "
                 "s=\"4\"><c r=\"A2\"/></row></sheetData>",
                 {at(0, 1), at(1, 1), at(2, 2)},
                 "<cols><col min=\"2\" max=\"2\" width=\"9\" style=\"5\"/></cols>"),
            "<sheetData><row r=\"1\" s=\"4\" customFormat=\"1\"><c r=\"B1\" s=\"504\"/></row><row "
            "r=\"2\" s=\"4\"><c r=\"A2\"/><c r=\"B2\" s=\"505\"/></row><row r=\"3\"><c r=\"C3\" "
            "s=\"700\"/></row></sheetData>");
}

TEST(Sheet, RowsOutOfOrderAndWithoutNumbersAreFound) {
  EXPECT_EQ(
      mark("<sheetData><row><c/><c/></row><row r=\"9\"><c r=\"A9\"/></row><row r=\"3\"><c "
           "r=\"A3\"/></row></sheetData>",
           {at(0, 1), at(2, 0), at(2, 1), at(8, 0)}),
      "<sheetData><row><c/><c s=\"300\"/></row><row r=\"9\"><c r=\"A9\" s=\"300\"/></row><row "
      "r=\"3\"><c r=\"A3\" s=\"300\"/><c r=\"B3\" s=\"700\"/></row></sheetData>");
}

TEST(Sheet, PrefixesAreKept) {
  const std::string text =
      "<x:worksheet xmlns:x=\"m\"><x:sheetData><x:row r=\"2\"/></x:sheetData></x:worksheet>";
  EXPECT_EQ(mark_sheet(text, {at(0, 0), at(1, 0)}, {}, numbered),
            "<x:worksheet xmlns:x=\"m\"><x:sheetData><x:row r=\"1\"><x:c r=\"A1\" "
            "s=\"700\"/></x:row><x:row r=\"2\"><x:c r=\"A2\" s=\"700\"/></x:row></x:sheetData>"
            "</x:worksheet>");
}

TEST(Sheet, ACellThatWasFilledStaysWhenItsMarkGoes) {
  CleanStyles styles;
  styles.formats = {{}, {.format = 3, .ours = true, .absent = false, .created = true}};
  EXPECT_EQ(clean_sheet("<worksheet><sheetData><row r=\"1\"><c r=\"A1\" s=\"1\"><v>5</v></c><c "
                        "r=\"B1\" s=\"1\"/></row></sheetData></worksheet>",
                        styles),
            "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" s=\"3\"><v>5</v></c></row></sheetData>"
            "</worksheet>");
  EXPECT_FALSE(clean_sheet("<worksheet><sheetData/></worksheet>", styles));
}

TEST(Sheet, BoxesAreNamedInTheirPlace) {
  const std::string before =
      "<worksheet xmlns:rel=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
      "<sheetData/><drawing rel:id=\"d\"/><tableParts/></worksheet>";
  const std::string after = set_legacy_drawing(before, "rId&1", "n");
  EXPECT_NE(after.find("<drawing rel:id=\"d\"/><legacyDrawing rel:id=\"rId&amp;1\"/><tableParts/>"),
            std::string::npos)
      << after;
  EXPECT_EQ(find_legacy_drawing(after), "rId&1");
  EXPECT_EQ(remove_legacy_drawing(after), before);
  EXPECT_EQ(set_legacy_drawing("<worksheet><sheetData/></worksheet>", "r", "n"),
            "<worksheet><sheetData/><legacyDrawing xmlns:r=\"n\" r:id=\"r\"/></worksheet>");
  EXPECT_EQ(find_legacy_drawing(before), "");
}

TEST(Sheet, ItsGridIsRead) {
  const SheetGrid grid = read_grid(
      "<worksheet><sheetFormatPr defaultColWidth=\"10\" defaultRowHeight=\"30\"/><cols><col "
      "min=\"2\" max=\"3\" width=\"20\"/><col min=\"5\" max=\"5\" hidden=\"1\" width=\"9\"/>"
      "</cols><sheetData><row r=\"2\" ht=\"15\"/><row r=\"3\" hidden=\"1\"/></sheetData></worksheet>");
  EXPECT_EQ(grid.width(0), 75U);
  EXPECT_EQ(grid.width(2), 145U);
  EXPECT_EQ(grid.width(4), 0U);
  EXPECT_EQ(grid.width(5), 75U);
  EXPECT_EQ(grid.height(0), 40U);
  EXPECT_EQ(grid.height(1), 20U);
  EXPECT_EQ(grid.height(2), 0U);
}

}  // namespace
}  // namespace grif::annotate
