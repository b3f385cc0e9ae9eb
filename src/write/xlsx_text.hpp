#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.hpp"
#include "font/shaper.hpp"

// What a cell of a sheet shows: one text with pieces of different looks.
namespace grif::xlsx {

/// A stretch of CellText::text in one format.
struct Fragment {
  std::uint32_t first = 0, count = 0;
  CharacterFormatId format = 0;
};

struct CellText {
  std::string text;  ///< XML characters only; paragraphs and breaks are line feeds
  std::vector<Fragment> fragments;
  ParagraphFormatId paragraph = 0;  ///< of the first paragraph
  std::string_view link;            ///< the one allowed link that it has, or empty
  std::size_t paragraphs = 0;

  void clear();
};

/// Appends the text of blocks: a line feed between paragraphs, list markers before their items,
/// tables within cell by cell. Page numbers are left out, since a sheet's pages are the reader's.
void collect_text(const Document& document, Range blocks, CellText& out);
void collect_text(const Document& document, const Block& block, CellText& out);

/// UTF-16 units of a text, as Excel counts.
std::size_t count_utf16(std::string_view text);

/// Estimates how high a text comes out in a cell that Excel will not fit by itself.
class HeightEstimate {
 public:
  HeightEstimate(const Document& document, const FaceSet& faces, Shaper& shaper);
  /// Points for the text wrapped to a width in points, one line at least.
  double height(const CellText& text, double width);

 private:
  struct Look {
    FaceId face = 0;
    double size = 12;   ///< points
    double blank = -1;  ///< its width in points, once it was needed
  };
  /// Adds a word with the blanks before it to the line, or starts a new one.
  void add_word(std::size_t blanks, std::string_view word, Look& look, double width);
  /// Whether a short text without line feeds fits on one line.
  bool fits_on_a_line(const CellText& text, double width);
  void end_line();
  [[nodiscard]] double advance(std::string_view text, const Look& look);

  std::vector<Look> looks_;
  Shaper& shaper_;
  double x_ = 0, line_ = 0, total_ = 0;
};

/// Height of a line of a size in points, as Excel fits it (quarters of a point).
double line_height(double size);

}  // namespace grif::xlsx
