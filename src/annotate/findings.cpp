#include "annotate/findings.hpp"

#include <algorithm>
#include <map>

#include "core/text.hpp"
#include "data/annotation.hpp"
#include "data/cell_reference.hpp"

namespace grif::annotate {
namespace {

/// More notes of one sheet make spreadsheets slow; the other cells have their colour and their
/// line.
constexpr std::size_t kMostNotes = 5'000;
constexpr std::size_t kLongestNote = 2'000;  // bytes; the whole text stands on the sheet of remarks
constexpr std::uint64_t kMostCellsOfRange = 10'000;

/// A text of any length on as many lines as it has, without what drives or breaks a program.
std::string clean_text(std::string_view text) {
  std::string out;
  for (const std::string_view line : split(text, '\n')) {
    if (!out.empty()) out += '\n';
    append_on_one_line(out, line);
  }
  return out;
}

void shorten(std::string& note) {
  if (note.size() <= kLongestNote) return;
  std::size_t end = kLongestNote;
  while (end > 0 && (static_cast<unsigned char>(note[end]) & 0xC0) == 0x80) --end;
  note.resize(end);
  note += " …";
}

class Gatherer {
 public:
  Gatherer(const Diagnostics& messages, const Sources& sources, const Workbook& workbook)
      : messages_(messages),
        sources_(sources),
        workbook_(workbook),
        marks_(workbook.sheets.size()) {
    for (std::size_t i = 0; i < workbook.sheets.size(); ++i)
      sheets_.emplace(workbook.sheets[i].source, i);
  }

  Findings gather() {
    for (const Diagnostic& message : messages_.all()) {
      if (is_about_output(message)) continue;
      add(message);
    }
    findings_.cells.resize(marks_.size());
    for (std::size_t sheet = 0; sheet < marks_.size(); ++sheet) finish_notes(sheet);
    return std::move(findings_);
  }

 private:
  struct Mark {
    Severity severity = Severity::note;
    bool noted = true;
    std::string note;
  };
  using Marks = std::map<std::pair<std::uint32_t, std::uint32_t>, Mark>;

  void add(const Diagnostic& message) {
    Finding line{.severity = message.severity,
                 .text = clean_text(message.text),
                 .hint = clean_text(message.hint)};
    for (const Diagnostic::Note& note : message.notes) {
      const std::string at = describe(note.place, message.place);
      line.text += "\n" + at + (at.empty() ? "" : ": ") + clean_text(note.text);
    }
    ++findings_.counts[static_cast<std::size_t>(message.severity)];
    const Place place = message.place;
    if (!place.is_nowhere()) {
      if (const auto sheet = sheets_.find(place.source()); sheet != sheets_.end())
        line.sheet = sheet->second;
      if (place.is_cell()) {
        line.place = sources_.name_cell(place);
        if (line.sheet != kNoSheetIndex) line.cell = mark_cells(line, place, message.range_end);
      } else if (place.is_position()) {
        line.place = std::to_string(place.line()) + ":" + std::to_string(place.column());
      }
    }
    ++findings_.line_count;
    if (findings_.lines.size() < kMostLines) findings_.lines.push_back(std::move(line));
  }

  /// `B7`, or `Лист!B7` of another sheet than the one that is spoken of.
  [[nodiscard]] std::string describe(Place place, Place spoken_of) const {
    if (!place.is_cell()) return {};
    const bool same = !spoken_of.is_nowhere() && spoken_of.source() == place.source();
    const std::string& sheet = sources_.at(place.source()).sheet;
    return (same || sheet.empty() ? "" : quoted_sheet_name(sheet) + "!") +
           sources_.name_cell(place);
  }

  /// The cell, or all of a range; returns the name of the first one.
  std::string mark_cells(const Finding& line, Place first, Place last) {
    const auto [row, column] = mark_cell(line, first.row(), first.column());
    if (last.is_cell() && last.source() == first.source() && last.row() >= first.row() &&
        last.column() >= first.column()) {
      std::uint64_t left = kMostCellsOfRange;
      for (std::uint32_t r = first.row(); r <= last.row(); ++r)
        for (std::uint32_t c = first.column(); c <= last.column() && left > 0; ++c, --left)
          if (r != first.row() || c != first.column()) mark_cell(line, r, c);
    }
    return cell_name(row, column);
  }

  std::pair<std::uint32_t, std::uint32_t> mark_cell(const Finding& line, std::uint32_t row,
                                                    std::uint32_t column) {
    row = std::min(row, kMaxRows - 1);
    column = std::min(column, kMaxColumns - 1);
    const Sheet& sheet = workbook_.sheets[line.sheet];
    if (const Merge* merge = sheet.merge_at(row, static_cast<std::uint16_t>(column))) {
      row = merge->first_row;
      column = merge->first_column;
    }
    Marks& marks = marks_[line.sheet];
    const auto [at, is_new] = marks.try_emplace({row, column});
    Mark& mark = at->second;
    mark.severity = std::max(mark.severity, line.severity);
    if (is_new) mark.noted = marks.size() <= kMostNotes;
    if (mark.noted) append_words(line, mark.note);
    return {row, column};
  }

  void append_words(const Finding& line, std::string& note) const {
    if (!note.empty()) note += '\n';
    note += annotation::mark_of(line.severity);
    note += ' ';
    note += word_of(line.severity, messages_.language());
    note += ": " + line.text;
    if (!line.hint.empty()) note += "\n→ " + line.hint;
  }

  void finish_notes(std::size_t sheet) {
    std::vector<MarkedCell>& cells = findings_.cells[sheet];
    cells.reserve(marks_[sheet].size());
    for (auto& [cell, mark] : marks_[sheet]) {
      shorten(mark.note);
      MarkedCell marked{.row = cell.first, .column = cell.second, .severity = mark.severity};
      if (mark.noted) {
        marked.note.append(annotation::kEdge).append(annotation::kAuthor).append(" ");
        marked.note.append(mark.note).append(annotation::kEdge);
      } else {
        ++findings_.without_note;
      }
      cells.push_back(std::move(marked));
    }
  }

  const Diagnostics& messages_;
  const Sources& sources_;
  const Workbook& workbook_;
  std::map<SourceId, std::size_t> sheets_;
  std::vector<Marks> marks_;
  Findings findings_;
};

}  // namespace

std::string_view word_of(Severity severity, Language language) {
  const bool russian = language == Language::russian;
  switch (severity) {
    case Severity::note:
      return russian ? "к сведению" : "note";
    case Severity::warning:
      return russian ? "предупреждение" : "warning";
    case Severity::error:
      return russian ? "ошибка" : "error";
  }
  return "error";
}

Findings gather_findings(const Diagnostics& messages, const Sources& sources,
                         const Workbook& workbook) {
  return Gatherer(messages, sources, workbook).gather();
}

}  // namespace grif::annotate
