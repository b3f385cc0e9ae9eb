// The parts of a workbook, split at lines of `====`: the sheet, the styles, the notes, their boxes,
// the workbook, the record of an earlier run. Marked cells change no value, and what was marked can
// be read and marked again.
#include "annotate/annotate.hpp"
#include "data/annotation.hpp"
#include "fuzz_workbook.hpp"
#include "opc/package.hpp"

namespace {

constexpr std::string_view kWorkbook =
    "<workbook><sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"a\"/><sheet name=\"R\" sheetId=\"2\" "
    "r:id=\"r\"/></sheets></workbook>";

std::string remarks_of(std::string_view record) {
  std::string cells =
      "<row><c t=\"str\"><v>" + std::string(grif::annotation::kRecordHead) + "</v></c></row>";
  while (!record.empty()) {
    const std::size_t end = std::min(record.find('\n'), record.size());
    cells += "<row><c t=\"inlineStr\"><is><t><![CDATA[grif-" + std::string(record.substr(0, end)) +
             "]]></t></is></c></row>";
    record.remove_prefix(std::min(end + 1, record.size()));
  }
  return "<worksheet><sheetData>" + cells + "</sheetData></worksheet>";
}

std::string build_workbook(std::string_view text) {
  grif::PackageWriter writer(1);
  writer.add(
      "_rels/.rels",
      "<Relationships><Relationship Id=\"a\" Type=\"/officeDocument\" Target=\"w.xml\"/></Relationships>");
  const std::string_view sheet = take_part(text), styles = take_part(text), notes = take_part(text),
                         boxes = take_part(text), workbook = take_part(text);
  writer.add(
      "_rels/w.xml.rels",
      "<Relationships><Relationship Id=\"a\" Type=\"/worksheet\" Target=\"s.xml\"/><Relationship Id=\"c\" "
      "Type=\"/styles\" Target=\"f.xml\"/><Relationship Id=\"r\" Type=\"/worksheet\" "
      "Target=\"r.xml\"/></Relationships>");
  writer.add(
      "_rels/s.xml.rels",
      "<Relationships><Relationship Id=\"n\" Type=\"/comments\" Target=\"n.xml\"/><Relationship Id=\"b\" "
      "Type=\"/vmlDrawing\" Target=\"b.vml\"/></Relationships>");
  writer.add("s.xml", sheet);
  if (!styles.empty()) writer.add("f.xml", styles);
  writer.add("n.xml", notes);
  writer.add("b.vml", boxes);
  writer.add("w.xml", workbook.empty() ? kWorkbook : workbook);
  writer.add("r.xml", remarks_of(text));
  return writer.finish();
}

struct Read {
  grif::Sources sources;
  grif::Diagnostics messages;
  std::optional<grif::Workbook> workbook;
  explicit Read(std::string bytes) {
    workbook = grif::read_package(std::move(bytes), "book", sources, messages);
  }
};

/// Messages at a cell that is there and at cells that may not be, and those that reading gave.
std::optional<std::string> annotate(std::string bytes, Read& read) {
  for (const grif::Sheet& sheet : read.workbook->sheets) {
    for (const auto& [row, column] : {std::pair(0U, 0U), {3U, 2U}, {3U, 1U}, {900U, 700U}})
      read.messages.report(grif::Severity::warning, grif::Kind::cell_value,
                           grif::Place::cell(sheet.source, row, column), {"x"});
  }
  read.messages.sort();
  grif::Diagnostics diagnostics;
  return grif::annotate_workbook(std::move(bytes), *read.workbook, read.sources, read.messages,
                                 diagnostics);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes = build_workbook(as_text(data, size));
  Read first(bytes);
  if (!first.workbook) return 0;
  const std::string cells = grif::list_cells(*first.workbook, first.sources);
  const auto marked = annotate(bytes, first);
  if (!marked) return 0;
  Read second(*marked);
  demand(second.workbook.has_value(), "a marked workbook can be read");
  demand(grif::list_cells(*second.workbook, second.sources) == cells, "marks change no value");
  demand(!second.workbook->annotation_sheets.empty(), "the sheet of remarks is known");
  const auto again = annotate(*marked, second);
  demand(again.has_value(), "a marked workbook can be marked again");
  Read third(*again);
  demand(third.workbook.has_value(), "and read again");
  demand(grif::list_cells(*third.workbook, third.sources) == cells, "and no value changes");
  return 0;
}
