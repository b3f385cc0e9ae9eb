#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/options.hpp"
#include "core/diagnostics.hpp"
#include "pipeline.hpp"

namespace grif {

/// What `grif init` is to make.
struct InitOptions {
  std::string file;  ///< the workbook; empty: none is wanted, only a schema
  std::string pack;  ///< empty: the installation's own
  std::string task;  ///< --for; empty: every sheet
  std::string xsd;   ///< --xsd: the file of the schema; `-`: standard output
  bool sample = false;
};

/// The words of one run, understood.
struct CommandLine {
  Command command = Command::none;
  Language language = Language::russian;
  bool quiet = false;
  BuildOptions build;  ///< also the inputs of check and list
  InitOptions init;
  bool json = false;     ///< check --format json
  std::string annotate;  ///< check --annotate: the copy; empty: none is wanted
  Listing listing = Listing::documents;
  std::vector<std::string> texts;  ///< of term; `-`: the lines of standard input
};

/// What the process knows of itself and its surroundings, read once in main.
struct Surroundings {
  std::string program_folder;  ///< the executable's folder
  std::string home;            ///< GRIF_HOME, or empty
  std::string locale;          ///< LC_ALL, LC_MESSAGES or LANG
  std::string source_date_epoch;
  bool output_is_terminal = false, errors_are_terminal = false;
};

/// The outcome of reading the words: a command line, or what to print (help, version), or neither:
/// then what is wrong was reported.
struct ParsedWords {
  std::optional<CommandLine> line;
  std::string to_output;
};
ParsedWords parse_words(const std::vector<std::string>& words, const Surroundings& surroundings,
                        Diagnostics& diagnostics);

/// The language that the words ask for, else the locale's; needed before they are parsed.
Language choose_language(const std::vector<std::string>& words, std::string_view locale);

}  // namespace grif
