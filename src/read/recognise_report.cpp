#include "read/recognise_report.hpp"

#include <algorithm>

#include "core/text.hpp"
#include "language/legibility.hpp"

namespace grif::recognition {
namespace {

/// The first letters of a text, to show what is meant.
std::string shortened(std::string_view text) {
  constexpr std::size_t kLetters = 40;
  std::u32string letters = decode_utf8(collapsed(text));
  if (letters.size() > kLetters) letters = letters.substr(0, kLetters - 1) + U"…";
  return encode_utf8(letters);
}

/// The last ones.
std::string shortened_at_start(std::string_view text) {
  constexpr std::size_t kLetters = 40;
  std::u32string letters = decode_utf8(collapsed(text));
  if (letters.size() > kLetters) letters = U"…" + letters.substr(letters.size() - kLetters + 1);
  return encode_utf8(letters);
}

}  // namespace

/// The first words of a sheet, to show what was seen.
std::string RecognitionReport::seen_in(const Grid& grid) const {
  constexpr std::size_t kCells = 6;
  std::vector<std::string> seen;
  for (const Grid::Line& line : grid.lines()) {
    for (const RawCell* cell : grid.cells(line)) {
      if (seen.size() == kCells) return join(seen, ", ") + " …";
      seen.push_back(
          sources_->name_cell(Place::cell(grid.sheet().source, cell->row, cell->column)) + " «" +
          shortened(shown_text(*cell)) + "»");
    }
  }
  return join(seen, ", ");
}

void RecognitionReport::report_nothing(std::span<const Grid> grids, SourceId source) const {
  std::string seen;
  for (const Grid& grid : grids) {
    if (grid.lines().empty()) continue;
    if (!seen.empty()) seen += "; ";
    seen += quoted_sheet_name(grid.sheet().name) + ": " + seen_in(grid);
  }
  const Place place = Place::whole(source);
  if (seen.empty())
    diagnostics_->report(Kind::nothing_in_input, place, {});
  else
    diagnostics_->report(Kind::nothing_recognised, place, {seen});
}

void RecognitionReport::report_illegible(const Grid& grid, const Legibility& legibility) const {
  std::vector<std::string> examples;
  for (const std::string& word : legibility.examples()) examples.push_back("«" + word + "»");
  diagnostics_->report(Kind::sheet_illegible, Place::whole(grid.sheet().source),
                       {grid.sheet().name, std::to_string(legibility.illegible()),
                        std::to_string(legibility.words()), join(examples, ", ")});
}

void RecognitionReport::report_unknown(const Grid& grid, std::span<const SheetId> ambiguous) const {
  const Place place = Place::whole(grid.sheet().source);
  const std::string& name = grid.sheet().name;
  if (!ambiguous.empty()) {
    diagnostics_->report(
        Kind::sheet_ambiguous, place,
        {name, schema_->sheets[ambiguous[0]].title, schema_->sheets[ambiguous[1]].title});
    return;
  }
  if (index_->sheet(header_key(name)) != kNoSheet) return;
  if (grid.sheet().hidden) {
    diagnostics_->report(Kind::hidden_sheet_left_out, place, {name});
    return;
  }
  std::vector<std::string> titles;
  for (const SheetSchema& sheet : schema_->sheets) {
    if (sheet.derived) continue;
    titles.push_back(sheet.title);
    std::ranges::copy(sheet.aliases, std::back_inserter(titles));
  }
  const std::vector<std::string> like = nearest(name, titles);
  if (like.empty())
    diagnostics_->report(Kind::sheet_not_recognised, place, {name, seen_in(grid)});
  else
    diagnostics_->report(Kind::sheet_looks_like, place, {name, like.front()});
}

void RecognitionReport::report_hidden(const Grid& grid, SheetId sheet, bool read) const {
  diagnostics_->report(read ? Kind::hidden_table_read : Kind::hidden_table_left_out,
                       Place::whole(grid.sheet().source),
                       {grid.sheet().name, schema_->sheets[sheet].title});
}

void RecognitionReport::report_hidden_names(std::span<const Grid* const> grids) const {
  if (grids.empty()) return;
  std::vector<std::string> names;
  for (const Grid* grid : grids)
    if (names.empty() || names.back() != "«" + grid->sheet().name + "»")
      names.push_back("«" + grid->sheet().name + "»");
  diagnostics_->report(Kind::hidden_sheets_read, Place::whole(grids.front()->sheet().source),
                       {join(names, ", ")});
}

void RecognitionReport::report_no_header(const Grid& grid, SheetId id) const {
  const SheetSchema& sheet = schema_->sheets[id];
  std::vector<std::string> titles;
  for (const ColumnSchema& column : sheet.columns) titles.push_back("«" + column.title + "»");
  diagnostics_->report(Kind::header_not_found, Place::whole(grid.sheet().source),
                       {sheet.title, join(titles, ", "), seen_in(grid)});
}

void RecognitionReport::report_titles(const FoundTable& table) const {
  const SheetSchema& sheet = schema_->sheets[table.sheet];
  std::vector<std::string> missing;
  for (std::size_t c = 0; c < sheet.columns.size(); ++c) {
    const bool there =
        std::ranges::any_of(table.columns, [&](const HeaderColumn& h) { return h.column == c; });
    if (there) continue;
    missing.push_back(sheet.columns[c].title);
    std::ranges::copy(sheet.columns[c].aliases, std::back_inserter(missing));
  }
  for (const HeaderColumn& column : table.columns) {
    const std::string title = collapsed(column.title);
    if (column.guessed)
      diagnostics_->report(Kind::column_guessed, column.place,
                           {title, sheet.columns[column.column].title});
    if (column.column != kNoColumn || !column.group.empty()) continue;
    const ColumnId known = index_->column(table.sheet, header_key(title));
    if (known != kNoColumn) {
      diagnostics_->report(Kind::column_twice, column.place, {title, sheet.columns[known].title});
      continue;
    }
    const std::vector<std::string> like = nearest(title, missing);
    if (!like.empty())
      diagnostics_->report(Kind::column_looks_like, column.place, {title, like.front()});
  }
}

void RecognitionReport::report_joined(SheetId sheet, std::span<const FoundTable* const> tables,
                                      std::span<const Body> bodies, std::span<const Grid> grids,
                                      std::span<const Place> records) const {
  if (tables.size() + records.size() < 2) return;
  std::vector<std::string> places;
  for (std::size_t i = 0; i < tables.size(); ++i) {
    const FoundTable& table = *tables[i];
    const Grid& grid = grids[table.grid];
    const auto lines = grid.lines();
    const std::size_t last =
        bodies[i].rows.empty() ? table.header_line : bodies[i].rows.back().line;
    places.push_back(
        sources_->describe(Place::cell(grid.sheet().source, lines[table.header_line].row,
                                       table.columns.front().first)) +
        ":" +
        sources_->name_cell(
            Place::cell(grid.sheet().source, lines[last].row, table.columns.back().last)));
  }
  for (const Place place : records) places.push_back(sources_->describe(place));
  const SheetSchema& schema = schema_->sheets[sheet];
  const Kind kind =
      schema.shape == SheetShape::grouped ? Kind::tables_joined : Kind::records_joined;
  const Place second =
      tables.size() > 1 ? tables[1]->columns.front().place : records[1 - tables.size()];
  diagnostics_->report(kind, second, {schema.title, join(places, ", ")});
}

void RecognitionReport::report_lines(Kind kind, const Grid& grid,
                                     std::span<const std::size_t> lines) const {
  if (lines.empty()) return;
  std::vector<std::string> rows;
  for (const std::size_t line : lines)
    rows.push_back(sources_->name_row(Place::cell(grid.sheet().source, grid.lines()[line].row, 0)));
  const Grid::Line& first = grid.lines()[lines.front()];
  const RawCell& cell = *grid.cells(first).front();
  diagnostics_->report(kind, Place::cell(grid.sheet().source, cell.row, cell.column),
                       {join(rows, ", "), shortened(shown_text(cell))});
}

void RecognitionReport::report_body(const Grid& grid, const FoundTable& table,
                                    const Body& body) const {
  report_lines(Kind::column_numbers_left_out, grid, body.number_rows);
  report_lines(Kind::header_repeated, grid, body.repeated_headers);
  report_lines(Kind::text_below_table, grid, body.below);
  report_lines(Kind::rows_taken_for_items, grid, body.doubtful_items);
  report_torn(grid, body);
  // A sheet of the pack's own name that nobody filled is no table that lost its rows.
  if (body.rows.empty() && !table.named)
    diagnostics_->report(Kind::table_without_rows, table.columns.front().place,
                         {schema_->sheets[table.sheet].title});
}

void RecognitionReport::report_torn(const Grid& grid, const Body& body) const {
  const SourceId source = grid.sheet().source;
  const auto place_of = [&](const RawCell& cell) {
    return Place::cell(source, cell.row, cell.column);
  };
  const auto row_name = [&](std::size_t line) {
    return sources_->name_row(Place::cell(source, grid.lines()[line].row, 0));
  };
  for (const TornRow& torn : body.torn) {
    std::vector<std::string> pieces;
    const auto cells = grid.cells(grid.lines()[torn.line]);
    for (const RawCell* cell : cells)
      pieces.push_back(sources_->name_cell(place_of(*cell)) + " «" + shortened(shown_text(*cell)) +
                       "»");
    diagnostics_->report(Kind::row_torn_joined, place_of(*cells.front()),
                         {row_name(torn.line), row_name(torn.above), join(pieces, ", ")});
  }
  for (const TornCell& torn : body.torn_cells)
    diagnostics_->report(
        Kind::text_torn, place_of(*torn.cell),
        {shortened(shown_text(*torn.cell)), sources_->name_cell(place_of(*torn.before)),
         shortened_at_start(shown_text(*torn.before))});
}

void RecognitionReport::report_pasted(const Grid& grid) const {
  constexpr std::size_t kMostNamed = 12;
  std::vector<std::string> names;
  std::size_t count = 0;
  Place first;
  for (const Grid::Line& line : grid.lines()) {
    if (line.last_row == line.row) continue;
    const auto row_name = [&](std::uint32_t row) {
      return sources_->name_row(Place::cell(grid.sheet().source, row, 0));
    };
    if (count++ == 0)
      first = Place::cell(grid.sheet().source, line.row, grid.cells(line).front()->column);
    if (names.size() < kMostNamed)
      names.push_back(row_name(line.row) + "–" + row_name(line.last_row));
  }
  if (count == 0) return;
  diagnostics_->report(Kind::paragraphs_joined, first,
                       {join(names, ", ") + (count > names.size() ? " …" : "")});
}

void RecognitionReport::report_lines_above(const Grid& grid, const FoundTable& table) const {
  std::vector<std::size_t> lines;
  for (std::size_t line = table.above_line; line < table.header_line; ++line) lines.push_back(line);
  report_lines(Kind::lines_above_left_out, grid, lines);
}

}  // namespace grif::recognition
