#include "pipeline.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <thread>

#include "aggregate/aggregate.hpp"
#include "core/text.hpp"
#include "recording_world.hpp"
#include "validate/validate.hpp"

namespace grif {
namespace {

/// Kinds of message that mean that the system refused, not that the content is bad.
constexpr std::array kRefusals = {
    Kind::cannot_write,           Kind::folder_is_locked,    Kind::output_is_link,
    Kind::output_not_folder,      Kind::manifest_unreadable, Kind::input_missing,
    Kind::input_unreadable,       Kind::input_directory,     Kind::input_not_regular,
    Kind::spreadsheet_incomplete, Kind::pack_not_found};

std::vector<SheetId> lacking_sheets(const DocumentSpec& spec, const Programme& programme) {
  std::vector<SheetId> lacking;
  for (const SheetId sheet : spec.needs) {
    if (!programme.tables[sheet].present) lacking.push_back(sheet);
  }
  return lacking;
}

/// The documents that the user named, or all of the pack.
std::vector<std::size_t> choose_documents(const Pack& pack, const std::vector<std::string>& only,
                                          Diagnostics& diagnostics) {
  std::vector<std::size_t> chosen;
  if (only.empty()) {
    for (std::size_t i = 0; i < pack.documents.size(); ++i) chosen.push_back(i);
    return chosen;
  }
  std::vector<std::string> names;
  for (const DocumentSpec& spec : pack.documents) names.push_back(spec.name);
  for (const std::string& name : only) {
    if (const DocumentSpec* spec = pack.find_document(name)) {
      chosen.push_back(static_cast<std::size_t>(spec - pack.documents.data()));
      continue;
    }
    const std::vector<std::string> near = nearest(name, names);
    diagnostics.report(Kind::unknown_document, Place::nowhere(),
                       {name, pack.name, near.empty() ? "" : "; похоже на " + join(near, ", ")});
  }
  std::ranges::sort(chosen);
  chosen.erase(std::unique(chosen.begin(), chosen.end()), chosen.end());
  return chosen;
}

/// With --only, what is wrong elsewhere in the inputs does not count.
void drop_unrelated(const Pack& pack, const std::vector<std::size_t>& documents,
                    const Programme& programme, Diagnostics& diagnostics) {
  std::vector<bool> related(kNoSource + std::size_t{1}, true);
  for (std::size_t sheet = 0; sheet < programme.tables.size(); ++sheet) {
    const Table& table = programme.tables[sheet];
    if (!table.present || table.place.is_nowhere()) continue;
    related[table.place.source()] = std::ranges::any_of(documents, [&](std::size_t d) {
      return std::ranges::find(pack.documents[d].needs, sheet) != pack.documents[d].needs.end();
    });
  }
  Diagnostics kept(diagnostics.language());
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    if (!diagnostic.place.is_cell() || related[diagnostic.place.source()]) kept.add(diagnostic);
  }
  diagnostics = std::move(kept);
}

std::optional<std::string> write_format(Format format, const Kit& kit, const Document& document,
                                        const Pages& pages, Scratch& scratch,
                                        Diagnostics& diagnostics) {
  switch (format) {
    case Format::docx:
      return write_docx(document, pages, scratch.write, diagnostics);
    case Format::pdf:
      return write_pdf(document, pages, kit.faces, scratch.write, diagnostics);
    case Format::xlsx:
      return write_xlsx(document, scratch.write, diagnostics);
    case Format::html:
    case Format::docx_xml:
      break;
  }
  diagnostics.report(Kind::format_not_offered, Place::nowhere(), {format_name(format)});
  return std::nullopt;
}

/// Makes all documents on `jobs` threads; results and messages come in the order of the documents.
std::vector<OutputDocument> make_documents(const Kit& kit,
                                           const std::vector<std::size_t>& documents,
                                           const BuildOptions& options, const Programme& programme,
                                           Diagnostics& diagnostics) {
  std::vector<OutputDocument> made(documents.size());
  std::vector<Diagnostics> messages(documents.size(), Diagnostics(diagnostics.language()));
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    Scratch scratch(kit);
    for (std::size_t i = next++; i < documents.size(); i = next++) {
      made[i] = make_document(kit, documents[i], options.formats, options.date, programme, scratch,
                              messages[i]);
    }
  };
  prepare_writers();
  const std::size_t threads = std::min<std::size_t>(std::max(1U, options.jobs), documents.size());
  {
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < threads; ++i) others.emplace_back(work);
    work();
  }
  for (Diagnostics& of_document : messages) diagnostics.merge(std::move(of_document));
  return made;
}

/// What the manifest calls the programme: the pack's aggregate of this name, if it has one.
constexpr std::string_view kProgrammeTitle = "programme_title";

std::string programme_title(const Pack& pack, const Programme& programme) {
  for (std::size_t i = 0; i < pack.aggregates.size(); ++i) {
    if (pack.aggregates[i].name != kProgrammeTitle) continue;
    Arena arena;
    Diagnostics ignored;
    Evaluation evaluation;
    evaluation.arena = &arena;
    evaluation.diagnostics = &ignored;
    Aggregates aggregates(pack, programme);
    aggregates.attach(evaluation);
    const Value value = aggregates.value(static_cast<std::uint16_t>(i), evaluation);
    if (value.is(Value::Type::text)) return std::string(value.as_text());
  }
  return {};
}

/// What the user chose, as DIR/.grif/ remembers it.
std::vector<std::string> describe_options(const BuildOptions& options) {
  std::vector<std::string> words = {"pack=" + options.pack};
  for (const std::string& name : options.only) words.push_back("only=" + name);
  for (const Format format : options.formats)
    words.push_back("format=" + std::string(format_name(format)));
  if (options.date) words.push_back("date=" + options.date->iso());
  if (options.strict) words.emplace_back("strict");
  return words;
}

/// Puts what was saved into the report.
void report_files(const Edition& edition, const SavedFiles& saved, BuildReport& report) {
  std::size_t name = 0;
  for (const OutputDocument& document : edition.documents) {
    for (DocumentReport& entry : report.documents) {
      if (report.pack->documents[entry.document].name != document.name) continue;
      entry.outcome =
          document.made ? DocumentReport::Outcome::made : DocumentReport::Outcome::withheld;
      entry.pages = document.pages;
      for (std::size_t i = 0;
           document.made && i < document.files.size() && name < saved.names.size(); ++i) {
        entry.files.push_back(saved.names[name++]);
      }
    }
  }
}

}  // namespace

ExitStatus exit_status(const Diagnostics& diagnostics) {
  ExitStatus status = ExitStatus::done;
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    if (diagnostic.severity != Severity::error) continue;
    if (diagnostic.rule.empty() && diagnostic.kind == Kind::internal_fault)
      return ExitStatus::internal_fault;
    const bool refusal =
        diagnostic.rule.empty() && std::ranges::find(kRefusals, diagnostic.kind) != kRefusals.end();
    if (refusal) return ExitStatus::refused_by_system;
    if (diagnostic.rule.empty() && diagnostic.kind == Kind::unknown_document)
      return ExitStatus::wrong_usage;
    status = ExitStatus::bad_content;
  }
  return status;
}

std::optional<Pack> load_named_pack(const Home& home, const std::string& name, World& world,
                                    Sources& sources, Diagnostics& diagnostics) {
  const std::string templates = home.folder + "/templates/";
  std::string chosen = name;
  if (chosen.empty()) {
    constexpr std::uint64_t kLongestName = 4096;
    if (const auto text = world.read_file(templates + "default.txt", kLongestName))
      chosen = trimmed(*text);
  }
  const std::string folder = templates + chosen;
  const auto type = world.entry_type(folder + "/pack.xml");
  if (!type || *type != World::EntryType::file) {
    diagnostics.report(Kind::pack_not_found, Place::nowhere(), {chosen, folder + "/pack.xml"});
    return std::nullopt;
  }
  return load_pack(folder, world, sources, diagnostics);
}

std::optional<Kit> load_kit(const Home& home, Pack pack, const std::vector<std::size_t>& documents,
                            World& world, Sources& sources, Diagnostics& diagnostics) {
  auto styles = load_styles(pack.folder + "/" + pack.styles_file, world, sources, diagnostics);
  auto faces = FaceSet::load(home.folder + "/fonts/faces.txt", world, sources, diagnostics);
  if (!styles || !faces) return std::nullopt;
  auto templates = TemplateSet::load(pack, documents, *styles, world, sources, diagnostics);
  if (!templates) return std::nullopt;
  Hyphenation hyphenation =
      Hyphenation::load({"/usr/share/hyphen/hyph_ru_RU.dic"}, world, sources, diagnostics);
  return Kit{std::move(pack), std::move(*styles), std::move(*templates), std::move(*faces),
             std::move(hyphenation)};
}

std::optional<Programme> read_programme(const std::vector<std::string>& inputs, const Pack& pack,
                                        const SchemaTitles& titles, World& world, Sources& sources,
                                        Diagnostics& diagnostics) {
  std::vector<Workbook> workbooks;
  for (const std::string& input : inputs) {
    if (auto workbook = read_workbook(input, world, sources, diagnostics))
      workbooks.push_back(std::move(*workbook));
  }
  if (workbooks.size() != inputs.size()) return std::nullopt;
  Programme programme = recognise_tables(std::move(workbooks), titles, sources, diagnostics);
  validate_types(programme, pack.schema, diagnostics);
  Arena arena;
  Evaluation evaluation;
  evaluation.arena = &arena;
  evaluation.diagnostics = &diagnostics;
  Aggregates aggregates(pack, programme);
  aggregates.attach(evaluation);
  check_rules(programme, pack, evaluation, diagnostics);
  mark_faulty(programme, diagnostics);
  return programme;
}

OutputDocument make_document(const Kit& kit, std::size_t document,
                             const std::vector<Format>& formats, const std::optional<Date>& date,
                             const Programme& programme, Scratch& scratch,
                             Diagnostics& diagnostics) {
  const DocumentSpec& spec = kit.pack.documents[document];
  OutputDocument output{.name = spec.name,
                        .title = spec.title,
                        .kind = spec.kind,
                        .personal_data = spec.personal_data};
  Arena arena;
  Evaluation evaluation;
  evaluation.arena = &arena;
  evaluation.diagnostics = &diagnostics;
  Aggregates aggregates(kit.pack, programme);
  aggregates.attach(evaluation);
  std::optional<Document> expanded = expand(kit.templates, document, kit.styles, evaluation);
  if (!expanded) {
    if (evaluation.touched_faulty)
      diagnostics.report(Kind::document_withheld, evaluation.faulty_place, {spec.title});
    return output;
  }
  expanded->properties.name = spec.name;
  if (date) {
    expanded->properties.has_date = true;
    expanded->properties.date = *date;
  }
  compute_grids(*expanded, kit.faces, scratch.layout);
  const std::vector<Format>& wanted = formats.empty() ? spec.formats : formats;
  // A workbook alone has no pages of ours.
  const bool paged =
      std::ranges::any_of(wanted, [](Format format) { return format != Format::xlsx; });
  Pages pages;
  if (paged) pages = lay_out(*expanded, kit.faces, kit.hyphenation, scratch.layout, diagnostics);
  output.pages = static_cast<std::uint32_t>(pages.pages.size());
  for (const Format format : wanted) {
    auto bytes = write_format(format, kit, *expanded, pages, scratch, diagnostics);
    if (!bytes) return output;
    output.files.push_back({std::string(format_name(format)), std::string(format_extension(format)),
                            std::move(*bytes)});
  }
  output.made = true;
  return output;
}

BuildReport build(const BuildOptions& options, const Home& home, World& world, Sources& sources,
                  Diagnostics& diagnostics) {
  BuildReport report;
  const auto finish = [&] {
    report.status = std::max(report.status, exit_status(diagnostics));
    return std::move(report);
  };
  std::optional<Pack> pack = load_named_pack(home, options.pack, world, sources, diagnostics);
  if (!pack) return finish();
  std::vector<std::size_t> asked = choose_documents(*pack, options.only, diagnostics);
  if (diagnostics.has_errors()) return finish();
  RecordingWorld recorder(world, options.inputs);
  std::optional<Programme> programme = read_programme(
      options.inputs, *pack, SchemaTitles(pack->schema), recorder, sources, diagnostics);
  if (!programme) return finish();
  if (!options.only.empty()) drop_unrelated(*pack, asked, *programme, diagnostics);

  std::vector<std::size_t> possible;
  for (const std::size_t document : asked) {
    std::vector<SheetId> lacking = lacking_sheets(pack->documents[document], *programme);
    if (lacking.empty()) possible.push_back(document);
    report.documents.push_back(
        {document,
         lacking.empty() ? DocumentReport::Outcome::made : DocumentReport::Outcome::lacks_data,
         std::move(lacking),
         {},
         0});
  }
  std::optional<Kit> kit = load_kit(home, std::move(*pack), possible, world, sources, diagnostics);
  if (!kit) return finish();
  Edition edition{.date = options.date ? options.date->iso() : "",
                  .documents = make_documents(*kit, possible, options, *programme, diagnostics),
                  .inputs = recorder.recorded(),
                  .options = describe_options(options)};
  edition.programme = programme_title(kit->pack, *programme);
  kit->faces.report_missing(Place::nowhere(), diagnostics);
  report.pack = std::move(kit->pack);
  if (options.strict && diagnostics.has_errors()) {
    for (OutputDocument& document : edition.documents) document.made = false;
  }
  const bool anything = std::ranges::any_of(edition.documents, &OutputDocument::made);
  // A rebuild that makes nothing still says in the manifest that the old edition is out of date.
  const auto manifest = world.entry_type(options.folder + "/manifest.json");
  const bool rebuilt =
      manifest && *manifest == World::EntryType::file && !edition.documents.empty();
  SavedFiles saved;
  if (anything || rebuilt)
    saved = save_edition(options.folder, edition, world, sources, diagnostics);
  if (anything && !saved.saved) {
    for (OutputDocument& document : edition.documents) document.made = false;
  }
  report_files(edition, saved, report);
  if (!anything && report.status == ExitStatus::done) report.status = ExitStatus::bad_content;
  return finish();
}

}  // namespace grif
