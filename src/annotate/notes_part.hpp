#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "annotate/findings.hpp"
#include "annotate/sheet_part.hpp"

// A sheet's notes: their texts (18.7) and, in VML, their boxes (part 4, 19).
namespace grif::annotate {

using CellSet = std::set<std::pair<std::uint32_t, std::uint32_t>>;  ///< rows and columns

struct CleanNotes {
  std::string text;
  CellSet removed;       ///< cells whose note was ours alone
  std::size_t left = 0;  ///< notes that stay
  bool changed = false;
};
/// Takes our blocks out of a comments part; what people wrote stays, also beside ours. Nothing if
/// the part is not well-formed.
std::optional<CleanNotes> clean_notes(std::string_view part);

struct MarkedNotes {
  std::string text;
  CellSet added;  ///< cells that had no note before
};
/// Adds our blocks: to the note of a cell that has one, else as a note of its own. Discussions
/// («threaded comments») are left as they are, since programs write their notes anew.
MarkedNotes mark_notes(std::string_view part, const std::vector<MarkedCell>& cells);
std::string empty_notes(std::string_view main_namespace);

/// Takes the boxes of notes away; `cells` are those whose notes were ours.
std::string clean_boxes(std::string_view drawing, const CellSet& cells);
/// Whether no shape is left.
bool has_shapes(std::string_view drawing);
/// Adds a box a cell, as large as its text wants.
std::string mark_boxes(std::string_view drawing, const std::vector<MarkedCell>& cells,
                       const CellSet& added, const SheetGrid& grid);
std::string empty_drawing();

}  // namespace grif::annotate
