#pragma once

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "core/text.hpp"
#include "fuzz.hpp"
#include "read/read.hpp"

constexpr std::string_view kDivider = "\n====\n";

/// The text up to the next line of `====`, which is taken off.
inline std::string_view take_part(std::string_view& text) {
  const std::size_t end = std::min(text.find(kDivider), text.size());
  const std::string_view part = text.substr(0, end);
  text.remove_prefix(std::min(end + kDivider.size(), text.size()));
  return part;
}

inline bool is_before(const grif::RawCell& a, const grif::RawCell& b) {
  return a.row < b.row || (a.row == b.row && a.column < b.column);
}

inline void check_sheet(const grif::Sheet& sheet) {
  demand(std::ranges::adjacent_find(sheet.cells, std::not_fn(is_before)) == sheet.cells.end(),
         "cells are sorted and unique");
  demand(std::ranges::is_sorted(sheet.hidden_rows), "hidden rows are sorted");
  for (const grif::RawCell& cell : sheet.cells) {
    demand(!grif::find_invalid_utf8(cell.text), "texts are good UTF-8");
    demand(cell.type != grif::RawCell::Type::blank, "no blank cells");
    demand(cell.row < 1'048'576 && cell.column < 1024, "cells stand on the sheet");
    const grif::Merge* merge = sheet.merge_at(cell.row, cell.column);
    demand(merge == nullptr || (merge->first_row == cell.row && merge->first_column == cell.column),
           "only the first cell of a merge has a value");
  }
  for (std::size_t i = 1; i < sheet.merges.size(); ++i) {
    const grif::Merge &a = sheet.merges[i - 1], &b = sheet.merges[i];
    demand(
        a.first_row < b.first_row || (a.first_row == b.first_row && a.last_column < b.first_column),
        "merges are sorted and disjoint");
  }
}

/// What is read keeps the promises of data/workbook.hpp: a workbook or an error.
inline void check_workbook(const std::optional<grif::Workbook>& workbook,
                           const grif::Diagnostics& diagnostics, const grif::Sources& sources) {
  demand(workbook.has_value() != diagnostics.has_errors(), "a workbook or an error");
  for (const grif::Diagnostic& diagnostic : diagnostics.all())
    demand(!grif::find_invalid_utf8(format_plain(diagnostic, sources)), "messages are good UTF-8");
  if (!workbook) return;
  for (const grif::Sheet& sheet : workbook->sheets) check_sheet(sheet);
  const std::string listed = grif::list_cells(*workbook, sources);
  std::size_t cells = 0;
  for (const grif::Sheet& sheet : workbook->sheets) cells += sheet.cells.size();
  demand(static_cast<std::size_t>(std::ranges::count(listed, '\n')) == cells, "a line a cell");
}
