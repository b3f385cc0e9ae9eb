#include <algorithm>
#include <array>
#include <cassert>
#include <iterator>

#include <fmt/format.h>
#include <hb-subset.h>
#include <libdeflate.h>

#include "font/face_impl.hpp"
#include "font/harfbuzz_objects.hpp"
#include "font/shaper.hpp"

namespace grif {

namespace {

constexpr std::size_t kKeptSubsets = 64;
constexpr int kCompressionLevel = 1;  // within 6 % of the smallest at a third of the time
constexpr std::size_t kMostCharactersInBlock = 100;  ///< PDF 32000-1, 9.10.3: a bfchar block

struct SubsetRelease {
  void operator()(hb_subset_input_t* input) const { hb_subset_input_destroy(input); }
  void operator()(libdeflate_compressor* compressor) const {
    libdeflate_free_compressor(compressor);
  }
};

struct CodePoints {
  char32_t first, last;
};
/// Code points that come into a subset together: as soon as one is used, all are. So documents of
/// one language share a subset, whichever letters they happen to use.
constexpr std::array<std::array<CodePoints, 3>, 5> kGroups{{
    {{{0x430, 0x44F}, {0x451, 0x451}, {0, 0}}},  // а–я, ё
    {{{0x410, 0x42F}, {0x401, 0x401}, {0, 0}}},  // А–Я, Ё
    {{{'a', 'z'}, {0, 0}, {0, 0}}},
    {{{'A', 'Z'}, {0, 0}, {0, 0}}},
    {{{' ', '@'}, {0xAB, 0xAB}, {0xBB, 0xBB}}},  // digits, signs, « »
}};
constexpr CodePoints kMoreSigns[] = {{0x2010, 0x201E}, {0x2116, 0x2116}, {0x2026, 0x2026}};

/// What PDF does not need of a font program: layout and naming tables, bitmaps, device metrics.
constexpr std::array kDroppedTables{"GSUB", "GPOS", "GDEF", "kern", "cmap", "name", "post", "OS/2",
                                    "DSIG", "gasp", "FFTM", "hdmx", "VDMX", "LTSH", "PCLT", "BASE",
                                    "JSTF", "MATH", "EBDT", "EBLC", "EBSC", "meta", "STAT"};

std::vector<GlyphSet> make_groups(const Face& face) {
  std::vector<GlyphSet> groups(kGroups.size());
  const auto add = [&](GlyphSet& group, CodePoints range) {
    for (char32_t c = range.first; c != 0 && c <= range.last; ++c)
      if (const GlyphId glyph = face.glyph(c); glyph != 0) group.add(glyph);
  };
  for (std::size_t i = 0; i < kGroups.size(); ++i)
    for (const CodePoints range : kGroups[i]) add(groups[i], range);
  for (const CodePoints range : kMoreSigns) add(groups.back(), range);
  return groups;
}

bool intersects(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
    if ((a[i] & b[i]) != 0) return true;
  return false;
}

/// The glyphs used, glyph 0, and every group that one of them belongs to; trailing zeros cut off,
/// so that equal sets are equal vectors.
std::vector<std::uint64_t> round_up(const std::vector<GlyphSet>& groups, const GlyphSet& used) {
  std::vector<std::uint64_t> bits = used.bits();
  if (bits.empty()) bits.resize(1);
  bits[0] |= 1;
  for (const GlyphSet& group : groups) {
    if (!intersects(group.bits(), used.bits())) continue;
    if (bits.size() < group.bits().size()) bits.resize(group.bits().size());
    for (std::size_t i = 0; i < group.bits().size(); ++i) bits[i] |= group.bits()[i];
  }
  while (bits.size() > 1 && bits.back() == 0) bits.pop_back();
  return bits;
}

bool has(const std::vector<std::uint64_t>& bits, std::size_t glyph) {
  return glyph / 64 < bits.size() && (bits[glyph / 64] >> (glyph % 64) & 1) != 0;
}

/// Six letters from the set of glyphs (ISO 32000-1, 9.6.4), FNV-1a.
std::string make_tag(const std::vector<std::uint64_t>& bits) {
  std::uint64_t hash = 0xCBF2'9CE4'8422'2325;
  for (const std::uint64_t word : bits) {
    for (int shift = 0; shift < 64; shift += 8) {
      hash ^= word >> shift & 0xFF;
      hash *= 0x100'0000'01B3;
    }
  }
  std::string tag;
  for (int i = 0; i < 6; ++i) {
    tag += static_cast<char>('A' + hash % 26);
    hash /= 26;
  }
  return tag;
}

std::string make_to_unicode(const Face& face, const std::vector<std::uint64_t>& bits) {
  std::string cmap =
      "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
      "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
      "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
      "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n";
  std::string block;
  std::size_t lines = 0;
  const auto end_block = [&] {
    if (lines == 0) return;
    fmt::format_to(std::back_inserter(cmap), "{} beginbfchar\n{}endbfchar\n", lines, block);
    block.clear();
    lines = 0;
  };
  for (std::size_t glyph = 1; glyph < face.glyph_count(); ++glyph) {
    const std::u32string_view text = face.code_points(static_cast<GlyphId>(glyph));
    if (!has(bits, glyph) || text.empty()) continue;
    auto out = std::back_inserter(block);
    fmt::format_to(out, "<{:04X}> <", glyph);
    for (char32_t c : text) {
      if (c > 0xFFFF) {
        c -= 0x10000;
        fmt::format_to(out, "{:04X}{:04X}", 0xD800 + static_cast<unsigned>(c >> 10),
                       0xDC00 + static_cast<unsigned>(c & 0x3FF));
      } else {
        fmt::format_to(out, "{:04X}", static_cast<unsigned>(c));
      }
    }
    block += ">\n";
    if (++lines == kMostCharactersInBlock) end_block();
  }
  end_block();
  return cmap + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
}

std::vector<FontSubset::Widths> collect_widths(const Face& face,
                                               const std::vector<std::uint64_t>& bits) {
  std::vector<FontSubset::Widths> runs;
  for (std::size_t glyph = 0; glyph < face.glyph_count(); ++glyph) {
    if (!has(bits, glyph)) continue;
    if (runs.empty() || runs.back().first + runs.back().advances.size() != glyph)
      runs.push_back({static_cast<GlyphId>(glyph), {}});
    runs.back().advances.push_back(face.advance(static_cast<GlyphId>(glyph)));
  }
  return runs;
}

/// The font program with only these glyphs, which keep their numbers. The whole font where
/// HarfBuzz refuses: larger, but right.
std::string cut_font(const Face& face, const std::vector<std::uint64_t>& bits) {
  const std::unique_ptr<hb_subset_input_t, SubsetRelease> input(hb_subset_input_create_or_fail());
  if (input == nullptr) return std::string(face.impl().bytes.view());
  hb_set_t* glyphs = hb_subset_input_glyph_set(input.get());
  for (std::size_t glyph = 0; glyph < face.glyph_count(); ++glyph)
    if (has(bits, glyph)) hb_set_add(glyphs, static_cast<hb_codepoint_t>(glyph));
  hb_subset_input_set_flags(input.get(), HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_RETAIN_GIDS);
  hb_set_t* dropped = hb_subset_input_set(input.get(), HB_SUBSET_SETS_DROP_TABLE_TAG);
  for (const char* table : kDroppedTables) hb_set_add(dropped, hb_tag_from_string(table, 4));
  const auto whole = make_harfbuzz_face(face.impl().bytes.view());
  const HarfBuzzPointer<hb_face_t> cut(hb_subset_or_fail(whole.get(), input.get()));
  if (cut == nullptr) return std::string(face.impl().bytes.view());
  const HarfBuzzPointer<hb_blob_t> blob(hb_face_reference_blob(cut.get()));
  unsigned length = 0;
  const char* data = hb_blob_get_data(blob.get(), &length);
  return {data, length};
}

}  // namespace

struct Subsetter::Impl {
  struct Kept {
    FaceId face = 0;
    std::vector<std::uint64_t> bits;
    std::uint64_t last_use = 0;
    FontSubset subset;
  };

  std::string deflate(std::string_view bytes) {
    std::string out(libdeflate_zlib_compress_bound(compressor.get(), bytes.size()), '\0');
    const std::size_t size = libdeflate_zlib_compress(compressor.get(), bytes.data(), bytes.size(),
                                                      out.data(), out.size());
    assert(size != 0);
    out.resize(size);
    return out;
  }
  FontSubset make(const Face& face, const std::vector<std::uint64_t>& bits) {
    FontSubset subset;
    const std::string program = cut_font(face, bits);
    subset.base_name = make_tag(bits) + "+" + face.postscript_name();
    subset.font_length = program.size();
    subset.font_deflated = deflate(program);
    subset.to_unicode_deflated = deflate(make_to_unicode(face, bits));
    subset.widths = collect_widths(face, bits);
    return subset;
  }

  const FaceSet* faces = nullptr;
  std::vector<std::vector<GlyphSet>> groups;  ///< by face, empty until it is used
  std::vector<std::unique_ptr<Kept>> kept;
  std::uint64_t uses = 0;
  std::unique_ptr<libdeflate_compressor, SubsetRelease> compressor{
      libdeflate_alloc_compressor(kCompressionLevel)};
};

Subsetter::Subsetter(const FaceSet& faces) : impl_(std::make_unique<Impl>()) {
  impl_->faces = &faces;
  impl_->groups.resize(faces.size());
}
Subsetter::Subsetter(Subsetter&&) noexcept = default;
Subsetter::~Subsetter() = default;

const FontSubset& Subsetter::subset(FaceId id, const GlyphSet& used) {
  const Face& face = impl_->faces->at(id);
  auto& groups = impl_->groups[id];
  if (groups.empty()) groups = make_groups(face);
  std::vector<std::uint64_t> bits = round_up(groups, used);
  ++impl_->uses;
  for (const auto& kept : impl_->kept) {
    if (kept->face != id || kept->bits != bits) continue;
    kept->last_use = impl_->uses;
    return kept->subset;
  }
  auto made = std::make_unique<Impl::Kept>();
  made->face = id;
  made->last_use = impl_->uses;
  made->subset = impl_->make(face, bits);
  made->bits = std::move(bits);
  if (impl_->kept.size() < kKeptSubsets) return impl_->kept.emplace_back(std::move(made))->subset;
  auto& oldest =
      *std::ranges::min_element(impl_->kept, {}, [](const auto& kept) { return kept->last_use; });
  oldest = std::move(made);
  return oldest->subset;
}

}  // namespace grif
