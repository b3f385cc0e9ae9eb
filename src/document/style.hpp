#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/length.hpp"

namespace grif {

enum class Alignment : std::uint8_t { left, right, centre, justify };
enum class VerticalAlignment : std::uint8_t { top, middle, bottom };

/// Line spacing. `multiple` is in 240ths of the face's natural line; `exact` is the distance of
/// baselines.
struct LineSpacing {
  enum class Rule : std::uint8_t { multiple, exact } rule = Rule::multiple;
  std::int32_t two_hundred_fortieths = 240;
  Length exact;
  bool operator==(const LineSpacing&) const = default;
};

struct Colour {
  std::uint8_t red = 0, green = 0, blue = 0;
  bool operator==(const Colour&) const = default;
};

/// Computed character properties: nothing is inherited any more.
struct CharacterFormat {
  std::string family = "Times New Roman";  ///< as the DOCX names it; font/ maps it to a face
  std::int32_t half_points = 24;           ///< size
  bool bold = false, italic = false, underline = false, caps = false;
  Colour colour;
  std::int32_t letter_spacing = 0;  ///< twentieths of a point between letters
  std::string language = "ru-RU";
  bool operator==(const CharacterFormat&) const = default;
};

enum class TabAlignment : std::uint8_t { left, right, centre };
struct TabStop {
  Length at;
  TabAlignment alignment = TabAlignment::left;
  bool dots = false;  ///< dot leader
  bool operator==(const TabStop&) const = default;
};

/// Computed paragraph properties.
struct ParagraphFormat {
  Alignment alignment = Alignment::left;
  Length left, right, first_line;  ///< indents; first_line is negative for a hanging one
  Length before, after;  ///< the larger of after and the next one's before does NOT win: both
                         ///< count, as in Word
  LineSpacing line;
  bool keep_with_next = false, keep_together = false, page_break_before = false;
  bool widow_control = true;
  bool hyphenate = false;          ///< chosen points are used (narrow cells)
  std::int8_t outline_level = -1;  ///< 0 to 8 for headings
  std::vector<TabStop> tabs;
  bool operator==(const ParagraphFormat&) const = default;
};

/// A style as declared: only what it says itself, based on another one.
struct CharacterProperties {
  std::optional<std::string> family;
  std::optional<std::int32_t> half_points;
  std::optional<bool> bold, italic, underline, caps;
  std::optional<Colour> colour;
  std::optional<std::int32_t> letter_spacing;
  std::optional<std::string> language;
  bool operator==(const CharacterProperties&) const = default;
};
struct ParagraphProperties {
  std::optional<Alignment> alignment;
  std::optional<Length> left, right, first_line, before, after;
  std::optional<LineSpacing> line;
  std::optional<bool> keep_with_next, keep_together, page_break_before, widow_control, hyphenate;
  std::optional<std::int8_t> outline_level;
  std::optional<std::vector<TabStop>> tabs;
  bool operator==(const ParagraphProperties&) const = default;
};

struct Border {
  Length width;  ///< 0: none
  Colour colour;
  bool operator==(const Border&) const = default;
};
struct TableProperties {
  Border outer, inner_horizontal, inner_vertical;
  Length padding_left = Length::from_twips(108), padding_right = Length::from_twips(108);
  Length padding_top, padding_bottom;
  bool operator==(const TableProperties&) const = default;
};

enum class StyleType : std::uint8_t { paragraph, character, table };

using StyleId = std::uint16_t;
inline constexpr StyleId kNoStyle = 0xFFFF;

struct Style {
  StyleType type = StyleType::paragraph;
  std::string id;    ///< as templates name it and as w:styleId
  std::string name;  ///< w:name as Word shows it
  StyleId based_on = kNoStyle;
  StyleId next = kNoStyle;
  ParagraphProperties paragraph;  ///< of paragraph and table styles
  CharacterProperties character;
  TableProperties table;  ///< of table styles
  bool operator==(const Style&) const = default;
};

/// All styles of a pack. Cascade: document defaults → table style → paragraph style (based-on
/// first) → character style → direct.
class StyleSheet {
 public:
  CharacterProperties default_character;
  ParagraphProperties default_paragraph;
  std::vector<Style> styles;

  [[nodiscard]] StyleId find(StyleType type, std::string_view id) const;
  [[nodiscard]] const Style& at(StyleId id) const { return styles[id]; }
  /// Computed formats; `table` is the table style around, or kNoStyle.
  [[nodiscard]] ParagraphFormat compute_paragraph(StyleId table, StyleId paragraph,
                                                  const ParagraphProperties& direct) const;
  [[nodiscard]] CharacterFormat compute_character(StyleId table, StyleId paragraph,
                                                  StyleId character,
                                                  const CharacterProperties& direct) const;
  bool operator==(const StyleSheet&) const = default;
};

}  // namespace grif
