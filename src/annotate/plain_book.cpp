#include <algorithm>
#include <array>
#include <charconv>
#include <compare>
#include <map>
#include <span>
#include <vector>

#include <fmt/format.h>

#include "annotate/annotate.hpp"
#include "annotate/markup.hpp"
#include "core/place.hpp"
#include "core/text.hpp"
#include "opc/package.hpp"

namespace grif {
namespace {

using annotate::escaped;
using Type = RawCell::Type;

constexpr std::string_view kDeclaration =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view kMain = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr std::string_view kOffice =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr std::size_t kNarrowest = 9, kWidest = 48;

/// A name that Excel takes: 31 characters, none of them forbidden, none twice.
std::string choose_name(std::string_view wanted, std::vector<std::string>& taken) {
  constexpr std::size_t kLongest = 31;
  std::u32string name;
  for (const char32_t c : decode_utf8(wanted))
    name += c < 0x20 || std::u32string_view(U"[]:*?/\\").find(c) != std::u32string_view::npos ? U'_'
                                                                                              : c;
  while (!name.empty() && name.front() == U'\'') name.erase(0, 1);
  while (!name.empty() && name.back() == U'\'') name.pop_back();
  if (name.empty()) name = U"Лист";
  name = name.substr(0, kLongest);
  for (std::size_t number = 1;; ++number) {
    const std::u32string tail =
        number == 1 ? std::u32string() : decode_utf8(fmt::format(" {}", number));
    std::string candidate =
        encode_utf8(name.substr(0, std::min(name.size(), kLongest - tail.size())) + tail);
    if (std::ranges::find(taken, lower(candidate)) != taken.end()) continue;
    taken.push_back(lower(candidate));
    return candidate;
  }
}

bool is_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// The number format by which a number looks as it is shown, where one can tell.
std::string format_of_number(std::string_view shown) {
  if (shown.empty()) return "General";
  const bool share = shown.ends_with('%');
  std::string_view digits = trimmed(share ? shown.substr(0, shown.size() - 1) : shown);
  if (digits.starts_with('-')) digits.remove_prefix(1);
  const std::size_t point = std::min(digits.find(','), digits.size());
  const std::string_view whole = digits.substr(0, point);
  std::string format;
  if (is_digits(whole)) {
    format = whole.size() > 1 && whole.front() == '0' ? std::string(whole.size(), '0') : "0";
  } else if (whole.find("\u00A0") != std::string_view::npos ||
             whole.find(' ') != std::string_view::npos) {
    format = "#,##0";
  } else {
    return "General";
  }
  if (point < digits.size()) {
    if (!is_digits(digits.substr(point + 1))) return "General";
    format += "." + std::string(digits.size() - point - 1, '0');
  }
  return format + (share ? "%" : "");
}

std::string format_of_date(std::string_view shown) {
  constexpr std::string_view kUsual = "dd\\.mm\\.yyyy";
  if (shown.empty()) return std::string(kUsual);
  const std::string text = collapsed(shown);
  const auto words = split(text, ' ');
  const auto is_year = [](std::string_view word) { return word.size() == 4 && is_digits(word); };
  const auto is_month = [](std::string_view word) {
    std::size_t at = 0;
    return !word.empty() && is_letter(next_code_point(word, at));
  };
  const bool ends = !words.empty() && words.back() == "г.";
  const std::string tail = ends ? "\\ \"г.\"" : "";
  const std::size_t count = words.size() - (ends ? 1 : 0);
  if (count == 2 && is_month(words[0]) && is_year(words[1])) return "[$-419]mmmm\\ yyyy" + tail;
  if (count == 3 && is_digits(words[0]) && is_month(words[1]) && is_year(words[2]))
    return "[$-419]d\\ mmmm\\ yyyy" + tail;
  if (shown.size() == 10 && shown[4] == '-') return "yyyy\\-mm\\-dd";
  if (shown.size() == 8 && shown[2] == '.') return "dd\\.mm\\.yy";
  return std::string(kUsual);
}

/// Seconds of `[h]h:mm:ss[.fff]`, as a part of a day.
double parse_time(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  double seconds = 0;
  for (const std::string_view piece : split(text, ':')) {
    double number = 0;
    std::from_chars(piece.data(), piece.data() + piece.size(), number);
    seconds = seconds * 60 + number;
  }
  return (negative ? -seconds : seconds) / 86'400;
}

/// Day 1 is 1900-01-01, and there is a day 60 that never was.
double serial_of(Date date) {
  constexpr std::int32_t kEpoch = -25'569, kMarch1900 = -25'508;  // 1899-12-30, 1900-03-01
  return date.days() - kEpoch - (date.days() < kMarch1900 ? 1 : 0);
}

std::string written_number(const RawCell& cell) {
  double number = 0;
  const auto [end, error] =
      std::from_chars(cell.text.data(), cell.text.data() + cell.text.size(), number);
  const bool plain = error == std::errc{} && end == cell.text.data() + cell.text.size();
  return plain ? std::string(cell.text) : fmt::format("{}", cell.number);
}

class BookMaker {
 public:
  explicit BookMaker(const Workbook& workbook) : workbook_(workbook) {
    look_of({.format = "General"});
  }

  std::string make() {
    std::string sheets, rels, types;
    std::vector<std::string> taken, parts;
    for (std::size_t i = 0; i < workbook_.sheets.size(); ++i) {
      const Sheet& sheet = workbook_.sheets[i];
      sheets += fmt::format("<sheet name=\"{}\" sheetId=\"{}\"{} r:id=\"rId{}\"/>",
                            escaped(choose_name(sheet.name, taken)), i + 1,
                            sheet.hidden && has_visible() ? " state=\"hidden\"" : "", i + 1);
      rels += fmt::format(
          "<Relationship Id=\"rId{0}\" Type=\"{1}/worksheet\" Target=\"worksheets/sheet{0}.xml\"/>",
          i + 1, kOffice);
      types += fmt::format(
          "<Override PartName=\"/xl/worksheets/sheet{}.xml\" ContentType=\"application/"
          "vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>",
          i + 1);
      parts.push_back(write_sheet(sheet));
    }
    return pack(sheets, rels, types, parts);
  }

 private:
  [[nodiscard]] bool has_visible() const {
    return std::ranges::any_of(workbook_.sheets, [](const Sheet& sheet) { return !sheet.hidden; });
  }

  struct CellLook {
    std::string format;
    bool bold = false, wrapped = false;
    auto operator<=>(const CellLook&) const = default;
  };
  std::size_t look_of(const CellLook& look) {
    const auto [found, is_new] = looks_.try_emplace(look, looks_.size());
    if (is_new) look_order_.push_back(found->first);
    return found->second;
  }

  std::string write_sheet(const Sheet& sheet) {
    const std::vector<std::size_t> widths = measure_columns(sheet);
    std::string rows, columns, merges;
    for (std::size_t i = 0; i < sheet.cells.size();) {
      const std::span<const RawCell> row = row_at(sheet, i);
      append_row(rows, sheet, row, widths);
      i += row.size();
    }
    for (std::size_t i = 0; i < widths.size(); ++i)
      columns += fmt::format("<col min=\"{0}\" max=\"{0}\" width=\"{1}\" customWidth=\"1\"/>",
                             i + 1, widths[i]);
    for (const Merge& merge : sheet.merges)
      merges +=
          fmt::format("<mergeCell ref=\"{}:{}\"/>", cell_name(merge.first_row, merge.first_column),
                      cell_name(merge.last_row, merge.last_column));
    return fmt::format(
        "{}<worksheet xmlns=\"{}\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>"
        "<sheetFormatPr defaultRowHeight=\"15\"/>{}<sheetData>{}</sheetData>{}<pageSetup "
        "paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/></worksheet>",
        kDeclaration, kMain, columns.empty() ? "" : "<cols>" + columns + "</cols>", rows,
        merges.empty() ? "" : "<mergeCells>" + merges + "</mergeCells>");
  }

  /// The cells of a row, the first of which is number `first`.
  static std::span<const RawCell> row_at(const Sheet& sheet, std::size_t first) {
    std::size_t end = first;
    while (end < sheet.cells.size() && sheet.cells[end].row == sheet.cells[first].row) ++end;
    return std::span(sheet.cells).subspan(first, end - first);
  }

  /// A text that stands alone runs on over the cells behind it: a title, a sentence.
  static bool runs_on(const Sheet& sheet, std::span<const RawCell> row) {
    return row.size() == 1 && row.front().type == Type::text &&
           sheet.merge_at(row.front().row, row.front().column) == nullptr;
  }
  static std::string_view look_of_text(const RawCell& cell) {
    return cell.shown.empty() ? cell.text : cell.shown;
  }

  /// In characters, by what the cells hold that stand in one column only.
  static std::vector<std::size_t> measure_columns(const Sheet& sheet) {
    std::vector<std::size_t> widths;
    for (std::size_t i = 0; i < sheet.cells.size();) {
      const std::span<const RawCell> row = row_at(sheet, i);
      i += row.size();
      for (const RawCell& cell : row) {
        if (widths.size() <= cell.column) widths.resize(cell.column + 1U);
        const Merge* const merge = sheet.merge_at(cell.row, cell.column);
        const bool is_wide = merge != nullptr && merge->first_column != merge->last_column;
        if (is_wide || runs_on(sheet, row)) continue;
        std::size_t& width = widths[cell.column];
        for (const std::string_view line : split(look_of_text(cell), '\n'))
          width = std::max(width, count_code_points(line));
      }
    }
    for (std::size_t& width : widths) width = std::clamp(width + 2, kNarrowest, kWidest);
    return widths;
  }

  /// As many lines as the fullest cell takes, as far as one can tell without its face.
  static std::size_t count_lines(const Sheet& sheet, std::span<const RawCell> row,
                                 const std::vector<std::size_t>& widths) {
    std::size_t most = 1;
    for (const RawCell& cell : row) {
      std::size_t width = widths[cell.column];
      if (const Merge* const merge = sheet.merge_at(cell.row, cell.column)) {
        for (std::size_t column = cell.column + 1U;
             column <= merge->last_column && column < widths.size(); ++column)
          width += widths[column];
        if (merge->first_row != merge->last_row) continue;
      }
      std::size_t lines = 0;
      for (const std::string_view line : split(look_of_text(cell), '\n'))
        lines += 1 + count_code_points(line) / width;
      most = std::max(most, lines);
    }
    return most;
  }

  void append_row(std::string& rows, const Sheet& sheet, std::span<const RawCell> row,
                  const std::vector<std::size_t>& widths) {
    constexpr std::size_t kLine = 15, kMostLines = 27;  // points; Excel: 409
    const std::uint32_t number = row.front().row;
    const bool alone = runs_on(sheet, row);
    const std::size_t lines = alone ? 1 : count_lines(sheet, row, widths);
    const bool hidden = std::ranges::binary_search(sheet.hidden_rows, number);
    rows += fmt::format("<row r=\"{}\" ht=\"{}\"{}>", number + 1,
                        std::min(lines, kMostLines) * kLine, hidden ? " hidden=\"1\"" : "");
    for (const RawCell& cell : row) append_cell(rows, cell, !alone);
    rows += "</row>";
  }

  void append_cell(std::string& out, const RawCell& cell, bool wrapped) {
    std::string type, value, format = "General";
    switch (cell.type) {
      case Type::blank:
      case Type::uncomputed:
        break;
      case Type::text:
        type = " t=\"inlineStr\"";
        break;
      case Type::number:
        value = written_number(cell);
        format = format_of_number(cell.shown);
        break;
      case Type::boolean:
        type = " t=\"b\"";
        value = cell.number != 0 ? "1" : "0";
        break;
      case Type::date:
        value = fmt::format("{}", serial_of(cell.date));
        format = format_of_date(cell.shown);
        break;
      case Type::date_time:
        value = fmt::format("{}", serial_of(cell.date) + time_of(cell.text));
        format = "dd\\.mm\\.yyyy\\ hh:mm:ss";
        break;
      case Type::time:
        value = fmt::format("{}", parse_time(cell.text));
        format = "hh:mm:ss";
        break;
      case Type::duration:
        value = fmt::format("{}", parse_time(cell.text));
        format = "[h]:mm:ss";
        break;
      case Type::error:
        type = " t=\"e\"";
        value = cell.text;
        break;
    }
    out += fmt::format("<c r=\"{}\" s=\"{}\"{}>", cell_name(cell.row, cell.column),
                       look_of({format, cell.bold, wrapped}), type);
    if (cell.type == Type::text)
      out += "<is><t xml:space=\"preserve\">" + escape_text(cell.text) + "</t></is>";
    else if (!value.empty())
      out += "<v>" + escaped(value) + "</v>";
    out += "</c>";
  }

  /// The time of `2026-11-22T10:00:00` or `2026-11-22 10:00:00`.
  static double time_of(std::string_view text) {
    const std::size_t at = text.find_first_of("T ");
    return at == std::string_view::npos ? 0 : parse_time(text.substr(at + 1));
  }

  /// What looks like `_x0041_` would be read as a letter (22.9.2.19).
  static std::string escape_text(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (text.substr(at, 2) == "_x") out += "_x005F";
      out += text[at];
    }
    return escaped(out);
  }

  [[nodiscard]] std::string write_styles() const {
    std::string formats, looks;
    std::map<std::string, std::size_t> numbers;
    for (const auto& [format, bold, wrapped] : look_order_) {
      const std::size_t next = 164 + numbers.size();
      std::size_t number = 0;
      if (format != "General") {
        const auto [found, is_new] = numbers.try_emplace(format, next);
        number = found->second;
        if (is_new)
          formats +=
              fmt::format("<numFmt numFmtId=\"{}\" formatCode=\"{}\"/>", number, escaped(format));
      }
      looks += fmt::format(
          "<xf numFmtId=\"{}\" fontId=\"{}\" fillId=\"0\" borderId=\"0\" xfId=\"0\" "
          "applyNumberFormat=\"1\" applyFont=\"1\" applyAlignment=\"1\"><alignment "
          "vertical=\"top\"{}/></xf>",
          number, bold ? 1 : 0, wrapped ? " wrapText=\"1\"" : "");
    }
    if (!numbers.empty())
      formats = fmt::format("<numFmts count=\"{}\">{}</numFmts>", numbers.size(), formats);
    constexpr std::string_view kFont = "<sz val=\"11\"/><name val=\"Calibri\"/><family val=\"2\"/>";
    return fmt::format(
        "{0}<styleSheet xmlns=\"{1}\">{2}<fonts count=\"2\"><font>{3}</font><font><b/>{3}</font>"
        "</fonts><fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill>"
        "<patternFill patternType=\"gray125\"/></fill></fills><borders count=\"1\"><border><left/>"
        "<right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count=\"1\"><xf "
        "numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs><cellXfs "
        "count=\"{4}\">{5}</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" "
        "builtinId=\"0\"/></cellStyles></styleSheet>",
        kDeclaration, kMain, formats, kFont, look_order_.size(), looks);
  }

  [[nodiscard]] std::string pack(const std::string& sheets, const std::string& rels,
                                 const std::string& types,
                                 const std::vector<std::string>& parts) const {
    constexpr std::string_view kPackage = "http://schemas.openxmlformats.org/package/2006/";
    PackageWriter writer(6);
    writer.begin();
    writer.add("[Content_Types].xml",
               fmt::format("{}<Types xmlns=\"{}content-types\"><Default Extension=\"rels\" "
                           "ContentType=\"application/vnd.openxmlformats-package.relationships+xml"
                           "\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                           "<Override PartName=\"/xl/workbook.xml\" ContentType=\"application/"
                           "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
                           "{}<Override PartName=\"/xl/styles.xml\" ContentType=\"application/"
                           "vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/></Types>",
                           kDeclaration, kPackage, types));
    writer.add(
        "_rels/.rels",
        fmt::format("{}<Relationships xmlns=\"{}relationships\"><Relationship Id=\"rId1\" "
                    "Type=\"{}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
                    kDeclaration, kPackage, kOffice));
    writer.add("xl/workbook.xml",
               fmt::format("{}<workbook xmlns=\"{}\" xmlns:r=\"{}\"><sheets>{}</sheets></workbook>",
                           kDeclaration, kMain, kOffice, sheets));
    writer.add(
        "xl/_rels/workbook.xml.rels",
        fmt::format("{}<Relationships xmlns=\"{}relationships\">{}<Relationship "
                    "Id=\"rId{}\" Type=\"{}/styles\" Target=\"styles.xml\"/></Relationships>",
                    kDeclaration, kPackage, rels, parts.size() + 1, kOffice));
    writer.add("xl/styles.xml", write_styles());
    for (std::size_t i = 0; i < parts.size(); ++i)
      writer.add(fmt::format("xl/worksheets/sheet{}.xml", i + 1), parts[i]);
    return writer.finish();
  }

  const Workbook& workbook_;
  std::map<CellLook, std::size_t> looks_;
  std::vector<CellLook> look_order_;
};

}  // namespace

std::string make_plain_book(const Workbook& workbook) { return BookMaker(workbook).make(); }

}  // namespace grif
