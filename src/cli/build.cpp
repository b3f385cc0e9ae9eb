#include <fmt/format.h>

#include "choose_documents.hpp"
#include "cli/commands.hpp"
#include "cli/progress_bar.hpp"
#include "cli/text_table.hpp"
#include "core/text.hpp"

namespace grif {
namespace {

/// One line a document made, one line for all that lack data.
std::string describe_build(const BuildReport& report, bool aligned, bool russian) {
  if (!report.pack) return {};
  TextTable made;
  std::string lacking;
  for (const DocumentReport& entry : report.documents) {
    const DocumentSpec& spec = report.pack->documents[entry.document];
    if (entry.outcome == DocumentReport::Outcome::lacks_data) {
      lacking += fmt::format("{}{} ({})", lacking.empty() ? "" : ", ", spec.name,
                             describe_lacking(*report.pack, entry.lacking,
                                              russian ? Language::russian : Language::english));
    } else if (entry.outcome == DocumentReport::Outcome::made) {
      made.push_back({spec.name, spec.title, std::to_string(entry.pages), join(entry.files, ", ")});
    }
  }
  std::string text = format_table(made, aligned);
  if (!lacking.empty())
    text += fmt::format(fmt::runtime(russian ? "не сделаны: {}\n" : "not made: {}\n"), lacking);
  return text;
}

}  // namespace

void run_build(Run& run) {
  BuildReport report;
  {
    Progress progress;
    const ProgressBar bar(progress, run.console,
                          run.surroundings.errors_are_terminal && !run.line.quiet);
    report = build(run.line.build, run.home, run.world, run.sources, progress, run.diagnostics);
  }
  if (!run.line.quiet) {
    run.console.print(describe_build(report, run.surroundings.output_is_terminal, run.russian()));
  }
}

}  // namespace grif
