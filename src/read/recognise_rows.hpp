#pragma once

#include <cstdint>
#include <vector>

#include "data/programme.hpp"
#include "read/recognise_header.hpp"

namespace grif::recognition {

/// One row of a table's body, with what it is.
struct BodyRow {
  std::size_t line = 0;  ///< of the grid
  RowKind kind = RowKind::item;
  bool outside = false;  ///< an item that belongs to no group, whatever stands above it
};

/// A line that goes on from a row of a body: what the end of a page tore off.
struct TornRow {
  std::size_t row = 0;              ///< of Body::rows
  std::size_t line = 0, above = 0;  ///< of the grid: it, and the one that it goes on from
};
/// A cell that begins in the middle of a text, and the one that this text seems to stand in.
struct TornCell {
  const RawCell* cell = nullptr;
  const RawCell* before = nullptr;
};

/// The lines under a header, told apart. Each line is in exactly one of the first four
/// lists, or in `torn`.
struct Body {
  std::vector<BodyRow> rows;
  std::vector<std::size_t> below;             ///< signatures, remarks: text under the table
  std::vector<std::size_t> repeated_headers;  ///< the header again, on a new page
  std::vector<std::size_t> number_rows;       ///< column numbers, also the ones right under it
  /// Of `rows`: items that their numbers would have made groups.
  std::vector<std::size_t> doubtful_items;
  std::vector<TornRow> torn;  ///< by rows, then lines
  std::vector<TornCell> torn_cells;
};

/// Tells group, detail, result and item rows of a grouped table apart by their numbers, words, type
/// and merges. A number of one level among such of two makes a group, unless the row has a term and
/// a person of its own and no rows of its number. What stands alone in its row and was not merged
/// is a group only by evidence: a group word beside a number or an adjective, a Roman number, bold
/// type, or numbers that begin anew under it; a row torn by the end of a page has none of these.
Body classify_rows(const Grid& grid, const FoundTable& table, const SheetSchema& sheet);

}  // namespace grif::recognition
