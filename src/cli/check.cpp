#include <fmt/format.h>

#include "annotate_copy.hpp"
#include "cli/commands.hpp"

namespace grif {
namespace {

/// What stands in the copy.
std::string describe_copy(const Diagnostics& messages, bool russian) {
  if (messages.all().empty())
    return russian ? "замечаний нет, на листе «Замечания» так и сказано"
                   : "no remarks, as its sheet “Remarks” says";
  return fmt::format(
      fmt::runtime(russian
                       ? "ошибок — {}, предупреждений — {}, к сведению — {}; они в примечаниях "
                         "к ячейкам и на листе «Замечания»"
                       : "errors: {}, warnings: {}, notes: {}; they stand in the notes at cells "
                         "and on the sheet “Remarks”"),
      messages.count(Severity::error), messages.count(Severity::warning),
      messages.count(Severity::note));
}

void save_copy(Run& run, const Programme& programme) {
  const std::string& copy = run.line.annotate;
  run.diagnostics.sort();
  Diagnostics of_copy(run.diagnostics.language());
  const std::string words = describe_copy(run.diagnostics, run.russian());
  const bool saved =
      annotate_copy(copy, programme, run.diagnostics, run.world, run.sources, of_copy);
  if (saved && !run.line.quiet) {
    if (run.line.json)
      of_copy.report(Kind::copy_saved, Place::whole(run.sources.add(copy)), {words});
    else
      run.console.print(copy + ": " + words + "\n");
  }
  run.diagnostics.merge(std::move(of_copy));
}

}  // namespace

void run_check(Run& run) {
  auto pack = load_named_pack(run.home, run.line.build.pack, run.world, run.sources,
                              run.diagnostics, RuleLoading::when_needed);
  if (!pack) return;
  const SchemaTitles titles(pack->schema);
  const auto programme =
      read_programme(run.line.build.inputs, *pack, titles, run.world, run.sources, run.diagnostics);
  if (programme && !run.line.annotate.empty()) save_copy(run, *programme);
}

}  // namespace grif
