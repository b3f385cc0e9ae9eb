#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/length.hpp"
#include "document/document.hpp"
#include "font/face.hpp"
#include "write/xlsx_text.hpp"

// How wide and how high texts come out in the cells of a sheet.
namespace grif::xlsx {

/// Excel draws a sheet on a grid of 96 to the inch: widths of columns and heights of rows are whole
/// pixels.
inline constexpr Length kPixel = Length::from_emu(Length::kEmuPerInch / 96);

constexpr Length round_down_to_pixels(Length length) {
  return length / kPixel.emu() * kPixel.emu();
}
constexpr Length round_up_to_pixels(Length length) {
  return round_down_to_pixels(length + kPixel - Length::from_emu(1));
}

/// Height of a line of text as Excel fits a row to it; lines below one another are as high.
Length line_height(std::int32_t half_points);

/// Advances by code point, each face's kept once it was asked for. One a thread.
class Advances {
 public:
  explicit Advances(const FaceSet& faces) : faces_(faces) {}

  /// Advances of one face, in 1/1000 em.
  class OfFace {
   public:
    OfFace(const FaceSet& faces, FaceId face) : faces_(faces), face_(face) { known_.fill(-1); }
    std::int32_t at(char32_t c) {
      if (c < known_.size() && known_[c] >= 0) return known_[c];
      return find(c);
    }

   private:
    std::int32_t find(char32_t c);
    const FaceSet& faces_;
    FaceId face_;
    /// Of Latin, Greek and Cyrillic letters; below 0: not asked for yet.
    std::array<std::int16_t, 0x500> known_{};
  };

  OfFace& of(FaceId face);
  [[nodiscard]] const FaceSet& faces() const { return faces_; }

 private:
  const FaceSet& faces_;
  std::vector<std::unique_ptr<OfFace>> kept_;
};

/// The font of the workbook's style «Normal»: widths of columns are counted in its digits, indents
/// in its blanks.
struct NormalFont {
  static constexpr std::int32_t kHalfPoints = 24;
  std::string family;
  Length digit;   ///< the widest one
  Length indent;  ///< one step: three blanks (18.8.1)
};
NormalFont find_normal_font(const Document& document, Advances& advances);

/// Measures texts the way Excel wraps them: without kerning, at blanks and line feeds only.
class TextMeasure {
 public:
  TextMeasure(const Document& document, Advances& advances);
  /// Height of the text wrapped to a width, one line at least.
  Length height(const CellText& text, Length width);
  /// Width of its longest line if it is not wrapped.
  Length width(const CellText& text);

 private:
  struct Look {
    Advances::OfFace* face = nullptr;
    std::int32_t half_points = NormalFont::kHalfPoints;
  };
  void add_fragment(std::string_view text, const Look& look);
  void end_word();
  void end_line();

  std::vector<Look> looks_;
  // In 1/1000 em × half-points, that is 1/2000 point: whole numbers for all sizes.
  std::int64_t room_ = 0, line_ = 0, word_ = 0, widest_ = 0;
  std::int32_t line_size_ = 0, word_size_ = 0;  ///< half-points of the largest letter
  Length total_;
};

}  // namespace grif::xlsx
