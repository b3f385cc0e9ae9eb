#include "write/xlsx_sheet.hpp"

#include <algorithm>
#include <cstdlib>

#include "core/place.hpp"
#include "write/faults.hpp"

namespace grif::xlsx {
namespace {

constexpr Length kHighestRow = Length::from_points(409);
constexpr Length kGap = Length::from_points(9);
constexpr Length kWidestColumn = 1'790 * kPixel, kNarrowestColumn = 8 * kPixel;
constexpr std::size_t kLongestText = 32'767;
constexpr std::size_t kMostMerges = 65'535;
constexpr std::size_t kMostBreaks = 1'023;
constexpr std::size_t kMostLinks = 65'530;

double inches(Length length) {
  return static_cast<double>(length.emu()) / static_cast<double>(Length::kEmuPerInch);
}

/// The height of rows that nobody wrote, and widths, counted in digits of the Normal font with the
/// padding included (18.3.1.13).
std::string make_columns(const std::vector<Length>& widths, Length digit) {
  std::string out = "<sheetFormatPr defaultRowHeight=\"";
  append_number(out, line_height(NormalFont::kHalfPoints).points());
  out += "\"/><cols>";
  for (std::size_t i = 0; i < widths.size(); ++i) {
    const std::string number = std::to_string(i + 1);
    out += "<col min=\"";
    out += number;
    out += "\" max=\"";
    out += number;
    out += "\" width=\"";
    append_number(out, static_cast<double>(widths[i].emu()) / static_cast<double>(digit.emu()));
    out += "\" customWidth=\"1\"/>";
  }
  return out + "</cols>";
}

}  // namespace

SheetWriter::SheetWriter(SheetPage& context, const SheetPlan& plan, std::size_t index,
                         lxw_worksheet* sheet)
    : context_(context), plan_(plan), index_(index), sheet_(sheet) {
  std::vector<Length> wanted;
  for (std::size_t i = 0; i + 1 < plan.edges.size(); ++i)
    wanted.push_back(plan.edges[i + 1] - plan.edges[i]);
  // Edges are rounded, not widths, so that all together are not wider than the page.
  Length exact;
  edges_.push_back(exact);
  for (const Length width : widen_for_words(std::move(wanted), collect_needs())) {
    const Length before = round_down_to_pixels(exact);
    exact += width;
    widths_.push_back(
        std::clamp(round_down_to_pixels(exact) - before, kNarrowestColumn, kWidestColumn));
    edges_.push_back(edges_.back() + widths_.back());
  }
}

std::vector<Length> SheetWriter::collect_needs() const {
  // Programs and printers round the letters of a small or shrunk font by some hundredths.
  constexpr std::int64_t kMargin = 106;
  constexpr Length kBorders = 7 * kPixel;  // what a cell keeps at its sides, and a pixel to round
  std::vector<Length> needs(plan_.edges.size() - 1);
  for (const SheetBlock& on_sheet : plan_.blocks) {
    const Block& block = context_.document.blocks[on_sheet.block];
    if (block.type != Block::Type::table) continue;
    const DocumentTable& table = context_.document.tables[block.content.first];
    if (table.layout_only || table.longest_words.size() != table.columns.size()) continue;
    const TableAt at = place_table(table);
    for (std::size_t i = 0; i < table.longest_words.size(); ++i) {
      const Length word = table.longest_words[i];
      if (word == Length()) continue;
      const std::size_t first = at.columns[i], end = at.columns[i + 1];
      const Length own = plan_.edges[end] - plan_.edges[first];
      const Length need = word.scaled(kMargin, 100) + kBorders + at.indent * context_.normal.indent;
      for (std::size_t c = first; c < end; ++c) {
        const Length part = plan_.edges[c + 1] - plan_.edges[c];
        needs[c] = std::max(needs[c], need.scaled(part.emu(), own.emu()));
      }
    }
  }
  return needs;
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
  for (const SheetBlock& block : plan_.blocks) {
    if (context_.refused) return;
    if (block.page_break_before && row_ != 0 && breaks_.size() < kMostBreaks) {
      breaks_.push_back(row_);
    }
    write_block(block);
  }
  if (row_ != 0) {
    facts_.range = "A1:" + cell_name(row_ - 1, static_cast<std::uint32_t>(columns() - 1));
    // «1.1» and «7» typed as text are meant so: no green corners.
    check(worksheet_ignore_errors(sheet_, LXW_IGNORE_NUMBER_STORED_AS_TEXT, facts_.range.c_str()));
  }
  set_up_printing();
  facts_.columns = make_columns(widths_, context_.normal.digit);
  facts_.rows = rows_.take();
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
}

void SheetWriter::set_up_printing() {
  const Document& document = context_.document;
  const Section& section = *plan_.section;
  if (!breaks_.empty()) {
    breaks_.push_back(0);  // the library's end mark
    check(worksheet_set_h_pagebreaks(sheet_, breaks_.data()));
  }
  facts_.different_first = section.different_first;
  if (facts_.different_first) {
    facts_.first_header = make_furniture(document, section.first_header);
    facts_.first_footer = make_furniture(document, section.first_footer);
  }
  const std::string header = make_furniture(document, section.header);
  const std::string footer = make_furniture(document, section.footer);
  if (!header.empty()) check(worksheet_set_header(sheet_, header.c_str()));
  if (!footer.empty()) check(worksheet_set_footer(sheet_, footer.c_str()));
  if (header.empty() && footer.empty()) check(worksheet_set_footer(sheet_, "&C&P"));
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

void SheetWriter::end_row(lxw_row_t row, Length height, bool fitted, Range blocks) {
  if (height > kHighestRow) {
    context_.diagnostics.report(
        Kind::row_too_high, context_.document.place_of(blocks),
        {context_.document.properties.name, plan_.name, std::to_string(row + 1)});
  }
  height = std::min(round_up_to_pixels(height), kHighestRow);
  height_above_ += height;
  // Never without a height: Excel would fit the row, but LibreOffice gives it one line.
  rows_.end_row(height, !fitted);
}

void SheetWriter::ask_gap(Length gap) { gap_ = std::max(gap_, gap); }

lxw_row_t SheetWriter::next_row() {
  if (row_ != 0 && gap_ >= kGap) {
    rows_.begin_row(row_);
    end_row(row_++, gap_);
  }
  gap_ = {};
  rows_.begin_row(row_);
  return row_++;
}

Length SheetWriter::width_of(Span span, std::uint8_t indent) const {
  constexpr Length kPadding = 5 * kPixel;
  Length width = -kPadding - indent * context_.normal.indent;
  for (std::size_t i = span.first; i < span.end; ++i) width += widths_[i];
  // The letters of a screen are wider than those of a printer: 11 points are 15 pixels, not 14.67,
  // and each advance is rounded. A blank line on paper is better than one that is cut on the
  // screen.
  return std::max(width.scaled(97, 100), kPixel);
}

std::uint8_t SheetWriter::steps_of(Length length) const {
  constexpr std::int64_t kMost = 250;
  const Length step = context_.normal.indent;
  return static_cast<std::uint8_t>(
      std::clamp<std::int64_t>((length + step / 2).emu() / step.emu(), 0, kMost));
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

void SheetWriter::fill_span(Span span, const CellLook& look) {
  if (span.first >= span.end) return;
  const std::uint32_t index = context_.formats.find(look).index;
  for (std::size_t i = span.first; i < span.end; ++i) {
    rows_.add_blank(static_cast<std::uint32_t>(i), index);
  }
}

void SheetWriter::merge(lxw_row_t first, lxw_row_t last, Span span) {
  if (first == last && span.end - span.first == 1) return;
  if (++merges_ > kMostMerges) {
    const bool russian = context_.diagnostics.language() == Language::russian;
    refuse_size(std::to_string(merges_) + (russian ? " объединённых областей" : " merged ranges"),
                kMostMerges);
    return;
  }
  // worksheet_merge_range would write cells, too; the library frees the range.
  // NOLINTNEXTLINE(cppcoreguidelines-no-malloc): what the library frees, malloc has to make
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
  const auto [handle, index] = context_.formats.find(look);
  const auto at = static_cast<std::uint32_t>(column);
  if (!context_.found.empty()) {
    for (const std::uint32_t bookmark : text.bookmarks) {
      context_.found[bookmark] = {
          .sheet = index_, .sheet_name = plan_.name, .cell = cell_name(row, at)};
    }
  }
  if (text.text.empty()) {
    rows_.add_blank(at, index);
    return;
  }
  if (!check_text(row, column)) return;
  if (!text.link.empty()) write_link(row, column, handle);
  const bool uniform =
      std::all_of(text.fragments.begin(), text.fragments.end(), [&](const Fragment& f) {
        return context_.formats.look_alike(f.format, text.fragments[0].format);
      });
  uniform ? rows_.add_text(at, index, text.text) : write_rich_text(column, index);
}

/// The library keeps what a link leads to; the cell that it writes with it is not used.
void SheetWriter::write_link(lxw_row_t row, std::size_t column, lxw_format* format) {
  if (links_ == kMostLinks) return;
  ++links_;
  check(worksheet_write_url_opt(sheet_, row, column_of(column), context_.text.link.c_str(), format,
                                nullptr, nullptr));
}

void SheetWriter::write_rich_text(std::size_t column, std::uint32_t look) {
  const CellText& text = context_.text;
  rows_.begin_rich_text(static_cast<std::uint32_t>(column), look);
  for (std::size_t i = 0; i < text.fragments.size();) {
    const Fragment& first = text.fragments[i];
    std::uint32_t end = first.first + first.count;
    while (++i < text.fragments.size() &&
           context_.formats.look_alike(first.format, text.fragments[i].format)) {
      end = text.fragments[i].first + text.fragments[i].count;
    }
    rows_.add_run(context_.formats.find_run(first.format),
                  std::string_view(text.text).substr(first.first, end - first.first));
  }
  rows_.end_rich_text();
}

// ---- Text above and below -----------------------------------------------------------------------

void SheetWriter::write_text_row(const Block& block) {
  CellText& text = context_.text;
  text.clear();
  context_.collector.collect(block, text);
  if (text.text.empty()) return;  // an empty line of the page
  const ParagraphFormat& format = context_.document.paragraph_formats[text.paragraph].format;
  Span span{0, columns()};
  CellLook look;
  look.character = text.fragments[0].format;
  look.horizontal = format.alignment;
  if (look.horizontal != Alignment::centre && format.left > Length()) {
    // A block at the right begins in the column that it begins over.
    span.first = std::min(edge_before(edges_, format.left), columns() - 1);
    look.indent = steps_of(format.left - edges_[span.first]);
  }
  ask_gap(std::min(format.before, Length::from_points(12)));
  const lxw_row_t row = next_row();
  write_text(row, span.first, look);
  merge(row, row, span);
  fill_span({span.first + 1, span.end}, look);
  end_row(row, context_.measure.height(text, width_of(span, look.indent)), columns() == 1);
}

}  // namespace grif::xlsx
