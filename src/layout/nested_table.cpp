#include <algorithm>

#include "layout/table_rows.hpp"

namespace grif {

namespace {

/// Cuts a box at the borders of the lines behind `first_line` and gives each piece to its line, so
/// that a page may end between them.
void add_box_in_lines(Flow& flow, std::size_t first_line, const Box& box) {
  const Length bottom = box.y + box.height;
  for (std::size_t i = first_line; i < flow.lines.size(); ++i) {
    // Gaps between lines belong to the line above.
    const Length line_top = i == first_line ? box.y : flow.lines[i].top;
    const Length line_end =
        i + 1 < flow.lines.size() ? flow.lines[i + 1].top : std::max(bottom, flow.lines[i].bottom);
    const Length top = std::max(box.y, line_top), end = std::min(bottom, line_end);
    if (top >= end) continue;
    Box piece = box;
    piece.y = top;
    piece.height = end - top;
    flow.boxes.push_back({piece, static_cast<std::uint32_t>(i)});
  }
}

/// Places a group of rows that spans tie together at `top` and draws its shades and lines.
class NestedRows {
 public:
  NestedRows(const TableFrame& frame, const RowSet& set, Flow& flow, const FlowEnd& start)
      : frame_(frame), set_(set), flow_(flow), start_(start) {
    tops_.push_back(flow.height);
    for (const RowBox& row : set.rows) tops_.push_back(tops_.back() + row.height);
  }

  void place(Length whole_below) {
    whole_ = tops_.back() - tops_.front() < whole_below;
    for (const CellBox& cell : set_.cells) place_cell(cell);
    const std::vector<FlowCut> cuts =
        join_strips(flow_, start_, tops_.front(), tops_.back(), whole_below);
    for (std::size_t i = 1; i < tops_.size(); ++i) {
      const Length before = tops_[i];
      for (const FlowCut& cut : cuts)
        if (cut.y < before) tops_[i] += cut.moved;
    }
    if (whole_) {
      for (std::size_t i = start_.lines + 1; i < flow_.lines.size(); ++i)
        flow_.lines[i].before = FlowLine::Break::forbidden;
    }
    for (const CellBox& cell : set_.cells) draw_cell(cell);
    flow_.height = tops_.back();
  }

 private:
  [[nodiscard]] Length top_of(const CellBox& cell) const {
    return tops_[cell.row - set_.rows.front().row];
  }
  [[nodiscard]] Length bottom_of(const CellBox& cell) const {
    return tops_[cell.last_row - set_.rows.front().row + 1];
  }
  void place_cell(const CellBox& cell) {
    const Length above = frame_.line_above(cell.row) + frame_.properties.padding_top;
    const Length room = bottom_of(cell) - top_of(cell) - above - frame_.properties.padding_bottom;
    // Rows that may be broken have their lines side by side: only so there are places to break at.
    const VerticalAlignment alignment = whole_ ? cell.cell->vertical : VerticalAlignment::top;
    shift(flow_, cell.from, cell.to, frame_.x,
          top_of(cell) + above + vertical_offset(alignment, room, cell.height));
  }
  void draw_cell(const CellBox& cell) {
    const std::size_t left = std::min<std::size_t>(cell.cell->column, frame_.edges.size() - 1);
    const std::size_t right =
        std::min<std::size_t>(left + cell.cell->column_span, frame_.edges.size() - 1);
    const Length x = frame_.x + frame_.edges[left], end = frame_.x + frame_.edges[right];
    const Length top = top_of(cell), bottom = bottom_of(cell);
    if (cell.cell->shade != 0) {
      add_box_in_lines(
          flow_, start_.lines,
          {x, top, end - x, bottom - top, frame_.document->shades[cell.cell->shade - 1U]});
    }
    for (const std::size_t edge : {left, right}) {
      const Border& border = frame_.vertical(edge);
      const bool drawn_by_neighbour = edge == right && right + 1 != frame_.edges.size();
      if (border.width == Length() || drawn_by_neighbour) continue;
      add_box_in_lines(flow_, start_.lines,
                       {frame_.x + frame_.edges[edge] - border.width / 2, top, border.width,
                        bottom - top, border.colour});
    }
    const Border& above =
        cell.row == 0 ? frame_.properties.outer : frame_.properties.inner_horizontal;
    if (above.width != Length())
      add_box_in_lines(flow_, start_.lines, {x, top, end - x, above.width, above.colour});
  }

  const TableFrame& frame_;
  const RowSet& set_;
  Flow& flow_;
  FlowEnd start_;
  bool whole_ = false;        ///< the rows stay in one piece
  std::vector<Length> tops_;  ///< of the rows, and the bottom of the last one
};

}  // namespace

void set_nested_table(Typesetter& typesetter, const DocumentTable& table, Length width,
                      ElementId parent, Length whole_below, Flow& flow) {
  TableFrame frame(typesetter.document(), table, width, parent);
  if (frame.row_count() == 0) return;
  RowSet set;
  for (std::uint32_t first = 0; first < frame.row_count();) {
    const std::uint32_t last = find_last_spanned(frame, first, first);
    const FlowEnd start = end_of(flow);
    set_rows(typesetter, frame, first, last, set, flow);
    NestedRows(frame, set, flow, start).place(whole_below);
    const bool kept =
        first != 0 && (frame.row(first - 1).header || frame.row(first - 1).keep_with_next);
    if (kept) flow.lines[start.lines].before = FlowLine::Break::forbidden;
    first = last + 1;
  }
  const Border& below = frame.properties.outer;
  if (below.width == Length()) return;
  const auto line = static_cast<std::uint32_t>(flow.lines.size() - 1);
  flow.boxes.push_back(
      {{frame.x, flow.height, frame.edges.back(), below.width, below.colour}, line});
  flow.height += below.width;
  flow.lines.back().bottom = flow.height;
}

}  // namespace grif
