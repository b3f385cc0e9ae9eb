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

// ---- As a careful secretary sets them
// ------------------------------------------------------------

class Roadmaps : public LayoutTest {
 protected:
  using Rows = std::vector<std::vector<const char*>>;
  /// A section 510 points wide and as high as a page, whose first row is a header.
  void set(const Rows& rows, const std::vector<double>& weights = {}, bool turns = false) {
    DocumentBuilder builder(styles.sheet);
    builder.begin_section(page_of(510, 740));
    builder.section().turns_for_tables = turns;
    std::vector<ColumnWidth> columns(rows[0].size());
    for (std::size_t i = 0; i < weights.size(); ++i) columns[i].share = weights[i];
    builder.begin_table(styles.grid, columns);
    for (const auto& row : rows) {
      builder.begin_row();
      builder.row().header = &row == rows.data();
      for (const char* text : row) add_cell(builder, text);
      builder.end_row();
    }
    builder.end_table();
    builder.end_section();
    lay_out_document(builder.finish());
  }
  [[nodiscard]] double points(std::size_t column) const {
    return document.tables[0].grid[column].points();
  }
  static constexpr const char* kLong =
      "Информирование педагогического сообщества о целевой модели наставничества, подготовка "
      "условий, формирование базы наставляемых, сбор согласий на обработку данных, анкетирование";
};

TEST_F(Roadmaps, ShortColumnsDoNotStarveBesideALongOne) {
  set({{"№", "Мероприятия", "Сроки", "Ответственный"},
       {"1.1", kLong, "сентябрь", "Куратор"},
       {"1.2", kLong, "октябрь", "Директор, куратор"},
       {"1.3", kLong, "в течение года", "Куратор"}});
  EXPECT_LT(points(0), 40);
  EXPECT_TRUE(lines_of(0)[1].starts_with("1.1|Информирование"));
  for (const std::string& line : lines_of(0)) {
    EXPECT_EQ(line.find("сен-"), std::string::npos) << line;
    EXPECT_EQ(line.find("Дирек-"), std::string::npos) << line;
  }
  EXPECT_GT(points(3), 75) << "«Ответственный» is whole";
  EXPECT_GT(points(1), points(2) + points(3)) << "who has much to say has most of the room";
}

TEST_F(Roadmaps, TwoLongColumnsShareByTheRootOfTheirText) {
  set({{"А", "Б"},
       {"один два три четыре пять шесть семь восемь девять десять один два три четыре пять шесть "
        "семь восемь девять десять один два три четыре пять шесть семь восемь девять десять",
        kLong}});
  EXPECT_NEAR(points(0) + points(1), 510, 0.01);
  EXPECT_GT(points(0), 200);
  EXPECT_LT(points(0), 270);
}

TEST_F(Roadmaps, AStrangerDoesNotWidenAColumnOfNumbers) {
  Rows rows{{"№", "Мероприятия", "Сроки"}};
  for (int i = 0; i < 9; ++i) rows.push_back({"1.1", kLong, "май"});
  rows.push_back({"Организационно-подготовительный этап реализации программы", "", ""});
  set(rows);
  EXPECT_LT(points(0), 50);
  EXPECT_FALSE(document.tables[0].too_narrow);
}

TEST_F(Roadmaps, AWeightBelowOneBoundsAColumn) {
  const Rows rows{{"№", "Мероприятия"}, {"Подготовка всего, что нужно для начала", kLong}};
  set(rows);
  const double free = points(0);
  set(rows, {0.2, 2});
  EXPECT_GT(free, points(0));
  EXPECT_LT(points(0), 80);
  for (const std::string& line : lines_of(0)) EXPECT_EQ(line.find("Подго-"), std::string::npos);
}

TEST_F(Roadmaps, TurnThePageByNeedAndNotByTheNumberOfColumns) {
  const std::vector<const char*> titles{"№", "Этап", "Мероприятия", "Сроки", "Кто"};
  set({titles, {"1", "Первый", "Беседа", "май", "Куратор"}}, {}, true);
  EXPECT_FALSE(document.sections[0].page.landscape) << "five columns, but short ones";
  const std::string all = std::string(kLong) + ". " + kLong + ". " + kLong;
  const char* text = all.c_str();
  set({titles, {"1", text, text, text, text}}, {}, true);
  EXPECT_TRUE(document.sections[0].page.landscape);
  EXPECT_EQ(pages.pages[0].width, Length::from_points(840));
  set({titles, {"1", text, text, text, text}}, {}, false);
  EXPECT_FALSE(document.sections[0].page.landscape) << "only where the template leaves it open";
}

}  // namespace
}  // namespace grif
