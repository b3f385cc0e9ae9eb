#include "font/pair_kerning.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "core/world.hpp"
#include "font/face_impl.hpp"
#include "font/harfbuzz.hpp"
#include "unit/font/installed_fonts.hpp"

namespace grif {
namespace {

Face load(const std::string& path) {
  DiskWorld world;
  auto bytes = world.map_file(path, 64U << 20);
  return std::move(*Face::load(std::move(*bytes), "Family", false, false));
}

/// What documents are written with: ASCII, Latin-1, Cyrillic, typographic signs; and signs that
/// some faces lack.
std::vector<char32_t> everyday_signs() {
  std::vector<char32_t> signs;
  const auto add = [&](char32_t first, char32_t last) {
    for (char32_t c = first; c <= last; ++c)
      if (c != 0xAD) signs.push_back(c);
  };
  add(0x20, 0x7E);
  add(0xA0, 0xFF);
  add(0x400, 0x45F);
  add(0x490, 0x493);
  add(0x2010, 0x2026);
  for (const char32_t c : {U'‰', U'‹', U'›', U'€', U'₽', U'№', U'™', U'→', U'−', U'☐', U'☑'})
    signs.push_back(c);
  return signs;
}

/// Every sign of the alphabets that kern by pairs.
std::vector<char32_t> all_signs(const Face& face) {
  std::vector<char32_t> signs;
  for (char32_t c = 0x20; c < 0x2700; ++c) {
    const bool mark = (c >= 0x300 && c < 0x370) || (c >= 0x483 && c < 0x48A);
    const bool kerns = c < 0x7F || (c > 0xAD && c < 0x530) || (c >= 0x2010 && c < 0x2028) ||
                       (c >= 0x2030 && c < 0x2044) || (c >= 0x20A0 && c < 0x20C0) ||
                       (c >= 0x2100 && c < 0x2300) || c >= 0x2500;
    if (kerns && !mark && face.glyph(c) != 0) signs.push_back(c);
  }
  return signs;
}

struct Compared {
  std::size_t equal = 0, kerned = 0, unknown = 0;
  std::string differences;  ///< the first ones
};

/// Every pair of the signs, as the tables have it and as HarfBuzz shapes it: for each sign a text
/// in which it stands before and behind every one from itself on.
Compared compare(const Face& face, const std::vector<char32_t>& signs) {
  const Face::Impl& impl = face.impl();
  std::string reason;
  const auto harfbuzz = load_harfbuzz(reason);
  Compared result;
  for (std::size_t i = 0; i < signs.size(); ++i) {
    std::u32string text(1, signs[i]);
    for (std::size_t j = i; j < signs.size(); ++j) (text += signs[j]) += signs[i];
    const auto shaped = harfbuzz->shape_simple(face, text);
    if (shaped.size() != text.size()) {
      result.differences += "another count of glyphs;";
      continue;
    }
    for (std::size_t at = 0; at + 1 < text.size(); ++at) {
      const GlyphId left = impl.glyph(text[at]), right = impl.glyph(text[at + 1]);
      const bool plain = impl.draws_as_harfbuzz(text[at]) && impl.draws_as_harfbuzz(text[at + 1]);
      const auto kern = plain ? impl.kerning.find(left, right) : std::nullopt;
      if (!kern) {
        ++result.unknown;
        continue;
      }
      result.kerned += *kern != 0;
      const bool same =
          shaped[at].glyph == left && shaped[at].x_advance == impl.units[left] + *kern;
      result.equal += same;
      if (!same && result.differences.size() < 300)
        result.differences += std::to_string(static_cast<unsigned>(text[at])) + "+" +
                              std::to_string(static_cast<unsigned>(text[at + 1])) + ";";
    }
  }
  return result;
}

TEST(PairKerning, IsThatOfHarfBuzzForEveryPairOfEverydaySignsInEveryInstalledFont) {
  std::size_t kerned = 0;
  for (const std::string& path : installed_fonts()) {
    const Compared result = compare(load(path), everyday_signs());
    EXPECT_EQ(result.differences, "") << path;
    EXPECT_GT(result.equal, 100'000U) << path;
    kerned += result.kerned;
  }
  EXPECT_GT(kerned, 20'000U) << "kerning was compared, not its absence";
}

TEST(PairKerning, IsThatOfHarfBuzzForEveryPairOfTheTextFace) {
  const std::vector<std::string> fonts = installed_fonts();
  const auto path = std::ranges::find_if(
      fonts, [](const auto& font) { return font.ends_with("LiberationSerif-Regular.ttf"); });
  ASSERT_NE(path, fonts.end());
  const Face face = load(*path);
  const std::vector<char32_t> signs = all_signs(face);
  const Compared result = compare(face, signs);
  EXPECT_EQ(result.differences, "");
  EXPECT_GE(result.equal + result.unknown, signs.size() * signs.size());
  EXPECT_EQ(result.unknown, 0U) << "texts in this face would load HarfBuzz";
}

/// A font whose only table is this one.
std::string font_of(std::string_view tag, std::string_view table) {
  std::string font("\0\1\0\0\0\1\0\0\0\0\0\0", 12);
  font += tag;
  font += std::string("\0\0\0\0\0\0\0\x1C\0\0\xFF\xFF", 12);
  font += table;
  return font;
}

std::string words(std::initializer_list<int> values) {
  std::string bytes;
  for (const int value : values) {
    bytes += static_cast<char>(value >> 8);
    bytes += static_cast<char>(value);
  }
  return bytes;
}

/// A GPOS with one script, one feature (kern) and one lookup, which begins at byte 54.
std::string kern_table(int type, int flags, const std::string& subtable) {
  return words({1, 0, 10, 30, 44}) +                                // header
         words({1}) + "cyrl" + words({8, 4, 0, 0, 0xFFFF, 1, 0}) +  // scripts, at 10
         words({1}) + "kern" + words({8, 0, 1, 0}) +                // features, at 30
         words({1, 4}) + words({type, flags, 1, 8}) + subtable;     // lookups, at 44; it at 48
}

// Glyph 5 before glyph 7: -40.
const std::string kOnePair = words({1, 18, 4, 0, 1, 12, 1, 7, -40, 1, 1, 5});

TEST(PairKerning, ReadsPairsOfGlyphs) {
  const std::string font = font_of("GPOS", kern_table(2, 8, kOnePair));
  const PairKerning kerning(font);
  EXPECT_EQ(kerning.find(5, 7), -40);
  EXPECT_EQ(kerning.find(7, 5), 0);
  EXPECT_EQ(kerning.find(5, 8), 0);
}

TEST(PairKerning, ReadsPairsOfClasses) {
  // Rows: no class, glyphs 5 to 6; columns: no class, glyph 9.
  const auto font = [](int of_no_class) {
    return font_of(
        "GPOS", kern_table(2, 0,
                           words({2, 24, 4, 0, 32, 42, 2, 2, 0, 0, of_no_class, 70}) +
                               words({1, 2, 5, 6}) + words({2, 1, 5, 6, 1}) + words({1, 9, 1, 1})));
  };
  const std::string usual = font(0);
  const PairKerning kerning(usual);
  EXPECT_EQ(kerning.find(6, 9), 70);
  EXPECT_EQ(kerning.find(6, 8), 0);
  EXPECT_EQ(kerning.find(9, 6), 0);
  const std::string unusual = font(3);
  EXPECT_EQ(PairKerning(unusual).find(6, 9), std::nullopt);
}

TEST(PairKerning, KnowsItsLimits) {
  const auto find = [](const std::string& font) { return PairKerning(font).find(5, 7); };
  EXPECT_EQ(PairKerning().find(5, 7), std::nullopt);
  EXPECT_EQ(find(font_of("GPOS", kern_table(2, 0x10, kOnePair))), std::nullopt) << "mark sets";
  EXPECT_EQ(find(font_of("GPOS", kern_table(8, 0, kOnePair))), std::nullopt) << "contexts";
  EXPECT_EQ(find(font_of("GPOS", kern_table(4, 0, kOnePair))), std::nullopt) << "5 is a mark";
  EXPECT_EQ(find(font_of("morx", words({0}))), std::nullopt) << "Apple";
  EXPECT_EQ(find(font_of("kern", words({0, 0}))), std::nullopt) << "the old kerning";
  EXPECT_EQ(find(font_of("glyf", words({0}))), 0) << "no kerning at all";
  std::string second_value = kOnePair;
  second_value[7] = 4;
  EXPECT_EQ(find(font_of("GPOS", kern_table(2, 0, second_value))), std::nullopt);
  // Whatever is cut off reads as zeros.
  const std::string whole = font_of("GPOS", kern_table(2, 8, kOnePair));
  for (std::size_t size = 0; size < whole.size(); ++size) (void)find(whole.substr(0, size));
}

}  // namespace
}  // namespace grif
