#include <algorithm>
#include <array>
#include <cmath>

#include "core/text.hpp"
#include "write/xlsx_form.hpp"

namespace grif::xlsx {
namespace {

constexpr lxw_row_t kTitleRow = 0;
constexpr std::array<double, kGuideColumns> kGuideWidths = {32, 64, 13, 44};
constexpr double kKeyWidth = 34, kValueWidth = 60, kRemarkWidth = 50;
constexpr double kLineHeight = 12.75, kHighest = 409;  // points
constexpr double kOfBold = 0.9;                        // of the letters of a line, if they are bold

lxw_col_t as_column(std::size_t column) { return static_cast<lxw_col_t>(column); }

/// Lines that a text takes in a column of `width` characters, a little too many rather than too
/// few.
double estimate_lines(std::string_view text, double width) {
  constexpr double kFilled = 0.9;  // of a line: words do not break
  double lines = 0;
  for (const std::string_view line : split(text, '\n')) {
    const auto letters = static_cast<double>(count_code_points(line));
    lines += letters <= width ? 1 : std::ceil(letters / std::max(width * kFilled, 1.0));
  }
  return lines;
}

std::size_t count_of(std::string_view part, std::string_view mark) {
  std::size_t count = 0;
  for (std::size_t at = part.find(mark); at != std::string_view::npos;
       at = part.find(mark, at + mark.size()))
    ++count;
  return count;
}

/// The name of a sheet as formulas and links write it.
std::string quote_sheet(std::string_view name) {
  std::string quoted = "'";
  for (const char c : name) quoted += c == '\'' ? std::string("''") : std::string(1, c);
  return quoted + "'";
}

std::string name_column(std::size_t column) {
  char name[LXW_MAX_COL_NAME_LENGTH] = {};
  lxw_col_to_name(name, as_column(column), LXW_TRUE);
  return name;
}

std::string name_cell(lxw_row_t row, std::size_t column) {
  char name[LXW_MAX_CELL_NAME_LENGTH] = {};
  lxw_rowcol_to_cell(name, row, as_column(column));
  return name;
}

/// The first letters of a text, as many as Excel takes.
std::string cut(std::string_view text, std::size_t most) {
  if (count_code_points(text) <= most) return std::string(text);
  return encode_utf8(decode_utf8(text).substr(0, most - 1)) + "…";
}

}  // namespace

FormSheetFacts count_facts(std::string_view part) {
  return {.cells = count_of(part, "<c r="), .checks = count_of(part, "<dataValidation ")};
}

void finish_form_sheet(std::string& part, const std::string& range) {
  constexpr std::string_view kMark = " customHeight=\"1\"", kRange = "<dimension ref=\"";
  std::string freed;
  freed.reserve(part.size());
  std::size_t from = 0;
  if (const std::size_t at = part.find(kRange); at != std::string::npos) {
    freed.append(part, 0, at + kRange.size()).append(range);
    from = std::min(part.find('"', at + kRange.size()), part.size());
  }
  for (std::size_t at = part.find(kMark, from); at != std::string::npos;
       at = part.find(kMark, from)) {
    freed.append(part, from, at - from);
    from = at + kMark.size();
  }
  part = freed.append(part, from, std::string::npos);
}

bool FormLists::fits(const std::vector<std::string>& values) {
  std::size_t letters = 0;
  for (const std::string& value : values) {
    if (value.find_first_of(",\"\n") != std::string::npos) return false;
    letters += count_code_points(value) + 1;
  }
  return letters <= kLongest + 1;
}

std::string FormLists::place(const std::string& title, const std::vector<std::string>& values) {
  auto found = std::ranges::find_if(lists_, [&](const List& l) { return *l.values == values; });
  if (found == lists_.end()) found = lists_.insert(lists_.end(), {title, &values});
  const std::string column = name_column(static_cast<std::size_t>(found - lists_.begin()));
  return "=" + quote_sheet(kListsSheet) + "!" + column + "$2:" + column + "$" +
         std::to_string(values.size() + 1);
}

void FormSheetWriter::keep(lxw_error error) {
  if (error == LXW_NO_ERROR || !fault_.reason.empty()) return;
  fault_ = {.sheet = std::string(name_), .reason = lxw_strerror(error)};
}

void FormSheetWriter::count_cells(lxw_row_t row, std::size_t last_column, std::size_t cells) {
  facts_.cells += cells;
  last_row_ = std::max(last_row_, row);
  last_column_ = std::max(last_column_, last_column);
}

std::string FormSheetWriter::range() const { return "A1:" + name_cell(last_row_, last_column_); }

void FormSheetWriter::write_text(lxw_row_t row, std::size_t column, const std::string& text,
                                 FormLook look) {
  keep(worksheet_write_string(to_, row, as_column(column), text.c_str(), looks_.find(look)));
  count_cells(row, column, 1);
}

void FormSheetWriter::merge_text(lxw_row_t row, std::size_t first, std::size_t last,
                                 const std::string& text, FormLook look) {
  keep(worksheet_merge_range(to_, row, as_column(first), row, as_column(last), text.c_str(),
                             looks_.find(look)));
  count_cells(row, last, last - first + 1);
}

void FormSheetWriter::write_cell(lxw_row_t row, std::size_t column, const FormCell& cell,
                                 lxw_format* format) {
  const lxw_col_t at = as_column(column);
  count_cells(row, column, 1);
  switch (cell.type) {
    case FormCell::Type::blank:
      keep(worksheet_write_blank(to_, row, at, format));
      return;
    case FormCell::Type::text:
      keep(worksheet_write_string(to_, row, at, cell.text.c_str(), format));
      return;
    case FormCell::Type::number:
      keep(worksheet_write_number(to_, row, at, cell.number, format));
      return;
    case FormCell::Type::date: {
      lxw_datetime date{};
      date.year = static_cast<int>(cell.date.year());
      date.month = static_cast<int>(cell.date.month());
      date.day = static_cast<int>(cell.date.day());
      keep(worksheet_write_datetime(to_, row, at, &date, format));
      return;
    }
  }
}

// ---- Tables and facts
// ----------------------------------------------------------------------------

void FormSheetWriter::write_table(const FormSheet& sheet, FormLists& lists) {
  if (sheet.shape == SheetShape::keyed) return write_keyed(sheet, lists);
  std::vector<double> widths;
  double width = 0;
  for (const FormColumn& column : sheet.columns) width += widths.emplace_back(column.width);
  set_widths(widths, true);
  for (std::size_t c = 0; c < sheet.columns.size(); ++c) {
    keep(worksheet_set_column(to_, as_column(c), as_column(c), widths[c],
                              looks_.find(sheet.columns[c].look)));
    set_check(kTitleRow + 1, kLastFormRow, c, sheet.columns[c], lists);
  }
  write_titles(sheet);
  lxw_row_t row = kTitleRow;
  for (const FormRow& cells : sheet.rows) write_row(++row, cells, sheet);
  keep(worksheet_autofilter(to_, kTitleRow, 0, kLastFormRow, as_column(sheet.columns.size() - 1)));
  worksheet_freeze_panes(to_, kTitleRow + 1, 0);
  keep(worksheet_repeat_rows(to_, kTitleRow, kTitleRow));
  set_print(width);
  ignore_numbers("A2:" + name_cell(kLastFormRow, sheet.columns.size() - 1));
  protect();
}

void FormSheetWriter::write_titles(const FormSheet& sheet) {
  constexpr double kButton = 2;  // characters that the filter's button takes
  double lines = 1;
  for (std::size_t c = 0; c < sheet.columns.size(); ++c) {
    const FormColumn& column = sheet.columns[c];
    write_text(kTitleRow, c, column.title,
               column.required ? FormLook::required_title : FormLook::title);
    lines = std::max(lines, estimate_lines(column.title, column.width * kOfBold - kButton));
  }
  set_height(kTitleRow, lines);
}

/// The height of the row as a spreadsheet would find it itself, for those that do not.
void FormSheetWriter::set_height(lxw_row_t row, double lines) {
  if (lines > 1)
    keep(worksheet_set_row(to_, row, std::min(lines * kLineHeight + 1, kHighest), nullptr));
}

void FormSheetWriter::write_row(lxw_row_t row, const FormRow& cells, const FormSheet& sheet) {
  if (cells.kind != RowKind::item) return write_heading(row, cells, sheet);
  double lines = 1;
  for (std::size_t c = 0; c < cells.cells.size(); ++c) {
    if (cells.cells[c].type == FormCell::Type::blank) continue;
    write_cell(row, c, cells.cells[c], looks_.find(sheet.columns[c].look));
    lines = std::max(lines, estimate_lines(cells.cells[c].text, sheet.columns[c].width));
  }
  set_height(row, lines);
}

/// A row for the whole width of the table: its last text goes over the columns behind it.
void FormSheetWriter::write_heading(lxw_row_t row, const FormRow& cells, const FormSheet& sheet) {
  const FormLook look = cells.kind == RowKind::group ? FormLook::group : FormLook::result;
  const std::size_t last = sheet.columns.size() - 1;
  std::size_t wide = last;
  while (wide > 0 && cells.cells[wide].type == FormCell::Type::blank) --wide;
  for (std::size_t c = 0; c < wide; ++c)
    if (cells.cells[c].type != FormCell::Type::blank)
      write_cell(row, c, cells.cells[c], looks_.find(look));
  if (wide == last) return write_cell(row, wide, cells.cells[wide], looks_.find(look));
  double width = 0;
  for (std::size_t c = wide; c <= last; ++c) width += sheet.columns[c].width;
  set_height(row, estimate_lines(cells.cells[wide].text, width * kOfBold));
  merge_text(row, wide, last, cells.cells[wide].text, look);
}

void FormSheetWriter::write_keyed(const FormSheet& sheet, FormLists& lists) {
  set_widths({kKeyWidth, kValueWidth, kRemarkWidth}, true);
  const bool titled = !sheet.key_titles[1].empty();
  lxw_row_t row = 0;
  if (titled) {
    for (std::size_t c = 0; c < sheet.key_titles.size(); ++c)
      write_text(row, c, sheet.key_titles[c], FormLook::title);
    ++row;
    worksheet_freeze_panes(to_, row, 0);
    keep(worksheet_repeat_rows(to_, 0, 0));
  }
  for (std::size_t c = 0; c < sheet.columns.size(); ++c, ++row) {
    const FormColumn& column = sheet.columns[c];
    write_text(row, 0, column.title, column.required ? FormLook::required_key : FormLook::key);
    write_cell(row, 1, sheet.rows.empty() ? FormCell() : sheet.rows.front().cells[c],
               looks_.find(column.look));
    double lines = estimate_lines(column.title, kKeyWidth * kOfBold);
    if (!sheet.rows.empty())
      lines = std::max(lines, estimate_lines(sheet.rows.front().cells[c].text, kValueWidth));
    if (titled && !column.check.note.empty()) {
      write_text(row, 2, column.check.note, FormLook::remark);
      lines = std::max(lines, estimate_lines(column.check.note, kRemarkWidth));
    }
    set_height(row, lines);
    set_check(row, row, 1, column, lists);
  }
  set_print(kKeyWidth + kValueWidth + kRemarkWidth);
  ignore_numbers("B1:" + name_cell(std::max<lxw_row_t>(row, 1) - 1, 1));
  protect();
}

/// What fits: the type of the check, its bounds, or the formula of a list.
void FormSheetWriter::set_values(const FormColumn& of, FormLists& lists, lxw_data_validation& check,
                                 std::string& formula) const {
  using Type = FormCheck::Type;
  switch (of.check.type) {
    case Type::any:
      check.validate = LXW_VALIDATION_TYPE_ANY;
      break;
    case Type::list:
      // As a formula too where it is short: libxlsxwriter 1.1.4 copies the values of a list into
      // 255 bytes, which Cyrillic letters overflow.
      formula = FormLists::fits(of.check.values)
                    ? "=\"" + join(of.check.values, ",") + "\""
                    : lists.place(std::string(name_) + ": " + of.title, of.check.values);
      check.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
      break;
    case Type::listed: {
      // As many cells as are filled: a longer list would open at its blank end.
      const std::string sheet = quote_sheet(form_.sheets[of.check.sheet].title) + "!";
      const std::string letter = name_column(of.check.column);
      const std::string from = sheet + letter + "$2";
      const std::string all = from + ":" + letter + "$" + std::to_string(kLastFormRow + 1);
      formula = "=OFFSET(" + from + ",0,0,MAX(1,COUNTA(" + all + ")),1)";
      check.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
      break;
    }
    case Type::integer:
      check.validate = LXW_VALIDATION_TYPE_INTEGER;
      check.minimum_number = -1e9;
      check.maximum_number = 1e9;
      break;
    case Type::decimal:
      check.validate = LXW_VALIDATION_TYPE_DECIMAL;
      check.minimum_number = -1e15;
      check.maximum_number = 1e15;
      break;
    case Type::date:
      check.validate = LXW_VALIDATION_TYPE_DATE;
      check.minimum_datetime = {.year = 1950, .month = 1, .day = 1, .hour = 0, .min = 0, .sec = 0};
      check.maximum_datetime = {
          .year = 2100, .month = 12, .day = 31, .hour = 0, .min = 0, .sec = 0};
      break;
  }
}

/// What a cell is told to hold. What does not fit is warned of, never refused: Grif reads more
/// notations than a spreadsheet knows.
void FormSheetWriter::set_check(lxw_row_t first, lxw_row_t last, std::size_t column,
                                const FormColumn& of, FormLists& lists) {
  constexpr std::size_t kLongestTitle = 32, kLongestText = 255;
  if (of.check.type == FormCheck::Type::any && of.check.note.empty()) return;
  std::string title = cut(of.title, kLongestTitle), note = cut(of.check.note, kLongestText),
              alert = cut(of.check.alert, kLongestText), formula;
  lxw_data_validation check{};
  check.ignore_blank = LXW_VALIDATION_ON;
  check.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
  check.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
  check.show_input = note.empty() ? LXW_VALIDATION_OFF : LXW_VALIDATION_ON;
  check.show_error = alert.empty() ? LXW_VALIDATION_OFF : LXW_VALIDATION_ON;
  if (!note.empty()) {
    check.input_title = title.data();
    check.input_message = note.data();
  }
  if (!alert.empty()) {
    check.error_title = title.data();
    check.error_message = alert.data();
  }
  set_values(of, lists, check, formula);
  if (!formula.empty()) check.value_formula = formula.data();
  keep(worksheet_data_validation_range(to_, first, as_column(column), last, as_column(column),
                                       &check));
  ++facts_.checks;
}

/// Widths from the first column on. Beyond them a table for data is free to be filled as well.
void FormSheetWriter::set_widths(const std::vector<double>& widths, bool data) {
  for (std::size_t c = 0; c < widths.size(); ++c)
    keep(worksheet_set_column(to_, as_column(c), as_column(c), widths[c], nullptr));
  if (data)
    keep(worksheet_set_column(to_, as_column(widths.size()), LXW_COL_MAX - 1, LXW_DEF_COL_WIDTH,
                              looks_.find(FormLook::blank)));
}

void FormSheetWriter::set_print(double width) {
  constexpr double kPortrait = 100, kOnePage = 210, kMargin = 0.5;  // characters; inches
  constexpr std::uint8_t kA4 = 9;
  worksheet_set_paper(to_, kA4);
  if (width > kPortrait) worksheet_set_landscape(to_);
  worksheet_fit_to_pages(to_, width > kOnePage ? 2 : 1, 0);
  worksheet_set_margins(to_, kMargin, kMargin, kMargin, kMargin + 0.2);
  keep(worksheet_set_footer(to_, "&L&A&R&P / &N"));
}

/// Numbers that are texts on purpose («1.10», ИНН) get no green corner.
void FormSheetWriter::ignore_numbers(const std::string& cells) {
  keep(worksheet_ignore_errors(to_, LXW_IGNORE_NUMBER_STORED_AS_TEXT, cells.c_str()));
}

/// Titles are kept from slips; everything that a table needs stays allowed, and there is no
/// password.
void FormSheetWriter::protect() {
  lxw_protection allowed{};
  allowed.format_cells = allowed.format_columns = allowed.format_rows = LXW_TRUE;
  allowed.insert_columns = allowed.insert_rows = allowed.insert_hyperlinks = LXW_TRUE;
  allowed.delete_columns = allowed.delete_rows = LXW_TRUE;
  allowed.sort = allowed.autofilter = allowed.objects = LXW_TRUE;
  worksheet_protect(to_, nullptr, &allowed);
}

// ---- The guide, and the lists ------------------------------------------------------------------

void FormSheetWriter::write_guide() {
  set_widths({kGuideWidths.begin(), kGuideWidths.end()}, false);
  lxw_row_t row = 0;
  for (const GuideLine& line : form_.guide) write_guide_line(row++, line);
  double width = 0;
  for (const double each : kGuideWidths) width += each;
  set_print(width);
}

void FormSheetWriter::write_guide_line(lxw_row_t row, const GuideLine& line) {
  using Style = GuideLine::Style;
  constexpr std::size_t kLast = kGuideColumns - 1;
  double width = 0;
  for (const double each : kGuideWidths) width += each;
  switch (line.style) {
    case Style::title:
      keep(worksheet_set_row(to_, row, 2 * kLineHeight, nullptr));
      return merge_text(row, 0, kLast, line.cells[0], FormLook::guide_title);
    case Style::text:
      set_height(row, estimate_lines(line.cells[0], width));
      return merge_text(row, 0, kLast, line.cells[0], FormLook::guide_text);
    case Style::sheet: {
      const std::string target = "internal:" + quote_sheet(form_.sheets[line.sheet].title) + "!A1";
      keep(worksheet_set_row(to_, row, 2 * kLineHeight, nullptr));
      keep(worksheet_write_url_opt(to_, row, 0, target.c_str(), looks_.find(FormLook::guide_sheet),
                                   line.cells[0].c_str(), nullptr));
      count_cells(row, 0, 1);
      return;
    }
    case Style::header:
      for (std::size_t c = 0; c < line.cells.size(); ++c)
        write_text(row, c, line.cells[c], FormLook::guide_header);
      return;
    case Style::column: {
      double lines = 1;
      for (std::size_t c = 0; c < line.cells.size(); ++c) {
        write_text(row, c, line.cells[c], FormLook::guide_cell);
        lines = std::max(lines, estimate_lines(line.cells[c], kGuideWidths[c]));
      }
      return set_height(row, lines);
    }
  }
}

void FormSheetWriter::write_lists(const FormLists& lists) {
  constexpr double kWidth = 40;
  set_widths(std::vector<double>(lists.lists().size(), kWidth), false);
  std::size_t column = 0;
  for (const FormLists::List& list : lists.lists()) {
    lxw_row_t row = 0;
    write_text(row, column, list.title, FormLook::title);
    for (const std::string& value : *list.values)
      write_text(++row, column, value, FormLook::guide_text);
    ++column;
  }
  worksheet_hide(to_);
}

}  // namespace grif::xlsx
