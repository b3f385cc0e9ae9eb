#include <gtest/gtest.h>

#include "document/builder.hpp"
#include "sheet.hpp"

namespace grif::test {
namespace {

TEST(Dump, SaysEverythingThatWritersUse) {
  const StyleSheet sheet = make_sheet();
  DocumentBuilder b(sheet);
  b.properties() = {.name = "roadmap", .title = "Дорожная \"карта\"", .organisation = "Школа № 1"};
  b.properties().has_date = true;
  b.properties().date = *Date::from_ymd(2026, 11, 22);
  PageSetup page;
  page.landscape = true;
  std::swap(page.width, page.height);
  page.header = Length::from_tenths_of_mm(125);
  b.begin_section(page);
  b.begin_furniture(DocumentBuilder::Furniture::header);
  b.begin_paragraph(kNormal);
  b.add_inline(Inline::Type::page_number);
  b.add_text(" из ");
  b.add_inline(Inline::Type::page_count);
  b.end_paragraph();
  b.end_furniture();
  ParagraphProperties direct;
  direct.left = Length::from_twips(3);
  direct.line = LineSpacing{.two_hundred_fortieths = 360};
  b.begin_paragraph(kNormal, direct);
  b.add_text("Цель\nдалее ");
  CharacterProperties italic;
  italic.italic = true;
  b.push_run(kStrong, italic);
  b.add_text("важно");
  b.pop_run();
  b.add_inline(Inline::Type::link_start, b.add_link("https://example.org"));
  b.add_text("сайт");
  b.add_inline(Inline::Type::link_end);
  b.end_paragraph();
  b.add_page_break();
  b.begin_list(true, "%1)");
  b.next_list_item();
  b.begin_paragraph(kTableText);
  b.end_paragraph();
  b.end_list();
  b.begin_table(kGrid, {{.rule = ColumnWidth::Rule::fixed, .width = Length::from_mm(12)},
                        {.rule = ColumnWidth::Rule::share, .share = 2.5},
                        {}});
  b.table().caption = "План";
  b.begin_row();
  b.row().header = true;
  b.row().may_break = false;
  b.row().keep_with_next = true;
  b.begin_cell(2, 1);
  b.cell().header = true;
  b.cell().vertical = VerticalAlignment::middle;
  b.set_shade({242, 242, 242});
  b.end_cell(kTableText);
  b.begin_cell();
  b.set_typed({.value = Value::integer(7),
               .number_format = "0",
               .formula = TypedCell::Formula::sum,
               .first_row = 1,
               .last_row = 4,
               .formula_column = 2});
  b.end_cell(kTableText);
  b.end_row();
  b.end_table();
  b.end_section();
  EXPECT_EQ(
      dump(b.finish()),
      R"dump(document roadmap title="Дорожная \"карта\"" subject="" organisation="Школа № 1" language=ru-RU date=2026-11-22
section 297mmx210mm landscape left=20mm right=10mm top=20mm bottom=20mm header=12.5mm footer=10mm
  header
    paragraph Normal <page-number> " из " <page-count>
  paragraph Normal left=3twip line=360/240 "Цель" <break> "далее " {Strong}{italic=yes}"важно" <link https://example.org> "сайт" </link>
  page-break
  paragraph TableText list=0 level=0 marker="1)"
  table Grid columns=12mm,share:2.5,fit caption="План"
    row header may-not-break keep-with-next
      cell 0 column-span=2 middle header shade=#f2f2f2
        paragraph TableText
      cell 2 integer:7 format="0" sum(column 2, rows 1-4)
        paragraph TableText
format Normal -> align=justify left=0mm right=0mm first-line=12.5mm before=0mm after=0mm line=240/240 keep-with-next=no keep-together=no page-break-before=no widow-control=yes hyphenate=no outline=-1 tabs=none
format Normal left=3twip line=360/240 -> align=justify left=3twip right=0mm first-line=12.5mm before=0mm after=0mm line=360/240 keep-with-next=no keep-together=no page-break-before=no widow-control=yes hyphenate=no outline=-1 tabs=none
format TableText -> align=left left=0mm right=0mm first-line=0mm before=0mm after=0mm line=240/240 keep-with-next=no keep-together=no page-break-before=no widow-control=yes hyphenate=yes outline=-1 tabs=none
format TableText -> align=centre left=0mm right=0mm first-line=0mm before=0mm after=0mm line=240/240 keep-with-next=no keep-together=no page-break-before=no widow-control=yes hyphenate=yes outline=-1 tabs=none
run - -> family=Times New Roman half-points=24 bold=no italic=no underline=no caps=no colour=#000000 letter-spacing=0 language=ru-RU
run Strong italic=yes -> family=Times New Roman half-points=24 bold=yes italic=yes underline=no caps=no colour=#000000 letter-spacing=0 language=ru-RU
)dump");
}

}  // namespace
}  // namespace grif::test
