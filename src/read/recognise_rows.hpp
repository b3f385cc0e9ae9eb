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
  bool below = false;  ///< stands under the table, apart from it
};

/// Tells group, detail, result and item rows of a grouped table apart; repeated header rows and
/// rows of column numbers are left out.
std::vector<BodyRow> classify_rows(const Grid& grid, const FoundTable& table,
                                   const SheetSchema& sheet);

}  // namespace grif::recognition
