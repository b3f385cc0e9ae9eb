#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/findings.hpp"
#include "annotate/styles_part.hpp"

// A worksheet part (18.3.1.99): formats of cells change, cells that are not there are put in.
namespace grif::annotate {

/// How wide and high a sheet's columns and rows are, in pixels, for boxes of notes.
struct SheetGrid {
  struct Columns {
    std::uint32_t first = 0, last = 0;
    std::uint32_t width = 0;   ///< 0: hidden
    std::uint32_t format = 0;  ///< of cells that are not there
  };
  std::vector<Columns> columns;                 ///< sorted
  std::map<std::uint32_t, std::uint32_t> rows;  ///< heights that differ from the usual one
  std::uint32_t usual_width = 64, usual_height = 20;

  [[nodiscard]] std::uint32_t width(std::uint32_t column) const;
  [[nodiscard]] std::uint32_t height(std::uint32_t row) const;
  [[nodiscard]] const Columns* columns_at(std::uint32_t column) const;
};
SheetGrid read_grid(std::string_view part);

/// Gives cells that have formats of ours their own again and takes away cells and rows that were
/// made for a mark and are still empty. Nothing if there was nothing to do.
std::optional<std::string> clean_sheet(std::string_view part, const CleanStyles& styles);

/// The format of a marked cell by what it was; nothing: it keeps its own.
using MarkFormat =
    std::function<std::optional<std::uint32_t>(const Record::Copy& cell, Severity severity)>;
/// Marks cells, which are sorted by row and column.
std::string mark_sheet(std::string_view part, const std::vector<MarkedCell>& cells,
                       const SheetGrid& grid, const MarkFormat& format);

/// `<legacyDrawing>` (18.3.1.54), which says where the boxes of notes are: the relationship's id,
/// empty where there is none.
std::string find_legacy_drawing(std::string_view part);
std::string set_legacy_drawing(std::string_view part, std::string_view relationship,
                               std::string_view relationships_namespace);
std::string remove_legacy_drawing(std::string_view part);

}  // namespace grif::annotate
