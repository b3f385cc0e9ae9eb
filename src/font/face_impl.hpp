#pragma once

#include <memory>
#include <string>
#include <vector>

#include <hb.h>

#include "font/face.hpp"

namespace grif {

/// Gives HarfBuzz objects back when their owner dies.
struct HarfBuzzRelease {
  void operator()(hb_blob_t* blob) const { hb_blob_destroy(blob); }
  void operator()(hb_face_t* face) const { hb_face_destroy(face); }
  void operator()(hb_font_t* font) const { hb_font_destroy(font); }
  void operator()(hb_buffer_t* buffer) const { hb_buffer_destroy(buffer); }
  void operator()(hb_set_t* set) const { hb_set_destroy(set); }
};
template <typename T>
using HarfBuzzPointer = std::unique_ptr<T, HarfBuzzRelease>;

/// Code points below this bound are looked up in an array, the others by HarfBuzz. It covers every
/// alphabet and sign that school documents use.
inline constexpr char32_t kDirectCodePoints = 0x3000;

/// What a Face keeps. The HarfBuzz objects are immutable, so threads may share them.
struct Face::Impl {
  FileBytes bytes;  ///< of the font file; `blob` points into it
  HarfBuzzPointer<hb_blob_t> blob;
  HarfBuzzPointer<hb_face_t> face;
  HarfBuzzPointer<hb_font_t> font;
  std::int32_t units_per_em = 1000;
  std::string family, postscript_name;
  bool bold = false, italic = false;
  FaceMetrics metrics;
  std::vector<GlyphId> direct_glyphs;   ///< by code point below kDirectCodePoints
  std::vector<std::uint16_t> advances;  ///< by glyph
  std::vector<char32_t> code_points;    ///< by glyph; 0: none

  /// Font units to 1/1000 em, rounded.
  [[nodiscard]] std::int32_t to_thousandths(std::int32_t units) const {
    const std::int64_t scaled = std::int64_t{units} * 1000;
    const std::int64_t half = units_per_em / 2;
    return static_cast<std::int32_t>((scaled >= 0 ? scaled + half : scaled - half) / units_per_em);
  }
  /// The same rule as Face::glyph, without the detour for high code points.
  [[nodiscard]] GlyphId glyph(char32_t code_point) const {
    return code_point < direct_glyphs.size() ? direct_glyphs[code_point] : high_glyph(code_point);
  }
  [[nodiscard]] GlyphId high_glyph(char32_t code_point) const;
};

}  // namespace grif
