#include "write/pdf_syntax.hpp"

#include <gtest/gtest.h>

namespace grif::pdf {
namespace {

std::string points(Length length) {
  std::string out;
  append_points(out, length);
  return out;
}
std::string fill(Colour colour) {
  std::string out;
  append_fill_colour(out, colour);
  return out;
}
std::string literal(std::string_view bytes) {
  std::string out;
  append_literal(out, bytes);
  return out;
}

TEST(PdfSyntax, WritesLengthsInPointsWithoutClosingZeros) {
  EXPECT_EQ(points(Length()), "0");
  EXPECT_EQ(points(Length::from_points(595)), "595");
  EXPECT_EQ(points(Length::from_half_points(23)), "11.5");
  EXPECT_EQ(points(Length::from_mm(297)), "841.89");
  EXPECT_EQ(points(Length::from_emu(127)), "0.01");
  EXPECT_EQ(points(Length::from_emu(1270 * 5 + 127 * 3)), "0.53");
  EXPECT_EQ(points(-Length::from_half_points(1)), "-0.5");
  EXPECT_EQ(points(-Length::from_mm(1)), "-2.83");
}

TEST(PdfSyntax, RoundsHalfAHundredthAwayFromZero) {
  EXPECT_EQ(to_hundredths(Length::from_emu(63)), 0);
  EXPECT_EQ(to_hundredths(Length::from_emu(64)), 1);
  EXPECT_EQ(to_hundredths(Length::from_emu(-63)), 0);
  EXPECT_EQ(to_hundredths(Length::from_emu(-64)), -1);
}

TEST(PdfSyntax, WritesTextStringsAsAsciiOrUtf16) {
  EXPECT_EQ(text_string(""), "()");
  EXPECT_EQ(text_string("Plan (a\\b)"), "(Plan \\(a\\\\b\\))");
  EXPECT_EQ(text_string("№ 1"), "<FEFF211600200031>");
  EXPECT_EQ(text_string("Ёж"), "<FEFF04010436>");
  EXPECT_EQ(text_string("\U0001F600"), "<FEFFD83DDE00>");
  EXPECT_EQ(text_string("a\nb"), "<FEFF0061000A0062>");
}

TEST(PdfSyntax, EscapesWhatALiteralStringCannotHold) {
  EXPECT_EQ(literal("a\rb\nc"), "(a\\rb\nc)");
  EXPECT_EQ(literal(std::string_view("\0(", 2)), std::string("(\0\\()", 5));
}

TEST(PdfSyntax, WritesGreysAndColours) {
  EXPECT_EQ(fill({0, 0, 0}), "0 g ");
  EXPECT_EQ(fill({255, 255, 255}), "1 g ");
  EXPECT_EQ(fill({217, 217, 217}), "0.851 g ");
  EXPECT_EQ(fill({255, 0, 51}), "1 0 0.2 rg ");
  EXPECT_EQ(fill({1, 254, 128}), "0.004 0.996 0.502 rg ");
}

TEST(PdfSyntax, WritesReferences) {
  std::string out;
  append_reference(out, 4'000'000'000U);
  EXPECT_EQ(out, "4000000000 0 R");
}

}  // namespace
}  // namespace grif::pdf
