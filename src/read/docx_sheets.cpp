#include <algorithm>
#include <map>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "core/text.hpp"
#include "read/docx_table.hpp"

namespace grif {
namespace {

/// A piece of the body: a paragraph, a table that only arranges text, or a table of data.
struct Piece {
  enum class Kind : std::uint8_t { text, layout, data };
  Kind kind = Kind::text;
  const WordBlock* block = nullptr;
  std::uint32_t columns = 0;  ///< of a table
  std::uint32_t number = 0;   ///< of a table of data, from 1

  [[nodiscard]] const WordParagraph& paragraph() const { return std::get<WordParagraph>(*block); }
  [[nodiscard]] const WordTable& table() const { return std::get<WordTable>(*block); }
  [[nodiscard]] bool is_blank() const {
    return kind == Kind::text && trimmed(paragraph().text).empty();
  }
};

/// Several pieces of data that are one table, with the text above and below it.
struct Group {
  std::vector<const Piece*> tables;
  std::vector<const Piece*> above, below;
  std::size_t left_out = 0;  ///< paragraphs
};

bool begins_page(const Piece& piece) {
  return piece.kind == Piece::Kind::text && piece.paragraph().new_page;
}

std::size_t count_text(std::span<const Piece* const> pieces) {
  return static_cast<std::size_t>(
      std::ranges::count_if(pieces, [](const Piece* piece) { return !piece->is_blank(); }));
}

/// Of text between two tables, what begins the heading of the second one.
bool begins_heading(const Piece& piece) {
  if (piece.kind == Piece::Kind::layout) {
    for (const WordRow& row : piece.table().rows)
      for (const WordCell& cell : row.cells)
        if (!cell.text.empty()) return begins_with_mark(cell.text);
    return false;
  }
  const WordParagraph& paragraph = piece.paragraph();
  if (paragraph.new_page) return true;
  if (piece.is_blank()) return false;
  return paragraph.heading || paragraph.bold || paragraph.alignment != WordAlignment::left ||
         begins_with_mark(paragraph.text) || title_key(paragraph.text).starts_with("таблица");
}

/// How many of the pieces between two tables stand below the first one.
std::size_t find_heading(std::span<const Piece* const> pieces) {
  for (std::size_t i = 0; i < pieces.size(); ++i)
    if (begins_heading(*pieces[i])) return i;
  std::size_t end = pieces.size();
  while (end > 0 && pieces[end - 1]->is_blank()) --end;
  for (std::size_t i = end; i-- > 0;)
    if (pieces[i]->is_blank()) return i;
  return end < pieces.size() ? pieces.size() : 0;
}

/// Text far above belongs to the rest of a long document: what stands on the page of the table is
/// kept, or the last lines.
void limit_text_above(Group& group) {
  constexpr std::size_t kMost = 60, kLast = 30;
  std::vector<const Piece*>& above = group.above;
  if (count_text(above) <= kMost) return;
  std::size_t first = above.size(), count = 0;
  for (std::size_t i = above.size(); i-- > 0;) {
    if (!above[i]->is_blank() && ++count > kMost) break;
    if (count <= kLast) first = i;
    if (!begins_page(*above[i])) continue;
    first = i;
    break;
  }
  group.left_out += count_text(std::span(above).first(first));
  above.erase(above.begin(), above.begin() + static_cast<std::ptrdiff_t>(first));
}

void limit_text_below(Group& group) {
  constexpr std::size_t kMost = 30;
  std::vector<const Piece*>& below = group.below;
  std::size_t last = 0, count = 0;
  for (; last < below.size(); ++last) {
    const bool apart = begins_page(*below[last]) ||
                       (below[last]->kind == Piece::Kind::text && below[last]->paragraph().heading);
    if (apart || (!below[last]->is_blank() && ++count > kMost)) break;
  }
  group.left_out += count_text(std::span(below).subspan(last));
  below.resize(last);
}

/// Gathers cells, merges and what is told of them for one sheet.
class SheetMaker {
 public:
  SheetMaker(Workbook& workbook, Sources& sources, Diagnostics& diagnostics)
      : workbook_(workbook), sources_(sources), diagnostics_(diagnostics) {}

  bool make(const Group& group) {
    const std::uint32_t number = group.tables.front()->number;
    columns_ = group.tables.front()->columns;
    sheet_.name = fmt::format("таблица {}", number);
    if (columns_ > kMaxDataColumns)
      return refuse(Kind::sheet_too_wide, column_letters(kMaxDataColumns - 1));
    begin_rows(DocumentRows::Kind::above, number);
    for (const Piece* piece : group.above) add_outside(*piece);
    for (const Piece* piece : group.tables) {
      begin_rows(DocumentRows::Kind::table, piece->number);
      add_table(piece->table());
    }
    begin_rows(DocumentRows::Kind::below, group.tables.back()->number);
    for (const Piece* piece : group.below) add_outside(*piece);
    if (sheet_.merges.size() > kMaxMerges)
      return refuse(Kind::sheet_too_many_merges, fmt::format("{}", kMaxMerges));
    sheet_.source = sources_.add({.file = workbook_.file,
                                  .sheet = sheet_.name,
                                  .naming = Sources::Naming::document,
                                  .language = diagnostics_.language(),
                                  .rows = std::move(rows_)});
    report(group);
    const bool good = settle_merges(sheet_, diagnostics_);
    workbook_.sheets.push_back(std::move(sheet_));
    return good;
  }

 private:
  struct Told {
    std::uint32_t row, column;
    WordTraits traits;
  };

  bool refuse(Kind kind, std::string_view argument) {
    diagnostics_.report(kind, Place::whole(workbook_.source), {argument});
    return false;
  }

  void begin_rows(DocumentRows::Kind kind, std::uint32_t table) {
    rows_.push_back({row_, kind, table});
  }

  void add_cell(std::uint32_t column, std::string_view text, bool bold) {
    RawCell cell;
    cell.row = row_;
    cell.column = static_cast<std::uint16_t>(column);
    cell.type = RawCell::Type::text;
    cell.bold = bold;
    cell.text = workbook_.arena.store(text);
    sheet_.cells.push_back(cell);
  }

  void tell(std::uint32_t column, const WordTraits& traits) {
    if (traits.struck || traits.coloured || traits.hidden || traits.picture || traits.nested)
      told_.push_back({row_, column, traits});
  }

  // ---- Text above and below

  void add_outside(const Piece& piece) {
    if (piece.kind == Piece::Kind::text)
      add_paragraph(piece.paragraph());
    else
      add_layout(piece.table(), piece.columns);
  }

  [[nodiscard]] std::uint32_t right_column() const { return std::max(columns_, 2U) - 1; }

  /// A title goes across the table, as people merge cells for it; what stands at the right edge of
  /// the page goes to the last column.
  void add_paragraph(const WordParagraph& paragraph) {
    tell(0, paragraph.traits);
    const bool has_sides = paragraph.text.find('\t') != std::string::npos ||
                           paragraph.text.find(kWideGap) != std::string::npos;
    if (!has_sides) {
      add_line(trimmed(paragraph.text), paragraph.alignment, paragraph.bold);
      return;
    }
    for (const std::string_view line : split(paragraph.text, '\n'))
      add_divided_line(line, paragraph);
  }

  void add_line(std::string_view text, WordAlignment alignment, bool bold) {
    if (!text.empty()) {
      const bool right = alignment == WordAlignment::right;
      add_cell(right ? right_column() : 0, text, bold);
      if (alignment == WordAlignment::centre && columns_ > 1)
        sheet_.merges.push_back({row_, row_, 0, static_cast<std::uint16_t>(columns_ - 1)});
    }
    ++row_;
  }

  /// A line whose left and right parts are pushed apart by tabs or blanks.
  void add_divided_line(std::string_view line, const WordParagraph& paragraph) {
    constexpr std::size_t kTabsToRight = 3, kBlanksToRight = 20;
    const std::size_t start = std::min(line.find_first_not_of(" \t\xC2\xA0"), line.size());
    const std::string_view lead = line.substr(0, start);
    const bool pushed = static_cast<std::size_t>(std::ranges::count(lead, '\t')) >= kTabsToRight ||
                        lead.size() >= kBlanksToRight;
    const std::string_view text = trimmed(line);
    const std::size_t gap = std::min(text.find('\t'), text.find(kWideGap));
    const std::string_view left = trimmed(text.substr(0, gap));
    const std::string_view right =
        gap == std::string_view::npos ? std::string_view() : trimmed(text.substr(gap));
    const bool two = !right.empty() && right.find('\t') == std::string_view::npos &&
                     right.find(kWideGap) == std::string_view::npos;
    if (!two) {
      add_line(text, pushed ? WordAlignment::right : paragraph.alignment, paragraph.bold);
      return;
    }
    add_cell(0, left, paragraph.bold);
    add_cell(right_column(), right, paragraph.bold);
    ++row_;
  }

  /// The cells of a table that only arranges text: the first at the left, the last at the right of
  /// the table of data, others between.
  void add_layout(const WordTable& table, std::uint32_t columns) {
    for (const WordRow& row : table.rows) {
      std::uint32_t free = 0;
      for (const WordCell& cell : row.cells) {
        tell(0, cell.traits);
        if (cell.text.empty()) continue;
        const bool whole = cell.span == columns && columns > 1;
        std::uint32_t column = columns < 2 ? 0 : cell.column * right_column() / (columns - 1);
        if (cell.column + cell.span == columns && !whole && columns > 1) column = right_column();
        column = std::max(column, free);
        add_cell(column, cell.text, cell.bold);
        free = column + 1;
        if (whole && columns_ > 1)
          sheet_.merges.push_back({row_, row_, 0, static_cast<std::uint16_t>(columns_ - 1)});
      }
      ++row_;
    }
  }

  // ---- The table

  void add_table(const WordTable& table) {
    std::map<std::uint32_t, Merge> open;  // by column: what the row above may hand down
    for (const WordRow& row : table.rows) {
      std::map<std::uint32_t, Merge> next;
      for (const WordCell& cell : row.cells) {
        const auto column = static_cast<std::uint16_t>(cell.column);
        const auto last = static_cast<std::uint16_t>(cell.column + cell.span - 1);
        tell(cell.column, cell.traits);
        if (!cell.text.empty()) add_cell(cell.column, cell.text, cell.bold);
        Merge merge{row_, row_, column, last};
        const auto above = open.find(cell.column);
        if (cell.merge == WordCell::Merge::next && above != open.end() &&
            above->second.last_column == last) {
          merge.first_row = above->second.first_row;
          open.erase(above);
        }
        if (cell.merge == WordCell::Merge::none)
          keep_merge(merge);
        else
          next.emplace(cell.column, merge);
      }
      for (const auto& [column, merge] : open) keep_merge(merge);
      open = std::move(next);
      ++row_;
    }
    for (const auto& [column, merge] : open) keep_merge(merge);
  }

  void keep_merge(const Merge& merge) {
    if (merge.first_row != merge.last_row || merge.first_column != merge.last_column)
      sheet_.merges.push_back(merge);
  }

  // ---- Messages

  void report(const Group& group) {
    for (std::size_t i = 1; i < group.tables.size(); ++i) {
      const std::uint32_t number = group.tables[i]->number;
      const auto rows =
          std::ranges::find_if(sources_.at(sheet_.source).rows, [number](const DocumentRows& r) {
            return r.kind == DocumentRows::Kind::table && r.table == number;
          });
      diagnostics_.report(
          Kind::document_table_continued, Place::cell(sheet_.source, rows->first_row, 0),
          {fmt::format("{}", number), fmt::format("{}", group.tables[i - 1]->number)});
    }
    if (group.left_out != 0)
      diagnostics_.report(
          Kind::document_text_left_out, Place::whole(sheet_.source),
          {fmt::format("{}", group.tables.front()->number), fmt::format("{}", group.left_out)});
    report_traits(Kind::cells_struck, &WordTraits::struck);
    report_traits(Kind::cells_coloured, &WordTraits::coloured);
    report_traits(Kind::document_hidden_text, &WordTraits::hidden);
    report_traits(Kind::document_pictures, &WordTraits::picture);
    report_traits(Kind::document_nested_table, &WordTraits::nested);
  }

  void report_traits(Kind kind, bool WordTraits::*trait) {
    CellList cells;
    for (const Told& told : told_) {
      const Place place = Place::cell(sheet_.source, told.row, told.column);
      if (told.traits.*trait && cells.last != place) cells.add(place, sources_.name_cell(place));
    }
    if (cells.count != 0) diagnostics_.report(kind, cells.first, {cells.names});
  }

  static constexpr std::string_view kWideGap = "        ";

  Workbook& workbook_;
  Sources& sources_;
  Diagnostics& diagnostics_;
  Sheet sheet_;
  std::vector<DocumentRows> rows_;
  std::vector<Told> told_;
  std::uint32_t columns_ = 0, row_ = 0;
};

class DocumentDivider {
 public:
  explicit DocumentDivider(WordBody& body) {
    for (WordBlock& block : body.blocks) {
      Piece piece{.block = &block};
      if (auto* table = std::get_if<WordTable>(&block)) {
        if (table->rows.empty()) continue;
        piece.columns = settle_columns(*table);
        piece.kind = is_layout(*table, piece.columns) ? Piece::Kind::layout : Piece::Kind::data;
      }
      pieces_.push_back(piece);
    }
    take_layouts_for_data();
    for (Piece& piece : pieces_)
      if (piece.kind == Piece::Kind::data) piece.number = ++count_;
  }

  [[nodiscard]] std::uint32_t count() const { return count_; }

  std::vector<Group> divide() {
    std::vector<Group> groups;
    std::vector<const Piece*> between;
    for (const Piece& piece : pieces_) {
      if (piece.kind != Piece::Kind::data) {
        between.push_back(&piece);
        continue;
      }
      if (!groups.empty() && goes_on(*groups.back().tables.back(), between, piece)) {
        groups.back().tables.push_back(&piece);
      } else {
        const std::size_t heading = groups.empty() ? 0 : find_heading(between);
        Group group{.tables = {&piece}};
        group.above.assign(between.begin() + static_cast<std::ptrdiff_t>(heading), between.end());
        between.resize(heading);
        if (!groups.empty()) groups.back().below = between;
        groups.push_back(std::move(group));
      }
      between.clear();
    }
    if (!groups.empty()) groups.back().below = std::move(between);
    for (Group& group : groups) {
      limit_text_above(group);
      limit_text_below(group);
    }
    return groups;
  }

 private:
  /// A document with no other tables has its data in those that look like mere layout.
  void take_layouts_for_data() {
    const bool has_data = std::ranges::any_of(
        pieces_, [](const Piece& piece) { return piece.kind == Piece::Kind::data; });
    if (has_data) return;
    for (Piece& piece : pieces_)
      if (piece.kind == Piece::Kind::layout && piece.columns > 1) piece.kind = Piece::Kind::data;
  }

  static bool goes_on(const Piece& before, std::span<const Piece* const> between,
                      const Piece& piece) {
    const bool near = std::ranges::all_of(between, [](const Piece* text) {
      if (text->kind != Piece::Kind::text) return false;
      const std::string key = title_key(text->paragraph().text);
      return key.empty() || key.starts_with("продолжение") || key.starts_with("окончание таблицы");
    });
    return near && is_continued(before.table(), before.columns, piece.table(), piece.columns);
  }

  std::vector<Piece> pieces_;
  std::uint32_t count_ = 0;
};

}  // namespace

bool build_document_sheets(WordBody body, Workbook& workbook, Sources& sources,
                           Diagnostics& diagnostics) {
  DocumentDivider divider(body);
  const Place file = Place::whole(workbook.source);
  if (divider.count() == 0 || divider.count() > kMaxSheets) {
    diagnostics.report(
        divider.count() == 0 ? Kind::document_no_tables : Kind::document_too_many_tables, file,
        {fmt::format("{}", kMaxSheets)});
    return false;
  }
  for (const Group& group : divider.divide())
    if (!SheetMaker(workbook, sources, diagnostics).make(group)) return false;
  return true;
}

}  // namespace grif
