#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace grif {

struct CharacterRange {
  char32_t first = 0, last = 0;
  /// Glyph of the first code point; the others follow. A range of one where glyphs do not follow.
  std::uint32_t glyph = 0;
  bool operator==(const CharacterRange&) const = default;
};

/// Which glyph stands for which code point, as ranges in ascending order, from the subtable of the
/// cmap table (OpenType 1.9) that HarfBuzz would use. Nothing if it is of another format than 4 and
/// 12: then HarfBuzz has to be asked.
std::optional<std::vector<CharacterRange>> read_character_map(std::string_view cmap);

}  // namespace grif
