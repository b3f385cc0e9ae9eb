#pragma once

#include "document/style.hpp"

namespace grif::test {

/// A small sheet: Normal (12 pt, justified), Heading1 based on it, TableText (11 pt), Strong, and
/// the table style Grid that centres and makes small.
inline StyleSheet make_sheet() {
  StyleSheet sheet;
  sheet.default_character.half_points = 20;
  sheet.default_character.language = "ru-RU";
  Style normal{.type = StyleType::paragraph, .id = "Normal", .name = "Normal"};
  normal.character.half_points = 24;
  normal.paragraph.alignment = Alignment::justify;
  normal.paragraph.first_line = Length::from_tenths_of_mm(125);
  Style heading{.type = StyleType::paragraph, .id = "Heading1", .name = "heading 1", .based_on = 0};
  heading.character.bold = true;
  heading.paragraph.outline_level = 0;
  heading.paragraph.keep_with_next = true;
  Style text{.type = StyleType::paragraph, .id = "TableText", .name = "Table Text"};
  text.paragraph.hyphenate = true;
  Style strong{.type = StyleType::character, .id = "Strong", .name = "Strong"};
  strong.character.bold = true;
  Style grid{.type = StyleType::table, .id = "Grid", .name = "Grid"};
  grid.character.half_points = 22;
  grid.paragraph.alignment = Alignment::centre;
  sheet.styles = {normal, heading, text, strong, grid};
  return sheet;
}

inline constexpr StyleId kNormal = 0, kHeading1 = 1, kTableText = 2, kStrong = 3, kGrid = 4;

}  // namespace grif::test
