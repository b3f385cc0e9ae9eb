#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostics.hpp"
#include "core/world.hpp"

namespace grif {

/// Hyphenation by Liang's algorithm (F. M. Liang, Word Hy-phen-a-tion by Com-put-er, 1983) over
/// the patterns of the hyphen-ru package. Immutable, shared by threads.
class Hyphenation {
 public:
  /// Reads the first of the given pattern files that exists (KOI8-R or UTF-8, as its first line
  /// says). Without any, a note is reported and nothing is ever hyphenated.
  static Hyphenation load(const std::vector<std::string>& paths, World& world, Sources& sources, Diagnostics& diagnostics);
  /// Reads patterns from text, for tests.
  static Hyphenation from_text(std::string_view text);

  /// Byte offsets in `word` (letters only, any case, UTF-8) at which it may be broken: at least two
  /// letters before and `least_right` after.
  void find_points(std::string_view word, std::vector<std::uint32_t>& offsets, int least_left = 2,
                   int least_right = 3) const;

 private:
  struct Node {
    std::uint32_t first_child = 0;
    std::uint16_t children = 0;
    char32_t letter = 0;
    std::uint32_t values = 0;
    std::uint8_t value_count = 0;
  };
  std::vector<Node> nodes_;
  std::vector<std::uint8_t> values_;
  std::vector<std::pair<std::u32string, std::vector<std::uint32_t>>> exceptions_;
};

}  // namespace grif
