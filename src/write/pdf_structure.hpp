#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "document/document.hpp"
#include "font/face.hpp"
#include "pages/pages.hpp"
#include "write/pdf_content.hpp"
#include "write/pdf_file.hpp"

namespace grif::pdf {

/// An annotation and the element that it belongs to, or an artifact.
struct Annotation {
  ObjectNumber object = 0;
  std::uint32_t page = 0;
  ElementId element = kArtifactLayout;
};

/// The logical structure (ISO 32000-1, 14.7): one object an element, in reading order, and the tree
/// that leads from marked content and annotations back to their elements. Elements without content
/// are left out, except cells and rows, which keep a table regular.
///
/// Keys of the parent tree (/StructParents, /StructParent): the index of a page, then
/// page count + index of an annotation.
class StructureTree {
 public:
  /// Everything must live as long as the tree.
  StructureTree(const Document& document, const Pages& pages, const ContentWriter& content,
                std::span<const Annotation> annotations);

  /// Writes everything below `root`. Pages have numbers in a row, from `first_page` on.
  void write(ObjectNumber root, ObjectNumber first_page, const FaceSet& faces, FileWriter& file);
  /// The element's object once the tree is written, 0 if it was left out.
  [[nodiscard]] ObjectNumber object(ElementId element) const {
    return element < objects_.size() ? objects_[element] : 0;
  }

 private:
  static constexpr std::uint32_t kNone = 0xFFFF'FFFF;
  /// An element's place in the tree and the marks that belong to it.
  struct Node {
    ElementId first_child = kNone, next = kNone;
    std::uint32_t first_mark = 0, marks = 0;  ///< of sorted_marks_
    /// The first mark of the element or of what is in it; kNone: nothing but annotations.
    std::uint32_t begins = kNone;
  };

  void sort_marks();
  [[nodiscard]] std::vector<bool> choose_elements();
  void link_children(const std::vector<bool>& chosen, FileWriter& file);
  void number_lists(const FaceSet& faces);
  void append_element(ElementId element, std::string& out) const;
  void append_mark(std::uint32_t mark, std::uint32_t page, std::string& out) const;
  void append_kids(ElementId element, std::uint32_t page, std::string& out) const;
  void append_attributes(ElementId element, std::string& out) const;
  void append_figure_attributes(ElementId element, std::string& out) const;
  [[nodiscard]] std::span<const std::uint32_t> annotations_of(ElementId element) const;
  [[nodiscard]] ElementId parent_of(ElementId element) const;
  ObjectNumber write_parent_tree(FileWriter& file) const;

  const Document& document_;
  const Pages& pages_;
  std::span<const Mark> marks_;
  std::span<const std::uint32_t> page_marks_;
  std::span<const Annotation> annotations_;
  ObjectNumber root_ = 0, first_page_ = 0;
  std::vector<Node> nodes_;
  std::vector<std::uint32_t> sorted_marks_;        ///< indices of marks_, by element
  std::vector<std::uint32_t> sorted_annotations_;  ///< indices of annotations_, by element
  std::vector<ObjectNumber> objects_;
  std::vector<std::string_view> list_numbering_;  ///< by element; empty if there are no lists
};

}  // namespace grif::pdf
