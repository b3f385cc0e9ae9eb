#include "write/xlsx_package.hpp"

#include <gtest/gtest.h>

#include "unit/write/xlsx_opened.hpp"

namespace grif::xlsx {
namespace {

constexpr std::string_view kSheet =
    "<worksheet><cols><col min=\"1\"/></cols><sheetData><row r=\"1\" ht=\"8\" customHeight=\"1\"/>"
    "<row r=\"2\" ht=\"16\" customHeight=\"1\"><c r=\"A2\" s=\"1\"/><c r=\"B2\"><v>1</v></c></row></sheetData>"
    "<headerFooter><oddHeader>&amp;P</oddHeader></headerFooter></worksheet>";

TEST(XlsxPackage, RowsAndCellsAreCounted) {
  EXPECT_EQ(count_cells(kSheet), (SheetCount{.rows = 2, .cells = 2}));
  EXPECT_EQ(count_cells(""), SheetCount{});
  EXPECT_EQ(count_cells("<c"), SheetCount{});
}

TEST(XlsxPackage, ARowThatIsCutIsNotCounted) {
  const std::string_view rows = "<row r=\"1\" ht=\"8\"/><row r=\"2\"><c r=\"A2\" s=\"1\"/></row>";
  EXPECT_EQ(count_cells(rows), (SheetCount{.rows = 2, .cells = 1}));
  for (std::size_t size = 0; size < rows.size(); ++size) {
    EXPECT_NE(count_cells(rows.substr(0, size)), (SheetCount{.rows = 2, .cells = 1})) << size;
  }
}

TEST(XlsxPackage, RowsThatWereTakenComeBack) {
  std::string part(kSheet);
  const std::size_t start = part.find("<row"), end = part.find("</sheetData>");
  const std::string rows = part.substr(start, end - start);
  part.erase(start, end - start);
  EXPECT_EQ(finish_sheet(part, {.rows = rows}), kSheet);
}

TEST(XlsxPackage, APartThatIsCutIsSeen) {
  EXPECT_TRUE(is_whole(kSheet));
  EXPECT_TRUE(is_whole("<?xml version=\"1.0\"?>\n<a:b x=\"1\"></a:b>\n"));
  EXPECT_TRUE(is_whole("<a/>"));
  EXPECT_TRUE(is_whole("<a x=\"1\"/>"));
  for (std::size_t size = 0; size < kSheet.size(); ++size) {
    EXPECT_FALSE(is_whole(kSheet.substr(0, size))) << size;
  }
  EXPECT_FALSE(is_whole("<?xml version=\"1.0\"?>"));
  EXPECT_FALSE(is_whole("<a><b/>"));
  EXPECT_FALSE(is_whole("<a></b>"));
}

TEST(XlsxPackage, FittedRowsLoseTheirCustomHeight) {
  EXPECT_EQ(finish_sheet(kSheet, {}), kSheet);
  EXPECT_EQ(finish_sheet(kSheet, {.fitted_rows = {false, false}}), kSheet);
  std::string expected(kSheet);
  expected.erase(expected.rfind(" customHeight=\"1\""), 17);
  EXPECT_EQ(finish_sheet(kSheet, {.fitted_rows = {false, true}}), expected);
  expected.erase(expected.rfind(" customHeight=\"1\""), 17);
  expected.insert(expected.find("<headerFooter") + 13, " differentFirst=\"1\"");
  EXPECT_EQ(finish_sheet(kSheet, {.fitted_rows = {true, true, true}, .different_first = true}),
            expected);
  expected.insert(expected.find("</headerFooter>"),
                  "<firstHeader>&amp;RПроект</firstHeader><firstFooter>x</firstFooter>");
  EXPECT_EQ(finish_sheet(kSheet, {.fitted_rows = {true, true},
                                  .different_first = true,
                                  .first_header = "&RПроект",
                                  .first_footer = "x"}),
            expected);
  EXPECT_EQ(finish_sheet("<a>", {.fitted_rows = {true}, .different_first = true}), "<a>");
}

/// A package as the library makes it.
std::string package(std::string_view sheet, std::string_view styles = "<styleSheet/>") {
  PackageWriter writer;
  writer.begin();
  writer.add("xl/worksheets/sheet1.xml", sheet);
  writer.add("docProps/core.xml", "<theirs/>");
  writer.add("xl/styles.xml", styles);
  return writer.finish();
}

TEST(XlsxPackage, RepackedWithOurProperties) {
  PackageWriter writer;
  const std::string made = package(kSheet);
  const Repacked repacked =
      repack(made, {{.count = {.rows = 2, .cells = 2}, .fitted_rows = {true}}}, "<ours/>", writer);
  EXPECT_EQ(repacked.fault, "");
  test::OpenedPackage opened = test::open_package(repacked.package);
  EXPECT_EQ(opened.names(), (std::vector<std::string>{"xl/worksheets/sheet1.xml",
                                                      "docProps/core.xml", "xl/styles.xml"}));
  EXPECT_EQ(opened.part("docProps/core.xml"), "<ours/>");
  EXPECT_EQ(opened.part("xl/styles.xml"), "<styleSheet/>");
  EXPECT_EQ(count_cells(opened.part("xl/worksheets/sheet1.xml")),
            (SheetCount{.rows = 2, .cells = 2}));
}

TEST(XlsxPackage, WhatIsMissingIsAFault) {
  PackageWriter writer;
  const auto fault = [&](const std::string& made, const std::vector<SheetFacts>& sheets) {
    return repack(made, sheets, "<ours/>", writer).fault;
  };
  const SheetFacts whole{.count = {.rows = 2, .cells = 2}};
  EXPECT_EQ(fault("", {whole}), "the package has no directory");
  EXPECT_EQ(fault("PK\5\6", {whole}), "the package has no directory");
  EXPECT_EQ(fault(package(kSheet), {{.count = {.rows = 2, .cells = 3}}}),
            "xl/worksheets/sheet1.xml lacks cells");
  EXPECT_EQ(fault(package(kSheet), {{.count = {.rows = 3, .cells = 2}}}),
            "xl/worksheets/sheet1.xml lacks cells");
  EXPECT_EQ(fault(package(kSheet.substr(0, 200)), {whole}), "xl/worksheets/sheet1.xml is cut");
  EXPECT_EQ(fault(package(kSheet, "<styleSheet><fonts>"), {whole}), "xl/styles.xml is cut");
  EXPECT_EQ(fault(package(kSheet), {whole, whole}), "a sheet is missing");
  EXPECT_EQ(fault(package(kSheet), {}), "a sheet too many");
  std::string damaged = package(kSheet);
  damaged[damaged.find("sheet1.xml") + 12] = '\x07';  // a block type that there is not
  EXPECT_EQ(fault(damaged, {whole}), "xl/worksheets/sheet1.xml is damaged");
  const std::string good = package(kSheet);
  for (std::size_t size = 0; size < good.size(); ++size) {
    EXPECT_NE(fault(good.substr(0, size), {whole}), "") << size;
  }
}

}  // namespace
}  // namespace grif::xlsx
