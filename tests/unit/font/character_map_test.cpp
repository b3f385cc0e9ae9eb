#include "font/character_map.hpp"

#include <map>

#include <gtest/gtest.h>

#include "font/harfbuzz.hpp"
#include "font/table_reader.hpp"
#include "unit/font/installed_fonts.hpp"

namespace grif {
namespace {

TEST(CharacterMap, IsThatOfHarfBuzzForEveryInstalledFont) {
  const std::vector<std::string> fonts = installed_fonts();
  ASSERT_GE(fonts.size(), 4u);
  for (const std::string& path : fonts) {
    const HarfBuzzPointer<hb_blob_t> blob(hb_blob_create_from_file_or_fail(path.c_str()));
    const HarfBuzzPointer<hb_face_t> face(hb_face_create(blob.get(), 0));
    const HarfBuzzPointer<hb_font_t> font(hb_font_create(face.get()));
    const HarfBuzzPointer<hb_blob_t> table(
        hb_face_reference_table(face.get(), HB_TAG('c', 'm', 'a', 'p')));
    unsigned length = 0;
    const char* const bytes = hb_blob_get_data(table.get(), &length);
    const auto map = read_character_map({bytes, length});
    ASSERT_TRUE(map) << path;
    std::map<char32_t, hb_codepoint_t> ours, theirs;
    for (const CharacterRange& range : *map) {
      for (char32_t c = range.first; c <= range.last; ++c)
        ours[c] = range.glyph + (c - range.first);
    }
    for (hb_codepoint_t c = 0; c <= 0x10FFFF; ++c) {
      hb_codepoint_t glyph = 0;
      if (hb_font_get_nominal_glyph(font.get(), c, &glyph)) theirs[c] = glyph;
    }
    EXPECT_EQ(ours, theirs) << path;
  }
}

std::string words(std::initializer_list<int> values) {
  std::string bytes;
  for (const int value : values) {
    bytes += static_cast<char>(value >> 8);
    bytes += static_cast<char>(value);
  }
  return bytes;
}

TEST(CharacterMap, ReadsBothKindsOfSegmentsOfFormat4) {
  // А and Б by a difference, В by an array, the last segment as the format wants it.
  const std::string cmap = words({0, 1, 3, 1, 0, 12}) + words({4,
                                                               42,
                                                               0,
                                                               6,
                                                               0,
                                                               0,
                                                               0,  // segCountX2 = 6
                                                               0x411,
                                                               0x412,
                                                               0xFFFF,
                                                               0,  // ends
                                                               0x410,
                                                               0x412,
                                                               0xFFFF,  // starts
                                                               0x10000 - 0x410 + 5,
                                                               0,
                                                               1,  // differences
                                                               0,
                                                               4,
                                                               0,  // offsets
                                                               9});
  const auto map = read_character_map(cmap);
  ASSERT_TRUE(map);
  ASSERT_EQ(map->size(), 2u);
  EXPECT_EQ((*map)[0].first, U'А');
  EXPECT_EQ((*map)[0].last, U'Б');
  EXPECT_EQ((*map)[0].glyph, 5u);
  EXPECT_EQ((*map)[1].first, U'В');
  EXPECT_EQ((*map)[1].glyph, 9u);
}

TEST(CharacterMap, LeavesOutTheMissingGlyphOfAGroupOfFormat12) {
  const std::string cmap = words({0, 1, 3, 10, 0, 12}) + words({12, 0, 0, 40, 0, 0, 0, 2}) +
                           words({0, 0x410, 0, 0x412, 0, 0}) +  // glyphs 0, 1, 2
                           words({0, 0x420, 0, 0x41F, 0, 7});   // ends before it begins
  const auto map = read_character_map(cmap);
  ASSERT_TRUE(map);
  ASSERT_EQ(map->size(), 1u);
  EXPECT_EQ(map->front().first, U'Б');
  EXPECT_EQ(map->front().last, U'В');
  EXPECT_EQ(map->front().glyph, 1u);
}

TEST(CharacterMap, IsEmptyWhereTheTableIsCutAndNothingWhereTheFormatIsRare) {
  const auto cut = read_character_map(words({0, 1, 3, 1, 0, 12}) + words({4, 42, 0, 6, 0, 0}));
  ASSERT_TRUE(cut);
  EXPECT_TRUE(cut->empty());
  const auto many =
      read_character_map(words({0, 1, 3, 10, 0, 12}) + words({12, 0, 0, 40, 0, 0, 0x7FFF, 0}));
  ASSERT_TRUE(many);
  EXPECT_TRUE(many->empty());
  EXPECT_FALSE(read_character_map(words({0, 1, 3, 1, 0, 12}) + words({6, 12, 0, 0x410, 1, 5})));
  EXPECT_FALSE(read_character_map(words({0, 0})));
}

TEST(CharacterMap, OfARareFormatIsAskedOfHarfBuzz) {
  // A font of a cmap in format 6 (А and Б) and of maxp, which tells the count of glyphs.
  const std::string cmap = words({0, 1, 3, 1, 0, 12, 6, 14, 0, 0x410, 2, 5, 7});
  const std::string maxp = words({0, 0x5000, 9});
  const std::string head = words({1, 0, 2, 0, 0, 0});
  const auto entry = [](const char* tag, std::size_t at, std::size_t size) {
    return tag + words({0, 0, 0, static_cast<int>(at), 0, static_cast<int>(size)});
  };
  const std::string font = head + entry("cmap", 44, cmap.size()) +
                           entry("maxp", 44 + cmap.size(), maxp.size()) + cmap + maxp;
  EXPECT_FALSE(read_character_map(TableReader(font, "cmap").bytes()));
  EXPECT_EQ(ask_character_map(font),
            (std::vector<CharacterRange>{{U'А', U'А', 5}, {U'Б', U'Б', 7}}));
}

}  // namespace
}  // namespace grif
