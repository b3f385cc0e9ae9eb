#include "cli/report.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace grif {
namespace {

std::string to_json_line(const Diagnostic& diagnostic, const Sources& sources) {
  nlohmann::ordered_json json;
  json["severity"] = severity_name(diagnostic.severity);
  json["kind"] = diagnostic.id();
  const Place place = diagnostic.place;
  if (!place.is_nowhere()) {
    const Sources::Source& source = sources.at(place.source());
    json["file"] = source.file;
    if (!source.sheet.empty()) json["sheet"] = source.sheet;
    const std::string cell = place.is_cell() ? sources.reference_cell(place) : std::string();
    if (!cell.empty()) json["cell"] = cell;
    if (!cell.empty() && diagnostic.range_end.is_cell())
      json["range"] = cell + ":" + sources.reference_cell(diagnostic.range_end);
    if (place.is_position()) {
      json["line"] = place.line();
      json["column"] = place.column();
    }
  }
  json["text"] = diagnostic.text;
  if (!diagnostic.hint.empty()) json["hint"] = diagnostic.hint;
  for (const Diagnostic::Note& note : diagnostic.notes) {
    const std::string at = sources.describe(note.place);
    json["notes"].push_back(at.empty() ? note.text : at + ": " + note.text);
  }
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

std::string_view word_for_people(Severity severity, bool russian) {
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

/// Whether every message about a sheet is about the same file, whose name then says nothing.
bool is_one_workbook(const Diagnostics& diagnostics, const Sources& sources) {
  const std::string* file = nullptr;
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    if (diagnostic.place.is_nowhere() || diagnostic.place.is_position()) continue;
    const std::string& other = sources.at(diagnostic.place.source()).file;
    if (file != nullptr && *file != other) return false;
    file = &other;
  }
  return true;
}

/// Writes messages as sentences for people.
class PeopleWriter {
 public:
  PeopleWriter(const Diagnostics& diagnostics, const Sources& sources)
      : sources_(sources),
        russian_(diagnostics.language() == Language::russian),
        one_workbook_(is_one_workbook(diagnostics, sources)) {}

  /// «Лист «Пары», C14 — ошибка: …» and its notes.
  void append_message(std::string& out, const Diagnostic& diagnostic) const {
    const std::string place = describe(diagnostic.place, true);
    append_on_one_line(out, place);
    out += place.empty() ? "" : " — ";
    out += word_for_people(diagnostic.severity, russian_);
    out += ": ";
    append_on_one_line(out, diagnostic.text);
    out += '\n';
    for (const Diagnostic::Note& note : diagnostic.notes) {
      const std::string at = describe(note.place, false);
      append_line(out, "    ", at + (at.empty() ? "" : ": ") + note.text);
    }
  }

  /// Messages of one kind, the first few of them.
  void append_group(std::string& out, const std::vector<const Diagnostic*>& members) const {
    constexpr std::size_t kMostOfGroup = 5;
    const std::size_t shown = std::min(members.size(), kMostOfGroup);
    for (std::size_t i = 0; i < shown; ++i) {
      append_message(out, *members[i]);
      // What to do is said once for messages in a row that want the same.
      const bool last = i + 1 == shown || members[i + 1]->hint != members[i]->hint;
      if (last && i + 1 == shown && members.size() > shown)
        out += fmt::format(fmt::runtime(russian_ ? "    … и ещё {} таких же\n"
                                                 : "    … and {} more of the same\n"),
                           members.size() - shown);
      if (last && !members[i]->hint.empty()) append_line(out, "    → ", members[i]->hint);
    }
  }

  static void append_line(std::string& out, std::string_view indent, std::string_view text) {
    out += indent;
    append_on_one_line(out, text);
    out += '\n';
  }

  [[nodiscard]] bool russian() const { return russian_; }

 private:
  /// «Лист «Пары», C14», «книга.xlsx, лист «Пары», C14» or «файл.xml, строка 12, столбец 5».
  [[nodiscard]] std::string describe(Place place, bool leads) const {
    if (place.is_nowhere()) return {};
    const Sources::Source& source = sources_.at(place.source());
    if (place.is_position()) {
      return fmt::format(
          fmt::runtime(russian_ ? "{}, строка {}, столбец {}" : "{}, line {}, column {}"),
          source.file, place.line(), place.column());
    }
    const bool fields = source.naming == Sources::Naming::field;
    if (source.sheet.empty() || (fields && place.is_whole())) return source.file;
    if (fields)
      return describe(Place::position(place.source(), place.row() + 1, place.column() + 1), leads);
    if (place.is_cell() && source.naming == Sources::Naming::document)
      return source.file + ", " + sources_.name_cell(place);
    std::string text = one_workbook_ ? "" : source.file + ", ";
    const bool capital = leads && one_workbook_;
    const std::string_view pattern =
        russian_ ? (capital ? "Лист «{}»" : "лист «{}»") : (capital ? "Sheet “{}”" : "sheet “{}”");
    text += fmt::format(fmt::runtime(pattern), source.sheet);
    if (place.is_cell()) text += ", " + cell_name(place.row(), place.column());
    return text;
  }

  const Sources& sources_;
  bool russian_, one_workbook_;
};

/// Messages of one kind and severity.
struct Group {
  bool about_output;
  Severity severity;
  std::string_view id;
  std::vector<const Diagnostic*> members;
};

std::vector<Group> group_by_kind(const Diagnostics& diagnostics) {
  std::vector<Group> groups;
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    const auto found = std::ranges::find_if(groups, [&](const Group& group) {
      return group.severity == diagnostic.severity && group.id == diagnostic.id();
    });
    if (found == groups.end()) {
      groups.push_back(
          {is_about_output(diagnostic), diagnostic.severity, diagnostic.id(), {&diagnostic}});
    } else {
      found->members.push_back(&diagnostic);
    }
  }
  // What became of the output is told last, the worst of it at the very end.
  std::ranges::stable_sort(groups, [](const Group& a, const Group& b) {
    if (a.about_output != b.about_output) return b.about_output;
    return a.about_output ? a.severity < b.severity : a.severity > b.severity;
  });
  return groups;
}

}  // namespace

std::string format_all_plain(const Diagnostics& diagnostics, const Sources& sources) {
  std::string out;
  for (const Diagnostic& diagnostic : diagnostics.all()) out += format_plain(diagnostic, sources);
  return out;
}

std::string format_all_json(const Diagnostics& diagnostics, const Sources& sources) {
  std::string out;
  for (const Diagnostic& diagnostic : diagnostics.all()) out += to_json_line(diagnostic, sources);
  return out;
}

std::string format_all_for_people(const Diagnostics& diagnostics, const Sources& sources) {
  constexpr std::ptrdiff_t kMostGroups = 10;
  const PeopleWriter writer(diagnostics, sources);
  std::string out;
  const std::vector<Group> groups = group_by_kind(diagnostics);
  const auto output = std::ranges::find_if(groups, &Group::about_output);
  const auto ordinary = std::min<std::ptrdiff_t>(output - groups.begin(), kMostGroups);
  std::size_t rest = 0;
  for (auto group = groups.begin(); group != output; ++group) {
    if (group - groups.begin() < ordinary)
      writer.append_group(out, group->members);
    else
      rest += group->members.size();
  }
  if (rest > 0) {
    out += fmt::format(
        fmt::runtime(writer.russian()
                         ? "… и ещё сообщений: {}; все вместе: grif check КНИГА.xlsx 2> файл.txt\n"
                         : "… and {} more messages; all of them: grif check INPUT.xlsx 2> "
                           "file.txt\n"),
        rest);
  }
  for (auto group = output; group != groups.end(); ++group)
    writer.append_group(out, group->members);
  return out;
}

}  // namespace grif
