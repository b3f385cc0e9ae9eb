#include "write/pdf_navigation.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/write/pdf_pages.hpp"
#include "unit/write/pdf_reader.hpp"

namespace grif::pdf {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// The outline of headings of these levels, one line an item in order of objects:
/// title, parent, previous, next, first, last, count; items by their titles.
std::vector<std::string> outline_of(const std::vector<int>& levels) {
  PageBuilder b;
  b.add_page();
  for (std::size_t i = 0; i < levels.size(); ++i)
    b.add_heading(std::string(1, static_cast<char>('a' + i)), static_cast<std::uint8_t>(levels[i]),
                  0, 100);
  Deflater deflater(1);
  FileWriter file(deflater);
  const ObjectNumber page = file.allocate();
  file.add(page, "<<>>");
  ContentWriter content(b.pages, real_faces().size());
  content.write_next_page();
  const StructureTree structure(b.document, b.pages, content, {});
  const ObjectNumber outline = write_outline(b.pages, page, structure, file);
  const PdfReader reader(file.finish(page, page));
  EXPECT_THAT(reader.faults, IsEmpty());
  std::vector<std::string> lines;
  for (ObjectNumber item = outline; item <= outline + levels.size(); ++item) {
    const std::string text = reader.text(item);
    std::string line = item == outline ? "outline" : PdfReader::value(text, "Title");
    for (const std::string_view key : {"Parent", "Prev", "Next", "First", "Last"}) {
      if (const std::uint32_t target = PdfReader::reference(text, key); target != 0)
        line.append(" ").append(key).append("=").append(
            target == outline ? "outline" : PdfReader::value(reader.text(target), "Title"));
    }
    const std::string count = PdfReader::value(text, "Count");
    lines.push_back(line + (count.empty() ? "" : " Count=" + count));
  }
  return lines;
}

TEST(PdfNavigation, NestsBookmarksByLevel) {
  EXPECT_THAT(outline_of({1, 2, 3, 2, 1}),
              ElementsAre("outline First=(a) Last=(e) Count=4",
                          "(a) Parent=outline Next=(e) First=(b) Last=(d) Count=2",
                          "(b) Parent=(a) Next=(d) First=(c) Last=(c) Count=-1", "(c) Parent=(b)",
                          "(d) Parent=(a) Prev=(b)", "(e) Parent=outline Prev=(a)"));
}

TEST(PdfNavigation, TakesHeadingsThatSkipLevelsOrBeginLow) {
  EXPECT_THAT(outline_of({3, 2, 4, 1}),
              ElementsAre("outline First=(a) Last=(d) Count=4", "(a) Parent=outline Next=(b)",
                          "(b) Parent=outline Prev=(a) Next=(d) First=(c) Last=(c) Count=1",
                          "(c) Parent=(b)", "(d) Parent=outline Prev=(b)"));
}

TEST(PdfNavigation, WritesNoOutlineWithoutHeadings) {
  PageBuilder b;
  b.add_page();
  Deflater deflater(1);
  FileWriter file(deflater);
  ContentWriter content(b.pages, real_faces().size());
  content.write_next_page();
  EXPECT_EQ(write_outline(b.pages, 1, StructureTree(b.document, b.pages, content, {}), file), 0U);
}

TEST(PdfNavigation, PointsToPlacesFromTheBottomOfTheirPage) {
  PageBuilder b;
  b.add_page(100, 200);
  b.add_page(100, 300);
  EXPECT_EQ(make_destination({1, Length::from_points(40)}, b.pages, 7),
            "[8 0 R/XYZ null 260 null]");
}

TEST(PdfNavigation, LabelsPagesWithTheirPrintedNumbers) {
  const auto labels = [](const std::vector<std::uint32_t>& numbers) {
    PageBuilder b;
    for (const std::uint32_t number : numbers) b.add_page(100, 100, number);
    return make_page_labels(b.pages);
  };
  EXPECT_EQ(labels({1, 2, 3}), "<</Nums[0<</S/D>>]>>");
  EXPECT_EQ(labels({5, 6, 1, 2, 9}), "<</Nums[0<</S/D/St 5>>2<</S/D>>4<</S/D/St 9>>]>>");
}

/// The annotation of a link and what was reported of it.
struct WrittenLink {
  explicit WrittenLink(const std::string& url, std::string_view language = "ru-RU") {
    PageBuilder b;
    b.document.properties.language = language;
    b.add_page(595, 842, 7);
    b.add_bookmark("Цель", 100);
    b.add_link(100, 200, 50, 12.5, url, 0);
    Deflater deflater(1);
    FileWriter file(deflater);
    const ObjectNumber page = file.allocate();
    file.add(page, "<<>>");
    LinkWriter links(b.document, b.pages, page);
    links.write(file, diagnostics);
    on_page = links.annotations_of(0);
    const PdfReader reader(file.finish(page, page));
    EXPECT_THAT(reader.faults, IsEmpty());
    const auto objects = PdfReader::references(on_page);
    if (!objects.empty()) text = reader.text(objects[0]);
  }
  Diagnostics diagnostics;
  std::string on_page, text;
};

TEST(PdfNavigation, WritesLinksToPlacesOfTheDocument) {
  EXPECT_EQ(
      WrittenLink("#Цель").text,
      "<</Type/Annot/A<</S/GoTo/D[1 0 R/XYZ null 742 null]>>/Border[0 0 0]/Contents<"
      "FEFF041F0435044004350445043E04340020043D043000200441044204400430043D04380446044300200037>"
      "/F 4/Rect[100 629.5 150 642]/StructParent 1/Subtype/Link>>");
}

TEST(PdfNavigation, WritesLinksToTheWebAsAscii) {
  const WrittenLink link("https://школа.example/a(b)?q=1");
  EXPECT_EQ(PdfReader::value(link.text, "A"),
            "<</S/URI/URI(https://%D1%88%D0%BA%D0%BE%D0%BB%D0%B0.example/a\\(b\\)?q=1)>>");
  EXPECT_EQ(PdfReader::value(WrittenLink("mailto:a@b.example").text, "Contents"),
            "(mailto:a@b.example)");
  EXPECT_EQ(link.on_page, "[3 0 R]");
  EXPECT_THAT(link.diagnostics.all(), IsEmpty());
}

TEST(PdfNavigation, SpeaksTheDocumentsLanguage) {
  EXPECT_EQ(PdfReader::value(WrittenLink("#Цель", "en-GB").text, "Contents"), "(Go to page 7)");
}

TEST(PdfNavigation, ReportsLinksThatLeadNowhere) {
  for (const std::string url : {"#нет", "javascript:alert(1)"}) {
    const WrittenLink link(url);
    EXPECT_EQ(link.on_page, "");
    ASSERT_EQ(link.diagnostics.all().size(), 1U);
    const Diagnostic& warning = link.diagnostics.all()[0];
    EXPECT_EQ(warning.kind, Kind::link_without_target);
    EXPECT_EQ(warning.severity, Severity::warning);
    EXPECT_EQ(warning.text,
              "документ «sample»: ссылка «" + url + "» осталась в PDF простым текстом");
  }
}

}  // namespace
}  // namespace grif::pdf
