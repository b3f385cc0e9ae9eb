#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostics.hpp"

namespace grif {

enum class Command : std::uint8_t { none, init, build, check, list, term };
enum class Listing : std::uint8_t { documents, checks, functions, cells };

enum class Option : std::uint8_t {
  output,
  only,
  formats,
  date,
  pack,
  sample,
  task,
  xsd,
  strict,
  jobs,
  format,
  annotate,
  quiet,
  language,
  help,
  version
};

/// A command as the user types and reads it.
struct CommandInfo {
  Command command;
  std::string_view name;
  std::string_view words_ru, words_en;  ///< what follows the name in an example
  std::string_view meaning_ru, meaning_en;
};
std::span<const CommandInfo> all_commands();
const CommandInfo& info(Command command);

struct ListingInfo {
  Listing listing;
  std::string_view name;
  std::string_view meaning_ru, meaning_en;
};
std::span<const ListingInfo> all_listings();

/// An option of some commands.
struct OptionInfo {
  Option option;
  std::string_view name;                ///< `-o`, `--only`
  std::string_view value_ru, value_en;  ///< what stands for its value in help; empty: it has none
  std::uint8_t commands;                ///< bits by number of Command; bit of `none`: without one
  bool is_list;                         ///< may be repeated: the values add up
  std::string_view meaning_ru, meaning_en;

  [[nodiscard]] bool belongs_to(Command command) const {
    return (commands >> static_cast<unsigned>(command) & 1U) != 0;
  }
};
std::span<const OptionInfo> all_options();
const OptionInfo& info(Option option);

/// The help of a command, or of the program where it is none.
std::string format_help(Command command, Language language);

}  // namespace grif
