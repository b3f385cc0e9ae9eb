#include <algorithm>
#include <cmath>
#include <optional>

#include "core/place.hpp"
#include "write/xlsx_sheet.hpp"

namespace grif::xlsx {
namespace {

constexpr Length kGap = Length::from_points(9);
/// Of a frozen header and what is above it: more would leave no room on a small screen.
constexpr Length kHighestFrozen = Length::from_points(270);
constexpr Length kLeastIndented = Length::from_mm(18);  // a narrower column needs all its room
constexpr std::int32_t kLeastHalfPoints = 22;           // of a row without text
constexpr std::uint32_t kMostRows = 1'048'576;

/// Days of Excel's calendar, whose day 60 does not exist: nothing before 1 March 1900.
std::optional<double> serial_date(Date date) {
  constexpr std::int32_t kEpoch = 25'569, kFirst = 61;  // 1970-01-01, 1900-03-01
  const std::int32_t serial = date.days() + kEpoch;
  if (serial < kFirst) return std::nullopt;
  return serial;
}

/// The number of a value, or nothing where a double would not keep it.
std::optional<double> number_of(const Value& value) {
  constexpr std::int64_t kMostExact = 999'999'999'999'999;  // Excel keeps 15 digits
  const auto exact = [](std::int64_t n) { return n <= kMostExact && n >= -kMostExact; };
  switch (value.type()) {
    case Value::Type::integer:
      if (!exact(value.as_integer())) return std::nullopt;
      return static_cast<double>(value.as_integer());
    case Value::Type::decimal:
      if (!exact(value.as_decimal().mantissa())) return std::nullopt;
      return value.as_decimal().to_double();
    case Value::Type::ratio:
      return value.as_ratio().numerator.to_double() / value.as_ratio().denominator.to_double();
    case Value::Type::real:
      return value.as_real();
    case Value::Type::date:
      return serial_date(value.as_date());
    case Value::Type::missing:
    case Value::Type::faulty:
    case Value::Type::text:
    case Value::Type::term:
    case Value::Type::boolean:
    case Value::Type::list:
    case Value::Type::record:
      return std::nullopt;  // they are shown as the document words them
  }
  return std::nullopt;
}

std::string_view number_format(const TypedCell& typed) {
  if (!typed.number_format.empty()) return typed.number_format;
  switch (typed.value.type()) {
    case Value::Type::integer:
      return "0";
    case Value::Type::decimal:
      return std::string_view("0.000000000")
          .substr(0, typed.value.as_decimal().scale() == 0
                         ? 1U
                         : 2U + static_cast<std::size_t>(typed.value.as_decimal().scale()));
    case Value::Type::date:
      return "dd.mm.yyyy";
    case Value::Type::missing:
    case Value::Type::faulty:
    case Value::Type::text:
    case Value::Type::ratio:
    case Value::Type::real:
    case Value::Type::term:
    case Value::Type::boolean:
    case Value::Type::list:
    case Value::Type::record:
      return {};
  }
  return {};
}

std::string_view function_name(TypedCell::Formula formula) {
  switch (formula) {
    case TypedCell::Formula::none:
      return {};
    case TypedCell::Formula::sum:
      return "SUM";
    case TypedCell::Formula::mean:
      return "AVERAGE";
    case TypedCell::Formula::count:
      return "COUNTA";
  }
  return {};
}

}  // namespace

// ---- Where a table stands -----------------------------------------------------------------------

SheetWriter::TableAt SheetWriter::place_table(const DocumentTable& table) const {
  const Length width =
      plan_.section->page.width - plan_.section->page.left - plan_.section->page.right;
  TableAt at{.table = table, .columns = {}, .first_row = row_, .indent = 0};
  for (const Length edge : table_edges(table, width)) {
    const std::size_t nearest = nearest_edge(plan_.edges, edge);
    at.columns.push_back(at.columns.empty() ? nearest : std::max(nearest, at.columns.back() + 1));
  }
  // A sheet knows no padding; the least indent keeps the text off the border.
  if (table.style != kNoStyle) {
    const TableProperties& style = context_.document.styles->at(table.style).table;
    at.indent = table.borders && style.padding_left > Length() ? 1 : 0;
  }
  return at;
}

// ---- Rows and cells -----------------------------------------------------------------------------

void SheetWriter::write_data_table(const DocumentTable& table) {
  if (table.rows.count == 0) return;
  ask_gap(kGap);
  row_ = next_row();  // the rows of the table follow one another
  const TableAt at = place_table(table);
  if (row_ + table.rows.count > kMostRows) {
    const bool russian = context_.diagnostics.language() == Language::russian;
    refuse_size(std::to_string(row_ + table.rows.count) + (russian ? " строк" : " rows"),
                kMostRows);
    return;
  }
  height_of_header_ = height_above_;
  std::vector<Cover> covers(columns());
  for (std::uint32_t r = 0; r < table.rows.count && !context_.refused; ++r) {
    write_table_row(at, r, covers);
  }
  row_ = at.first_row + table.rows.count;
  finish_table(at);
  ask_gap(kGap);
}

void SheetWriter::finish_table(const TableAt& at) {
  const Document& document = context_.document;
  std::uint32_t headers = 0;
  while (headers < at.table.rows.count && document.rows[at.table.rows.first + headers].header) {
    ++headers;
  }
  if (headers == 0 || plan_.data_tables != 1) return;
  const lxw_row_t first = at.first_row, last = at.first_row + headers - 1;
  check(worksheet_repeat_rows(sheet_, first, last));
  if (height_of_header_ <= kHighestFrozen) worksheet_freeze_panes(sheet_, last + 1, 0);
  // The buttons stand in the last row of the header; stage rows below are merged, which a filter
  // may be (a sort may not, and Excel says so itself).
  if (row_ > last + 1) {
    check(worksheet_autofilter(sheet_, last, column_of(at.columns.front()), row_ - 1,
                               column_of(at.columns.back() - 1)));
  }
}

CellLook SheetWriter::look_of(const TableAt& at, const TableCell& cell, std::uint32_t row,
                              const CellText& text) const {
  const Document& document = context_.document;
  CellLook look;
  if (!text.fragments.empty()) {
    look.character = text.fragments[0].format;
  }
  if (text.paragraphs != 0) {
    look.horizontal = document.paragraph_formats[text.paragraph].format.alignment;
  }
  const Length width =
      edges_[at.columns[cell.column + cell.column_span]] - edges_[at.columns[cell.column]];
  if (look.horizontal != Alignment::centre && width >= kLeastIndented) look.indent = at.indent;
  look.vertical = cell.vertical;
  look.shade = cell.shade;
  if (!at.table.borders || at.table.style == kNoStyle) return look;
  const TableProperties& p = document.styles->at(at.table.style).table;
  look.top = row == 0 ? p.outer : p.inner_horizontal;
  look.bottom = row + cell.row_span >= at.table.rows.count ? p.outer : p.inner_horizontal;
  look.left = cell.column == 0 ? p.outer : p.inner_vertical;
  look.right =
      cell.column + cell.column_span >= at.table.columns.size() ? p.outer : p.inner_vertical;
  return look;
}

void SheetWriter::write_table_row(const TableAt& at, std::uint32_t index,
                                  std::vector<Cover>& covers) {
  const Document& document = context_.document;
  const lxw_row_t row = at.first_row + index;
  rows_.begin_row(row);
  const TableRow& asked = document.rows[at.table.rows.first + index];
  RowHeight height{.height = std::max(line_height(kLeastHalfPoints), asked.least_height),
                   .fitted = asked.least_height.emu() == 0};
  std::uint32_t next = asked.cells.first;
  const std::uint32_t end = asked.cells.first + asked.cells.count;
  for (std::size_t column = at.columns.front(); column < at.columns.back();) {
    Cover& cover = covers[column];
    if (cover.rows != 0) {
      fill_span(cover.span, cover.look);
      column = cover.span.end;
      continue;
    }
    if (next == end) break;
    const TableCell& cell = document.cells[next++];
    const Span span{at.columns[cell.column], at.columns[cell.column + cell.column_span]};
    CellAt here{.cell = &cell, .span = span, .look = {}};
    context_.text.clear();
    context_.collector.collect(cell.blocks, context_.text);
    here.look = look_of(at, cell, index, context_.text);
    const Length needed = context_.measure.height(context_.text, width_of(span, here.look.indent));
    write_cell(here, at, row);
    merge(row, row + cell.row_span - 1, span);
    // Excel leaves merged cells out when it fits a row.
    if (cell.row_span > 1 || span.end - span.first > 1) height.fitted = false;
    if (cell.row_span == 1) height.raise(needed, cell.blocks);
    cover = {.rows = cell.row_span,
             .span = span,
             .look = here.look,
             .needed = needed,
             .blocks = cell.blocks};
    column = span.end;
  }
  if (context_.refused) return;
  count_down(covers, height);
  end_row(row, height.height, height.fitted, height.blocks);
  if (asked.header) height_of_header_ = height_above_;
}

/// The last row under a spanning cell gets what the rows lack for its text.
void SheetWriter::count_down(std::vector<Cover>& covers, RowHeight& height) {
  for (Cover& cover : covers) {
    if (cover.rows == 1 && cover.needed > height.height) {
      height.raise(cover.needed, cover.blocks);
      height.fitted = false;
    }
  }
  for (Cover& cover : covers) {
    if (cover.rows == 0) continue;
    --cover.rows;
    cover.needed -= height.height;
  }
}

void SheetWriter::write_cell(CellAt& at, const TableAt& table, lxw_row_t row) {
  if (!write_typed(at, table, row)) write_text(row, at.span.first, at.look);
  at.look.number_format = {};
  fill_span({at.span.first + 1, at.span.end}, at.look);
}

bool SheetWriter::write_typed(CellAt& at, const TableAt& table, lxw_row_t row) {
  if (at.cell->typed == 0) return false;
  const TypedCell& typed = context_.document.typed_cells[at.cell->typed - 1];
  const std::optional<double> number = number_of(typed.value);
  if (!number) return false;
  if (!std::isfinite(*number)) {
    context_.diagnostics.report(Kind::number_not_finite, Place::nowhere(),
                                {context_.document.properties.name, plan_.name,
                                 cell_name(row, static_cast<std::uint32_t>(at.span.first))});
    context_.refused = true;
    return true;
  }
  at.look.number_format = number_format(typed);
  const std::uint32_t look = context_.formats.find(at.look).index;
  const auto at_column = static_cast<std::uint32_t>(at.span.first);
  const bool live = typed.formula != TypedCell::Formula::none &&
                    typed.first_row <= typed.last_row && typed.last_row < table.table.rows.count &&
                    typed.formula_column < table.table.columns.size();
  if (!live) {
    rows_.add_number(at_column, look, *number);
    return true;
  }
  const auto column = static_cast<std::uint32_t>(table.columns[typed.formula_column]);
  std::string formula(function_name(typed.formula));
  formula.append("(");
  formula.append(cell_name(table.first_row + typed.first_row, column)).append(":");
  formula.append(cell_name(table.first_row + typed.last_row, column)).append(")");
  rows_.add_formula(at_column, look, formula, *number);
  return true;
}

}  // namespace grif::xlsx
