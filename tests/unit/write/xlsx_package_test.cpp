#include "write/xlsx_package.hpp"

#include <gtest/gtest.h>

#include "unit/write/xlsx_opened.hpp"

namespace grif::xlsx {
namespace {

constexpr std::string_view kSheet =
    "<worksheet><dimension ref=\"A1\"/><sheetViews/><sheetData/>"
    "<headerFooter><oddHeader>&amp;P</oddHeader></headerFooter></worksheet>";

TEST(XlsxPackage, ASheetGetsItsColumnsAndRows) {
  const SheetFacts facts{.columns = "<cols/>", .range = "A1:B2", .rows = "<row r=\"1\"/>"};
  EXPECT_EQ(finish_sheet(kSheet, facts),
            "<worksheet><dimension ref=\"A1:B2\"/><sheetViews/><cols/><sheetData><row r=\"1\"/>"
            "</sheetData><headerFooter><oddHeader>&amp;P</oddHeader></headerFooter></worksheet>");
  EXPECT_EQ(finish_sheet(kSheet, {}), kSheet);
  EXPECT_EQ(finish_sheet("<a><sheetFormatPr x=\"1\"/><sheetData/></a>", {.columns = "<ours/>"}),
            "<a><ours/><sheetData/></a>");
}

TEST(XlsxPackage, RowsOfTheLibrarysAreThrownAway) {
  std::string theirs(kSheet);
  theirs.replace(theirs.find("<sheetData/>"), 12,
                 "<sheetData><row r=\"3\"><c r=\"A3\"/></row></sheetData>");
  EXPECT_EQ(finish_sheet(theirs, {}), kSheet);
  EXPECT_EQ(finish_sheet("<a><sheetData><row/></sheetData></a>", {.rows = "<row r=\"1\"/>"}),
            "<a><sheetData><row r=\"1\"/></sheetData></a>");
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

TEST(XlsxPackage, TheFirstPageHasItsOwnHeaderAndFooter) {
  std::string expected(kSheet);
  expected.insert(expected.find("<headerFooter") + 13, " differentFirst=\"1\"");
  EXPECT_EQ(finish_sheet(kSheet, {.different_first = true}), expected);
  expected.insert(expected.find("</headerFooter>"),
                  "<firstHeader>&amp;RПроект</firstHeader><firstFooter>x</firstFooter>");
  EXPECT_EQ(finish_sheet(
                kSheet, {.different_first = true, .first_header = "&RПроект", .first_footer = "x"}),
            expected);
  EXPECT_EQ(finish_sheet("<a>", {.different_first = true}), "<a>");
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
  const Repacked repacked = repack(made, {{.rows = "<row r=\"1\"/>"}}, "<ours/>", writer);
  EXPECT_EQ(repacked.fault, "");
  test::OpenedPackage opened = test::open_package(repacked.package);
  EXPECT_EQ(opened.names(), (std::vector<std::string>{"xl/worksheets/sheet1.xml",
                                                      "docProps/core.xml", "xl/styles.xml"}));
  EXPECT_EQ(opened.part("docProps/core.xml"), "<ours/>");
  EXPECT_EQ(opened.part("xl/styles.xml"), "<styleSheet/>");
  EXPECT_EQ(opened.part("xl/worksheets/sheet1.xml"),
            finish_sheet(kSheet, {.rows = "<row r=\"1\"/>"}));
}

TEST(XlsxPackage, WhatIsMissingIsAFault) {
  PackageWriter writer;
  const auto fault = [&](const std::string& made, const std::vector<SheetFacts>& sheets) {
    return repack(made, sheets, "<ours/>", writer).fault;
  };
  const SheetFacts whole;
  EXPECT_EQ(fault("", {whole}), "the package has no directory");
  EXPECT_EQ(fault("PK\5\6", {whole}), "the package has no directory");
  EXPECT_EQ(fault(package(kSheet.substr(0, 100)), {whole}), "xl/worksheets/sheet1.xml is cut");
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
