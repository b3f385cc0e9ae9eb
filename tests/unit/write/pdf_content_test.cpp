#include "write/pdf_content.hpp"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace grif::pdf {
namespace {

using testing::ElementsAre;
using Type = Element::Type;

Length pt(std::int64_t points) { return Length::from_points(points); }

/// A page of 200 × 100 points with a document and a paragraph as elements.
Pages make_pages() {
  Pages pages;
  pages.elements.resize(2);
  pages.elements[0].type = Type::document;
  pages.elements[1].type = Type::paragraph;
  Page page;
  page.width = pt(200);
  page.height = pt(100);
  pages.pages.push_back(page);
  return pages;
}

void add_run(Pages& pages, std::vector<Glyph> glyphs, std::int64_t x, std::int64_t y,
             ElementId element, const GlyphRun& how = {}) {
  GlyphRun run = how;
  run.glyphs = {static_cast<std::uint32_t>(pages.glyphs.size()),
                static_cast<std::uint32_t>(glyphs.size())};
  pages.glyphs.insert(pages.glyphs.end(), glyphs.begin(), glyphs.end());
  run.x = pt(x);
  run.y = pt(y);
  run.element = element;
  pages.runs.push_back(run);
  ++pages.pages.back().runs.count;
}

/// The first page's operators, with `~` for a zero byte.
std::string write(const Pages& pages) {
  ContentWriter writer(pages, 3);
  std::string text(writer.write_next_page());
  std::ranges::replace(text, '\0', '~');
  return text;
}

TEST(PdfContent, LeavesAnEmptyPageEmpty) { EXPECT_EQ(write(make_pages()), ""); }

TEST(PdfContent, PutsRunsAtTheirPlacesAndNamesTheirElement) {
  Pages pages = make_pages();
  add_run(pages, {{'A'}, {'B'}}, 10, 20, 1);
  add_run(pages, {{'C'}}, 15, 30, 1);
  EXPECT_EQ(write(pages),
            "BT\n"
            "/P<</MCID 0>>BDC\n"
            "/F0 12 Tf 0 g 10 80 Td(~A~B)Tj\n"
            "5 -10 Td(~C)Tj\n"
            "EMC\nET\n");
}

TEST(PdfContent, WritesAdjustmentsBackwardsAndNotAfterTheLastGlyph) {
  Pages pages = make_pages();
  add_run(pages, {{'A', -74}, {'V', 0}, {' ', 250}, {'B', -32768}, {'C', 5}}, 0, 100, 1);
  EXPECT_EQ(write(pages),
            "BT\n/P<</MCID 0>>BDC\n/F0 12 Tf 0 g 0 0 Td"
            "[(~A)74(~V~ )-250(~B)32768(~C)]TJ\nEMC\nET\n");
}

TEST(PdfContent, EscapesGlyphNumbersThatLookLikeDelimiters) {
  Pages pages = make_pages();
  add_run(pages, {{'('}, {')'}, {'\\'}, {'\r'}, {'\n'}, {0x2829}}, 0, 100, 1);
  EXPECT_EQ(write(pages),
            "BT\n/P<</MCID 0>>BDC\n/F0 12 Tf 0 g 0 0 Td"
            "(~\\(~\\)~\\\\~\\r~\n\\(\\))Tj\nEMC\nET\n");
}

TEST(PdfContent, SetsFaceSizeAndColourOnlyWhereTheyChange) {
  Pages pages = make_pages();
  GlyphRun run;
  add_run(pages, {{'A'}}, 0, 100, 1, run);
  run.face = 2;
  add_run(pages, {{'A'}}, 0, 100, 1, run);
  run.half_points = 23;
  add_run(pages, {{'A'}}, 0, 100, 1, run);
  run.colour = {255, 0, 0};
  add_run(pages, {{'A'}}, 0, 100, 1, run);
  add_run(pages, {{'A'}}, 0, 100, 1, run);
  const std::string glyph = "(~A)Tj\n";
  EXPECT_EQ(write(pages), "BT\n/P<</MCID 0>>BDC\n/F0 12 Tf 0 g 0 0 Td" + glyph +
                              "/F2 12 Tf 0 0 Td" + glyph + "/F2 11.5 Tf 0 0 Td" + glyph +
                              "1 0 0 rg 0 0 Td" + glyph + "0 0 Td" + glyph + "EMC\nET\n");
}

TEST(PdfContent, ClosesAnElementsContentBeforeAnothersAndMarksArtifacts) {
  Pages pages = make_pages();
  pages.elements.resize(3);
  pages.elements[2].type = Type::heading;
  pages.elements[2].level = 2;
  add_run(pages, {{'A'}}, 0, 100, 2);
  add_run(pages, {{'A'}}, 0, 100, kArtifactPagination);
  add_run(pages, {}, 0, 100, 1);  // nothing to show, nothing to mark
  add_run(pages, {{'A'}}, 0, 100, kArtifactLayout);
  add_run(pages, {{'A'}}, 0, 100, 2);
  ContentWriter writer(pages, 3);
  const std::string glyph = "0 0 Td(~A)Tj\n";
  std::string text(writer.write_next_page());
  std::ranges::replace(text, '\0', '~');
  EXPECT_EQ(text, "BT\n/H2<</MCID 0>>BDC\n/F0 12 Tf 0 g " + glyph +
                      "EMC\n/Artifact<</Type/Pagination>>BDC\n" + glyph +
                      "EMC\n/Artifact<</Type/Layout>>BDC\n" + glyph + "EMC\n/H2<</MCID 1>>BDC\n" +
                      glyph + "EMC\nET\n");
  ASSERT_EQ(writer.marks().size(), 2U);
  EXPECT_EQ(writer.marks()[1].element, 2U);
  EXPECT_THAT(writer.page_marks(), ElementsAre(0, 2));
}

TEST(PdfContent, GivesReplacedGlyphsASequenceOfTheirOwn) {
  Pages pages = make_pages();
  pages.actual_texts = {"\u00AD"};
  add_run(pages, {{'A'}}, 0, 100, 1);
  add_run(pages, {{'-'}}, 0, 100, 1, {.actual_text = 1});
  add_run(pages, {{'B'}}, 0, 100, 1);
  add_run(pages, {{'-'}}, 0, 100, kArtifactPagination, {.actual_text = 1});
  const std::string a = "0 0 Td(~A)Tj\n", b = "0 0 Td(~B)Tj\n", h = "0 0 Td(~-)Tj\n";
  EXPECT_EQ(write(pages), "BT\n/P<</MCID 0>>BDC\n/F0 12 Tf 0 g " + a +
                              "EMC\n/Span<</MCID 1/ActualText<FEFF00AD>>>BDC\n" + h +
                              "EMC\n/P<</MCID 2>>BDC\n" + b +
                              "EMC\n/Artifact<</Type/Pagination>>BDC\n"
                              "/Span<</ActualText<FEFF00AD>>>BDC\n" +
                              h + "EMC\nEMC\nET\n");
}

TEST(PdfContent, DrawsBoxesAndUnderlinesAsOneArtifactBeforeTheText) {
  Pages pages = make_pages();
  const Colour grey = {204, 204, 204};
  pages.boxes = {{pt(10), pt(10), pt(50), pt(20), grey},
                 {pt(10), pt(10), pt(50), Length::from_half_points(1), {}},
                 {pt(10), pt(30), Length::from_emu(1), pt(5), {}}};
  pages.pages[0].boxes = {0, 3};
  GlyphRun underlined;
  underlined.underline = true;
  underlined.colour = {0, 0, 255};
  underlined.width = pt(30);
  add_run(pages, {{'A'}}, 20, 50, 1, underlined);
  EXPECT_EQ(write(pages),
            "/Artifact<</Type/Layout>>BDC\n"
            "0.8 g 10 70 50 20 re\nf\n"
            "0 g 10 89.5 50 0.5 re\n10 65 0.01 5 re\nf\n"
            "0 0 1 rg 20 48.44 30 0.59 re\nf\n"
            "EMC\n"
            "BT\n/P<</MCID 0>>BDC\n"
            "/F0 12 Tf 0 0 1 rg 20 50 Td(~A)Tj\nEMC\nET\n");
}

TEST(PdfContent, PlacesImagesInTheirElements) {
  Pages pages = make_pages();
  pages.elements.resize(3);
  pages.elements[2].type = Type::figure;
  pages.images = {{pt(10), pt(20), pt(30), pt(40), 7, 2},
                  {pt(0), pt(0), pt(5), pt(5), 8, kArtifactPagination}};
  pages.pages[0].images = {0, 2};
  EXPECT_EQ(write(pages),
            "/Figure<</MCID 0>>BDC\nq 30 0 0 40 10 40 cm/Im7 Do Q\nEMC\n"
            "/Artifact<</Type/Pagination>>BDC\nq 5 0 0 5 0 95 cm/Im8 Do Q\nEMC\n");
}

TEST(PdfContent, CountsMarksAnewOnEachPageAndCollectsGlyphsByFace) {
  Pages pages = make_pages();
  add_run(pages, {{'A'}, {'Z'}}, 0, 0, 1);
  pages.pages.push_back(pages.pages[0]);
  pages.pages[1].runs = {1, 0};
  add_run(pages, {{700}}, 0, 0, 1, {.face = 2});
  ContentWriter writer(pages, 3);
  writer.write_next_page();
  EXPECT_THAT(std::string(writer.write_next_page()), testing::HasSubstr("/P<</MCID 0>>BDC"));
  EXPECT_THAT(writer.page_marks(), ElementsAre(0, 1, 2));
  EXPECT_EQ(writer.marks()[1].page, 1U);
  EXPECT_TRUE(writer.used_glyphs()[0].has('A') && writer.used_glyphs()[0].has('Z'));
  EXPECT_FALSE(writer.used_glyphs()[0].has(700));
  EXPECT_TRUE(writer.used_glyphs()[1].bits().empty());
  EXPECT_TRUE(writer.used_glyphs()[2].has(700));
}

TEST(PdfContent, NamesEveryTypeOfElement) {
  std::vector<std::string> names;
  for (int type = 0; type <= static_cast<int>(Type::span); ++type) {
    Element element;
    element.type = static_cast<Type>(type);
    element.level = 9;
    names.emplace_back(structure_type(element));
  }
  EXPECT_THAT(names, ElementsAre("Document", "Sect", "H6", "P", "L", "LI", "Lbl", "LBody", "Table",
                                 "THead", "TBody", "TR", "TH", "TD", "Figure", "Link", "Form",
                                 "TOC", "TOCI", "Span"));
  Element heading;
  heading.type = Type::heading;
  EXPECT_EQ(structure_type(heading), "H1");
}

}  // namespace
}  // namespace grif::pdf
