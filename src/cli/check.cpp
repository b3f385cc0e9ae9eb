#include "cli/commands.hpp"

namespace grif {

void run_check(Run& run) {
  auto pack = load_named_pack(run.home, run.line.build.pack, run.world, run.sources,
                              run.diagnostics, RuleLoading::when_needed);
  if (!pack) return;
  const SchemaTitles titles(pack->schema);
  read_programme(run.line.build.inputs, *pack, titles, run.world, run.sources, run.diagnostics);
}

}  // namespace grif
