#include <algorithm>

#include "validate/column_types.hpp"
#include "validate/validate.hpp"

namespace grif {
namespace {

bool has_terms(const SheetSchema& sheet) {
  return std::ranges::any_of(
      sheet.columns, [](const ColumnSchema& column) { return column.type == ColumnType::term; });
}

}  // namespace

void validate_types(Programme& programme, const Schema& schema, Diagnostics& diagnostics) {
  const KnownPeriod period = find_period(programme, schema);
  for (std::size_t s = 0; s < schema.sheets.size(); ++s) {
    Table& table = programme.tables[s];
    const SheetSchema& sheet = schema.sheets[s];
    if (!table.present || sheet.derived) continue;
    if (sheet.shape == SheetShape::grouped) check_numbering(table, sheet, diagnostics);
    if (sheet.shape == SheetShape::keyed) check_keys(table, sheet, diagnostics);
    // The programme's own sheet counts for more than a title.
    const KnownPeriod above =
        period.days || !has_terms(sheet) ? KnownPeriod{} : find_period_above(programme, sheet);
    convert_cells(table, sheet, period.days ? period : above, programme.arena, diagnostics);
    if (has_terms(sheet)) check_shifted_terms(table, sheet, diagnostics);
    check_presence(table, sheet, diagnostics);
  }
  resolve_references(programme, schema, diagnostics);
  check_persons(programme, schema, diagnostics);
  check_texts(programme, schema, diagnostics);
}

}  // namespace grif
