#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "write/pdf_deflater.hpp"
#include "write/pdf_syntax.hpp"

namespace PoDoFo {  // NOLINT(readability-identifier-naming)
class PdfDictionary;
}

namespace grif::pdf {

/// Puts a PDF 1.7 file together in memory, object by object (ISO 32000-1, 7.5): streams stand by
/// themselves, everything else in compressed object streams, with a cross-reference stream at the
/// end (PoDoFo 0.9.8 writes neither). What is added is compressed at once and not kept; objects may
/// refer to numbers whose objects come later. Same calls, same bytes.
class FileWriter {
 public:
  /// The deflater must live as long as the writer.
  explicit FileWriter(Deflater& deflater);

  /// The first of `count` new numbers in a row. Each must be added once.
  ObjectNumber allocate(std::size_t count = 1);
  /// An object as text: `<</Type/Catalog…>>`, `[1 0 R]`.
  void add(ObjectNumber number, std::string_view object);
  void add(ObjectNumber number, const PoDoFo::PdfDictionary& dictionary);
  /// A stream whose `bytes` are as its dictionary says; /Length is put in.
  void add_stream(ObjectNumber number, PoDoFo::PdfDictionary dictionary, std::string_view bytes);
  /// A stream compressed here (/FlateDecode), with nothing else in its dictionary.
  void add_deflated(ObjectNumber number, std::string_view bytes);
  /// The file. The writer is empty afterwards.
  std::string finish(ObjectNumber root, ObjectNumber information);

 private:
  /// Where an object stands (7.5.8.3): in the file at `first`, or in the object stream `first` as
  /// its `second`-th.
  struct Entry {
    std::uint8_t type = 0;
    std::uint32_t first = 0, second = 0;
  };
  void begin_object(ObjectNumber number);
  void flush_object_stream();
  [[nodiscard]] std::string make_cross_references(unsigned offset_bytes) const;

  Deflater& deflater_;
  std::string out_;
  std::vector<Entry> entries_;
  std::string heads_, bodies_;  ///< of the object stream that is being filled
  std::uint32_t held_ = 0;      ///< objects in it
  ObjectNumber object_stream_ = 0;
  std::string scratch_;
};

}  // namespace grif::pdf
