#include "annotate/sheet_part.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include <fmt/format.h>

#include "data/cell_reference.hpp"
#include "opc/parts.hpp"

namespace grif::annotate {
namespace {

using Event = XmlScanner::Event;

std::optional<std::uint32_t> parse_index(std::optional<std::string_view> text) {
  if (!text) return std::nullopt;
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
  if (error != std::errc{} || end != text->data() + text->size()) return std::nullopt;
  return number;
}

bool is_true(std::optional<std::string_view> value) { return value == "1" || value == "true"; }

double parse_length(std::optional<std::string_view> text, double otherwise) {
  double length = 0;
  if (!text) return otherwise;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), length);
  return error == std::errc{} && length >= 0 && length <= 2'000 ? length : otherwise;
}

std::uint32_t pixels_of_width(double characters) {
  return static_cast<std::uint32_t>(characters * 7 + 5);
}
std::uint32_t pixels_of_height(double points) { return static_cast<std::uint32_t>(points * 4 / 3); }

/// Walks over the rows and cells of a sheet and tells where each stands, by the same rules as the
/// reader: what says no number follows the last.
class SheetWalker {
 public:
  explicit SheetWalker(std::string_view text) : scanner_(text, kOfficeLimits), text_(text) {}
  virtual ~SheetWalker() = default;
  SheetWalker(const SheetWalker&) = delete;
  SheetWalker& operator=(const SheetWalker&) = delete;

  void walk() {
    for (;;) {
      const Event event = scanner_.next();
      if (event == Event::finished || event == Event::fault) return;
      if (event != Event::start || scanner_.depth() == 1) continue;
      const std::string_view name = scanner_.local_name();
      if (name == "sheetData" && scanner_.depth() == 2) {
        if (!walk_rows()) return;
      } else if (name != "cols" || scanner_.depth() != 2) {
        see_other(name);
        if (!scanner_.skip_element()) return;
      } else if (!walk_columns()) {
        return;
      }
    }
  }

 protected:
  /// The rows' element is open, or is an empty tag.
  virtual void begin_rows(Span /*tag*/, bool /*empty*/) {}
  virtual void end_rows(std::size_t /*at*/) {}
  virtual void begin_row(std::uint32_t /*row*/, Span /*tag*/, bool /*empty*/) {}
  /// `at`: of the end tag; of an empty tag, its end.
  virtual void end_row(std::uint32_t /*row*/, std::size_t /*at*/) {}
  /// `has_content`: the cell holds something.
  virtual void see_cell(std::uint32_t /*row*/, std::uint32_t /*column*/, Span /*whole*/,
                        bool /*has_content*/) {}
  virtual void see_column() {}
  virtual void see_other(std::string_view /*name*/) {}

  [[nodiscard]] Span tag() const {
    return {scanner_.offset(), end_of_tag(text_, scanner_.offset())};
  }

  XmlScanner scanner_;
  std::string_view text_;

 private:
  [[nodiscard]] bool is_end_of(Event event, std::size_t depth) const {
    return event == Event::end && scanner_.depth() < depth;
  }

  bool walk_columns() {
    const std::size_t depth = scanner_.depth();
    for (;;) {
      const Event event = scanner_.next();
      if (event == Event::fault || event == Event::finished) return false;
      if (is_end_of(event, depth)) return true;
      if (event == Event::start && scanner_.local_name() == "col") see_column();
    }
  }

  bool walk_rows() {
    const std::size_t depth = scanner_.depth();
    const bool empty = scanner_.is_empty_element();
    begin_rows(tag(), empty);
    const std::size_t tag_end = tag().end;
    for (;;) {
      const Event event = scanner_.next();
      if (event == Event::fault || event == Event::finished) return false;
      if (is_end_of(event, depth)) {
        end_rows(empty ? tag_end : scanner_.offset());
        return true;
      }
      if (event != Event::start) continue;
      if (scanner_.local_name() != "row" ? !scanner_.skip_element() : !walk_row()) return false;
    }
  }

  bool walk_row() {
    if (const auto number = scanner_.attribute("r"))
      next_row_ = parse_row_number(*number).value_or(next_row_);
    row_ = next_row_++;
    next_column_ = 0;
    const std::uint32_t own_row = row_;
    const std::size_t depth = scanner_.depth();
    const bool empty = scanner_.is_empty_element();
    const Span own_tag = tag();
    begin_row(own_row, own_tag, empty);
    for (;;) {
      const Event event = scanner_.next();
      if (event == Event::fault || event == Event::finished) return false;
      if (is_end_of(event, depth)) {
        end_row(own_row, empty ? own_tag.end : scanner_.offset());
        return true;
      }
      if (event != Event::start) continue;
      if (scanner_.local_name() != "c" ? !scanner_.skip_element() : !walk_cell()) return false;
    }
  }

  bool walk_cell() {
    std::uint32_t column = next_column_;
    if (const auto reference = scanner_.attribute("r")) {
      if (const auto cell = parse_cell_reference(*reference)) {
        row_ = cell->row;
        next_row_ = row_ + 1;
        column = cell->column;
      }
    }
    next_column_ = column + 1;
    const std::size_t depth = scanner_.depth();
    const Span own_tag = tag();
    const bool empty = scanner_.is_empty_element();
    bool has_content = false;
    for (;;) {
      const Event event = scanner_.next();
      if (event == Event::fault || event == Event::finished) return false;
      if (is_end_of(event, depth)) break;
      has_content = has_content || event == Event::start || event == Event::text;
    }
    const std::size_t end = empty ? own_tag.end : end_of_tag(text_, scanner_.offset());
    see_cell(row_, column, {own_tag.begin, end}, has_content);
    return true;
  }

  std::uint32_t row_ = 0, next_row_ = 0, next_column_ = 0;
};

class GridReader final : public SheetWalker {
 public:
  using SheetWalker::SheetWalker;
  SheetGrid take() {
    walk();
    std::ranges::stable_sort(grid_.columns, {}, &SheetGrid::Columns::first);
    return std::move(grid_);
  }

 private:
  void begin_row(std::uint32_t row, Span, bool) override {
    if (is_true(scanner_.attribute("hidden"))) {
      grid_.rows[row] = 0;
    } else if (const auto height = scanner_.attribute("ht")) {
      grid_.rows[row] = pixels_of_height(parse_length(height, 15));
    }
  }
  void see_column() override {
    const auto first = parse_index(scanner_.attribute("min")),
               last = parse_index(scanner_.attribute("max"));
    if (!first || !last || *first == 0 || *first > *last) return;
    SheetGrid::Columns columns{.first = *first - 1, .last = *last - 1, .width = grid_.usual_width};
    if (const auto width = scanner_.attribute("width"))
      columns.width = pixels_of_width(parse_length(width, 9));
    if (is_true(scanner_.attribute("hidden"))) columns.width = 0;
    columns.format = parse_index(scanner_.attribute("style")).value_or(0);
    grid_.columns.push_back(columns);
  }
  void see_other(std::string_view name) override {
    if (name != "sheetFormatPr") return;
    grid_.usual_width = pixels_of_width(parse_length(scanner_.attribute("defaultColWidth"), 8.43));
    grid_.usual_height = pixels_of_height(parse_length(scanner_.attribute("defaultRowHeight"), 15));
  }

  SheetGrid grid_;
};

// ---- Taking marks away

class Cleaner final : public SheetWalker {
 public:
  Cleaner(std::string_view text, const CleanStyles& styles) : SheetWalker(text), styles_(styles) {}
  std::optional<std::string> clean() {
    walk();
    if (edits_.empty()) return std::nullopt;
    return apply_edits(text_, std::move(edits_));
  }

 private:
  void begin_row(std::uint32_t, Span tag, bool) override {
    row_tag_ = tag;
    kept_ = removed_ = 0;
    first_edit_ = edits_.size();
  }
  void end_row(std::uint32_t, std::size_t at) override {
    if (kept_ != 0 || removed_ == 0) return;
    const auto attributes = attributes_of(text_, row_tag_);
    if (attributes.size() != 1 || attributes.front().name != "r") return;
    edits_.resize(first_edit_);
    edits_.push_back({{row_tag_.begin, end_of_tag(text_, at)}, {}});
  }
  void see_cell(std::uint32_t, std::uint32_t, Span whole, bool has_content) override {
    ++kept_;
    const Span tag{whole.begin, end_of_tag(text_, whole.begin)};
    const AttributeSpans format = find_attribute(text_, tag, "s");
    const auto number = parse_index(format.value.of(text_));
    if (!number) return;
    const CleanFormat clean = styles_.at(*number);
    if (!clean.ours) return;
    if (clean.created && !has_content) {
      --kept_;
      ++removed_;
      edits_.push_back({whole, {}});
    } else if (clean.absent) {
      edits_.push_back({{format.whole.begin - 1, format.whole.end}, {}});
    } else {
      edits_.push_back({format.value, fmt::to_string(clean.format)});
    }
  }

  const CleanStyles& styles_;
  std::vector<Edit> edits_;
  Span row_tag_;
  std::size_t kept_ = 0, removed_ = 0, first_edit_ = 0;
};

// ---- Marking

/// Which of the marked cells and their rows are there.
class Finder final : public SheetWalker {
 public:
  Finder(std::string_view text, const std::vector<MarkedCell>& cells)
      : SheetWalker(text), cells_(cells), found_(cells.size()) {
    walk();
  }
  [[nodiscard]] bool has_cell(std::size_t i) const { return found_[i]; }
  [[nodiscard]] bool has_row(std::uint32_t row) const { return rows_.contains(row); }
  [[nodiscard]] std::size_t find(std::uint32_t row, std::uint32_t column) const {
    const auto at = std::ranges::lower_bound(
        cells_, std::pair(row, column), {},
        [](const MarkedCell& cell) { return std::pair(cell.row, cell.column); });
    const bool same = at != cells_.end() && at->row == row && at->column == column;
    return same ? static_cast<std::size_t>(at - cells_.begin()) : cells_.size();
  }

 private:
  void begin_row(std::uint32_t row, Span, bool) override {
    const auto at = std::ranges::lower_bound(cells_, row, {}, &MarkedCell::row);
    if (at != cells_.end() && at->row == row) rows_.insert(row);
  }
  void see_cell(std::uint32_t row, std::uint32_t column, Span, bool) override {
    const std::size_t i = find(row, column);
    if (i != cells_.size()) found_[i] = true;
  }

  const std::vector<MarkedCell>& cells_;
  std::vector<bool> found_;
  std::set<std::uint32_t> rows_;
};

class Marker final : public SheetWalker {
 public:
  Marker(std::string_view text, const std::vector<MarkedCell>& cells, const SheetGrid& grid,
         const MarkFormat& format)
      : SheetWalker(text), cells_(cells), grid_(grid), format_(format), finder_(text, cells) {
    done_.resize(cells.size());
  }

  std::string mark() {
    walk();
    return apply_edits(text_, std::move(edits_));
  }

 private:
  void insert(std::size_t at, std::string text) {
    if (!text.empty()) edits_.push_back({{at, at}, std::move(text)});
  }

  void begin_rows(Span tag, bool empty) override {
    prefix_ = prefix_at(text_, tag.begin);
    open(tag, empty, rows_close_);
  }
  void end_rows(std::size_t at) override { insert(at, new_rows(kMaxRows) + rows_close_); }

  /// An empty tag is opened, to be closed by what `close` gets, if something will stand in it.
  void open(Span tag, bool empty, std::string& close) {
    close.clear();
    if (!empty) return;
    edits_.push_back({{tag.end - 2, tag.end}, ">"});
    std::size_t name = tag.begin + 1;
    while (text_[name] != ' ' && text_[name] != '/' && text_[name] != '\n' && text_[name] != '\t' &&
           text_[name] != '\r')
      ++name;
    close = "</" + std::string(text_.substr(tag.begin + 1, name - tag.begin - 1)) + ">";
  }

  void begin_row(std::uint32_t row, Span tag, bool empty) override {
    prefix_ = prefix_at(text_, tag.begin);
    insert(tag.begin, new_rows(row));
    const auto first = std::ranges::lower_bound(cells_, row, {}, &MarkedCell::row);
    next_cell_ = static_cast<std::size_t>(first - cells_.begin());
    row_close_.clear();
    row_format_.reset();
    if (is_true(scanner_.attribute("customFormat")))
      row_format_ = parse_index(scanner_.attribute("s"));
    if (first != cells_.end() && first->row == row) open(tag, empty, row_close_);
  }
  void end_row(std::uint32_t row, std::size_t at) override {
    insert(at, new_cells(row, kMaxColumns) + row_close_);
  }

  void see_cell(std::uint32_t row, std::uint32_t column, Span whole, bool) override {
    insert(whole.begin, new_cells(row, column));
    const std::size_t i = finder_.find(row, column);
    if (i == cells_.size()) return;
    const Span tag{whole.begin, end_of_tag(text_, whole.begin)};
    const AttributeSpans own = find_attribute(text_, tag, "s");
    const bool absent = own.whole.size() == 0;
    const auto number = absent ? 0U : parse_index(own.value.of(text_)).value_or(0);
    const auto format = format_({.format = number, .absent = absent}, cells_[i].severity);
    if (!format) return;
    if (!absent) {
      edits_.push_back({own.value, fmt::to_string(*format)});
      return;
    }
    // Behind the reference, where programs write it.
    const AttributeSpans reference = find_attribute(text_, tag, "r");
    std::size_t at = reference.whole.end;
    if (reference.whole.size() == 0) {
      at = tag.begin + 1;
      while (text_[at] != ' ' && text_[at] != '/' && text_[at] != '>') ++at;
    }
    insert(at, fmt::format(" s=\"{}\"", *format));
  }

  /// The cells of a row that are not there, up to a column.
  std::string new_cells(std::uint32_t row, std::uint32_t before) {
    std::string out;
    for (; next_cell_ < cells_.size() && cells_[next_cell_].row == row &&
           cells_[next_cell_].column < before;
         ++next_cell_)
      append_new_cell(out, next_cell_, row_format_);
    return out;
  }

  void append_new_cell(std::string& out, std::size_t i, std::optional<std::uint32_t> of_row) {
    if (finder_.has_cell(i) || done_[i]) return;
    done_[i] = true;
    const MarkedCell& cell = cells_[i];
    const SheetGrid::Columns* const columns = grid_.columns_at(cell.column);
    const std::uint32_t base = of_row.value_or(columns == nullptr ? 0 : columns->format);
    const auto format =
        format_({.format = base, .absent = base == 0, .created = true}, cell.severity);
    if (format)
      out += fmt::format("<{}c r=\"{}\" s=\"{}\"/>", prefix_, cell_name(cell.row, cell.column),
                         *format);
  }

  /// The rows that are not there, up to a row.
  std::string new_rows(std::uint32_t before) {
    std::string out;
    while (next_row_cell_ < cells_.size() && cells_[next_row_cell_].row < before) {
      const std::uint32_t row = cells_[next_row_cell_].row;
      std::string cells;
      for (; next_row_cell_ < cells_.size() && cells_[next_row_cell_].row == row; ++next_row_cell_)
        if (!finder_.has_row(row)) append_new_cell(cells, next_row_cell_, std::nullopt);
      if (!cells.empty())
        out += fmt::format("<{0}row r=\"{1}\">{2}</{0}row>", prefix_, row + 1, cells);
    }
    return out;
  }

  const std::vector<MarkedCell>& cells_;
  const SheetGrid& grid_;
  const MarkFormat& format_;
  Finder finder_;
  std::vector<bool> done_;
  std::vector<Edit> edits_;
  std::string_view prefix_;
  std::string rows_close_, row_close_;
  std::optional<std::uint32_t> row_format_;
  std::size_t next_cell_ = 0, next_row_cell_ = 0;
};

/// The attribute of a drawing's element that names its relationship.
AttributeText relationship_of(std::string_view part, const XmlElement& element) {
  for (const AttributeText& attribute : attributes_of(part, element.tag))
    if (attribute.name == "id" || attribute.name.ends_with(":id")) return attribute;
  return {};
}

}  // namespace

const SheetGrid::Columns* SheetGrid::columns_at(std::uint32_t column) const {
  const auto behind = std::ranges::upper_bound(columns, column, {}, &Columns::first);
  if (behind == columns.begin()) return nullptr;
  const Columns& found = *std::prev(behind);
  return found.last >= column ? &found : nullptr;
}

std::uint32_t SheetGrid::width(std::uint32_t column) const {
  const Columns* const found = columns_at(column);
  return found == nullptr ? usual_width : found->width;
}

std::uint32_t SheetGrid::height(std::uint32_t row) const {
  const auto found = rows.find(row);
  return found == rows.end() ? usual_height : found->second;
}

SheetGrid read_grid(std::string_view part) { return GridReader(part).take(); }

std::optional<std::string> clean_sheet(std::string_view part, const CleanStyles& styles) {
  if (std::ranges::none_of(styles.formats, &CleanFormat::ours)) return std::nullopt;
  return Cleaner(part, styles).clean();
}

std::string mark_sheet(std::string_view part, const std::vector<MarkedCell>& cells,
                       const SheetGrid& grid, const MarkFormat& format) {
  return Marker(part, cells, grid, format).mark();
}

std::string find_legacy_drawing(std::string_view part) {
  const XmlElement root = read_elements(part, 2);
  const XmlElement* const drawing = root.child("legacyDrawing");
  if (drawing == nullptr) return {};
  std::string id;
  append_xml_decoded(id, relationship_of(part, *drawing).value);
  return id;
}

std::string set_legacy_drawing(std::string_view part, std::string_view relationship,
                               std::string_view relationships_namespace) {
  constexpr std::array<std::string_view, 8> kBehind = {
      "legacyDrawingHF", "drawingHF",       "picture",    "oleObjects",
      "controls",        "webPublishItems", "tableParts", "extLst"};
  const XmlElement root = read_elements(part, 2);
  const Namespace bound = find_namespace(part, root.tag, "/relationships");
  std::size_t at = part.rfind("</", root.whole.end - 1);
  for (const XmlElement& child : root.children) {
    if (std::ranges::find(kBehind, child.name) == kBehind.end()) continue;
    at = child.whole.begin;
    break;
  }
  const std::string prefix(prefix_at(part, root.tag.begin));
  const bool usable = bound.found && !bound.prefix.empty();
  const std::string element =
      usable ? fmt::format("<{}legacyDrawing {}id=\"{}\"/>", prefix, bound.prefix,
                           escaped(relationship))
             : fmt::format("<{}legacyDrawing xmlns:r=\"{}\" r:id=\"{}\"/>", prefix,
                           escaped(relationships_namespace), escaped(relationship));
  return apply_edits(part, {{{at, at}, element}});
}

std::string remove_legacy_drawing(std::string_view part) {
  const XmlElement root = read_elements(part, 2);
  const XmlElement* const drawing = root.child("legacyDrawing");
  if (drawing == nullptr) return std::string(part);
  return apply_edits(part, {{drawing->whole, {}}});
}

}  // namespace grif::annotate
