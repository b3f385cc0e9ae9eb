#pragma once

#include <string>

#include <gtest/gtest.h>

#include "core/world.hpp"
#include "document/builder.hpp"
#include "layout/layout.hpp"

namespace grif {

/// Styles that the tests of layout name.
struct TestStyles {
  StyleSheet sheet;
  StyleId body, justified, heading, cell, number, item, grid, plain;

  TestStyles() {
    sheet.default_character.half_points = 24;
    body = add({.type = StyleType::paragraph, .id = "Body"});
    Style style{.type = StyleType::paragraph, .id = "Justified"};
    style.paragraph.alignment = Alignment::justify;
    style.paragraph.first_line = Length::from_points(36);
    justified = add(style);
    style = {.type = StyleType::paragraph, .id = "Heading"};
    style.character.bold = true;
    style.paragraph.keep_with_next = true;
    style.paragraph.before = Length::from_points(12);
    style.paragraph.after = Length::from_points(6);
    heading = add(style);
    style = {.type = StyleType::paragraph, .id = "Cell"};
    style.character.half_points = 20;
    style.paragraph.hyphenate = true;
    style.paragraph.line = exact(12);
    cell = add(style);
    style.id = "Number";
    style.paragraph.alignment = Alignment::centre;
    style.paragraph.hyphenate = false;
    number = add(style);
    style = {.type = StyleType::paragraph, .id = "Item"};
    style.paragraph.left = Length::from_points(24);
    style.paragraph.first_line = Length::from_points(-24);
    item = add(style);
    style = {.type = StyleType::table, .id = "Grid"};
    const Border line{Length::from_half_points(1), {}};
    style.table.outer = style.table.inner_horizontal = style.table.inner_vertical = line;
    style.table.padding_left = style.table.padding_right = Length::from_points(5);
    grid = add(style);
    style = {.type = StyleType::table, .id = "Plain"};
    style.table.padding_left = style.table.padding_right = Length();
    plain = add(style);
  }
  static LineSpacing exact(int points) {
    return {.rule = LineSpacing::Rule::exact, .exact = Length::from_points(points)};
  }

 private:
  StyleId add(const Style& style) {
    sheet.styles.push_back(style);
    return static_cast<StyleId>(sheet.styles.size() - 1);
  }
};

/// The faces and hyphenation of the machine, read once for all tests.
struct TestFonts {
  DiskWorld world;
  Sources sources;
  Diagnostics diagnostics;
  std::optional<FaceSet> faces =
      FaceSet::load(std::string(GRIF_SOURCE_DIR) + "/fonts/faces.txt", world, sources, diagnostics);
  Hyphenation hyphenation =
      Hyphenation::load({"/usr/share/hyphen/hyph_ru_RU.dic"}, world, sources, diagnostics);
  static TestFonts& get() {
    static TestFonts fonts;
    return fonts;
  }
};

class LayoutTest : public testing::Test {
 protected:
  TestStyles styles;
  TestFonts& fonts = TestFonts::get();
  const FaceSet& faces = *fonts.faces;
  LayoutScratch scratch{faces};
  Diagnostics diagnostics;
  Document document;
  Pages pages;

  /// A page whose text area is as wide and high as said, with margins of 50 points.
  static PageSetup page_of(int width, int height) {
    PageSetup page;
    page.width = Length::from_points(width + 100);
    page.height = Length::from_points(height + 100);
    page.left = page.right = page.top = page.bottom = Length::from_points(50);
    page.header = page.footer = Length::from_points(20);
    return page;
  }
  static void add_paragraph(DocumentBuilder& builder, StyleId style, std::string_view text,
                            const ParagraphProperties& direct = {}) {
    builder.begin_paragraph(style, direct);
    builder.add_text(text);
    builder.end_paragraph();
  }
  void add_cell(DocumentBuilder& builder, std::string_view text, std::uint16_t columns = 1,
                std::uint16_t rows = 1) {
    builder.begin_cell(columns, rows);
    add_paragraph(builder, styles.cell, text);
    builder.end_cell(styles.cell);
  }
  /// Columns of fixed widths in points.
  static std::vector<ColumnWidth> columns_of(std::initializer_list<int> points) {
    std::vector<ColumnWidth> columns;
    for (const int width : points)
      columns.push_back({ColumnWidth::Rule::fixed, Length::from_points(width)});
    return columns;
  }
  void lay_out_document(Document made) {
    document = std::move(made);
    compute_grids(document, faces, scratch);
    pages = lay_out(document, faces, fonts.hyphenation, scratch, diagnostics);
  }
  /// The whole dump.
  std::string dumped() const { return dump(pages, document, faces); }
  /// Text of a run, glyph by glyph; `-` for an added hyphen.
  std::string text_of(const GlyphRun& run) const;
  /// The lines of a page: runs on one baseline joined with a bar where they do not touch.
  std::vector<std::string> lines_of(std::size_t page) const;
  /// `lines_of` of all pages, a `=` line between pages.
  std::string lines() const;
};

}  // namespace grif
