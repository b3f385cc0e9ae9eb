#include "cli/run.hpp"

#include <new>

#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/report.hpp"

namespace grif {
namespace {

/// The folder with templates/ and fonts/: GRIF_HOME, beside the program, its build tree's root, or
/// the install prefix.
Home find_home(const Surroundings& surroundings, World& world) {
  if (!surroundings.home.empty()) return {surroundings.home};
  const std::string& beside = surroundings.program_folder;
  for (const std::string& folder :
       {beside, beside + "/../share/grif", beside + "/..", beside + "/../.."}) {
    const auto type = world.entry_type(folder + "/templates");
    if (type && *type == World::EntryType::directory) return {folder};
  }
  return {beside};
}

void run_command(Run& run) {
  switch (run.line.command) {
    case Command::none:
      return;
    case Command::init:
      return run_init(run);
    case Command::build:
      return run_build(run);
    case Command::check:
      return run_check(run);
    case Command::list:
      return run_list(run);
    case Command::term:
      return run_term(run);
  }
}

void print_messages(const Diagnostics& diagnostics, const Sources& sources, bool json,
                    bool for_people, Console& console) {
  if (json) {
    console.print(format_all_json(diagnostics, sources));
  } else {
    console.print_error(for_people ? format_all_for_people(diagnostics, sources)
                                   : format_all_plain(diagnostics, sources));
  }
}

ExitStatus run_words(const std::vector<std::string>& words, const Surroundings& surroundings,
                     World& world, Console& console, Sources& sources, Diagnostics& diagnostics) {
  const ParsedWords parsed = parse_words(words, surroundings, diagnostics);
  if (!parsed.to_output.empty()) {
    console.print(parsed.to_output);
    return ExitStatus::done;
  }
  bool json = false;
  if (parsed.line) {
    Run run{*parsed.line, surroundings, world, console, find_home(surroundings, world),
            sources,      diagnostics};
    run_command(run);
    diagnostics.sort();
    json = parsed.line->json;
  }
  print_messages(diagnostics, sources, json, surroundings.errors_are_terminal, console);
  return exit_status(diagnostics);
}

}  // namespace

ExitStatus run(const std::vector<std::string>& words, const Surroundings& surroundings,
               World& world, Console& console) {
  Sources sources;
  Diagnostics diagnostics(choose_language(words, surroundings.locale));
  const auto give_up = [&](Kind kind, std::string_view detail) {
    Diagnostics last(diagnostics.language());
    last.report(kind, Place::nowhere(), {detail});
    print_messages(last, sources, false, surroundings.errors_are_terminal, console);
    return exit_status(last);
  };
  try {
    return run_words(words, surroundings, world, console, sources, diagnostics);
  } catch (const std::bad_alloc&) {
    return give_up(Kind::out_of_memory, {});
  } catch (const std::exception& error) {
    return give_up(Kind::internal_fault, error.what());
  }
}

}  // namespace grif
