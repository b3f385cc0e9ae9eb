#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/arena.hpp"
#include "core/diagnostics.hpp"
#include "data/schema.hpp"
#include "data/workbook.hpp"
#include "read/recognise_titles.hpp"

namespace grif::recognition {

/// A sheet as rows of non-blank cells, without what merged cells hide (the reader has told of it).
class Grid {
 public:
  struct Line {
    std::uint32_t row = 0;
    std::uint32_t first = 0, count = 0;  ///< of `cells`
    std::uint32_t last_row = 0;          ///< beyond `row`: it was joined from several
  };
  explicit Grid(const Sheet& sheet);
  /// Makes one line of those from `first` to `last`: texts of one column become lines of one cell,
  /// which stands where the first of them stood. Lines keep their indexes until
  /// `drop_joined_lines`.
  void join_lines(std::size_t first, std::size_t last, Arena& arena);
  void drop_joined_lines();

  [[nodiscard]] const Sheet& sheet() const { return *sheet_; }
  [[nodiscard]] std::span<const Line> lines() const { return lines_; }
  [[nodiscard]] std::span<const RawCell* const> cells(const Line& line) const {
    return std::span(cells_).subspan(line.first, line.count);
  }
  /// Index of the first line at or below a row of the sheet.
  [[nodiscard]] std::size_t line_from(std::uint32_t row) const;
  /// The rectangle that a cell fills: its merge, or itself.
  [[nodiscard]] Merge extent(const RawCell& cell) const;

 private:
  const Sheet* sheet_;
  std::vector<Line> lines_;
  std::vector<const RawCell*> cells_;
  std::deque<RawCell> made_;  ///< cells of joined lines
};

/// Nothing in the cell, or white space only.
bool is_blank_cell(const RawCell& cell);
/// The text of a cell as a person sees it; numbers with a comma, dates as 22.11.2026.
std::string shown_text(const RawCell& cell);

/// One column of a table as printed: the columns of the sheet that its header fills.
struct HeaderColumn {
  std::uint16_t first = 0, last = 0;
  ColumnId column = kNoColumn;  ///< kNoColumn: one that the schema does not know
  std::string title;            ///< as printed; of two levels: «Сроки: начало»
  std::string group, part;      ///< the two levels, where there are two
  Place place, group_place;
  bool guessed = false;  ///< the title only looks like one of the schema
};

/// A table found in a sheet of an input.
struct FoundTable {
  std::size_t grid = 0;  ///< index of the sheet among all sheets
  SheetId sheet = kNoSheet;
  std::size_t above_line = 0;  ///< first line that may belong to the lines above the header
  std::size_t header_line = 0;
  std::size_t body_line = 0;  ///< first line under the header
  std::size_t end_line = 0;   ///< behind the last line
  std::vector<HeaderColumn> columns;
  std::size_t matched = 0;  ///< columns of the schema among them
  bool named = false;       ///< the sheet's own name says what it is
};

/// What the header row at `line` would be for a sheet of the schema: its columns, the number of
/// schema columns among them and the first line below (a second level of titles and a row of
/// column numbers are part of the header).
struct Header {
  std::vector<HeaderColumn> columns;
  std::size_t cells = 0;  ///< non-blank titles of the first level
  std::size_t matched = 0;
  std::size_t told = 0;  ///< matched ones that are not labels
  std::size_t body_line = 0;
};
/// With `guess`, titles that look like one of the schema's count too.
Header read_header(const Grid& grid, std::size_t line, SheetId sheet, const TitleIndex& index,
                   const Schema& schema, bool guess);

/// The best header of `sheet` in a grid whose name says that it is this sheet; matched is 0 if
/// there is none.
FoundTable find_named_table(const Grid& grid, SheetId sheet, const TitleIndex& index,
                            const Schema& schema);

/// All tables that can be told from their header rows alone, from the top; by titles that only look
/// like known ones where no header has enough known ones. `ambiguous` takes the ids of sheets that
/// fit a header equally well when none can be chosen.
std::vector<FoundTable> find_tables(const Grid& grid, const TitleIndex& index, const Schema& schema,
                                    std::vector<SheetId>& ambiguous);

/// The table of a grouped sheet in a grid that `find_tables` found nothing in: all titles of its
/// header are known, though they are few («№», «Мероприятия»). matched is 0 if there is none.
FoundTable find_small_table(const Grid& grid, const TitleIndex& index, const Schema& schema);

/// True for a row of column numbers: 1, 2, 3 … in neighbouring cells.
bool is_column_numbers(const Grid& grid, const Grid::Line& line);

}  // namespace grif::recognition
