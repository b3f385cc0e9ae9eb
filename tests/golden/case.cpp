#include "golden/case.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "aggregate/aggregate.hpp"
#include "core/text.hpp"
#include "golden/show_package.hpp"
#include "golden/show_pdf.hpp"
#include "pipeline.hpp"

namespace grif::golden {
namespace {

constexpr std::array<std::string_view, 8> kShown = {"document",   "formats", "pages",      "docx",
                                                    "docx-parts", "xlsx",    "xlsx-parts", "pdf"};
constexpr std::string_view kHome = "HOME", kOwnPack = "own";

/// The disk under names that are the same on every machine: messages name files.
class NamedWorld final : public World {
 public:
  explicit NamedWorld(const Case& of) : case_(of) {}

  Outcome<std::string> read_file(const std::string& path, std::uint64_t limit) override {
    return disk_.read_file(real(path), limit);
  }
  Outcome<EntryType> entry_type(const std::string& path) override {
    return disk_.entry_type(real(path));
  }
  Outcome<std::vector<std::string>> list_directory(const std::string& path) override {
    return disk_.list_directory(real(path));
  }
  Outcome<Done> make_directory(const std::string&) override { return refusal(); }
  Outcome<Done> write_new_file(const std::string&, std::string_view) override { return refusal(); }
  Outcome<Done> rename(const std::string&, const std::string&) override { return refusal(); }
  Outcome<Done> remove_file(const std::string&) override { return refusal(); }
  Outcome<Done> remove_directory(const std::string&) override { return refusal(); }
  Outcome<Done> sync(const std::vector<std::string>&) override { return refusal(); }
  Outcome<std::unique_ptr<Lock>> lock(const std::string&) override { return {}; }
  Date today() override { return {}; }

 private:
  static Outcome<Done> refusal() { return {.value = {}, .fault = {.reason = "not in this test"}}; }

  [[nodiscard]] std::string real(const std::string& path) const {
    if (path == kInput) return case_.workbook;
    const std::string own = fmt::format("{}/templates/{}/", kHome, kOwnPack);
    if (path.starts_with(own)) {
      const std::filesystem::path name = path.substr(own.size());
      const std::filesystem::path mine = case_.folder / name;
      if (std::filesystem::exists(mine)) return mine;
      return case_.folder.parent_path() / "pack" / name;
    }
    if (path.starts_with(kHome)) return case_.root.string() + path.substr(kHome.size());
    return path;
  }

  const Case& case_;
  DiskWorld disk_;

 public:
  static constexpr std::string_view kInput = "input.xlsx";
};

/// Editors strip blanks at the ends of lines: the last one becomes a sign.
std::string mark_last_blanks(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n' && out.ends_with(' ')) out.replace(out.size() - 1, 1, "␣");
    out += c;
  }
  return out;
}

/// One run; what the stages have made so far stays when a later one fails.
class Run {
 public:
  explicit Run(const Case& of)
      : case_(of),
        world_(of),
        diagnostics_(of.language == "en" ? Language::english : Language::russian) {}

  Made take() {
    run();
    diagnostics_.sort();
    std::string messages;
    for (const Diagnostic& diagnostic : diagnostics_.all())
      messages += format_plain(diagnostic, sources_);
    made_.files["diagnostics.txt"] = messages.empty() ? "no messages\n" : messages;
    for (auto& [name, text] : made_.files) text = mark_last_blanks(text);
    return std::move(made_);
  }

 private:
  [[nodiscard]] bool shows(std::string_view word) const {
    return std::ranges::find(case_.show, word) != case_.show.end();
  }

  void run() {
    const Home home{std::string(kHome)};
    const std::string pack_name = case_.document.empty() ? std::string(kOwnPack) : "mentoring";
    auto pack = load_named_pack(home, pack_name, world_, sources_, diagnostics_);
    if (!pack) return;
    const DocumentSpec* spec =
        case_.document.empty() ? &pack->documents.front() : pack->find_document(case_.document);
    if (spec == nullptr) {
      made_.files["FAULT"] = "the pack has no document " + case_.document + "\n";
      return;
    }
    const auto index = static_cast<std::size_t>(spec - pack->documents.data());
    std::vector<std::string> inputs;
    if (!case_.workbook.empty()) inputs.emplace_back(NamedWorld::kInput);
    const auto programme =
        read_programme(inputs, *pack, SchemaTitles(pack->schema), world_, sources_, diagnostics_);
    if (!programme) return;
    const auto kit = load_kit(home, std::move(*pack), {index}, world_, sources_, diagnostics_);
    if (!kit) return;
    make_stages(*kit, index, *programme);
  }

  void make_stages(const Kit& kit, std::size_t index, const Programme& programme) {
    Scratch scratch(kit);
    Arena arena;
    Evaluation evaluation;
    evaluation.arena = &arena;
    evaluation.diagnostics = &diagnostics_;
    Aggregates aggregates(kit.pack, programme);
    aggregates.attach(evaluation);
    auto document = expand(kit.templates, index, kit.styles, evaluation);
    if (!document) {
      if (evaluation.touched_faulty)
        report_withheld(kit, index, programme, evaluation.faulty_place, diagnostics_);
      return;
    }
    document->properties.name = kit.pack.documents[index].name;
    if (case_.date) {
      document->properties.has_date = true;
      document->properties.date = *case_.date;
    }
    compute_grids(*document, kit.faces, scratch.layout);
    const Pages pages =
        lay_out(*document, kit.faces, kit.hyphenation, scratch.layout, diagnostics_);
    show_document(dump(*document));
    if (shows("pages")) made_.files["pages.txt"] = dump(pages, *document, kit.faces);
    write_files(kit, *document, pages, scratch);
    compare_with_pipeline(kit, index, programme);
  }

  /// The dump's last lines say what each style in use comes to: much the same in every case.
  void show_document(const std::string& dumped) {
    const std::size_t formats = std::min(dumped.find("\nformat "), dumped.size() - 1) + 1;
    if (shows("document")) made_.files["document.txt"] = dumped.substr(0, formats);
    if (shows("formats")) made_.files["formats.txt"] = dumped.substr(formats);
  }

  void write_files(const Kit& kit, const Document& document, const Pages& pages, Scratch& scratch) {
    if (shows("docx") || shows("docx-parts")) {
      const auto bytes = write_docx(document, pages, scratch.write, diagnostics_);
      bytes_.emplace_back(Format::docx, bytes.value_or(""));
      if (bytes)
        show_parts("docx", *bytes,
                   shows("docx-parts") ? std::vector<std::string>{}
                                       : std::vector<std::string>{"word/document.xml"});
    }
    if (shows("xlsx") || shows("xlsx-parts")) {
      const auto bytes = write_xlsx(document, scratch.write, diagnostics_);
      bytes_.emplace_back(Format::xlsx, bytes.value_or(""));
      if (bytes) {
        made_.files["xlsx/cells.txt"] = show_cells(*bytes);
        if (shows("xlsx-parts"))
          show_parts("xlsx", *bytes,
                     {"xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml",
                      "docProps/core.xml"});
      }
    }
    const auto pdf = write_pdf(document, pages, kit.faces, scratch.write, diagnostics_);
    made_.pdf = pdf.value_or("");
    bytes_.emplace_back(Format::pdf, made_.pdf);
    if (shows("pdf") && pdf) made_.files["pdf.txt"] = show_pdf(*pdf);
  }

  void show_parts(std::string_view folder, const std::string& bytes,
                  const std::vector<std::string>& wanted) {
    for (auto& [name, text] : show_package(bytes, wanted))
      made_.files[fmt::format("{}/{}", folder, name)] = text;
  }

  /// The stages above are called as `make_document` calls them; if one day it calls them otherwise,
  /// this says so.
  void compare_with_pipeline(const Kit& kit, std::size_t index, const Programme& programme) {
    std::vector<Format> formats;
    for (const auto& [format, bytes] : bytes_) formats.push_back(format);
    Diagnostics again(diagnostics_.language());
    Scratch scratch(kit);
    const OutputDocument output =
        make_document(kit, index, formats, case_.date, programme, scratch, again);
    for (std::size_t i = 0; i < bytes_.size(); ++i) {
      const bool same = i < output.files.size() ? output.files[i].bytes == bytes_[i].second
                                                : bytes_[i].second.empty();
      if (!same)
        made_.files[fmt::format("FAULT {}", format_name(bytes_[i].first))] =
            "the pipeline makes another file than its stages\n";
    }
  }

  const Case& case_;
  NamedWorld world_;
  Sources sources_;
  Diagnostics diagnostics_;
  Made made_;
  std::vector<std::pair<Format, std::string>> bytes_;
};

}  // namespace

Case read_case(const std::filesystem::path& folder, const std::filesystem::path& root,
               const std::string& made_workbook) {
  Case of{.folder = folder, .root = root};
  DiskWorld disk;
  const auto text = disk.read_file(folder / "case.txt", 1 << 16);
  if (!text) of.fault = "case.txt cannot be read";
  for (const std::string_view line : split(text ? std::string_view(*text) : "", '\n')) {
    if (trimmed(line).empty() || line.front() == ';') continue;
    const std::size_t colon = std::min(line.find(':'), line.size());
    const std::string_view word = line.substr(0, colon);
    const std::string value(trimmed(line.substr(std::min(colon + 1, line.size()))));
    if (word == "workbook") {
      of.workbook = root / value;
    } else if (word == "document") {
      of.document = value;
    } else if (word == "date") {
      of.date = Date::parse_iso(value);
      if (!of.date) of.fault = "no date: " + value;
    } else if (word == "language") {
      of.language = value;
    } else if (word == "show") {
      for (const std::string_view item : split(value, ' ')) of.show.emplace_back(item);
    } else {
      of.fault = "unknown word: " + std::string(line);
    }
  }
  for (const std::string& item : of.show) {
    if (std::ranges::find(kShown, item) == kShown.end()) of.fault = "unknown: show " + item;
  }
  if (std::filesystem::exists(folder / "input.sheets")) {
    of.workbook = made_workbook;
    if (made_workbook.empty()) of.fault = "input.sheets wants --workbook";
  }
  return of;
}

Made make(const Case& of) {
  if (!of.fault.empty()) return {.files = {{"FAULT", of.fault + "\n"}}, .pdf = {}};
  return Run(of).take();
}

}  // namespace grif::golden
