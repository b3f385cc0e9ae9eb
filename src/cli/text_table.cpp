#include "cli/text_table.hpp"

#include <algorithm>

#include "core/diagnostics.hpp"
#include "core/text.hpp"

namespace grif {

std::string format_table(const TextTable& rows, bool aligned) {
  constexpr std::size_t kGap = 2;
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t c = 0; c < row.size(); ++c)
      widths[c] = std::max(widths[c], count_code_points(row[c]));
  }
  std::string text;
  for (const auto& row : rows) {
    for (std::size_t c = 0; c < row.size(); ++c) {
      append_on_one_line(text, row[c]);
      if (c + 1 == row.size()) break;
      if (aligned) {
        text.append(widths[c] - count_code_points(row[c]) + kGap, ' ');
      } else {
        text += '\t';
      }
    }
    text += '\n';
  }
  return text;
}

}  // namespace grif
