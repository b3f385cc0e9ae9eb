#pragma once

#include <cstdint>
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

  /// A scope with the schema's sheets and the aggregates, to compile templates in.
  [[nodiscard]] NameScope scope() const;
  [[nodiscard]] const DocumentSpec* find_document(std::string_view name_or_title) const;
};

// The vocabulary of pack.xml. Ids of sheets, columns and aggregates are what expressions name
// ([a-z][a-z0-9_]*); names of rules and documents have hyphens ([a-z][a-z0-9-]*). Every flag is
// `yes` or `no`, `no` where it is not said. What is not listed here is an error at its line:column.
//
//   <pack name= title= styles=FILE>
//     <schema>
//       <sheet id= title= shape="records|keyed|grouped">             records is meant where it is
//       not said
//         <alias>another title of the sheet</alias> …
//         <column id= title= type="text|label|integer|decimal|date|term|boolean|reference"   text
//                 required= unique= list=                            list: a value a line
//                 reference="sheet.column"                           type reference: the sheet and
//                 what names its records privacy="open|staff|personal|special" width=CHARACTERS
//                 weight=SHARE
//                 persons="no|name|list|everybody">                  whom the column names: one
//                 person; persons, posts and groups; one of all who may stand in lists
//           <alias>another title of the column</alias> …
//           <value>an allowed value</value> …
//           <known>a name that the column usually holds</known> … others get a warning
//           <note>what to type</note>
//         </column> …
//         <value-title>Значение</value-title> …                      keyed: titles over the values
//         <rows> <group begins="Этап"/> … <detail begins="Задача:"/> … <result
//         begins="Результат:"/> … </rows> <mark>Утверждаю</mark> … grouped: first words of an
//         approval mark; annex="yes": of the mark of an annex, which stands at the right
//         <above> <line role="goal" begins="Цель" goes-on=/> … </above>
//         <below> <line role="note" begins="Примечание" goes-on=/> … </below>
//                 grouped: what lines above and below a printed table are, by their first words.
//                 Roles are the pack's own; `title`, `subtitle`, `text` and `letterhead` are lines
//                 that begin with none of these. goes-on: what follows and is nothing else belongs
//                 to it
//       </sheet> …
//     </schema>
//     <aggregates>
//       <aggregate name= title=>EXPRESSION</aggregate> …             may name the aggregates above
//       it
//     </aggregates>
//     <rules>
//       <rule id= sheet= rows="item|group|detail|result" at=COLUMN severity="error|warning|note"
//             printed="error|warning|note">                          severity in tables typed for
//             print: at most warning
//         <when>CONDITION</when> <test>CONDITION</test>              `row` is the record; faulty
//         where test is false <message lang="ru">words and {EXPRESSION}</message> <message
//         lang="en">…</message> <hint lang="ru">…</hint> <hint lang="en">…</hint>
//       </rule> …
//     </rules>
//     <documents>
//       <document name= title= kind=GROUP template=FILE formats="docx pdf xlsx html docx-xml"
//       needs="SHEET …"
//                 personal-data= permanent=/> …
//     </documents>
//   </pack>

/// Loads and compiles `folder`/pack.xml. All faults are reported; nothing is returned if there are
/// any.
std::optional<Pack> load_pack(const std::string& folder, World& world, Sources& sources,
                              Diagnostics& diagnostics);

}  // namespace grif
