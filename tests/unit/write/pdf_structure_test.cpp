#include "write/pdf_structure.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/write/pdf_pages.hpp"
#include "unit/write/pdf_reader.hpp"

namespace grif::pdf {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Type = Element::Type;

/// The structure of pages, written into a file of its own and read back. Pages are the objects 1, 2
/// …; then come the root and the elements.
struct Written {
  explicit Written(const PageBuilder& builder, std::vector<Annotation> annotations = {}) {
    Deflater deflater(1);
    FileWriter file(deflater);
    pages = static_cast<std::uint32_t>(builder.pages.pages.size());
    const ObjectNumber first_page = file.allocate(pages);
    ContentWriter content(builder.pages, real_faces().size());
    for (std::uint32_t i = 0; i < pages; ++i) {
      content.write_next_page();
      file.add(first_page + i, "<</Type/Page>>");
    }
    for (Annotation& annotation : annotations) {
      annotation.object = file.allocate();
      file.add(annotation.object, "<<>>");
      links.push_back(annotation.object);
    }
    root = file.allocate();
    StructureTree tree(builder.document, builder.pages, content, annotations);
    tree.write(root, first_page, real_faces(), file);
    for (ElementId i = 0; i < builder.pages.elements.size(); ++i) numbers.push_back(tree.object(i));
    reader.emplace(file.finish(root, root));
    root_text = reader->text(root);
  }
  /// An element's dictionary, with names in the place of object numbers.
  [[nodiscard]] std::string operator[](ElementId element) const {
    return numbers[element] == 0 ? "left out" : name_objects(reader->text(numbers[element]));
  }
  [[nodiscard]] std::uint32_t parent_tree() const {
    return PdfReader::reference(root_text, "ParentTree");
  }
  /// The entries of a parent tree that is not divided: `0: E1 E2`, `4: E3`.
  [[nodiscard]] std::vector<std::string> parents() const {
    std::vector<std::string> entries;
    const std::string numbers_text = PdfReader::value(reader->text(parent_tree()), "Nums");
    std::size_t at = 1;
    for (const std::uint32_t object : PdfReader::references(numbers_text)) {
      std::string text = reader->text(object);
      if (!text.starts_with('[')) text = std::to_string(object) + " 0 R";
      const std::string key = numbers_text.substr(at, numbers_text.find(' ', at) - at);
      entries.push_back(key + ": " + name_objects(text));
      at = numbers_text.find("R ", at) + 2;
    }
    return entries;
  }
  /// `12 0 R` as `page 1`, `root`, `E3` (an element) or `link 0`, from 0.
  [[nodiscard]] std::string name_objects(std::string text) const {
    const auto replace = [&](std::uint32_t object, const std::string& name) {
      const std::string reference = std::to_string(object) + " 0 R";
      for (std::size_t at = text.find(reference); at != std::string::npos;
           at = text.find(reference, at + 1)) {
        if (at == 0 || text[at - 1] < '0' || text[at - 1] > '9')
          text.replace(at, reference.size(), name);
      }
    };
    for (std::uint32_t i = 0; i < numbers.size(); ++i)
      if (numbers[i] != 0) replace(numbers[i], "E" + std::to_string(i));
    for (std::uint32_t i = 0; i < pages; ++i) replace(1 + i, "page " + std::to_string(i));
    for (std::uint32_t i = 0; i < links.size(); ++i) replace(links[i], "link " + std::to_string(i));
    replace(root, "root");
    return text;
  }
  std::uint32_t pages = 0;
  ObjectNumber root = 0;
  std::vector<ObjectNumber> links;
  std::vector<ObjectNumber> numbers;
  std::optional<PdfReader> reader;
  std::string root_text;
};

TEST(PdfStructure, WritesADocumentWithAParagraph) {
  PageBuilder b;
  b.add_page();
  const ElementId paragraph = b.add_element(Type::paragraph);
  b.add_text(0, 0, "а", paragraph);
  const Written w(b);
  EXPECT_THAT(w.reader->faults, IsEmpty());
  EXPECT_EQ(w.name_objects(w.root_text), "<</Type/StructTreeRoot/K[E0]/ParentTree " +
                                             std::to_string(w.parent_tree()) +
                                             " 0 R/ParentTreeNextKey 1>>");
  EXPECT_EQ(w[0], "<</S/Document/P root/K[E1]>>");
  EXPECT_EQ(w[paragraph], "<</S/P/P E0/Pg page 0/K[0]>>");
  EXPECT_THAT(w.parents(), ElementsAre("0: [E1]"));
}

TEST(PdfStructure, KeepsALinkInTheMidstOfAParagraphThatGoesOverTwoPages) {
  PageBuilder b;
  b.add_page();
  const ElementId paragraph = b.add_element(Type::paragraph);
  const ElementId link = b.add_element(Type::link, paragraph);
  b.add_text(0, 0, "а", paragraph);
  b.add_text(0, 0, "б", link);
  b.add_text(0, 0, "в", paragraph);
  b.add_page();
  b.add_text(0, 0, "г", kArtifactPagination);
  b.add_text(0, 0, "д", paragraph);
  b.add_text(0, 0, "е", link);
  const Written w(b, {{0, 0, link}, {0, 1, link}, {0, 1, kArtifactLayout}});
  EXPECT_THAT(w.reader->faults, IsEmpty());
  EXPECT_EQ(w[paragraph], "<</S/P/P E0/Pg page 0/K[0 E2 2 <</Type/MCR/Pg page 1/MCID 0>>]>>");
  EXPECT_EQ(w[link],
            "<</S/Link/P E1/Pg page 0/K[1 <</Type/MCR/Pg page 1/MCID 1>>"
            " <</Type/OBJR/Pg page 0/Obj link 0>> <</Type/OBJR/Pg page 1/Obj link 1>>]>>");
  EXPECT_THAT(w.parents(), ElementsAre("0: [E1 E2 E1]", "1: [E1 E2]", "2: E2", "3: E2"));
  EXPECT_EQ(PdfReader::value(w.root_text, "ParentTreeNextKey"), "5");
}

TEST(PdfStructure, LeavesOutWhatIsEmptyButKeepsTablesRegular) {
  PageBuilder b;
  b.add_page();
  const ElementId empty_section = b.add_element(Type::section);
  const ElementId empty_paragraph = b.add_element(Type::paragraph, empty_section);
  const ElementId empty_table = b.add_element(Type::table);
  const ElementId empty_row = b.add_element(Type::row, empty_table);
  const ElementId cell_of_empty = b.add_element(Type::data_cell, empty_row);
  const ElementId table = b.add_element(Type::table);
  const ElementId head = b.add_element(Type::table_head, table);
  const ElementId head_row = b.add_element(Type::row, head);
  const ElementId head_cell = b.add_element(Type::header_cell, head_row);
  const ElementId body = b.add_element(Type::table_body, table);
  const ElementId row = b.add_element(Type::row, body);
  const ElementId cell = b.add_element(Type::data_cell, row);
  const ElementId full = b.add_element(Type::data_cell, row);
  const ElementId nothing = b.add_element(Type::paragraph, cell);
  const ElementId cellless = b.add_element(Type::row, body);
  b.add_text(0, 0, "а", full);
  const Written w(b);
  EXPECT_THAT(w.reader->faults, IsEmpty());
  for (const ElementId element :
       {empty_section, empty_paragraph, empty_table, empty_row, cell_of_empty, nothing, cellless})
    EXPECT_EQ(w[element], "left out") << element;
  EXPECT_EQ(w[table], "<</S/Table/P E0/K[E7 E10]>>");
  EXPECT_EQ(w[head], "<</S/THead/P E6/K[E8]>>");
  EXPECT_EQ(w[head_row], "<</S/TR/P E7/K[E9]>>");
  EXPECT_EQ(w[head_cell], "<</S/TH/P E8/A<</O/Table/Scope/Column>>>>");
  EXPECT_EQ(w[row], "<</S/TR/P E10/K[E12 E13]>>");
  EXPECT_EQ(w[cell], "<</S/TD/P E11>>");
  EXPECT_EQ(w[full], "<</S/TD/P E11/Pg page 0/K[0]>>");
}

TEST(PdfStructure, KeepsTheOrderOfElementsWhereTheContentOfARowIsBroken) {
  PageBuilder b;
  b.add_page();
  const ElementId table = b.add_element(Type::table);
  const ElementId row = b.add_element(Type::row, table);
  const ElementId first = b.add_element(Type::data_cell, row);
  const ElementId second = b.add_element(Type::data_cell, row);
  b.add_text(0, 0, "а", second);
  b.add_page();
  b.add_text(0, 0, "б", first);
  b.add_text(0, 0, "в", second);
  const Written w(b);
  EXPECT_EQ(w[row], "<</S/TR/P E1/K[E3 E4]>>");
  EXPECT_EQ(w[first], "<</S/TD/P E2/Pg page 1/K[0]>>");
  EXPECT_EQ(w[second], "<</S/TD/P E2/Pg page 0/K[0 <</Type/MCR/Pg page 1/MCID 1>>]>>");
}

TEST(PdfStructure, SaysHowCellsSpanAndWhatHeadersHead) {
  PageBuilder b;
  b.add_page();
  const ElementId row = b.add_element(Type::row, b.add_element(Type::table));
  const ElementId column = b.add_cell(Type::header_cell, row, {.columns = 3});
  const ElementId side = b.add_cell(Type::header_cell, row, {.rows = 2}, true);
  const ElementId data = b.add_cell(Type::data_cell, row, {.rows = 2, .columns = 4});
  for (const ElementId cell : {column, side, data}) b.add_text(0, 0, "а", cell);
  const Written w(b);
  const auto attributes = [&](ElementId element) { return PdfReader::value(w[element], "A"); };
  EXPECT_EQ(attributes(column), "<</O/Table/Scope/Column/ColSpan 3>>");
  EXPECT_EQ(attributes(side), "<</O/Table/Scope/Row/RowSpan 2>>");
  EXPECT_EQ(attributes(data), "<</O/Table/RowSpan 2/ColSpan 4>>");
}

TEST(PdfStructure, TellsHowAListIsNumberedFromItsFirstLabel) {
  const auto numbering = [](std::string_view label) {
    PageBuilder b;
    b.add_page();
    const ElementId list = b.add_element(Type::list);
    const ElementId item = b.add_element(Type::list_item, list);
    if (!label.empty()) b.add_text(0, 0, label, b.add_element(Type::label, item));
    b.add_text(0, 0, "а", b.add_element(Type::list_body, item));
    return PdfReader::value(Written(b)[list], "A");
  };
  EXPECT_EQ(numbering("12)"), "<</O/List/ListNumbering/Decimal>>");
  EXPECT_EQ(numbering("а)"), "<</O/List/ListNumbering/LowerAlpha>>");
  EXPECT_EQ(numbering("Б."), "<</O/List/ListNumbering/UpperAlpha>>");
  EXPECT_EQ(numbering("–"), "<</O/List/ListNumbering/Disc>>");
  EXPECT_EQ(numbering(""), "");
}

TEST(PdfStructure, DescribesFigures) {
  PageBuilder b;
  b.add_page(595, 842);
  const ElementId figure = b.add_element(Type::figure);
  b.pages.elements[figure].alternative = b.add_document_text("Герб");
  b.document.images.resize(2);
  b.add_image(100, 100, 50, 20, 0, figure);
  b.add_image(90, 110, 50, 20, 1, figure);
  EXPECT_EQ(Written(b)[figure],
            "<</S/Figure/P E0/Pg page 0/K[0 1]/Alt<FEFF0413043504400431>"
            "/A<</O/Layout/Placement/Block/BBox[90 712 150 742]>>>>");
}

TEST(PdfStructure, DividesALargeParentTree) {
  PageBuilder b;
  const ElementId paragraph = b.add_element(Type::paragraph);
  for (int page = 0; page < 130; ++page) {
    b.add_page();
    if (page != 5) b.add_text(0, 0, "а", paragraph);  // a page without content has no entry
  }
  const Written w(b);
  EXPECT_THAT(w.reader->faults, IsEmpty());
  const std::string tree = w.reader->text(w.parent_tree());
  std::vector<std::string> limits;
  std::vector<std::uint32_t> arrays;
  for (const std::uint32_t leaf : PdfReader::references(PdfReader::value(tree, "Kids"))) {
    limits.push_back(PdfReader::value(w.reader->text(leaf), "Limits"));
    for (const auto array : PdfReader::references(PdfReader::value(w.reader->text(leaf), "Nums")))
      arrays.push_back(array);
  }
  EXPECT_THAT(limits, ElementsAre("[0 64]", "[65 128]", "[129 129]"));
  EXPECT_EQ(arrays.size(), 129U);
  for (const auto array : arrays)
    EXPECT_THAT(PdfReader::references(w.reader->text(array)), ElementsAre(w.numbers[paragraph]));
}

}  // namespace
}  // namespace grif::pdf
