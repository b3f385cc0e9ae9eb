#include "core/place.hpp"

#include <fmt/format.h>

#include "core/text.hpp"

namespace grif {

SourceId Sources::add(std::string file, std::string sheet) {
  if (sources_.size() >= kNoSource - 1) return kNoSource;
  sources_.push_back({std::move(file), std::move(sheet)});
  return static_cast<SourceId>(sources_.size() - 1);
}

const Sources::Source& Sources::at(SourceId id) const {
  static const Source unknown{};
  return id < sources_.size() ? sources_[id] : unknown;
}

std::string Sources::describe(Place place) const {
  if (place.is_nowhere()) return {};
  const Source& source = at(place.source());
  if (place.is_position()) {
    return fmt::format("{}:{}:{}", source.file, place.line(), place.column());
  }
  if (source.sheet.empty()) return source.file;
  std::string text = source.file + ":" + quoted_sheet_name(source.sheet);
  if (place.is_cell()) text += "!" + cell_name(place.row(), place.column());
  return text;
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

/// `B7` or `R1C1`: a bare name like this would be taken for a cell.
bool looks_like_cell(std::string_view name) {
  std::size_t letters = 0;
  while (letters < name.size() &&
         ((name[letters] | 0x20) >= 'a' && (name[letters] | 0x20) <= 'z')) {
    ++letters;
  }
  if (letters == 0 || letters > 3 || letters == name.size()) return false;
  for (std::size_t i = letters; i < name.size(); ++i) {
    if (name[i] < '0' || name[i] > '9') return false;
  }
  return true;
}

}  // namespace

std::string quoted_sheet_name(std::string_view name) {
  bool plain = !name.empty() && !(name[0] >= '0' && name[0] <= '9') && !looks_like_cell(name);
  for (std::size_t at = 0; plain && at < name.size();) {
    const char32_t c = next_code_point(name, at);
    plain = is_letter(c) || (c >= '0' && c <= '9') || c == '_' || c == '.';
  }
  if (plain) return std::string(name);
  std::string quoted = "'";
  for (const char c : name) {
    if (c == '\'') quoted += '\'';
    // A line feed in a name would break the form of one message a line.
    quoted += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  return quoted + "'";
}

}  // namespace grif
