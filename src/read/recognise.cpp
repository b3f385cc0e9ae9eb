#include <algorithm>
#include <optional>
#include <utility>

#include "core/text.hpp"
#include "data/form.hpp"
#include "language/legibility.hpp"
#include "read/programme_xml.hpp"
#include "read/read.hpp"
#include "read/recognise_above.hpp"
#include "read/recognise_build.hpp"
#include "read/recognise_header.hpp"
#include "read/recognise_keyed.hpp"
#include "read/recognise_pasted.hpp"
#include "read/recognise_report.hpp"
#include "read/recognise_rows.hpp"
#include "read/recognise_titles.hpp"

namespace grif {
namespace {

using namespace recognition;

/// Sheets and columns of all inputs, matched with the schema in one run.
class Recogniser {
 public:
  Recogniser(std::vector<Workbook> inputs, const SchemaTitles& titles, const Sources& sources,
             Diagnostics& diagnostics)
      : schema_(&titles.schema()),
        diagnostics_(&diagnostics),
        titles_(&titles),
        index_(titles.index()),
        report_(titles.schema(), titles.index(), sources, diagnostics) {
    const Schema& schema = titles.schema();
    programme_.inputs = std::move(inputs);
    programme_.tables.resize(schema.sheets.size());
    for (std::size_t s = 0; s < schema.sheets.size(); ++s) {
      programme_.tables[s].sheet = static_cast<SheetId>(s);
      programme_.tables[s].schema_columns = schema.sheets[s].columns.size();
    }
  }

  Programme recognise() {
    for (std::size_t i = 0; i < programme_.inputs.size(); ++i) {
      if (is_repeated(i)) continue;
      if (programme_.inputs[i].format == Workbook::Format::xml)
        read_records(programme_.inputs[i]);
      else
        for (const Sheet& sheet : programme_.inputs[i].sheets)
          if (!is_for_people(sheet)) grids_.emplace_back(sheet);
    }
    for (Grid& grid : grids_) join_pasted_rows(grid, programme_.arena);
    for (std::size_t grid = 0; grid < grids_.size(); ++grid) read_sheet(grid);
    if (tables_.empty() && keyed_.empty() && records_.empty()) find_small_tables();
    const bool refused = refuse_illegible();
    const bool nothing = tables_.empty() && keyed_.empty() && records_.empty();
    for (const Unknown& unknown : unknown_)
      if (!nothing || !unknown.ambiguous.empty())
        report_.report_unknown(grids_[unknown.grid], unknown.ambiguous);
    if (nothing) {
      // A sheet of a known name that lacks its header has been named already.
      const bool told = std::ranges::any_of(diagnostics_->all(), [](const Diagnostic& d) {
        return d.rule.empty() &&
               (d.kind == Kind::header_not_found || d.kind == Kind::xml_sheet_unknown ||
                d.kind == Kind::reader_missing);
      });
      if (!programme_.inputs.empty() && !told && !refused)
        report_.report_nothing(grids_, programme_.inputs.front().source);
      return std::move(programme_);
    }
    leave_out_hidden();
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

  bool is_repeated(std::size_t input);
  void read_records(const Workbook& input);
  /// The guide of a workbook that `grif init` made, unless the pack has a sheet of that name.
  [[nodiscard]] bool is_for_people(const Sheet& sheet) const {
    return is_sheet_for_people(sheet.name) && index_.sheet(header_key(sheet.name)) == kNoSheet;
  }
  void read_sheet(std::size_t grid);
  void find_small_tables();
  bool refuse_illegible();
  bool read_named(std::size_t grid, SheetId sheet);
  bool read_keyed_sheet(std::size_t grid, SheetId sheet, bool named);
  void keep_tables(std::size_t grid, std::vector<FoundTable> found);
  void leave_out_hidden();
  [[nodiscard]] bool stays_though_hidden(std::size_t grid, SheetId sheet) const;
  [[nodiscard]] bool is_hidden(std::size_t grid) const { return grids_[grid].sheet().hidden; }
  [[nodiscard]] bool is_named(std::size_t grid, SheetId sheet) const {
    return index_.sheet(header_key(grids_[grid].sheet().name)) == sheet;
  }
  void settle_rivals();
  [[nodiscard]] std::size_t claim(const FoundTable& table) const;
  bool move_to_other_sheet(FoundTable& table);
  void build();
  void build_sheet(TableBuilder& builder, SheetId sheet);
  [[nodiscard]] std::vector<const RecordSheet*> records_of(SheetId sheet) const;
  void report_joined(SheetId sheet, const std::vector<FoundTable*>& found,
                     const std::vector<Body>& bodies,
                     const std::vector<const RecordSheet*>& records) const;
  [[nodiscard]] bool is_printed(SheetId sheet) const;
  [[nodiscard]] Body read_body(const FoundTable& table) const;

  const Schema* schema_;
  Diagnostics* diagnostics_;
  const SchemaTitles* titles_;
  const TitleIndex& index_;
  Programme programme_;
  RecognitionReport report_;
  std::vector<Grid> grids_;
  std::vector<FoundTable> tables_;
  std::vector<Keyed> keyed_;
  std::vector<RecordSheet> records_;  ///< of programmes in XML, and cards
  std::vector<Unknown> unknown_;
};

bool same_cell(const RawCell& a, const RawCell& b) {
  return a.row == b.row && a.column == b.column && a.type == b.type && a.text == b.text &&
         a.number == b.number && a.date == b.date;
}

bool same_sheet(const Sheet& a, const Sheet& b) {
  return a.name == b.name && std::ranges::equal(a.cells, b.cells, same_cell);
}

/// The same workbook given twice would double every row: the second one is left out.
bool Recogniser::is_repeated(std::size_t input) {
  const Workbook& workbook = programme_.inputs[input];
  for (std::size_t before = 0; before < input; ++before) {
    const Workbook& other = programme_.inputs[before];
    if (workbook.xml != other.xml || !std::ranges::equal(workbook.sheets, other.sheets, same_sheet))
      continue;
    diagnostics_->report(Kind::input_repeated, Place::whole(workbook.source), {other.file});
    return true;
  }
  return false;
}

void Recogniser::read_records(const Workbook& input) {
  std::ranges::move(
      read_record_sheets(input, *schema_, index_, titles_->xsd(), programme_.arena, *diagnostics_),
      std::back_inserter(records_));
}

/// The last resort: tables of few columns, all known.
void Recogniser::find_small_tables() {
  for (std::size_t grid = 0; grid < grids_.size(); ++grid) {
    FoundTable table = find_small_table(grids_[grid], index_, *schema_);
    if (table.matched == 0) continue;
    std::erase_if(unknown_, [&](const Unknown& unknown) { return unknown.grid == grid; });
    std::vector<FoundTable> one;
    one.push_back(std::move(table));
    keep_tables(grid, std::move(one));
  }
}

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
  if (auto cards = read_cards(at, index_, *schema_, programme_.arena)) {
    records_.push_back(std::move(*cards));
    return;
  }
  if (named != kNoSheet) report_.report_no_header(at, named);
  unknown_.push_back(std::move(unknown));
}

bool Recogniser::read_keyed_sheet(std::size_t grid, SheetId sheet, bool named) {
  auto read = read_keyed(grids_[grid], sheet, named, index_, *schema_);
  if (!read) return false;
  for (const RawCell* cell : read->unused)
    diagnostics_->report(Kind::text_beside_keys,
                         Place::cell(grids_[grid].sheet().source, cell->row, cell->column),
                         {collapsed(shown_text(*cell))});
  keyed_.push_back({grid, sheet, std::move(read->entries)});
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

/// Leaves out the sheets whose text is mostly no words, as a bad scan gives it: half of it would be
/// taken for data. Where nothing at all was recognised every such sheet is named.
bool Recogniser::refuse_illegible() {
  const bool nothing = tables_.empty() && keyed_.empty() && records_.empty();
  bool refused = false;
  for (std::size_t grid = 0; grid < grids_.size(); ++grid) {
    const auto is_of_grid = [&](const auto& found) { return found.grid == grid; };
    if (!nothing && std::ranges::none_of(tables_, is_of_grid) &&
        std::ranges::none_of(keyed_, is_of_grid))
      continue;
    Legibility legibility;
    for (const RawCell& cell : grids_[grid].sheet().cells) {
      if (cell.type == RawCell::Type::text) legibility.read(cell.text);
      if (legibility.has_enough()) break;
    }
    if (!legibility.is_illegible()) continue;
    report_.report_illegible(grids_[grid], legibility);
    std::erase_if(tables_, is_of_grid);
    std::erase_if(keyed_, is_of_grid);
    refused = true;
  }
  return refused;
}

/// Hidden sheets of the pack's own names are data. Other hidden tables are no part of what the
/// school prints: they are read only where no visible one is there.
bool Recogniser::stays_though_hidden(std::size_t grid, SheetId sheet) const {
  const bool grouped = schema_->sheets[sheet].shape == SheetShape::grouped;
  if (!grouped && is_named(grid, sheet)) return true;
  const auto is_rival = [&](const auto& other) {
    const bool same_use = schema_->sheets[other.sheet].shape == SheetShape::grouped;
    return !is_hidden(other.grid) && (!grouped || same_use);
  };
  return std::ranges::none_of(tables_, is_rival) &&
         (grouped || std::ranges::none_of(keyed_, is_rival));
}

void Recogniser::leave_out_hidden() {
  std::vector<const Grid*> named;
  std::vector<bool> stay;  // of what is hidden, in order
  const auto decide = [&](const auto& found) {
    if (!is_hidden(found.grid)) return;
    stay.push_back(stays_though_hidden(found.grid, found.sheet));
    const Grid& grid = grids_[found.grid];
    if (stay.back() && is_named(found.grid, found.sheet))
      named.push_back(&grid);
    else
      report_.report_hidden(grid, found.sheet, stay.back());
  };
  std::ranges::for_each(tables_, decide);
  std::ranges::for_each(keyed_, decide);
  std::size_t next = 0;
  const auto leaves = [&](const auto& found) { return is_hidden(found.grid) && !stay[next++]; };
  std::erase_if(tables_, leaves);
  std::erase_if(keyed_, leaves);
  report_.report_hidden_names(named);
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
    Header header = read_header(grid, table.header_line, sheet, index_, *schema_, false);
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
  bool others = !keyed_.empty() || !records_.empty();
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
  for (std::size_t grid = 0; grid < grids_.size(); ++grid)
    if (std::ranges::any_of(tables_, [&](const FoundTable& table) { return table.grid == grid; }))
      report_.report_pasted(grids_[grid]);
  TableBuilder builder(programme_, *schema_, *diagnostics_);
  for (const Keyed& keyed : keyed_)
    builder.append_keyed(keyed.sheet, grids_[keyed.grid], keyed.entries);
  for (const RecordSheet& records : records_)
    if (schema_->sheets[records.sheet].shape == SheetShape::keyed) builder.append_keyed(records);
  for (std::size_t s = 0; s < schema_->sheets.size(); ++s)
    build_sheet(builder, static_cast<SheetId>(s));
}

Body Recogniser::read_body(const FoundTable& table) const {
  const SheetSchema& sheet = schema_->sheets[table.sheet];
  const Grid& grid = grids_[table.grid];
  if (sheet.shape == SheetShape::grouped) return classify_rows(grid, table, sheet);
  Body body;
  body.rows.reserve(table.end_line - table.body_line);
  for (std::size_t line = table.body_line; line < table.end_line; ++line)
    body.rows.push_back({line});
  return body;
}

std::vector<const RecordSheet*> Recogniser::records_of(SheetId sheet) const {
  std::vector<const RecordSheet*> records;
  if (schema_->sheets[sheet].shape == SheetShape::keyed) return records;
  for (const RecordSheet& one : records_)
    if (one.sheet == sheet) records.push_back(&one);
  return records;
}

/// A programme in XML may hold a sheet in several pieces; that is its own business.
void Recogniser::report_joined(SheetId sheet, const std::vector<FoundTable*>& found,
                               const std::vector<Body>& bodies,
                               const std::vector<const RecordSheet*>& records) const {
  std::vector<Place> places;
  for (const RecordSheet* one : records)
    if (places.empty() || places.back().source() != one->place.source())
      places.push_back(one->place);
  report_.report_joined(sheet, std::vector<const FoundTable*>(found.begin(), found.end()), bodies,
                        grids_, places);
}

void Recogniser::build_sheet(TableBuilder& builder, SheetId sheet) {
  const SheetSchema& schema = schema_->sheets[sheet];
  std::vector<FoundTable*> found;
  std::vector<Body> bodies;
  for (FoundTable& table : tables_) {
    if (table.sheet != sheet) continue;
    const Grid& grid = grids_[table.grid];
    report_.report_titles(table);
    found.push_back(&table);
    bodies.push_back(read_body(table));
    report_.report_body(grid, table, bodies.back());
    if (schema.shape != SheetShape::grouped) report_.report_lines_above(grid, table);
    builder.declare_columns(grid, table, bodies.back());
  }
  const std::vector<const RecordSheet*> records = records_of(sheet);
  for (const RecordSheet* one : records) builder.declare_columns(*one);
  if (found.empty() && records.empty()) return;
  const auto is_empty = [](const RecordSheet* one) { return one->records.empty(); };
  if (found.empty() && std::ranges::all_of(records, is_empty))
    builder.declare_all_columns(sheet, records.front()->place);
  report_joined(sheet, found, bodies, records);
  const bool printed = is_printed(sheet);
  programme_.tables[sheet].printed = printed;
  for (std::size_t i = 0; i < found.size(); ++i) {
    const Grid& grid = grids_[found[i]->grid];
    if (schema.shape == SheetShape::grouped) builder.append_above(grid, *found[i]);
    builder.append_rows(grid, *found[i], bodies[i]);
    if (schema.shape == SheetShape::grouped) builder.append_below(grid, *found[i], bodies[i]);
  }
  for (const RecordSheet* one : records) builder.append_records(*one);
  const std::size_t order =
      found.empty() ? tables_.size() + static_cast<std::size_t>(records.front() - records_.data())
                    : static_cast<std::size_t>(found.front() - tables_.data());
  builder.list_printed_columns(sheet, order);
  for (const SheetId made :
       {schema.title_lines, schema.marks, schema.printed_columns, schema.below})
    if (made != kNoSheet) programme_.tables[made].printed = printed;
}

}  // namespace

SchemaTitles::SchemaTitles(const Schema& schema)
    : schema_(&schema),
      index_(std::make_unique<const TitleIndex>(schema)),
      xsd_(std::make_unique<ProgrammeXsd>()) {}
SchemaTitles::SchemaTitles(SchemaTitles&&) noexcept = default;
SchemaTitles& SchemaTitles::operator=(SchemaTitles&&) noexcept = default;
SchemaTitles::~SchemaTitles() = default;

Programme recognise_tables(std::vector<Workbook> inputs, const SchemaTitles& titles,
                           const Sources& sources, Diagnostics& diagnostics) {
  return Recogniser(std::move(inputs), titles, sources, diagnostics).recognise();
}

}  // namespace grif
