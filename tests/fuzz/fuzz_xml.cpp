// Any bytes as XML: the scanner and the tree agree, every node has its place, escaped text reads
// back the same.
#include <optional>

#include "core/text.hpp"
#include "fuzz.hpp"
#include "xml/encoding.hpp"
#include "xml/tree.hpp"

namespace {

using grif::XmlNode;
using grif::XmlScanner;
using grif::XmlTree;

/// All text of the document, or nothing if the scanner refuses it.
std::optional<std::string> scan_text(std::string_view text) {
  XmlScanner scanner(text);
  std::string all;
  std::size_t last = 0;
  for (;;) {
    const XmlScanner::Event event = scanner.next();
    demand(scanner.offset() <= text.size(), "events lie inside the text");
    if (event == XmlScanner::Event::fault) {
      demand(!grif::find_invalid_utf8(scanner.fault().detail), "a message is good UTF-8");
      demand(!grif::find_invalid_utf8(scanner.fault().other), "a message is good UTF-8");
      return std::nullopt;
    }
    demand(scanner.offset() >= last, "events go forward");
    last = scanner.offset();
    if (event == XmlScanner::Event::finished) return all;
    if (event == XmlScanner::Event::text) all += scanner.text();
    if (event != XmlScanner::Event::start) continue;
    for (const XmlScanner::Attribute& attribute : scanner.attributes())
      demand(scanner.attribute(attribute.name).has_value(), "an attribute that is listed is there");
  }
}

void walk(const XmlNode& node) {
  demand(node.place().is_position(), "a node has a place");
  if (!node.is_element()) return;
  for (const XmlNode::Attribute& attribute : node.attributes()) {
    demand(node.attribute(attribute.name) == attribute.value,
           "an attribute that is listed is there");
    demand(node.attribute_place(attribute.name).is_position(), "an attribute has a place");
  }
  for (XmlNode child = node.first_child(); child; child = child.next_sibling()) {
    demand(child.parent() == node, "a child knows its parent");
    walk(child);
  }
}

std::string without_blanks(std::string_view text) {
  std::string kept;
  for (const char c : text) {
    if (c != ' ' && c != '\t' && c != '\n' && c != '\r') kept += c;
  }
  return kept;
}

void compare_tree(std::string_view bytes) {
  grif::Sources sources;
  grif::Diagnostics diagnostics;
  const grif::SourceId source = sources.add("x.xml");
  const auto tree = XmlTree::parse(std::string(bytes), source, diagnostics);
  demand(tree.has_value() != diagnostics.has_errors(), "a tree or a message");
  grif::Diagnostics of_encoding;
  const auto text =
      grif::convert_xml_to_utf8(std::string(bytes), grif::Place::whole(source), of_encoding);
  const auto scanned = text ? scan_text(*text) : std::nullopt;
  demand(tree.has_value() == scanned.has_value(), "the scanner has the say");
  if (!tree) return;
  walk(tree->root());
  demand(without_blanks(tree->root().whole_text()) == without_blanks(*scanned),
         "the tree has the scanner's text");
}

void escape_and_read(std::string_view text) {
  if (grif::find_invalid_utf8(text) || text.size() > 100'000) return;
  std::string expected;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t code_point = grif::next_code_point(text, at);
    if (grif::is_xml_char(code_point)) grif::append_utf8(expected, code_point);
  }
  std::string xml = "<a>x";
  grif::append_xml_escaped(xml, text);
  xml += "</a>";
  const auto read = scan_text(xml);
  demand(read.has_value(), "escaped text is good XML");
  demand(*read == "x" + expected, "escaped text reads back the same");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  compare_tree(as_text(data, size));
  escape_and_read(as_text(data, size));
  return 0;
}
