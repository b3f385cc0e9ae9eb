#include "font/face.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include <hb-ot.h>

#include "font/character_map.hpp"
#include "font/face_impl.hpp"
#include "font/table_reader.hpp"

namespace grif {

namespace {

constexpr std::int32_t kMostGlyphs = 0xFFFF;
constexpr char32_t kNoBreakSpace = 0xA0, kNoBreakHyphen = 0x2011, kHyphen = 0x2010;

/// The map of a face whose own one is of a rare format, as HarfBuzz tells it.
std::vector<CharacterRange> ask_character_map(const Face::Impl& impl) {
  std::vector<CharacterRange> ranges;
  const std::unique_ptr<hb_set_t, HarfBuzzRelease> covered(hb_set_create());
  hb_face_collect_unicodes(impl.face.get(), covered.get());
  hb_codepoint_t code_point = HB_SET_VALUE_INVALID;
  while (hb_set_next(covered.get(), &code_point)) {
    hb_codepoint_t glyph = 0;
    if (hb_font_get_nominal_glyph(impl.font.get(), code_point, &glyph))
      ranges.push_back({code_point, code_point, glyph});
  }
  return ranges;
}

void read_glyphs(Face::Impl& impl, std::size_t glyphs) {
  impl.direct_glyphs.assign(kDirectCodePoints, 0);
  impl.code_points.assign(glyphs, 0);
  const auto map = read_character_map(impl.face.get());
  for (const CharacterRange& range : map ? *map : ask_character_map(impl)) {
    for (char32_t code_point = range.first; code_point <= range.last; ++code_point) {
      const std::size_t glyph = range.glyph + (code_point - range.first);
      if (glyph >= glyphs) break;
      if (code_point < ' ') continue;  // controls have no glyph of their own
      if (code_point < kDirectCodePoints)
        impl.direct_glyphs[code_point] = static_cast<GlyphId>(glyph);
      const bool private_use = code_point >= 0xE000 && code_point < 0xF900;
      if (impl.code_points[glyph] == 0 && !private_use) impl.code_points[glyph] = code_point;
    }
  }
  auto& direct = impl.direct_glyphs;
  if (direct[kNoBreakSpace] == 0) direct[kNoBreakSpace] = direct[' '];
  if (direct[kHyphen] == 0) direct[kHyphen] = direct['-'];
  if (direct[kNoBreakHyphen] == 0) direct[kNoBreakHyphen] = direct[kHyphen];
}

/// Horizontal metrics: the last advance holds for all further glyphs (OpenType 1.9, hmtx).
void read_advances(Face::Impl& impl, std::size_t glyphs) {
  const TableReader table(impl.face.get(), "hmtx");
  const std::size_t metrics =
      std::max<std::size_t>(TableReader(impl.face.get(), "hhea").uint16(34), 1);
  impl.advances.resize(glyphs);
  for (std::size_t glyph = 0; glyph < glyphs; ++glyph) {
    const std::uint16_t units = table.uint16(4 * std::min(glyph, metrics - 1));
    impl.advances[glyph] =
        static_cast<std::uint16_t>(std::min(impl.to_thousandths(units), kMostGlyphs));
  }
}

/// Line metrics as HarfBuzz picks them (typo if the font says so, else hhea): the same choice that
/// LibreOffice and Word make, line gap included.
FaceMetrics read_metrics(const Face::Impl& impl) {
  FaceMetrics metrics;
  hb_font_extents_t extents{};
  hb_font_get_h_extents(impl.font.get(), &extents);
  metrics.ascent = impl.to_thousandths(extents.ascender);
  metrics.descent = impl.to_thousandths(-extents.descender);
  metrics.line_gap = std::max(0, impl.to_thousandths(extents.line_gap));

  const TableReader head(impl.face.get(), "head");
  for (std::size_t i = 0; i < 4; ++i) metrics.box[i] = impl.to_thousandths(head.int16(36 + 2 * i));
  const TableReader post(impl.face.get(), "post");
  metrics.italic_angle = post.int16(4);
  metrics.fixed_pitch = post.int16(12) != 0 || post.int16(14) != 0;

  const TableReader os2(impl.face.get(), "OS/2");
  const std::int32_t weight = std::clamp(os2.int16(4), 100, 900);
  metrics.stem_v = 50 + weight * weight / (65 * 65);
  // PANOSE: family kind 2 is Latin text; serif styles 2 to 10 have serifs, 11 to 15 have none.
  metrics.serif = os2.byte(32) == 2 && os2.byte(33) >= 2 && os2.byte(33) <= 10;
  metrics.cap_height = os2.int16(0) >= 2 ? impl.to_thousandths(os2.int16(88)) : metrics.ascent;
  metrics.bold = impl.bold;
  metrics.italic = impl.italic;
  return metrics;
}

std::string read_postscript_name(hb_face_t* face) {
  std::array<char, 128> buffer{};
  unsigned size = buffer.size();
  hb_ot_name_get_utf8(face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &size,
                      buffer.data());
  std::string name;
  for (const char c : std::string_view(buffer.data()))
    if (c > ' ' && c < 0x7F && std::strchr("()<>[]{}/%#", c) == nullptr) name += c;
  return name.empty() ? "Unnamed" : name;
}

}  // namespace

Face::Face(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Face::Face(Face&&) noexcept = default;
Face& Face::operator=(Face&&) noexcept = default;
Face::~Face() = default;

std::optional<Face> Face::load(FileBytes bytes, std::string family, bool bold, bool italic) {
  auto impl = std::make_unique<Impl>();
  impl->bytes = std::move(bytes);
  impl->family = std::move(family);
  impl->bold = bold;
  impl->italic = italic;
  const std::string_view program = impl->bytes.view();
  impl->blob.reset(hb_blob_create(program.data(), static_cast<unsigned>(program.size()),
                                  HB_MEMORY_MODE_READONLY, nullptr, nullptr));
  impl->face.reset(hb_face_create(impl->blob.get(), 0));
  hb_face_make_immutable(impl->face.get());
  const std::size_t glyphs = hb_face_get_glyph_count(impl->face.get());
  if (glyphs == 0 || glyphs > kMostGlyphs) return std::nullopt;
  impl->units_per_em = static_cast<std::int32_t>(hb_face_get_upem(impl->face.get()));
  impl->font.reset(hb_font_create(impl->face.get()));
  hb_font_make_immutable(impl->font.get());

  read_glyphs(*impl, glyphs);
  if (std::ranges::all_of(impl->code_points, [](char32_t c) { return c == 0; }))
    return std::nullopt;
  read_advances(*impl, glyphs);
  impl->metrics = read_metrics(*impl);
  impl->postscript_name = read_postscript_name(impl->face.get());
  return Face(std::move(impl));
}

Face Face::empty() {
  auto impl = std::make_unique<Impl>();
  impl->blob.reset(hb_blob_get_empty());
  impl->face.reset(hb_face_get_empty());
  impl->font.reset(hb_font_get_empty());
  impl->postscript_name = "Empty";
  impl->advances.assign(1, 500);
  impl->code_points.assign(1, 0);
  impl->direct_glyphs.assign(kDirectCodePoints, 0);
  impl->metrics.ascent = 891;
  impl->metrics.descent = 216;
  impl->metrics.line_gap = 42;
  return Face(std::move(impl));
}

GlyphId Face::Impl::high_glyph(char32_t code_point) const {
  hb_codepoint_t glyph = 0;
  if (!hb_font_get_nominal_glyph(font.get(), code_point, &glyph)) return 0;
  return glyph < advances.size() ? static_cast<GlyphId>(glyph) : GlyphId{0};
}

const std::string& Face::postscript_name() const { return impl_->postscript_name; }
const std::string& Face::family() const { return impl_->family; }
bool Face::bold() const { return impl_->bold; }
bool Face::italic() const { return impl_->italic; }
const FaceMetrics& Face::metrics() const { return impl_->metrics; }
std::size_t Face::glyph_count() const { return impl_->advances.size(); }
GlyphId Face::glyph(char32_t code_point) const { return impl_->glyph(code_point); }
std::uint16_t Face::advance(GlyphId glyph) const {
  return glyph < impl_->advances.size() ? impl_->advances[glyph] : std::uint16_t{0};
}

std::u32string_view Face::code_points(GlyphId glyph) const {
  if (glyph >= impl_->code_points.size() || impl_->code_points[glyph] == 0) return {};
  return {&impl_->code_points[glyph], 1};
}

}  // namespace grif
