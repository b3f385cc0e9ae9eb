#include "read/recognise_header.hpp"

#include <algorithm>
#include <optional>

#include "core/decimal.hpp"
#include "core/text.hpp"
#include "read/recognise_above.hpp"

namespace grif::recognition {
namespace {

constexpr std::size_t kHeaderSearchLines = 200;     // a header below that is none
constexpr std::size_t kSeveralTablesLines = 5'000;  // larger sheets hold one table
constexpr std::size_t kLongestTitle = 400;          // bytes
constexpr std::size_t kLongestPart = 120;           // bytes of a title of the second level
constexpr std::size_t kLongestGuess = 160;          // bytes of a title that may be misspelt

/// A title of a header with what it fills.
struct Title {
  std::uint16_t first, last;
  std::uint32_t last_row;
  std::string text;
  std::string key;
  const RawCell* cell;
  std::string group, part;  ///< the levels of a title of two
  const RawCell* group_cell = nullptr;
};

std::vector<Title> titles_of(const Grid& grid, const Grid::Line& line) {
  std::vector<Title> titles;
  for (const RawCell* cell : grid.cells(line)) {
    const Merge extent = grid.extent(*cell);
    std::string text = shown_text(*cell);
    std::string key = text.size() <= kLongestTitle ? header_key(text) : std::string();
    titles.push_back({extent.first_column,
                      extent.last_column,
                      extent.last_row,
                      std::move(text),
                      std::move(key),
                      cell,
                      {},
                      {}});
  }
  return titles;
}

/// The titles of two levels share a row with others that are merged down; where nobody merged
/// cells, a title goes on to the right up to the next one.
void stretch_titles(std::vector<Title>& titles, const Grid& grid, std::size_t line) {
  for (std::size_t i = 0; i + 1 < titles.size(); ++i)
    if (titles[i].first == titles[i].last && titles[i].last_row <= grid.lines()[line].last_row &&
        titles[i + 1].first > titles[i].last + 1)
      titles[i].last = static_cast<std::uint16_t>(titles[i + 1].first - 1);
}

/// Whether the line below is a second level of titles: every cell of it is a short text or a number
/// under a title that goes across, and each such title has at least two of them.
bool is_second_level(const Grid& grid, std::size_t line, const std::vector<Title>& titles) {
  // One title over everything is the table's own, not a level of its columns' titles.
  if (line + 1 >= grid.lines().size() || titles.size() < 2) return false;
  const Grid::Line& next = grid.lines()[line + 1];
  if (next.row != grid.lines()[line].last_row + 1 || next.count < 2) return false;
  const Title* over = nullptr;
  std::size_t parts = 0;
  for (const RawCell* cell : grid.cells(next)) {
    const auto parent = std::ranges::find_if(
        titles, [&](const Title& t) { return t.first <= cell->column && cell->column <= t.last; });
    if (parent == titles.end() || parent->first == parent->last || parent->last_row >= next.row ||
        grid.extent(*cell).last_column > parent->last || cell->text.size() > kLongestPart)
      return false;
    if (&*parent != over) {
      if ((over != nullptr && parts < 2) || cell->column != parent->first) return false;
      over = &*parent;
      parts = 0;
    }
    ++parts;
  }
  return parts >= 2;
}

/// «Сроки реализации» over «2022» is the title «Сроки реализации: 2022».
std::vector<Title> with_second_level(const Grid& grid, std::vector<Title> titles,
                                     const Grid::Line& second) {
  std::vector<Title> all;
  std::vector<Title> below = titles_of(grid, second);
  for (Title& title : titles) {
    bool divided = false;
    for (Title& part : below) {
      if (part.first < title.first || part.last > title.last) continue;
      divided = true;
      part.group = title.text;
      part.group_cell = title.cell;
      part.part = std::move(part.text);
      part.text = part.group + ": " + part.part;
      part.key = title.key + part.key;
      all.push_back(std::move(part));
    }
    if (!divided) all.push_back(std::move(title));
  }
  return all;
}

std::uint32_t lowest_row(const std::vector<Title>& titles, std::uint32_t row) {
  for (const Title& title : titles) row = std::max(row, title.last_row);
  return row;
}

class TitleMatcher {
 public:
  TitleMatcher(std::vector<Title> titles, SheetId sheet, const TitleIndex& index,
               const Schema& schema, SourceId source)
      : titles_(std::move(titles)),
        sheet_(sheet),
        index_(&index),
        schema_(&schema),
        taken_(schema.sheets[sheet].columns.size()) {
    header_.columns.reserve(titles_.size());
    for (Title& title : titles_) {
      HeaderColumn& column = header_.columns.emplace_back();
      column.first = title.first;
      column.last = title.last;
      column.place = Place::cell(source, title.cell->row, title.cell->column);
      column.title = std::move(title.text);
      column.group = std::move(title.group);
      column.part = std::move(title.part);
      if (title.group_cell != nullptr)
        column.group_place = Place::cell(source, title.group_cell->row, title.group_cell->column);
    }
  }

  Header match(bool guess) {
    for (std::size_t i = 0; i < titles_.size(); ++i) take(i, titles_[i].key);
    for (std::size_t i = 0; i < titles_.size(); ++i)
      if (!header_.columns[i].part.empty()) take(i, header_key(header_.columns[i].part));
    if (guess)
      for (std::size_t i = 0; i < titles_.size(); ++i) guess_column(i);
    return std::move(header_);
  }

 private:
  void take(std::size_t i, const std::string& key) {
    if (header_.columns[i].column != kNoColumn || key.empty()) return;
    const ColumnId found = index_->column(sheet_, key);
    if (found != kNoColumn) take(i, found);
  }
  void take(std::size_t i, ColumnId found) {
    if (taken_[found]) return;
    taken_[found] = true;
    header_.columns[i].column = found;
    ++header_.matched;
    if (schema_->sheets[sheet_].columns[found].type != ColumnType::label) ++header_.told;
  }
  void guess_column(std::size_t i) {
    HeaderColumn& column = header_.columns[i];
    const std::string& key = titles_[i].key;
    if (column.column != kNoColumn || key.empty() || !column.group.empty()) return;
    if (index_->column(sheet_, key) != kNoColumn) return;  // known, but the column is taken
    const bool words = schema_->sheets[sheet_].shape == SheetShape::grouped;
    const ColumnId found = index_->guess(sheet_, column.title, taken_, words);
    if (found == kNoColumn) return;
    column.guessed = true;
    take(i, found);
  }

  std::vector<Title> titles_;
  SheetId sheet_;
  const TitleIndex* index_;
  const Schema* schema_;
  std::vector<bool> taken_;
  Header header_;
};

/// Whether a known title may stand in the line, or in the one below it as its second level.
bool may_have_titles(const Grid& grid, std::size_t line, const TitleIndex& index) {
  const std::size_t end = std::min(line + 2, grid.lines().size());
  for (; line < end; ++line)
    for (const RawCell* cell : grid.cells(grid.lines()[line]))
      if (cell->text.size() <= kLongestTitle && index.may_begin_title(shown_text(*cell)))
        return true;
  return false;
}

/// Which sheets of the schema could own a header with these titles: those with at least two of
/// them.
std::vector<SheetId> possible_sheets(const Grid& grid, const Grid::Line& line,
                                     const TitleIndex& index) {
  std::vector<SheetId> seen, twice;
  for (const RawCell* cell : grid.cells(line)) {
    const std::string text = shown_text(*cell);
    if (text.size() > kLongestTitle || !index.may_begin_title(text)) continue;
    const std::string key = header_key(text);
    if (key.empty()) continue;
    for (const TitleIndex::Match match : index.columns(key)) {
      if (std::ranges::find(seen, match.sheet) == seen.end())
        seen.push_back(match.sheet);
      else if (std::ranges::find(twice, match.sheet) == twice.end())
        twice.push_back(match.sheet);
    }
  }
  std::ranges::sort(twice);
  return twice;
}

bool is_convincing(const Header& header, const SheetSchema& sheet) {
  if (sheet.shape == SheetShape::grouped)
    return header.told >= 3 || (header.told >= 2 && header.matched * 2 >= header.cells);
  if (sheet.shape != SheetShape::records) return false;
  if (header.told < 2 || header.matched * 10 < header.cells * 6) return false;
  for (std::size_t c = 0; c < sheet.columns.size(); ++c) {
    if (!sheet.columns[c].required) continue;
    const bool there =
        std::ranges::any_of(header.columns, [&](const HeaderColumn& h) { return h.column == c; });
    if (!there) return false;
  }
  return true;
}

/// Whether a line could be a header with misspelt titles: several short texts and nothing else.
bool is_row_of_titles(const Grid& grid, const Grid::Line& line) {
  if (line.count < 3) return false;
  return std::ranges::all_of(grid.cells(line), [](const RawCell* cell) {
    return cell->type == RawCell::Type::text && cell->text.size() <= kLongestGuess;
  });
}

/// The sheet whose header a line is, if it is one. Grouped sheets win over others with as many
/// matches; equal ones of the same shape are told apart by nobody.
class HeaderSearch {
 public:
  HeaderSearch(const Grid& grid, const TitleIndex& index, const Schema& schema, bool guess)
      : grid_(&grid), index_(&index), schema_(&schema), guess_(guess) {}

  using Found = std::optional<std::pair<SheetId, Header>>;

  Found at(std::size_t line, std::vector<SheetId>& ambiguous) const {
    Found best;
    bool tie = false;
    SheetId tied = kNoSheet;
    for (const SheetId sheet : candidates(line)) {
      Header header = read_header(*grid_, line, sheet, *index_, *schema_, guess_);
      if (!is_convincing(header, schema_->sheets[sheet])) continue;
      if (best && header.matched == best->second.matched) {
        const bool grouped = schema_->sheets[sheet].shape == SheetShape::grouped;
        const bool other = schema_->sheets[best->first].shape == SheetShape::grouped;
        if (other) continue;
        if (!grouped) {
          tie = true;
          tied = sheet;
          continue;
        }
      } else if (best && header.matched < best->second.matched) {
        continue;
      }
      tie = false;
      best.emplace(sheet, std::move(header));
    }
    if (tie) {
      ambiguous = {best->first, tied};
      return std::nullopt;
    }
    if (best && !guess_)  // what is left of the titles may be misspelt
      best->second = read_header(*grid_, line, best->first, *index_, *schema_, true);
    return best;
  }

  /// Whether the header at a line has a heading of its own above it, apart from the table before.
  [[nodiscard]] bool stands_anew(const FoundTable& before, std::size_t line) const {
    std::size_t from = line;
    while (from > before.body_line && grid_->lines()[from - 1].count <= 2) --from;
    return find_own_heading(*grid_, from, line, schema_->sheets[before.sheet]).has_value();
  }

 private:
  [[nodiscard]] std::vector<SheetId> candidates(std::size_t line) const {
    if (!guess_) return possible_sheets(*grid_, grid_->lines()[line], *index_);
    std::vector<SheetId> all;
    for (std::size_t s = 0; s < schema_->sheets.size(); ++s)
      if (!schema_->sheets[s].derived && schema_->sheets[s].shape != SheetShape::keyed)
        all.push_back(static_cast<SheetId>(s));
    return all;
  }

  const Grid* grid_;
  const TitleIndex* index_;
  const Schema* schema_;
  bool guess_;
};

std::vector<FoundTable> find_with(const HeaderSearch& search, const Grid& grid, std::size_t lines,
                                  bool guess, std::vector<SheetId>& ambiguous) {
  std::vector<FoundTable> tables;
  for (std::size_t line = 0; line < lines; ++line) {
    if (grid.lines()[line].count < 2) continue;
    if (guess && !is_row_of_titles(grid, grid.lines()[line])) continue;
    HeaderSearch::Found found = search.at(line, ambiguous);
    if (!found) continue;
    if (!tables.empty() && tables.back().sheet == found->first &&
        tables.back().matched == found->second.matched && !search.stands_anew(tables.back(), line))
      continue;  // the header repeated on a new page
    FoundTable table;
    table.sheet = found->first;
    table.header_line = line;
    table.body_line = found->second.body_line;
    table.columns = std::move(found->second.columns);
    table.matched = found->second.matched;
    line = table.body_line == 0 ? line : table.body_line - 1;
    tables.push_back(std::move(table));
  }
  for (std::size_t i = 0; i < tables.size(); ++i)
    tables[i].end_line = i + 1 < tables.size() ? tables[i + 1].header_line : grid.lines().size();
  return tables;
}

/// Takes the header of a line into a table, if it is better than what is there.
void take_better(FoundTable& table, std::size_t line, Header header) {
  if (header.matched <= table.matched) return;
  table.matched = header.matched;
  table.header_line = line;
  table.body_line = header.body_line;
  table.columns = std::move(header.columns);
}

}  // namespace

Grid::Grid(const Sheet& sheet) : sheet_(&sheet) {
  for (const RawCell& cell : sheet.cells) {
    if (is_blank_cell(cell)) continue;
    if (!sheet.merges.empty()) {
      const Merge* merge = sheet.merge_at(cell.row, cell.column);
      if (merge != nullptr && (merge->first_row != cell.row || merge->first_column != cell.column))
        continue;
    }
    if (lines_.empty() || lines_.back().row != cell.row)
      lines_.push_back({cell.row, static_cast<std::uint32_t>(cells_.size()), 0, cell.row});
    cells_.push_back(&cell);
    ++lines_.back().count;
  }
}

std::size_t Grid::line_from(std::uint32_t row) const {
  return static_cast<std::size_t>(std::ranges::lower_bound(lines_, row, {}, &Line::row) -
                                  lines_.begin());
}

Merge Grid::extent(const RawCell& cell) const {
  if (!sheet_->merges.empty())
    if (const Merge* merge = sheet_->merge_at(cell.row, cell.column)) return *merge;
  return {cell.row, cell.row, cell.column, cell.column};
}

bool is_blank_cell(const RawCell& cell) {
  if (cell.type == RawCell::Type::blank) return true;
  return cell.type == RawCell::Type::text && trimmed(cell.text).empty();
}

std::string shown_text(const RawCell& cell) {
  if (!cell.shown.empty()) return std::string(cell.shown);
  switch (cell.type) {
    case RawCell::Type::blank:
      return {};
    case RawCell::Type::number:
      if (const auto decimal = Decimal::from_double(cell.number))
        return decimal->normalised().to_string(',');
      return std::string(cell.text);
    case RawCell::Type::boolean:
      return cell.number != 0 ? "ИСТИНА" : "ЛОЖЬ";
    case RawCell::Type::date:
      return cell.date.digits();
    case RawCell::Type::date_time: {
      const std::size_t t = cell.text.find('T');
      std::string text = cell.date.digits();
      if (t != std::string_view::npos) text += ' ' + std::string(cell.text.substr(t + 1));
      return text;
    }
    case RawCell::Type::text:
    case RawCell::Type::time:
    case RawCell::Type::duration:
    case RawCell::Type::error:
    case RawCell::Type::uncomputed:
      return std::string(trimmed(cell.text));
  }
  return {};
}

bool is_column_numbers(const Grid& grid, const Grid::Line& line) {
  if (line.count < 2) return false;
  int expected = 1;
  for (const RawCell* cell : grid.cells(line))
    if (shown_text(*cell) != std::to_string(expected++)) return false;
  return true;
}

Header read_header(const Grid& grid, std::size_t line, SheetId sheet, const TitleIndex& index,
                   const Schema& schema, bool guess) {
  std::vector<Title> titles = titles_of(grid, grid.lines()[line]);
  const std::uint32_t row = grid.lines()[line].last_row;
  const std::size_t cells = titles.size();
  std::uint32_t last_row = lowest_row(titles, row);
  std::vector<Title> stretched = titles;
  if (!is_second_level(grid, line, titles)) stretch_titles(stretched, grid, line);
  if (is_second_level(grid, line, stretched)) {
    titles = with_second_level(grid, std::move(stretched), grid.lines()[line + 1]);
    last_row = std::max(last_row, grid.lines()[line + 1].row);
  }
  Header header =
      TitleMatcher(std::move(titles), sheet, index, schema, grid.sheet().source).match(guess);
  header.cells = cells;
  header.body_line = grid.line_from(last_row + 1);
  if (header.body_line < grid.lines().size() &&
      is_column_numbers(grid, grid.lines()[header.body_line]) &&
      grid.lines()[header.body_line].row == last_row + 1)
    ++header.body_line;
  return header;
}

FoundTable find_named_table(const Grid& grid, SheetId sheet, const TitleIndex& index,
                            const Schema& schema) {
  FoundTable table;
  table.sheet = sheet;
  table.named = true;
  table.end_line = grid.lines().size();
  const std::size_t lines = std::min(grid.lines().size(), kHeaderSearchLines);
  for (std::size_t line = 0; line < lines; ++line)
    if (may_have_titles(grid, line, index))
      take_better(table, line, read_header(grid, line, sheet, index, schema, false));
  if (table.matched >= 2) {  // what is left of the titles may be misspelt
    take_better(table, table.header_line,
                read_header(grid, table.header_line, sheet, index, schema, true));
    return table;
  }
  for (std::size_t line = 0; line < lines; ++line)
    if (is_row_of_titles(grid, grid.lines()[line]))
      take_better(table, line, read_header(grid, line, sheet, index, schema, true));
  return table;
}

std::vector<FoundTable> find_tables(const Grid& grid, const TitleIndex& index, const Schema& schema,
                                    std::vector<SheetId>& ambiguous) {
  std::size_t lines = grid.lines().size();
  if (lines > kSeveralTablesLines) lines = kHeaderSearchLines;
  std::vector<FoundTable> tables =
      find_with(HeaderSearch(grid, index, schema, false), grid, lines, false, ambiguous);
  if (!tables.empty() || !ambiguous.empty()) return tables;
  return find_with(HeaderSearch(grid, index, schema, true), grid,
                   std::min(lines, kHeaderSearchLines), true, ambiguous);
}

FoundTable find_small_table(const Grid& grid, const TitleIndex& index, const Schema& schema) {
  FoundTable table;
  table.end_line = grid.lines().size();
  const std::size_t lines = std::min(grid.lines().size(), kHeaderSearchLines);
  for (std::size_t line = 0; line < lines && table.matched == 0; ++line) {
    for (std::size_t s = 0; s < schema.sheets.size() && table.matched == 0; ++s) {
      const SheetSchema& sheet = schema.sheets[s];
      if (sheet.derived || sheet.shape != SheetShape::grouped) continue;
      Header header = read_header(grid, line, static_cast<SheetId>(s), index, schema, false);
      if (header.told == 0 || header.matched < 2 || header.matched != header.columns.size())
        continue;
      table.sheet = static_cast<SheetId>(s);
      take_better(table, line, std::move(header));
    }
  }
  return table;
}

}  // namespace grif::recognition
