#include "font/character_map.hpp"

#include <array>

#include "font/table_reader.hpp"

namespace grif {

namespace {

constexpr char32_t kLastCodePoint = 0x10FFFF;

struct Encoding {
  std::uint16_t platform, encoding;
};
/// In the order of preference of HarfBuzz (hb-ot-cmap-table.hh).
constexpr std::array kEncodings{Encoding{3, 10}, Encoding{0, 6}, Encoding{0, 4}, Encoding{3, 1},
                                Encoding{0, 3},  Encoding{0, 2}, Encoding{0, 1}, Encoding{0, 0}};

/// Offset of the best subtable; 0: none.
std::size_t find_subtable(const TableReader& table) {
  for (const Encoding& wanted : kEncodings) {
    for (std::size_t i = 0, count = table.uint16(2); i < count; ++i) {
      const std::size_t record = 4 + 8 * i;
      if (table.uint16(record) == wanted.platform && table.uint16(record + 2) == wanted.encoding)
        return table.uint32(record + 4);
    }
  }
  return 0;
}

void add(std::vector<CharacterRange>& ranges, char32_t code_point, std::uint32_t glyph) {
  if (glyph == 0) return;
  if (!ranges.empty()) {
    CharacterRange& last = ranges.back();
    const char32_t next = last.last + 1;
    if (next == code_point && last.glyph + (next - last.first) == glyph) {
      last.last = code_point;
      return;
    }
  }
  ranges.push_back({code_point, code_point, glyph});
}

/// Segments: an offset into an array of glyphs, or a difference, for each.
std::vector<CharacterRange> read_format_4(const TableReader& table, std::size_t start) {
  std::vector<CharacterRange> ranges;
  const std::size_t twice = table.uint16(start + 6) & ~std::size_t{1};
  const std::size_t ends = start + 14, starts = ends + twice + 2, deltas = starts + twice,
                    offsets = deltas + twice;
  if (offsets + twice > table.size()) return ranges;
  for (std::size_t segment = 0; segment < twice; segment += 2) {
    const std::uint32_t first = table.uint16(starts + segment), last = table.uint16(ends + segment);
    const std::uint32_t delta = table.uint16(deltas + segment);
    const std::size_t offset = table.uint16(offsets + segment);
    for (std::uint32_t c = first; c <= last && c != 0xFFFF; ++c) {
      std::uint32_t glyph = c;
      if (offset != 0) glyph = table.uint16(offsets + segment + offset + 2 * (c - first));
      if (offset == 0 || glyph != 0) glyph = (glyph + delta) & 0xFFFF;
      add(ranges, c, glyph);
    }
  }
  return ranges;
}

/// Groups: code points and glyphs that follow each other.
std::vector<CharacterRange> read_format_12(const TableReader& table, std::size_t start) {
  std::vector<CharacterRange> ranges;
  const std::size_t count = table.uint32(start + 12);
  if (count > table.size() / 12) return ranges;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t group = start + 16 + 12 * i;
    CharacterRange range{table.uint32(group), table.uint32(group + 4), table.uint32(group + 8)};
    if (range.first > range.last || range.last > kLastCodePoint) continue;
    if (range.glyph == 0) {  // the first one is the missing glyph
      if (range.first == range.last) continue;
      ++range.first;
      range.glyph = 1;
    }
    ranges.push_back(range);
  }
  return ranges;
}

}  // namespace

std::optional<std::vector<CharacterRange>> read_character_map(std::string_view cmap) {
  const TableReader table(cmap);
  const std::size_t start = find_subtable(table);
  const std::uint16_t format = table.uint16(start);
  if (start != 0 && format == 4) return read_format_4(table, start);
  if (start != 0 && format == 12) return read_format_12(table, start);
  return std::nullopt;
}

}  // namespace grif
