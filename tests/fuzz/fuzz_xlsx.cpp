// Any bytes as a workbook; bytes that begin with `=` as the parts of one, split at lines of `====`:
// the sheet, the shared strings, the styles, the workbook. What is read keeps the promises of
// data/workbook.hpp.
#include <algorithm>
#include <functional>

#include "core/text.hpp"
#include "fuzz.hpp"
#include "opc/package.hpp"
#include "read/read.hpp"

namespace {

constexpr std::string_view kDivider = "\n====\n";
constexpr std::string_view kWorkbook =
    "<workbook><sheets><sheet name=\"A\" id=\"a\"/></sheets></workbook>";

std::string_view take_part(std::string_view& text) {
  const std::size_t end = std::min(text.find(kDivider), text.size());
  const std::string_view part = text.substr(0, end);
  text.remove_prefix(std::min(end + kDivider.size(), text.size()));
  return part;
}

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

bool is_before(const grif::RawCell& a, const grif::RawCell& b) {
  return a.row < b.row || (a.row == b.row && a.column < b.column);
}

void check_sheet(const grif::Sheet& sheet) {
  demand(std::ranges::adjacent_find(sheet.cells, std::not_fn(is_before)) == sheet.cells.end(),
         "cells are sorted and unique");
  demand(std::ranges::is_sorted(sheet.hidden_rows), "hidden rows are sorted");
  for (const grif::RawCell& cell : sheet.cells) {
    demand(!grif::find_invalid_utf8(cell.text), "texts are good UTF-8");
    demand(cell.type != grif::RawCell::Type::blank, "no blank cells");
    demand(cell.row < 1'048'576 && cell.column < 1024, "cells stand on the sheet");
    const grif::Merge* merge = sheet.merge_at(cell.row, cell.column);
    demand(merge == nullptr || (merge->first_row == cell.row && merge->first_column == cell.column),
           "only the first cell of a merge has a value");
  }
  for (std::size_t i = 1; i < sheet.merges.size(); ++i) {
    const grif::Merge &a = sheet.merges[i - 1], &b = sheet.merges[i];
    demand(
        a.first_row < b.first_row || (a.first_row == b.first_row && a.last_column < b.first_column),
        "merges are sorted and disjoint");
  }
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
  const auto workbook = grif::read_xlsx(std::move(bytes), "book", sources, diagnostics);
  demand(workbook.has_value() != diagnostics.has_errors(), "a workbook or an error");
  for (const grif::Diagnostic& diagnostic : diagnostics.all())
    demand(!grif::find_invalid_utf8(format_plain(diagnostic, sources)), "messages are good UTF-8");
  if (!workbook) return 0;
  for (const grif::Sheet& sheet : workbook->sheets) check_sheet(sheet);
  const std::string listed = grif::list_cells(*workbook, sources);
  std::size_t cells = 0;
  for (const grif::Sheet& sheet : workbook->sheets) cells += sheet.cells.size();
  demand(static_cast<std::size_t>(std::ranges::count(listed, '\n')) == cells, "a line a cell");
  return 0;
}
