#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostics.hpp"
#include "core/length.hpp"
#include "core/world.hpp"

namespace grif {

using FaceId = std::uint8_t;  ///< index into FaceSet
using GlyphId = std::uint16_t;

/// Vertical metrics and boxes of a face, in 1/1000 em.
struct FaceMetrics {
  std::int32_t ascent = 0, descent = 0,
               line_gap = 0;  ///< of line layout; descent positive downwards
  std::int32_t cap_height = 0, italic_angle = 0, stem_v = 80;
  std::int32_t box[4] = {};
  bool serif = false, italic = false, bold = false, fixed_pitch = false;
};

/// One glyph of a line: which, and how its advance differs from the face's own (kerning,
/// justification, letter spacing), in 1/1000 em.
struct Glyph {
  GlyphId id = 0;
  std::int16_t adjust = 0;
  bool operator==(const Glyph&) const = default;
};

/// A font file, read once: immutable and shared by threads.
class Face {
 public:
  static std::optional<Face> load(FileBytes bytes, std::string family, bool bold, bool italic);
  /// A face without any character: stands in where no font file could be read, so that everything
  /// is reported as missing.
  static Face empty();
  Face(Face&&) noexcept;
  Face& operator=(Face&&) noexcept;
  ~Face();

  [[nodiscard]] const std::string& postscript_name() const;
  [[nodiscard]] const std::string& family() const;
  [[nodiscard]] bool bold() const;
  [[nodiscard]] bool italic() const;
  [[nodiscard]] const FaceMetrics& metrics() const;
  [[nodiscard]] std::size_t glyph_count() const;
  /// 0 where the face lacks it. U+00A0 falls back to the blank, U+2011 to the hyphen.
  [[nodiscard]] GlyphId glyph(char32_t code_point) const;
  /// Advance in 1/1000 em, rounded: the number that is measured and emitted.
  [[nodiscard]] std::uint16_t advance(GlyphId glyph) const;
  /// The code points that a glyph stands for (lowest of one code point first); empty: none.
  [[nodiscard]] std::u32string_view code_points(GlyphId glyph) const;

  struct Impl;  ///< private to the folder
  [[nodiscard]] const Impl& impl() const { return *impl_; }

 private:
  explicit Face(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

/// A subset ready for PDF: the font program and its description. Bytes depend only on the face and
/// the set of glyphs.
struct FontSubset {
  std::string base_name;      ///< `ABCDEF+LiberationSerif`
  std::string font_deflated;  ///< zlib
  std::size_t font_length = 0;
  std::string to_unicode_deflated;
  /// Runs of widths: first glyph, then advances in 1/1000 em.
  struct Widths {
    GlyphId first;
    std::vector<std::uint16_t> advances;
  };
  std::vector<Widths> widths;
};

/// Which glyphs of a face are used.
class GlyphSet {
 public:
  void add(GlyphId glyph) {
    const std::size_t word = glyph >> 6;
    if (word >= bits_.size()) bits_.resize(word + 1);
    bits_[word] |= std::uint64_t{1} << (glyph & 63);
  }
  [[nodiscard]] bool has(GlyphId glyph) const {
    const std::size_t word = glyph >> 6;
    return word < bits_.size() && (bits_[word] >> (glyph & 63) & 1) != 0;
  }
  [[nodiscard]] const std::vector<std::uint64_t>& bits() const { return bits_; }
  bool operator==(const GlyphSet&) const = default;

 private:
  std::vector<std::uint64_t> bits_;
};

/// All faces that Grif may use, in fallback order, read lazily (first use) and kept.
class FaceSet {
 public:
  /// Reads fonts/faces.txt: family, style and candidate files. Files are opened when first needed;
  /// `world` must live as long as the set.
  static std::optional<FaceSet> load(const std::string& faces_file, World& world, Sources& sources,
                                     Diagnostics& diagnostics);
  FaceSet(FaceSet&&) noexcept;
  FaceSet& operator=(FaceSet&&) noexcept;
  ~FaceSet();

  /// The face for a family as documents name it («Times New Roman» → Liberation Serif).
  /// Thread-safe.
  [[nodiscard]] FaceId find(std::string_view family, bool bold, bool italic) const;
  /// Whether the family, or the family that the name stands for, is declared at all; if not, `find`
  /// gives the first family.
  [[nodiscard]] bool knows(std::string_view family) const;
  /// The face, or the empty one if its file could not be read. Valid as long as the set.
  [[nodiscard]] const Face& at(FaceId id) const;
  [[nodiscard]] std::size_t size() const;
  /// The first face of `wanted`'s fallback chain that has the glyph; nothing if none has.
  [[nodiscard]] std::optional<FaceId> fallback(FaceId wanted, char32_t code_point) const;
  /// A part of the program that shapes text could not be loaded. Thread-safe.
  void note_missing_part(std::string_view module, std::string_view reason) const;
  /// Reports the faces that `find` was asked for and that could not be loaded (missing package,
  /// broken file), and a missing part of the program. They depend on everything asked for so far:
  /// call it once, at the end of a run. False if texts could not be set as they should be.
  bool report_missing(Place place, Diagnostics& diagnostics) const;

 private:
  struct Impl;
  explicit FaceSet(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace grif
