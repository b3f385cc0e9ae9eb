#include "unit/write/xlsx_opened.hpp"

#include <cstdlib>

#include <gtest/gtest.h>

#include "core/world.hpp"

namespace grif::test {
namespace {

const FaceSet& faces() {
  static const FaceSet set = [] {
    static DiskWorld world;  // the set reads its files when it needs them
    Sources sources;
    Diagnostics diagnostics;
    auto loaded = FaceSet::load(GRIF_SOURCE_DIR "/fonts/faces.txt", world, sources, diagnostics);
    if (!loaded) std::abort();
    return std::move(*loaded);
  }();
  return set;
}

}  // namespace

WriteScratch& scratch() {
  static WriteScratch value(faces());
  return value;
}

std::string OpenedPackage::part(std::string_view name) {
  Diagnostics diagnostics;
  auto content = reader_.read(name, diagnostics);
  EXPECT_TRUE(content) << name;
  return content.value_or(std::string());
}

OpenedPackage open_package(const std::string& bytes) {
  Diagnostics diagnostics;
  auto reader = PackageReader::open(bytes, Place::nowhere(), diagnostics);
  if (!reader) {
    for (const Diagnostic& one : diagnostics.all()) ADD_FAILURE() << one.text;
    std::abort();
  }
  return OpenedPackage(std::move(*reader));
}

}  // namespace grif::test
