#include "pipeline.hpp"

#include <algorithm>
#include <array>

#include "aggregate/aggregate.hpp"
#include "choose_documents.hpp"
#include "make_edition.hpp"
#include "recording_world.hpp"
#include "validate/validate.hpp"

namespace grif {
namespace {

/// What only all inputs together can tell: not to be said while one of them could not be read.
constexpr std::array kOfTheWhole = {Kind::reference_sheet_missing, Kind::reference_unknown,
                                    Kind::reference_looks_like};

/// The faults within the inputs that could be read, so that one run shows them all.
void check_readable_inputs(std::vector<Workbook> workbooks, const SchemaTitles& titles,
                           const Sources& sources, Diagnostics& diagnostics) {
  if (workbooks.empty()) return;
  Diagnostics found(diagnostics.language());
  Programme programme = recognise_tables(std::move(workbooks), titles, sources, found);
  validate_types(programme, titles.schema(), found);
  for (const Diagnostic& diagnostic : found.all()) {
    if (std::ranges::find(kOfTheWhole, diagnostic.kind) == kOfTheWhole.end())
      diagnostics.add(diagnostic);
  }
}

/// One entry a document that was asked for; returns those whose data are there.
std::vector<std::size_t> find_possible(const std::vector<std::size_t>& asked, const Pack& pack,
                                       const Programme& programme, BuildReport& report) {
  std::vector<std::size_t> possible;
  for (const std::size_t document : asked) {
    DocumentReport entry{.document = document,
                         .lacking = find_lacking_sheets(pack.documents[document], programme)};
    if (entry.lacking.none()) {
      possible.push_back(document);
    } else {
      entry.outcome = DocumentReport::Outcome::lacks_data;
    }
    report.documents.push_back(std::move(entry));
  }
  return possible;
}

void report_nothing_to_make(const Pack& pack, const BuildReport& report, Diagnostics& diagnostics) {
  LackingSheets all;
  for (const DocumentReport& entry : report.documents) {
    const auto& [missing, empty] = entry.lacking;
    all.missing.insert(all.missing.end(), missing.begin(), missing.end());
    all.empty.insert(all.empty.end(), empty.begin(), empty.end());
  }
  diagnostics.report(Kind::nothing_to_make, Place::nowhere(),
                     {describe_lacking(pack, all, diagnostics.language())});
}

/// The sheets that documents need, and those that they read besides.
std::vector<SheetId> find_sheets_read(const std::vector<std::size_t>& asked,
                                      const std::vector<std::size_t>& possible, const Kit& kit) {
  std::vector<SheetId> read;
  const auto take = [&](const std::vector<SheetId>& sheets) {
    read.insert(read.end(), sheets.begin(), sheets.end());
  };
  for (const std::size_t document : asked) take(kit.pack.documents[document].needs);
  for (const std::size_t document : possible) take(kit.templates.reads(document).sheets);
  return read;
}

/// Those about the sheets that the programme has; false if one of them has a fault.
bool compile_rules_needed(Pack& pack, const Programme& programme, Diagnostics& diagnostics) {
  if (pack.rules_to_come == nullptr) return true;
  std::vector<bool> there;
  for (const Table& table : programme.tables) there.push_back(table.present);
  Diagnostics of_pack(diagnostics.language());
  compile_rules(pack, there, of_pack);
  for (const Diagnostic& diagnostic : of_pack.all()) diagnostics.add(diagnostic);
  return !of_pack.has_errors();
}

}  // namespace

std::optional<Programme> read_programme(const std::vector<std::string>& inputs, Pack& pack,
                                        const SchemaTitles& titles, World& world, Sources& sources,
                                        Diagnostics& diagnostics) {
  std::vector<Workbook> workbooks;
  for (const std::string& input : inputs) {
    if (auto workbook = read_workbook(input, world, sources, diagnostics))
      workbooks.push_back(std::move(*workbook));
  }
  if (workbooks.size() != inputs.size()) {
    check_readable_inputs(std::move(workbooks), titles, sources, diagnostics);
    return std::nullopt;
  }
  Programme programme = recognise_tables(std::move(workbooks), titles, sources, diagnostics);
  if (report_not_filled(pack, programme, diagnostics)) return programme;
  validate_types(programme, pack.schema, diagnostics);
  if (!compile_rules_needed(pack, programme, diagnostics)) return std::nullopt;
  Arena arena;
  Evaluation evaluation;
  evaluation.arena = &arena;
  evaluation.diagnostics = &diagnostics;
  Aggregates aggregates(pack, programme);
  aggregates.attach(evaluation);
  check_rules(programme, pack, evaluation, diagnostics);
  apply_settings(programme, pack, diagnostics);
  mark_faulty(programme, diagnostics);
  return programme;
}

BuildReport build(const BuildOptions& options, const Home& home, World& world, Sources& sources,
                  Progress& progress, Diagnostics& diagnostics) {
  BuildReport report;
  RecordingWorld recorder(world, options.inputs);
  auto pack =
      load_named_pack(home, options.pack, recorder, sources, diagnostics, RuleLoading::when_needed);
  if (!pack) return report;
  const auto asked = choose_documents(*pack, options.only, diagnostics);
  if (diagnostics.has_errors()) return report;

  const auto programme = read_programme(options.inputs, *pack, SchemaTitles(pack->schema), recorder,
                                        sources, diagnostics);
  if (!programme) return report;

  const auto possible = find_possible(asked, *pack, *programme, report);
  auto kit = load_kit(home, std::move(*pack), possible, recorder, sources, diagnostics);
  if (!kit) return report;
  if (!options.only.empty())
    drop_unrelated(find_sheets_read(asked, possible, *kit), *programme, diagnostics);
  // Where nothing was recognised, that has been said already.
  if (possible.empty() && !diagnostics.has_errors())
    report_nothing_to_make(kit->pack, report, diagnostics);
  Edition edition =
      make_edition(*kit, possible, options, *programme, recorder, progress, diagnostics);
  if (!kit->faces.report_missing(Place::nowhere(), diagnostics)) withhold_all(edition);
  report.pack = std::move(kit->pack);

  if (options.strict && diagnostics.has_errors()) withhold_all(edition);
  const SavedFiles saved = save_edition(options.folder, edition, world, sources, diagnostics);
  if (!saved.saved) withhold_all(edition);
  report_edition(edition, saved, report);
  return report;
}

}  // namespace grif
