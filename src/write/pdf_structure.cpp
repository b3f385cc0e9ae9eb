#include "write/pdf_structure.hpp"

#include <algorithm>
#include <numeric>

#include "core/text.hpp"
#include "write/pdf_syntax.hpp"

namespace grif::pdf {
namespace {

using Type = Element::Type;

/// Entries of a leaf of a number tree (7.9.7).
constexpr std::size_t kMostInLeaf = 64;

bool is_cell(Type type) { return type == Type::data_cell || type == Type::header_cell; }

/// Rows and groups of rows, which stay for the sake of the cells in them.
bool holds_cells(Type type) {
  return type == Type::row || type == Type::table_head || type == Type::table_body;
}

/// The value of ListNumbering (table 347) that a label's first character speaks of.
std::string_view numbering_of(char32_t first) {
  if (first >= '0' && first <= '9') return "Decimal";
  if (is_letter(first)) return is_upper(first) ? "UpperAlpha" : "LowerAlpha";
  return "Disc";
}

}  // namespace

StructureTree::StructureTree(const Document& document, const Pages& pages,
                             const ContentWriter& content, std::span<const Annotation> annotations)
    : document_(document),
      pages_(pages),
      marks_(content.marks()),
      page_marks_(content.page_marks()),
      annotations_(annotations),
      nodes_(pages.elements.size()) {
  sort_marks();
}

ElementId StructureTree::parent_of(ElementId element) const {
  const ElementId parent = pages_.elements[element].parent;
  return parent < element ? parent : 0;
}

/// Counting sort: marks of one element stay in the order of the pages.
void StructureTree::sort_marks() {
  for (const Mark& mark : marks_) ++nodes_[mark.element].marks;
  std::uint32_t first = 0;
  for (Node& node : nodes_) {
    node.first_mark = first;
    first += node.marks;
    node.marks = 0;
  }
  sorted_marks_.resize(marks_.size());
  for (std::uint32_t i = 0; i < marks_.size(); ++i) {
    Node& node = nodes_[marks_[i].element];
    sorted_marks_[node.first_mark + node.marks++] = i;
    node.begins = std::min(node.begins, i);
  }
  sorted_annotations_.resize(annotations_.size());
  std::iota(sorted_annotations_.begin(), sorted_annotations_.end(), 0U);
  std::ranges::stable_sort(sorted_annotations_, {},
                           [this](std::uint32_t i) { return annotations_[i].element; });
  std::erase_if(sorted_annotations_,
                [this](std::uint32_t i) { return annotations_[i].element >= nodes_.size(); });
}

std::span<const std::uint32_t> StructureTree::annotations_of(ElementId element) const {
  const auto element_of = [this](std::uint32_t i) { return annotations_[i].element; };
  const auto first = std::ranges::lower_bound(sorted_annotations_, element, {}, element_of);
  const auto last = std::ranges::upper_bound(sorted_annotations_, element, {}, element_of);
  return {first, last};
}

/// Which elements stay. Parents stand before their children.
std::vector<bool> StructureTree::choose_elements() {
  std::vector<bool> chosen(nodes_.size()), has_children(nodes_.size());
  for (const std::uint32_t i : sorted_annotations_) chosen[annotations_[i].element] = true;
  for (auto element = static_cast<ElementId>(nodes_.size()); element-- > 1;) {
    const ElementId parent = parent_of(element);
    has_children[parent] = true;
    if (nodes_[element].marks != 0) chosen[element] = true;
    if (chosen[element]) chosen[parent] = true;
    nodes_[parent].begins = std::min(nodes_[parent].begins, nodes_[element].begins);
  }
  if (!nodes_.empty()) chosen[0] = true;
  for (ElementId element = 1; element < nodes_.size(); ++element) {
    const Type type = pages_.elements[element].type;
    const bool keeps_table = is_cell(type) || (holds_cells(type) && has_children[element]);
    if (keeps_table && chosen[parent_of(element)]) chosen[element] = true;
  }
  return chosen;
}

void StructureTree::link_children(const std::vector<bool>& chosen, FileWriter& file) {
  objects_.resize(nodes_.size());
  for (ElementId element = 0; element < nodes_.size(); ++element) {
    if (chosen[element]) objects_[element] = file.allocate();
  }
  for (auto element = static_cast<ElementId>(nodes_.size()); element-- > 1;) {
    if (!chosen[element]) continue;
    Node& parent = nodes_[parent_of(element)];
    nodes_[element].next = parent.first_child;
    parent.first_child = element;
  }
}

/// A list with labels must say how they number (ISO 14289-1, 7.6); the first label tells.
void StructureTree::number_lists(const FaceSet& faces) {
  const bool any = std::ranges::any_of(
      pages_.elements, [](const Element& element) { return element.type == Type::list; });
  if (!any) return;
  list_numbering_.resize(nodes_.size());
  for (const GlyphRun& run : pages_.runs) {
    if (run.element >= nodes_.size() || run.glyphs.count == 0) continue;
    if (pages_.elements[run.element].type != Type::label) continue;
    const ElementId list = parent_of(parent_of(run.element));
    if (pages_.elements[list].type != Type::list || !list_numbering_[list].empty()) continue;
    const auto text = faces.at(run.face).code_points(pages_.glyphs[run.glyphs.first].id);
    list_numbering_[list] = numbering_of(text.empty() ? U'\u2022' : text.front());
  }
}

void StructureTree::write(ObjectNumber root, ObjectNumber first_page, const FaceSet& faces,
                          FileWriter& file) {
  root_ = root;
  first_page_ = first_page;
  link_children(choose_elements(), file);
  number_lists(faces);
  std::string text;
  for (ElementId element = 0; element < nodes_.size(); ++element) {
    if (objects_[element] == 0) continue;
    text.clear();
    append_element(element, text);
    file.add(objects_[element], text);
  }
  const ObjectNumber parent_tree = write_parent_tree(file);
  text = "<</Type/StructTreeRoot";
  if (!nodes_.empty()) {
    text += "/K[";
    append_reference(text, objects_[0]);
    text += ']';
  }
  text += "/ParentTree ";
  append_reference(text, parent_tree);
  text += "/ParentTreeNextKey ";
  append_integer(text, static_cast<std::int64_t>(pages_.pages.size() + annotations_.size()));
  text += ">>";
  file.add(root, text);
}

/// Structure elements: 14.7.2. /Pg is the page of the element's first mark.
void StructureTree::append_element(ElementId element, std::string& out) const {
  const Node& node = nodes_[element];
  out += "<</S/";
  out += structure_type(pages_.elements[element]);
  out += "/P ";
  append_reference(out, element == 0 ? root_ : objects_[parent_of(element)]);
  std::uint32_t page = kNone;
  if (node.marks != 0) {
    page = marks_[sorted_marks_[node.first_mark]].page;
    out += "/Pg ";
    append_reference(out, first_page_ + page);
  }
  append_kids(element, page, out);
  append_attributes(element, out);
  out += ">>";
}

/// A mark on the element's own page is its number, on another one a dictionary.
void StructureTree::append_mark(std::uint32_t mark, std::uint32_t page, std::string& out) const {
  const std::uint32_t own_page = marks_[mark].page;
  const std::int64_t mcid = mark - page_marks_[own_page];
  if (own_page == page) {
    append_integer(out, mcid);
    return;
  }
  out += "<</Type/MCR/Pg ";
  append_reference(out, first_page_ + own_page);
  out += "/MCID ";
  append_integer(out, mcid);
  out += ">>";
}

/// Children and marks together in reading order (a link in the midst of a paragraph), then the
/// annotations.
void StructureTree::append_kids(ElementId element, std::uint32_t page, std::string& out) const {
  const Node& node = nodes_[element];
  const auto annotations = annotations_of(element);
  if (node.marks == 0 && node.first_child == kNone && annotations.empty()) return;
  out += "/K[";
  const std::size_t start = out.size();
  const auto separate = [&] {
    if (out.size() != start) out += ' ';
  };
  ElementId child = node.first_child;
  const auto append_children = [&](std::uint32_t before) {
    for (; child != kNone; child = nodes_[child].next) {
      const bool empty = nodes_[child].begins == kNone;
      if (!empty && nodes_[child].begins > before) return;
      separate();
      append_reference(out, objects_[child]);
    }
  };
  for (std::uint32_t i = 0; i < node.marks; ++i) {
    const std::uint32_t mark = sorted_marks_[node.first_mark + i];
    append_children(mark);
    separate();
    append_mark(mark, page, out);
  }
  append_children(kNone);
  for (const std::uint32_t i : annotations) {
    separate();
    out += "<</Type/OBJR/Pg ";
    append_reference(out, first_page_ + annotations_[i].page);
    out += "/Obj ";
    append_reference(out, annotations_[i].object);
    out += ">>";
  }
  out += ']';
}

/// Attribute objects: 14.8.5.
void StructureTree::append_attributes(ElementId id, std::string& out) const {
  const Element& element = pages_.elements[id];
  if (element.alternative.count != 0) {
    out += "/Alt";
    append_text_string(out, document_.text_of(element.alternative));
  }
  if (element.type == Type::figure) append_figure_attributes(id, out);
  if (element.type == Type::list && !list_numbering_.empty() && !list_numbering_[id].empty()) {
    out += "/A<</O/List/ListNumbering/";
    out += list_numbering_[id];
    out += ">>";
  }
  if (!is_cell(element.type)) return;
  const bool header = element.type == Type::header_cell;
  if (!header && element.row_span < 2 && element.column_span < 2) return;
  out += "/A<</O/Table";
  if (header) out += element.row_scope ? "/Scope/Row" : "/Scope/Column";
  if (element.row_span > 1) {
    out += "/RowSpan ";
    append_integer(out, element.row_span);
  }
  if (element.column_span > 1) {
    out += "/ColSpan ";
    append_integer(out, element.column_span);
  }
  out += ">>";
}

/// A figure says where it stands on its first page.
void StructureTree::append_figure_attributes(ElementId element, std::string& out) const {
  const Node& node = nodes_[element];
  if (node.marks == 0) return;
  const Page& page = pages_.pages[marks_[sorted_marks_[node.first_mark]].page];
  bool any = false;
  Length left, top, right, bottom;
  for (std::uint32_t i = 0; i < page.images.count; ++i) {
    const PlacedImage& image = pages_.images[page.images.first + i];
    if (image.element != element) continue;
    left = any ? std::min(left, image.x) : image.x;
    top = any ? std::min(top, image.y) : image.y;
    right = any ? std::max(right, image.x + image.width) : image.x + image.width;
    bottom = any ? std::max(bottom, image.y + image.height) : image.y + image.height;
    any = true;
  }
  if (!any) return;
  out += "/A<</O/Layout/Placement/Block/BBox[";
  append_points(out, left);
  out += ' ';
  append_points(out, page.height - bottom);
  out += ' ';
  append_points(out, right);
  out += ' ';
  append_points(out, page.height - top);
  out += "]>>";
}

/// Returns the number of the parent tree (14.7.4.4). An entry is the page's elements by MCID, or
/// the element of an annotation.
ObjectNumber StructureTree::write_parent_tree(FileWriter& file) const {
  std::vector<std::pair<std::uint32_t, ObjectNumber>> entries;
  std::string text;
  for (std::uint32_t page = 0; page < pages_.pages.size(); ++page) {
    if (page_marks_[page] == page_marks_[page + 1]) continue;
    text = "[";
    for (std::uint32_t mark = page_marks_[page]; mark < page_marks_[page + 1]; ++mark) {
      if (mark != page_marks_[page]) text += ' ';
      append_reference(text, objects_[marks_[mark].element]);
    }
    text += ']';
    entries.emplace_back(page, file.allocate());
    file.add(entries.back().second, text);
  }
  for (std::uint32_t i = 0; i < annotations_.size(); ++i) {
    const auto key = static_cast<std::uint32_t>(pages_.pages.size()) + i;
    if (annotations_[i].element < nodes_.size())
      entries.emplace_back(key, objects_[annotations_[i].element]);
  }
  const auto append_entries = [&](std::size_t first, std::size_t end) {
    text += "/Nums[";
    for (std::size_t i = first; i < end; ++i) {
      if (i != first) text += ' ';
      append_integer(text, entries[i].first);
      text += ' ';
      append_reference(text, entries[i].second);
    }
    text += "]>>";
  };
  const ObjectNumber tree = file.allocate();
  if (entries.size() <= kMostInLeaf) {
    text = "<<";
    append_entries(0, entries.size());
    file.add(tree, text);
    return tree;
  }
  std::string kids = "<</Kids[";
  for (std::size_t first = 0; first < entries.size(); first += kMostInLeaf) {
    const std::size_t end = std::min(first + kMostInLeaf, entries.size());
    text = "<</Limits[";
    append_integer(text, entries[first].first);
    text += ' ';
    append_integer(text, entries[end - 1].first);
    text += ']';
    append_entries(first, end);
    const ObjectNumber leaf = file.allocate();
    file.add(leaf, text);
    append_reference(kids, leaf);
    kids += ' ';
  }
  kids += "]>>";
  file.add(tree, kids);
  return tree;
}

}  // namespace grif::pdf
