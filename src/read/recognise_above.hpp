#pragma once

#include <optional>
#include <string>
#include <vector>

#include "read/recognise_header.hpp"
#include "read/recognise_lines.hpp"

namespace grif::recognition {

/// What stands above the header of a table typed for print.
struct LinesAbove {
  struct Mark {
    bool right = false;    ///< in the right half of the table's width
    std::string text;      ///< its lines
    std::size_t line = 0;  ///< how many of `lines` stand above it
    Place place;
  };
  std::vector<TextLine> lines;  ///< in their order, with the roles that the pack gives them
  std::vector<Mark> marks;
};

/// Splits the lines above a header into lines of text and approval marks. A mark begins at a cell
/// whose first word is one of the sheet's mark words and goes on downwards in its columns as long
/// as its elements do, until a line names the table, crosses the page, begins a mark or has a role
/// that goes on. What stands beside its lines in the other half of the page is a block of its own
/// there. Lines above a mark are the letterhead, unless one of them names the table. The others are
/// the title until one has a role or is an ordinary sentence; what is none of the pack's patterns
/// then belongs to the line above it where that one goes on, else it is a subtitle.
LinesAbove read_above(const Grid& grid, const FoundTable& table, const SheetSchema& sheet);

/// The first line of `from` … `header` that begins an approval mark or names the table: where
/// another table's heading begins. Nothing for a header that only stands again on a new page.
std::optional<std::size_t> find_own_heading(const Grid& grid, std::size_t from, std::size_t header,
                                            const SheetSchema& sheet);

/// First line that stands above `table` and not in the table before it on the same sheet.
std::size_t first_line_above(const Grid& grid, const FoundTable& before, const FoundTable& table,
                             const SheetSchema& sheet);

}  // namespace grif::recognition
