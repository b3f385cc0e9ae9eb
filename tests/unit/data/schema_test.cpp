#include "data/schema.hpp"

#include <gtest/gtest.h>

#include "data/programme.hpp"

namespace grif {
namespace {

TEST(SchemaTest, FindsSheetsAndColumnsById) {
  Schema schema;
  schema.sheets.resize(2);
  schema.sheets[0].id = "books";
  schema.sheets[1].id = "readers";
  schema.sheets[1].columns.resize(2);
  schema.sheets[1].columns[0].id = "name";
  schema.sheets[1].columns[1].id = "joined";
  EXPECT_EQ(schema.find_sheet("books"), 0);
  EXPECT_EQ(schema.find_sheet("readers"), 1);
  EXPECT_EQ(schema.find_sheet("Books"), kNoSheet);
  EXPECT_EQ(schema.sheets[1].find_column("joined"), 1);
  EXPECT_EQ(schema.sheets[1].find_column("left"), kNoColumn);
  EXPECT_EQ(schema.sheets[0].find_column("name"), kNoColumn);
}

TEST(SchemaTest, NamesRowKindsAndColumnTypes) {
  EXPECT_EQ(row_kind_name(RowKind::item), "item");
  EXPECT_EQ(row_kind_name(RowKind::group), "group");
  EXPECT_EQ(row_kind_name(RowKind::detail), "detail");
  EXPECT_EQ(row_kind_name(RowKind::result), "result");
  EXPECT_EQ(column_type_name(ColumnType::text), "text");
  EXPECT_EQ(column_type_name(ColumnType::label), "label");
  EXPECT_EQ(column_type_name(ColumnType::integer), "integer");
  EXPECT_EQ(column_type_name(ColumnType::decimal), "decimal");
  EXPECT_EQ(column_type_name(ColumnType::date), "date");
  EXPECT_EQ(column_type_name(ColumnType::term), "term");
  EXPECT_EQ(column_type_name(ColumnType::boolean), "boolean");
  EXPECT_EQ(column_type_name(ColumnType::reference), "reference");
}

TEST(SchemaTest, NamesPrivacyClasses) {
  EXPECT_EQ(privacy_name(Privacy::open), "open");
  EXPECT_EQ(privacy_name(Privacy::staff), "staff");
  EXPECT_EQ(privacy_name(Privacy::personal), "personal");
  EXPECT_EQ(privacy_name(Privacy::special), "special");
}

TEST(SchemaTest, GroupedSheetsGetTheirDerivedTablesOnce) {
  Schema schema;
  schema.sheets.resize(2);
  schema.sheets[0].id = "works";
  schema.sheets[0].shape = SheetShape::grouped;
  schema.sheets[1].id = "readers";
  add_derived_sheets(schema);
  add_derived_sheets(schema);
  ASSERT_EQ(schema.sheets.size(), 6U);
  const SheetSchema& works = schema.sheets[0];
  EXPECT_EQ(works.title_lines, schema.find_sheet("works_title"));
  EXPECT_EQ(works.marks, schema.find_sheet("works_marks"));
  EXPECT_EQ(works.printed_columns, schema.find_sheet("works_columns"));
  EXPECT_EQ(works.below, schema.find_sheet("works_below"));
  EXPECT_EQ(schema.sheets[1].marks, kNoSheet);
  EXPECT_EQ(schema.sheets[1].below, kNoSheet);
  const SheetSchema& columns = schema.sheets[works.printed_columns];
  EXPECT_TRUE(columns.derived);
  EXPECT_EQ(columns.shape, SheetShape::records);
  EXPECT_EQ(columns.columns[columns.find_column("position")].type, ColumnType::integer);
  EXPECT_EQ(columns.columns[columns.find_column("weight")].type, ColumnType::decimal);
  EXPECT_NE(schema.sheets[works.marks].find_column("side"), kNoColumn);
  EXPECT_EQ(columns.find_column("group"), derived::kColumnGroup);
  EXPECT_EQ(columns.find_column("part"), derived::kColumnPart);
  EXPECT_EQ(columns.find_column("span"), derived::kColumnSpan);
  for (const SheetId lines : {works.title_lines, works.below}) {
    EXPECT_EQ(schema.sheets[lines].find_column("text"), derived::kLineText);
    EXPECT_EQ(schema.sheets[lines].find_column("role"), derived::kLineRole);
    EXPECT_EQ(schema.sheets[lines].find_column("right"), derived::kLineRight);
  }
}

TEST(TableTest, CellsAreRowMajorWithExtraColumnsLast) {
  Table table;
  table.schema_columns = 2;
  table.extra_columns = {{.title = "Полка", .position = 1}};
  table.rows.resize(2);
  table.cells.resize(6);
  table.cell(1, 2).value = Value::integer(7);
  const Table& view = table;
  EXPECT_EQ(view.width(), 3U);
  EXPECT_EQ(view.cells[5].value.as_integer(), 7);
  EXPECT_EQ(view.cell(1, 2).value.as_integer(), 7);
}

}  // namespace
}  // namespace grif
