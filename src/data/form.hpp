#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.hpp"
#include "data/schema.hpp"

namespace grif {

/// Sheets of a workbook that Grif makes for people, not for data: the guide, and the values of long
/// drop-down lists. The reader passes them over.
inline constexpr std::string_view kGuideSheet = "Как заполнять";
inline constexpr std::string_view kListsSheet = "Списки";
bool is_sheet_for_people(std::string_view name);

/// A value that stands in a new workbook.
struct FormCell {
  enum class Type : std::uint8_t { blank, text, number, date } type = Type::blank;
  std::string text;
  double number = 0;
  Date date;
  bool operator==(const FormCell&) const = default;
};

/// What a cell is told to hold, and what it says of that to whoever fills it.
struct FormCheck {
  enum class Type : std::uint8_t {
    any,
    list,    ///< one of `values`
    listed,  ///< one of those in a column of another sheet
    integer,
    decimal,
    date
  } type = Type::any;
  std::vector<std::string> values;
  std::size_t sheet = 0, column = 0;  ///< listed: of InputForm::sheets
  std::string note;                   ///< shown beside the cell; empty: nothing is
  std::string alert;                  ///< the warning about what does not fit; empty: there is none
  bool operator==(const FormCheck&) const = default;
};

/// A column of a table, or a line of a sheet of facts.
struct FormColumn {
  std::string title;
  double width = 0;  ///< characters
  bool required = false;
  enum class Look : std::uint8_t { text, number, date } look = Look::text;
  FormCheck check;
};

struct FormRow {
  RowKind kind = RowKind::item;
  std::vector<FormCell> cells;  ///< one a column
};

struct FormSheet {
  std::string title;
  SheetShape shape = SheetShape::records;
  std::vector<FormColumn> columns;
  std::vector<FormRow> rows;  ///< of a keyed sheet: one, or none
  /// Keyed sheets: what stands over the keys, the values and the remarks. Nothing stands over them
  /// and there are no remarks where the schema has no such title.
  std::array<std::string, 3> key_titles;
};

/// A line of the guide.
struct GuideLine {
  enum class Style : std::uint8_t { title, text, sheet, header, column } style = Style::text;
  std::vector<std::string> cells;
  std::size_t sheet = 0;  ///< style sheet: of InputForm::sheets, where the line leads
};
inline constexpr std::size_t kGuideColumns = 4;

/// A workbook for data that somebody will fill: the guide first, then the sheets.
struct InputForm {
  std::string file;   ///< for messages
  std::string title;  ///< of the document's properties
  std::vector<GuideLine> guide;
  std::vector<FormSheet> sheets;
};

}  // namespace grif
