#include "write/xlsx_rows.hpp"

#include <charconv>

#include "core/place.hpp"
#include "xml/tree.hpp"

namespace grif::xlsx {

void append_number(std::string& out, double number) {
  constexpr int kDigits = 16;
  char text[32];
  const auto end =
      std::to_chars(std::begin(text), std::end(text), number, std::chars_format::general, kDigits);
  out.append(std::begin(text), end.ptr);
}

void RowsText::begin_row(std::uint32_t row) {
  cells_.clear();
  row_name_ = std::to_string(row + 1);
}

void RowsText::begin_cell(std::uint32_t column, Look look) {
  while (column_names_.size() <= column) {
    std::string name = cell_name(0, static_cast<std::uint32_t>(column_names_.size()));
    name.pop_back();  // the row's «1»
    column_names_.push_back(std::move(name));
  }
  cells_ += "<c r=\"";
  cells_ += column_names_[column];
  cells_ += row_name_;
  if (look != 0) {
    char digits[16];
    const auto end = std::to_chars(std::begin(digits), std::end(digits), look);
    cells_ += "\" s=\"";
    cells_.append(std::begin(digits), end.ptr);
  }
  cells_ += '"';
}

void RowsText::add_blank(std::uint32_t column, Look look) {
  begin_cell(column, look);
  cells_ += "/>";
}

void RowsText::add_number(std::uint32_t column, Look look, double number) {
  begin_cell(column, look);
  cells_ += "><v>";
  append_number(cells_, number);
  cells_ += "</v></c>";
}

void RowsText::add_formula(std::uint32_t column, Look look, std::string_view formula,
                           double number) {
  begin_cell(column, look);
  cells_ += "><f>";
  append_xml_escaped(cells_, formula);
  cells_ += "</f><v>";
  append_number(cells_, number);
  cells_ += "</v></c>";
}

void RowsText::add_text_element(std::string_view text) {
  constexpr std::string_view kBlanks = " \n\t";
  const bool preserve = !text.empty() && (kBlanks.find(text.front()) != std::string_view::npos ||
                                          kBlanks.find(text.back()) != std::string_view::npos);
  cells_ += preserve ? "<t xml:space=\"preserve\">" : "<t>";
  append_xml_escaped(cells_, text);
  cells_ += "</t>";
}

void RowsText::add_text(std::uint32_t column, Look look, std::string_view text) {
  begin_cell(column, look);
  cells_ += " t=\"inlineStr\"><is>";
  add_text_element(text);
  cells_ += "</is></c>";
}

void RowsText::begin_rich_text(std::uint32_t column, Look look) {
  begin_cell(column, look);
  cells_ += " t=\"inlineStr\"><is>";
}

void RowsText::add_run(std::string_view properties, std::string_view text) {
  cells_ += "<r>";
  cells_ += properties;
  add_text_element(text);
  cells_ += "</r>";
}

void RowsText::end_rich_text() { cells_ += "</is></c>"; }

void RowsText::end_row(Length height, bool fixed) {
  rows_ += "<row r=\"";
  rows_ += row_name_;
  rows_ += "\" ht=\"";
  append_number(rows_, height.points());
  rows_ += fixed ? "\" customHeight=\"1\"" : "\"";
  if (cells_.empty()) {
    rows_ += "/>";
    return;
  }
  rows_ += '>';
  rows_ += cells_;
  rows_ += "</row>";
}

}  // namespace grif::xlsx
