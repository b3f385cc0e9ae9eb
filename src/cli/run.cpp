#include "cli/run.hpp"

#include <new>

#include <fmt/format.h>

#include "cli/report.hpp"
#include "core/text.hpp"
#include "read/read.hpp"

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

/// Everything that one run of a command needs.
struct Run {
  const CommandLine& line;
  const Surroundings& surroundings;
  World& world;
  Console& console;
  Sources sources;
  Diagnostics diagnostics;

  void print_messages() {
    diagnostics.sort();
    if (line.json) {
      console.print(format_all_json(diagnostics, sources));
    } else if (surroundings.errors_are_terminal) {
      console.print_error(format_all_for_people(diagnostics, sources));
    } else {
      console.print_error(format_all_plain(diagnostics, sources));
    }
  }
  [[nodiscard]] bool russian() const { return diagnostics.language() == Language::russian; }
};

std::string join_titles(const Pack& pack, const std::vector<SheetId>& sheets) {
  std::string text;
  for (const SheetId sheet : sheets)
    text += (text.empty() ? "«" : ", «") + pack.schema.sheets[sheet].title + "»";
  return text;
}

/// One line a document made, one line for all that lack data.
std::string describe_build(const BuildReport& report, bool russian) {
  std::string made, lacking;
  if (!report.pack) return {};
  for (const DocumentReport& entry : report.documents) {
    const DocumentSpec& spec = report.pack->documents[entry.document];
    if (entry.outcome == DocumentReport::Outcome::lacks_data) {
      lacking += fmt::format(fmt::runtime(russian ? "{}{} (нет: {})" : "{}{} (missing: {})"),
                             lacking.empty() ? "" : ", ", spec.name,
                             join_titles(*report.pack, entry.lacking));
    } else if (entry.outcome == DocumentReport::Outcome::made) {
      made += fmt::format("{}\t{}\t{}\t{}\n", spec.name, spec.title, entry.pages,
                          join(entry.files, ", "));
    }
  }
  if (!lacking.empty()) {
    made += fmt::format(fmt::runtime(russian ? "не сделаны: {}\n" : "not made: {}\n"), lacking);
  }
  return made;
}

ExitStatus run_build(Run& run, const Home& home) {
  const BuildReport report = build(run.line.build, home, run.world, run.sources, run.diagnostics);
  run.print_messages();
  if (!run.line.quiet) run.console.print(describe_build(report, run.russian()));
  return report.status;
}

ExitStatus run_check(Run& run, const Home& home) {
  const auto pack =
      load_named_pack(home, run.line.build.pack, run.world, run.sources, run.diagnostics);
  if (pack)
    read_programme(run.line.build.inputs, *pack, SchemaTitles(pack->schema), run.world, run.sources,
                   run.diagnostics);
  run.print_messages();
  return exit_status(run.diagnostics);
}

ExitStatus list_documents(Run& run, const Home& home) {
  const auto pack =
      load_named_pack(home, run.line.build.pack, run.world, run.sources, run.diagnostics);
  if (pack) {
    std::string text;
    for (const DocumentSpec& spec : pack->documents) {
      std::vector<std::string> formats;
      for (const Format format : spec.formats) formats.emplace_back(format_name(format));
      text += fmt::format("{}\t{}\t{}\t{}\n", spec.name, spec.title, join(formats, ","),
                          join_titles(*pack, spec.needs));
    }
    run.console.print(text);
  }
  run.print_messages();
  return exit_status(run.diagnostics);
}

std::string_view severity_word(Severity severity) {
  switch (severity) {
    case Severity::note:
      return "note";
    case Severity::warning:
      return "warning";
    case Severity::error:
      return "error";
  }
  return "error";
}

/// The literal parts of a rule's message, with … for what is filled in.
std::string describe_rule_words(const Rule::Words& words) { return join(words.literals, "…"); }

ExitStatus list_checks(Run& run, const Home& home) {
  std::string text;
  for (const KindInfo& kind : all_kinds()) {
    text += fmt::format("{}\t{}\t{}\n", kind.id, severity_word(kind.severity),
                        run.russian() ? kind.meaning_ru : kind.meaning_en);
  }
  if (const auto pack =
          load_named_pack(home, run.line.build.pack, run.world, run.sources, run.diagnostics)) {
    for (const Rule& rule : pack->rules) {
      text += fmt::format("{}\t{}\t{}\n", rule.id, severity_word(rule.severity),
                          describe_rule_words(run.russian() ? rule.text_ru : rule.text_en));
    }
  }
  run.console.print(text);
  run.print_messages();
  return exit_status(run.diagnostics);
}

ExitStatus list_functions(Run& run) {
  std::string text;
  for (const FunctionInfo& function : all_functions()) {
    text += fmt::format("{}\t{}\t{}\n", function.name, function.usage,
                        run.russian() ? function.meaning_ru : function.meaning_en);
  }
  run.console.print(text);
  return ExitStatus::done;
}

ExitStatus list_cells_of_inputs(Run& run) {
  for (const std::string& input : run.line.build.inputs) {
    const auto workbook = read_workbook(input, run.world, run.sources, run.diagnostics);
    if (workbook) run.console.print(list_cells(*workbook, run.sources));
  }
  run.print_messages();
  return exit_status(run.diagnostics);
}

ExitStatus run_command(Run& run) {
  const Home home = find_home(run.surroundings, run.world);
  switch (run.line.command) {
    case CommandLine::Command::build:
      return run_build(run, home);
    case CommandLine::Command::check:
      return run_check(run, home);
    case CommandLine::Command::list:
      switch (run.line.listing) {
        case CommandLine::Listing::documents:
          return list_documents(run, home);
        case CommandLine::Listing::checks:
          return list_checks(run, home);
        case CommandLine::Listing::functions:
          return list_functions(run);
        case CommandLine::Listing::cells:
          return list_cells_of_inputs(run);
      }
      break;
    case CommandLine::Command::none:
      break;
  }
  return ExitStatus::internal_fault;
}

}  // namespace

ExitStatus run(const std::vector<std::string>& words, const Surroundings& surroundings,
               World& world, Console& console) {
  try {
    const ParsedWords parsed = parse_words(words, surroundings);
    if (!parsed.to_output.empty()) console.print(parsed.to_output);
    if (!parsed.to_errors.empty()) console.print_error(parsed.to_errors);
    if (!parsed.line) return parsed.status;
    Run run{*parsed.line, surroundings, world, console, {}, Diagnostics(parsed.line->language)};
    return run_command(run);
  } catch (const std::bad_alloc&) {
    console.print_error("grif: error[out-of-memory]: не хватило памяти (out of memory)\n");
    return ExitStatus::refused_by_system;
  } catch (const std::exception& error) {
    console.print_error(fmt::format("grif: error[internal-fault]: {}\n", error.what()));
    return ExitStatus::internal_fault;
  }
}

}  // namespace grif
