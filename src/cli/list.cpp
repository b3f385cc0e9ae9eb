#include "choose_documents.hpp"
#include "cli/commands.hpp"
#include "cli/text_table.hpp"
#include "core/text.hpp"

namespace grif {
namespace {

std::optional<Pack> load_pack_of(Run& run) {
  return load_named_pack(run.home, run.line.build.pack, run.world, run.sources, run.diagnostics);
}

TextTable list_documents(Run& run) {
  TextTable rows;
  const auto pack = load_pack_of(run);
  if (!pack) return rows;
  for (const DocumentSpec& spec : pack->documents) {
    std::vector<std::string> formats;
    for (const Format format : spec.formats) formats.emplace_back(format_name(format));
    rows.push_back({spec.name, spec.title, join(formats, ","), join_titles(*pack, spec.needs)});
  }
  return rows;
}

TextTable list_checks(Run& run) {
  TextTable rows;
  for (const KindInfo& kind : all_kinds()) {
    rows.push_back({std::string(kind.id), std::string(severity_name(kind.severity)),
                    std::string(run.russian() ? kind.meaning_ru : kind.meaning_en)});
  }
  if (const auto pack = load_pack_of(run)) {
    for (const Rule& rule : pack->rules) {
      // The literal parts of a rule's message, with … for what is filled in.
      const Rule::Words& words = run.russian() ? rule.text_ru : rule.text_en;
      rows.push_back(
          {rule.id, std::string(severity_name(rule.severity)), join(words.literals, "…")});
    }
  }
  return rows;
}

TextTable list_functions(const Run& run) {
  TextTable rows;
  for (const FunctionInfo& function : all_functions()) {
    rows.push_back({std::string(function.name), std::string(function.usage),
                    std::string(run.russian() ? function.meaning_ru : function.meaning_en)});
  }
  return rows;
}

void list_cells_of_inputs(Run& run) {
  for (const std::string& input : run.line.build.inputs) {
    const auto workbook = read_workbook(input, run.world, run.sources, run.diagnostics);
    if (workbook) run.console.print(list_cells(*workbook, run.sources));
  }
}

}  // namespace

void run_list(Run& run) {
  const bool aligned = run.surroundings.output_is_terminal;
  switch (run.line.listing) {
    case Listing::documents:
      return run.console.print(format_table(list_documents(run), aligned));
    case Listing::checks:
      return run.console.print(format_table(list_checks(run), aligned));
    case Listing::functions:
      return run.console.print(format_table(list_functions(run), aligned));
    case Listing::cells:
      return list_cells_of_inputs(run);
  }
}

}  // namespace grif
