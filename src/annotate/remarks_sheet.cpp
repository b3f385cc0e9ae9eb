#include "annotate/remarks_sheet.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/text.hpp"
#include "data/annotation.hpp"
#include "data/cell_reference.hpp"

namespace grif::annotate {
namespace {

constexpr std::size_t kLongestText = 32'000;          // Excel: 32,767 characters
constexpr double kLineHeight = 13.5, kHighest = 405;  // points; Excel: 409
constexpr std::array kWidths = {19.0, 24.0, 14.0, 62.0, 52.0};
constexpr std::size_t kPlaceColumn = 2, kWidestPlace = 44;
constexpr std::string_view kRecordColumn = "G";

/// Lines that a text takes in a column, rather one too many than one too few: how wide a column is
/// depends on the workbook's usual face.
std::size_t count_lines(std::string_view text, double width) {
  const double letters = width * 1.1;
  std::size_t lines = 0;
  for (const std::string_view line : split(text, '\n'))
    lines += 1 + static_cast<std::size_t>(static_cast<double>(count_code_points(line)) / letters);
  return lines;
}

std::string cut(std::string_view text) {
  if (text.size() <= kLongestText) return std::string(text);
  std::size_t end = kLongestText;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return std::string(text.substr(0, end)) + " …";
}

/// What looks like `_x0041_` would be read as a letter (22.9.2.19).
std::string as_xstring(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text.substr(at, 2) == "_x") out += "_x005F";
    out += text[at];
  }
  return escaped(out);
}

class RemarksWriter {
 public:
  RemarksWriter(const Findings& findings, const Workbook& workbook,
                const std::vector<std::string>& names, const Record& record,
                const std::array<std::uint32_t, kLooks>& looks, Language language)
      : findings_(findings),
        workbook_(workbook),
        names_(names),
        record_(to_lines(record)),
        looks_(looks),
        russian_(language == Language::russian),
        language_(language) {
    for (const Finding& line : findings.lines) {
      const std::size_t letters = count_code_points(shown_place(line)) + 2;
      widths_[kPlaceColumn] =
          std::max(widths_[kPlaceColumn], static_cast<double>(std::min(letters, kWidestPlace)));
    }
  }

  std::string write(std::string_view main_namespace) {
    write_head();
    for (const Finding& line : findings_.lines) write_line(line);
    if (findings_.lines.empty()) write_nothing();
    if (findings_.lines.size() < findings_.line_count)
      write_rest(findings_.line_count - findings_.lines.size());
    while (row_ < record_.size()) write_row({});
    return put_together(main_namespace);
  }

 private:
  struct Cell {
    char column;
    Look look;
    std::string text;
  };
  [[nodiscard]] std::string_view words(std::string_view ru, std::string_view en) const {
    return russian_ ? ru : en;
  }

  /// A height of 0 is that of the highest text, as far as one can tell without its face.
  void write_row(const std::vector<Cell>& cells, double height = 0) {
    std::size_t lines = 1;
    for (const Cell& cell : cells) {
      const auto column = static_cast<std::size_t>(cell.column - 'A');
      lines = std::max(lines, count_lines(cell.text, widths_[column]));
    }
    const double fitting = std::min(static_cast<double>(lines) * kLineHeight + 3, kHighest);
    rows_ += fmt::format("<row r=\"{}\" ht=\"{}\"{}>", row_ + 1, height > 0 ? height : fitting,
                         height > 0 ? " customHeight=\"1\"" : "");
    for (const Cell& cell : cells) append_cell(std::string(1, cell.column), cell.text, cell.look);
    if (row_ < record_.size()) append_cell(kRecordColumn, record_[row_], Look::text);
    rows_ += "</row>";
    ++row_;
  }

  void append_cell(std::string_view column, std::string_view text, Look look) {
    rows_ += fmt::format("<c r=\"{}{}\" s=\"{}\"", column, row_ + 1,
                         looks_[static_cast<std::size_t>(look)]);
    if (text.empty())
      rows_ += "/>";
    else
      rows_ += fmt::format(" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
                           as_xstring(cut(text)));
  }

  void write_head() {
    write_row(
        {{'A', Look::title, std::string(words("Замечания к книге", "Remarks on the workbook"))}},
        27);
    write_row({{'A', Look::text, summary()}}, 18);
    write_row({{'A', Look::text, explanation()}}, findings_.without_note == 0 ? 45 : 60);
    write_row({{'A', Look::head, std::string(words("Важность", "Severity"))},
               {'B', Look::head, std::string(words("Лист", "Sheet"))},
               {'C', Look::head, std::string(words("Ячейка", "Cell"))},
               {'D', Look::head, std::string(words("Что не так", "What is wrong"))},
               {'E', Look::head, std::string(words("Что сделать", "What to do"))}},
              21);
  }

  [[nodiscard]] std::string summary() const {
    if (findings_.lines.empty())
      return std::string(words("Замечаний нет: проверка ничего не нашла.",
                               "No remarks: the check found nothing."));
    const auto count = [this](Severity severity) {
      return findings_.counts[static_cast<std::size_t>(severity)];
    };
    return fmt::format(fmt::runtime(words("Ошибок: {} · предупреждений: {} · к сведению: {}",
                                          "Errors: {} · warnings: {} · notes: {}")),
                       count(Severity::error), count(Severity::warning), count(Severity::note));
  }

  [[nodiscard]] std::string explanation() const {
    std::string text(words(
        "Ячейки с замечаниями закрашены, слова — в их примечаниях и в списке ниже; щёлкните адрес, "
        "чтобы перейти к ячейке. Исправляйте прямо в этой книге и проверьте её снова: grif check "
        "КНИГА.xlsx --annotate КНИГА.xlsx — этот лист, цвета и примечания Grif обновятся, "
        "прежние цвета и ваши примечания вернутся.",
        "Cells with remarks are coloured; the words stand in their notes and in the list below: "
        "click an address to go to its cell. Correct this very workbook and check it again: grif "
        "check BOOK.xlsx --annotate BOOK.xlsx renews this sheet, Grif's colours and notes, and "
        "brings the former colours and your own notes back."));
    if (findings_.without_note != 0)
      text += fmt::format(
          fmt::runtime(words(" Примечания есть не у всех ячеек: ещё {} только закрашены.",
                             " Not every cell has a note: {} more are only coloured.")),
          findings_.without_note);
    return text;
  }

  /// Of a table of another format, and of merged cells, people know the cell by another name.
  static std::string shown_place(const Finding& line) {
    if (line.cell.empty() || line.cell == line.place) return line.place;
    return line.cell + " (" + line.place + ")";
  }

  void write_line(const Finding& line) {
    const auto look = static_cast<Look>(static_cast<std::size_t>(Look::note) +
                                        static_cast<std::size_t>(line.severity));
    const bool has_sheet = line.sheet != kNoSheetIndex;
    const Sheet* const sheet = has_sheet ? &workbook_.sheets[line.sheet] : nullptr;
    const std::string severity =
        fmt::format("{} {}", annotation::mark_of(line.severity), word_of(line.severity, language_));
    std::string name = sheet == nullptr ? "" : names_[line.sheet];
    if (sheet != nullptr && sheet->hidden) name += words(" (скрытый лист)", " (hidden sheet)");
    if (is_hidden_row(sheet, line)) name += words(" (скрытая строка)", " (hidden row)");
    const bool linked = !line.cell.empty() && sheet != nullptr;
    const std::string place = shown_place(line);
    if (linked)
      links_ += fmt::format("<hyperlink ref=\"C{}\" location=\"{}\" display=\"{}\"/>", row_ + 1,
                            escaped(quoted_sheet_name(names_[line.sheet]) + "!" + line.cell),
                            escaped(place));
    write_row({{'A', look, severity},
               {'B', Look::cell, name},
               {'C', linked ? Look::link : Look::cell, place},
               {'D', Look::cell, line.text},
               {'E', Look::cell, line.hint}});
  }

  [[nodiscard]] bool is_hidden_row(const Sheet* sheet, const Finding& line) const {
    if (sheet == nullptr || line.cell.empty()) return false;
    const auto cell = parse_cell_reference(line.cell);
    return cell && std::ranges::binary_search(sheet->hidden_rows, cell->row);
  }

  void write_nothing() {
    write_row({{'A', Look::cell, ""},
               {'B', Look::cell, ""},
               {'C', Look::cell, ""},
               {'D', Look::cell, std::string(words("Замечаний нет", "No remarks"))},
               {'E', Look::cell, ""}});
  }

  void write_rest(std::size_t rest) {
    write_row({{'A', Look::text,
                fmt::format(fmt::runtime(words("… и ещё замечаний: {}; все вместе: grif check "
                                               "КНИГА.xlsx 2> файл.txt",
                                               "… and {} more; all of them: grif check BOOK.xlsx "
                                               "2> file.txt")),
                            rest)}},
              18);
  }

  [[nodiscard]] std::string put_together(std::string_view main_namespace) const {
    std::string columns;
    for (std::size_t i = 0; i < widths_.size(); ++i)
      columns += fmt::format("<col min=\"{0}\" max=\"{0}\" width=\"{1}\" customWidth=\"1\"/>",
                             i + 1, widths_[i]);
    const std::string list = fmt::format("A{}:E{}", kHeadRow + 1, last_row_of_list(findings_) + 1);
    return fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet "
        "xmlns=\"{}\"><sheetPr><tabColor rgb=\"FFC0504D\"/><pageSetUpPr fitToPage=\"1\"/></sheetPr>"
        "<dimension ref=\"A1:G{}\"/><sheetViews><sheetView showGridLines=\"0\" "
        "workbookViewId=\"0\"><pane ySplit=\"{}\" topLeftCell=\"A{}\" activePane=\"bottomLeft\" "
        "state=\"frozen\"/><selection pane=\"bottomLeft\" activeCell=\"A{}\" sqref=\"A{}\"/>"
        "</sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/><cols>{}<col min=\"7\" "
        "max=\"7\" width=\"9\" hidden=\"1\" customWidth=\"1\"/></cols><sheetData>{}</sheetData>"
        "<autoFilter ref=\"{}\"/><mergeCells count=\"3\"><mergeCell ref=\"A1:E1\"/><mergeCell "
        "ref=\"A2:E2\"/><mergeCell ref=\"A3:E3\"/></mergeCells>{}<pageMargins left=\"0.5\" "
        "right=\"0.5\" top=\"0.6\" bottom=\"0.6\" header=\"0.3\" footer=\"0.3\"/><pageSetup "
        "paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/><headerFooter>"
        "<oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter></worksheet>",
        main_namespace, row_, kHeadRow + 1, kHeadRow + 2, kHeadRow + 2, kHeadRow + 2, columns,
        rows_, list, links_.empty() ? "" : "<hyperlinks>" + links_ + "</hyperlinks>");
  }

  const Findings& findings_;
  const Workbook& workbook_;
  const std::vector<std::string>& names_;
  std::vector<std::string> record_;
  const std::array<std::uint32_t, kLooks>& looks_;
  bool russian_;
  Language language_;
  std::array<double, 5> widths_ = kWidths;
  std::string rows_, links_;
  std::size_t row_ = 0;
};

}  // namespace

std::size_t last_row_of_list(const Findings& findings) {
  return kHeadRow + std::max<std::size_t>(findings.lines.size(), 1);
}

std::string choose_sheet_name(const std::vector<std::string>& others, Language language) {
  const std::string name = language == Language::russian ? "Замечания" : "Remarks";
  for (std::size_t number = 1;; ++number) {
    std::string candidate = number == 1 ? name : fmt::format("{} {}", name, number);
    const std::string key = lower(candidate);
    if (std::ranges::none_of(others, [&](const std::string& other) { return lower(other) == key; }))
      return candidate;
  }
}

std::string write_remarks(const Findings& findings, const Workbook& workbook,
                          const std::vector<std::string>& names, const Record& record,
                          const std::array<std::uint32_t, kLooks>& looks,
                          std::string_view main_namespace, Language language) {
  return RemarksWriter(findings, workbook, names, record, looks, language).write(main_namespace);
}

}  // namespace grif::annotate
