// Any bytes as a programme in XML: a programme or an error, and libxml2 never has the last word.
#include "core/text.hpp"
#include "data/schema.hpp"
#include "fuzz.hpp"
#include "read/read.hpp"

namespace {

using namespace grif;

ColumnSchema column(std::string_view id, ColumnType type = ColumnType::text) {
  ColumnSchema made;
  made.id = made.title = id;
  made.type = type;
  return made;
}

SheetSchema sheet(std::string_view id, SheetShape shape) {
  SheetSchema made;
  made.id = made.title = id;
  made.shape = shape;
  made.columns = {column("a", ColumnType::label), column("b"), column("c", ColumnType::date)};
  return made;
}

const Schema& small_schema() {
  static const Schema kSchema = [] {
    Schema schema;
    schema.sheets = {sheet("r", SheetShape::records), sheet("k", SheetShape::keyed),
                     sheet("g", SheetShape::grouped)};
    add_derived_sheets(schema);
    return schema;
  }();
  return kSchema;
}

void check_table(const Table& table) {
  demand(table.cells.size() == table.rows.size() * table.width(), "a cell for every column");
  demand(table.printed_order.size() <= table.width(), "columns are printed once");
  for (const Cell& cell : table.cells) {
    demand(!find_invalid_utf8(cell.written), "texts are good UTF-8");
    demand(trimmed(cell.written) == cell.written, "texts are trimmed");
  }
  for (const Row& row : table.rows) {
    demand(row.place.is_position(), "a row has its line and column");
    demand(row.group == kNoRow || table.rows[row.group].kind == RowKind::group, "a group is one");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const SchemaTitles kTitles(small_schema());
  Sources sources;
  Diagnostics diagnostics;
  auto workbook =
      read_programme_xml(std::string(as_text(data, size)), "a.xml", sources, diagnostics);
  demand(workbook.has_value() || diagnostics.has_errors(), "a programme or an error");
  if (workbook) {
    list_cells(*workbook, sources);
    std::vector<Workbook> inputs;
    inputs.push_back(std::move(*workbook));
    const Programme programme = recognise_tables(std::move(inputs), kTitles, sources, diagnostics);
    for (const Table& table : programme.tables) check_table(table);
  }
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    demand(diagnostic.kind != Kind::internal_fault, "every fault has a name");
    demand(diagnostic.kind != Kind::reader_missing, "the schema compiles");
    demand(!find_invalid_utf8(format_plain(diagnostic, sources)), "messages are good UTF-8");
  }
  return 0;
}
