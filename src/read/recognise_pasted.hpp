#pragma once

#include <cstdint>
#include <vector>

#include "read/recognise_header.hpp"

namespace grif::recognition {

/// Lines of a grid that are one row of a table: first and last.
struct LineRange {
  std::size_t first = 0, last = 0;
};

/// The rows of tables that were pasted from Word into a spreadsheet, which gives each paragraph of
/// a cell a row of its own and merges the other cells down. They are told by the lines that are
/// drawn: a cell with lines at its sides and none above it goes on from what stands above. A sheet
/// without lines has none such, nor has a table that is drawn with upright lines only.
std::vector<LineRange> find_pasted_rows(const Grid& grid);

/// Puts the cells of each range into one line, the texts that stand in one column a line each.
void join_pasted_rows(Grid& grid, Arena& arena);

}  // namespace grif::recognition
