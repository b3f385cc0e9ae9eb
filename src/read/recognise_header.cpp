#include "read/recognise_header.hpp"

#include <algorithm>
#include <optional>

#include "core/decimal.hpp"
#include "core/text.hpp"

namespace grif::recognition {
namespace {

constexpr std::size_t kHeaderSearchLines = 200;     // a header below that is none
constexpr std::size_t kSeveralTablesLines = 5'000;  // larger sheets hold one table
constexpr std::size_t kLongestTitle = 400;          // bytes

/// A title of a header with what it fills.
struct Title {
  std::uint16_t first, last;
  std::uint32_t last_row;
  std::string text;
  std::string key;
  const RawCell* cell;
};

std::vector<Title> titles_of(const Grid& grid, const Grid::Line& line) {
  std::vector<Title> titles;
  for (const RawCell* cell : grid.cells(line)) {
    const Merge extent = grid.extent(*cell);
    std::string text = shown_text(*cell);
    std::string key = text.size() <= kLongestTitle ? header_key(text) : std::string();
    titles.push_back({extent.first_column, extent.last_column, extent.last_row, std::move(text),
                      std::move(key), cell});
  }
  return titles;
}

/// Line of the second level of titles, if there is one: every cell of it stands under a title that
/// is merged across, and some title has at least two.
std::optional<std::size_t> second_level(const Grid& grid, std::size_t line,
                                        const std::vector<Title>& titles) {
  if (line + 1 >= grid.lines().size()) return std::nullopt;
  const Grid::Line& next = grid.lines()[line + 1];
  if (next.row != grid.lines()[line].row + 1) return std::nullopt;
  std::size_t most = 0;
  const Title* over = nullptr;
  for (const RawCell* cell : grid.cells(next)) {
    const auto parent = std::ranges::find_if(
        titles, [&](const Title& t) { return t.first <= cell->column && cell->column <= t.last; });
    if (parent == titles.end() || parent->first == parent->last || parent->last_row >= next.row)
      return std::nullopt;
    most = &*parent == over ? most + 1 : 1;
    over = &*parent;
    if (grid.extent(*cell).last_column > parent->last) return std::nullopt;
  }
  if (most < 2) return std::nullopt;
  return line + 1;
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
      part.text = title.text + ": " + part.text;
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

Header match_titles(std::vector<Title> titles, SheetId sheet, const TitleIndex& index,
                    const Schema& schema, SourceId source) {
  Header header;
  std::vector<bool> taken(schema.sheets[sheet].columns.size());
  for (Title& title : titles) {
    HeaderColumn column;
    column.first = title.first;
    column.last = title.last;
    column.place = Place::cell(source, title.cell->row, title.cell->column);
    column.title = std::move(title.text);
    const ColumnId found = title.key.empty() ? kNoColumn : index.column(sheet, title.key);
    if (found != kNoColumn && !taken[found]) {
      taken[found] = true;
      column.column = found;
      ++header.matched;
      if (schema.sheets[sheet].columns[found].type != ColumnType::label) ++header.told;
    }
    header.columns.push_back(std::move(column));
  }
  return header;
}

/// Which sheets of the schema could own a header with these titles: those with at least two of
/// them.
std::vector<SheetId> possible_sheets(const std::vector<Title>& titles, const TitleIndex& index) {
  std::vector<SheetId> seen, twice;
  for (const Title& title : titles) {
    if (title.key.empty()) continue;
    for (const TitleIndex::Match match : index.columns(title.key)) {
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
    return header.told >= 2 && header.matched * 2 >= header.cells;
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

/// The sheet whose header a line is, if it is one. Grouped sheets win over others with as many
/// matches; equal ones of the same shape are told apart by nobody.
std::optional<std::pair<SheetId, Header>> header_at(const Grid& grid, std::size_t line,
                                                    const TitleIndex& index, const Schema& schema,
                                                    std::vector<SheetId>& ambiguous) {
  const std::vector<Title> titles = titles_of(grid, grid.lines()[line]);
  std::optional<std::pair<SheetId, Header>> best;
  bool tie = false;
  SheetId tied = kNoSheet;
  for (const SheetId sheet : possible_sheets(titles, index)) {
    Header header = read_header(grid, line, sheet, index, schema);
    if (!is_convincing(header, schema.sheets[sheet])) continue;
    if (best && header.matched == best->second.matched) {
      const bool grouped = schema.sheets[sheet].shape == SheetShape::grouped;
      const bool other = schema.sheets[best->first].shape == SheetShape::grouped;
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
  return best;
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
      lines_.push_back({cell.row, static_cast<std::uint32_t>(cells_.size()), 0});
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
                   const Schema& schema) {
  std::vector<Title> titles = titles_of(grid, grid.lines()[line]);
  const std::uint32_t row = grid.lines()[line].row;
  const std::size_t cells = titles.size();
  std::uint32_t last_row = lowest_row(titles, row);
  if (const auto second = second_level(grid, line, titles)) {
    titles = with_second_level(grid, std::move(titles), grid.lines()[*second]);
    last_row = std::max(last_row, grid.lines()[*second].row);
  }
  Header header = match_titles(std::move(titles), sheet, index, schema, grid.sheet().source);
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
  for (std::size_t line = 0; line < lines; ++line) {
    Header header = read_header(grid, line, sheet, index, schema);
    if (header.matched <= table.matched) continue;
    table.matched = header.matched;
    table.header_line = line;
    table.body_line = header.body_line;
    table.columns = std::move(header.columns);
  }
  return table;
}

std::vector<FoundTable> find_tables(const Grid& grid, const TitleIndex& index, const Schema& schema,
                                    std::vector<SheetId>& ambiguous) {
  std::vector<FoundTable> tables;
  std::size_t lines = grid.lines().size();
  if (lines > kSeveralTablesLines) lines = kHeaderSearchLines;
  for (std::size_t line = 0; line < lines; ++line) {
    if (grid.lines()[line].count < 2) continue;
    auto found = header_at(grid, line, index, schema, ambiguous);
    if (!found) continue;
    if (!tables.empty() && tables.back().sheet == found->first &&
        tables.back().matched == found->second.matched)
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

}  // namespace grif::recognition
