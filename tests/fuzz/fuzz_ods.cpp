// The parts of a LibreOffice workbook, split at lines of `====`: the sheets, the styles.
#include "fuzz_workbook.hpp"
#include "opc/package.hpp"

namespace {

std::string build_workbook(std::string_view text) {
  grif::PackageWriter writer(1);
  writer.add("mimetype", "application/vnd.oasis.opendocument.spreadsheet");
  const std::string_view sheets = take_part(text), styles = take_part(text);
  writer.add("content.xml",
             "<c>" + std::string(styles) + "<body>" + std::string(sheets) + "</body></c>");
  return writer.finish();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // Repeated cells are data too: inputs of millions of them only cost time.
  if (as_text(data, size).find("0000") != std::string_view::npos) return 0;
  grif::Sources sources;
  grif::Diagnostics diagnostics;
  const auto workbook =
      grif::read_package(build_workbook(as_text(data, size)), "book", sources, diagnostics);
  check_workbook(workbook, diagnostics, sources);
  return 0;
}
