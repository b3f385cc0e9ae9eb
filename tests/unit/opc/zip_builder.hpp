#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "opc/package.hpp"

namespace grif::test {

/// One entry, honest unless a field says otherwise.
struct ZipItem {
  std::string name;
  std::string content;
  std::uint16_t method = 8;
  std::uint16_t flags = 0;
  bool with_descriptor = false;
  std::uint8_t host = 0;
  std::uint32_t unix_mode = 0;
  std::optional<std::uint32_t> declared_crc;
  std::optional<std::uint64_t> declared_size;  ///< in both headers
  std::optional<std::uint32_t> local_size;     ///< in the local header only
  std::optional<std::string> packed;           ///< in place of the deflated content
  std::optional<std::string> local_name;
  std::optional<std::uint32_t> local_offset;  ///< where the directory looks for the local header
  bool zip64 = false;                         ///< sizes in extra fields
};

/// Writes packages byte by byte, wrong ones too (APPNOTE 6.3).
class ZipBuilder {
 public:
  std::string prefix, comment, suffix;
  std::optional<std::uint16_t> declared_count;
  bool zip64_end = false;
  std::optional<std::uint64_t> zip64_count;

  ZipBuilder& add(ZipItem item) {
    items_.push_back(std::move(item));
    return *this;
  }
  ZipBuilder& add(std::string name, std::string content) {
    return add(ZipItem{.name = std::move(name), .content = std::move(content)});
  }

  [[nodiscard]] std::string build() const {
    std::string out = prefix, directory;
    for (const ZipItem& item : items_) append_item(item, out, directory);
    const std::size_t offset = out.size() - prefix.size();
    const std::size_t size = directory.size();
    out += directory;
    const std::size_t count = declared_count.value_or(static_cast<std::uint16_t>(items_.size()));
    if (zip64_end) append_zip64_end(out, zip64_count.value_or(count), size, offset);
    out += std::string("PK\5\6\0\0\0\0", 8);
    put(out, zip64_end ? 0xFFFF : count, 2);
    put(out, zip64_end ? 0xFFFF : count, 2);
    put(out, zip64_end ? 0xFFFF'FFFF : size, 4);
    put(out, zip64_end ? 0xFFFF'FFFF : offset, 4);
    put(out, comment.size(), 2);
    return out + comment + suffix;
  }

  static void put(std::string& out, std::uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xFF);
  }

 private:
  static void append_zip64_end(std::string& out, std::uint64_t count, std::uint64_t size,
                               std::uint64_t offset) {
    const std::size_t end = out.size();
    out += "PK\6\6";
    put(out, 44, 8);
    put(out, 45, 2);
    put(out, 45, 2);
    put(out, 0, 8);
    put(out, count, 8);
    put(out, count, 8);
    put(out, size, 8);
    put(out, offset, 8);
    out += std::string("PK\6\7\0\0\0\0", 8);
    put(out, end, 8);
    put(out, 1, 4);
  }

  static void append_item(const ZipItem& item, std::string& out, std::string& directory) {
    PackageWriter writer;
    DeflatedPart part = writer.deflate(item.content);
    std::string packed = item.method == 8 && !part.stored ? part.bytes : item.content;
    const std::uint16_t method = item.method == 8 && part.stored ? std::uint16_t{0} : item.method;
    if (item.packed) packed = *item.packed;
    const std::uint32_t crc = item.declared_crc.value_or(part.crc);
    const std::uint64_t size = item.declared_size.value_or(item.content.size());
    const auto flags = static_cast<std::uint16_t>(item.flags | (item.with_descriptor ? 8 : 0));
    const std::size_t offset = out.size();

    const std::string local_name = item.local_name.value_or(item.name);
    out += "PK\3\4";
    put(out, 20, 2);
    put(out, flags, 2);
    put(out, method, 2);
    put(out, 0x0021'0000, 4);
    put(out, item.with_descriptor ? 0 : crc, 4);
    put(out, item.with_descriptor ? 0 : packed.size(), 4);
    put(out, item.with_descriptor ? 0 : item.local_size.value_or(static_cast<std::uint32_t>(size)),
        4);
    put(out, local_name.size(), 2);
    put(out, 0, 2);
    out += local_name + packed;
    if (item.with_descriptor) {
      out += "PK\7\10";
      put(out, crc, 4);
      put(out, packed.size(), 4);
      put(out, size, 4);
    }

    std::string extra;
    if (item.zip64) {
      put(extra, 1, 2);
      put(extra, 16, 2);
      put(extra, size, 8);
      put(extra, packed.size(), 8);
    }
    directory += "PK\1\2";
    directory += '\x14';
    directory += static_cast<char>(item.host);
    put(directory, 20, 2);
    put(directory, flags, 2);
    put(directory, method, 2);
    put(directory, 0x0021'0000, 4);
    put(directory, crc, 4);
    put(directory, item.zip64 ? 0xFFFF'FFFF : packed.size(), 4);
    put(directory, item.zip64 ? 0xFFFF'FFFF : size, 4);
    put(directory, item.name.size(), 2);
    put(directory, extra.size(), 2);
    put(directory, 0, 6);
    put(directory, item.unix_mode << 16, 4);
    put(directory, item.local_offset.value_or(static_cast<std::uint32_t>(offset)), 4);
    directory += item.name + extra;
  }

  std::vector<ZipItem> items_;
};

}  // namespace grif::test
