#include <algorithm>
#include <utility>

#include "core/text.hpp"
#include "expand/compiler.hpp"
#include "expand/properties.hpp"

namespace grif {

using Base = StaticType::Base;

void TemplateCompiler::compile_table(XmlNode node, Context, Nodes& out) {
  Attributes attributes(*this, node);
  TableNode table;
  table.layout_only = attributes.flag("layout-only").value_or(false);
  table.style = attributes.style("style", StyleType::table, table.layout_only ? "Layout" : "Grid");
  if (const std::optional<std::string_view> align = attributes.text("align")) {
    const std::optional<Alignment> alignment = parse_alignment(*align);
    if (!alignment || *alignment == Alignment::justify)
      attributes.refuse("align", "left, right, centre");
    table.alignment = alignment.value_or(Alignment::left);
  }
  table.caption = attributes.pattern("caption");
  if (const std::optional<std::string_view> columns = attributes.text("columns")) {
    const auto widths = parse_columns(*columns);
    if (!widths) attributes.refuse("columns", kColumnForms);
    for (const ColumnWidth& width : widths.value_or(std::vector<ColumnWidth>(1))) {
      table.columns.push_back({node.place(), ColumnNode{.width = width}});
    }
  }
  attributes.finish();
  const StyleId outer_style = std::exchange(content_style_, kNoStyle);
  const bool outer_header = std::exchange(header_row_, false);
  XmlNode first = node.first_child();
  if (first && first.is_element() && first.name() == "columns") {
    Attributes(*this, first).finish();
    compile_children(first, Context::columns, table.columns);
    first = first.next_sibling();
  }
  if (table.columns.empty()) diagnostics_.report(Kind::template_columns, node.place());
  compile_nodes(first, node, Context::rows, table.rows);
  content_style_ = outer_style;
  header_row_ = outer_header;
  out.push_back({node.place(), std::move(table)});
}

void TemplateCompiler::compile_column(XmlNode node, Context context, Nodes& out) {
  Attributes attributes(*this, node);
  ColumnNode column;
  if (const std::optional<Length> width = attributes.length("width")) {
    column.width = {.rule = ColumnWidth::Rule::fixed, .width = *width};
  }
  column.share = attributes.expression("share");
  if (column.share.valid()) column.width.rule = ColumnWidth::Rule::share;
  Expression weight = attributes.expression("weight");  // of a column fitted to its text
  if (weight.valid()) column.share = std::move(weight);
  check_type(column.share, {Base::integer, Base::decimal}, "decimal");
  attributes.finish();
  for (const XmlNode child : node.elements()) report_misplaced(child, context);
  out.push_back({node.place(), std::move(column)});
}

void TemplateCompiler::compile_row(XmlNode node, Context, Nodes& out) {
  Attributes attributes(*this, node);
  RowNode row{.header = node.name() == "header-row"};
  row.may_break = attributes.condition("may-break", !row.header);
  row.keep_with_next = attributes.condition("keep-with-next", false);
  row.keep_with_previous = attributes.condition("keep-with-previous", false);
  if (const std::optional<Length> height = attributes.length("least-height"))
    row.least_height = *height;
  row.empty_style =
      attributes.style("style", StyleType::paragraph, row.header ? "TableHeader" : "TableText");
  attributes.finish();
  const StyleId outer_style = std::exchange(content_style_, row.empty_style);
  const bool outer_header = std::exchange(header_row_, row.header);
  compile_children(node, Context::cells, row.cells);
  content_style_ = outer_style;
  header_row_ = outer_header;
  out.push_back({node.place(), std::move(row)});
}

void TemplateCompiler::compile_cell(XmlNode node, Context, Nodes& out) {
  Attributes attributes(*this, node);
  CellNode cell;
  cell.empty_style = content_style(attributes);
  cell.column_span = attributes.whole("column-span", 1);
  cell.row_span = attributes.whole("row-span", 1);
  cell.header = attributes.condition("header", header_row_);
  if (header_row_) cell.vertical = VerticalAlignment::middle;
  if (const std::optional<std::string_view> vertical = attributes.text("vertical")) {
    const std::optional<VerticalAlignment> parsed = parse_vertical(*vertical);
    if (!parsed) attributes.refuse("vertical", "top, middle, bottom");
    cell.vertical = parsed.value_or(cell.vertical);
  }
  if (const std::optional<std::string_view> shade = attributes.text("shade")) {
    const std::optional<Colour> colour = parse_colour(*shade);
    if (!colour) attributes.refuse("shade", "#f2f2f2");
    cell.shaded = colour.has_value();
    cell.shade = colour.value_or(Colour{});
  }
  ParagraphProperties direct;
  attributes.properties(direct);
  attributes.finish();
  const StyleId outer = std::exchange(content_style_, cell.empty_style);
  compile_content(node, cell.empty_style, direct, cell.blocks);
  content_style_ = outer;
  if (cell.blocks.size() == 1) {
    const auto* paragraph = std::get_if<ParagraphNode>(&cell.blocks[0].what);
    cell.typed = paragraph != nullptr && paragraph->content.size() == 1 &&
                 std::holds_alternative<ValueNode>(paragraph->content[0].what);
  }
  out.push_back({node.place(), std::move(cell)});
}

}  // namespace grif
