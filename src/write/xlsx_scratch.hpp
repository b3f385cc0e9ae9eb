#pragma once

namespace grif {

/// What write_xlsx keeps between documents of one thread: a file in memory that the library writes
/// to.
class XlsxScratch {
 public:
  XlsxScratch() = default;
  XlsxScratch(const XlsxScratch&) = delete;
  XlsxScratch& operator=(const XlsxScratch&) = delete;
  ~XlsxScratch();

  /// Descriptor of the file, made on first use; below 0 where the system refuses one.
  int file();
  /// A folder for temporary files that is memory, or nullptr where there is none.
  const char* memory_directory();

 private:
  int file_ = -1;
  bool looked_ = false, in_memory_ = false;
};

}  // namespace grif
