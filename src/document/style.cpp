#include "document/style.hpp"

#include <utility>

namespace grif {
namespace {

template <typename Target, typename Source>
void apply(Target& target, const std::optional<Source>& source) {
  if (source) target = *source;
}

void apply(CharacterFormat& format, const CharacterProperties& p) {
  apply(format.family, p.family);
  apply(format.half_points, p.half_points);
  apply(format.bold, p.bold);
  apply(format.italic, p.italic);
  apply(format.underline, p.underline);
  apply(format.caps, p.caps);
  apply(format.colour, p.colour);
  apply(format.letter_spacing, p.letter_spacing);
  apply(format.language, p.language);
}

void apply(ParagraphFormat& format, const ParagraphProperties& p) {
  apply(format.alignment, p.alignment);
  apply(format.left, p.left);
  apply(format.right, p.right);
  apply(format.first_line, p.first_line);
  apply(format.before, p.before);
  apply(format.after, p.after);
  apply(format.line, p.line);
  apply(format.keep_with_next, p.keep_with_next);
  apply(format.keep_together, p.keep_together);
  apply(format.page_break_before, p.page_break_before);
  apply(format.widow_control, p.widow_control);
  apply(format.hyphenate, p.hyphenate);
  apply(format.outline_level, p.outline_level);
  apply(format.tabs, p.tabs);
}

/// The style and those it is based on, the most general first. Ends even if the chain is a ring.
std::vector<StyleId> chain(const std::vector<Style>& styles, StyleId id) {
  std::vector<StyleId> ids;
  for (; id != kNoStyle && ids.size() < styles.size(); id = styles[id].based_on) ids.push_back(id);
  return {ids.rbegin(), ids.rend()};
}

}  // namespace

StyleId StyleSheet::find(StyleType type, std::string_view id) const {
  for (std::size_t i = 0; i < styles.size(); ++i) {
    if (styles[i].type == type && styles[i].id == id) return static_cast<StyleId>(i);
  }
  return kNoStyle;
}

ParagraphFormat StyleSheet::compute_paragraph(StyleId table, StyleId paragraph,
                                              const ParagraphProperties& direct) const {
  ParagraphFormat format;
  apply(format, default_paragraph);
  for (const StyleId id : chain(styles, table)) apply(format, styles[id].paragraph);
  for (const StyleId id : chain(styles, paragraph)) apply(format, styles[id].paragraph);
  apply(format, direct);
  return format;
}

CharacterFormat StyleSheet::compute_character(StyleId table, StyleId paragraph, StyleId character,
                                              const CharacterProperties& direct) const {
  CharacterFormat format;
  apply(format, default_character);
  for (const StyleId of : {table, paragraph, character}) {
    for (const StyleId id : chain(styles, of)) apply(format, styles[id].character);
  }
  apply(format, direct);
  return format;
}

}  // namespace grif
