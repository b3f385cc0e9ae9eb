#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.hpp"

// What stands on which sheet, and the columns of each.
namespace grif::xlsx {

/// A block of the document on a sheet.
struct SheetBlock {
  std::uint32_t block = 0;
  bool page_break_before = false;
};

struct SheetPlan {
  std::string name;
  const Section* section = nullptr;  ///< whose page setup and furniture the sheet has
  std::vector<SheetBlock> blocks;
  std::vector<Length> edges;  ///< of the columns, from 0
  std::uint32_t data_tables = 0;
};

/// One sheet for a document of one data table: the text and the marks above, the table, the text
/// below. Of several tables with header rows each has its own sheet, with the text before it; more
/// than thirty, or tables without headers, stand one below the other.
std::vector<SheetPlan> plan_sheets(const Document& document);

/// Widths of columns in which no word is torn, though a sheet has no hyphens: what a column lacks
/// of `needs` (0: it asks for nothing) the others give of what they do not need; where all of it is
/// not enough, the sheet is wider than the page and is printed smaller. A single column is never
/// widened beyond a third of the page: addresses of sites are torn.
std::vector<Length> widen_for_words(std::vector<Length> widths, std::vector<Length> needs);

/// The edges of a table's columns; equal ones over `width` where its grid is not computed.
std::vector<Length> table_edges(const DocumentTable& table, Length width);
/// Index of the edge that is nearest.
std::size_t nearest_edge(const std::vector<Length>& edges, Length at);

/// Index of the last edge that is not beyond.
std::size_t edge_before(const std::vector<Length>& edges, Length at);

/// A name that Excel takes: without []:*?/\ and apostrophes at the ends, at most 31 UTF-16 units,
/// not among `taken` in any case; «Лист1» for an empty one.
std::string make_sheet_name(std::string_view wanted, const std::vector<std::string>& taken);

}  // namespace grif::xlsx
