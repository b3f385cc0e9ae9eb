#pragma once

#include <memory>
#include <string_view>

#include <hb.h>

namespace grif {

/// Gives HarfBuzz objects back when their owner dies.
struct HarfBuzzRelease {
  void operator()(hb_blob_t* blob) const { hb_blob_destroy(blob); }
  void operator()(hb_face_t* face) const { hb_face_destroy(face); }
  void operator()(hb_font_t* font) const { hb_font_destroy(font); }
  void operator()(hb_buffer_t* buffer) const { hb_buffer_destroy(buffer); }
  void operator()(hb_set_t* set) const { hb_set_destroy(set); }
};
template <typename T>
using HarfBuzzPointer = std::unique_ptr<T, HarfBuzzRelease>;

/// The first font of a file. It points into `font`, which must outlive it.
inline HarfBuzzPointer<hb_face_t> make_harfbuzz_face(std::string_view font) {
  const HarfBuzzPointer<hb_blob_t> blob(hb_blob_create(
      font.data(), static_cast<unsigned>(font.size()), HB_MEMORY_MODE_READONLY, nullptr, nullptr));
  return HarfBuzzPointer<hb_face_t>(hb_face_create(blob.get(), 0));
}

}  // namespace grif
