// Makes an XLSX workbook from a text of sheets (see sheets_text.hpp): make_workbook IN.sheets
// OUT.xlsx. The same text gives the same bytes.

#include <cstdio>
#include <ctime>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <utility>

#include <xlsxwriter.h>

#include "tools/sheets_text.hpp"

namespace grif::sheets_text {
namespace {

/// What a cell looks like.
struct Look {
  bool bold = false, header = false, framed = false, date = false, across = false;
  auto operator<=>(const Look&) const = default;
};

class WorkbookMaker {
 public:
  explicit WorkbookMaker(const std::string& path) : book_(workbook_new(path.c_str())) {}

  bool make(const std::vector<SheetText>& sheets) {
    if (book_ == nullptr) return false;
    lxw_doc_properties properties{};
    properties.created = std::time_t{1'788'220'800};  // 2026-09-01: the same in every run
    workbook_set_properties(book_, &properties);
    bool good = true;
    for (const SheetText& sheet : sheets) good = write_sheet(sheet) && good;
    return workbook_close(book_) == LXW_NO_ERROR && good;
  }

 private:
  lxw_format* format(const Look& look) {
    lxw_format*& made = formats_[look];
    if (made != nullptr) return made;
    made = workbook_add_format(book_);
    format_set_text_wrap(made);
    format_set_align(made, LXW_ALIGN_VERTICAL_TOP);
    format_set_font_name(made, "Times New Roman");
    format_set_font_size(made, 11);
    if (look.bold || look.header) format_set_bold(made);
    if (look.header) format_set_bg_color(made, 0xE7EDF5);
    if (look.header || (look.across && !look.framed)) format_set_align(made, LXW_ALIGN_CENTER);
    if (look.framed) format_set_border(made, LXW_BORDER_THIN);
    if (look.date) format_set_num_format(made, "dd.mm.yyyy");
    return made;
  }

  bool write_sheet(const SheetText& sheet) {
    lxw_worksheet* to = workbook_add_worksheet(book_, sheet.name.c_str());
    if (to == nullptr) return false;
    if (sheet.hidden) worksheet_hide(to);
    for (std::size_t c = 0; c < sheet.widths.size(); ++c)
      worksheet_set_column(to, static_cast<lxw_col_t>(c), static_cast<lxw_col_t>(c),
                           sheet.widths[c], nullptr);
    if (sheet.table != 0) worksheet_freeze_panes(to, static_cast<lxw_row_t>(sheet.table), 0);
    bool good = true;
    for (const Merge& merge : sheet.merges) {
      const Look look = look_of(sheet, merge.first_row, merge.first_column, true);
      good = worksheet_merge_range(to, merge.first_row, merge.first_column, merge.last_row,
                                   merge.last_column, "", format(look)) == LXW_NO_ERROR &&
             good;
    }
    for (std::size_t r = 0; r < sheet.rows.size(); ++r)
      for (std::size_t c = 0; c < sheet.rows[r].size(); ++c)
        good =
            write_cell(to, sheet, static_cast<std::uint32_t>(r), static_cast<std::uint16_t>(c)) &&
            good;
    lxw_row_col_options hidden{};
    hidden.hidden = LXW_TRUE;
    for (const std::uint32_t row : sheet.hidden_rows)
      worksheet_set_row_opt(to, row, LXW_DEF_ROW_HEIGHT, nullptr, &hidden);
    return good;
  }

  static Look look_of(const SheetText& sheet, std::uint32_t row, std::uint16_t column,
                      bool across) {
    const CellText& cell = sheet.rows[row][column];
    Look look;
    look.bold = cell.bold;
    look.header = sheet.table != 0 && row + 1 == sheet.table;
    look.framed = sheet.table != 0 && row + 1 >= sheet.table;
    look.date = cell.type == RawCell::Type::date;
    look.across = across;
    return look;
  }

  bool write_cell(lxw_worksheet* to, const SheetText& sheet, std::uint32_t row,
                  std::uint16_t column) {
    const CellText& cell = sheet.rows[row][column];
    const bool covered = std::ranges::any_of(sheet.merges, [&](const Merge& m) {
      return m.first_row <= row && row <= m.last_row && m.first_column <= column &&
             column <= m.last_column && (m.first_row != row || m.first_column != column);
    });
    if (covered) return true;
    const bool across = std::ranges::any_of(sheet.merges, [&](const Merge& m) {
      return m.first_row == row && m.first_column == column;
    });
    lxw_format* look = format(look_of(sheet, row, column, across));
    const std::string& text = cell.text;
    switch (cell.type) {
      case RawCell::Type::blank:
        return worksheet_write_blank(to, row, column, look) == LXW_NO_ERROR;
      case RawCell::Type::number: {
        double number = 0;
        std::from_chars(text.data(), text.data() + text.size(), number);
        return worksheet_write_number(to, row, column, number, look) == LXW_NO_ERROR;
      }
      case RawCell::Type::boolean:
        return worksheet_write_boolean(to, row, column, text == "yes", look) == LXW_NO_ERROR;
      case RawCell::Type::date: {
        const auto date = Date::parse_iso(text);
        if (!date) return false;
        constexpr int kEpoch = 25'569;  // 1970-01-01 as a serial number
        return worksheet_write_number(to, row, column, date->days() + kEpoch, look) == LXW_NO_ERROR;
      }
      case RawCell::Type::uncomputed:
        return worksheet_write_formula(to, row, column, ("=" + text).c_str(), look) == LXW_NO_ERROR;
      default:
        return worksheet_write_string(to, row, column, text.c_str(), look) == LXW_NO_ERROR;
    }
  }

  lxw_workbook* book_;
  std::map<Look, lxw_format*> formats_;
};

}  // namespace
}  // namespace grif::sheets_text

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("usage: make_workbook IN.sheets OUT.xlsx\n", stderr);
    return 2;
  }
  std::ifstream file(argv[1], std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  if (!file) {
    std::fprintf(stderr, "%s cannot be read\n", argv[1]);
    return 3;
  }
  if (grif::sheets_text::WorkbookMaker(argv[2]).make(grif::sheets_text::parse(text.str())))
    return 0;
  std::fprintf(stderr, "%s cannot be made\n", argv[2]);
  return 1;
}
