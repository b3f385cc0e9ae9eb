#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <xlsxwriter.h>

#include "core/diagnostics.hpp"
#include "document/document.hpp"
#include "write/xlsx_formats.hpp"
#include "write/xlsx_package.hpp"
#include "write/xlsx_plan.hpp"
#include "write/xlsx_text.hpp"

namespace grif::xlsx {

constexpr lxw_col_t column_of(std::size_t column) { return static_cast<lxw_col_t>(column); }

/// What the sheets of one workbook share.
struct SheetPage {
  const Document& document;
  Formats& formats;
  HeightEstimate& heights;
  Diagnostics& diagnostics;
  CellText text = {};              ///< reused for its memory
  lxw_error error = LXW_NO_ERROR;  ///< the first one of the library
  bool refused = false;            ///< something was reported that Excel cannot hold
};

/// Writes one sheet, row by row downwards, as the library's constant-memory mode wants it.
class SheetWriter {
 public:
  SheetWriter(SheetPage& context, const SheetPlan& plan, lxw_worksheet* sheet);
  void write();
  /// Takes the rows from the library's temporary file, where they have been written so far; they
  /// need not go through its ZIP. To be called once, after write.
  void take_rows();
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
    double needed = 0;  ///< points that its text still lacks
  };
  struct RowHeight {
    double points = 0;
    bool fitted = true;  ///< Excel would find it by itself
  };
  struct TableAt {
    const DocumentTable& table;
    std::vector<std::size_t> columns;  ///< edges on the sheet of the table's own edges
    lxw_row_t first_row = 0;
  };

  void set_up_page();
  void write_block(const SheetBlock& block);
  void write_text_row(const Block& block);
  void write_marks(const DocumentTable& table);
  void write_marks_row(const TableRow& row, const std::vector<Length>& edges);
  void write_data_table(const DocumentTable& table);
  void write_table_row(const TableAt& at, std::uint32_t index, std::vector<Cover>& covers);
  void write_cell(CellAt& at, const TableAt& table, lxw_row_t row);
  /// Writes a number, a date or a formula; false: the cell is text.
  bool write_typed(CellAt& at, const TableAt& table, lxw_row_t row);
  /// The text of `context_.text` in its formats, or a blank cell.
  void write_text(lxw_row_t row, std::size_t column, const CellLook& look);
  void write_rich_text(lxw_row_t row, std::size_t column, lxw_format* format);
  void write_blank(lxw_row_t row, std::size_t column, lxw_format* format);
  void fill_span(lxw_row_t row, Span span, lxw_format* format);
  void merge(lxw_row_t first, lxw_row_t last, Span span);
  void finish_table(const TableAt& at);

  [[nodiscard]] CellLook look_of(const TableAt& at, const TableCell& cell, std::uint32_t row,
                                 const CellText& text) const;
  [[nodiscard]] TableAt place_table(const DocumentTable& table) const;
  static void count_down(std::vector<Cover>& covers, RowHeight& height);
  /// Points that a text has in a cell.
  [[nodiscard]] double width_of(Span span) const;
  [[nodiscard]] std::size_t columns() const { return plan_.edges.size() - 1; }

  void set_height(lxw_row_t row, double points, bool fitted = false);
  /// Some room before the next row that has text; the larger of two wishes counts.
  void ask_gap(double points);
  lxw_row_t next_row();
  void begin_row(lxw_row_t row);
  bool check_text(lxw_row_t row, std::size_t column);
  void refuse_size(const std::string& what, std::size_t most);
  void check(lxw_error error);

  SheetPage& context_;
  const SheetPlan& plan_;
  lxw_worksheet* sheet_;
  SheetFacts facts_;
  std::vector<int> pixels_;      ///< of the columns
  lxw_row_t row_ = 0;            ///< the next free one
  lxw_row_t counted_row_ = 0;    ///< behind the last row that was counted
  double height_above_ = 0;      ///< of the rows so far whose height is set, in points
  double height_of_header_ = 0;  ///< and of what is above it
  double gap_ = 0;
  std::vector<lxw_row_t> breaks_;
  std::size_t merges_ = 0;
  std::size_t links_ = 0;
};

/// Header or footer of a printed page in Excel's codes (18.3.1.46): paragraphs left, centred and
/// right,
/// `&P` for the page number; empty for more than the 255 characters that Excel takes.
std::string make_furniture(const Document& document, Range blocks);

}  // namespace grif::xlsx
