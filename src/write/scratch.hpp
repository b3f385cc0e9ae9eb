#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "opc/package.hpp"
#include "write/write.hpp"
#include "write/writers.hpp"

namespace grif {

/// Parts that are nearly always the same from document to document (styles, settings, headers …): a
/// part is compressed again only if it differs from the last one of its name.
class PartCache {
 public:
  const DeflatedPart& deflate(PackageWriter& writer, std::string_view name, std::string content);

 private:
  struct Kept {
    std::string name, content;
    DeflatedPart part;
  };
  std::vector<Kept> kept_;
};

struct WriteScratch::Impl {
  explicit Impl(const FaceSet& all) : faces(all), shaper(all) {}
  const FaceSet& faces;
  Shaper shaper;
  PackageWriter package;
  PartCache parts;
  std::string document_part;         ///< reused for its memory
  std::unique_ptr<XlsxWriter> xlsx;  ///< made on first use
  std::unique_ptr<PdfWriter> pdf;
};

}  // namespace grif
