#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/arena.hpp"
#include "core/date.hpp"
#include "core/place.hpp"

namespace grif {

/// One cell as the file has it: nothing interpreted but what the format itself says.
struct RawCell {
  enum class Type : std::uint8_t {
    blank,
    text,
    number,      ///< `number`, and `text` as it stood in the file
    boolean,     ///< `number` is 0 or 1
    date,        ///< `date`; `text` is ISO 8601
    date_time,   ///< `date` and the time in `text`
    time,        ///< `text` is hh:mm:ss
    duration,    ///< `text` as [h]:mm:ss
    error,       ///< `text` is #N/A, #REF! …
    uncomputed,  ///< a formula whose result the file does not hold
  };
  std::uint32_t row = 0;  ///< from 0
  std::uint16_t column = 0;
  Type type = Type::blank;
  bool formula = false;  ///< the value is a stored result
  bool bold = false;
  /// Borders that are drawn, where the format tells; a sheet of the reader's own making has none.
  bool line_above = false, line_below = false, line_beside = false;
  std::string_view text;
  double number = 0;
  Date date;
  /// What a spreadsheet shows by the cell's format; empty where that is what anyone would show.
  std::string_view shown;
};
std::string_view type_name(RawCell::Type type);

/// A rectangle of merged cells, all bounds inclusive and from 0.
struct Merge {
  std::uint32_t first_row = 0, last_row = 0;
  std::uint16_t first_column = 0, last_column = 0;
  bool operator==(const Merge&) const = default;
};

/// A sheet as read: its non-blank cells in row-major order.
struct Sheet {
  std::string name;
  SourceId source = kNoSource;
  bool hidden = false;
  std::vector<RawCell> cells;  ///< sorted by row, then column; unique
  std::vector<Merge> merges;   ///< sorted by first row, then column; disjoint
  std::vector<std::uint32_t>
      merge_reach;  ///< the last row that merges 0 … i reach; made by index_merges
  std::vector<std::uint32_t> hidden_rows;  ///< sorted

  /// The cells of one row, in order of columns (binary search).
  [[nodiscard]] std::span<const RawCell> row(std::uint32_t row) const;
  [[nodiscard]] const RawCell* cell(std::uint32_t row, std::uint16_t column) const;
  /// Sorts the merges and makes the index that `merge_at` looks them up by. Call it once, when all
  /// merges are there; without it `merge_at` gives the same answers slowly.
  void index_merges();
  /// The merge that covers a cell, or null.
  [[nodiscard]] const Merge* merge_at(std::uint32_t row, std::uint16_t column) const;
};

/// One input as read. Texts of the cells live in the arena (or the adopted parts of the file).
struct Workbook {
  enum class Format : std::uint8_t { xlsx, docx, ods, csv, xml };
  std::string file;
  Format format = Format::xlsx;
  SourceId source = kNoSource;
  std::vector<Sheet> sheets;
  /// Format xml: the whole document in UTF-8, known to be well-formed. The sheets then have no
  /// cells: they are the elements of the root by name, in order of their first occurrence.
  std::string_view xml;
  /// What `check --annotate` left in the file: its sheets, which are not among `sheets`, by their
  /// positions in the file, and the record that they hold.
  std::vector<std::size_t> annotation_sheets;
  std::vector<std::string> annotation_record;
  Arena arena;
};

}  // namespace grif
