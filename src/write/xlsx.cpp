#include <algorithm>
#include <cerrno>
#include <cstring>
#include <new>

#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "core/text.hpp"
#include "write/core_properties.hpp"
#include "write/faults.hpp"
#include "write/writers.hpp"
#include "write/xlsx_scratch.hpp"
#include "write/xlsx_sheet.hpp"

namespace grif {
namespace {

using xlsx::BookmarkPlaces;
using xlsx::SheetFacts;
using xlsx::SheetPlan;

/// Whether all of the document can be said in a workbook; reports the first thing that cannot.
bool check_content(const Document& document, Diagnostics& diagnostics) {
  const bool russian = diagnostics.language() == Language::russian;
  const auto refuse = [&](std::string_view what) {
    diagnostics.report(Kind::content_unsupported, Place::nowhere(),
                       {document.properties.name, "XLSX", what});
    return false;
  };
  if (const std::optional<std::size_t> bad = find_invalid_utf8(document.text)) {
    report_broken_text(document, *bad, "XLSX", diagnostics);
    return false;
  }
  for (const Inline& piece : document.inlines) {
    if (piece.type == Inline::Type::footnote) return refuse(russian ? "сноска" : "footnote");
  }
  for (const Block& block : document.blocks) {
    if (block.type == Block::Type::chart) return refuse(russian ? "диаграмма" : "chart");
  }
  return true;
}

void set_properties(lxw_workbook* workbook, const DocumentProperties& properties) {
  // The library copies the texts. It would take the clock for a creation date of 0; its core.xml is
  // replaced, so any other fixed one will do.
  std::string title = properties.title, subject = properties.subject,
              company = properties.organisation;
  lxw_doc_properties all{};
  all.title = title.data();
  all.subject = subject.data();
  all.company = company.data();
  all.created = 1;
  workbook_set_properties(workbook, &all);
}

/// Whether texts name the places of bookmarks, so that these must be found first.
bool refers_to_places(const Document& document) {
  const auto is_inner = [](const std::string& link) { return link.starts_with('#'); };
  return std::any_of(
             document.inlines.begin(), document.inlines.end(),
             [](const Inline& piece) { return piece.type == Inline::Type::page_reference; }) ||
         std::any_of(document.links.begin(), document.links.end(), is_inner);
}

/// One attempt: what came out, or why not.
struct Attempt {
  std::string package;
  std::string fault;
  bool refused = false;  ///< reported already; another attempt would not help
};

/// What one writer keeps.
struct WorkbookScratch {
  /// A long sheet takes a sixth less time to write than with the usual 6, and a quarter more room.
  static constexpr int kCompression = 1;

  explicit WorkbookScratch(const FaceSet& faces) : xlsx(faces) {}
  PackageWriter package{kCompression};
  XlsxScratch xlsx;
};

Attempt write_workbook(const Document& document, const BookmarkPlaces& places,
                       BookmarkPlaces& found, WorkbookScratch& own, const char* temporary_directory,
                       Diagnostics& diagnostics) {
  const std::string path = "/proc/self/fd/" + std::to_string(own.xlsx.file());
  std::string directory = temporary_directory == nullptr ? "" : temporary_directory;
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;  // no table of strings
  options.tmpdir = directory.empty() ? nullptr : directory.data();
  lxw_workbook* workbook = workbook_new_opt(path.c_str(), &options);
  if (workbook == nullptr) return {.fault = "out of memory"};
  set_properties(workbook, document.properties);
  const xlsx::NormalFont normal = xlsx::find_normal_font(document, own.xlsx.advances());
  xlsx::set_normal_font(workbook, normal.family, xlsx::NormalFont::kHalfPoints);
  const std::vector<SheetPlan> plans = xlsx::plan_sheets(document);
  xlsx::Formats formats(document, workbook);
  xlsx::TextMeasure measure(document, own.xlsx.advances());
  xlsx::TextCollector collector(document, places);
  xlsx::SheetPage context{.document = document,
                          .formats = formats,
                          .measure = measure,
                          .normal = normal,
                          .collector = collector,
                          .found = found,
                          .diagnostics = diagnostics};
  std::vector<SheetFacts> facts;
  for (const SheetPlan& plan : plans) {
    lxw_worksheet* sheet = workbook_add_worksheet(workbook, plan.name.c_str());
    if (sheet == nullptr) {
      context.error = LXW_ERROR_MEMORY_MALLOC_FAILED;
      break;
    }
    collector.set_sheet(facts.size());
    xlsx::SheetWriter writer(context, plan, facts.size(), sheet);
    writer.write();
    facts.push_back(writer.take_facts());
  }
  const lxw_error closed = workbook_close(workbook);
  if (context.refused) return {.refused = true};
  const lxw_error error = context.error != LXW_NO_ERROR ? context.error : closed;
  if (error != LXW_NO_ERROR) return {.fault = lxw_strerror(error)};
  xlsx::Repacked made = xlsx::repack(xlsx::read_file(own.xlsx.file()), facts,
                                     make_core_properties(document.properties), own.package);
  return {.package = std::move(made.package), .fault = std::move(made.fault)};
}

/// Writes it twice where its texts name places: the first time to find them.
Attempt write_with_places(const Document& document, WorkbookScratch& own,
                          const char* temporary_directory, Diagnostics& diagnostics) {
  BookmarkPlaces none, places;
  if (refers_to_places(document)) {
    places.resize(document.bookmarks.size());
    Diagnostics unused(diagnostics.language());
    write_workbook(document, none, places, own, temporary_directory, unused);
  }
  return write_workbook(document, places, none, own, temporary_directory, diagnostics);
}

std::optional<std::string> write_with(WorkbookScratch& own, const Document& document,
                                      Diagnostics& diagnostics) {
  if (!check_content(document, diagnostics)) return std::nullopt;
  if (own.xlsx.file() < 0) {
    diagnostics.report(Kind::spreadsheet_incomplete, Place::nowhere(),
                       {document.properties.name, std::strerror(errno)});
    return std::nullopt;
  }
  // The library writes each part into a temporary file first: in memory where there is room.
  const char* in_memory = own.xlsx.memory_directory();
  Diagnostics first(diagnostics.language());
  Attempt attempt = write_with_places(document, own, in_memory, first);
  if (in_memory != nullptr && !attempt.fault.empty()) {
    first = Diagnostics(diagnostics.language());
    attempt = write_with_places(document, own, nullptr, first);
  }
  diagnostics.merge(std::move(first));
  if (attempt.refused) return std::nullopt;
  if (!attempt.fault.empty()) {
    diagnostics.report(Kind::spreadsheet_incomplete, Place::nowhere(),
                       {document.properties.name, attempt.fault});
    return std::nullopt;
  }
  return std::move(attempt.package);
}

class WorkbookWriter final : public XlsxWriter {
 public:
  explicit WorkbookWriter(const FaceSet& faces) : state_(faces) {}
  std::optional<std::string> write(const Document& document, Diagnostics& diagnostics) override {
    return write_with(state_, document, diagnostics);
  }

 private:
  WorkbookScratch state_;
};

}  // namespace

WorkbookFile::~WorkbookFile() {
  if (file_ >= 0) close(file_);
}

int WorkbookFile::file() {
  if (file_ < 0) file_ = memfd_create("workbook", MFD_CLOEXEC);
  return file_;
}

const char* WorkbookFile::memory_directory() {
  if (!looked_) {
    constexpr const char* kShared = "/dev/shm";
    in_memory_ = access(kShared, W_OK | X_OK) == 0;
    looked_ = true;
  }
  return in_memory_ ? "/dev/shm" : nullptr;
}

extern "C" XlsxWriter* grif_make_xlsx_writer(const FaceSet* faces) {
  return new (std::nothrow) WorkbookWriter(*faces);
}

}  // namespace grif
