#include <gmock/gmock.h>

#include "unit/layout/layout_fixture.hpp"

namespace grif {
namespace {

using testing::ElementsAre;

/// Paragraphs of the style Cell: 12 points a line.
class PageBreaks : public LayoutTest {
 protected:
  DocumentBuilder builder{styles.sheet};

  void add(std::string_view text, const ParagraphProperties& direct = {}) {
    add_paragraph(builder, styles.cell, text, direct);
  }
  void finish() {
    builder.end_section();
    lay_out_document(builder.finish());
  }
};

TEST_F(PageBreaks, ComeWhereThePageIsFull) {
  builder.begin_section(page_of(200, 36));
  for (const char* text : {"1", "2", "3", "4"}) add(text);
  finish();
  EXPECT_EQ(lines(), "1\n2\n3\n=\n4\n");
  EXPECT_EQ(pages.pages[0].number, 1U);
  EXPECT_EQ(pages.pages[1].number, 2U);
}

TEST_F(PageBreaks, LeaveNoWidowsAndOrphans) {
  builder.begin_section(page_of(200, 36));
  add("1");
  add("а\nб\nв\nг");
  finish();
  EXPECT_EQ(lines(), "1\nа\nб\n=\nв\nг\n");
  builder = DocumentBuilder(styles.sheet);
  builder.begin_section(page_of(200, 36));
  add("1");
  add("а\nб\nв");
  finish();
  EXPECT_EQ(lines(), "1\n=\nа\nб\nв\n");
  builder = DocumentBuilder(styles.sheet);
  builder.begin_section(page_of(200, 36));
  add("1\n2");
  add("а\nб\nв", {.widow_control = false});
  finish();
  EXPECT_EQ(lines(), "1\n2\nа\n=\nб\nв\n");
}

TEST_F(PageBreaks, KeepHeadingsWithWhatFollows) {
  builder.begin_section(page_of(200, 48));
  for (const char* text : {"1", "2"}) add(text);
  add("Глава", {.keep_with_next = true});
  add("Раздел", {.keep_with_next = true});
  add("а\nб\nв\nг");
  finish();
  EXPECT_EQ(lines(), "1\n2\n=\nГлава\nРаздел\nа\nб\n=\nв\nг\n");
}

TEST_F(PageBreaks, KeepHeadingsWithTheFirstRowOfATable) {
  builder.begin_section(page_of(200, 60));
  for (const char* text : {"1", "2"}) add(text);
  add("Таблица", {.keep_with_next = true});
  builder.begin_table(styles.grid, columns_of({200}));
  builder.begin_row();
  builder.row().header = true;
  add_cell(builder, "шапка");
  builder.end_row();
  builder.begin_row();
  add_cell(builder, "строка");
  builder.end_row();
  builder.end_table();
  finish();
  EXPECT_EQ(lines(), "1\n2\n=\nТаблица\nшапка\nстрока\n");
}

TEST_F(PageBreaks, KeepParagraphsTogetherThatSaySo) {
  builder.begin_section(page_of(200, 48));
  for (const char* text : {"1", "2"}) add(text);
  add("а\nб\nв\nг", {.keep_together = true});
  add("1\n2\n3\n4\n5", {.keep_together = true});
  finish();
  EXPECT_EQ(lines(), "1\n2\n=\nа\nб\nв\nг\n=\n1\n2\n3\n4\n=\n5\n") << "five do not fit at all";
}

TEST_F(PageBreaks, ComeWhereTheDocumentAsks) {
  builder.begin_section(page_of(200, 100));
  add("1");
  add("2", {.page_break_before = true});
  builder.add_page_break();
  add("3");
  builder.end_section();
  PageSetup landscape = page_of(300, 60);
  landscape.landscape = true;
  builder.begin_section(landscape);
  add("4");
  finish();
  EXPECT_EQ(lines(), "1\n=\n2\n=\n3\n=\n4\n");
  EXPECT_EQ(pages.pages[2].width, Length::from_points(300));
  EXPECT_EQ(pages.pages[3].width, Length::from_points(400));
  EXPECT_EQ(pages.pages[3].height, Length::from_points(160));
}

TEST_F(PageBreaks, DropTheSpaceAboveWhereAPageWasFull) {
  const ParagraphProperties spaced{.before = Length::from_points(12)};
  builder.begin_section(page_of(200, 24));
  add("1", spaced);
  add("2", spaced);
  builder.add_page_break();
  add("3", spaced);
  finish();
  const Length baseline = Length::from_points(50) + Length::from_points(12).scaled(4, 5);
  EXPECT_EQ(pages.runs[0].y, baseline + Length::from_points(12)) << "the document begins";
  EXPECT_EQ(pages.runs[1].y, baseline) << "the page was full";
  EXPECT_EQ(pages.runs[2].y, baseline + Length::from_points(12)) << "somebody asked for a page";
}

TEST_F(PageBreaks, CountSpaceBetweenParagraphsTwice) {
  builder.begin_section(page_of(200, 100));
  add("1", {.after = Length::from_points(5)});
  add("2", {.before = Length::from_points(10)});
  finish();
  EXPECT_EQ(pages.runs[1].y - pages.runs[0].y, Length::from_points(27));
}

class Furniture : public PageBreaks {
 protected:
  void add_furniture(DocumentBuilder::Furniture which, const char* before,
                     std::optional<Inline::Type> field = {}, const char* after = "") {
    builder.begin_furniture(which);
    builder.begin_paragraph(styles.cell);
    builder.add_text(before);
    if (field) builder.add_inline(*field);
    builder.add_text(after);
    builder.end_paragraph();
    builder.end_furniture();
  }
};

TEST_F(Furniture, NumbersPagesAndDiffersOnTheFirst) {
  builder.begin_section(page_of(200, 12));
  builder.section().different_first = true;
  add_furniture(DocumentBuilder::Furniture::header, "стр. ", Inline::Type::page_number);
  add_furniture(DocumentBuilder::Furniture::footer, "всего ", Inline::Type::page_count);
  add_furniture(DocumentBuilder::Furniture::first_footer, "первая");
  for (const char* text : {"а", "б", "в"}) add(text);
  finish();
  EXPECT_EQ(lines(), "а\nпервая\n=\nб\nстр. 2\nвсего 3\n=\nв\nстр. 3\nвсего 3\n");
  const Page& page = pages.pages[1];
  const GlyphRun& header = pages.runs[page.runs.first + 1];
  EXPECT_EQ(header.element, kArtifactPagination);
  EXPECT_EQ(header.y, Length::from_points(20) + Length::from_points(12).scaled(4, 5));
  const GlyphRun& footer = pages.runs[page.runs.first + 2];
  EXPECT_EQ(footer.y, Length::from_points(112 - 20 - 12) + Length::from_points(12).scaled(4, 5));
}

TEST_F(Furniture, PushesTheTextAwayWhereItIsHigh) {
  builder.begin_section(page_of(200, 100));
  add_furniture(DocumentBuilder::Furniture::header, "1\n2\n3\n4");
  add("а");
  finish();
  EXPECT_EQ(pages.runs[0].y, Length::from_points(20 + 48) + Length::from_points(12).scaled(4, 5));
}

TEST_F(Furniture, NumbersASectionAnewIfItSaysSo) {
  builder.begin_section(page_of(200, 12));
  add_furniture(DocumentBuilder::Furniture::header, "", Inline::Type::page_number);
  add("а");
  add("б");
  builder.end_section();
  builder.begin_section(page_of(200, 12));
  builder.section().restart_numbering = true;
  add_furniture(DocumentBuilder::Furniture::header, "", Inline::Type::page_number);
  add("в");
  finish();
  EXPECT_EQ(lines(), "а\n1\n=\nб\n2\n=\nв\n1\n");
}

TEST_F(PageBreaks, TellFieldsOfTheTextTheirPages) {
  builder.begin_section(page_of(200, 12));
  builder.begin_paragraph(styles.cell);
  builder.add_text("смотри ");
  builder.add_inline(Inline::Type::page_reference, builder.add_bookmark("итог"));
  builder.add_text(" из ");
  builder.add_inline(Inline::Type::page_count);
  builder.end_paragraph();
  add("2");
  builder.begin_paragraph(styles.cell);
  builder.add_inline(Inline::Type::bookmark_start, 0);
  builder.add_text("итог на ");
  builder.add_inline(Inline::Type::page_number);
  builder.add_inline(Inline::Type::bookmark_end, 0);
  builder.end_paragraph();
  finish();
  EXPECT_EQ(lines(), "смотри 3 из 3\n=\n2\n=\nитог на 3\n");
  EXPECT_EQ(pages.bookmarks.at(0), (PagePosition{2, Length::from_points(50)}));
}

TEST_F(PageBreaks, KeepRecordOfHeadings) {
  builder.begin_section(page_of(200, 24));
  builder.begin_paragraph(styles.heading, {.before = Length(), .after = Length()}, 1);
  builder.add_text("Глава");
  builder.end_paragraph();
  add("а");
  builder.begin_paragraph(styles.heading, {.before = Length(), .after = Length()}, 2);
  builder.add_text("Раздел");
  builder.end_paragraph();
  add("б");
  finish();
  ASSERT_EQ(pages.headings.size(), 2U);
  EXPECT_EQ(pages.headings[1].text, "Раздел");
  EXPECT_EQ(pages.headings[1].level, 2);
  EXPECT_EQ(pages.headings[1].position.page, 2U) << "13.8 + 12 points are more than a page";
  EXPECT_EQ(pages.elements[pages.headings[1].element],
            (Element{.type = Element::Type::heading, .level = 2}));
  EXPECT_EQ(document.blocks[pages.headings[0].block].heading_level, 1);
}

TEST_F(PageBreaks, PlaceImagesInsideTheirColumn) {
  Document made;
  builder.begin_section(page_of(200, 100));
  add("а");
  builder.end_section();
  made = builder.finish();
  made.images.push_back({.alternative = "герб",
                         .width = Length::from_points(400),
                         .height = Length::from_points(100)});
  made.blocks.push_back({.type = Block::Type::image, .content = {0, 0}});
  made.sections[0].blocks.count = 2;
  lay_out_document(std::move(made));
  ASSERT_EQ(pages.images.size(), 1U);
  EXPECT_EQ(pages.images[0].width, Length::from_points(200));
  EXPECT_EQ(pages.images[0].height, Length::from_points(50));
  EXPECT_EQ(pages.images[0].y, Length::from_points(62));
  EXPECT_EQ(pages.elements[pages.images[0].element].type, Element::Type::figure);
}

TEST_F(PageBreaks, RefuseWhatCannotBeLaidOutYet) {
  Document made;
  builder.properties().title = "Отчёт";
  builder.begin_section(page_of(200, 100));
  builder.begin_paragraph(styles.cell);
  builder.add_inline(Inline::Type::footnote);
  builder.end_paragraph();
  builder.end_section();
  made = builder.finish();
  made.blocks.push_back({.type = Block::Type::chart});
  made.blocks.push_back({.type = Block::Type::contents});
  made.sections[0].blocks.count = 3;
  lay_out_document(std::move(made));
  std::vector<std::string> texts;
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    EXPECT_EQ(diagnostic.kind, Kind::not_laid_out);
    texts.push_back(diagnostic.text);
  }
  EXPECT_THAT(texts, ElementsAre("«Отчёт»: оглавление на страницах пока не печатается",
                                 "«Отчёт»: диаграмма на страницах пока не печатается",
                                 "«Отчёт»: сноска или поле формы на страницах пока не печатается"));
}

}  // namespace
}  // namespace grif
