#include <numeric>

#include <gmock/gmock.h>

#include "unit/layout/layout_fixture.hpp"

namespace grif {
namespace {

using testing::ElementsAre;

class Grids : public LayoutTest {
 protected:
  using Rule = ColumnWidth::Rule;
  static ColumnWidth fixed(int points) { return {Rule::fixed, Length::from_points(points)}; }
  static ColumnWidth share(double parts) { return {.rule = Rule::share, .share = parts}; }
  static ColumnWidth fit(double weight = 1) { return {.rule = Rule::fit, .share = weight}; }

  /// Widths in twips of a table of one row on a page of the given width.
  std::vector<std::int64_t> widths(int width, const std::vector<ColumnWidth>& columns,
                                   const std::vector<const char*>& cells) {
    DocumentBuilder builder(styles.sheet);
    builder.begin_section(page_of(width, 300));
    builder.begin_table(styles.grid, columns);
    builder.begin_row();
    for (const char* text : cells) add_cell(builder, text);
    builder.end_row();
    builder.end_table();
    builder.end_section();
    lay_out_document(builder.finish());
    std::vector<std::int64_t> twips;
    for (const Length column : document.tables[0].grid) twips.push_back(column.twips());
    return twips;
  }
  static std::int64_t sum(const std::vector<std::int64_t>& widths) {
    return std::accumulate(widths.begin(), widths.end(), std::int64_t{0});
  }
};

TEST_F(Grids, GiveFixedColumnsWhatTheySay) {
  EXPECT_THAT(widths(300, {fixed(40), fixed(100)}, {"а", "б"}), ElementsAre(800, 2000));
  EXPECT_THAT(widths(100, {fixed(100), fixed(300)}, {"а", "б"}), ElementsAre(500, 1500))
      << "but no more than there is";
}

TEST_F(Grids, ShareOutTheRestInWholeTwipsThatAddUp) {
  EXPECT_THAT(widths(100, {share(1), share(1), share(1)}, {"а", "б", "в"}),
              ElementsAre(667, 666, 667));
  EXPECT_THAT(widths(100, {fixed(40), share(1), share(2)}, {"а", "б", "в"}),
              ElementsAre(800, 400, 800));
}

TEST_F(Grids, FitColumnsToTheirLongestLines) {
  // Short contents: each gets its longest line, the rest goes by the same measure.
  const auto short_ones = widths(300, {fit(), fit()}, {"№", "Ответственный"});
  EXPECT_EQ(sum(short_ones), 6000);
  EXPECT_GT(short_ones[1], 3 * short_ones[0]);
  // Long contents: nobody gets less than its longest word.
  const auto long_ones = widths(200, {fit(), fit()},
                                {"Ответственный",
                                 "Информирование педагогического сообщества о целевой модели, "
                                 "подготовка условий и формирование базы наставляемых"});
  EXPECT_EQ(sum(long_ones), 4000);
  EXPECT_EQ(lines_of(0).front(), "Ответственный|Информирование педаго-");
}

TEST_F(Grids, WeighColumnsThatFit) {
  const char* text = "один два три четыре пять шесть семь восемь девять десять";
  const auto even = widths(200, {fit(), fit()}, {text, text});
  const auto weighed = widths(200, {fit(1), fit(3)}, {text, text});
  EXPECT_EQ(even[0], even[1]);
  EXPECT_GT(weighed[1], weighed[0]);
  EXPECT_EQ(sum(weighed), 4000);
}

TEST_F(Grids, TakeFromTheWidestWhereWordsDoNotFit) {
  const auto columns =
      widths(100, {fit(), fit(), fit()}, {"да", "общеобразовательная", "общество"});
  EXPECT_EQ(sum(columns), 2000);
  EXPECT_LT(columns[0], 500) << "the short word keeps its width";
  EXPECT_GT(columns[1], columns[0]);
}

TEST_F(Grids, LeaveFittedColumnsNoMoreThanTheyNeedBesideShares) {
  const auto columns = widths(300, {fit(), share(1), share(1)}, {"№", "а", "б"});
  EXPECT_EQ(sum(columns), 6000);
  EXPECT_LT(columns[0], 500);
  EXPECT_NEAR(static_cast<double>(columns[1]), static_cast<double>(columns[2]), 1);
}

TEST_F(Grids, WidenColumnsForCellsThatSpanThem) {
  DocumentBuilder builder(styles.sheet);
  builder.begin_section(page_of(300, 300));
  builder.begin_table(styles.grid, {fit(), fit(), fit()});
  builder.begin_row();
  add_cell(builder, "общеобразовательнаяорганизация", 2);
  add_cell(builder, "а");
  builder.end_row();
  builder.begin_row();
  for (const char* text : {"б", "в", "г"}) add_cell(builder, text);
  builder.end_row();
  builder.end_table();
  builder.end_section();
  lay_out_document(builder.finish());
  EXPECT_THAT(lines_of(0), ElementsAre("общеобразовательнаяорганизация|а", "б|в|г"));
}

TEST_F(Grids, FitNestedTablesIntoTheirCells) {
  DocumentBuilder builder(styles.sheet);
  builder.begin_section(page_of(300, 300));
  builder.begin_table(styles.grid, {fixed(100), share(1)});
  builder.begin_row();
  add_cell(builder, "а");
  builder.begin_cell();
  builder.begin_table(styles.grid, {share(1), share(1)});
  builder.begin_row();
  add_cell(builder, "б");
  add_cell(builder, "в");
  builder.end_row();
  builder.end_table();
  builder.end_cell(styles.cell);
  builder.end_row();
  builder.end_table();
  builder.end_section();
  lay_out_document(builder.finish());
  ASSERT_EQ(document.tables.size(), 2U);
  std::vector<Length> nested;
  for (const DocumentTable& table : document.tables)
    if (table.columns[0].rule == Rule::share) nested = table.grid;
  EXPECT_THAT(nested, ElementsAre(Length::from_points(95), Length::from_points(95)));
}

}  // namespace
}  // namespace grif
