#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "core/text.hpp"
#include "expand/expand.hpp"
#include "expand/properties.hpp"
#include "xml/tree.hpp"

namespace grif {
namespace {

constexpr std::uint64_t kLargestFile = 1 << 20;

/// Reads the elements of a styles file into a sheet.
class StyleReader {
 public:
  explicit StyleReader(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

  StyleSheet read(XmlNode root) {
    if (root.name() != "styles") {
      diagnostics_.report(Kind::template_element, root.place(), {root.name(), "styles"});
      return {};
    }
    for (XmlNode node = root.first_child(); node; node = node.next_sibling()) read_child(node);
    for (const Link& link : links_) resolve(link);
    find_rings();
    return std::move(sheet_);
  }

 private:
  /// A style that another one names: known only when all are read.
  struct Link {
    StyleId from;
    StyleId Style::*member;
    std::string name;
    Place place;
  };

  void read_child(XmlNode node) {
    if (node.is_text()) {
      report_text(node, "styles");
      return;
    }
    if (node.name() == "defaults") {
      read_defaults(node);
    } else if (node.name() == "paragraph-style") {
      read_style(node, StyleType::paragraph);
    } else if (node.name() == "character-style") {
      read_style(node, StyleType::character);
    } else if (node.name() == "table-style") {
      read_style(node, StyleType::table);
    } else {
      diagnostics_.report(Kind::template_element, node.place(),
                          {node.name(), "defaults, paragraph-style, character-style, table-style"});
      return;
    }
    for (XmlNode child = node.first_child(); child; child = child.next_sibling()) {
      if (child.is_text()) {
        report_text(child, node.name());
      } else {
        diagnostics_.report(Kind::template_misplaced, child.place(),
                            {child.name(), node.name(), "—"});
      }
    }
  }

  void report_text(XmlNode text, std::string_view parent) {
    const std::string_view seen = trimmed(text.text());
    if (!seen.empty()) diagnostics_.report(Kind::template_text, text.place(), {seen, parent});
  }

  void read_defaults(XmlNode node) {
    Style style;
    for (const XmlNode::Attribute& attribute : node.attributes()) {
      set(style, node, attribute, StyleType::paragraph);
    }
    sheet_.default_paragraph = std::move(style.paragraph);
    sheet_.default_character = std::move(style.character);
  }

  void read_style(XmlNode node, StyleType type) {
    Style style{.type = type};
    const auto id = static_cast<StyleId>(sheet_.styles.size());
    for (const XmlNode::Attribute& attribute : node.attributes()) {
      const Place place = node.attribute_place(attribute.name);
      if (attribute.name == "id") {
        style.id = attribute.value;
      } else if (attribute.name == "name") {
        style.name = attribute.value;
      } else if (attribute.name == "based-on") {
        links_.push_back({id, &Style::based_on, std::string(attribute.value), place});
      } else if (attribute.name == "next" && type == StyleType::paragraph) {
        links_.push_back({id, &Style::next, std::string(attribute.value), place});
      } else {
        set(style, node, attribute, type);
      }
    }
    if (style.id.empty()) {
      diagnostics_.report(Kind::template_attribute_missing, node.place(), {node.name(), "id"});
      std::erase_if(links_, [&](const Link& link) { return link.from == id; });
      return;
    }
    if (sheet_.find(type, style.id) != kNoStyle) {
      diagnostics_.report(Kind::template_style_twice, node.attribute_place("id"), {style.id});
    }
    if (style.name.empty()) style.name = style.id;
    sheet_.styles.push_back(std::move(style));
  }

  /// Paragraph styles say paragraph and character properties, character styles the latter, table
  /// styles all three kinds.
  void set(Style& style, XmlNode node, const XmlNode::Attribute& attribute, StyleType type) {
    using Is = PropertyOutcome::Is;
    PropertyOutcome outcome = set_property(style.character, attribute.name, attribute.value);
    if (outcome.is == Is::unknown && type != StyleType::character) {
      outcome = set_property(style.paragraph, attribute.name, attribute.value);
    }
    if (outcome.is == Is::unknown && type == StyleType::table) {
      outcome = set_property(style.table, attribute.name, attribute.value);
    }
    const Place place = node.attribute_place(attribute.name);
    if (outcome.is == Is::refused) {
      diagnostics_.report(Kind::template_value, place,
                          {attribute.name, attribute.value, outcome.expected});
    } else if (outcome.is == Is::unknown) {
      diagnostics_.report(Kind::template_attribute, place,
                          {node.name(), attribute.name, known_names(attribute.name, type)});
    }
  }

  static std::string known_names(std::string_view name, StyleType type) {
    std::vector<std::string> names{"id", "name", "based-on"};
    const auto append = [&](const std::vector<std::string>& more) {
      names.insert(names.end(), more.begin(), more.end());
    };
    append(property_names(CharacterProperties{}));
    if (type != StyleType::character) append(property_names(ParagraphProperties{}));
    if (type == StyleType::table) append(property_names(TableProperties{}));
    const std::vector<std::string> near = nearest(name, names);
    return join(near.empty() ? names : near, ", ");
  }

  void resolve(const Link& link) {
    if (link.from >= sheet_.styles.size()) return;
    Style& style = sheet_.styles[link.from];
    const StyleId found = sheet_.find(style.type, link.name);
    if (found == kNoStyle) {
      std::vector<std::string> names;
      for (const Style& other : sheet_.styles) {
        if (other.type == style.type) names.push_back(other.id);
      }
      const std::vector<std::string> near = nearest(link.name, names);
      diagnostics_.report(Kind::template_style, link.place,
                          {link.name, join(near.empty() ? names : near, ", ")});
    }
    style.*link.member = found;
  }

  void find_rings() {
    for (const Link& link : links_) {
      if (link.member != &Style::based_on) continue;
      StyleId id = link.from;
      for (std::size_t i = 0; i <= sheet_.styles.size() && id != kNoStyle; ++i) {
        id = id < sheet_.styles.size() ? sheet_.styles[id].based_on : kNoStyle;
        if (id != link.from) continue;
        diagnostics_.report(Kind::template_style_ring, link.place, {sheet_.styles[id].id});
        break;
      }
    }
  }

  Diagnostics& diagnostics_;
  StyleSheet sheet_;
  std::vector<Link> links_;
};

}  // namespace

std::optional<StyleSheet> load_styles(const std::string& path, World& world, Sources& sources,
                                      Diagnostics& diagnostics) {
  const SourceId source = sources.add(path);
  Outcome<std::string> bytes = world.read_file(path, kLargestFile);
  if (!bytes) {
    diagnostics.report(Kind::template_missing, Place::whole(source),
                       {path, describe(bytes.fault, diagnostics.language())});
    return {};
  }
  const std::size_t errors = diagnostics.count(Severity::error);
  const std::optional<XmlTree> tree = XmlTree::parse(std::move(*bytes), source, diagnostics);
  if (!tree) return {};
  StyleSheet sheet = StyleReader(diagnostics).read(tree->root());
  if (diagnostics.count(Severity::error) != errors) return {};
  return sheet;
}

}  // namespace grif
