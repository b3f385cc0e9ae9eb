#include "data/schema.hpp"

#include <initializer_list>
#include <utility>

namespace grif {
namespace {

ColumnSchema derived_column(std::string_view id, ColumnType type, Place place) {
  ColumnSchema column;
  column.id = id;
  column.title = id;
  column.type = type;
  column.place = place;
  return column;
}

SheetSchema derived_sheet(const SheetSchema& base, std::string_view suffix,
                          std::initializer_list<std::pair<std::string_view, ColumnType>> columns) {
  SheetSchema sheet;
  sheet.id = base.id + std::string(suffix);
  sheet.title = sheet.id;
  sheet.derived = true;
  sheet.place = base.place;
  for (const auto& [id, type] : columns)
    sheet.columns.push_back(derived_column(id, type, base.place));
  return sheet;
}

SheetId append(Schema& schema, SheetSchema sheet) {
  schema.sheets.push_back(std::move(sheet));
  return static_cast<SheetId>(schema.sheets.size() - 1);
}

}  // namespace

ColumnId SheetSchema::find_column(std::string_view column_id) const {
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (columns[i].id == column_id) return static_cast<ColumnId>(i);
  return kNoColumn;
}

SheetId Schema::find_sheet(std::string_view id) const {
  for (std::size_t i = 0; i < sheets.size(); ++i)
    if (sheets[i].id == id) return static_cast<SheetId>(i);
  return kNoSheet;
}

std::string_view row_kind_name(RowKind kind) {
  switch (kind) {
    case RowKind::item:
      return "item";
    case RowKind::group:
      return "group";
    case RowKind::detail:
      return "detail";
    case RowKind::result:
      return "result";
  }
  return {};
}

std::string_view column_type_name(ColumnType type) {
  switch (type) {
    case ColumnType::text:
      return "text";
    case ColumnType::label:
      return "label";
    case ColumnType::integer:
      return "integer";
    case ColumnType::decimal:
      return "decimal";
    case ColumnType::date:
      return "date";
    case ColumnType::term:
      return "term";
    case ColumnType::boolean:
      return "boolean";
    case ColumnType::reference:
      return "reference";
  }
  return {};
}

std::string_view privacy_name(Privacy privacy) {
  switch (privacy) {
    case Privacy::open:
      return "open";
    case Privacy::staff:
      return "staff";
    case Privacy::personal:
      return "personal";
    case Privacy::special:
      return "special";
  }
  return {};
}

void add_derived_sheets(Schema& schema) {
  const std::size_t count = schema.sheets.size();
  for (std::size_t i = 0; i < count; ++i) {
    if (schema.sheets[i].shape != SheetShape::grouped || schema.sheets[i].title_lines != kNoSheet)
      continue;
    const auto lines = [&](std::string_view suffix) {
      return append(schema, derived_sheet(schema.sheets[i], suffix,
                                          {{"text", ColumnType::text},
                                           {"role", ColumnType::text},
                                           {"right", ColumnType::text}}));
    };
    const SheetId title = lines("_title");
    const SheetId marks = append(schema, derived_sheet(schema.sheets[i], "_marks",
                                                       {{"side", ColumnType::text},
                                                        {"text", ColumnType::text},
                                                        {"line", ColumnType::integer},
                                                        {"word", ColumnType::text},
                                                        {"post", ColumnType::text},
                                                        {"organisation", ColumnType::text},
                                                        {"name", ColumnType::text},
                                                        {"act", ColumnType::text},
                                                        {"number", ColumnType::label},
                                                        {"date", ColumnType::date},
                                                        {"surname_first", ColumnType::boolean},
                                                        {"date_blank", ColumnType::boolean},
                                                        {"number_blank", ColumnType::boolean}}));
    const SheetId columns = append(schema, derived_sheet(schema.sheets[i], "_columns",
                                                         {{"name", ColumnType::text},
                                                          {"title", ColumnType::text},
                                                          {"type", ColumnType::text},
                                                          {"weight", ColumnType::decimal},
                                                          {"position", ColumnType::integer},
                                                          {"group", ColumnType::text},
                                                          {"part", ColumnType::text},
                                                          {"span", ColumnType::integer},
                                                          {"order", ColumnType::integer}}));
    const SheetId below = lines("_below");
    SheetSchema& sheet = schema.sheets[i];
    sheet.title_lines = title;
    sheet.marks = marks;
    sheet.printed_columns = columns;
    sheet.below = below;
  }
}

}  // namespace grif
