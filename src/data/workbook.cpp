#include "data/workbook.hpp"

#include <algorithm>
#include <tuple>

namespace grif {

std::string_view type_name(RawCell::Type type) {
  switch (type) {
    case RawCell::Type::blank:
      return "blank";
    case RawCell::Type::text:
      return "text";
    case RawCell::Type::number:
      return "number";
    case RawCell::Type::boolean:
      return "boolean";
    case RawCell::Type::date:
      return "date";
    case RawCell::Type::date_time:
      return "date-time";
    case RawCell::Type::time:
      return "time";
    case RawCell::Type::duration:
      return "duration";
    case RawCell::Type::error:
      return "error";
    case RawCell::Type::uncomputed:
      return "uncomputed";
  }
  return {};
}

std::span<const RawCell> Sheet::row(std::uint32_t row) const {
  const auto first = std::ranges::lower_bound(cells, row, {}, &RawCell::row);
  const auto last = std::ranges::upper_bound(first, cells.end(), row, {}, &RawCell::row);
  return {first, last};
}

const RawCell* Sheet::cell(std::uint32_t row, std::uint16_t column) const {
  const auto key = [](const RawCell& c) { return std::pair(c.row, c.column); };
  const auto found = std::ranges::lower_bound(cells, std::pair(row, column), {}, key);
  return found != cells.end() && key(*found) == std::pair(row, column) ? &*found : nullptr;
}

void Sheet::index_merges() {
  std::ranges::sort(merges, {},
                    [](const Merge& m) { return std::pair(m.first_row, m.first_column); });
  merge_reach.clear();
  merge_reach.reserve(merges.size());
  std::uint32_t reach = 0;
  for (const Merge& merge : merges) {
    reach = std::max(reach, merge.last_row);
    merge_reach.push_back(reach);
  }
}

const Merge* Sheet::merge_at(std::uint32_t row, std::uint16_t column) const {
  const bool indexed = merge_reach.size() == merges.size();
  // Only merges that begin at or above the row can cover it; going upwards from there, the search
  // ends where no earlier one reaches down to the row.
  const auto below = std::ranges::upper_bound(merges, row, {}, &Merge::first_row);
  for (auto i = static_cast<std::size_t>(below - merges.begin()); i-- > 0;) {
    if (indexed && merge_reach[i] < row) return nullptr;
    const Merge& merge = merges[i];
    if (merge.last_row >= row && merge.first_column <= column && column <= merge.last_column) {
      return &merge;
    }
  }
  return nullptr;
}

}  // namespace grif
