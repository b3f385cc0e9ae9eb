#pragma once

#include <cstdint>
#include <string_view>

#include <hb.h>

#include "font/face_impl.hpp"

namespace grif {

/// A table of the font file (OpenType 1.9, 4.3: big-endian), read with bounds: a missing or short
/// table gives zeros.
class TableReader {
 public:
  TableReader(hb_face_t* face, const char (&tag)[5])
      : blob_(hb_face_reference_table(face, HB_TAG(tag[0], tag[1], tag[2], tag[3]))) {
    unsigned length = 0;
    const char* data = hb_blob_get_data(blob_.get(), &length);
    bytes_ = {data, length};
  }
  [[nodiscard]] std::size_t size() const { return bytes_.size(); }
  [[nodiscard]] std::uint8_t byte(std::size_t at) const {
    return at < bytes_.size() ? static_cast<std::uint8_t>(bytes_[at]) : std::uint8_t{0};
  }
  [[nodiscard]] std::uint16_t uint16(std::size_t at) const {
    return static_cast<std::uint16_t>(byte(at) << 8 | byte(at + 1));
  }
  [[nodiscard]] std::int32_t int16(std::size_t at) const {
    return static_cast<std::int16_t>(uint16(at));
  }
  [[nodiscard]] std::uint32_t uint32(std::size_t at) const {
    return std::uint32_t{uint16(at)} << 16 | uint16(at + 2);
  }

 private:
  HarfBuzzPointer<hb_blob_t> blob_;
  std::string_view bytes_;
};

}  // namespace grif
