#include "layout/table_pager.hpp"

#include <algorithm>

namespace grif {

TablePager::TablePager(Typesetter& typesetter, PageWriter& page, const DocumentTable& table)
    : typesetter_(&typesetter),
      page_(&page),
      frame_(typesetter.document(), table, page.width(), 0),
      lines_(frame_, page) {}

void TablePager::place(const Flow& kept) {
  if (frame_.row_count() == 0) {
    page_->place_flow(kept);
    return;
  }
  read_header();
  std::uint32_t next = read_unit(header_rows_);
  const Length needed = kept_whole_ ? unit_height() : needed_from(0);
  const Length tail = header_height_ + needed + lines_.width_below();
  page_->place_flow(kept, tail);
  if (tail > page_->room() && !page_->at_top() && kept.lines.empty()) page_->new_page();
  fresh_page_ = page_->at_top();
  place_header(false);
  for (;;) {
    place_unit();
    if (next == frame_.row_count()) break;
    next = read_unit(next);
  }
  page_->advance(lines_.end_page(page_->y(), true));
}

// ---- What stays together ------------------------------------------------------------------------

/// The header is what the table's first rows say, if it leaves room for others on each page.
void TablePager::read_header() {
  std::uint32_t count = 0;
  while (count < frame_.row_count() && frame_.row(count).header) ++count;
  if (count == 0 || count == frame_.row_count() ||
      find_last_spanned(frame_, 0, count - 1) >= count) {
    return;
  }
  set_rows(*typesetter_, frame_, 0, count - 1, header_.set, header_.flow);
  rows_ = &header_;
  header_height_ = unit_height();
  rows_ = &body_;
  if (header_height_ * 2 <= page_->full_height()) {
    header_rows_ = count;
    return;
  }
  // Too high to be repeated: it is set like any other rows.
  header_height_ = Length();
  body_ = std::move(header_);
  header_ = {};
}

/// Sets the rows from `first` on that spans or keep_with_next tie together; gives the next one.
std::uint32_t TablePager::read_unit(std::uint32_t first) {
  std::uint32_t last = first;
  if (first == 0 && !body_.set.rows.empty()) {
    last = body_.set.rows.back().row;  // a header that is not repeated has been set already
  } else {
    for (;;) {
      const std::uint32_t before = last;
      last = find_last_spanned(frame_, last, last);
      if (last == before && frame_.row(last).keep_with_next && last + 1 < frame_.row_count())
        ++last;
      if (last == before) break;
    }
    body_.flow.clear();
    set_rows(*typesetter_, frame_, first, last, body_.set, body_.flow);
  }
  judge_unit();
  return last + 1;
}

/// Whether the unit stays on one page, and what its rows ask of the DOCX.
void TablePager::judge_unit() {
  const std::size_t count = body_.set.rows.size();
  const Length half = page_->full_height() / 2;
  find_whole_rows();
  kept_whole_ = count > 1 && unit_height() <= half;
  cut_ = false;
  cut_ = !kept_whole_ && needed_from(0) > half;
  auto& plans = typesetter_->pages().row_plans;
  for (std::size_t i = 0; i < count; ++i) {
    RowPlan& plan = plans[frame_.table->rows.first + body_.set.rows[i].row];
    plan.whole = kept_whole_ || whole_[i];
    plan.keep_with_next = i + 1 < count && (kept_whole_ || keeps_next(i));
  }
  for (std::uint32_t i = 0; i < header_rows_; ++i)
    plans[frame_.table->rows.first + i] = {.whole = true, .keep_with_next = true};
}

Length TablePager::unit_height() const {
  Length height;
  for (const RowBox& row : rows_->set.rows) height += row.height;
  return height;
}

/// Rows lower than a quarter of the page do not break, nor do those that say so, unless they are
/// higher than the room there is on an empty page below the header and the rows that they are kept
/// with.
void TablePager::find_whole_rows() {
  const auto& rows = rows_->set.rows;
  whole_.assign(rows.size(), true);
  Length kept;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const TableRow& row = frame_.row(rows[i].row);
    const bool may_break =
        !row.header && row.may_break && rows[i].height * 4 >= page_->full_height();
    const Length together = header_height_ + kept + rows[i].height + lines_.width_below();
    whole_[i] = !may_break && together <= page_->full_height();
    kept = row.keep_with_next ? kept + rows[i].height : Length();
  }
}

bool TablePager::keeps_next(std::size_t row) const {
  const auto& rows = rows_->set.rows;
  return row + 1 < rows.size() && frame_.row(rows[row].row).keep_with_next && (!cut_ || row == 0);
}

/// What must stand on one page from this row on: the row, the rows that it keeps, and the beginning
/// of the one that comes after them.
Length TablePager::needed_from(std::size_t row) const {
  Length needed;
  for (; keeps_next(row); ++row) needed += rows_->set.rows[row].height;
  return needed + first_part_height(row);
}

Length TablePager::first_part_height(std::size_t row) const {
  const RowBox& box = rows_->set.rows[row];
  // A row that must not break begins on a page of its own, even where it is higher than that.
  if (whole_[row] || !frame_.row(box.row).may_break) return box.height;
  const Length frame =
      frame_.line_above(box.row) + frame_.properties.padding_top + frame_.properties.padding_bottom;
  Length least;
  for (std::uint32_t c = box.first_cell; c < box.end_cell; ++c) {
    const CellBox& cell = rows_->set.cells[c];
    if (cell.last_row != box.row) continue;
    std::size_t end = cell.from.lines;
    while (end < cell.to.lines && (end == cell.from.lines ||
                                   rows_->flow.lines[end].before == FlowLine::Break::forbidden)) {
      ++end;
    }
    least = std::max(least, content_height(cell, static_cast<std::uint32_t>(end)));
  }
  return std::min(least + frame, box.height);
}

// ---- Lines of cells -----------------------------------------------------------------------------

/// Height of the cell's lines from the next one to `end_line`.
Length TablePager::content_height(const CellBox& cell, std::uint32_t end_line) const {
  const auto& lines = rows_->flow.lines;
  if (cell.next_line == end_line && end_line == cell.to.lines && cell.next_line != cell.from.lines)
    return {};
  const bool from_start = cell.next_line == cell.from.lines;
  const Length origin = from_start ? Length() : lines[cell.next_line].top;
  if (end_line == cell.to.lines) return cell.height - origin;
  return end_line == cell.next_line ? Length() : lines[end_line - 1].bottom - origin;
}

/// End of the lines of a cell that fit in `room` and behind which a page may end.
std::uint32_t TablePager::fit_lines(const CellBox& cell, Length room, bool anywhere) const {
  const auto& lines = rows_->flow.lines;
  const std::uint32_t end = static_cast<std::uint32_t>(cell.to.lines);
  const Length origin = cell.next_line == cell.from.lines || cell.next_line == end
                            ? Length()
                            : lines[cell.next_line].top;
  std::uint32_t fitting = cell.next_line;
  for (std::uint32_t i = cell.next_line; i < end; ++i) {
    if (lines[i].bottom - origin > room) break;
    if (i + 1 == end || anywhere || lines[i + 1].before != FlowLine::Break::forbidden)
      fitting = i + 1;
  }
  return fitting;
}

// ---- Rows on pages ------------------------------------------------------------------------------

void TablePager::place_header(bool again) {
  if (header_rows_ == 0) return;
  rows_ = &header_;
  header_.as_artifact = again;
  for (CellBox& cell : header_.set.cells)
    cell.next_line = static_cast<std::uint32_t>(cell.from.lines);
  const bool fresh = fresh_page_;
  for (std::size_t row = 0; row < header_.set.rows.size(); ++row) {
    row_begun_ = false;
    place_part(row, {.bottom = page_->y() + header_.set.rows[row].height, .complete = true});
  }
  fresh_page_ = fresh;
  rows_ = &body_;
}

void TablePager::place_unit() {
  if (kept_whole_ && page_->y() + unit_height() > limit() && !fresh_page_) next_page(false);
  for (std::size_t row = 0; row < body_.set.rows.size(); ++row) place_row(row);
}

void TablePager::place_row(std::size_t row) {
  row_begun_ = false;
  if (!kept_whole_ && !fresh_page_ && page_->y() + needed_from(row) > limit()) next_page(false);
  // A heading row leaves the page as good as empty: what it keeps is broken rather than moved away.
  const bool keeps = frame_.row(body_.set.rows[row].row).keep_with_next;
  for (;;) {
    const Length bottom = row_bottom(row);
    if (bottom <= limit()) {
      const bool stays_fresh = fresh_page_ && keeps;
      place_part(row, {.bottom = bottom, .complete = true});
      fresh_page_ = stays_fresh;
      return;
    }
    Part part;
    if (fresh_page_ || !whole_[row]) part = find_part(row, false);
    if (fresh_page_ && !part.found) part = find_part(row, true);
    if (part.found) place_part(row, part);
    if (part.complete) return;
    next_page(part.anywhere);
  }
}

/// Where the row ends if all that is left of it stands here.
Length TablePager::row_bottom(std::size_t row) const {
  const RowBox& box = rows_->set.rows[row];
  Length bottom = page_->y() + frame_.properties.inner_horizontal.width;
  if (!row_begun_) bottom = page_->y() + box.own_height;
  for (const Fragment& fragment : fragments_) {
    const CellBox& cell = box_of(fragment);
    if (!fragment.open || cell.last_row != box.row) continue;
    bottom = std::max(bottom, fragment.inner_top +
                                  content_height(cell, static_cast<std::uint32_t>(cell.to.lines)) +
                                  frame_.properties.padding_bottom);
  }
  return bottom;
}

/// The part of the row that fits on the page: each of its cells must give some lines, and one must
/// have more. With `anywhere`, whatever fits goes, and a line at least.
TablePager::Part TablePager::find_part(std::size_t row, bool anywhere) const {
  const RowBox& box = rows_->set.rows[row];
  const Length below = frame_.properties.padding_bottom;
  Part part{.anywhere = anywhere};
  bool some_left = false;
  const auto look_at = [&](std::uint32_t index, Length inner_top) {
    const CellBox& cell = rows_->set.cells[index];
    std::uint32_t end = fit_lines(cell, limit() - below - inner_top, anywhere);
    const bool has_lines = cell.next_line != cell.to.lines;
    if (has_lines && end == cell.next_line && !anywhere) return false;
    if (has_lines && end == cell.next_line) ++end;
    some_left = some_left || end != cell.to.lines;
    part.bottom = std::max(part.bottom, inner_top + content_height(cell, end) + below);
    return true;
  };
  for (const Fragment& fragment : fragments_) {
    if (!fragment.open || box_of(fragment).last_row != box.row) continue;
    if (!look_at(fragment.cell, fragment.inner_top)) return {};
  }
  for (std::uint32_t c = box.first_cell; c < box.end_cell && !row_begun_; ++c) {
    if (rows_->set.cells[c].last_row != box.row) continue;
    if (!look_at(c, make_fragment(c, false).inner_top)) return {};
  }
  part.complete = !some_left;
  if (part.complete && !anywhere) return {};  // not its lines but its least height is too high
  part.found = true;
  return part;
}

void TablePager::place_part(std::size_t row, const Part& part) {
  const RowBox& box = rows_->set.rows[row];
  const bool continued = row_begun_;
  if (!row_begun_)
    for (std::uint32_t c = box.first_cell; c < box.end_cell; ++c)
      fragments_.push_back(make_fragment(c, false));
  row_begun_ = true;
  // Above a row there is a line where one of its own cells begins; above what a page begins with,
  // everywhere.
  lines_.begin_part(page_->y(), box.row, continued, find_coverage(false, box.row),
                    find_coverage(!continued, box.row).columns);
  page_->advance(part.bottom - page_->y());
  fresh_page_ = false;
  if (!part.complete) return;
  close_fragments(part.bottom, box.row);
  const bool some_open =
      std::ranges::any_of(fragments_, [](const Fragment& fragment) { return fragment.open; });
  if (!some_open) flush_fragments();
}

TablePager::Fragment TablePager::make_fragment(std::uint32_t index, bool continued) const {
  const CellBox& cell = rows_->set.cells[index];
  const Length line =
      continued ? frame_.properties.inner_horizontal.width : frame_.line_above(cell.row);
  return {.cell = index,
          .top = page_->y(),
          .inner_top = page_->y() + line + frame_.properties.padding_top,
          .first_line = cell.next_line,
          .end_line = cell.next_line};
}

TableLines::Coverage TablePager::find_coverage(bool only_of_row, std::uint32_t row) const {
  const std::size_t edges = frame_.edges.size();
  TableLines::Coverage coverage{std::vector<bool>(edges), std::vector<bool>(edges)};
  for (const Fragment& fragment : fragments_) {
    const CellBox& box = box_of(fragment);
    if (!fragment.open || (only_of_row && box.row != row)) continue;
    const std::size_t first = std::min<std::size_t>(box.cell->column, edges - 1);
    const std::size_t end = std::min<std::size_t>(first + box.cell->column_span, edges - 1);
    for (std::size_t column = first; column < end; ++column) coverage.columns[column] = true;
    coverage.edges[first] = coverage.edges[end] = true;
  }
  return coverage;
}

/// Ends the cells whose last row this is.
void TablePager::close_fragments(Length bottom, std::uint32_t last_row) {
  for (Fragment& fragment : fragments_) {
    CellBox& cell = rows_->set.cells[fragment.cell];
    if (!fragment.open || cell.last_row != last_row) continue;
    fragment.open = false;
    fragment.bottom = bottom;
    fragment.end_line = static_cast<std::uint32_t>(cell.to.lines);
  }
}

/// Puts the cells of the page on it, in reading order: shades and content. Lines come last.
void TablePager::flush_fragments() {
  const Length left = page_->left() + frame_.x;
  for (const Fragment& fragment : fragments_) {
    CellBox& cell = rows_->set.cells[fragment.cell];
    const TableCell& source = *cell.cell;
    if (source.shade != 0) {
      const std::size_t last = frame_.edges.size() - 1;
      const std::size_t first = std::min<std::size_t>(source.column, last);
      const std::size_t end = std::min<std::size_t>(first + source.column_span, last);
      page_->put(Box{left + frame_.edges[first], fragment.top,
                     frame_.edges[end] - frame_.edges[first], fragment.bottom - fragment.top,
                     frame_.document->shades[source.shade - 1U]});
    }
    const bool from_start = fragment.first_line == cell.from.lines;
    Length y = fragment.inner_top;
    if (from_start && fragment.end_line == cell.to.lines) {
      const Length room = fragment.bottom - frame_.properties.padding_bottom - y;
      y += vertical_offset(source.vertical, room, cell.height);
    }
    if (!from_start && fragment.first_line != cell.to.lines)
      y -= rows_->flow.lines[fragment.first_line].top;
    page_->put(rows_->flow, cell.from, cell.to, fragment.first_line, fragment.end_line, left, y,
               rows_->as_artifact);
    cell.next_line = fragment.end_line;
  }
  fragments_.clear();
}

/// Ends the table's part on this page; cells that go on take what fits of them, or anything if
/// `anywhere`.
void TablePager::next_page(bool anywhere) {
  std::vector<std::uint32_t> going_on;
  for (Fragment& fragment : fragments_) {
    if (!fragment.open) continue;
    const CellBox& cell = box_of(fragment);
    fragment.bottom = page_->y();
    const Length room = fragment.bottom - frame_.properties.padding_bottom - fragment.inner_top;
    fragment.end_line = fit_lines(cell, room, anywhere);
    going_on.push_back(fragment.cell);
  }
  flush_fragments();
  lines_.end_page(page_->y(), false);
  page_->new_page();
  fresh_page_ = true;
  const bool begun = row_begun_;
  place_header(true);
  row_begun_ = begun;
  for (const std::uint32_t cell : going_on) fragments_.push_back(make_fragment(cell, true));
}

}  // namespace grif
