#include "write/docx_body.hpp"

#include <algorithm>
#include <cassert>

#include "write/links.hpp"
#include "xml/tree.hpp"

namespace grif::docx {
namespace {

std::string_view style_id(const Document& document, StyleId style) {
  return style == kNoStyle ? std::string_view() : document.styles->at(style).id;
}

/// Which of bold, italic and caps a style says.
struct Toggles {
  bool bold = false, italic = false, caps = false;
  void add(const CharacterProperties& p) {
    bold = bold || p.bold.has_value();
    italic = italic || p.italic.has_value();
    caps = caps || p.caps.has_value();
  }
};

/// Word toggles what the table's and the paragraph's styles say where a run's style says it too
/// (17.7.3), our cascade takes the last word: these properties have to be stated at the run.
Toggles toggles_of(const StyleSheet& sheet, StyleId style, Toggles toggles) {
  for (std::size_t steps = 0; style != kNoStyle && steps < sheet.styles.size(); ++steps) {
    toggles.add(sheet.at(style).character);
    style = sheet.at(style).based_on;
  }
  return toggles;
}

CharacterProperties written_properties(const InternedCharacter& run, const Toggles& toggles) {
  CharacterProperties p = run.direct;
  if (toggles.bold) p.bold = run.format.bold;
  if (toggles.italic) p.italic = run.format.italic;
  if (toggles.caps) p.caps = run.format.caps;
  return p;
}

/// Number as printed of a page by index.
std::string page_number_text(const Pages& pages, std::uint32_t page) {
  return page < pages.pages.size() ? std::to_string(pages.pages[page].number) : "1";
}

}  // namespace

BodyContext::BodyContext(const Document& document_in, const Pages& pages_in)
    : document(document_in),
      pages(pages_in),
      numbering(collect_lists(document_in)),
      bookmarks(make_bookmark_names(document_in.bookmarks)),
      used_images(document_in.images.size()) {
  const StyleSheet& sheet = *document.styles;
  Toggles of_tables;
  for (const Style& style : sheet.styles) {
    if (style.type == StyleType::table) of_tables.add(style.character);
  }
  for (const InternedCharacter& run : document.character_formats) {
    const auto p = written_properties(run, toggles_of(sheet, run.style, of_tables));
    append_run_children(run_children.emplace_back(), style_id(document, run.style), p);
    append_run_properties(run_properties.emplace_back(), style_id(document, run.style), p);
  }
  for (const InternedParagraph& paragraph : document.paragraph_formats) {
    ParagraphSurroundings around;
    around.inherited_tabs = tabs_of(sheet, paragraph.style);
    const std::string_view style = style_id(document, paragraph.style);
    append_paragraph_properties(paragraph_properties.emplace_back(), style, paragraph.direct,
                                around);
    around.keep_with_next = true;
    append_paragraph_properties(kept_paragraph_properties.emplace_back(), style, paragraph.direct,
                                around);
  }
}

BodyWriter::BodyWriter(BodyContext& context, Relationships& relationships, std::string& out)
    : context_(context),
      relationships_(relationships),
      out_(out),
      text_(context.document, context.pages) {}

// ---- Blocks -------------------------------------------------------------------------------------

void BodyWriter::append_filler(const Mode& mode) {
  ParagraphSurroundings around;
  around.keep_with_next = mode.keep_with_next;
  around.page_break_before = mode.page_break_before;
  around.section = mode.section;
  out_ += "<w:p>";
  append_paragraph_properties(out_, kAfterTableStyle, {}, around);
  out_ += "</w:p>";
}

void BodyWriter::append_blocks(Range blocks, Length width, bool keep_with_next) {
  Mode mode{.width = width, .keep_with_next = keep_with_next};
  bool after_table = true;  // also where there is no block at all
  for (std::uint32_t i = blocks.first; i < blocks.first + blocks.count; ++i) {
    const Block& block = context_.document.blocks[i];
    if (block.type == Block::Type::page_break) {
      mode.page_break_before = true;
      continue;
    }
    const bool table = block.type == Block::Type::table;
    // Two tables one after the other would become one; a table cannot carry a page break.
    if (table && (mode.page_break_before || (after_table && i != blocks.first))) {
      append_filler(mode);
      mode.page_break_before = false;
    }
    append_block(block, mode);
    mode.page_break_before = false;
    after_table = table;
  }
  if (after_table || mode.page_break_before) append_filler(mode);
}

void BodyWriter::append_section(const Section& section, std::string_view properties, bool last) {
  const PageSetup& page = section.page;
  const Length width = page.width - page.left - page.right;
  if (last) {
    append_blocks(section.blocks, width);
    out_ += properties;
    return;
  }
  const Range blocks = section.blocks;
  const bool carries =
      blocks.count != 0 &&
      context_.document.blocks[blocks.first + blocks.count - 1].type == Block::Type::paragraph;
  Range before = blocks;
  if (carries) --before.count;
  if (before.count != 0) append_blocks(before, width);
  // The paragraph after a table ends the section where no other one can.
  const Mode ending{.width = width, .section = properties};
  if (carries) {
    append_block(context_.document.blocks[blocks.first + blocks.count - 1], ending);
  } else {
    append_filler(ending);
  }
}

void BodyWriter::append_block(const Block& block, const Mode& mode) {
  switch (block.type) {
    case Block::Type::paragraph:
      append_paragraph(block, mode);
      break;
    case Block::Type::table:
      append_table(block, mode);
      break;
    case Block::Type::contents:
      append_contents(block, mode);
      break;
    case Block::Type::image:
      out_ += "<w:p>";
      append_paragraph_properties_of(block, mode);
      append_image_run({.type = Inline::Type::image, .content = block.content});
      close_run();
      out_ += "</w:p>";
      break;
    case Block::Type::page_break:
    case Block::Type::chart:
      break;  // append_blocks saw to the one, write_docx refuses the other
  }
}

void BodyWriter::append_paragraph(const Block& block, const Mode& mode) {
  out_ += "<w:p>";
  append_paragraph_properties_of(block, mode);
  for (std::uint32_t i = 0; i < block.content.count; ++i) {
    append_inline(context_.document.inlines[block.content.first + i]);
  }
  close_run();
  if (link_open_) out_ += "</w:hyperlink>";
  link_open_ = false;
  out_ += "</w:p>";
}

void BodyWriter::append_paragraph_properties_of(const Block& block, const Mode& mode) {
  const Document& document = context_.document;
  if (block.format >= document.paragraph_formats.size()) return;
  const InternedParagraph& paragraph = document.paragraph_formats[block.format];
  std::string_view mark;
  if (block.type == Block::Type::paragraph && block.content.count != 0) {
    const Inline& last = document.inlines[block.content.first + block.content.count - 1];
    mark = context_.run_children[last.format];
  }
  const bool lacks_level =
      block.heading_level != 0 && paragraph.format.outline_level != block.heading_level - 1;
  if (block.list_item == 0 && mark.empty() && mode.section.empty() && !mode.page_break_before &&
      !lacks_level) {
    out_ += mode.keep_with_next ? context_.kept_paragraph_properties[block.format]
                                : context_.paragraph_properties[block.format];
    return;
  }
  ParagraphProperties direct = paragraph.direct;
  if (lacks_level) direct.outline_level = static_cast<std::int8_t>(block.heading_level - 1);
  ParagraphSurroundings around;
  around.keep_with_next = mode.keep_with_next;
  around.page_break_before = mode.page_break_before;
  around.section = mode.section;
  around.mark = mark;
  around.inherited_tabs = tabs_of(*document.styles, paragraph.style);
  if (block.list_item != 0) {
    around.numbering = context_.numbering.number_of_item[block.list_item - 1];
    around.numbering_level = document.lists[block.list_item - 1].level;
    const auto& list = context_.numbering.lists[around.numbering - 1];
    const ListLevel& level = context_.numbering.kinds[list.kind][around.numbering_level];
    // The list's own indents win over the style's: what differs has to be said directly.
    if (paragraph.format.left != level.left) direct.left = paragraph.format.left;
    if (paragraph.format.first_line != level.first_line) {
      direct.first_line = paragraph.format.first_line;
    }
  }
  append_paragraph_properties(out_, style_id(document, paragraph.style), direct, around);
}

// ---- Inlines ------------------------------------------------------------------------------------

void BodyWriter::open_run(CharacterFormatId format) {
  if (run_open_ && run_format_ == format) return;
  close_run();
  out_ += "<w:r>";
  if (format < context_.run_properties.size()) out_ += context_.run_properties[format];
  run_open_ = true;
  run_format_ = format;
}

void BodyWriter::close_run() {
  if (run_open_) out_ += "</w:r>";
  run_open_ = false;
}

void BodyWriter::append_inline(const Inline& piece) {
  switch (piece.type) {
    case Inline::Type::text:
      open_run(piece.format);
      text_.append(out_, piece.content);
      break;
    case Inline::Type::tab:
      open_run(piece.format);
      out_ += "<w:tab/>";
      break;
    case Inline::Type::line_break:
      open_run(piece.format);
      out_ += "<w:br/>";
      break;
    case Inline::Type::page_number:
    case Inline::Type::page_count:
    case Inline::Type::page_reference:
      append_field_of(piece);
      break;
    case Inline::Type::bookmark_start:
      close_run();
      append_bookmark_start(out_, piece.content.first, context_.bookmarks[piece.content.first]);
      break;
    case Inline::Type::bookmark_end:
      close_run();
      out_ += "<w:bookmarkEnd w:id=\"";
      append_number(out_, piece.content.first);
      out_ += "\"/>";
      break;
    case Inline::Type::link_start:
      append_link_start(piece.content.first);
      break;
    case Inline::Type::link_end:
      close_run();
      if (link_open_) out_ += "</w:hyperlink>";
      link_open_ = false;
      break;
    case Inline::Type::image:
      append_image_run(piece);
      break;
    case Inline::Type::form_field:
      close_run();
      append_form_field(out_, context_.document.form_fields[piece.content.first],
                        context_.run_properties[piece.format]);
      break;
    case Inline::Type::footnote:
      break;  // write_docx refuses it
  }
}

void BodyWriter::append_field_of(const Inline& piece) {
  close_run();
  const std::string_view run = context_.run_properties[piece.format];
  if (piece.type == Inline::Type::page_number) {
    append_field(out_, run, "PAGE", page_result_);
  } else if (piece.type == Inline::Type::page_count) {
    append_field(out_, run, "NUMPAGES",
                 std::to_string(std::max<std::size_t>(context_.pages.pages.size(), 1)));
  } else {
    const std::uint32_t bookmark = piece.content.first;
    const auto& places = context_.pages.bookmarks;
    const std::uint32_t page = bookmark < places.size() ? places[bookmark].page : 0;
    append_field(out_, run, "PAGEREF " + context_.bookmarks[bookmark] + " \\h",
                 page_number_text(context_.pages, page));
  }
}

void BodyWriter::append_link_start(std::uint32_t link) {
  close_run();
  if (link_open_) out_ += "</w:hyperlink>";
  link_open_ = false;
  const std::string& url = context_.document.links[link];
  if (is_allowed_link(url)) {
    out_ += "<w:hyperlink r:id=\"rId";
    append_number(out_, relationships_.add_link(link, url));
    out_ += "\" w:history=\"1\">";
    link_open_ = true;
  } else if (url.starts_with('#')) {
    const auto& names = context_.document.bookmarks;
    const auto found = std::find(names.begin(), names.end(), std::string_view(url).substr(1));
    if (found == names.end()) return;
    out_ += "<w:hyperlink w:anchor=\"";
    append_xml_escaped(out_, context_.bookmarks[static_cast<std::size_t>(found - names.begin())]);
    out_ += "\" w:history=\"1\">";
    link_open_ = true;
  }
}

void BodyWriter::append_image_run(const Inline& piece) {
  const std::uint32_t image = piece.content.first;
  context_.used_images[image] = true;
  const std::uint32_t id = relationships_.add_image(image, image_target(context_.document, image));
  open_run(piece.format);
  append_picture(out_, context_.document.images[image], context_.next_picture++, id);
}

// ---- Contents -----------------------------------------------------------------------------------

void BodyWriter::append_contents(const Block& block, const Mode& mode) {
  constexpr std::uint8_t kDeepest = 3;
  std::vector<const Heading*> shown;
  for (const Heading& heading : context_.pages.headings) {
    if (heading.level <= kDeepest) shown.push_back(&heading);
  }
  for (std::size_t i = 0; i < shown.size(); ++i) {
    Mode entry = mode;
    if (i != 0) entry.page_break_before = false;
    append_contents_entry(block, *shown[i], entry, i == 0, i + 1 == shown.size());
  }
  if (shown.empty()) append_filler(mode);
}

void BodyWriter::append_contents_entry(const Block& block, const Heading& heading, const Mode& mode,
                                       bool first, bool last) {
  const Document& document = context_.document;
  const StyleId own =
      document.styles->find(StyleType::paragraph, "TOC" + std::to_string(heading.level));
  const InternedParagraph& format = document.paragraph_formats[block.format];
  const StyleId style = own != kNoStyle ? own : format.style;
  ParagraphProperties direct = own != kNoStyle ? ParagraphProperties{} : format.direct;
  ParagraphSurroundings around;
  around.inherited_tabs = tabs_of(*document.styles, style);
  around.page_break_before = mode.page_break_before;
  if (around.inherited_tabs.empty()) {
    direct.tabs = {TabStop{.at = mode.width, .alignment = TabAlignment::right, .dots = true}};
  }
  if (own == kNoStyle) direct.left = Length::from_mm(5) * (heading.level - 1);
  out_ += "<w:p>";
  append_paragraph_properties(out_, style_id(document, style), direct, around);
  if (first) {
    out_ +=
        "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> "
        "TOC \\o &quot;1-3&quot; \\h \\z \\u </w:instrText></w:r>"
        "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>";
  }
  const Block& target = document.blocks[heading.block];
  std::string_view anchor;
  for (std::uint32_t i = 0; i < target.content.count && anchor.empty(); ++i) {
    const Inline& piece = document.inlines[target.content.first + i];
    if (piece.type == Inline::Type::bookmark_start)
      anchor = context_.bookmarks[piece.content.first];
  }
  if (!anchor.empty()) {
    out_ += "<w:hyperlink w:anchor=\"";
    append_xml_escaped(out_, anchor);
    out_ += "\" w:history=\"1\">";
  }
  out_ += "<w:r><w:t xml:space=\"preserve\">";
  append_xml_escaped(out_, heading.text);
  out_ += "</w:t></w:r><w:r><w:tab/></w:r>";
  const std::string page = page_number_text(context_.pages, heading.position.page);
  if (anchor.empty()) {
    out_.append("<w:r><w:t>").append(page).append("</w:t></w:r>");
  } else {
    append_field(out_, {}, "PAGEREF " + std::string(anchor) + " \\h", page);
    out_ += "</w:hyperlink>";
  }
  if (last) out_ += "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
  out_ += "</w:p>";
}

}  // namespace grif::docx
