#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/diagnostics.hpp"
#include "core/world.hpp"
#include "data/form.hpp"
#include "pack/pack.hpp"

namespace grif {

/// What a pack says of the workbook that `grif init` makes: `workbook.xml` beside `pack.xml`. Its
/// vocabulary is described in templates/README.md.
struct Starter {
  /// What somebody wants to make, and which sheets that takes.
  struct Task {
    std::string name, title;
    std::vector<SheetId> sheets;
  };
  struct SheetPart {
    SheetId sheet = kNoSheet;
    std::string about;                ///< what the sheet is for
    std::vector<ColumnId> columns;    ///< those that a new workbook has, in this order; empty: all
    std::vector<std::string> titles;  ///< by ColumnId: an alias in the place of the title, or empty
    std::vector<FormRow> sample;      ///< cells by ColumnId
  };
  std::vector<std::string> about;  ///< paragraphs on top of the guide
  std::vector<Task> tasks;
  std::vector<SheetPart> sheets;

  [[nodiscard]] const SheetPart* find(SheetId sheet) const;
  [[nodiscard]] bool has_sample() const;
};

/// Loads `workbook.xml` of a pack; a pack without one gives an empty starter. All faults are
/// reported, and then nothing is returned.
std::optional<Starter> load_starter(const Pack& pack, World& world, Sources& sources,
                                    Diagnostics& diagnostics);

}  // namespace grif
