#pragma once

#include <string>
#include <string_view>

#include "data/schema.hpp"

// The words of a new workbook that no pack says: like its sheets' titles they are Russian in every
// language of messages.

namespace grif {

/// What to type into a column, from its note and its type: «Дата: 01.09.2026 или …».
std::string describe_column(const ColumnSchema& column, const Schema& schema);
/// The warning about a value that does not fit; empty where any is accepted.
std::string_view describe_misfit(const ColumnSchema& column);
/// A value that fits, where one can be told from the type; else nothing.
std::string_view show_example(const ColumnSchema& column);

}  // namespace grif
