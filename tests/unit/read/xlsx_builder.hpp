#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "read/read.hpp"
#include "unit/opc/zip_builder.hpp"

namespace grif::test {

/// A workbook of one trait: what is not set is as plain as can be.
struct XlsxBook {
  struct SheetPart {
    std::string name = "Лист1";
    std::string body;        ///< what stands in <worksheet>
    std::string attributes;  ///< of <sheet>
    std::string type = "worksheet";
  };
  std::vector<SheetPart> sheets;
  std::string strings;     ///< what stands in <sst>
  std::string styles;      ///< what stands in <styleSheet>
  std::string properties;  ///< attributes of <workbookPr>
  std::vector<std::pair<std::string, std::string>> other_parts;

  /// A sheet with these rows.
  XlsxBook& rows(std::string_view xml, std::string_view behind = {}) {
    sheets.push_back({.body = fmt::format("<sheetData>{}</sheetData>{}", xml, behind)});
    return *this;
  }

  static std::string relationship(std::string_view id, std::string_view type,
                                  std::string_view target) {
    return fmt::format(
        "<Relationship Id=\"{}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}\" "
        "Target=\"{}\"/>",
        id, type, target);
  }
  static std::string relationships(std::string_view all) {
    return fmt::format(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{}</Relationships>",
        all);
  }
  static constexpr std::string_view kMain =
      "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
      "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

  [[nodiscard]] std::string build() const {
    ZipBuilder zip;
    zip.add("[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>");
    zip.add("_rels/.rels", relationships(relationship("r", "officeDocument", "xl/workbook.xml")));
    std::string entries, targets;
    for (std::size_t i = 0; i < sheets.size(); ++i) {
      const SheetPart& sheet = sheets[i];
      entries += fmt::format("<sheet name=\"{}\" sheetId=\"{}\" r:id=\"r{}\" {}/>", sheet.name,
                             i + 1, i, sheet.attributes);
      targets += relationship(fmt::format("r{}", i), sheet.type,
                              fmt::format("worksheets/sheet{}.xml", i + 1));
      zip.add(fmt::format("xl/worksheets/sheet{}.xml", i + 1),
              fmt::format("<worksheet {}>{}</worksheet>", kMain, sheet.body));
    }
    if (!strings.empty()) {
      targets += relationship("s", "sharedStrings", "sharedStrings.xml");
      zip.add("xl/sharedStrings.xml",
              fmt::format("<sst {} count=\"4294967295\">{}</sst>", kMain, strings));
    }
    if (!styles.empty()) {
      targets += relationship("t", "styles", "styles.xml");
      zip.add("xl/styles.xml", fmt::format("<styleSheet {}>{}</styleSheet>", kMain, styles));
    }
    zip.add("xl/workbook.xml",
            fmt::format("<workbook {}><workbookPr {}/><sheets>{}</sheets></workbook>", kMain,
                        properties, entries));
    zip.add("xl/_rels/workbook.xml.rels", relationships(targets));
    for (const auto& [name, content] : other_parts) zip.add(name, content);
    return zip.build();
  }
};

/// A workbook as read: its cells, a line each, and then the messages and their notes.
inline std::string read_and_list(std::string bytes, Language language = Language::english) {
  Sources sources;
  Diagnostics diagnostics(language);
  const auto workbook = read_package(std::move(bytes), "b.xlsx", sources, diagnostics);
  std::string out = workbook ? list_cells(*workbook, sources) : "";
  for (const Diagnostic& d : diagnostics.all()) {
    out += fmt::format("{}: {}[{}]: {}\n", sources.describe(d.place),
                       d.severity == Severity::error     ? "error"
                       : d.severity == Severity::warning ? "warning"
                                                         : "note",
                       d.id(), d.text);
    for (const Diagnostic::Note& note : d.notes) out += "  " + note.text + "\n";
  }
  return out;
}

}  // namespace grif::test
