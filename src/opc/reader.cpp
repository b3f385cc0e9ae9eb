#include <algorithm>

#include <fmt/format.h>
#include <libdeflate.h>

#include "opc/directory.hpp"
#include "opc/package.hpp"

namespace grif {
namespace {

struct DecompressorDeleter {
  void operator()(libdeflate_decompressor* d) const { libdeflate_free_decompressor(d); }
};
using Decompressor = std::unique_ptr<libdeflate_decompressor, DecompressorDeleter>;

/// Deflate packs at most 1,032 bytes into one: a part that declares more lies, and no memory is
/// taken for it.
constexpr std::uint64_t kMaxDeflateRatio = 1'032;

}  // namespace

struct PackageReader::Impl {
  std::string bytes;
  Place file;
  std::vector<ZipEntry> entries;
  std::vector<std::string> names;
  std::vector<std::uint32_t> by_key;  ///< indexes of entries, sorted by their keys
  Decompressor decompressor{libdeflate_alloc_decompressor()};

  [[nodiscard]] const ZipEntry* find(std::string_view name) const {
    const std::string key = part_key(name);
    const auto at = std::ranges::lower_bound(
        by_key, key, {}, [this](std::uint32_t i) -> const std::string& { return entries[i].key; });
    return at != by_key.end() && entries[*at].key == key ? &entries[*at] : nullptr;
  }

  /// The inflated bytes, or nothing if they are not exactly what the directory declares. Writes
  /// nothing beyond the declared size.
  [[nodiscard]] std::optional<std::string> inflate(const ZipEntry& entry) const {
    const std::string_view packed = std::string_view(bytes).substr(entry.data, entry.packed);
    if (entry.compression() == Compression::stored) return std::string(packed);
    if (entry.size / kMaxDeflateRatio > entry.packed) return std::nullopt;
    std::string part(entry.size, '\0');
    std::size_t read = 0, written = 0;
    const libdeflate_result result =
        libdeflate_deflate_decompress_ex(decompressor.get(), packed.data(), packed.size(),
                                         part.data(), part.size(), &read, &written);
    if (result != LIBDEFLATE_SUCCESS || read != packed.size() || written != part.size())
      return std::nullopt;
    return part;
  }
};

PackageReader::PackageReader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
PackageReader::PackageReader(PackageReader&&) noexcept = default;
PackageReader& PackageReader::operator=(PackageReader&&) noexcept = default;
PackageReader::~PackageReader() = default;

std::optional<PackageReader> PackageReader::open(std::string bytes, Place file,
                                                 Diagnostics& diagnostics) {
  auto entries = read_zip_directory(bytes, file, diagnostics);
  if (!entries) return std::nullopt;
  auto impl = std::make_unique<Impl>();
  impl->bytes = std::move(bytes);
  impl->file = file;
  impl->entries = std::move(*entries);
  for (std::uint32_t i = 0; i < impl->entries.size(); ++i) {
    impl->names.push_back(impl->entries[i].name);
    impl->by_key.push_back(i);
  }
  std::ranges::sort(impl->by_key, {},
                    [&](std::uint32_t i) -> const std::string& { return impl->entries[i].key; });
  return PackageReader(std::move(impl));
}

const std::vector<std::string>& PackageReader::names() const { return impl_->names; }

bool PackageReader::has(std::string_view name) const { return impl_->find(name) != nullptr; }

std::optional<std::string> PackageReader::read(std::string_view name, Diagnostics& diagnostics) {
  const ZipEntry* entry = impl_->find(name);
  if (!entry) {
    diagnostics.report(Kind::part_missing, impl_->file, {shown_part_name(name)});
    return std::nullopt;
  }
  const std::string shown = shown_part_name(entry->name);
  if (entry->compression() == Compression::unknown) {
    diagnostics.report(Kind::zip_method, impl_->file, {shown, fmt::format("{}", entry->method)});
    return std::nullopt;
  }
  auto part = impl_->inflate(*entry);
  if (!part) {
    diagnostics.report(Kind::zip_bad_data, impl_->file, {shown});
    return std::nullopt;
  }
  const std::string_view content = *part;
  if (libdeflate_crc32(0, content.data(), content.size()) != entry->crc) {
    diagnostics.report(Kind::zip_bad_sum, impl_->file, {shown});
    return std::nullopt;
  }
  return part;
}

std::optional<DeflatedPart> PackageReader::packed(std::string_view name,
                                                  Diagnostics& diagnostics) const {
  const ZipEntry* entry = impl_->find(name);
  if (!entry) {
    diagnostics.report(Kind::part_missing, impl_->file, {shown_part_name(name)});
    return std::nullopt;
  }
  if (entry->compression() == Compression::unknown || entry->size > 0xFFFF'FFFF) {
    diagnostics.report(Kind::zip_method, impl_->file,
                       {shown_part_name(entry->name), fmt::format("{}", entry->method)});
    return std::nullopt;
  }
  return DeflatedPart{.bytes = impl_->bytes.substr(entry->data, entry->packed),
                      .crc = entry->crc,
                      .size = static_cast<std::uint32_t>(entry->size),
                      .stored = entry->compression() == Compression::stored};
}

}  // namespace grif
