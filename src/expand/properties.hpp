#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.hpp"
#include "document/style.hpp"

namespace grif {

// Attributes that name a property of a paragraph, a run or a table. Styles and templates say them
// in the same words.

/// `12pt`, `12.5mm`, `1.25cm`, `1in`, `-5mm`, `0`: rounded to whole EMU. Nothing for any other
/// text.
std::optional<Length> parse_length(std::string_view text);
std::optional<bool> parse_bool(std::string_view text);            ///< `true`, `false`
std::optional<Colour> parse_colour(std::string_view text);        ///< `#f2f2f2`
std::optional<Alignment> parse_alignment(std::string_view text);  ///< left, right, centre, justify
std::optional<VerticalAlignment> parse_vertical(std::string_view text);  ///< top, middle, bottom
/// `12mm, share, share 2, fit, fit 3`: nothing if any column is wrong.
std::optional<std::vector<ColumnWidth>> parse_columns(std::string_view text);

inline constexpr std::string_view kLengthForms = "12pt, 12.5mm, 1.25cm, 0";
inline constexpr std::string_view kBoolForms = "true, false";
inline constexpr std::string_view kColumnForms = "15mm, share 2, fit";

/// What became of an attribute: not a property of this kind, set, or refused with examples of what
/// may stand there.
struct PropertyOutcome {
  enum class Is : std::uint8_t { unknown, set, refused } is = Is::unknown;
  std::string_view expected;
};
PropertyOutcome set_property(ParagraphProperties& to, std::string_view name,
                             std::string_view value);
PropertyOutcome set_property(CharacterProperties& to, std::string_view name,
                             std::string_view value);
PropertyOutcome set_property(TableProperties& to, std::string_view name, std::string_view value);

/// Names that `set_property` knows, to suggest the nearest.
std::vector<std::string> property_names(const ParagraphProperties&);
std::vector<std::string> property_names(const CharacterProperties&);
std::vector<std::string> property_names(const TableProperties&);

}  // namespace grif
