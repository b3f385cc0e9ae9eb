#include <algorithm>
#include <optional>
#include <utility>

#include "core/text.hpp"
#include "read/read.hpp"
#include "read/recognise_above.hpp"
#include "read/recognise_build.hpp"
#include "read/recognise_header.hpp"
#include "read/recognise_keyed.hpp"
#include "read/recognise_rows.hpp"
#include "read/recognise_titles.hpp"

namespace grif {
namespace {

using namespace recognition;

/// Sheets and columns of all inputs, matched with the schema in one run.
class Recogniser {
 public:
  Recogniser(std::vector<Workbook> inputs, const SchemaTitles& titles, Diagnostics& diagnostics)
      : schema_(&titles.schema()), diagnostics_(&diagnostics), index_(titles.index()) {
    const Schema& schema = titles.schema();
    programme_.inputs = std::move(inputs);
    programme_.tables.resize(schema.sheets.size());
    for (std::size_t s = 0; s < schema.sheets.size(); ++s) {
      programme_.tables[s].sheet = static_cast<SheetId>(s);
      programme_.tables[s].schema_columns = schema.sheets[s].columns.size();
    }
  }

  Programme recognise() {
    for (const Workbook& input : programme_.inputs)
      for (const Sheet& sheet : input.sheets) grids_.emplace_back(sheet);
    for (std::size_t grid = 0; grid < grids_.size(); ++grid) read_sheet(grid);
    if (tables_.empty() && keyed_.empty()) {
      report_nothing();
      return std::move(programme_);
    }
    for (const Unknown& unknown : unknown_) report_unknown(unknown);
    settle_rivals();
    build();
    return std::move(programme_);
  }

 private:
  struct Keyed {
    std::size_t grid;
    SheetId sheet;
    std::vector<KeyedEntry> entries;
  };
  struct Unknown {
    std::size_t grid;
    std::vector<SheetId> ambiguous;
  };

  void read_sheet(std::size_t grid);
  bool read_named(std::size_t grid, SheetId sheet);
  bool read_keyed_sheet(std::size_t grid, SheetId sheet, bool named);
  void keep_tables(std::size_t grid, std::vector<FoundTable> found);
  void settle_rivals();
  [[nodiscard]] std::size_t claim(const FoundTable& table) const;
  bool move_to_other_sheet(FoundTable& table);
  void build();
  void build_sheet(TableBuilder& builder, SheetId sheet);
  [[nodiscard]] bool is_printed(SheetId sheet) const;
  void check_titles(const FoundTable& table);
  void check_joined(SheetId sheet);
  void report_unknown(const Unknown& unknown);
  void report_nothing();
  [[nodiscard]] std::string seen_in(const Grid& grid) const;

  const Schema* schema_;
  Diagnostics* diagnostics_;
  const TitleIndex& index_;
  Programme programme_;
  std::vector<Grid> grids_;
  std::vector<FoundTable> tables_;
  std::vector<Keyed> keyed_;
  std::vector<Unknown> unknown_;
};

void Recogniser::read_sheet(std::size_t grid) {
  const Grid& at = grids_[grid];
  const SheetId named = index_.sheet(header_key(at.sheet().name));
  if (at.lines().empty()) return;
  if (named != kNoSheet && read_named(grid, named)) return;
  Unknown unknown{grid, {}};
  std::vector<FoundTable> found = find_tables(at, index_, *schema_, unknown.ambiguous);
  if (!found.empty()) {
    keep_tables(grid, std::move(found));
    return;
  }
  for (std::size_t s = 0; s < schema_->sheets.size(); ++s)
    if (schema_->sheets[s].shape == SheetShape::keyed &&
        read_keyed_sheet(grid, static_cast<SheetId>(s), false))
      return;
  if (named != kNoSheet) {
    const SheetSchema& sheet = schema_->sheets[named];
    std::vector<std::string> titles;
    for (const ColumnSchema& column : sheet.columns) titles.push_back("«" + column.title + "»");
    diagnostics_->report(Kind::header_not_found, Place::whole(at.sheet().source),
                         {sheet.title, join(titles, ", "), seen_in(at)});
  }
  unknown_.push_back(std::move(unknown));
}

bool Recogniser::read_keyed_sheet(std::size_t grid, SheetId sheet, bool named) {
  auto entries = read_keyed(grids_[grid], sheet, named, index_, *schema_);
  if (!entries) return false;
  keyed_.push_back({grid, sheet, std::move(*entries)});
  return true;
}

bool Recogniser::read_named(std::size_t grid, SheetId sheet) {
  const Grid& at = grids_[grid];
  if (schema_->sheets[sheet].shape == SheetShape::keyed) return read_keyed_sheet(grid, sheet, true);
  FoundTable table = find_named_table(at, sheet, index_, *schema_);
  if (table.matched == 0) return false;
  std::vector<SheetId> ambiguous;
  std::vector<FoundTable> others = find_tables(at, index_, *schema_, ambiguous);
  const auto rival = std::ranges::max_element(others, {}, &FoundTable::matched);
  if (rival != others.end()) {
    // Several tables on one sheet, or a sheet whose name says less than its header.
    const bool grouped = schema_->sheets[sheet].shape == SheetShape::grouped;
    if (rival->matched > table.matched * 2 ||
        (grouped && others.size() > 1 && rival->matched >= table.matched)) {
      for (FoundTable& other : others) other.named = other.sheet == sheet;
      keep_tables(grid, std::move(others));
      return true;
    }
  }
  std::vector<FoundTable> one;
  one.push_back(std::move(table));
  keep_tables(grid, std::move(one));
  return true;
}

void Recogniser::keep_tables(std::size_t grid, std::vector<FoundTable> found) {
  for (std::size_t i = 0; i < found.size(); ++i) {
    found[i].grid = grid;
    if (i == 0) continue;
    found[i].above_line =
        first_line_above(grids_[grid], found[i - 1], found[i], schema_->sheets[found[i].sheet]);
    found[i - 1].end_line = found[i].above_line;
  }
  std::ranges::move(found, std::back_inserter(tables_));
}

/// How strongly a table may call itself by its sheet's name: the sheet's own name, a line above it
/// that names it, the number of its columns.
std::size_t Recogniser::claim(const FoundTable& table) const {
  std::size_t claim = table.matched + (table.named ? 10'000 : 0);
  const SheetSchema& sheet = schema_->sheets[table.sheet];
  const Grid& grid = grids_[table.grid];
  const std::string name = header_key(sheet.title);
  for (std::size_t line = table.above_line; line < table.header_line; ++line)
    for (const RawCell* cell : grid.cells(grid.lines()[line]))
      if (header_key(shown_text(*cell)).find(name) != std::string::npos) return claim + 1'000;
  return claim;
}

bool same_columns(const FoundTable& a, const FoundTable& b) {
  return std::ranges::equal(a.columns, b.columns, {}, &HeaderColumn::column, &HeaderColumn::column);
}

/// Where two tables with different columns would be the same grouped sheet, the one with the weaker
/// claim becomes another sheet of the schema if its header fits there as well.
void Recogniser::settle_rivals() {
  for (FoundTable& table : tables_) {
    if (schema_->sheets[table.sheet].shape != SheetShape::grouped) continue;
    const bool weaker = std::ranges::any_of(tables_, [&](const FoundTable& other) {
      return &other != &table && other.sheet == table.sheet && !same_columns(other, table) &&
             claim(other) > claim(table);
    });
    if (weaker) move_to_other_sheet(table);
  }
}

bool Recogniser::move_to_other_sheet(FoundTable& table) {
  const Grid& grid = grids_[table.grid];
  for (std::size_t s = 0; s < schema_->sheets.size(); ++s) {
    const auto sheet = static_cast<SheetId>(s);
    if (sheet == table.sheet || schema_->sheets[s].shape != SheetShape::grouped) continue;
    Header header = read_header(grid, table.header_line, sheet, index_, *schema_);
    if (header.matched < table.matched) continue;
    table.sheet = sheet;
    table.columns = std::move(header.columns);
    table.matched = header.matched;
    table.named = false;
    return true;
  }
  return false;
}

bool Recogniser::is_printed(SheetId sheet) const {
  bool others = !keyed_.empty();
  bool printed = false;
  for (const FoundTable& table : tables_) {
    if (table.sheet != sheet) {
      others = true;
      continue;
    }
    if (!table.named || table.above_line != table.header_line) printed = true;
  }
  return printed || (!others && schema_->sheets[sheet].shape == SheetShape::grouped);
}

void Recogniser::build() {
  TableBuilder builder(programme_, *schema_, *diagnostics_);
  for (const Keyed& keyed : keyed_)
    builder.append_keyed(keyed.sheet, grids_[keyed.grid], keyed.entries);
  for (std::size_t s = 0; s < schema_->sheets.size(); ++s)
    build_sheet(builder, static_cast<SheetId>(s));
}

void Recogniser::build_sheet(TableBuilder& builder, SheetId sheet) {
  const SheetSchema& schema = schema_->sheets[sheet];
  bool any = false;
  for (FoundTable& table : tables_) {
    if (table.sheet != sheet) continue;
    any = true;
    check_titles(table);
    builder.declare_columns(grids_[table.grid], table);
  }
  if (!any) return;
  check_joined(sheet);
  const bool printed = is_printed(sheet);
  programme_.tables[sheet].printed = printed;
  for (const FoundTable& table : tables_) {
    if (table.sheet != sheet) continue;
    const Grid& grid = grids_[table.grid];
    std::vector<BodyRow> rows;
    if (schema.shape == SheetShape::grouped) {
      rows = classify_rows(grid, table, schema);
      builder.append_above(grid, table);
    } else {
      rows.reserve(table.end_line - table.body_line);
      for (std::size_t line = table.body_line; line < table.end_line; ++line)
        rows.push_back({line});
    }
    builder.append_rows(grid, table, rows);
  }
  builder.list_printed_columns(sheet);
  for (const SheetId made : {schema.title_lines, schema.marks, schema.printed_columns})
    if (made != kNoSheet) programme_.tables[made].printed = printed;
}

/// Titles that stand twice, and titles that look like one that is missing.
void Recogniser::check_titles(const FoundTable& table) {
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
    if (column.column != kNoColumn) continue;
    const std::string title = collapsed(column.title);
    const ColumnId known = index_.column(table.sheet, header_key(title));
    if (known != kNoColumn) {
      diagnostics_->report(Kind::column_twice, column.place, {title, sheet.columns[known].title});
      continue;
    }
    const std::vector<std::string> like = nearest(title, missing);
    if (!like.empty())
      diagnostics_->report(Kind::column_looks_like, column.place, {title, like.front()});
  }
}

void Recogniser::check_joined(SheetId sheet) {
  const FoundTable* first = nullptr;
  for (const FoundTable& table : tables_) {
    if (table.sheet != sheet) continue;
    if (first == nullptr) {
      first = &table;
    } else if (schema_->sheets[sheet].shape == SheetShape::grouped &&
               !same_columns(*first, table)) {
      diagnostics_->report(Kind::tables_joined, table.columns.front().place,
                           {schema_->sheets[sheet].title});
    }
  }
}

/// The first words of a sheet, to show what was seen.
std::string Recogniser::seen_in(const Grid& grid) const {
  constexpr std::size_t kCells = 6, kLetters = 40;
  std::vector<std::string> seen;
  for (const Grid::Line& line : grid.lines()) {
    for (const RawCell* cell : grid.cells(line)) {
      if (seen.size() == kCells) return join(seen, ", ") + " …";
      std::u32string text = decode_utf8(collapsed(shown_text(*cell)));
      if (text.size() > kLetters) text = text.substr(0, kLetters - 1) + U"…";
      seen.push_back(cell_name(cell->row, cell->column) + " «" + encode_utf8(text) + "»");
    }
  }
  return join(seen, ", ");
}

void Recogniser::report_unknown(const Unknown& unknown) {
  const Grid& grid = grids_[unknown.grid];
  const Place place = Place::whole(grid.sheet().source);
  if (!unknown.ambiguous.empty()) {
    diagnostics_->report(Kind::sheet_ambiguous, place,
                         {grid.sheet().name, schema_->sheets[unknown.ambiguous[0]].title,
                          schema_->sheets[unknown.ambiguous[1]].title});
    return;
  }
  if (grid.sheet().hidden || index_.sheet(header_key(grid.sheet().name)) != kNoSheet) return;
  std::vector<std::string> titles;
  for (const SheetSchema& sheet : schema_->sheets) {
    if (sheet.derived) continue;
    titles.push_back(sheet.title);
    std::ranges::copy(sheet.aliases, std::back_inserter(titles));
  }
  const std::vector<std::string> like = nearest(grid.sheet().name, titles);
  if (like.empty())
    diagnostics_->report(Kind::sheet_not_recognised, place, {grid.sheet().name, seen_in(grid)});
  else
    diagnostics_->report(Kind::sheet_looks_like, place, {grid.sheet().name, like.front()});
}

void Recogniser::report_nothing() {
  for (const Unknown& unknown : unknown_)
    if (!unknown.ambiguous.empty()) report_unknown(unknown);
  if (programme_.inputs.empty()) return;
  std::string seen;
  for (const Grid& grid : grids_) {
    if (grid.lines().empty()) continue;
    if (!seen.empty()) seen += "; ";
    seen += quoted_sheet_name(grid.sheet().name) + ": " + seen_in(grid);
  }
  const Place place = Place::whole(programme_.inputs.front().source);
  if (seen.empty())
    diagnostics_->report(Kind::nothing_in_input, place, {});
  else
    diagnostics_->report(Kind::nothing_recognised, place, {seen});
}

}  // namespace

SchemaTitles::SchemaTitles(const Schema& schema)
    : schema_(&schema), index_(std::make_unique<const TitleIndex>(schema)) {}
SchemaTitles::SchemaTitles(SchemaTitles&&) noexcept = default;
SchemaTitles& SchemaTitles::operator=(SchemaTitles&&) noexcept = default;
SchemaTitles::~SchemaTitles() = default;

Programme recognise_tables(std::vector<Workbook> inputs, const SchemaTitles& titles,
                           const Sources& /*sources*/, Diagnostics& diagnostics) {
  return Recogniser(std::move(inputs), titles, diagnostics).recognise();
}

}  // namespace grif
