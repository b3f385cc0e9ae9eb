#pragma once

#include <cstdint>
#include <vector>

#include "layout/paragraph_text.hpp"
#include "layout/text_styles.hpp"

namespace grif {

/// What the measuring of a document's tables has read and the making of its lines needs again: its
/// text styles, and the glyphs of its paragraphs as far as they take little memory.
class ReadParagraphs {
 public:
  ReadParagraphs(const Document& document, const FaceSet& faces)
      : document_(&document), styles_(document, faces), entry_of_(document.blocks.size(), 0) {}

  [[nodiscard]] bool is_of(const Document& document, const FaceSet& faces) const {
    return document_ == &document && styles_.is_of(faces) &&
           entry_of_.size() == document.blocks.size();
  }
  TextStyles& styles() { return styles_; }

  /// Keeps a paragraph, unless it depends on its page or there are too many already.
  void keep(const Block& block, const ParagraphText& text);
  /// Gives a kept paragraph back; its styles get the element. False: it was not kept.
  bool give(const Block& block, ElementId element, ParagraphText& text) const;

 private:
  struct Entry {
    Range items, styles, bound_spaces, bound_hyphens;
    bool has_soft_hyphens = false;
  };
  [[nodiscard]] std::size_t index_of(const Block& block) const {
    return static_cast<std::size_t>(&block - document_->blocks.data());
  }

  const Document* document_;
  TextStyles styles_;
  std::vector<std::uint32_t> entry_of_;  ///< by block: 0, or 1 + index of entries_
  std::vector<Entry> entries_;
  std::vector<TextItem> items_;
  std::vector<ItemStyle> item_styles_;
  std::vector<std::uint32_t> bound_spaces_, bound_hyphens_;
};

}  // namespace grif
