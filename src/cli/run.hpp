#pragma once

#include <string>
#include <vector>

#include "cli/command_line.hpp"
#include "core/world.hpp"
#include "exit_status.hpp"

namespace grif {

/// Where the program prints: real streams in main, strings in tests.
class Console {
 public:
  virtual ~Console() = default;
  virtual void print(std::string_view text) = 0;        ///< standard output
  virtual void print_error(std::string_view text) = 0;  ///< standard error
};

/// The whole program but for the process itself: words in, texts and files out, the exit status.
ExitStatus run(const std::vector<std::string>& words, const Surroundings& surroundings,
               World& world, Console& console);

}  // namespace grif
