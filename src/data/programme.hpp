#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "core/arena.hpp"
#include "core/place.hpp"
#include "core/value.hpp"
#include "data/schema.hpp"
#include "data/workbook.hpp"

namespace grif {

/// One cell of a table: what it means, what was written, where.
struct Cell {
  Value value;
  std::string_view written;  ///< the text as the school wrote it; empty for a cell without text
  Place place;
  /// Merged extent as printed; 0 × 0 for a cell that another one covers.
  std::uint16_t row_span = 1, column_span = 1;
};

inline constexpr std::uint32_t kNoRow = 0xFFFF'FFFF;

struct Row {
  RowKind kind = RowKind::item;
  std::uint32_t group = kNoRow;  ///< row index of the group row that it stands under
  Place place;                   ///< the row's first cell
};

/// A column that the input has and the schema does not: kept, usable by its printed title.
struct ExtraColumn {
  std::string title;
  std::uint16_t position = 0;
};

/// The records of one sheet of the schema. Cells are row-major, `width()` to a row: first the
/// schema's columns by ColumnId, then the extra ones.
struct Table {
  SheetId sheet = kNoSheet;
  bool present = false;  ///< some input has this sheet
  bool printed = false;  ///< read from a table typed for print
  std::size_t schema_columns = 0;
  std::vector<ExtraColumn> extra_columns;
  std::vector<ColumnId>
      printed_order;  ///< columns that the input has, as printed (extra: schema_columns + index)
  std::vector<Row> rows;
  std::vector<Cell> cells;
  /// Where the sheet itself stands, for messages about what it lacks.
  Place place;

  [[nodiscard]] std::size_t width() const { return schema_columns + extra_columns.size(); }
  [[nodiscard]] const Cell& cell(std::uint32_t row, std::size_t column) const {
    return cells[static_cast<std::size_t>(row) * width() + column];
  }
  Cell& cell(std::uint32_t row, std::size_t column) {
    return cells[static_cast<std::size_t>(row) * width() + column];
  }
};

/// Programme data: a table for each sheet of the schema (by SheetId), and all that their texts
/// point into. Immutable after validation.
struct Programme {
  std::vector<Table> tables;
  std::vector<Workbook> inputs;  ///< keeps the texts alive
  Arena arena;
};

}  // namespace grif
