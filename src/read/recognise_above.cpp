#include "read/recognise_above.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "core/text.hpp"
#include "read/recognise_marks.hpp"

namespace grif::recognition {
namespace {

constexpr std::uint32_t kLargestGap = 3;  // rows from one line of a mark to the next

class AboveReader {
 public:
  AboveReader(const Grid& grid, const FoundTable& table, const SheetSchema& sheet)
      : grid_(&grid), sheet_(&sheet) {
    first_ = table.columns.front().first;
    last_ = table.columns.front().last;
    for (const HeaderColumn& column : table.columns) {
      first_ = std::min(first_, column.first);
      last_ = std::max(last_, column.last);
    }
    add_name(sheet.title);
    for (const std::string& alias : sheet.aliases) add_name(alias);
  }

  LinesAbove read(std::size_t from, std::size_t header) {
    for (std::size_t line = from; line < header; ++line) read_line(grid_->lines()[line]);
    return std::move(above_);
  }

 private:
  struct OpenMark {
    std::size_t mark;
    std::uint32_t first_row, last_row;
    std::uint16_t column;
    bool right_half, wide, bold;
    bool beside;  ///< a block that only stands beside a mark
    MarkElements elements;
  };

  void add_name(const std::string& title) {
    std::string key = header_key(title);
    if (count_code_points(key) >= 6) names_.push_back(std::move(key));
  }

  void read_line(const Grid::Line& line) {
    const auto cells = grid_->cells(line);
    const auto begins_mark = [&](const RawCell* cell) {
      return cell->type == RawCell::Type::text &&
             starts_with_word(trimmed(cell->text), sheet_->mark_words);
    };
    const auto openers = std::ranges::count_if(cells, begins_mark);
    std::ptrdiff_t opened = 0;
    std::vector<const RawCell*> rest;
    for (const RawCell* cell : cells) {
      if (begins_mark(cell)) {
        ++opened;
        bool right = is_right(*cell);
        if (openers > 1) right = opened == openers;
        open_mark(*cell, right || is_annex(*cell));
      } else if (!continue_mark(*cell)) {
        rest.push_back(cell);
      }
    }
    std::erase_if(rest, [&](const RawCell* cell) { return open_beside(*cell); });
    if (!rest.empty()) add_line(rest);
  }

  /// A line of the title says all it says in one piece; of others the sides are kept apart.
  void add_line(std::span<const RawCell* const> cells) {
    TextLine line = read_text_line(*grid_, cells);
    const bool names = names_table(line.text);
    const LinePattern* pattern =
        names ? nullptr : find_line_pattern(line.text, sheet_->lines_above);
    const bool bold = cells.front()->bold;
    if (pattern != nullptr) {
      line.role = pattern->role;
      going_on_ = pattern->goes_on ? pattern : nullptr;
      bold_ = bold;
      title_ended_ = title_ended_ || !above_.lines.empty();
    } else if (going_on_ != nullptr && !names && (bold_ || !bold)) {
      line.role = going_on_->role;
    } else {
      going_on_ = nullptr;
      line.role = role_of(*cells.front(), line.text, names);
    }
    named_ = named_ || names;
    last_row_ = grid_->extent(*cells.front()).last_row;
    if (pattern == nullptr && going_on_ == nullptr) {
      line = {.role = std::move(line.role), .place = line.place};
      for (const RawCell* cell : cells) {
        if (!line.text.empty()) line.text += ' ';
        line.text += shown_text(*cell);
      }
    } else if ((going_on_ != nullptr || line.text.ends_with(':')) && !line.right.empty()) {
      line.text += ' ' + line.right;
      line.right.clear();
    }
    above_.lines.push_back(std::move(line));
  }

  /// Of a line that no pattern of the pack knows.
  std::string role_of(const RawCell& cell, std::string_view text, bool names) {
    if (names) {
      if (!named_ && title_ended_) begin_title_anew();
      return title_ended_ ? "subtitle" : "title";
    }
    const std::string_view above =
        above_.lines.empty() ? std::string_view() : above_.lines.back().role;
    const bool near = !above_.lines.empty() && cell.row == last_row_ + 1;
    const bool small = begins_small(text);
    const bool of_title = near && small && (above == "title" || above == "subtitle");
    if (!cell.bold && !of_title && (is_sentence(text) || (near && small && above == "text"))) {
      title_ended_ = title_ended_ || std::ranges::any_of(above_.lines, [](const TextLine& line) {
                       return line.role == "title";
                     });
      return "text";
    }
    return title_ended_ ? "subtitle" : "title";
  }

  /// The line that names the table is its title, whatever stands above it.
  void begin_title_anew() {
    for (TextLine& line : above_.lines)
      if (line.role == "title") line.role = "subtitle";
    title_ended_ = false;
  }

  void open_mark(const RawCell& cell, bool right) {
    const bool wide = is_wide(cell);
    const bool half = is_right(cell);
    std::erase_if(open_, [&](const OpenMark& open) {
      return wide || open.wide || (open.right_half == half && open.first_row != cell.row);
    });
    if (!named_) begin_below_letterhead();
    const std::string text = shown_text(cell);
    open_.push_back({above_.marks.size(), cell.row, grid_->extent(cell).last_row, cell.column, half,
                     wide, cell.bold, false, MarkElements(text, is_annex(cell))});
    above_.marks.push_back({right, text, above_.lines.size(), place(cell)});
  }

  /// All that stands above a mark is the letterhead, but for what has a role of its own.
  void begin_below_letterhead() {
    for (TextLine& line : above_.lines) {
      const bool plain = line.role == "title" || line.role == "subtitle" || line.role == "text";
      const bool placed = find_line_pattern(line.text, sheet_->lines_above) != nullptr;
      if (plain || (placed && !has_role(line.text))) line.role = "letterhead";
    }
    going_on_ = nullptr;
    title_ended_ = false;
  }

  /// A narrow cell in the other half of a row that a mark has: the organisation's name beside
  /// «УТВЕРЖДАЮ».
  bool open_beside(const RawCell& cell) {
    if (is_wide(cell) || names_table(shown_text(cell))) return false;
    const bool half = is_right(cell);
    const bool beside = std::ranges::any_of(open_, [&](const OpenMark& open) {
      return !open.beside && !open.wide && open.right_half != half && open.first_row <= cell.row &&
             cell.row <= open.last_row;
    });
    if (!beside) return false;
    const std::string text = shown_text(cell);
    open_.push_back({above_.marks.size(), cell.row, grid_->extent(cell).last_row, cell.column, half,
                     false, cell.bold, true, MarkElements(text, false)});
    above_.marks.push_back({half, text, above_.lines.size(), place(cell)});
    return true;
  }

  /// The open mark in whose columns a cell stands, or null.
  OpenMark* find_open(const RawCell& cell) {
    OpenMark* found = nullptr;
    for (OpenMark& open : open_) {
      if (open.wide) return &open;
      if (is_wide(cell) || open.right_half != is_right(cell)) continue;
      const bool nearer =
          found == nullptr || (open.column <= cell.column &&
                               (found->column > cell.column || open.column > found->column));
      if (nearer) found = &open;
    }
    return found;
  }

  /// Adds the cell to the mark above it, if it belongs to one.
  bool continue_mark(const RawCell& cell) {
    const std::string text = shown_text(cell);
    OpenMark* open = find_open(cell);
    if (names_table(text) || (is_wide(cell) && (open == nullptr || !open->wide)) ||
        has_role(text)) {
      open_.clear();
      return false;
    }
    if (open == nullptr) return false;
    const std::uint32_t gap = cell.row - open->last_row;
    const bool far = gap > kLargestGap || (open->wide && gap > 1) || (open->beside && gap > 1);
    const bool other = gap > 1 && cell.bold && !open->bold;
    if (far || other || (!open->beside && gap > 0 && !open->elements.accept(text, gap > 1))) {
      open_.erase(open_.begin() + (open - open_.data()));
      return false;
    }
    std::string& mark = above_.marks[open->mark].text;
    mark += gap == 0 ? ' ' : '\n';
    mark += text;
    open->elements.add(text);
    open->last_row = grid_->extent(cell).last_row;
    return true;
  }

  [[nodiscard]] bool names_table(std::string_view text) const {
    const std::string key = header_key(text);
    return std::ranges::any_of(
        names_, [&](const std::string& name) { return key.find(name) != std::string::npos; });
  }
  /// A line with others to follow («Цель», «Задачи») or one that tells what it is («Сроки
  /// реализации: …»), as no mark has them.
  [[nodiscard]] bool has_role(std::string_view text) const {
    const LinePattern* pattern = find_line_pattern(text, sheet_->lines_above);
    return pattern != nullptr && (pattern->goes_on || text.find(':') != std::string_view::npos);
  }
  [[nodiscard]] bool is_annex(const RawCell& cell) const {
    return starts_with_word(trimmed(cell.text), sheet_->annex_words);
  }
  /// A line goes on with the one above it.
  static bool begins_small(std::string_view text) {
    std::size_t at = 0;
    const char32_t first = text.empty() ? U' ' : next_code_point(text, at);
    return is_letter(first) && !is_upper(first);
  }
  [[nodiscard]] bool is_wide(const RawCell& cell) const {
    const Merge extent = grid_->extent(cell);
    const int columns = last_ - first_ + 1;
    const int filled = extent.last_column - extent.first_column + 1;
    return columns > 1 && filled > 1 && filled * 5 >= columns * 3;
  }
  [[nodiscard]] bool is_right(const RawCell& cell) const {
    const Merge extent = grid_->extent(cell);
    return is_wide(cell) || extent.first_column + extent.last_column > first_ + last_;
  }
  [[nodiscard]] Place place(const RawCell& cell) const {
    return Place::cell(grid_->sheet().source, cell.row, cell.column);
  }

  const Grid* grid_;
  const SheetSchema* sheet_;
  std::uint16_t first_ = 0, last_ = 0;
  std::vector<std::string> names_;
  LinesAbove above_;
  const LinePattern* going_on_ = nullptr;  ///< of the line above, if others may belong to it
  bool bold_ = false;                      ///< … which is bold
  bool title_ended_ = false;
  bool named_ = false;          ///< a line has named the table
  std::uint32_t last_row_ = 0;  ///< of the line above
  std::vector<OpenMark> open_;  ///< in the order of their cells
};

}  // namespace

std::optional<std::size_t> find_own_heading(const Grid& grid, std::size_t from, std::size_t header,
                                            const SheetSchema& sheet) {
  std::vector<std::string> names{header_key(sheet.title)};
  for (const std::string& alias : sheet.aliases) names.push_back(header_key(alias));
  for (std::size_t line = from; line < header; ++line) {
    for (const RawCell* cell : grid.cells(grid.lines()[line])) {
      const std::string text = shown_text(*cell);
      if (starts_with_word(text, sheet.mark_words)) return line;
      const std::string key = header_key(text);
      if (std::ranges::any_of(names,
                              [&](const std::string& name) { return key.starts_with(name); }))
        return line;
    }
  }
  return std::nullopt;
}

LinesAbove read_above(const Grid& grid, const FoundTable& table, const SheetSchema& sheet) {
  return AboveReader(grid, table, sheet).read(table.above_line, table.header_line);
}

std::size_t first_line_above(const Grid& grid, const FoundTable& before, const FoundTable& table,
                             const SheetSchema& sheet) {
  const auto lines = grid.lines();
  const auto is_of_table = [&](const Grid::Line& line) {
    if (line.count >= 3) return true;
    const RawCell& first = *grid.cells(line).front();
    const std::string text = shown_text(first);
    return label_shape(text).levels != 0 || starts_with_phrase(text, sheet.rows.result_prefixes) ||
           starts_with_phrase(text, sheet.rows.detail_prefixes) ||
           starts_with_numbered_word(text, sheet.rows.group_prefixes);
  };
  std::size_t line = table.header_line;
  while (line > before.body_line && !is_of_table(lines[line - 1])) --line;
  if (const auto mark = find_own_heading(grid, line, table.header_line, sheet)) return *mark;
  // Short lines right under the table still belong to it.
  for (std::size_t i = line; i < table.header_line; ++i)
    if (i > 0 && lines[i].row > lines[i - 1].last_row + 1) return i;
  return line;
}

}  // namespace grif::recognition
