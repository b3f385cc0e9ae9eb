#pragma once

#include <vector>

#include "layout/page_writer.hpp"
#include "layout/table_rows.hpp"

namespace grif {

/// Draws the lines of a table on one page after another. Lines between cells are drawn once, and in
/// one piece as far as they go on.
class TableLines {
 public:
  TableLines(const TableFrame& frame, PageWriter& page);

  /// What cells do with the columns and edges of the table.
  struct Coverage {
    std::vector<bool> columns;  ///< that some cell covers
    std::vector<bool> edges;    ///< at which some cell begins or ends
  };
  /// A part of a row begins at `y`: lines run downwards from here at the edges that `cells` have,
  /// and stop at the others. The line above it is drawn over the columns `above`.
  void begin_part(Length y, std::uint32_t row, bool continued, const Coverage& cells,
                  const std::vector<bool>& above);
  /// The rows on this page end at `y`: draws everything; gives the width of the line below.
  Length end_page(Length y, bool table_ends);

  [[nodiscard]] Length width_below() const;

 private:
  void draw_horizontal(const std::vector<bool>& columns, Length y, const Border& border);
  void draw_vertical(std::size_t edge, Length bottom);
  [[nodiscard]] Length left() const;

  const TableFrame* frame_;
  PageWriter* page_;
  std::vector<Box> boxes_;          ///< drawn when the page ends, above the shades
  std::vector<Length> open_;        ///< by edge: where its line begins; below 0: no line
  std::vector<bool> last_columns_;  ///< that cells of the last part cover
};

}  // namespace grif
