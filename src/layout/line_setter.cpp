#include "layout/line_setter.hpp"

#include <algorithm>

#include "core/text.hpp"

namespace grif {

namespace {

/// Tab stops that nobody set (w:defaultTabStop).
constexpr Length kDefaultTab = Length::from_twips(708);
/// A line this short of the edge is not filled by half a word (Word's hyphenation zone).
constexpr Length kLargestHyphenationZone = Length::from_twips(360);
constexpr int kMostHyphensInARow = 3;
constexpr std::size_t kLongestWord = 63;

constexpr std::size_t count_utf8_bytes(char32_t c) {
  return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
}

}  // namespace

void LineSetter::set(ParagraphText& text, const Block& paragraph, Length width, Flow& flow) {
  text_ = &text;
  format_ = &document_->paragraph_formats[paragraph.format].format;
  flow_ = &flow;
  limit_ = to_units(width - format_->right);
  y_ = flow.height + format_->before;
  hyphens_in_a_row_ = 0;
  const std::size_t first_line = flow.lines.size();
  std::size_t start = 0;
  bool ends_with_break = false;
  while (start < text.items.size()) {
    const Units x = line_start(start == 0);
    const LineEnd end = find_line_end(start, x);
    hyphens_in_a_row_ = end.hyphen ? hyphens_in_a_row_ + 1 : 0;
    emit_line(start, end, x);
    start = end.end;
    ends_with_break = end.by_break;
  }
  if (text.items.empty() || ends_with_break) {
    set_empty_line(text.items.empty() ? styles_->of_empty(paragraph.format)
                                      : text.text_style(text.items.back()));
    emit_marks(start, start, true);
  }
  forbid_breaks(first_line);
  flow.height = y_ + format_->after;
  pages_->bound_spaces.insert(pages_->bound_spaces.end(), text.bound_spaces.begin(),
                              text.bound_spaces.end());
  pages_->bound_hyphens.insert(pages_->bound_hyphens.end(), text.bound_hyphens.begin(),
                               text.bound_hyphens.end());
}

Units LineSetter::line_start(bool first) const {
  const Length indent = first ? format_->left + format_->first_line : format_->left;
  return to_units(std::max(indent, Length()));
}

/// Widows and orphans: no page ends behind a first line alone, none begins with a last line alone.
void LineSetter::forbid_breaks(std::size_t first_line) {
  auto& lines = flow_->lines;
  const std::size_t count = lines.size() - first_line;
  for (std::size_t i = 1; i < count; ++i) {
    const bool lonely = format_->widow_control && (i == 1 || i + 1 == count);
    if (lonely || format_->keep_together) lines[first_line + i].before = FlowLine::Break::forbidden;
  }
  if (format_->page_break_before && count != 0) lines[first_line].before = FlowLine::Break::forced;
}

// ---- Where a line ends --------------------------------------------------------------------------

LineSetter::LineEnd LineSetter::find_line_end(std::size_t start, Units x) {
  auto& items = text_->items;
  Candidate last;
  Units ink = x;
  for (std::size_t i = start; i < items.size(); ++i) {
    TextItem& item = items[i];
    if (item.has(TextItem::line_break)) return {.end = i + 1, .by_break = true};
    if (item.has(TextItem::tab)) {
      item.advance = static_cast<std::int32_t>(tab_advance(i, x));
      x += item.advance;
      if (i >= text_->first_after_marker && i > start) last = {i + 1, ink};
      ink = x;
      continue;
    }
    if (!item.has(TextItem::blank)) {
      // What follows a marker stays with it; every line takes something in.
      const bool first = i == start || i == text_->first_after_marker;
      const Units reach = x + item.advance + text_->text_style(item).overhang;
      if (reach > limit_ && !first) return break_before(start, i, x, last);
      ink = x + item.advance;
    }
    x += item.advance;
    if (item.has(TextItem::break_after)) last = {i + 1, ink};
  }
  return {.end = items.size()};
}

/// The item does not fit in the line that begins at `start`: the line ends at the last place that
/// allows it, at a hyphenation point beyond that, or in an emergency anywhere. `x` is the item's
/// left edge.
LineSetter::LineEnd LineSetter::break_before(std::size_t start, std::size_t item, Units x,
                                             Candidate last) {
  const bool emergency = last.end == 0;
  if (emergency) {
    if (const std::size_t blank = find_bound_blank(start, item); blank != 0) return {blank + 1};
  }
  const Units zone = std::min(to_units(kLargestHyphenationZone), limit_ / 5);
  const bool worth_it =
      format_->hyphenate && limit_ - last.ink > zone && hyphens_in_a_row_ < kMostHyphensInARow;
  if (emergency || worth_it || text_->has_soft_hyphens) {
    const Hyphens allowed = emergency  ? Hyphens::of_patterns_even_in_capitals
                            : worth_it ? Hyphens::of_patterns
                                       : Hyphens::typed;
    const std::size_t point = find_hyphenation(start, item, x, allowed);
    if (point > std::max(last.end, start)) return {.end = point, .hyphen = true};
  }
  if (!emergency) return {last.end};
  // Glyphs of one cluster stay together.
  const auto& items = text_->items;
  const auto same_cluster = [&](std::size_t i) {
    return items[i].offset != kGenerated && items[i].offset == items[i - 1].offset;
  };
  std::size_t end = item;
  while (end > start + 1 && same_cluster(end)) --end;
  return {end};
}

/// The last bound blank before the item, which then does not count as bound any more.
std::size_t LineSetter::find_bound_blank(std::size_t start, std::size_t item) {
  auto& items = text_->items;
  for (std::size_t i = item; i > start + 1; --i) {
    if (!items[i - 1].has(TextItem::bound)) continue;
    std::erase(text_->bound_spaces, items[i - 1].offset);
    items[i - 1].flags = TextItem::blank | TextItem::stretch | TextItem::break_after;
    return i - 1;
  }
  return 0;
}

/// A word with a capital beside initials («А.Б. Орлова», «Орлова А.Б.») is a surname: people do not
/// like to see theirs divided.
bool LineSetter::stands_by_initials(std::size_t first, std::size_t end) const {
  const auto& items = text_->items;
  if (!items[first].has(TextItem::capital)) return false;
  const auto is_initial = [&](std::size_t i) {
    return i + 1 < items.size() && items[i].has(TextItem::capital) &&
           items[i + 1].code_point == U'.' && (i == 0 || !items[i - 1].has(TextItem::letter));
  };
  const auto is_space = [&](std::size_t i) {
    return items[i].has(TextItem::blank) || items[i].has(TextItem::bound);
  };
  std::size_t before = first;
  if (before > 0 && is_space(before - 1)) --before;
  if (before >= 2 && is_initial(before - 2)) return true;
  const std::size_t after = end < items.size() && is_space(end) ? end + 1 : end;
  return after > end && is_initial(after);
}

/// The last hyphenation point of the word at the item that lets the part before it, with a hyphen,
/// fit in the line; 0: none.
std::size_t LineSetter::find_hyphenation(std::size_t start, std::size_t item, Units x,
                                         Hyphens allowed) {
  const auto& items = text_->items;
  const auto is_letter_at = [&](std::size_t i) { return items[i].has(TextItem::letter); };
  std::size_t in_word = item;
  if (!is_letter_at(in_word)) {
    if (in_word == start || !is_letter_at(in_word - 1)) return 0;
    --in_word;
  }
  std::size_t first = in_word, end = in_word + 1;
  while (first > text_->first_after_marker && is_letter_at(first - 1) &&
         end - first <= kLongestWord)
    --first;
  while (end < items.size() && is_letter_at(end) && end - first <= kLongestWord) ++end;
  const auto is_capital = [](const TextItem& i) { return i.has(TextItem::capital); };
  const bool abbreviation =
      std::any_of(items.begin() + static_cast<std::ptrdiff_t>(first) + 1,
                  items.begin() + static_cast<std::ptrdiff_t>(end), is_capital);
  word_.clear();
  points_.clear();
  for (std::size_t i = first; i < end; ++i) append_utf8(word_, items[i].code_point);
  const auto is_soft = [](const TextItem& i) { return i.has(TextItem::soft_hyphen_after); };
  const bool decided = text_->has_soft_hyphens &&  // who types one means no other
                       std::any_of(items.begin() + static_cast<std::ptrdiff_t>(first),
                                   items.begin() + static_cast<std::ptrdiff_t>(end), is_soft);
  if (!decided &&
      (allowed == Hyphens::of_patterns_even_in_capitals ||
       (allowed == Hyphens::of_patterns && !abbreviation && !stands_by_initials(first, end)))) {
    hyphenation_->find_points(word_, points_);
  }
  const TextStyle& style = text_->text_style(items[item]);
  const Units hyphen =
      Units{style.face->advance(style.face->glyph('-'))} * style.half_points + style.overhang;

  // From right to left; `x` becomes the left edge of item i.
  std::size_t byte = word_.size(), i = end;
  while (i > item) byte -= count_utf8_bytes(items[--i].code_point);
  for (; i > start + 1 && i > first; --i) {
    const bool soft = items[i - 1].has(TextItem::soft_hyphen_after);
    const bool point = std::ranges::binary_search(points_, static_cast<std::uint32_t>(byte));
    if (i < end && (soft || point) && x + hyphen <= limit_) {
      if (!soft) pages_->hyphenation_points.push_back(items[i].offset);
      return i;
    }
    x -= items[i - 1].advance;
    byte -= count_utf8_bytes(items[i - 1].code_point);
  }
  return 0;
}

/// How far the tab goes: to the next stop of the format, of its hanging indent, or by default.
Units LineSetter::tab_advance(std::size_t item, Units x) {
  TabStop stop{Length::from_emu(-1)};
  const auto offer = [&](const TabStop& other) {
    if (to_units(other.at) > x && (stop.at < Length() || other.at < stop.at)) stop = other;
  };
  for (const TabStop& own : format_->tabs) offer(own);
  if (format_->first_line < Length()) offer({format_->left});
  if (stop.at < Length()) {
    const std::int64_t stops = x / to_units(kDefaultTab) + 1;
    stop = {kDefaultTab * stops};
  }
  text_->items[item].code_point = stop.dots ? U'.' : U'\0';
  const Units at = std::min(to_units(stop.at), std::max(limit_, x));
  switch (stop.alignment) {
    case TabAlignment::left:
      return at - x;
    case TabAlignment::right:
      return std::max<Units>(at - x - width_to_next_tab(item + 1), 0);
    case TabAlignment::centre:
      return std::max<Units>(at - x - width_to_next_tab(item + 1) / 2, 0);
  }
  return 0;
}

Units LineSetter::width_to_next_tab(std::size_t item) const {
  Units width = 0, ink = 0;
  for (; item < text_->items.size(); ++item) {
    const TextItem& one = text_->items[item];
    if (one.has(TextItem::tab) || one.has(TextItem::line_break)) break;
    width += one.advance;
    if (!one.has(TextItem::blank)) ink = width;
  }
  return ink;
}

}  // namespace grif
