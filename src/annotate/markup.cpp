#include "annotate/markup.hpp"

#include <algorithm>

#include "opc/parts.hpp"
#include "xml/characters.hpp"
#include "xml/tree.hpp"

namespace grif::annotate {
namespace {

using Event = XmlScanner::Event;

bool is_blank_byte(char c) { return is_xml_byte(c, kXmlBlank); }

/// Calls `see` with every attribute of a start tag until that is false.
template <typename See>
void walk_attributes(std::string_view text, Span tag, const See& see) {
  std::size_t at = tag.begin + 1;
  while (at < tag.end && !is_blank_byte(text[at]) && text[at] != '>' && text[at] != '/') ++at;
  for (;;) {
    while (at < tag.end && is_blank_byte(text[at])) ++at;
    const std::size_t name = at;
    while (at < tag.end && !is_blank_byte(text[at]) && text[at] != '=' && text[at] != '>' &&
           text[at] != '/')
      ++at;
    const std::size_t name_end = at;
    const std::size_t open = text.find_first_of("\"'", at);
    if (name_end == name || open >= tag.end) return;
    const std::size_t close = text.find(text[open], open + 1);
    if (close >= tag.end) return;
    at = close + 1;
    if (!see(text.substr(name, name_end - name), Span{name, at}, Span{open + 1, close})) return;
  }
}

}  // namespace

std::string apply_edits(std::string_view text, std::vector<Edit> edits) {
  std::ranges::stable_sort(edits, {}, [](const Edit& edit) { return edit.span.begin; });
  std::size_t size = text.size();
  for (const Edit& edit : edits) size += edit.text.size();
  std::string out;
  out.reserve(size);
  std::size_t at = 0;
  for (const Edit& edit : edits) {
    out += text.substr(at, edit.span.begin - at);
    out += edit.text;
    at = edit.span.end;
  }
  out += text.substr(at);
  return out;
}

std::size_t end_of_tag(std::string_view text, std::size_t begin) {
  char quote = 0;
  for (std::size_t at = begin; at < text.size(); ++at) {
    const char c = text[at];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '>') {
      return at + 1;
    }
  }
  return text.size();
}

std::string_view prefix_at(std::string_view text, std::size_t begin) {
  const std::size_t name = begin + (text.substr(begin, 2) == "</" ? 2 : 1);
  std::size_t at = name;
  while (at < text.size() && is_xml_byte(text[at], kXmlName) && text[at] != ':') ++at;
  return at < text.size() && text[at] == ':' ? text.substr(name, at + 1 - name)
                                             : std::string_view();
}

std::vector<AttributeText> attributes_of(std::string_view text, Span tag) {
  std::vector<AttributeText> all;
  walk_attributes(text, tag, [&](std::string_view name, Span whole, Span value) {
    all.push_back({name, value.of(text), whole, value});
    return true;
  });
  return all;
}

AttributeSpans find_attribute(std::string_view text, Span tag, std::string_view name) {
  AttributeSpans found;
  walk_attributes(text, tag, [&](std::string_view its_name, Span whole, Span value) {
    if (its_name != name) return true;
    found = {whole, value};
    return false;
  });
  return found;
}

Edit set_attribute(std::string_view text, Span tag, std::string_view name, std::string_view value) {
  const AttributeSpans found = find_attribute(text, tag, name);
  if (found.whole.size() != 0) return {found.value, escaped(value)};
  std::size_t at = tag.end - (text.substr(0, tag.end).ends_with("/>") ? 2 : 1);
  while (at > tag.begin && is_blank_byte(text[at - 1])) --at;
  return {{at, at}, " " + std::string(name) + "=\"" + escaped(value) + "\""};
}

const XmlElement* XmlElement::child(std::string_view local_name) const {
  const auto found = std::ranges::find(children, local_name, &XmlElement::name);
  return found == children.end() ? nullptr : &*found;
}

XmlElement read_elements(std::string_view text, std::size_t depth) {
  XmlScanner scanner(text, kOfficeLimits);
  XmlElement root;
  std::vector<XmlElement*> open;  // a vector of children grows only while none of them is open
  for (;;) {
    const Event event = scanner.next();
    if (event == Event::finished) return root;
    if (event == Event::fault) return {};
    if (event == Event::end && scanner.depth() < depth) {
      XmlElement& element = *open.back();
      // The end of an empty element stands where its start does.
      if (scanner.offset() != element.tag.begin)
        element.whole.end = end_of_tag(text, scanner.offset());
      open.pop_back();
    }
    if (event != Event::start || scanner.depth() > depth) continue;
    XmlElement& element = open.empty() ? root : open.back()->children.emplace_back();
    element.name = scanner.local_name();
    element.tag = {scanner.offset(), end_of_tag(text, scanner.offset())};
    element.whole = element.tag;
    open.push_back(&element);
  }
}

Edit append_to(std::string_view text, const XmlElement& element, std::string_view content) {
  if (!element.empty_tag()) {
    const std::size_t at = text.rfind("</", element.whole.end - 1);
    return {{at, at}, std::string(content)};
  }
  std::size_t name_end = element.tag.begin + 1;
  while (is_xml_byte(text[name_end], kXmlName)) ++name_end;
  const std::string name(text.substr(element.tag.begin + 1, name_end - element.tag.begin - 1));
  return {{element.tag.end - 2, element.tag.end}, ">" + std::string(content) + "</" + name + ">"};
}

std::string attribute_of(std::string_view text, Span tag, std::string_view name) {
  std::string value;
  append_xml_decoded(value, find_attribute(text, tag, name).value.of(text));
  return value;
}

Namespace find_namespace(std::string_view text, Span tag, std::string_view uri_end) {
  Namespace found;
  walk_attributes(text, tag, [&](std::string_view name, Span, Span value) {
    const std::string_view uri = value.of(text);
    if (!name.starts_with("xmlns") || !uri.ends_with(uri_end)) return true;
    const std::string prefix = name == "xmlns" ? "" : std::string(name.substr(6)) + ":";
    found = {true, prefix, std::string(uri)};
    return false;
  });
  return found;
}

std::string prefixed(std::string_view content, std::string_view prefix) {
  std::string out;
  for (std::size_t at = 0; at < content.size(); ++at) {
    out += content[at];
    if (content[at] != '<' || prefix.empty()) continue;
    if (content[at + 1] == '/') out += content[++at];
    out += prefix;
  }
  return out;
}

std::string escaped(std::string_view text) {
  std::string out;
  append_xml_escaped(out, text);
  return out;
}

std::uint64_t fingerprint(std::string_view text, std::uint64_t from) {
  for (const char c : text) from = (from ^ static_cast<unsigned char>(c)) * 0x100'0000'01B3ULL;
  return from;
}

}  // namespace grif::annotate
