#include "write/docx_properties.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "xml/tree.hpp"

namespace grif::docx {
namespace {

/// `<name>children</name>`, or nothing where there are no children.
template <typename Children>
void append_wrapped(std::string& out, std::string_view name, Children append_children) {
  const std::size_t start = out.size();
  out.append("<").append(name).append(">");
  const std::size_t inner = out.size();
  append_children();
  if (out.size() == inner) {
    out.resize(start);
  } else {
    out.append("</").append(name).append(">");
  }
}

void append_attribute(std::string& out, std::string_view name, std::int64_t value) {
  out.append(" ").append(name).append("=\"");
  append_number(out, value);
  out += '"';
}

std::string_view tab_name(TabAlignment alignment) {
  switch (alignment) {
    case TabAlignment::left:
      return "left";
    case TabAlignment::right:
      return "right";
    case TabAlignment::centre:
      return "center";
  }
  return "left";
}

void append_tab(std::string& out, std::string_view name, const TabStop& stop) {
  out.append("<w:tab w:val=\"").append(name).append("\"");
  if (stop.dots && name != "clear") out += " w:leader=\"dot\"";
  append_attribute(out, "w:pos", stop.at.twips());
  out += "/>";
}

void append_length(std::string& out, std::string_view name, Length length) {
  out.append("<").append(name);
  append_attribute(out, "w:w", length.twips());
  out += " w:type=\"dxa\"/>";
}

}  // namespace

// ---- Values -------------------------------------------------------------------------------------

void append_number(std::string& out, std::int64_t number) {
  std::array<char, 20> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out.append(digits.data(), end);
}

void append_valued(std::string& out, std::string_view name, std::string_view value) {
  out.append("<").append(name).append(" w:val=\"");
  append_xml_escaped(out, value);
  out += "\"/>";
}

void append_valued(std::string& out, std::string_view name, std::int64_t value) {
  out.append("<").append(name);
  append_attribute(out, "w:val", value);
  out += "/>";
}

void append_toggle(std::string& out, std::string_view name, bool on) {
  out.append("<").append(name).append(on ? "/>" : " w:val=\"0\"/>");
}

void append_colour(std::string& out, Colour colour) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  for (const unsigned part : {colour.red, colour.green, colour.blue}) {
    out += kDigits[part >> 4U];
    out += kDigits[part & 15U];
  }
}

// ---- Characters ---------------------------------------------------------------------------------

void append_fonts(std::string& out, std::string_view family) {
  out += "<w:rFonts";
  for (const std::string_view script :
       {" w:ascii=\"", " w:hAnsi=\"", " w:eastAsia=\"", " w:cs=\""}) {
    out += script;
    append_xml_escaped(out, family);
    out += '"';
  }
  out += "/>";
}

void append_run_children(std::string& out, std::string_view style, const CharacterProperties& p,
                         bool kern) {
  if (!style.empty()) append_valued(out, "w:rStyle", style);
  if (p.family) append_fonts(out, *p.family);
  if (p.bold) append_toggle(out, "w:b", *p.bold);
  if (p.italic) append_toggle(out, "w:i", *p.italic);
  if (p.caps) append_toggle(out, "w:caps", *p.caps);
  if (p.colour) {
    out += "<w:color w:val=\"";
    append_colour(out, *p.colour);
    out += "\"/>";
  }
  if (p.letter_spacing) append_valued(out, "w:spacing", *p.letter_spacing);
  if (kern) append_valued(out, "w:kern", 2);
  if (p.half_points) {
    append_valued(out, "w:sz", *p.half_points);
    append_valued(out, "w:szCs", *p.half_points);
  }
  if (p.underline) append_valued(out, "w:u", *p.underline ? "single" : "none");
  if (p.language) append_valued(out, "w:lang", *p.language);
}

void append_run_properties(std::string& out, std::string_view style, const CharacterProperties& p) {
  append_wrapped(out, "w:rPr", [&] { append_run_children(out, style, p); });
}

// ---- Paragraphs ---------------------------------------------------------------------------------

void append_tabs(std::string& out, std::span<const TabStop> stops,
                 std::span<const TabStop> inherited) {
  append_wrapped(out, "w:tabs", [&] {
    for (const TabStop& old : inherited) {
      const bool kept = std::any_of(stops.begin(), stops.end(), [&](const TabStop& stop) {
        return stop.at.twips() == old.at.twips();
      });
      if (!kept) append_tab(out, "clear", old);
    }
    for (const TabStop& stop : stops) append_tab(out, tab_name(stop.alignment), stop);
  });
}

void append_spacing(std::string& out, const ParagraphProperties& p) {
  if (!p.before && !p.after && !p.line) return;
  out += "<w:spacing";
  if (p.before) append_attribute(out, "w:before", p.before->twips());
  if (p.after) append_attribute(out, "w:after", p.after->twips());
  if (p.line) {
    const bool exact = p.line->rule == LineSpacing::Rule::exact;
    append_attribute(out, "w:line", exact ? p.line->exact.twips() : p.line->two_hundred_fortieths);
    out += exact ? " w:lineRule=\"exact\"" : " w:lineRule=\"auto\"";
  }
  out += "/>";
}

void append_indent(std::string& out, const std::optional<Length>& left,
                   const std::optional<Length>& right, const std::optional<Length>& first_line) {
  if (!left && !right && !first_line) return;
  out += "<w:ind";
  if (left) append_attribute(out, "w:left", left->twips());
  if (right) append_attribute(out, "w:right", right->twips());
  if (first_line) {
    const std::int64_t twips = first_line->twips();
    append_attribute(out, twips < 0 ? "w:hanging" : "w:firstLine", twips < 0 ? -twips : twips);
  }
  out += "/>";
}

void append_alignment(std::string& out, Alignment alignment) {
  switch (alignment) {
    case Alignment::left:
      out += "<w:jc w:val=\"left\"/>";
      break;
    case Alignment::right:
      out += "<w:jc w:val=\"right\"/>";
      break;
    case Alignment::centre:
      out += "<w:jc w:val=\"center\"/>";
      break;
    case Alignment::justify:
      out += "<w:jc w:val=\"both\"/>";
      break;
  }
}

void append_paragraph_children(std::string& out, std::string_view style,
                               const ParagraphProperties& p, const ParagraphSurroundings& around) {
  if (!style.empty()) append_valued(out, "w:pStyle", style);
  if (around.keep_with_next) {
    out += "<w:keepNext/>";
  } else if (p.keep_with_next) {
    append_toggle(out, "w:keepNext", *p.keep_with_next);
  }
  if (p.keep_together) append_toggle(out, "w:keepLines", *p.keep_together);
  if (around.page_break_before) {
    out += "<w:pageBreakBefore/>";
  } else if (p.page_break_before) {
    append_toggle(out, "w:pageBreakBefore", *p.page_break_before);
  }
  if (p.widow_control) append_toggle(out, "w:widowControl", *p.widow_control);
  if (around.numbering != 0) {
    out += "<w:numPr>";
    append_valued(out, "w:ilvl", around.numbering_level);
    append_valued(out, "w:numId", around.numbering);
    out += "</w:numPr>";
  }
  if (p.tabs) append_tabs(out, *p.tabs, around.inherited_tabs);
  append_spacing(out, p);
  append_indent(out, p.left, p.right, p.first_line);
  if (p.alignment) append_alignment(out, *p.alignment);
  if (p.outline_level) {
    append_valued(out, "w:outlineLvl", *p.outline_level < 0 ? 9 : *p.outline_level);
  }
  if (!around.mark.empty()) out.append("<w:rPr>").append(around.mark).append("</w:rPr>");
  out += around.section;
}

void append_paragraph_properties(std::string& out, std::string_view style,
                                 const ParagraphProperties& p,
                                 const ParagraphSurroundings& around) {
  append_wrapped(out, "w:pPr", [&] { append_paragraph_children(out, style, p, around); });
}

// ---- Tables -------------------------------------------------------------------------------------

void append_border(std::string& out, std::string_view side, const Border& border) {
  out.append("<").append(side);
  if (border.width.emu() <= 0) {
    out += " w:val=\"nil\"/>";
    return;
  }
  constexpr std::int64_t kEmuPerEighth = Length::kEmuPerPoint / 8;
  const std::int64_t eighths = (border.width.emu() + kEmuPerEighth / 2) / kEmuPerEighth;
  out += " w:val=\"single\"";
  append_attribute(out, "w:sz", std::clamp<std::int64_t>(eighths, 2, 96));
  out += " w:space=\"0\" w:color=\"";
  append_colour(out, border.colour);
  out += "\"/>";
}

void append_table_borders(std::string& out, const TableProperties& p) {
  out += "<w:tblBorders>";
  append_border(out, "w:top", p.outer);
  append_border(out, "w:left", p.outer);
  append_border(out, "w:bottom", p.outer);
  append_border(out, "w:right", p.outer);
  append_border(out, "w:insideH", p.inner_horizontal);
  append_border(out, "w:insideV", p.inner_vertical);
  out += "</w:tblBorders>";
}

void append_cell_margins(std::string& out, const TableProperties& p) {
  out += "<w:tblCellMar>";
  append_length(out, "w:top", p.padding_top);
  append_length(out, "w:left", p.padding_left);
  append_length(out, "w:bottom", p.padding_bottom);
  append_length(out, "w:right", p.padding_right);
  out += "</w:tblCellMar>";
}

void append_table_properties(std::string& out, std::string_view style, const DocumentTable& table,
                             std::int64_t width_twips) {
  out += "<w:tblPr>";
  if (!style.empty()) append_valued(out, "w:tblStyle", style);
  out += "<w:tblW";
  append_attribute(out, "w:w", width_twips);
  out += " w:type=\"dxa\"/>";
  if (table.alignment == Alignment::centre || table.alignment == Alignment::right) {
    append_alignment(out, table.alignment);
  }
  if (!table.borders) append_table_borders(out, TableProperties{});
  out += "<w:tblLayout w:type=\"fixed\"/>";
  if (!table.layout_only) out += "<w:tblLook w:val=\"0020\" w:firstRow=\"1\"/>";
  if (!table.caption.empty()) append_valued(out, "w:tblCaption", table.caption);
  out += "</w:tblPr>";
}

void append_grid(std::string& out, std::span<const std::int64_t> edges) {
  out += "<w:tblGrid>";
  for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
    out += "<w:gridCol";
    append_attribute(out, "w:w", edges[i + 1] - edges[i]);
    out += "/>";
  }
  out += "</w:tblGrid>";
}

void append_row_properties(std::string& out, const TableRow& row, bool whole) {
  append_wrapped(out, "w:trPr", [&] {
    if (whole) out += "<w:cantSplit/>";
    if (row.least_height.emu() > 0) {
      out += "<w:trHeight";
      append_attribute(out, "w:val", row.least_height.twips());
      out += " w:hRule=\"atLeast\"/>";
    }
    if (row.header) out += "<w:tblHeader/>";
  });
}

void append_cell_properties(std::string& out, std::int64_t width_twips, std::uint16_t column_span,
                            VerticalMerge merge, const Colour* shade, VerticalAlignment vertical) {
  out += "<w:tcPr><w:tcW";
  append_attribute(out, "w:w", width_twips);
  out += " w:type=\"dxa\"/>";
  if (column_span > 1) append_valued(out, "w:gridSpan", column_span);
  switch (merge) {
    case VerticalMerge::none:
      break;
    case VerticalMerge::start:
      out += "<w:vMerge w:val=\"restart\"/>";
      break;
    case VerticalMerge::continued:
      out += "<w:vMerge/>";
      break;
  }
  if (shade != nullptr) {
    out += "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"";
    append_colour(out, *shade);
    out += "\"/>";
  }
  switch (vertical) {
    case VerticalAlignment::top:
      break;
    case VerticalAlignment::middle:
      out += "<w:vAlign w:val=\"center\"/>";
      break;
    case VerticalAlignment::bottom:
      out += "<w:vAlign w:val=\"bottom\"/>";
      break;
  }
  out += "</w:tcPr>";
}

// ---- Sections -----------------------------------------------------------------------------------

namespace {

void append_furniture_reference(std::string& out, std::string_view element, std::string_view type,
                                std::uint32_t id) {
  if (id == 0) return;
  out.append("<").append(element).append(" w:type=\"").append(type).append("\" r:id=\"rId");
  append_number(out, id);
  out += "\"/>";
}

}  // namespace

void append_section_properties(std::string& out, const Section& section, const FurnitureIds& ids) {
  out += "<w:sectPr>";
  append_furniture_reference(out, "w:headerReference", "default", ids.header);
  append_furniture_reference(out, "w:headerReference", "first", ids.first_header);
  append_furniture_reference(out, "w:footerReference", "default", ids.footer);
  append_furniture_reference(out, "w:footerReference", "first", ids.first_footer);
  const PageSetup& page = section.page;
  out += "<w:pgSz";
  append_attribute(out, "w:w", page.width.twips());
  append_attribute(out, "w:h", page.height.twips());
  if (page.landscape) out += " w:orient=\"landscape\"";
  out += "/><w:pgMar";
  append_attribute(out, "w:top", page.top.twips());
  append_attribute(out, "w:right", page.right.twips());
  append_attribute(out, "w:bottom", page.bottom.twips());
  append_attribute(out, "w:left", page.left.twips());
  append_attribute(out, "w:header", page.header.twips());
  append_attribute(out, "w:footer", page.footer.twips());
  out += " w:gutter=\"0\"/>";
  if (section.restart_numbering) out += "<w:pgNumType w:start=\"1\"/>";
  if (section.different_first) out += "<w:titlePg/>";
  out += "</w:sectPr>";
}

}  // namespace grif::docx
