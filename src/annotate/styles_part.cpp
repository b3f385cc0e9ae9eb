#include "annotate/styles_part.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>

#include <fmt/format.h>

namespace grif::annotate {
namespace {

using Event = XmlScanner::Event;

/// Grounds by Severity: quiet ones for dark letters, deep ones for light letters.
constexpr std::array<std::uint32_t, 3> kLightGrounds = {0xD5E3F3, 0xFDE9B8, 0xF8CBC6};
constexpr std::array<std::uint32_t, 3> kDeepGrounds = {0x3A5F8A, 0x8A6100, 0xA33A32};
constexpr std::uint32_t kVariations = 512;
constexpr std::size_t kMostFormats = 64'000;  // Excel: 65,490

/// Ground number `variation`: nobody sees the difference, but each stands for another fill before.
constexpr std::uint32_t vary(std::uint32_t rgb, std::uint32_t variation) {
  return rgb - ((variation & 7) << 8) - (variation >> 3 & 7) - ((variation >> 6 & 7) << 16);
}

std::optional<std::uint32_t> parse_rgb(std::string_view text) {
  if (text.size() == 8) text.remove_prefix(2);
  std::uint32_t rgb = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), rgb, 16);
  if (text.size() != 6 || error != std::errc{} || end != text.data() + text.size())
    return std::nullopt;
  return rgb;
}

std::uint32_t parse_index(std::string_view text) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size() ? number : 0;
}

std::string pattern_fill(std::uint32_t rgb) {
  return fmt::format(
      "<patternFill patternType=\"solid\"><fgColor rgb=\"FF{:06X}\"/><bgColor indexed=\"64\"/>"
      "</patternFill>",
      rgb);
}

bool is_fill_element(std::string_view name) {
  constexpr std::array kNames = {"patternFill",  "fgColor", "bgColor",
                                 "gradientFill", "stop",    "color"};
  return std::ranges::find(kNames, name) != kNames.end();
}

void append_start(std::string& out, XmlScanner& scanner) {
  out += '<';
  out += scanner.local_name();
  for (const XmlScanner::Attribute& attribute : scanner.attributes()) {
    if (attribute.name.find(':') != std::string_view::npos || attribute.name == "xmlns") continue;
    std::string value;
    append_xml_decoded(value, attribute.value);
    out += fmt::format(" {}=\"{}\"", attribute.name, escaped(value));
  }
  out += scanner.is_empty_element() ? "/>" : ">";
}

/// A cell format but for its fill: formats with one key differ in that only.
std::string key_of_format(std::string_view text, const XmlElement& format) {
  std::string key;
  for (const AttributeText& attribute : attributes_of(text, format.tag))
    if (attribute.name != "fillId" && attribute.name != "applyFill")
      key += fmt::format("{}={} ", attribute.name, attribute.value);
  return key.append(text.substr(format.tag.end, format.whole.end - format.tag.end));
}

/// The format with another fill.
std::string with_fill(std::string_view format, std::uint32_t fill, bool applied) {
  const Span tag{0, end_of_tag(format, 0)};
  std::string out =
      apply_edits(format, {set_attribute(format, tag, "fillId", fmt::to_string(fill))});
  return apply_edits(
      out, {set_attribute(out, {0, end_of_tag(out, 0)}, "applyFill", applied ? "1" : "0")});
}

/// The part's sections, by StyleSection.
std::array<const XmlElement*, 4> find_sections(const XmlElement& root) {
  std::array<const XmlElement*, 4> found{};
  for (std::size_t i = 0; i < found.size(); ++i) found[i] = root.child(kStyleSections[i]);
  return found;
}

std::uint64_t fingerprint_of_tail(std::string_view text, const XmlElement& section,
                                  std::size_t first) {
  std::uint64_t print = fingerprint({});
  for (std::size_t i = first; i < section.children.size(); ++i)
    print = fingerprint(section.children[i].whole.of(text), print);
  return print;
}

bool is_as_left(std::string_view text, const std::array<const XmlElement*, 4>& sections,
                const Record& record) {
  for (std::size_t i = 0; i < sections.size(); ++i) {
    const Record::Tail& tail = record.tails[i];
    if (sections[i] == nullptr || tail.count == 0 ||
        sections[i]->children.size() != tail.first + tail.count ||
        fingerprint_of_tail(text, *sections[i], tail.first) != tail.fingerprint)
      return false;
  }
  return true;
}

/// Cuts what was added.
CleanStyles cut_tails(std::string_view text, const std::array<const XmlElement*, 4>& sections,
                      const Record& record) {
  CleanStyles clean;
  std::vector<Edit> edits;
  for (std::size_t i = 0; i < sections.size(); ++i) {
    const XmlElement& section = *sections[i];
    const Record::Tail& tail = record.tails[i];
    edits.push_back(
        {{section.children[tail.first].whole.begin, section.children.back().whole.end}, {}});
    if (find_attribute(text, section.tag, "count").whole.size() != 0)
      edits.push_back(set_attribute(text, section.tag, "count", fmt::to_string(tail.first)));
  }
  const Record::Tail& formats = record.tails[static_cast<std::size_t>(StyleSection::formats)];
  for (std::uint32_t i = 0; i < formats.first; ++i) clean.formats.push_back({.format = i});
  for (std::size_t i = 0; i < formats.count; ++i) {
    CleanFormat format{.ours = true};
    if (i < record.copies.size()) {
      const Record::Copy& copy = record.copies[i];
      format = {copy.format, true, copy.absent, copy.created};
    }
    clean.formats.push_back(format);
  }
  clean.text = apply_edits(text, std::move(edits));
  return clean;
}

/// Takes colours off formats that another program has written anew.
class ColourRemover {
 public:
  ColourRemover(std::string_view text, const XmlElement& root, const Record& record)
      : text_(text), sections_(find_sections(root)), record_(record) {
    prefix_ = prefix_at(text, root.tag.begin);
  }

  CleanStyles remove() {
    CleanStyles clean;
    const XmlElement* const formats = sections_[static_cast<std::size_t>(StyleSection::formats)];
    read_fills();
    if (formats == nullptr || fills_.empty()) return {std::string(text_), {}};
    for (std::uint32_t i = 0; i < formats->children.size(); ++i) {
      const XmlElement& format = formats->children[i];
      if (find_colour(fill_of(format)) == nullptr)
        likes_.try_emplace({key_of_format(text_, format), same_fill(fill_of(format))}, i);
    }
    next_format_ = static_cast<std::uint32_t>(formats->children.size());
    for (std::uint32_t i = 0; i < formats->children.size(); ++i)
      clean.formats.push_back(clean_format(formats->children[i], i));
    clean.text = finish();
    return clean;
  }

 private:
  void read_fills() {
    const XmlElement* const fills = sections_[static_cast<std::size_t>(StyleSection::fills)];
    if (fills == nullptr) return;
    for (const XmlElement& fill : fills->children) {
      fills_.push_back(read_fill(fill.whole.of(text_)));
      fill_numbers_.try_emplace(same_fill(static_cast<std::uint32_t>(fills_.size() - 1)),
                                static_cast<std::uint32_t>(fills_.size() - 1));
    }
  }
  [[nodiscard]] std::uint32_t fill_of(const XmlElement& format) const {
    return parse_index(find_attribute(text_, format.tag, "fillId").value.of(text_));
  }
  /// What tells fills apart: of a solid one its colour only.
  static std::string same_fill(const Fill& fill) {
    return fill.rgb ? fmt::format("{:06X}", *fill.rgb) : fill.content;
  }
  [[nodiscard]] std::string same_fill(std::uint32_t number) const {
    return number < fills_.size() ? same_fill(fills_[number]) : std::string();
  }
  [[nodiscard]] const Record::Colour* find_colour(std::uint32_t fill) const {
    if (fill >= fills_.size() || !fills_[fill].rgb) return nullptr;
    const auto found = std::ranges::find(record_.colours, *fills_[fill].rgb, &Record::Colour::rgb);
    return found == record_.colours.end() ? nullptr : &*found;
  }

  CleanFormat clean_format(const XmlElement& format, std::uint32_t number) {
    const Record::Colour* const colour = find_colour(fill_of(format));
    if (colour == nullptr) return {.format = number};
    const Fill before = read_fill("<fill>" + colour->before + "</fill>");
    const std::pair key{key_of_format(text_, format), same_fill(before)};
    auto like = likes_.find(key);
    if (like == likes_.end()) {
      added_formats_ +=
          with_fill(format.whole.of(text_), number_of(before), !before.content.empty());
      like = likes_.emplace(key, next_format_++).first;
    }
    return {.format = like->second, .ours = true};
  }

  std::uint32_t number_of(const Fill& fill) {
    const auto [found, is_new] = fill_numbers_.try_emplace(
        same_fill(fill), static_cast<std::uint32_t>(fills_.size() + added_fill_count_));
    if (is_new) {
      ++added_fill_count_;
      added_fills_ += prefixed("<fill>" + fill.content + "</fill>", prefix_);
    }
    return found->second;
  }

  std::string finish() {
    std::vector<Edit> edits;
    const auto append = [&](StyleSection which, const std::string& items, std::size_t count) {
      const XmlElement& section = *sections_[static_cast<std::size_t>(which)];
      if (items.empty()) return;
      edits.push_back(append_to(text_, section, items));
      if (find_attribute(text_, section.tag, "count").whole.size() != 0)
        edits.push_back(set_attribute(text_, section.tag, "count", fmt::to_string(count)));
    };
    append(StyleSection::fills, added_fills_, fills_.size() + added_fill_count_);
    append(StyleSection::formats, added_formats_, next_format_);
    return apply_edits(text_, std::move(edits));
  }

  std::string_view text_;
  std::array<const XmlElement*, 4> sections_;
  const Record& record_;
  std::string prefix_;
  std::vector<Fill> fills_;
  std::map<std::string, std::uint32_t> fill_numbers_;
  std::map<std::pair<std::string, std::string>, std::uint32_t> likes_;
  std::string added_fills_, added_formats_;
  std::size_t added_fill_count_ = 0;
  std::uint32_t next_format_ = 0;
};

}  // namespace

Fill read_fill(std::string_view item) {
  XmlScanner scanner(item);
  Fill fill;
  std::string rgb;
  bool none = true, solid = false;
  std::vector<bool> closes;
  for (;;) {
    const Event event = scanner.next();
    if (event == Event::fault) return {};
    if (event == Event::finished) break;
    if (event == Event::start && scanner.depth() > 1) {
      const std::string_view name = scanner.local_name();
      if (!is_fill_element(name)) {
        if (!scanner.skip_element()) return {};
        continue;
      }
      append_start(fill.content, scanner);
      closes.push_back(!scanner.is_empty_element());
      if (name == "patternFill") {
        const std::string_view type = scanner.attribute("patternType").value_or("none");
        none = none && type == "none";
        solid = type == "solid";
      } else if (name == "fgColor") {
        rgb = scanner.attribute("rgb").value_or("");
      } else {
        none = none && name != "gradientFill";
      }
    } else if (event == Event::end && scanner.depth() > 0) {
      if (!closes.empty() && closes.back())
        fill.content += "</" + std::string(scanner.local_name()) + ">";
      if (!closes.empty()) closes.pop_back();
    }
  }
  if (none) return {};
  if (solid) fill.rgb = parse_rgb(rgb);
  return fill;
}

bool is_light_font(std::string_view item) {
  XmlScanner scanner(item);
  for (Event event = scanner.next(); event != Event::finished && event != Event::fault;
       event = scanner.next()) {
    if (event != Event::start || scanner.local_name() != "color") continue;
    constexpr std::uint32_t kLight = 0x99;
    if (const auto rgb = parse_rgb(scanner.attribute("rgb").value_or("")))
      return (*rgb >> 16) > kLight && (*rgb >> 8 & 0xFF) > kLight && (*rgb & 0xFF) > kLight;
    if (const auto theme = scanner.attribute("theme")) return *theme == "0" || *theme == "2";
    const auto index = scanner.attribute("indexed");
    return index && (*index == "1" || *index == "9");
  }
  return false;
}

Record plain_colours() {
  Record record;
  for (const std::uint32_t rgb : kLightGrounds) record.colours.push_back({rgb, {}});
  for (const std::uint32_t rgb : kDeepGrounds) record.colours.push_back({rgb, {}});
  return record;
}

std::optional<CleanStyles> clean_styles(std::string text, const Record& record) {
  const XmlElement root = read_elements(text, 3);
  if (root.name.empty()) return std::nullopt;
  const auto sections = find_sections(root);
  if (is_as_left(text, sections, record)) return cut_tails(text, sections, record);
  if (record.colours.empty()) return CleanStyles{std::move(text), {}};
  return ColourRemover(text, root, record).remove();
}

// ---- Adding

StyleAdder::StyleAdder(std::string_view text)
    : text_(text), root_(read_elements(text, 3)), prefix_(prefix_at(text, root_.tag.begin)) {
  constexpr std::array<std::string_view, 4> kStanding = {
      "<font><sz val=\"11\"/><name val=\"Calibri\"/><family val=\"2\"/></font>",
      "<fill><patternFill patternType=\"none\"/></fill><fill><patternFill "
      "patternType=\"gray125\"/></fill>",
      "<border><left/><right/><top/><bottom/><diagonal/></border>",
      "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>"};
  if (!root_.name.empty() && root_.empty_tag()) {
    opened_ = apply_edits(text_, {append_to(text_, root_, {})});
    text_ = opened_;
    root_ = read_elements(text_, 3);
  }
  const auto elements = find_sections(root_);
  for (std::size_t i = 0; i < sections_.size(); ++i) {
    Section& section = sections_[i];
    section.element = elements[i];
    if (section.element != nullptr) section.first = section.element->children.size();
    if (section.first != 0) continue;
    section.standing = kStanding[i];
    section.first = i == static_cast<std::size_t>(StyleSection::fills) ? 2 : 1;
  }
  const Section& fills = section(StyleSection::fills);
  if (fills.element == nullptr) return;
  for (const XmlElement& fill : fills.element->children)
    if (const auto rgb = read_fill(fill.whole.of(text_)).rgb) taken_.insert(*rgb);
}

std::string_view StyleAdder::item(StyleSection which, std::size_t index) const {
  const Section& section = sections_[static_cast<std::size_t>(which)];
  if (section.element == nullptr || index >= section.element->children.size()) return {};
  return section.element->children[index].whole.of(text_);
}

std::uint32_t StyleAdder::add(StyleSection which, std::string item) {
  Section& to = section(which);
  to.added.push_back(std::move(item));
  return to.next() - 1;
}

std::optional<std::uint32_t> StyleAdder::add_fill(const FillKey& key) {
  if (const auto found = fills_.find(key); found != fills_.end()) return found->second;
  const auto& [severity, deep, before] = key;
  const std::uint32_t ground =
      (deep ? kDeepGrounds : kLightGrounds)[static_cast<std::size_t>(severity)];
  for (std::uint32_t i = 0; i < kVariations; ++i) {
    const std::uint32_t rgb = vary(ground, i);
    if (!taken_.insert(rgb).second) continue;
    colours_.push_back({rgb, before});
    const std::uint32_t number =
        add(StyleSection::fills, prefixed("<fill>" + pattern_fill(rgb) + "</fill>", prefix_));
    fills_.emplace(key, number);
    return number;
  }
  return std::nullopt;
}

std::optional<std::uint32_t> StyleAdder::mark(const Record::Copy& cell, Severity severity) {
  const std::tuple key{cell.format, cell.absent, cell.created, severity};
  if (const auto found = marks_.find(key); found != marks_.end()) return found->second;
  std::string_view format = item(StyleSection::formats, cell.format);
  const std::string plain =
      prefixed("<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>", prefix_);
  if (format.empty()) format = item(StyleSection::formats, 0);
  if (format.empty()) format = plain;
  const Span tag{0, end_of_tag(format, 0)};
  const auto number = [&](std::string_view name) {
    return parse_index(find_attribute(format, tag, name).value.of(format));
  };
  const std::string_view font = item(StyleSection::fonts, number("fontId"));
  const std::string_view fill = item(StyleSection::fills, number("fillId"));
  const auto ground = section(StyleSection::formats).next() < kMostFormats
                          ? add_fill({severity, !font.empty() && is_light_font(font),
                                      fill.empty() ? std::string() : read_fill(fill).content})
                          : std::nullopt;
  if (!ground) return std::nullopt;
  copies_.push_back(cell);
  const std::uint32_t made = add(StyleSection::formats, with_fill(format, *ground, true));
  marks_.emplace(key, made);
  return made;
}

std::array<std::uint32_t, kLooks> StyleAdder::add_looks() {
  const auto font = [&](std::string_view size, std::string_view before, std::string_view colour) {
    return add(StyleSection::fonts,
               prefixed(fmt::format("<font>{}<sz val=\"{}\"/>{}<name val=\"Arial\"/><family "
                                    "val=\"2\"/></font>",
                                    before, size, colour),
                        prefix_));
  };
  // None of the colours that stand for another fill.
  const auto ground = [](Severity severity) {
    return vary(kLightGrounds[static_cast<std::size_t>(severity)], kVariations - 1);
  };
  const auto fill = [&](std::uint32_t rgb) {
    return add(StyleSection::fills, prefixed("<fill>" + pattern_fill(rgb) + "</fill>", prefix_));
  };
  const std::uint32_t title_font = font("14", "<b/>", "<color rgb=\"FF000000\"/>");
  const std::uint32_t text_font = font("10", "", "<color rgb=\"FF000000\"/>");
  const std::uint32_t head_font = font("10", "<b/>", "<color rgb=\"FF000000\"/>");
  const std::uint32_t link_font = font("10", "<u/>", "<color rgb=\"FF0563C1\"/>");
  const auto side = [](std::string_view name) {
    return fmt::format("<{0} style=\"thin\"><color rgb=\"FFBFBFBF\"/></{0}>", name);
  };
  const std::uint32_t lines =
      add(StyleSection::borders, prefixed("<border>" + side("left") + side("right") + side("top") +
                                              side("bottom") + "<diagonal/></border>",
                                          prefix_));
  const auto format = [&](std::uint32_t of_font, std::uint32_t of_fill, std::uint32_t of_border,
                          std::string_view alignment) {
    return add(StyleSection::formats,
               prefixed(fmt::format("<xf numFmtId=\"0\" fontId=\"{}\" fillId=\"{}\" "
                                    "borderId=\"{}\" applyFont=\"1\" applyFill=\"1\" "
                                    "applyBorder=\"1\" applyAlignment=\"1\"><alignment {}/></xf>",
                                    of_font, of_fill, of_border, alignment),
                        prefix_));
  };
  constexpr std::string_view kWrapped = "vertical=\"top\" wrapText=\"1\"";
  return {format(title_font, 0, 0, "vertical=\"center\""),
          format(text_font, 0, 0, kWrapped),
          format(head_font, fill(0xE7E6E6), lines, "vertical=\"center\" wrapText=\"1\""),
          format(text_font, 0, lines, kWrapped),
          format(link_font, 0, lines, kWrapped),
          format(text_font, fill(ground(Severity::note)), lines, kWrapped),
          format(text_font, fill(ground(Severity::warning)), lines, kWrapped),
          format(text_font, fill(ground(Severity::error)), lines, kWrapped)};
}

/// Where a section that is missing belongs (18.8.39).
std::size_t StyleAdder::place_of(std::size_t section) const {
  constexpr std::array<std::string_view, 11> kOrder = {
      "numFmts",    "fonts", "fills",       "borders", "cellStyleXfs", "cellXfs",
      "cellStyles", "dxfs",  "tableStyles", "colors",  "extLst"};
  const auto own = std::ranges::find(kOrder, kStyleSections[section]);
  for (const XmlElement& child : root_.children) {
    const auto other = std::ranges::find(kOrder, child.name);
    if (other != kOrder.end() && other > own) return child.whole.begin;
  }
  return text_.rfind("</", root_.whole.end - 1);
}

std::string StyleAdder::finish(Record& record) {
  std::vector<Edit> edits;
  for (std::size_t i = 0; i < sections_.size(); ++i) {
    const Section& section = sections_[i];
    std::uint64_t print = fingerprint({});
    std::string items = prefixed(section.standing, prefix_);
    for (const std::string& item : section.added) {
      print = fingerprint(item, print);
      items += item;
    }
    record.tails[i] = {section.first, section.added.size(), print};
    const std::string count = fmt::to_string(section.next());
    if (section.element == nullptr) {
      const std::size_t at = place_of(i);
      edits.push_back({{at, at},
                       fmt::format("<{0}{1} count=\"{2}\">{3}</{0}{1}>", prefix_, kStyleSections[i],
                                   count, items)});
      continue;
    }
    edits.push_back(append_to(text_, *section.element, items));
    if (find_attribute(text_, section.element->tag, "count").whole.size() != 0)
      edits.push_back(set_attribute(text_, section.element->tag, "count", count));
  }
  record.colours = colours_;
  record.copies = copies_;
  return apply_edits(text_, std::move(edits));
}

std::string plain_styles(std::string_view main_namespace) {
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<styleSheet "
      "xmlns=\"{}\"></styleSheet>",
      main_namespace);
}

}  // namespace grif::annotate
