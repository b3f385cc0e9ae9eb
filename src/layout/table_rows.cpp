#include "layout/table_rows.hpp"

#include <algorithm>

namespace grif {

TableFrame::TableFrame(const Document& the_document, const DocumentTable& the_table, Length width,
                       ElementId the_parent)
    : document(&the_document), table(&the_table), parent(the_parent) {
  if (table->style != kNoStyle && document->styles != nullptr)
    properties = document->styles->at(table->style).table;
  if (!table->borders) {
    properties.outer.width = properties.inner_horizontal.width = properties.inner_vertical.width =
        Length();
  }
  edges.assign(1, Length());
  const std::size_t columns = table->columns.size();
  for (std::size_t i = 0; i < columns; ++i) {
    const bool known = table->grid.size() == columns;
    edges.push_back(edges.back() +
                    (known ? table->grid[i] : width / static_cast<std::int64_t>(columns)));
  }
  const Length slack = std::max(width - edges.back(), Length());
  if (table->alignment == Alignment::centre) x = slack / 2;
  if (table->alignment == Alignment::right) x = slack;
}

std::uint32_t find_last_spanned(const TableFrame& frame, std::uint32_t first, std::uint32_t last) {
  for (std::uint32_t row = first; row <= last; ++row) {
    const Range cells = frame.row(row).cells;
    for (std::uint32_t c = cells.first; c < cells.first + cells.count; ++c) {
      const std::uint32_t reached =
          row + std::max<std::uint32_t>(frame.document->cells[c].row_span, 1) - 1;
      last = std::max(last, std::min(reached, frame.row_count() - 1));
    }
  }
  return last;
}

Length vertical_offset(VerticalAlignment alignment, Length room, Length content) {
  if (content >= room) return {};
  switch (alignment) {
    case VerticalAlignment::top:
      return {};
    case VerticalAlignment::middle:
      return (room - content) / 2;
    case VerticalAlignment::bottom:
      return room - content;
  }
  return {};
}

namespace {

/// The element of a row; tables that only lay out have none.
ElementId add_row_element(Typesetter& typesetter, TableFrame& frame, const TableRow& row) {
  if (frame.table->layout_only) return frame.parent;
  if (frame.element == 0)
    frame.element = typesetter.add_element({.type = Element::Type::table, .parent = frame.parent});
  ElementId& group = row.header ? frame.head : frame.body;
  if (group == 0) {
    group = typesetter.add_element(
        {.type = row.header ? Element::Type::table_head : Element::Type::table_body,
         .parent = frame.element});
  }
  return typesetter.add_element({.type = Element::Type::row, .parent = group});
}

ElementId add_cell_element(Typesetter& typesetter, const TableFrame& frame, const TableRow& row,
                           const TableCell& cell, ElementId row_element) {
  if (frame.table->layout_only) return row_element;
  const bool header = cell.header || row.header;
  return typesetter.add_element(
      {.type = header ? Element::Type::header_cell : Element::Type::data_cell,
       .row_scope = header && !row.header,
       .row_span = std::max<std::uint16_t>(cell.row_span, 1),
       .column_span = std::max<std::uint16_t>(cell.column_span, 1),
       .parent = row_element});
}

void set_cell(Typesetter& typesetter, const TableFrame& frame, const TableCell& cell,
              ElementId element, CellBox& box, Flow& flow) {
  const TableProperties& properties = frame.properties;
  const std::size_t end =
      std::min<std::size_t>(cell.column + cell.column_span, frame.edges.size() - 1);
  const Length left = frame.edges[std::min<std::size_t>(cell.column, end)];
  const Length width = frame.edges[end] - left - properties.padding_left - properties.padding_right;
  box.from = end_of(flow);
  const Length above = flow.height;
  flow.height = Length();
  typesetter.set_blocks(cell.blocks, std::max(width, Length::from_twips(20)), element,
                        !frame.table->layout_only, flow);
  box.height = flow.height;
  flow.height = above;
  box.to = end_of(flow);
  box.next_line = static_cast<std::uint32_t>(box.from.lines);
  shift(flow, box.from, box.to, left + properties.padding_left, Length());
}

Length height_with_frame(const TableFrame& frame, const CellBox& box) {
  return frame.line_above(box.row) + frame.properties.padding_top + box.height +
         frame.properties.padding_bottom;
}

/// Cells of one row first; then each span makes its last row higher where it needs more.
void compute_heights(const TableFrame& frame, RowSet& set) {
  const std::uint32_t first = set.rows.front().row;
  for (RowBox& row : set.rows) {
    row.height = std::max(frame.row(row.row).least_height, frame.line_above(row.row));
    for (std::uint32_t c = row.first_cell; c < row.end_cell; ++c) {
      if (set.cells[c].last_row == row.row)
        row.height = std::max(row.height, height_with_frame(frame, set.cells[c]));
    }
    row.own_height = row.height;
  }
  std::vector<const CellBox*> spans;
  for (const CellBox& cell : set.cells)
    if (cell.last_row != cell.row) spans.push_back(&cell);
  std::ranges::stable_sort(spans, {}, &CellBox::last_row);
  for (const CellBox* span : spans) {
    Length above;
    for (std::uint32_t r = span->row; r < span->last_row; ++r) above += set.rows[r - first].height;
    RowBox& last = set.rows[span->last_row - first];
    last.height = std::max(last.height, height_with_frame(frame, *span) - above);
  }
}

}  // namespace

void set_rows(Typesetter& typesetter, TableFrame& frame, std::uint32_t first, std::uint32_t last,
              RowSet& set, Flow& flow) {
  set.clear();
  for (std::uint32_t index = first; index <= last; ++index) {
    const TableRow& row = frame.row(index);
    const ElementId row_element = add_row_element(typesetter, frame, row);
    RowBox box{.row = index, .first_cell = static_cast<std::uint32_t>(set.cells.size())};
    for (std::uint32_t c = row.cells.first; c < row.cells.first + row.cells.count; ++c) {
      const TableCell& cell = frame.document->cells[c];
      const std::uint32_t reached = index + std::max<std::uint32_t>(cell.row_span, 1) - 1;
      CellBox& cell_box = set.cells.emplace_back(
          CellBox{.cell = &cell, .row = index, .last_row = std::min(reached, last)});
      set_cell(typesetter, frame, cell, add_cell_element(typesetter, frame, row, cell, row_element),
               cell_box, flow);
    }
    box.end_cell = static_cast<std::uint32_t>(set.cells.size());
    set.rows.push_back(box);
  }
  compute_heights(frame, set);
}

}  // namespace grif
