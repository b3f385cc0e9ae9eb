#include <gtest/gtest.h>

#include "core/world.hpp"
#include "pages/pages.hpp"

namespace grif {
namespace {

class PagesDump : public testing::Test {
 protected:
  DiskWorld world;
  Sources sources;
  Diagnostics diagnostics;
  std::optional<FaceSet> faces =
      FaceSet::load(std::string(GRIF_SOURCE_DIR) + "/fonts/faces.txt", world, sources, diagnostics);
  Document document;
  Pages pages;

  void add_run(std::u32string_view text, GlyphRun run) {
    run.face = faces->find("Times New Roman", false, false);
    run.glyphs.first = static_cast<std::uint32_t>(pages.glyphs.size());
    run.glyphs.count = static_cast<std::uint32_t>(text.size());
    for (const char32_t c : text) pages.glyphs.push_back({faces->at(run.face).glyph(c), 0});
    pages.runs.push_back(run);
  }
};

TEST_F(PagesDump, ShowsEverything) {
  pages.elements = {
      {.type = Element::Type::document},
      {.type = Element::Type::heading, .level = 2},
      {.type = Element::Type::data_cell, .row_span = 2, .column_span = 3, .parent = 1},
      {.type = Element::Type::header_cell, .row_scope = true, .parent = 2}};
  pages.actual_texts = {"\u00AD", "й"};
  add_run(U"Итог", {.x = Length::from_points(50),
                    .y = Length::from_twips(1001),
                    .half_points = 25,
                    .element = 1,
                    .width = Length::from_points(20),
                    .underline = true});
  add_run(U"-", {.element = 2, .actual_text = 1});
  add_run(U"и", {.element = kArtifactPagination, .actual_text = 2});
  add_run(U"\U0001F9FF", {.element = kArtifactLayout});
  pages.boxes = {{Length::from_points(-1),
                  Length(),
                  Length::from_half_points(1),
                  Length::from_points(9),
                  {0xAB, 1, 2}}};
  pages.images = {{Length(), Length(), Length::from_points(1), Length::from_points(2), 7, 3}};
  pages.links = {{Length(), Length(), Length::from_points(3), Length::from_points(4), 0, 3}};
  document.links = {"https://example.org"};
  document.bookmarks = {"итог"};
  pages.bookmarks = {{0, Length::from_points(5)}};
  pages.headings = {{.level = 2, .text = "Итог", .element = 1, .position = {0, Length()}}};
  pages.hyphenation_points = {3, 5};
  pages.bound_spaces = {7};
  pages.bound_hyphens = {9};
  pages.row_plans = {{}, {.whole = true}, {.whole = true, .keep_with_next = true}};
  pages.pages = {{.width = Length::from_points(100),
                  .height = Length::from_points(200),
                  .number = 3,
                  .runs = {0, 4},
                  .boxes = {0, 1},
                  .images = {0, 1},
                  .links = {0, 1}}};
  EXPECT_EQ(dump(pages, document, *faces),
            "page 3 100.0x200.0\n"
            "  50.0 50.1 w20.0 LiberationSerif 12.5 u 1H2: Итог\n"
            "  0.0 0.0 w0.0 LiberationSerif 12.0 2TD: [-]\n"
            "  0.0 0.0 w0.0 LiberationSerif 12.0 pagination: [й]\n"
            "  0.0 0.0 w0.0 LiberationSerif 12.0 layout: \uFFFD\n"
            "  box -1.0 0.0 0.5x9.0 #ab0102\n"
            "  image 7 0.0 0.0 1.0x2.0 3TH\n"
            "  link https://example.org 0.0 0.0 3.0x4.0 3TH\n"
            "structure\n"
            "  1H2 < 0Document\n"
            "  2TD < 1H2 columns 3 rows 2\n"
            "  3TH < 2TD row scope\n"
            "heading 2 page 0 y 0.0: Итог\n"
            "bookmark итог page 0 y 5.0\n"
            "hyphenation 3 5\n"
            "bound spaces 7\n"
            "bound hyphens 9\n"
            "row 1 whole\n"
            "row 2 whole keeps next\n");
}

}  // namespace
}  // namespace grif
