#include <algorithm>
#include <charconv>

#include "read/docx_parts.hpp"

namespace grif {
namespace {

using Event = XmlScanner::Event;

/// Reads one w:style or w:docDefaults into `style`; stands after its start, leaves after its end.
bool read_style(XmlScanner& scanner, WordStyle& style) {
  const std::size_t outside = scanner.depth() - 1;
  for (;;) {
    const Event event = scanner.next();
    if (event == Event::fault || event == Event::finished) return false;
    if (event == Event::end && scanner.depth() == outside) return true;
    if (event != Event::start) continue;
    const std::string_view name = scanner.local_name();
    const std::string value(scanner.attribute("val").value_or(""));
    if (name == "basedOn") style.based_on = value;
    if (name == "b") style.bold = is_switched_on(scanner);
    if (name == "vanish") style.hidden = is_switched_on(scanner);
    if (name == "jc") style.alignment = parse_word_alignment(value);
    if (name == "numId") style.list = parse_word_number(value);
    if (name == "ilvl") style.list_level = parse_word_number(value);
    if (name == "outlineLvl") style.heading = true;
    // What a table's style says of parts of the table is not what it says of its text.
    if (name == "tblStylePr" && !scanner.skip_element()) return false;
  }
}

void take_missing(WordStyle& style, const WordStyle& from) {
  const auto take = [](auto& value, const auto& other) {
    if (!value) value = other;
  };
  take(style.bold, from.bold);
  take(style.hidden, from.hidden);
  take(style.alignment, from.alignment);
  take(style.list, from.list);
  take(style.list_level, from.list_level);
  take(style.heading, from.heading);
}

}  // namespace

std::optional<WordAlignment> parse_word_alignment(std::string_view value) {
  if (value == "center") return WordAlignment::centre;
  if (value == "right" || value == "end") return WordAlignment::right;
  if (value == "left" || value == "start" || value == "both" || value == "distribute")
    return WordAlignment::left;
  return std::nullopt;
}

std::uint32_t parse_word_number(std::optional<std::string_view> text) {
  std::uint32_t number = 0;
  if (text) std::from_chars(text->data(), text->data() + text->size(), number);
  return number;
}

bool is_drawn(std::string_view border) {
  return !border.empty() && border != "nil" && border != "none";
}

void WordStyles::add(std::string id, WordStyle style, bool is_default_of_paragraphs) {
  if (is_default_of_paragraphs) default_ = id;
  styles_.insert_or_assign(std::move(id), std::move(style));
}

void WordStyles::resolve() {
  constexpr int kMostSteps = 20;  // a chain that is longer turns in a circle
  std::map<std::string, WordStyle, std::less<>> resolved = styles_;
  for (auto& [id, style] : resolved) {
    std::string base = style.based_on;
    for (int step = 0; step < kMostSteps && !base.empty(); ++step) {
      const auto found = styles_.find(base);
      if (found == styles_.end()) break;
      take_missing(style, found->second);
      base = found->second.based_on;
    }
  }
  styles_ = std::move(resolved);
}

const WordStyle& WordStyles::style(std::string_view id) const {
  static const WordStyle kPlain;
  const auto found = styles_.find(id.empty() ? std::string_view(default_) : id);
  return found == styles_.end() ? kPlain : found->second;
}

std::optional<WordStyles> read_word_styles(const XlsxPart& part, Place file,
                                           Diagnostics& diagnostics) {
  WordStyles styles;
  XmlScanner scanner(part.text, kOfficeLimits);
  for (;;) {
    const Event event = scanner.next();
    if (event == Event::finished) {
      styles.resolve();
      return styles;
    }
    if (event == Event::start && scanner.local_name() == "style") {
      std::string id(scanner.attribute("styleId").value_or(""));
      const bool is_paragraphs = scanner.attribute("type") == "paragraph";
      const auto by_default = scanner.attribute("default");
      const bool is_default =
          is_paragraphs && by_default && *by_default != "0" && *by_default != "false";
      WordStyle style;
      if (read_style(scanner, style)) {
        styles.add(std::move(id), std::move(style), is_default);
        continue;
      }
    } else if (event != Event::fault) {
      continue;
    }
    report_part_fault(scanner, part, file, file, diagnostics);
    return std::nullopt;
  }
}

std::map<std::string, bool, std::less<>> read_bordered_styles(const XlsxPart& part) {
  std::map<std::string, bool, std::less<>> bordered;
  XmlScanner scanner(part.text, kOfficeLimits);
  std::string id, base;
  std::map<std::string, std::string, std::less<>> bases;
  bool in_borders = false;
  for (Event event = scanner.next(); event != Event::finished && event != Event::fault;
       event = scanner.next()) {
    const std::string_view name = scanner.local_name();
    if (event == Event::end && name == "tblBorders") in_borders = false;
    if (event != Event::start) continue;
    if (name == "style") {
      id = scanner.attribute("styleId").value_or("");
      bordered.emplace(id, false);
    } else if (name == "basedOn") {
      bases[id] = scanner.attribute("val").value_or("");
    } else if (name == "tblBorders") {
      in_borders = true;
    } else if (in_borders && is_drawn(scanner.attribute("val").value_or(""))) {
      bordered[id] = true;
    }
  }
  constexpr int kMostSteps = 20;
  for (auto& [style, drawn] : bordered) {
    auto at = bases.find(style);
    for (int step = 0; step < kMostSteps && !drawn && at != bases.end(); ++step) {
      const auto found = bordered.find(at->second);
      drawn = found != bordered.end() && found->second;
      at = bases.find(at->second);
    }
  }
  return bordered;
}

}  // namespace grif
