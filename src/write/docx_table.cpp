#include <algorithm>

#include "write/docx_body.hpp"

namespace grif::docx {

/// What a cell with a row span still covers below it, kept at its first column.
struct BodyWriter::Cover {
  std::uint16_t rows = 0, column_span = 1;
  const Colour* shade = nullptr;
};

namespace {

const Colour* shade_of(const Document& document, const TableCell& cell) {
  return cell.shade == 0 ? nullptr : &document.shades[cell.shade - 1U];
}

/// How the pages treated a row, or what the row itself asks for where there are no pages.
RowPlan plan_of(const BodyContext& context, std::uint32_t row) {
  if (row < context.pages.row_plans.size()) return context.pages.row_plans[row];
  const TableRow& asks = context.document.rows[row];
  return {.whole = !asks.may_break, .keep_with_next = asks.keep_with_next};
}

}  // namespace

std::vector<std::int64_t> BodyWriter::edges_of(const DocumentTable& table, Length width) const {
  std::vector<std::int64_t> edges{0};
  Length at;
  if (table.grid.size() == table.columns.size()) {
    for (const Length column : table.grid) {
      at += column;
      edges.push_back(at.twips());
    }
    return edges;
  }
  const auto count = static_cast<std::int64_t>(table.columns.size());
  for (std::int64_t i = 1; i <= count; ++i) edges.push_back(width.scaled(i, count).twips());
  return edges;
}

void BodyWriter::append_table(const Block& block, const Mode& mode) {
  const Document& document = context_.document;
  const DocumentTable& table = document.tables[block.content.first];
  const std::vector<std::int64_t> edges = edges_of(table, mode.width);
  out_ += "<w:tbl>";
  append_table_properties(
      out_, table.style == kNoStyle ? std::string_view() : document.styles->at(table.style).id,
      table, edges.back());
  append_grid(out_, edges);
  std::vector<Cover> covers(table.columns.size());
  const std::uint32_t end = table.rows.first + table.rows.count;
  for (std::uint32_t r = table.rows.first; r < end; ++r) {
    const TableRow& row = document.rows[r];
    const RowPlan plan = plan_of(context_, r);
    const bool keep = r + 1 < end && (row.header || plan.keep_with_next);
    out_ += "<w:tr>";
    append_row_properties(out_, row, row.header || plan.whole);
    append_cells(row, edges, covers, mode.keep_with_next || keep);
    out_ += "</w:tr>";
  }
  out_ += "</w:tbl>";
}

void BodyWriter::append_cells(const TableRow& row, std::span<const std::int64_t> edges,
                              std::vector<Cover>& covers, bool keep) {
  const Document& document = context_.document;
  std::uint32_t next = row.cells.first;
  const std::uint32_t end = next + row.cells.count;
  for (std::size_t column = 0; column < covers.size();) {
    Cover& cover = covers[column];
    if (cover.rows != 0) {
      --cover.rows;
      append_empty_cell(cover, edges, column, VerticalMerge::continued, keep);
      column += cover.column_span;
    } else if (next < end && document.cells[next].column == column) {
      const TableCell& cell = document.cells[next++];
      cover = {static_cast<std::uint16_t>(cell.row_span - 1), cell.column_span,
               shade_of(document, cell)};
      append_cell(cell, edges, keep);
      column += cell.column_span;
    } else {
      append_empty_cell({}, edges, column, VerticalMerge::none, keep);
      ++column;
    }
  }
}

void BodyWriter::append_cell(const TableCell& cell, std::span<const std::int64_t> edges,
                             bool keep) {
  const std::int64_t width = edges[cell.column + cell.column_span] - edges[cell.column];
  out_ += "<w:tc>";
  append_cell_properties(out_, width, cell.column_span,
                         cell.row_span > 1 ? VerticalMerge::start : VerticalMerge::none,
                         shade_of(context_.document, cell), cell.vertical);
  append_blocks(cell.blocks, Length::from_twips(width), keep);
  out_ += "</w:tc>";
}

void BodyWriter::append_empty_cell(const Cover& cover, std::span<const std::int64_t> edges,
                                   std::size_t column, VerticalMerge merge, bool keep) {
  out_ += "<w:tc>";
  append_cell_properties(out_, edges[column + cover.column_span] - edges[column], cover.column_span,
                         merge, cover.shade, VerticalAlignment::top);
  append_filler({.keep_with_next = keep});
  out_ += "</w:tc>";
}

}  // namespace grif::docx
