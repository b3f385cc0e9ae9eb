#pragma once

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/date.hpp"
#include "core/text.hpp"
#include "data/workbook.hpp"

// Workbooks as text that people can read, review and change: samples/src/*.sheets and the tests.
//
//   == Лист1                a sheet; `== Лист1 [hidden]` a hidden one
//   widths: 6 40 12         widths of its columns in characters
//   table: 3                the header of a table is row 3: framed from there, frozen (looks only)
//   № | Мероприятия | Срок  a row: cells between upright bars, blanks around them do not count
//   .                       an empty row
//   ~ 1 | …                 a hidden row
//   ; …                     a comment; lines without anything are left out
//
// A cell: text, `¶` is a line break in it; `*text` bold; `#12.5` a number; `@2026-09-01` a date;
// `?yes` a boolean; `!#REF!` an error; `=SUM(A1:A3)` a formula; `<` is merged with the cell to its
// left, `^` with the one above; nothing: blank. `\` before the first sign takes away its meaning.

namespace grif::sheets_text {

struct CellText {
  RawCell::Type type = RawCell::Type::blank;
  std::string text;
  bool bold = false;
};

struct SheetText {
  std::string name;
  bool hidden = false;
  std::vector<double> widths;
  std::size_t table = 0;  ///< row of the header, from 1; 0: none
  std::vector<std::vector<CellText>> rows;
  std::vector<std::uint32_t> hidden_rows;
  std::vector<Merge> merges;
};

namespace detail {

inline CellText parse_cell(std::string_view written) {
  CellText cell;
  std::string_view text = trimmed(written);
  if (text.empty()) return cell;
  cell.type = RawCell::Type::text;
  if (text.front() == '*') {
    cell.bold = true;
    text.remove_prefix(1);
  }
  const char sign = text.empty() ? ' ' : text.front();
  if (sign == '#') cell.type = RawCell::Type::number;
  if (sign == '@') cell.type = RawCell::Type::date;
  if (sign == '?') cell.type = RawCell::Type::boolean;
  if (sign == '!') cell.type = RawCell::Type::error;
  if (sign == '=') cell.type = RawCell::Type::uncomputed;
  if (cell.type != RawCell::Type::text || sign == '\\') text.remove_prefix(1);
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (c == U'¶')
      cell.text += '\n';
    else
      append_utf8(cell.text, c);
  }
  return cell;
}

/// Rows of written cells become rows of cells; `<` and `^` become merges.
inline void add_rows(SheetText& sheet, const std::vector<std::vector<std::string>>& written) {
  using At = std::pair<std::size_t, std::size_t>;
  std::map<At, At> owners;
  std::map<At, At> ends;
  for (std::size_t r = 0; r < written.size(); ++r) {
    std::vector<CellText>& row = sheet.rows.emplace_back();
    for (std::size_t c = 0; c < written[r].size(); ++c) {
      const std::string_view text = trimmed(written[r][c]);
      At owner{r, c};
      if (text == "<" && c > 0) owner = owners.at({r, c - 1});
      if (text == "^" && r > 0) {
        const auto above = owners.find({r - 1, c});
        owner = above == owners.end() ? At{r - 1, c} : above->second;
      }
      owners[{r, c}] = owner;
      row.push_back(owner == At{r, c} ? parse_cell(text) : CellText{});
      if (owner == At{r, c}) continue;
      At& end = ends.try_emplace(owner, owner).first->second;
      end = {std::max(end.first, r), std::max(end.second, c)};
    }
  }
  for (const auto& [first, last] : ends)
    sheet.merges.push_back(
        {static_cast<std::uint32_t>(first.first), static_cast<std::uint32_t>(last.first),
         static_cast<std::uint16_t>(first.second), static_cast<std::uint16_t>(last.second)});
}

}  // namespace detail

inline std::vector<SheetText> parse(std::string_view text) {
  std::vector<SheetText> sheets;
  std::vector<std::vector<std::string>> written;
  const auto finish = [&] {
    if (!sheets.empty()) detail::add_rows(sheets.back(), written);
    written.clear();
  };
  for (const std::string_view raw : split(text, '\n')) {
    std::string_view line = trimmed(raw);
    if (line.empty() || line.front() == ';') continue;
    if (line.starts_with("== ")) {
      finish();
      SheetText& sheet = sheets.emplace_back();
      line = trimmed(line.substr(3));
      sheet.hidden = line.ends_with("[hidden]");
      if (sheet.hidden) line = trimmed(line.substr(0, line.size() - 8));
      sheet.name = line;
      continue;
    }
    if (sheets.empty()) continue;
    if (line.starts_with("widths:")) {
      for (const std::string_view word : split(line.substr(7), ' ')) {
        double width = 0;
        std::from_chars(word.data(), word.data() + word.size(), width);
        if (width > 0) sheets.back().widths.push_back(width);
      }
      continue;
    }
    if (line.starts_with("table:")) {
      const std::string_view row = trimmed(line.substr(6));
      std::from_chars(row.data(), row.data() + row.size(), sheets.back().table);
      continue;
    }
    if (line.front() == '~') {
      sheets.back().hidden_rows.push_back(static_cast<std::uint32_t>(written.size()));
      line = line.substr(1);
    }
    std::vector<std::string>& row = written.emplace_back();
    if (line == ".") continue;
    for (const std::string_view cell : split(line, '|')) row.emplace_back(cell);
  }
  finish();
  return sheets;
}

/// The workbook as the reader would give it.
inline Workbook make_workbook(std::string_view text, std::string file, Sources& sources) {
  Workbook book;
  book.source = sources.add(file);
  for (const SheetText& from : parse(text)) {
    Sheet& sheet = book.sheets.emplace_back();
    sheet.name = from.name;
    sheet.hidden = from.hidden;
    sheet.source = sources.add(file, from.name);
    sheet.hidden_rows = from.hidden_rows;
    sheet.merges = from.merges;
    sheet.index_merges();
    for (std::size_t r = 0; r < from.rows.size(); ++r) {
      for (std::size_t c = 0; c < from.rows[r].size(); ++c) {
        const CellText& cell = from.rows[r][c];
        if (cell.type == RawCell::Type::blank) continue;
        RawCell raw;
        raw.row = static_cast<std::uint32_t>(r);
        raw.column = static_cast<std::uint16_t>(c);
        raw.type = cell.type;
        raw.bold = cell.bold;
        raw.text = book.arena.store(cell.text);
        if (cell.type == RawCell::Type::number)
          std::from_chars(cell.text.data(), cell.text.data() + cell.text.size(), raw.number);
        if (cell.type == RawCell::Type::boolean) raw.number = cell.text == "yes" ? 1 : 0;
        if (cell.type == RawCell::Type::date)
          raw.date = Date::parse_iso(cell.text).value_or(Date());
        raw.formula = cell.type == RawCell::Type::uncomputed;
        sheet.cells.push_back(raw);
      }
    }
  }
  book.file = std::move(file);
  return book;
}

}  // namespace grif::sheets_text
