#include "font/pair_kerning.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace grif {

namespace {

// The features that HarfBuzz applies to horizontal text of itself (hb-ot-shape.cc), without the
// ligatures, which we switch off, and without fractions, which begin at U+2044 only.
constexpr std::array<std::string_view, 16> kSubstitutions = {
    "rvrn", "ltra", "ltrm", "rand", "Harf", "HARF", "Buzz", "BUZZ",
    "abvm", "blwm", "ccmp", "locl", "rlig", "calt", "clig", "rclt"};
constexpr std::array<std::string_view, 7> kPositions = {"abvm", "blwm", "mark", "mkmk",
                                                        "curs", "dist", "kern"};

constexpr std::uint32_t kNothing = 0;
constexpr std::uint16_t kAdvance = 0x0004;  ///< ValueFormat: the advance alone
constexpr std::uint16_t kMarkClass = 3;     ///< GDEF
constexpr std::uint16_t kIgnoresMarks = 0x0008, kRightToLeft = 0x0001;

constexpr std::uint16_t kPairs = 2, kMarkToBase = 4, kMarkToMark = 6, kMoreFar = 9;
constexpr std::uint16_t kSubstitutionFar = 7;

/// Index of the glyph in a coverage table; nothing: not covered.
std::optional<std::uint32_t> coverage_index(const TableReader& table, std::uint32_t at,
                                            std::uint16_t glyph) {
  const bool ranges = table.uint16(at) == 2;
  if (!ranges && table.uint16(at) != 1) return std::nullopt;
  const std::uint32_t width = ranges ? 6 : 2;
  std::uint32_t low = 0, high = table.uint16(at + 2);
  while (low < high) {
    const std::uint32_t middle = (low + high) / 2, record = at + 4 + width * middle;
    const std::uint16_t first = table.uint16(record);
    const std::uint16_t last = ranges ? table.uint16(record + 2) : first;
    if (glyph < first)
      high = middle;
    else if (glyph > last)
      low = middle + 1;
    else
      return ranges ? table.uint16(record + 4) + std::uint32_t{glyph} - first : middle;
  }
  return std::nullopt;
}

std::uint16_t class_of(const TableReader& table, std::uint32_t at, std::uint16_t glyph) {
  if (table.uint16(at) == 1) {
    const std::uint32_t first = table.uint16(at + 2), count = table.uint16(at + 4);
    return glyph >= first && glyph - first < count ? table.uint16(at + 6 + 2 * (glyph - first))
                                                   : std::uint16_t{0};
  }
  if (table.uint16(at) != 2) return 0;
  std::uint32_t low = 0, high = table.uint16(at + 2);
  while (low < high) {
    const std::uint32_t middle = (low + high) / 2, record = at + 4 + 6 * middle;
    if (glyph < table.uint16(record))
      high = middle;
    else if (glyph > table.uint16(record + 2))
      low = middle + 1;
    else
      return table.uint16(record + 4);
  }
  return 0;
}

std::string_view tag_at(const TableReader& table, std::uint32_t at) {
  return at + 4 <= table.size() ? table.bytes().substr(at, 4) : std::string_view();
}

/// Offset of the record of a list of tags that has the tag; kNothing: none.
std::uint32_t find_record(const TableReader& table, std::uint32_t list, std::string_view tag) {
  for (std::uint32_t i = 0, count = table.uint16(list); i < count; ++i)
    if (tag_at(table, list + 2 + 6 * i) == tag) return list + 2 + 6 * i;
  return kNothing;
}

/// The features of Russian in the Cyrillic script, or of what HarfBuzz takes in its place.
std::uint32_t find_language_system(const TableReader& table) {
  const std::uint32_t scripts = table.uint16(4);
  std::uint32_t record = kNothing;
  for (const std::string_view script : {"cyrl", "DFLT", "dflt", "latn"})
    if (record == kNothing) record = find_record(table, scripts, script);
  if (record == kNothing) return kNothing;
  const std::uint32_t script = scripts + table.uint16(record + 4);
  for (const std::string_view language : {"RUS ", "dflt"}) {
    const std::uint32_t found = find_record(table, script + 2, language);
    if (found != kNothing) return script + table.uint16(found + 4);
  }
  return table.uint16(script) == 0 ? kNothing : script + table.uint16(script);
}

struct Lookups {
  std::vector<std::uint32_t> at;  ///< in the order in which they are applied
  bool kerns = false;             ///< `kern` is among the features
};

/// The lookups of those features that the language system has.
Lookups collect_lookups(const TableReader& table, std::span<const std::string_view> wanted) {
  Lookups found;
  const std::uint32_t system = find_language_system(table);
  if (system == kNothing) return found;
  const std::uint32_t features = table.uint16(6);
  std::vector<std::uint16_t> numbers;
  std::vector<std::string_view> seen;
  const auto take = [&](std::uint32_t index) {
    const std::uint32_t feature = features + table.uint16(features + 2 + 6 * index + 4);
    for (std::uint32_t i = 0, count = table.uint16(feature + 2); i < count; ++i)
      numbers.push_back(table.uint16(feature + 4 + 2 * i));
  };
  constexpr std::uint16_t kNoFeature = 0xFFFF;
  if (const std::uint16_t required = table.uint16(system + 2); required != kNoFeature)
    take(required);
  for (std::uint32_t i = 0, count = table.uint16(system + 4); i < count; ++i) {
    const std::uint32_t index = table.uint16(system + 6 + 2 * i);
    const std::string_view tag = tag_at(table, features + 2 + 6 * index);
    if (std::ranges::find(wanted, tag) == wanted.end()) continue;
    if (std::ranges::find(seen, tag) != seen.end()) continue;  // the first one counts
    seen.push_back(tag);
    found.kerns |= tag == "kern";
    take(index);
  }
  std::ranges::sort(numbers);
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  const std::uint32_t lookups = table.uint16(8);
  for (const std::uint16_t number : numbers)
    if (number < table.uint16(lookups))
      found.at.push_back(lookups + table.uint16(lookups + 2 + 2 * std::uint32_t{number}));
  return found;
}

/// Whether the table's features depend on the variations of a font.
bool varies(const TableReader& table) { return table.uint16(2) != 0 && table.uint32(10) != 0; }

}  // namespace

PairKerning::PairKerning(std::string_view font)
    : gpos_(font, "GPOS"), gsub_(font, "GSUB"), gdef_(font, "GDEF") {
  // Tables of Apple and variations change what the others say.
  for (const std::string_view tag : {"morx", "mort", "kerx", "trak", "fvar"})
    if (TableReader(font, tag).size() != 0) return;
  if (varies(gpos_) || varies(gsub_)) return;
  const Lookups positions = collect_lookups(gpos_, kPositions);
  // The old kerning, which HarfBuzz divides between both glyphs.
  if (!positions.kerns && TableReader(font, "kern").size() != 0) return;
  known_ = read_substitutions() &&
           std::ranges::all_of(positions.at, [this](std::uint32_t at) { return read_lookup(at); });
}

bool PairKerning::read_substitutions() {
  for (const std::uint32_t lookup : collect_lookups(gsub_, kSubstitutions).at) {
    for (std::uint32_t i = 0, count = gsub_.uint16(lookup + 4); i < count; ++i) {
      std::uint32_t subtable = lookup + gsub_.uint16(lookup + 6 + 2 * i);
      std::uint16_t type = gsub_.uint16(lookup);
      if (type == kSubstitutionFar) {
        type = gsub_.uint16(subtable + 2);
        subtable += gsub_.uint32(subtable + 4);
      }
      // Contexts by coverage (OpenType 1.9, 6.5.3, 6.6.3) begin otherwise than all others.
      std::uint32_t coverage = gsub_.uint16(subtable + 2);
      if (gsub_.uint16(subtable) == 3 && type == 5) {
        coverage = gsub_.uint16(subtable + 6);
      } else if (gsub_.uint16(subtable) == 3 && type == 6) {
        const std::uint32_t before = gsub_.uint16(subtable + 2);
        if (gsub_.uint16(subtable + 4 + 2 * before) == 0) return false;
        coverage = gsub_.uint16(subtable + 6 + 2 * before);
      }
      odd_.push_back({false, subtable + coverage});
    }
  }
  return true;
}

bool PairKerning::read_lookup(std::uint32_t lookup) {
  const std::uint32_t flags = gpos_.uint16(lookup + 2), count = gpos_.uint16(lookup + 4);
  for (std::uint32_t i = 0; i < count; ++i) {
    std::uint32_t subtable = lookup + gpos_.uint16(lookup + 6 + 2 * i);
    std::uint16_t type = gpos_.uint16(lookup);
    if (type == kMoreFar) {
      type = gpos_.uint16(subtable + 2);
      subtable += gpos_.uint32(subtable + 4);
    }
    if (type >= kMarkToBase && type <= kMarkToMark) {
      odd_.push_back({true, subtable + gpos_.uint16(subtable + 2)});
    } else if (type != kPairs || (flags & ~(kIgnoresMarks | kRightToLeft)) != 0 ||
               !read_pairs(subtable, i + 1 == count)) {
      return false;
    }
  }
  return true;
}

bool PairKerning::read_pairs(std::uint32_t subtable, bool last) {
  const std::uint16_t format = gpos_.uint16(subtable), value = gpos_.uint16(subtable + 4);
  const bool usual = (format == 1 || format == 2) && (value == kAdvance || value == 0) &&
                     gpos_.uint16(subtable + 6) == 0;
  if (!usual) return false;
  const bool by_classes = format == 2, valued = value == kAdvance;
  if (by_classes) {
    // Whether a glyph of no class ends the lookup, versions of HarfBuzz do not agree.
    if (!last) return false;
    const std::uint32_t rows = gpos_.uint16(subtable + 12), columns = gpos_.uint16(subtable + 14);
    for (std::uint32_t row = 0; valued && row < rows; ++row)
      if (gpos_.int16(subtable + 16 + 2 * columns * row) != 0) return false;
  }
  subtables_.push_back({subtable, by_classes, valued, last});
  return true;
}

bool PairKerning::is_odd(std::uint16_t glyph) const {
  if (const std::uint32_t classes = gdef_.uint16(4);
      classes != 0 && class_of(gdef_, classes, glyph) == kMarkClass)
    return true;
  return std::ranges::any_of(odd_, [&](const Coverage& coverage) {
    return coverage_index(coverage.in_gpos ? gpos_ : gsub_, coverage.at, glyph).has_value();
  });
}

std::optional<std::int32_t> PairKerning::find_in(const Subtable& subtable, std::uint16_t left,
                                                 std::uint16_t right) const {
  const std::uint32_t at = subtable.at;
  const auto index = coverage_index(gpos_, at + gpos_.uint16(at + 2), left);
  if (!index) return std::nullopt;
  if (subtable.by_classes) {
    const std::uint32_t row = class_of(gpos_, at + gpos_.uint16(at + 8), left);
    const std::uint32_t column = class_of(gpos_, at + gpos_.uint16(at + 10), right);
    const std::uint32_t columns = gpos_.uint16(at + 14);
    if (row >= gpos_.uint16(at + 12) || column >= columns || !subtable.valued) return 0;
    return gpos_.int16(at + 16 + 2 * (columns * row + column));
  }
  if (*index >= gpos_.uint16(at + 8)) return std::nullopt;
  const std::uint32_t pairs = at + gpos_.uint16(at + 10 + 2 * *index);
  const std::uint32_t width = subtable.valued ? 4 : 2;
  std::uint32_t low = 0, high = gpos_.uint16(pairs);
  while (low < high) {
    const std::uint32_t middle = (low + high) / 2, record = pairs + 2 + width * middle;
    const std::uint16_t second = gpos_.uint16(record);
    if (right < second)
      high = middle;
    else if (right > second)
      low = middle + 1;
    else
      return subtable.valued ? gpos_.int16(record + 2) : 0;
  }
  return std::nullopt;
}

std::int32_t PairKerning::between(std::uint16_t left, std::uint16_t right) const {
  std::int32_t sum = 0;
  bool done = false;  // with the lookup: its first subtable that has the pair counts
  for (const Subtable& subtable : subtables_) {
    if (!done) {
      if (const auto value = find_in(subtable, left, right)) {
        sum += *value;
        done = true;
      }
    }
    if (subtable.last_of_lookup) done = false;
  }
  return sum;
}

}  // namespace grif
