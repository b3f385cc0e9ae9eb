#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "font/face.hpp"
#include "pages/pages.hpp"

namespace grif::pdf {

/// The structure type (ISO 32000-1, 14.8.4) of an element, also the tag of its content.
std::string_view structure_type(const Element& element);

/// A marked-content sequence of a page that belongs to an element. Its MCID is its ordinal among
/// the marks of its page.
struct Mark {
  ElementId element = 0;
  std::uint32_t page = 0;
};

/// Writes content streams (7.8.2), page after page, in order, and notes on the way what the fonts
/// and the structure need.
class ContentWriter {
 public:
  ContentWriter(const Pages& pages, std::size_t faces);

  /// The operators of the next page; valid until the next call.
  std::string_view write_next_page();

  [[nodiscard]] const std::vector<Mark>& marks() const { return marks_; }
  /// Indices of the first mark of each page, and of the end.
  [[nodiscard]] const std::vector<std::uint32_t>& page_marks() const { return page_marks_; }
  [[nodiscard]] std::span<const GlyphSet> used_glyphs() const { return used_glyphs_; }

 private:
  /// What the text object has set already.
  struct TextState {
    std::int64_t x = 0, y = 0;  ///< start of the line, in hundredths of a point
    std::int32_t half_points = -1;
    FaceId face = 0;
    Colour colour;
  };

  void append_boxes(const Page& page);
  void append_images(const Page& page);
  void append_runs(const Page& page);
  void append_run(const Page& page, const GlyphRun& run, TextState& state);
  void append_glyphs(std::span<const Glyph> glyphs, GlyphSet& used);
  void append_replaced_run(const Page& page, const GlyphRun& run, ElementId element,
                           TextState& state);
  /// Opens a marked-content sequence for an element or an artifact.
  void open_mark(ElementId element);
  void open_artifact(ElementId kind);
  /// `<</MCID 3` of a new mark.
  void append_mark_number(ElementId element);
  void close_mark() { out_ += "EMC\n"; }
  [[nodiscard]] ElementId known(ElementId element) const;

  const Pages& pages_;
  std::uint32_t page_ = 0;
  std::string out_;
  std::vector<Mark> marks_;
  std::vector<std::uint32_t> page_marks_{0};
  std::vector<GlyphSet> used_glyphs_;
};

}  // namespace grif::pdf
