// Writes the data of workbooks as a programme in XML, for tests that compare the two:
//   export_xml PACK_FOLDER WORKBOOK... > PROGRAMME.xml
//   export_xml PACK_FOLDER --xsd > PROGRAMME.xsd
// Tables typed for print lose what stands above and below them, and their merged cells.

#include <algorithm>
#include <cstdio>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "data/xml_names.hpp"
#include "pack/pack.hpp"
#include "pack/xsd.hpp"
#include "read/read.hpp"
#include "xml/tree.hpp"

namespace {

using namespace grif;

class Exporter {
 public:
  Exporter(const Programme& programme, const Schema& schema)
      : programme_(&programme), schema_(&schema) {}

  std::string write() {
    out_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<programme>\n";
    // Sheets of a workbook that nobody used are no part of the programme.
    for (std::size_t s = 0; s < schema_->sheets.size(); ++s)
      if (!programme_->tables[s].rows.empty() && !schema_->sheets[s].derived)
        write_sheet(programme_->tables[s], schema_->sheets[s]);
    return out_ + "</programme>\n";
  }

 private:
  void write_sheet(const Table& table, const SheetSchema& sheet) {
    out_ += fmt::format("  <{}>\n", sheet.id);
    if (sheet.shape == SheetShape::keyed) {
      write_cells(table, sheet, 0, "    ");
    } else {
      if (sheet.shape == SheetShape::grouped) write_columns(table, sheet);
      for (std::uint32_t row = 0; row < table.rows.size(); ++row) write_row(table, sheet, row);
    }
    out_ += fmt::format("  </{}>\n", sheet.id);
  }

  void write_columns(const Table& table, const SheetSchema& sheet) {
    const Table& printed = programme_->tables[sheet.printed_columns];
    out_ += "    <columns>\n";
    for (std::size_t i = 0; i < table.printed_order.size(); ++i) {
      const ColumnId column = table.printed_order[i];
      out_ += "      <column";
      if (column < table.schema_columns)
        out_ += fmt::format(" name=\"{}\"", sheet.columns[column].id);
      out_ += '>';
      append_xml_escaped(
          out_, printed.cell(static_cast<std::uint32_t>(i), derived::kColumnTitle).value.as_text());
      out_ += "</column>\n";
    }
    out_ += "    </columns>\n";
  }

  void write_row(const Table& table, const SheetSchema& sheet, std::uint32_t row) {
    const Row& at = table.rows[row];
    const char* const name = xml_names::kRows[static_cast<std::size_t>(at.kind)];
    if (at.kind == RowKind::group) group_ = row;
    const bool outside = at.kind != RowKind::group && at.group == kNoRow && group_ != kNoRow;
    out_ += fmt::format("    <{}{}>\n", name, outside ? " outside=\"yes\"" : "");
    if (outside) group_ = kNoRow;
    write_cells(table, sheet, row, "      ");
    out_ += fmt::format("    </{}>\n", name);
    if (row + 1 == table.rows.size()) group_ = kNoRow;
  }

  void write_cells(const Table& table, const SheetSchema& sheet, std::uint32_t row,
                   std::string_view indent) {
    for (std::size_t c = 0; c < table.width(); ++c) {
      const Cell& cell = table.cell(row, c);
      const bool there = std::ranges::find(table.printed_order, static_cast<ColumnId>(c)) !=
                         table.printed_order.end();
      if (!there) continue;
      out_ += indent;
      if (c < table.schema_columns) {
        out_ += fmt::format("<{}>", sheet.columns[c].id);
        append_xml_escaped(out_, cell.written);
        out_ += fmt::format("</{}>\n", sheet.columns[c].id);
      } else {
        out_ += "<own-column title=\"";
        append_xml_escaped(out_, table.extra_columns[c - table.schema_columns].title);
        out_ += "\">";
        append_xml_escaped(out_, cell.written);
        out_ += "</own-column>\n";
      }
    }
  }

  const Programme* programme_;
  const Schema* schema_;
  std::uint32_t group_ = kNoRow;
  std::string out_;
};

}  // namespace

int main(int count, char** words) {
  if (count < 3) return 2;
  DiskWorld world;
  Sources sources;
  Diagnostics diagnostics;
  const auto pack = load_pack(words[1], world, sources, diagnostics, RuleLoading::when_needed);
  if (!pack) return 1;
  if (words[2] == std::string_view("--xsd"))
    return std::fputs(write_xsd(pack->schema, XsdFor::people).c_str(), stdout) < 0;
  std::vector<Workbook> inputs;
  for (int i = 2; i < count; ++i) {
    auto workbook = read_workbook(words[i], world, sources, diagnostics);
    if (!workbook) return 1;
    inputs.push_back(std::move(*workbook));
  }
  const Programme programme =
      recognise_tables(std::move(inputs), SchemaTitles(pack->schema), sources, diagnostics);
  const std::string text = Exporter(programme, pack->schema).write();
  return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() ? 0 : 1;
}
