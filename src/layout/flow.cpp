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

namespace {

/// Lines side by side become strips one below the other.
class StripMaker {
 public:
  StripMaker(Flow& flow, const FlowEnd& from, Length limit)
      : flow_(flow),
        from_(from),
        limit_(limit),
        strip_of_(flow.lines.size() - from.lines),
        moved_of_(strip_of_.size()) {}

  std::vector<FlowCut> run(Length top, Length bottom) {
    std::vector<std::uint32_t> order(strip_of_.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::stable_sort(order, {}, [&](std::uint32_t i) { return line(i).top; });
    for (const std::uint32_t i : order) add(i);
    if (strips_.empty()) {
      const auto end = static_cast<std::uint32_t>(flow_.runs.size());
      strips_.push_back({.top = top, .bottom = bottom, .first_run = end, .end_run = end});
    }
    strips_.front().top = top;
    strips_.front().before = FlowLine::Break::allowed;
    strips_.back().bottom = std::max(strips_.back().bottom, bottom + moved_);
    move_content();
    flow_.lines.resize(from_.lines);
    flow_.lines.insert(flow_.lines.end(), strips_.begin(), strips_.end());
    return std::move(cuts_);
  }

 private:
  [[nodiscard]] const FlowLine& line(std::uint32_t i) const { return flow_.lines[from_.lines + i]; }

  void add(std::uint32_t i) {
    // A line that begins where another one has not ended joins its strip.
    bool joins = !strips_.empty() && line(i).top + moved_ < strips_.back().bottom;
    if (joins && strips_.back().bottom - strips_.back().top > limit_) {
      const Length delta = strips_.back().bottom - (line(i).top + moved_);
      cuts_.push_back({line(i).top, delta});
      moved_ += delta;
      joins = false;
    }
    const Length top = line(i).top + moved_;
    if (!joins) {
      strips_.push_back(
          {.top = top, .bottom = top, .first_run = std::numeric_limits<std::uint32_t>::max()});
    }
    FlowLine& strip = strips_.back();
    if (top == strip.top && line(i).before == FlowLine::Break::forbidden)
      strip.before = FlowLine::Break::forbidden;
    strip.bottom = std::max(strip.bottom, line(i).bottom + moved_);
    strip.first_run = std::min(strip.first_run, line(i).first_run);
    strip.end_run = std::max(strip.end_run, line(i).end_run);
    strip_of_[i] = static_cast<std::uint32_t>(from_.lines + strips_.size() - 1);
    moved_of_[i] = moved_;
  }

  void move_content() {
    const auto number_of = [&](std::uint32_t old) {
      const std::size_t own = old - from_.lines;
      return own < strip_of_.size() ? strip_of_[own] : static_cast<std::uint32_t>(from_.lines);
    };
    const auto moved_by = [&](std::uint32_t old) {
      const std::size_t own = old - from_.lines;
      return own < moved_of_.size() ? moved_of_[own] : Length();
    };
    const auto move = [&](auto& item) {
      item.thing.y += moved_by(item.line);
      item.line = number_of(item.line);
    };
    const FlowEnd to = end_of(flow_);
    change_things(flow_, from_, to, move);
    change_part(flow_.marks, from_.marks, to.marks, move);
  }

  Flow& flow_;
  FlowEnd from_;
  Length limit_, moved_;
  std::vector<std::uint32_t> strip_of_;  ///< by line behind `from`
  std::vector<Length> moved_of_;
  std::vector<FlowLine> strips_;
  std::vector<FlowCut> cuts_;
};

}  // namespace

std::vector<FlowCut> join_strips(Flow& flow, const FlowEnd& from, Length top, Length bottom,
                                 Length limit) {
  return StripMaker(flow, from, limit).run(top, bottom);
}

}  // namespace grif
