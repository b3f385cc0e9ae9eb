#include "cli/report.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace grif {
namespace {

std::string_view severity_word(Severity severity) {
  switch (severity) {
    case Severity::note:
      return "note";
    case Severity::warning:
      return "warning";
    case Severity::error:
      return "error";
  }
  return "error";
}

std::string to_json_line(const Diagnostic& diagnostic, const Sources& sources) {
  nlohmann::ordered_json json;
  json["severity"] = severity_word(diagnostic.severity);
  json["kind"] = diagnostic.id();
  const Place place = diagnostic.place;
  if (!place.is_nowhere()) {
    const Sources::Source& source = sources.at(place.source());
    json["file"] = source.file;
    if (!source.sheet.empty()) json["sheet"] = source.sheet;
    if (place.is_cell()) json["cell"] = cell_name(place.row(), place.column());
    if (diagnostic.range_end.is_cell()) {
      json["range"] = cell_name(place.row(), place.column()) + ":" +
                      cell_name(diagnostic.range_end.row(), diagnostic.range_end.column());
    }
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

/// «лист «Пары», C14» or «файл.xml, строка 12, столбец 5».
std::string describe_for_people(Place place, const Sources& sources, bool russian) {
  if (place.is_nowhere()) return {};
  const Sources::Source& source = sources.at(place.source());
  if (place.is_position()) {
    return fmt::format(
        fmt::runtime(russian ? "{}, строка {}, столбец {}" : "{}, line {}, column {}"), source.file,
        place.line(), place.column());
  }
  if (source.sheet.empty()) return source.file;
  std::string text = fmt::format(fmt::runtime(russian ? "{}, лист «{}»" : "{}, sheet “{}”"),
                                 source.file, source.sheet);
  if (place.is_cell()) text += ", " + cell_name(place.row(), place.column());
  return text;
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

/// Messages of one kind and severity.
struct Group {
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
      groups.push_back({diagnostic.severity, diagnostic.id(), {&diagnostic}});
    } else {
      found->members.push_back(&diagnostic);
    }
  }
  std::ranges::stable_sort(groups,
                           [](const Group& a, const Group& b) { return a.severity > b.severity; });
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
  constexpr std::size_t kMostGroups = 10, kMostOfGroup = 5;
  const bool russian = diagnostics.language() == Language::russian;
  std::string out;
  const std::vector<Group> groups = group_by_kind(diagnostics);
  std::size_t shown = 0;
  for (std::size_t g = 0; g < std::min(groups.size(), kMostGroups); ++g) {
    const Group& group = groups[g];
    for (std::size_t i = 0; i < std::min(group.members.size(), kMostOfGroup); ++i) {
      const Diagnostic& diagnostic = *group.members[i];
      const std::string place = describe_for_people(diagnostic.place, sources, russian);
      out += fmt::format("{}{}{}: {}\n", place, place.empty() ? "" : " — ",
                         word_for_people(group.severity, russian), diagnostic.text);
      for (const Diagnostic::Note& note : diagnostic.notes) {
        const std::string at = describe_for_people(note.place, sources, russian);
        out += fmt::format("    {}{}{}\n", at, at.empty() ? "" : ": ", note.text);
      }
      ++shown;
    }
    if (group.members.size() > kMostOfGroup) {
      out += fmt::format(
          fmt::runtime(russian ? "    … и ещё {} таких же\n" : "    … and {} more of the same\n"),
          group.members.size() - kMostOfGroup);
      shown += group.members.size() - kMostOfGroup;
    }
    if (!group.members.front()->hint.empty())
      out += fmt::format("    → {}\n", group.members.front()->hint);
  }
  if (const std::size_t rest = diagnostics.all().size() - shown; rest > 0) {
    out += fmt::format(
        fmt::runtime(russian ? "… и ещё сообщений: {} (все: grif check ФАЙЛ | less)\n"
                             : "… and {} more messages (all of them: grif check FILE | less)\n"),
        rest);
  }
  return out;
}

}  // namespace grif
