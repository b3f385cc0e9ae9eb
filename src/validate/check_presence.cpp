#include <algorithm>
#include <unordered_map>

#include "core/text.hpp"
#include "validate/column_types.hpp"

namespace grif {
namespace {

bool has_column(const Table& table, std::size_t column) {
  return std::ranges::find(table.printed_order, static_cast<ColumnId>(column)) !=
         table.printed_order.end();
}

void check_required(const Table& table, const ColumnSchema& column, std::size_t c,
                    const SheetSchema& sheet, Diagnostics& diagnostics) {
  const Severity severity = softened(table);
  if (!has_column(table, c)) {
    diagnostics.report(severity, Kind::required_column_missing, table.place,
                       {column.title, sheet.title});
    return;
  }
  for (std::uint32_t row = 0; row < table.rows.size(); ++row) {
    const Cell& cell = table.cell(row, c);
    const bool covered = cell.row_span == 0;
    if (table.rows[row].kind != RowKind::item || covered || !cell.value.is_missing()) continue;
    diagnostics.report(severity, Kind::required_value_missing, cell.place, {column.title});
  }
}

void check_unique(const Table& table, const ColumnSchema& column, std::size_t c,
                  Diagnostics& diagnostics) {
  std::unordered_map<std::string, const Cell*> seen;
  for (std::uint32_t row = 0; row < table.rows.size(); ++row) {
    const Cell& cell = table.cell(row, c);
    if (cell.value.is_missing() || cell.value.is_faulty() || cell.row_span == 0) continue;
    const auto [first, is_new] = seen.try_emplace(title_key(cell.written), &cell);
    if (is_new) continue;
    diagnostics
        .report(softened(table), Kind::value_twice, cell.place,
                {collapsed(cell.written), column.title})
        .notes.push_back({first->second->place, collapsed(first->second->written)});
  }
}

}  // namespace

void check_presence(const Table& table, const SheetSchema& sheet, Diagnostics& diagnostics) {
  for (std::size_t c = 0; c < sheet.columns.size(); ++c) {
    if (sheet.columns[c].required) check_required(table, sheet.columns[c], c, sheet, diagnostics);
    if (sheet.columns[c].unique) check_unique(table, sheet.columns[c], c, diagnostics);
  }
}

}  // namespace grif
