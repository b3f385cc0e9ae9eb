#include "layout/text_styles.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/text.hpp"

namespace grif {

namespace {

constexpr std::size_t kMostNamedSigns = 8;
/// Places of one sign that are remembered.
constexpr std::size_t kMostOffsets = 10'000;

/// Thousandths of an em in whole twips, as LibreOffice rounds the metrics of a font.
Length em_part(std::int32_t thousandths, std::int32_t half_points) {
  return Length::from_twips((std::int64_t{thousandths} * half_points * 10 + 500) / 1000);
}

/// `₽ (U+20BD), ☑ (U+2611)`; a long list is cut with a count.
std::string name_signs(const std::vector<char32_t>& signs) {
  std::string text;
  for (std::size_t i = 0; i < signs.size(); ++i) {
    if (i == kMostNamedSigns) return text + fmt::format(" … (+{})", signs.size() - i);
    if (i != 0) text += ", ";
    append_utf8(text, signs[i]);
    text += fmt::format(" (U+{:04X})", static_cast<unsigned>(signs[i]));
  }
  return text;
}

const std::string& title_of(const Document& document) {
  const DocumentProperties& properties = document.properties;
  return properties.title.empty() ? properties.name : properties.title;
}

/// Each place once, cells of the input first of all.
void sort_places(std::vector<Place>& places) {
  std::ranges::sort(places, [](Place a, Place b) { return a < b; });
  places.erase(std::unique(places.begin(), places.end()), places.end());
  if (places.size() > 1 && places.front().is_nowhere()) places.erase(places.begin());
}

/// « (и ещё ячеек с ними: 2)»; nothing for one place.
std::string count_more(const std::vector<Place>& places, Language language) {
  if (places.size() < 2) return {};
  const std::size_t more = places.size() - 1;
  return language == Language::russian ? fmt::format(" (и ещё ячеек с ними: {})", more)
                                       : fmt::format(" (and in {} more cells)", more);
}

}  // namespace

TextStyle with_face(TextStyle style, FaceId id, const Face& face) {
  const FaceMetrics& metrics = face.metrics();
  style.id = id;
  style.face = &face;
  style.ascent = em_part(metrics.ascent + metrics.line_gap, style.half_points);
  style.descent = em_part(metrics.descent, style.half_points);
  style.overhang = face.italic() ? to_units(style.ascent + style.descent) / 12 : 0;
  return style;
}

TextStyles::TextStyles(const Document& document, const FaceSet& faces)
    : document_(&document),
      faces_(&faces),
      styles_(document.character_formats.size()),
      empty_styles_(document.paragraph_formats.size()) {}

TextStyle TextStyles::make(const CharacterFormat& format) {
  TextStyle style;
  style.half_points = std::max(format.half_points, 1);
  style.colour = format.colour;
  style.underline = format.underline;
  style.caps = format.caps;
  // Twentieths of a point to 1/1000 em: 100 units each.
  style.spacing = static_cast<std::int16_t>(
      std::clamp(format.letter_spacing * 100 / style.half_points, -1000, 10'000));
  const FaceId id = faces_->find(format.family, format.bold, format.italic);
  if (!faces_->knows(format.family)) {
    const auto unknown = std::make_pair(format.family, id);
    if (std::ranges::find(unknown_families_, unknown.first,
                          &std::pair<std::string, FaceId>::first) == unknown_families_.end()) {
      unknown_families_.push_back(unknown);
    }
  }
  return with_face(style, id, faces_->at(id));
}

const TextStyle& TextStyles::at(CharacterFormatId format) {
  TextStyle& style = styles_[format];
  if (style.face == nullptr) style = make(document_->character_formats[format].format);
  return style;
}

const TextStyle& TextStyles::of_empty(ParagraphFormatId format) {
  TextStyle& style = empty_styles_[format];
  if (style.face == nullptr) {
    CharacterFormat mark;
    if (document_->styles != nullptr) {
      mark = document_->styles->compute_character(
          kNoStyle, document_->paragraph_formats[format].style, kNoStyle, {});
    }
    style = make(mark);
  }
  return style;
}

std::optional<TextStyle> TextStyles::substitute(const TextStyle& style, char32_t code_point,
                                                std::uint32_t offset) {
  const std::optional<FaceId> found = faces_->fallback(style.id, code_point);
  const Substitution substitution{style.id, found.value_or(style.id), found.has_value(),
                                  code_point};
  const auto at = std::ranges::lower_bound(substitutions_, substitution);
  const auto index = at - substitutions_.begin();
  if (at == substitutions_.end() || *at != substitution) {
    substitutions_.insert(at, substitution);
    offsets_.emplace(offsets_.begin() + index);
  }
  std::vector<std::uint32_t>& offsets = offsets_[static_cast<std::size_t>(index)];
  if (offsets.size() < kMostOffsets) offsets.push_back(offset);
  if (!found) return std::nullopt;
  return with_face(style, *found, faces_->at(*found));
}

TextStyles::Replacement TextStyles::replacement(const TextStyle& style) const {
  for (const char32_t shown : {U'\uFFFD', U'\u25A1', U'?'}) {
    if (style.face->glyph(shown) != 0) return {style, shown};
    if (const std::optional<FaceId> face = faces_->fallback(style.id, shown))
      return {with_face(style, *face, faces_->at(*face)), shown};
  }
  return {style, U'?'};
}

void TextStyles::note_right_to_left(std::uint32_t offset) {
  if (right_to_left_.size() < kMostOffsets) right_to_left_.push_back(offset);
}

void TextStyles::report_right_to_left(Diagnostics& diagnostics) const {
  std::vector<Place> places;
  for (const std::uint32_t offset : right_to_left_)
    places.push_back(document_->place_of_text(offset));
  sort_places(places);
  const std::string more = count_more(places, diagnostics.language());
  diagnostics.report(Kind::right_to_left, places.front(), {title_of(*document_), more});
}

void TextStyles::report(const Substitution& one, Group group, Diagnostics& diagnostics) const {
  const std::string& title = title_of(*document_);
  sort_places(group.places);
  const Place place = group.places.front();
  const std::string signs =
      name_signs(group.signs) + count_more(group.places, diagnostics.language());
  if (one.found) {
    diagnostics.report(
        Kind::glyph_substituted, place,
        {title, faces_->at(one.wanted).family(), signs, faces_->at(one.used).family()});
  } else {
    diagnostics.report(Kind::glyph_missing, place, {title, signs});
  }
}

void TextStyles::report(Diagnostics& diagnostics) const {
  const std::string& title = title_of(*document_);
  if (!right_to_left_.empty()) report_right_to_left(diagnostics);
  for (const auto& [family, id] : unknown_families_) {
    diagnostics.report(Kind::font_unknown, Place::nowhere(),
                       {title, family, faces_->at(id).family()});
  }
  Group group;
  for (std::size_t i = 0; i < substitutions_.size(); ++i) {
    const Substitution& one = substitutions_[i];
    group.signs.push_back(one.code_point);
    for (const std::uint32_t offset : offsets_[i])
      group.places.push_back(document_->place_of_text(offset));
    const bool last =
        i + 1 == substitutions_.size() || substitutions_[i + 1].wanted != one.wanted ||
        substitutions_[i + 1].used != one.used || substitutions_[i + 1].found != one.found;
    if (last) report(one, std::exchange(group, {}), diagnostics);
  }
}

}  // namespace grif
