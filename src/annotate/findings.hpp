#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostics.hpp"
#include "data/workbook.hpp"

// What the check has to say of one workbook: a line a message, and a note a cell.
namespace grif::annotate {

/// Lines on the sheet of remarks: Excel takes 65,530 links.
inline constexpr std::size_t kMostLines = 50'000;
inline constexpr std::size_t kNoSheetIndex = ~std::size_t{0};

/// A message as a line of the sheet of remarks.
struct Finding {
  Severity severity = Severity::note;
  std::size_t sheet = kNoSheetIndex;  ///< of Workbook::sheets
  std::string cell;                   ///< `B7` where it leads to a cell, else empty
  std::string place;                  ///< the cell as people call it
  std::string text, hint;
};

/// A cell that is marked.
struct MarkedCell {
  std::uint32_t row = 0, column = 0;
  Severity severity = Severity::note;  ///< the worst
  std::string note;                    ///< one block, edges and all; empty: none is made for it
};

struct Findings {
  std::vector<Finding> lines;                  ///< the first ones, in the order of the messages
  std::size_t line_count = 0;                  ///< of all messages
  std::vector<std::vector<MarkedCell>> cells;  ///< by Workbook::sheets, each sorted by row, column
  std::size_t counts[3] = {};                  ///< by Severity
  std::size_t without_note = 0;                ///< cells marked by their colour only
};

/// `note`, `предупреждение`, …
std::string_view word_of(Severity severity, Language language);

/// Sorted messages, those about the workbook's sheets at their cells (the first of merged ones).
Findings gather_findings(const Diagnostics& messages, const Sources& sources,
                         const Workbook& workbook);

}  // namespace grif::annotate
