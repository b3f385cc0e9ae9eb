#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.hpp"
#include "document/style.hpp"

// The parts of a DOCX that say how things look: styles.xml, fontTable.xml, numbering.xml.
namespace grif::docx {

/// Style of the paragraph that WordprocessingML demands between and after tables: one point high.
inline constexpr std::string_view kAfterTableStyle = "GrifAfterTable";

/// `<w:docDefaults>` (17.7.5.1): what a paragraph and a run have without any style. Sizes, widow
/// control and pair kerning are always stated, since Word's own defaults differ.
void append_defaults(std::string& out, const StyleSheet& sheet);
/// `<w:style>` (17.7.4.17).
void append_style(std::string& out, const StyleSheet& sheet, StyleId id);
/// The whole part `word/styles.xml`.
std::string make_styles(const StyleSheet& sheet);

/// The tab stops that a paragraph of the style has without direct formatting.
std::span<const TabStop> tabs_of(const StyleSheet& sheet, StyleId style);

/// `<w:font>` (17.8.3.10).
void append_font(std::string& out, std::string_view family);
/// The whole part `word/fontTable.xml`: the families of styles and runs, each once, in order of
/// use.
std::string make_font_table(const Document& document);

/// A level of a declared list, as its first item shows it.
struct ListLevel {
  bool used = false, ordered = false;
  std::string pattern;
  Length left, first_line;
  bool operator==(const ListLevel&) const = default;
};
/// The document's declared lists, and which `w:num` each of its items belongs to.
struct Numbering {
  std::vector<std::vector<ListLevel>> kinds;  ///< `w:abstractNum`: levels from 0
  struct List {
    std::uint32_t kind = 0;
  };
  std::vector<List> lists;                    ///< `w:num`, id = index + 1
  std::vector<std::uint32_t> number_of_item;  ///< by index of Document::lists
};
Numbering collect_lists(const Document& document);
/// `<w:lvl>` (17.9.6).
void append_level(std::string& out, std::size_t level, const ListLevel& look);
/// The whole part `word/numbering.xml`.
std::string make_numbering(const Numbering& numbering);

}  // namespace grif::docx
