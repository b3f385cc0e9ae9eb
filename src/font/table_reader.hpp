#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace grif {

/// A table of a font file (OpenType 1.9, 4.3: big-endian), read with bounds: what is missing or cut
/// off gives zeros.
class TableReader {
 public:
  TableReader() = default;
  explicit TableReader(std::string_view table) : bytes_(table) {}
  /// The table of a font file, of the first font of a collection; empty if there is none.
  TableReader(std::string_view font, std::string_view tag) : bytes_(find_table(font, tag)) {}

  [[nodiscard]] std::string_view bytes() const { return bytes_; }
  [[nodiscard]] std::size_t size() const { return bytes_.size(); }
  [[nodiscard]] std::uint8_t byte(std::size_t at) const {
    return at < bytes_.size() ? static_cast<std::uint8_t>(bytes_[at]) : std::uint8_t{0};
  }
  [[nodiscard]] std::uint16_t uint16(std::size_t at) const {
    if (at + 2 > bytes_.size()) return static_cast<std::uint16_t>(byte(at) << 8);
    const auto high = static_cast<unsigned char>(bytes_[at]);
    const auto low = static_cast<unsigned char>(bytes_[at + 1]);
    return static_cast<std::uint16_t>(high << 8 | low);
  }
  [[nodiscard]] std::int32_t int16(std::size_t at) const {
    return static_cast<std::int16_t>(uint16(at));
  }
  [[nodiscard]] std::uint32_t uint32(std::size_t at) const {
    return std::uint32_t{uint16(at)} << 16 | uint16(at + 2);
  }

 private:
  static std::string_view find_table(std::string_view font, std::string_view tag) {
    const TableReader file(font);
    const std::size_t start = font.starts_with("ttcf") ? file.uint32(12) : 0;
    for (std::size_t i = 0, count = file.uint16(start + 4); i < count; ++i) {
      const std::size_t record = start + 12 + 16 * i;
      if (record + 16 > font.size()) break;
      if (font.substr(record, 4) != tag) continue;
      const std::size_t at = std::min<std::size_t>(file.uint32(record + 8), font.size());
      return font.substr(at, file.uint32(record + 12));
    }
    return {};
  }

  std::string_view bytes_;
};

}  // namespace grif
