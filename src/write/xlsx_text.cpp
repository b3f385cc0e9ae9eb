#include "write/xlsx_text.hpp"

#include <algorithm>

#include "core/text.hpp"
#include "write/links.hpp"

namespace grif::xlsx {
namespace {

constexpr std::string_view kBlankLine = "________";  // where a form field stands

/// Whether all bytes are text that XML takes as it is, so that nothing has to be looked at.
bool is_plain(std::string_view text) {
  unsigned odd = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    odd |= static_cast<unsigned>(byte < 0x20) | static_cast<unsigned>(byte == 0xED) |
           static_cast<unsigned>(byte == 0xEF) | static_cast<unsigned>(byte == '_');
  }
  return odd == 0;
}

bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

/// `_x0041_` in a text would be read back as `A` (ST_Xstring): its first `_` has to be written as
/// one such code itself.
bool is_code(std::string_view text) {
  return text.size() >= 7 && text[1] == 'x' && text[6] == '_' && is_hex(text[2]) &&
         is_hex(text[3]) && is_hex(text[4]) && is_hex(text[5]);
}

void append_xml_text(std::string& out, std::string_view text) {
  if (is_plain(text)) {
    out += text;
    return;
  }
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    const char32_t c = next_code_point(text, at);
    if (!is_xml_char(c)) continue;
    if (c == U'_' && is_code(text.substr(start))) out += "_x005F";
    out += text.substr(start, at - start);
  }
}

void add_text(CellText& out, std::string_view text, CharacterFormatId format) {
  const auto first = static_cast<std::uint32_t>(out.text.size());
  append_xml_text(out.text, text);
  const auto count = static_cast<std::uint32_t>(out.text.size() - first);
  if (count == 0) return;
  if (!out.fragments.empty() && out.fragments.back().format == format) {
    out.fragments.back().count += count;
  } else {
    out.fragments.push_back({first, count, format});
  }
}

std::string in_capitals(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) append_utf8(out, to_upper(next_code_point(text, at)));
  return out;
}

/// A place as Excel's links name it.
std::string target_of(const CellPlace& place) {
  return "internal:'" + place.sheet_name + "'!" + place.cell;
}

}  // namespace

void CellText::clear() {
  text.clear();
  fragments.clear();
  paragraph = 0;
  link.clear();
  bookmarks.clear();
  paragraphs = 0;
}

void CellText::trim_end() {
  text.resize(text.find_last_not_of(" \n") + 1);
  while (!fragments.empty() && fragments.back().first >= text.size()) fragments.pop_back();
  if (fragments.empty()) return;
  fragments.back().count = static_cast<std::uint32_t>(text.size()) - fragments.back().first;
}

void TextCollector::add_reference(const Inline& piece, CellText& out) const {
  constexpr std::string_view kLikeOne = "A100";  // as wide as most
  if (places_.empty()) {
    add_text(out, kLikeOne, piece.format);
    return;
  }
  const CellPlace& place = places_[piece.content.first];
  if (place.cell.empty()) {
    add_text(out, kBlankLine, piece.format);
    return;
  }
  if (out.link.empty()) out.link = target_of(place);
  if (place.sheet != sheet_) add_text(out, "'" + place.sheet_name + "'!", piece.format);
  add_text(out, place.cell, piece.format);
}

void TextCollector::add_link(std::string_view url, CellText& out) const {
  if (!out.link.empty()) return;
  if (is_allowed_link(url)) {
    out.link = url;
  } else if (url.starts_with('#') && !places_.empty()) {
    const auto& names = document_.bookmarks;
    const auto bookmark = std::find(names.begin(), names.end(), url.substr(1));
    if (bookmark == names.end()) return;
    const CellPlace& place = places_[static_cast<std::size_t>(bookmark - names.begin())];
    if (!place.cell.empty()) out.link = target_of(place);
  }
}

void TextCollector::add_inline(const Inline& piece, CellText& out) const {
  switch (piece.type) {
    case Inline::Type::text: {
      const std::string_view text = document_.text_of(piece.content);
      // Excel has no capitals as a property of a font.
      const bool caps = document_.character_formats[piece.format].format.caps;
      caps ? add_text(out, in_capitals(text), piece.format) : add_text(out, text, piece.format);
      break;
    }
    case Inline::Type::tab:
      add_text(out, " ", piece.format);
      break;
    case Inline::Type::line_break:
      // append_xml_text keeps line feeds: they are XML characters.
      add_text(out, "\n", piece.format);
      break;
    case Inline::Type::image:
      add_text(out, document_.images[piece.content.first].alternative, piece.format);
      break;
    case Inline::Type::form_field:
    case Inline::Type::page_number:
    case Inline::Type::page_count:
      add_text(out, kBlankLine, piece.format);
      break;
    case Inline::Type::page_reference:
      add_reference(piece, out);
      break;
    case Inline::Type::link_start:
      add_link(document_.links[piece.content.first], out);
      break;
    case Inline::Type::bookmark_start:
      out.bookmarks.push_back(piece.content.first);
      break;
    case Inline::Type::bookmark_end:
    case Inline::Type::link_end:
    case Inline::Type::footnote:
      break;  // write_xlsx refuses footnotes
  }
}

void TextCollector::collect_table(const DocumentTable& table, CellText& out) const {
  for (std::uint32_t r = table.rows.first; r < table.rows.first + table.rows.count; ++r) {
    const Range cells = document_.rows[r].cells;
    for (std::uint32_t c = cells.first; c < cells.first + cells.count; ++c) {
      collect(document_.cells[c].blocks, out);
    }
  }
}

void TextCollector::collect(const Block& block, CellText& out) const {
  switch (block.type) {
    case Block::Type::paragraph:
      break;
    case Block::Type::table:
      collect_table(document_.tables[block.content.first], out);
      return;
    case Block::Type::image:
      if (out.paragraphs++ == 0) out.paragraph = block.format;
      add_text(out, document_.images[block.content.first].alternative, 0);
      return;
    case Block::Type::page_break:
    case Block::Type::contents:
    case Block::Type::chart:
      return;
  }
  const Range inlines = block.content;
  if (out.paragraphs++ == 0) {
    out.paragraph = block.format;
  } else {
    const CharacterFormatId format =
        inlines.count == 0 ? CharacterFormatId{0} : document_.inlines[inlines.first].format;
    add_text(out, "\n", out.fragments.empty() ? format : out.fragments.back().format);
  }
  if (block.list_item != 0) {
    const ListItem& item = document_.lists[block.list_item - 1];
    add_text(out, document_.text_of(item.marker), item.marker_format);
    add_text(out, " ", item.marker_format);
  }
  for (std::uint32_t i = inlines.first; i < inlines.first + inlines.count; ++i) {
    add_inline(document_.inlines[i], out);
  }
}

void TextCollector::collect(Range blocks, CellText& out) const {
  for (std::uint32_t i = blocks.first; i < blocks.first + blocks.count; ++i) {
    collect(document_.blocks[i], out);
  }
}

std::size_t count_utf16(std::string_view text) {
  std::size_t units = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0U) != 0x80U) ++units;
    if (byte >= 0xF0U) ++units;
  }
  return units;
}

}  // namespace grif::xlsx
