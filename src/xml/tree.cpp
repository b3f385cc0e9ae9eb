#include "xml/tree.hpp"

#include <algorithm>
#include <limits>

#include "core/arena.hpp"
#include "xml/characters.hpp"
#include "xml/encoding.hpp"
#include "xml/lines.hpp"

namespace grif {

/// An element or a text. Nodes stand in the order of the document.
struct XmlTreeNode {
  std::string_view value;    ///< local name of an element; a text
  std::uint32_t offset = 0;  ///< of an element's `<`, of a text's first byte
  std::uint32_t parent = 0, next = 0, first_child = 0;  ///< indices of nodes; 0: none
  std::uint32_t first_attribute = 0, attributes = 0;
  bool is_text = false;
};

/// The document and its nodes, which point into its text or into the arena.
struct XmlTreeData {
  std::string text;
  LineIndex lines;
  SourceId source = kNoSource;
  std::vector<XmlTreeNode> nodes;  ///< the first one is the root
  std::vector<XmlNode::Attribute> attributes;
  std::vector<std::uint32_t> value_offsets;  ///< of the attributes
  Arena decoded;

  [[nodiscard]] Place place_of(std::size_t offset) const {
    const LineColumn at = lines.locate(offset);
    return Place::position(source, at.line, at.column);
  }
};

namespace {

bool is_blank(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return is_xml_byte(c, kXmlBlank); });
}

bool is_namespace(std::string_view attribute) {
  return attribute.starts_with("xmlns") && (attribute.size() == 5 || attribute[5] == ':');
}

/// Whether an attribute as written is that of the local name, if none is written so.
bool has_local_name(std::string_view written, std::string_view name) {
  return written.size() > name.size() && written.ends_with(name) &&
         written[written.size() - name.size() - 1] == ':';
}

/// Makes the nodes from the events of the scanner.
class TreeBuilder {
 public:
  TreeBuilder(XmlTreeData& data, XmlLimits limits) : data_(&data), scanner_(data.text, limits) {
    data.nodes.reserve(data.text.size() / 24);  // about as many as there are
    data.attributes.reserve(data.text.size() / 48);
    data.value_offsets.reserve(data.text.size() / 48);
  }

  /// False on a fault.
  bool build() {
    for (;;) {
      switch (scanner_.next()) {
        case XmlScanner::Event::start:
          add_element();
          break;
        case XmlScanner::Event::text:
          add_text();
          break;
        case XmlScanner::Event::end:
          end_element();
          break;
        case XmlScanner::Event::finished:
          return true;
        case XmlScanner::Event::fault:
          return false;
      }
    }
  }
  [[nodiscard]] const XmlScanner::Fault& fault() const { return scanner_.fault(); }

 private:
  struct Open {
    std::uint32_t node;
    std::uint32_t last_child = 0;
    bool keeps_blanks = false, has_blanks = false, has_text = false;
  };

  std::uint32_t add_node(std::string_view value, std::size_t offset, bool is_text) {
    const auto index = static_cast<std::uint32_t>(data_->nodes.size());
    data_->nodes.push_back(
        {.value = value, .offset = static_cast<std::uint32_t>(offset), .is_text = is_text});
    if (open_.empty()) return index;
    Open& parent = open_.back();
    data_->nodes[index].parent = parent.node;
    if (parent.last_child == 0)
      data_->nodes[parent.node].first_child = index;
    else
      data_->nodes[parent.last_child].next = index;
    parent.last_child = index;
    return index;
  }

  void add_element() {
    const std::uint32_t index = add_node(scanner_.local_name(), scanner_.offset(), false);
    Open element{index};
    if (!open_.empty()) element.keeps_blanks = open_.back().keeps_blanks;
    const auto first = static_cast<std::uint32_t>(data_->attributes.size());
    for (const XmlScanner::Attribute& attribute : scanner_.attributes()) {
      if (is_namespace(attribute.name)) continue;
      const std::string_view value = decode(attribute.value);
      data_->attributes.push_back({attribute.name, value});
      data_->value_offsets.push_back(
          static_cast<std::uint32_t>(attribute.value.data() - data_->text.data()));
      if (attribute.name == "xml:space" && !value.empty())
        element.keeps_blanks = value == "preserve";
    }
    data_->nodes[index].first_attribute = first;
    data_->nodes[index].attributes = static_cast<std::uint32_t>(data_->attributes.size()) - first;
    open_.push_back(element);
  }

  std::string_view decode(std::string_view raw) {
    if (std::ranges::none_of(raw, [](char c) { return is_xml_byte(c, kXmlValueDecoded); }))
      return raw;
    return data_->decoded.store(decode_xml_attribute(raw));
  }

  void add_text() {
    const bool in_buffer = scanner_.text_is_in_buffer();
    const std::string_view text = scanner_.text();
    add_node(in_buffer ? text : data_->decoded.store(text), scanner_.text_offset(), true);
    Open& parent = open_.back();
    const bool blank = !scanner_.text_is_cdata() && is_blank(text);
    (blank ? parent.has_blanks : parent.has_text) = true;
  }

  /// Blanks between elements are no content.
  void end_element() {
    const Open& element = open_.back();
    if (element.has_blanks && !element.has_text && !element.keeps_blanks) {
      std::uint32_t* link = &data_->nodes[element.node].first_child;
      while (*link != 0) {
        XmlTreeNode& child = data_->nodes[*link];
        if (child.is_text)
          *link = child.next;
        else
          link = &child.next;
      }
    }
    open_.pop_back();
  }

  XmlTreeData* data_;
  XmlScanner scanner_;
  std::vector<Open> open_;
};

}  // namespace

Diagnostic& report_xml_fault(const XmlScanner::Fault& fault, Place place,
                             Diagnostics& diagnostics) {
  return diagnostics.report(fault.kind, place, {fault.detail, fault.other});
}

XmlTree::XmlTree(std::unique_ptr<XmlTreeData> data) : data_(std::move(data)) {}
XmlTree::XmlTree(XmlTree&&) noexcept = default;
XmlTree& XmlTree::operator=(XmlTree&&) noexcept = default;
XmlTree::~XmlTree() = default;

std::optional<XmlTree> XmlTree::parse(std::string bytes, SourceId source, Diagnostics& diagnostics,
                                      XmlLimits limits) {
  auto text = convert_xml_to_utf8(std::move(bytes), Place::whole(source), diagnostics);
  if (!text) return std::nullopt;
  if (text->size() > std::numeric_limits<std::uint32_t>::max()) {
    diagnostics.report(Kind::xml_too_long, Place::whole(source), {"4294967295"});
    return std::nullopt;
  }
  auto data = std::make_unique<XmlTreeData>();
  data->text = std::move(*text);
  data->source = source;
  data->lines = LineIndex(data->text);
  TreeBuilder builder(*data, limits);
  if (!builder.build()) {
    report_xml_fault(builder.fault(), data->place_of(builder.fault().offset), diagnostics);
    return std::nullopt;
  }
  return XmlTree(std::move(data));
}

XmlNode XmlTree::root() const { return {data_.get(), data_->nodes.data()}; }

XmlNode XmlNode::at(std::uint32_t index) const {
  return index == 0 ? XmlNode() : XmlNode(tree_, &tree_->nodes[index]);
}

bool XmlNode::is_element() const { return node_ != nullptr && !node_->is_text; }
bool XmlNode::is_text() const { return node_ != nullptr && node_->is_text; }
std::string_view XmlNode::name() const { return is_element() ? node_->value : std::string_view(); }
std::string_view XmlNode::text() const { return is_text() ? node_->value : std::string_view(); }

std::string XmlNode::whole_text() const {
  std::string text;
  // The next in the order of the document, not going above this one.
  for (XmlNode node = *this; node;) {
    text += node.text();
    XmlNode next = node.first_child();
    while (!next && node != *this) {
      next = node.next_sibling();
      if (!next) node = node.parent();
    }
    node = next;
  }
  return text;
}

std::size_t XmlNode::find_attribute(std::string_view name) const {
  const std::span<const Attribute> all = attributes();
  std::size_t found = kNoAttribute;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].name == name) return i;
    if (found == kNoAttribute && has_local_name(all[i].name, name)) found = i;
  }
  return found;
}

std::optional<std::string_view> XmlNode::attribute(std::string_view name) const {
  const std::size_t found = find_attribute(name);
  if (found == kNoAttribute) return std::nullopt;
  return attributes()[found].value;
}

std::span<const XmlNode::Attribute> XmlNode::attributes() const {
  if (node_ == nullptr) return {};
  return std::span(tree_->attributes).subspan(node_->first_attribute, node_->attributes);
}

XmlNode XmlNode::first_child() const {
  return node_ == nullptr ? XmlNode() : at(node_->first_child);
}
XmlNode XmlNode::next_sibling() const { return node_ == nullptr ? XmlNode() : at(node_->next); }

XmlNode XmlNode::parent() const {
  return node_ == nullptr || node_ == tree_->nodes.data()
             ? XmlNode()
             : XmlNode(tree_, &tree_->nodes[node_->parent]);
}

XmlNode XmlNode::child(std::string_view name) const {
  for (XmlNode node = first_child(); node; node = node.next_sibling())
    if (node.is_element() && node.name() == name) return node;
  return {};
}

std::vector<XmlNode> XmlNode::elements() const {
  std::vector<XmlNode> all;
  for (XmlNode node = first_child(); node; node = node.next_sibling())
    if (node.is_element()) all.push_back(node);
  return all;
}

Place XmlNode::place() const {
  return node_ == nullptr ? Place::nowhere() : tree_->place_of(node_->offset);
}

Place XmlNode::attribute_place(std::string_view name) const {
  const std::size_t found = find_attribute(name);
  if (found == kNoAttribute) return place();
  return tree_->place_of(tree_->value_offsets[node_->first_attribute + found]);
}

}  // namespace grif
