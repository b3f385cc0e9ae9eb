#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostics.hpp"
#include "core/world.hpp"
#include "data/schema.hpp"
#include "expression/expression.hpp"

namespace grif {

enum class Format : std::uint8_t { docx, pdf, xlsx, html, docx_xml };
/// Every format that a pack may name; `written` is false for those that Grif does not write yet.
struct FormatInfo {
  Format format;
  std::string_view name;       ///< `docx`, `pdf`, `xlsx`, `html`, `docx-xml`
  std::string_view extension;  ///< `docx-xml` is written as .xml
  bool written;
};
std::span<const FormatInfo> all_formats();
std::optional<Format> parse_format(std::string_view name);
std::string_view format_name(Format format);
std::string_view format_extension(Format format);
bool is_written(Format format);
/// The names of the formats that are written.
std::vector<std::string> written_formats();

/// A check over the records of a sheet (or over the programme): faulty where `test` is false.
struct Rule {
  std::string id;
  SheetId sheet = kNoSheet;     ///< kNoSheet: once for the programme
  std::optional<RowKind> rows;  ///< only rows of this kind
  ColumnId at = kNoColumn;      ///< the cell that the message names
  Expression when;              ///< may be empty: always
  Expression test;
  Severity severity = Severity::error;
  Severity printed_severity = Severity::warning;  ///< in tables typed for print
  /// Messages with `{expression}` in them, split when the pack is compiled.
  struct Words {
    std::vector<std::string> literals;  ///< one more than expressions
    std::vector<Expression> expressions;
  };
  Words text_ru, text_en, hint_ru, hint_en;
  std::size_t frame_size = 0;
  Place place;
  bool compiled = false;  ///< conditions and words are there
};

/// A named figure: an expression over the programme, evaluated when first asked for.
struct Aggregate {
  std::string name;
  std::string title;
  Expression expression;
  std::size_t frame_size = 0;
  Place place;
};

/// One document that the pack can make.
struct DocumentSpec {
  std::string name;             ///< `roadmap`
  std::string title;            ///< «Дорожная карта», also accepted by --only
  std::string kind;             ///< group on the contents page
  std::string template_file;    ///< within the pack's folder
  std::vector<SheetId> needs;   ///< sheets without which it is not made
  std::vector<Format> formats;  ///< default formats
  bool personal_data = false;
  bool permanent = false;  ///< kept permanently: left margin 30 mm
  Place place;
};

/// A compiled pack: immutable. Everything the engine knows of a trade.
struct Pack {
  std::string name;
  std::string title;
  std::string folder;
  Schema schema;
  std::vector<Aggregate> aggregates;
  std::vector<Rule> rules;
  std::vector<DocumentSpec> documents;
  std::string styles_file;  ///< within the folder
  /// The sheet in which an input changes checks: its first column names them, its second says what
  /// to do, in four words: off, note, warning, error. kNoSheet: there is none.
  SheetId rule_settings = kNoSheet;
  std::shared_ptr<struct RulesToCome> rules_to_come;  ///< null once all rules are compiled

  /// A scope with the schema's sheets and the aggregates, to compile templates in.
  [[nodiscard]] NameScope scope() const;
  [[nodiscard]] const DocumentSpec* find_document(std::string_view name_or_title) const;
};

// The vocabulary of pack.xml is described in templates/README.md.

/// Rules are compiled with the pack, or by compile_rules, when it is known which sheets are there:
/// a programme seldom has them all.
enum class RuleLoading : std::uint8_t { at_once, when_needed };

/// Loads and compiles `folder`/pack.xml. All faults are reported; nothing is returned if there are
/// any.
std::optional<Pack> load_pack(const std::string& folder, World& world, Sources& sources,
                              Diagnostics& diagnostics, RuleLoading loading = RuleLoading::at_once);

/// Compiles the rules about the sheets that are there (by SheetId) and about the whole programme,
/// as far as that was not done before. Faults are reported.
void compile_rules(Pack& pack, const std::vector<bool>& sheets, Diagnostics& diagnostics);

}  // namespace grif
