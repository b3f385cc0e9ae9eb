#include "core/place.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/text.hpp"

namespace grif {

SourceId Sources::add(std::string file, std::string sheet) {
  return add(Source{.file = std::move(file), .sheet = std::move(sheet)});
}

SourceId Sources::add(Source source) {
  if (sources_.size() >= kNoSource - 1) return kNoSource;
  sources_.push_back(std::move(source));
  return static_cast<SourceId>(sources_.size() - 1);
}

const Sources::Source& Sources::at(SourceId id) const {
  static const Source kUnknown{};
  return id < sources_.size() ? sources_[id] : kUnknown;
}

std::string Sources::describe(Place place) const {
  if (place.is_nowhere()) return {};
  const Source& source = at(place.source());
  if (place.is_position()) {
    return fmt::format("{}:{}:{}", source.file, place.line(), place.column());
  }
  if (source.sheet.empty() || (place.is_whole() && source.naming == Naming::field))
    return source.file;
  if (place.is_cell() && source.naming == Naming::field)
    return fmt::format("{}:{}:{}", source.file, place.row() + 1, place.column() + 1);
  if (place.is_cell() && source.naming == Naming::document)
    return source.file + ":" + name_cell(place);
  std::string text = source.file + ":" + quoted_sheet_name(source.sheet);
  if (place.is_cell()) text += "!" + cell_name(place.row(), place.column());
  return text;
}

Sources::CountedRow Sources::count_row(const Source& source, std::uint32_t row) {
  const auto next = std::ranges::upper_bound(source.rows, row, {}, &DocumentRows::first_row);
  if (next == source.rows.begin()) return {{}, row};
  return {*std::prev(next), row - std::prev(next)->first_row};
}

std::string Sources::name_cell(Place place) const {
  const Source& source = at(place.source());
  if (source.naming != Naming::document) return cell_name(place.row(), place.column());
  const auto [rows, row] = count_row(source, place.row());
  const bool russian = source.language == Language::russian;
  if (rows.kind != DocumentRows::Kind::table) {
    std::string name = (russian ? "строка " : "line ") + name_row(place);
    if (place.column() != 0)  // what stands at the right of the page
      name +=
          fmt::format(fmt::runtime(russian ? ", столбец {}" : ", column {}"), place.column() + 1);
    return name;
  }
  return fmt::format(
      fmt::runtime(russian ? "таблица {}, строка {}, столбец {}" : "table {}, row {}, column {}"),
      rows.table, row + 1, place.column() + 1);
}

std::string Sources::name_row(Place place) const {
  const Source& source = at(place.source());
  const auto [rows, row] = count_row(source, place.row());
  const bool russian = source.language == Language::russian;
  switch (rows.kind) {
    case DocumentRows::Kind::above:
      return fmt::format(fmt::runtime(russian ? "{} над таблицей {}" : "{} above table {}"),
                         row + 1, rows.table);
    case DocumentRows::Kind::table:
      return fmt::format("{}", row + 1);
    case DocumentRows::Kind::below:
      return fmt::format(fmt::runtime(russian ? "{} под таблицей {}" : "{} below table {}"),
                         row + 1, rows.table);
  }
  return {};
}

std::string Sources::reference_cell(Place place) const {
  const Source& source = at(place.source());
  if (source.naming != Naming::document) return cell_name(place.row(), place.column());
  const auto [rows, row] = count_row(source, place.row());
  if (rows.kind != DocumentRows::Kind::table) return {};
  return cell_name(row, place.column());
}

std::string column_letters(std::uint32_t column) {
  std::string letters;
  for (std::uint64_t n = std::uint64_t{column} + 1; n > 0; n = (n - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (n - 1) % 26));
  }
  return letters;
}

std::string cell_name(std::uint32_t row, std::uint32_t column) {
  return column_letters(column) + std::to_string(std::uint64_t{row} + 1);
}

namespace {

constexpr std::uint32_t kSheetRows = 1'048'576, kSheetColumns = 16'384;

char upper_ascii(char c) { return static_cast<char>(c >= 'a' && c <= 'z' ? c - 0x20 : c); }

/// Reads a number at `at`; 0 if there is none, kSheetRows + 1 if it is larger than any sheet.
std::uint32_t read_number(std::string_view name, std::size_t& at) {
  std::uint32_t number = 0;
  for (; at < name.size() && name[at] >= '0' && name[at] <= '9'; ++at) {
    number = std::min(number * 10 + static_cast<std::uint32_t>(name[at] - '0'), kSheetRows + 1);
  }
  return number;
}

/// `B7`, within the limits of a sheet: as a bare name it would be taken for a cell.
bool is_a1_reference(std::string_view name) {
  std::size_t at = 0;
  std::uint32_t column = 0;
  for (; at < name.size() && upper_ascii(name[at]) >= 'A' && upper_ascii(name[at]) <= 'Z'; ++at) {
    column = column * 26 + static_cast<std::uint32_t>(upper_ascii(name[at]) - 'A') + 1;
    if (column > kSheetColumns) return false;
  }
  if (column == 0) return false;
  const std::uint32_t row = read_number(name, at);
  return at == name.size() && row >= 1 && row <= kSheetRows;
}

/// `R`, `C`, `RC`, and what begins as `R7`, `C2`, `RC2`, `R7C2` do: Excel quotes them whatever
/// follows.
bool begins_as_r1c1_reference(std::string_view name) {
  std::size_t at = 0;
  std::uint32_t row = 0, column = 0;
  const bool has_row = upper_ascii(name[at]) == 'R';
  if (has_row) row = read_number(name, ++at);
  const bool has_column = at < name.size() && upper_ascii(name[at]) == 'C';
  if (has_column) column = read_number(name, ++at);
  if (!has_row && !has_column) return false;
  const bool exists = row <= kSheetRows && column <= kSheetColumns;
  return exists && (at == name.size() || row != 0 || column != 0);
}

bool is_logical_constant(std::string_view name) {
  const auto is = [name](std::string_view word) {
    return std::ranges::equal(name, word, {}, upper_ascii);
  };
  return is("TRUE") || is("FALSE");
}

bool needs_quotes(std::string_view name) {
  if (name.empty() || (name[0] >= '0' && name[0] <= '9') || name[0] == '.') return true;
  if (is_a1_reference(name) || begins_as_r1c1_reference(name) || is_logical_constant(name))
    return true;
  for (std::size_t at = 0; at < name.size();) {
    const char32_t c = next_code_point(name, at);
    if (!is_letter(c) && !(c >= '0' && c <= '9') && c != '_' && c != '.') return true;
  }
  return false;
}

}  // namespace

std::string quoted_sheet_name(std::string_view name) {
  if (!needs_quotes(name)) return std::string(name);
  std::string quoted = "'";
  for (const char c : name) {
    if (c == '\'') quoted += '\'';
    // A line feed in a name would break the form of one message a line.
    quoted += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  return quoted + "'";
}

}  // namespace grif
