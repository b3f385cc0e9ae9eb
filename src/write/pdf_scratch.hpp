#pragma once

#include <string>

#include "font/face.hpp"
#include "font/shaper.hpp"
#include "write/pdf_deflater.hpp"

namespace grif {

/// What write_pdf keeps between documents of one thread: compressors, font subsets, the colour
/// profile.
struct PdfScratch {
  explicit PdfScratch(const FaceSet& faces) : subsetter(faces) {}

  /// Of pages and objects: level 1 is within 6 % of the smallest at a third of the time.
  pdf::Deflater deflater{1};
  Subsetter subsetter;
  std::string deflated_profile;
};

}  // namespace grif
