#include "write/xlsx_heights.hpp"

#include <gtest/gtest.h>

#include "document/builder.hpp"
#include "unit/write/docx_sample.hpp"
#include "unit/write/xlsx_opened.hpp"
#include "write/scratch.hpp"

namespace grif::xlsx {
namespace {

/// A cell's text and what measures it.
struct Measured {
  explicit Measured(const std::vector<std::pair<std::string_view, int>>& runs)
      : advances(test::scratch().impl().faces) {
    DocumentBuilder builder(test::sample_styles());
    builder.begin_section({});
    builder.begin_paragraph(0);
    for (const auto& [run, half_points] : runs) {
      CharacterProperties size;
      size.half_points = half_points;
      builder.push_run(kNoStyle, size);
      builder.add_text(run);
      builder.pop_run();
    }
    builder.end_paragraph();
    builder.end_section();
    document = builder.finish();
    const BookmarkPlaces none;
    TextCollector(document, none).collect(document.sections[0].blocks, text);
  }
  Length height(std::int64_t points) {
    return TextMeasure(document, advances).height(text, Length::from_points(points));
  }
  Length width() { return TextMeasure(document, advances).width(text); }

  Advances advances;
  Document document;
  CellText text;
};

Length height_of(std::string_view text, std::int64_t points) {
  return Measured({{text, 24}}).height(points);
}

TEST(XlsxHeights, PixelsAreExact) {
  EXPECT_EQ(kPixel, Length::from_twips(15));
  EXPECT_EQ(round_down_to_pixels(Length::from_twips(29)), kPixel);
  EXPECT_EQ(round_up_to_pixels(Length::from_twips(31)), 3 * kPixel);
  EXPECT_EQ(round_up_to_pixels(Length::from_twips(30)), 2 * kPixel);
  EXPECT_EQ(round_up_to_pixels(Length()), Length());
}

TEST(XlsxHeights, LinesAreAsHighAsExcelFitsThem) {
  EXPECT_EQ(line_height(22), Length::from_points(15));
  EXPECT_EQ(line_height(24), Length::from_twips(315));  // 15.75 points
  EXPECT_EQ(line_height(28), Length::from_twips(375));  // 18.75
}

TEST(XlsxHeights, LinesAreCountedAsTheyWrap) {
  const Length line = line_height(24);
  EXPECT_EQ(height_of("", 100), line_height(22));
  EXPECT_EQ(height_of("слово", 100), line);
  EXPECT_EQ(height_of("слово\nслово", 100), 2 * line);
  EXPECT_EQ(height_of("слово\n\nслово", 100), 3 * line);
  EXPECT_EQ(height_of("слово слово слово слово", 1000), line);
  // «слово» is some 31 points wide: two with a blank fit into 70, three do not.
  EXPECT_EQ(height_of("слово слово слово слово", 70), 2 * line);
  EXPECT_EQ(height_of("слово слово слово слово", 40), 4 * line);
  EXPECT_EQ(height_of("слово\u00A0слово", 40), 2 * line);  // one word, cut
  EXPECT_EQ(height_of("достопримечательность", 50), 3 * line);
  EXPECT_EQ(height_of("слово", 0), Measured({{"слово", 24}}).height(-5));
}

TEST(XlsxHeights, BlanksAtTheEndOfALineHangOver) {
  // The word fits exactly, its blanks do not.
  Measured word({{"слово", 24}});
  const std::int64_t exact = word.width().emu() / Length::kEmuPerPoint + 1;
  EXPECT_EQ(height_of("слово   ", exact), line_height(24));
  EXPECT_EQ(height_of("слово    слово", exact), 2 * line_height(24));
}

TEST(XlsxHeights, ALineIsAsHighAsItsLargestLetter) {
  EXPECT_EQ(Measured({{"мелко ", 20}, {"крупно", 40}}).height(1000), line_height(40));
  EXPECT_EQ(Measured({{"мелко ", 20}, {"крупно", 40}}).height(80),
            line_height(20) + line_height(40));
  // A word of two looks is one word.
  EXPECT_EQ(Measured({{"сло", 24}, {"во сло", 24}, {"во", 26}}).height(40),
            line_height(24) + line_height(26));
}

TEST(XlsxHeights, WidthsAreOfTheLongestLineWithoutKerning) {
  // Liberation Serif: A is 722 thousandths of an em, V too; with kerning they would be closer.
  EXPECT_EQ(Measured({{"AV", 24}}).width(), Length::from_emu(1444 * 12 * 127 / 10));
  EXPECT_EQ(Measured({{"A\nAAA\nAA", 24}}).width(), Length::from_emu(2166 * 12 * 127 / 10));
  EXPECT_EQ(Measured({{"", 24}}).width(), Length());
  EXPECT_EQ(Measured({{"\U000FFFFD", 24}}).width(), Length::from_points(12));  // in no face
}

TEST(XlsxHeights, TheNormalFontCountsInWholePixels) {
  Advances advances(test::scratch().impl().faces);
  DocumentBuilder builder(test::sample_styles());
  const NormalFont font = find_normal_font(builder.finish(), advances);
  EXPECT_EQ(font.family, "Times New Roman");
  EXPECT_EQ(font.digit, 8 * kPixel);
  EXPECT_EQ(font.indent, 12 * kPixel);
}

}  // namespace
}  // namespace grif::xlsx
