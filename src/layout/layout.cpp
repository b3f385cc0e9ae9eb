#include "layout/layout.hpp"

#include <algorithm>

#include "layout/page_writer.hpp"
#include "layout/read_paragraphs.hpp"
#include "layout/table_pager.hpp"
#include "layout/typesetter.hpp"

namespace grif {

namespace {

/// Passes after which fields that still change are left as they are.
constexpr int kMostPasses = 4;

/// One pass over a document: fields print what the pass before found.
class LayoutPass {
 public:
  LayoutPass(const Document& document, const FaceSet& faces, const Hyphenation& hyphenation,
             LayoutScratch& scratch, const FieldValues& fields, Drawing drawing)
      : document_(document),
        typesetter_(document, faces, hyphenation, scratch, fields, drawing),
        page_(typesetter_) {}

  void run() {
    for (const Section& section : document_.sections) lay_out_section(section);
    page_.end_document();
  }
  Typesetter& typesetter() { return typesetter_; }

 private:
  void lay_out_section(const Section& section);
  /// Places the paragraphs collected so far.
  void place_pending() {
    page_.place_flow(pending_);
    pending_.clear();
    keep_ = false;
  }
  void add_block(std::uint32_t index);

  const Document& document_;
  Typesetter typesetter_;
  PageWriter page_;
  OpenLists lists_;
  Flow pending_;       ///< paragraphs that stay with what comes next
  bool keep_ = false;  ///< the last of them keeps the next one
};

void LayoutPass::lay_out_section(const Section& section) {
  page_.begin_section(section);
  lists_.levels.clear();
  for (std::uint32_t i = section.blocks.first; i < section.blocks.first + section.blocks.count;
       ++i) {
    const Block& block = document_.blocks[i];
    switch (block.type) {
      case Block::Type::page_break:
        place_pending();
        page_.new_page(true);
        break;
      case Block::Type::table: {
        lists_.levels.clear();
        TablePager(typesetter_, page_, document_.tables[block.content.first]).place(pending_);
        pending_.clear();
        keep_ = false;
        break;
      }
      case Block::Type::paragraph:
      case Block::Type::contents:
      case Block::Type::image:
      case Block::Type::chart:
        add_block(i);
        break;
    }
  }
  place_pending();
}

void LayoutPass::add_block(std::uint32_t index) {
  const std::size_t first_line = pending_.lines.size();
  typesetter_.set_block(index, page_.width(), 0, lists_, pending_);
  if (keep_ && first_line < pending_.lines.size()) {
    FlowLine& line = pending_.lines[first_line];
    if (line.before != FlowLine::Break::forced) line.before = FlowLine::Break::forbidden;
  }
  const Block& block = document_.blocks[index];
  keep_ = block.type == Block::Type::paragraph &&
          document_.paragraph_formats[block.format].format.keep_with_next;
  if (!keep_) place_pending();
}

void sort_and_unite(std::vector<std::uint32_t>& offsets) {
  std::ranges::sort(offsets);
  offsets.erase(std::unique(offsets.begin(), offsets.end()), offsets.end());
}

/// What the next pass must print in fields.
FieldValues find_field_values(const Pages& pages, FieldValues fields) {
  fields.page_count = static_cast<std::uint32_t>(pages.pages.size());
  fields.page_of_bookmark.clear();
  for (const PagePosition& bookmark : pages.bookmarks) {
    fields.page_of_bookmark.push_back(
        bookmark.page < pages.pages.size() ? pages.pages[bookmark.page].number : 1);
  }
  return fields;
}

/// Whether the next pass would print the same. Page numbers of headers are known at once.
bool is_settled(const Document& document, const FieldValues& printed, const FieldValues& found) {
  if (printed.page_of_inline != found.page_of_inline) return false;
  return std::ranges::none_of(document.inlines, [&](const Inline& piece) {
    return (piece.type == Inline::Type::page_count && printed.page_count != found.page_count) ||
           (piece.type == Inline::Type::page_reference &&
            printed.page_of_bookmark != found.page_of_bookmark);
  });
}

}  // namespace

Pages lay_out(const Document& document, const FaceSet& faces, const Hyphenation& hyphenation,
              LayoutScratch& scratch, Diagnostics& diagnostics, Drawing drawing) {
  FieldValues fields;
  for (int pass_number = 1;; ++pass_number) {
    LayoutPass pass(document, faces, hyphenation, scratch, fields, drawing);
    pass.run();
    Pages& pages = pass.typesetter().pages();
    const FieldValues found = find_field_values(pages, pass.typesetter().fields());
    if (is_settled(document, fields, found) || pass_number == kMostPasses) {
      sort_and_unite(pages.hyphenation_points);
      sort_and_unite(pages.bound_spaces);
      sort_and_unite(pages.bound_hyphens);
      pass.typesetter().report(diagnostics);
      Pages result = std::move(pages);
      scratch.read.reset();
      return result;
    }
    fields = found;
  }
}

}  // namespace grif
