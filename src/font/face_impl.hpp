#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "font/character_map.hpp"
#include "font/face.hpp"
#include "font/pair_kerning.hpp"

namespace grif {

/// Code points below this bound are looked up in an array, the others in ranges. It covers every
/// alphabet and sign that school documents use.
inline constexpr char32_t kDirectCodePoints = 0x3000;

/// What a Face keeps.
struct Face::Impl {
  FileBytes bytes;  ///< of the font file
  std::int32_t units_per_em = 1000;
  std::string family, postscript_name;
  bool bold = false, italic = false;
  FaceMetrics metrics;
  std::vector<GlyphId> direct_glyphs;       ///< by code point below kDirectCodePoints
  std::vector<CharacterRange> high_ranges;  ///< from kDirectCodePoints on
  std::vector<char32_t> borrowed;    ///< code points that HarfBuzz would not draw with this glyph
  std::vector<std::uint16_t> units;  ///< advances by glyph, in font units
  std::vector<std::uint16_t> advances;  ///< by glyph
  std::vector<char32_t> code_points;    ///< by glyph; 0: none
  PairKerning kerning;                  ///< points into `bytes`

  /// Font units to 1/1000 em, rounded.
  [[nodiscard]] std::int32_t to_thousandths(std::int32_t units_wide) const {
    const std::int64_t scaled = std::int64_t{units_wide} * 1000;
    const std::int64_t half = units_per_em / 2;
    return static_cast<std::int32_t>((scaled >= 0 ? scaled + half : scaled - half) / units_per_em);
  }
  /// The same rule as Face::glyph, without the detour for high code points.
  [[nodiscard]] GlyphId glyph(char32_t code_point) const {
    return code_point < direct_glyphs.size() ? direct_glyphs[code_point] : high_glyph(code_point);
  }
  [[nodiscard]] GlyphId high_glyph(char32_t code_point) const;
  [[nodiscard]] bool draws_as_harfbuzz(char32_t code_point) const {
    return std::ranges::find(borrowed, code_point) == borrowed.end();
  }
};

}  // namespace grif
