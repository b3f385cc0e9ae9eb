#include <algorithm>

#include "write/docx_body.hpp"

namespace grif::docx {

/// What a cell with a row span still covers below it, kept at its first column.
struct BodyWriter::Cover {
  std::uint16_t rows = 0, column_span = 1;
  const Colour* shade = nullptr;
};

namespace {

/// Rough height of a row, to tell the low ones (which never break) from the high ones. Half an em
/// is the mean advance of Russian text; two bytes make a letter.
Length estimate_height(const Document& document, const TableRow& row,
                       std::span<const std::int64_t> edges) {
  Length highest = row.least_height;
  for (std::uint32_t c = row.cells.first; c < row.cells.first + row.cells.count; ++c) {
    const TableCell& cell = document.cells[c];
    const std::int64_t width = std::max<std::int64_t>(
        edges[cell.column + cell.column_span] - edges[cell.column] - 216, 200);
    Length height;
    for (std::uint32_t b = cell.blocks.first; b < cell.blocks.first + cell.blocks.count; ++b) {
      const Block& block = document.blocks[b];
      if (block.type != Block::Type::paragraph) continue;
      std::int64_t half_points = 24, advance = 0, lines = 1;
      for (std::uint32_t i = 0; i < block.content.count; ++i) {
        const Inline& piece = document.inlines[block.content.first + i];
        if (piece.type == Inline::Type::line_break) ++lines;
        if (piece.type != Inline::Type::text) continue;
        half_points = document.character_formats[piece.format].format.half_points;
        advance += static_cast<std::int64_t>(piece.content.count) * half_points * 10 / 4;
      }
      lines += advance / width;
      height += Length::from_twips(lines * half_points * 10 * 23 / 20);
    }
    if (cell.row_span == 1) highest = std::max(highest, height);
  }
  return highest;
}

/// How a row is written: in one piece, and on the page of the next one.
struct RowPlan {
  bool whole = false, keep_with_next = false;
};

/// Marks the rows that a cell spans as kept, but for the last one of each span.
void keep_spanned_rows(const Document& document, Range rows, std::vector<RowPlan>& plan) {
  std::uint32_t spanned_until = 0;
  for (std::uint32_t r = 0; r < rows.count; ++r) {
    const Range cells = document.rows[rows.first + r].cells;
    for (std::uint32_t c = cells.first; c < cells.first + cells.count; ++c) {
      spanned_until = std::max(spanned_until, r + document.cells[c].row_span - 1);
    }
    if (r < spanned_until) plan[r].keep_with_next = true;
  }
}

/// Rows lower than a quarter of the page stay whole; rows that belong together stay on one page
/// while they are lower than half of it, else only the first of them (and the header) keeps the
/// next one.
std::vector<RowPlan> plan_rows(const Document& document, const DocumentTable& table,
                               std::span<const std::int64_t> edges, Length page_height) {
  std::vector<RowPlan> plan(table.rows.count);
  std::vector<Length> heights(table.rows.count);
  for (std::uint32_t r = 0; r < table.rows.count; ++r) {
    const TableRow& row = document.rows[table.rows.first + r];
    heights[r] = estimate_height(document, row, edges);
    plan[r].whole = row.header || !row.may_break || heights[r] < page_height / 4;
    plan[r].keep_with_next = row.keep_with_next || row.header;
  }
  keep_spanned_rows(document, table.rows, plan);
  for (std::size_t first = 0; first < plan.size();) {
    std::size_t last = first;
    Length height = heights[first];
    while (plan[last].keep_with_next && last + 1 < plan.size()) height += heights[++last];
    if (height >= page_height / 2) {
      while (first < last && document.rows[table.rows.first + first].header) ++first;
      for (std::size_t r = first + 1; r < last; ++r) plan[r].keep_with_next = false;
    }
    first = last + 1;
  }
  if (!plan.empty()) plan.back().keep_with_next = false;
  return plan;
}

const Colour* shade_of(const Document& document, const TableCell& cell) {
  return cell.shade == 0 ? nullptr : &document.shades[cell.shade - 1U];
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
  const std::vector<RowPlan> plan = plan_rows(document, table, edges, page_height_);
  for (std::uint32_t r = 0; r < table.rows.count; ++r) {
    const TableRow& row = document.rows[table.rows.first + r];
    out_ += "<w:tr>";
    append_row_properties(out_, row, plan[r].whole);
    append_cells(row, edges, covers, mode.keep_with_next || plan[r].keep_with_next);
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
