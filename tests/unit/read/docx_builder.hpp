#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "unit/read/xlsx_builder.hpp"

namespace grif::test {

/// A text document of one trait: what is not set is not there.
struct DocxFile {
  std::string body;       ///< what stands in <w:body>
  std::string styles;     ///< what stands in <w:styles>
  std::string numbering;  ///< what stands in <w:numbering>
  std::vector<std::pair<std::string, std::string>> other_parts;

  [[nodiscard]] std::string build() const {
    constexpr std::string_view kSpaces =
        "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
        "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" "
        "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
    ZipBuilder zip;
    zip.add("[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>");
    zip.add("_rels/.rels", XlsxBook::relationships(
                               XlsxBook::relationship("r", "officeDocument", "word/document.xml")));
    std::string targets;
    const auto add = [&](std::string_view type, std::string_view root, const std::string& content) {
      if (content.empty()) return;
      targets += XlsxBook::relationship(type, type, fmt::format("{}.xml", type));
      zip.add(fmt::format("word/{}.xml", type),
              fmt::format("<w:{0} {1}>{2}</w:{0}>", root, kSpaces, content));
    };
    add("styles", "styles", styles);
    add("numbering", "numbering", numbering);
    zip.add("word/_rels/document.xml.rels", XlsxBook::relationships(targets));
    zip.add("word/document.xml",
            fmt::format("<w:document {}><w:body>{}</w:body></w:document>", kSpaces, body));
    for (const auto& [name, content] : other_parts) zip.add(name, content);
    return zip.build();
  }
};

/// A run with these properties.
inline std::string run(std::string_view text, std::string_view properties = {}) {
  return fmt::format("<w:r><w:rPr>{}</w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>", properties,
                     text);
}
/// A paragraph of one run; `properties` of the paragraph.
inline std::string paragraph(std::string_view text, std::string_view properties = {}) {
  return fmt::format("<w:p><w:pPr>{}</w:pPr>{}</w:p>", properties, text.empty() ? "" : run(text));
}
inline std::string cell_of(std::string_view content, std::string_view properties = {}) {
  return fmt::format("<w:tc><w:tcPr>{}</w:tcPr>{}</w:tc>", properties, content);
}
inline std::string cell_text(std::string_view text, std::string_view properties = {}) {
  return cell_of(paragraph(text), properties);
}
/// A row of cells with one line of text each.
inline std::string row(const std::vector<std::string_view>& texts) {
  std::string cells;
  for (const std::string_view text : texts) cells += cell_text(text);
  return "<w:tr>" + cells + "</w:tr>";
}
constexpr std::string_view kLines =
    "<w:tblPr><w:tblBorders><w:top w:val=\"single\"/></w:tblBorders></w:tblPr>";
inline std::string table(std::string_view rows, std::string_view properties = kLines,
                         const std::vector<int>& widths = {}) {
  std::string grid;
  for (const int width : widths) grid += fmt::format("<w:gridCol w:w=\"{}\"/>", width);
  return fmt::format("<w:tbl>{}<w:tblGrid>{}</w:tblGrid>{}</w:tbl>", properties, grid, rows);
}

/// The sheets of a document: `[name]` before its cells as `cell|text`, `*` after the name of a bold
/// one, merges as ranges; then the messages.
inline std::string read_document(const DocxFile& file, Language language = Language::russian) {
  Sources sources;
  Diagnostics diagnostics(language);
  const auto workbook = read_package(file.build(), "план.docx", sources, diagnostics);
  std::string out;
  if (workbook) {
    for (const Sheet& sheet : workbook->sheets) {
      out += "[" + sheet.name + "]\n";
      for (const RawCell& cell : sheet.cells) {
        out += cell_name(cell.row, cell.column) + (cell.bold ? "*|" : "|");
        for (const char c : cell.text) out += c == '\n' ? "¶" : c == '\t' ? "→" : std::string(1, c);
        out += '\n';
      }
      for (const Merge& merge : sheet.merges)
        out += cell_name(merge.first_row, merge.first_column) + ":" +
               cell_name(merge.last_row, merge.last_column) + "\n";
    }
  }
  for (const Diagnostic& d : diagnostics.all())
    out += fmt::format("{}: {}[{}]: {}\n", sources.describe(d.place), severity_name(d.severity),
                       d.id(), d.text);
  return out;
}
inline std::string read_document(std::string body) {
  return read_document(DocxFile{.body = std::move(body)});
}

}  // namespace grif::test
