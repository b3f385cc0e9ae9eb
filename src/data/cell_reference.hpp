#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "data/workbook.hpp"

namespace grif {

inline constexpr std::uint32_t kMaxRows = 1'048'576;  ///< of a sheet (ECMA-376-1, 18.3.1.73)
inline constexpr std::uint32_t kMaxColumns = 16'384;

struct CellReference {
  std::uint32_t row = 0, column = 0;  ///< from 0
  bool operator==(const CellReference&) const = default;
};

/// `B7` (ST_CellRef, 18.18.7); nothing for what is no cell of a sheet.
std::optional<CellReference> parse_cell_reference(std::string_view text);
/// A row number as in `<row r="7">`: 6.
std::optional<std::uint32_t> parse_row_number(std::string_view text);
/// `A1:B2` or `A1`; nothing for an inverse range.
std::optional<Merge> parse_range(std::string_view text);

}  // namespace grif
