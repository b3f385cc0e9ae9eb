#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostics.hpp"
#include "core/world.hpp"

namespace grif {

/// Hyphenation by Liang's algorithm (F. M. Liang, Word Hy-phen-a-tion by Com-put-er, 1983) over
/// the patterns of the hyphen-ru package. Immutable, shared by threads; the patterns are read when
/// the first word is asked for.
class Hyphenation {
 public:
  /// Takes the first of the given pattern files that exists (KOI8-R or UTF-8, as its first line
  /// says). Without any, a note is reported and nothing is ever hyphenated. `world` must live as
  /// long as the result.
  static Hyphenation load(const std::vector<std::string>& paths, World& world, Sources& sources,
                          Diagnostics& diagnostics);
  /// Reads patterns from text, for tests.
  static Hyphenation from_text(std::string_view text);
  Hyphenation(Hyphenation&&) noexcept;
  Hyphenation& operator=(Hyphenation&&) noexcept;
  ~Hyphenation();

  /// Appends the byte offsets in `word` (letters only, any case, UTF-8) at which it may be broken:
  /// at least `least_left` letters before and `least_right` after. A word of more than 63 letters
  /// is not broken.
  void find_points(std::string_view word, std::vector<std::uint32_t>& offsets, int least_left = 2,
                   int least_right = 3) const;

 private:
  struct Impl;
  explicit Hyphenation(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace grif
