#include "write/pdf_deflater.hpp"

#include <cassert>
#include <new>

#include <libdeflate.h>

namespace grif::pdf {

void Deflater::Release::operator()(libdeflate_compressor* compressor) const {
  libdeflate_free_compressor(compressor);
}

std::string_view Deflater::deflate(std::string_view bytes) {
  if (compressor_ == nullptr) compressor_.reset(libdeflate_alloc_compressor(level_));
  if (compressor_ == nullptr) throw std::bad_alloc();
  const std::size_t most = libdeflate_zlib_compress_bound(compressor_.get(), bytes.size());
  if (buffer_.size() < most) buffer_.resize(most);
  const std::size_t size = libdeflate_zlib_compress(compressor_.get(), bytes.data(), bytes.size(),
                                                    buffer_.data(), buffer_.size());
  assert(size != 0);
  return std::string_view(buffer_).substr(0, size);
}

}  // namespace grif::pdf
