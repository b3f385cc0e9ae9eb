#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/place.hpp"

namespace grif {

enum class Severity : std::uint8_t { note, warning, error };

/// `note`, `warning`, `error`: never translated.
std::string_view severity_name(Severity severity);

/// Every kind of message, from the registry in core/kinds/*.def. A kind's stable English id is its
/// name with hyphens: Kind::unknown_column is `unknown-column`.
enum class Kind : std::uint16_t {
#define GRIF_KIND(name, severity, meaning_ru, meaning_en, text_ru, text_en, hint_ru, hint_en) name,
#include "core/kinds/all.def"
#undef GRIF_KIND
};

/// What the registry says of a kind. Texts and hints are fmt format strings whose arguments are the
/// strings given to Diagnostics::report, by number: «столбец «{0}» не найден».
struct KindInfo {
  std::string_view id;
  Severity severity;
  std::string_view meaning_ru, meaning_en;  ///< for `grif list checks`
  std::string_view text_ru, text_en;
  std::string_view hint_ru, hint_en;  ///< what to do; may be empty
};
const KindInfo& info(Kind kind);
std::span<const KindInfo> all_kinds();

/// One message for the user. `rule` is set for messages of a pack's rule, whose id then stands in
/// the place of the kind's.
struct Diagnostic {
  Severity severity = Severity::error;
  Kind kind{};
  Place place;
  Place range_end;  ///< nowhere, or the last cell of a range that begins at `place`
  std::string rule;
  std::string text;
  std::string hint;
  struct Note {
    Place place;
    std::string text;
    bool operator==(const Note&) const = default;
  };
  std::vector<Note> notes;

  [[nodiscard]] std::string_view id() const { return rule.empty() ? info(kind).id : rule; }
  bool operator==(const Diagnostic&) const = default;
};

/// Whether a message tells what became of the folder that documents are saved in: those come last,
/// errors at the very end, where a person who waited for the documents looks first.
bool is_about_output(const Diagnostic& diagnostic);

/// Collects the messages of one programme, from every stage. Not shared between threads: each job
/// has its own, merged in the order of the jobs. The one out-parameter of the program, last.
class Diagnostics {
 public:
  explicit Diagnostics(Language language = Language::russian) : language_(language) {}

  /// Adds a message with the registry's severity and wording. The returned reference is valid until
  /// the next report; use it to add notes or a range.
  Diagnostic& report(Kind kind, Place place,
                     std::initializer_list<std::string_view> arguments = {});
  /// The same with another severity (tables as printed, rules switched by a school).
  Diagnostic& report(Severity severity, Kind kind, Place place,
                     std::initializer_list<std::string_view> arguments = {});
  /// A message whose words come from a pack's rule.
  Diagnostic& report_rule(Severity severity, std::string rule, Place place, const std::string& text,
                          const std::string& hint);
  void add(Diagnostic diagnostic);
  /// Takes over all messages of another collector, in their order.
  void merge(Diagnostics other);

  [[nodiscard]] const std::vector<Diagnostic>& all() const { return all_; }
  [[nodiscard]] std::size_t count(Severity severity) const;
  [[nodiscard]] bool has_errors() const { return count(Severity::error) != 0; }
  [[nodiscard]] Language language() const { return language_; }
  /// Calls `keep` with every message, which it may change; those for which it is false are dropped.
  void revise(const std::function<bool(Diagnostic&)>& keep);
  /// Sorts by input, sheet, row, column, kind (stable); what follows from other messages comes
  /// behind them, and what became of the output last.
  void sort();

 private:
  Language language_;
  std::vector<Diagnostic> all_;
  std::array<std::size_t, 3> counts_{};
};

/// The words of a kind in a language with its arguments put in. Quotes of an argument that itself
/// stands in «…» become „…“.
std::string format_text(Kind kind, Language language, std::span<const std::string_view> arguments);
std::string format_hint(Kind kind, Language language, std::span<const std::string_view> arguments);

/// What a name that is not among the known ones may have meant, for a hint: «похоже на: build», or,
/// where nothing is near, «есть: build, check, list».
std::string suggest(std::string_view name, std::span<const std::string> known, Language language);

/// Appends a text on one line: line ends and control characters become blanks, marks that turn the
/// direction of writing vanish, so that what a cell or a file's name holds never drives a terminal.
void append_on_one_line(std::string& out, std::string_view text);

/// `FILE:SHEET!CELL: error[kind]: text`, a line a message, then indented notes and hint
/// (CONTRACT: the form in a pipe). Ends with a line feed.
std::string format_plain(const Diagnostic& diagnostic, const Sources& sources);

}  // namespace grif
