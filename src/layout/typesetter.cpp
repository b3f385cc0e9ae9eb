#include "layout/typesetter.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/text.hpp"
#include "layout/read_paragraphs.hpp"
#include "layout/table_rows.hpp"

namespace grif {

namespace {

bool is_artifact(ElementId element) { return element >= kArtifactLayout; }

}  // namespace

Typesetter::Typesetter(const Document& document, const FaceSet& faces,
                       const Hyphenation& hyphenation, LayoutScratch& scratch,
                       const FieldValues& fields, Drawing drawing)
    : document_(&document),
      fields_(fields),
      styles_(choose_styles(faces, scratch)),
      text_(document, *styles_, scratch.shaper, scratch.read.get()),
      lines_(document, hyphenation, *styles_, drawing, pages_) {
  pages_.elements.push_back({.type = Element::Type::document});
  if (drawing == Drawing::painted)
    pages_.glyphs.reserve(document.text.size() * 5 / 8);  // Cyrillic text has two bytes a letter
  pages_.bookmarks.resize(document.bookmarks.size());
  pages_.row_plans.resize(document.rows.size());
}

/// What compute_grids has read is used, if it was this document.
TextStyles* Typesetter::choose_styles(const FaceSet& faces, LayoutScratch& scratch) {
  if (scratch.read != nullptr && !scratch.read->is_of(*document_, faces)) scratch.read.reset();
  if (scratch.read != nullptr) return &scratch.read->styles();
  return &own_styles_.emplace(*document_, faces);
}

ElementId Typesetter::add_element(Element element) {
  if (is_artifact(element.parent)) return element.parent;
  pages_.elements.push_back(element);
  return static_cast<ElementId>(pages_.elements.size() - 1);
}

bool Typesetter::has_text(const Block& block) const {
  const auto first = document_->inlines.begin() + block.content.first;
  return std::any_of(first, first + block.content.count, [](const Inline& piece) {
    switch (piece.type) {
      case Inline::Type::text:
        return piece.content.count != 0;
      case Inline::Type::page_number:
      case Inline::Type::page_count:
      case Inline::Type::page_reference:
      case Inline::Type::image:
      case Inline::Type::form_field:
      case Inline::Type::footnote:
        return true;
      case Inline::Type::tab:
      case Inline::Type::line_break:
      case Inline::Type::bookmark_start:
      case Inline::Type::bookmark_end:
      case Inline::Type::link_start:
      case Inline::Type::link_end:
        return false;
    }
    return false;
  });
}

/// Opens and closes lists so that the item stands in its own one; gives its body.
ElementId Typesetter::add_list_item(const ListItem& item, ElementId parent, OpenLists& lists,
                                    ElementId& label) {
  auto& levels = lists.levels;
  const std::size_t depth = std::size_t{item.level} + 1;
  while (levels.size() > depth) levels.pop_back();
  if (levels.size() == depth && levels.back().list != item.list) levels.pop_back();
  while (levels.size() < depth) {
    const ElementId above = levels.empty() ? parent : levels.back().body;
    const ElementId list = add_element({.type = Element::Type::list, .parent = above});
    levels.push_back({item.list, list, list});
  }
  const ElementId entry =
      add_element({.type = Element::Type::list_item, .parent = levels.back().element});
  if (item.marker.count != 0) label = add_element({.type = Element::Type::label, .parent = entry});
  levels.back().body = add_element({.type = Element::Type::list_body, .parent = entry});
  return levels.back().body;
}

void Typesetter::set_block(std::uint32_t index, Length width, ElementId parent, OpenLists& lists,
                           Flow& flow) {
  const Block& block = document_->blocks[index];
  if (block.list_item == 0) lists.levels.clear();
  switch (block.type) {
    case Block::Type::paragraph: {
      ElementId element = parent, label = parent;
      if (block.list_item != 0) {
        element = add_list_item(document_->lists[block.list_item - 1], parent, lists, label);
      } else if (block.heading_level != 0) {
        element = add_element({.type = Element::Type::heading,
                               .level = std::min<std::uint8_t>(block.heading_level, 6),
                               .parent = parent});
      } else if (has_text(block)) {
        element = add_element({.type = Element::Type::paragraph, .parent = parent});
      }
      set_paragraph(index, width, element, label, flow);
      break;
    }
    case Block::Type::table:
      set_table(block, width, parent, flow);
      break;
    case Block::Type::image:
      set_image(block, width, parent, flow);
      break;
    case Block::Type::contents:
      has_contents_ = true;
      break;
    case Block::Type::chart:
      has_chart_ = true;
      break;
    case Block::Type::page_break:  // means nothing inside a cell or a header
      break;
  }
}

void Typesetter::set_blocks(Range blocks, Length width, ElementId parent, bool carries_text,
                            Flow& flow) {
  if (carries_text && blocks.count == 1) {
    const Block& block = document_->blocks[blocks.first];
    if (block.type == Block::Type::paragraph && block.list_item == 0 && block.heading_level == 0) {
      set_paragraph(blocks.first, width, parent, parent, flow);
      return;
    }
  }
  OpenLists lists;
  bool keep = false;
  for (std::uint32_t i = blocks.first; i < blocks.first + blocks.count; ++i) {
    const std::size_t first_line = flow.lines.size();
    set_block(i, width, parent, lists, flow);
    if (keep && first_line < flow.lines.size())
      flow.lines[first_line].before = FlowLine::Break::forbidden;
    const Block& block = document_->blocks[i];
    keep = block.type == Block::Type::paragraph &&
           document_->paragraph_formats[block.format].format.keep_with_next;
  }
}

void Typesetter::set_paragraph(std::uint32_t index, Length width, ElementId element,
                               ElementId label, Flow& flow) {
  const Block& block = document_->blocks[index];
  text_.read(block, fields_, element, label);
  if (text_.has_unsupported) has_footnote_or_field_ = true;
  const std::size_t first_line = flow.lines.size();
  lines_.set(text_, block, width, flow);
  if (block.heading_level == 0 || is_artifact(element)) return;
  flow.marks.push_back(
      {{FlowMark::Type::heading, static_cast<std::uint32_t>(pages_.headings.size()),
        flow.lines[first_line].top},
       static_cast<std::uint32_t>(first_line)});
  pages_.headings.push_back({.block = index,
                             .level = block.heading_level,
                             .text = collapsed(document_->plain_text(block)),
                             .element = element,
                             .position = {}});
}

/// A picture on a line of its own, made smaller where it is wider than the column.
void Typesetter::set_image(const Block& block, Length width, ElementId parent, Flow& flow) {
  const Image& image = document_->images[block.content.first];
  const ParagraphFormat& format = document_->paragraph_formats[block.format].format;
  Length shown = image.width, height = image.height;
  if (shown > width) {
    height = height.scaled(width.emu(), shown.emu());
    shown = width;
  }
  const Length slack = width - shown;
  Length x;
  if (format.alignment == Alignment::centre) x = slack / 2;
  if (format.alignment == Alignment::right) x = slack;
  const Length y = flow.height + format.before;
  const auto line = static_cast<std::uint32_t>(flow.lines.size());
  const auto run = static_cast<std::uint32_t>(flow.runs.size());
  flow.lines.push_back({.top = y, .bottom = y + height, .first_run = run, .end_run = run});
  const ElementId element = add_element({.type = Element::Type::figure, .parent = parent});
  flow.images.push_back({{.x = x,
                          .y = y,
                          .width = shown,
                          .height = height,
                          .image = block.content.first,
                          .element = element},
                         line});
  flow.height = y + height + format.after;
}

void Typesetter::set_table(const Block& block, Length width, ElementId parent, Flow& flow) {
  set_nested_table(*this, document_->tables[block.content.first], width, parent, page_height_ / 4,
                   flow);
}

void Typesetter::report(Diagnostics& diagnostics) const {
  styles_->report(diagnostics);
  const DocumentProperties& properties = document_->properties;
  const std::string& title = properties.title.empty() ? properties.name : properties.title;
  const bool russian = diagnostics.language() == Language::russian;
  const auto refuse = [&](bool present, std::string_view ru, std::string_view en) {
    if (present)
      diagnostics.report(Kind::not_laid_out, Place::nowhere(), {title, russian ? ru : en});
  };
  refuse(has_contents_, "оглавление", "a table of contents");
  refuse(has_chart_, "диаграмма", "a chart");
  refuse(has_footnote_or_field_, "сноска или поле формы", "a footnote or form field");
  for (const DocumentTable& table : document_->tables) {
    if (!table.too_narrow) continue;
    diagnostics.report(Kind::table_too_narrow, document_->place_of(table),
                       {title, fmt::to_string(table.columns.size())});
  }
}

}  // namespace grif
