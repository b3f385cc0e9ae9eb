#include <gtest/gtest.h>

#include "expand/expand.hpp"
#include "memory_world.hpp"

namespace grif::test {
namespace {

struct Loaded {
  std::optional<StyleSheet> sheet;
  std::string messages;
};

Loaded load(std::string_view content) {
  MemoryWorld world;
  world.entries["s.xml"] = content;
  Sources sources;
  Diagnostics diagnostics(Language::english);
  Loaded loaded;
  loaded.sheet = load_styles("s.xml", world, sources, diagnostics);
  for (const Diagnostic& diagnostic : diagnostics.all())
    loaded.messages += format_plain(diagnostic, sources);
  return loaded;
}

TEST(Styles, AreReadWithWhatTheyAreBasedOn) {
  const Loaded loaded = load(R"(<styles>
  <defaults font="PT Serif" size="12pt" align="left"/>
  <paragraph-style id="Title" name="Title" based-on="Normal" next="Normal" bold="true" align="centre"/>
  <paragraph-style id="Normal" first-line="12.5mm"/>
  <character-style id="Strong" bold="true"/>
  <table-style id="Grid" border="0.5pt" size="11pt" align="centre"/>
</styles>)");
  EXPECT_EQ(loaded.messages, "");
  ASSERT_TRUE(loaded.sheet);
  StyleSheet expected;
  expected.default_character.family = "PT Serif";
  expected.default_character.half_points = 24;
  expected.default_paragraph.alignment = Alignment::left;
  Style title{
      .type = StyleType::paragraph, .id = "Title", .name = "Title", .based_on = 1, .next = 1};
  title.character.bold = true;
  title.paragraph.alignment = Alignment::centre;
  Style normal{.type = StyleType::paragraph, .id = "Normal", .name = "Normal"};
  normal.paragraph.first_line = Length::from_tenths_of_mm(125);
  Style strong{.type = StyleType::character, .id = "Strong", .name = "Strong"};
  strong.character.bold = true;
  Style grid{.type = StyleType::table, .id = "Grid", .name = "Grid"};
  grid.table.outer.width = Length::from_half_points(1);
  grid.character.half_points = 22;
  grid.paragraph.alignment = Alignment::centre;
  expected.styles = {title, normal, strong, grid};
  EXPECT_EQ(*loaded.sheet, expected);
}

TEST(Styles, EveryFaultIsTold) {
  const Loaded loaded = load(R"(<styles>
  <paragraph-style id="A" size="big" alling="left" based-on="Normol"/>
  <paragraph-style id="A"/>
  <paragraph-style bold="true" based-on="A"/>
  <character-style id="C" align="left"/>
  <pargraph-style id="X"/>
  <paragraph-style id="B" based-on="D"/>
  <paragraph-style id="D" based-on="B"/>
  <paragraph-style id="Normal">text<run/></paragraph-style>
  text
</styles>)");
  EXPECT_FALSE(loaded.sheet);
  EXPECT_EQ(loaded.messages,
            R"(s.xml:2:33: error[template-value]: the value “big” does not suit the attribute “size”
    for example: 12pt, 11.5pt
s.xml:2:46: error[template-attribute]: the element <paragraph-style> has no attribute “alling”
    its attributes: align
s.xml:3:24: error[template-style-twice]: the style “A” is already declared above
    rename one of the two
s.xml:4:3: error[template-attribute-missing]: the element <paragraph-style> lacks the attribute “id”
    add it
s.xml:5:34: error[template-attribute]: the element <character-style> has no attribute “align”
    its attributes: id, name, based-on, font, size, bold, italic, underline, caps, colour, letter-spacing, language
s.xml:6:3: error[template-element]: unknown element <pargraph-style>
    allowed here: defaults, paragraph-style, character-style, table-style
s.xml:9:32: error[template-text]: the text “text” may not stand directly within <paragraph-style>
    put it into a <paragraph>
s.xml:9:36: error[template-misplaced]: the element <run> may not stand within <paragraph-style>
    allowed here: —
s.xml:9:60: error[template-text]: the text “text” may not stand directly within <styles>
    put it into a <paragraph>
s.xml:2:62: error[template-style]: unknown style “Normol”
    there are the styles: Normal
s.xml:7:37: error[template-style-ring]: the style “B” is based on itself
    correct “based-on”
s.xml:8:37: error[template-style-ring]: the style “D” is based on itself
    correct “based-on”
)");
}

TEST(Styles, RootAndFileMustBeThere) {
  EXPECT_EQ(
      load("<stiles/>").messages,
      "s.xml:1:1: error[template-element]: unknown element <stiles>\n    allowed here: styles\n");
  MemoryWorld world;
  Sources sources;
  Diagnostics diagnostics;
  EXPECT_FALSE(load_styles("none.xml", world, sources, diagnostics));
  ASSERT_EQ(diagnostics.all().size(), 1U);
  EXPECT_EQ(diagnostics.all()[0].text, "файл «none.xml» не читается: нет такого файла или папки");
}

}  // namespace
}  // namespace grif::test
