#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/options.hpp"
#include "core/diagnostics.hpp"

namespace grif {

/// The words of a run, sorted out: the command, what stands beside it, and options with their
/// values.
struct SortedWords {
  struct Given {
    Option option;
    std::string value;
  };
  Command command = Command::none;
  bool has_command = false;  ///< a word in the place of a command, known or not
  std::vector<std::string> arguments;
  std::vector<Given> options;

  [[nodiscard]] bool has(Option option) const;
  /// The value given last, or empty.
  [[nodiscard]] std::string_view value(Option option) const;
};

/// Sorts words as every Unix program does: `-o DIR`, `-oDIR`, `--only=A`, `--only A`; options stand
/// anywhere, `--` ends them, `-` alone is no option. Unknown and incomplete ones are reported.
SortedWords sort_words(const std::vector<std::string>& words, Diagnostics& diagnostics);

}  // namespace grif
