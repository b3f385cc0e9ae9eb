#include "layout/paragraph_text.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "core/text.hpp"
#include "language/typography.hpp"
#include "layout/read_paragraphs.hpp"

namespace grif {

namespace {

constexpr char32_t kSoftHyphen = 0xAD, kZeroWidthSpace = 0x200B, kNoBreakSpace = 0xA0;

/// Blanks at which a line may end. U+00A0, U+2007 and U+202F are bound.
bool is_breaking_blank(char32_t c) {
  return c == ' ' || (c >= 0x2000 && c <= 0x200A && c != 0x2007) || c == 0x205F || c == 0x3000;
}
bool is_bound_blank(char32_t c) { return c == kNoBreakSpace || c == 0x2007 || c == 0x202F; }
bool is_hyphen(char32_t c) { return c == '-' || c == 0x2010; }
bool is_dash(char32_t c) { return c == U'–' || c == U'—'; }

/// What a glyph shows although its face knows it by another code point.
bool looks_like(char32_t c, std::u32string_view of_face) {
  return (is_bound_blank(c) && of_face == U" ") ||
         ((c == 0x2011 || c == 0x2010) && (of_face == U"-" || of_face == U"\u2010"));
}

constexpr bool is_cyrillic_capital(char32_t c) {
  if (c <= 0x42F) return true;
  return (c >= 0x460 && c <= 0x52F) && (c >= 0x4C1 && c <= 0x4CE ? c % 2 == 1 : c % 2 == 0);
}

/// Of code points up to the end of Cyrillic.
constexpr std::uint16_t find_flags(char32_t c) {
  constexpr std::uint16_t kLetter = TextItem::letter,
                          kCapital = TextItem::letter | TextItem::capital;
  if (c == ' ') return TextItem::blank | TextItem::stretch;
  if (c == kNoBreakSpace) return TextItem::stretch | TextItem::bound;
  if (c < 0x80) {
    if (c >= 'A' && c <= 'Z') return kCapital;
    return c >= 'a' && c <= 'z' ? kLetter : 0;
  }
  if (c < 0xC0 || c == 0xD7 || c == 0xF7) return 0;
  if (c < 0x100) return c < 0xDF ? kCapital : kLetter;
  if (c < 0x250) return kLetter;
  if (c < 0x370) return 0;
  if (c < 0x400) return c >= 0x386 && c < 0x3AC && c != 0x387 && c != 0x390 ? kCapital : kLetter;
  if (c >= 0x482 && c < 0x48A) return 0;
  return is_cyrillic_capital(c) ? kCapital : kLetter;
}

constexpr char32_t kEndOfCyrillic = 0x530;
constexpr auto kFlags = [] {
  std::array<std::uint16_t, kEndOfCyrillic> flags{};
  for (char32_t c = 0; c < kEndOfCyrillic; ++c) flags[c] = find_flags(c);
  return flags;
}();

inline std::uint16_t flags_of(char32_t c) {
  if (c < kEndOfCyrillic) return kFlags[c];
  if (is_bound_blank(c)) return TextItem::bound;
  return is_breaking_blank(c) ? std::uint16_t{TextItem::blank} : std::uint16_t{0};
}

/// Hebrew, Arabic, Syriac, Thaana, N'Ko and their neighbours, with the presentation forms.
bool is_right_to_left(char32_t c) {
  return (c >= 0x0590 && c <= 0x08FF) || (c >= 0xFB1D && c <= 0xFDFF) ||
         (c >= 0xFE70 && c <= 0xFEFE) || (c >= 0x10800 && c <= 0x10FFF) ||
         (c >= 0x1E800 && c <= 0x1EFFF);
}

}  // namespace

bool is_ignorable(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == kSoftHyphen || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF;
}

ParagraphText::ParagraphText(const Document& document, TextStyles& text_styles, Shaper& shaper,
                             ReadParagraphs* read)
    : document_(&document), text_styles_(&text_styles), shaper_(&shaper), read_(read) {}

void ParagraphText::read(const Block& paragraph, const FieldValues& fields, ElementId element,
                         ElementId label) {
  items.clear();
  styles.clear();
  marks.clear();
  bound_spaces.clear();
  bound_hyphens.clear();
  first_after_marker = 0;
  has_unsupported = false;
  has_fields = false;
  has_soft_hyphens = false;
  link_ = 0;
  element_ = element;
  if (read_ != nullptr && read_->give(paragraph, element, *this)) return;
  read_afresh(paragraph, fields, label);
  if (read_ != nullptr && element == kArtifactLayout) read_->keep(paragraph, *this);
}

void ParagraphText::read_afresh(const Block& paragraph, const FieldValues& fields,
                                ElementId label) {
  const ElementId element = element_;
  if (paragraph.list_item != 0) read_marker(paragraph, label);
  element_ = element;
  const Range inlines = paragraph.content;
  for (std::uint32_t i = inlines.first; i < inlines.first + inlines.count; ++i)
    read_inline(i, fields);
  bind_blanks(inlines);
  mark_breaks();
}

/// The marker hangs in front of the text: a tab goes to the paragraph's left indent.
void ParagraphText::read_marker(const Block& paragraph, ElementId label) {
  const ListItem& item = document_->lists[paragraph.list_item - 1];
  element_ = label;
  choose_style(text_styles_->at(item.marker_format));
  append_text(document_->text_of(item.marker), item.marker.first);
  if (items.empty()) return;
  items.push_back({.offset = kGenerated, .flags = TextItem::tab, .style = style_});
  first_after_marker = items.size();
}

void ParagraphText::read_inline(std::uint32_t index, const FieldValues& fields) {
  const Inline& piece = document_->inlines[index];
  const auto here = static_cast<std::uint32_t>(items.size());
  const auto append_flagged = [&](TextItem::Flag flag) {
    choose_style(text_styles_->at(piece.format));
    items.push_back({.offset = kGenerated, .flags = flag, .style = style_});
  };
  switch (piece.type) {
    case Inline::Type::text:
      choose_style(text_styles_->at(piece.format));
      append_text(document_->text_of(piece.content), piece.content.first);
      break;
    case Inline::Type::tab:
      append_flagged(TextItem::tab);
      break;
    case Inline::Type::line_break:
      append_flagged(TextItem::line_break);
      break;
    case Inline::Type::page_number:
    case Inline::Type::page_count:
    case Inline::Type::page_reference:
      choose_style(text_styles_->at(piece.format));
      has_fields = true;
      append_field(index, fields);
      break;
    case Inline::Type::bookmark_start:
      marks.push_back({ItemMark::Type::bookmark, here, piece.content.first});
      break;
    case Inline::Type::link_start:
      link_ = piece.content.first + 1;
      break;
    case Inline::Type::link_end:
      link_ = 0;
      break;
    case Inline::Type::image:
      append_flagged(TextItem::image);
      items.back().code_point = piece.content.first;
      items.back().advance =
          static_cast<std::int32_t>(to_units(document_->images[piece.content.first].width));
      break;
    case Inline::Type::bookmark_end:
      break;
    case Inline::Type::form_field:
    case Inline::Type::footnote:
      has_unsupported = true;
      break;
  }
}

void ParagraphText::append_field(std::uint32_t index, const FieldValues& fields) {
  const Inline& piece = document_->inlines[index];
  if (piece.type == Inline::Type::page_count) {
    append_generated(fields.page_count);
  } else if (piece.type == Inline::Type::page_reference) {
    const std::uint32_t bookmark = piece.content.first;
    const bool known = bookmark < fields.page_of_bookmark.size();
    append_generated(known ? fields.page_of_bookmark[bookmark] : 1);
  } else if (fields.current_page != 0) {
    append_generated(fields.current_page);
  } else {
    marks.push_back({ItemMark::Type::page_field, static_cast<std::uint32_t>(items.size()), index});
    append_generated(fields.page_of_inline.empty() ? 1 : fields.page_of_inline[index]);
  }
}

void ParagraphText::choose_style(const TextStyle& text) {
  const ItemStyle wanted{text, element_, link_};
  const auto known = std::ranges::find(styles, wanted);
  style_ = static_cast<std::uint16_t>(known - styles.begin());
  if (known == styles.end()) styles.push_back(wanted);
}

void ParagraphText::append_generated(std::uint32_t number) {
  const std::string digits = fmt::to_string(number);
  const std::size_t first = items.size();
  append_segment(digits, 0);
  for (std::size_t i = first; i < items.size(); ++i) items[i].offset = kGenerated;
}

void ParagraphText::append_text(std::string_view text, std::uint32_t offset) {
  if (styles[style_].text.caps) {
    upper_.clear();
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t before = at, size = upper_.size();
      const char32_t c = next_code_point(text, at);
      append_utf8(upper_, to_upper(c));
      if (upper_.size() - size == at - before) continue;
      upper_.resize(size);  // the offsets of the text must stay
      upper_ += text.substr(before, at - before);
    }
    text = upper_;
  }
  if (append_plain(text, offset)) return;
  const Face& face = *styles[style_].text.face;
  std::size_t segment = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    const char32_t c = next_code_point(text, at);
    const bool ignorable = is_ignorable(c);
    if (!ignorable && face.glyph(c) != 0) continue;
    append_segment(text.substr(segment, start - segment),
                   offset + static_cast<std::uint32_t>(segment));
    if (ignorable) {
      if (c == kSoftHyphen && !items.empty()) {
        items.back().flags |= TextItem::soft_hyphen_after;
        has_soft_hyphens = true;
      }
      if (c == kZeroWidthSpace && !items.empty()) items.back().flags |= TextItem::break_after;
    } else {
      at = start;
      append_uncovered(text, at, offset);
    }
    segment = at;
  }
  append_segment(text.substr(segment), offset + static_cast<std::uint32_t>(segment));
}

/// Text of one face without anything odd, which is nearly all text; false: not done.
bool ParagraphText::append_plain(std::string_view text, std::uint32_t offset) {
  const TextStyle& style = styles[style_].text;
  plain_.clear();
  if (!shaper_->shape_plain(style.id, text, plain_)) return false;
  const std::size_t first = items.size();
  items.resize(first + plain_.size());
  TextItem* item = items.data() + first;
  for (const PlainGlyph& glyph : plain_) {
    item->offset = offset + glyph.offset;
    item->code_point = glyph.code_point;
    item->glyph = glyph.glyph;
    item->adjust = static_cast<std::int16_t>(glyph.adjust + style.spacing);
    item->advance = (glyph.advance + item->adjust) * style.half_points;
    item->style = style_;
    item->length = glyph.length;
    item->flags = flags_of(glyph.code_point);
    if (!glyph.tells_itself &&
        !looks_like(glyph.code_point, style.face->code_points(glyph.glyph))) {
      item->flags |= TextItem::odd;
    }
    ++item;
  }
  return true;
}

/// Text from `at` on that the face has no glyphs for, in the first face that has them.
void ParagraphText::append_uncovered(std::string_view text, std::size_t& at, std::uint32_t offset) {
  const std::uint16_t own_style = style_;
  const TextStyle own = styles[own_style].text;
  const std::size_t start = at;
  std::size_t end = start;
  char32_t c = next_code_point(text, end);
  const auto substitute = [&](std::size_t stands_at) {
    return text_styles_->substitute(own, c, offset + static_cast<std::uint32_t>(stands_at));
  };
  const std::optional<TextStyle> other = substitute(start);
  at = end;
  // The same face goes on as long as it helps.
  while (at < text.size()) {
    c = next_code_point(text, end);
    if (is_ignorable(c) || own.face->glyph(c) != 0 || substitute(at) != other) break;
    at = end;
  }
  if (!other) {
    append_missing(text, start, at, offset);
    return;
  }
  choose_style(*other);
  append_segment(text.substr(start, at - start), offset + static_cast<std::uint32_t>(start));
  style_ = own_style;
}

/// Signs that no face has: each is shown as one that says so, and is still itself to who copies it.
void ParagraphText::append_missing(std::string_view text, std::size_t at, std::size_t end,
                                   std::uint32_t offset) {
  const std::uint16_t own_style = style_;
  const TextStyles::Replacement replacement = text_styles_->replacement(styles[style_].text);
  choose_style(replacement.style);
  std::string shown;
  append_utf8(shown, replacement.code_point);
  while (at < end) {
    const std::size_t start = at, first = items.size();
    const char32_t c = next_code_point(text, at);
    append_segment(shown, offset + static_cast<std::uint32_t>(start));
    for (std::size_t i = first; i < items.size(); ++i) {
      items[i].code_point = c;
      items[i].length = static_cast<std::uint8_t>(at - start);
      items[i].flags = TextItem::odd;
    }
  }
  style_ = own_style;
}

void ParagraphText::append_segment(std::string_view segment, std::uint32_t offset) {
  if (segment.empty()) return;
  const TextStyle& style = styles[style_].text;
  glyphs_.clear();
  offsets_.clear();
  shaper_->shape(style.id, segment, glyphs_, offsets_);
  const std::size_t first = items.size();
  items.resize(first + glyphs_.size());
  for (std::size_t i = 0; i < glyphs_.size(); ++i) {
    TextItem& item = items[first + i];
    std::size_t at = offsets_[i];
    item.code_point = next_code_point(segment, at);
    item.offset = offset + offsets_[i];
    item.length = static_cast<std::uint8_t>(std::min<std::size_t>(at - offsets_[i], 255));
    item.glyph = glyphs_[i].id;
    item.adjust = static_cast<std::int16_t>(glyphs_[i].adjust + style.spacing);
    item.advance = (style.face->advance(item.glyph) + item.adjust) * style.half_points;
    item.style = style_;
    item.flags = flags_of(item.code_point);
    if (is_right_to_left(item.code_point)) text_styles_->note_right_to_left(item.offset);
    const std::u32string_view shown = style.face->code_points(item.glyph);
    if (shown.size() != 1 || shown[0] != item.code_point) {
      if (!looks_like(item.code_point, shown)) item.flags |= TextItem::odd;
    }
  }
  set_clusters(first, segment.size());
}

/// Where glyphs and code points are not one to one, each glyph gets the bytes of its whole cluster.
void ParagraphText::set_clusters(std::size_t first, std::size_t segment_size) {
  std::size_t bytes = 0;
  for (std::size_t i = first; i < items.size(); ++i) bytes += items[i].length;
  if (bytes == segment_size) return;
  // A cluster ends where the next one begins; right-to-left text has the next one on its left.
  const bool leftwards = offsets_.front() > offsets_.back();
  const std::size_t count = items.size() - first;
  auto end = static_cast<std::uint32_t>(segment_size);
  for (std::size_t k = 0; k < count;) {
    const auto index = [&](std::size_t n) { return leftwards ? n : count - 1 - n; };
    const std::uint32_t start = offsets_[index(k)];
    for (; k < count && offsets_[index(k)] == start; ++k) {
      TextItem& item = items[first + index(k)];
      if (end - start != item.length) item.flags |= TextItem::odd;
      item.length = static_cast<std::uint8_t>(std::min<std::uint32_t>(end - start, 255));
    }
    end = start;
  }
}

/// Finds the blanks that must not end a line, over stretches of text that nothing interrupts.
void ParagraphText::bind_blanks(Range inlines) {
  std::size_t item = first_after_marker;
  for (std::uint32_t i = inlines.first; i < inlines.first + inlines.count;) {
    Range stretch = document_->inlines[i].content;
    const bool is_text = document_->inlines[i].type == Inline::Type::text;
    ++i;
    if (!is_text) continue;
    while (i < inlines.first + inlines.count && document_->inlines[i].type == Inline::Type::text &&
           document_->inlines[i].content.first == stretch.first + stretch.count) {
      stretch.count += document_->inlines[i++].content.count;
    }
    const std::size_t first = bound_spaces.size();
    find_bound_spaces(document_->text_of(stretch), bound_spaces);
    for (std::size_t b = first; b < bound_spaces.size(); ++b) {
      const std::uint32_t offset = bound_spaces[b] += stretch.first;
      while (item < items.size() && items[item].offset != offset) ++item;
      if (item == items.size()) return;  // right-to-left text: offsets are not in order
      items[item].flags = TextItem::stretch | TextItem::bound;
    }
  }
}

/// Sets break_after behind blanks, hyphens, dashes and ellipses.
void ParagraphText::mark_breaks() {
  const auto is_word = [&](std::size_t i) {
    return i < items.size() && items[i].has(TextItem::letter);
  };
  for (std::size_t i = first_after_marker; i + 1 < items.size(); ++i) {
    TextItem& item = items[i];
    if (item.has(TextItem::letter)) continue;
    const TextItem& next = items[i + 1];
    const char32_t c = item.code_point;
    if (item.has(TextItem::blank)) {
      if (!next.has(TextItem::blank)) item.flags |= TextItem::break_after;
    } else if (item.has(TextItem::image)) {
      continue;
    } else if (is_hyphen(c) && i > first_after_marker) {
      const bool breaks =
          i >= 2 && is_word(i - 1) && is_word(i - 2) && is_word(i + 1) && is_word(i + 2);
      const bool glued = !items[i - 1].has(TextItem::blank) && !next.has(TextItem::blank);
      if (breaks) item.flags |= TextItem::break_after;
      if (!breaks && glued && item.offset != kGenerated) bound_hyphens.push_back(item.offset);
    } else if ((is_dash(c) || c == U'…') && i > first_after_marker) {
      const bool glued = !items[i - 1].has(TextItem::blank);
      const bool word_follows =
          next.has(TextItem::letter) || (next.code_point >= '0' && next.code_point <= '9');
      if (glued && word_follows) item.flags |= TextItem::break_after;
    }
  }
}

}  // namespace grif
