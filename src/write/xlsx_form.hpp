#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <xlsxwriter.h>

#include "data/form.hpp"
#include "write/xlsx_form_looks.hpp"

// The sheets of a workbook to be filled, written with libxlsxwriter.
namespace grif::xlsx {

/// Rows that drop-down lists, filters and warnings reach: more than a school fills.
inline constexpr lxw_row_t kLastFormRow = 9'999;

/// What a sheet must hold when it is written.
struct FormSheetFacts {
  std::size_t cells = 0, checks = 0;
  bool operator==(const FormSheetFacts&) const = default;
};
/// The same, counted in the sheet's part.
FormSheetFacts count_facts(std::string_view part);

/// What the library says too much in a sheet's part: the range in use becomes that of the cells (it
/// would count the looks of empty columns), and heights no longer look as if somebody had set them,
/// so that they follow their texts.
void finish_form_sheet(std::string& part, const std::string& range);

/// Long drop-down lists, and those whose values have commas in them: on a hidden sheet.
class FormLists {
 public:
  /// Excel's limit for a list that stands in the check itself, commas included.
  static constexpr std::size_t kLongest = 255;
  /// `="…"` of the values where they are short, else the range of the hidden sheet that they get.
  static bool fits(const std::vector<std::string>& values);
  std::string place(const std::string& title, const std::vector<std::string>& values);
  struct List {
    std::string title;
    const std::vector<std::string>* values;
  };
  [[nodiscard]] const std::vector<List>& lists() const { return lists_; }

 private:
  std::vector<List> lists_;
};

/// Why a sheet could not be written, in English; the first reason counts.
struct FormFault {
  std::string sheet, reason;
};

/// Writes one sheet.
class FormSheetWriter {
 public:
  FormSheetWriter(const InputForm& form, lxw_worksheet* sheet, const FormLooks& looks,
                  std::string_view name, FormFault& fault)
      : form_(form), to_(sheet), looks_(looks), name_(name), fault_(fault) {}

  void write_guide();
  void write_table(const FormSheet& sheet, FormLists& lists);
  void write_lists(const FormLists& lists);
  [[nodiscard]] const FormSheetFacts& facts() const { return facts_; }
  /// The cells written: «A1:M36».
  [[nodiscard]] std::string range() const;

 private:
  void write_keyed(const FormSheet& sheet, FormLists& lists);
  void write_titles(const FormSheet& sheet);
  void write_row(lxw_row_t row, const FormRow& cells, const FormSheet& sheet);
  void write_heading(lxw_row_t row, const FormRow& cells, const FormSheet& sheet);
  void write_cell(lxw_row_t row, std::size_t column, const FormCell& cell, lxw_format* format);
  void write_text(lxw_row_t row, std::size_t column, const std::string& text, FormLook look);
  void merge_text(lxw_row_t row, std::size_t first, std::size_t last, const std::string& text,
                  FormLook look);
  void write_guide_line(lxw_row_t row, const GuideLine& line);
  void set_check(lxw_row_t first, lxw_row_t last, std::size_t column, const FormColumn& of,
                 FormLists& lists);
  void set_values(const FormColumn& of, FormLists& lists, lxw_data_validation& check,
                  std::string& formula) const;
  void set_widths(const std::vector<double>& widths, bool data);
  void set_height(lxw_row_t row, double lines);
  void set_print(double width);
  void ignore_numbers(const std::string& cells);
  void protect();
  void keep(lxw_error error);
  void count_cells(lxw_row_t row, std::size_t last_column, std::size_t cells);

  const InputForm& form_;
  lxw_worksheet* to_;
  const FormLooks& looks_;
  std::string_view name_;
  FormFault& fault_;
  FormSheetFacts facts_;
  lxw_row_t last_row_ = 0;
  std::size_t last_column_ = 0;
};

}  // namespace grif::xlsx
