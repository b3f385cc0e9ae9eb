// The parts of a text document, split at lines of `====`: the body, the numbering, the styles.
#include "fuzz_workbook.hpp"
#include "opc/package.hpp"

namespace {

std::string build_document(std::string_view text) {
  grif::PackageWriter writer(1);
  writer.add("_rels/.rels",
             "<Relationships><Relationship Id=\"a\" Type=\"/officeDocument\" "
             "Target=\"d.xml\"/></Relationships>");
  writer.add("_rels/d.xml.rels",
             "<Relationships><Relationship Id=\"a\" Type=\"/numbering\" Target=\"n.xml\"/>"
             "<Relationship Id=\"b\" Type=\"/styles\" Target=\"s.xml\"/></Relationships>");
  const std::string_view body = take_part(text), numbering = take_part(text),
                         styles = take_part(text);
  writer.add("d.xml", "<document><body>" + std::string(body) + "</body></document>");
  if (!numbering.empty()) writer.add("n.xml", "<n>" + std::string(numbering) + "</n>");
  if (!styles.empty()) writer.add("s.xml", "<s>" + std::string(styles) + "</s>");
  return writer.finish();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  grif::Sources sources;
  grif::Diagnostics diagnostics;
  const auto workbook =
      grif::read_package(build_document(as_text(data, size)), "book", sources, diagnostics);
  check_workbook(workbook, diagnostics, sources);
  return 0;
}
