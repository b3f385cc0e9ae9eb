#include <algorithm>
#include <string>
#include <utility>

#include "core/text.hpp"
#include "expand/expander.hpp"
#include "expand/shown_number.hpp"

namespace grif {
namespace {

bool keeps_type(const Value& value) {
  switch (value.type()) {
    case Value::Type::integer:
    case Value::Type::decimal:
    case Value::Type::date:
    case Value::Type::boolean:
      return true;
    case Value::Type::missing:
    case Value::Type::faulty:
    case Value::Type::text:
    case Value::Type::ratio:
    case Value::Type::real:
    case Value::Type::term:
    case Value::Type::list:
    case Value::Type::record:
      return false;
  }
  return false;
}

/// As many decimals as the value has, so that the sheet shows what the page shows.
std::string number_format(const Value& value) {
  if (value.is(Value::Type::date)) return "dd.mm.yyyy";
  const int scale = value.is(Value::Type::decimal) ? value.as_decimal().scale() : 0;
  return scale == 0 ? std::string() : "0." + std::string(static_cast<std::size_t>(scale), '0');
}

}  // namespace

void Expander::expand(const TemplateNode& node, const TableNode& table) {
  std::vector<ColumnWidth> columns;
  std::vector<ColumnWidth>* const outer = std::exchange(columns_, &columns);
  expand_nodes(table.columns);
  columns_ = outer;
  if (stopped_) return;
  if (columns.empty()) {
    report(Kind::template_columns, node.place, {});
    return;
  }
  std::string caption = text_of(table.caption);
  builder_.begin_table(table.style, std::move(columns));
  builder_.table().alignment = table.alignment;
  builder_.table().layout_only = table.layout_only;
  builder_.table().borders = !table.layout_only;
  builder_.table().caption = std::move(caption);
  expand_nodes(table.rows);
  builder_.end_table();
}

void Expander::expand(const TemplateNode&, const ColumnNode& column) {
  ColumnWidth width = column.width;
  if (column.share.valid()) {
    const Value share = evaluate(column.share, evaluation_);
    const bool number = share.is(Value::Type::integer) || share.is(Value::Type::decimal);
    if (number && share.as_decimal().mantissa() > 0) {
      width.share = share.as_decimal().to_double();
    } else if (!share.is_missing() && !share.is_faulty()) {
      report_type(column.share, "decimal > 0", share);
    }
  }
  columns_->push_back(width);
}

void Expander::expand(const TemplateNode& node, const RowNode& row) {
  if (value_of(row.keep_with_previous)) builder_.keep_last_row();
  builder_.begin_row();
  TableRow& open = builder_.row();
  open.header = row.header;
  open.may_break = value_of(row.may_break);
  open.keep_with_next = value_of(row.keep_with_next);
  open.least_height = row.least_height;
  expand_nodes(row.cells);
  const std::uint16_t lacking = builder_.free_columns();
  if (lacking != 0 && !stopped_)
    report(Kind::template_row_short, node.place, {std::to_string(lacking)});
  for (std::uint16_t i = 0; i < lacking; ++i) {
    builder_.begin_cell();
    builder_.end_cell(row.empty_style);
  }
  builder_.end_row();
}

void Expander::expand(const TemplateNode& node, const CellNode& cell) {
  if (builder_.free_columns() == 0) {
    report(Kind::template_row_long, node.place, {std::to_string(builder_.table().columns.size())});
    return;
  }
  const std::uint16_t column_span = value_of(cell.column_span);
  const std::uint16_t row_span = value_of(cell.row_span);
  builder_.begin_cell(column_span, row_span);
  builder_.cell().header = value_of(cell.header);
  builder_.cell().vertical = cell.vertical;
  if (cell.shaded) builder_.set_shade(cell.shade);
  if (cell.typed) {
    expand_typed(std::get<ParagraphNode>(cell.blocks[0].what));
  } else {
    lines_of_ = nullptr;
    expand_nodes(cell.blocks);
    keep_number();
  }
  builder_.end_cell(cell.empty_style);
}

/// A cell that shows a number of the input's and nothing else is a number in a sheet, too.
void Expander::keep_number() {
  const Cell* const source = std::exchange(lines_of_, nullptr);
  if (source == nullptr || builder_.blocks_in_cell() != 1) return;
  if (auto format = find_number_format(source->value, trimmed(source->written)))
    builder_.set_typed({.value = source->value, .number_format = std::move(*format)});
}

void Expander::expand_typed(const ParagraphNode& paragraph) {
  const Expression& expression = std::get<ValueNode>(paragraph.content[0].what).expression;
  evaluation_.read_place = Place::nowhere();
  const Value value = evaluate(expression, evaluation_);
  const std::optional<std::string_view> text = print(value, expression.place(), evaluation_);
  if (text && keeps_type(value)) {
    builder_.set_typed({.value = value, .number_format = number_format(value)});
  }
  begin_paragraph(paragraph.style, paragraph.direct, paragraph.heading_level);
  add_data(text.value_or(""), place_read());
  builder_.end_paragraph();
}

}  // namespace grif
