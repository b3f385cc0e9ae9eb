#include "write/docx_styles.hpp"

#include <algorithm>
#include <array>

#include "write/docx_properties.hpp"
#include "xml/tree.hpp"

namespace grif::docx {
namespace {

constexpr std::string_view kDeclaration =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view kNamespace =
    " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">";

std::string_view type_name(StyleType type) {
  switch (type) {
    case StyleType::paragraph:
      return "paragraph";
    case StyleType::character:
      return "character";
    case StyleType::table:
      return "table";
  }
  return "paragraph";
}

/// Names that Word knows itself; the others are marked as somebody's own.
bool is_built_in(std::string_view name) {
  static constexpr std::array<std::string_view, 20> kNames = {
      "Normal",      "Title",       "Subtitle",    "header",           "footer",
      "caption",     "Strong",      "Emphasis",    "Body Text",        "List Paragraph",
      "Table Grid",  "Hyperlink",   "Signature",   "footnote text",    "page number",
      "TOC Heading", "List Bullet", "List Number", "Body Text Indent", "No Spacing"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end() ||
         (name.size() == 9 && name.starts_with("heading ")) ||
         (name.size() == 5 && name.starts_with("toc "));
}

void append_style_head(std::string& out, std::string_view type, std::string_view id,
                       std::string_view name, bool is_default) {
  out.append("<w:style w:type=\"").append(type).append("\"");
  if (is_default) out += " w:default=\"1\"";
  if (!is_default && !is_built_in(name)) out += " w:customStyle=\"1\"";
  out += " w:styleId=\"";
  append_xml_escaped(out, id);
  out += "\">";
  append_valued(out, "w:name", name);
}

/// What tables have without any style: nothing but what Word assumes.
void append_default_table_style(std::string& out) {
  append_style_head(out, "table", "TableNormal", "Normal Table", true);
  out +=
      "<w:uiPriority w:val=\"99\"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr>"
      "<w:tblInd w:w=\"0\" w:type=\"dxa\"/>";
  append_cell_margins(out, TableProperties{});
  out += "</w:tblPr></w:style>";
}

void append_after_table_style(std::string& out) {
  append_style_head(out, "paragraph", kAfterTableStyle, "Grif After Table", false);
  out +=
      "<w:uiPriority w:val=\"99\"/><w:semiHidden/><w:pPr>"
      "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"20\" w:lineRule=\"exact\"/>"
      "<w:ind w:left=\"0\" w:right=\"0\" w:firstLine=\"0\"/></w:pPr>"
      "<w:rPr><w:sz w:val=\"2\"/><w:szCs w:val=\"2\"/></w:rPr></w:style>";
}

}  // namespace

// ---- Styles -------------------------------------------------------------------------------------

void append_defaults(std::string& out, const StyleSheet& sheet) {
  const CharacterFormat character = sheet.compute_character(kNoStyle, kNoStyle, kNoStyle, {});
  CharacterProperties run = sheet.default_character;
  run.family = character.family;
  run.half_points = character.half_points;
  run.language = character.language;
  ParagraphProperties paragraph = sheet.default_paragraph;
  if (!paragraph.widow_control) paragraph.widow_control = ParagraphFormat{}.widow_control;
  out += "<w:docDefaults><w:rPrDefault><w:rPr>";
  append_run_children(out, {}, run, true);
  out += "</w:rPr></w:rPrDefault><w:pPrDefault>";
  append_paragraph_properties(out, {}, paragraph);
  out += "</w:pPrDefault></w:docDefaults>";
}

std::span<const TabStop> tabs_of(const StyleSheet& sheet, StyleId style) {
  for (std::size_t steps = 0; style != kNoStyle && steps < sheet.styles.size(); ++steps) {
    const Style& at = sheet.at(style);
    if (at.paragraph.tabs) return *at.paragraph.tabs;
    style = at.based_on;
  }
  if (sheet.default_paragraph.tabs) return *sheet.default_paragraph.tabs;
  return {};
}

void append_style(std::string& out, const StyleSheet& sheet, StyleId id) {
  const Style& style = sheet.at(id);
  const bool is_default = style.type == StyleType::paragraph && style.id == "Normal";
  append_style_head(out, type_name(style.type), style.id, style.name, is_default);
  if (style.based_on != kNoStyle) {
    append_valued(out, "w:basedOn", sheet.at(style.based_on).id);
  } else if (style.type == StyleType::table) {
    append_valued(out, "w:basedOn", "TableNormal");
  }
  if (style.next != kNoStyle && style.type == StyleType::paragraph) {
    append_valued(out, "w:next", sheet.at(style.next).id);
  }
  if (style.type != StyleType::table) out += "<w:qFormat/>";
  if (style.type != StyleType::character) {
    ParagraphSurroundings around;
    around.inherited_tabs = tabs_of(sheet, style.based_on);
    append_paragraph_properties(out, {}, style.paragraph, around);
  }
  append_run_properties(out, {}, style.character);
  if (style.type == StyleType::table) {
    out += "<w:tblPr>";
    append_table_borders(out, style.table);
    append_cell_margins(out, style.table);
    out += "</w:tblPr>";
  }
  out += "</w:style>";
}

std::string make_styles(const StyleSheet& sheet) {
  std::string out;
  out.reserve(512 * (sheet.styles.size() + 4));
  out.append(kDeclaration).append("<w:styles").append(kNamespace);
  append_defaults(out, sheet);
  if (sheet.find(StyleType::paragraph, "Normal") == kNoStyle) {
    append_style_head(out, "paragraph", "Normal", "Normal", true);
    out += "<w:qFormat/></w:style>";
  }
  append_default_table_style(out);
  for (std::size_t i = 0; i < sheet.styles.size(); ++i) {
    append_style(out, sheet, static_cast<StyleId>(i));
  }
  append_after_table_style(out);
  out += "</w:styles>";
  return out;
}

// ---- Fonts --------------------------------------------------------------------------------------

void append_font(std::string& out, std::string_view family) {
  struct Known {
    std::string_view name, family, pitch;
  };
  static constexpr std::array<Known, 9> kKnown = {{
      {"Times New Roman", "roman", "variable"},
      {"Liberation Serif", "roman", "variable"},
      {"PT Serif", "roman", "variable"},
      {"PT Astra Serif", "roman", "variable"},
      {"Arial", "swiss", "variable"},
      {"Liberation Sans", "swiss", "variable"},
      {"PT Sans", "swiss", "variable"},
      {"Courier New", "modern", "fixed"},
      {"Liberation Mono", "modern", "fixed"},
  }};
  const auto* known = std::find_if(kKnown.begin(), kKnown.end(),
                                   [&](const Known& one) { return one.name == family; });
  out += "<w:font w:name=\"";
  append_xml_escaped(out, family);
  out += "\"><w:charset w:val=\"CC\"/>";  // RUSSIAN_CHARSET
  append_valued(out, "w:family", known == kKnown.end() ? "auto" : known->family);
  append_valued(out, "w:pitch", known == kKnown.end() ? "default" : known->pitch);
  out += "</w:font>";
}

std::string make_font_table(const Document& document) {
  std::vector<std::string_view> families;
  const auto add = [&](std::string_view family) {
    if (std::find(families.begin(), families.end(), family) == families.end()) {
      families.push_back(family);
    }
  };
  const CharacterFormat standard;
  const std::optional<std::string>& declared = document.styles->default_character.family;
  add(declared ? *declared : standard.family);
  for (const Style& style : document.styles->styles) {
    if (style.character.family) add(*style.character.family);
  }
  for (const InternedCharacter& run : document.character_formats) add(run.format.family);
  std::string out(kDeclaration);
  out.append("<w:fonts").append(kNamespace);
  for (const std::string_view family : families) append_font(out, family);
  out += "</w:fonts>";
  return out;
}

// ---- Lists --------------------------------------------------------------------------------------

Numbering collect_lists(const Document& document) {
  Numbering numbering;
  if (document.lists.empty()) return numbering;
  numbering.number_of_item.resize(document.lists.size());
  std::vector<std::uint32_t> ids;             // lists of the document, in order of appearance
  std::vector<std::vector<ListLevel>> looks;  // the levels of each
  for (const Block& block : document.blocks) {
    if (block.list_item == 0) continue;
    const ListItem& item = document.lists[block.list_item - 1];
    auto found = std::find(ids.rbegin(), ids.rend(), item.list);
    if (found == ids.rend()) {
      ids.push_back(item.list);
      looks.emplace_back();
      found = ids.rbegin();
    }
    const auto list = static_cast<std::size_t>(ids.rend() - found - 1);
    numbering.number_of_item[block.list_item - 1] = static_cast<std::uint32_t>(list + 1);
    if (looks[list].size() <= item.level) looks[list].resize(item.level + 1U);
    ListLevel& level = looks[list][item.level];
    if (level.used) continue;
    const ParagraphFormat& format = document.paragraph_formats[block.format].format;
    level = {true, item.ordered, item.pattern, format.left, format.first_line};
  }
  for (const std::vector<ListLevel>& look : looks) {
    auto found = std::find(numbering.kinds.begin(), numbering.kinds.end(), look);
    if (found == numbering.kinds.end()) {
      numbering.kinds.push_back(look);
      found = numbering.kinds.end() - 1;
    }
    numbering.lists.push_back({static_cast<std::uint32_t>(found - numbering.kinds.begin())});
  }
  return numbering;
}

void append_level(std::string& out, std::size_t level, const ListLevel& look) {
  out += "<w:lvl w:ilvl=\"";
  append_number(out, static_cast<std::int64_t>(level));
  out += "\"><w:start w:val=\"1\"/>";
  append_valued(out, "w:numFmt", look.ordered ? "decimal" : "bullet");
  if (look.first_line.emu() >= 0) append_valued(out, "w:suff", "space");
  append_valued(out, "w:lvlText", look.pattern);
  out += "<w:lvlJc w:val=\"left\"/><w:pPr>";
  append_indent(out, look.left, std::nullopt, look.first_line);
  out += "</w:pPr></w:lvl>";
}

std::string make_numbering(const Numbering& numbering) {
  std::string out(kDeclaration);
  out.append("<w:numbering").append(kNamespace);
  for (std::size_t kind = 0; kind < numbering.kinds.size(); ++kind) {
    out += "<w:abstractNum w:abstractNumId=\"";
    append_number(out, static_cast<std::int64_t>(kind));
    out += "\"><w:multiLevelType w:val=\"multilevel\"/>";
    for (std::size_t level = 0; level < numbering.kinds[kind].size(); ++level) {
      if (numbering.kinds[kind][level].used) append_level(out, level, numbering.kinds[kind][level]);
    }
    out += "</w:abstractNum>";
  }
  for (std::size_t list = 0; list < numbering.lists.size(); ++list) {
    const std::uint32_t kind = numbering.lists[list].kind;
    out += "<w:num w:numId=\"";
    append_number(out, static_cast<std::int64_t>(list + 1));
    out += "\">";
    append_valued(out, "w:abstractNumId", kind);
    for (std::size_t level = 0; level < numbering.kinds[kind].size(); ++level) {
      const ListLevel& look = numbering.kinds[kind][level];
      if (!look.used || !look.ordered) continue;
      out += "<w:lvlOverride w:ilvl=\"";
      append_number(out, static_cast<std::int64_t>(level));
      out += "\"><w:startOverride w:val=\"1\"/></w:lvlOverride>";
    }
    out += "</w:num>";
  }
  out += "</w:numbering>";
  return out;
}

}  // namespace grif::docx
