#include <algorithm>
#include <cmath>
#include <numeric>

#include "layout/layout.hpp"
#include "layout/paragraph_text.hpp"
#include "layout/table_rows.hpp"

namespace grif {

namespace {

/// Widths between which a content feels well: its longest unbreakable piece, its longest line.
struct WidthNeed {
  Length least, most;
  void widen(const WidthNeed& other) {
    least = std::max(least, other.least);
    most = std::max(most, other.most);
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

/// Parts of `total`, by weight, in whole twips that add up to it exactly.
std::vector<std::int64_t> share_out(std::int64_t total, std::span<const double> weights) {
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  std::vector<std::int64_t> parts(weights.size());
  double passed = 0;
  std::int64_t given = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    passed += sum > 0 ? weights[i] / sum : 1.0 / static_cast<double>(weights.size());
    const bool last = i + 1 == weights.size();
    const auto until = last ? total : std::llround(static_cast<double>(total) * passed);
    parts[i] = until - given;
    given = until;
  }
  return parts;
}

/// Lowers the highest values to one level so that all add up to `total` at most.
void level_down(std::vector<std::int64_t>& values, std::int64_t total) {
  std::vector<std::int64_t> sorted = values;
  std::ranges::sort(sorted);
  std::int64_t left = total;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    const auto others = static_cast<std::int64_t>(sorted.size() - i);
    if (sorted[i] * others <= left) {
      left -= sorted[i];
      continue;
    }
    const std::int64_t level = std::max<std::int64_t>(left / others, 0);
    for (std::int64_t& value : values) value = std::min(value, level);
    return;
  }
}

/// Measures the columns of tables and shares the width out among them.
class GridMaker {
 public:
  GridMaker(Document& document, const FaceSet& faces, LayoutScratch& scratch)
      : document_(&document), styles_(document, faces), text_(document, styles_, scratch.shaper) {}

  void make_grids(Range blocks, Length width) {
    for (std::uint32_t i = blocks.first; i < blocks.first + blocks.count; ++i) {
      const Block& block = document_->blocks[i];
      if (block.type == Block::Type::table) make_grid(block.content.first, width);
    }
  }

 private:
  WidthNeed measure_blocks(Range blocks);
  WidthNeed measure_paragraph(const Block& block);
  std::vector<WidthNeed> measure_columns(const DocumentTable& table);
  WidthNeed measure_table(const DocumentTable& table);
  void make_grid(std::uint32_t table, Length width);

  Document* document_;
  TextStyles styles_;
  ParagraphText text_;
  FieldValues fields_;
};

WidthNeed GridMaker::measure_paragraph(const Block& block) {
  text_.read(block, fields_, kArtifactLayout, kArtifactLayout);
  const ParagraphFormat& format = document_->paragraph_formats[block.format].format;
  const Units hang = to_units(std::min(format.first_line, Length()));
  Units piece = 0, piece_ink = 0, line = 0, line_ink = 0, least = 0, most = 0;
  const auto end_piece = [&] {
    least = std::max(least, piece_ink);
    piece = piece_ink = 0;
  };
  for (std::size_t i = 0; i < text_.items.size(); ++i) {
    const TextItem& item = text_.items[i];
    if (item.has(TextItem::line_break)) {
      end_piece();
      most = std::max(most, line_ink);
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
  const Length indents = format.left + format.right + kSlack + find_overhang(text_.styles);
  const Length first = std::max(format.first_line, Length());
  return {to_length(least) + indents, to_length(most) + indents + first};
}

WidthNeed GridMaker::measure_blocks(Range blocks) {
  WidthNeed need;
  for (std::uint32_t i = blocks.first; i < blocks.first + blocks.count; ++i) {
    const Block& block = document_->blocks[i];
    switch (block.type) {
      case Block::Type::paragraph:
        need.widen(measure_paragraph(block));
        break;
      case Block::Type::table:
        need.widen(measure_table(document_->tables[block.content.first]));
        break;
      case Block::Type::image: {
        const Length width = document_->images[block.content.first].width;
        need.widen({width, width});
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

/// Cells of one column first; then cells of several widen those where they still need more.
std::vector<WidthNeed> GridMaker::measure_columns(const DocumentTable& table) {
  const std::size_t count = table.columns.size();
  std::vector<WidthNeed> columns(count);
  const TableFrame frame(*document_, table, {}, 0);
  const Length padding = frame.properties.padding_left + frame.properties.padding_right;
  struct Wide {
    std::size_t first, end;
    WidthNeed need;
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
    const Range cells = document_->rows[r].cells;
    for (std::uint32_t c = cells.first; c < cells.first + cells.count; ++c) {
      const TableCell& cell = document_->cells[c];
      if (cell.column >= count) continue;
      const std::size_t end = std::min<std::size_t>(cell.column + cell.column_span, count);
      // Nothing is measured for columns that do not ask, nor for what goes over all of them.
      if (!matters(cell.column, end) || (end - cell.column == count && count > 1)) continue;
      WidthNeed need = measure_blocks(cell.blocks);
      need.least += padding;
      need.most += padding;
      if (end == cell.column + 1U)
        columns[cell.column].widen(need);
      else
        wide.push_back({cell.column, end, need});
    }
  }
  for (const Wide& cell : wide) {
    WidthNeed have;
    for (std::size_t i = cell.first; i < cell.end; ++i) {
      have.least += columns[i].least;
      have.most += columns[i].most;
    }
    const auto share = static_cast<std::int64_t>(cell.end - cell.first);
    const Length least = std::max(cell.need.least - have.least, Length()) / share;
    const Length most = std::max(cell.need.most - have.most, Length()) / share;
    for (std::size_t i = cell.first; i < cell.end; ++i) {
      columns[i].least += least;
      columns[i].most += most;
    }
  }
  for (std::size_t i = 0; i < count; ++i) {
    columns[i].most = std::max(columns[i].most, columns[i].least);
    if (table.columns[i].rule == ColumnWidth::Rule::fixed)
      columns[i] = {table.columns[i].width, table.columns[i].width};
  }
  return columns;
}

WidthNeed GridMaker::measure_table(const DocumentTable& table) {
  WidthNeed all;
  for (const WidthNeed& column : measure_columns(table)) {
    all.least += column.least;
    all.most += column.most;
  }
  return all;
}

/// Columns that fit their content get what is between their least and their most; nobody gets less
/// than the least unless all of them together do not fit.
std::vector<std::int64_t> fit_columns(std::span<const WidthNeed> needs,
                                      std::span<const double> weights, std::int64_t room,
                                      bool fill) {
  std::vector<std::int64_t> least, widths;
  std::vector<double> wish(needs.size());
  std::int64_t sum_least = 0, sum_most = 0;
  const auto up = [](Length length) {
    return (length.emu() + Length::kEmuPerTwip - 1) / Length::kEmuPerTwip;
  };
  for (std::size_t i = 0; i < needs.size(); ++i) {
    least.push_back(up(needs[i].least));
    const std::int64_t most = std::max(std::min(up(needs[i].most), room), least.back());
    widths.push_back(most);
    wish[i] = static_cast<double>(most - least.back()) * weights[i];
    sum_least += least.back();
    sum_most += most;
  }
  if (sum_most <= room) {
    if (!fill) return widths;
    for (std::size_t i = 0; i < needs.size(); ++i)
      wish[i] = static_cast<double>(widths[i]) * weights[i];
    const std::vector<std::int64_t> more = share_out(room - sum_most, wish);
    for (std::size_t i = 0; i < needs.size(); ++i) widths[i] += more[i];
    return widths;
  }
  if (sum_least > room) {
    level_down(least, room);
    sum_least = std::accumulate(least.begin(), least.end(), std::int64_t{0});
    wish.assign(needs.size(), 1);
  }
  const std::vector<std::int64_t> more = share_out(room - sum_least, wish);
  for (std::size_t i = 0; i < needs.size(); ++i) least[i] += more[i];
  return least;
}

/// Widths in twips: fixed columns as they say, then the fitted ones, then shares of the rest.
std::vector<std::int64_t> make_widths(const DocumentTable& table, std::span<const WidthNeed> needs,
                                      std::int64_t room) {
  using Rule = ColumnWidth::Rule;
  const std::size_t count = table.columns.size();
  std::vector<std::int64_t> widths(count);
  if (count == 0) return widths;
  std::vector<std::size_t> fitted, shared;
  std::vector<WidthNeed> fit_needs;
  std::vector<double> fit_weights, shares;
  std::int64_t fixed = 0, least_of_shared = 0, least_of_others = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const ColumnWidth& column = table.columns[i];
    if (column.rule != Rule::fixed)
      least_of_others += std::max<std::int64_t>(needs[i].least.twips(), 1);
    if (column.rule == Rule::fixed) {
      widths[i] = column.width.twips();
      fixed += widths[i];
    } else if (column.rule == Rule::fit) {
      fitted.push_back(i);
      fit_needs.push_back(needs[i]);
      fit_weights.push_back(column.share > 0 ? column.share : 1);
    } else {
      shared.push_back(i);
      shares.push_back(std::max(column.share, 0.0));
      least_of_shared += needs[i].least.twips();
    }
  }
  // Fixed columns leave what the others need, but no more than half of an equal share to each.
  const auto others = static_cast<std::int64_t>(fitted.size() + shared.size());
  const std::int64_t half_shares = room * others / static_cast<std::int64_t>(count * 2);
  const std::int64_t most_fixed = room - std::min(half_shares, least_of_others);
  if (fixed > most_fixed) {
    std::vector<double> weights(count);
    for (std::size_t i = 0; i < count; ++i) weights[i] = static_cast<double>(widths[i]);
    widths = share_out(most_fixed, weights);
    fixed = most_fixed;
  }
  std::int64_t left = room - fixed;
  if (!fitted.empty()) {
    const std::int64_t for_fitted =
        shared.empty() ? left : std::max(left - least_of_shared, left / 2);
    const auto parts = fit_columns(fit_needs, fit_weights, for_fitted, shared.empty());
    for (std::size_t k = 0; k < fitted.size(); ++k) left -= widths[fitted[k]] = parts[k];
  }
  if (!shared.empty()) {
    const auto parts = share_out(left, shares);
    for (std::size_t k = 0; k < shared.size(); ++k) widths[shared[k]] = parts[k];
  }
  return widths;
}

void GridMaker::make_grid(std::uint32_t index, Length width) {
  DocumentTable& table = document_->tables[index];
  const std::vector<WidthNeed> needs = measure_columns(table);
  const std::int64_t room = std::max<std::int64_t>(width.emu() / Length::kEmuPerTwip,
                                                   static_cast<std::int64_t>(table.columns.size()));
  table.grid.clear();
  for (const std::int64_t twips : make_widths(table, needs, room))
    table.grid.push_back(Length::from_twips(twips));

  const TableFrame frame(*document_, table, width, 0);
  const Length padding = frame.properties.padding_left + frame.properties.padding_right;
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
  for (const Section& section : document.sections) {
    const Length width = section.page.width - section.page.left - section.page.right;
    for (const Range blocks : {section.blocks, section.header, section.footer, section.first_header,
                               section.first_footer}) {
      maker.make_grids(blocks, width);
    }
  }
}

}  // namespace grif
