#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <xlsxwriter.h>

#include "core/diagnostics.hpp"
#include "document/document.hpp"
#include "write/xlsx_formats.hpp"
#include "write/xlsx_heights.hpp"
#include "write/xlsx_package.hpp"
#include "write/xlsx_plan.hpp"
#include "write/xlsx_rows.hpp"
#include "write/xlsx_text.hpp"

namespace grif::xlsx {

constexpr lxw_col_t column_of(std::size_t column) { return static_cast<lxw_col_t>(column); }

/// What the sheets of one workbook share.
struct SheetPage {
  const Document& document;
  Formats& formats;
  TextMeasure& measure;
  const NormalFont& normal;
  TextCollector& collector;
  BookmarkPlaces& found;  ///< where bookmarks turn out to stand; empty: nobody asks
  Diagnostics& diagnostics;
  CellText text = {};              ///< reused for its memory
  lxw_error error = LXW_NO_ERROR;  ///< the first one of the library
  bool refused = false;            ///< something was reported that Excel cannot hold
};

/// Writes one sheet, row by row downwards.
class SheetWriter {
 public:
  SheetWriter(SheetPage& context, const SheetPlan& plan, std::size_t index, lxw_worksheet* sheet);
  void write();
  [[nodiscard]] SheetFacts take_facts() { return std::move(facts_); }

 private:
  /// Columns of a cell on the sheet: from `first` up to but without `end`.
  struct Span {
    std::size_t first = 0, end = 1;
  };
  struct CellAt {
    const TableCell* cell = nullptr;
    Span span;
    CellLook look;
  };
  /// What a cell still takes of the rows, kept at its first column.
  struct Cover {
    std::uint16_t rows = 0;
    Span span;
    CellLook look;
    Length needed;  ///< what its text still lacks
    Range blocks;   ///< its text
  };
  struct RowHeight {
    Length height;
    bool fitted = true;  ///< Excel would find it by itself
    Range blocks;        ///< of the cell that needs it
    void raise(Length needed, Range by) {
      if (needed <= height) return;
      height = needed;
      blocks = by;
    }
  };
  struct TableAt {
    const DocumentTable& table;
    std::vector<std::size_t> columns;  ///< edges on the sheet of the table's own edges
    lxw_row_t first_row = 0;
    std::uint8_t indent = 0;  ///< steps from the border to a text at the left or right
  };
  /// A mark beside others in a row.
  struct Mark {
    const TableCell* cell = nullptr;
    Length left;    ///< where it begins on the page
    Length needed;  ///< what its longest line takes
    Span span;
  };

  void set_up_page();
  void set_up_printing();
  void write_block(const SheetBlock& block);
  void write_text_row(const Block& block);
  void write_marks(const DocumentTable& table);
  void write_marks_row(const TableRow& row, const std::vector<Length>& edges);
  [[nodiscard]] std::vector<Mark> collect_marks(const TableRow& row,
                                                const std::vector<Length>& edges);
  void place_marks(std::vector<Mark>& marks) const;
  [[nodiscard]] std::size_t find_boundary(const Mark& left, const Mark& right,
                                          std::size_t most) const;
  void write_marks_line(std::span<const Mark> marks);
  void write_data_table(const DocumentTable& table);
  void write_table_row(const TableAt& at, std::uint32_t index, std::vector<Cover>& covers);
  void write_cell(CellAt& at, const TableAt& table, lxw_row_t row);
  /// Writes a number, a date or a formula; false: the cell is text.
  bool write_typed(CellAt& at, const TableAt& table, lxw_row_t row);
  /// The text of `context_.text` in its formats, or a blank cell.
  void write_text(lxw_row_t row, std::size_t column, const CellLook& look);
  void write_link(lxw_row_t row, std::size_t column, lxw_format* format);
  void write_rich_text(std::size_t column, std::uint32_t look);
  void fill_span(Span span, const CellLook& look);
  void merge(lxw_row_t first, lxw_row_t last, Span span);
  void finish_table(const TableAt& at);

  [[nodiscard]] CellLook look_of(const TableAt& at, const TableCell& cell, std::uint32_t row,
                                 const CellText& text) const;
  [[nodiscard]] TableAt place_table(const DocumentTable& table) const;
  /// What the longest words of the tables ask of the columns.
  [[nodiscard]] std::vector<Length> collect_needs() const;
  static void count_down(std::vector<Cover>& covers, RowHeight& height);
  /// Room that a text has in a cell.
  [[nodiscard]] Length width_of(Span span, std::uint8_t indent) const;
  /// Steps of indent that come nearest to a length.
  [[nodiscard]] std::uint8_t steps_of(Length length) const;
  [[nodiscard]] std::size_t columns() const { return widths_.size(); }

  /// `blocks`: what makes it that high.
  void end_row(lxw_row_t row, Length height, bool fitted = false, Range blocks = {});
  /// Some room before the next row that has text; the larger of two wishes counts.
  void ask_gap(Length gap);
  lxw_row_t next_row();
  bool check_text(lxw_row_t row, std::size_t column);
  void refuse_size(const std::string& what, std::size_t most);
  void check(lxw_error error);

  SheetPage& context_;
  const SheetPlan& plan_;
  std::size_t index_;  ///< of the sheet in the workbook
  lxw_worksheet* sheet_;
  SheetFacts facts_;
  RowsText rows_;
  std::vector<Length> widths_;  ///< of the columns, whole pixels
  std::vector<Length> edges_;   ///< of the columns on the sheet, which plan_.edges are on the page
  lxw_row_t row_ = 0;           ///< the next free one
  Length height_above_;         ///< of the rows so far
  Length height_of_header_;     ///< of the table's header and what is above it
  Length gap_;
  std::vector<lxw_row_t> breaks_;
  std::size_t merges_ = 0;
  std::size_t links_ = 0;
};

/// Header or footer of a printed page in Excel's codes (18.3.1.46): paragraphs left, centred and
/// right,
/// `&P` for the page number; empty for more than the 255 characters that Excel takes.
std::string make_furniture(const Document& document, Range blocks);

}  // namespace grif::xlsx
