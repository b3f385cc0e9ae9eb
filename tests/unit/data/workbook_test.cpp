#include "data/workbook.hpp"

#include <gtest/gtest.h>

namespace grif {
namespace {

RawCell make_cell(std::uint32_t row, std::uint16_t column, std::string_view text) {
  return {.row = row, .column = column, .type = RawCell::Type::text, .text = text};
}

Sheet make_sheet() {
  Sheet sheet;
  sheet.cells = {make_cell(0, 1, "a"), make_cell(2, 0, "b"), make_cell(2, 3, "c"),
                 make_cell(7, 2, "d")};
  return sheet;
}

TEST(SheetTest, GivesTheCellsOfARow) {
  const Sheet sheet = make_sheet();
  ASSERT_EQ(sheet.row(2).size(), 2U);
  EXPECT_EQ(sheet.row(2)[0].text, "b");
  EXPECT_EQ(sheet.row(2)[1].text, "c");
  EXPECT_TRUE(sheet.row(1).empty());
  EXPECT_TRUE(sheet.row(8).empty());
  EXPECT_TRUE(Sheet{}.row(0).empty());
}

TEST(SheetTest, FindsACellOrNone) {
  const Sheet sheet = make_sheet();
  ASSERT_NE(sheet.cell(2, 3), nullptr);
  EXPECT_EQ(sheet.cell(2, 3)->text, "c");
  EXPECT_EQ(sheet.cell(0, 1)->text, "a");
  EXPECT_EQ(sheet.cell(7, 2)->text, "d");
  EXPECT_EQ(sheet.cell(0, 0), nullptr);
  EXPECT_EQ(sheet.cell(2, 1), nullptr);
  EXPECT_EQ(sheet.cell(2, 4), nullptr);
  EXPECT_EQ(sheet.cell(9, 0), nullptr);
}

TEST(SheetTest, FindsTheMergeThatCoversACellWithAndWithoutTheIndex) {
  const Merge tall{.first_row = 0, .last_row = 9, .first_column = 0, .last_column = 0};
  const Merge wide{.first_row = 1, .last_row = 1, .first_column = 1, .last_column = 4};
  const Merge block{.first_row = 3, .last_row = 5, .first_column = 2, .last_column = 3};
  Sheet sheet;
  sheet.merges = {tall, wide, block};
  for (const bool indexed : {false, true}) {
    if (indexed) sheet.index_merges();
    for (std::uint32_t row = 0; row < 12; ++row) {
      for (std::uint16_t column = 0; column < 6; ++column) {
        const Merge* expected = nullptr;
        for (const Merge& m : sheet.merges) {
          if (m.first_row <= row && row <= m.last_row && m.first_column <= column &&
              column <= m.last_column) {
            expected = &m;
          }
        }
        EXPECT_EQ(sheet.merge_at(row, column), expected) << row << ',' << column;
      }
    }
  }
}

TEST(SheetTest, IndexingSortsTheMerges) {
  const Merge late{.first_row = 4, .last_row = 4, .first_column = 0, .last_column = 1};
  const Merge right{.first_row = 1, .last_row = 8, .first_column = 5, .last_column = 5};
  const Merge left{.first_row = 1, .last_row = 2, .first_column = 0, .last_column = 1};
  Sheet sheet;
  sheet.merges = {late, right, left};
  sheet.index_merges();
  EXPECT_EQ(sheet.merges, (std::vector{left, right, late}));
  EXPECT_EQ(sheet.merge_reach, (std::vector<std::uint32_t>{2, 8, 8}));
  EXPECT_EQ(sheet.merge_at(8, 5), &sheet.merges[1]);
  EXPECT_EQ(sheet.merge_at(3, 0), nullptr);
}

TEST(RawCellTest, EveryTypeHasAName) {
  EXPECT_EQ(type_name(RawCell::Type::blank), "blank");
  EXPECT_EQ(type_name(RawCell::Type::text), "text");
  EXPECT_EQ(type_name(RawCell::Type::number), "number");
  EXPECT_EQ(type_name(RawCell::Type::boolean), "boolean");
  EXPECT_EQ(type_name(RawCell::Type::date), "date");
  EXPECT_EQ(type_name(RawCell::Type::date_time), "date-time");
  EXPECT_EQ(type_name(RawCell::Type::time), "time");
  EXPECT_EQ(type_name(RawCell::Type::duration), "duration");
  EXPECT_EQ(type_name(RawCell::Type::error), "error");
  EXPECT_EQ(type_name(RawCell::Type::uncomputed), "uncomputed");
}

}  // namespace
}  // namespace grif
