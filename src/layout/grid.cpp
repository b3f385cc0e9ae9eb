#include <algorithm>
#include <numeric>

#include "layout/column_widths.hpp"
#include "layout/layout.hpp"
#include "layout/paragraph_text.hpp"
#include "layout/read_paragraphs.hpp"
#include "layout/table_rows.hpp"

namespace grif {

namespace {

/// What a cell asks for: its longest unbreakable piece, its longest line, all its lines together.
struct CellNeed {
  Length least, most;
  double text = 0;  ///< in twips
  void widen(const CellNeed& other) {
    least = std::max(least, other.least);
    most = std::max(most, other.most);
    text += other.text;
  }
};

/// Other programs round widths: a word that just fits here must not break there.
constexpr Length kSlack = Length::from_points(1);

Length find_overhang(const std::vector<ItemStyle>& styles) {
  Units overhang = 0;
  for (const ItemStyle& style : styles) overhang = std::max(overhang, style.text.overhang);
  return to_length(overhang);
}

Length sum_of(std::span<const Length> lengths) {
  return std::accumulate(lengths.begin(), lengths.end(), Length());
}

/// Letters of a word stand side by side in a column of this width at least.
constexpr Length kLeastReadable = Length::from_points(30);
/// Of a column whose content nobody has measured.
constexpr Length kTwoLetters = Length::from_points(11);

/// Measures the columns of tables and shares the width out among them.
class GridMaker {
 public:
  GridMaker(Document& document, const FaceSet& faces, LayoutScratch& scratch)
      : document_(&document),
        read_(&scratch.begin_reading(document, faces)),
        text_(document, read_->styles(), scratch.shaper, read_) {}

  void make_grids(Range blocks, Length width) {
    for (std::uint32_t i = blocks.first; i < blocks.first + blocks.count; ++i) {
      const Block& block = document_->blocks[i];
      if (block.type == Block::Type::table) make_grid(block.content.first, width);
    }
  }
  /// Whether a table among the blocks would like to be wider than `width`.
  bool wants_more(Range blocks, Length width);

 private:
  CellNeed measure_blocks(Range blocks);
  CellNeed measure_paragraph(const Block& block);
  std::vector<ColumnNeed> measure_columns(DocumentTable& table);
  const std::vector<ColumnNeed>& needs_of(std::uint32_t table);
  CellNeed measure_table(std::uint32_t table);
  void make_grid(std::uint32_t table, Length width);

  Document* document_;
  ReadParagraphs* read_;
  ParagraphText text_;
  std::vector<std::vector<ColumnNeed>> needs_;  ///< by table; empty: not measured yet
  FieldValues fields_;
};

CellNeed GridMaker::measure_paragraph(const Block& block) {
  text_.read(block, fields_, kArtifactLayout, kArtifactLayout);
  const ParagraphFormat& format = document_->paragraph_formats[block.format].format;
  const Units hang = to_units(std::min(format.first_line, Length()));
  Units piece = 0, piece_ink = 0, line = 0, line_ink = 0, least = 0, most = 0, all = 0;
  const auto end_piece = [&] {
    least = std::max(least, piece_ink);
    piece = piece_ink = 0;
  };
  for (std::size_t i = 0; i < text_.items.size(); ++i) {
    const TextItem& item = text_.items[i];
    if (item.has(TextItem::line_break)) {
      end_piece();
      most = std::max(most, line_ink);
      all += line_ink;
      line = line_ink = 0;
      continue;
    }
    Units advance = item.advance;
    // The tab behind a marker fills the hanging indent; any other is as wide as a stop.
    if (item.has(TextItem::tab)) {
      const bool of_marker = i + 1 == text_.first_after_marker;
      advance = of_marker ? std::max<Units>(-hang - line, 0) : to_units(Length::from_twips(708));
    }
    piece += advance;
    line += advance;
    if (!item.has(TextItem::blank)) {
      piece_ink = piece;
      line_ink = line;
    }
    const bool tab_breaks = item.has(TextItem::tab) && i + 1 != text_.first_after_marker;
    if (item.has(TextItem::break_after) || tab_breaks) end_piece();
  }
  end_piece();
  most = std::max(most, line_ink);
  all += line_ink;
  const Length indents = format.left + format.right + kSlack + find_overhang(text_.styles);
  const Length first = std::max(format.first_line, Length());
  return {to_length(least) + indents, to_length(most) + indents + first,
          static_cast<double>(to_length(all).twips())};
}

CellNeed GridMaker::measure_blocks(Range blocks) {
  CellNeed need;
  for (std::uint32_t i = blocks.first; i < blocks.first + blocks.count; ++i) {
    const Block& block = document_->blocks[i];
    switch (block.type) {
      case Block::Type::paragraph:
        need.widen(measure_paragraph(block));
        break;
      case Block::Type::table:
        need.widen(measure_table(block.content.first));
        break;
      case Block::Type::image: {
        const Length width = document_->images[block.content.first].width;
        need.widen({width, width, static_cast<double>(width.twips())});
        break;
      }
      case Block::Type::page_break:
      case Block::Type::contents:
      case Block::Type::chart:
        break;
    }
  }
  return need;
}

/// What a cell over several columns still needs goes to those that have much already: a stage's
/// title does not widen the column of numbers.
void widen(std::span<ColumnMeasure> columns, const CellNeed& need) {
  Length least, most;
  for (const ColumnMeasure& column : columns) {
    least += column.least();
    most += column.most();
  }
  const Length more_least = std::max(need.least - least, Length());
  const Length more_most = std::max(need.most - most, Length());
  const auto share = [&](Length more, const ColumnMeasure& column) {
    return most > Length() ? more.scaled(column.most().twips(), most.twips())
                           : more / static_cast<std::int64_t>(columns.size());
  };
  for (ColumnMeasure& column : columns) {
    const Length own_least = share(more_least, column), own_most = share(more_most, column);
    column.widen(own_least, own_most);
  }
}

/// Cells of one column first; then cells of several widen those where they still need more.
std::vector<ColumnNeed> GridMaker::measure_columns(DocumentTable& table) {
  const std::size_t count = table.columns.size();
  std::vector<ColumnMeasure> columns(count);
  const TableFrame frame(*document_, table, {}, 0);
  const Length padding = frame.properties.padding_left + frame.properties.padding_right;
  struct Wide {
    std::size_t first, end;
    CellNeed need;
  };
  std::vector<Wide> wide;
  const auto is_fit = [](const ColumnWidth& column) {
    return column.rule == ColumnWidth::Rule::fit;
  };
  const bool some_fit = std::ranges::any_of(table.columns, is_fit);
  const auto matters = [&](std::size_t first, std::size_t end) {
    for (std::size_t i = first; i < end && some_fit; ++i)
      if (table.columns[i].rule != ColumnWidth::Rule::fixed) return true;
    return false;
  };
  for (std::uint32_t r = table.rows.first; r < table.rows.first + table.rows.count; ++r) {
    const TableRow& row = document_->rows[r];
    for (std::uint32_t c = row.cells.first; c < row.cells.first + row.cells.count; ++c) {
      const TableCell& cell = document_->cells[c];
      if (cell.column >= count) continue;
      const std::size_t end = std::min<std::size_t>(cell.column + cell.column_span, count);
      // Nothing is measured for columns that do not ask, nor for what goes over all of them.
      if (!matters(cell.column, end) || (end - cell.column == count && count > 1)) continue;
      CellNeed need = measure_blocks(cell.blocks);
      need.least += padding;
      need.most += padding;
      if (end == cell.column + 1U)
        columns[cell.column].add(need.least, need.most, need.text, row.header);
      else
        wide.push_back({cell.column, end, need});
    }
  }
  for (ColumnMeasure& column : columns) column.close(padding);
  for (const Wide& cell : wide)
    widen(std::span(columns).subspan(cell.first, cell.end - cell.first), cell.need);
  std::vector<ColumnNeed> needs;
  table.longest_words.clear();
  for (std::size_t i = 0; i < count; ++i) {
    needs.push_back(columns[i].need());
    table.longest_words.push_back(std::max(columns[i].longest_word() - padding, Length()));
    const Length width = table.columns[i].width;
    if (table.columns[i].rule == ColumnWidth::Rule::fixed)
      needs.back() = {.least = width, .most = width, .comfort = width, .text = 0};
  }
  return needs;
}

const std::vector<ColumnNeed>& GridMaker::needs_of(std::uint32_t table) {
  if (needs_.empty()) needs_.resize(document_->tables.size());
  if (needs_[table].empty()) needs_[table] = measure_columns(document_->tables[table]);
  return needs_[table];
}

CellNeed GridMaker::measure_table(std::uint32_t table) {
  CellNeed all;
  for (const ColumnNeed& column : needs_of(table)) {
    all.least += column.least;
    all.most += column.most;
    all.text += column.text;
  }
  return all;
}

bool GridMaker::wants_more(Range blocks, Length width) {
  for (std::uint32_t i = blocks.first; i < blocks.first + blocks.count; ++i) {
    const Block& block = document_->blocks[i];
    if (block.type != Block::Type::table) continue;
    const DocumentTable& table = document_->tables[block.content.first];
    if (table.layout_only) continue;
    if (comfortable_width(table, needs_of(block.content.first)) > width) return true;
  }
  return false;
}

void GridMaker::make_grid(std::uint32_t index, Length width) {
  DocumentTable& table = document_->tables[index];
  const std::vector<ColumnNeed>& needs = needs_of(index);
  const std::int64_t room = std::max<std::int64_t>(width.emu() / Length::kEmuPerTwip,
                                                   static_cast<std::int64_t>(table.columns.size()));
  table.grid.clear();
  for (const std::int64_t twips : share_width(table, needs, room))
    table.grid.push_back(Length::from_twips(twips));

  const TableFrame frame(*document_, table, width, 0);
  const Length padding = frame.properties.padding_left + frame.properties.padding_right;
  table.too_narrow = false;
  for (std::size_t i = 0; i < needs.size(); ++i) {
    const Length own = table.grid[i];
    const bool measured =
        needs[i].least > Length() && table.columns[i].rule != ColumnWidth::Rule::fixed;
    const Length wanted =
        measured ? std::min(needs[i].least - padding, kLeastReadable) : kTwoLetters;
    if (own - padding < wanted) table.too_narrow = true;
  }
  for (std::uint32_t r = table.rows.first; r < table.rows.first + table.rows.count; ++r) {
    const Range cells = document_->rows[r].cells;
    for (std::uint32_t c = cells.first; c < cells.first + cells.count; ++c) {
      const TableCell& cell = document_->cells[c];
      const std::size_t end =
          std::min<std::size_t>(cell.column + cell.column_span, table.columns.size());
      const std::size_t first = std::min<std::size_t>(cell.column, end);
      const auto own = std::span(document_->tables[index].grid).subspan(first, end - first);
      make_grids(cell.blocks, sum_of(own) - padding);
    }
  }
}

}  // namespace

void compute_grids(Document& document, const FaceSet& faces, LayoutScratch& scratch) {
  GridMaker maker(document, faces, scratch);
  for (Section& section : document.sections) {
    PageSetup& page = section.page;
    const auto text_width = [&] { return page.width - page.left - page.right; };
    if (section.turns_for_tables && page.width < page.height &&
        maker.wants_more(section.blocks, text_width())) {
      std::swap(page.width, page.height);
      page.landscape = true;
    }
    section.turns_for_tables = false;
    const Length width = text_width();
    for (const Range blocks : {section.blocks, section.header, section.footer, section.first_header,
                               section.first_footer}) {
      maker.make_grids(blocks, width);
    }
  }
}

}  // namespace grif
