#include "layout/flow.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace grif {

void Flow::clear() {
  lines.clear();
  runs.clear();
  boxes.clear();
  images.clear();
  links.clear();
  marks.clear();
  height = Length();
}

FlowEnd end_of(const Flow& flow) {
  return {flow.lines.size(),  flow.runs.size(),  flow.boxes.size(),
          flow.images.size(), flow.links.size(), flow.marks.size()};
}

namespace {

template <typename T, typename Change>
void change_part(std::vector<T>& items, std::size_t first, std::size_t end, const Change& change) {
  for (std::size_t i = first; i < end; ++i) change(items[i]);
}

/// Everything that stands on lines, but for marks.
template <typename Change>
void change_things(Flow& flow, const FlowEnd& from, const FlowEnd& to, const Change& change) {
  change_part(flow.runs, from.runs, to.runs, change);
  change_part(flow.boxes, from.boxes, to.boxes, change);
  change_part(flow.images, from.images, to.images, change);
  change_part(flow.links, from.links, to.links, change);
}

}  // namespace

void shift(Flow& flow, const FlowEnd& from, const FlowEnd& to, Length x, Length y) {
  change_part(flow.lines, from.lines, to.lines, [&](FlowLine& line) {
    line.top += y;
    line.bottom += y;
  });
  change_things(flow, from, to, [&](auto& item) {
    item.thing.x += x;
    item.thing.y += y;
  });
  change_part(flow.marks, from.marks, to.marks, [&](OnLine<FlowMark>& mark) { mark.thing.y += y; });
}

void join_strips(Flow& flow, const FlowEnd& from, Length top, Length bottom) {
  const std::size_t count = flow.lines.size() - from.lines;
  std::vector<std::uint32_t> order(count), strip_of(count);
  std::iota(order.begin(), order.end(), 0U);
  const auto line = [&](std::uint32_t i) -> const FlowLine& { return flow.lines[from.lines + i]; };
  std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) {
    return line(a).top != line(b).top ? line(a).top < line(b).top : a < b;
  });
  std::vector<FlowLine> strips;
  for (const std::uint32_t i : order) {
    // A line that begins where another one has not ended, or must stay with it, joins its strip.
    const bool joins = !strips.empty() && (line(i).top < strips.back().bottom ||
                                           line(i).before == FlowLine::Break::forbidden);
    if (!joins) {
      strips.push_back({.top = line(i).top,
                        .bottom = line(i).bottom,
                        .first_run = std::numeric_limits<std::uint32_t>::max()});
    }
    FlowLine& strip = strips.back();
    strip.bottom = std::max(strip.bottom, line(i).bottom);
    strip.first_run = std::min(strip.first_run, line(i).first_run);
    strip.end_run = std::max(strip.end_run, line(i).end_run);
    strip_of[i] = static_cast<std::uint32_t>(from.lines + strips.size() - 1);
  }
  if (strips.empty()) {
    const auto end = static_cast<std::uint32_t>(flow.runs.size());
    strips.push_back({.top = top, .bottom = bottom, .first_run = end, .end_run = end});
  }
  strips.front().top = top;
  strips.back().bottom = std::max(strips.back().bottom, bottom);
  const auto renumber = [&](auto& item) {
    const std::size_t own = item.line - from.lines;
    item.line = own < strip_of.size() ? strip_of[own] : static_cast<std::uint32_t>(from.lines);
  };
  const FlowEnd to = end_of(flow);
  change_things(flow, from, to, renumber);
  change_part(flow.marks, from.marks, to.marks, renumber);
  flow.lines.resize(from.lines);
  flow.lines.insert(flow.lines.end(), strips.begin(), strips.end());
}

}  // namespace grif
