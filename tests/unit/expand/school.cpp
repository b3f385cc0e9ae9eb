#include "school.hpp"

#include <gtest/gtest.h>

#include "expand/expander.hpp"
#include "expand/template_set.hpp"

namespace grif::test {
namespace {

ColumnSchema column(std::string id, ColumnType type) {
  ColumnSchema schema;
  schema.id = id;
  schema.title = std::move(id);
  schema.type = type;
  return schema;
}

SheetSchema sheet(std::string id, SheetShape shape, std::vector<ColumnSchema> columns) {
  SheetSchema schema;
  schema.id = id;
  schema.title = std::move(id);
  schema.shape = shape;
  schema.columns = std::move(columns);
  return schema;
}

Style style(StyleType type, std::string id) { return {.type = type, .id = id, .name = id}; }

}  // namespace

School::School() {
  using enum ColumnType;
  pack.name = "school";
  pack.folder = "/pack";
  pack.schema.sheets = {
      sheet("school", SheetShape::keyed,
            {column("name", text), column("goal", text), column("founded", date)}),
      sheet("pupils", SheetShape::records,
            {column("name", text), column("marks", integer), column("average", decimal),
             column("born", date), column("active", boolean), column("note", text)}),
      sheet("plan", SheetShape::grouped,
            {column("number", label), column("task", text), column("term", term)})};
  add_derived_sheets(pack.schema);
  DocumentSpec document;
  document.name = "report";
  document.title = "Отчёт";
  document.template_file = "t.xml";
  pack.documents.push_back(std::move(document));

  for (SheetId id = 0; id < pack.schema.sheets.size(); ++id) {
    Table table;
    table.sheet = id;
    table.schema_columns = pack.schema.sheets[id].columns.size();
    for (ColumnId c = 0; c < table.schema_columns; ++c) table.printed_order.push_back(c);
    programme.tables.push_back(std::move(table));
  }
  const SourceId source = sources.add("data.xlsx", "Лист");
  for (Table& table : programme.tables) table.place = Place::whole(source);
  add_row(kSchool, RowKind::item,
          {Value::text("Школа № 1"), Value::text("учить\nи учиться"),
           Value::date(*Date::from_ymd(1965, 9, 1))});
  const char* const names[] = {"number", "task", "term"};
  const char* const titles[] = {"№ п/п", "Мероприятие", "Срок"};
  for (int i = 0; i < 3; ++i) {
    add_row(kPlanColumns, RowKind::item,
            {Value::text(names[i]), Value::text(titles[i]), Value::text("text"),
             Value::decimal(Decimal(i == 1 ? 25 : 5, 1)), Value::integer(i)});
  }
  for (const char* id : {"Normal", "Heading1", "Heading2", "TableText", "TableHeader", "ListItem",
                         "Mark", "SignaturePost", "SignatureName"}) {
    styles.styles.push_back(style(StyleType::paragraph, id));
  }
  styles.styles.push_back(style(StyleType::character, "Strong"));
  styles.styles.push_back(style(StyleType::table, "Grid"));
  styles.styles.push_back(style(StyleType::table, "Layout"));
}

void School::add_row(SheetId sheet, RowKind kind, const std::vector<Value>& cells) {
  Table& table = programme.tables[sheet];
  table.present = true;
  const auto row = static_cast<std::uint32_t>(table.rows.size());
  // A data row stands under the header: the first one is row 2 of the sheet.
  const SourceId source = table.place.source();
  table.rows.push_back({.kind = kind, .place = Place::cell(source, row + 1, 0)});
  for (std::size_t c = 0; c < table.width(); ++c) {
    Cell cell;
    if (c < cells.size()) cell.value = cells[c];
    if (cell.value.is(Value::Type::text)) cell.written = cell.value.as_text();
    cell.place = Place::cell(source, row + 1, static_cast<std::uint32_t>(c));
    table.cells.push_back(cell);
  }
}

void School::add_pupil(std::vector<Value> cells) { add_row(kPupils, RowKind::item, cells); }

void School::add_plan_row(RowKind kind, std::vector<std::string_view> texts) {
  std::vector<Value> cells;
  for (const std::string_view text : texts)
    cells.push_back(text.empty() ? Value() : Value::text(text));
  add_row(kPlan, kind, cells);
}

std::string School::print(const Diagnostics& diagnostics) const {
  std::string out;
  for (Diagnostic diagnostic : diagnostics.all()) {
    if (!with_hints) diagnostic.hint.clear();
    out += format_plain(diagnostic, sources);
  }
  return out;
}

School::Result School::run(std::string_view template_text) {
  world.entries["/pack/t.xml"] = template_text;
  Result result;
  Diagnostics diagnostics(language);
  const auto templates = TemplateSet::load(pack, {0}, styles, world, sources, diagnostics);
  if (templates) {
    Arena arena;
    Evaluation evaluation;
    evaluation.schema = &pack.schema;
    evaluation.programme = &programme;
    evaluation.arena = &arena;
    evaluation.diagnostics = &diagnostics;
    evaluation.steps_left = steps;
    if (largest_output != 0) {
      Expander expander(templates->impl().documents[0].second, styles, evaluation);
      expander.largest_output = largest_output;
      EXPECT_FALSE(expander.run());
    } else if (const auto document = expand(*templates, 0, styles, evaluation)) {
      result.made = true;
      result.dump = dump(*document);
      if (const std::size_t end = result.dump.find("\nformat "); end != std::string::npos)
        result.dump.resize(end + 1);
      if (!document->sections.empty())
        result.text = document->plain_text(document->sections[0].blocks);
    }
  }
  result.messages = print(diagnostics);
  return result;
}

}  // namespace grif::test
