#pragma once

#include <optional>
#include <vector>

#include "core/diagnostics.hpp"
#include "language/hyphenation.hpp"
#include "layout/flow.hpp"
#include "layout/layout.hpp"
#include "layout/line_setter.hpp"
#include "layout/paragraph_text.hpp"

namespace grif {

/// The lists that a sequence of blocks is in the middle of, outermost first.
struct OpenLists {
  struct Level {
    std::uint32_t list = 0;
    ElementId element = 0, body = 0;
  };
  std::vector<Level> levels;
};

/// Sets blocks in flows and makes the elements of the logical structure as it goes: what
/// paragraphs, cells, headers and footers have in common. Pages come later.
class Typesetter {
 public:
  Typesetter(const Document& document, const FaceSet& faces, const Hyphenation& hyphenation,
             LayoutScratch& scratch, const FieldValues& fields, Drawing drawing);

  const Document& document() const { return *document_; }
  Pages& pages() { return pages_; }
  FieldValues& fields() { return fields_; }

  /// Appends a block below what the flow has. `parent` is its element's parent, or an artifact.
  void set_block(std::uint32_t block, Length width, ElementId parent, OpenLists& lists, Flow& flow);
  /// Appends the blocks of a cell, header or footer; a single plain paragraph belongs to `parent`
  /// itself if `carries_text`.
  void set_blocks(Range blocks, Length width, ElementId parent, bool carries_text, Flow& flow);

  /// Adds an element; artifacts have no children.
  ElementId add_element(Element element);
  /// Height of the page's text area; nested rows lower than a quarter of it stay in one piece.
  void set_page_height(Length height) { page_height_ = height; }

  void report(Diagnostics& diagnostics) const;

 private:
  TextStyles* choose_styles(const FaceSet& faces, LayoutScratch& scratch);
  void set_paragraph(std::uint32_t block, Length width, ElementId element, ElementId label,
                     Flow& flow);
  void set_image(const Block& block, Length width, ElementId parent, Flow& flow);
  void set_table(const Block& block, Length width, ElementId parent, Flow& flow);
  ElementId add_list_item(const ListItem& item, ElementId parent, OpenLists& lists,
                          ElementId& label);
  [[nodiscard]] bool has_text(const Block& block) const;

  const Document* document_;
  Pages pages_;
  FieldValues fields_;
  std::optional<TextStyles> own_styles_;  ///< of a document of which nothing has been read
  TextStyles* styles_;
  ParagraphText text_;
  LineSetter lines_;
  Length page_height_ = Length::from_mm(257);
  bool has_footnote_or_field_ = false, has_contents_ = false, has_chart_ = false;
};

}  // namespace grif
