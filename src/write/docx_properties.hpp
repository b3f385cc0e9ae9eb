#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "document/document.hpp"
#include "document/style.hpp"

// The property elements of WordprocessingML (ECMA-376-1, transitional), a function an element. Each
// appends to `out`; children stand in the order of the schema.
namespace grif::docx {

void append_number(std::string& out, std::int64_t number);
/// `<name w:val="value"/>`; the value is escaped.
void append_valued(std::string& out, std::string_view name, std::string_view value);
void append_valued(std::string& out, std::string_view name, std::int64_t value);
/// `<name/>` or `<name w:val="0"/>` (CT_OnOff, 17.17.4).
void append_toggle(std::string& out, std::string_view name, bool on);
/// `RRGGBB` (ST_HexColorRGB, 17.18.38).
void append_colour(std::string& out, Colour colour);

/// `<w:rFonts/>`: one family for all scripts (17.3.2.26).
void append_fonts(std::string& out, std::string_view family);
/// The children of `<w:rPr>` (CT_RPr, 17.3.2.28). `kern` adds pair kerning for every size.
void append_run_children(std::string& out, std::string_view style,
                         const CharacterProperties& properties, bool kern = false);
/// `<w:rPr>…</w:rPr>`, or nothing where it would be empty.
void append_run_properties(std::string& out, std::string_view style,
                           const CharacterProperties& properties);

/// `<w:tabs>` (17.3.1.38): the stops, and what clears the inherited ones that are not among them.
void append_tabs(std::string& out, std::span<const TabStop> stops,
                 std::span<const TabStop> inherited);
/// `<w:spacing/>` (17.3.1.33), or nothing where nothing of it is said.
void append_spacing(std::string& out, const ParagraphProperties& properties);
/// `<w:ind/>` (17.3.1.12), or nothing.
void append_indent(std::string& out, const std::optional<Length>& left,
                   const std::optional<Length>& right, const std::optional<Length>& first_line);
/// `<w:jc/>` of a paragraph (17.3.1.13).
void append_alignment(std::string& out, Alignment alignment);

/// What a paragraph's place adds to its own properties.
struct ParagraphSurroundings {
  bool keep_with_next = false;     ///< its row is kept with the next one
  bool page_break_before = false;  ///< a page break stands before it
  std::uint32_t numbering = 0;     ///< `w:numId`, 0: no list
  std::uint8_t numbering_level = 0;
  std::span<const TabStop> inherited_tabs;  ///< of its style
  std::string_view mark;                    ///< children of the paragraph mark's `<w:rPr>`
  std::string_view section;                 ///< `<w:sectPr>` of the section that it ends
};
/// The children of `<w:pPr>` (CT_PPr, 17.3.1.26).
void append_paragraph_children(std::string& out, std::string_view style,
                               const ParagraphProperties& properties,
                               const ParagraphSurroundings& around = {});
/// `<w:pPr>…</w:pPr>`, or nothing where it would be empty.
void append_paragraph_properties(std::string& out, std::string_view style,
                                 const ParagraphProperties& properties,
                                 const ParagraphSurroundings& around = {});

/// One side of a table's borders (17.4): `<w:top w:val="single" w:sz="4" …/>`, sizes in eighths of
/// a point, 2 to 96.
void append_border(std::string& out, std::string_view side, const Border& border);
/// `<w:tblBorders>` (17.4.39).
void append_table_borders(std::string& out, const TableProperties& properties);
/// `<w:tblCellMar>` (17.4.42).
void append_cell_margins(std::string& out, const TableProperties& properties);
/// `<w:tblPr>` of a table (17.4.60): style, whole width, fixed layout.
void append_table_properties(std::string& out, std::string_view style, const DocumentTable& table,
                             std::int64_t width_twips);
/// `<w:tblGrid>` (17.4.49); `edges` are the left edges of the columns and the last right one, in
/// twips.
void append_grid(std::string& out, std::span<const std::int64_t> edges);
/// `<w:trPr>` (17.4.82), or nothing.
void append_row_properties(std::string& out, const TableRow& row, bool whole);
enum class VerticalMerge : std::uint8_t { none, start, continued };
/// `<w:tcPr>` (17.4.70).
void append_cell_properties(std::string& out, std::int64_t width_twips, std::uint16_t column_span,
                            VerticalMerge merge, const Colour* shade, VerticalAlignment vertical);

/// Header and footer parts of a section by relationship id; 0: not stated.
struct FurnitureIds {
  std::uint32_t header = 0, footer = 0, first_header = 0, first_footer = 0;
};
/// `<w:sectPr>` (17.6.17).
void append_section_properties(std::string& out, const Section& section, const FurnitureIds& ids);

}  // namespace grif::docx
