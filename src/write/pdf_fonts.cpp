#include "write/pdf_fonts.hpp"

#include <podofo/podofo.h>

#include "write/pdf_objects.hpp"

namespace grif::pdf {
namespace {

using PoDoFo::PdfDictionary;
using PoDoFo::PdfName;

/// Bits of /Flags (table 123).
constexpr std::int64_t kFixedPitch = 1, kSerif = 1 << 1, kSymbolic = 1 << 2, kItalic = 1 << 6;

/// Symbolic: the program has no cmap, codes are glyphs.
std::int64_t flags_of(const FaceMetrics& metrics) {
  return kSymbolic | (metrics.fixed_pitch ? kFixedPitch : 0) | (metrics.serif ? kSerif : 0) |
         (metrics.italic ? kItalic : 0);
}

PdfDictionary make_descriptor(const Face& face, const FontSubset& subset, ObjectNumber program) {
  const FaceMetrics& metrics = face.metrics();
  PdfDictionary descriptor;
  descriptor.AddKey("Type", PdfName("FontDescriptor"));
  descriptor.AddKey("FontName", PdfName(subset.base_name));
  descriptor.AddKey("Flags", number(flags_of(metrics)));
  std::string box = "[";
  for (const std::int32_t side : metrics.box) {
    if (box.size() > 1) box += ' ';
    append_integer(box, side);
  }
  descriptor.AddKey("FontBBox", raw(box + "]"));
  descriptor.AddKey("ItalicAngle", number(metrics.italic_angle));
  descriptor.AddKey("Ascent", number(metrics.ascent));
  descriptor.AddKey("Descent", number(-metrics.descent));
  descriptor.AddKey("CapHeight", number(metrics.cap_height));
  descriptor.AddKey("StemV", number(metrics.stem_v));
  descriptor.AddKey("FontFile2", reference(program));
  return descriptor;
}

std::string make_widths(const FontSubset& subset) {
  std::string widths = "[";
  for (const FontSubset::Widths& run : subset.widths) {
    append_integer(widths, run.first);
    widths += '[';
    for (std::size_t i = 0; i < run.advances.size(); ++i) {
      if (i != 0) widths += ' ';
      append_integer(widths, run.advances[i]);
    }
    widths += ']';
  }
  return widths + "]";
}

PdfDictionary make_descendant(const FontSubset& subset, ObjectNumber descriptor) {
  PdfDictionary font;
  font.AddKey("Type", PdfName("Font"));
  font.AddKey("Subtype", PdfName("CIDFontType2"));
  font.AddKey("BaseFont", PdfName(subset.base_name));
  font.AddKey("CIDSystemInfo", raw("<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"));
  font.AddKey("FontDescriptor", reference(descriptor));
  font.AddKey("CIDToGIDMap", PdfName("Identity"));
  font.AddKey("W", raw(make_widths(subset)));
  return font;
}

ObjectNumber write_font(const Face& face, const FontSubset& subset, FileWriter& file) {
  const ObjectNumber font = file.allocate(5);
  const ObjectNumber descendant = font + 1, descriptor = font + 2, program = font + 3,
                     to_unicode = font + 4;
  PdfDictionary type0;
  type0.AddKey("Type", PdfName("Font"));
  type0.AddKey("Subtype", PdfName("Type0"));
  type0.AddKey("BaseFont", PdfName(subset.base_name));
  type0.AddKey("Encoding", PdfName("Identity-H"));
  std::string descendants = "[";
  append_reference(descendants, descendant);
  type0.AddKey("DescendantFonts", raw(descendants + "]"));
  type0.AddKey("ToUnicode", reference(to_unicode));
  file.add(font, type0);
  file.add(descendant, make_descendant(subset, descriptor));
  file.add(descriptor, make_descriptor(face, subset, program));
  PdfDictionary stream;
  stream.AddKey("Filter", PdfName("FlateDecode"));
  file.add_stream(to_unicode, stream, subset.to_unicode_deflated);
  stream.AddKey("Length1", number(static_cast<std::int64_t>(subset.font_length)));
  file.add_stream(program, stream, subset.font_deflated);
  return font;
}

}  // namespace

std::string write_fonts(std::span<const GlyphSet> used, const FaceSet& faces, Subsetter& subsetter,
                        FileWriter& file) {
  std::string resources;
  for (std::size_t i = 0; i < used.size(); ++i) {
    if (used[i].bits().empty()) continue;
    const auto id = static_cast<FaceId>(i);
    const FontSubset& subset = subsetter.subset(id, used[i]);
    resources += "/F";
    append_integer(resources, id);
    resources += ' ';
    append_reference(resources, write_font(faces.at(id), subset, file));
  }
  return resources;
}

}  // namespace grif::pdf
