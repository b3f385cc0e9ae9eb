#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "read/xlsx_parts.hpp"

namespace grif {
namespace {

std::string range_name(const Merge& merge) {
  return fmt::format("{}:{}", cell_name(merge.first_row, merge.first_column),
                     cell_name(merge.last_row, merge.last_column));
}

/// The merges that a row may touch, by first column, as a sweep goes down the sheet. They are
/// disjoint, so one look to the left tells who covers a cell.
class OpenMerges {
 public:
  /// False if the merge lies over an open one.
  bool open(const Merge& merge) {
    auto at = open_.lower_bound(merge.first_column);
    if (at != open_.begin()) --at;
    while (at != open_.end() && at->first <= merge.last_column) {
      const Merge& other = *at->second;
      const bool columns_meet = other.last_column >= merge.first_column;
      if (columns_meet && other.last_row >= merge.first_row) return false;
      // One that has ended above and is in the way is forgotten.
      at = columns_meet ? open_.erase(at) : std::next(at);
    }
    open_[merge.first_column] = &merge;
    return true;
  }
  [[nodiscard]] bool hides(const RawCell& cell) const {
    auto at = open_.upper_bound(cell.column);
    if (at == open_.begin()) return false;
    const Merge& merge = *std::prev(at)->second;
    const bool covers = merge.last_column >= cell.column && merge.last_row >= cell.row;
    return covers && (cell.row != merge.first_row || cell.column != merge.first_column);
  }

 private:
  std::map<std::uint16_t, const Merge*> open_;
};

}  // namespace

bool settle_merges(Sheet& sheet, Diagnostics& diagnostics) {
  if (sheet.merges.empty()) return true;
  sheet.index_merges();
  constexpr std::size_t kNamed = 8;
  OpenMerges open;
  auto next = sheet.merges.begin();
  const auto open_down_to = [&](std::uint32_t row) {
    for (; next != sheet.merges.end() && next->first_row <= row; ++next) {
      if (open.open(*next)) continue;
      diagnostics.report(Kind::sheet_merge,
                         Place::cell(sheet.source, next->first_row, next->first_column),
                         {range_name(*next)});
      return false;
    }
    return true;
  };
  std::string names;
  std::size_t hidden = 0;
  Place first;
  auto kept = sheet.cells.begin();
  for (const RawCell& cell : sheet.cells) {
    if (!open_down_to(cell.row)) return false;
    if (!open.hides(cell)) {
      *kept++ = cell;
      continue;
    }
    if (hidden == 0) first = Place::cell(sheet.source, cell.row, cell.column);
    if (hidden < kNamed) names += (hidden == 0 ? "" : ", ") + cell_name(cell.row, cell.column);
    if (hidden == kNamed) names += " …";
    ++hidden;
  }
  sheet.cells.erase(kept, sheet.cells.end());
  if (hidden != 0) diagnostics.report(Kind::sheet_hidden_under_merge, first, {names});
  return open_down_to(UINT32_MAX);
}

}  // namespace grif
