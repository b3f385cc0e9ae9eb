#include "write/pdf_file.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <utility>

#include <podofo/podofo.h>

namespace grif::pdf {
namespace {

/// An object stream is closed when it holds this many objects or bytes: enough to compress well,
/// small enough to be read for the sake of one object.
constexpr std::uint32_t kMostObjects = 200;
constexpr std::size_t kMostBytes = 64 * 1024;

/// Takes what PoDoFo writes into a string.
class StringDevice final : public PoDoFo::PdfOutputDevice {
 public:
  explicit StringDevice(std::string& out) : out_(out) {}
  void Write(const char* bytes, size_t size) override { out_.append(bytes, size); }
  void Print(const char* format, ...) override __attribute__((format(printf, 2, 3))) {
    va_list arguments;
    va_start(arguments, format);
    append(format, arguments);
    va_end(arguments);
  }
  void PrintV(const char* format, long /*size*/, va_list arguments) override
      __attribute__((format(printf, 2, 0))) {
    append(format, arguments);
  }

 private:
  /// PoDoFo prints whole numbers and names this way, fractions never.
  void append(const char* format, va_list arguments) __attribute__((format(printf, 2, 0))) {
    va_list again;
    va_copy(again, arguments);
    char buffer[256];
    const int size = std::vsnprintf(buffer, sizeof buffer, format, arguments);
    if (size < static_cast<int>(sizeof buffer)) {
      out_.append(buffer, static_cast<std::size_t>(std::max(size, 0)));
    } else {
      const std::size_t start = out_.size();
      const std::size_t whole = static_cast<std::size_t>(size) + 1;
      out_.resize(start + whole);
      std::vsnprintf(out_.data() + start, whole, format, again);
      out_.pop_back();
    }
    va_end(again);
  }
  std::string& out_;
};

void append_dictionary(std::string& out, const PoDoFo::PdfDictionary& dictionary) {
  StringDevice device(out);
  dictionary.Write(&device, PoDoFo::ePdfWriteMode_Compact);
}

void append_big_endian(std::string& out, std::uint64_t value, unsigned bytes) {
  for (unsigned i = bytes; i-- > 0;) out += static_cast<char>(value >> (8 * i) & 0xFFU);
}

std::uint64_t read_little_endian(const char* bytes) {
  std::uint64_t value = 0;
  for (unsigned i = 8; i-- > 0;) value = value << 8U | static_cast<unsigned char>(bytes[i]);
  return value;
}

/// The file's identity (14.4), 32 hexadecimal digits: two mixes of all bytes. It tells editions
/// apart, it protects nothing.
std::string make_identity(std::string_view bytes) {
  std::array<std::uint64_t, 2> state = {0x9E37'79B9'7F4A'7C15ULL, 0xC2B2'AE3D'27D4'EB4FULL};
  const auto mix = [&](std::uint64_t word) {
    state[0] = (state[0] ^ word) * 0xFF51'AFD7'ED55'8CCDULL;
    state[0] ^= state[0] >> 32U;
    state[1] = (state[1] + word) * 0xC4CE'B9FE'1A85'EC53ULL;
    state[1] ^= state[1] >> 29U;
  };
  std::size_t at = 0;
  for (; at + 8 <= bytes.size(); at += 8) mix(read_little_endian(bytes.data() + at));
  char rest[8] = {};
  std::memcpy(rest, bytes.data() + at, bytes.size() - at);
  mix(read_little_endian(rest));
  mix(bytes.size());
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string digits;
  for (const std::uint64_t half : state) {
    for (unsigned shift = 64; shift != 0; shift -= 4) digits += kDigits[half >> (shift - 4) & 0xFU];
  }
  return digits;
}

}  // namespace

FileWriter::FileWriter(Deflater& deflater) : deflater_(deflater), entries_(1) {
  entries_[0].second = 0xFFFF;  // the head of the free list
  out_ = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";
}

ObjectNumber FileWriter::allocate(std::size_t count) {
  const auto first = static_cast<ObjectNumber>(entries_.size());
  entries_.resize(entries_.size() + count);
  return first;
}

void FileWriter::begin_object(ObjectNumber number) {
  assert(entries_[number].type == 0);
  entries_[number] = {1, static_cast<std::uint32_t>(out_.size()), 0};
  append_integer(out_, number);
  out_ += " 0 obj\n";
}

void FileWriter::add(ObjectNumber number, std::string_view object) {
  assert(entries_[number].type == 0);
  if (held_ == 0) object_stream_ = allocate();
  entries_[number] = {2, object_stream_, held_++};
  append_integer(heads_, number);
  heads_ += ' ';
  append_integer(heads_, static_cast<std::int64_t>(bodies_.size()));
  heads_ += ' ';
  bodies_ += object;
  bodies_ += ' ';
  if (held_ == kMostObjects || bodies_.size() > kMostBytes) flush_object_stream();
}

void FileWriter::add(ObjectNumber number, const PoDoFo::PdfDictionary& dictionary) {
  scratch_.clear();
  append_dictionary(scratch_, dictionary);
  add(number, scratch_);
}

void FileWriter::add_stream(ObjectNumber number, PoDoFo::PdfDictionary dictionary,
                            std::string_view bytes) {
  dictionary.AddKey("Length", PoDoFo::PdfVariant(static_cast<PoDoFo::pdf_int64>(bytes.size())));
  begin_object(number);
  append_dictionary(out_, dictionary);
  out_ += "\nstream\n";
  out_ += bytes;
  out_ += "\nendstream\nendobj\n";
}

void FileWriter::add_deflated(ObjectNumber number, std::string_view bytes) {
  const std::string_view deflated = deflater_.deflate(bytes);
  begin_object(number);
  out_ += "<</Filter/FlateDecode/Length ";
  append_integer(out_, static_cast<std::int64_t>(deflated.size()));
  out_ += ">>\nstream\n";
  out_ += deflated;
  out_ += "\nendstream\nendobj\n";
}

/// Object streams: 7.5.7.
void FileWriter::flush_object_stream() {
  if (held_ == 0) return;
  const std::size_t first = heads_.size();
  heads_ += bodies_;
  const std::string_view deflated = deflater_.deflate(heads_);
  begin_object(object_stream_);
  out_ += "<</Type/ObjStm/N ";
  append_integer(out_, held_);
  out_ += "/First ";
  append_integer(out_, static_cast<std::int64_t>(first));
  out_ += "/Filter/FlateDecode/Length ";
  append_integer(out_, static_cast<std::int64_t>(deflated.size()));
  out_ += ">>\nstream\n";
  out_ += deflated;
  out_ += "\nendstream\nendobj\n";
  heads_.clear();
  bodies_.clear();
  held_ = 0;
}

/// The rows of the cross-reference stream, each as the difference from the one before (predictor
/// 12, «Up»): most are alike then.
std::string FileWriter::make_cross_references(unsigned offset_bytes) const {
  std::string last(offset_bytes + 3, '\0'), row, rows;
  rows.reserve(entries_.size() * (offset_bytes + 4));
  for (const Entry& entry : entries_) {
    row.clear();
    append_big_endian(row, entry.type, 1);
    append_big_endian(row, entry.first, offset_bytes);
    append_big_endian(row, entry.second, 2);
    rows += '\2';
    for (std::size_t i = 0; i < row.size(); ++i) rows += static_cast<char>(row[i] - last[i]);
    last.swap(row);
  }
  return rows;
}

std::string FileWriter::finish(ObjectNumber root, ObjectNumber information) {
  flush_object_stream();
  const ObjectNumber number = allocate();
  const std::size_t start = out_.size();
  const std::string identity = make_identity(out_);
  begin_object(number);
  const std::uint64_t largest = std::max<std::uint64_t>(start, entries_.size());
  unsigned offset_bytes = 1;
  while (offset_bytes < 4 && largest >> (8 * offset_bytes) != 0) ++offset_bytes;
  const std::string_view deflated = deflater_.deflate(make_cross_references(offset_bytes));
  const auto append = [&](std::string_view key, std::uint64_t value) {
    out_ += key;
    append_integer(out_, static_cast<std::int64_t>(value));
  };
  append("<</Type/XRef/Size ", entries_.size());
  append("/W[1 ", offset_bytes);
  append(" 2]/Root ", root);
  append(" 0 R/Info ", information);
  out_ += " 0 R/ID[<" + identity + "><" + identity + ">]/Filter/FlateDecode";
  append("/DecodeParms<</Predictor 12/Columns ", offset_bytes + 3);
  append(">>/Length ", deflated.size());
  out_ += ">>\nstream\n";
  out_ += deflated;
  append("\nendstream\nendobj\nstartxref\n", start);
  out_ += "\n%%EOF\n";
  entries_.resize(1);
  return std::move(out_);
}

}  // namespace grif::pdf
