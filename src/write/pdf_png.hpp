#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace grif::pdf {

/// A PNG file (ISO/IEC 15948) taken apart, its rows inflated and found whole.
struct Png {
  enum class Colour : std::uint8_t {
    grey = 0,
    rgb = 2,
    palette = 3,
    grey_alpha = 4,
    rgb_alpha = 6
  };

  std::uint32_t width = 0, height = 0;
  unsigned depth = 8;  ///< bits of a sample
  Colour colour = Colour::rgb;
  bool interlaced = false;
  std::string_view palette;       ///< three bytes an entry
  std::string_view transparency;  ///< the tRNS chunk
  std::string deflated;           ///< all IDAT chunks
  std::string filtered;           ///< the same inflated: rows, each after its filter byte

  [[nodiscard]] unsigned channels() const;
  [[nodiscard]] bool has_alpha() const {
    return colour == Colour::grey_alpha || colour == Colour::rgb_alpha;
  }
  /// Bytes of a row without its filter byte.
  [[nodiscard]] std::size_t row_bytes(std::uint32_t row_width) const {
    return (std::size_t{row_width} * channels() * depth + 7) / 8;
  }
};

/// The file taken apart, or nothing if it is no PNG, broken or larger than 25 million pixels. The
/// views point into `bytes`.
std::optional<Png> read_png(std::string_view bytes);
/// The pixels, row by row, filters and interlacing undone. Nothing if a filter is unknown.
std::optional<std::string> unfilter(const Png& png);

}  // namespace grif::pdf
