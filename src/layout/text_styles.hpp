#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "core/diagnostics.hpp"
#include "document/document.hpp"
#include "font/face.hpp"
#include "layout/units.hpp"

namespace grif {

/// A character format with its face found: what the glyphs of a run have in common.
struct TextStyle {
  FaceId id = 0;
  const Face* face = nullptr;
  std::int32_t half_points = 24;
  Colour colour;
  bool underline = false, caps = false;
  std::int16_t spacing = 0;  ///< between letters, in 1/1000 em
  /// What slanted letters reach beyond their advance: LibreOffice leaves a twelfth of the line's
  /// height behind italic text at the end of a line.
  Units overhang = 0;
  /// Of the natural line; the line gap stands above, as LibreOffice puts it.
  Length ascent, descent;

  bool operator==(const TextStyle&) const = default;
};

/// The text styles of one document, found when they are first used, and what was missing of them.
class TextStyles {
 public:
  TextStyles(const Document& document, const FaceSet& faces);

  const TextStyle& at(CharacterFormatId format);
  /// The style of a paragraph that has no text: what its mark would have.
  const TextStyle& of_empty(ParagraphFormatId format);
  /// The same style in the face that has the code point, which `style`'s own face lacks; nothing if
  /// no face has it. Keeps record for `report`, with the code point's place in Document::text.
  std::optional<TextStyle> substitute(const TextStyle& style, char32_t code_point,
                                      std::uint32_t offset);
  /// What stands for a sign that no face has: U+FFFD, or the nearest to it that some face has.
  struct Replacement {
    TextStyle style;
    char32_t code_point = 0;
  };
  [[nodiscard]] Replacement replacement(const TextStyle& style) const;

  /// Keeps record of a letter that is written from right to left, which lines are not set in.
  void note_right_to_left(std::uint32_t offset);

  /// Unknown families, substituted and missing signs, a message a face each, in fixed order, at the
  /// first cell of the input that has such signs.
  void report(Diagnostics& diagnostics) const;
  [[nodiscard]] bool is_of(const FaceSet& faces) const { return faces_ == &faces; }

 private:
  struct Substitution {
    FaceId wanted, used;
    bool found;
    char32_t code_point;
    auto operator<=>(const Substitution&) const = default;
  };
  /// What a message says: signs of one face taken from one other, and where they stand.
  struct Group {
    std::vector<char32_t> signs;
    std::vector<Place> places;
  };
  void report(const Substitution& one, Group group, Diagnostics& diagnostics) const;
  void report_right_to_left(Diagnostics& diagnostics) const;
  TextStyle make(const CharacterFormat& format);

  const Document* document_;
  const FaceSet* faces_;
  std::vector<TextStyle> styles_;            ///< by character format; face is null until used
  std::vector<TextStyle> empty_styles_;      ///< by paragraph format
  std::vector<Substitution> substitutions_;  ///< sorted …
  std::vector<std::vector<std::uint32_t>> offsets_;  ///< … and where each stands
  std::vector<std::uint32_t> right_to_left_;         ///< where such letters stand
  std::vector<std::pair<std::string, FaceId>> unknown_families_;
};

/// A style with the metrics of its face filled in.
TextStyle with_face(TextStyle style, FaceId id, const Face& face);

}  // namespace grif
