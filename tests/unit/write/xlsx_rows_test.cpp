#include "write/xlsx_rows.hpp"

#include <gtest/gtest.h>

namespace grif::xlsx {
namespace {

std::string number(double value) {
  std::string out;
  append_number(out, value);
  return out;
}

TEST(XlsxRows, NumbersHaveSixteenDigitsAtMost) {
  EXPECT_EQ(number(7), "7");
  EXPECT_EQ(number(-0.5), "-0.5");
  EXPECT_EQ(number(0.1), "0.1");
  EXPECT_EQ(number(1.0 / 3), "0.3333333333333333");
  EXPECT_EQ(number(999'999'999'999'999), "999999999999999");
  EXPECT_EQ(number(1e20), "1e+20");
}

TEST(XlsxRows, CellsOfAllKinds) {
  RowsText rows;
  rows.begin_row(0);
  rows.end_row(Length::from_points(9), true);
  rows.begin_row(6);
  rows.add_blank(0, 0);
  rows.add_text(1, 3, "a < b & c");
  rows.add_number(2, 12, 1.5);
  rows.add_formula(26, 1, "SUM(A1:A2)", 3);
  rows.end_row(Length::from_twips(315), false);
  EXPECT_EQ(rows.take(),
            "<row r=\"1\" ht=\"9\" customHeight=\"1\"/>"
            "<row r=\"7\" ht=\"15.75\"><c r=\"A7\"/>"
            "<c r=\"B7\" s=\"3\" t=\"inlineStr\"><is><t>a &lt; b &amp; c</t></is></c>"
            "<c r=\"C7\" s=\"12\"><v>1.5</v></c>"
            "<c r=\"AA7\" s=\"1\"><f>SUM(A1:A2)</f><v>3</v></c></row>");
}

TEST(XlsxRows, BlanksAtTheEndsOfATextAreKept) {
  RowsText rows;
  rows.begin_row(0);
  rows.add_text(0, 0, " а");
  rows.add_text(1, 0, "б\n");
  rows.begin_rich_text(2, 5);
  rows.add_run("<rPr><b/></rPr>", "в");
  rows.add_run("<rPr/>", " г>");
  rows.end_rich_text();
  rows.end_row(Length::from_points(15), true);
  EXPECT_EQ(rows.take(),
            "<row r=\"1\" ht=\"15\" customHeight=\"1\">"
            "<c r=\"A1\" t=\"inlineStr\"><is><t xml:space=\"preserve\"> а</t></is></c>"
            "<c r=\"B1\" t=\"inlineStr\"><is><t xml:space=\"preserve\">б\n</t></is></c>"
            "<c r=\"C1\" s=\"5\" t=\"inlineStr\"><is><r><rPr><b/></rPr><t>в</t></r>"
            "<r><rPr/><t xml:space=\"preserve\"> г&gt;</t></r></is></c></row>");
}

}  // namespace
}  // namespace grif::xlsx
