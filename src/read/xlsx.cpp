#include <algorithm>

#include <fmt/format.h>

#include "core/text.hpp"
#include "opc/directory.hpp"
#include "read/read.hpp"
#include "read/xlsx_parts.hpp"

namespace grif {
namespace {

constexpr std::string_view kMimetype = "mimetype";

class XlsxReader {
 public:
  XlsxReader(PackageReader package, std::string file, SourceId source, Sources& sources,
             Diagnostics& diagnostics)
      : package_(std::move(package)),
        file_(Place::whole(source)),
        sources_(sources),
        diagnostics_(diagnostics) {
    workbook_.file = std::move(file);
    workbook_.source = source;
  }

  std::optional<Workbook> read() {
    if (package_.has(kMimetype)) return refuse_open_document();
    const auto main = find_main_part();
    if (!main) return std::nullopt;
    const auto part = load_xml_part(package_, *main, file_, diagnostics_);
    if (!part) return std::nullopt;
    const auto book = read_workbook_part(*part, file_, diagnostics_);
    if (!book || !check_root(book->root)) return std::nullopt;
    const auto relationships = read_relationships(package_, *main, file_, diagnostics_);
    if (!relationships || !read_shared_parts(*relationships) || !read_sheets(*book, *relationships))
      return std::nullopt;
    report_foreign_parts();
    return std::move(workbook_);
  }

 private:
  std::nullopt_t refuse(Kind kind, std::initializer_list<std::string_view> arguments = {}) {
    diagnostics_.report(kind, file_, arguments);
    return std::nullopt;
  }

  std::optional<Workbook> refuse_open_document() {
    const auto type = package_.read(kMimetype, diagnostics_);
    if (!type) return std::nullopt;
    if (package_.has("META-INF/manifest.xml")) {
      const auto manifest = package_.read("META-INF/manifest.xml", diagnostics_);
      if (!manifest) return std::nullopt;
      if (manifest->find("encryption-data") != std::string::npos)
        return refuse(Kind::input_password);
    }
    if (type->find("opendocument.spreadsheet") != std::string::npos) return refuse(Kind::input_ods);
    return refuse(Kind::input_not_workbook, {"OpenDocument"});
  }

  /// The part that the package itself calls its document.
  std::optional<std::string> find_main_part() {
    const auto relationships = read_relationships(package_, "", file_, diagnostics_);
    if (!relationships) return std::nullopt;
    const auto main = std::ranges::find(*relationships, "officeDocument", &Relationship::type);
    if (main == relationships->end()) return refuse(Kind::input_not_workbook, {"ZIP"});
    if (main->target.ends_with(".bin")) return refuse(Kind::input_xlsb);
    return main->target;
  }

  bool check_root(std::string_view root) {
    if (root == "workbook") return true;
    refuse(Kind::input_not_workbook, {root == "document"       ? "Word"
                                      : root == "presentation" ? "PowerPoint"
                                                               : root});
    return false;
  }

  /// Shared strings and styles; a workbook may do without either.
  bool read_shared_parts(const std::vector<Relationship>& relationships) {
    for (const Relationship& relationship : relationships) {
      const bool is_strings = relationship.type == "sharedStrings";
      if ((!is_strings && relationship.type != "styles") || !package_.has(relationship.target))
        continue;
      auto part = load_xml_part(package_, relationship.target, file_, diagnostics_);
      if (!part) return false;
      if (is_strings) {
        auto strings = read_shared_strings(std::move(*part), file_, workbook_.arena, diagnostics_);
        if (!strings) return false;
        strings_ = std::move(*strings);
      } else {
        auto styles = read_styles(*part, file_, diagnostics_);
        if (!styles) return false;
        styles_ = std::move(*styles);
      }
    }
    return true;
  }

  bool read_sheets(const WorkbookPart& book, const std::vector<Relationship>& relationships) {
    if (book.sheets.size() > kMaxSheets) {
      refuse(Kind::workbook_too_many_sheets, {fmt::format("{}", kMaxSheets)});
      return false;
    }
    SheetContext context{file_, strings_, styles_, workbook_.arena, book.dates_from_1904};
    std::size_t with_cells = 0;
    for (const SheetEntry& entry : book.sheets) {
      Sheet sheet;
      sheet.name = entry.name;
      sheet.source = sources_.add(workbook_.file, entry.name);
      sheet.hidden = entry.hidden;
      const auto relationship =
          std::ranges::find(relationships, entry.relationship, &Relationship::id);
      if (entry.relationship.empty() || relationship == relationships.end() ||
          relationship->type != "worksheet") {
        diagnostics_.report(Kind::workbook_sheet_skipped, Place::whole(sheet.source));
      } else {
        const auto part = load_xml_part(package_, relationship->target, file_, diagnostics_);
        if (!part || !read_sheet_part(*part, context, sheet, diagnostics_)) return false;
        report_attachments(package_, relationship->target, sheet, context.links, diagnostics_);
        ++with_cells;
      }
      workbook_.sheets.push_back(std::move(sheet));
    }
    if (with_cells == 0) {
      refuse(Kind::workbook_no_sheets);
      return false;
    }
    report_twin_sheets();
    return true;
  }

  void report_twin_sheets() {
    std::vector<std::pair<std::string, std::size_t>> names;
    for (std::size_t i = 0; i < workbook_.sheets.size(); ++i)
      names.emplace_back(title_key(workbook_.sheets[i].name), i);
    std::ranges::sort(names);
    for (std::size_t i = 1; i < names.size(); ++i) {
      if (names[i].first != names[i - 1].first) continue;
      const Sheet& sheet = workbook_.sheets[names[i].second];
      diagnostics_.report(Kind::workbook_sheet_twice, Place::whole(sheet.source), {sheet.name});
    }
  }

  /// Parts that are never opened; the user is told once of each kind.
  void report_foreign_parts() {
    std::vector<std::string> names;
    for (const std::string& name : package_.names()) names.push_back(part_key(name));
    const auto has_any = [&names](std::initializer_list<std::string_view> pieces) {
      return std::ranges::any_of(names, [pieces](std::string_view name) {
        return std::ranges::any_of(pieces, [name](std::string_view piece) {
          return name.find(piece) != std::string_view::npos;
        });
      });
    };
    if (has_any({"vbaproject.bin", "macrosheets/"})) refuse(Kind::workbook_macros);
    if (has_any({"externallinks/", "querytables/", "xl/connections.xml"}))
      refuse(Kind::workbook_links);
    if (has_any({"embeddings/", "activex/"})) refuse(Kind::workbook_objects);
  }

  PackageReader package_;
  Place file_;
  Sources& sources_;
  Diagnostics& diagnostics_;
  Workbook workbook_;
  SharedStrings strings_;
  XlsxStyles styles_ = plain_styles();
};

}  // namespace

std::optional<Workbook> read_xlsx(std::string bytes, std::string file, Sources& sources,
                                  Diagnostics& diagnostics) {
  const SourceId source = sources.add(file);
  auto package = PackageReader::open(std::move(bytes), Place::whole(source), diagnostics);
  if (!package) return std::nullopt;
  return XlsxReader(std::move(*package), std::move(file), source, sources, diagnostics).read();
}

}  // namespace grif
