#include <gtest/gtest.h>

#include "core/world.hpp"
#include "document/builder.hpp"
#include "opc/package.hpp"
#include "unit/write/docx_sample.hpp"
#include "unit/write/xlsx_opened.hpp"
#include "write/write.hpp"

namespace grif {
namespace {

using test::open_package;
using test::OpenedPackage;
using test::scratch;

TEST(Docx, PartsInAFixedOrder) {
  Diagnostics diagnostics;
  const auto bytes = write_docx(test::make_roadmap(), Pages{}, scratch(), diagnostics);
  ASSERT_TRUE(bytes);
  OpenedPackage package = open_package(*bytes);
  EXPECT_EQ(package.names(),
            (std::vector<std::string>{"[Content_Types].xml", "_rels/.rels", "word/document.xml",
                                      "word/_rels/document.xml.rels", "word/styles.xml",
                                      "word/settings.xml", "word/fontTable.xml", "word/header1.xml",
                                      "docProps/core.xml", "docProps/app.xml"}));
  EXPECT_TRUE(diagnostics.all().empty());
}

TEST(Docx, SameInputSameBytesWhateverWasWrittenBefore) {
  Diagnostics diagnostics;
  const auto first = write_docx(test::make_roadmap(), Pages{}, scratch(), diagnostics);
  const auto other = write_docx(test::make_roadmap(2, 2, 5, true), Pages{}, scratch(), diagnostics);
  const auto again = write_docx(test::make_roadmap(), Pages{}, scratch(), diagnostics);
  EXPECT_EQ(first, again);
  EXPECT_NE(first, other);
}

TEST(Docx, ADocumentOfAllParts) {
  DocumentBuilder builder(test::sample_styles());
  builder.properties().name = "sample";
  builder.begin_section({});
  builder.begin_furniture(DocumentBuilder::Furniture::footer);
  builder.begin_paragraph(0);
  builder.add_inline(Inline::Type::page_number);
  builder.end_paragraph();
  builder.end_furniture();
  builder.begin_list(false, "•");
  builder.next_list_item();
  builder.begin_paragraph(0);
  builder.add_text("пункт");
  builder.end_paragraph();
  builder.end_list();
  builder.begin_paragraph(0);
  builder.add_inline(Inline::Type::image, 0);
  builder.add_inline(Inline::Type::image, 0);
  builder.end_paragraph();
  builder.end_section();
  builder.begin_section({});
  builder.end_section();
  Document document = builder.finish();
  document.images = {{.bytes = "\x89PNG..",
                      .alternative = "герб",
                      .width = Length::from_mm(1),
                      .height = Length::from_mm(1)},
                     {.bytes = "\xFF\xD8.."}};
  Diagnostics diagnostics;
  const auto bytes = write_docx(document, Pages{}, scratch(), diagnostics);
  ASSERT_TRUE(bytes);
  OpenedPackage package = open_package(*bytes);
  EXPECT_EQ(package.names(),
            (std::vector<std::string>{
                "[Content_Types].xml", "_rels/.rels", "word/document.xml",
                "word/_rels/document.xml.rels", "word/styles.xml", "word/settings.xml",
                "word/fontTable.xml", "word/numbering.xml", "word/footer1.xml", "word/footer2.xml",
                "word/media/image1.png", "docProps/core.xml", "docProps/app.xml"}));
  EXPECT_EQ(package.part("word/media/image1.png"), "\x89PNG..");
  // The second section has no footer of its own: an empty one keeps it from taking over the first.
  EXPECT_NE(package.part("word/footer2.xml").find("GrifAfterTable"), std::string::npos);
  const std::string types = package.part("[Content_Types].xml");
  for (const char* needed : {"/word/numbering.xml", "/word/footer2.xml", "Extension=\"png\""}) {
    EXPECT_NE(types.find(needed), std::string::npos) << needed;
  }
  const std::string relations = package.part("word/_rels/document.xml.rels");
  for (
      const char* needed :
      {"Id=\"rId4\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering\"",
       "Target=\"footer1.xml\"", "Target=\"media/image1.png\""}) {
    EXPECT_NE(relations.find(needed), std::string::npos) << needed;
  }
}

TEST(Docx, EqualFurnitureIsOnePart) {
  DocumentBuilder builder(test::sample_styles());
  for (int i = 0; i < 40; ++i) {
    builder.begin_section({});
    builder.begin_furniture(DocumentBuilder::Furniture::header);
    builder.begin_paragraph(0);
    builder.add_text("Лицей");
    builder.end_paragraph();
    builder.end_furniture();
    builder.end_section();
  }
  const Document document = builder.finish();
  Diagnostics diagnostics;
  const auto bytes = write_docx(document, Pages{}, scratch(), diagnostics);
  ASSERT_TRUE(bytes);
  OpenedPackage package = open_package(*bytes);
  EXPECT_TRUE(package.has("word/header1.xml"));
  EXPECT_FALSE(package.has("word/header2.xml"));
}

TEST(Docx, PropertiesHoldNothingOfTheMachine) {
  DocumentBuilder builder(test::sample_styles());
  builder.properties().title = "План & «график»";
  builder.properties().organisation = "Лицей № 21";
  builder.properties().has_date = true;
  builder.properties().date = *Date::from_ymd(2026, 9, 1);
  builder.begin_section({});
  builder.end_section();
  const Document document = builder.finish();
  Pages pages;
  pages.pages.resize(4);
  Diagnostics diagnostics;
  const auto bytes = write_docx(document, pages, scratch(), diagnostics);
  ASSERT_TRUE(bytes);
  OpenedPackage package = open_package(*bytes);
  const std::string declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
  EXPECT_EQ(
      package.part("docProps/core.xml"),
      declaration +
          "<cp:coreProperties "
          "xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "
          "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" "
          "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
          "<dc:title>План &amp; «график»</dc:title><dc:creator>Лицей № 21</dc:creator>"
          "<dc:language>ru-RU</dc:language>"
          "<dcterms:created xsi:type=\"dcterms:W3CDTF\">2026-09-01T00:00:00Z</dcterms:created>"
          "<dcterms:modified xsi:type=\"dcterms:W3CDTF\">2026-09-01T00:00:00Z</dcterms:modified>"
          "</cp:coreProperties>");
  EXPECT_EQ(
      package.part("docProps/app.xml"),
      declaration +
          "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">"
          "<Pages>4</Pages><Application>Grif</Application><Company>Лицей № 21</Company></Properties>");
}

TEST(Docx, WhatADocxCannotHoldIsRefused) {
  Document document = test::make_roadmap(1, 1);
  document.inlines.push_back({.type = Inline::Type::footnote});
  Diagnostics diagnostics;
  EXPECT_FALSE(write_docx(document, Pages{}, scratch(), diagnostics));
  ASSERT_EQ(diagnostics.all().size(), 1U);
  EXPECT_EQ(diagnostics.all()[0].id(), "content-unsupported");
  EXPECT_EQ(
      diagnostics.all()[0].text,
      "документ «roadmap» не записан в DOCX: в нём есть сноска, а этого DOCX от Grif пока не умеет");
  document = test::make_roadmap(1, 1);
  document.blocks.push_back({.type = Block::Type::chart});
  Diagnostics english(Language::english);
  EXPECT_FALSE(write_docx(document, Pages{}, scratch(), english));
  EXPECT_EQ(
      english.all().at(0).text,
      "document “roadmap” was not written as DOCX: it has a chart, which Grif's DOCX cannot hold yet");
}

TEST(Docx, BrokenTextIsRefused) {
  Document document = test::make_roadmap(1, 1);
  document.text = "Слово\xFFи дело";
  Diagnostics diagnostics;
  EXPECT_FALSE(write_docx(document, Pages{}, scratch(), diagnostics));
  ASSERT_EQ(diagnostics.all().size(), 1U);
  EXPECT_EQ(diagnostics.all()[0].id(), "text-not-unicode");
  EXPECT_EQ(diagnostics.all()[0].text,
            "документ «roadmap» не записан в DOCX: в тексте «Слово…» байт 0xFF — не UTF-8");
}

}  // namespace
}  // namespace grif
