#include "expand/properties.hpp"

#include <array>
#include <charconv>
#include <cstdint>

#include "core/decimal.hpp"
#include "core/text.hpp"

namespace grif {
namespace {

/// Attributes of one kind of properties: name, how to set it, what may stand there.
template <typename Properties>
struct Entry {
  std::string_view name;
  bool (*set)(Properties&, std::string_view);
  std::string_view expected;
};

template <typename T>
bool take(std::optional<T>& to, std::optional<T> value) {
  if (!value) return false;
  to = std::move(value);
  return true;
}
template <typename T>
bool take(T& to, std::optional<T> value) {
  if (!value) return false;
  to = *std::move(value);
  return true;
}

/// A length in whole fractions of a point, if it is one.
std::optional<std::int32_t> parse_points(std::string_view text, std::int64_t fractions) {
  const std::optional<Length> length = parse_length(text);
  const std::int64_t unit = Length::kEmuPerPoint / fractions;
  if (!length || length->emu() % unit != 0) return {};
  return static_cast<std::int32_t>(length->emu() / unit);
}

/// `1.5` is a multiple of the natural line, `18pt` a distance of baselines.
std::optional<LineSpacing> parse_line(std::string_view text) {
  if (const auto number = Decimal::parse(text)) {
    const auto multiple = multiply(*number, Decimal(240));
    const auto whole = multiple ? multiple->rounded(0) : std::nullopt;
    if (!whole || whole->mantissa() < 24 || whole->mantissa() > 2400) return {};
    return LineSpacing{.two_hundred_fortieths = static_cast<std::int32_t>(whole->mantissa())};
  }
  const std::optional<Length> exact = parse_length(text);
  if (!exact || *exact <= Length()) return {};
  return LineSpacing{.rule = LineSpacing::Rule::exact, .exact = *exact};
}

std::optional<TabStop> parse_tab(std::string_view text) {
  TabStop tab;
  bool first = true;
  for (const std::string_view word : split(text, ' ')) {
    if (word.empty()) continue;
    if (first) {
      const std::optional<Length> at = parse_length(word);
      if (!at || *at <= Length()) return {};
      tab.at = *at;
    } else if (word == "right") {
      tab.alignment = TabAlignment::right;
    } else if (word == "centre") {
      tab.alignment = TabAlignment::centre;
    } else if (word == "dots") {
      tab.dots = true;
    } else if (word != "left") {
      return {};
    }
    first = false;
  }
  if (first) return {};
  return tab;
}

std::optional<std::vector<TabStop>> parse_tabs(std::string_view text) {
  std::vector<TabStop> tabs;
  if (trimmed(text).empty()) return tabs;
  for (const std::string_view part : split(text, ',')) {
    const std::optional<TabStop> tab = parse_tab(part);
    if (!tab || (!tabs.empty() && tab->at <= tabs.back().at)) return {};
    tabs.push_back(*tab);
  }
  return tabs;
}

/// `1` for the first level: what people see; 0 is no heading.
std::optional<std::int8_t> parse_outline(std::string_view text) {
  if (text.size() != 1 || text[0] < '0' || text[0] > '9') return {};
  return static_cast<std::int8_t>(text[0] - '1');
}

std::optional<std::string> parse_name(std::string_view text) {
  if (trimmed(text).empty()) return {};
  return std::string(trimmed(text));
}

/// Half-points of a size from 1 to 400 points.
std::optional<std::int32_t> parse_size(std::string_view text) {
  const std::optional<std::int32_t> size = parse_points(text, 2);
  return size && *size >= 2 && *size <= 800 ? size : std::nullopt;
}

constexpr std::string_view kAlignments = "left, right, centre, justify";
constexpr std::string_view kLines = "1, 1.15, 18pt";
constexpr std::string_view kTabs = "20mm, 165mm right dots";
constexpr std::string_view kOutline = "1 … 9, 0";
constexpr std::string_view kSizes = "12pt, 11.5pt";
constexpr std::string_view kFonts = "Times New Roman";
constexpr std::string_view kColours = "#000000, #f2f2f2";
constexpr std::string_view kSpacings = "0.5pt, 3pt";
constexpr std::string_view kLanguages = "ru-RU, en-GB";

constexpr auto kParagraph = std::to_array<Entry<ParagraphProperties>>({
    {"align", [](auto& p, auto v) { return take(p.alignment, parse_alignment(v)); }, kAlignments},
    {"left", [](auto& p, auto v) { return take(p.left, parse_length(v)); }, kLengthForms},
    {"right", [](auto& p, auto v) { return take(p.right, parse_length(v)); }, kLengthForms},
    {"first-line", [](auto& p, auto v) { return take(p.first_line, parse_length(v)); },
     kLengthForms},
    {"before", [](auto& p, auto v) { return take(p.before, parse_length(v)); }, kLengthForms},
    {"after", [](auto& p, auto v) { return take(p.after, parse_length(v)); }, kLengthForms},
    {"line", [](auto& p, auto v) { return take(p.line, parse_line(v)); }, kLines},
    {"keep-with-next", [](auto& p, auto v) { return take(p.keep_with_next, parse_bool(v)); },
     kBoolForms},
    {"keep-together", [](auto& p, auto v) { return take(p.keep_together, parse_bool(v)); },
     kBoolForms},
    {"page-break-before", [](auto& p, auto v) { return take(p.page_break_before, parse_bool(v)); },
     kBoolForms},
    {"widow-control", [](auto& p, auto v) { return take(p.widow_control, parse_bool(v)); },
     kBoolForms},
    {"hyphenate", [](auto& p, auto v) { return take(p.hyphenate, parse_bool(v)); }, kBoolForms},
    {"outline-level", [](auto& p, auto v) { return take(p.outline_level, parse_outline(v)); },
     kOutline},
    {"tabs", [](auto& p, auto v) { return take(p.tabs, parse_tabs(v)); }, kTabs},
});

constexpr auto kCharacter = std::to_array<Entry<CharacterProperties>>({
    {"font", [](auto& p, auto v) { return take(p.family, parse_name(v)); }, kFonts},
    {"size", [](auto& p, auto v) { return take(p.half_points, parse_size(v)); }, kSizes},
    {"bold", [](auto& p, auto v) { return take(p.bold, parse_bool(v)); }, kBoolForms},
    {"italic", [](auto& p, auto v) { return take(p.italic, parse_bool(v)); }, kBoolForms},
    {"underline", [](auto& p, auto v) { return take(p.underline, parse_bool(v)); }, kBoolForms},
    {"caps", [](auto& p, auto v) { return take(p.caps, parse_bool(v)); }, kBoolForms},
    {"colour", [](auto& p, auto v) { return take(p.colour, parse_colour(v)); }, kColours},
    {"letter-spacing", [](auto& p, auto v) { return take(p.letter_spacing, parse_points(v, 20)); },
     kSpacings},
    {"language", [](auto& p, auto v) { return take(p.language, parse_name(v)); }, kLanguages},
});

constexpr auto kTable = std::to_array<Entry<TableProperties>>({
    {"border", [](auto& p, auto v) { return take(p.outer.width, parse_length(v)); }, kLengthForms},
    {"inner-horizontal",
     [](auto& p, auto v) { return take(p.inner_horizontal.width, parse_length(v)); }, kLengthForms},
    {"inner-vertical",
     [](auto& p, auto v) { return take(p.inner_vertical.width, parse_length(v)); }, kLengthForms},
    {"border-colour",
     [](auto& p, auto v) {
       return take(p.outer.colour, parse_colour(v)) &&
              take(p.inner_horizontal.colour, parse_colour(v)) &&
              take(p.inner_vertical.colour, parse_colour(v));
     },
     kColours},
    {"padding-left", [](auto& p, auto v) { return take(p.padding_left, parse_length(v)); },
     kLengthForms},
    {"padding-right", [](auto& p, auto v) { return take(p.padding_right, parse_length(v)); },
     kLengthForms},
    {"padding-top", [](auto& p, auto v) { return take(p.padding_top, parse_length(v)); },
     kLengthForms},
    {"padding-bottom", [](auto& p, auto v) { return take(p.padding_bottom, parse_length(v)); },
     kLengthForms},
});

template <typename Properties, std::size_t n>
PropertyOutcome set_by(const std::array<Entry<Properties>, n>& entries, Properties& to,
                       std::string_view name, std::string_view value) {
  for (const Entry<Properties>& entry : entries) {
    if (entry.name != name) continue;
    if (entry.set(to, value)) return {PropertyOutcome::Is::set, {}};
    return {PropertyOutcome::Is::refused, entry.expected};
  }
  return {};
}

std::vector<std::string> names_of(const auto& entries) {
  std::vector<std::string> names;
  names.reserve(entries.size());
  for (const auto& entry : entries) names.emplace_back(entry.name);
  return names;
}

}  // namespace

std::optional<Length> parse_length(std::string_view text) {
  struct Unit {
    std::string_view name;
    std::int64_t emu;
  };
  constexpr std::array<Unit, 4> kUnits{{{"pt", Length::kEmuPerPoint},
                                        {"mm", Length::kEmuPerMm},
                                        {"cm", 10 * Length::kEmuPerMm},
                                        {"in", Length::kEmuPerInch}}};
  if (text == "0") return Length();
  for (const Unit& unit : kUnits) {
    if (!text.ends_with(unit.name)) continue;
    const auto number = Decimal::parse(text.substr(0, text.size() - unit.name.size()));
    const auto emu = number ? multiply(*number, Decimal(unit.emu)) : std::nullopt;
    const auto whole = emu ? emu->rounded(0) : std::nullopt;
    constexpr std::int64_t kFarthest = 2000 * Length::kEmuPerMm;
    if (!whole || whole->mantissa() > kFarthest || whole->mantissa() < -kFarthest) return {};
    return Length::from_emu(whole->mantissa());
  }
  return {};
}

std::optional<bool> parse_bool(std::string_view text) {
  if (text == "true") return true;
  if (text == "false") return false;
  return {};
}

std::optional<Colour> parse_colour(std::string_view text) {
  if (text.size() != 7 || text[0] != '#') return {};
  std::uint32_t rgb = 0;
  const auto [end, fault] = std::from_chars(text.data() + 1, text.data() + text.size(), rgb, 16);
  if (fault != std::errc() || end != text.data() + text.size()) return {};
  return Colour{static_cast<std::uint8_t>(rgb >> 16), static_cast<std::uint8_t>(rgb >> 8),
                static_cast<std::uint8_t>(rgb)};
}

std::optional<Alignment> parse_alignment(std::string_view text) {
  if (text == "left") return Alignment::left;
  if (text == "right") return Alignment::right;
  if (text == "centre") return Alignment::centre;
  if (text == "justify") return Alignment::justify;
  return {};
}

std::optional<VerticalAlignment> parse_vertical(std::string_view text) {
  if (text == "top") return VerticalAlignment::top;
  if (text == "middle") return VerticalAlignment::middle;
  if (text == "bottom") return VerticalAlignment::bottom;
  return {};
}

std::optional<std::vector<ColumnWidth>> parse_columns(std::string_view text) {
  std::vector<ColumnWidth> columns;
  for (const std::string_view part : split(text, ',')) {
    const std::string_view word = trimmed(part);
    ColumnWidth column;
    std::string_view number;
    if (word.starts_with("share")) {
      column.rule = ColumnWidth::Rule::share;
      number = trimmed(word.substr(5));
    } else if (word.starts_with("fit")) {
      number = trimmed(word.substr(3));
    } else {
      const std::optional<Length> width = parse_length(word);
      if (!width || *width <= Length()) return {};
      column.rule = ColumnWidth::Rule::fixed;
      column.width = *width;
    }
    if (!number.empty()) {
      const std::optional<Decimal> share = Decimal::parse(number);
      if (!share || share->mantissa() <= 0) return {};
      column.share = share->to_double();
    }
    columns.push_back(column);
  }
  return columns;
}

PropertyOutcome set_property(ParagraphProperties& to, std::string_view name,
                             std::string_view value) {
  return set_by(kParagraph, to, name, value);
}
PropertyOutcome set_property(CharacterProperties& to, std::string_view name,
                             std::string_view value) {
  return set_by(kCharacter, to, name, value);
}
PropertyOutcome set_property(TableProperties& to, std::string_view name, std::string_view value) {
  return set_by(kTable, to, name, value);
}

std::vector<std::string> property_names(const ParagraphProperties&) { return names_of(kParagraph); }
std::vector<std::string> property_names(const CharacterProperties&) { return names_of(kCharacter); }
std::vector<std::string> property_names(const TableProperties&) { return names_of(kTable); }

}  // namespace grif
