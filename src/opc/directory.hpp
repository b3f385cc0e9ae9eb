#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostics.hpp"

namespace grif {

/// What is read of a stranger's package at most (counted while inflating).
inline constexpr std::size_t kMaxPackageParts = 1'000;
inline constexpr std::uint64_t kMaxPartBytes = 512ULL << 20;
inline constexpr std::uint64_t kMaxPackageBytes = 1ULL << 30;

enum class Compression : std::uint8_t { stored, deflated, unknown };

/// One part as the central directory and its local header agree on it.
struct ZipEntry {
  std::string name;          ///< as stored
  std::string key;           ///< see part_key
  std::uint64_t header = 0;  ///< offset of the local header
  std::uint64_t data = 0;    ///< offset of the packed bytes
  std::uint64_t packed = 0;
  std::uint64_t size = 0;  ///< inflated, as declared
  std::uint32_t crc = 0;
  std::uint16_t method = 0;

  [[nodiscard]] Compression compression() const {
    return method == 0   ? Compression::stored
           : method == 8 ? Compression::deflated
                         : Compression::unknown;
  }
};

/// Reads the end record, the Zip64 one and the central directory (APPNOTE 4.3), and checks that
/// they describe this file without gaps before or behind, doubles, overlaps, links or secrets.
/// Folders are left out. Nothing after a message.
std::optional<std::vector<ZipEntry>> read_zip_directory(std::string_view bytes, Place file,
                                                        Diagnostics& diagnostics);

/// The key under which part names are compared: no leading slash, `\` as `/`, lower case
/// (ECMA-376-2, 6.2.2.3).
std::string part_key(std::string_view name);
/// A part name fit for a message: odd bytes as \x1B, at most 80 bytes.
std::string shown_part_name(std::string_view name);

}  // namespace grif
