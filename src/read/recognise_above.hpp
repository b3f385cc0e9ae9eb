#pragma once

#include <string>
#include <vector>

#include "read/recognise_header.hpp"

namespace grif::recognition {

/// What stands above the header of a table typed for print.
struct LinesAbove {
  struct Line {
    std::string text;
    Place place;
  };
  struct Mark {
    bool right = false;  ///< in the right half of the table's width
    std::string text;    ///< its lines
    Place place;
  };
  std::vector<Line> title;
  std::vector<Mark> marks;
};

/// Splits the lines above a header into title lines and approval marks. A mark begins at a cell
/// whose first word is one of the sheet's mark words and goes on downwards in its half of the page,
/// over at most two empty rows, until a line names the table, crosses the page or begins a mark.
LinesAbove read_above(const Grid& grid, const FoundTable& table, const SheetSchema& sheet);

/// First line that stands above `table` and not in the table before it on the same sheet.
std::size_t first_line_above(const Grid& grid, const FoundTable& before, const FoundTable& table,
                             const SheetSchema& sheet);

}  // namespace grif::recognition
