#pragma once

#include <memory>
#include <string>
#include <string_view>

struct libdeflate_compressor;

namespace grif::pdf {

/// Compresses to zlib streams (RFC 1950), which is what FlateDecode reads. Keeps its memory; the
/// compressor is made when it is first needed.
class Deflater {
 public:
  explicit Deflater(int level) : level_(level) {}
  /// Valid until the next call.
  std::string_view deflate(std::string_view bytes);

 private:
  struct Release {
    void operator()(libdeflate_compressor* compressor) const;
  };
  int level_;
  std::unique_ptr<libdeflate_compressor, Release> compressor_;
  std::string buffer_;
};

}  // namespace grif::pdf
