#include "core/diagnostics.hpp"

#include <algorithm>
#include <array>
#include <cassert>

#include <fmt/args.h>
#include <fmt/format.h>

#include "core/text.hpp"
#include "core/type_words.hpp"

namespace grif {
namespace {

constexpr auto kKinds = std::to_array<KindInfo>({
#define GRIF_KIND(name, severity, meaning_ru, meaning_en, text_ru, text_en, hint_ru, hint_en) \
  {#name, Severity::severity, meaning_ru, meaning_en, text_ru, text_en, hint_ru, hint_en},
#include "core/kinds/all.def"
#undef GRIF_KIND
});

/// The ids with hyphens, made at compile time so that they stay views.
constexpr std::size_t kIdBytes = [] {
  std::size_t bytes = 0;
  for (const KindInfo& kind : kKinds) bytes += kind.id.size();
  return bytes;
}();
constexpr auto kIdText = [] {
  std::array<char, kIdBytes + 1> text{};
  std::size_t at = 0;
  for (const KindInfo& kind : kKinds) {
    for (const char c : kind.id) text[at++] = c == '_' ? '-' : c;
  }
  return text;
}();
constexpr auto kTable = [] {
  auto table = kKinds;
  std::size_t at = 0;
  for (KindInfo& kind : table) {
    const std::size_t size = kind.id.size();
    kind.id = std::string_view(kIdText.data() + at, size);
    at += size;
  }
  return table;
}();

constexpr std::array kAboutOutput = {
    Kind::cannot_write,      Kind::folder_is_locked,    Kind::output_is_link,
    Kind::output_not_folder, Kind::edited_by_hand,      Kind::file_in_use,
    Kind::foreign_file,      Kind::manifest_unreadable, Kind::journal_unreadable,
    Kind::other_programme,   Kind::programme_renamed,   Kind::older_editions,
    Kind::copy_exists,       Kind::copy_is_input,       Kind::copy_needs_macros,
    Kind::copy_of_xml,       Kind::copy_refused,        Kind::copy_made_anew,
    Kind::copy_saved};

/// An argument of a message; `{0:T}` prints the name of a type in Russian.
struct Argument {
  std::string_view text;
};

constexpr std::string_view kOpen = "«", kClose = "»", kInnerOpen = "„", kInnerClose = "“";

/// Quotes within quotes in the Russian way: «Центр „Маяк“». `depth`: how many are open around.
std::string nest_quotes(std::string_view text, int depth) {
  const int around = depth;
  std::string out;
  out.reserve(text.size() + 8);
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view rest = text.substr(at);
    if (rest.starts_with(kOpen)) {
      out += depth == 0 ? kOpen : kInnerOpen;
      ++depth;
      at += kOpen.size();
    } else if (rest.starts_with(kClose)) {
      depth = std::max(depth - 1, around);
      out += depth == 0 ? kClose : kInnerClose;
      at += kClose.size();
    } else {
      out += text[at++];
    }
  }
  return out;
}

/// Whether the place of an argument stands in «…».
bool is_quoted(std::string_view pattern, std::size_t argument) {
  const std::string place = fmt::format("{{{}", argument);
  const std::size_t found = pattern.find(place);
  if (found == std::string_view::npos) return false;
  const std::size_t open = pattern.rfind(kOpen, found), close = pattern.rfind(kClose, found);
  return open != std::string_view::npos && (close == std::string_view::npos || close < open);
}

/// One more than the highest number in braces (`{{` is a brace).
std::size_t count_arguments(std::string_view pattern) {
  std::size_t needed = 0;
  for (std::size_t at = 0; at + 1 < pattern.size(); ++at) {
    if (pattern[at] != '{') continue;
    std::size_t number = 0;
    while (++at < pattern.size() && pattern[at] >= '0' && pattern[at] <= '9')
      number = number * 10 + static_cast<std::size_t>(pattern[at] - '0');
    if (at < pattern.size() && (pattern[at] == '}' || pattern[at] == ':'))
      needed = std::max(needed, number + 1);
  }
  return needed;
}

}  // namespace
}  // namespace grif

template <>
struct fmt::formatter<grif::Argument> {
  bool is_type = false;
  constexpr auto parse(fmt::format_parse_context& context) {
    const auto* at = context.begin();
    is_type = at != context.end() && *at == 'T';
    return is_type ? at + 1 : at;
  }
  auto format(const grif::Argument& argument, fmt::format_context& context) const {
    const std::string text =
        is_type ? grif::translate_type(argument.text) : std::string(argument.text);
    return std::copy(text.begin(), text.end(), context.out());
  }
};

namespace grif {
namespace {

std::string format_pattern(std::string_view pattern, std::span<const std::string_view> arguments) {
  if (pattern.empty()) return {};
  const std::size_t needed = count_arguments(pattern);
  assert(arguments.size() >= needed);
  fmt::dynamic_format_arg_store<fmt::format_context> store;
  std::vector<std::string> nested;
  nested.reserve(arguments.size());
  for (const std::string_view argument : arguments) {
    const bool has_quotes = argument.find(kOpen) != std::string_view::npos ||
                            argument.find(kClose) != std::string_view::npos;
    nested.push_back(has_quotes ? nest_quotes(argument, is_quoted(pattern, nested.size()) ? 1 : 0)
                                : std::string(argument));
    store.push_back(Argument{nested.back()});
  }
  // A message with a gap is better than none at all.
  for (std::size_t i = arguments.size(); i < needed; ++i) store.push_back(Argument{"?"});
  return fmt::vformat(fmt::string_view(pattern.data(), pattern.size()), store);
}

}  // namespace

void append_on_one_line(std::string& out, std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    const char32_t c = next_code_point(text, at);
    if (c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029) {
      out += ' ';
    } else if (!((c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069))) {
      out.append(text, start, at - start);
    }
  }
}

std::string_view severity_name(Severity severity) {
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

const KindInfo& info(Kind kind) { return kTable[static_cast<std::size_t>(kind)]; }
std::span<const KindInfo> all_kinds() { return kTable; }

std::string format_text(Kind kind, Language language, std::span<const std::string_view> arguments) {
  const KindInfo& k = info(kind);
  return format_pattern(language == Language::russian ? k.text_ru : k.text_en, arguments);
}

std::string format_hint(Kind kind, Language language, std::span<const std::string_view> arguments) {
  const KindInfo& k = info(kind);
  return format_pattern(language == Language::russian ? k.hint_ru : k.hint_en, arguments);
}

Diagnostic& Diagnostics::report(Kind kind, Place place,
                                std::initializer_list<std::string_view> arguments) {
  return report(info(kind).severity, kind, place, arguments);
}

Diagnostic& Diagnostics::report(Severity severity, Kind kind, Place place,
                                std::initializer_list<std::string_view> arguments) {
  const std::span<const std::string_view> given(arguments.begin(), arguments.size());
  Diagnostic diagnostic;
  diagnostic.severity = severity;
  diagnostic.kind = kind;
  diagnostic.place = place;
  diagnostic.text = format_text(kind, language_, given);
  diagnostic.hint = format_hint(kind, language_, given);
  add(std::move(diagnostic));
  return all_.back();
}

Diagnostic& Diagnostics::report_rule(Severity severity, std::string rule, Place place,
                                     const std::string& text, const std::string& hint) {
  Diagnostic diagnostic;
  diagnostic.severity = severity;
  diagnostic.place = place;
  diagnostic.rule = std::move(rule);
  diagnostic.text = nest_quotes(text, 0);
  diagnostic.hint = nest_quotes(hint, 0);
  add(std::move(diagnostic));
  return all_.back();
}

void Diagnostics::add(Diagnostic diagnostic) {
  ++counts_[static_cast<std::size_t>(diagnostic.severity)];
  all_.push_back(std::move(diagnostic));
}

void Diagnostics::merge(Diagnostics other) {
  for (Diagnostic& diagnostic : other.all_) add(std::move(diagnostic));
}

std::size_t Diagnostics::count(Severity severity) const {
  return counts_[static_cast<std::size_t>(severity)];
}

void Diagnostics::revise(const std::function<bool(Diagnostic&)>& keep) {
  std::erase_if(all_, [&](Diagnostic& diagnostic) { return !keep(diagnostic); });
  counts_ = {};
  for (const Diagnostic& diagnostic : all_)
    ++counts_[static_cast<std::size_t>(diagnostic.severity)];
}

bool is_about_output(const Diagnostic& diagnostic) {
  return diagnostic.rule.empty() &&
         std::ranges::find(kAboutOutput, diagnostic.kind) != kAboutOutput.end();
}

void Diagnostics::sort() {
  const auto rank = [](const Diagnostic& message) {
    if (is_about_output(message)) return message.severity == Severity::error ? 3 : 2;
    return message.rule.empty() && message.kind == Kind::document_withheld ? 1 : 0;
  };
  std::stable_sort(all_.begin(), all_.end(), [&](const Diagnostic& a, const Diagnostic& b) {
    if (rank(a) != rank(b)) return rank(a) < rank(b);
    if (a.place < b.place || b.place < a.place) return a.place < b.place;
    return a.id() < b.id();
  });
}

std::string suggest(std::string_view name, std::span<const std::string> known, Language language) {
  const bool russian = language == Language::russian;
  const std::vector<std::string> near = nearest(name, known);
  if (near.empty()) return (russian ? "есть: " : "there are: ") + join(known, ", ");
  return (russian ? "похоже на: " : "it looks like: ") + join(near, ", ");
}

std::string format_plain(const Diagnostic& diagnostic, const Sources& sources) {
  std::string out;
  const std::string place = sources.describe(diagnostic.place);
  append_on_one_line(out, place.empty() ? "grif" : place);
  fmt::format_to(std::back_inserter(out), ": {}[{}]: ", severity_name(diagnostic.severity),
                 diagnostic.id());
  append_on_one_line(out, diagnostic.text);
  out += '\n';
  for (const Diagnostic::Note& note : diagnostic.notes) {
    out += "    ";
    const std::string at = sources.describe(note.place);
    if (!at.empty()) {
      append_on_one_line(out, at);
      out += ": ";
    }
    append_on_one_line(out, note.text);
    out += '\n';
  }
  if (!diagnostic.hint.empty()) {
    out += "    ";
    append_on_one_line(out, diagnostic.hint);
    out += '\n';
  }
  return out;
}

}  // namespace grif
