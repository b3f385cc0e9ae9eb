#include "font/character_map.hpp"

#include <fstream>
#include <iterator>
#include <map>

#include <gtest/gtest.h>
#include <hb-ot.h>

#include "core/text.hpp"
#include "font/face_impl.hpp"

namespace grif {
namespace {

/// The font files that fonts/faces.txt names and that are installed.
std::vector<std::string> installed_fonts() {
  std::ifstream file(GRIF_SOURCE_DIR "/fonts/faces.txt");
  std::vector<std::string> fonts;
  for (std::string line; std::getline(file, line);) {
    for (const std::string_view field : split(line, '\t')) {
      const std::string path(field);
      if (field.starts_with('/') && std::ifstream(path).good()) fonts.push_back(path);
    }
  }
  return fonts;
}

TEST(CharacterMap, IsThatOfHarfBuzzForEveryInstalledFont) {
  const std::vector<std::string> fonts = installed_fonts();
  ASSERT_GE(fonts.size(), 4u);
  for (const std::string& path : fonts) {
    const HarfBuzzPointer<hb_blob_t> blob(hb_blob_create_from_file_or_fail(path.c_str()));
    const HarfBuzzPointer<hb_face_t> face(hb_face_create(blob.get(), 0));
    const HarfBuzzPointer<hb_font_t> font(hb_font_create(face.get()));
    const auto map = read_character_map(face.get());
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

/// A font file with nothing but a cmap of these bytes.
HarfBuzzPointer<hb_face_t> make_face(const std::string& cmap) {
  HarfBuzzPointer<hb_face_t> face(hb_face_builder_create());
  const HarfBuzzPointer<hb_blob_t> blob(hb_blob_create(
      cmap.data(), static_cast<unsigned>(cmap.size()), HB_MEMORY_MODE_DUPLICATE, nullptr, nullptr));
  hb_face_builder_add_table(face.get(), HB_TAG('c', 'm', 'a', 'p'), blob.get());
  return face;
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
  const auto face = make_face(cmap);
  const auto map = read_character_map(face.get());
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
  const auto face = make_face(cmap);
  const auto map = read_character_map(face.get());
  ASSERT_TRUE(map);
  ASSERT_EQ(map->size(), 1u);
  EXPECT_EQ(map->front().first, U'Б');
  EXPECT_EQ(map->front().last, U'В');
  EXPECT_EQ(map->front().glyph, 1u);
}

TEST(CharacterMap, IsEmptyWhereTheTableIsCutAndNothingWhereTheFormatIsRare) {
  const auto cut = make_face(words({0, 1, 3, 1, 0, 12}) + words({4, 42, 0, 6, 0, 0}));
  ASSERT_TRUE(read_character_map(cut.get()));
  EXPECT_TRUE(read_character_map(cut.get())->empty());
  const auto many = make_face(words({0, 1, 3, 10, 0, 12}) + words({12, 0, 0, 40, 0, 0, 0x7FFF, 0}));
  EXPECT_TRUE(read_character_map(many.get())->empty());
  const auto rare = make_face(words({0, 1, 3, 1, 0, 12}) + words({6, 12, 0, 0x410, 1, 5}));
  EXPECT_FALSE(read_character_map(rare.get()));
  const auto none = make_face(words({0, 0}));
  EXPECT_FALSE(read_character_map(none.get()));
}

}  // namespace
}  // namespace grif
