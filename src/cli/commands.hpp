#pragma once

#include "cli/command_line.hpp"
#include "cli/run.hpp"
#include "core/world.hpp"
#include "pipeline.hpp"

namespace grif {

/// Everything that one run of a command needs.
struct Run {
  const CommandLine& line;
  const Surroundings& surroundings;
  World& world;
  Console& console;
  Home home;
  Sources& sources;
  Diagnostics& diagnostics;

  [[nodiscard]] bool russian() const { return diagnostics.language() == Language::russian; }
};

// A command a file. Each prints its results; its messages are printed after it, unless it prints
// them itself by print_messages.
void run_init(Run& run);
void run_build(Run& run);
void run_check(Run& run);
void run_list(Run& run);
void run_term(Run& run);

}  // namespace grif
