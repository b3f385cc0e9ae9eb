#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "font/face.hpp"

namespace grif {

/// A glyph of plain text with all that is known of it.
struct PlainGlyph {
  std::uint32_t offset = 0;  ///< byte of the text at which its code point begins
  char32_t code_point = 0;
  GlyphId glyph = 0;
  std::int16_t adjust = 0;    ///< kerning with the next one
  std::uint16_t advance = 0;  ///< the face's, without `adjust`
  std::uint8_t length = 0;    ///< bytes of the code point
  bool tells_itself = false;  ///< the face knows the glyph by this code point
};

/// Shapes text of one face: a table of pair kerning filled from HarfBuzz for simple scripts,
/// HarfBuzz itself for anything odd (combining marks, right-to-left, beyond U+FFFF). One a thread;
/// what it has seen before never shows in what it gives.
class Shaper {
 public:
  explicit Shaper(const FaceSet& faces);
  Shaper(Shaper&&) noexcept;
  ~Shaper();

  /// Appends the glyphs of `text` (valid UTF-8) to `out` and returns their width in 1/1000 em. Each
  /// glyph's `adjust` is what is added to its advance (kerning with the next one of the same call).
  /// Code points the face lacks come out as glyph 0: the caller splits by coverage first (see
  /// `covered`).
  std::int32_t shape(FaceId face, std::string_view text, std::vector<Glyph>& out);
  /// The same, and appends for each glyph the byte of `text` at which its cluster begins. Simple
  /// text has one glyph a code point, in order.
  std::int32_t shape(FaceId face, std::string_view text, std::vector<Glyph>& out,
                     std::vector<std::uint32_t>& offsets);
  /// The same for plain text, quickly: false, and `out` is as it was, if there is a code point that
  /// the face lacks or that does not kern by pairs.
  bool shape_plain(FaceId face, std::string_view text, std::vector<PlainGlyph>& out);
  /// The same as `shape`, only the width.
  std::int32_t measure(FaceId face, std::string_view text);
  /// Bytes of the longest prefix that the face has glyphs for.
  std::size_t covered(FaceId face, std::string_view text);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Makes subsets and keeps the recent ones; sets are rounded up to groups (а–я, А–Я, a–z, A–Z,
/// digits and signs), so that most documents of a run share one. Output does not depend on what the
/// cache holds. One a thread.
class Subsetter {
 public:
  explicit Subsetter(const FaceSet& faces);
  Subsetter(Subsetter&&) noexcept;
  ~Subsetter();
  /// Valid until the next call that misses the cache 64 times.
  const FontSubset& subset(FaceId face, const GlyphSet& used);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace grif
