#pragma once

#include <span>
#include <string>

#include "font/face.hpp"
#include "font/shaper.hpp"
#include "write/pdf_file.hpp"

namespace grif::pdf {

/// Writes each face that is used as an embedded subset: a Type 0 font whose codes are the face's
/// own glyph numbers (ISO 32000-1, 9.7). `used` is by face. Returns the /Font resources: `/F0 12 0
/// R…`.
std::string write_fonts(std::span<const GlyphSet> used, const FaceSet& faces, Subsetter& subsetter,
                        FileWriter& file);

}  // namespace grif::pdf
