#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "core/diagnostics.hpp"
#include "data/programme.hpp"
#include "read/programme_xml.hpp"
#include "read/recognise_above.hpp"
#include "read/recognise_header.hpp"
#include "read/recognise_keyed.hpp"
#include "read/recognise_lines.hpp"
#include "read/recognise_rows.hpp"

namespace grif::recognition {

/// Puts what was found into the tables of a Programme.
class TableBuilder {
 public:
  TableBuilder(Programme& programme, const Schema& schema, Diagnostics& diagnostics)
      : programme_(&programme),
        schema_(&schema),
        diagnostics_(&diagnostics),
        titles_(schema.sheets.size()) {}

  /// Makes room for the columns of a found table: call it for all tables of a sheet before
  /// `append_rows`. Cells of the body that stand under no title become columns without one.
  void declare_columns(const Grid& grid, FoundTable& found, const Body& body);
  /// What stands alone in a group, detail or result row goes on to the table's right border, though
  /// nobody merged the cells.
  void append_rows(const Grid& grid, const FoundTable& found, const Body& body);
  void append_keyed(SheetId sheet, const Grid& grid, const std::vector<KeyedEntry>& entries);
  /// The same of a sheet that a programme in XML holds: columns, then rows. Keyed sheets need no
  /// `declare_columns`; one without any rows has all columns of the schema.
  void declare_columns(const RecordSheet& sheet);
  void declare_all_columns(SheetId sheet, Place place);
  void append_records(const RecordSheet& sheet);
  void append_keyed(const RecordSheet& sheet);
  /// The derived tables: lines and marks above, lines below, and the columns as printed.
  void append_above(const Grid& grid, const FoundTable& found);
  void append_below(const Grid& grid, const FoundTable& found, const Body& body);
  /// `order`: of the table among all that were found.
  void list_printed_columns(SheetId sheet, std::size_t order);

 private:
  struct KeptRow {
    std::uint32_t sheet_row, table_row;
  };
  struct PrintedTitle {
    std::string title, group, part;
    Place place, group_place;
  };
  std::size_t column_index(Table& table, const HeaderColumn& column);
  void fill_row(const Grid& grid, const Grid::Line& line, Table& table, std::uint32_t row);
  /// The cells of a line that goes on from the row: texts are joined with what stands there.
  void join_row(const Grid& grid, const Grid::Line& line, Table& table, std::uint32_t row);
  void put(Cell& cell, const RawCell& raw, Place place);
  void set_spans(const Grid& grid, const FoundTable& found, Table& table,
                 const std::vector<KeptRow>& kept);
  void stretch_alone(std::span<const std::size_t> columns, Table& table, std::uint32_t row);
  void print_column(SheetId sheet, const HeaderColumn& column);
  void begin_keyed(Table& table, Place place);
  void append_line(SheetId sheet, const TextLine& line);
  void append_mark(SheetId sheet, const LinesAbove::Mark& mark);
  void put_keyed_value(Table& table, std::size_t column, const RawCell& raw, const Grid& grid,
                       const KeyedEntry& entry);
  void report_key_twice(const Cell& before, Place place, std::string_view title,
                        std::string_view written);
  void append_derived(Table& table, std::initializer_list<Value> values, Place place);

  Programme* programme_;
  const Schema* schema_;
  Diagnostics* diagnostics_;
  /// For the table that is being filled: the table column of each column of the sheet.
  std::vector<std::size_t> targets_;
  /// For each sheet of the schema: titles as printed, in the order of Table::printed_order.
  std::vector<std::vector<PrintedTitle>> titles_;
};

}  // namespace grif::recognition
