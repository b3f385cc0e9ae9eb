#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/length.hpp"
#include "document/document.hpp"
#include "font/face.hpp"

namespace grif {

/// What a stretch of page content belongs to, for the tagged structure: an element, or an artifact.
using ElementId = std::uint32_t;
inline constexpr ElementId kArtifactPagination =
    0xFFFF'FFFF;  ///< headers, footers, page numbers, repeated rows
inline constexpr ElementId kArtifactLayout = 0xFFFF'FFFE;  ///< rules, shades, leaders

/// A node of the logical structure (ISO 32000-1, 14.8.4), in reading order: parents before
/// children.
struct Element {
  enum class Type : std::uint8_t {
    document,
    section,
    heading,
    paragraph,
    list,
    list_item,
    label,
    list_body,
    table,
    table_head,
    table_body,
    row,
    header_cell,
    data_cell,
    figure,
    link,
    form,
    contents,
    contents_item,
    span
  };
  Type type = Type::paragraph;
  std::uint8_t level = 0;  ///< of a heading, 1 to 6
  bool row_scope = false;  ///< header_cell: scope Row, else Column
  std::uint16_t row_span = 1, column_span = 1;
  ElementId parent = 0;  ///< the root is element 0, its own parent
  Range alternative;     ///< text range of the document (figures)
  bool operator==(const Element&) const = default;
};

/// `P`, `TD`, `LBody` …: the standard structure types (ISO 32000-1, 14.8.4); a heading is `H`.
std::string_view structure_name(Element::Type type);

/// Glyphs of one face, size and colour on one baseline.
struct GlyphRun {
  Range glyphs;  ///< of Pages::glyphs
  Length x, y;   ///< baseline start, from the page's top left, y downwards
  FaceId face = 0;
  std::int32_t half_points = 24;
  Colour colour;
  ElementId element = kArtifactLayout;
  Length width;  ///< sum of advances as emitted
  /// 0, or 1 + index of Pages::actual_texts: what these glyphs stand for (a hyphen that we added:
  /// U+00AD).
  std::uint32_t actual_text = 0;
  bool underline = false;  ///< the writer draws the line
  bool operator==(const GlyphRun&) const = default;
};

/// A filled rectangle: rules, borders, shades.
struct Box {
  Length x, y, width, height;  ///< top left corner, y downwards
  Colour colour;
  bool operator==(const Box&) const = default;
};

struct PlacedImage {
  Length x, y, width, height;
  std::uint32_t image = 0;  ///< of Document::images
  ElementId element = kArtifactLayout;
  bool operator==(const PlacedImage&) const = default;
};

/// A link or form field on a page.
struct PlacedLink {
  Length x, y, width, height;
  std::uint32_t link = 0;  ///< of Document::links
  ElementId element = kArtifactLayout;
  bool operator==(const PlacedLink&) const = default;
};

struct Page {
  Length width, height;
  std::uint32_t number = 1;          ///< as printed
  Range runs, boxes, images, links;  ///< of the vectors of Pages; runs in reading order
  bool operator==(const Page&) const = default;
};

/// Where something of the Document came to stand: contents, bookmarks and references read this.
struct PagePosition {
  std::uint32_t page = 0;  ///< index into Pages::pages
  Length y;
  bool operator==(const PagePosition&) const = default;
};
struct Heading {
  std::uint32_t block = 0;  ///< of Document::blocks
  std::uint8_t level = 1;
  std::string text;
  ElementId element = 0;
  PagePosition position;
  bool operator==(const Heading&) const = default;
};

/// What the pages ask of a table row.
struct RowPlan {
  bool whole = false;           ///< is not broken between pages: w:cantSplit
  bool keep_with_next = false;  ///< stands on the page on which the next row begins
  bool operator==(const RowPlan&) const = default;
};

/// A document laid out. Layout makes it; write/pdf draws it, write/docx reads page numbers from it.
struct Pages {
  std::vector<Page> pages;
  std::vector<GlyphRun> runs;
  std::vector<Glyph> glyphs;
  std::vector<Box> boxes;
  std::vector<PlacedImage> images;
  std::vector<PlacedLink> links;
  std::vector<Element> elements;
  std::vector<std::string> actual_texts;
  std::vector<Heading> headings;        ///< in order
  std::vector<PagePosition> bookmarks;  ///< by index of Document::bookmarks
  /// Hyphenation points that the layout chose or allowed in narrow cells, as byte offsets into
  /// Document::text, sorted: the DOCX puts U+00AD there.
  std::vector<std::uint32_t> hyphenation_points;
  /// Hyphens at which a line may not be broken (between digits, at a part of one letter), as byte
  /// offsets into Document::text, sorted: the DOCX writes w:noBreakHyphen for them.
  std::vector<std::uint32_t> bound_hyphens;
  /// How each of Document::rows was treated, so that the DOCX can ask for the same.
  std::vector<RowPlan> row_plans;
  /// Blanks that Russian typography forbids to break at (initials and surname, № and number …), as
  /// byte offsets into Document::text, sorted: the DOCX writes U+00A0 for them, the text itself
  /// stays.
  std::vector<std::uint32_t> bound_spaces;
};

/// A readable dump: pages, lines of text with positions in tenths of a point, rules. For golden
/// tests.
std::string dump(const Pages& pages, const Document& document, const FaceSet& faces);

}  // namespace grif
