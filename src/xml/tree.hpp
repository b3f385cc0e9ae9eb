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
struct XmlTreeData;

/// An element (or text) of a tree, cheap to copy; the tree must outlive it. Null when there is
/// none.
class XmlNode {
 public:
  XmlNode() = default;
  explicit operator bool() const { return node_ != nullptr; }
  /// The same node of the same tree.
  bool operator==(const XmlNode&) const = default;
  [[nodiscard]] bool is_element() const;
  [[nodiscard]] bool is_text() const;            ///< text or CDATA
  [[nodiscard]] std::string_view name() const;   ///< local name; empty for text
  [[nodiscard]] std::string_view text() const;   ///< of a text node
  [[nodiscard]] std::string whole_text() const;  ///< all text below an element
  /// By local name; one without a prefix comes first.
  [[nodiscard]] std::optional<std::string_view> attribute(std::string_view name) const;
  struct Attribute {
    std::string_view name, value;
    bool operator==(const Attribute&) const = default;
  };
  /// As written, prefixes and all, without the declarations of namespaces.
  [[nodiscard]] std::vector<Attribute> attributes() const;
  [[nodiscard]] XmlNode first_child() const;  ///< element or text
  [[nodiscard]] XmlNode next_sibling() const;
  [[nodiscard]] XmlNode child(std::string_view name) const;
  [[nodiscard]] XmlNode parent() const;                 ///< null for the root
  [[nodiscard]] std::vector<XmlNode> elements() const;  ///< child elements
  /// line:column of the element's `<`, or of the text's first character.
  [[nodiscard]] Place place() const;
  /// line:column of the first character of an attribute's value; the element's place if there is
  /// none.
  [[nodiscard]] Place attribute_place(std::string_view name) const;

 private:
  friend class XmlTree;
  XmlNode(const XmlTreeData* tree, void* node) : tree_(tree), node_(node) {}
  [[nodiscard]] XmlNode wrap(void* node) const;
  const XmlTreeData* tree_ = nullptr;
  void* node_ = nullptr;  ///< pugi::xml_node_struct
};

/// A small XML document in memory, checked by the scanner first, with places.
class XmlTree {
 public:
  /// UTF-8 (with or without BOM), UTF-16 with BOM and windows-1251 (as declared) are read; else a
  /// message. Comments and processing instructions are left out; so is text that is only blanks,
  /// unless its element has other text of its own or says xml:space="preserve".
  static std::optional<XmlTree> parse(std::string bytes, SourceId source, Diagnostics& diagnostics,
                                      XmlLimits limits = {});
  XmlTree(XmlTree&&) noexcept;
  XmlTree& operator=(XmlTree&&) noexcept;
  ~XmlTree();
  [[nodiscard]] XmlNode root() const;

 private:
  explicit XmlTree(std::unique_ptr<XmlTreeData> data);
  std::unique_ptr<XmlTreeData> data_;
};

/// Reports what a scanner refused, at the place given.
Diagnostic& report_xml_fault(const XmlScanner::Fault& fault, Place place, Diagnostics& diagnostics);

/// Appends `text` with &, <, > and quotes escaped; what XML 1.0 forbids is left out. A carriage
/// return is written as a reference, so that reading gives the same text back.
void append_xml_escaped(std::string& out, std::string_view text);

}  // namespace grif
