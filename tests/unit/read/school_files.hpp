#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "tools/sheets_text.hpp"
#include "unit/read/docx_builder.hpp"
#include "unit/read/xlsx_builder.hpp"

// A table typed for print, as text (tools/sheets_text.hpp), in the other files that schools keep it
// in: a Word document, that document's table pasted into a spreadsheet, OpenDocument, CSV.

namespace grif::test {

using sheets_text::CellText;
using sheets_text::SheetText;

inline std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else
      out += c;
  }
  return out;
}

/// The merge of a cell, or the cell itself.
inline Merge extent_of(const SheetText& sheet, std::size_t row, std::size_t column) {
  for (const Merge& merge : sheet.merges)
    if (merge.first_row <= row && row <= merge.last_row && merge.first_column <= column &&
        column <= merge.last_column)
      return merge;
  return {static_cast<std::uint32_t>(row), static_cast<std::uint32_t>(row),
          static_cast<std::uint16_t>(column), static_cast<std::uint16_t>(column)};
}
inline std::size_t width_of(const SheetText& sheet) {
  std::size_t width = 0;
  for (const auto& row : sheet.rows) width = std::max(width, row.size());
  return width;
}
inline const CellText& cell_at(const SheetText& sheet, std::size_t row, std::size_t column) {
  static const CellText kBlank;
  return column < sheet.rows[row].size() ? sheet.rows[row][column] : kBlank;
}

// ---- Word

/// Makes the documents: what stands above the table are paragraphs, marks beside each other a table
/// without lines; lists with numbers are Word's own lists.
class WordMaker {
 public:
  /// `page_end`: the row of each sheet, from 0, before which the table is cut in two with the
  /// header again; 0: nowhere.
  explicit WordMaker(std::size_t page_end = 0) : page_end_(page_end) {}

  std::string make(const std::vector<SheetText>& sheets) {
    for (const SheetText& sheet : sheets) {
      add_above(sheet);
      add_table(sheet);
      file_.body += paragraph("");
    }
    file_.numbering =
        "<w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/>"
        "<w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum>";
    for (int list = 1; list <= lists_; ++list)
      file_.numbering += fmt::format(
          "<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"0\">"
          "<w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>",
          list);
    return file_.build();
  }

 private:
  void add_above(const SheetText& sheet) {
    const std::size_t width = width_of(sheet);
    for (std::size_t row = 0; row + 1 < sheet.table; ++row) {
      std::vector<std::size_t> filled;
      for (std::size_t c = 0; c < width; ++c)
        if (!cell_at(sheet, row, c).text.empty()) filled.push_back(c);
      if (filled.empty()) {
        file_.body += paragraph("");
      } else if (filled.size() == 2) {
        std::string cells;
        for (const std::size_t c : filled)
          cells += cell_of(broken_paragraph(cell_at(sheet, row, c).text, ""));
        file_.body += table("<w:tr>" + cells + "</w:tr>", "", {5000, 5000});
      } else {
        const bool across = extent_of(sheet, row, filled[0]).last_column + 1U == width;
        const bool right = !across || filled[0] != 0;
        file_.body +=
            broken_paragraph(cell_at(sheet, row, filled[0]).text,
                             right ? "<w:jc w:val=\"right\"/>" : "<w:jc w:val=\"center\"/>");
      }
    }
  }

  /// One paragraph with breaks in it.
  static std::string broken_paragraph(std::string_view text, std::string_view properties) {
    std::string runs;
    for (const std::string_view line : split(text, '\n')) {
      if (!runs.empty()) runs += "<w:r><w:br/></w:r>";
      runs += run(escaped(line));
    }
    return fmt::format("<w:p><w:pPr>{}</w:pPr>{}</w:p>", properties, runs);
  }

  /// A paragraph a line; lines that count from 1 with blanks behind their numbers are a list.
  std::string paragraphs(std::string_view text) {
    const auto lines = split(text, '\n');
    std::size_t listed = 0;
    while (listed < lines.size() && lines[listed].starts_with(fmt::format("{}. ", listed + 1)))
      ++listed;
    if (listed < 2) listed = 0;
    if (listed != 0) ++lists_;
    std::string out;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const std::string_view line = lines[i];
      if (i < listed)
        out += paragraph(
            escaped(line.substr(line.find(' ') + 1)),
            fmt::format("<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{}\"/></w:numPr>", lists_));
      else
        out += paragraph(escaped(line));
    }
    return out;
  }

  void add_table(const SheetText& sheet) {
    const std::size_t width = width_of(sheet);
    std::vector<int> widths;
    for (const double w : sheet.widths) widths.push_back(static_cast<int>(w * 100));
    std::string rows, header_row;
    for (std::size_t row = sheet.table - 1; row < sheet.rows.size(); ++row) {
      std::string cells;
      if (row == page_end_ && row != 0) {
        file_.body += table(rows, kLines, widths) + paragraph("");
        rows = header_row;
      }
      for (std::size_t c = 0; c < width;) {
        const Merge merge = extent_of(sheet, row, c);
        std::string properties;
        const int span = merge.last_column - merge.first_column + 1;
        if (span > 1) properties += fmt::format("<w:gridSpan w:val=\"{}\"/>", span);
        if (merge.last_row > merge.first_row)
          properties += merge.first_row == row ? "<w:vMerge w:val=\"restart\"/>" : "<w:vMerge/>";
        const bool holds = merge.first_row == row;
        cells +=
            cell_of(holds ? paragraphs(cell_at(sheet, row, c).text) : paragraph(""), properties);
        c = merge.last_column + 1U;
      }
      const bool header = row + 1 == sheet.table;
      rows +=
          fmt::format("<w:tr><w:trPr>{}</w:trPr>{}</w:tr>", header ? "<w:tblHeader/>" : "", cells);
      if (header) header_row = rows;
    }
    file_.body += table(rows, kLines, widths);
  }

  DocxFile file_;
  std::size_t page_end_;
  int lists_ = 0;
};

// ---- Workbooks

/// The sheet with each paragraph in a row of its own from the header on, as a spreadsheet shows a
/// table pasted from Word: cells of one paragraph are merged down over the rows of their row.
inline SheetText pasted(const SheetText& from) {
  SheetText to = from;
  to.rows.clear();
  to.merges.clear();
  const std::size_t width = width_of(from);
  std::vector<std::size_t> starts, heights;
  for (std::size_t row = 0; row < from.rows.size(); ++row) {
    std::size_t height = 1;
    for (std::size_t c = 0; c < width && row + 1 >= from.table; ++c)
      height = std::max(height, split(cell_at(from, row, c).text, '\n').size());
    starts.push_back(to.rows.size());
    heights.push_back(height);
    for (std::size_t i = 0; i < height; ++i) to.rows.emplace_back(width);
  }
  if (to.table != 0) to.table = starts[from.table - 1] + 1;
  for (std::size_t row = 0; row < from.rows.size(); ++row) {
    for (std::size_t c = 0; c < width; ++c) {
      const Merge merge = extent_of(from, row, c);
      if (merge.first_row != row || merge.first_column != c) continue;
      CellText cell = cell_at(from, row, c);
      const auto first = static_cast<std::uint32_t>(starts[row]);
      const auto last =
          static_cast<std::uint32_t>(starts[merge.last_row] + heights[merge.last_row] - 1);
      const std::string text = cell.text;
      const auto lines =
          row + 1 >= from.table ? split(text, '\n') : std::vector<std::string_view>{text};
      for (std::size_t i = 0; i < lines.size(); ++i) {
        cell.text = lines[i];
        const auto at = static_cast<std::uint32_t>(first + i);
        to.rows[at][c] = cell;
        const std::uint32_t end = i + 1 == lines.size() ? last : at;
        if (end != at || merge.last_column != merge.first_column)
          to.merges.push_back({at, end, merge.first_column, merge.last_column});
      }
    }
  }
  return to;
}

/// The pasted sheets as XLSX, with the lines that Word's table had. Without `merged_down` the cells
/// below those of one paragraph are empty.
inline std::string pasted_workbook(const std::vector<SheetText>& sheets, bool merged_down = true) {
  XlsxBook book;
  book.styles = "<borders><border/>";
  for (int i = 0; i < 4; ++i)
    book.styles += fmt::format(
        "<border><left style=\"thin\"/><right style=\"thin\"/><top {}/><bottom {}/></border>",
        (i & 1) != 0 ? "style=\"thin\"" : "", (i & 2) != 0 ? "style=\"thin\"" : "");
  book.styles += "</borders><cellXfs>";
  for (int i = 0; i < 5; ++i) book.styles += fmt::format("<xf numFmtId=\"0\" borderId=\"{}\"/>", i);
  book.styles += "</cellXfs>";
  for (const SheetText& from : sheets) {
    const SheetText to = pasted(from);
    std::vector<std::size_t> owner;  // the row of `from` that a row was made of
    for (std::size_t row = 0; row < from.rows.size(); ++row) {
      std::size_t height = 1;
      for (std::size_t c = 0; c < width_of(from) && row + 1 >= from.table; ++c)
        height = std::max(height, split(cell_at(from, row, c).text, '\n').size());
      owner.insert(owner.end(), height, row);
    }
    std::string rows;
    for (std::size_t row = 0; row < to.rows.size(); ++row) {
      std::string cells;
      for (std::size_t c = 0; c < to.rows[row].size(); ++c) {
        const CellText& cell = to.rows[row][c];
        if (cell.text.empty()) continue;
        const Merge before = extent_of(from, owner[row], c);
        const bool first = row == 0 || owner[row - 1] < before.first_row;
        const std::size_t end = merged_down ? extent_of(to, row, c).last_row : row;
        const bool last =
            end == row && (row + 1 == owner.size() || owner[row + 1] > before.last_row);
        const int style = row + 1 < to.table ? 0 : 1 + (first ? 1 : 0) + (last ? 2 : 0);
        cells += fmt::format(
            "<c r=\"{}\" s=\"{}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
            cell_name(static_cast<std::uint32_t>(row), static_cast<std::uint16_t>(c)), style,
            escaped(cell.text));
      }
      rows += fmt::format("<row r=\"{}\">{}</row>", row + 1, cells);
    }
    std::string merges;
    for (const Merge& merge : to.merges)
      if (merged_down || merge.first_row == merge.last_row ||
          owner[merge.first_row] != owner[merge.last_row])
        merges += fmt::format("<mergeCell ref=\"{}:{}\"/>",
                              cell_name(merge.first_row, merge.first_column),
                              cell_name(merge.last_row, merge.last_column));
    if (!merges.empty()) merges = "<mergeCells>" + merges + "</mergeCells>";
    book.sheets.push_back(
        {.name = from.name, .body = "<sheetData>" + rows + "</sheetData>" + merges});
  }
  return book.build();
}

/// OpenDocument: merges as spans, line breaks as paragraphs.
inline std::string open_document(const std::vector<SheetText>& sheets) {
  std::string tables;
  for (const SheetText& sheet : sheets) {
    std::string rows;
    for (std::size_t row = 0; row < sheet.rows.size(); ++row) {
      std::string cells;
      for (std::size_t c = 0; c < sheet.rows[row].size(); ++c) {
        const Merge merge = extent_of(sheet, row, c);
        if (merge.first_row != row || merge.first_column != c) {
          cells += "<table:covered-table-cell/>";
          continue;
        }
        std::string content;
        if (!sheet.rows[row][c].text.empty())
          for (const std::string_view line : split(sheet.rows[row][c].text, '\n'))
            content += fmt::format("<text:p>{}</text:p>", escaped(line));
        cells += fmt::format(
            "<table:table-cell office:value-type=\"string\" table:number-columns-spanned=\"{}\" "
            "table:number-rows-spanned=\"{}\">{}</table:table-cell>",
            merge.last_column - merge.first_column + 1, merge.last_row - merge.first_row + 1,
            content);
      }
      rows += "<table:table-row>" + (cells.empty() ? "<table:table-cell/>" : cells) +
              "</table:table-row>";
    }
    tables += fmt::format("<table:table table:name=\"{}\">{}</table:table>", sheet.name, rows);
  }
  ZipBuilder zip;
  zip.add("mimetype", "application/vnd.oasis.opendocument.spreadsheet");
  zip.add("content.xml",
          fmt::format("<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" "
                      "xmlns:text=\"x\"><office:body><office:spreadsheet>{}</office:spreadsheet>"
                      "</office:body></office:document-content>",
                      tables));
  return zip.build();
}

/// One sheet with semicolons; merges are lost, as they are in CSV.
inline std::string separated(const SheetText& sheet) {
  std::string out;
  const std::size_t width = width_of(sheet);
  for (std::size_t row = 0; row < sheet.rows.size(); ++row) {
    for (std::size_t c = 0; c < width; ++c) {
      std::string quoted;
      for (const char sign : cell_at(sheet, row, c).text)
        quoted += sign == '"' ? "\"\"" : std::string(1, sign);
      out += (c == 0 ? "\"" : ";\"") + quoted + '"';
    }
    out += "\r\n";
  }
  return out;
}

}  // namespace grif::test
