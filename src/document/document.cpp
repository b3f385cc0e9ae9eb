#include "document/document.hpp"

namespace grif {
namespace {

void append_paragraph(const Document& document, const Block& block, std::string& out) {
  if (block.list_item != 0) {
    out += document.text_of(document.lists[block.list_item - 1].marker);
    out += ' ';
  }
  for (std::uint32_t i = 0; i < block.content.count; ++i) {
    const Inline& item = document.inlines[block.content.first + i];
    switch (item.type) {
      case Inline::Type::text:
        out += document.text_of(item.content);
        break;
      case Inline::Type::tab:
        out += '\t';
        break;
      case Inline::Type::line_break:
        out += '\n';
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
}

void append_blocks(const Document& document, Range blocks, std::string& out);

void append_table(const Document& document, const DocumentTable& table, std::string& out) {
  for (std::uint32_t r = 0; r < table.rows.count; ++r) {
    const Range cells = document.rows[table.rows.first + r].cells;
    for (std::uint32_t c = 0; c < cells.count; ++c) {
      append_blocks(document, document.cells[cells.first + c].blocks, out);
    }
  }
}

void append_blocks(const Document& document, Range blocks, std::string& out) {
  for (std::uint32_t i = 0; i < blocks.count; ++i) {
    const Block& block = document.blocks[blocks.first + i];
    switch (block.type) {
      case Block::Type::paragraph:
        append_paragraph(document, block, out);
        out += '\n';
        break;
      case Block::Type::table:
        append_table(document, document.tables[block.content.first], out);
        break;
      case Block::Type::page_break:
      case Block::Type::contents:
      case Block::Type::image:
      case Block::Type::chart:
        break;
    }
  }
}

}  // namespace

std::string Document::plain_text(const Block& paragraph) const {
  std::string out;
  append_paragraph(*this, paragraph, out);
  return out;
}

std::string Document::plain_text(Range range) const {
  std::string out;
  append_blocks(*this, range, out);
  return out;
}

}  // namespace grif
