#include "aggregate/aggregate.hpp"

#include <gtest/gtest.h>

namespace grif {
namespace {

/// A keeper of one small sheet, fruit (name, weight), and of the figures over it.
class AggregatesTest : public ::testing::Test {
 protected:
  AggregatesTest() : data(sources.add("fruit.xlsx", "Фрукты")), file(sources.add("pack.xml")) {
    SheetSchema fruit;
    fruit.id = "fruit";
    fruit.columns.resize(2);
    fruit.columns[0].id = "name";
    fruit.columns[1].id = "weight";
    fruit.columns[1].type = ColumnType::integer;
    pack.schema.sheets.push_back(fruit);
    programme.tables.resize(1);
    Table& table = programme.tables[0];
    table.sheet = 0;
    table.schema_columns = 2;
    add("груша", Value::integer(3));
    add("яблоко", Value::integer(4));
    evaluation.arena = &arena;
    evaluation.diagnostics = &diagnostics;
  }

  void add(std::string_view name, Value weight) {
    Table& table = programme.tables[0];
    const auto row = static_cast<std::uint32_t>(table.rows.size());
    table.rows.push_back({.place = Place::cell(data, row, 0)});
    table.cells.push_back({.value = Value::text(name), .place = Place::cell(data, row, 0)});
    table.cells.push_back({.value = weight, .place = Place::cell(data, row, 1)});
  }

  /// Figures may name each other whatever their order, so that circles can be made.
  void define(std::initializer_list<std::pair<std::string, std::string_view>> figures) {
    const StaticType number = StaticType::of(StaticType::Base::integer);
    for (const auto& [name, text] : figures) {
      NameScope scope(pack.schema);
      std::uint16_t index = 0;
      for (const auto& other : figures) scope.add_aggregate(other.first, number, index++);
      const Place place =
          Place::position(file, static_cast<std::uint32_t>(pack.aggregates.size()) + 1, 1);
      Aggregate aggregate{.name = name, .title = name, .place = place};
      aggregate.expression = compile_expression(text, place, scope, diagnostics).value();
      aggregate.frame_size = scope.frame_size();
      pack.aggregates.push_back(std::move(aggregate));
    }
  }

  std::string messages() const {
    std::string out;
    for (const Diagnostic& diagnostic : diagnostics.all()) out += format_plain(diagnostic, sources);
    return out;
  }

  Sources sources;
  SourceId data, file;
  Pack pack;
  Programme programme;
  Diagnostics diagnostics;
  Arena arena;
  Evaluation evaluation;
};

TEST_F(AggregatesTest, EvaluatesWhenAskedAndKeeps) {
  define({{"total", "fruit | sum: .weight"}, {"doubled", "total * 2"}});
  Aggregates aggregates(pack, programme);
  aggregates.attach(evaluation);
  EXPECT_EQ(aggregates.value(1, evaluation), Value::integer(14));
  programme.tables[0].cell(0, 1).value = Value::integer(100);
  EXPECT_EQ(aggregates.value(0, evaluation), Value::integer(7));
  EXPECT_EQ(messages(), "");
}

TEST_F(AggregatesTest, LeavesTheAskersLocalsStepsAndPlacesAlone) {
  define({{"heavy", "fruit | where: .weight > 3 | count"}});
  Aggregates aggregates(pack, programme);
  aggregates.attach(evaluation);
  evaluation.frame = {Value::integer(42)};
  evaluation.steps_left = 5;
  evaluation.data_place = Place::cell(data, 9, 9);
  EXPECT_EQ(aggregates.value(0, evaluation), Value::integer(1));
  EXPECT_EQ(evaluation.frame, std::vector{Value::integer(42)});
  EXPECT_EQ(evaluation.steps_left, 5U);
  EXPECT_EQ(evaluation.data_place, Place::cell(data, 9, 9));
}

TEST_F(AggregatesTest, KeepsListsTextsAndRatiosInItsOwnMemory) {
  define({{"names", "fruit | map: .name ~ '!'"},
          {"mean", "fruit | mean: .weight"},
          {"groups", "fruit | group: .name"}});
  Aggregates aggregates(pack, programme);
  Value names;
  Value mean;
  Value groups;
  {
    Arena short_lived;
    Evaluation other;
    other.arena = &short_lived;
    other.diagnostics = &diagnostics;
    aggregates.attach(other);
    names = aggregates.value(0, other);
    mean = aggregates.value(1, other);
    groups = aggregates.value(2, other);
  }
  ASSERT_EQ(names.as_list().size(), 2U);
  EXPECT_EQ(names.as_list()[0].as_text(), "груша!");
  EXPECT_EQ(mean.as_ratio().rounded(1), Decimal(35, 1));
  ASSERT_EQ(groups.as_list().size(), 2U);
  EXPECT_EQ(groups.as_list()[1].as_list()[1].as_list()[0], Value::record({0, 1}));
}

TEST_F(AggregatesTest, ReportsCircles) {
  define({{"hen", "egg + 1"}, {"egg", "chick + 1"}, {"chick", "egg"}, {"nest", "hen"}});
  Aggregates aggregates(pack, programme);
  aggregates.attach(evaluation);
  EXPECT_TRUE(aggregates.value(0, evaluation).is_missing());
  EXPECT_TRUE(evaluation.failed);
  EXPECT_TRUE(evaluation.last_failed);
  const std::string expected =
      "pack.xml:2:1: error[aggregate-cycle]: показатель «egg» зависит сам от себя: egg → chick → egg\n";
  EXPECT_EQ(messages(), expected);
  EXPECT_TRUE(aggregates.value(3, evaluation).is_missing());
  EXPECT_EQ(messages(), expected);
}

TEST_F(AggregatesTest, AFailureComesBackForEveryoneWhoAsks) {
  define({{"huge", "9000000000000000000 * 9"}, {"more", "huge + 1"}});
  Aggregates aggregates(pack, programme);
  aggregates.attach(evaluation);
  const std::string expected =
      "pack.xml:1:21: error[number-overflow]: *: результат не помещается в число (18 цифр, девять "
      "после запятой)\n";
  EXPECT_TRUE(aggregates.value(0, evaluation).is_missing());
  EXPECT_TRUE(aggregates.value(1, evaluation).is_missing());
  EXPECT_TRUE(aggregates.value(0, evaluation).is_missing());
  EXPECT_EQ(messages(), expected);
  diagnostics = Diagnostics();
  evaluation.failed = false;
  EXPECT_TRUE(aggregates.value(1, evaluation).is_missing());
  EXPECT_TRUE(evaluation.failed);
  EXPECT_EQ(messages(), expected);
}

TEST_F(AggregatesTest, AFaultyCellTouchesEveryDocumentThatReadsTheFigure) {
  add("слива", Value::faulty());
  define({{"total", "fruit | sum: .weight"}, {"kinds", "fruit | count"}});
  Aggregates aggregates(pack, programme);
  for (int document = 0; document < 2; ++document) {
    Evaluation fresh;
    fresh.arena = &arena;
    fresh.diagnostics = &diagnostics;
    aggregates.attach(fresh);
    EXPECT_EQ(aggregates.value(1, fresh), Value::integer(3));
    EXPECT_FALSE(fresh.touched_faulty);
    EXPECT_TRUE(aggregates.value(0, fresh).is_faulty());
    EXPECT_TRUE(fresh.touched_faulty);
    EXPECT_EQ(fresh.faulty_place, Place::cell(data, 2, 1));
    EXPECT_FALSE(fresh.failed);
  }
  Evaluation touched_before;
  touched_before.arena = &arena;
  touched_before.touched_faulty = true;
  touched_before.faulty_place = Place::cell(data, 0, 0);
  Aggregates others(pack, programme);
  others.attach(touched_before);
  EXPECT_TRUE(others.value(0, touched_before).is_faulty());
  EXPECT_EQ(touched_before.faulty_place, Place::cell(data, 0, 0));
}

TEST_F(AggregatesTest, ATraceSeesTheCellsThoughTheValueIsKnown) {
  define({{"total", "fruit | sum: .weight"}, {"doubled", "total * 2"}});
  Aggregates aggregates(pack, programme);
  aggregates.attach(evaluation);
  EXPECT_EQ(aggregates.value(1, evaluation), Value::integer(14));
  std::vector<Place> trace;
  evaluation.trace = &trace;
  EXPECT_EQ(aggregates.value(1, evaluation), Value::integer(14));
  EXPECT_EQ(trace, (std::vector{Place::cell(data, 0, 1), Place::cell(data, 1, 1)}));
}

TEST_F(AggregatesTest, AMissingFigureKnowsItsEmptyCell) {
  programme.tables[0].cell(0, 1).value = Value();
  define({{"first", "fruit[0].weight"}});
  Aggregates aggregates(pack, programme);
  aggregates.attach(evaluation);
  for (int i = 0; i < 2; ++i) {
    EXPECT_TRUE(aggregates.value(0, evaluation).is_missing());
    EXPECT_EQ(evaluation.missing_place, Place::cell(data, 0, 1));
  }
}

}  // namespace
}  // namespace grif
