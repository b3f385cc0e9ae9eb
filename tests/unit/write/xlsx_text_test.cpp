#include "write/xlsx_text.hpp"

#include <gtest/gtest.h>

#include "document/builder.hpp"
#include "unit/write/docx_sample.hpp"
#include "write/links.hpp"

namespace grif::xlsx {
namespace {

/// What `fill` puts into the section, as one cell's text.
template <typename Fill>
std::string text_of(Fill fill, CellText* whole = nullptr, const BookmarkPlaces& places = {}) {
  DocumentBuilder builder(test::sample_styles());
  builder.begin_section({});
  fill(builder);
  builder.end_section();
  const Document document = builder.finish();
  CellText text;
  TextCollector(document, places).collect(document.sections[0].blocks, text);
  if (whole != nullptr) *whole = text;
  return text.text;
}

void add(DocumentBuilder& b, std::string_view text) {
  b.begin_paragraph(0);
  b.add_text(text);
  b.end_paragraph();
}

TEST(XlsxText, ParagraphsBreaksAndTabs) {
  EXPECT_EQ(text_of([](DocumentBuilder& b) {
              add(b, "раз\tдва\nтри");
              add(b, "");
              add(b, "четыре");
            }),
            "раз два\nтри\n\nчетыре");
  EXPECT_EQ(text_of([](DocumentBuilder&) {}), "");
}

TEST(XlsxText, ListsTablesAndWhatHasNoText) {
  EXPECT_EQ(text_of([](DocumentBuilder& b) {
              b.begin_list(true, "%1)");
              for (const char* item : {"а", "б"}) {
                b.next_list_item();
                add(b, item);
              }
              b.end_list();
              b.begin_table(6, std::vector<ColumnWidth>(2));
              b.begin_row();
              for (const char* cell : {"в", "г"}) {
                b.begin_cell();
                add(b, cell);
                b.end_cell(0);
              }
              b.end_row();
              b.end_table();
              b.begin_paragraph(0);
              b.add_text("стр. ");
              b.add_inline(Inline::Type::page_number);
              b.end_paragraph();
            }),
            "1) а\n2) б\nв\nг\nстр. ________");
}

TEST(XlsxText, OnlyXmlCharactersAndNoFalseCodes) {
  EXPECT_EQ(text_of([](DocumentBuilder& b) { add(b, "а\x01\x0Bб\uFFFEв"); }), "абв");
  EXPECT_EQ(text_of([](DocumentBuilder& b) { add(b, "_x0041_ _x004_ x_x00Ab_ __x0041_"); }),
            "_x005F_x0041_ _x004_ x_x005F_x00Ab_ __x005F_x0041_");
}

TEST(XlsxText, CapitalsAreWritten) {
  EXPECT_EQ(text_of([](DocumentBuilder& b) {
              CharacterProperties caps;
              caps.caps = true;
              b.begin_paragraph(0);
              b.push_run(kNoStyle, caps);
              b.add_text("приказ ё 5");
              b.pop_run();
              b.end_paragraph();
            }),
            "ПРИКАЗ Ё 5");
}

TEST(XlsxText, FragmentsAndTheLink) {
  CellText whole;
  text_of(
      [](DocumentBuilder& b) {
        b.begin_paragraph(0);
        b.add_text("сайт: ");
        b.add_inline(Inline::Type::link_start, b.add_link("javascript:x"));
        b.add_inline(Inline::Type::link_end);
        b.add_inline(Inline::Type::link_start, b.add_link("https://a.example"));
        CharacterProperties bold;
        bold.bold = true;
        b.push_run(kNoStyle, bold);
        b.add_text("a.example");
        b.pop_run();
        b.add_inline(Inline::Type::link_end);
        b.end_paragraph();
      },
      &whole);
  EXPECT_EQ(whole.link, "https://a.example");
  ASSERT_EQ(whole.fragments.size(), 2U);
  EXPECT_EQ(whole.fragments[0].count, std::string("сайт: ").size());
  EXPECT_EQ(whole.fragments[1].first, whole.fragments[0].count);
  EXPECT_NE(whole.fragments[0].format, whole.fragments[1].format);
}

/// «см. » and a reference to the second of two bookmarks, then a link to the first.
void add_references(DocumentBuilder& b) {
  const std::uint32_t first = b.add_bookmark("начало"), second = b.add_bookmark("конец");
  b.begin_paragraph(0);
  b.add_inline(Inline::Type::bookmark_start, first);
  b.add_text("см. ");
  b.add_inline(Inline::Type::page_reference, second);
  b.add_inline(Inline::Type::bookmark_end, first);
  b.add_inline(Inline::Type::link_start, b.add_link("#начало"));
  b.add_text("!");
  b.add_inline(Inline::Type::link_end);
  b.end_paragraph();
}

TEST(XlsxText, AReferenceToAPageNamesTheCell) {
  CellText whole;
  const auto read = [&](const BookmarkPlaces& places) {
    return text_of(add_references, &whole, places);
  };
  const CellPlace start{.sheet = 0, .sheet_name = "Лист", .cell = "A1"};
  EXPECT_EQ(read({start, {.sheet = 0, .sheet_name = "Лист", .cell = "B7"}}), "см. B7!");
  EXPECT_EQ(whole.link, "internal:'Лист'!B7");
  EXPECT_EQ(whole.bookmarks, std::vector<std::uint32_t>{0});
  EXPECT_EQ(read({start, {.sheet = 1, .sheet_name = "Итоги", .cell = "A3"}}), "см. 'Итоги'!A3!");
  EXPECT_EQ(read({start, {}}), "см. ________!");  // on no sheet: to be filled by hand
  EXPECT_EQ(whole.link, "internal:'Лист'!A1");
  EXPECT_EQ(read({}), "см. A100!");  // not known yet: room for one
  EXPECT_EQ(whole.link, "");
}

TEST(XlsxText, RoomBelowAMarkIsTakenAway) {
  CellText whole;
  text_of(
      [](DocumentBuilder& b) {
        add(b, "УТВЕРЖДАЮ");
        CharacterProperties bold;
        bold.bold = true;
        b.begin_paragraph(0);
        b.push_run(kNoStyle, bold);
        b.add_text(" ");
        b.pop_run();
        b.end_paragraph();
        add(b, "");
      },
      &whole);
  EXPECT_EQ(whole.text, "УТВЕРЖДАЮ\n \n");
  whole.trim_end();
  EXPECT_EQ(whole.text, "УТВЕРЖДАЮ");
  ASSERT_EQ(whole.fragments.size(), 1U);
  EXPECT_EQ(whole.fragments[0].count, whole.text.size());
  whole.text = "\n ";
  whole.fragments = {{0, 2, 0}};
  whole.trim_end();
  EXPECT_EQ(whole.text, "");
  EXPECT_TRUE(whole.fragments.empty());
}

TEST(XlsxText, Utf16Units) {
  EXPECT_EQ(count_utf16(""), 0U);
  EXPECT_EQ(count_utf16("aж"), 2U);
  EXPECT_EQ(count_utf16("€𝔸"), 3U);
}

TEST(XlsxLinks, AllowedSchemesOnly) {
  for (const char* good : {"https://a", "HTTPS://школа.рф/x", "mailto:a@b", "tel:+74712000000"}) {
    EXPECT_TRUE(is_allowed_link(good)) << good;
  }
  for (const char* bad : {"", "https:", "https://", "http://a", "javascript:alert(1)",
                          "data:text/html,x", "file:///etc/passwd", "\\\\host\\share", "vbscript:x",
                          "#a", "https://a b", "https://a\"b", "https://a\\b", "https://a\tb"}) {
    EXPECT_FALSE(is_allowed_link(bad)) << bad;
  }
  EXPECT_TRUE(is_allowed_link("https://" + std::string(2071, 'a')));
  EXPECT_FALSE(is_allowed_link("https://" + std::string(2072, 'a')));
}

}  // namespace
}  // namespace grif::xlsx
