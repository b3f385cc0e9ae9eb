#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "expand/expand.hpp"
#include "memory_world.hpp"

namespace grif::test {

/// A pack of another trade with a little data: `school` (keyed: name, goal, founded), `pupils`
/// (name, marks, average, born, active, note) and the grouped sheet `plan` (number, task, term).
/// Templates are files of its folder `/pack`.
class School {
 public:
  School();

  struct Result {
    std::string text;      ///< plain text of the first section
    std::string dump;      ///< without the formats at the end
    std::string messages;  ///< as in a pipe, hints left out
    bool made = false;
  };
  /// Expands `t.xml` with this text; see `body` for the usual frame.
  Result run(std::string_view template_text);
  /// The same with `<template>…</template>` around.
  Result body(std::string_view content) {
    return run("<template>" + std::string(content) + "</template>");
  }
  /// A part of the pack.
  void add_part(const std::string& name, std::string_view content) {
    world.entries["/pack/" + name] = "<part>" + std::string(content) + "</part>";
  }
  void add_pupil(std::vector<Value> cells);
  void add_plan_row(RowKind kind, std::vector<std::string_view> texts);

  Pack pack;
  MemoryWorld world;
  Sources sources;
  Programme programme;
  StyleSheet styles;
  std::uint64_t steps = 1'000'000;
  std::size_t largest_output = 0;  ///< lowers the limit; 0: as in life
  bool with_hints = false;
  Language language = Language::english;

 private:
  void add_row(SheetId sheet, RowKind kind, const std::vector<Value>& cells);
  [[nodiscard]] std::string print(const Diagnostics& diagnostics) const;
};

inline constexpr SheetId kSchool = 0, kPupils = 1, kPlan = 2, kPlanTitle = 3, kPlanMarks = 4,
                         kPlanColumns = 5;

}  // namespace grif::test
