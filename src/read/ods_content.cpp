#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "core/text.hpp"
#include "data/annotation.hpp"
#include "data/cell_reference.hpp"
#include "data/form.hpp"
#include "read/ods_parts.hpp"
#include "read/xlsx_cell.hpp"

namespace grif {
namespace {

using Event = XmlScanner::Event;
using Type = RawCell::Type;

std::uint64_t parse_count(std::optional<std::string_view> text) {
  constexpr std::uint64_t kEnough = 1ULL << 40;
  if (!text) return 1;
  std::uint64_t count = 0;
  const auto [stop, error] = std::from_chars(text->data(), text->data() + text->size(), count);
  if (error == std::errc::result_out_of_range) return kEnough;
  return std::clamp<std::uint64_t>(count, 1, kEnough);
}

/// A formula that reaches for other files, other programs or the network.
bool reaches_outside(std::string_view formula) {
  return formula.find("'file:") != std::string_view::npos ||
         formula.find("://") != std::string_view::npos ||
         formula.find("WEBSERVICE(") != std::string_view::npos ||
         formula.find("DDE(") != std::string_view::npos;
}

class ContentReader {
 public:
  ContentReader(const XlsxPart& part, const OdsStyles& styles, Workbook& workbook, Sources& sources,
                Diagnostics& diagnostics)
      : part_(part),
        scanner_(part.text, kOfficeLimits),
        styles_(styles),
        workbook_(workbook),
        file_(Place::whole(workbook.source)),
        sources_(sources),
        diagnostics_(diagnostics) {}

  bool read() {
    for (;;) {
      const Event event = scanner_.next();
      if (event == Event::fault) return report_fault();
      if (event == Event::finished) break;
      if (event != Event::start) continue;
      const std::string_view name = scanner_.local_name();
      if (name == "table") {
        if (!read_table()) return false;
      } else if (name == "automatic-styles" || name == "tracked-changes" || name == "forms") {
        if (!scanner_.skip_element()) return report_fault();
      } else if (name == "dde-link" || name == "database-range-source") {
        has_links_ = true;
      }
    }
    if (workbook_.sheets.empty()) return refuse(Kind::workbook_no_sheets, file_, {});
    if (has_links_) diagnostics_.report(Kind::workbook_links, file_);
    return true;
  }

 private:
  bool report_fault() {
    report_part_fault(scanner_, part_, file_, file_, diagnostics_);
    return false;
  }
  bool refuse(Kind kind, Place place, std::string_view argument) {
    diagnostics_.report(kind, place, {argument});
    return false;
  }
  [[nodiscard]] Place place() const { return Place::cell(sheet_.source, row_, column_); }

  // ---- Sheets and rows

  bool read_table() {
    if (workbook_.sheets.size() == kMaxSheets)
      return refuse(Kind::workbook_too_many_sheets, file_, fmt::format("{}", kMaxSheets));
    sheet_ = {};
    sheet_.name = scanner_.attribute("name").value_or("");
    sheet_.hidden = styles_.style(scanner_.attribute("style-name").value_or("")).hidden_table;
    sheet_.source = sources_.add(workbook_.file, sheet_.name);
    row_ = column_ = 0;
    hidden_columns_.clear();
    struck_ = coloured_ = comments_ = drawings_ = links_ = outside_ = {};
    const std::size_t outside = scanner_.depth() - 1;
    for (;;) {
      const Event event = scanner_.next();
      if (event == Event::fault) return report_fault();
      if (event == Event::end && scanner_.depth() == outside) break;
      if (event != Event::start) continue;
      if (!read_table_child(scanner_.local_name())) return false;
    }
    report_sheet();
    if (!settle_merges(sheet_, diagnostics_)) return false;
    workbook_.sheets.push_back(std::move(sheet_));
    return true;
  }

  bool read_table_child(std::string_view name) {
    if (name == "table-row") return read_row();
    if (name == "table-column") {
      note_columns();
      return true;
    }
    if (name == "table-source" || name == "dde-source") has_links_ = true;
    if (name == "shapes") drawings_.add(Place::cell(sheet_.source, 0, 0));
    // Groups, headers and plain sets of rows and columns only stand around them.
    const bool is_around = name.starts_with("table-row") || name.starts_with("table-header") ||
                           name.starts_with("table-column");
    return is_around || scanner_.skip_element() || report_fault();
  }

  void note_columns() {
    const std::uint64_t count = parse_count(scanner_.attribute("number-columns-repeated"));
    const auto visibility = scanner_.attribute("visibility");
    const std::uint64_t first = next_column_definition_;
    next_column_definition_ = first + count;
    if (!visibility || *visibility == "visible") return;
    for (std::uint64_t c = first; c < std::min<std::uint64_t>(first + count, kMaxDataColumns); ++c)
      hidden_columns_.push_back(static_cast<std::uint32_t>(c));
  }

  /// A row that is repeated without data is passed over; with data it is as many rows.
  bool read_row() {
    const std::uint64_t times = parse_count(scanner_.attribute("number-rows-repeated"));
    const auto visibility = scanner_.attribute("visibility");
    const bool is_hidden = visibility && *visibility != "visible";
    const std::size_t first_cell = sheet_.cells.size(), first_merge = sheet_.merges.size();
    const std::size_t outside = scanner_.depth() - 1;
    column_ = 0;
    for (;;) {
      const Event event = scanner_.next();
      if (event == Event::fault) return report_fault();
      if (event == Event::end && scanner_.depth() == outside) break;
      if (event != Event::start) continue;
      const std::string_view name = scanner_.local_name();
      const bool is_cell = name == "table-cell" || name == "covered-table-cell";
      if (is_cell ? !read_cell(name == "covered-table-cell") : !scanner_.skip_element())
        return is_cell ? false : report_fault();
    }
    const bool has_data = sheet_.cells.size() > first_cell || sheet_.merges.size() > first_merge;
    if (has_data && (row_ >= kMaxRows || times > kMaxRows - row_))
      return refuse(Kind::sheet_too_many_rows, Place::whole(sheet_.source),
                    fmt::format("{}", kMaxRows));
    if (has_data && !repeat_row(first_cell, first_merge, times)) return false;
    if (has_data && is_hidden)
      for (std::uint64_t i = 0; i < times; ++i)
        sheet_.hidden_rows.push_back(row_ + static_cast<std::uint32_t>(i));
    row_ = static_cast<std::uint32_t>(std::min<std::uint64_t>(row_ + times, kMaxRows));
    return true;
  }

  bool repeat_row(std::size_t first_cell, std::size_t first_merge, std::uint64_t times) {
    const std::size_t cells = sheet_.cells.size() - first_cell;
    const std::size_t merges = sheet_.merges.size() - first_merge;
    cells_read_ += cells * (times - 1);
    if (cells_read_ > kMaxCells)
      return refuse(Kind::sheet_too_many_cells, Place::whole(sheet_.source),
                    fmt::format("{}", kMaxCells));
    if (sheet_.merges.size() + merges * (times - 1) > kMaxMerges)
      return refuse(Kind::sheet_too_many_merges, Place::whole(sheet_.source),
                    fmt::format("{}", kMaxMerges));
    for (std::uint32_t down = 1; down < times; ++down) {
      for (std::size_t i = 0; i < cells; ++i) {
        RawCell cell = sheet_.cells[first_cell + i];
        cell.row += down;
        sheet_.cells.push_back(cell);
      }
      for (std::size_t i = 0; i < merges; ++i) {
        Merge merge = sheet_.merges[first_merge + i];
        merge.first_row += down;
        merge.last_row += down;
        sheet_.merges.push_back(merge);
      }
    }
    return true;
  }

  // ---- Cells

  bool read_cell(bool covered) {
    const std::uint64_t times = parse_count(scanner_.attribute("number-columns-repeated"));
    const std::uint64_t across = parse_count(scanner_.attribute("number-columns-spanned"));
    const std::uint64_t down = parse_count(scanner_.attribute("number-rows-spanned"));
    OdsStored stored = read_attributes();
    if (!read_cell_content(stored)) return report_fault();
    if ((across > 1 || down > 1) && !covered && !add_merge(across, down)) return false;
    RawCell cell;
    if (!interpret_ods_cell(stored, styles_, workbook_.arena, cell))
      diagnostics_.report(Kind::cell_value, place(), {shorten_seen(stored.value)});
    if (cell.type != Type::blank && !store_cell(cell, stored, times)) return false;
    column_ = static_cast<std::uint32_t>(
        std::min<std::uint64_t>(column_ + times, std::uint64_t{kMaxColumns} * 2));
    return true;
  }

  OdsStored read_attributes() {
    OdsStored stored;
    const auto copy = [this](std::string_view name) {
      return std::string(scanner_.attribute(name).value_or(""));
    };
    stored.style = &styles_.style(copy("style-name"));
    if (const auto formula = scanner_.attribute("formula")) {
      stored.has_formula = true;
      if (reaches_outside(*formula)) outside_.add(place());
    }
    // LibreOffice adds value types of its own beside those of the standard.
    for (const XmlScanner::Attribute& attribute : scanner_.attributes()) {
      const std::string_view name = attribute.name;
      if (!name.ends_with(":value-type")) continue;
      if (attribute.value == "error")
        stored.is_error = true;
      else if (stored.type.empty())
        stored.type = attribute.value;
    }
    if (stored.type == "date")
      stored.value = copy("date-value");
    else if (stored.type == "time")
      stored.value = copy("time-value");
    else if (stored.type == "boolean")
      stored.value = copy("boolean-value");
    else if (stored.type == "string")
      stored.value = copy("string-value");
    else
      stored.value = copy("value");
    return stored;
  }

  bool read_cell_content(OdsStored& stored) {
    const std::size_t outside = scanner_.depth() - 1;
    bool has_comment = false;
    for (;;) {
      const Event event = scanner_.next();
      if (event == Event::fault || event == Event::finished) return false;
      if (event == Event::end && scanner_.depth() == outside) break;
      if (event != Event::start) continue;
      const std::string_view name = scanner_.local_name();
      if (name == "p" || name == "h") {
        if (stored.any_paragraph) stored.text += '\n';
        stored.any_paragraph = true;
        if (!read_paragraph(stored)) return false;
        continue;
      }
      if (name == "annotation") {
        std::string note;
        if (!read_note(note)) return false;
        has_comment = has_comment || !annotation::is_own_note(note);
        continue;
      }
      if (name == "frame" || name == "custom-shape" || name == "control") drawings_.add(place());
      if (!scanner_.skip_element()) return false;
    }
    if (has_comment) comments_.add(place());
    if (!stored.link.empty() && bare_address(stored.text) != bare_address(stored.link))
      links_.add(place());
    return true;
  }

  /// The paragraphs of a note, a line each.
  bool read_note(std::string& note) {
    const std::size_t outside = scanner_.depth() - 1;
    bool in_paragraph = false;
    for (;;) {
      const Event event = scanner_.next();
      if (event == Event::fault || event == Event::finished) return false;
      if (event == Event::end && scanner_.depth() == outside) return true;
      if (event == Event::start && scanner_.local_name() == "p") {
        if (!note.empty()) note += '\n';
        in_paragraph = true;
      } else if (event == Event::end && scanner_.local_name() == "p") {
        in_paragraph = false;
      } else if (event == Event::text && in_paragraph) {
        note += scanner_.text();
      }
    }
  }

  bool read_paragraph(OdsStored& stored) {
    const std::size_t outside = scanner_.depth() - 1;
    for (;;) {
      const Event event = scanner_.next();
      if (event == Event::fault || event == Event::finished) return false;
      if (event == Event::end && scanner_.depth() == outside) return true;
      if (event == Event::text) append_text(stored, scanner_.text());
      if (event == Event::start && !read_inline(stored)) return false;
    }
  }

  /// White space of the file is one blank (OpenDocument 1.3, part 3, 6.1.2).
  static void append_text(OdsStored& stored, std::string_view text) {
    for (const char c : text) {
      const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
      if (!blank)
        stored.text += c;
      else if (!stored.text.empty() && stored.text.back() != ' ' && stored.text.back() != '\n')
        stored.text += ' ';
    }
  }

  bool read_inline(OdsStored& stored) {
    constexpr std::uint64_t kMostBlanks = 1'000;
    const std::string name(scanner_.local_name());
    if (name == "s") {
      const std::uint64_t count = std::min(parse_count(scanner_.attribute("c")), kMostBlanks);
      stored.text.append(count, ' ');
    } else if (name == "tab") {
      stored.text += '\t';
    } else if (name == "line-break") {
      stored.text += '\n';
    } else if (name == "span") {
      const OdsStyle& style = styles_.style(scanner_.attribute("style-name").value_or(""));
      stored.struck = stored.struck || style.struck.value_or(false);
      stored.coloured = stored.coloured || style.coloured.value_or(false);
    } else if (name == "a") {
      stored.link = scanner_.attribute("href").value_or("");
    } else if (name == "annotation" || name == "note" || name == "frame" || name == "ruby-text") {
      if (name == "annotation") comments_.add(place());
      if (name == "frame") drawings_.add(place());
      return scanner_.skip_element();
    }
    return true;
  }

  bool add_merge(std::uint64_t across, std::uint64_t down) {
    if (column_ + across > kMaxColumns || row_ + down > kMaxRows)
      return refuse(Kind::sheet_merge, place(), cell_name(row_, column_));
    if (sheet_.merges.size() == kMaxMerges)
      return refuse(Kind::sheet_too_many_merges, Place::whole(sheet_.source),
                    fmt::format("{}", kMaxMerges));
    sheet_.merges.push_back({row_, static_cast<std::uint32_t>(row_ + down - 1),
                             static_cast<std::uint16_t>(column_),
                             static_cast<std::uint16_t>(column_ + across - 1)});
    return true;
  }

  bool store_cell(RawCell cell, const OdsStored& stored, std::uint64_t times) {
    if (column_ >= kMaxDataColumns || times > kMaxDataColumns - column_)
      return refuse(Kind::sheet_too_wide, place(), column_letters(kMaxDataColumns - 1));
    cells_read_ += times;
    if (cells_read_ > kMaxCells)
      return refuse(Kind::sheet_too_many_cells, Place::whole(sheet_.source),
                    fmt::format("{}", kMaxCells));
    cell.row = row_;
    cell.formula = stored.has_formula;
    cell.bold = stored.style->bold.value_or(false);
    cell.line_above = stored.style->line_above.value_or(false);
    cell.line_below = stored.style->line_below.value_or(false);
    cell.line_beside = stored.style->line_beside.value_or(false);
    if (stored.struck || stored.style->struck.value_or(false)) struck_.add(place());
    if (stored.coloured) coloured_.add(place());
    for (std::uint64_t i = 0; i < times; ++i) {
      cell.column = static_cast<std::uint16_t>(column_ + i);
      sheet_.cells.push_back(cell);
    }
    return true;
  }

  // ---- Messages

  void report_sheet() {
    const auto report = [this](Kind kind, const CellList& cells) {
      if (cells.count != 0) diagnostics_.report(kind, cells.first, {cells.names});
    };
    report(Kind::cells_struck, struck_);
    report(Kind::cells_coloured, coloured_);
    report(Kind::sheet_comments, comments_);
    report(Kind::sheet_drawings, drawings_);
    if (!is_sheet_for_people(sheet_.name)) report(Kind::sheet_links, links_);
    if (outside_.count != 0)
      diagnostics_.report(Kind::cell_outside_formula, outside_.first,
                          {fmt::format("{}", outside_.count)});
    next_column_definition_ = 0;
    if (sheet_.hidden) return;
    report_hidden_columns();
    const auto rows = std::ranges::count_if(
        sheet_.hidden_rows, [this](std::uint32_t row) { return !sheet_.row(row).empty(); });
    if (rows != 0)
      diagnostics_.report(Kind::sheet_hidden_rows, Place::whole(sheet_.source),
                          {fmt::format("{}", rows)});
  }

  void report_hidden_columns() {
    std::vector<bool> filled(kMaxDataColumns);
    for (const RawCell& cell : sheet_.cells) filled[cell.column] = true;
    std::string names;
    for (const std::uint32_t column : hidden_columns_)
      if (filled[column]) names += (names.empty() ? "" : ", ") + column_letters(column);
    if (!names.empty())
      diagnostics_.report(Kind::sheet_hidden_columns, Place::whole(sheet_.source), {names});
  }

  const XlsxPart& part_;
  XmlScanner scanner_;
  const OdsStyles& styles_;
  Workbook& workbook_;
  Place file_;
  Sources& sources_;
  Diagnostics& diagnostics_;
  Sheet sheet_;
  std::uint32_t row_ = 0, column_ = 0;
  std::uint64_t next_column_definition_ = 0;
  std::vector<std::uint32_t> hidden_columns_;
  std::size_t cells_read_ = 0;
  bool has_links_ = false;
  CellList struck_, coloured_, comments_, drawings_, links_, outside_;
};

}  // namespace

bool read_ods_content(const XlsxPart& part, const OdsStyles& styles, Workbook& workbook,
                      Sources& sources, Diagnostics& diagnostics) {
  return ContentReader(part, styles, workbook, sources, diagnostics).read();
}

}  // namespace grif
