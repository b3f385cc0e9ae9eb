#include "write/xlsx_plan.hpp"

#include <gtest/gtest.h>

#include "document/builder.hpp"
#include "unit/write/docx_sample.hpp"

namespace grif::xlsx {
namespace {

std::vector<Length> millimetres(const std::vector<int>& values) {
  std::vector<Length> lengths;
  for (const int value : values) lengths.push_back(Length::from_mm(value));
  return lengths;
}

void add_table(DocumentBuilder& b, std::string_view caption, const std::vector<int>& grid,
               bool header = true, bool layout_only = false) {
  b.begin_table(6, std::vector<ColumnWidth>(grid.size()));
  b.table().caption = caption;
  b.table().grid = millimetres(grid);
  b.table().layout_only = layout_only;
  b.begin_row();
  b.row().header = header;
  b.end_row();
  b.end_table();
}

void add_heading(DocumentBuilder& b, std::string_view text) {
  b.begin_paragraph(0, {}, 1);
  b.add_text(text);
  b.end_paragraph();
}

template <typename Fill>
Document document_of(Fill fill) {
  DocumentBuilder builder(test::sample_styles());
  builder.properties().title = "Отчёт";
  builder.begin_section({});
  fill(builder);
  builder.end_section();
  return builder.finish();
}

TEST(XlsxSheetName, WhatExcelTakes) {
  EXPECT_EQ(make_sheet_name("Дорожная карта", {}), "Дорожная карта");
  EXPECT_EQ(make_sheet_name("[a]:*?/\\b", {}), "a b");
  EXPECT_EQ(make_sheet_name("'план'", {}), "план");
  EXPECT_EQ(make_sheet_name(" \n ", {}), "Лист1");
  EXPECT_EQ(make_sheet_name("", {"Лист1"}), "Лист2");
  EXPECT_EQ(make_sheet_name("History", {}), "History (2)");
  EXPECT_EQ(make_sheet_name(std::string("абвгдежзиклмнопрстуфхцчшщыэюя1234"), {}),
            "абвгдежзиклмнопрстуфхцчшщыэюя12");
  EXPECT_EQ(make_sheet_name("𝔸𝔸𝔸𝔸𝔸𝔸𝔸𝔸𝔸𝔸𝔸𝔸𝔸𝔸𝔸𝔸", {}), "𝔸𝔸𝔸𝔸𝔸𝔸𝔸𝔸𝔸𝔸𝔸𝔸𝔸𝔸𝔸");
}

TEST(XlsxSheetName, NoTwoAlikeInAnyCase) {
  EXPECT_EQ(make_sheet_name("лист", {"Лист"}), "лист (2)");
  EXPECT_EQ(make_sheet_name("Лист", {"Лист", "ЛИСТ (2)"}), "Лист (3)");
  EXPECT_EQ(make_sheet_name(std::string(31, 'a'), {std::string(31, 'A')}),
            std::string(27, 'a') + " (2)");
}

TEST(XlsxEdges, NearestOfSome) {
  const std::vector<Length> edges = millimetres({0, 10, 40});
  EXPECT_EQ(nearest_edge(edges, Length::from_mm(-5)), 0U);
  EXPECT_EQ(nearest_edge(edges, Length::from_mm(5)), 0U);
  EXPECT_EQ(nearest_edge(edges, Length::from_mm(6)), 1U);
  EXPECT_EQ(nearest_edge(edges, Length::from_mm(26)), 2U);
  EXPECT_EQ(nearest_edge(edges, Length::from_mm(99)), 2U);
}

TEST(XlsxWidths, WhatAColumnLacksForItsWordsTheOthersGive) {
  const auto widened = [](std::vector<int> widths, std::vector<int> needs) {
    std::vector<std::int64_t> whole;
    for (const Length width : widen_for_words(millimetres(widths), millimetres(needs)))
      whole.push_back(width.emu() / Length::from_mm(1).emu());
    return whole;
  };
  using Widths = std::vector<std::int64_t>;
  EXPECT_EQ(widened({60, 60, 60}, {20, 60, 0}), (Widths{60, 60, 60}));
  // Those give that have more than they need, in proportion; who asks for nothing keeps what it
  // has.
  EXPECT_EQ(widened({20, 50, 60, 50}, {35, 30, 50, 0}), (Widths{35, 40, 55, 50}));
  // What nobody has makes the sheet wider than the page.
  EXPECT_EQ(widened({30, 30, 30, 30}, {36, 36, 30, 28}), (Widths{36, 36, 30, 28}));
  // An address of a site is torn.
  EXPECT_EQ(widened({20, 80, 20}, {200, 30, 20}), (Widths{40, 60, 20}));
}

TEST(XlsxPlan, OneTableOneSheetWithItsColumns) {
  const Document document = document_of([](DocumentBuilder& b) {
    add_table(b, "", {90, 90}, false, true);
    add_heading(b, "Раздел");
    add_table(b, "Карта", {20, 100, 60});
    add_heading(b, "Подписи");
  });
  const std::vector<SheetPlan> plans = plan_sheets(document);
  ASSERT_EQ(plans.size(), 1U);
  EXPECT_EQ(plans[0].name, "Карта");
  EXPECT_EQ(plans[0].edges, millimetres({0, 20, 120, 180}));
  EXPECT_EQ(plans[0].blocks.size(), 4U);
  EXPECT_EQ(plans[0].data_tables, 1U);
}

TEST(XlsxPlan, SeveralTablesSeveralSheets) {
  const Document document = document_of([](DocumentBuilder& b) {
    add_heading(b, "Первый");
    add_table(b, "", {180});
    add_heading(b, "Второй");
    add_table(b, "", {90, 90});
    add_heading(b, "Конец");
  });
  const std::vector<SheetPlan> plans = plan_sheets(document);
  ASSERT_EQ(plans.size(), 2U);
  EXPECT_EQ(plans[0].name, "Первый");
  EXPECT_EQ(plans[0].blocks.size(), 2U);
  EXPECT_EQ(plans[1].name, "Конец");
  EXPECT_EQ(plans[1].blocks.size(), 3U);
  EXPECT_EQ(plans[1].edges, millimetres({0, 90, 180}));
}

TEST(XlsxPlan, TablesWithoutHeadersStandBelowOneAnother) {
  const Document document = document_of([](DocumentBuilder& b) {
    add_table(b, "", {60, 120});
    add_table(b, "", {61, 60, 59}, false);
  });
  const std::vector<SheetPlan> plans = plan_sheets(document);
  ASSERT_EQ(plans.size(), 1U);
  EXPECT_EQ(plans[0].name, "Отчёт");
  EXPECT_EQ(plans[0].data_tables, 2U);
  EXPECT_EQ(plans[0].edges, millimetres({0, 60, 121, 180}));
}

TEST(XlsxPlan, TooManyTablesForSheetsStandBelowOneAnother) {
  const Document document = document_of([](DocumentBuilder& b) {
    for (int i = 0; i < 31; ++i) add_table(b, "", {180});
  });
  EXPECT_EQ(plan_sheets(document).size(), 1U);
}

TEST(XlsxPlan, NoTableAndANarrowTable) {
  const Document text = document_of([](DocumentBuilder& b) { add_heading(b, "Записка"); });
  EXPECT_EQ(plan_sheets(text)[0].edges, millimetres({0, 180}));
  const Document narrow = document_of([](DocumentBuilder& b) { add_table(b, "", {30, 30}); });
  EXPECT_EQ(plan_sheets(narrow)[0].edges, millimetres({0, 30, 60, 180}));
  const Document marks = document_of([](DocumentBuilder& b) {
    add_table(b, "", {80, 100}, false, true);
  });
  EXPECT_EQ(plan_sheets(marks)[0].edges, millimetres({0, 80, 180}));
  DocumentBuilder none(test::sample_styles());
  const Document empty = none.finish();
  ASSERT_EQ(plan_sheets(empty).size(), 1U);
  EXPECT_EQ(plan_sheets(empty)[0].name, "Лист1");
}

TEST(XlsxPlan, PageBreaksAndSections) {
  DocumentBuilder builder(test::sample_styles());
  PageSetup turned;
  turned.landscape = true;
  builder.begin_section({});
  builder.add_page_break();
  add_heading(builder, "а");
  builder.add_page_break();
  add_heading(builder, "б");
  builder.end_section();
  builder.begin_section(turned);
  add_table(builder, "", {180});
  builder.end_section();
  const Document document = builder.finish();
  const std::vector<SheetPlan> plans = plan_sheets(document);
  ASSERT_EQ(plans.size(), 1U);
  ASSERT_EQ(plans[0].blocks.size(), 3U);
  EXPECT_FALSE(plans[0].blocks[0].page_break_before);
  EXPECT_TRUE(plans[0].blocks[1].page_break_before);
  EXPECT_TRUE(plans[0].blocks[2].page_break_before);
  EXPECT_TRUE(plans[0].section->page.landscape);
}

}  // namespace
}  // namespace grif::xlsx
