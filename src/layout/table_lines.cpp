#include "layout/table_lines.hpp"

#include <algorithm>

namespace grif {

namespace {

constexpr Length kNoLine = Length::from_emu(-1);

}  // namespace

TableLines::TableLines(const TableFrame& frame, PageWriter& page)
    : frame_(&frame),
      page_(&page),
      open_(frame.edges.size(), kNoLine),
      last_columns_(frame.edges.size(), false) {}

Length TableLines::left() const { return page_->left() + frame_->x; }

Length TableLines::width_below() const {
  return std::max(frame_->properties.outer.width, frame_->properties.inner_horizontal.width);
}

void TableLines::begin_part(Length y, std::uint32_t row, bool continued, const Coverage& cells,
                            const std::vector<bool>& above) {
  for (std::size_t edge = 0; edge < open_.size(); ++edge) {
    const bool runs = open_[edge] >= Length();
    if (cells.edges[edge] && !runs) open_[edge] = y;
    if (!cells.edges[edge] && runs) draw_vertical(edge, y);
  }
  const bool top = row == 0 && !continued;
  draw_horizontal(above, y, top ? frame_->properties.outer : frame_->properties.inner_horizontal);
  last_columns_ = cells.columns;
}

Length TableLines::end_page(Length y, bool table_ends) {
  const Border& border =
      table_ends ? frame_->properties.outer : frame_->properties.inner_horizontal;
  draw_horizontal(last_columns_, y, border);
  for (std::size_t edge = 0; edge < open_.size(); ++edge)
    if (open_[edge] >= Length()) draw_vertical(edge, y + border.width);
  for (const Box& box : boxes_) page_->put(box);
  boxes_.clear();
  last_columns_.assign(last_columns_.size(), false);
  return border.width;
}

/// The ends reach over the lines that meet it there, so that corners are filled.
void TableLines::draw_horizontal(const std::vector<bool>& columns, Length y, const Border& border) {
  if (border.width == Length()) return;
  for (std::size_t first = 0; first < columns.size(); ++first) {
    if (!columns[first]) continue;
    std::size_t end = first + 1;
    while (end < columns.size() && columns[end]) ++end;
    const std::size_t last = std::min(end, frame_->edges.size() - 1);
    const Length x = frame_->edges[first] - frame_->vertical(first).width / 2;
    const Length right = frame_->edges[last] + frame_->vertical(last).width / 2;
    boxes_.push_back({left() + x, y, right - x, border.width, border.colour});
    first = end;
  }
}

void TableLines::draw_vertical(std::size_t edge, Length bottom) {
  const Border& border = frame_->vertical(edge);
  const Length top = open_[edge];
  open_[edge] = kNoLine;
  if (border.width == Length() || bottom <= top) return;
  boxes_.push_back({left() + frame_->edges[edge] - border.width / 2, top, border.width,
                    bottom - top, border.colour});
}

}  // namespace grif
