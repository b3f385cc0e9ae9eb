#include "layout/page_writer.hpp"

#include <algorithm>
#include <limits>

namespace grif {

namespace {

/// A line of text must have room on a page.
constexpr Length kLeastHeight = Length::from_points(12);

/// The last of the lines [first, end) that fits in `room` below `origin` and behind which a page
/// may end (or any, if `anywhere`); its end, `first` if there is none.
std::size_t fit_lines(const Flow& flow, std::size_t first, std::size_t end, Length origin,
                      Length room, bool anywhere) {
  std::size_t fitting = first;
  for (std::size_t i = first; i < end; ++i) {
    const bool forced = i != first && flow.lines[i].before == FlowLine::Break::forced;
    if (forced || flow.lines[i].bottom - origin > room) break;
    const bool may_end =
        i + 1 == end || anywhere || flow.lines[i + 1].before != FlowLine::Break::forbidden;
    if (may_end) fitting = i + 1;
  }
  return fitting;
}

template <typename T>
void close_range(Range& range, const std::vector<T>& items) {
  range.count = static_cast<std::uint32_t>(items.size()) - range.first;
}

}  // namespace

void PageWriter::begin_section(const Section& section) {
  if (section_ != nullptr) close_page();
  section_ = &section;
  first_of_section_ = hard_break_ = true;
  header_height_ = footer_height_ = first_header_height_ = first_footer_height_ = std::nullopt;
  if (section.restart_numbering) number_ = 0;
  open_page();
}

void PageWriter::new_page(bool hard) {
  close_page();
  first_of_section_ = false;
  hard_break_ = hard;
  open_page();
}

void PageWriter::end_document() {
  if (section_ != nullptr) close_page();
  section_ = nullptr;
}

void PageWriter::open_page() {
  Pages& pages = typesetter_->pages();
  const PageSetup& setup = section_->page;
  Page page{.width = setup.width, .height = setup.height, .number = ++number_};
  page.runs.first = static_cast<std::uint32_t>(pages.runs.size());
  page.boxes.first = static_cast<std::uint32_t>(pages.boxes.size());
  page.images.first = static_cast<std::uint32_t>(pages.images.size());
  page.links.first = static_cast<std::uint32_t>(pages.links.size());
  pages.pages.push_back(page);
  // A header or footer that is higher than its margin pushes the text away, as in Word.
  const bool first = first_of_section_ && section_->different_first;
  const Length header = first ? furniture_height(section_->first_header, first_header_height_)
                              : furniture_height(section_->header, header_height_);
  const Length footer = first ? furniture_height(section_->first_footer, first_footer_height_)
                              : furniture_height(section_->footer, footer_height_);
  top_ = std::max(setup.top, setup.header + header);
  bottom_ = setup.height - std::max(setup.bottom, setup.footer + footer);
  if (bottom_ - top_ < kLeastHeight) {  // furniture that leaves no room may overlap
    top_ = setup.top;
    bottom_ = std::max(setup.height - setup.bottom, top_ + kLeastHeight);
  }
  y_ = top_;
  typesetter_->set_page_height(full_height());
}

/// Headers and footers come last: the reader of the page's runs meets the text first.
void PageWriter::close_page() {
  const bool first = first_of_section_ && section_->different_first;
  put_furniture(first ? section_->first_header : section_->header, false);
  put_furniture(first ? section_->first_footer : section_->footer, true);
  Pages& pages = typesetter_->pages();
  Page& page = pages.pages.back();
  close_range(page.runs, pages.runs);
  close_range(page.boxes, pages.boxes);
  close_range(page.images, pages.images);
  close_range(page.links, pages.links);
}

Length PageWriter::furniture_height(Range blocks, std::optional<Length>& known) {
  if (blocks.count == 0) return {};
  if (known) return *known;
  const std::size_t glyphs = typesetter_->pages().glyphs.size();
  set_furniture(blocks);
  typesetter_->pages().glyphs.resize(glyphs);
  known = furniture_.height;
  return *known;
}

void PageWriter::set_furniture(Range blocks) {
  furniture_.clear();
  typesetter_->fields().current_page = number_;
  typesetter_->set_blocks(blocks, width(), kArtifactPagination, false, furniture_);
  typesetter_->fields().current_page = 0;
}

void PageWriter::put_furniture(Range blocks, bool at_bottom) {
  if (blocks.count == 0) return;
  set_furniture(blocks);
  const PageSetup& setup = section_->page;
  const Length y = at_bottom ? setup.height - setup.footer - furniture_.height : setup.header;
  put(furniture_, 0, furniture_.lines.size(), left(), y, true);
}

std::size_t PageWriter::find_end(const Flow& flow, std::size_t first, Length origin, Length tail,
                                 bool anywhere) const {
  const std::size_t count = flow.lines.size();
  const std::size_t end = fit_lines(flow, first, count, origin, room(), anywhere);
  if (end != count || flow.height - origin + tail <= room() || tail == Length()) return end;
  // All lines fit, but not what must follow them: the last kept ones go with it.
  for (std::size_t i = count; i-- > first + 1;)
    if (flow.lines[i].before != FlowLine::Break::forbidden) return i;
  return at_top() ? count : first;
}

void PageWriter::place_flow(const Flow& flow, Length tail) {
  std::size_t first = 0;
  bool fresh = at_top() && !hard_break_;
  while (first < flow.lines.size()) {
    if (flow.lines[first].before == FlowLine::Break::forced && !at_top()) {
      new_page(true);
      fresh = false;
    }
    const bool drop_space = first != 0 || fresh;
    const Length origin = drop_space ? flow.lines[first].top : Length();
    std::size_t end = find_end(flow, first, origin, tail, false);
    if (end == first) {
      if (!at_top()) {
        new_page();
        fresh = true;
        continue;
      }
      end = std::max(find_end(flow, first, origin, {}, true), first + 1);
    }
    put(flow, first, end, left(), y_ - origin);
    const bool all = end == flow.lines.size();
    y_ += (all ? flow.height : flow.lines[end - 1].bottom) - origin;
    first = end;
    if (!all) {
      new_page();
      fresh = true;
    }
  }
}

void PageWriter::put(const Flow& flow, const FlowEnd& from, const FlowEnd& to, std::size_t first,
                     std::size_t end, Length x, Length y, bool as_artifact) {
  if (first >= end) return;
  Pages& pages = typesetter_->pages();
  const auto put_all = [&](const auto& items, std::size_t begin, std::size_t stop, auto& out) {
    for (std::size_t i = begin; i < stop; ++i) {
      if (items[i].line < first || items[i].line >= end) continue;
      auto& thing = out.emplace_back(items[i].thing);
      thing.x += x;
      thing.y += y;
      if constexpr (requires { thing.element; }) {
        if (as_artifact) thing.element = kArtifactPagination;
      }
    }
  };
  std::uint32_t first_run = std::numeric_limits<std::uint32_t>::max(), end_run = 0;
  for (std::size_t i = first; i < end; ++i) {
    first_run = std::min(first_run, flow.lines[i].first_run);
    end_run = std::max(end_run, flow.lines[i].end_run);
  }
  put_all(flow.runs, first_run, end_run, pages.runs);
  put_all(flow.boxes, from.boxes, to.boxes, pages.boxes);
  put_all(flow.images, from.images, to.images, pages.images);
  if (as_artifact) return;
  put_all(flow.links, from.links, to.links, pages.links);
  for (std::size_t i = from.marks; i < to.marks; ++i) {
    const auto& mark = flow.marks[i];
    if (mark.line >= first && mark.line < end) put_mark(mark.thing, y);
  }
}

void PageWriter::put_mark(const FlowMark& mark, Length y) {
  Pages& pages = typesetter_->pages();
  const PagePosition position{static_cast<std::uint32_t>(pages.pages.size() - 1), mark.y + y};
  switch (mark.type) {
    case FlowMark::Type::bookmark:
      pages.bookmarks[mark.index] = position;
      break;
    case FlowMark::Type::heading:
      pages.headings[mark.index].position = position;
      break;
    case FlowMark::Type::page_field: {
      auto& known = typesetter_->fields().page_of_inline;
      if (known.empty()) known.assign(typesetter_->document().inlines.size(), 1);
      known[mark.index] = number_;
      break;
    }
  }
}

}  // namespace grif
