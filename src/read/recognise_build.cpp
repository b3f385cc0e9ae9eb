#include "read/recognise_build.hpp"

#include <algorithm>
#include <limits>

#include "core/text.hpp"
#include "read/read_mark.hpp"
#include "read/recognise_torn.hpp"

namespace grif::recognition {
namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

std::uint16_t as_span(std::size_t n) {
  return static_cast<std::uint16_t>(std::min<std::size_t>(n, 0xFFFF));
}

/// The meaning that the format itself gives a cell; the schema's types come later.
Value value_of(const RawCell& raw, std::string_view shown) {
  switch (raw.type) {
    case RawCell::Type::number: {
      const auto decimal = Decimal::from_double(raw.number);
      if (!decimal) return Value::real(raw.number);
      if (decimal->is_integer()) return Value::integer(decimal->normalised().mantissa());
      return Value::decimal(decimal->normalised());
    }
    case RawCell::Type::boolean:
      return Value::boolean(raw.number != 0);
    case RawCell::Type::date:
    case RawCell::Type::date_time:
      return Value::date(raw.date);
    case RawCell::Type::error:
    case RawCell::Type::uncomputed:
      return Value::faulty();
    case RawCell::Type::blank:
      return {};
    case RawCell::Type::text:
    case RawCell::Type::time:
    case RawCell::Type::duration:
      return Value::text(shown);
  }
  return {};
}

/// The one record of a keyed table: a new column is one cell more.
void resize_record(Table& table) {
  Cell empty;
  empty.place = table.place;
  table.cells.resize(table.width(), empty);
}

void note_printed(Table& table, std::size_t column) {
  const auto id = static_cast<ColumnId>(column);
  if (std::ranges::find(table.printed_order, id) == table.printed_order.end())
    table.printed_order.push_back(id);
}

}  // namespace

std::size_t TableBuilder::column_index(Table& table, const HeaderColumn& column) {
  if (column.column != kNoColumn) return column.column;
  const std::string key = header_key(column.title);
  for (std::size_t i = 0; i < table.extra_columns.size(); ++i) {
    const ExtraColumn& extra = table.extra_columns[i];
    if (key.empty() ? extra.title == column.title : header_key(extra.title) == key)
      return table.schema_columns + i;
  }
  table.extra_columns.push_back({column.title, 0});
  return table.schema_columns + table.extra_columns.size() - 1;
}

void TableBuilder::declare_columns(const Grid& grid, FoundTable& found, const Body& body) {
  std::vector<bool> titled;
  for (const HeaderColumn& column : found.columns) {
    if (titled.size() <= column.last) titled.resize(column.last + 1U);
    for (std::size_t c = column.first; c <= column.last; ++c) titled[c] = true;
  }
  for (const BodyRow& row : body.rows) {
    for (const RawCell* cell : grid.cells(grid.lines()[row.line])) {
      if (cell->column < titled.size() && titled[cell->column]) continue;
      if (titled.size() <= cell->column) titled.resize(cell->column + 1U);
      titled[cell->column] = true;
      HeaderColumn column;
      column.first = column.last = cell->column;
      column.title = column_letters(cell->column);
      column.place = Place::cell(grid.sheet().source, cell->row, cell->column);
      diagnostics_->report(Kind::column_without_title, column.place,
                           {column.title, collapsed(shown_text(*cell))});
      found.columns.push_back(std::move(column));
    }
  }
  std::ranges::sort(found.columns, {}, &HeaderColumn::first);
  for (const HeaderColumn& column : found.columns) print_column(found.sheet, column);
}

void TableBuilder::print_column(SheetId sheet, const HeaderColumn& column) {
  Table& table = programme_->tables[sheet];
  const std::size_t index = column_index(table, column);
  const auto id = static_cast<ColumnId>(index);
  if (std::ranges::find(table.printed_order, id) != table.printed_order.end()) return;
  if (index >= table.schema_columns)
    table.extra_columns[index - table.schema_columns].position =
        static_cast<std::uint16_t>(table.printed_order.size());
  table.printed_order.push_back(id);
  titles_[sheet].push_back(
      {column.title, column.group, column.part, column.place, column.group_place});
}

void TableBuilder::put(Cell& cell, const RawCell& raw, Place place) {
  if (!cell.written.empty()) {  // a second cell under one title
    const std::string joined = std::string(cell.written) + '\n' + shown_text(raw);
    cell.written = programme_->arena.store(joined);
    cell.value = Value::text(cell.written);
    diagnostics_->report(Kind::cells_joined, place, {collapsed(shown_text(raw))});
    return;
  }
  const std::string_view direct = raw.shown.empty() ? trimmed(raw.text) : raw.shown;
  const bool is_stored = raw.type == RawCell::Type::text || !raw.shown.empty();
  cell.written = is_stored ? direct : programme_->arena.store(shown_text(raw));
  cell.value = value_of(raw, cell.written);
  cell.place = place;
  if (raw.type == RawCell::Type::error)
    diagnostics_->report(Kind::cell_error, place, {raw.text});
  else if (raw.type == RawCell::Type::uncomputed)
    diagnostics_->report(Kind::cell_uncomputed, place, {});
}

void TableBuilder::fill_row(const Grid& grid, const Grid::Line& line, Table& table,
                            std::uint32_t row) {
  const SourceId source = grid.sheet().source;
  for (const RawCell* raw : grid.cells(line)) {
    const std::size_t target = raw->column < targets_.size() ? targets_[raw->column] : kNone;
    if (target == kNone) continue;  // every cell of the body has got its column
    put(table.cell(row, target), *raw, Place::cell(source, raw->row, raw->column));
  }
}

void TableBuilder::join_row(const Grid& grid, const Grid::Line& line, Table& table,
                            std::uint32_t row) {
  std::string elsewhere;  // what the sheet says, to know words that are torn
  for (const RawCell* raw : grid.cells(line)) {
    const std::size_t target = raw->column < targets_.size() ? targets_[raw->column] : kNone;
    if (target == kNone) continue;
    Cell& cell = table.cell(row, target);
    const std::string rest = shown_text(*raw);
    if (target < table.schema_columns && cell.written == rest &&
        schema_->sheets[table.sheet].columns[target].type == ColumnType::label)
      continue;  // the number once more
    if (cell.written.empty()) {
      put(cell, *raw, Place::cell(grid.sheet().source, raw->row, raw->column));
      continue;
    }
    if (elsewhere.empty() && cell.written.ends_with('-'))
      for (const RawCell& other : grid.sheet().cells) elsewhere += lower(other.text) + '\n';
    cell.written = programme_->arena.store(join_torn_texts(trimmed(cell.written), rest, elsewhere));
    cell.value = Value::text(cell.written);
  }
}

void TableBuilder::append_rows(const Grid& grid, const FoundTable& found, const Body& body) {
  const std::vector<BodyRow>& rows = body.rows;
  Table& table = programme_->tables[found.sheet];
  const SourceId source = grid.sheet().source;
  table.present = true;
  if (table.place.is_nowhere()) table.place = Place::whole(source);
  const std::size_t width = table.width();
  std::vector<std::uint32_t> first_column(width, std::numeric_limits<std::uint32_t>::max());
  targets_.clear();
  for (const HeaderColumn& column : found.columns) {
    const std::size_t target = column_index(table, column);
    if (targets_.size() <= column.last) targets_.resize(column.last + 1U, kNone);
    for (std::size_t c = column.first; c <= column.last; ++c) targets_[c] = target;
    first_column[target] = column.first;
  }
  std::vector<KeptRow> kept;
  kept.reserve(rows.size());
  table.cells.reserve(table.cells.size() + rows.size() * width);
  std::uint32_t group = kNoRow;
  auto torn = body.torn.begin();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const BodyRow& at = rows[i];
    const Grid::Line& line = grid.lines()[at.line];
    const auto row = static_cast<std::uint32_t>(table.rows.size());
    const Place place = Place::cell(source, line.row, grid.cells(line).front()->column);
    if (at.kind == RowKind::group) group = row;
    if (at.outside) group = kNoRow;
    table.rows.push_back({at.kind, at.kind == RowKind::group ? kNoRow : group, place});
    for (std::size_t c = 0; c < width; ++c) {
      Cell& cell = table.cells.emplace_back();
      const bool there = first_column[c] != std::numeric_limits<std::uint32_t>::max();
      cell.place = there ? Place::cell(source, line.row, first_column[c]) : place;
    }
    fill_row(grid, line, table, row);
    for (; torn != body.torn.end() && torn->row == i; ++torn)
      join_row(grid, grid.lines()[torn->line], table, row);
    kept.push_back({line.row, row});
  }
  set_spans(grid, found, table, kept);
  std::vector<std::size_t> columns;
  for (const HeaderColumn& column : found.columns) columns.push_back(targets_[column.first]);
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (rows[i].kind != RowKind::item) stretch_alone(columns, table, kept[i].table_row);
}

/// `columns`: those of the table, as printed.
void TableBuilder::stretch_alone(std::span<const std::size_t> columns, Table& table,
                                 std::uint32_t row) {
  const SheetSchema& sheet = schema_->sheets[table.sheet];
  std::size_t filled = 0, lead = kNone;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const Cell& cell = table.cell(row, columns[i]);
    if (cell.row_span != 1 || cell.column_span != 1) return;  // merged as the school wanted it
    if (cell.written.empty()) continue;
    const bool label = columns[i] < table.schema_columns &&
                       sheet.columns[columns[i]].type == ColumnType::label &&
                       (label_shape(cell.written).levels != 0 || label_shape(cell.written).roman);
    if (label && i == 0) continue;
    ++filled;
    lead = i;
  }
  if (filled != 1 || lead + 1 == columns.size()) return;
  table.cell(row, columns[lead]).column_span = as_span(columns.size() - lead);
  for (std::size_t i = lead + 1; i < columns.size(); ++i) {
    Cell& cell = table.cell(row, columns[i]);
    cell.row_span = cell.column_span = 0;
  }
}

void TableBuilder::declare_columns(const RecordSheet& sheet) {
  for (const HeaderColumn& column : sheet.columns) print_column(sheet.sheet, column);
}

void TableBuilder::declare_all_columns(SheetId sheet, Place place) {
  const SheetSchema& schema = schema_->sheets[sheet];
  for (std::size_t c = 0; c < schema.columns.size(); ++c)
    print_column(
        sheet,
        {.column = static_cast<ColumnId>(c), .title = schema.columns[c].title, .place = place});
}

namespace {

void fill_cell(Cell& cell, const RecordSheet::Value& value) {
  cell.place = value.place;
  cell.written = value.text;
  if (value.faulty)
    cell.value = Value::faulty();
  else if (!value.text.empty())
    cell.value = Value::text(value.text);
}

}  // namespace

void TableBuilder::append_records(const RecordSheet& sheet) {
  Table& table = programme_->tables[sheet.sheet];
  table.present = true;
  if (table.place.is_nowhere()) table.place = sheet.place;
  std::vector<std::size_t> columns;
  for (const HeaderColumn& column : sheet.columns) columns.push_back(column_index(table, column));
  const std::vector<std::size_t> printed(table.printed_order.begin(), table.printed_order.end());
  table.rows.reserve(table.rows.size() + sheet.records.size());
  table.cells.reserve(table.cells.size() + sheet.records.size() * table.width());
  std::uint32_t group = kNoRow;
  for (const RecordSheet::Record& record : sheet.records) {
    const auto row = static_cast<std::uint32_t>(table.rows.size());
    if (record.kind == RowKind::group) group = row;
    if (record.outside) group = kNoRow;
    table.rows.push_back(
        {record.kind, record.kind == RowKind::group ? kNoRow : group, record.place});
    Cell empty;
    empty.place = record.place;
    table.cells.resize(table.cells.size() + table.width(), empty);
    for (std::uint32_t i = 0; i < record.count; ++i) {
      const RecordSheet::Value& value = sheet.values[record.first + i];
      fill_cell(table.cell(row, columns[value.column]), value);
    }
    if (record.kind != RowKind::item) stretch_alone(printed, table, row);
  }
}

void TableBuilder::append_keyed(const RecordSheet& sheet) {
  Table& table = programme_->tables[sheet.sheet];
  begin_keyed(table, sheet.place);
  for (const RecordSheet::Value& value : sheet.values) {
    const HeaderColumn& column = sheet.columns[value.column];
    const std::size_t target = column_index(table, column);
    resize_record(table);
    note_printed(table, target);
    Cell& cell = table.cell(0, target);
    if (cell.value.is_missing() && cell.written.empty()) {
      fill_cell(cell, value);
    } else if (!value.text.empty() && collapsed(cell.written) != collapsed(value.text)) {
      report_key_twice(cell, value.place, column.title, value.text);
    }
  }
}

void TableBuilder::set_spans(const Grid& grid, const FoundTable& found, Table& table,
                             const std::vector<KeptRow>& kept) {
  const bool printed = schema_->sheets[found.sheet].shape == SheetShape::grouped;
  for (const Merge& merge : grid.sheet().merges) {
    const auto first = std::ranges::lower_bound(kept, merge.first_row, {}, &KeptRow::sheet_row);
    const auto last = std::ranges::upper_bound(kept, merge.last_row, {}, &KeptRow::sheet_row);
    std::vector<std::size_t> columns;
    for (const HeaderColumn& column : found.columns)
      if (column.first <= merge.last_column && column.last >= merge.first_column)
        columns.push_back(targets_[column.first]);
    if (first >= last || columns.empty()) continue;
    const auto height = static_cast<std::size_t>(last - first);
    if (height == 1 && columns.size() == 1) continue;
    const Cell top = table.cell(first->table_row, columns.front());
    for (auto row = first; row != last; ++row) {
      for (const std::size_t column : columns) {
        Cell& cell = table.cell(row->table_row, column);
        const bool holder = row == first && column == columns.front();
        cell.row_span = holder ? as_span(height) : std::uint16_t{0};
        cell.column_span = holder ? as_span(columns.size()) : std::uint16_t{0};
        // In a list of records a value merged down holds for each of them.
        if (!printed && !holder && column == columns.front() && cell.value.is_missing()) {
          cell.value = top.value;
          cell.written = top.written;
        }
      }
    }
  }
}

void TableBuilder::put_keyed_value(Table& table, std::size_t column, const RawCell& raw,
                                   const Grid& grid, const KeyedEntry& entry) {
  const Place place = Place::cell(grid.sheet().source, raw.row, raw.column);
  Cell& cell = table.cell(0, column);
  if (cell.value.is_missing() && cell.written.empty()) {
    put(cell, raw, place);
    return;
  }
  if (collapsed(cell.written) != collapsed(shown_text(raw)))
    report_key_twice(cell, place, entry.title, shown_text(raw));
}

void TableBuilder::report_key_twice(const Cell& before, Place place, std::string_view title,
                                    std::string_view written) {
  diagnostics_
      ->report(Kind::key_twice, place, {title, collapsed(written), collapsed(before.written)})
      .notes.push_back({before.place, std::string(before.written)});
}

void TableBuilder::begin_keyed(Table& table, Place place) {
  table.present = true;
  if (table.place.is_nowhere()) table.place = place;
  if (!table.rows.empty()) return;
  table.rows.push_back({RowKind::item, kNoRow, table.place});
  resize_record(table);
}

void TableBuilder::append_keyed(SheetId sheet, const Grid& grid,
                                const std::vector<KeyedEntry>& entries) {
  Table& table = programme_->tables[sheet];
  begin_keyed(table, Place::whole(grid.sheet().source));
  for (const KeyedEntry& entry : entries) {
    HeaderColumn column{.column = entry.column, .title = entry.title};
    const std::size_t target = column_index(table, column);
    resize_record(table);
    note_printed(table, target);
    Cell& cell = table.cell(0, target);
    if (entry.value != nullptr)
      put_keyed_value(table, target, *entry.value, grid, entry);
    else if (cell.value.is_missing())
      cell.place = entry.key_place;
    for (const RawCell* raw : entry.beside) {
      const Place place = Place::cell(grid.sheet().source, raw->row, raw->column);
      diagnostics_->report(Kind::text_beside_value, place,
                           {collapsed(shown_text(*raw)), entry.title});
      HeaderColumn extra;
      extra.title = entry.title + " (" + column_letters(raw->column) + ")";
      const std::size_t at = column_index(table, extra);
      resize_record(table);
      note_printed(table, at);
      put_keyed_value(table, at, *raw, grid, entry);
    }
  }
}

void TableBuilder::append_derived(Table& table, std::initializer_list<Value> values, Place place) {
  table.present = true;
  while (table.printed_order.size() < values.size())  // rules look at columns that are there
    table.printed_order.push_back(static_cast<ColumnId>(table.printed_order.size()));
  table.rows.push_back({RowKind::item, kNoRow, place});
  for (const Value& value : values) {
    Cell& cell = table.cells.emplace_back();
    cell.value = value;
    if (value.is(Value::Type::text)) cell.written = value.as_text();
    cell.place = place;
  }
}

void TableBuilder::append_above(const Grid& grid, const FoundTable& found) {
  const SheetSchema& sheet = schema_->sheets[found.sheet];
  if (sheet.title_lines == kNoSheet) return;
  const LinesAbove above = read_above(grid, found, sheet);
  for (const TextLine& line : above.lines) append_line(sheet.title_lines, line);
  for (const LinesAbove::Mark& mark : above.marks) append_mark(sheet.marks, mark);
}

void TableBuilder::append_mark(SheetId sheet, const LinesAbove::Mark& mark) {
  Arena& arena = programme_->arena;
  const MarkFacts facts = read_mark(mark.text);
  const auto text = [&](const std::string& said) {
    return said.empty() ? Value() : Value::text(arena.store(said));
  };
  append_derived(
      programme_->tables[sheet],
      {Value::text(mark.right ? "right" : "left"), text(mark.text),
       Value::integer(static_cast<std::int64_t>(mark.line)), text(facts.word), text(facts.post),
       text(facts.organisation), text(facts.name), text(facts.act), text(facts.number),
       facts.date ? Value::date(*facts.date) : Value(), Value::boolean(facts.surname_first),
       Value::boolean(facts.date_blank), Value::boolean(facts.number_blank)},
      mark.place);
  // What the mark says stands in its text, which is the only one that was written.
  constexpr std::size_t kFacts = 10;
  Table& table = programme_->tables[sheet];
  for (std::size_t i = table.cells.size() - kFacts; i < table.cells.size(); ++i)
    table.cells[i].written = {};
}

void TableBuilder::append_below(const Grid& grid, const FoundTable& found, const Body& body) {
  const SheetSchema& sheet = schema_->sheets[found.sheet];
  if (sheet.below == kNoSheet) return;
  const LinePattern* going_on = nullptr;
  for (const std::size_t at : body.below) {
    TextLine line = read_text_line(grid, grid.cells(grid.lines()[at]));
    const LinePattern* pattern = find_line_pattern(line.text, sheet.lines_below);
    if (pattern != nullptr) going_on = pattern->goes_on ? pattern : nullptr;
    if (pattern == nullptr && looks_signed(line.right.empty() ? line.text : line.right))
      going_on = nullptr;
    if (pattern == nullptr) pattern = going_on;
    if (label_shape(line.text).levels != 0 && !line.right.empty()) {  // an item of a remark
      line.text += ' ' + line.right;
      line.right.clear();
    }
    line.role = pattern == nullptr ? "text" : pattern->role;
    append_line(sheet.below, line);
  }
}

void TableBuilder::append_line(SheetId sheet, const TextLine& line) {
  Arena& arena = programme_->arena;
  append_derived(programme_->tables[sheet],
                 {Value::text(arena.store(line.text)), Value::text(arena.store(line.role)),
                  line.right.empty() ? Value() : Value::text(arena.store(line.right))},
                 line.place);
}

void TableBuilder::list_printed_columns(SheetId id, std::size_t order) {
  const SheetSchema& sheet = schema_->sheets[id];
  const Table& table = programme_->tables[id];
  if (sheet.printed_columns == kNoSheet) return;
  Arena& arena = programme_->arena;
  Table& list = programme_->tables[sheet.printed_columns];
  for (std::size_t i = 0; i < table.printed_order.size(); ++i) {
    const ColumnId column = table.printed_order[i];
    const bool known = column < table.schema_columns;
    const PrintedTitle& printed = titles_[id][i];
    const ColumnType type = known ? sheet.columns[column].type : ColumnType::text;
    const double weight = known ? sheet.columns[column].weight : 1;
    const bool grouped = !printed.group.empty();
    const bool first = grouped && (i == 0 || titles_[id][i - 1].group_place != printed.group_place);
    std::int64_t span = first ? 1 : 0;
    while (first && i + static_cast<std::size_t>(span) < table.printed_order.size() &&
           titles_[id][i + static_cast<std::size_t>(span)].group_place == printed.group_place)
      ++span;
    append_derived(
        list,
        {Value::text(arena.store(known ? sheet.columns[column].id : printed.title)),
         Value::text(arena.store(printed.title)), Value::text(column_type_name(type)),
         Value::decimal(Decimal::from_double(weight).value_or(Decimal(1))),
         Value::integer(static_cast<std::int64_t>(i)),
         grouped ? Value::text(arena.store(printed.group)) : Value(),
         grouped ? Value::text(arena.store(printed.part)) : Value(),
         first ? Value::integer(span) : Value(), Value::integer(static_cast<std::int64_t>(order))},
        printed.place);
  }
}

}  // namespace grif::recognition
