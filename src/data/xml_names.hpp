#pragma once

#include <array>

#include "data/schema.hpp"

/// The words of a programme in XML beside the ids of sheets and columns, which the schema gives.
/// None can be an id: ids have no hyphens, and a row's word never stands where a column's does.
namespace grif::xml_names {

inline constexpr const char* kProgramme = "programme";
inline constexpr const char* kColumns = "columns";       ///< of a sheet: as printed, in their order
inline constexpr const char* kColumn = "column";         ///< of those
inline constexpr const char* kOwnColumn = "own-column";  ///< a value that the schema does not know
inline constexpr const char* kName = "name";             ///< of a column: its id
inline constexpr const char* kTitle = "title";           ///< of a value's own column
inline constexpr const char* kOutside = "outside";       ///< of a row: it belongs to no group
/// Rows, in order of RowKind.
inline constexpr std::array kRows = {"row", "group", "detail", "result"};

}  // namespace grif::xml_names
