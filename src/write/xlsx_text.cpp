#include "write/xlsx_text.hpp"

#include <algorithm>
#include <cmath>

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

void add_inline(const Document& document, const Inline& piece, CellText& out) {
  switch (piece.type) {
    case Inline::Type::text: {
      const std::string_view text = document.text_of(piece.content);
      // Excel has no capitals as a property of a font.
      const bool caps = document.character_formats[piece.format].format.caps;
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
      add_text(out, document.images[piece.content.first].alternative, piece.format);
      break;
    case Inline::Type::form_field:
      add_text(out, kBlankLine, piece.format);
      break;
    case Inline::Type::link_start: {
      const std::string& url = document.links[piece.content.first];
      if (out.link.empty() && is_allowed_link(url)) out.link = url;
      break;
    }
    case Inline::Type::page_number:
    case Inline::Type::page_count:
    case Inline::Type::page_reference:
    case Inline::Type::bookmark_start:
    case Inline::Type::bookmark_end:
    case Inline::Type::link_end:
    case Inline::Type::footnote:
      break;  // write_xlsx refuses footnotes
  }
}

void collect_table(const Document& document, const DocumentTable& table, CellText& out) {
  for (std::uint32_t r = table.rows.first; r < table.rows.first + table.rows.count; ++r) {
    const Range cells = document.rows[r].cells;
    for (std::uint32_t c = cells.first; c < cells.first + cells.count; ++c) {
      collect_text(document, document.cells[c].blocks, out);
    }
  }
}

}  // namespace

void CellText::clear() {
  text.clear();
  fragments.clear();
  paragraph = 0;
  link = {};
  paragraphs = 0;
}

void collect_text(const Document& document, const Block& block, CellText& out) {
  switch (block.type) {
    case Block::Type::paragraph:
      break;
    case Block::Type::table:
      collect_table(document, document.tables[block.content.first], out);
      return;
    case Block::Type::image:
      if (out.paragraphs++ == 0) out.paragraph = block.format;
      add_text(out, document.images[block.content.first].alternative, 0);
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
        inlines.count == 0 ? CharacterFormatId{0} : document.inlines[inlines.first].format;
    add_text(out, "\n", out.fragments.empty() ? format : out.fragments.back().format);
  }
  if (block.list_item != 0) {
    const ListItem& item = document.lists[block.list_item - 1];
    add_text(out, document.text_of(item.marker), item.marker_format);
    add_text(out, " ", item.marker_format);
  }
  for (std::uint32_t i = inlines.first; i < inlines.first + inlines.count; ++i) {
    add_inline(document, document.inlines[i], out);
  }
}

void collect_text(const Document& document, Range blocks, CellText& out) {
  for (std::uint32_t i = blocks.first; i < blocks.first + blocks.count; ++i) {
    collect_text(document, document.blocks[i], out);
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

// ---- Heights ------------------------------------------------------------------------------------

double line_height(double size) {
  constexpr double kLeading = 1.3;  // 12 points come out as 15.75
  return std::ceil(size * kLeading * 4) / 4;
}

HeightEstimate::HeightEstimate(const Document& document, const FaceSet& faces, Shaper& shaper)
    : shaper_(shaper) {
  for (const InternedCharacter& run : document.character_formats) {
    const CharacterFormat& format = run.format;
    looks_.push_back({faces.find(format.family, format.bold, format.italic),
                      static_cast<double>(format.half_points) / 2});
  }
}

double HeightEstimate::advance(std::string_view text, const Look& look) {
  return static_cast<double>(shaper_.measure(look.face, text)) * look.size / 1000;
}

void HeightEstimate::end_line() {
  total_ += line_height(line_);
  x_ = 0;
}

void HeightEstimate::add_word(std::size_t blanks, std::string_view word, Look& look, double width) {
  if (blanks != 0 && look.blank < 0) look.blank = advance(" ", look);
  const double wide = advance(word, look);
  const double with_blanks = x_ + static_cast<double>(blanks) * look.blank + wide;
  if (x_ > 0 && with_blanks > width) {
    end_line();
    line_ = look.size;
    x_ = wide;
  } else {
    x_ = with_blanks;
  }
  line_ = std::max(line_, look.size);
  for (; x_ > width && width > 0; x_ -= width)
    total_ += line_height(line_);  // cut where it must be
}

bool HeightEstimate::fits_on_a_line(const CellText& text, double width) {
  if (text.fragments.size() != 1) return false;
  const Look& look = looks_[text.fragments[0].format];
  // Half an em is the mean advance of Russian text, two bytes a letter: what may well be longer is
  // not measured twice.
  if (static_cast<double>(text.text.size()) * look.size / 4 > width) return false;
  return text.text.find('\n') == std::string::npos && advance(text.text, look) <= width;
}

double HeightEstimate::height(const CellText& text, double width) {
  x_ = total_ = 0;
  line_ = text.fragments.empty() || looks_.empty() ? 11 : looks_[text.fragments[0].format].size;
  if (fits_on_a_line(text, width)) return line_height(line_);
  for (const Fragment& fragment : text.fragments) {
    Look& look = looks_[fragment.format];
    std::string_view rest = std::string_view(text.text).substr(fragment.first, fragment.count);
    while (!rest.empty()) {
      if (rest.front() == '\n') {
        end_line();
        line_ = look.size;
        rest.remove_prefix(1);
        continue;
      }
      const std::size_t start = std::min(rest.find_first_not_of(' '), rest.size());
      std::size_t end = start;
      while (end < rest.size() && rest[end] != ' ' && rest[end] != '\n') ++end;
      add_word(start, rest.substr(start, end - start), look, width);
      rest.remove_prefix(end);
    }
  }
  end_line();
  return total_;
}

}  // namespace grif::xlsx
