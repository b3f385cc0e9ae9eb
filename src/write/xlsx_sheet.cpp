#include "write/xlsx_sheet.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include <unistd.h>

#include "core/place.hpp"
#include "write/faults.hpp"
#include "xml/tree.hpp"

namespace grif::xlsx {
namespace {

constexpr double kPointsPerPixel = 0.75;  // 96 pixels to the inch
constexpr double kHighestRow = 409;
constexpr double kGap = 8;  // points
constexpr std::size_t kLongestText = 32'767;
constexpr std::size_t kMostMerges = 65'535;
constexpr std::size_t kMostBreaks = 1'023;
constexpr int kWidestColumn = 1'790;

int pixels_of(Length length) {
  constexpr std::int64_t kEmuPerPixel = Length::kEmuPerInch / 96;
  return static_cast<int>(
      std::clamp<std::int64_t>((length.emu() + kEmuPerPixel / 2) / kEmuPerPixel, 8, kWidestColumn));
}

double inches(Length length) {
  return static_cast<double>(length.emu()) / static_cast<double>(Length::kEmuPerInch);
}

}  // namespace

SheetWriter::SheetWriter(SheetPage& context, const SheetPlan& plan, lxw_worksheet* sheet)
    : context_(context), plan_(plan), sheet_(sheet) {
  for (std::size_t i = 0; i < columns(); ++i) {
    pixels_.push_back(pixels_of(plan.edges[i + 1] - plan.edges[i]));
  }
}

void SheetWriter::refuse_size(const std::string& what, std::size_t most) {
  if (!context_.refused) {
    context_.diagnostics.report(
        Kind::sheet_too_large, Place::nowhere(),
        {context_.document.properties.name, plan_.name, what, std::to_string(most)});
  }
  context_.refused = true;
}

void SheetWriter::check(lxw_error error) {
  if (context_.error == LXW_NO_ERROR) context_.error = error;
}

// ---- The sheet ----------------------------------------------------------------------------------

void SheetWriter::write() {
  set_up_page();
  const Document& document = context_.document;
  for (const SheetBlock& block : plan_.blocks) {
    if (context_.refused) return;
    if (block.page_break_before && row_ != 0 && breaks_.size() < kMostBreaks) {
      breaks_.push_back(row_);
    }
    write_block(block);
  }
  if (!breaks_.empty()) {
    breaks_.push_back(0);  // the library's end mark
    check(worksheet_set_h_pagebreaks(sheet_, breaks_.data()));
  }
  if (row_ != 0) {  // «1.1» and «7» typed as text are meant so: no green corners
    const std::string range =
        "A1:" + cell_name(row_ - 1, static_cast<std::uint32_t>(columns() - 1));
    check(worksheet_ignore_errors(sheet_, LXW_IGNORE_NUMBER_STORED_AS_TEXT, range.c_str()));
  }
  facts_.different_first = plan_.section->different_first;
  if (facts_.different_first) {
    facts_.first_header = make_furniture(document, plan_.section->first_header);
    facts_.first_footer = make_furniture(document, plan_.section->first_footer);
  }
  const std::string header = make_furniture(document, plan_.section->header);
  const std::string footer = make_furniture(document, plan_.section->footer);
  if (!header.empty()) check(worksheet_set_header(sheet_, header.c_str()));
  if (!footer.empty()) check(worksheet_set_footer(sheet_, footer.c_str()));
  if (header.empty() && footer.empty()) check(worksheet_set_footer(sheet_, "&C&P"));
}

void SheetWriter::take_rows() {
  std::FILE* file = sheet_->optimize_tmpfile;
  // Libraries that keep the rows in memory have no descriptor: then the rows are in the part.
  if (file == nullptr || row_ == 0 || fileno(file) < 0) return;
  lxw_worksheet_write_single_row(sheet_);
  if (std::fflush(file) != 0 || std::ferror(file) != 0) {
    check(LXW_ERROR_CREATING_TMPFILE);
    return;
  }
  facts_.rows = read_file(fileno(file));
  if (ftruncate(fileno(file), 0) != 0) check(LXW_ERROR_CREATING_TMPFILE);
}

void SheetWriter::set_up_page() {
  constexpr std::uint8_t kA4 = 9, kA3 = 8;
  const PageSetup& page = plan_.section->page;
  const bool large = std::max(page.width, page.height) > Length::from_mm(350);
  worksheet_set_paper(sheet_, large ? kA3 : kA4);
  if (page.landscape || page.width > page.height) worksheet_set_landscape(sheet_);
  worksheet_set_margins(sheet_, inches(page.left), inches(page.right), inches(page.top),
                        inches(page.bottom));
  sheet_->margin_header = inches(page.header);
  sheet_->margin_footer = inches(page.footer);
  worksheet_fit_to_pages(sheet_, 1, 0);
  worksheet_gridlines(sheet_, LXW_HIDE_ALL_GRIDLINES);
  for (std::size_t i = 0; i < columns(); ++i) {
    check(worksheet_set_column_pixels(sheet_, column_of(i), column_of(i),
                                      static_cast<std::uint32_t>(pixels_[i]), nullptr));
  }
}

void SheetWriter::write_block(const SheetBlock& on_sheet) {
  const Block& block = context_.document.blocks[on_sheet.block];
  switch (block.type) {
    case Block::Type::paragraph:
    case Block::Type::image:
      write_text_row(block);
      break;
    case Block::Type::table: {
      const DocumentTable& table = context_.document.tables[block.content.first];
      table.layout_only ? write_marks(table) : write_data_table(table);
      break;
    }
    case Block::Type::page_break:
    case Block::Type::contents:  // a workbook has sheets instead
    case Block::Type::chart:
      break;
  }
}

// ---- Rows ---------------------------------------------------------------------------------------

void SheetWriter::begin_row(lxw_row_t row) {
  if (row < counted_row_) return;
  counted_row_ = row + 1;
  ++facts_.count.rows;
}

void SheetWriter::set_height(lxw_row_t row, double points, bool fitted) {
  begin_row(row);
  facts_.fitted_rows.resize(row + 1);
  facts_.fitted_rows[row] = fitted;
  if (points > kHighestRow) {
    context_.diagnostics.report(
        Kind::row_too_high, Place::nowhere(),
        {context_.document.properties.name, plan_.name, std::to_string(row + 1)});
  }
  points = std::min(points, kHighestRow);
  height_above_ += points;
  check(worksheet_set_row(sheet_, row, points, nullptr));
}

void SheetWriter::ask_gap(double points) { gap_ = std::max(gap_, points); }

lxw_row_t SheetWriter::next_row() {
  if (row_ != 0 && gap_ >= kGap) set_height(row_++, gap_);
  gap_ = 0;
  return row_++;
}

double SheetWriter::width_of(Span span) const {
  int pixels = 0;
  for (std::size_t i = span.first; i < span.end; ++i) pixels += pixels_[i];
  constexpr int kPadding = 5;
  constexpr double kCaution = 0.97;  // the screen's letters are not as wide as the printer's
  return std::max(pixels - kPadding, 1) * kPointsPerPixel * kCaution;
}

bool SheetWriter::check_text(lxw_row_t row, std::size_t column) {
  // A unit takes one byte at least.
  if (context_.text.text.size() <= kLongestText) return true;
  const std::size_t units = count_utf16(context_.text.text);
  if (units <= kLongestText) return true;
  context_.diagnostics.report(Kind::cell_text_too_long, Place::nowhere(),
                              {context_.document.properties.name, plan_.name,
                               cell_name(row, static_cast<std::uint32_t>(column)),
                               std::to_string(units), beginning(context_.text.text)});
  context_.refused = true;
  return false;
}

// ---- Cells --------------------------------------------------------------------------------------

void SheetWriter::write_blank(lxw_row_t row, std::size_t column, lxw_format* format) {
  begin_row(row);
  ++facts_.count.cells;
  check(worksheet_write_blank(sheet_, row, column_of(column), format));
}

void SheetWriter::fill_span(lxw_row_t row, Span span, lxw_format* format) {
  for (std::size_t i = span.first; i < span.end; ++i) write_blank(row, i, format);
}

void SheetWriter::merge(lxw_row_t first, lxw_row_t last, Span span) {
  if (first == last && span.end - span.first == 1) return;
  if (++merges_ > kMostMerges) {
    const bool russian = context_.diagnostics.language() == Language::russian;
    refuse_size(std::to_string(merges_) + (russian ? " объединённых областей" : " merged ranges"),
                kMostMerges);
    return;
  }
  // worksheet_merge_range writes the cells of all its rows at once, which the constant-memory mode
  // forbids; the library frees the range.
  auto* range = static_cast<lxw_merged_range*>(std::calloc(1, sizeof(lxw_merged_range)));
  if (range == nullptr) {
    check(LXW_ERROR_MEMORY_MALLOC_FAILED);
    return;
  }
  range->first_row = first;
  range->last_row = last;
  range->first_col = column_of(span.first);
  range->last_col = column_of(span.end - 1);
  STAILQ_INSERT_TAIL(sheet_->merged_ranges, range, list_pointers);
  ++sheet_->merged_range_count;
}

void SheetWriter::write_text(lxw_row_t row, std::size_t column, const CellLook& look) {
  const CellText& text = context_.text;
  lxw_format* format = context_.formats.find(look);
  if (text.text.empty()) {
    write_blank(row, column, format);
    return;
  }
  if (!check_text(row, column)) return;
  begin_row(row);
  ++facts_.count.cells;
  constexpr std::size_t kMostLinks = 65'530;
  const bool uniform =
      std::all_of(text.fragments.begin(), text.fragments.end(), [&](const Fragment& f) {
        return context_.formats.look_alike(f.format, text.fragments[0].format);
      });
  // A text that looks like a mark for a rich one must not be taken for it.
  const bool marked = text.text.starts_with(kMarkSign);
  if (!text.link.empty() && links_ < kMostLinks && !marked) {
    ++links_;
    const std::string url(text.link);
    check(worksheet_write_url_opt(sheet_, row, column_of(column), url.c_str(), format,
                                  text.text.c_str(), nullptr));
  } else if (uniform && !marked) {
    check(worksheet_write_string(sheet_, row, column_of(column), text.text.c_str(), format));
  } else {
    write_rich_text(row, column, format);
  }
}

void SheetWriter::write_rich_text(lxw_row_t row, std::size_t column, lxw_format* format) {
  // The library makes a temporary file for each: it gets a mark to write instead.
  check(worksheet_write_string(sheet_, row, column_of(column),
                               rich_text_mark(facts_.rich_texts.size()).c_str(), format));
  const CellText& text = context_.text;
  std::string& out = facts_.rich_texts.emplace_back();
  for (std::size_t i = 0; i < text.fragments.size();) {
    const Fragment& first = text.fragments[i];
    std::uint32_t end = first.first + first.count;
    while (++i < text.fragments.size() &&
           context_.formats.look_alike(first.format, text.fragments[i].format)) {
      end = text.fragments[i].first + text.fragments[i].count;
    }
    const std::string_view piece =
        std::string_view(text.text).substr(first.first, end - first.first);
    constexpr std::string_view kBlanks = " \n";
    const bool preserve = kBlanks.find(piece.front()) != std::string_view::npos ||
                          kBlanks.find(piece.back()) != std::string_view::npos;
    out.append("<r>").append(context_.formats.find_run(first.format));
    out += preserve ? "<t xml:space=\"preserve\">" : "<t>";
    append_xml_escaped(out, piece);
    out += "</t></r>";
  }
}

// ---- Text above and below -----------------------------------------------------------------------

void SheetWriter::write_text_row(const Block& block) {
  CellText& text = context_.text;
  text.clear();
  collect_text(context_.document, block, text);
  if (text.text.empty()) return;  // an empty line of the page
  const ParagraphFormat& format = context_.document.paragraph_formats[text.paragraph].format;
  Span span{0, columns()};
  CellLook look;
  look.character = text.fragments[0].format;
  look.horizontal = format.alignment;
  if (format.left >= Length::from_mm(15)) {  // a block at the right: from the nearest column
    span.first = std::min(nearest_edge(plan_.edges, format.left), columns() - 1);
  } else if (format.left.emu() > 0) {
    constexpr int kPixelsPerStep = 9;
    look.indent = static_cast<std::uint8_t>(pixels_of(format.left) / kPixelsPerStep);
  }
  ask_gap(std::min(format.before.points(), 12.0));
  const lxw_row_t row = next_row();
  set_height(row, context_.heights.height(text, width_of(span)), columns() == 1);
  write_text(row, span.first, look);
  merge(row, row, span);
  fill_span(row, {span.first + 1, span.end}, context_.formats.find(look));
}

void SheetWriter::write_marks(const DocumentTable& table) {
  const Length width =
      plan_.section->page.width - plan_.section->page.left - plan_.section->page.right;
  const std::vector<Length> edges = table_edges(table, width);
  for (std::uint32_t r = 0; r < table.rows.count && !context_.refused; ++r) {
    write_marks_row(context_.document.rows[table.rows.first + r], edges);
  }
  ask_gap(kGap);
}

void SheetWriter::write_marks_row(const TableRow& row, const std::vector<Length>& edges) {
  const Document& document = context_.document;
  struct Mark {
    const TableCell* cell;
    Span span;
  };
  std::vector<std::vector<Mark>> lines(1);  // what does not fit side by side goes below
  double highest = 0;
  CellText& text = context_.text;
  for (std::uint32_t c = row.cells.first; c < row.cells.first + row.cells.count; ++c) {
    const TableCell& cell = document.cells[c];
    text.clear();
    collect_text(document, cell.blocks, text);
    if (text.text.find_first_not_of("\n ") == std::string::npos) continue;
    Span span{nearest_edge(plan_.edges, edges[cell.column]),
              nearest_edge(plan_.edges, edges[cell.column + cell.column_span])};
    if (!lines.back().empty()) span.first = std::max(span.first, lines.back().back().span.end);
    if (span.first >= columns()) {
      lines.emplace_back();
      span = {0, columns()};
    }
    span.end = std::max(span.end, span.first + 1);
    lines.back().push_back({&cell, span});
  }
  for (const std::vector<Mark>& line : lines) {
    if (line.empty()) continue;
    highest = 0;
    for (const Mark& mark : line) {
      text.clear();
      collect_text(document, mark.cell->blocks, text);
      highest = std::max(highest, context_.heights.height(text, width_of(mark.span)));
    }
    const lxw_row_t at = next_row();
    set_height(at, highest);
    for (const Mark& mark : line) {
      text.clear();
      collect_text(document, mark.cell->blocks, text);
      CellLook look;
      look.character = text.fragments[0].format;
      look.horizontal = document.paragraph_formats[text.paragraph].format.alignment;
      look.vertical = mark.cell->vertical;
      write_text(at, mark.span.first, look);
      merge(at, at, mark.span);
      fill_span(at, {mark.span.first + 1, mark.span.end}, context_.formats.find(look));
    }
  }
}

}  // namespace grif::xlsx
