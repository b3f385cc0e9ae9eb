#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.hpp"
#include "font/shaper.hpp"
#include "layout/text_styles.hpp"
#include "pages/pages.hpp"

namespace grif {

/// One glyph, tab, break or picture of a paragraph whose lines are not known yet.
struct TextItem {
  enum Flag : std::uint16_t {
    blank = 1,        ///< hangs at a line's end
    break_after = 2,  ///< a line may end behind it
    stretch = 4,      ///< widens in justified text
    letter = 8,       ///< may belong to a word that is hyphenated
    capital = 16,
    soft_hyphen_after = 32,  ///< somebody typed U+00AD behind it
    bound = 64,              ///< a blank at which only an emergency breaks
    odd = 128,               ///< its glyph alone does not tell the text: needs an actual text
    tab = 256,
    line_break = 512,
    image = 1024,
  };
  std::uint32_t offset = 0;  ///< of Document::text; kGenerated for page numbers and the like
  char32_t code_point = 0;
  std::int32_t advance = 0;  ///< in units, kerning and letter spacing counted in
  std::uint16_t flags = 0;
  GlyphId glyph = 0;
  std::int16_t adjust = 0;  ///< of the glyph: kerning and letter spacing, in 1/1000 em
  std::uint16_t style = 0;  ///< of ParagraphText::styles
  std::uint8_t length = 0;  ///< bytes of the cluster
  [[nodiscard]] bool has(Flag flag) const { return (flags & flag) != 0; }
};
inline constexpr std::uint32_t kGenerated = 0xFFFF'FFFF;

/// A stretch of items of one look and one place in the structure.
struct ItemStyle {
  TextStyle text;
  ElementId element = kArtifactLayout;
  std::uint32_t link = 0;  ///< 0, or 1 + index of Document::links
  bool operator==(const ItemStyle&) const = default;
};

/// A bookmark, or a field whose text depends on its page, in front of an item.
struct ItemMark {
  enum class Type : std::uint8_t { bookmark, page_field } type = Type::bookmark;
  std::uint32_t item = 0;
  std::uint32_t index = 0;  ///< of Document::bookmarks, or of Document::inlines
};

/// What fields print. Values of a first pass are guesses, those of the next ones come from the
/// pages.
struct FieldValues {
  std::uint32_t page_count = 1;
  std::vector<std::uint32_t> page_of_inline;    ///< by Document::inlines; empty: not known yet
  std::vector<std::uint32_t> page_of_bookmark;  ///< by Document::bookmarks; 0: not known
  std::uint32_t current_page = 0;               ///< of a header or footer; 0: in the text
};

class ReadParagraphs;

/// The glyphs of one paragraph after another, in one growing set of buffers.
class ParagraphText {
 public:
  /// `read`, if there is one, keeps what is read without an element for whoever wants it again.
  ParagraphText(const Document& document, TextStyles& styles, Shaper& shaper,
                ReadParagraphs* read = nullptr);

  /// Reads a paragraph. `element` is what its text belongs to; `label` what its list marker does.
  void read(const Block& paragraph, const FieldValues& fields, ElementId element, ElementId label);

  std::vector<TextItem> items;
  std::vector<ItemStyle> styles;
  std::vector<ItemMark> marks;
  /// Items before it are the list marker and its tab.
  std::size_t first_after_marker = 0;
  /// Of Document::text: blanks and hyphens that Russian typography binds.
  std::vector<std::uint32_t> bound_spaces, bound_hyphens;
  bool has_soft_hyphens = false;
  bool has_fields = false;       ///< its text depends on the pages
  bool has_unsupported = false;  ///< a form field or footnote, which cannot be laid out yet

  [[nodiscard]] const TextStyle& text_style(const TextItem& item) const {
    return styles[item.style].text;
  }

 private:
  void read_afresh(const Block& paragraph, const FieldValues& fields, ElementId label);
  void read_marker(const Block& paragraph, ElementId label);
  void read_inline(std::uint32_t index, const FieldValues& fields);
  void append_field(std::uint32_t index, const FieldValues& fields);
  void append_text(std::string_view text, std::uint32_t offset);
  bool append_plain(std::string_view text, std::uint32_t offset);
  void append_generated(std::uint32_t number);
  void append_segment(std::string_view segment, std::uint32_t offset);
  void append_missing(std::string_view text, std::size_t at, std::size_t end, std::uint32_t offset);
  void append_uncovered(std::string_view text, std::size_t& at, std::uint32_t offset);
  void set_clusters(std::size_t first_item, std::size_t segment_size);
  void choose_style(const TextStyle& text);
  void bind_blanks(Range inlines);
  void mark_breaks();

  const Document* document_;
  TextStyles* text_styles_;
  Shaper* shaper_;
  ReadParagraphs* read_;
  std::vector<PlainGlyph> plain_;
  std::vector<Glyph> glyphs_;
  std::vector<std::uint32_t> offsets_;
  std::string upper_;
  ElementId element_ = kArtifactLayout;
  std::uint32_t link_ = 0;
  std::uint16_t style_ = 0;
};

/// Controls and joiners that have no shape of their own and are left out.
bool is_ignorable(char32_t code_point);

}  // namespace grif
