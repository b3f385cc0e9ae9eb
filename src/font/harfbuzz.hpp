#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "font/character_map.hpp"
#include "font/face.hpp"

// What only HarfBuzz can tell of a font. In the installed program it is a module of its own, loaded
// when it is first wanted, which is seldom: HarfBuzz and the libraries that it brings take longer
// to load than a document takes to lay out. Where it is linked in (tests), it is used as it stands.

namespace grif {

/// A glyph as it comes out of shaping, in font units.
struct ShapedGlyph {
  std::uint32_t glyph = 0;
  std::uint32_t cluster = 0;  ///< index of the unit of text at which its cluster begins
  std::int32_t x_advance = 0, x_offset = 0;
};

/// Shapes for one thread.
class HarfBuzz {
 public:
  virtual ~HarfBuzz() = default;
  /// Text of alphabets that kern by pairs, all shaped as Russian; clusters count code points. The
  /// glyphs hold until the next call.
  virtual std::span<const ShapedGlyph> shape_simple(const Face& face, std::u32string_view text) = 0;
  /// Any text in UTF-8, in the script and direction that its letters tell; clusters count bytes.
  virtual std::span<const ShapedGlyph> shape(const Face& face, std::string_view text) = 0;
};

constexpr const char* kHarfBuzzModule = "grif-harfbuzz.so";

// What the module exports.
extern "C" {
/// The caller owns the result. Null without memory.
[[gnu::visibility("default")]] HarfBuzz* grif_make_harfbuzz();
/// Every code point of the font and its glyph, in ascending order.
[[gnu::visibility("default")]] void grif_ask_character_map(std::string_view font,
                                                           std::vector<CharacterRange>* map);
}

/// HarfBuzz linked in, else that of the module; null, and why, where there is neither.
std::unique_ptr<HarfBuzz> load_harfbuzz(std::string& reason);
/// The map of a font whose own one is of a rare format; empty where there is no HarfBuzz.
std::vector<CharacterRange> ask_character_map(std::string_view font);

}  // namespace grif
