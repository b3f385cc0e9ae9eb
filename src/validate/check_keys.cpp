#include <algorithm>
#include <string>
#include <vector>

#include "core/text.hpp"
#include "validate/column_types.hpp"

namespace grif {

void check_keys(const Table& table, const SheetSchema& sheet, Diagnostics& diagnostics) {
  if (table.rows.empty()) return;
  std::vector<std::string> known;
  for (const ColumnSchema& column : sheet.columns) {
    known.push_back(column.title);
    known.insert(known.end(), column.aliases.begin(), column.aliases.end());
  }
  // Text beside a value is an extra fact too, which has been told of.
  std::vector<Place> told;
  for (const Diagnostic& diagnostic : diagnostics.all())
    if (diagnostic.kind == Kind::text_beside_value) told.push_back(diagnostic.place);
  for (std::size_t i = 0; i < table.extra_columns.size(); ++i) {
    const Cell& cell = table.cell(0, table.schema_columns + i);
    if (std::ranges::find(told, cell.place) != told.end()) continue;
    const std::string title = collapsed(table.extra_columns[i].title);
    const std::vector<std::string> near = nearest(title, known);
    if (near.empty())
      diagnostics.report(Kind::key_unknown, cell.place, {title, sheet.title});
    else
      diagnostics.report(Kind::key_looks_like, cell.place,
                         {title, sheet.title, "«" + join(near, "», «") + "»"});
  }
}

}  // namespace grif
