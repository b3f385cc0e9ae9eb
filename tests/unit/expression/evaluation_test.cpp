#include <gtest/gtest.h>

#include "unit/expression/library.hpp"

namespace grif::testing {
namespace {

std::string repeated(std::string_view text, int count) {
  std::string out;
  for (int i = 0; i < count; ++i) out += text;
  return out;
}

Expression compiled(Session& session, std::string_view text) {
  auto expression =
      compile_expression(text, Place::position(session.library.expression_source, 1, 1),
                         session.scope, session.diagnostics);
  EXPECT_TRUE(expression) << session.take_messages();
  return expression ? std::move(*expression) : Expression();
}

// ---- Limits -------------------------------------------------------------------------------------

TEST(LimitsTest, NestingAndHeightEndInAMessage) {
  Library library;
  Session session(library);
  const std::string too_deep =
      "error[expression-too-deep]: слишком глубокая вложенность\n"
      "    разделите выражение на части (let, показатель)\n";
  const auto ends_deep = [&](const std::string& text) {
    const std::string messages = session.run(text);
    return messages.find(too_deep) != std::string::npos &&
           std::count(messages.begin(), messages.end(), '\n') == 2;
  };
  EXPECT_TRUE(ends_deep(repeated("(", 10'000) + "1" + repeated(")", 10'000)));
  EXPECT_TRUE(ends_deep(repeated("[", 10'000)));
  EXPECT_TRUE(ends_deep(repeated("not ", 10'000) + "true"));
  EXPECT_TRUE(ends_deep(repeated("- ", 10'000) + "readers[0].age"));
  EXPECT_TRUE(ends_deep(repeated("upper(", 5'000)));
  EXPECT_TRUE(ends_deep(repeated("1 if true else ", 1'000) + "1"));
  EXPECT_TRUE(ends_deep("1" + repeated(" + 1", 10'000)));
  EXPECT_TRUE(ends_deep("'a'" + repeated(" | upper", 5'000)));
  EXPECT_TRUE(ends_deep("column(loans[0], 'a')" + repeated(".a", 5'000)));
  EXPECT_EQ(session.run(repeated("(", 12) + "1" + repeated(")", 12)), "1");
  EXPECT_EQ(session.run("1" + repeated(" + 1", 200)), "201");
}

TEST(LimitsTest, LongTextsEndInAMessage) {
  Library library;
  Session session(library);
  EXPECT_EQ(session.run("'" + std::string(70'000, 'a') + "'"),
            "plan.xml:1:1: error[expression-too-long]: выражение длиннее 65536 байт\n"
            "    разделите выражение на части (let, показатель)\n");
  EXPECT_EQ(session.run("'" + std::string(60'000, 'a') + "' | length"), "60000");
}

TEST(LimitsTest, StepsAreCounted) {
  Library library;
  Session session(library);
  const Expression sum = compiled(session, "readers | sum: .age");
  session.evaluation.steps_left = 1000;
  EXPECT_EQ(evaluate(sum, session.evaluation), Value::integer(118));
  const std::uint64_t spent = 1000 - session.evaluation.steps_left;
  EXPECT_GE(spent, 6U);
  EXPECT_LE(spent, 20U);
  session.evaluation.steps_left = spent;
  EXPECT_EQ(evaluate(sum, session.evaluation), Value::integer(118));
  session.evaluation.steps_left = spent - 1;
  EXPECT_TRUE(evaluate(sum, session.evaluation).is_missing());
  EXPECT_TRUE(session.evaluation.failed);
  EXPECT_NE(
      session.take_messages().find("error[too-many-steps]: вычисление заняло слишком много шагов"),
      std::string::npos);
}

TEST(LimitsTest, TextsThatGrowAndGrowAreStopped) {
  Library library;
  Session session(library);
  const std::string grows = "'aaaaaaaa'" + repeated(" | replace: 'a', 'aaaaaaaaaaaaaaaa'", 40);
  EXPECT_NE(session.run(grows).find("error[too-many-steps]"), std::string::npos);
  EXPECT_LT(session.arena.bytes(), 500'000'000U);
}

TEST(LimitsTest, ListsInListsAreStopped) {
  Library library;
  Session session(library);
  session.evaluation.steps_left = 100'000;
  const std::string ten = "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9] | map: ";
  const std::string text =
      ten + "(" + ten + "(" + ten + "(" + ten + "(" + ten + "(" + ten + ".)))))";
  EXPECT_NE(session.run(text + " | count").find("error[too-many-steps]"), std::string::npos);
}

TEST(LimitsTest, ExpressionsInsideOneAnotherAreNotTooDeep) {
  Library library;
  Session session(library);
  session.scope.add_aggregate("deep", StaticType::of(StaticType::Base::integer), 0);
  const Expression again = compiled(session, "deep" + repeated(" + 1", 100));
  session.evaluation.aggregate = [&](std::uint16_t, Evaluation& evaluation) {
    return evaluate(again, evaluation);
  };
  EXPECT_TRUE(evaluate(again, session.evaluation).is_missing());
  EXPECT_EQ(session.take_messages(),
            "plan.xml:1:1: error[expression-too-deep]: слишком глубокая вложенность\n"
            "    разделите выражение на части (let, показатель)\n");
  EXPECT_EQ(session.evaluation.levels, 0U);
}

// ---- Cells that could not be read ---------------------------------------------------------------

TEST(FaultyTest, IsContagiousAndRemembered) {
  for (const std::string_view text : {"readers[1].fee",
                                      "readers[1].fee + 1",
                                      "1 - readers[1].fee",
                                      "-readers[1].fee",
                                      "readers[1].fee == 0",
                                      "0 < readers[1].fee",
                                      "readers[1].fee is missing",
                                      "'а' ~ readers[1].fee",
                                      "readers[1].fee | default: 0",
                                      "readers[1].fee | line: 3",
                                      "readers[1].fee | round",
                                      "readers | sum: .fee",
                                      "readers | where: .fee > 1 | count",
                                      "readers | where: .fee == 120.50 | count",
                                      "readers | find: .fee == 99.9 | text",
                                      "readers | lookup: .fee, 99.9 | text",
                                      "readers | sort: .fee | count",
                                      "readers | group: .fee | count",
                                      "readers | unique: .fee | count",
                                      "readers | map: .fee | join: ' '",
                                      "readers | share: .fee > 1 | percent",
                                      "readers | max: .fee",
                                      "readers | any: .fee == 1",
                                      "readers | all: .fee > 1 or true",
                                      "not readers[1].fee > 1",
                                      "readers[1].fee > 1 or true",
                                      "true and readers[1].fee > 1",
                                      "1 if readers[1].fee > 1 else 2",
                                      "readers[1].fee in [1]",
                                      "1 in [readers[1].fee]",
                                      "[readers[1].fee][0]",
                                      "readers | map: .fee > 1 | first",
                                      "1 in (readers | where: .age == 11 | map: .fee)"}) {
    Library library;
    library.cell("readers", 1, "fee") = Value::faulty();
    Session session(library);
    EXPECT_EQ(session.run(text), "faulty") << text;
    EXPECT_TRUE(session.evaluation.touched_faulty) << text;
    EXPECT_EQ(session.evaluation.faulty_place, Place::cell(1, 2, 4)) << text;
    EXPECT_FALSE(session.evaluation.failed) << text;
    EXPECT_TRUE(session.diagnostics.all().empty()) << text;
  }
}

TEST(FaultyTest, WhatIsNotReadDoesNotMatter) {
  for (const auto& [text, expected] :
       std::initializer_list<Case>{{"readers | count", "4"},
                                   {"readers | find: .fee == 120.5 | text", "Ёлкина Е. Е."},
                                   {"readers | find: .fee > 1 | text", "Ёлкина Е. Е."},
                                   {"readers | lookup: .fee, 120.5 | text", "Ёлкина Е. Е."},
                                   {"readers | any: .fee > 1", "да"},
                                   {"readers | any: .fee == 120.5", "да"},
                                   {"false and readers[1].fee > 1", "нет"},
                                   {"1 if true else readers[1].fee", "1"},
                                   {"readers[1].age", "11"}}) {
    Library library;
    library.cell("readers", 1, "fee") = Value::faulty();
    Session session(library);
    EXPECT_EQ(session.run(text), expected) << text;
    EXPECT_FALSE(session.evaluation.touched_faulty) << text;
  }
}

TEST(FaultyTest, AFaultyNameMakesTheRecordUnprintable) {
  Library library;
  library.cell("readers", 1, "name") = Value::faulty();
  Session session(library);
  EXPECT_EQ(session.run("'' ~ loans[0].reader"), "faulty");
  EXPECT_TRUE(session.evaluation.touched_faulty);
  Session other(library);
  const Expression reader = compiled(other, "loans[0].reader");
  EXPECT_EQ(print(evaluate(reader, other.evaluation), reader.place(), other.evaluation),
            std::nullopt);
  EXPECT_TRUE(other.evaluation.touched_faulty);
  EXPECT_FALSE(other.evaluation.failed);
}

// ---- Provenance ---------------------------------------------------------------------------------

class TraceTest : public ::testing::Test {
 protected:
  std::string trace_of(std::string_view text) {
    Session session(library);
    std::vector<Place> trace;
    session.evaluation.trace = &trace;
    session.run(text);
    std::string out;
    for (const Place place : trace) {
      if (!out.empty()) out += ' ';
      out +=
          library.sources.at(place.source()).sheet + "!" + cell_name(place.row(), place.column());
    }
    return out;
  }
  Library library;
};

TEST_F(TraceTest, HasTheCellsThatContribute) {
  EXPECT_EQ(trace_of("readers | sum: .fee"), "readers!E2 readers!E3 readers!E4 readers!E5");
  EXPECT_EQ(trace_of("loans[0].book.title"), "loans!A2 books!A2");
  EXPECT_EQ(trace_of("loans[0].book"), "loans!A2 books!A2");
  EXPECT_EQ(trace_of("readers | count"), "readers!A2 readers!A3 readers!A4 readers!A5");
  EXPECT_EQ(trace_of("column(readers[0], 'Примечание')"), "readers!F2");
  EXPECT_EQ(trace_of("works[2] | written: works_columns[1]"), "works!B4");
  EXPECT_EQ(trace_of("1 + 2"), "");
}

TEST_F(TraceTest, LeavesOutWhatWasPassedBy) {
  EXPECT_EQ(trace_of("readers | where: .age > 30 | sum: .fee"),
            "readers!C2 readers!C5 readers!E2 readers!E5");
  EXPECT_EQ(trace_of("readers | where: .category == 'child' | count"),
            "readers!D3 readers!D4 readers!A3 readers!A4");
  EXPECT_EQ(trace_of("readers | find: .age == 61 | text"), "readers!C5 readers!A5");
  EXPECT_EQ(trace_of("readers | lookup: .age, 61 | text"), "readers!C5 readers!A5");
  EXPECT_EQ(trace_of("readers | any: .age == 12"), "readers!C4");
  EXPECT_EQ(trace_of("readers | any: .age == 99"), "readers!C2 readers!C3 readers!C4 readers!C5");
  EXPECT_EQ(trace_of("readers | all: .age > 11"), "readers!C3");
  EXPECT_EQ(trace_of("readers | all: .age > 1"), "readers!C2 readers!C3 readers!C4 readers!C5");
}

// ---- Locals, aggregates, values of unknown type -------------------------------------------------

TEST(ScopeTest, LocalsHideAggregatesHideSheets) {
  Library library;
  Session session(library);
  NameScope& scope = session.scope;
  scope.add_aggregate("books", StaticType::of(StaticType::Base::integer), 3);
  EXPECT_EQ(scope.find("books")->what, NameScope::Found::What::aggregate);
  EXPECT_EQ(scope.push("books", StaticType::of(StaticType::Base::text)), 0);
  EXPECT_EQ(scope.push("books", StaticType::of(StaticType::Base::date)), 1);
  EXPECT_EQ(scope.find("books")->index, 1);
  EXPECT_EQ(session.type_of("books"), "date");
  scope.pop();
  EXPECT_EQ(session.type_of("books"), "text");
  EXPECT_EQ(scope.push("again", {}), 1);
  EXPECT_EQ(scope.depth(), 2U);
  scope.pop(2);
  EXPECT_EQ(session.type_of("books"), "integer");
  EXPECT_EQ(scope.frame_size(), 2U);
  EXPECT_EQ(scope.find("library")->what, NameScope::Found::What::sheet);
  EXPECT_EQ(scope.find(""), std::nullopt);
  EXPECT_EQ(scope.names().front(), "books");
}

TEST(ScopeTest, LocalsKeepTheirSlotsInsideFilters) {
  Library library;
  Session session(library);
  const Slot least = session.scope.push("least", StaticType::of(StaticType::Base::integer));
  const Expression expression =
      compiled(session, "readers | where: (loans | any: ..age > least) | map: .age | join: ' '");
  EXPECT_EQ(session.scope.depth(), 1U);
  EXPECT_GE(session.scope.frame_size(), 3U);
  session.evaluation.frame.resize(1);
  session.evaluation.frame[least] = Value::integer(20);
  EXPECT_EQ(evaluate(expression, session.evaluation).as_text(), "34 61");
  session.evaluation.frame[least] = Value::integer(50);
  EXPECT_EQ(evaluate(expression, session.evaluation).as_text(), "61");
}

TEST(ScopeTest, AggregatesAreAskedFor) {
  Library library;
  Session session(library);
  session.scope.add_aggregate("total", StaticType::of(StaticType::Base::integer), 7);
  session.scope.add_aggregate("rest", StaticType::of(StaticType::Base::integer), 2);
  const Expression expression = compiled(session, "total + total * rest");
  EXPECT_EQ(expression.aggregates(), (std::vector<std::uint16_t>{2, 7}));
  session.evaluation.aggregate = [](std::uint16_t index, Evaluation& evaluation) {
    evaluation.last_failed = false;
    return Value::integer(index);
  };
  EXPECT_EQ(evaluate(expression, session.evaluation), Value::integer(21));
  session.evaluation.aggregate = [](std::uint16_t, Evaluation& evaluation) {
    evaluation.last_failed = true;
    return Value();
  };
  EXPECT_TRUE(evaluate(expression, session.evaluation).is_missing());
  EXPECT_TRUE(session.evaluation.failed);
  EXPECT_EQ(session.take_messages(), "");
}

TEST(TypesTest, OfExpressions) {
  Library library;
  Session session(library);
  for (const auto& [text, type] :
       std::initializer_list<Case>{{"1", "integer"},
                                   {"1 + 1.5", "decimal"},
                                   {"1 / 2", "ratio"},
                                   {"1 / 2 + 1", "ratio"},
                                   {"readers", "list of record of readers"},
                                   {"library", "record of library"},
                                   {"loans[0].book", "record of books"},
                                   {"books[0].genres", "list of text"},
                                   {"books | map: .genres", "list of list of text"},
                                   {"books | group: .author", "list of group of record of books"},
                                   {"[1, 1] | group", "list of group of integer"},
                                   {"(books | group: .author)[0].key", "text"},
                                   {"(loans | group: .book)[0].key", "record of books"},
                                   {"(books | group: .author)[0].items", "list of record of books"},
                                   {"works[0].items", "list of record of works"},
                                   {"works[0].group", "record of works"},
                                   {"works[0].index", "integer"},
                                   {"[]", "list of missing"},
                                   {"[1, missing]", "list of integer"},
                                   {"missing", "missing"},
                                   {"1 if true else missing", "integer"},
                                   {"loans[0].period", "term"},
                                   {"readers[0].fee | default: 0", "decimal"},
                                   {"readers[0].fee | default: '—'", "any"},
                                   {"readers[0].name | line: 3", "text"},
                                   {"column(readers[0], 'а')", "any"},
                                   {"column(readers[0], 'а').name", "any"},
                                   {"works[0] | cell: works_columns[0]", "any"},
                                   {"readers | sum: .age", "integer"},
                                   {"readers | sum: .fee", "decimal"},
                                   {"readers | min: .name", "text"},
                                   {"date('2026-01-01') - date('2026-01-01')", "integer"},
                                   {"date('2026-01-01') + 1", "date"},
                                   {"1 in [1]", "boolean"},
                                   {"[[1], [2]] | flatten", "list of integer"},
                                   {"'а' | lines", "list of text"}}) {
    EXPECT_EQ(session.type_of(text), type) << text;
  }
}

TEST(TypesTest, ElementsAndColumns) {
  using Base = StaticType::Base;
  EXPECT_EQ(element_type(StaticType::of(Base::text, 2)), StaticType::of(Base::text, 1));
  EXPECT_EQ(element_type(StaticType::of(Base::text)), std::nullopt);
  EXPECT_EQ(element_type(StaticType()), StaticType());
  ColumnSchema column;
  for (const auto& [type, base] :
       std::initializer_list<std::pair<ColumnType, Base>>{{ColumnType::text, Base::text},
                                                          {ColumnType::label, Base::text},
                                                          {ColumnType::integer, Base::integer},
                                                          {ColumnType::decimal, Base::decimal},
                                                          {ColumnType::date, Base::date},
                                                          {ColumnType::term, Base::term},
                                                          {ColumnType::boolean, Base::boolean},
                                                          {ColumnType::reference, Base::record}}) {
    column.type = type;
    column.reference = type == ColumnType::reference ? SheetId{3} : kNoSheet;
    EXPECT_EQ(column_type(column), StaticType::of(base, 0, column.reference));
  }
  column.list = true;
  EXPECT_EQ(column_type(column), StaticType::of(Base::record, 1, 3));
}

/// What the schema does not know is checked when it is there: the local `x` is of type any.
std::string run_with(const Value& x, std::string_view text, Library& library) {
  Session session(library);
  session.evaluation.frame.resize(1);
  session.scope.push("x", {});
  session.evaluation.frame[0] = x;
  return session.run(text);
}

TEST(AnyTest, ValuesOfUnknownTypeAreCheckedWhenTheyAreThere) {
  Library library;
  const Value text = Value::text("а");
  const Value number = Value::integer(5);
  EXPECT_EQ(run_with(text, "x ~ 'б'", library), "аб");
  EXPECT_EQ(run_with(number, "x + 1", library), "6");
  EXPECT_EQ(run_with(Value::date(Date::from_days(0)), "x + 1", library), "02.01.1970");
  EXPECT_EQ(run_with(library.row("readers", 0), "x.name", library), "Ёлкина Е. Е.");
  EXPECT_EQ(run_with(library.row("works", 0), "x.items | count", library), "2");
  EXPECT_EQ(run_with(library.row("works", 0), "x.details | count", library), "1");
  EXPECT_EQ(run_with(library.row("works", 4), "x.results | count", library), "1");
  EXPECT_EQ(run_with(library.row("works", 4), "x.rows | count", library), "3");
  EXPECT_EQ(run_with(library.row("works", 2), "x.group.name ~ x.kind ~ x.index", library),
            "Подготовкаitem2");
  EXPECT_EQ(run_with(library.row("works", 0), "x.group is missing", library), "да");
  EXPECT_EQ(run_with(Value(), "x.name | default: '—'", library), "—");
  EXPECT_EQ(run_with(text, "x.name", library),
            "plan.xml:1:3: error[has-no-members]: поле name берут у записи, а здесь «текст»\n"
            "    из списка берут «| map: .поле», «| first» или [0]\n");
  EXPECT_EQ(run_with(library.row("readers", 0), "x.items", library),
            "plan.xml:1:3: error[unknown-member]: в «readers» нет поля items\n");
  EXPECT_EQ(run_with(text, "x + 1", library),
            "plan.xml:1:3: error[wrong-type]: +: здесь нужно «число», а стоит «текст»\n");
  EXPECT_EQ(
      run_with(Value::decimal(Decimal(15, 1)), "x % 2", library),
      "plan.xml:1:3: error[wrong-type]: %: здесь нужно «целое число», а стоит «десятичная дробь»\n");
  EXPECT_EQ(run_with(text, "-x", library),
            "plan.xml:1:1: error[wrong-type]: -: здесь нужно «число», а стоит «текст»\n");
  EXPECT_EQ(run_with(text, "x == 1", library),
            "plan.xml:1:3: error[types-differ]: ==: «текст» и «целое число» не сочетаются\n");
  EXPECT_EQ(
      run_with(Value::boolean(true), "x <= x", library),
      "plan.xml:1:3: error[wrong-type]: <=: здесь нужно «число, текст, дата», а стоит «да или нет»\n");
  EXPECT_EQ(run_with(text, "1 in [x]", library),
            "plan.xml:1:3: error[types-differ]: in: «целое число» и «текст» не сочетаются\n");
  EXPECT_EQ(run_with(text, "1 in x", library),
            "plan.xml:1:3: error[wrong-type]: in: здесь нужно «список», а стоит «текст»\n");
  EXPECT_EQ(
      run_with(text, "not x", library),
      "plan.xml:1:5: error[condition-not-boolean]: условие должно давать «да или нет», а здесь «текст»\n"
      "    сравните значение: «… == …», «… is not missing»\n");
  EXPECT_EQ(run_with(text, "x[0]", library),
            "plan.xml:1:2: error[wrong-type]: [ ]: здесь нужно «список», а стоит «текст»\n");
  EXPECT_EQ(run_with(text, "readers[x]", library),
            "plan.xml:1:8: error[wrong-type]: [ ]: здесь нужно «целое число», а стоит «текст»\n");
  EXPECT_EQ(run_with(number, "x | upper", library),
            "plan.xml:1:5: error[wrong-type]: upper: здесь нужно «текст», а стоит «целое число»\n");
  EXPECT_EQ(run_with(text, "x | round", library),
            "plan.xml:1:5: error[wrong-type]: round: здесь нужно «число», а стоит «текст»\n");
  EXPECT_EQ(run_with(text, "x | count", library),
            "plan.xml:1:5: error[wrong-type]: count: здесь нужно «список», а стоит «текст»\n");
  EXPECT_EQ(
      run_with(number, "'а' | replace: x, 'б'", library),
      "plan.xml:1:16: error[wrong-type]: replace: здесь нужно «текст», а стоит «целое число»\n");
  EXPECT_EQ(
      run_with(text, "1 | round: x", library),
      "plan.xml:1:12: error[wrong-type]: round: здесь нужно «целое число», а стоит «текст»\n");
  EXPECT_EQ(
      run_with(number, "column(readers[0], x)", library),
      "plan.xml:1:1: error[wrong-type]: column: здесь нужно «текст», а стоит «целое число»\n");
  EXPECT_EQ(
      run_with(library.row("books", 0), "works[0] | cell: x", library),
      "plan.xml:1:12: error[wrong-type]: cell: здесь нужно «запись о напечатанном столбце», а стоит «запись»\n");
  EXPECT_EQ(run_with(number, "['а', x] | sort | count", library),
            "plan.xml:1:12: error[types-differ]: sort: «текст» и «целое число» не сочетаются\n");
  EXPECT_EQ(run_with(text, "[x] | sum", library),
            "plan.xml:1:7: error[wrong-type]: sum: здесь нужно «число», а стоит «текст»\n");
  EXPECT_EQ(
      run_with(Value::term("май"), "[x] | sort | count", library),
      "plan.xml:1:7: error[wrong-type]: sort: здесь нужно «число, текст, дата», а стоит «срок»\n");
  EXPECT_EQ(
      run_with(Value::list({}), "[x] | group | count", library),
      "plan.xml:1:7: error[wrong-type]: group: здесь нужно «текст, число, дата, срок, да или нет, запись», а "
      "стоит «список»\n");
  EXPECT_EQ(
      run_with(text, "[x] | flatten | count", library),
      "plan.xml:1:7: error[wrong-type]: flatten: здесь нужно «список списков», а стоит «текст»\n");
  EXPECT_EQ(run_with(text, "readers | where: .age == x | count", library),
            "plan.xml:1:23: error[types-differ]: ==: «целое число» и «текст» не сочетаются\n");
  EXPECT_EQ(run_with(text, "readers | lookup: .age, x | text", library),
            "plan.xml:1:11: error[types-differ]: lookup: «целое число» и «текст» не сочетаются\n");
  EXPECT_EQ(run_with(text, "date('2026-01-01') - x", library),
            "plan.xml:1:20: error[wrong-type]: -: здесь нужно «целое число», а стоит «текст»\n");
  EXPECT_EQ(run_with(number, "x - date('2026-01-01')", library),
            "plan.xml:1:3: error[wrong-type]: -: здесь нужно «число», а стоит «дата»\n");
}

TEST(AnyTest, GroupsOfUnknownTypeHaveTheirMembers) {
  Library library;
  Session session(library);
  session.scope.push("x", {});
  const Value items[] = {Value::integer(1), Value::integer(2)};
  const Value group[] = {Value::text("ключ"), Value::list(items)};
  session.evaluation.frame = {Value::list(group)};
  EXPECT_EQ(session.run("x.key ~ ':' ~ (x.items | join: ',')"), "ключ:1,2");
}

TEST(AnyTest, RealsAreRoundedAndCompared) {
  Library library;
  EXPECT_EQ(run_with(Value::real(2.345), "x | round: 1", library), "2,3");
  EXPECT_EQ(run_with(Value::real(2.5), "x | number: 2", library), "2,50");
  EXPECT_EQ(run_with(Value::real(2.5), "x == x and x <= x and not x < x and not x > x", library),
            "да");
  EXPECT_EQ(
      run_with(Value::real(2.5), "x | percent", library),
      "plan.xml:1:5: error[wrong-type]: percent: здесь нужно «целое число, десятичная дробь, точная дробь», а стоит «приближённое число»\n");
  EXPECT_EQ(
      run_with(Value::real(1e300), "x | round", library),
      "plan.xml:1:5: error[number-overflow]: round: результат не помещается в число (18 цифр, "
      "девять после запятой)\n");
  EXPECT_EQ(run_with(Value::real(2.5), "x", library),
            "plan.xml:1:1: error[printed-ratio]: точную дробь не печатают без округления\n"
            "    добавьте «| round: 1» или «| percent: 1»\n");
}

// ---- The programme as it comes ------------------------------------------------------------------

TEST(ProgrammeTest, ColumnsOfOtherTypesThanTheirSchemaAreFoundOneByOne) {
  Library library;
  library.cell("readers", 1, "age") = Value::text("одиннадцать");
  Session session(library);
  EXPECT_EQ(session.run("readers | where: .age == 34 | count"),
            "plan.xml:1:23: error[types-differ]: ==: «текст» и «целое число» не сочетаются\n");
}

TEST(ProgrammeTest, RecordsThatNameEachOtherInACircleArePrintedAsNothing) {
  Library library;
  library.cell("loans", 0, "book") = library.row("loans", 0);
  Session session(library);
  EXPECT_EQ(session.run("'' ~ loans[0] | default: '—'"), "—");
}

TEST(ProgrammeTest, RowsPointingNowhereAreHarmless) {
  Library library;
  library.programme.tables[4].rows[2].group = 1'000;
  Session session(library);
  EXPECT_EQ(session.run("works[0].items | count"), "1");
  EXPECT_EQ(session.run("works[2].group.name | default: '—'"), "—");
  EXPECT_EQ(session.run("works[2].group.items | count"), "0");
}

TEST(ProgrammeTest, ACopiedEvaluationHasItsOwnCache) {
  Library library;
  Session session(library);
  EXPECT_EQ(session.run("readers | where: .age == 34 | count"), "1");
  Evaluation copy = session.evaluation;
  const Expression expression = compiled(session, "readers | where: .age == 34 | first");
  const Value first = evaluate(expression, copy);
  session.evaluation = Evaluation();
  EXPECT_EQ(first, library.row("readers", 0));
  EXPECT_EQ(evaluate(expression, copy), first);
}

TEST(ProgrammeTest, WithoutAProgrammeThereAreNoRecords) {
  Library library;
  Session session(library);
  session.evaluation.programme = nullptr;
  EXPECT_EQ(session.run("readers | count"), "0");
  EXPECT_EQ(session.run("library.name | default: '—'"), "—");
  EXPECT_EQ(session.run("readers | where: .age == 34 | count"), "0");
}

TEST(HoldsTest, OnlyTrue) {
  EXPECT_TRUE(holds(Value::boolean(true)));
  EXPECT_FALSE(holds(Value::boolean(false)));
  EXPECT_FALSE(holds(Value()));
  EXPECT_FALSE(holds(Value::faulty()));
  EXPECT_FALSE(holds(Value::integer(1)));
}

TEST(PrintTest, AfterAFailureThereIsNoSecondMessage) {
  Library library;
  Session session(library);
  EXPECT_EQ(session.run("9000000000000000000 * 9"),
            "plan.xml:1:21: error[number-overflow]: *: результат не помещается в число (18 цифр, "
            "девять после запятой)\n");
  EXPECT_TRUE(session.evaluation.failed);
  EXPECT_EQ(session.run("1 + 1"), "2");
}

}  // namespace
}  // namespace grif::testing
