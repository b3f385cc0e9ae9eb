#include <algorithm>
#include <charconv>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "core/text.hpp"
#include "data/cell_reference.hpp"
#include "read/xlsx_cell.hpp"

namespace grif {
namespace {

using Event = XmlScanner::Event;
using Type = RawCell::Type;

bool is_true(std::optional<std::string_view> value) { return value == "1" || value == "true"; }

/// A formula that reaches for other files, other programs or the network.
bool reaches_outside(std::string_view formula) {
  const std::size_t book = formula.find('[');
  const bool other_book = book != std::string_view::npos && book + 1 < formula.size() &&
                          formula[book + 1] >= '0' && formula[book + 1] <= '9' &&
                          formula.find('!', book) != std::string_view::npos;
  return other_book || formula.find("WEBSERVICE(") != std::string_view::npos ||
         formula.find("RTD(") != std::string_view::npos ||
         formula.find("DDE(") != std::string_view::npos ||
         formula.find('|') != std::string_view::npos;
}

/// One kind of formula worth a word, counted so that a sheet gives one message.
struct Tally {
  std::size_t count = 0;
  Place first;
  void add(Place place) {
    if (count++ == 0) first = place;
  }
};

class SheetReader {
 public:
  SheetReader(const XlsxPart& part, SheetContext& context, Sheet& sheet, Diagnostics& diagnostics)
      : part_(part),
        scanner_(part.text, kOfficeLimits),
        context_(context),
        sheet_(sheet),
        diagnostics_(diagnostics),
        interpreter_(context, diagnostics) {}

  bool read() {
    for (;;) {
      const Event event = scanner_.next();
      if (event == Event::finished) break;
      if (event == Event::fault) return report_fault(Place::whole(sheet_.source));
      if (event != Event::start || scanner_.depth() == 1) continue;
      const std::string_view name = scanner_.local_name();
      if (name == "sheetData") {
        if (!read_rows()) return false;
      } else if (name == "mergeCell" && scanner_.depth() == 3) {
        if (!read_merge()) return false;
      } else if (name == "hyperlink" && scanner_.depth() == 3) {
        read_link();
      } else if (name == "col" && scanner_.depth() == 3) {
        read_column();
      } else if (name != "mergeCells" && name != "hyperlinks" && name != "cols" &&
                 !scanner_.skip_element()) {
        return report_fault(Place::whole(sheet_.source));
      }
    }
    sort_cells();
    report_formulas();
    report_looks();
    if (!settle_merges(sheet_, diagnostics_)) return false;
    if (!sheet_.hidden) report_hidden_columns();
    return report_hidden_rows();
  }

 private:
  bool report_fault(Place place) {
    report_part_fault(scanner_, part_, context_.file, place, diagnostics_);
    return false;
  }
  bool refuse(Kind kind, Place place, std::string_view argument) {
    diagnostics_.report(kind, place, {argument});
    return false;
  }
  [[nodiscard]] Place cell_place() const { return Place::cell(sheet_.source, row_, column_); }
  /// True if the event was the end of an element that was open at this depth.
  [[nodiscard]] bool is_end_of(Event event, std::size_t depth) const {
    return event == Event::end && scanner_.depth() < depth;
  }

  bool read_rows() {
    const std::size_t depth = scanner_.depth();
    for (;;) {
      const Event event = scanner_.next();
      if (event == Event::fault) return report_fault(Place::whole(sheet_.source));
      if (is_end_of(event, depth)) return true;
      if (event != Event::start) continue;
      if (scanner_.local_name() != "row") {
        if (!scanner_.skip_element()) return report_fault(Place::whole(sheet_.source));
      } else if (!read_row()) {
        return false;
      }
    }
  }

  /// A row without a number is the one after the last; a cell without a reference likewise.
  bool read_row() {
    const auto number = scanner_.attribute("r");
    if (number) {
      const auto row = parse_row_number(*number);
      if (!row)
        return refuse(Kind::sheet_reference, Place::whole(sheet_.source), shorten_seen(*number));
      next_row_ = *row;
    } else if (next_row_ >= kMaxRows) {
      return refuse(Kind::sheet_reference, Place::whole(sheet_.source),
                    fmt::format("A{}", next_row_ + 1));
    }
    row_ = next_row_++;
    next_column_ = 0;
    if (is_true(scanner_.attribute("hidden"))) sheet_.hidden_rows.push_back(row_);
    const std::size_t depth = scanner_.depth();
    for (;;) {
      const Event event = scanner_.next();
      if (event == Event::fault) return report_fault(Place::whole(sheet_.source));
      if (is_end_of(event, depth)) return true;
      if (event != Event::start) continue;
      if (scanner_.local_name() != "c") {
        if (!scanner_.skip_element()) return report_fault(Place::whole(sheet_.source));
      } else if (!read_cell()) {
        return false;
      }
    }
  }

  bool locate_cell() {
    if (const auto reference = scanner_.attribute("r")) {
      const auto cell = parse_cell_reference(*reference);
      if (!cell)
        return refuse(Kind::sheet_reference, Place::whole(sheet_.source), shorten_seen(*reference));
      row_ = cell->row;
      next_row_ = row_ + 1;
      column_ = cell->column;
    } else {
      column_ = next_column_;
      if (column_ >= kMaxColumns)
        return refuse(Kind::sheet_reference, Place::whole(sheet_.source), cell_name(row_, column_));
    }
    next_column_ = column_ + 1;
    if (++context_.cells_read > kMaxCells)
      return refuse(Kind::sheet_too_many_cells, Place::whole(sheet_.source),
                    fmt::format("{}", kMaxCells));
    return true;
  }

  bool read_cell() {
    if (!locate_cell()) return false;
    const auto type = scanner_.attribute("t");
    stored_ = {.place = cell_place(), .type = parse_stored_type(type)};
    if (stored_.type == StoredType::unknown)
      diagnostics_.report(Kind::cell_value, cell_place(), {shorten_seen(*type)});
    if (const auto style = scanner_.attribute("s"))
      stored_.style = parse_number<std::uint32_t>(*style).value_or(0);
    const std::size_t depth = scanner_.depth();
    for (;;) {
      const Event event = scanner_.next();
      if (event == Event::fault) return report_fault(cell_place());
      if (is_end_of(event, depth)) break;
      if (event == Event::start && !read_cell_child()) return report_fault(cell_place());
    }
    if (stored_.value.empty() && !stored_.has_formula) return true;
    return store_cell();
  }

  bool read_cell_child() {
    const std::string_view name = scanner_.local_name();
    if (name == "v") {
      stored_.has_value = true;
      return read_text(stored_.value, value_text_);
    }
    if (name == "f") {
      stored_.has_formula = true;
      std::string_view formula;
      if (!read_text(formula, formula_text_)) return false;
      if (reaches_outside(formula)) outside_formulas_.add(cell_place());
      if (formula.find("_xlfn") != std::string_view::npos) new_functions_.add(cell_place());
      if (formula.starts_with("HYPERLINK(")) context_.links.push_back({cell_place(), {}});
      return true;
    }
    if (name == "is") {
      if (!rich_text_.read(scanner_)) return false;
      stored_.value = rich_text_.text();
      stored_.traits = rich_text_.traits();
      stored_.has_value = true;
      return true;
    }
    return scanner_.skip_element();
  }

  /// The text of a simple element, as a view into the part, or gathered in `store`.
  bool read_text(std::string_view& text, std::string& store) {
    const std::size_t depth = scanner_.depth();
    bool is_gathered = false;
    text = {};
    for (;;) {
      const Event event = scanner_.next();
      if (event == Event::fault || event == Event::finished) return false;
      if (is_end_of(event, depth)) return true;
      if (event == Event::start && !scanner_.skip_element()) return false;
      if (event != Event::text) continue;
      const std::string_view piece = scanner_.text();
      if (text.empty() && scanner_.text_is_in_buffer()) {
        text = piece;
        continue;
      }
      if (!is_gathered) store = text;
      is_gathered = true;
      store += piece;
      text = store;
    }
  }

  bool store_cell() {
    RawCell cell;
    cell.row = row_;
    cell.column = static_cast<std::uint16_t>(column_);
    cell.formula = stored_.has_formula;
    const XlsxStyles::CellStyle& style = context_.styles.style(stored_.style);
    cell.bold = style.bold;
    cell.line_above = style.line_above;
    cell.line_below = style.line_below;
    cell.line_beside = style.line_beside;
    if (!interpreter_.interpret(stored_, cell)) return false;
    if (cell.type == Type::blank) return true;
    const bool struck_style = style.struck && !stored_.traits.own_fonts;
    if (struck_style || stored_.traits.struck) struck_cells_.add(cell_place());
    if (stored_.traits.coloured) coloured_cells_.add(cell_place());
    if (column_ >= kMaxDataColumns)
      return refuse(Kind::sheet_too_wide, cell_place(), column_letters(kMaxDataColumns - 1));
    context_.text_bytes += cell.text.size() + cell.shown.size();
    if (context_.text_bytes > kMaxTextBytes)
      return refuse(Kind::sheet_too_much_text, cell_place(),
                    fmt::format("{}", kMaxTextBytes >> 20));
    if (!sheet_.cells.empty()) {
      const RawCell& last = sheet_.cells.back();
      is_sorted_ = is_sorted_ && (last.row < row_ || (last.row == row_ && last.column < column_));
    }
    if (sheet_.cells.size() == kSample) reserve_cells();
    sheet_.cells.push_back(cell);
    return true;
  }

  /// What the rest will hold, by the bytes that the first cells took: growing by doubling would
  /// hold a large sheet twice.
  void reserve_cells() {
    const std::size_t expected = part_.text.size() / (scanner_.offset() / kSample + 1);
    sheet_.cells.reserve(std::min(kMaxCells, expected + expected / 16));
  }

  bool read_merge() {
    const std::string reference(scanner_.attribute("ref").value_or(""));
    const auto range = parse_range(reference);
    if (!range)
      return refuse(Kind::sheet_merge, Place::whole(sheet_.source), shorten_seen(reference));
    if (sheet_.merges.size() == kMaxMerges)
      return refuse(Kind::sheet_too_many_merges, Place::whole(sheet_.source),
                    fmt::format("{}", kMaxMerges));
    const bool is_single =
        range->first_row == range->last_row && range->first_column == range->last_column;
    if (!is_single) sheet_.merges.push_back(*range);
    return true;
  }

  void read_link() {
    const auto range = parse_range(scanner_.attribute("ref").value_or(""));
    if (!range) return;
    const std::string relationship(scanner_.attribute("id").value_or(""));
    context_.links.push_back(
        {Place::cell(sheet_.source, range->first_row, range->first_column), relationship});
  }

  /// What documents do not repeat of the looks of cells, or what a format hides of them.
  void report_looks() {
    const auto report = [this](Kind kind, const CellList& cells) {
      if (cells.count != 0) diagnostics_.report(kind, cells.first, {cells.names});
    };
    report(Kind::cells_struck, struck_cells_);
    report(Kind::cells_coloured, coloured_cells_);
    report(Kind::cells_hidden_by_format, interpreter_.hidden_cells());
  }

  void sort_cells() {
    if (is_sorted_) return;
    const auto key = [](const RawCell& cell) { return std::pair(cell.row, cell.column); };
    std::ranges::stable_sort(sheet_.cells, {}, key);
    std::vector<RawCell> unique;
    unique.reserve(sheet_.cells.size());
    for (const RawCell& cell : sheet_.cells) {
      if (!unique.empty() && key(unique.back()) == key(cell)) {
        diagnostics_.report(Kind::cell_twice, Place::cell(sheet_.source, cell.row, cell.column));
        unique.back() = cell;
      } else {
        unique.push_back(cell);
      }
    }
    sheet_.cells = std::move(unique);
  }

  void report_formulas() {
    if (outside_formulas_.count != 0)
      diagnostics_.report(Kind::cell_outside_formula, outside_formulas_.first,
                          {fmt::format("{}", outside_formulas_.count)});
    if (new_functions_.count != 0)
      diagnostics_.report(Kind::cell_new_function, new_functions_.first,
                          {fmt::format("{}", new_functions_.count)});
  }

  bool report_hidden_rows() {
    auto& rows = sheet_.hidden_rows;
    std::ranges::sort(rows);
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    if (sheet_.hidden) return true;
    const auto with_cells =
        std::ranges::count_if(rows, [this](std::uint32_t row) { return !sheet_.row(row).empty(); });
    if (with_cells != 0)
      diagnostics_.report(Kind::sheet_hidden_rows, Place::whole(sheet_.source),
                          {fmt::format("{}", with_cells)});
    return true;
  }

  void report_hidden_columns() {
    if (hidden_columns_.empty()) return;
    std::vector<bool> filled(hidden_columns_.size());
    for (const RawCell& cell : sheet_.cells)
      if (cell.column < filled.size() && cell.type != RawCell::Type::blank)
        filled[cell.column] = true;
    std::vector<std::string> names;
    for (std::size_t c = 0; c < filled.size(); ++c)
      if (filled[c] && hidden_columns_[c])
        names.push_back(column_letters(static_cast<std::uint16_t>(c)));
    if (!names.empty())
      diagnostics_.report(Kind::sheet_hidden_columns, Place::whole(sheet_.source),
                          {join(names, ", ")});
  }

  /// `<col min="3" max="4" hidden="1"/>`: columns from 1, in their order (ECMA-376, 18.3.1.13).
  /// What is no range behind the last one is passed over.
  void read_column() {
    if (!is_true(scanner_.attribute("hidden"))) return;
    const auto number = [&](std::string_view name) {
      const auto text = scanner_.attribute(name);
      std::uint32_t value = 0;
      if (text) std::from_chars(text->data(), text->data() + text->size(), value);
      return value;
    };
    const std::uint32_t first = number("min"), last = std::min(number("max"), kMaxColumns);
    if (first <= hidden_columns_.size() || first > last) return;
    hidden_columns_.resize(first - 1);
    hidden_columns_.resize(last, true);
  }

  static constexpr std::size_t kSample = 4096;

  const XlsxPart& part_;
  XmlScanner scanner_;
  SheetContext& context_;
  Sheet& sheet_;
  Diagnostics& diagnostics_;
  RichText rich_text_;
  std::uint32_t row_ = 0, column_ = 0, next_row_ = 0, next_column_ = 0;
  StoredCell stored_;
  CellInterpreter interpreter_;
  std::string value_text_, formula_text_;
  bool is_sorted_ = true;
  std::vector<bool> hidden_columns_;  ///< up to the last one that is hidden
  Tally outside_formulas_, new_functions_;
  CellList struck_cells_, coloured_cells_;
};

}  // namespace

bool read_sheet_part(const XlsxPart& part, SheetContext& context, Sheet& sheet,
                     Diagnostics& diagnostics) {
  context.links.clear();
  return SheetReader(part, context, sheet, diagnostics).read();
}

}  // namespace grif
