#include <map>
#include <random>

#include "core/text.hpp"
#include "unit/layout/layout_fixture.hpp"

namespace grif {
namespace {

constexpr int kDocuments = 50;

/// Documents of invented words, always the same ones for a seed.
class RandomDocument {
 public:
  RandomDocument(const TestStyles& styles, unsigned seed)
      : styles_(styles), random_(seed), builder_(styles.sheet) {}

  Document make() {
    const int sections = below(3) + 1;
    for (int s = 0; s < sections; ++s) {
      PageSetup page;
      page.width = Length::from_points(350 + below(400));
      page.height = Length::from_points(350 + below(500));
      builder_.begin_section(page);
      if (below(2) == 0) add_header();
      const int blocks = below(8) + 1;
      for (int b = 0; b < blocks; ++b) add_block();
      builder_.end_section();
    }
    return builder_.finish();
  }

 private:
  int below(int bound) { return static_cast<int>(random_() % static_cast<unsigned>(bound)); }

  std::string words(int most) {
    static constexpr const char* kWords[] = {
        "в",
        "и",
        "для",
        "школа",
        "наставник",
        "информирование",
        "педагогического",
        "сообщества,",
        "государственно-общественный",
        "И. И. Иванов",
        "№ 15",
        "приказ",
        "сентябрь–май",
        "2026 г.",
        "—",
        "«программа»",
        "ОБЩЕОБРАЗОВАТЕЛЬНОЙ",
        "e-mail",
        "1 284 567",
        "достижениях.",
        "электроннаяпочтаучителяпоадресу@школаномердвенадцать.рф",
        "100 ₽",
        "ёлка"};
    std::string text;
    for (int n = below(most + 1); n > 0; --n) {
      if (!text.empty()) text += below(20) == 0 ? "  " : " ";
      text += kWords[below(std::size(kWords))];
    }
    return text;
  }
  void add_paragraph(StyleId style, int most_words) {
    ParagraphProperties direct;
    if (below(8) == 0) direct.alignment = static_cast<Alignment>(below(4));
    if (below(8) == 0) direct.keep_together = true;
    if (below(15) == 0) direct.line = LineSpacing{.two_hundred_fortieths = 360};
    builder_.begin_paragraph(style, direct);
    builder_.add_text(words(most_words));
    if (below(4) == 0) {
      CharacterProperties bold;
      bold.bold = true;
      builder_.push_run(kNoStyle, bold);
      builder_.add_text(words(5));
      builder_.pop_run();
      if (below(2) == 0) builder_.add_inline(Inline::Type::line_break);
      if (below(4) == 0) builder_.add_inline(Inline::Type::tab);
      builder_.add_text(words(5));
    }
    builder_.end_paragraph();
  }
  void add_header() {
    builder_.begin_furniture(DocumentBuilder::Furniture::header);
    builder_.begin_paragraph(styles_.body);
    builder_.add_inline(Inline::Type::page_number);
    builder_.end_paragraph();
    builder_.end_furniture();
  }
  void add_list() {
    builder_.begin_list(true, "%1.");
    for (int n = below(4) + 1; n > 0; --n) {
      builder_.next_list_item();
      add_paragraph(styles_.item, 20);
    }
    builder_.end_list();
  }
  void add_block() {
    switch (below(6)) {
      case 0:
        add_paragraph(styles_.heading, 6);
        break;
      case 1:
        add_list();
        break;
      case 2:
      case 3:
        add_table(0);
        break;
      default:
        add_paragraph(styles_.justified, 120);
    }
  }
  void add_cell(std::uint16_t columns, std::uint16_t rows, int most_words, int depth) {
    builder_.begin_cell(columns, rows);
    builder_.cell().vertical = static_cast<VerticalAlignment>(below(3));
    for (int n = below(3) == 0 ? 2 : 1; n > 0; --n) add_paragraph(styles_.cell, most_words);
    if (depth == 0 && below(25) == 0) add_table(1);
    builder_.end_cell(styles_.cell);
  }
  void add_table(int depth) {
    const int columns = below(4) + 2, rows = below(depth == 0 ? 25 : 3) + 1;
    std::vector<ColumnWidth> widths(static_cast<std::size_t>(columns));
    for (ColumnWidth& width : widths) {
      width.rule = static_cast<ColumnWidth::Rule>(below(3));
      width.width = Length::from_points(60 + below(60));
    }
    builder_.begin_table(styles_.grid, widths);
    if (below(2) == 0 && rows > 2) {
      builder_.begin_row();
      builder_.row().header = true;
      for (int c = 0; c < columns; ++c) add_cell(1, 1, 3, 1);
      builder_.end_row();
    }
    int covered_rows = 0;  // of the first column
    for (int r = 0; r < rows; ++r) {
      builder_.begin_row();
      builder_.row().may_break = below(3) != 0;
      const int most_words = below(10) == 0 ? 150 : 25;
      int column = 0;
      if (covered_rows > 0) {
        --covered_rows;
        column = 1;
      } else if (below(6) == 0) {
        builder_.row().keep_with_next = r + 1 < rows;
        add_cell(static_cast<std::uint16_t>(columns), 1, 8, 1);
        column = columns;
      } else if (below(8) == 0) {
        const int span = std::min(below(4) + 2, rows - r);
        add_cell(1, static_cast<std::uint16_t>(span), 60, depth);
        covered_rows = span - 1;
        column = 1;
      }
      for (; column < columns; ++column) add_cell(1, 1, most_words, depth);
      builder_.end_row();
    }
    builder_.end_table();
  }

  const TestStyles& styles_;
  std::mt19937 random_;
  DocumentBuilder builder_;
};

/// A cell of the document in reading order, nested tables after the text around them.
struct FoundCell {
  Length left, right;           ///< from the left edge of the outermost table's page area
  std::uint32_t table_row = 0;  ///< of Document::rows
  bool nested = false;
};

class RandomDocuments : public LayoutTest, public testing::WithParamInterface<unsigned> {
 protected:
  void SetUp() override { lay_out_document(RandomDocument(styles, GetParam()).make()); }

  /// The text that each element shows, by its runs in the order of the pages.
  std::map<ElementId, std::string> texts_by_element() const {
    std::map<ElementId, std::string> texts;
    for (const GlyphRun& run : pages.runs) {
      if (run.element >= kArtifactLayout || run.actual_text == 1) continue;
      texts[run.element] += text_of(run);
    }
    return texts;
  }
  void append_text(Range blocks, std::string& text) const {
    for (std::uint32_t b = blocks.first; b < blocks.first + blocks.count; ++b) {
      const Block& block = document.blocks[b];
      if (block.list_item != 0)
        text += document.text_of(document.lists[block.list_item - 1].marker);
      if (block.type == Block::Type::table) {
        const DocumentTable& table = document.tables[block.content.first];
        for (std::uint32_t r = table.rows.first; r < table.rows.first + table.rows.count; ++r) {
          const Range cells = document.rows[r].cells;
          for (std::uint32_t c = cells.first; c < cells.first + cells.count; ++c)
            append_text(document.cells[c].blocks, text);
        }
        continue;
      }
      for (std::uint32_t i = 0; i < block.content.count; ++i) {
        const Inline& piece = document.inlines[block.content.first + i];
        if (piece.type == Inline::Type::text) text += document.text_of(piece.content);
      }
    }
  }
  /// Cells of the tables that stand in the text, in order, with their columns.
  std::vector<FoundCell> find_cells() const {
    std::vector<FoundCell> found;
    for (const Section& section : document.sections)
      collect_cells(section.blocks, section.page.left, false, found);
    return found;
  }
  void collect_cells(Range blocks, Length left, bool nested, std::vector<FoundCell>& out) const {
    for (std::uint32_t b = blocks.first; b < blocks.first + blocks.count; ++b) {
      if (document.blocks[b].type != Block::Type::table) continue;
      const DocumentTable& table = document.tables[document.blocks[b].content.first];
      for (std::uint32_t r = table.rows.first; r < table.rows.first + table.rows.count; ++r) {
        const Range cells = document.rows[r].cells;
        for (std::uint32_t c = cells.first; c < cells.first + cells.count; ++c) {
          const TableCell& cell = document.cells[c];
          FoundCell box{left, left, r, nested};
          for (std::size_t i = 0; i < cell.column + cell.column_span; ++i) {
            if (i < cell.column) box.left += table.grid[i];
            box.right += table.grid[i];
          }
          out.push_back(box);
          collect_cells(cell.blocks, box.left + Length::from_points(5), true, out);
        }
      }
    }
  }
  /// The cell's element, or the nearest above the given one; 0: none.
  ElementId cell_of(ElementId element) const {
    while (element != 0 && pages.elements[element].type != Element::Type::data_cell &&
           pages.elements[element].type != Element::Type::header_cell) {
      element = pages.elements[element].parent;
    }
    return element;
  }
  /// Cells of the document by the number of their element.
  std::map<ElementId, FoundCell> cells_by_element() const {
    std::map<ElementId, FoundCell> cells;
    const std::vector<FoundCell> found = find_cells();
    std::size_t next = 0;
    for (ElementId id = 0; id < pages.elements.size(); ++id)
      if (id != 0 && cell_of(id) == id) cells[id] = found.at(next++);
    EXPECT_EQ(next, found.size());
    return cells;
  }
};

TEST_P(RandomDocuments, ShowEveryCharacterOnceInReadingOrder) {
  std::string shown, expected;
  for (const auto& [element, text] : texts_by_element()) shown += text;
  for (const Section& section : document.sections) append_text(section.blocks, expected);
  // A line break or a tab ends a word with a blank that has no width.
  std::erase(shown, ' ');
  std::erase(expected, ' ');
  EXPECT_TRUE(shown == expected) << shown.substr(0, 500);
}

TEST_P(RandomDocuments, KeepTextInsideThePageAndTheCell) {
  const std::map<ElementId, FoundCell> cells = cells_by_element();
  const Length tolerance = Length::from_twips(2);
  for (std::size_t p = 0; p < pages.pages.size(); ++p) {
    const Page& page = pages.pages[p];
    for (std::uint32_t i = page.runs.first; i < page.runs.first + page.runs.count; ++i) {
      const GlyphRun& run = pages.runs[i];
      if (run.element == kArtifactPagination) continue;
      ASSERT_GE(run.y, Length::from_mm(20)) << "page " << p << text_of(run);
      ASSERT_LE(run.y, page.height - Length::from_mm(20)) << "page " << p << text_of(run);
      const ElementId cell = run.element >= kArtifactLayout ? 0 : cell_of(run.element);
      // A table in a cell may be left with columns narrower than a letter.
      if (cell != 0 && cells.at(cell).right - cells.at(cell).left < Length::from_points(22))
        continue;
      ASSERT_GE(run.x, Length::from_mm(20) - tolerance) << "page " << p << text_of(run);
      ASSERT_LE(run.x + run.width, page.width - Length::from_mm(10) + tolerance)
          << "page " << p << text_of(run);
      if (cell == 0) continue;
      EXPECT_GE(run.x, cells.at(cell).left) << text_of(run);
      EXPECT_LE(run.x + run.width, cells.at(cell).right + tolerance) << text_of(run);
    }
    for (std::uint32_t i = page.boxes.first; i < page.boxes.first + page.boxes.count; ++i) {
      EXPECT_GE(pages.boxes[i].y, Length::from_mm(20));
      EXPECT_LE(pages.boxes[i].y + pages.boxes[i].height,
                page.height - Length::from_mm(20) + tolerance);
    }
  }
}

/// First and last page, and the heights of the first and the last baseline, of a row's text.
struct Extent {
  std::size_t first_page = 0, last_page = 0;
  std::map<std::size_t, std::pair<Length, Length>> baselines;  ///< by page: highest, lowest
};

TEST_P(RandomDocuments, SetRowsBelowEachOtherAndKeepHeadingsWithWhatFollows) {
  const std::map<ElementId, FoundCell> cells = cells_by_element();
  std::map<std::uint32_t, Extent> rows;
  std::map<std::uint32_t, bool> spanned;
  for (const auto& [element, cell] : cells)
    if (pages.elements[element].row_span > 1) spanned[cell.table_row] = true;
  for (std::size_t p = 0; p < pages.pages.size(); ++p) {
    const Page& page = pages.pages[p];
    for (std::uint32_t i = page.runs.first; i < page.runs.first + page.runs.count; ++i) {
      const GlyphRun& run = pages.runs[i];
      if (run.element >= kArtifactLayout) continue;
      const ElementId element = cell_of(run.element);
      if (element == 0 || pages.elements[element].row_span > 1 || cells.at(element).nested)
        continue;
      auto [row, is_new] = rows.try_emplace(cells.at(element).table_row);
      Extent& extent = row->second;
      if (is_new) extent.first_page = p;
      extent.last_page = p;
      auto [at, none_yet] = extent.baselines.try_emplace(p, run.y, run.y);
      if (!none_yet) at->second.first = std::min(at->second.first, run.y);
      if (!none_yet) at->second.second = std::max(at->second.second, run.y);
    }
  }
  for (const DocumentTable& table : document.tables) {
    for (std::uint32_t r = table.rows.first; r + 1 < table.rows.first + table.rows.count; ++r) {
      if (!rows.contains(r) || !rows.contains(r + 1)) continue;
      const Extent &above = rows[r], &below = rows[r + 1];
      EXPECT_LE(above.last_page, below.first_page);
      if (above.last_page == below.first_page) {
        // Lines are twelve points high: the next baseline is no nearer.
        EXPECT_GE(below.baselines.at(above.last_page).first,
                  above.baselines.at(above.last_page).second + Length::from_points(11));
      }
      // Of several heading rows at least the first keeps the next one.
      const bool first = r == table.rows.first || !document.rows[r - 1].keep_with_next;
      if (document.rows[r].keep_with_next && (first || pages.row_plans[r].keep_with_next)) {
        EXPECT_EQ(above.last_page, below.first_page) << "row " << r;
      }
    }
  }
}

TEST_P(RandomDocuments, ComeOutTheSameFromAUsedScratch) {
  const std::string first = dumped();
  LayoutScratch fresh(faces);
  compute_grids(document, faces, fresh);
  pages = lay_out(document, faces, fonts.hyphenation, fresh, diagnostics);
  EXPECT_EQ(dumped(), first);
}

TEST_P(RandomDocuments, AreCountedAsTheyArePainted) {
  LayoutScratch fresh(faces);
  const Pages counted =
      lay_out(document, faces, fonts.hyphenation, fresh, diagnostics, Drawing::counted);
  EXPECT_EQ(counted.pages.size(), pages.pages.size());
  EXPECT_TRUE(counted.glyphs.empty());
  EXPECT_EQ(counted.bound_spaces, pages.bound_spaces);
  EXPECT_EQ(counted.hyphenation_points, pages.hyphenation_points);
  EXPECT_EQ(counted.bookmarks.size(), pages.bookmarks.size());
  for (std::size_t i = 0; i < pages.bookmarks.size(); ++i)
    EXPECT_EQ(counted.bookmarks[i].page, pages.bookmarks[i].page) << "bookmark " << i;
  for (std::size_t i = 0; i < pages.headings.size(); ++i)
    EXPECT_EQ(counted.headings.at(i).position.page, pages.headings[i].position.page)
        << "heading " << i;
  for (std::size_t i = 0; i < pages.row_plans.size(); ++i)
    EXPECT_EQ(counted.row_plans[i].keep_with_next, pages.row_plans[i].keep_with_next) << i;
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomDocuments, testing::Range(0U, unsigned{kDocuments}));

}  // namespace
}  // namespace grif
