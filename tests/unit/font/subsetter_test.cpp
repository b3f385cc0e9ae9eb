#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/text.hpp"
#include "font/shaper.hpp"

namespace grif {
namespace {

class SubsetterTest : public testing::Test {
 protected:
  DiskWorld world;
  Sources sources;
  Diagnostics diagnostics;
  std::optional<FaceSet> faces =
      FaceSet::load(std::string(GRIF_SOURCE_DIR) + "/fonts/faces.txt", world, sources, diagnostics);
  FaceId serif = faces->find("Times New Roman", false, false);
  Subsetter subsetter{*faces};

  GlyphSet glyphs_of(FaceId face, std::u32string_view text) const {
    GlyphSet set;
    for (const char32_t c : text) set.add(faces->at(face).glyph(c));
    return set;
  }
};

std::set<GlyphId> glyphs_in(const FontSubset& subset) {
  std::set<GlyphId> glyphs;
  for (const auto& run : subset.widths)
    for (std::size_t i = 0; i < run.advances.size(); ++i)
      glyphs.insert(static_cast<GlyphId>(run.first + i));
  return glyphs;
}

TEST_F(SubsetterTest, RoundsUpToGroupsSoThatDocumentsShareASubset) {
  const FontSubset& first = subsetter.subset(serif, glyphs_of(serif, U"школа"));
  const FontSubset& second = subsetter.subset(serif, glyphs_of(serif, U"лицей"));
  EXPECT_EQ(&first, &second);
  const Face& face = faces->at(serif);
  EXPECT_THAT(glyphs_in(first), testing::Contains(face.glyph(U'ё')));
  EXPECT_THAT(glyphs_in(first), testing::Contains(GlyphId{0}));
  EXPECT_THAT(glyphs_in(first), testing::Not(testing::Contains(face.glyph(U'Ш'))));
  EXPECT_EQ(glyphs_in(first).size(), 34U);
  const FontSubset& third = subsetter.subset(serif, glyphs_of(serif, U"Лицей № 1"));
  EXPECT_NE(first.base_name, third.base_name);
  EXPECT_EQ(glyphs_in(third).size(), 34U + 33U + 33U + 2U + 15U + 1U + 1U - 1U);
}

TEST_F(SubsetterTest, KeepsSignsOutsideTheGroupsOneByOne) {
  const FontSubset& subset = subsetter.subset(serif, glyphs_of(serif, U"ä"));
  EXPECT_THAT(glyphs_in(subset), testing::ElementsAre(0, faces->at(serif).glyph(U'ä')));
  ASSERT_EQ(subset.widths.size(), 2U);
  EXPECT_THAT(subset.widths[1].advances,
              testing::ElementsAre(faces->at(serif).advance(faces->at(serif).glyph(U'ä'))));
}

TEST_F(SubsetterTest, NamesASubsetByItsGlyphs) {
  const std::string name = subsetter.subset(serif, glyphs_of(serif, U"а")).base_name;
  EXPECT_THAT(name, testing::MatchesRegex("[A-Z][A-Z][A-Z][A-Z][A-Z][A-Z].LiberationSerif"));
  EXPECT_EQ(name[6], '+');
  EXPECT_NE(name, subsetter.subset(serif, glyphs_of(serif, U"А")).base_name);
}

TEST_F(SubsetterTest, GivesTheSameBytesWhateverTheCacheHolds) {
  const FontSubset before = subsetter.subset(serif, glyphs_of(serif, U"абв"));
  for (char32_t c = 0xC0; c < 0xC0 + 70; ++c)
    subsetter.subset(serif, glyphs_of(serif, std::u32string(1, c)));
  const FontSubset after = subsetter.subset(serif, glyphs_of(serif, U"эюя"));
  Subsetter fresh(*faces);
  for (const FontSubset& other : {after, fresh.subset(serif, glyphs_of(serif, U"где"))}) {
    EXPECT_EQ(other.base_name, before.base_name);
    EXPECT_EQ(other.font_deflated, before.font_deflated);
    EXPECT_EQ(other.to_unicode_deflated, before.to_unicode_deflated);
  }
}

TEST_F(SubsetterTest, IsSmall) {
  const FontSubset& subset = subsetter.subset(serif, glyphs_of(serif, U"Дорожная карта, 7 этапов"));
  EXPECT_LT(subset.font_deflated.size(), 22'000U);
  EXPECT_GT(subset.font_length, subset.font_deflated.size());
  EXPECT_LT(subset.to_unicode_deflated.size(), 1'500U);
}

}  // namespace
}  // namespace grif
