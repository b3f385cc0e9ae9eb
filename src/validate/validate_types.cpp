#include "validate/column_types.hpp"
#include "validate/validate.hpp"

namespace grif {

void validate_types(Programme& programme, const Schema& schema, Diagnostics& diagnostics) {
  for (std::size_t s = 0; s < schema.sheets.size(); ++s) {
    Table& table = programme.tables[s];
    const SheetSchema& sheet = schema.sheets[s];
    if (!table.present || sheet.derived) continue;
    if (sheet.shape == SheetShape::grouped) check_numbering(table, sheet, diagnostics);
    if (sheet.shape == SheetShape::keyed) check_keys(table, sheet, diagnostics);
    convert_cells(table, sheet, programme.arena, diagnostics);
    check_presence(table, sheet, diagnostics);
  }
  resolve_references(programme, schema, diagnostics);
  check_persons(programme, schema, diagnostics);
  check_texts(programme, schema, diagnostics);
}

}  // namespace grif
