#include "font/face.hpp"

#include <array>
#include <cstring>

#include "font/face_impl.hpp"
#include "font/harfbuzz.hpp"
#include "font/table_reader.hpp"

namespace grif {

namespace {

constexpr std::uint32_t kMostAdvance = 0xFFFF;
constexpr char32_t kNoBreakSpace = 0xA0, kNoBreakHyphen = 0x2011, kHyphen = 0x2010;

/// One code point of the map.
void take_code_point(Face::Impl& impl, char32_t code_point, std::size_t glyph) {
  if (code_point < kDirectCodePoints) impl.direct_glyphs[code_point] = static_cast<GlyphId>(glyph);
  const bool private_use = code_point >= 0xE000 && code_point < 0xF900;
  if (impl.code_points[glyph] == 0 && !private_use) impl.code_points[glyph] = code_point;
}

/// What blanks and hyphens that the face lacks are drawn with.
void borrow_glyphs(Face::Impl& impl) {
  auto& direct = impl.direct_glyphs;
  if (direct[kNoBreakSpace] == 0) direct[kNoBreakSpace] = direct[' '];
  const bool has_hyphen = direct[kHyphen] != 0;
  if (!has_hyphen) {  // HarfBuzz does not go as far as the hyphen of ASCII
    direct[kHyphen] = direct['-'];
    impl.borrowed.push_back(kHyphen);
  }
  if (direct[kNoBreakHyphen] == 0) {
    direct[kNoBreakHyphen] = direct[kHyphen];
    if (!has_hyphen) impl.borrowed.push_back(kNoBreakHyphen);
  }
}

void read_glyphs(Face::Impl& impl, std::size_t glyphs) {
  impl.direct_glyphs.assign(kDirectCodePoints, 0);
  impl.code_points.assign(glyphs, 0);
  const std::string_view font = impl.bytes.view();
  const auto map = read_character_map(TableReader(font, "cmap").bytes());
  for (const CharacterRange& range : map ? *map : ask_character_map(font)) {
    for (char32_t code_point = range.first; code_point <= range.last; ++code_point) {
      const std::size_t glyph = range.glyph + (code_point - range.first);
      if (glyph >= glyphs) break;
      if (code_point >= ' ') take_code_point(impl, code_point, glyph);  // controls have no glyph
    }
    if (range.last >= kDirectCodePoints) impl.high_ranges.push_back(range);
  }
  borrow_glyphs(impl);
}

/// Horizontal metrics: the last advance holds for all further glyphs (OpenType 1.9, hmtx).
void read_advances(Face::Impl& impl, std::size_t glyphs) {
  const TableReader table(impl.bytes.view(), "hmtx");
  const std::size_t metrics =
      std::max<std::size_t>(TableReader(impl.bytes.view(), "hhea").uint16(34), 1);
  impl.units.resize(glyphs);
  impl.advances.resize(glyphs);
  const std::uint32_t em = static_cast<std::uint32_t>(impl.units_per_em);
  for (std::size_t glyph = 0; glyph < glyphs; ++glyph) {
    const std::uint16_t units = table.uint16(4 * std::min(glyph, metrics - 1));
    impl.units[glyph] = units;
    const std::uint32_t thousandths = (units * 1000U + em / 2) / em;  // as to_thousandths
    impl.advances[glyph] = static_cast<std::uint16_t>(std::min(thousandths, kMostAdvance));
  }
}

/// Line metrics: those of OS/2 if it says so, else of hhea, else of OS/2. So HarfBuzz chooses, and
/// LibreOffice and Word, the line gap included.
void read_line_metrics(const Face::Impl& impl, const TableReader& os2, FaceMetrics& metrics) {
  constexpr std::uint16_t kUseTypoMetrics = 1U << 7;
  const TableReader hhea(impl.bytes.view(), "hhea");
  const bool has_hhea = hhea.uint16(0) != 0;
  const bool typographic =
      os2.size() != 0 && ((os2.uint16(62) & kUseTypoMetrics) != 0 || !has_hhea);
  const TableReader& table = typographic ? os2 : hhea;
  const std::size_t at = typographic ? 68 : 4;
  if (!typographic && !has_hhea) return;
  metrics.ascent = impl.to_thousandths(std::abs(table.int16(at)));
  metrics.descent = impl.to_thousandths(std::abs(table.int16(at + 2)));
  metrics.line_gap = std::max(0, impl.to_thousandths(table.int16(at + 4)));
}

FaceMetrics read_metrics(const Face::Impl& impl) {
  FaceMetrics metrics;
  const std::string_view font = impl.bytes.view();
  const TableReader os2(font, "OS/2");
  read_line_metrics(impl, os2, metrics);

  const TableReader head(font, "head");
  for (std::size_t i = 0; i < 4; ++i) metrics.box[i] = impl.to_thousandths(head.int16(36 + 2 * i));
  const TableReader post(font, "post");
  metrics.italic_angle = post.int16(4);
  metrics.fixed_pitch = post.int16(12) != 0 || post.int16(14) != 0;

  const std::int32_t weight = std::clamp(os2.int16(4), 100, 900);
  metrics.stem_v = 50 + weight * weight / (65 * 65);
  // PANOSE: family kind 2 is Latin text; serif styles 2 to 10 have serifs, 11 to 15 have none.
  metrics.serif = os2.byte(32) == 2 && os2.byte(33) >= 2 && os2.byte(33) <= 10;
  metrics.cap_height = os2.int16(0) >= 2 ? impl.to_thousandths(os2.int16(88)) : metrics.ascent;
  metrics.bold = impl.bold;
  metrics.italic = impl.italic;
  return metrics;
}

/// The name of the font program (OpenType 1.9, name, number 6), of its ASCII signs those that PDF
/// bears unescaped: in UTF-16, else as old Macintosh has it.
std::string read_postscript_name(std::string_view font) {
  constexpr std::uint16_t kPostScriptName = 6, kEnglish = 0x409;
  const TableReader table(font, "name");
  const std::size_t strings = table.uint16(4);
  std::string best;
  int best_rank = 0;
  for (std::size_t i = 0, count = table.uint16(2); i < count; ++i) {
    const std::size_t record = 6 + 12 * i, length = table.uint16(record + 8);
    const std::uint16_t platform = table.uint16(record), language = table.uint16(record + 4);
    const std::size_t start = strings + table.uint16(record + 10);
    const bool wide = platform == 3 || platform == 0;
    const int rank = platform == 3 && language == kEnglish ? 4
                     : platform == 3                       ? 3
                     : platform == 0                       ? 2
                     : platform == 1 && language == 0      ? 1
                                                           : 0;
    if (table.uint16(record + 6) != kPostScriptName || rank <= best_rank) continue;
    best_rank = rank;
    best.clear();
    for (std::size_t at = 0; at + (wide ? 2 : 1) <= length; at += wide ? 2 : 1) {
      const std::uint16_t c = wide ? table.uint16(start + at) : table.byte(start + at);
      if (c > ' ' && c < 0x7F && std::strchr("()<>[]{}/%#", c) == nullptr)
        best += static_cast<char>(c);
    }
  }
  return best.empty() ? "Unnamed" : best;
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
  const std::string_view font = impl->bytes.view();
  const std::size_t glyphs = TableReader(font, "maxp").uint16(4);
  if (glyphs == 0) return std::nullopt;
  const std::int32_t units = TableReader(font, "head").uint16(18);
  const bool usual = units >= 16 && units <= 16384;  // OpenType 1.9, head
  impl->units_per_em = usual ? units : 1000;

  read_glyphs(*impl, glyphs);
  if (std::ranges::all_of(impl->code_points, [](char32_t c) { return c == 0; }))
    return std::nullopt;
  read_advances(*impl, glyphs);
  impl->metrics = read_metrics(*impl);
  impl->postscript_name = read_postscript_name(font);
  impl->kerning = PairKerning(font);
  return Face(std::move(impl));
}

Face Face::empty() {
  auto impl = std::make_unique<Impl>();
  impl->postscript_name = "Empty";
  impl->units.assign(1, 500);
  impl->advances.assign(1, 500);
  impl->code_points.assign(1, 0);
  impl->metrics.ascent = 891;
  impl->metrics.descent = 216;
  impl->metrics.line_gap = 42;
  return Face(std::move(impl));
}

GlyphId Face::Impl::high_glyph(char32_t code_point) const {
  for (const CharacterRange& range : high_ranges) {
    if (code_point < range.first || code_point > range.last) continue;
    const std::size_t glyph = range.glyph + (code_point - range.first);
    return glyph < advances.size() ? static_cast<GlyphId>(glyph) : GlyphId{0};
  }
  return 0;
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
