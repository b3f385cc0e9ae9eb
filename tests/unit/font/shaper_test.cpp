#include "font/shaper.hpp"

#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/text.hpp"

namespace grif {
namespace {

class ShaperTest : public testing::Test {
 protected:
  DiskWorld world;
  Sources sources;
  Diagnostics diagnostics;
  std::optional<FaceSet> faces =
      FaceSet::load(std::string(GRIF_SOURCE_DIR) + "/fonts/faces.txt", world, sources, diagnostics);
  FaceId serif = faces->find("Times New Roman", false, false);
  Shaper shaper{*faces};

  std::vector<Glyph> shape(FaceId face, std::string_view text) {
    std::vector<Glyph> glyphs;
    shaper.shape(face, text, glyphs);
    return glyphs;
  }
  std::int32_t sum(FaceId face, const std::vector<Glyph>& glyphs) const {
    std::int32_t width = 0;
    for (const Glyph glyph : glyphs) width += faces->at(face).advance(glyph.id) + glyph.adjust;
    return width;
  }
};

/// Invented words over an alphabet, of 3 to 15 signs, the first one a letter, always the same ones.
std::vector<std::string> invent_words(std::u32string_view alphabet, std::size_t count) {
  std::mt19937 random(20'26);
  std::vector<std::string> words(count);
  for (std::string& word : words) {
    append_utf8(word, alphabet.front());
    for (auto left = 2 + random() % 13; left != 0; --left)
      append_utf8(word, alphabet[random() % alphabet.size()]);
  }
  return words;
}

// HarfBuzz shapes a whole text by itself as soon as it meets a zero-width joiner: so each word is
// shaped both ways and compared, in both the Cyrillic and the Latin script of the font. (Digits and
// signs have no script: a letter before them gives them one.)
TEST_F(ShaperTest, GivesByPairsWhatHarfBuzzGives) {
  const std::u32string_view alphabets[] = {
      U"абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ",
      U"ТУГРАЧоаеи.,:;!?-–—«»„“()0123456789 №%/§",
      U"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.,'- ",
  };
  std::size_t kerned = 0;
  for (const char* family : {"Times New Roman", "Arial", "PT Serif", "PT Sans"}) {
    for (const bool bold : {false, true}) {
      const FaceId face = faces->find(family, bold, false);
      for (const std::u32string_view alphabet : alphabets) {
        for (const std::string& word : invent_words(alphabet, 4'000)) {
          const std::vector<Glyph> by_pairs = shape(face, word);
          std::vector<Glyph> by_harfbuzz = shape(face, word + "\u200D");
          ASSERT_EQ(by_harfbuzz.size(), by_pairs.size() + 1) << family << ": " << word;
          by_harfbuzz.pop_back();
          ASSERT_EQ(by_pairs, by_harfbuzz) << family << ": " << word;
          kerned += sum(face, by_pairs) != 0 &&
                    std::ranges::any_of(by_pairs, [](Glyph g) { return g.adjust != 0; });
        }
      }
    }
  }
  EXPECT_GT(kerned, 10'000U) << "kerning was compared, not its absence";
}

TEST_F(ShaperTest, MeasuresWhatItShapes) {
  for (const char* text : {"", "А", "Дорожная карта", "ГОСТ Р 7.0.97–2025", "и\u0306 и", "नमस्ते"}) {
    std::vector<Glyph> glyphs;
    const std::int32_t width = shaper.shape(serif, text, glyphs);
    EXPECT_EQ(width, sum(serif, glyphs)) << text;
    EXPECT_EQ(width, shaper.measure(serif, text)) << text;
  }
}

TEST_F(ShaperTest, DoesNotDependOnWhatItShapedBefore) {
  Shaper fresh(*faces);
  std::vector<Glyph> first;
  fresh.shape(serif, "УТВЕРЖДАЮ", first);
  shape(serif, "ТУ ВЕР АЮ УТРО");
  EXPECT_EQ(shape(serif, "УТВЕРЖДАЮ"), first);
}

TEST_F(ShaperTest, KernsPairsNextToEachOther) {
  const Face& face = faces->at(serif);
  const std::vector<Glyph> glyphs = shape(serif, "ГА");
  ASSERT_EQ(glyphs.size(), 2U);
  EXPECT_EQ(glyphs[0].id, face.glyph(U'Г'));
  EXPECT_LT(glyphs[0].adjust, 0);
  EXPECT_EQ(glyphs[1], (Glyph{face.glyph(U'А'), 0}));
}

TEST_F(ShaperTest, TellsWhereEachGlyphComesFrom) {
  std::vector<Glyph> glyphs;
  std::vector<std::uint32_t> offsets = {77};  // appended to
  shaper.shape(serif, "aж—b", glyphs, offsets);
  EXPECT_EQ(glyphs.size(), 4U);
  EXPECT_THAT(offsets, testing::ElementsAre(77, 0, 1, 3, 6));
}

TEST_F(ShaperTest, ComposesMarksThroughHarfBuzz) {
  const std::vector<Glyph> composed = shape(serif, "и\u0306");
  ASSERT_EQ(composed.size(), 1U);
  EXPECT_EQ(composed[0].id, faces->at(serif).glyph(U'й'));
  std::vector<Glyph> glyphs;
  std::vector<std::uint32_t> offsets;
  shaper.shape(serif, "ки\u0306т", glyphs, offsets);
  EXPECT_THAT(offsets, testing::ElementsAre(0, 2, 6));
}

TEST_F(ShaperTest, KernsAlikeWhateverStoodBefore) {
  // HarfBuzz takes «й» apart where the face has no such letter; nothing else may suffer from it.
  const std::vector<Glyph> alone = shape(serif, "ГА");
  Shaper other(*faces);
  std::vector<Glyph> glyphs;
  other.shape(serif, "\u2044\u1E0A\u2044ГА", glyphs);
  EXPECT_EQ(glyphs[glyphs.size() - 2], alone[0]);
}

TEST_F(ShaperTest, HasRoomForLargeAlphabets) {
  const FaceId sans = faces->find("DejaVu Sans", false, false);
  std::string text;
  for (char32_t c = 0x100; c < 0x250; ++c) append_utf8(text, c);
  for (char32_t c = 0x2500; c < 0x2700; ++c) append_utf8(text, c);
  const std::vector<Glyph> glyphs = shape(sans, text);
  EXPECT_EQ(glyphs.size(), 0x150U + 0x200U);
  EXPECT_EQ(shape(sans, text), glyphs);
}

TEST_F(ShaperTest, FindsTheFirstSignThatIsNotCovered) {
  EXPECT_EQ(shaper.covered(serif, ""), 0U);
  EXPECT_EQ(shaper.covered(serif, "абв"), 6U);
  EXPECT_EQ(shaper.covered(serif, "100 ₽"), 4U);
  EXPECT_EQ(shaper.covered(serif, "\U0001F600"), 0U);
  EXPECT_EQ(shape(serif, "₽").at(0).id, 0);
}

}  // namespace
}  // namespace grif
