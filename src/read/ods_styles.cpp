#include "core/text.hpp"
#include "read/ods_parts.hpp"

namespace grif {

using Event = XmlScanner::Event;

void OdsStyles::add(std::string name, OdsStyle style) {
  styles_.insert_or_assign(std::move(name), std::move(style));
}

void OdsStyles::add_duration(std::string name) { durations_[std::move(name)] = true; }

void OdsStyles::resolve() {
  constexpr int kMostSteps = 20;
  const auto read = styles_;
  for (auto& [name, style] : styles_) {
    std::string base = style.based_on;
    for (int step = 0; step < kMostSteps && !base.empty(); ++step) {
      const auto found = read.find(base);
      if (found == read.end()) break;
      const OdsStyle& from = found->second;
      if (!style.bold) style.bold = from.bold;
      if (!style.struck) style.struck = from.struck;
      if (!style.coloured) style.coloured = from.coloured;
      if (!style.line_above) style.line_above = from.line_above;
      if (!style.line_below) style.line_below = from.line_below;
      if (!style.line_beside) style.line_beside = from.line_beside;
      if (style.data_style.empty()) style.data_style = from.data_style;
      base = from.based_on;
    }
  }
}

const OdsStyle& OdsStyles::style(std::string_view name) const {
  static const OdsStyle kPlain;
  const auto found = styles_.find(name);
  return found == styles_.end() ? kPlain : found->second;
}

bool OdsStyles::shows_duration(const OdsStyle& style) const {
  return durations_.contains(style.data_style);
}

namespace {

/// The borders of a cell (fo:border, 20.183): `none`, or a width, a style and a colour.
void read_borders(XmlScanner& scanner, OdsStyle& style) {
  const auto is_drawn = [&](std::string_view attribute) -> std::optional<bool> {
    const auto line = scanner.attribute(attribute);
    if (!line) return std::nullopt;
    return *line != "none" && *line != "hidden";
  };
  const std::optional<bool> all = is_drawn("border");
  if (all) style.line_above = style.line_below = style.line_beside = all;
  if (const auto line = is_drawn("border-top")) style.line_above = line;
  if (const auto line = is_drawn("border-bottom")) style.line_below = line;
  const auto left = is_drawn("border-left"), right = is_drawn("border-right");
  if (left || right) style.line_beside = left.value_or(false) || right.value_or(false);
}

}  // namespace

bool read_ods_styles(const XlsxPart& part, Place file, OdsStyles& styles,
                     Diagnostics& diagnostics) {
  XmlScanner scanner(part.text, kOfficeLimits);
  std::string name;
  OdsStyle style;
  for (;;) {
    const Event event = scanner.next();
    if (event == Event::fault) {
      report_part_fault(scanner, part, file, file, diagnostics);
      return false;
    }
    if (event == Event::finished) break;
    const std::string element(scanner.local_name());
    if (event == Event::end && element == "style" && !name.empty()) {
      styles.add(std::move(name), std::move(style));
      name.clear();
      style = {};
    }
    if (event != Event::start) continue;
    if (element == "body") break;  // the sheets themselves: no styles in them
    if (element == "style") {
      name = scanner.attribute("name").value_or("");
      style = {};
      style.based_on = scanner.attribute("parent-style-name").value_or("");
      style.data_style = scanner.attribute("data-style-name").value_or("");
    } else if (element == "text-properties") {
      if (const auto weight = scanner.attribute("font-weight"))
        style.bold = *weight == "bold" || (*weight >= "600" && *weight <= "900");
      if (const auto line = scanner.attribute("text-line-through-style"))
        style.struck = *line != "none";
      if (const auto colour = scanner.attribute("color")) style.coloured = *colour != "#000000";
    } else if (element == "table-cell-properties") {
      read_borders(scanner, style);
    } else if (element == "table-properties") {
      style.hidden_table = scanner.attribute("display") == "false";
    } else if (element == "time-style" && scanner.attribute("truncate-on-overflow") == "false") {
      styles.add_duration(std::string(scanner.attribute("name").value_or("")));
    }
  }
  styles.resolve();
  return true;
}

}  // namespace grif
