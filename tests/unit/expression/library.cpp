#include "unit/expression/library.hpp"

namespace grif::testing {
namespace {

Value day(std::string_view iso) { return Value::date(Date::parse_iso(iso).value()); }
Value money(std::string_view text) { return Value::decimal(Decimal::parse(text).value()); }
Value text(std::string_view s) { return Value::text(s); }
Value whole(std::int64_t n) { return Value::integer(n); }
Value yes() { return Value::boolean(true); }
Value no() { return Value::boolean(false); }

}  // namespace

SheetSchema& Library::add_sheet(std::string_view id, SheetShape shape,
                                std::initializer_list<ColumnSpec> columns) {
  SheetSchema sheet;
  sheet.id = id;
  sheet.title = id;
  sheet.shape = shape;
  for (const auto& [name, type] : columns) {
    ColumnSchema column;
    column.id = name;
    column.title = "Столбец " + std::string(name);
    column.type = type;
    sheet.columns.push_back(std::move(column));
  }
  schema.sheets.push_back(std::move(sheet));
  return schema.sheets.back();
}

Library::Library() {
  using enum ColumnType;
  add_sheet("library", SheetShape::keyed,
            {{"name", text}, {"town", text}, {"opened", date}, {"seats", integer}});
  add_sheet(
      "readers", SheetShape::records,
      {{"name", text}, {"joined", date}, {"age", integer}, {"category", text}, {"fee", decimal}})
      .columns[3]
      .one_of = {"adult", "child"};
  add_sheet("books", SheetShape::records,
            {{"title", text},
             {"author", text},
             {"shelf", label},
             {"copies", integer},
             {"price", decimal},
             {"genres", text},
             {"novelty", boolean}})
      .columns[5]
      .list = true;
  SheetSchema& loans = add_sheet("loans", SheetShape::records,
                                 {{"book", reference},
                                  {"reader", reference},
                                  {"taken", date},
                                  {"until", date},
                                  {"period", term}});
  loans.columns[0].reference = 2;
  loans.columns[1].reference = 1;
  add_sheet("works", SheetShape::grouped,
            {{"number", label}, {"name", text}, {"period", term}, {"hours", integer}});
  add_sheet("archive", SheetShape::records, {{"name", text}, {"weight", decimal}});
  add_sheet("branch", SheetShape::keyed, {{"name", text}});
  add_derived_sheets(schema);

  programme.tables.resize(schema.sheets.size());
  for (std::size_t i = 0; i < schema.sheets.size(); ++i) {
    Table& t = programme.tables[i];
    t.sheet = static_cast<SheetId>(i);
    t.schema_columns = schema.sheets[i].columns.size();
    t.place = Place::whole(sources.add("library.xlsx", schema.sheets[i].id));
  }
  table("readers").extra_columns = {{.title = "Примечание:", .position = 5}};
  table("works").extra_columns = {{.title = "Смета", .position = 1}};
  expression_source = sources.add("plan.xml");
  fill();
  fill_works();
}

Table& Library::table(std::string_view sheet) { return programme.tables[schema.find_sheet(sheet)]; }

void Library::add_row(std::string_view sheet, std::initializer_list<Value> values, RowKind kind,
                      std::uint32_t group) {
  Table& t = table(sheet);
  const auto number = static_cast<std::uint32_t>(t.rows.size());
  const SourceId source = t.place.source();
  t.present = true;
  t.rows.push_back({.kind = kind, .group = group, .place = Place::cell(source, number + 1, 0)});
  t.cells.resize(t.rows.size() * t.width());
  std::uint32_t column = 0;
  for (const Value& value : values) {
    Cell& c = t.cell(number, column);
    c.value = value;
    if (value.is(Value::Type::text) || value.is(Value::Type::term)) c.written = value.as_text();
    ++column;
  }
  for (column = 0; column < t.width(); ++column)
    t.cell(number, column).place = Place::cell(source, number + 1, column);
}

void Library::fill() {
  const Value none{};
  add_row("library", {text("Городская библиотека"), text("Лесной"), day("1978-05-12"), whole(40)});

  add_row("readers", {text("Ёлкина Е. Е."), day("2024-09-01"), whole(34), text("adult"),
                      money("120.50"), text("Просила позвонить")});
  add_row("readers",
          {text("Жуков П. П."), day("2025-01-15"), whole(11), text("child"), money("0.00"), none});
  add_row("readers",
          {text("Ежова А. С."), day("2025-03-08"), whole(12), text("child"), none, none});
  add_row("readers", {text("Абрамов И. И."), none, whole(61), text("adult"), money("99.90"), none});

  static const Value kNature[] = {Value::text("природа"), Value::text("детям")};
  static const Value kHistory[] = {Value::text("история")};
  add_row("books", {text("Птицы"), text("Орлов"), text("1.10"), whole(3), money("450"),
                    Value::list(kNature), yes()});
  add_row("books",
          {text("Реки"), text("Орлов"), text("1.9"), whole(1), money("300.25"), none, no()});
  add_row("books", {text("Крепости"), text("Белова"), text("2"), whole(5), money("1250"),
                    Value::list(kHistory), none});

  add_row("loans", {row("books", 0), row("readers", 1), day("2026-09-01"), day("2026-09-15"),
                    Value::term("сентябрь \n 2026")});
  add_row("loans", {row("books", 2), row("readers", 0), day("2026-08-20"), none, none});
  add_row("loans", {row("books", 0), row("readers", 0), day("2026-09-10"), day("2026-09-24"),
                    Value::term("сентябрь")});
}

void Library::fill_works() {
  // Group rows 0 and 4; row 8 stands under no group.
  add_row("works", {text("Раздел 1"), text("Подготовка")}, RowKind::group);
  add_row("works", {Value{}, text("Задача: описать фонд")}, RowKind::detail, 0);
  add_row(
      "works",
      {text("1.1"), text("Сверка каталога"), Value::term("май"), whole(12), text("10 000 руб.")},
      RowKind::item, 0);
  add_row("works", {text("1.2"), text("Списание"), Value::term("июнь"), Value{}, Value{}},
          RowKind::item, 0);
  add_row("works", {text("Раздел 2"), text("Выставки")}, RowKind::group);
  add_row("works",
          {text("2.1"), text("Выставка карт"), Value::term("июль"), whole(8), text("5 000 руб.")},
          RowKind::item, 4);
  add_row("works", {Value{}, text("Результат: каталог")}, RowKind::result, 4);
  add_row("works", {text("2.2"), text("Выставка марок"), Value::term("август"), whole(6), Value{}},
          RowKind::item, 4);
  add_row("works", {text("3"), text("Отчёт"), Value::term("сентябрь"), whole(2), Value{}});
  Table& works = table("works");
  works.printed = true;
  works.printed_order = {0, 1, 4, 2};  // «Смета» is printed third, the hours are not
  works.cell(2, 2).row_span = 2;
  works.cell(3, 2).row_span = 0;
  works.cell(3, 2).column_span = 0;
  works.cell(0, 0).column_span = 4;
  add_row("works_title", {text("План работ")});
  const auto column = [&](std::string_view name, std::string_view title, std::int64_t position) {
    add_row("works_columns", {text(name), text(title), text("text"), money("1"), whole(position)});
  };
  column("number", "№", 0);
  column("name", "Работа", 1);
  column("", "Смета", 2);
  column("period", "Срок", 3);
}

Value& Library::cell(std::string_view sheet, std::uint32_t row, std::string_view column) {
  return whole_cell(sheet, row, column).value;
}

Cell& Library::whole_cell(std::string_view sheet, std::uint32_t row, std::string_view column) {
  const SheetId id = schema.find_sheet(sheet);
  return programme.tables[id].cell(row, schema.sheets[id].find_column(column));
}

Value Library::row(std::string_view sheet, std::uint32_t row) const {
  return Value::record({schema.find_sheet(sheet), row});
}

Session::Session(Library& l, Language language)
    : library(l), diagnostics(language), scope(l.schema) {
  evaluation.schema = &library.schema;
  evaluation.programme = &library.programme;
  evaluation.arena = &arena;
  evaluation.diagnostics = &diagnostics;
}

std::string Session::take_messages() {
  std::string out;
  for (Diagnostic diagnostic : diagnostics.all()) {
    if (diagnostic.kind == Kind::wrong_type) diagnostic.hint.clear();  // always the same
    out += format_plain(diagnostic, library.sources);
  }
  diagnostics = Diagnostics(diagnostics.language());
  return out;
}

std::string Session::type_of(std::string_view text) {
  const auto expression = compile_expression(text, Place::position(library.expression_source, 1, 1),
                                             scope, diagnostics);
  return expression ? describe(expression->type(), library.schema) : take_messages();
}

std::string Session::run(std::string_view text) {
  const Place start = Place::position(library.expression_source, 1, 1);
  const auto expression = compile_expression(text, start, scope, diagnostics);
  if (!expression) return take_messages();
  const Value value = evaluate(*expression, evaluation);
  const auto printed = print(value, start, evaluation);
  if (printed && diagnostics.all().empty()) return std::string(*printed);
  return value.is_faulty() ? "faulty" : take_messages();
}

}  // namespace grif::testing
