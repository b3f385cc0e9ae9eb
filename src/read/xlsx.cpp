#include <algorithm>

#include <fmt/format.h>

#include "core/text.hpp"
#include "opc/directory.hpp"
#include "read/package_readers.hpp"
#include "read/xlsx_parts.hpp"

namespace grif {
namespace {

class XlsxReader {
 public:
  XlsxReader(PackageReader package, Workbook& workbook, Sources& sources, Diagnostics& diagnostics)
      : package_(std::move(package)),
        file_(Place::whole(workbook.source)),
        sources_(sources),
        diagnostics_(diagnostics),
        workbook_(workbook) {}

  bool read() {
    const auto main = find_main_part(package_, file_, diagnostics_);
    if (!main) return false;
    const auto part = load_xml_part(package_, *main, file_, diagnostics_);
    if (!part) return false;
    const auto book = read_workbook_part(*part, file_, diagnostics_);
    if (!book) return false;
    const auto relationships = read_relationships(package_, *main, file_, diagnostics_);
    if (!relationships || !read_shared_parts(*relationships) || !read_sheets(*book, *relationships))
      return false;
    report_foreign_parts();
    return true;
  }

 private:
  void refuse(Kind kind, std::initializer_list<std::string_view> arguments = {}) {
    diagnostics_.report(kind, file_, arguments);
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
  Workbook& workbook_;
  SharedStrings strings_;
  XlsxStyles styles_ = plain_styles();
};

}  // namespace

bool read_xlsx_package(PackageReader package, Workbook& workbook, Sources& sources,
                       Diagnostics& diagnostics) {
  return XlsxReader(std::move(package), workbook, sources, diagnostics).read();
}

}  // namespace grif
