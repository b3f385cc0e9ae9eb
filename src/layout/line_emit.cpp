#include <algorithm>
#include <limits>

#include "layout/line_setter.hpp"

namespace grif {

namespace {

/// Under exact spacing four fifths of the line stand above the baseline, as in LibreOffice.
constexpr std::int64_t kExactAscent = 4, kExactParts = 5;

Length round_to_twips(Length length) { return Length::from_twips(length.twips()); }

}  // namespace

/// Height of the line and its baseline, from what stands in it.
void LineSetter::set_line_box(std::size_t start, std::size_t end) {
  Length ascent, descent;
  std::uint32_t style = std::numeric_limits<std::uint32_t>::max();
  for (std::size_t i = start; i < end; ++i) {
    const TextItem& item = text_->items[i];
    if (item.has(TextItem::image))
      ascent = std::max(ascent, document_->images[item.code_point].height);
    if (item.style == style) continue;
    style = item.style;
    ascent = std::max(ascent, text_->styles[style].text.ascent);
    descent = std::max(descent, text_->styles[style].text.descent);
  }
  Length height = ascent + descent;
  if (format_->line.rule == LineSpacing::Rule::exact) {
    height = format_->line.exact;
    ascent = height.scaled(kExactAscent, kExactParts);
  } else {
    height = round_to_twips(height.scaled(format_->line.two_hundred_fortieths, 240));
  }
  baseline_ = y_ + ascent;
  line_ = static_cast<std::uint32_t>(flow_->lines.size());
  const auto run = static_cast<std::uint32_t>(flow_->runs.size());
  flow_->lines.push_back({.top = y_, .bottom = y_ + height, .first_run = run, .end_run = run});
}

void LineSetter::set_empty_line(const TextStyle& style) {
  set_line_box(0, 0);
  FlowLine& line = flow_->lines.back();
  if (format_->line.rule == LineSpacing::Rule::multiple) {
    const Length height = style.ascent + style.descent;
    line.bottom = y_ + round_to_twips(height.scaled(format_->line.two_hundred_fortieths, 240));
  }
  y_ = line.bottom;
}

void LineSetter::emit_line(std::size_t start, const LineEnd& line_end, Units x) {
  set_line_box(start, line_end.end);
  emit_marks(start, line_end.end, line_end.end == text_->items.size() && !line_end.by_break);
  if (drawing_ == Drawing::painted) paint_line(start, line_end, x);
  y_ = flow_->lines[line_].bottom;
}

void LineSetter::paint_line(std::size_t start, const LineEnd& line_end, Units x) {
  const auto& items = text_->items;
  // Blanks at the end hang: they are there for whoever copies the text, and take no room.
  std::size_t ink_end = line_end.end;
  while (ink_end > start &&
         (items[ink_end - 1].has(TextItem::blank) || items[ink_end - 1].has(TextItem::line_break)))
    --ink_end;
  Units width = 0;
  std::size_t first_stretch = start;
  std::int64_t stretches = 0;
  for (std::size_t i = start; i < ink_end; ++i) {
    width += items[i].advance;
    if (items[i].has(TextItem::stretch)) ++stretches;
    if (!items[i].has(TextItem::tab)) continue;
    first_stretch = i + 1;  // what stands before a tab keeps its width
    stretches = 0;
  }
  if (line_end.hyphen) {
    const TextStyle& style = text_->text_style(items[ink_end - 1]);
    width += Units{style.face->advance(style.face->glyph('-'))} * style.half_points;
  }
  const Units slack = std::max<Units>(limit_ - x - width, 0);
  const bool last_line = line_end.end == items.size();
  const bool justified = format_->alignment == Alignment::justify && !last_line &&
                         !line_end.by_break && stretches != 0;
  if (format_->alignment == Alignment::right) x += slack;
  if (format_->alignment == Alignment::centre) x += slack / 2;

  std::int64_t stretched = 0;
  Units given = 0;  // of the slack; glyphs move by whole thousandths of an em
  for (std::size_t i = start; i < line_end.end; ++i) {
    std::int32_t extra = 0;
    if (i >= ink_end) {
      extra = -items[i].advance;
    } else if (justified && i >= first_stretch && items[i].has(TextItem::stretch)) {
      ++stretched;
      const std::int32_t size = text_->text_style(items[i]).half_points;
      extra = static_cast<std::int32_t>((slack * stretched / stretches - given) / size) * size;
      given += extra;
    }
    emit_item(i, x, extra);
  }
  if (line_end.hyphen) emit_hyphen(items[ink_end - 1], x);
  close_run(x);
  flow_->lines[line_].end_run = static_cast<std::uint32_t>(flow_->runs.size());
}

/// `extra` is what justification adds to the item's advance, in units.
void LineSetter::emit_item(std::size_t index, Units& x, std::int32_t extra) {
  const TextItem& item = text_->items[index];
  const TextStyle& style = text_->text_style(item);
  if (item.has(TextItem::line_break) || item.has(TextItem::tab)) emit_word_end();
  if (item.has(TextItem::line_break)) return;
  if (item.has(TextItem::tab)) {
    close_run(x);
    if (item.code_point == U'.') emit_leader(item, x);
    x += item.advance;
    return;
  }
  if (item.has(TextItem::image)) {
    close_run(x);
    const Image& image = document_->images[item.code_point];
    flow_->images.push_back({{.x = to_place(x),
                              .y = baseline_ - image.height,
                              .width = image.width,
                              .height = image.height,
                              .image = item.code_point,
                              .element = text_->styles[item.style].element},
                             line_});
    x += item.advance;
    return;
  }
  const bool odd = item.has(TextItem::odd);
  if (!run_open_ || run_style_ != item.style || run_odd_ != odd) {
    close_run(x);
    open_run(item, x);
  }
  if (odd) {
    odd_first_ = std::min(odd_first_, item.offset);
    odd_end_ = std::max(odd_end_, item.offset + item.length);
  }
  const std::int32_t adjust = std::clamp<std::int32_t>(item.adjust + extra / style.half_points,
                                                       std::numeric_limits<std::int16_t>::min(),
                                                       std::numeric_limits<std::int16_t>::max());
  pages_->glyphs.push_back({item.glyph, static_cast<std::int16_t>(adjust)});
  x += item.advance + Units{adjust - item.adjust} * style.half_points;
}

/// A blank without width at the end of a run that a line break or a tab follows: without it, who
/// copies or listens to the text gets two words as one.
void LineSetter::emit_word_end() {
  if (!run_open_ || run_odd_) return;
  const Face& face = *text_->styles[run_style_].text.face;
  const GlyphId blank = face.glyph(' ');
  if (blank != 0)
    pages_->glyphs.push_back({blank, static_cast<std::int16_t>(-face.advance(blank))});
}

void LineSetter::open_run(const TextItem& item, Units x) {
  const ItemStyle& style = text_->styles[item.style];
  run_open_ = true;
  run_style_ = item.style;
  run_odd_ = item.has(TextItem::odd);
  odd_first_ = std::numeric_limits<std::uint32_t>::max();
  odd_end_ = 0;
  flow_->runs.push_back({{.glyphs = {static_cast<std::uint32_t>(pages_->glyphs.size()), 0},
                          .x = to_place(x),
                          .y = baseline_,
                          .face = style.text.id,
                          .half_points = style.text.half_points,
                          .colour = style.text.colour,
                          .element = style.element,
                          .underline = style.text.underline},
                         line_});
}

void LineSetter::close_run(Units x) {
  if (!run_open_) return;
  run_open_ = false;
  GlyphRun& run = flow_->runs.back().thing;
  run.glyphs.count = static_cast<std::uint32_t>(pages_->glyphs.size()) - run.glyphs.first;
  run.width = to_place(x) - run.x;
  if (run_odd_ && odd_first_ < odd_end_) {
    pages_->actual_texts.emplace_back(document_->text_of({odd_first_, odd_end_ - odd_first_}));
    run.actual_text = static_cast<std::uint32_t>(pages_->actual_texts.size());
  }
  const std::uint32_t link = text_->styles[run_style_].link;
  if (link == 0) return;
  const FlowLine& line = flow_->lines[line_];
  flow_->links.push_back({{.x = run.x,
                           .y = line.top,
                           .width = run.width,
                           .height = line.bottom - line.top,
                           .link = link - 1,
                           .element = run.element},
                          line_});
}

/// A hyphen that the text does not have: it stands for a soft one.
void LineSetter::emit_hyphen(const TextItem& before, Units& x) {
  close_run(x);
  open_run(before, x);
  run_odd_ = false;
  flow_->runs.back().thing.actual_text = 1;
  const TextStyle& style = text_->text_style(before);
  const GlyphId hyphen = style.face->glyph('-');
  pages_->glyphs.push_back({hyphen, 0});
  x += Units{style.face->advance(hyphen)} * style.half_points;
}

/// Dots from the next whole dot's width on, so that leaders of lines below each other agree.
void LineSetter::emit_leader(const TextItem& tab, Units x) {
  const TextStyle& style = text_->text_style(tab);
  const GlyphId dot = style.face->glyph('.');
  const Units advance = Units{style.face->advance(dot)} * style.half_points;
  if (dot == 0 || advance == 0) return;
  const Units first = (x + advance - 1) / advance + 1, end = (x + tab.advance) / advance - 1;
  if (end <= first) return;
  open_run(tab, first * advance);
  flow_->runs.back().thing.element = kArtifactLayout;
  for (Units i = first; i < end; ++i) pages_->glyphs.push_back({dot, 0});
  run_odd_ = false;
  close_run(end * advance);
}

void LineSetter::emit_marks(std::size_t start, std::size_t end, bool last_line) {
  const Length top = flow_->lines[line_].top;
  for (const ItemMark& mark : text_->marks) {
    const bool here = mark.item >= start && (mark.item < end || (last_line && mark.item >= end));
    if (!here) continue;
    const auto type = mark.type == ItemMark::Type::bookmark ? FlowMark::Type::bookmark
                                                            : FlowMark::Type::page_field;
    flow_->marks.push_back({{type, mark.index, top}, line_});
  }
}

}  // namespace grif
