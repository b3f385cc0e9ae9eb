#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostics.hpp"
#include "xml/scanner.hpp"

namespace grif {

class XmlTree;

/// An element (or text) of a tree, cheap to copy; the tree must outlive it. Null when there is none.
class XmlNode {
 public:
  XmlNode() = default;
  explicit operator bool() const { return node_ != nullptr; }
  [[nodiscard]] bool is_element() const;
  [[nodiscard]] bool is_text() const;  ///< text or CDATA
  [[nodiscard]] std::string_view name() const;        ///< local name
  [[nodiscard]] std::string_view text() const;        ///< of a text node
  [[nodiscard]] std::string whole_text() const;       ///< all text below an element
  [[nodiscard]] std::optional<std::string_view> attribute(std::string_view name) const;
  struct Attribute { std::string_view name, value; };
  [[nodiscard]] std::vector<Attribute> attributes() const;
  [[nodiscard]] XmlNode first_child() const;   ///< element or text
  [[nodiscard]] XmlNode next_sibling() const;
  [[nodiscard]] XmlNode child(std::string_view name) const;
  [[nodiscard]] XmlNode parent() const;
  [[nodiscard]] std::vector<XmlNode> elements() const;  ///< child elements
  /// line:column of the element's `<`, or of the text's first character.
  [[nodiscard]] Place place() const;
  /// line:column of the first character of an attribute's value.
  [[nodiscard]] Place attribute_place(std::string_view name) const;

 private:
  friend class XmlTree;
  XmlNode(const XmlTree* tree, void* node) : tree_(tree), node_(node) {}
  const XmlTree* tree_ = nullptr;
  void* node_ = nullptr;  ///< pugi::xml_node_struct
};

/// A small XML document in memory, checked by the scanner first, with places.
class XmlTree {
 public:
  /// UTF-8 (with or without BOM), UTF-16 with BOM and windows-1251 (as declared) are read; else a
  /// message. Comments and processing instructions are left out; white space between elements too, unless it stands beside text.
  static std::optional<XmlTree> parse(std::string bytes, SourceId source, Diagnostics& diagnostics,
                                      XmlLimits limits = {});
  XmlTree(XmlTree&&) noexcept;
  XmlTree& operator=(XmlTree&&) noexcept;
  ~XmlTree();
  [[nodiscard]] XmlNode root() const;

 private:
  friend class XmlNode;
  struct Impl;
  explicit XmlTree(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

/// Appends `text` with &, <, > and quotes escaped; what XML 1.0 forbids is left out.
void append_xml_escaped(std::string& out, std::string_view text);

}  // namespace grif
