#include "write/pdf_png.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <span>

#include <libdeflate.h>

namespace grif::pdf {
namespace {

constexpr std::string_view kSignature = "\x89PNG\r\n\x1A\n";
constexpr std::uint64_t kMostPixels = 25'000'000;

/// A pass of Adam7 (8.2): where it begins and how far its pixels are apart.
struct Pass {
  std::uint32_t x, y, step_x, step_y;
};
constexpr std::array<Pass, 7> kAdam7 = {{{0, 0, 8, 8},
                                         {4, 0, 8, 8},
                                         {0, 4, 4, 8},
                                         {2, 0, 4, 4},
                                         {0, 2, 2, 4},
                                         {1, 0, 2, 2},
                                         {0, 1, 1, 2}}};
constexpr std::array<Pass, 1> kWhole = {{{0, 0, 1, 1}}};

std::span<const Pass> passes_of(const Png& png) {
  if (png.interlaced) return kAdam7;
  return kWhole;
}

/// Pixels of a pass in one direction.
std::uint32_t count(std::uint32_t size, std::uint32_t first, std::uint32_t step) {
  return size <= first ? 0 : (size - first + step - 1) / step;
}

std::uint32_t read_u32(std::string_view bytes) {
  std::uint32_t value = 0;
  for (int i = 0; i < 4; ++i) value = value << 8U | static_cast<unsigned char>(bytes[i]);
  return value;
}

bool is_allowed(Png::Colour colour, unsigned depth) {
  switch (colour) {
    case Png::Colour::grey:
      return depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
    case Png::Colour::palette:
      return depth == 1 || depth == 2 || depth == 4 || depth == 8;
    case Png::Colour::rgb:
    case Png::Colour::grey_alpha:
    case Png::Colour::rgb_alpha:
      return depth == 8 || depth == 16;
  }
  return false;
}

bool read_header(std::string_view data, Png& png) {
  if (data.size() != 13) return false;
  png.width = read_u32(data);
  png.height = read_u32(data.substr(4));
  png.depth = static_cast<unsigned char>(data[8]);
  png.colour = static_cast<Png::Colour>(data[9]);
  png.interlaced = data[12] == 1;
  if (data[10] != 0 || data[11] != 0 || (data[12] != 0 && data[12] != 1)) return false;
  if (png.width == 0 || png.height == 0 || png.width > kMostPixels) return false;
  if (std::uint64_t{png.width} * png.height > kMostPixels) return false;
  return is_allowed(png.colour, png.depth);
}

/// Reads the chunks up to IEND.
bool read_chunks(std::string_view bytes, Png& png) {
  bytes.remove_prefix(kSignature.size());
  bool header = false;
  while (bytes.size() >= 12) {
    const std::size_t size = read_u32(bytes);
    const std::string_view type = bytes.substr(4, 4);
    if (size > bytes.size() - 12) return false;
    const std::string_view data = bytes.substr(8, size);
    bytes.remove_prefix(size + 12);
    if (type == "IHDR") {
      if (header || !read_header(data, png)) return false;
      header = true;
    } else if (!header) {
      return false;
    } else if (type == "PLTE") {
      if (data.empty() || data.size() % 3 != 0 || data.size() > 768) return false;
      png.palette = data;
    } else if (type == "tRNS") {
      png.transparency = data;
    } else if (type == "IDAT") {
      png.deflated += data;
    } else if (type == "IEND") {
      return true;
    }
  }
  return false;
}

struct Release {
  void operator()(libdeflate_decompressor* decompressor) const {
    libdeflate_free_decompressor(decompressor);
  }
};

bool inflate_rows(Png& png) {
  std::size_t size = 0;
  for (const Pass& pass : passes_of(png)) {
    const std::uint32_t width = count(png.width, pass.x, pass.step_x);
    const std::uint32_t height = count(png.height, pass.y, pass.step_y);
    if (width != 0) size += (png.row_bytes(width) + 1) * height;
  }
  png.filtered.resize(size);
  const std::unique_ptr<libdeflate_decompressor, Release> decompressor(
      libdeflate_alloc_decompressor());
  return decompressor != nullptr &&
         libdeflate_zlib_decompress(decompressor.get(), png.deflated.data(), png.deflated.size(),
                                    png.filtered.data(), size, nullptr) == LIBDEFLATE_SUCCESS;
}

unsigned paeth(unsigned left, unsigned above, unsigned corner) {
  const int estimate = static_cast<int>(left + above) - static_cast<int>(corner);
  const int to_left = std::abs(estimate - static_cast<int>(left));
  const int to_above = std::abs(estimate - static_cast<int>(above));
  const int to_corner = std::abs(estimate - static_cast<int>(corner));
  if (to_left <= to_above && to_left <= to_corner) return left;
  return to_above <= to_corner ? above : corner;
}

/// Undoes the filter of a row in place (chapter 9). `above` is the row before, zeros at first;
/// `step` the bytes of a pixel.
bool unfilter_row(unsigned filter, std::string& row, const std::string& above, std::size_t step) {
  if (filter > 4) return false;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const unsigned left = i < step ? 0 : static_cast<unsigned char>(row[i - step]);
    const unsigned up = static_cast<unsigned char>(above[i]);
    const unsigned corner = i < step ? 0 : static_cast<unsigned char>(above[i - step]);
    const unsigned guesses[] = {0, left, up, (left + up) / 2, paeth(left, up, corner)};
    row[i] = static_cast<char>(static_cast<unsigned char>(row[i]) + guesses[filter]);
  }
  return true;
}

/// Copies `bits` bits, which lie within one byte or are whole bytes.
void copy_pixel(const std::string& from, std::size_t from_pixel, std::string& to,
                std::size_t row_start, std::size_t to_pixel, unsigned bits) {
  if (bits >= 8) {
    const std::size_t bytes = bits / 8;
    to.replace(row_start + to_pixel * bytes, bytes, from, from_pixel * bytes, bytes);
    return;
  }
  const std::size_t from_bit = from_pixel * bits, to_bit = to_pixel * bits;
  const unsigned mask = (1U << bits) - 1;
  const auto source = static_cast<unsigned char>(from[from_bit / 8]);
  const unsigned value = source >> (8 - bits - from_bit % 8) & mask;
  char& target = to[row_start + to_bit / 8];
  target =
      static_cast<char>(static_cast<unsigned char>(target) | (value << (8 - bits - to_bit % 8)));
}

}  // namespace

unsigned Png::channels() const {
  switch (colour) {
    case Colour::grey:
    case Colour::palette:
      return 1;
    case Colour::grey_alpha:
      return 2;
    case Colour::rgb:
      return 3;
    case Colour::rgb_alpha:
      return 4;
  }
  return 1;
}

std::optional<Png> read_png(std::string_view bytes) {
  if (!bytes.starts_with(kSignature)) return std::nullopt;
  Png png;
  if (!read_chunks(bytes, png)) return std::nullopt;
  if (png.colour == Png::Colour::palette && png.palette.empty()) return std::nullopt;
  const bool one_colour = png.colour == Png::Colour::grey || png.colour == Png::Colour::rgb;
  if (one_colour && !png.transparency.empty() && png.transparency.size() != 2 * png.channels())
    return std::nullopt;
  if (!inflate_rows(png)) return std::nullopt;
  return png;
}

std::optional<std::string> unfilter(const Png& png) {
  const std::size_t whole_row = png.row_bytes(png.width);
  std::string pixels(whole_row * png.height, '\0');
  const unsigned bits = png.channels() * png.depth;
  std::size_t at = 0;
  for (const Pass& pass : passes_of(png)) {
    const std::uint32_t width = count(png.width, pass.x, pass.step_x);
    const std::uint32_t height = count(png.height, pass.y, pass.step_y);
    if (width == 0) continue;
    const std::size_t size = png.row_bytes(width);
    std::string row, above(size, '\0');
    for (std::uint32_t y = 0; y < height; ++y) {
      const auto filter = static_cast<unsigned char>(png.filtered[at]);
      row.assign(png.filtered, at + 1, size);
      at += size + 1;
      if (!unfilter_row(filter, row, above, std::max(1U, bits / 8))) return std::nullopt;
      const std::size_t row_start = (pass.y + std::size_t{y} * pass.step_y) * whole_row;
      if (!png.interlaced) {
        pixels.replace(row_start, size, row);
      } else {
        for (std::uint32_t x = 0; x < width; ++x) {
          copy_pixel(row, x, pixels, row_start, pass.x + std::size_t{x} * pass.step_x, bits);
        }
      }
      above.swap(row);
    }
  }
  return pixels;
}

}  // namespace grif::pdf
