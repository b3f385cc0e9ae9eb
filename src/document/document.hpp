#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/arena.hpp"
#include "core/date.hpp"
#include "core/length.hpp"
#include "core/place.hpp"
#include "core/value.hpp"
#include "document/style.hpp"

namespace grif {

// One document, many faces: every writer and the layout read this value and nothing else.
// Everything stands in vectors and is named by 32-bit indices; texts stand in one string.

/// A range of another vector.
struct Range {
  std::uint32_t first = 0, count = 0;
  bool operator==(const Range&) const = default;
};

/// Computed formats are interned: equal formats have one id, which every writer may cache on.
using ParagraphFormatId = std::uint16_t;
using CharacterFormatId = std::uint16_t;

/// A paragraph's computed format and what it came from (writers that keep named styles need both).
struct InternedParagraph {
  StyleId style = kNoStyle;
  ParagraphProperties direct;
  ParagraphFormat format;
  bool operator==(const InternedParagraph&) const = default;
};
struct InternedCharacter {
  StyleId style = kNoStyle;  ///< character style, or kNoStyle
  CharacterProperties direct;
  CharacterFormat format;
  bool operator==(const InternedCharacter&) const = default;
};

struct Inline {
  enum class Type : std::uint8_t {
    text,  ///< `content` is a range of Document::text
    tab,
    line_break,
    page_number,     ///< field PAGE
    page_count,      ///< field NUMPAGES
    page_reference,  ///< field PAGEREF: `content.first` is a bookmark
    bookmark_start,  ///< `content.first` is a bookmark
    bookmark_end,
    link_start,  ///< `content.first` is an index of Document::links
    link_end,
    image,       ///< index of Document::images
    form_field,  ///< index of Document::form_fields
    footnote,    ///< in the type; a template that uses it is refused until it is laid out
  };
  Type type = Type::text;
  CharacterFormatId format = 0;
  Range content;
  bool operator==(const Inline&) const = default;
};

struct Block {
  enum class Type : std::uint8_t {
    paragraph,  ///< `content` is a range of inlines
    table,      ///< `content.first` is an index of tables
    page_break,
    contents,  ///< a table of contents, laid out by Grif; index of contents lists
    image,     ///< index of images
    chart,     ///< index of charts
  };
  Type type = Type::paragraph;
  std::uint8_t heading_level = 0;  ///< 1 to 9; 0: not a heading
  /// List membership of a paragraph: 0 is none, else 1 + index of Document::lists; the marker is
  /// text in `lists`' own inlines, hung in the paragraph's indent.
  std::uint32_t list_item = 0;
  ParagraphFormatId format = 0;
  Range content;
  bool operator==(const Block&) const = default;
};

/// One item of a declared list: its level and the marker as text («1.», «а)», «–»).
struct ListItem {
  std::uint32_t list = 0;  ///< which list of the document (numbering restarts with a new one)
  std::uint8_t level = 0;  ///< 0 to 8
  bool ordered = false;
  std::uint32_t number = 0;  ///< ordinal on its level, from 1
  Range marker;              ///< of text
  CharacterFormatId marker_format = 0;
  std::string pattern;  ///< `%1.` or a bullet, for DOCX's numbering part
  bool operator==(const ListItem&) const = default;
};

struct ColumnWidth {
  enum class Rule : std::uint8_t { fixed, share, fit } rule = Rule::fit;
  Length width;      ///< fixed
  double share = 1;  ///< share of what the fixed and fitted ones leave; for fit a weight
  bool operator==(const ColumnWidth&) const = default;
};

/// A cell of the grid. Cells of a row stand in order of their first columns; what a row span from
/// above covers has no cell.
struct TableCell {
  Range blocks;  ///< of Document::blocks
  std::uint16_t column = 0, column_span = 1, row_span = 1;
  VerticalAlignment vertical = VerticalAlignment::top;
  bool header = false;      ///< TH in PDF and HTML; its row or column is its scope
  std::uint32_t typed = 0;  ///< 0: none, else 1 + index of Document::typed_cells
  std::uint8_t shade = 0;   ///< 0: none, else 1 + index of Document::shades
  bool operator==(const TableCell&) const = default;
};

/// A cell's value for writers that keep types (XLSX); the blocks show the same as text.
struct TypedCell {
  Value value;                ///< integer, decimal, date, boolean or text
  std::string number_format;  ///< `0.0`, `dd.mm.yyyy`; empty: by type
  enum class Formula : std::uint8_t { none, sum, mean, count } formula = Formula::none;
  std::uint32_t first_row = 0, last_row = 0;  ///< rows of the same table that the formula covers
  std::uint16_t formula_column = 0;
  bool operator==(const TypedCell&) const = default;
};

struct TableRow {
  Range cells;                  ///< of Document::cells
  bool header = false;          ///< repeated on each page; only the first rows of a table
  bool may_break = true;        ///< between lines; false: w:cantSplit
  bool keep_with_next = false;  ///< stays on the page of the next row while lower than half a page
  Length least_height;
  bool operator==(const TableRow&) const = default;
};

struct DocumentTable {
  StyleId style = kNoStyle;
  Range rows;  ///< of Document::rows
  std::vector<ColumnWidth> columns;
  Alignment alignment = Alignment::left;
  bool borders = true;
  bool layout_only = false;  ///< marks side by side: no data table for XLSX and screen readers
  std::string caption;       ///< for screen readers and the XLSX sheet
  std::vector<Length> grid;  ///< computed once, before all writers (layout's compute_grids) …
  std::vector<Length> longest_words;  ///< … the longest word of each column, undivided, or 0 …
  bool too_narrow = false;  ///< … and whether some of its columns then have no room for words
  bool operator==(const DocumentTable&) const = default;
};

struct PageSetup {
  Length width = Length::from_mm(210), height = Length::from_mm(297);  ///< as turned
  Length left = Length::from_mm(20), right = Length::from_mm(10);
  Length top = Length::from_mm(20), bottom = Length::from_mm(20);
  Length header = Length::from_mm(10), footer = Length::from_mm(10);  ///< distance from the edge
  bool landscape = false;
  bool operator==(const PageSetup&) const = default;
};

/// Pages of one setup, with their header and footer.
struct Section {
  PageSetup page;
  Range blocks;                      ///< of Document::blocks, top level
  Range header, footer;              ///< blocks repeated on each page but the first …
  Range first_header, first_footer;  ///< … and on the section's first page, if `different_first`
  bool different_first = false;
  bool restart_numbering = false;
  bool turns_for_tables = false;  ///< turned to landscape if its tables need it (compute_grids)
  bool operator==(const Section&) const = default;
};

struct Image {
  std::string bytes;  ///< PNG or JPEG
  std::string alternative;
  Length width, height;
  bool operator==(const Image&) const = default;
};
struct FormField {
  enum class Type : std::uint8_t { text, check, choice, signature } type = Type::text;
  std::string name, tool_tip;
  std::vector<std::string> options;
  Length width, height;
  bool operator==(const FormField&) const = default;
};

/// Where the text from an offset of Document::text on, up to the next origin, was read.
struct TextOrigin {
  std::uint32_t offset = 0;
  Place place;  ///< a datum of the input, or nowhere: the template's own words
};

struct DocumentProperties {
  std::string name;  ///< `roadmap`
  std::string title, subject, organisation;
  std::string language = "ru-RU";
  bool has_date = false;
  Date date;  ///< the document's date: data, never the clock's
  bool operator==(const DocumentProperties&) const = default;
};

struct Document {
  DocumentProperties properties;
  const StyleSheet* styles = nullptr;  ///< the pack's, or `own_styles`
  std::vector<InternedParagraph> paragraph_formats;
  std::vector<InternedCharacter> character_formats;
  std::vector<Section> sections;
  std::vector<Block> blocks;
  std::vector<Inline> inlines;
  std::vector<DocumentTable> tables;
  std::vector<TableRow> rows;
  std::vector<TableCell> cells;
  std::vector<TypedCell> typed_cells;
  std::vector<Colour> shades;
  std::vector<ListItem> lists;
  std::vector<std::string> bookmarks;  ///< names; headings get one each (`_Heading1` …)
  std::vector<std::string> links;      ///< https, mailto or tel URLs, or `#bookmark`
  std::vector<Image> images;
  std::vector<FormField> form_fields;
  std::string text;                 ///< all characters, UTF-8
  std::vector<TextOrigin> origins;  ///< by offset
  Arena arena;                      ///< texts of typed cells

  [[nodiscard]] std::string_view text_of(Range range) const {
    return std::string_view(text).substr(range.first, range.count);
  }
  /// The paragraph's text as a reader sees it: a list item's marker and a blank, text, tab and
  /// break as `\t` and `\n`; fields that only pages know are left out.
  [[nodiscard]] std::string plain_text(const Block& paragraph) const;
  /// The text of all blocks in a range, a line feed after each paragraph, tables cell by cell.
  [[nodiscard]] std::string plain_text(Range range) const;

  /// Where the character at an offset of `text` was read; nowhere for a template's own words.
  [[nodiscard]] Place place_of_text(std::uint32_t offset) const;
  /// The first datum that the blocks, or the cells of a table, show; nowhere if they show none.
  [[nodiscard]] Place place_of(Range blocks) const;
  [[nodiscard]] Place place_of(const DocumentTable& table) const;
};

/// Calls `add` with the characters of an inline as a reader of plain text sees them: its text, a
/// tab as `\t`, a line break as `\n`. What has no characters, or only pages know, gives nothing.
template <typename Add>
void read_plain_text(const Document& document, const Inline& piece, const Add& add) {
  switch (piece.type) {
    case Inline::Type::text:
      add(document.text_of(piece.content));
      break;
    case Inline::Type::tab:
      add(std::string_view("\t"));
      break;
    case Inline::Type::line_break:
      add(std::string_view("\n"));
      break;
    case Inline::Type::page_number:
    case Inline::Type::page_count:
    case Inline::Type::page_reference:
    case Inline::Type::bookmark_start:
    case Inline::Type::bookmark_end:
    case Inline::Type::link_start:
    case Inline::Type::link_end:
    case Inline::Type::image:
    case Inline::Type::form_field:
    case Inline::Type::footnote:
      break;
  }
}

/// A readable dump, a line a thing: what golden tests compare. Each paragraph names its style and
/// its direct properties; the computed formats follow at the end. Independent of the ids.
std::string dump(const Document& document);

}  // namespace grif
