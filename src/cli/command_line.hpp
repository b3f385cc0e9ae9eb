#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostics.hpp"
#include "pipeline.hpp"

namespace grif {

/// The words of one run, understood.
struct CommandLine {
  enum class Command : std::uint8_t { none, build, check, list } command = Command::none;
  Language language = Language::russian;
  bool quiet = false;
  BuildOptions build;  ///< also the inputs of check and list
  bool json = false;   ///< check --format json
  enum class Listing : std::uint8_t {
    documents,
    checks,
    functions,
    cells
  } listing = Listing::documents;
};

/// What the process knows of itself and its surroundings, read once in main.
struct Surroundings {
  std::string program_folder;  ///< the executable's folder
  std::string home;            ///< GRIF_HOME, or empty
  std::string locale;          ///< LC_ALL, LC_MESSAGES or LANG
  std::string source_date_epoch;
  bool output_is_terminal = false, errors_are_terminal = false;
};

/// The outcome of reading the words: a command line, or what to print and the status to end with
/// (help, version, wrong usage).
struct ParsedWords {
  std::optional<CommandLine> line;
  std::string to_output, to_errors;
  ExitStatus status = ExitStatus::done;
};
ParsedWords parse_words(const std::vector<std::string>& words, const Surroundings& surroundings);

/// `--lang`, else the locale: Russian unless the locale names another language (C and POSIX mean
/// Russian).
Language choose_language(std::string_view wanted, std::string_view locale);

}  // namespace grif
