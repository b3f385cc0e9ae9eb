#include <limits>

#include <gtest/gtest.h>

#include "data/cell_reference.hpp"
#include "read/serial_date.hpp"
#include "unit/read/xlsx_builder.hpp"

namespace grif {
namespace {

using test::read_and_list;
using test::XlsxBook;

std::string moment(double serial, bool from_1904 = false) {
  const auto split = split_serial(serial, from_1904);
  return split ? split->date.iso() + " " + format_time(split->milliseconds) : "none";
}

TEST(SerialDate, FollowsTheTableOfTheStandard) {
  EXPECT_EQ(moment(0), "none");
  EXPECT_EQ(moment(0.5), "none");
  EXPECT_EQ(moment(1), "1900-01-01 00:00:00");
  EXPECT_EQ(moment(59), "1900-02-28 00:00:00");
  EXPECT_EQ(moment(60), "none");
  EXPECT_EQ(moment(60.75), "none");
  EXPECT_EQ(moment(61), "1900-03-01 00:00:00");
  EXPECT_EQ(moment(45351.4999999999), "2024-02-29 12:00:00");
  EXPECT_EQ(moment(46348), "2026-11-22 00:00:00");
  EXPECT_EQ(moment(46347.999999999999), "2026-11-22 00:00:00");
  EXPECT_EQ(moment(46348.0000116), "2026-11-22 00:00:01.002");
  EXPECT_EQ(moment(2958465), "9999-12-31 00:00:00");
  EXPECT_EQ(moment(2958465.999), "9999-12-31 23:58:33.600");
  EXPECT_EQ(moment(2958466), "none");
  EXPECT_EQ(moment(-1), "none");
  EXPECT_EQ(moment(-0.0001), "none");
  EXPECT_EQ(moment(1e308), "none");
  EXPECT_EQ(moment(std::numeric_limits<double>::quiet_NaN()), "none");
  EXPECT_EQ(moment(std::numeric_limits<double>::infinity()), "none");
}

TEST(SerialDate, KnowsTheSystemOf1904) {
  EXPECT_EQ(moment(0, true), "1904-01-01 00:00:00");
  EXPECT_EQ(moment(44886, true), "2026-11-22 00:00:00");
  EXPECT_EQ(moment(2957003, true), "9999-12-31 00:00:00");
  EXPECT_EQ(moment(2957004, true), "none");
  EXPECT_EQ(moment(-1, true), "none");
}

TEST(SerialDate, WritesTimesAndDurations) {
  EXPECT_EQ(format_time(0), "00:00:00");
  EXPECT_EQ(format_time(86'399'999), "23:59:59.999");
  EXPECT_EQ(format_time_of_serial(0.75), "18:00:00");
  EXPECT_EQ(format_time_of_serial(0.9999999999), "00:00:00");
  EXPECT_EQ(format_duration(1.5), "36:00:00");
  EXPECT_EQ(format_duration(-0.25), "-6:00:00");
  EXPECT_EQ(format_duration(0), "0:00:00");
  EXPECT_EQ(format_duration(-1e-12), "0:00:00");
  EXPECT_EQ(format_duration(0.000011585), "0:00:01.001");
  EXPECT_EQ(format_duration(1e8), std::nullopt);
  EXPECT_EQ(format_duration(std::numeric_limits<double>::quiet_NaN()), std::nullopt);
}

TEST(SerialDate, ReadsIsoMoments) {
  const Date day = *Date::from_ymd(2024, 2, 29);
  EXPECT_EQ(parse_iso_moment("2024-02-29"), (IsoMoment{day, {}}));
  EXPECT_EQ(parse_iso_moment("2024-02-29T01:02:03.5Z"), (IsoMoment{day, 3'723'500}));
  EXPECT_EQ(parse_iso_moment("2024-02-29 01:02"), (IsoMoment{day, 3'720'000}));
  EXPECT_EQ(parse_iso_moment("2024-02-29T01:02:03+03:00"), (IsoMoment{day, 3'723'000}));
  EXPECT_EQ(parse_iso_moment("2024-02-29T01:02:03-0300"), (IsoMoment{day, 3'723'000}));
  EXPECT_EQ(parse_iso_moment("23:59:59,123456"), (IsoMoment{{}, 86'399'123}));
  EXPECT_EQ(parse_iso_moment("T00:00"), (IsoMoment{{}, 0}));
  for (const char* bad : {"", "2023-02-29", "2024-02-29T", "2024-02-29x01:02", "24:00", "12:60",
                          "12:00:60", "12", "12:00+1", "12:00:00 ", "2024-2-29", "T", "1:00"})
    EXPECT_EQ(parse_iso_moment(bad), std::nullopt) << bad;
}

TEST(CellReference, ReadsCellsRowsAndRanges) {
  EXPECT_EQ(parse_cell_reference("A1"), (CellReference{0, 0}));
  EXPECT_EQ(parse_cell_reference("xfd1048576"), (CellReference{1'048'575, 16'383}));
  EXPECT_EQ(parse_cell_reference("AA10"), (CellReference{9, 26}));
  EXPECT_EQ(parse_range("B2:D4"), (Merge{1, 3, 1, 3}));
  EXPECT_EQ(parse_range("B2"), (Merge{1, 1, 1, 1}));
  EXPECT_EQ(parse_range("B2:"), std::nullopt);
  EXPECT_EQ(parse_range(":B2"), std::nullopt);
  EXPECT_EQ(parse_row_number("01"), 0U);
}

/// Cells of one row with these styles (1, 2 …) and values, as listed.
std::string styled(std::string_view formats, const std::vector<std::pair<int, std::string>>& cells,
                   std::string_view properties = {}) {
  XlsxBook book;
  book.properties = properties;
  book.styles = formats;
  std::string row = "<row>";
  for (const auto& [style, value] : cells)
    row += fmt::format("<c s=\"{}\"><v>{}</v></c>", style, value);
  return read_and_list(book.rows(row + "</row>").build());
}

constexpr std::string_view kStyles =
    "<numFmts><numFmt numFmtId=\"164\" formatCode=\"dd\\.mm\\.yyyy\"/><numFmt numFmtId=\"165\" "
    "formatCode=\"[&lt;1]h:mm;[&gt;=1]dd.mm.yy\"/></numFmts>"
    "<fonts><font/><font><b/></font><font><b val=\"0\"/></font></fonts>"
    "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
    "<cellXfs><xf/><xf numFmtId=\"14\"/><xf numFmtId=\"164\" fontId=\"1\"/><xf numFmtId=\"165\" fontId=\"2\"/>"
    "<xf numFmtId=\"46\"/><xf numFmtId=\"22\"/><xf numFmtId=\"999\"/><xf numFmtId=\"21\"/></cellXfs>"
    "<dxfs><dxf><font><b/></font></dxf></dxfs>";

TEST(XlsxDates, ComeFromTheCellsFormats) {
  EXPECT_EQ(
      styled(kStyles, {{0, "46348"},
                       {1, "46348"},
                       {2, "46348"},
                       {3, "0.5"},
                       {3, "46348"},
                       {4, "1.5"},
                       {5, "46348.25"},
                       {6, "46348"},
                       {7, "0.25"},
                       {99, "46348"},
                       {2, "46348.5"},
                       {7, "46348.25"}}),
      "Лист1\tA1\tnumber\t46348\nЛист1\tB1\tdate\t2026-11-22\nЛист1\tC1\tdate\t2026-11-22\n"
      "Лист1\tD1\ttime\t12:00:00\nЛист1\tE1\tdate\t2026-11-22\nЛист1\tF1\tduration\t36:00:00\n"
      "Лист1\tG1\tdate-time\t2026-11-22T06:00:00\nЛист1\tH1\tnumber\t46348\nЛист1\tI1\ttime\t06:00:00\n"
      "Лист1\tJ1\tnumber\t46348\nЛист1\tK1\tdate-time\t2026-11-22T12:00:00\n"
      "Лист1\tL1\tdate-time\t2026-11-22T06:00:00\n");
}

TEST(XlsxDates, StayNumbersWhereThereIsNoSuchDay) {
  for (const char* bad : {"0", "60", "-1", "2958466", "1E308"})
    EXPECT_EQ(
        styled(kStyles, {{1, bad}}),
        fmt::format(
            "Лист1\tA1\tnumber\t{0}\nb.xlsx:Лист1!A1: warning[cell-date]: number {0} is formatted as a "
            "date, but there is no such date\n",
            bad));
  EXPECT_EQ(
      styled(kStyles, {{4, "1e9"}}),
      "Лист1\tA1\tnumber\t1e9\nb.xlsx:Лист1!A1: warning[cell-date]: number 1e9 is formatted as a date, but "
      "there is no such date\n");
}

TEST(XlsxDates, CountFrom1904WhereTheWorkbookSaysSo) {
  for (const char* yes : {"date1904=\"1\"", "date1904=\"true\""})
    EXPECT_EQ(styled(kStyles, {{1, "0"}, {1, "44886"}}, yes),
              "Лист1\tA1\tdate\t1904-01-01\nЛист1\tB1\tdate\t2026-11-22\n");
  EXPECT_EQ(styled(kStyles, {{1, "46348"}}, "date1904=\"0\""), "Лист1\tA1\tdate\t2026-11-22\n");
}

TEST(XlsxStyles, TellBoldCells) {
  XlsxBook book;
  book.styles = kStyles;
  book.rows(
      "<row><c s=\"1\"><v>1</v></c><c s=\"2\"><v>1</v></c><c s=\"3\"><v>1</v></c><c><v>1</v></c></row>");
  Sources sources;
  Diagnostics diagnostics;
  const auto workbook = read_package(book.build(), "b", sources, diagnostics);
  ASSERT_TRUE(workbook);
  std::string bold;
  for (const RawCell& cell : workbook->sheets[0].cells) bold += cell.bold ? '1' : '0';
  EXPECT_EQ(bold, "0100");
}

}  // namespace
}  // namespace grif
