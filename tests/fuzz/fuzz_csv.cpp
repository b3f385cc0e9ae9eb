// Any bytes as a text file with separators.
#include "fuzz_workbook.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  grif::Sources sources;
  grif::Diagnostics diagnostics;
  const auto workbook =
      grif::read_csv(std::string(as_text(data, size)), "book.csv", sources, diagnostics);
  check_workbook(workbook, diagnostics, sources);
  return 0;
}
