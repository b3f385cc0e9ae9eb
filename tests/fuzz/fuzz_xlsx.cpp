// Any bytes as a workbook; bytes that begin with `=` as the parts of one, split at lines of `====`:
// the sheet, the shared strings, the styles, the workbook. What is read keeps the promises of
// data/workbook.hpp.
#include "fuzz_workbook.hpp"
#include "opc/package.hpp"

namespace {

constexpr std::string_view kWorkbook =
    "<workbook><sheets><sheet name=\"A\" id=\"a\"/></sheets></workbook>";

std::string build_workbook(std::string_view text) {
  grif::PackageWriter writer(1);
  writer.add(
      "_rels/.rels",
      "<Relationships><Relationship Id=\"a\" Type=\"/officeDocument\" Target=\"w.xml\"/></Relationships>");
  writer.add("_rels/w.xml.rels",
             "<Relationships><Relationship Id=\"a\" Type=\"/worksheet\" Target=\"s.xml\"/>"
             "<Relationship Id=\"b\" Type=\"/sharedStrings\" Target=\"t.xml\"/>"
             "<Relationship Id=\"c\" Type=\"/styles\" Target=\"f.xml\"/></Relationships>");
  writer.add("s.xml", take_part(text));
  const std::string_view strings = take_part(text), styles = take_part(text),
                         workbook = take_part(text);
  if (!strings.empty()) writer.add("t.xml", strings);
  if (!styles.empty()) writer.add("f.xml", styles);
  writer.add("w.xml", workbook.empty() ? kWorkbook : workbook);
  return writer.finish();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view input = as_text(data, size);
  std::string bytes;
  if (input.starts_with('=')) {
    bytes = build_workbook(input.substr(1));
  } else {
    bytes = input;
  }
  grif::Sources sources;
  grif::Diagnostics diagnostics;
  const auto workbook = grif::read_package(std::move(bytes), "book", sources, diagnostics);
  check_workbook(workbook, diagnostics, sources);
  return 0;
}
