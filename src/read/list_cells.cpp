#include <fmt/format.h>

#include "core/text.hpp"
#include "read/read.hpp"
#include "xml/lines.hpp"
#include "xml/scanner.hpp"

namespace grif {
namespace {

/// Tabs and line breaks would break the table that `list cells` prints; other control characters
/// would drive the terminal.
void append_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    if (c == '\t') {
      out += "\\t";
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\r') {
      out += "\\r";
    } else if (c == '\\') {
      out += "\\\\";
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      constexpr std::string_view kDigits = "0123456789abcdef";
      out += "\\x";
      out += kDigits[static_cast<unsigned char>(c) >> 4];
      out += kDigits[static_cast<unsigned char>(c) & 0xF];
    } else {
      out += c;
    }
  }
}

/// The values of a programme in XML: elements that hold no others.
std::string list_values(std::string_view xml) {
  constexpr std::size_t kSheetDepth = 2;
  XmlScanner scanner(xml);
  LineCursor cursor(xml);
  std::string lines, sheet, text;
  std::size_t start = 0;
  bool is_value = false;
  for (;;) {
    const XmlScanner::Event event = scanner.next();
    if (event == XmlScanner::Event::finished || event == XmlScanner::Event::fault) return lines;
    if (event == XmlScanner::Event::text) text += scanner.text();
    if (event == XmlScanner::Event::start) {
      if (scanner.depth() == kSheetDepth) sheet = scanner.local_name();
      start = scanner.offset();
      text.clear();
      is_value = scanner.depth() > kSheetDepth;
    } else if (event == XmlScanner::Event::end) {
      if (is_value && !trimmed(text).empty()) {
        const LineColumn at = cursor.locate(start);
        append_escaped(lines, sheet);
        lines += fmt::format("\t{}:{}\ttext\t", at.line, at.column);
        append_escaped(lines, trimmed(text));
        lines += '\n';
      }
      is_value = false;
    }
  }
}

}  // namespace

std::string list_cells(const Workbook& workbook, const Sources& sources) {
  if (workbook.format == Workbook::Format::xml) return list_values(workbook.xml);
  std::string lines;
  for (const Sheet& sheet : workbook.sheets) {
    const std::string_view name =
        sheet.source == kNoSource ? sheet.name : sources.at(sheet.source).sheet;
    for (const RawCell& cell : sheet.cells) {
      append_escaped(lines, name);
      lines += '\t';
      lines += sources.name_cell(Place::cell(sheet.source, cell.row, cell.column));
      lines += '\t';
      lines += type_name(cell.type);
      lines += '\t';
      if (cell.type == RawCell::Type::boolean) {
        lines += cell.number != 0 ? "true" : "false";
      } else {
        append_escaped(lines, cell.text);
      }
      lines += '\n';
    }
  }
  return lines;
}

}  // namespace grif
