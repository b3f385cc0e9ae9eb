#include "make_edition.hpp"

#include <algorithm>
#include <thread>

#include "aggregate/aggregate.hpp"

namespace grif {
namespace {

/// Makes all documents on `jobs` threads; results and messages come in the order of the documents.
std::vector<OutputDocument> make_documents(const Kit& kit,
                                           const std::vector<std::size_t>& documents,
                                           const BuildOptions& options, const Programme& programme,
                                           Progress& progress, Diagnostics& diagnostics) {
  std::vector<OutputDocument> made(documents.size());
  std::vector<Diagnostics> messages(documents.size(), Diagnostics(diagnostics.language()));
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    Scratch scratch(kit);
    scratch.progress = &progress;
    for (std::size_t i = next++; i < documents.size(); i = next++) {
      made[i] = make_document(kit, documents[i], options.formats, options.date, programme, scratch,
                              messages[i]);
    }
  };
  for (const std::size_t document : documents)
    progress.total += count_steps(kit.pack.documents[document], options.formats);
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

std::string shorten(std::string hash) {
  constexpr std::size_t kEnough = 16;
  hash.resize(kEnough);
  return hash;
}

/// What an edition is made from, as one fingerprint: files of one fingerprint belong together. What
/// --only and --formats leave out does not change it.
std::string fingerprint_edition(const Pack& pack, const BuildOptions& options,
                                const RecordingWorld& recorder) {
  std::string text = GRIF_VERSION "\n";
  text += recorder.xml_sha256(pack.folder + "/pack.xml");
  text += '\n';
  if (options.date) text += options.date->iso();
  for (const Edition::Input& input : recorder.recorded()) text += "\n" + input.sha256;
  return shorten(sha256_hex(text));
}

/// What a document's pages are made by: the styles, its template and all that this includes.
std::string fingerprint_pages(const Kit& kit, std::size_t document,
                              const RecordingWorld& recorder) {
  const std::string folder = kit.pack.folder + "/";
  std::string text(recorder.xml_sha256(folder + kit.pack.styles_file));
  for (const std::string& file : kit.templates.reads(document).files) {
    text += '\n';
    text += recorder.xml_sha256(folder + file);
  }
  return shorten(sha256_hex(text));
}

}  // namespace

Edition make_edition(const Kit& kit, const std::vector<std::size_t>& documents,
                     const BuildOptions& options, const Programme& programme,
                     const RecordingWorld& recorder, Progress& progress, Diagnostics& diagnostics) {
  Edition edition{
      .programme = programme_title(kit.pack, programme),
      .date = options.date ? options.date->iso() : "",
      .fingerprint = fingerprint_edition(kit.pack, options, recorder),
      .documents = make_documents(kit, documents, options, programme, progress, diagnostics),
      .inputs = recorder.recorded(),
      .options = describe_options(options)};
  for (std::size_t i = 0; i < documents.size(); ++i)
    edition.documents[i].fingerprint = fingerprint_pages(kit, documents[i], recorder);
  return edition;
}

void withhold_all(Edition& edition) {
  for (OutputDocument& document : edition.documents) document.made = false;
}

void report_edition(const Edition& edition, const SavedFiles& saved, BuildReport& report) {
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

}  // namespace grif
