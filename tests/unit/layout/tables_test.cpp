#include <gmock/gmock.h>

#include "unit/layout/layout_fixture.hpp"

namespace grif {
namespace {

using testing::ElementsAre;

/// Tables of the style Grid: lines of half a point, text of 12 points a line, no padding above and
/// below: a row of n lines is 12 n + 0.5 points high.
class Tables : public LayoutTest {
 protected:
  DocumentBuilder builder{styles.sheet};

  void begin(int width, int height, std::initializer_list<int> columns) {
    builder.begin_section(page_of(width, height));
    builder.begin_table(styles.grid, columns_of(columns));
  }
  void add_row(std::initializer_list<const char*> cells, bool keep = false, bool breaks = true) {
    builder.begin_row();
    builder.row().keep_with_next = keep;
    builder.row().may_break = breaks;
    for (const char* text : cells) add_cell(builder, text);
    builder.end_row();
  }
  void finish() {
    builder.end_table();
    builder.end_section();
    lay_out_document(builder.finish());
  }
  /// `count` words of one line each.
  static std::string column(const char* word, int count) {
    std::string text;
    for (int i = 1; i <= count; ++i) {
      if (i != 1) text += "\n";
      text += word + std::to_string(i);
    }
    return text;
  }
  std::vector<std::string> boxes_of(std::size_t page) const {
    std::vector<std::string> boxes;
    const std::string all = dumped();
    std::size_t at = 0;
    for (std::size_t p = 0; p <= page; ++p) at = all.find("page ", at) + 1;
    const std::size_t end = std::min(all.find("\npage ", at), all.find("\nstructure", at));
    for (at = all.find("  box ", at); at < end; at = all.find("  box ", at + 1))
      boxes.push_back(all.substr(at + 6, all.find(" #", at) - at - 6));
    return boxes;
  }
};

TEST_F(Tables, DrawEachLineOnceAndInOnePiece) {
  begin(200, 300, {80, 120});
  add_row({"а", "б"});
  add_row({"в", "г\nд"});
  finish();
  EXPECT_THAT(boxes_of(0),
              ElementsAre("49.8 50.0 200.5x0.5", "49.8 62.5 200.5x0.5", "49.8 87.0 200.5x0.5",
                          "49.8 50.0 0.5x37.5", "129.8 50.0 0.5x37.5", "249.8 50.0 0.5x37.5"));
  EXPECT_EQ(pages.runs[0].x, Length::from_points(55));
  EXPECT_EQ(pages.runs[1].x, Length::from_points(135));
  EXPECT_EQ(pages.runs[2].y - pages.runs[0].y, Length::from_half_points(25));
}

TEST_F(Tables, InterruptLinesWhereCellsSpanColumns) {
  begin(200, 300, {100, 100});
  builder.begin_row();
  add_cell(builder, "оба", 2);
  builder.end_row();
  add_row({"а", "б"});
  finish();
  EXPECT_THAT(boxes_of(0), testing::Contains("149.8 62.5 0.5x13.0"));
  EXPECT_THAT(boxes_of(0), testing::Not(testing::Contains("149.8 50.0 0.5x25.5")));
}

TEST_F(Tables, InterruptLinesWhereCellsSpanRows) {
  begin(200, 300, {100, 100});
  builder.begin_row();
  add_cell(builder, "обе\nстроки", 1, 2);
  add_cell(builder, "а");
  builder.end_row();
  builder.begin_row();
  add_cell(builder, "б");
  builder.end_row();
  finish();
  EXPECT_THAT(lines_of(0), ElementsAre("обе", "строки", "а", "б"));
  EXPECT_THAT(boxes_of(0), testing::Contains("149.8 62.5 100.5x0.5"));
  EXPECT_THAT(boxes_of(0), testing::Contains("149.8 50.0 0.5x25.5"));
}

TEST_F(Tables, MakeTheLastRowHigherForACellThatSpansRows) {
  begin(200, 300, {100, 100});
  builder.begin_row();
  add_cell(builder, column("с", 5), 1, 2);
  add_cell(builder, "а");
  builder.end_row();
  builder.begin_row();
  add_cell(builder, "б");
  builder.end_row();
  builder.begin_row();
  add_cell(builder, "в");
  add_cell(builder, "г");
  builder.end_row();
  finish();
  // Five lines and the line above: 60.5 points.
  const GlyphRun& last = pages.runs.back();
  EXPECT_EQ(last.y, Length::from_points(50) + Length::from_half_points(121) +
                        Length::from_half_points(1) + Length::from_points(12).scaled(4, 5));
}

TEST_F(Tables, HaveNoLinesWithoutBorders) {
  begin(200, 300, {100, 100});
  builder.table().borders = false;
  add_row({"а", "б"});
  finish();
  EXPECT_TRUE(pages.boxes.empty());
  EXPECT_EQ(pages.runs[0].y, Length::from_points(50) + Length::from_points(12).scaled(4, 5));
}

TEST_F(Tables, AlignCellsVertically) {
  begin(300, 300, {100, 100, 100});
  builder.begin_row();
  for (const VerticalAlignment alignment :
       {VerticalAlignment::top, VerticalAlignment::middle, VerticalAlignment::bottom}) {
    builder.begin_cell();
    builder.cell().vertical = alignment;
    add_paragraph(builder, styles.cell, "а");
    builder.end_cell(styles.cell);
  }
  builder.row().least_height = Length::from_half_points(2 * 60 + 1);
  builder.end_row();
  finish();
  const Length first = pages.runs[0].y;
  EXPECT_EQ(pages.runs[1].y - first, Length::from_points(24));
  EXPECT_EQ(pages.runs[2].y - first, Length::from_points(48));
}

TEST_F(Tables, ShadeCellsBelowTheirText) {
  begin(200, 300, {100, 100});
  builder.begin_row();
  builder.begin_cell();
  builder.set_shade({0xEE, 0xDD, 0xCC});
  add_paragraph(builder, styles.cell, "а");
  builder.end_cell(styles.cell);
  add_cell(builder, "б");
  builder.end_row();
  finish();
  EXPECT_EQ(pages.boxes[0].colour, (Colour{0xEE, 0xDD, 0xCC}));
  EXPECT_THAT(boxes_of(0), testing::Contains("50.0 50.0 100.0x12.5"));
}

TEST_F(Tables, RepeatTheHeaderOnEachPageAsAnArtifact) {
  builder.begin_section(page_of(200, 100));
  builder.begin_table(styles.grid, columns_of({100, 100}));
  builder.begin_row();
  builder.row().header = true;
  add_cell(builder, "№");
  add_cell(builder, "Итог");
  builder.end_row();
  for (int i = 1; i <= 9; ++i) {
    builder.begin_row();
    add_cell(builder, std::to_string(i));
    add_cell(builder, "да");
    builder.end_row();
  }
  finish();
  EXPECT_EQ(lines(), "№|Итог\n1|да\n2|да\n3|да\n4|да\n5|да\n6|да\n=\n№|Итог\n7|да\n8|да\n9|да\n");
  EXPECT_EQ(pages.elements[pages.runs[0].element].type, Element::Type::header_cell);
  const GlyphRun& again = pages.runs[pages.pages[1].runs.first];
  EXPECT_EQ(again.element, kArtifactPagination);
  EXPECT_EQ(again.y, pages.runs[0].y);
  EXPECT_EQ(again.glyphs, pages.runs[0].glyphs) << "the same glyphs, not others like them";
}

TEST_F(Tables, RepeatNoHeaderThatIsHigherThanHalfThePage) {
  builder.begin_section(page_of(200, 100));
  builder.begin_table(styles.grid, columns_of({200}));
  builder.begin_row();
  builder.row().header = true;
  add_cell(builder, column("ш", 5));
  builder.end_row();
  for (int i = 1; i <= 4; ++i) {
    builder.begin_row();
    add_cell(builder, std::to_string(i));
    builder.end_row();
  }
  finish();
  EXPECT_EQ(lines(), "ш1\nш2\nш3\nш4\nш5\n1\n2\n3\n=\n4\n");
}

TEST_F(Tables, KeepLowRowsInOnePiece) {
  begin(100, 99, {100});
  for (const char* row : {"1", "2", "3", "4", "5", "6"}) add_row({row});
  add_row({"7а\n7б"});  // 24.5 points of 99: less than a quarter
  finish();
  EXPECT_EQ(lines(), "1\n2\n3\n4\n5\n6\n=\n7а\n7б\n");
  EXPECT_EQ(pages.row_plans[6], (RowPlan{.whole = true}));
}

TEST_F(Tables, BreakHighRowsBetweenTwoAndTwoLines) {
  begin(100, 100, {100});
  add_row({"1"});
  add_row({"2"});
  add_row({"3"});
  add_row({"4"});
  add_row({column("д", 5).c_str()});
  finish();
  // Three lines would fit below; but it is a paragraph of breaks, whose last lines stay two.
  EXPECT_EQ(lines(), "1\n2\n3\n4\nд1\nд2\nд3\n=\nд4\nд5\n");
  EXPECT_FALSE(pages.row_plans[4].whole);
}

TEST_F(Tables, DoNotLeaveASingleLineOfARow) {
  begin(100, 100, {100});
  for (const char* row : {"1", "2", "3", "4", "5", "6"}) add_row({row});
  add_row({column("д", 3).c_str()});
  finish();
  EXPECT_EQ(lines(), "1\n2\n3\n4\n5\n6\n=\nд1\nд2\nд3\n") << "neither 2 + 1 nor 1 + 2";
}

TEST_F(Tables, BreakEachCellOfARowForItself) {
  begin(200, 100, {100, 100});
  for (const char* row : {"1", "2", "3"}) add_row({row, row});
  add_row({column("а", 8).c_str(), column("б", 3).c_str()});
  finish();
  EXPECT_EQ(lines(), "1|1\n2|2\n3|3\nа1\nа2\nа3\nа4\nа5\nб1\nб2\nб3\n=\nа6\nа7\nа8\n");
  EXPECT_THAT(boxes_of(1), testing::Contains("49.8 50.0 200.5x0.5")) << "a line above the rest";
}

TEST_F(Tables, DoNotBreakRowsThatSaySo) {
  begin(100, 100, {100});
  for (const char* row : {"1", "2", "3"}) add_row({row});
  add_row({column("д", 6).c_str()}, false, false);
  finish();
  EXPECT_EQ(lines(), "1\n2\n3\n=\nд1\nд2\nд3\nд4\nд5\nд6\n");
}

TEST_F(Tables, BreakRowsThatAreHigherThanThePage) {
  begin(100, 100, {100});
  add_row({"1"});
  add_row({column("д", 20).c_str()}, false, false);
  add_row({"2"});
  finish();
  EXPECT_EQ(lines(),
            "1\n=\nд1\nд2\nд3\nд4\nд5\nд6\nд7\nд8\n=\nд9\nд10\nд11\nд12\nд13\nд14\nд15\nд16\n=\n"
            "д17\nд18\nд19\nд20\n2\n");
}

TEST_F(Tables, KeepAStageWithItsFirstRow) {
  begin(100, 100, {100});
  for (const char* row : {"1", "2", "3", "4", "5", "6"}) add_row({row});
  add_row({"Этап"}, true);
  add_row({"а"});
  add_row({"б"});
  finish();
  EXPECT_EQ(lines(), "1\n2\n3\n4\n5\n6\n=\nЭтап\nа\nб\n");
  EXPECT_EQ(pages.row_plans[6], (RowPlan{.whole = true, .keep_with_next = true}));
  EXPECT_EQ(pages.row_plans[7], (RowPlan{.whole = true}));
}

TEST_F(Tables, KeepStageTaskAndFirstActivityTogetherBelowHalfAPage) {
  begin(100, 100, {100});
  for (const char* row : {"1", "2", "3", "4", "5"}) add_row({row});
  add_row({"Этап"}, true);
  add_row({"Задача"}, true);
  add_row({"а"});
  finish();
  EXPECT_EQ(lines(), "1\n2\n3\n4\n5\n=\nЭтап\nЗадача\nа\n");
}

TEST_F(Tables, KeepOnlyTheBeginningOfAHighFirstActivity) {
  begin(100, 100, {100});
  for (const char* row : {"1", "2", "3"}) add_row({row});
  add_row({"Этап"}, true);
  add_row({column("д", 6).c_str()});
  finish();
  EXPECT_EQ(lines(), "1\n2\n3\nЭтап\nд1\nд2\nд3\nд4\n=\nд5\nд6\n");
  EXPECT_EQ(pages.row_plans[3], (RowPlan{.whole = true, .keep_with_next = true}));
  EXPECT_EQ(pages.row_plans[4], RowPlan{});
}

TEST_F(Tables, CutTooLongAChainBehindTheStage) {
  begin(100, 100, {100});
  for (const char* row : {"1", "2", "3"}) add_row({row});
  add_row({"Этап"}, true);
  add_row({"Задача"}, true, false);
  add_row({column("д", 5).c_str()}, false, false);  // 86 points with the rows above it
  finish();
  EXPECT_EQ(lines(), "1\n2\n3\nЭтап\nЗадача\n=\nд1\nд2\nд3\nд4\nд5\n");
  EXPECT_EQ(pages.row_plans[3], (RowPlan{.whole = true, .keep_with_next = true}));
  EXPECT_EQ(pages.row_plans[4], (RowPlan{.whole = true}));
}

TEST_F(Tables, KeepRowsUnderAVerticalMergeTogetherBelowHalfAPage) {
  begin(200, 100, {100, 100});
  for (const char* row : {"1", "2", "3", "4", "5", "6"}) add_row({row, row});
  builder.begin_row();
  add_cell(builder, "общее", 1, 3);
  add_cell(builder, "а");
  builder.end_row();
  for (const char* row : {"б", "в"}) {
    builder.begin_row();
    add_cell(builder, row);
    builder.end_row();
  }
  finish();
  EXPECT_THAT(lines_of(1), ElementsAre("общее|а", "б", "в"));
  EXPECT_EQ(pages.row_plans[6], (RowPlan{.whole = true, .keep_with_next = true}));
  EXPECT_EQ(pages.row_plans[8], (RowPlan{.whole = true}));
}

TEST_F(Tables, LetAMergedCellFlowOnAtARowBorder) {
  begin(200, 100, {100, 100});
  for (const char* row : {"1", "2", "3", "4"}) add_row({row, row});
  builder.begin_row();
  add_cell(builder, column("с", 6), 1, 6);
  add_cell(builder, "а1");
  builder.end_row();
  for (const char* row : {"а2", "а3", "а4", "а5", "а6"}) {
    builder.begin_row();
    add_cell(builder, row);
    builder.end_row();
  }
  finish();
  EXPECT_EQ(lines(), "1|1\n2|2\n3|3\n4|4\nс1\nс2\nс3\nа1\nа2\nа3\n=\nс4\nс5\nс6\nа4\nа5\nа6\n");
}

TEST_F(Tables, FinishAMergedCellBelowItsRows) {
  begin(200, 100, {100, 100});
  builder.begin_row();
  add_cell(builder, column("с", 12), 1, 2);
  add_cell(builder, "а");
  builder.end_row();
  builder.begin_row();
  add_cell(builder, "б");
  builder.end_row();
  add_row({"в", "г"});
  finish();
  EXPECT_EQ(lines(), "с1\nс2\nс3\nс4\nс5\nс6\nс7\nс8\nа\nб\n=\nс9\nс10\nс11\nс12\nв|г\n");
}

TEST_F(Tables, HoldBlocksAndTablesInCells) {
  builder.begin_section(page_of(200, 300));
  builder.begin_table(styles.grid, columns_of({60, 140}));
  builder.begin_row();
  add_cell(builder, "1");
  builder.begin_cell();
  add_paragraph(builder, styles.cell, "до");
  builder.begin_table(styles.grid, columns_of({50, 70}));
  for (const char* row : {"а", "б"}) {
    builder.begin_row();
    add_cell(builder, row);
    add_cell(builder, "в");
    builder.end_row();
  }
  builder.end_table();
  add_paragraph(builder, styles.cell, "после");
  builder.end_cell(styles.cell);
  builder.end_row();
  finish();
  EXPECT_THAT(lines_of(0), ElementsAre("1|до", "а|в", "б|в", "после"));
  EXPECT_EQ(pages.runs[2].x, Length::from_points(50 + 60 + 5 + 5));
  // 12 of the text, then rows of 12.5 and the line below.
  EXPECT_EQ(pages.runs[4].y - pages.runs[1].y, Length::from_half_points(24 + 1 + 25));
  EXPECT_THAT(boxes_of(0), testing::Contains("115.0 62.5 50.0x0.5"));
}

TEST_F(Tables, MoveALowNestedRowAsAWholeAndBreakAHighOne) {
  const auto lay_out_nested = [&](int paragraphs, int rows_of_text) {
    builder = DocumentBuilder(styles.sheet);
    builder.begin_section(page_of(200, 100));
    builder.begin_table(styles.grid, columns_of({200}));
    builder.begin_row();
    builder.begin_cell();
    for (int i = 1; i <= paragraphs; ++i) add_paragraph(builder, styles.cell, std::to_string(i));
    builder.begin_table(styles.grid, columns_of({90, 90}));
    builder.begin_row();
    add_cell(builder, column("а", rows_of_text));
    add_cell(builder, column("б", rows_of_text));
    builder.end_row();
    builder.end_table();
    builder.end_cell(styles.cell);
    builder.end_row();
    finish();
  };
  lay_out_nested(7, 2);
  EXPECT_EQ(lines(), "1\n2\n3\n4\n5\n6\n7\n=\nа1\nа2\nб1\nб2\n");
  lay_out_nested(5, 4);
  EXPECT_EQ(lines(), "1\n2\n3\n4\n5\nа1\nа2\nб1\nб2\n=\nа3\nа4\nб3\nб4\n");
}

TEST_F(Tables, StandOnTheSideTheySay) {
  for (const Alignment alignment : {Alignment::left, Alignment::centre, Alignment::right}) {
    builder = DocumentBuilder(styles.sheet);
    begin(300, 100, {100});
    builder.table().alignment = alignment;
    add_row({"а"});
    finish();
    const int x = alignment == Alignment::left ? 0 : alignment == Alignment::centre ? 100 : 200;
    EXPECT_EQ(pages.runs[0].x, Length::from_points(55 + x));
  }
}

TEST_F(Tables, TellTheirStructure) {
  builder.begin_section(page_of(200, 300));
  builder.begin_table(styles.grid, columns_of({60, 140}));
  builder.begin_row();
  builder.row().header = true;
  add_cell(builder, "№");
  add_cell(builder, "Итог");
  builder.end_row();
  builder.begin_row();
  add_cell(builder, "Этап", 2);
  builder.end_row();
  builder.begin_row();
  builder.begin_cell();
  builder.cell().header = true;
  add_paragraph(builder, styles.cell, "1");
  builder.end_cell(styles.cell);
  builder.begin_cell();
  add_paragraph(builder, styles.cell, "а");
  builder.begin_list(false, "–");
  builder.next_list_item();
  add_paragraph(builder, styles.item, "б");
  builder.end_list();
  builder.end_cell(styles.cell);
  builder.end_row();
  finish();
  const std::string all = dumped();
  const std::size_t start = all.find("structure\n") + 10;
  EXPECT_EQ(all.substr(start, all.find("\nrow ") - start),
            "  1Table < 0Document\n"
            "  2THead < 1Table\n"
            "  3TR < 2THead\n"
            "  4TH < 3TR\n"
            "  5TH < 3TR\n"
            "  6TBody < 1Table\n"
            "  7TR < 6TBody\n"
            "  8TD < 7TR columns 2\n"
            "  9TR < 6TBody\n"
            "  10TH < 9TR row scope\n"
            "  11TD < 9TR\n"
            "  12P < 11TD\n"
            "  13L < 11TD\n"
            "  14LI < 13L\n"
            "  15Lbl < 14LI\n"
            "  16LBody < 14LI");
}

TEST_F(Tables, ThatOnlyLayOutAreNoTablesForReaders) {
  builder.begin_section(page_of(200, 300));
  builder.begin_table(styles.plain, columns_of({100, 100}));
  builder.table().layout_only = true;
  builder.begin_row();
  add_cell(builder, "СОГЛАСОВАНО");
  add_cell(builder, "УТВЕРЖДАЮ");
  builder.end_row();
  finish();
  EXPECT_THAT(dumped(), testing::HasSubstr("structure\n  1P < 0Document\n  2P < 0Document\n"));
  EXPECT_EQ(lines(), "СОГЛАСОВАНО|УТВЕРЖДАЮ\n");
}

TEST_F(Tables, ReportThatTheyAreTooNarrowForWords) {
  builder.properties().title = "План";
  builder.begin_section(page_of(200, 300));
  builder.begin_table(styles.grid, std::vector<ColumnWidth>(12));
  builder.begin_row();
  builder.set_origin(Place::cell(0, 4, 1));
  for (int i = 0; i < 12; ++i) add_cell(builder, "слово");
  builder.end_row();
  finish();
  ASSERT_EQ(diagnostics.all().size(), 1U);
  EXPECT_EQ(diagnostics.all()[0].kind, Kind::table_too_narrow);
  EXPECT_EQ(diagnostics.all()[0].place, Place::cell(0, 4, 1));
  EXPECT_EQ(diagnostics.all()[0].text,
            "«План»: таблица из 12 столбцов не помещается по ширине страницы, слова в ней "
            "разорваны");
}

TEST_F(Tables, AreNotTooNarrowForNumbers) {
  builder.begin_section(page_of(300, 300));
  builder.begin_table(styles.grid, std::vector<ColumnWidth>(12));
  builder.begin_row();
  for (int i = 0; i < 12; ++i) add_cell(builder, "1");
  builder.end_row();
  finish();
  EXPECT_TRUE(diagnostics.all().empty());
}

TEST_F(Tables, MayBeEmpty) {
  begin(200, 300, {100, 100});
  builder.begin_row();
  builder.begin_cell();
  builder.end_cell(styles.cell);
  add_cell(builder, "");
  builder.end_row();
  finish();
  EXPECT_TRUE(pages.runs.empty());
  EXPECT_EQ(boxes_of(0).size(), 5U);
}

}  // namespace
}  // namespace grif
