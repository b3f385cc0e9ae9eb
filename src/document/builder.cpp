#include "document/builder.hpp"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <iterator>
#include <limits>
#include <utility>

#include "core/text.hpp"

namespace grif {
namespace {

std::uint32_t size_of(const auto& items) { return static_cast<std::uint32_t>(items.size()); }

/// Moves the items from `first` on to the end of `to`.
template <typename T>
Range move_tail(std::vector<T>& from, std::size_t first, std::vector<T>& to) {
  const Range range{size_of(to), static_cast<std::uint32_t>(from.size() - first)};
  const auto begin = from.begin() + static_cast<std::ptrdiff_t>(first);
  to.insert(to.end(), std::make_move_iterator(begin), std::make_move_iterator(from.end()));
  from.erase(begin, from.end());
  return range;
}

void merge(CharacterProperties& outer, const CharacterProperties& inner) {
  const auto take = [](auto& to, const auto& from) {
    if (from) to = from;
  };
  take(outer.family, inner.family);
  take(outer.half_points, inner.half_points);
  take(outer.bold, inner.bold);
  take(outer.italic, inner.italic);
  take(outer.underline, inner.underline);
  take(outer.caps, inner.caps);
  take(outer.colour, inner.colour);
  take(outer.letter_spacing, inner.letter_spacing);
  take(outer.language, inner.language);
}

/// Index of an equal item, added if there is none.
template <typename T>
std::size_t intern(std::vector<T>& items, T item) {
  const auto found = std::find(items.begin(), items.end(), item);
  if (found != items.end()) return static_cast<std::size_t>(found - items.begin());
  items.push_back(std::move(item));
  return items.size() - 1;
}

/// Where a line end or a tab stands, which become inlines of their own; the size if none does.
std::size_t find_division(std::string_view text) {
  const auto divides = [](char c) { return c == '\n' || c == '\t' || c == '\r'; };
  constexpr std::uint64_t kOnes = 0x0101'0101'0101'0101, kHighs = 0x8080'8080'8080'8080;
  std::size_t at = 0;
  for (; text.size() - at >= 8; at += 8) {  // eight bytes at once, as long as none is below 0x0E
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + at, sizeof word);
    if (((word - kOnes * 0x0E) & ~word & kHighs) != 0) break;
  }
  while (at < text.size() && !divides(text[at])) ++at;
  return at;
}

}  // namespace

DocumentBuilder::DocumentBuilder(const StyleSheet& styles) : styles_(&styles) {
  document_.styles = &styles;
}

// ---- Levels -------------------------------------------------------------------------------------

void DocumentBuilder::open_level() { levels_.push_back(pending_blocks_.size()); }

Range DocumentBuilder::close_level() {
  assert(!levels_.empty() && !paragraph_open_);
  const Range range = move_tail(pending_blocks_, levels_.back(), document_.blocks);
  levels_.pop_back();
  return range;
}

void DocumentBuilder::begin_section(const PageSetup& page) {
  assert(levels_.empty());
  document_.sections.push_back(Section{.page = page});
  open_level();
}

void DocumentBuilder::end_section() {
  assert(levels_.size() == 1 && open_tables_.empty());
  section().blocks = close_level();
}

void DocumentBuilder::begin_furniture(Furniture which) {
  assert(levels_.size() == 1);
  furniture_ = which;
  open_level();
}

void DocumentBuilder::end_furniture() {
  assert(levels_.size() == 2);
  const Range range = close_level();
  switch (furniture_) {
    case Furniture::header:
      section().header = range;
      break;
    case Furniture::footer:
      section().footer = range;
      break;
    case Furniture::first_header:
      section().first_header = range;
      section().different_first = true;
      break;
    case Furniture::first_footer:
      section().first_footer = range;
      section().different_first = true;
      break;
  }
}

// ---- Formats ------------------------------------------------------------------------------------

StyleId DocumentBuilder::table_style() const {
  return open_tables_.empty() ? kNoStyle : open_tables_.back().table.style;
}

ParagraphFormatId DocumentBuilder::find_format(StyleId style, const ParagraphProperties& direct) {
  const StyleId table = table_style();
  auto& bucket = paragraph_keys_[(style * 7U + table) % kBuckets];
  for (const ParagraphKey& key : bucket) {
    if (key.style == style && key.table == table &&
        document_.paragraph_formats[key.format].direct == direct) {
      return key.format;
    }
  }
  const std::size_t id =
      intern(document_.paragraph_formats,
             InternedParagraph{style, direct, styles_->compute_paragraph(table, style, direct)});
  assert(id <= std::numeric_limits<ParagraphFormatId>::max());
  bucket.push_back({table, style, static_cast<ParagraphFormatId>(id)});
  return bucket.back().format;
}

CharacterFormatId DocumentBuilder::find_format(StyleId paragraph, StyleId style,
                                               const CharacterProperties& direct) {
  const StyleId table = table_style();
  auto& bucket = character_keys_[(paragraph * 7U + style * 3U + table) % kBuckets];
  for (const CharacterKey& key : bucket) {
    if (key.paragraph == paragraph && key.style == style && key.table == table &&
        document_.character_formats[key.format].direct == direct) {
      return key.format;
    }
  }
  const std::size_t id =
      intern(document_.character_formats,
             InternedCharacter{style, direct,
                               styles_->compute_character(table, paragraph, style, direct)});
  assert(id <= std::numeric_limits<CharacterFormatId>::max());
  bucket.push_back({table, paragraph, style, static_cast<CharacterFormatId>(id)});
  return bucket.back().format;
}

CharacterFormatId DocumentBuilder::current_format() {
  if (!format_) {
    format_ = runs_.empty()
                  ? find_format(paragraph_style_, kNoStyle, {})
                  : find_format(paragraph_style_, runs_.back().style, runs_.back().direct);
  }
  return *format_;
}

// ---- Paragraphs ---------------------------------------------------------------------------------

void DocumentBuilder::begin_paragraph(StyleId style, const ParagraphProperties& direct,
                                      std::uint8_t heading_level) {
  assert(!levels_.empty() && !paragraph_open_);
  paragraph_ = Block{};
  paragraph_.heading_level = heading_level;
  paragraph_.format = find_format(style, direct);
  paragraph_.content.first = size_of(document_.inlines);
  paragraph_style_ = style;
  paragraph_open_ = true;
  format_.reset();
  if (item_pending_) begin_item(paragraph_);
  if (heading_level != 0) {
    heading_bookmark_ = add_bookmark("_Heading" + std::to_string(++headings_));
    add_inline(Inline::Type::bookmark_start, heading_bookmark_);
  }
}

void DocumentBuilder::end_paragraph() {
  assert(paragraph_open_);
  if (paragraph_.heading_level != 0) add_inline(Inline::Type::bookmark_end, heading_bookmark_);
  paragraph_.content.count = size_of(document_.inlines) - paragraph_.content.first;
  pending_blocks_.push_back(paragraph_);
  paragraph_open_ = false;
  format_.reset();
}

void DocumentBuilder::push_run(StyleId style, const CharacterProperties& direct) {
  OpenRun run;
  if (!runs_.empty()) run = runs_.back();
  if (style != kNoStyle) run.style = style;
  merge(run.direct, direct);
  runs_.push_back(std::move(run));
  format_.reset();
}

void DocumentBuilder::pop_run() {
  assert(!runs_.empty());
  runs_.pop_back();
  format_.reset();
}

Range DocumentBuilder::store_text(std::string_view text) {
  const Range range{size_of(document_.text), size_of(text)};
  auto& origins = document_.origins;
  const Place before = origins.empty() ? Place::nowhere() : origins.back().place;
  if (origin_ != before && !text.empty()) origins.push_back({range.first, origin_});
  document_.text += text;
  return range;
}

void DocumentBuilder::add_text_piece(std::string_view text) {
  if (text.empty()) return;
  const CharacterFormatId format = current_format();
  if (document_.inlines.size() > paragraph_.content.first) {
    Inline& last = document_.inlines.back();
    if (last.type == Inline::Type::text && last.format == format &&
        last.content.first + last.content.count == document_.text.size()) {
      last.content.count += store_text(text).count;
      return;
    }
  }
  document_.inlines.push_back({Inline::Type::text, format, store_text(text)});
}

void DocumentBuilder::add_text_outside(std::string_view text, std::size_t runs) {
  if (runs >= runs_.size()) {
    add_text(text);
    return;
  }
  const auto first = runs_.begin() + static_cast<std::ptrdiff_t>(runs);
  std::vector<OpenRun> inner(std::make_move_iterator(first), std::make_move_iterator(runs_.end()));
  runs_.erase(first, runs_.end());
  format_.reset();
  add_text(text);
  runs_.insert(runs_.end(), std::make_move_iterator(inner.begin()),
               std::make_move_iterator(inner.end()));
  format_.reset();
}

void DocumentBuilder::add_text(std::string_view text) {
  assert(paragraph_open_);
  for (;;) {
    const std::size_t at = find_division(text);
    add_text_piece(text.substr(0, at));
    if (at == text.size()) return;
    // A carriage return is half of a line end that a spreadsheet of another system wrote.
    if (text[at] == '\n') add_inline(Inline::Type::line_break);
    if (text[at] == '\t') add_inline(Inline::Type::tab);
    text.remove_prefix(at + 1);
  }
}

void DocumentBuilder::add_inline(Inline::Type type, std::uint32_t index) {
  assert(paragraph_open_);
  document_.inlines.push_back({type, current_format(), {index, 0}});
}

std::uint32_t DocumentBuilder::add_bookmark(std::string name) {
  document_.bookmarks.push_back(std::move(name));
  return size_of(document_.bookmarks) - 1;
}

std::uint32_t DocumentBuilder::add_link(std::string url) {
  return static_cast<std::uint32_t>(intern(document_.links, std::move(url)));
}

void DocumentBuilder::add_page_break() {
  assert(!levels_.empty() && !paragraph_open_);
  pending_blocks_.push_back(Block{.type = Block::Type::page_break});
}

// ---- Lists --------------------------------------------------------------------------------------

std::uint32_t DocumentBuilder::begin_list(bool ordered, std::string pattern) {
  OpenList list{.list = lists_, .ordered = ordered, .pattern = std::move(pattern)};
  bool shared = false;
  if (!open_lists_.empty()) {
    OpenList& parent = open_lists_.back();
    list.level = static_cast<std::uint8_t>(std::min(parent.level + 1, 8));
    // Word restarts the numbers of a level after each item above it, and only then.
    shared = !parent.child_of_item && (!parent.has_child || (parent.child_ordered == ordered &&
                                                             parent.child_pattern == list.pattern));
    if (shared) list.list = parent.list;
    if (!parent.has_child) {
      parent.child_ordered = ordered;
      parent.child_pattern = list.pattern;
    }
    parent.has_child = parent.child_of_item = true;
  }
  if (!shared) ++lists_;
  item_pending_ = false;
  open_lists_.push_back(std::move(list));
  return open_lists_.back().list;
}

void DocumentBuilder::end_list() {
  assert(!open_lists_.empty());
  open_lists_.pop_back();
  item_pending_ = false;
}

void DocumentBuilder::next_list_item() {
  assert(!open_lists_.empty());
  ++open_lists_.back().number;
  open_lists_.back().child_of_item = false;
  item_pending_ = true;
}

void DocumentBuilder::begin_item(Block& paragraph) {
  item_pending_ = false;
  const OpenList& list = open_lists_.back();
  std::string marker;
  for (std::size_t i = 0; i < list.pattern.size(); ++i) {
    const std::size_t level = i + 1 < list.pattern.size()
                                  ? static_cast<std::size_t>(list.pattern[i + 1] - '1')
                                  : open_lists_.size();
    if (list.pattern[i] == '%' && level < open_lists_.size()) {
      marker += std::to_string(open_lists_[level].number);
      ++i;
    } else {
      marker += list.pattern[i];
    }
  }
  ListItem item{
      .list = list.list, .level = list.level, .ordered = list.ordered, .number = list.number};
  item.marker = store_text(marker);
  item.marker_format = current_format();
  item.pattern = list.pattern;
  document_.lists.push_back(std::move(item));
  paragraph.list_item = size_of(document_.lists);
}

// ---- Tables -------------------------------------------------------------------------------------

DocumentBuilder::OpenTable& DocumentBuilder::open_table() {
  assert(!open_tables_.empty());
  return open_tables_.back();
}

void DocumentBuilder::begin_table(StyleId style, std::vector<ColumnWidth> columns) {
  assert(!levels_.empty() && !paragraph_open_ && !columns.empty());
  OpenTable open;
  open.table.style = style;
  open.covered_until.assign(columns.size(), 0);
  open.table.columns = std::move(columns);
  open.first_row = pending_rows_.size();
  open_tables_.push_back(std::move(open));
}

DocumentTable& DocumentBuilder::table() { return open_table().table; }
TableRow& DocumentBuilder::row() { return open_table().row; }
TableCell& DocumentBuilder::cell() { return pending_cells_.back(); }

void DocumentBuilder::begin_row() {
  OpenTable& open = open_table();
  assert(!open.row_open);
  open.row = TableRow{};
  open.row_open = true;
  open.first_cell = pending_cells_.size();
  open.next_column = 0;
  skip_covered(open);
}

void DocumentBuilder::keep_last_row() {
  if (pending_rows_.size() > open_table().first_row) pending_rows_.back().keep_with_next = true;
}

void DocumentBuilder::skip_covered(OpenTable& open) const {
  while (open.next_column < open.covered_until.size() &&
         open.covered_until[open.next_column] > open.row_index) {
    ++open.next_column;
  }
}

std::uint16_t DocumentBuilder::free_columns() const {
  const OpenTable& open = open_tables_.back();
  const auto from = open.covered_until.begin() + open.next_column;
  return static_cast<std::uint16_t>(
      std::count_if(from, open.covered_until.end(),
                    [&](std::uint32_t until) { return until <= open.row_index; }));
}

void DocumentBuilder::cover(OpenTable& open, const TableCell& cell) const {
  for (std::size_t i = 0; i < cell.column_span; ++i) {
    open.covered_until[cell.column + i] = open.row_index + cell.row_span;
  }
}

void DocumentBuilder::begin_cell(std::uint16_t column_span, std::uint16_t row_span) {
  OpenTable& open = open_table();
  assert(open.row_open && !open.cell_open && open.next_column < open.covered_until.size());
  TableCell cell{.column = open.next_column, .column_span = 0};
  cell.row_span = std::max<std::uint16_t>(row_span, 1);
  const std::size_t wanted = std::max<std::uint16_t>(column_span, 1);
  while (cell.column_span < wanted && open.next_column < open.covered_until.size() &&
         open.covered_until[open.next_column] <= open.row_index) {
    ++cell.column_span;
    ++open.next_column;
  }
  cover(open, cell);
  pending_cells_.push_back(cell);
  open.cell_open = true;
  open_level();
}

void DocumentBuilder::set_typed(TypedCell typed) {
  if (typed.value.is(Value::Type::text)) {
    typed.value = Value::text(document_.arena.store(typed.value.as_text()));
  }
  document_.typed_cells.push_back(std::move(typed));
  cell().typed = size_of(document_.typed_cells);
}

void DocumentBuilder::set_shade(Colour colour) {
  const std::size_t index = intern(document_.shades, colour);
  assert(index < std::numeric_limits<std::uint8_t>::max());
  cell().shade = static_cast<std::uint8_t>(index + 1);
}

void DocumentBuilder::end_cell(StyleId empty_paragraph) {
  OpenTable& open = open_table();
  assert(open.cell_open);
  if (pending_blocks_.size() == levels_.back()) {
    begin_paragraph(empty_paragraph);
    end_paragraph();
  }
  cell().blocks = close_level();
  open.cell_open = false;
  skip_covered(open);
}

void DocumentBuilder::end_row() {
  OpenTable& open = open_table();
  assert(open.row_open && !open.cell_open);
  while (open.next_column < open.covered_until.size()) {
    begin_cell();
    end_cell(kNoStyle);
  }
  open.row.cells = move_tail(pending_cells_, open.first_cell, document_.cells);
  pending_rows_.push_back(open.row);
  open.row_open = false;
  ++open.row_index;
}

void DocumentBuilder::clip_row_spans(const DocumentTable& table) {
  for (std::uint32_t r = 0; r < table.rows.count; ++r) {
    const Range cells = document_.rows[table.rows.first + r].cells;
    for (std::uint32_t c = 0; c < cells.count; ++c) {
      TableCell& cell = document_.cells[cells.first + c];
      if (cell.row_span > table.rows.count - r) {
        cell.row_span = static_cast<std::uint16_t>(table.rows.count - r);
      }
    }
  }
}

void DocumentBuilder::end_table() {
  assert(!open_table().row_open);
  OpenTable open = std::move(open_tables_.back());
  open_tables_.pop_back();
  open.table.rows = move_tail(pending_rows_, open.first_row, document_.rows);
  clip_row_spans(open.table);
  pending_blocks_.push_back(
      Block{.type = Block::Type::table, .content = {size_of(document_.tables), 0}});
  document_.tables.push_back(std::move(open.table));
}

Document DocumentBuilder::finish() {
  assert(levels_.empty() && open_tables_.empty() && open_lists_.empty() && runs_.empty());
  return std::move(document_);
}

}  // namespace grif
