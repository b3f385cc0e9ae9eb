#include <algorithm>

#include "write/xlsx_sheet.hpp"

// Marks side by side above the table («СОГЛАСОВАНО», «УТВЕРЖДАЮ»): each where it stands on the
// printed page, though the columns of the sheet are those of the table.
namespace grif::xlsx {
namespace {

constexpr Length kGapBelow = Length::from_points(9);
constexpr Length kPadding = 8 * kPixel;  // of a cell, and some caution

Length lack(Length needed, Length room) { return std::max(needed - room, Length()); }

}  // namespace

void SheetWriter::write_marks(const DocumentTable& table) {
  const PageSetup& page = plan_.section->page;
  const std::vector<Length> edges = table_edges(table, page.width - page.left - page.right);
  for (std::uint32_t r = 0; r < table.rows.count && !context_.refused; ++r) {
    write_marks_row(context_.document.rows[table.rows.first + r], edges);
    ask_gap(kGapBelow);
  }
}

std::vector<SheetWriter::Mark> SheetWriter::collect_marks(const TableRow& row,
                                                          const std::vector<Length>& edges) {
  const Document& document = context_.document;
  std::vector<Mark> marks;
  CellText& text = context_.text;
  for (std::uint32_t c = row.cells.first; c < row.cells.first + row.cells.count; ++c) {
    const TableCell& cell = document.cells[c];
    text.clear();
    context_.collector.collect(cell.blocks, text);
    text.trim_end();
    if (text.text.empty()) continue;
    const Length left = edges[cell.column];
    const Length wide = edges[cell.column + cell.column_span] - left;
    const Length needed = std::min(context_.measure.width(text) + kPadding, wide);
    marks.push_back({.cell = &cell, .left = left, .needed = needed, .span = {}});
  }
  return marks;
}

/// The edge of the sheet where one mark ends and the next one begins that leaves both the most of
/// the room that they need; of equals the one nearest to where the second begins on the page.
std::size_t SheetWriter::find_boundary(const Mark& left, const Mark& right,
                                       std::size_t most) const {
  const std::vector<Length>& edges = edges_;
  const Length start = std::max(edges[left.span.first], left.left);
  const auto cost = [&](std::size_t edge) {
    const Length lacking = lack(left.needed, edges[edge] - start) +
                           lack(right.needed, edges.back() - std::max(edges[edge], right.left));
    const Length away = edges[edge] - right.left;
    return std::pair(lacking, std::max(away, -away));
  };
  std::size_t best = left.span.first + 1;
  for (std::size_t edge = best + 1; edge <= most; ++edge) {
    if (cost(edge) < cost(best)) best = edge;
  }
  return best;
}

void SheetWriter::place_marks(std::vector<Mark>& marks) const {
  for (std::size_t i = 0; i < marks.size(); ++i) {
    Mark& mark = marks[i];
    mark.span.end = columns();
    const bool begins_line = i == 0 || marks[i - 1].span.first + 1 >= columns();
    if (begins_line) {  // what does not fit side by side goes below
      mark.span.first = std::min(edge_before(edges_, mark.left), columns() - 1);
      continue;
    }
    Mark& before = marks[i - 1];
    mark.span.first = find_boundary(before, mark, columns() - 1);
    before.span.end = mark.span.first;
  }
}

void SheetWriter::write_marks_row(const TableRow& row, const std::vector<Length>& edges) {
  std::vector<Mark> marks = collect_marks(row, edges);
  place_marks(marks);
  for (std::size_t first = 0, end = 0; first < marks.size(); first = end) {
    for (end = first + 1; end < marks.size() && marks[end].span.first >= marks[end - 1].span.end;) {
      ++end;
    }
    write_marks_line(std::span(marks).subspan(first, end - first));
  }
}

void SheetWriter::write_marks_line(std::span<const Mark> marks) {
  const Document& document = context_.document;
  CellText& text = context_.text;
  const lxw_row_t row = next_row();
  Length highest;
  for (const Mark& mark : marks) {
    text.clear();
    context_.collector.collect(mark.cell->blocks, text);
    text.trim_end();
    CellLook look;
    look.character = text.fragments[0].format;
    look.horizontal = document.paragraph_formats[text.paragraph].format.alignment;
    look.vertical = mark.cell->vertical;
    if (look.horizontal == Alignment::left || look.horizontal == Alignment::justify) {
      look.indent = steps_of(mark.left - edges_[mark.span.first]);
    }
    highest = std::max(highest, context_.measure.height(text, width_of(mark.span, look.indent)));
    write_text(row, mark.span.first, look);
    merge(row, row, mark.span);
    fill_span({mark.span.first + 1, mark.span.end}, look);
  }
  end_row(row, highest);
}

}  // namespace grif::xlsx
