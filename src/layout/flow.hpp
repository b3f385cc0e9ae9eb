#pragma once

#include <cstdint>
#include <vector>

#include "pages/pages.hpp"

namespace grif {

/// A line of a flow: the smallest piece that goes to one page. Lines do not overlap; the gaps
/// between them (spacing of paragraphs) are dropped where a page ends.
struct FlowLine {
  enum class Break : std::uint8_t { allowed, forbidden, forced };
  Length top, bottom;             ///< from the flow's top, which is where its first fragment begins
  Break before = Break::allowed;  ///< whether a page may, must not or must begin with this line
  std::uint32_t first_run = 0, end_run = 0;  ///< the runs among which its own ones are
};

template <typename T>
struct OnLine {
  T thing;
  std::uint32_t line = 0;
};

/// Something whose place the document asks for: it stands on a line.
struct FlowMark {
  enum class Type : std::uint8_t { bookmark, heading, page_field } type = Type::bookmark;
  std::uint32_t index = 0;  ///< of Document::bookmarks, Pages::headings or Document::inlines
  Length y;                 ///< the line's top
};

/// Content set in lines of a given width, not yet on pages: positions are from its top left corner.
struct Flow {
  std::vector<FlowLine> lines;
  std::vector<OnLine<GlyphRun>> runs;  ///< in reading order
  std::vector<OnLine<Box>> boxes;
  std::vector<OnLine<PlacedImage>> images;
  std::vector<OnLine<PlacedLink>> links;
  std::vector<OnLine<FlowMark>> marks;
  Length height;  ///< the bottom of the last line and the space behind it

  void clear();
};

/// How much of each of a flow's vectors there was at some moment: what came later can be moved.
struct FlowEnd {
  std::size_t lines = 0, runs = 0, boxes = 0, images = 0, links = 0, marks = 0;
};
FlowEnd end_of(const Flow& flow);

/// Moves everything between the two ends by (x, y).
void shift(Flow& flow, const FlowEnd& from, const FlowEnd& to, Length x, Length y);

/// A place at which content has been moved down.
struct FlowCut {
  Length y, moved;  ///< what stood at `y` or below stands `moved` lower
};

/// Puts the lines behind `from`, which stand side by side in several columns, together to strips:
/// the pieces between the heights at which no line is cut. The result has lines in order again.
/// The first strip begins at `top`, the last one ends at `bottom`. Where the columns' lines never
/// end at one height, a strip that is higher than `limit` is ended by moving everything below it
/// down; the cuts are told, from top to bottom.
std::vector<FlowCut> join_strips(Flow& flow, const FlowEnd& from, Length top, Length bottom,
                                 Length limit);

}  // namespace grif
