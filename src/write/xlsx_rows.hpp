#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/length.hpp"

namespace grif::xlsx {

/// The content of `<sheetData>` (ECMA-376-1, 18.3.1.80): rows downwards, cells rightwards. Written
/// here and not by libxlsxwriter, whose rows would take the way over a temporary file.
class RowsText {
 public:
  /// Index of a cell's look in `<cellXfs>`; 0 is the sheet's own.
  using Look = std::uint32_t;

  /// Begins the row with this index; cells added until end_row are its cells.
  void begin_row(std::uint32_t row);
  void add_blank(std::uint32_t column, Look look);
  void add_number(std::uint32_t column, Look look, double number);
  /// `formula` without its sign of equality, with the number that it comes to.
  void add_formula(std::uint32_t column, Look look, std::string_view formula, double number);
  /// `text`: XML characters only.
  void add_text(std::uint32_t column, Look look, std::string_view text);
  /// A text of several looks, to be filled by add_run and closed by end_rich_text.
  void begin_rich_text(std::uint32_t column, Look look);
  /// `properties`: a whole `<rPr>`.
  void add_run(std::string_view properties, std::string_view text);
  void end_rich_text();
  /// `fixed`: Excel leaves the height alone when the row's text is edited.
  void end_row(Length height, bool fixed);

  [[nodiscard]] std::string take() { return std::move(rows_); }

 private:
  void begin_cell(std::uint32_t column, Look look);
  void add_text_element(std::string_view text);

  std::string rows_, cells_;
  std::string row_name_;                   ///< «7»
  std::vector<std::string> column_names_;  ///< «A» …
};

/// With 16 digits at most, as Excel itself writes numbers.
void append_number(std::string& out, double number);

}  // namespace grif::xlsx
