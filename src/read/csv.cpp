#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "core/text.hpp"
#include "data/cell_reference.hpp"
#include "read/plain_text.hpp"
#include "read/read.hpp"
#include "read/typed_text.hpp"
#include "read/xlsx_cell.hpp"
#include "xml/lines.hpp"

namespace grif {
namespace {

constexpr std::size_t kMaxRowBytes = 1 << 20;
constexpr std::size_t kMaxFieldCharacters = 32'767;

/// The file's name without its folder and its ending: what the sheet is called.
std::string title_of(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  const std::size_t dot = name.rfind('.');
  return std::string(dot == 0 ? name : name.substr(0, dot));
}

bool is_named_as_table(std::string_view path) {
  const std::string name = lower(path);
  return name.ends_with(".csv") || name.ends_with(".tsv");
}

/// Rows and fields of RFC 4180, with the separators and line ends that are met.
class CsvReader {
 public:
  CsvReader(std::string_view text, char separator, Workbook& workbook, Diagnostics& diagnostics)
      : text_(text),
        separator_(separator),
        arena_(workbook.arena),
        sheet_(workbook.sheets.front()),
        diagnostics_(diagnostics) {}

  bool read() {
    skip_separator_line();
    for (row_ = 0; at_ < text_.size(); ++row_) {
      if (row_ == kMaxRows)
        return refuse(Kind::sheet_too_many_rows, at_, fmt::format("{}", kMaxRows));
      if (!read_row()) return false;
    }
    report_stray_quotes();
    report_ragged_rows();
    return true;
  }

 private:
  bool refuse(Kind kind, std::size_t offset, std::string_view argument = {}) {
    const LineColumn at = locate_offset(text_, offset);
    diagnostics_.report(kind, Place::position(sheet_.source, at.line, at.column), {argument});
    return false;
  }

  /// `sep=;` in the first line, as Excel has it.
  void skip_separator_line() {
    constexpr std::string_view kLine = "sep=";
    if (!text_.starts_with(kLine) || text_.size() <= kLine.size()) return;
    std::size_t end = kLine.size() + 1;
    if (end < text_.size() && !is_line_end(text_[end])) return;
    separator_ = text_[kLine.size()];
    at_ = end;
    skip_line_end();
  }

  static bool is_line_end(char c) { return c == '\n' || c == '\r'; }
  void skip_line_end() {
    if (at_ < text_.size() && text_[at_] == '\r') ++at_;
    if (at_ < text_.size() && text_[at_] == '\n') ++at_;
  }

  bool read_row() {
    const std::size_t start = at_;
    std::size_t filled = 0;
    for (column_ = 0;; ++column_) {
      if (!read_field()) return false;
      if (at_ - start > kMaxRowBytes)
        return refuse(Kind::csv_row_too_long, start, fmt::format("{}", kMaxRowBytes >> 20));
      if (!trimmed(field_).empty()) {
        if (!store_cell()) return false;
        filled = column_ + 1;
      }
      if (at_ == text_.size() || text_[at_] != separator_) break;
      ++at_;
    }
    if (filled != 0) rows_.push_back({row_, column_ + 1, static_cast<std::uint32_t>(filled)});
    skip_line_end();
    return true;
  }

  /// Leaves at the separator, the line end or the end of the text.
  bool read_field() {
    field_start_ = at_;
    if (at_ < text_.size() && text_[at_] == '"') {
      if (!read_quoted()) return false;
      if (at_ == text_.size() || text_[at_] == separator_ || is_line_end(text_[at_])) return true;
      skip_to_field_end();
      take_with_quotes();
      return true;
    }
    skip_to_field_end();
    field_ = text_.substr(field_start_, at_ - field_start_);
    return true;
  }

  void skip_to_field_end() {
    while (at_ < text_.size() && text_[at_] != separator_ && !is_line_end(text_[at_])) ++at_;
  }

  bool read_quoted() {
    std::size_t from = ++at_;
    std::string joined;
    bool is_joined = false;
    for (;;) {
      const std::size_t quote = text_.find('"', at_);
      if (quote == std::string_view::npos) return refuse(Kind::csv_open_quote, field_start_);
      at_ = quote + 1;
      if (at_ == text_.size() || text_[at_] != '"') break;
      joined += text_.substr(from, at_ - from);
      is_joined = true;
      from = ++at_;
    }
    const std::string_view last = text_.substr(from, at_ - 1 - from);
    if (!is_joined && last.find('\r') == std::string_view::npos) {
      field_ = last;
      return true;
    }
    joined += last;
    field_ = arena_.store(with_line_feeds(joined));
    return true;
  }

  /// A line ends with a line feed in a cell, whatever it ends with in the file.
  static std::string with_line_feeds(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] != '\r')
        out += text[i];
      else if (i + 1 == text.size() || text[i + 1] != '\n')
        out += '\n';
    }
    return out;
  }

  /// A field that only begins with a word in quotes: «"Школа" цикл встреч».
  void take_with_quotes() {
    field_ = arena_.store(with_line_feeds(text_.substr(field_start_, at_ - field_start_)));
    if (stray_quotes_++ != 0) return;
    first_stray_ = field_start_;
    stray_field_ = field_;
  }

  bool store_cell() {
    if (column_ >= kMaxDataColumns)
      return refuse(Kind::sheet_too_wide, field_start_, column_letters(kMaxDataColumns - 1));
    if (field_.size() > kMaxFieldCharacters && count_code_points(field_) > kMaxFieldCharacters)
      return refuse(Kind::csv_field_too_long, field_start_, fmt::format("{}", kMaxFieldCharacters));
    if (sheet_.cells.size() == kMaxCells)
      return refuse(Kind::sheet_too_many_cells, field_start_, fmt::format("{}", kMaxCells));
    RawCell cell;
    cell.row = row_;
    cell.column = static_cast<std::uint16_t>(column_);
    type_text(field_, cell, arena_);
    sheet_.cells.push_back(cell);
    return true;
  }

  void report_stray_quotes() {
    if (stray_quotes_ == 0) return;
    const LineColumn at = locate_offset(text_, first_stray_);
    diagnostics_.report(Kind::csv_stray_quote, Place::position(sheet_.source, at.line, at.column),
                        {shorten_seen(stray_field_), fmt::format("{}", stray_quotes_)});
  }

  /// Rows with too few fields, or with something beyond the last column of the others. Lines of one
  /// field above the table are its title.
  void report_ragged_rows() {
    std::vector<std::uint32_t> widths;
    for (const Row& row : rows_)
      if (row.fields > 1) widths.push_back(row.fields);
    if (widths.size() < 2) return;
    std::ranges::sort(widths);
    std::uint32_t usual = 0;
    for (std::size_t first = 0, most = 0; first < widths.size();) {
      std::size_t last = first;
      while (last < widths.size() && widths[last] == widths[first]) ++last;
      if (last - first >= most) {
        most = last - first;
        usual = widths[first];
      }
      first = last;
    }
    CellList ragged;
    bool in_table = false;
    for (const Row& row : rows_) {
      in_table = in_table || row.fields == usual;
      const bool differs = row.filled > usual || (in_table && row.fields < usual);
      if (differs)
        ragged.add(Place::cell(sheet_.source, row.row, 0), fmt::format("{}", row.row + 1));
    }
    if (ragged.count != 0)
      diagnostics_.report(Kind::csv_ragged, ragged.first, {fmt::format("{}", usual), ragged.names});
  }

  struct Row {
    std::uint32_t row, fields, filled;
  };

  std::string_view text_;
  char separator_;
  Arena& arena_;
  Sheet& sheet_;
  Diagnostics& diagnostics_;
  std::size_t at_ = 0, field_start_ = 0;
  std::uint32_t row_ = 0, column_ = 0;
  std::string_view field_;
  std::vector<Row> rows_;  ///< that are not blank
  std::size_t stray_quotes_ = 0, first_stray_ = 0;
  std::string_view stray_field_;
};

}  // namespace

std::optional<Workbook> read_csv(std::string bytes, std::string file, Sources& sources,
                                 Diagnostics& diagnostics) {
  std::string title = title_of(file);
  Workbook workbook;
  workbook.source = sources.add({.file = file, .sheet = title, .naming = Sources::Naming::field});
  workbook.file = std::move(file);
  workbook.format = Workbook::Format::csv;
  auto text = decode_plain_text(std::move(bytes), workbook.source, diagnostics);
  if (!text) return std::nullopt;
  const std::string_view kept = workbook.arena.adopt(std::move(*text));
  workbook.sheets.push_back({.name = std::move(title), .source = workbook.source});
  const auto separator = find_separator(kept);
  if (!separator && !is_named_as_table(workbook.file)) {
    diagnostics.report(Kind::input_text, Place::whole(workbook.source));
    return std::nullopt;
  }
  if (!CsvReader(kept, separator ? *separator : guess_separator(kept), workbook, diagnostics)
           .read())
    return std::nullopt;
  return workbook;
}

}  // namespace grif
