#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "font/table_reader.hpp"

namespace grif {

/// Kerning of pairs of glyphs in Russian text, read from the font's own tables (OpenType 1.9: GPOS,
/// lookups of type 2) as HarfBuzz applies them. It knows its limits: where more than pairs may have
/// a say (contexts, substitutions, marks), or a table is built unusually, it gives nothing and
/// HarfBuzz has to be asked.
class PairKerning {
 public:
  PairKerning() = default;  ///< knows nothing
  /// Of a font file, which must outlive it.
  explicit PairKerning(std::string_view font);

  /// Whether the tables tell all of the glyph's pairs with other such glyphs.
  [[nodiscard]] bool covers(std::uint16_t glyph) const { return known_ && !is_odd(glyph); }
  /// What is added to the advance of `left` before `right`, in font units; both are covered.
  [[nodiscard]] std::int32_t between(std::uint16_t left, std::uint16_t right) const;
  /// The same of any glyphs; nothing if one is not covered.
  [[nodiscard]] std::optional<std::int32_t> find(std::uint16_t left, std::uint16_t right) const {
    if (!covers(left) || !covers(right)) return std::nullopt;
    return between(left, right);
  }

 private:
  /// A subtable of pairs (format 1: glyph by glyph; 2: by classes).
  struct Subtable {
    std::uint32_t at;  ///< within GPOS
    bool by_classes, valued, last_of_lookup;
  };
  /// A coverage table that makes its glyphs odd.
  struct Coverage {
    bool in_gpos;
    std::uint32_t at;
  };

  bool read_substitutions();
  bool read_lookup(std::uint32_t lookup);
  bool read_pairs(std::uint32_t subtable, bool last);
  [[nodiscard]] bool is_odd(std::uint16_t glyph) const;
  [[nodiscard]] std::optional<std::int32_t> find_in(const Subtable& subtable, std::uint16_t left,
                                                    std::uint16_t right) const;

  TableReader gpos_, gsub_, gdef_;
  std::vector<Subtable> subtables_;
  std::vector<Coverage> odd_;
  bool known_ = false;
};

}  // namespace grif
