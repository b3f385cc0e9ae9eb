#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.hpp"

// What a cell of a sheet shows: one text with pieces of different looks.
namespace grif::xlsx {

/// A stretch of CellText::text in one format.
struct Fragment {
  std::uint32_t first = 0, count = 0;
  CharacterFormatId format = 0;
};

struct CellText {
  std::string text;  ///< XML characters only; paragraphs and breaks are line feeds
  std::vector<Fragment> fragments;
  ParagraphFormatId paragraph = 0;  ///< of the first paragraph
  std::string link;                 ///< the first link that it has, as Excel takes it, or empty
  std::vector<std::uint32_t> bookmarks;  ///< those that begin in it
  std::size_t paragraphs = 0;

  void clear();
  /// Takes away blanks and line feeds at the end: room that a page leaves below a mark.
  void trim_end();
};

/// Where the bookmarks of a document stand: «A7», or «'Лист'!A7» for another sheet to name it.
struct CellPlace {
  std::size_t sheet = 0;
  std::string sheet_name, cell;  ///< no cell: the bookmark is on no sheet
};
using BookmarkPlaces = std::vector<CellPlace>;

/// Collects what cells show.
class TextCollector {
 public:
  /// `places`: by bookmark; empty where they are not known yet.
  TextCollector(const Document& document, const BookmarkPlaces& places)
      : document_(document), places_(places) {}
  /// Texts collected from now on stand on this sheet.
  void set_sheet(std::size_t sheet) { sheet_ = sheet; }

  /// Appends the text of blocks: a line feed between paragraphs, list markers before their items,
  /// tables within cell by cell. A reference to a page names the cell that the bookmark stands in;
  /// the number of a page itself, which only the printer knows, is a line to be filled by hand.
  void collect(Range blocks, CellText& out) const;
  void collect(const Block& block, CellText& out) const;

 private:
  void add_inline(const Inline& piece, CellText& out) const;
  void add_reference(const Inline& piece, CellText& out) const;
  void add_link(std::string_view url, CellText& out) const;
  void collect_table(const DocumentTable& table, CellText& out) const;

  const Document& document_;
  const BookmarkPlaces& places_;
  std::size_t sheet_ = 0;
};

/// UTF-16 units of a text, as Excel counts.
std::size_t count_utf16(std::string_view text);

}  // namespace grif::xlsx
