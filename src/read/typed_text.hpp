#pragma once

#include <string_view>

#include "core/arena.hpp"
#include "data/workbook.hpp"

namespace grif {

/// Fills a cell with what a field of a text file says, as a spreadsheet set to Russian would take
/// it: whole numbers and those with a comma, shares (85 %), days as 22.11.2026 and 2026-11-22 with
/// or without a time, ИСТИНА and ЛОЖЬ, errors of formulas. All else is text as it stands, so that
/// 007, +7 912…, 1.1 and numbers longer than fifteen digits lose nothing; what would be printed in
/// another way keeps its look. The text must live as long as the arena.
void type_text(std::string_view text, RawCell& cell, Arena& arena);

}  // namespace grif
