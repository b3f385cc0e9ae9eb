#pragma once

#include <vector>

#include "layout/page_writer.hpp"
#include "layout/table_lines.hpp"
#include "layout/table_rows.hpp"

namespace grif {

/// Puts a table of the text on pages: repeats its header rows, keeps rows together, breaks high
/// ones, draws collapsed lines and shades.
class TablePager {
 public:
  TablePager(Typesetter& typesetter, PageWriter& page, const DocumentTable& table);

  /// Places the table below what the page has. `kept` is set before it and stays on the page of its
  /// first row; it may be empty.
  void place(const Flow& kept);

 private:
  /// A cell, or a part of one, on the page in the making.
  struct Fragment {
    std::uint32_t cell = 0;         ///< of the set
    Length top, inner_top, bottom;  ///< inner: below the line and the padding
    std::uint32_t first_line = 0, end_line = 0;
    bool open = true;
  };
  /// The rows that are being placed: the header or a unit of the body.
  struct Rows {
    RowSet set;
    Flow flow;
    bool as_artifact = false;
  };
  /// How a row's part on a page ends.
  struct Part {
    Length bottom;
    bool found = false, complete = false, anywhere = false;
  };

  void read_header();
  std::uint32_t read_unit(std::uint32_t first);
  void judge_unit();
  void find_whole_rows();
  [[nodiscard]] Length unit_height() const;
  [[nodiscard]] bool keeps_next(std::size_t row) const;
  [[nodiscard]] Length needed_from(std::size_t row) const;
  [[nodiscard]] Length first_part_height(std::size_t row) const;

  void place_header(bool again);
  void place_unit();
  void place_row(std::size_t row);
  void place_part(std::size_t row, const Part& part);
  [[nodiscard]] Part find_part(std::size_t row, bool anywhere) const;
  [[nodiscard]] Length row_bottom(std::size_t row) const;
  [[nodiscard]] std::uint32_t fit_lines(const CellBox& cell, Length room, bool anywhere) const;
  [[nodiscard]] Length content_height(const CellBox& cell, std::uint32_t end_line) const;

  Fragment make_fragment(std::uint32_t cell, bool continued) const;
  void close_fragments(Length bottom, std::uint32_t last_row);
  void flush_fragments();
  void next_page(bool anywhere);
  [[nodiscard]] TableLines::Coverage find_coverage(bool only_of_row, std::uint32_t row) const;
  [[nodiscard]] const CellBox& box_of(const Fragment& fragment) const {
    return rows_->set.cells[fragment.cell];
  }
  /// Where the last line of the table on the page must begin.
  [[nodiscard]] Length limit() const { return page_->y() + page_->room() - lines_.width_below(); }

  Typesetter* typesetter_;
  PageWriter* page_;
  TableFrame frame_;
  TableLines lines_;
  Rows header_, body_;
  Rows* rows_ = &body_;  ///< what is being placed
  std::uint32_t header_rows_ = 0;
  Length header_height_;
  std::vector<bool> whole_;  ///< by row of the unit: stays in one piece
  bool kept_whole_ = false;  ///< the unit stands on one page
  bool cut_ = false;         ///< its first row keeps no more than the beginning of the next one
  bool row_begun_ = false;   ///< the row in the making has a part on an earlier page
  bool fresh_page_ = false;  ///< nothing but the header would be left behind
  std::vector<Fragment> fragments_;  ///< of the page, in reading order, not put on it yet
};

}  // namespace grif
