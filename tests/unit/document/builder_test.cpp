#include "document/builder.hpp"

#include <string>

#include <gtest/gtest.h>

#include "sheet.hpp"

namespace grif::test {
namespace {

class Builder : public ::testing::Test {
 protected:
  void paragraph(std::string_view text, StyleId style = kTableText) {
    builder.begin_paragraph(style);
    builder.add_text(text);
    builder.end_paragraph();
  }
  void cell(std::string_view text, std::uint16_t column_span = 1, std::uint16_t row_span = 1) {
    builder.begin_cell(column_span, row_span);
    paragraph(text);
    builder.end_cell(kTableText);
  }
  /// Columns, spans of each cell of the only table, a row a line: `0+2 2/3` is a cell on column 0
  /// that spans two columns and one on column 2 that spans three rows.
  static std::string grid(const Document& document, std::size_t index = 0) {
    std::string out;
    const Range rows = document.tables.at(index).rows;
    for (std::uint32_t r = 0; r < rows.count; ++r) {
      const Range cells = document.rows.at(rows.first + r).cells;
      for (std::uint32_t c = 0; c < cells.count; ++c) {
        const TableCell& cell = document.cells.at(cells.first + c);
        out += (c == 0 ? "" : " ") + std::to_string(cell.column);
        if (cell.column_span != 1) out += '+' + std::to_string(cell.column_span);
        if (cell.row_span != 1) out += '/' + std::to_string(cell.row_span);
      }
      out += '\n';
    }
    return out;
  }
  std::vector<ColumnWidth> columns(std::size_t n) { return std::vector<ColumnWidth>(n); }

  StyleSheet sheet = make_sheet();
  DocumentBuilder builder{sheet};
};

TEST_F(Builder, SplitsTextAtBreaksAndTabs) {
  builder.begin_section({});
  paragraph("Сентябрь\r\n2021\tмай\n");
  builder.end_section();
  const Document document = builder.finish();
  ASSERT_EQ(document.blocks.size(), 1U);
  EXPECT_EQ(document.plain_text(document.blocks[0]), "Сентябрь\n2021\tмай\n");
  std::vector<Inline::Type> types;
  for (const Inline& item : document.inlines) types.push_back(item.type);
  using enum Inline::Type;
  EXPECT_EQ(types, (std::vector{text, line_break, text, tab, text, line_break}));
  EXPECT_EQ(document.text, "Сентябрь2021май");
}

TEST_F(Builder, JoinsPiecesOfOneFormatAndAddsNothingForEmptyText) {
  builder.begin_section({});
  builder.begin_paragraph(kNormal);
  builder.add_text("а");
  builder.add_text("");
  builder.add_text("б");
  builder.push_run(kStrong);
  builder.add_text("в");
  builder.pop_run();
  builder.add_text("г");
  builder.end_paragraph();
  paragraph("д", kNormal);
  builder.end_section();
  const Document document = builder.finish();
  ASSERT_EQ(document.inlines.size(), 4U);
  EXPECT_EQ(document.text_of(document.inlines[0].content), "аб");
  EXPECT_EQ(document.text_of(document.inlines[1].content), "в");
  EXPECT_TRUE(document.character_formats[document.inlines[1].format].format.bold);
  EXPECT_EQ(document.inlines[0].format, document.inlines[2].format);
  EXPECT_EQ(document.plain_text(document.sections[0].blocks), "абвг\nд\n");
}

TEST_F(Builder, RunsNest) {
  CharacterProperties italic, big;
  italic.italic = true;
  big.half_points = 40;
  builder.begin_section({});
  builder.push_run(kStrong, italic);  // around paragraphs too
  builder.begin_paragraph(kNormal);
  builder.push_run(kNoStyle, big);
  builder.add_text("x");
  builder.pop_run();
  builder.add_text("y");
  builder.end_paragraph();
  builder.pop_run();
  builder.end_section();
  const Document document = builder.finish();
  const CharacterFormat& inner = document.character_formats[document.inlines[0].format].format;
  EXPECT_TRUE(inner.bold);
  EXPECT_TRUE(inner.italic);
  EXPECT_EQ(inner.half_points, 40);
  const InternedCharacter& outer = document.character_formats[document.inlines[1].format];
  EXPECT_EQ(outer.style, kStrong);
  EXPECT_EQ(outer.direct, italic);
  EXPECT_EQ(outer.format.half_points, 24);
}

TEST_F(Builder, FormatsAreInternedByWhatTheyCameFrom) {
  ParagraphProperties left, centre;
  left.alignment = Alignment::left;
  centre.alignment = Alignment::centre;
  builder.begin_section({});
  for (int i = 0; i < 3; ++i) {
    for (const ParagraphProperties& direct : {ParagraphProperties{}, left, centre}) {
      builder.begin_paragraph(kNormal, direct);
      builder.add_text("x");
      builder.end_paragraph();
    }
  }
  builder.end_section();
  const Document document = builder.finish();
  ASSERT_EQ(document.paragraph_formats.size(), 3U);
  EXPECT_EQ(document.character_formats.size(), 1U);
  EXPECT_EQ(document.blocks[0].format, document.blocks[3].format);
  EXPECT_EQ(document.blocks[4].format, document.blocks[7].format);
  EXPECT_NE(document.blocks[4].format, document.blocks[5].format);
  EXPECT_EQ(document.paragraph_formats[document.blocks[1].format].format.alignment,
            Alignment::left);
}

TEST_F(Builder, TableStyleTakesPartInTheCascade) {
  builder.begin_section({});
  paragraph("вне");
  builder.begin_table(kGrid, columns(1));
  builder.begin_row();
  cell("внутри");
  builder.end_row();
  builder.end_table();
  builder.end_section();
  const Document document = builder.finish();
  EXPECT_EQ(document.character_formats[document.inlines[0].format].format.half_points, 20);
  EXPECT_EQ(document.character_formats[document.inlines[1].format].format.half_points, 22);
}

TEST_F(Builder, RangesAreContiguousWhateverTheNesting) {
  builder.begin_section({});
  paragraph("до");
  builder.begin_table(kGrid, columns(2));
  builder.begin_row();
  cell("a1");
  builder.begin_cell();
  paragraph("перед вложенной");
  builder.begin_table(kGrid, columns(1));
  builder.begin_row();
  cell("n1");
  builder.end_row();
  builder.begin_row();
  cell("n2");
  builder.end_row();
  builder.end_table();
  paragraph("после вложенной");
  builder.end_cell(kTableText);
  builder.end_row();
  builder.begin_row();
  cell("b1");
  cell("b2");
  builder.end_row();
  builder.end_table();
  builder.begin_furniture(DocumentBuilder::Furniture::header);
  paragraph("верх");
  builder.end_furniture();
  paragraph("после");
  builder.end_section();
  const Document document = builder.finish();
  EXPECT_EQ(document.plain_text(document.sections[0].blocks),
            "до\na1\nперед вложенной\nn1\nn2\nпосле вложенной\nb1\nb2\nпосле\n");
  EXPECT_EQ(document.plain_text(document.sections[0].header), "верх\n");
  EXPECT_FALSE(document.sections[0].different_first);
  ASSERT_EQ(document.tables.size(), 2U);
  EXPECT_EQ(grid(document, 0), "0\n0\n");  // the inner one is finished first
  EXPECT_EQ(grid(document, 1), "0 1\n0 1\n");
}

TEST_F(Builder, FirstHeaderMakesTheFirstPageDifferent) {
  builder.begin_section({});
  builder.begin_furniture(DocumentBuilder::Furniture::first_footer);
  paragraph("город");
  builder.end_furniture();
  builder.end_section();
  const Document document = builder.finish();
  EXPECT_TRUE(document.sections[0].different_first);
  EXPECT_EQ(document.plain_text(document.sections[0].first_footer), "город\n");
  EXPECT_EQ(document.sections[0].blocks, (Range{1, 0}));
}

TEST_F(Builder, RowSpansPushCellsToTheNextFreeColumn) {
  builder.begin_section({});
  builder.begin_table(kGrid, columns(4));
  builder.begin_row();
  cell("a", 1, 3);
  cell("b");
  cell("c", 2, 2);
  builder.end_row();
  builder.begin_row();
  EXPECT_EQ(builder.free_columns(), 1);
  cell("d", 3);  // cut: c covers what is beyond
  EXPECT_EQ(builder.free_columns(), 0);
  builder.end_row();
  builder.begin_row();
  EXPECT_EQ(builder.free_columns(), 3);
  cell("e", 9);  // cut at the edge
  builder.end_row();
  builder.end_table();
  builder.end_section();
  EXPECT_EQ(grid(builder.finish()), "0/3 1 2+2/2\n1\n1+3\n");
}

TEST_F(Builder, ShortRowsAreFilledAndLongRowSpansCut) {
  builder.begin_section({});
  builder.begin_table(kGrid, columns(3));
  builder.begin_row();
  cell("a");
  builder.end_row();
  builder.begin_row();
  cell("b", 1, 100);
  cell("c");
  builder.end_row();
  builder.end_table();
  builder.end_section();
  const Document document = builder.finish();
  EXPECT_EQ(grid(document), "0 1 2\n0 1 2\n");
  for (const TableCell& cell : document.cells) EXPECT_EQ(cell.blocks.count, 1U);
}

TEST_F(Builder, KeepsTypedValuesAndShades) {
  builder.begin_section({});
  builder.begin_table(kGrid, columns(2));
  builder.begin_row();
  {
    std::string text = "№ 376/а";
    builder.begin_cell();
    builder.set_typed({.value = Value::text(text)});
    builder.set_shade({242, 242, 242});
    text.assign(text.size(), 'x');
  }
  builder.end_cell(kTableText);
  builder.begin_cell();
  builder.set_typed({.value = Value::decimal(Decimal(125, 1)), .number_format = "0.0"});
  builder.set_shade({242, 242, 242});
  builder.end_cell(kTableText);
  builder.end_row();
  builder.end_table();
  builder.end_section();
  const Document document = builder.finish();
  ASSERT_EQ(document.typed_cells.size(), 2U);
  EXPECT_EQ(document.typed_cells[0].value.as_text(), "№ 376/а");
  EXPECT_EQ(document.cells[1].typed, 2U);
  EXPECT_EQ(document.shades.size(), 1U);
  EXPECT_EQ(document.cells[1].shade, 1);
  EXPECT_EQ(document.cells[0].blocks.count, 1U);  // an empty paragraph
}

TEST_F(Builder, ListsNumberTheirItemsByLevel) {
  const auto item = [&](std::string_view text) {
    builder.next_list_item();
    paragraph(text);
  };
  builder.begin_section({});
  EXPECT_EQ(builder.begin_list(true, "%1."), 0U);
  item("а");
  paragraph("второй абзац");
  EXPECT_EQ(builder.begin_list(true, "%1.%2)"), 0U);
  item("аа");
  item("аб");
  builder.end_list();
  item("б");
  EXPECT_EQ(builder.begin_list(true, "%1.%2)"), 0U);
  item("ба");
  builder.end_list();
  EXPECT_EQ(builder.begin_list(false, "–"), 1U);
  item("тире");
  builder.end_list();
  builder.end_list();
  EXPECT_EQ(builder.begin_list(true, "%1)"), 2U);
  item("снова");
  builder.end_list();
  builder.end_section();
  const Document document = builder.finish();
  EXPECT_EQ(document.plain_text(document.sections[0].blocks),
            "1. а\nвторой абзац\n1.1) аа\n1.2) аб\n2. б\n2.1) ба\n– тире\n1) снова\n");
  EXPECT_EQ(document.lists[1].level, 1);
  EXPECT_EQ(document.lists[2].number, 2U);
  EXPECT_EQ(document.blocks[1].list_item, 0U);
}

TEST_F(Builder, HeadingsGetBookmarks) {
  builder.begin_section({});
  builder.begin_paragraph(kHeading1, {}, 1);
  builder.add_text("Общие положения");
  builder.end_paragraph();
  builder.end_section();
  const Document document = builder.finish();
  EXPECT_EQ(document.bookmarks, std::vector<std::string>{"_Heading1"});
  ASSERT_EQ(document.inlines.size(), 3U);
  EXPECT_EQ(document.inlines[0].type, Inline::Type::bookmark_start);
  EXPECT_EQ(document.inlines[2].type, Inline::Type::bookmark_end);
  EXPECT_EQ(document.plain_text(document.blocks[0]), "Общие положения");
}

TEST_F(Builder, LinksAreInterned) {
  EXPECT_EQ(builder.add_link("https://example.org"), 0U);
  EXPECT_EQ(builder.add_link("mailto:a@example.org"), 1U);
  EXPECT_EQ(builder.add_link("https://example.org"), 0U);
}

TEST_F(Builder, TextKnowsWhereItWasRead) {
  const Place first = Place::cell(1, 4, 0), second = Place::cell(1, 4, 2);
  builder.begin_section({});
  paragraph("слова шаблона");
  builder.begin_table(kGrid, std::vector<ColumnWidth>(2));
  builder.begin_row();
  builder.set_origin(first);
  cell("ж");
  builder.set_origin(second);
  cell("щ");
  builder.set_origin(Place::nowhere());
  builder.end_row();
  builder.end_table();
  paragraph("конец");
  builder.end_section();
  const Document document = builder.finish();
  const auto at = [&](std::string_view text) {
    return document.place_of_text(static_cast<std::uint32_t>(document.text.find(text)));
  };
  EXPECT_EQ(at("слова"), Place::nowhere());
  EXPECT_EQ(at("ж"), first);
  EXPECT_EQ(at("щ"), second);
  EXPECT_EQ(at("конец"), Place::nowhere());
  EXPECT_EQ(document.place_of(document.tables[0]), first);
  EXPECT_EQ(document.place_of(document.cells[1].blocks), second);
  EXPECT_EQ(document.place_of(document.sections[0].blocks), first);
}

TEST_F(Builder, ARowMayBeKeptByTheOneThatFollows) {
  builder.begin_section({});
  builder.begin_table(kGrid, std::vector<ColumnWidth>(1));
  for (const char* text : {"а", "б", "в"}) {
    builder.keep_last_row();
    builder.begin_row();
    cell(text);
    builder.end_row();
  }
  builder.end_table();
  builder.end_section();
  const Document document = builder.finish();
  ASSERT_EQ(document.rows.size(), 3U);
  EXPECT_TRUE(document.rows[0].keep_with_next);
  EXPECT_TRUE(document.rows[1].keep_with_next);
  EXPECT_FALSE(document.rows[2].keep_with_next);
}

}  // namespace
}  // namespace grif::test
