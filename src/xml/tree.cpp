#include "xml/tree.hpp"

#include <algorithm>
#include <cstring>

#include <pugixml.hpp>

#include "xml/characters.hpp"
#include "xml/encoding.hpp"
#include "xml/lines.hpp"

namespace grif {

/// The document, and its text as it was before pugixml wrote into its own copy.
struct XmlTreeData {
  std::string text;
  LineIndex lines;
  SourceId source = kNoSource;
  bool has_prefixes = false;  ///< some attribute's name has one
  pugi::xml_document document;

  [[nodiscard]] Place place_of(std::size_t offset) const {
    const LineColumn at = lines.locate(offset);
    return Place::position(source, at.line, at.column);
  }
};

namespace {

constexpr unsigned kParsing = pugi::parse_cdata | pugi::parse_escapes |
                              pugi::parse_wconv_attribute | pugi::parse_eol | pugi::parse_ws_pcdata;

pugi::xml_node unwrap(void* node) {
  return pugi::xml_node(static_cast<pugi::xml_node_struct*>(node));
}

bool is_text_node(pugi::xml_node node) {
  return node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata;
}

bool is_blank_node(pugi::xml_node node) {
  return node.type() == pugi::node_pcdata &&
         std::ranges::all_of(std::string_view(node.value()),
                             [](char c) { return is_xml_byte(c, kXmlBlank); });
}

std::string_view local_name_of(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

bool has_prefix(const XmlScanner::Attribute& attribute) {
  return attribute.name.find(':') != std::string_view::npos;
}

bool is_namespace(std::string_view attribute) {
  return attribute == "xmlns" || attribute.starts_with("xmlns:");
}

/// By its name as written, or, where there are prefixes at all, by its local name.
pugi::xml_attribute find_attribute(pugi::xml_node node, std::string_view name, bool has_prefixes) {
  for (const pugi::xml_attribute candidate : node.attributes()) {
    const char* const written = candidate.name();
    if (std::strncmp(written, name.data(), name.size()) == 0 && written[name.size()] == '\0')
      return candidate;
  }
  if (!has_prefixes) return {};
  for (const pugi::xml_attribute candidate : node.attributes()) {
    const std::string_view written = candidate.name();
    if (local_name_of(written) == name && !is_namespace(written)) return candidate;
  }
  return {};
}

/// The node after this one in the order of the document, not going above `root`.
pugi::xml_node next_in_document(pugi::xml_node node, pugi::xml_node root) {
  if (node.first_child()) return node.first_child();
  while (node != root && !node.next_sibling()) node = node.parent();
  return node == root ? pugi::xml_node() : node.next_sibling();
}

bool keeps_blanks(pugi::xml_node element) {
  for (; element; element = element.parent()) {
    const std::string_view space = element.attribute("xml:space").value();
    if (!space.empty()) return space == "preserve";
  }
  return false;
}

void remove_blank_texts(pugi::xml_node root) {
  for (pugi::xml_node element = root; element; element = next_in_document(element, root)) {
    if (element.type() != pugi::node_element) continue;
    const auto children = element.children();
    const bool has_blanks = std::any_of(children.begin(), children.end(), is_blank_node);
    const bool has_text = std::any_of(children.begin(), children.end(), [](pugi::xml_node node) {
      return is_text_node(node) && !is_blank_node(node);
    });
    if (!has_blanks || has_text || keeps_blanks(element)) continue;
    for (pugi::xml_node child = element.first_child(); child;) {
      const pugi::xml_node next = child.next_sibling();
      if (is_blank_node(child)) element.remove_child(child);
      child = next;
    }
  }
}

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
  auto data = std::make_unique<XmlTreeData>();
  data->text = std::move(*text);
  data->source = source;
  data->lines = LineIndex(data->text);
  // pugixml takes nearly everything for XML: the scanner has the say.
  XmlScanner scanner(data->text, limits);
  for (;;) {
    const XmlScanner::Event event = scanner.next();
    if (event == XmlScanner::Event::finished) break;
    if (event == XmlScanner::Event::start && !data->has_prefixes)
      data->has_prefixes = std::ranges::any_of(scanner.attributes(), has_prefix);
    if (event != XmlScanner::Event::fault) continue;
    report_xml_fault(scanner.fault(), data->place_of(scanner.fault().offset), diagnostics);
    return std::nullopt;
  }
  const pugi::xml_parse_result result = data->document.load_buffer(
      data->text.data(), data->text.size(), kParsing, pugi::encoding_utf8);
  if (!result) {
    diagnostics.report(Kind::xml_syntax, data->place_of(static_cast<std::size_t>(result.offset)),
                       {result.description()});
    return std::nullopt;
  }
  remove_blank_texts(data->document.document_element());
  return XmlTree(std::move(data));
}

XmlNode XmlTree::root() const {
  return {data_.get(), data_->document.document_element().internal_object()};
}

XmlNode XmlNode::wrap(void* node) const { return node ? XmlNode(tree_, node) : XmlNode(); }

bool XmlNode::is_element() const { return unwrap(node_).type() == pugi::node_element; }
bool XmlNode::is_text() const { return is_text_node(unwrap(node_)); }
std::string_view XmlNode::name() const { return local_name_of(unwrap(node_).name()); }
std::string_view XmlNode::text() const { return unwrap(node_).value(); }

std::string XmlNode::whole_text() const {
  std::string text;
  const pugi::xml_node root = unwrap(node_);
  for (pugi::xml_node node = root; node; node = next_in_document(node, root)) {
    if (is_text_node(node)) text += node.value();
  }
  return text;
}

std::optional<std::string_view> XmlNode::attribute(std::string_view name) const {
  if (!node_) return std::nullopt;
  const pugi::xml_attribute found = find_attribute(unwrap(node_), name, tree_->has_prefixes);
  if (!found) return std::nullopt;
  return found.value();
}

std::vector<XmlNode::Attribute> XmlNode::attributes() const {
  std::vector<Attribute> all;
  for (const pugi::xml_attribute attribute : unwrap(node_).attributes()) {
    if (!is_namespace(attribute.name())) all.push_back({attribute.name(), attribute.value()});
  }
  return all;
}

XmlNode XmlNode::first_child() const { return wrap(unwrap(node_).first_child().internal_object()); }
XmlNode XmlNode::next_sibling() const {
  return wrap(unwrap(node_).next_sibling().internal_object());
}

XmlNode XmlNode::parent() const {
  const pugi::xml_node parent = unwrap(node_).parent();
  return parent.type() == pugi::node_element ? wrap(parent.internal_object()) : XmlNode();
}

XmlNode XmlNode::child(std::string_view name) const {
  for (const pugi::xml_node node : unwrap(node_).children()) {
    if (node.type() == pugi::node_element && local_name_of(node.name()) == name)
      return wrap(node.internal_object());
  }
  return {};
}

std::vector<XmlNode> XmlNode::elements() const {
  std::vector<XmlNode> all;
  for (const pugi::xml_node node : unwrap(node_).children()) {
    if (node.type() == pugi::node_element) all.push_back(wrap(node.internal_object()));
  }
  return all;
}

Place XmlNode::place() const {
  if (!node_) return Place::nowhere();
  const std::ptrdiff_t offset = unwrap(node_).offset_debug();
  if (offset < 0) return Place::whole(tree_->source);
  return tree_->place_of(static_cast<std::size_t>(is_element() ? offset - 1 : offset));
}

/// pugixml keeps no place of attributes: the element's own bytes, known to be well-formed, are
/// looked through again.
Place XmlNode::attribute_place(std::string_view name) const {
  if (!node_) return place();
  const pugi::xml_attribute wanted = find_attribute(unwrap(node_), name, tree_->has_prefixes);
  if (!wanted) return place();
  const std::string_view text = tree_->text;
  std::size_t at = static_cast<std::size_t>(unwrap(node_).offset_debug());
  const auto pass = [&](std::uint8_t bytes) {
    while (at < text.size() && is_xml_byte(text[at], bytes)) ++at;
  };
  pass(kXmlName);
  for (;;) {
    pass(kXmlBlank);
    if (at >= text.size() || !is_xml_byte(text[at], kXmlName)) return place();
    const std::size_t start = at;
    pass(kXmlName);
    const std::string_view written = text.substr(start, at - start);
    while (text[at] != '"' && text[at] != '\'') ++at;
    if (written == wanted.name()) return tree_->place_of(at + 1);
    at = text.find(text[at], at + 1) + 1;
  }
}

}  // namespace grif
