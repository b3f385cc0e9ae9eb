#include "expression/machine.hpp"

namespace grif {

const Table* Machine::table_of(RecordRef record) const {
  if (e_.programme == nullptr || record.table >= e_.programme->tables.size()) return nullptr;
  const Table& table = e_.programme->tables[record.table];
  return record.row < table.rows.size() ? &table : nullptr;
}

Value Machine::read_cell(RecordRef record, std::size_t column) {
  const Table* table = table_of(record);
  if (table == nullptr || column >= table->width()) return {};
  const Cell& cell = table->cell(record.row, column);
  e_.read_place = cell.place;
  if (e_.trace != nullptr && !cell.place.is_nowhere()) e_.trace->push_back(cell.place);
  if (cell.value.is_missing()) {
    e_.missing_place = cell.place.is_nowhere() ? table->rows[record.row].place : cell.place;
  } else if (cell.value.is_faulty() && !e_.touched_faulty) {
    e_.touched_faulty = true;
    e_.faulty_place = cell.place;
  }
  return cell.value;
}

Value Machine::read_column(const Value& record, std::size_t column, const Node& node) {
  if (record.is(Value::Type::record)) return read_cell(record.as_record(), column);
  if (record.is_missing() || record.is_faulty()) return record;
  return fail_type(node.offset, ".", "record", record);
}

Value Machine::read_named_member(const Node& node) {
  const Value record = run(node.first);
  if (failed_ || record.is_missing() || record.is_faulty()) return record;
  const std::string_view name = code_.constants[node.index].as_text();
  if (is_group(record) && (name == "key" || name == "items"))
    return record.as_list()[name == "key" ? 0 : 1];
  if (!record.is(Value::Type::record))
    return fail(Kind::has_no_members, node.offset, {name, type_name(record.type())});
  const RecordRef ref = record.as_record();
  const Table* table = table_of(ref);
  if (table == nullptr || table->sheet >= e_.schema->sheets.size()) return {};
  const SheetSchema& sheet = e_.schema->sheets[table->sheet];
  if (const ColumnId column = sheet.find_column(name); column != kNoColumn)
    return read_cell(ref, column);
  const Row& row = table->rows[ref.row];
  if (name == "kind") return Value::text(row_kind_name(row.kind));
  if (name == "index") return Value::integer(ref.row);
  if (sheet.shape == SheetShape::grouped) {
    if (name == "group")
      return row.group == kNoRow ? Value{} : Value::record({ref.table, row.group});
    if (name == "previous") return read_sibling(ref, false, node.offset);
    if (name == "next") return read_sibling(ref, true, node.offset);
    if (name == "items") return read_children(ref, Children::items);
    if (name == "details") return read_children(ref, Children::details);
    if (name == "results") return read_children(ref, Children::results);
    if (name == "rows") return read_children(ref, Children::rows);
  }
  return fail(Kind::unknown_member, node.offset, {name, sheet.id, ""});
}

Value Machine::read_row_member(const Node& node) {
  const Value record = run(node.first);
  if (failed_ || record.is_missing() || record.is_faulty()) return record;
  if (!record.is(Value::Type::record)) return fail_type(node.offset, ".", "record", record);
  const RecordRef ref = record.as_record();
  const Table* table = table_of(ref);
  if (table == nullptr) return {};
  const Row& row = table->rows[ref.row];
  if (node.op == Op::row_kind) return Value::text(row_kind_name(row.kind));
  if (node.op == Op::row_index) return Value::integer(ref.row);
  if (node.op == Op::group_row)
    return row.group == kNoRow ? Value{} : Value::record({ref.table, row.group});
  if (node.op == Op::sibling_row) return read_sibling(ref, node.small != 0, node.offset);
  return read_children(ref, static_cast<Children>(node.small));
}

/// The nearest row of the same kind above or below, under the same group; of a group row the
/// nearest group.
Value Machine::read_sibling(RecordRef record, bool next, std::uint32_t offset) {
  constexpr std::uint32_t kRowsAStep = 8;
  const std::vector<Row>& rows = table_of(record)->rows;
  const RowKind kind = rows[record.row].kind;
  // Above the first row the number of a row wraps to one that no table has.
  const std::uint32_t step = next ? 1 : kNoRow;
  std::uint32_t row = record.row + step, seen = 1;
  while (row < rows.size() && rows[row].kind != kind && rows[row].kind != RowKind::group) {
    row += step;
    ++seen;
  }
  if (!spend(1 + seen / kRowsAStep, offset)) return {};
  if (row >= rows.size() || rows[row].kind != kind) return {};
  if (rows[row].group != rows[record.row].group) return {};
  return Value::record({record.table, row});
}

Value Machine::read_children(RecordRef record, Children children) {
  return Value::list(index_of(static_cast<SheetId>(record.table)).children(record.row, children));
}

Value Machine::read_group_part(const Node& node, std::size_t part) {
  const Value group = run(node.first);
  if (failed_ || group.is_missing() || group.is_faulty()) return group;
  if (!is_group(group)) return fail_type(node.offset, ".", "group", group);
  return group.as_list()[part];
}

bool Machine::is_group(const Value& value) const {
  return value.is(Value::Type::list) && value.as_list().size() == 2 &&
         value.as_list()[1].is(Value::Type::list);
}

Value Machine::read_sheet(SheetId sheet) {
  if (e_.programme == nullptr || sheet >= e_.programme->tables.size()) return Value::list({});
  return Value::list(index_of(sheet).rows());
}

Value Machine::read_keyed_sheet(SheetId sheet) {
  const RecordRef only{sheet, 0};
  return table_of(only) == nullptr ? Value{} : Value::record(only);
}

// ---- Cells of a table as printed ----------------------------------------------------------------

std::optional<std::size_t> Machine::printed_column(RecordRef row, RecordRef column) const {
  const Table* table = table_of(row);
  const Table* columns = table_of(column);
  if (table == nullptr || columns == nullptr) return std::nullopt;
  std::size_t position = column.row;
  const ColumnId place = e_.schema->sheets[column.table].find_column("position");
  if (place != kNoColumn && place < columns->width()) {
    const Value& value = columns->cell(column.row, place).value;
    if (value.is(Value::Type::integer) && value.as_integer() >= 0)
      position = static_cast<std::size_t>(value.as_integer());
  }
  if (position >= table->printed_order.size()) return std::nullopt;
  const std::size_t found = table->printed_order[position];
  return found < table->width() ? std::optional(found) : std::nullopt;
}

Value Machine::call_on_row(const Node& node, const Call& call, const Value& row) {
  const Value argument = run(call.arguments[0]);
  if (failed_ || argument.is_missing() || argument.is_faulty()) return argument;
  const RecordRef ref = row.as_record();
  if (call.function == Function::column) {
    if (!argument.is(Value::Type::text)) return fail_type(node.offset, "column", "text", argument);
    return read_extra_column(ref, argument.as_text());
  }
  if (!argument.is(Value::Type::record) ||
      e_.schema->sheets[ref.table].printed_columns != argument.as_record().table) {
    return fail_type(node.offset, spec_of(call.function).info.name, "record of printed columns",
                     argument);
  }
  const auto column = printed_column(ref, argument.as_record());
  if (!column) return {};
  const Cell& cell = table_of(ref)->cell(ref.row, *column);
  if (call.function == Function::cell) return read_cell(ref, *column);
  if (call.function == Function::row_span) return Value::integer(cell.row_span);
  if (call.function == Function::column_span) return Value::integer(cell.column_span);
  if (call.function == Function::covered)
    return Value::boolean(cell.row_span == 0 || cell.column_span == 0);
  if (cell.value.is_faulty()) return read_cell(ref, *column);  // its text is as untrue as its value
  e_.read_place = cell.place;
  if (e_.trace != nullptr && !cell.place.is_nowhere()) e_.trace->push_back(cell.place);
  if (cell.written.empty()) {
    e_.missing_place = cell.place.is_nowhere() ? table_of(ref)->rows[ref.row].place : cell.place;
    return {};
  }
  e_.written_cell = &cell;
  return Value::text(cell.written);
}

Value Machine::read_extra_column(RecordRef record, std::string_view title) {
  const Table* table = table_of(record);
  if (table == nullptr) return {};
  const auto sheet = static_cast<SheetId>(record.table);
  const auto column = index_of(sheet).column_titled(title, e_.schema->sheets[sheet]);
  return column ? read_cell(record, *column) : Value{};
}

std::optional<Value> Machine::look_up(const Node& node, const Call& call) {
  const Node& source = code_.nodes[call.input];
  // A trace wants to see each cell read.
  if (call.index_column == kNoColumn || e_.trace != nullptr || e_.programme == nullptr ||
      source.small >= e_.programme->tables.size()) {
    return std::nullopt;
  }
  const Table& table = e_.programme->tables[source.small];
  if (table.rows.empty() || call.index_column >= table.width()) return std::nullopt;
  const Value key = run(call.index_key);
  if (failed_) return Value{};
  if (key.is_faulty()) return key;
  if (key.is(Value::Type::ratio) || key.is(Value::Type::real)) return std::nullopt;
  const ColumnIndex& index = index_of(source.small).column(call.index_column);
  const bool comparable =
      key.is_missing() || index.keys.size() == 0 || class_of(key) == index.key_class;
  if (index.mixed || !comparable) return std::nullopt;
  const std::uint32_t number = key.is_missing() ? KeyIndex::kNone : index.keys.find(key);
  Values found;
  if (number != KeyIndex::kNone) {
    found = Values(index.rows)
                .subspan(index.begins[number], index.begins[number + 1] - index.begins[number]);
  }
  // What the search in order would have touched: everything, or all up to the first that fits.
  const bool first_only = call.function != Function::where;
  const std::uint32_t end = first_only && !found.empty() ? found[0].as_record().row : kNoRow;
  if (index.first_faulty < end)
    return read_cell({source.small, index.first_faulty}, call.index_column);
  if (!spend(1, node.offset)) return Value{};
  if (call.function == Function::where) return Value::list(found);
  if (call.function == Function::any) return Value::boolean(!found.empty());
  return found.empty() ? Value{} : found[0];
}

// ---- What a record is printed as ----------------------------------------------------------------

Value printed_form(Value value, Evaluation& evaluation) {
  constexpr int kMostReferences = 8;
  for (int i = 0; value.is(Value::Type::record); ++i) {
    const RecordRef ref = value.as_record();
    if (i == kMostReferences || evaluation.programme == nullptr ||
        ref.table >= evaluation.programme->tables.size()) {
      return {};
    }
    const Table& table = evaluation.programme->tables[ref.table];
    if (ref.row >= table.rows.size() || table.width() == 0) return {};
    const Cell& cell = table.cell(ref.row, 0);
    if (evaluation.trace != nullptr && !cell.place.is_nowhere())
      evaluation.trace->push_back(cell.place);
    if (cell.value.is_missing()) evaluation.missing_place = cell.place;
    if (cell.value.is_faulty() && !evaluation.touched_faulty) {
      evaluation.touched_faulty = true;
      evaluation.faulty_place = cell.place;
    }
    value = cell.value;
  }
  return value;
}

}  // namespace grif
