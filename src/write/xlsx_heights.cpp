#include "write/xlsx_heights.hpp"

#include <algorithm>

#include "core/text.hpp"

namespace grif::xlsx {
namespace {

constexpr std::int64_t kUnitsPerPoint = 2'000;
constexpr std::int32_t kEmptyHalfPoints = 22;  // of a cell without text

std::int64_t units_of(Length length) {
  return length.emu() * kUnitsPerPoint / Length::kEmuPerPoint;
}
Length length_of(std::int64_t units) {
  return Length::from_emu(units * Length::kEmuPerPoint / kUnitsPerPoint);
}

/// Advance of a letter of the Normal font on the screen: whole pixels.
Length advance_on_screen(Advances::OfFace& face, char32_t letter) {
  const Length exact = length_of(std::int64_t{face.at(letter)} * NormalFont::kHalfPoints);
  return round_down_to_pixels(exact + kPixel / 2);
}

}  // namespace

Length line_height(std::int32_t half_points) {
  // 12 points come out as 15.75, 14 as 18.75.
  return round_up_to_pixels(Length::from_half_points(half_points).scaled(13, 10));
}

std::int32_t Advances::OfFace::find(char32_t c) {
  constexpr std::int32_t kFullWidth = 1'000;  // of what no face has
  std::int32_t advance = kFullWidth;
  const Face& face = faces_.at(face_);
  if (const GlyphId glyph = face.glyph(c); glyph != 0) {
    advance = face.advance(glyph);
  } else if (const std::optional<FaceId> other = faces_.fallback(face_, c)) {
    advance = faces_.at(*other).advance(faces_.at(*other).glyph(c));
  }
  if (c < known_.size()) known_[c] = static_cast<std::int16_t>(advance);
  return advance;
}

Advances::OfFace& Advances::of(FaceId face) {
  if (kept_.size() <= face) kept_.resize(face + 1U);
  if (!kept_[face]) kept_[face] = std::make_unique<OfFace>(faces_, face);
  return *kept_[face];
}

NormalFont find_normal_font(const Document& document, Advances& advances) {
  NormalFont font;
  font.family = document.styles->default_character.family.value_or("Times New Roman");
  Advances::OfFace& face = advances.of(advances.faces().find(font.family, false, false));
  for (char32_t digit = U'0'; digit <= U'9'; ++digit) {
    font.digit = std::max(font.digit, advance_on_screen(face, digit));
  }
  font.digit = std::max(font.digit, kPixel);
  font.indent = std::max(3 * advance_on_screen(face, U' '), kPixel);
  return font;
}

TextMeasure::TextMeasure(const Document& document, Advances& advances) {
  looks_.reserve(document.character_formats.size() + 1);
  for (const InternedCharacter& run : document.character_formats) {
    const CharacterFormat& format = run.format;
    const FaceId face = advances.faces().find(format.family, format.bold, format.italic);
    looks_.push_back({&advances.of(face), format.half_points});
  }
}

void TextMeasure::end_line() {
  total_ += line_height(line_size_);
  widest_ = std::max(widest_, line_);
  line_ = 0;
  line_size_ = 0;
}

void TextMeasure::end_word() {
  if (word_ == 0) return;
  if (line_ > 0 && line_ + word_ > room_) end_line();
  line_ += word_;
  line_size_ = std::max(line_size_, word_size_);
  for (; line_ > room_; line_ -= room_) total_ += line_height(line_size_);  // cut where it must be
  word_ = 0;
  word_size_ = 0;
}

void TextMeasure::add_fragment(std::string_view text, const Look& look) {
  Advances::OfFace& face = *look.face;
  const std::int64_t size = look.half_points;
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte == '\n' || byte == ' ') {
      ++at;
      end_word();
      line_size_ = std::max(line_size_, look.half_points);
      if (byte == '\n') {
        end_line();
      } else {
        line_ += face.at(U' ') * size;
      }
      continue;
    }
    char32_t letter = byte;
    if (byte < 0x80) {
      ++at;
    } else {
      letter = next_code_point(text, at);
    }
    word_ += face.at(letter) * size;
    word_size_ = std::max(word_size_, look.half_points);
  }
}

Length TextMeasure::height(const CellText& text, Length width) {
  if (text.fragments.empty()) return line_height(kEmptyHalfPoints);
  room_ = std::max<std::int64_t>(units_of(width), 1'000);
  line_ = word_ = widest_ = 0;
  line_size_ = word_size_ = 0;
  total_ = {};
  for (const Fragment& fragment : text.fragments) {
    add_fragment(std::string_view(text.text).substr(fragment.first, fragment.count),
                 looks_[fragment.format]);
  }
  end_word();
  line_size_ = std::max(line_size_, looks_[text.fragments.back().format].half_points);
  end_line();
  return total_;
}

Length TextMeasure::width(const CellText& text) {
  widest_ = 0;
  height(text, Length::from_mm(100'000));
  return length_of(widest_);
}

}  // namespace grif::xlsx
