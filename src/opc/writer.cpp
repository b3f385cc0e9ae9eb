#include <cassert>

#include <libdeflate.h>

#include "opc/package.hpp"

namespace grif {
namespace {

constexpr std::uint16_t kVersion = 20, kDate = 0x21;  // 1980-01-01, the earliest that there is
constexpr std::uint16_t kUtf8Name = 0x0800, kStored = 0, kDeflated = 8;

struct CompressorDeleter {
  void operator()(libdeflate_compressor* c) const { libdeflate_free_compressor(c); }
};

void append_u16(std::string& out, std::size_t value) {
  out += static_cast<char>(value & 0xFF);
  out += static_cast<char>(value >> 8 & 0xFF);
}
void append_u32(std::string& out, std::size_t value) {
  append_u16(out, value & 0xFFFF);
  append_u16(out, value >> 16);
}

bool is_ascii(std::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0x80) return false;
  }
  return true;
}

/// The fields that the local and the central header have in common (APPNOTE 4.3.7, 4.3.12).
void append_common_fields(std::string& out, std::string_view name, const DeflatedPart& part) {
  append_u16(out, kVersion);
  append_u16(out, is_ascii(name) ? 0 : kUtf8Name);
  append_u16(out, part.stored ? kStored : kDeflated);
  append_u16(out, 0);
  append_u16(out, kDate);
  append_u32(out, part.crc);
  append_u32(out, part.bytes.size());
  append_u32(out, part.size);
  append_u16(out, name.size());
  append_u16(out, 0);
}

}  // namespace

struct PackageWriter::Impl {
  std::unique_ptr<libdeflate_compressor, CompressorDeleter> compressor;
  std::string out, directory;
  std::size_t count = 0;
};

PackageWriter::PackageWriter(int level) : impl_(std::make_unique<Impl>()) {
  impl_->compressor.reset(libdeflate_alloc_compressor(level));
}
PackageWriter::PackageWriter(PackageWriter&&) noexcept = default;
PackageWriter& PackageWriter::operator=(PackageWriter&&) noexcept = default;
PackageWriter::~PackageWriter() = default;

DeflatedPart PackageWriter::deflate(std::string_view content) {
  assert(content.size() < 0xFFFF'FFFF);
  DeflatedPart part;
  part.crc = libdeflate_crc32(0, content.data(), content.size());
  part.size = static_cast<std::uint32_t>(content.size());
  // Room for one byte less than the content: what does not shrink is stored.
  if (!content.empty()) part.bytes.resize(content.size() - 1);
  const std::size_t packed =
      libdeflate_deflate_compress(impl_->compressor.get(), content.data(), content.size(),
                                  part.bytes.data(), part.bytes.size());
  part.stored = packed == 0;
  if (part.stored) {
    part.bytes = content;
  } else {
    part.bytes.resize(packed);
    part.bytes.shrink_to_fit();
  }
  return part;
}

void PackageWriter::begin() {
  impl_->out.clear();
  impl_->directory.clear();
  impl_->count = 0;
}

void PackageWriter::add(std::string_view name, std::string_view content) {
  add(name, deflate(content));
}

void PackageWriter::add(std::string_view name, const DeflatedPart& part) {
  assert(!name.empty() && name.size() <= 0xFFFF && impl_->count < 0xFFFF);
  Impl& to = *impl_;
  const std::size_t offset = to.out.size();
  assert(offset + part.bytes.size() < 0xFFFF'FFFF);
  to.out += "PK\3\4";
  append_common_fields(to.out, name, part);
  to.out += name;
  to.out += part.bytes;

  to.directory += "PK\1\2";
  append_u16(to.directory, kVersion);  // made by: a FAT file system, so no attributes of Unix
  append_common_fields(to.directory, name, part);
  append_u16(to.directory, 0);  // comment
  append_u16(to.directory, 0);  // disk
  append_u16(to.directory, 0);  // internal attributes
  append_u32(to.directory, 0);  // external attributes
  append_u32(to.directory, offset);
  to.directory += name;
  ++to.count;
}

std::string PackageWriter::finish() {
  Impl& from = *impl_;
  const std::size_t offset = from.out.size();
  from.out += from.directory;
  from.out += "PK\5\6";
  append_u32(from.out, 0);  // disks
  append_u16(from.out, from.count);
  append_u16(from.out, from.count);
  append_u32(from.out, from.directory.size());
  append_u32(from.out, offset);
  append_u16(from.out, 0);  // comment
  std::string package = std::move(from.out);
  begin();
  return package;
}

}  // namespace grif
