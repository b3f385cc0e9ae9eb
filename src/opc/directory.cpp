#include "opc/directory.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/text.hpp"

namespace grif {
namespace {

constexpr std::string_view kEndSignature("PK\5\6", 4);
constexpr std::string_view kCentralSignature("PK\1\2", 4);
constexpr std::string_view kLocalSignature("PK\3\4", 4);
constexpr std::string_view kEnd64Signature("PK\6\6", 4);
constexpr std::string_view kLocatorSignature("PK\6\7", 4);
constexpr std::size_t kEndSize = 22, kCentralSize = 46, kLocalSize = 30, kEnd64Size = 56,
                      kLocatorSize = 20;
constexpr std::uint32_t kSeeZip64 = 0xFFFF'FFFF;
constexpr std::size_t kMaxNameBytes = 1024;
constexpr std::uint16_t kEncrypted = 0x0001, kDescriptor = 0x0008, kStrongEncryption = 0x0040,
                        kMaskedDirectory = 0x2000;

template <typename T>
T little_endian(std::string_view bytes, std::uint64_t at) {
  T value = 0;
  for (std::size_t i = 0; i < sizeof(T); ++i)
    value |= static_cast<T>(static_cast<T>(static_cast<unsigned char>(bytes[at + i])) << (8 * i));
  return value;
}
std::uint16_t u16(std::string_view bytes, std::uint64_t at) {
  return little_endian<std::uint16_t>(bytes, at);
}
std::uint32_t u32(std::string_view bytes, std::uint64_t at) {
  return little_endian<std::uint32_t>(bytes, at);
}
std::uint64_t u64(std::string_view bytes, std::uint64_t at) {
  return little_endian<std::uint64_t>(bytes, at);
}

/// Where the central directory lies, by the end record or its Zip64 fellow.
struct DirectoryExtent {
  std::uint64_t entries = 0;
  std::uint64_t size = 0;
  std::uint64_t offset = 0;
  std::uint64_t end = 0;  ///< where it must end: the first end record
};

class DirectoryReader {
 public:
  DirectoryReader(std::string_view bytes, Place file, Diagnostics& diagnostics)
      : bytes_(bytes), file_(file), diagnostics_(diagnostics) {}

  std::optional<std::vector<ZipEntry>> read() {
    const auto end = find_end_record();
    if (!end) return std::nullopt;
    const auto extent = locate_directory(*end);
    if (!extent || !read_entries(*extent)) return std::nullopt;
    if (!check_names() || !check_extents(extent->offset)) return std::nullopt;
    return std::move(entries_);
  }

 private:
  bool refuse(Kind kind, std::initializer_list<std::string_view> arguments = {}) {
    diagnostics_.report(kind, file_, arguments);
    return false;
  }
  bool refuse_damaged(std::uint64_t offset) {
    return refuse(Kind::zip_damaged, {fmt::format("{}", offset)});
  }

  /// The end record must be the last thing in the file, and the only one: a reader that searches
  /// forwards, backwards or by the comment's length must find the same directory.
  std::optional<std::uint64_t> find_end_record() {
    const std::size_t lowest =
        bytes_.size() > kEndSize + 0xFFFF ? bytes_.size() - kEndSize - 0xFFFF : 0;
    std::optional<std::uint64_t> last, exact;
    for (std::size_t at = bytes_.find(kEndSignature, lowest); at != std::string_view::npos;
         at = bytes_.find(kEndSignature, at + 1)) {
      last = at;
      if (at + kEndSize > bytes_.size() || at + kEndSize + u16(bytes_, at + 20) != bytes_.size())
        continue;
      if (exact) {
        refuse(Kind::zip_two_ends);
        return std::nullopt;
      }
      exact = at;
    }
    if (!exact && last && *last + kEndSize <= bytes_.size() &&
        *last + kEndSize + u16(bytes_, *last + 20) < bytes_.size()) {
      const auto extra = bytes_.size() - *last - kEndSize - u16(bytes_, *last + 20);
      refuse(Kind::zip_extra_bytes, {fmt::format("{}", extra)});
      return std::nullopt;
    }
    if (!exact) {
      refuse(Kind::zip_cut);
      return std::nullopt;
    }
    if (*last != *exact) {  // a second one inside the comment
      refuse(Kind::zip_two_ends);
      return std::nullopt;
    }
    return exact;
  }

  std::optional<DirectoryExtent> locate_directory(std::uint64_t end) {
    DirectoryExtent extent{u16(bytes_, end + 10), u32(bytes_, end + 12), u32(bytes_, end + 16),
                           end};
    const bool one_disk = u16(bytes_, end + 4) == 0 && u16(bytes_, end + 6) == 0 &&
                          u16(bytes_, end + 8) == u16(bytes_, end + 10);
    const bool has_locator =
        end >= kLocatorSize && bytes_.substr(end - kLocatorSize, 4) == kLocatorSignature;
    if (has_locator) {
      if (!read_zip64_end(end - kLocatorSize, extent)) return std::nullopt;
    } else if (!one_disk) {
      refuse_damaged(end);
      return std::nullopt;
    }
    if (extent.entries > kMaxPackageParts) {
      refuse(Kind::zip_too_many_parts,
             {fmt::format("{}", extent.entries), fmt::format("{}", kMaxPackageParts)});
      return std::nullopt;
    }
    if (extent.size > extent.end || extent.offset > extent.end - extent.size) {
      refuse_damaged(end);
      return std::nullopt;
    }
    if (const auto gap = extent.end - extent.size - extent.offset; gap != 0) {
      refuse(Kind::zip_extra_bytes, {fmt::format("{}", gap)});
      return std::nullopt;
    }
    return extent;
  }

  /// Zip64 end record and its locator (APPNOTE 4.3.14, 4.3.15), which lie right before the end
  /// record.
  bool read_zip64_end(std::uint64_t locator, DirectoryExtent& extent) {
    const std::uint64_t end64 = u64(bytes_, locator + 8);
    if (u32(bytes_, locator + 4) != 0 || u32(bytes_, locator + 16) > 1)
      return refuse_damaged(locator);
    if (end64 > locator || locator - end64 < kEnd64Size ||
        bytes_.substr(end64, 4) != kEnd64Signature ||
        u64(bytes_, end64 + 4) != locator - end64 - 12)
      return refuse_damaged(locator);
    if (u32(bytes_, end64 + 16) != 0 || u32(bytes_, end64 + 20) != 0 ||
        u64(bytes_, end64 + 24) != u64(bytes_, end64 + 32))
      return refuse_damaged(end64);
    const DirectoryExtent wide{u64(bytes_, end64 + 32), u64(bytes_, end64 + 40),
                               u64(bytes_, end64 + 48), end64};
    // Where the short record has room it must say the same.
    if ((extent.entries != 0xFFFF && extent.entries != wide.entries) ||
        (extent.size != kSeeZip64 && extent.size != wide.size) ||
        (extent.offset != kSeeZip64 && extent.offset != wide.offset))
      return refuse_damaged(end64);
    extent = wide;
    return true;
  }

  bool read_entries(const DirectoryExtent& extent) {
    entries_.reserve(extent.entries);
    std::uint64_t at = extent.offset, total = 0;
    for (std::uint64_t i = 0; i < extent.entries; ++i) {
      if (extent.end - at < kCentralSize || bytes_.substr(at, 4) != kCentralSignature)
        return refuse_damaged(at);
      const std::uint64_t length =
          kCentralSize + u16(bytes_, at + 28) + u16(bytes_, at + 30) + u16(bytes_, at + 32);
      if (extent.end - at < length) return refuse_damaged(at);
      if (!read_entry(bytes_.substr(at, length), at)) return false;
      at += length;
      total += entries_.back().size;
      if (total > kMaxPackageBytes)
        return refuse(Kind::zip_too_large, {shown_part_name(entries_.back().name),
                                            fmt::format("{}", kMaxPackageBytes >> 20)});
    }
    return at == extent.end || refuse_damaged(at);
  }

  bool read_entry(std::string_view record, std::uint64_t at) {
    ZipEntry entry;
    const std::uint16_t flags = u16(record, 8), name_size = u16(record, 28);
    entry.name = record.substr(kCentralSize, name_size);
    entry.method = u16(record, 10);
    entry.crc = u32(record, 16);
    entry.packed = u32(record, 20);
    entry.size = u32(record, 24);
    entry.header = u32(record, 42);
    if ((flags & (kEncrypted | kStrongEncryption | kMaskedDirectory)) != 0)
      return refuse(Kind::input_password);
    if (!read_zip64_sizes(record.substr(kCentralSize + name_size, u16(record, 30)), entry) ||
        (entry.method == 0 && entry.size != entry.packed))
      return refuse_damaged(at);
    if (entry.size > kMaxPartBytes)
      return refuse(Kind::zip_too_large,
                    {shown_part_name(entry.name), fmt::format("{}", kMaxPartBytes >> 20)});
    if (is_link(record)) return refuse(Kind::zip_link, {shown_part_name(entry.name)});
    entries_.push_back(std::move(entry));
    return check_local_header(entries_.back(), flags);
  }

  /// The extra field 0x0001 (APPNOTE 4.5.3) holds those of the three numbers that had no room.
  static bool read_zip64_sizes(std::string_view extra, ZipEntry& entry) {
    if (entry.size != kSeeZip64 && entry.packed != kSeeZip64 && entry.header != kSeeZip64)
      return true;
    while (extra.size() >= 4) {
      const std::size_t size = u16(extra, 2);
      if (extra.size() - 4 < size) return false;
      if (u16(extra, 0) == 1) {
        std::string_view numbers = extra.substr(4, size);
        for (std::uint64_t* number : {&entry.size, &entry.packed, &entry.header}) {
          if (*number != kSeeZip64) continue;
          if (numbers.size() < 8) return false;
          *number = u64(numbers, 0);
          numbers.remove_prefix(8);
        }
        return true;
      }
      extra.remove_prefix(4 + size);
    }
    return false;
  }

  /// True for everything that Unix calls neither a file nor a folder.
  static bool is_link(std::string_view record) {
    constexpr std::uint8_t kUnix = 3, kMac = 19;
    const auto host = static_cast<std::uint8_t>(record[5]);
    if (host != kUnix && host != kMac) return false;
    const std::uint32_t type = u32(record, 38) >> 16 & 0xF000;
    return type != 0 && type != 0x8000 && type != 0x4000;
  }

  /// The local header must tell the same story, or two readers would see two packages.
  bool check_local_header(ZipEntry& entry, std::uint16_t central_flags) {
    const std::uint64_t at = entry.header;
    if (at > bytes_.size() || bytes_.size() - at < kLocalSize ||
        bytes_.substr(at, 4) != kLocalSignature)
      return refuse_damaged(std::min<std::uint64_t>(at, bytes_.size()));
    const std::uint16_t flags = u16(bytes_, at + 6);
    const std::uint64_t name_size = u16(bytes_, at + 26);
    entry.data = at + kLocalSize + name_size + u16(bytes_, at + 28);
    if ((flags & (kEncrypted | kStrongEncryption)) != 0) return refuse(Kind::input_password);
    if (entry.data > bytes_.size() || bytes_.size() - entry.data < entry.packed ||
        bytes_.substr(at + kLocalSize, name_size) != entry.name ||
        u16(bytes_, at + 8) != entry.method || ((flags ^ central_flags) & kDescriptor) != 0)
      return refuse_damaged(at);
    if ((flags & kDescriptor) != 0) return true;
    const auto agrees = [](std::uint32_t local, std::uint64_t central) {
      return local == kSeeZip64 || local == central;
    };
    if (u32(bytes_, at + 14) != entry.crc || !agrees(u32(bytes_, at + 18), entry.packed) ||
        !agrees(u32(bytes_, at + 22), entry.size))
      return refuse_damaged(at);
    return true;
  }

  /// Names that would leave the package if somebody unpacked it, and doubles; drops folders.
  bool check_names() {
    for (ZipEntry& entry : entries_) {
      if (!is_good_name(entry.name))
        return refuse(Kind::zip_bad_name, {shown_part_name(entry.name)});
      entry.key = part_key(entry.name);
    }
    std::vector<const ZipEntry*> sorted;
    sorted.reserve(entries_.size());
    for (const ZipEntry& entry : entries_) sorted.push_back(&entry);
    std::ranges::sort(sorted, {}, &ZipEntry::key);
    const auto twin = std::ranges::adjacent_find(sorted, {}, &ZipEntry::key);
    if (twin != sorted.end()) return refuse(Kind::zip_twice, {shown_part_name((*twin)->name)});
    return true;
  }

  static bool is_good_name(std::string_view name) {
    if (name.empty() || name.size() > kMaxNameBytes) return false;
    if (name[0] == '/' || name[0] == '\\') return false;
    if (name.size() > 1 && name[1] == ':') return false;
    if (std::ranges::any_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x20; }))
      return false;
    std::string path(name);
    std::ranges::replace(path, '\\', '/');
    if (path.ends_with('/')) path.pop_back();
    const auto segments = split(path, '/');
    return std::ranges::none_of(
        segments, [](std::string_view s) { return s.empty() || s == "." || s == ".."; });
  }

  /// Each entry's header and bytes must lie apart from all others' and before the directory, and
  /// the first one at the very beginning.
  bool check_extents(std::uint64_t directory) {
    std::vector<const ZipEntry*> sorted;
    sorted.reserve(entries_.size());
    for (const ZipEntry& entry : entries_) sorted.push_back(&entry);
    std::ranges::stable_sort(sorted, {}, &ZipEntry::header);
    if (!sorted.empty() && sorted.front()->header != 0)
      return refuse(Kind::zip_extra_bytes, {fmt::format("{}", sorted.front()->header)});
    if (sorted.empty() && directory != 0)
      return refuse(Kind::zip_extra_bytes, {fmt::format("{}", directory)});
    for (std::size_t i = 0; i < sorted.size(); ++i) {
      const std::uint64_t limit = i + 1 < sorted.size() ? sorted[i + 1]->header : directory;
      if (sorted[i]->data + sorted[i]->packed > limit)
        return refuse(Kind::zip_overlap, {shown_part_name(sorted[i]->name)});
    }
    std::erase_if(entries_, [](const ZipEntry& entry) {
      return entry.name.ends_with('/') || entry.name.ends_with('\\');
    });
    return true;
  }

  std::string_view bytes_;
  Place file_;
  Diagnostics& diagnostics_;
  std::vector<ZipEntry> entries_;
};

}  // namespace

std::optional<std::vector<ZipEntry>> read_zip_directory(std::string_view bytes, Place file,
                                                        Diagnostics& diagnostics) {
  return DirectoryReader(bytes, file, diagnostics).read();
}

std::string part_key(std::string_view name) {
  while (name.starts_with('/') || name.starts_with('\\')) name.remove_prefix(1);
  std::string key(name);
  std::ranges::replace(key, '\\', '/');
  if (!find_invalid_utf8(key)) return lower(key);
  for (char& c : key) {  // a name in some old code page: its bytes as they are
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  }
  return key;
}

std::string shown_part_name(std::string_view name) {
  constexpr std::size_t kShown = 80;
  const bool cut = name.size() > kShown;
  if (cut) name = name.substr(0, kShown);
  std::string shown;
  while (!name.empty()) {
    const std::size_t good = find_invalid_utf8(name).value_or(name.size());
    for (const char c : name.substr(0, good)) {
      const auto byte = static_cast<unsigned char>(c);
      if (byte < 0x20 || byte == 0x7F) {
        shown += fmt::format("\\x{:02X}", byte);
      } else {
        shown += c;
      }
    }
    name.remove_prefix(good);
    if (name.empty()) break;
    shown += fmt::format("\\x{:02X}", static_cast<unsigned char>(name[0]));
    name.remove_prefix(1);
  }
  return cut ? shown + "…" : shown;
}

}  // namespace grif
