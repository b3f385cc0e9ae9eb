#include "read/xlsx_parts.hpp"

namespace grif {
namespace {

using Event = XmlScanner::Event;

bool is_true(std::optional<std::string_view> value) {
  return value && (*value == "1" || *value == "true" || *value == "on");
}

}  // namespace

std::optional<WorkbookPart> read_workbook_part(const XlsxPart& part, Place file,
                                               Diagnostics& diagnostics) {
  WorkbookPart workbook;
  XmlScanner scanner(part.text, kOfficeLimits);
  for (;;) {
    const Event event = scanner.next();
    if (event == Event::finished) return workbook;
    if (event == Event::fault) {
      report_part_fault(scanner, part, file, file, diagnostics);
      return std::nullopt;
    }
    if (event != Event::start) continue;
    const std::string_view name = scanner.local_name();
    if (scanner.depth() == 1) {
      workbook.root = name;
    } else if (name == "workbookPr" && scanner.depth() == 2) {
      workbook.dates_from_1904 = is_true(scanner.attribute("date1904"));
    } else if (name == "sheet" && scanner.depth() == 3) {
      SheetEntry entry;
      entry.name = scanner.attribute("name").value_or("");
      entry.relationship = scanner.attribute("id").value_or("");
      const std::string_view state = scanner.attribute("state").value_or("visible");
      entry.hidden = state == "hidden" || state == "veryHidden";
      workbook.sheets.push_back(std::move(entry));
    }
  }
}

}  // namespace grif
