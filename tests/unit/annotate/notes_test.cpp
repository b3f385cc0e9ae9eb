#include <gtest/gtest.h>

#include "annotate/notes_part.hpp"
#include "data/annotation.hpp"

namespace grif::annotate {
namespace {

constexpr std::string_view kHead =
    "<comments xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">";

std::string part(std::string_view authors, std::string_view notes) {
  return std::string(kHead) + "<authors>" + std::string(authors) + "</authors><commentList>" +
         std::string(notes) + "</commentList></comments>";
}

MarkedCell marked(std::uint32_t row, std::uint32_t column, std::string_view words) {
  return {.row = row,
          .column = column,
          .severity = Severity::error,
          .note = std::string(annotation::kEdge) + "Grif ■ ошибка: " + std::string(words) +
                  std::string(annotation::kEdge)};
}

TEST(AnnotationBlock, IsFoundByItsEdgesOrByItsFirstWords) {
  const std::string edge(annotation::kEdge);
  const std::string block = edge + "Grif ▲ предупреждение: так\n→ иначе" + edge;
  EXPECT_TRUE(annotation::is_own_note(block));
  EXPECT_TRUE(annotation::is_own_note("Grif ▲ warning: so\nmore"));
  EXPECT_EQ(annotation::cut_blocks("Завуч: да\n" + block), "Завуч: да");
  EXPECT_EQ(annotation::cut_blocks(block + "\nисправлено"), "\nисправлено");
  EXPECT_EQ(annotation::cut_blocks("до\n" + block + "\nпосле"), "до\nпосле");
  EXPECT_EQ(annotation::cut_blocks(block + "\n" + block), "");
  EXPECT_FALSE(annotation::is_own_note(block + "\nисправлено"));
  for (const std::string_view theirs :
       {"", "Grif", "Grif пишет: ошибка", "о Grif ■ ошибка", "Grif ■", "Griffin ■ x", "■ ошибка"}) {
    EXPECT_FALSE(annotation::find_block(theirs)) << theirs;
    EXPECT_EQ(annotation::cut_blocks(theirs), theirs);
  }
}

TEST(Notes, AreAddedAndTakenAwayWithoutATrace) {
  for (const std::string& before : {
           part("<author>Завуч</author>",
                "<comment ref=\"B2\" authorId=\"0\"><text><r><rPr><b/></rPr><t>Завуч:</t></r><r><t "
                "xml:space=\"preserve\">\nспросить</t></r></text></comment>"),
           part("<author>Завуч</author>",
                "<comment ref=\"B2\" authorId=\"0\" shapeId=\"0\"><text><t>из &lt;письма&gt; &amp; "
                "т. д.</t></text></comment>"),
           part("<author>А</author><author>Grif</author>",
                "<comment ref=\"B2\" authorId=\"1\"><text><t>тёзка</t></text></comment>"),
           part("", ""),
       }) {
    const MarkedNotes after = mark_notes(before, {marked(1, 1, "<a>"), marked(4, 0, "b")});
    EXPECT_NE(after.text.find("■ ошибка</t>"), std::string::npos);
    EXPECT_NE(after.text.find("ref=\"A5\""), std::string::npos);
    const auto clean = clean_notes(after.text);
    ASSERT_TRUE(clean);
    EXPECT_TRUE(clean->changed);
    EXPECT_EQ(clean->text, before);
    EXPECT_TRUE(clean->removed.contains({4, 0}));
    EXPECT_EQ(clean->removed.contains({1, 1}), before.find("B2") == std::string::npos);
    EXPECT_EQ(after.added, clean->removed);
  }
}

TEST(Notes, BlockComesBehindTheWordsOfPeople) {
  const std::string before =
      part("<author>З</author>",
           "<comment ref=\"A1\" authorId=\"0\"><text><t>своё</t></text></comment>");
  EXPECT_EQ(
      mark_notes(before, {marked(0, 0, "x")}).text,
      part("<author>З</author>",
           "<comment ref=\"A1\" authorId=\"0\"><text><r><t>своё</t></r><r><rPr><b/><sz "
           "val=\"9\"/><color indexed=\"81\"/><rFont val=\"Tahoma\"/><family "
           "val=\"2\"/></rPr><t xml:space=\"preserve\">\n\u200BGrif ■ ошибка</t></r><r><rPr><sz "
           "val=\"9\"/><color indexed=\"81\"/><rFont val=\"Tahoma\"/><family "
           "val=\"2\"/></rPr><t xml:space=\"preserve\">: x\u200B</t></r></text></comment>"));
}

TEST(Notes, WhatPeopleWroteBesideOursStays) {
  // As another program saves it: runs torn elsewhere, our author kept.
  const std::string edge(annotation::kEdge);
  const std::string before =
      part("<author>Grif</author>", "<comment ref=\"A1\" authorId=\"0\"><text><r><t>" + edge +
                                        "Grif ■ оши</t></r><r><t>бка: x" + edge +
                                        "\nисправил &amp; проверил</t></r></text></comment>");
  const auto clean = clean_notes(before);
  ASSERT_TRUE(clean);
  EXPECT_EQ(clean->text,
            part("<author>Grif</author>",
                 "<comment ref=\"A1\" authorId=\"0\"><text><r><t xml:space=\"preserve\">\nисправил "
                 "&amp; проверил</t></r></text></comment>"));
  EXPECT_EQ(clean->left, 1U);
  EXPECT_TRUE(clean->removed.empty());
}

TEST(Notes, DiscussionsAreLeftAlone) {
  const std::string before =
      part("<author>tc={0A}</author>",
           "<comment ref=\"A1\" authorId=\"0\"><text><t>[Threaded comment]</t></text></comment>");
  const MarkedNotes after = mark_notes(before, {marked(0, 0, "x")});
  EXPECT_EQ(after.text, before);
  EXPECT_TRUE(after.added.empty());
}

TEST(Notes, PrefixesAreKeptAndBrokenPartsRefused) {
  const std::string before = "<x:comments xmlns:x=\"m\"><x:authors/><x:commentList/></x:comments>";
  const MarkedNotes after = mark_notes(before, {marked(0, 0, "x")});
  EXPECT_NE(after.text.find("<x:comment ref=\"A1\" authorId=\"0\"><x:text><x:r><x:rPr><x:b/>"),
            std::string::npos)
      << after.text;
  EXPECT_EQ(clean_notes(after.text)->left, 0U);
  EXPECT_FALSE(clean_notes("<comments><authors>"));
  // A reference without its end in CDATA is text.
  const auto odd = clean_notes(
      part("<author>a</author>",
           "<comment ref=\"A1\" authorId=\"0\"><text><t><![CDATA[a & b]]></t></text></comment>"));
  EXPECT_FALSE(odd->changed);
}

constexpr std::string_view kTheirs =
    "<xml xmlns:v=\"v\" xmlns:o=\"o\" xmlns:x=\"x\"><v:shapetype id=\"_x0000_t202\"><br></v:shapetype>"
    "<v:shape id=\"_x0000_s1025\" type=\"#_x0000_t202\"><x:ClientData ObjectType=\"Note\"><x:Row>1"
    "</x:Row><x:Column>1</x:Column></x:ClientData></v:shape><v:shape id=\"_x0000_s1026\" "
    "type=\"#_x0000_t201\"><x:ClientData ObjectType=\"Checkbox\"/></v:shape></xml>";

TEST(Boxes, AreAddedAndTakenAwayWithoutATrace) {
  const std::vector<MarkedCell> cells = {marked(3, 2, "x"), marked(9, 0, "y")};
  const CellSet added = {{3, 2}, {9, 0}};
  for (const std::string& before : {std::string(kTheirs), empty_drawing()}) {
    const std::string after = mark_boxes(before, cells, added, {});
    EXPECT_NE(after.find("<x:Row>9</x:Row><x:Column>0</x:Column>"), std::string::npos);
    EXPECT_EQ(clean_boxes(after, added), before);
  }
  EXPECT_FALSE(has_shapes(empty_drawing()));
  EXPECT_EQ(mark_boxes("no drawing", cells, added, {}), "no drawing");
}

TEST(Boxes, OfNotesThatWereOursGoWhateverTheyAreCalled) {
  EXPECT_EQ(clean_boxes(kTheirs, {{1, 1}}).find("_x0000_s1025"), std::string::npos);
  EXPECT_NE(clean_boxes(kTheirs, {{1, 1}}).find("_x0000_s1026"), std::string::npos);
  EXPECT_EQ(clean_boxes(kTheirs, {{0, 0}}), kTheirs);
}

TEST(Boxes, StandBesideTheCellInWhateverColumnsAreWide) {
  SheetGrid grid;
  grid.columns = {{.first = 0, .last = 0, .width = 64},
                  {.first = 1, .last = 3, .width = 0},
                  {.first = 4, .last = 4, .width = 100}};
  const std::string box = mark_boxes(empty_drawing(), {marked(0, 0, "x")}, {{0, 0}}, grid);
  // 15 pixels into the first column that is seen; 345 pixels are 100 + 3 × 64 + 53.
  EXPECT_NE(box.find("<x:Anchor>4, 15, 0, 8, 8, 53, "), std::string::npos) << box;
}

}  // namespace
}  // namespace grif::annotate
