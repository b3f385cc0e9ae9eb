#pragma once

#include "write/xlsx_heights.hpp"

namespace grif {

/// A file in memory that libxlsxwriter writes a workbook to, kept from one to the next.
class WorkbookFile {
 public:
  WorkbookFile() = default;
  WorkbookFile(const WorkbookFile&) = delete;
  WorkbookFile& operator=(const WorkbookFile&) = delete;
  ~WorkbookFile();

  /// Descriptor of the file, made on first use; below 0 where the system refuses one.
  int file();
  /// A folder for temporary files that is memory, or nullptr where there is none.
  const char* memory_directory();

 private:
  int file_ = -1;
  bool looked_ = false, in_memory_ = false;
};

/// What write_xlsx keeps between documents of one thread: the file, and the advances of letters.
class XlsxScratch : public WorkbookFile {
 public:
  explicit XlsxScratch(const FaceSet& faces) : advances_(faces) {}
  [[nodiscard]] xlsx::Advances& advances() { return advances_; }

 private:
  xlsx::Advances advances_;
};

}  // namespace grif
