#include "read/read.hpp"

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

}  // namespace

std::string list_cells(const Workbook& workbook, const Sources& sources) {
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
