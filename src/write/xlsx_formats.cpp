#include "write/xlsx_formats.hpp"

#include "xml/tree.hpp"

namespace grif::xlsx {
namespace {

lxw_color_t colour_of(Colour colour) {
  return static_cast<lxw_color_t>(colour.red) << 16U |
         static_cast<lxw_color_t>(colour.green) << 8U | colour.blue;
}

std::uint8_t horizontal_of(Alignment alignment) {
  switch (alignment) {
    case Alignment::left:
      return LXW_ALIGN_LEFT;
    case Alignment::right:
      return LXW_ALIGN_RIGHT;
    case Alignment::centre:
      return LXW_ALIGN_CENTER;
    case Alignment::justify:
      return LXW_ALIGN_LEFT;  // stretched blanks of a short line look broken
  }
  return LXW_ALIGN_LEFT;
}

std::uint8_t vertical_of(VerticalAlignment alignment) {
  switch (alignment) {
    case VerticalAlignment::top:
      return LXW_ALIGN_VERTICAL_TOP;
    case VerticalAlignment::middle:
      return LXW_ALIGN_VERTICAL_CENTER;
    case VerticalAlignment::bottom:
      return LXW_ALIGN_VERTICAL_BOTTOM;
  }
  return LXW_ALIGN_VERTICAL_TOP;
}

void set_borders(lxw_format* format, const CellLook& look) {
  format_set_top(format, static_cast<std::uint8_t>(border_style(look.top)));
  format_set_left(format, static_cast<std::uint8_t>(border_style(look.left)));
  format_set_bottom(format, static_cast<std::uint8_t>(border_style(look.bottom)));
  format_set_right(format, static_cast<std::uint8_t>(border_style(look.right)));
  format_set_top_color(format, colour_of(look.top.colour));
  format_set_left_color(format, colour_of(look.left.colour));
  format_set_bottom_color(format, colour_of(look.bottom.colour));
  format_set_right_color(format, colour_of(look.right.colour));
}

}  // namespace

lxw_format_borders border_style(const Border& border) {
  if (border.width.emu() <= 0) return LXW_BORDER_NONE;
  const Length quarter = Length::from_points(1) / 4;
  if (border.width <= quarter * 3) return LXW_BORDER_THIN;
  if (border.width <= quarter * 7) return LXW_BORDER_MEDIUM;
  return LXW_BORDER_THICK;
}

bool Formats::look_alike(CharacterFormatId a, CharacterFormatId b) const {
  if (a == b) return true;
  const CharacterFormat& x = document_.character_formats[a].format;
  const CharacterFormat& y = document_.character_formats[b].format;
  return x.family == y.family && x.half_points == y.half_points && x.bold == y.bold &&
         x.italic == y.italic && x.underline == y.underline && x.colour == y.colour;
}

void Formats::set_font(lxw_format* format, CharacterFormatId character) const {
  if (character >= document_.character_formats.size()) return;
  const CharacterFormat& look = document_.character_formats[character].format;
  format_set_font_name(format, look.family.c_str());
  format_set_font_size(format, static_cast<double>(look.half_points) / 2);
  if (look.bold) format_set_bold(format);
  if (look.italic) format_set_italic(format);
  if (look.underline) format_set_underline(format, LXW_UNDERLINE_SINGLE);
  if (look.colour != Colour{}) format_set_font_color(format, colour_of(look.colour));
}

const std::string& Formats::find_run(CharacterFormatId character) {
  std::string& out = runs_[character];
  if (!out.empty()) return out;
  const CharacterFormat& look = document_.character_formats[character].format;
  out = "<rPr>";
  if (look.bold) out += "<b/>";
  if (look.italic) out += "<i/>";
  if (look.underline) out += "<u/>";
  out += "<sz val=\"";
  out += std::to_string(look.half_points / 2);
  if (look.half_points % 2 != 0) out += ".5";
  out += "\"/>";
  if (look.colour == Colour{}) {
    out += "<color theme=\"1\"/>";
  } else {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    out += "<color rgb=\"FF";
    for (const unsigned part : {look.colour.red, look.colour.green, look.colour.blue}) {
      out += kDigits[part >> 4U];
      out += kDigits[part & 15U];
    }
    out += "\"/>";
  }
  out += "<rFont val=\"";
  append_xml_escaped(out, look.family);
  out += "\"/><family val=\"2\"/></rPr>";
  return out;
}

void set_normal_font(lxw_workbook* workbook, const std::string& family, std::int32_t half_points) {
  lxw_format* normal = STAILQ_FIRST(workbook->formats);  // the library has made it already
  format_set_font_name(normal, family.c_str());
  format_set_font_size(normal, static_cast<double>(half_points) / 2);
}

Formats::Format Formats::find(const CellLook& look) {
  if (last_ < made_.size() && made_[last_].look == look) return made_[last_].format;
  for (last_ = 0; last_ < made_.size(); ++last_) {
    if (made_[last_].look == look) return made_[last_].format;
  }
  lxw_format* format = workbook_add_format(workbook_);
  set_font(format, look.character);
  format_set_text_wrap(format);
  format_set_align(format, horizontal_of(look.horizontal));
  format_set_align(format, vertical_of(look.vertical));
  if (look.indent != 0) format_set_indent(format, look.indent);
  set_borders(format, look);
  if (look.shade != 0) format_set_bg_color(format, colour_of(document_.shades[look.shade - 1U]));
  if (!look.number_format.empty()) {
    format_set_num_format(format, std::string(look.number_format).c_str());
  }
  // To be asked for last: equal formats get equal indices.
  const auto index = static_cast<std::uint32_t>(lxw_format_get_xf_index(format));
  made_.push_back({look, {.handle = format, .index = index}});
  return made_.back().format;
}

}  // namespace grif::xlsx
