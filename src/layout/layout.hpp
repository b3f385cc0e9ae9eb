#pragma once

#include <cstdint>
#include <memory>

#include "core/diagnostics.hpp"
#include "document/document.hpp"
#include "font/face.hpp"
#include "font/shaper.hpp"
#include "language/hyphenation.hpp"
#include "pages/pages.hpp"

namespace grif {

class ReadParagraphs;

/// What layout keeps between documents of one thread; its content never shows in the output.
struct LayoutScratch {
  explicit LayoutScratch(const FaceSet& faces);
  LayoutScratch(LayoutScratch&&) noexcept;
  ~LayoutScratch();
  /// Forgets what was read of another document.
  ReadParagraphs& begin_reading(const Document& document, const FaceSet& faces);

  Shaper shaper;
  /// What compute_grids has read of a document, for lay_out, which is to follow.
  std::unique_ptr<ReadParagraphs> read;
};

/// Turns sections whose tables are not comfortable on an upright page, and fills
/// DocumentTable::grid of every table: one algorithm, before all writers (DESIGN §3a).
void compute_grids(Document& document, const FaceSet& faces, LayoutScratch& scratch);

/// Whether pages are to be painted, or only counted: no glyphs, runs, images and links then.
enum class Drawing : std::uint8_t { painted, counted };

/// Breaks lines and pages. Needs the grids. Linear in the document's size.
Pages lay_out(const Document& document, const FaceSet& faces, const Hyphenation& hyphenation,
              LayoutScratch& scratch, Diagnostics& diagnostics, Drawing drawing = Drawing::painted);

}  // namespace grif
