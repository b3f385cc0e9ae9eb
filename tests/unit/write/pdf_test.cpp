#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/text.hpp"
#include "unit/write/pdf_pages.hpp"
#include "unit/write/pdf_reader.hpp"
#include "write/write.hpp"

namespace grif {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string write_with(WriteScratch& scratch, const PageBuilder& b,
                       PdfConformance conformance = PdfConformance::none) {
  Diagnostics diagnostics;
  const auto pdf = write_pdf(b.document, b.pages, real_faces(), scratch, diagnostics, conformance);
  EXPECT_THAT(diagnostics.all(), IsEmpty());
  return pdf.value_or("");
}
std::string write_alone(const PageBuilder& b, PdfConformance conformance = PdfConformance::none) {
  WriteScratch scratch(real_faces());
  return write_with(scratch, b, conformance);
}
PageBuilder make_sample() {
  PageBuilder b;
  fill_sample(b);
  return b;
}

/// Code points by two-byte code, from the bfchar lines of a ToUnicode map.
std::map<unsigned, std::string> read_to_unicode(std::string_view cmap) {
  std::map<unsigned, std::string> map;
  const auto hex = [&](std::size_t at) {
    unsigned value = 0;
    std::from_chars(cmap.data() + at, cmap.data() + at + 4, value, 16);
    return value;
  };
  for (std::size_t at = cmap.find("beginbfchar"); at < cmap.size(); ++at) {
    if (cmap.substr(at, 2) != "\n<" || cmap.substr(at + 6, 3) != "> <") continue;
    append_utf8(map[hex(at + 2)], hex(at + 9));
  }
  return map;
}

/// The texts that a page shows, one for each string operator, by the fonts' own ToUnicode maps.
std::vector<std::string> read_texts(const PdfReader& reader, std::uint32_t page) {
  std::map<std::string, std::map<unsigned, std::string>> fonts;
  const std::string resources = reader.text(PdfReader::reference(reader.text(page), "Resources"));
  const std::string font_resources = PdfReader::value(resources, "Font");
  const std::string content = reader.page_content(page);
  std::vector<std::string> texts;
  std::string font, bytes;
  for (std::size_t i = 0; i < content.size(); ++i) {
    if (content.compare(i, 2, "/F") == 0 && content.compare(i, 4, "/Fig") != 0) {
      font = content.substr(i + 1, content.find(' ', i) - i - 1);
      if (!fonts.contains(font)) {
        const auto object = PdfReader::reference(font_resources, font);
        const auto map = PdfReader::reference(reader.text(object), "ToUnicode");
        fonts[font] = read_to_unicode(reader.objects.at(map).stream);
      }
    } else if (content[i] == '(') {
      for (++i; content[i] != ')'; ++i) {
        if (content[i] == '\\') ++i;
        bytes += content[i] == 'r' && content[i - 1] == '\\' ? '\r' : content[i];
      }
    } else if (content.compare(i, 2, "Tj") == 0 || content.compare(i, 2, "TJ") == 0) {
      std::string text;
      for (std::size_t k = 0; k + 1 < bytes.size(); k += 2)
        text += fonts[font][static_cast<unsigned char>(bytes[k]) * 256U +
                            static_cast<unsigned char>(bytes[k + 1])];
      texts.push_back(text);
      bytes.clear();
    }
  }
  return texts;
}

/// Checks that MCIDs count from 0 without holes, that marks are closed, and that the parent tree
/// leads from each mark and annotation to an element that has it. Returns the number of marks.
std::size_t check_marks(const PdfReader& reader) {
  const std::string root =
      reader.text(PdfReader::reference(reader.text(reader.catalog()), "StructTreeRoot"));
  std::map<std::uint32_t, std::uint32_t> parents;
  const auto add_entries = [&](const std::string& node) {
    const std::string entries = PdfReader::value(node, "Nums");
    std::size_t at = 1;
    for (const std::uint32_t object : PdfReader::references(entries)) {
      std::uint32_t key = 0;
      std::from_chars(entries.data() + at, entries.data() + entries.size(), key);
      parents[key] = object;
      at = entries.find("R ", at) + 2;
    }
  };
  const std::string tree = reader.text(PdfReader::reference(root, "ParentTree"));
  add_entries(tree);
  for (const std::uint32_t leaf : PdfReader::references(PdfReader::value(tree, "Kids")))
    add_entries(reader.text(leaf));
  std::size_t marks = 0;
  for (const std::uint32_t page : reader.pages()) {
    const std::string content = reader.page_content(page);
    std::size_t opened = 0, closed = 0, count = 0;
    for (std::size_t at = content.find("BDC\n"); at != std::string::npos;
         at = content.find("BDC\n", at + 1))
      ++opened;
    for (std::size_t at = content.find("EMC\n"); at != std::string::npos;
         at = content.find("EMC\n", at + 1))
      ++closed;
    EXPECT_EQ(opened, closed);
    for (std::size_t at = content.find("/MCID "); at != std::string::npos;
         at = content.find("/MCID ", at + 1)) {
      const std::string expected = "/MCID " + std::to_string(count++);
      EXPECT_EQ(content.substr(at, expected.size()), expected);
    }
    marks += count;
    const std::string key = PdfReader::value(reader.text(page), "StructParents");
    if (key.empty()) {
      EXPECT_EQ(count, 0U);
      continue;
    }
    const auto elements =
        PdfReader::references(reader.text(parents[static_cast<std::uint32_t>(std::stoi(key))]));
    EXPECT_EQ(elements.size(), count);
    for (const std::uint32_t element : elements)
      EXPECT_NE(PdfReader::value(reader.text(element), "S"), "");
    for (const std::uint32_t annotation :
         PdfReader::references(PdfReader::value(reader.text(page), "Annots"))) {
      const std::string number = PdfReader::value(reader.text(annotation), "StructParent");
      const std::string element =
          reader.text(parents[static_cast<std::uint32_t>(std::stoi(number))]);
      EXPECT_THAT(element, HasSubstr("/Obj " + std::to_string(annotation) + " 0 R"));
    }
  }
  return marks;
}

TEST(Pdf, GivesTheTextBackExactly) {
  const PdfReader reader(write_alone(make_sample()));
  EXPECT_THAT(reader.faults, IsEmpty());
  const auto pages = reader.pages();
  ASSERT_EQ(pages.size(), 2U);
  EXPECT_THAT(read_texts(reader, pages[0]),
              ElementsAre("Дорожная карта", "Подробнее — на ", "сайте", " (\\лицея\\), адми", "-",
                          "нистрация, ТАВАУ", "Перечень мероприятий", "........", "2", "1.",
                          "Изучение запросов родителей", "2.", "Изучение запросов педагогов", "№",
                          "Мероприятие и срок", "1", "Создание рабочей", "сентябрь", "1"));
  EXPECT_THAT(read_texts(reader, pages[1]),
              ElementsAre("№", "группы наставников", "октябрь", "Перечень мероприятий", "2"));
}

TEST(Pdf, TiesAllContentToTheStructure) {
  const PdfReader reader(write_alone(make_sample()));
  EXPECT_EQ(check_marks(reader), 17U + 4U);
}

TEST(Pdf, NamesTheParts) {
  const PdfReader reader(write_alone(make_sample()));
  const std::string catalog = reader.text(reader.catalog());
  EXPECT_EQ(PdfReader::value(catalog, "Type"), "/Catalog");
  EXPECT_EQ(PdfReader::value(catalog, "Lang"), "(ru-RU)");
  EXPECT_EQ(PdfReader::value(catalog, "MarkInfo"), "<</Marked true>>");
  EXPECT_EQ(PdfReader::value(catalog, "ViewerPreferences"), "<</DisplayDocTitle true>>");
  EXPECT_EQ(PdfReader::value(catalog, "PageMode"), "/UseOutlines");
  EXPECT_EQ(PdfReader::value(catalog, "PageLabels"), "<</Nums[0<</S/D>>]>>");
  EXPECT_THAT(PdfReader::value(catalog, "OutputIntents"), HasSubstr("/S/GTS_PDFA1"));
  const auto page = reader.pages()[1];
  const std::string text = reader.text(page);
  EXPECT_EQ(PdfReader::value(text, "MediaBox"), "[0 0 842 595]");
  EXPECT_EQ(PdfReader::value(text, "Tabs"), "/S");
  EXPECT_EQ(PdfReader::value(text, "Annots"), "");
  const std::string xmp = reader.objects.at(PdfReader::reference(catalog, "Metadata")).stream;
  EXPECT_THAT(xmp, HasSubstr("Наставничество &amp; &lt;развитие&gt;"));
  EXPECT_THAT(xmp, testing::Not(HasSubstr("<pdfaid:part>")));
}

TEST(Pdf, EmbedsSubsetsOfTheFacesUsed) {
  const PdfReader reader(write_alone(make_sample()));
  const std::string resources =
      reader.text(PdfReader::reference(reader.text(reader.pages()[0]), "Resources"));
  const auto fonts = PdfReader::references(PdfReader::value(resources, "Font"));
  ASSERT_EQ(fonts.size(), 2U);
  const std::string type0 = reader.text(fonts[1]);
  EXPECT_THAT(PdfReader::value(type0, "BaseFont"),
              testing::MatchesRegex("/[A-Z]{6}\\+LiberationSerif-Bold"));
  const auto descendants = PdfReader::references(PdfReader::value(type0, "DescendantFonts"));
  ASSERT_EQ(descendants.size(), 1U);
  const std::string descriptor =
      reader.text(PdfReader::reference(reader.text(descendants[0]), "FontDescriptor"));
  const FaceMetrics& metrics =
      real_faces().at(real_faces().find("Times New Roman", true, false)).metrics();
  EXPECT_EQ(PdfReader::value(descriptor, "Descent"), std::to_string(-metrics.descent));
  EXPECT_EQ(PdfReader::value(descriptor, "Flags"), "6");
  const auto program = PdfReader::reference(descriptor, "FontFile2");
  EXPECT_EQ(PdfReader::value(reader.text(program), "Length1"),
            std::to_string(reader.objects.at(program).stream.size()));
  // Each code's width is the face's advance.
  EXPECT_THAT(PdfReader::value(reader.text(descendants[0]), "W"), HasSubstr("[0["));
}

TEST(Pdf, TakesTheDateFromTheDocumentOnly) {
  PageBuilder b = make_sample();
  EXPECT_THAT(write_alone(b), testing::Not(HasSubstr("CreateDate")));
  b.document.properties.has_date = true;
  b.document.properties.date = *Date::parse("22.11.2026");
  EXPECT_THAT(write_alone(b), HasSubstr("<xmp:CreateDate>2026-11-22T00:00:00Z"));
}

TEST(Pdf, DividesThePageTreeAndTheParentTreeOfLongDocuments) {
  PageBuilder b;
  fill_long_table(b, 2700);
  const PdfReader reader(write_alone(b));
  EXPECT_THAT(reader.faults, IsEmpty());
  const auto pages = reader.pages();
  ASSERT_EQ(pages.size(), 135U);
  const std::string tree =
      reader.text(PdfReader::reference(reader.text(reader.catalog()), "Pages"));
  EXPECT_EQ(PdfReader::value(tree, "Count"), "135");
  EXPECT_EQ(PdfReader::references(PdfReader::value(tree, "Kids")).size(), 3U);
  EXPECT_EQ(check_marks(reader), 2700U * 4);
  EXPECT_EQ(read_texts(reader, pages[134])[0], "135");
}

TEST(Pdf, GivesTheSameBytesWhateverTheScratchHasSeen) {
  const PageBuilder b = make_sample();
  PageBuilder other;
  fill_long_table(other, 50);
  const std::string expected = write_alone(b);
  WriteScratch scratch(real_faces());
  write_with(scratch, other);
  EXPECT_EQ(write_with(scratch, b), expected);
  EXPECT_EQ(write_with(scratch, b), expected);
}

TEST(Pdf, WritesOnManyThreadsAtOnce) {
  const PageBuilder b = make_sample();
  const std::string expected = write_alone(b);
  std::vector<std::string> results(4);
  {
    std::vector<std::jthread> threads;
    threads.reserve(results.size());
    for (std::string& result : results)
      threads.emplace_back([&] {
        WriteScratch scratch(real_faces());
        for (int i = 0; i < 20; ++i) result = write_with(scratch, b);
      });
  }
  for (const std::string& result : results) EXPECT_EQ(result, expected);
}

TEST(Pdf, RefusesADocumentWithoutPages) {
  PageBuilder b;
  WriteScratch scratch(real_faces());
  Diagnostics diagnostics;
  EXPECT_FALSE(write_pdf(b.document, b.pages, real_faces(), scratch, diagnostics));
  ASSERT_EQ(diagnostics.all().size(), 1U);
  EXPECT_EQ(diagnostics.all()[0].kind, Kind::pdf_without_pages);
  EXPECT_EQ(diagnostics.all()[0].text,
            "документ «sample» не записан в PDF: в нём нет ни одной страницы");
}

TEST(Pdf, RefusesADocumentWithAnUnreadableImage) {
  PageBuilder b = make_sample();
  b.document.images[0].bytes = "GIF89a";
  WriteScratch scratch(real_faces());
  Diagnostics diagnostics;
  EXPECT_FALSE(write_pdf(b.document, b.pages, real_faces(), scratch, diagnostics));
  ASSERT_EQ(diagnostics.all().size(), 1U);
  EXPECT_EQ(diagnostics.all()[0].kind, Kind::image_unreadable);
  b.document.images[0].bytes = small_png();
  EXPECT_TRUE(write_pdf(b.document, b.pages, real_faces(), scratch, diagnostics));
}

TEST(Pdf, TellsWhatTheLibraryAnswered) {
  const std::string_view arguments[] = {"roadmap", "ePdfError_OutOfMemory"};
  EXPECT_EQ(
      format_text(Kind::pdf_refused, Language::russian, arguments),
      "документ «roadmap» не записан в PDF: библиотека PoDoFo ответила ePdfError_OutOfMemory");
  EXPECT_EQ(format_text(Kind::pdf_refused, Language::english, arguments),
            "document “roadmap” was not written as PDF: PoDoFo answered ePdfError_OutOfMemory");
}

TEST(Pdf, WritesAPageWithoutAnything) {
  PageBuilder b;
  b.pages.elements.clear();
  b.add_page();
  const PdfReader reader(write_alone(b));
  EXPECT_THAT(reader.faults, IsEmpty());
  ASSERT_EQ(reader.pages().size(), 1U);
  EXPECT_EQ(PdfReader::value(reader.text(reader.catalog()), "Outlines"), "");
  EXPECT_EQ(reader.page_content(reader.pages()[0]), "");
}

}  // namespace
}  // namespace grif
