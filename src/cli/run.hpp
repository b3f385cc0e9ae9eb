#pragma once

#include <cstddef>
#include <string>
#include <string_view>
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
  /// Standard input to its end, `limit` bytes at most. None unless somebody gives it.
  virtual std::string read_input(std::size_t /*limit*/) { return {}; }
};

/// The whole program but for the process itself: words in, texts and files out, the exit status.
ExitStatus run(const std::vector<std::string>& words, const Surroundings& surroundings,
               World& world, Console& console);

}  // namespace grif
