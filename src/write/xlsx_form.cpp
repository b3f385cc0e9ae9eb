#include "write/xlsx_form.hpp"

#include <cerrno>
#include <cstring>

#include "write/core_properties.hpp"
#include "write/writers.hpp"
#include "write/xlsx_package.hpp"
#include "write/xlsx_scratch.hpp"

namespace grif {
namespace {

using xlsx::FormFault;
using xlsx::FormSheetFacts;

/// One attempt: the package, or why there is none.
struct Attempt {
  std::string package;
  FormFault refused;  ///< the form itself cannot be written: another attempt would not help
  std::string fault;  ///< the system's, or the library's
};

class FormWriter {
 public:
  FormWriter(const InputForm& form, lxw_workbook* workbook)
      : form_(form), workbook_(workbook), looks_(workbook) {}

  void write() {
    if (lxw_worksheet* const guide = add_sheet(kGuideSheet))
      write_sheet(guide, kGuideSheet, [](xlsx::FormSheetWriter& to) { to.write_guide(); });
    for (const FormSheet& sheet : form_.sheets) {
      if (lxw_worksheet* const to = add_sheet(sheet.title))
        write_sheet(to, sheet.title,
                    [&](xlsx::FormSheetWriter& writer) { writer.write_table(sheet, lists_); });
    }
    if (lists_.lists().empty()) return;
    if (lxw_worksheet* const lists = add_sheet(kListsSheet))
      write_sheet(lists, kListsSheet,
                  [&](xlsx::FormSheetWriter& writer) { writer.write_lists(lists_); });
  }
  [[nodiscard]] const FormFault& fault() const { return fault_; }
  [[nodiscard]] const std::vector<FormSheetFacts>& facts() const { return facts_; }
  [[nodiscard]] const std::vector<std::string>& ranges() const { return ranges_; }

 private:
  /// The library would print its own complaint about a name.
  lxw_worksheet* add_sheet(std::string_view name) {
    if (!fault_.reason.empty()) return nullptr;
    const std::string title(name);
    const lxw_error error = workbook_validate_sheet_name(workbook_, title.c_str());
    lxw_worksheet* const sheet =
        error == LXW_NO_ERROR ? workbook_add_worksheet(workbook_, title.c_str()) : nullptr;
    if (sheet == nullptr)
      fault_ = {
          .sheet = title,
          .reason = lxw_strerror(error == LXW_NO_ERROR ? LXW_ERROR_MEMORY_MALLOC_FAILED : error)};
    return sheet;
  }

  template <typename Write>
  void write_sheet(lxw_worksheet* sheet, std::string_view name, const Write& write) {
    xlsx::FormSheetWriter writer(form_, sheet, looks_, name, fault_);
    write(writer);
    facts_.push_back(writer.facts());
    ranges_.push_back(writer.range());
  }

  const InputForm& form_;
  lxw_workbook* workbook_;
  xlsx::FormLooks looks_;
  xlsx::FormLists lists_;
  FormFault fault_;
  std::vector<FormSheetFacts> facts_;
  std::vector<std::string> ranges_;
};

Attempt attempt(const InputForm& form, WorkbookFile& file, const char* temporary_directory) {
  const std::string path = "/proc/self/fd/" + std::to_string(file.file());
  std::string directory = temporary_directory == nullptr ? "" : temporary_directory;
  lxw_workbook_options options{};
  options.tmpdir = directory.empty() ? nullptr : directory.data();
  lxw_workbook* const workbook = workbook_new_opt(path.c_str(), &options);
  if (workbook == nullptr)
    return {.package = {}, .refused = {}, .fault = lxw_strerror(LXW_ERROR_MEMORY_MALLOC_FAILED)};
  // The library would take the clock for a creation date of 0; its core.xml is replaced.
  lxw_doc_properties properties{};
  properties.created = 1;
  workbook_set_properties(workbook, &properties);
  FormWriter writer(form, workbook);
  writer.write();
  const lxw_error closed = workbook_close(workbook);
  if (!writer.fault().reason.empty())
    return {.package = {}, .refused = writer.fault(), .fault = {}};
  if (closed != LXW_NO_ERROR) return {.package = {}, .refused = {}, .fault = lxw_strerror(closed)};
  // The library does not notice a full temporary folder: what came out is counted.
  std::size_t sheet = 0;
  const auto check = [&](std::string_view name, std::string& content) {
    if (!xlsx::is_sheet_part(name)) return xlsx::PartChange::none;
    const bool good =
        sheet < writer.facts().size() && xlsx::count_facts(content) == writer.facts()[sheet];
    ++sheet;
    if (!good) return xlsx::PartChange::refused;
    xlsx::finish_form_sheet(content, writer.ranges()[sheet - 1]);
    return xlsx::PartChange::changed;
  };
  PackageWriter package;
  DocumentProperties about;
  about.title = form.title;
  xlsx::Repacked made =
      xlsx::repack(xlsx::read_file(file.file()), check, make_core_properties(about), package);
  return {.package = std::move(made.package), .refused = {}, .fault = std::move(made.fault)};
}

}  // namespace

extern "C" bool grif_write_form(const InputForm* form, std::string* bytes,
                                Diagnostics* diagnostics) {
  WorkbookFile file;
  const auto report = [&](std::string_view fault) {
    diagnostics->report(Kind::spreadsheet_incomplete, Place::nowhere(), {form->file, fault});
    return false;
  };
  if (file.file() < 0) return report(std::strerror(errno));
  // The library writes each part into a temporary file first: in memory where there is room.
  const char* const in_memory = file.memory_directory();
  Attempt made = attempt(*form, file, in_memory);
  if (in_memory != nullptr && !made.fault.empty()) made = attempt(*form, file, nullptr);
  if (!made.refused.reason.empty()) {
    diagnostics->report(Kind::form_refused, Place::nowhere(),
                        {made.refused.sheet, made.refused.reason});
    return false;
  }
  if (!made.fault.empty()) return report(made.fault);
  *bytes = std::move(made.package);
  return true;
}

}  // namespace grif
