#include "layout/read_paragraphs.hpp"

#include "layout/layout.hpp"

namespace grif {

namespace {

/// Glyphs kept: 12 MB. What a long document has beyond them is read twice.
constexpr std::size_t kMostItems = 500'000;

template <typename T>
Range append(std::vector<T>& all, const std::vector<T>& own) {
  const Range range{static_cast<std::uint32_t>(all.size()), static_cast<std::uint32_t>(own.size())};
  all.insert(all.end(), own.begin(), own.end());
  return range;
}

template <typename T>
void take(const std::vector<T>& all, Range range, std::vector<T>& own) {
  const auto first = all.begin() + range.first;
  own.assign(first, first + range.count);
}

}  // namespace

void ReadParagraphs::keep(const Block& block, const ParagraphText& text) {
  const bool depends = block.list_item != 0 || !text.marks.empty() || text.has_unsupported ||
                       text.has_fields || text.first_after_marker != 0;
  if (depends || items_.size() + text.items.size() > kMostItems) return;
  entries_.push_back({append(items_, text.items), append(item_styles_, text.styles),
                      append(bound_spaces_, text.bound_spaces),
                      append(bound_hyphens_, text.bound_hyphens), text.has_soft_hyphens});
  entry_of_[index_of(block)] = static_cast<std::uint32_t>(entries_.size());
}

bool ReadParagraphs::give(const Block& block, ElementId element, ParagraphText& text) const {
  const std::uint32_t kept = entry_of_[index_of(block)];
  if (kept == 0) return false;
  const Entry& entry = entries_[kept - 1];
  take(items_, entry.items, text.items);
  take(item_styles_, entry.styles, text.styles);
  for (ItemStyle& style : text.styles) style.element = element;
  take(bound_spaces_, entry.bound_spaces, text.bound_spaces);
  take(bound_hyphens_, entry.bound_hyphens, text.bound_hyphens);
  text.has_soft_hyphens = entry.has_soft_hyphens;
  return true;
}

LayoutScratch::LayoutScratch(const FaceSet& faces) : shaper(faces) {}
LayoutScratch::LayoutScratch(LayoutScratch&&) noexcept = default;
LayoutScratch::~LayoutScratch() = default;

ReadParagraphs& LayoutScratch::begin_reading(const Document& document, const FaceSet& faces) {
  read = std::make_unique<ReadParagraphs>(document, faces);
  return *read;
}

}  // namespace grif
