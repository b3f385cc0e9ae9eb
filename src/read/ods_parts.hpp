#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "core/diagnostics.hpp"
#include "read/xlsx_parts.hpp"

namespace grif {

/// What a style of a cell, a table or a text says (OpenDocument 1.3, part 3, 16).
struct OdsStyle {
  std::string based_on;    ///< parent style
  std::string data_style;  ///< of numbers
  std::optional<bool> bold, struck, coloured;
  std::optional<bool> line_above, line_below, line_beside;  ///< borders that are drawn
  bool hidden_table = false;
};

/// Styles by name, of styles.xml and then of content.xml, whose own are automatic ones.
class OdsStyles {
 public:
  void add(std::string name, OdsStyle style);
  void add_duration(std::string name);
  /// Takes what styles are based on into them: after all styles of a part.
  void resolve();
  [[nodiscard]] const OdsStyle& style(std::string_view name) const;
  /// True if numbers show as hours that go beyond a day.
  [[nodiscard]] bool shows_duration(const OdsStyle& style) const;

 private:
  std::map<std::string, OdsStyle, std::less<>> styles_;
  std::map<std::string, bool, std::less<>> durations_;
};
bool read_ods_styles(const XlsxPart& part, Place file, OdsStyles& styles, Diagnostics& diagnostics);

/// The sheets of content.xml. False after an error.
bool read_ods_content(const XlsxPart& part, const OdsStyles& styles, Workbook& workbook,
                      Sources& sources, Diagnostics& diagnostics);

/// What the XML of a cell says.
struct OdsStored {
  std::string type, value;  ///< `float`, `1.5`
  bool has_formula = false, is_error = false;
  std::string text;  ///< the paragraphs, a line each
  std::string link;
  bool any_paragraph = false, coloured = false, struck = false;
  const OdsStyle* style = nullptr;
};
/// Fills the cell's type, value and texts. False for a value that is not of its type: the cell is
/// an error then.
bool interpret_ods_cell(const OdsStored& stored, const OdsStyles& styles, Arena& arena,
                        RawCell& cell);

/// A time of OpenDocument (xsd:duration of hours, minutes, seconds): `PT30H15M00S`, in days.
std::optional<double> parse_ods_time(std::string_view text);

}  // namespace grif
