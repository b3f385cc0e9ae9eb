#pragma once

#include <vector>

#include "layout/flow.hpp"
#include "layout/typesetter.hpp"

namespace grif {

/// A table ready to take rows: its lines, its columns, its place in the structure.
struct TableFrame {
  TableFrame(const Document& document, const DocumentTable& table, Length width, ElementId parent);

  const Document* document;
  const DocumentTable* table;
  TableProperties properties;  ///< borders of no width where the table has none
  Length x;                    ///< of the left edge, by the table's alignment
  std::vector<Length> edges;  ///< of the columns, from the table's left edge; one more than columns
  ElementId parent = 0;       ///< of the table's element
  ElementId element = 0, head = 0, body = 0;  ///< 0: not made yet

  /// Width of the line above a row.
  [[nodiscard]] Length line_above(std::uint32_t row) const {
    return row == 0 ? properties.outer.width : properties.inner_horizontal.width;
  }
  [[nodiscard]] const Border& vertical(std::size_t edge) const {
    return edge == 0 || edge + 1 == edges.size() ? properties.outer : properties.inner_vertical;
  }
  [[nodiscard]] std::uint32_t row_count() const { return table->rows.count; }
  [[nodiscard]] const TableRow& row(std::uint32_t index) const {
    return document->rows[table->rows.first + index];
  }
};

/// A cell set in a flow: its lines begin at height 0, their left edge is already the cell's.
struct CellBox {
  const TableCell* cell = nullptr;
  std::uint32_t row = 0, last_row = 0;
  FlowEnd from, to;             ///< its part of the flow
  Length height;                ///< of its content
  std::uint32_t next_line = 0;  ///< the first one that is not on a page yet
};
struct RowBox {
  std::uint32_t row = 0;
  std::uint32_t first_cell = 0, end_cell = 0;  ///< of RowSet::cells
  Length height;                               ///< with the line above and the padding
  Length own_height;  ///< the same without what cells that begin in rows above it need
};

/// Rows of a table that belong together, set in one flow.
struct RowSet {
  std::vector<CellBox> cells;
  std::vector<RowBox> rows;
  void clear() {
    cells.clear();
    rows.clear();
  }
};

/// Sets rows `first` to `last` in the flow and computes their heights as if no page ended.
void set_rows(Typesetter& typesetter, TableFrame& frame, std::uint32_t first, std::uint32_t last,
              RowSet& set, Flow& flow);

/// The last row that a cell of the rows `first` to `last` reaches; at least `last`.
std::uint32_t find_last_spanned(const TableFrame& frame, std::uint32_t first, std::uint32_t last);

/// Appends a whole table to a flow, as lines that may go to different pages. Rows lower than
/// `whole_below` stay in one piece.
void set_nested_table(Typesetter& typesetter, const DocumentTable& table, Length width,
                      ElementId parent, Length whole_below, Flow& flow);

/// How far the content of a cell stands below the top of the room it has.
Length vertical_offset(VerticalAlignment alignment, Length room, Length content);

}  // namespace grif
