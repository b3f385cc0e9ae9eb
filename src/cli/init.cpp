#include <fmt/format.h>

#include "cli/commands.hpp"
#include "pack/xsd.hpp"
#include "plan_form.hpp"
#include "save/save.hpp"
#include "write/write.hpp"

namespace grif {
namespace {

/// What was made, and what to do next.
std::string describe_form(const InputForm& form, bool russian) {
  if (russian)
    return fmt::format(
        "{}: листов для данных — {}; как их заполнять, сказано на листе «{}»\n"
        "проверить: grif check {}\n",
        form.file, form.sheets.size(), kGuideSheet, form.file);
  return fmt::format(
      "{}: sheets for data: {}; sheet “{}” tells how to fill them\n"
      "check it: grif check {}\n",
      form.file, form.sheets.size(), kGuideSheet, form.file);
}

void make_form(Run& run, const Pack& pack) {
  const InitOptions& options = run.line.init;
  const auto starter = load_starter(pack, run.world, run.sources, run.diagnostics);
  if (!starter) return;
  if (options.sample && !starter->has_sample())
    run.diagnostics.report(Kind::sample_missing, Place::nowhere(), {pack.name});
  const auto sheets = choose_form_sheets(pack, *starter, options.task, run.diagnostics);
  if (run.diagnostics.has_errors()) return;
  InputForm form = plan_form(pack, *starter, sheets, options.sample);
  form.file = options.file;
  const auto bytes = write_form(form, run.diagnostics);
  if (!bytes || !save_new_file(form.file, *bytes, run.world, run.diagnostics)) return;
  if (!run.line.quiet) run.console.print(describe_form(form, run.russian()));
}

/// The schema by which editors and exports of other programs write programme data.
void make_xsd(Run& run, const Schema& schema) {
  const std::string& file = run.line.init.xsd;
  const std::string xsd = write_xsd(schema, XsdFor::people);
  if (file == "-") return run.console.print(xsd);
  if (!save_new_file(file, xsd, run.world, run.diagnostics) || run.line.quiet) return;
  run.console.print(
      file + (run.russian() ? ": схема данных программы\n" : ": the schema of programme data\n"));
}

}  // namespace

void run_init(Run& run) {
  const InitOptions& options = run.line.init;
  const auto pack = load_named_pack(run.home, options.pack, run.world, run.sources, run.diagnostics,
                                    RuleLoading::when_needed);
  if (!pack) return;
  if (!options.file.empty()) make_form(run, *pack);
  if (!options.xsd.empty() && !run.diagnostics.has_errors()) make_xsd(run, pack->schema);
}

}  // namespace grif
