#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/place.hpp"
#include "core/value.hpp"

namespace grif {

using SheetId = std::uint16_t;   ///< index into Schema::sheets
using ColumnId = std::uint16_t;  ///< index into SheetSchema::columns
inline constexpr SheetId kNoSheet = 0xFFFF;
inline constexpr ColumnId kNoColumn = 0xFFFF;

enum class Privacy : std::uint8_t { open, staff, personal, special };

/// What a column holds. `label` is a number or sign that a person typed («1.1.», «№ 376/а»): text
/// for ever, though a spreadsheet may have stored it as a number.
enum class ColumnType : std::uint8_t {
  text,
  label,
  integer,
  decimal,
  date,
  term,
  boolean,
  reference
};

/// Whether a text column names people.
enum class PersonsIn : std::uint8_t {
  no,
  name,      ///< the name of one: «ФИО»
  list,      ///< names, posts and groups: «Ответственные»
  everybody  ///< a name, and together the rows name all who may be named in lists
};

struct ColumnSchema {
  std::string id;                    ///< name in expressions
  std::string title;                 ///< printed title
  std::vector<std::string> aliases;  ///< other titles met in real tables
  ColumnType type = ColumnType::text;
  bool required = false;
  bool unique = false;
  bool list = false;                      ///< several values in a cell, a line each
  SheetId reference = kNoSheet;           ///< type reference: the sheet …
  ColumnId reference_column = kNoColumn;  ///< … and the column that names its records
  std::vector<std::string> one_of;        ///< allowed values; empty: any
  /// Names that the column usually holds; others are kept with a warning. Empty: any.
  std::vector<std::string> known;
  Privacy privacy = Privacy::open;
  PersonsIn persons = PersonsIn::no;
  bool period = false;  ///< its value is the programme's period, in which terms without a year lie
  /// Keyed sheets: what its value is called before its name in texts («программа «Шаг»»): names so
  /// called must be spelt and described alike everywhere.
  std::string called;
  std::string note;  ///< what to type, for the input note
  double width = 0;  ///< characters, for the empty workbook; 0: by content
  /// How wide the column wants to be in a printed table: weight of its text, and whether it is
  /// fitted.
  double weight = 1;
  Place place;
};

/// What a row of a printed table is. Records of ordinary sheets are items.
enum class RowKind : std::uint8_t { item, group, detail, result };
std::string_view row_kind_name(RowKind kind);  ///< `item`, `group`, `detail`, `result`

/// How rows of a grouped sheet are told apart, declared in pack.xml.
struct RowPatterns {
  std::vector<std::string> group_prefixes;   ///< «Этап», «Раздел» before the number
  std::vector<std::string> detail_prefixes;  ///< «Задача этапа:», «Задача –»
  std::vector<std::string> result_prefixes;  ///< «Результат:»
};

/// What a line of text above or below a printed table is, told by how it begins: pack data.
struct LinePattern {
  std::string role;      ///< a word of the pack's, for its templates
  std::string begins;    ///< whole words: «Цель», «Примечание»
  bool goes_on = false;  ///< lines below it that are nothing else belong to it
};

enum class SheetShape : std::uint8_t {
  records,  ///< a header row, then a record a row
  keyed,    ///< key in one column, value in the next; one record, its columns are the keys
  grouped,  ///< records under group rows, as printed: group, detail, item, result
};

struct SheetSchema {
  std::string id;
  std::string title;
  std::vector<std::string> aliases;
  SheetShape shape = SheetShape::records;
  RowPatterns rows;                     ///< grouped sheets
  std::vector<std::string> mark_words;  ///< first words of an approval mark above a printed table
  /// Those of them that begin the mark of an annex, which stands at the right of the page.
  std::vector<std::string> annex_words;
  std::vector<LinePattern> lines_above, lines_below;  ///< grouped sheets
  std::vector<std::string> value_titles;  ///< keyed sheets: what a header over the values may say
  std::vector<ColumnSchema> columns;
  /// Derived tables of a grouped sheet, made by the schema itself: what stood above and below the
  /// table and which columns it had. Ids are `<id>_title` and `<id>_below` (text, role, right: what
  /// stands at the right on the same line), `<id>_marks` (side, text, line: how many lines
  /// of the title table stand above it; word, post, organisation, name, act, number, date,
  /// surname_first, date_blank, number_blank: what the mark says), `<id>_columns` (name, title,
  /// type, weight, position; under a title of two levels: group, part and, for the group's first
  /// column, span; order: of the table among all of the inputs, from 0).
  SheetId title_lines = kNoSheet, marks = kNoSheet, printed_columns = kNoSheet, below = kNoSheet;
  bool derived = false;
  Place place;

  /// The column of an id, or kNoColumn.
  [[nodiscard]] ColumnId find_column(std::string_view id) const;
};

struct Schema {
  std::vector<SheetSchema> sheets;
  /// The sheet of an id, or kNoSheet.
  [[nodiscard]] SheetId find_sheet(std::string_view id) const;
};

/// Columns of the derived tables, in their order.
namespace derived {
inline constexpr ColumnId kLineText = 0, kLineRole = 1, kLineRight = 2;
inline constexpr ColumnId kMarkSide = 0, kMarkText = 1, kMarkLine = 2;
inline constexpr ColumnId kColumnName = 0, kColumnTitle = 1, kColumnType = 2, kColumnWeight = 3,
                          kColumnPosition = 4, kColumnGroup = 5, kColumnPart = 6, kColumnSpan = 7,
                          kColumnOrder = 8;
}  // namespace derived

/// Appends the derived tables of every grouped sheet that has none yet and links them to it.
void add_derived_sheets(Schema& schema);

/// Name of a column type as it stands in pack.xml: `text`, `label`, `integer` …
std::string_view column_type_name(ColumnType type);
std::string_view privacy_name(Privacy privacy);  ///< `open`, `staff`, `personal`, `special`

}  // namespace grif
