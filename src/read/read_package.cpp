#include <algorithm>

#include "data/annotation.hpp"
#include "read/package_readers.hpp"
#include "read/read.hpp"
#include "read/xlsx_parts.hpp"

namespace grif {
namespace {

constexpr std::string_view kMimetype = "mimetype";

/// Local name of the root element of a part, or nothing with a message.
std::optional<std::string> read_root(PackageReader& package, std::string_view name, Place file,
                                     Diagnostics& diagnostics) {
  const auto part = load_xml_part(package, name, file, diagnostics);
  if (!part) return std::nullopt;
  XmlScanner scanner(part->text, kOfficeLimits);
  if (scanner.next() == XmlScanner::Event::start) return std::string(scanner.local_name());
  report_part_fault(scanner, *part, file, file, diagnostics);
  return std::nullopt;
}

/// A package that calls itself by its type (OpenDocument 1.3, part 2, 3.3).
std::optional<Workbook::Format> find_open_document(PackageReader& package, Place file,
                                                   Diagnostics& diagnostics) {
  const auto type = package.read(kMimetype, diagnostics);
  if (!type) return std::nullopt;
  const auto refuse = [&](Kind kind, std::string_view name = {}) {
    diagnostics.report(kind, file, {name});
    return std::nullopt;
  };
  if (package.has("META-INF/manifest.xml")) {
    const auto manifest = package.read("META-INF/manifest.xml", diagnostics);
    if (!manifest) return std::nullopt;
    if (manifest->find("encryption-data") != std::string::npos) return refuse(Kind::input_password);
  }
  if (type->find("opendocument.spreadsheet") != std::string::npos) return Workbook::Format::ods;
  if (type->find("opendocument.text") != std::string::npos) return refuse(Kind::input_odt);
  return refuse(Kind::input_not_workbook, "OpenDocument");
}

bool is_annotation_sheet(const Sheet& sheet) {
  for (const RawCell& cell : sheet.cells) {
    if (cell.row >= annotation::kRecordHeadRows) return false;
    if (cell.text == annotation::kRecordHead) return true;
  }
  return false;
}

/// Takes the sheets that `check --annotate` made out of the workbook, with all that reading them
/// gave rise to.
void set_annotations_aside(Workbook& workbook, Diagnostics& diagnostics) {
  std::vector<SourceId> sources;
  for (std::size_t i = 0; i < workbook.sheets.size(); ++i) {
    const Sheet& sheet = workbook.sheets[i];
    if (!is_annotation_sheet(sheet)) continue;
    workbook.annotation_sheets.push_back(i);
    sources.push_back(sheet.source);
    for (const RawCell& cell : sheet.cells)
      if (cell.text.starts_with(annotation::kRecordPrefix))
        workbook.annotation_record.emplace_back(cell.text);
  }
  if (sources.empty()) return;
  const auto is_own = [&](SourceId source) { return std::ranges::count(sources, source) != 0; };
  std::erase_if(workbook.sheets, [&](const Sheet& sheet) { return is_own(sheet.source); });
  diagnostics.revise([&](const Diagnostic& diagnostic) {
    return diagnostic.place.is_nowhere() || !is_own(diagnostic.place.source());
  });
}

}  // namespace

std::optional<std::string> find_main_part(PackageReader& package, Place file,
                                          Diagnostics& diagnostics) {
  const auto relationships = read_relationships(package, "", file, diagnostics);
  if (!relationships) return std::nullopt;
  const auto main = std::ranges::find(*relationships, "officeDocument", &Relationship::type);
  if (main != relationships->end()) return main->target;
  diagnostics.report(Kind::input_not_workbook, file, {"ZIP"});
  return std::nullopt;
}

std::optional<Workbook::Format> find_package_format(PackageReader& package, Place file,
                                                    Diagnostics& diagnostics) {
  if (package.has(kMimetype)) return find_open_document(package, file, diagnostics);
  const auto main = find_main_part(package, file, diagnostics);
  if (!main) return std::nullopt;
  if (main->ends_with(".bin")) {
    diagnostics.report(Kind::input_xlsb, file);
    return std::nullopt;
  }
  const auto root = read_root(package, *main, file, diagnostics);
  if (!root) return std::nullopt;
  if (*root == "workbook") return Workbook::Format::xlsx;
  if (*root == "document") return Workbook::Format::docx;
  diagnostics.report(Kind::input_not_workbook, file,
                     {*root == "presentation" ? "PowerPoint" : *root});
  return std::nullopt;
}

std::optional<Workbook> read_package(std::string bytes, std::string file, Sources& sources,
                                     Diagnostics& diagnostics) {
  Workbook workbook;
  workbook.source = sources.add(file);
  workbook.file = std::move(file);
  const Place place = Place::whole(workbook.source);
  auto package = PackageReader::open(std::move(bytes), place, diagnostics);
  if (!package) return std::nullopt;
  const auto format = find_package_format(*package, place, diagnostics);
  if (!format) return std::nullopt;
  workbook.format = *format;
  const auto read = *format == Workbook::Format::docx  ? read_docx_package
                    : *format == Workbook::Format::ods ? read_ods_package
                                                       : read_xlsx_package;
  if (!read(std::move(*package), workbook, sources, diagnostics)) return std::nullopt;
  set_annotations_aside(workbook, diagnostics);
  return workbook;
}

}  // namespace grif
