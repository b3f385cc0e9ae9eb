#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <hb.h>

namespace grif {

struct CharacterRange {
  char32_t first = 0, last = 0;
  /// Glyph of the first code point; the others follow. A range of one where glyphs do not follow.
  std::uint32_t glyph = 0;
};

/// Which glyph stands for which code point, as ranges in ascending order (OpenType 1.9, cmap), from
/// the subtable that HarfBuzz would use. Nothing if it is of another format than 4 and 12: then
/// HarfBuzz has to be asked, a code point at a time.
std::optional<std::vector<CharacterRange>> read_character_map(hb_face_t* face);

}  // namespace grif
