#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "xml/scanner.hpp"

// Changing XML in place: what is not touched stays byte for byte. Texts were scanned before, so
// that they are well-formed.
namespace grif::annotate {

struct Span {
  std::size_t begin = 0, end = 0;
  [[nodiscard]] std::size_t size() const { return end - begin; }
  [[nodiscard]] std::string_view of(std::string_view text) const {
    return text.substr(begin, end - begin);
  }
  bool operator==(const Span&) const = default;
};

/// Bytes that are replaced by a text; an empty span is an insertion.
struct Edit {
  Span span;
  std::string text;
};
/// Edits that do not overlap, in any order; those at one place stay in the order given.
std::string apply_edits(std::string_view text, std::vector<Edit> edits);

/// Behind the `>` of the tag whose `<` is at `begin`.
std::size_t end_of_tag(std::string_view text, std::size_t begin);
/// `x:` of `<x:row`; empty for a name without a prefix.
std::string_view prefix_at(std::string_view text, std::size_t begin);
/// An attribute as it stands in a start tag.
struct AttributeText {
  std::string_view name, value;  ///< as written
  Span whole, value_span;
};
std::vector<AttributeText> attributes_of(std::string_view text, Span tag);
/// The span of an attribute in a start tag by its name as written, from its first byte to behind
/// its closing quote, and that of its value; empty ones where there is none.
struct AttributeSpans {
  Span whole, value;
};
AttributeSpans find_attribute(std::string_view text, Span tag, std::string_view name);
/// Sets an attribute of a start tag; a new one comes last.
Edit set_attribute(std::string_view text, Span tag, std::string_view name, std::string_view value);

/// An element with its place in the text and, of its children, theirs.
struct XmlElement {
  std::string name;                  ///< local
  Span whole, tag;                   ///< of an empty element both are the same
  std::vector<XmlElement> children;  ///< elements only
  [[nodiscard]] bool empty_tag() const { return whole == tag; }
  [[nodiscard]] const XmlElement* child(std::string_view local_name) const;
};
/// The elements of a text down to `depth` levels (1: the root alone). A root without a name if the
/// text is not well-formed.
XmlElement read_elements(std::string_view text, std::size_t depth);

/// Text that stands last in an element, whose empty tag is opened for it.
Edit append_to(std::string_view text, const XmlElement& element, std::string_view content);
/// The decoded value of an attribute by its name as written; empty where there is none.
std::string attribute_of(std::string_view text, Span tag, std::string_view name);
/// The prefix, with its colon, that a namespace ending in `uri_end` has in a start tag; nothing
/// where it has none. The default namespace has the prefix "".
struct Namespace {
  bool found = false;
  std::string prefix, uri;
};
Namespace find_namespace(std::string_view text, Span tag, std::string_view uri_end);

/// Names of elements with a prefix (`x:`) before each.
std::string prefixed(std::string_view content, std::string_view prefix);
std::string escaped(std::string_view text);
/// 64 bits of FNV-1a.
std::uint64_t fingerprint(std::string_view text, std::uint64_t from = 0xCBF2'9CE4'8422'2325ULL);

}  // namespace grif::annotate
