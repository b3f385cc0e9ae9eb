#pragma once

#include "write/xlsx_heights.hpp"

namespace grif {

/// What write_xlsx keeps between documents of one thread: a file in memory that the library writes
/// to, and the advances of letters.
class XlsxScratch {
 public:
  explicit XlsxScratch(const FaceSet& faces) : advances_(faces) {}
  XlsxScratch(const XlsxScratch&) = delete;
  XlsxScratch& operator=(const XlsxScratch&) = delete;
  ~XlsxScratch();

  /// Descriptor of the file, made on first use; below 0 where the system refuses one.
  int file();
  /// A folder for temporary files that is memory, or nullptr where there is none.
  const char* memory_directory();
  [[nodiscard]] xlsx::Advances& advances() { return advances_; }

 private:
  xlsx::Advances advances_;
  int file_ = -1;
  bool looked_ = false, in_memory_ = false;
};

}  // namespace grif
