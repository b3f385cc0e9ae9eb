#include "document/document.hpp"

#include <algorithm>

namespace grif {
namespace {

void append_paragraph(const Document& document, const Block& block, std::string& out) {
  if (block.list_item != 0) {
    out += document.text_of(document.lists[block.list_item - 1].marker);
    out += ' ';
  }
  for (std::uint32_t i = 0; i < block.content.count; ++i) {
    read_plain_text(document, document.inlines[block.content.first + i],
                    [&](std::string_view text) { out += text; });
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

namespace {

using Origin = std::vector<TextOrigin>::const_iterator;

/// The first datum in a stretch of the text.
Place first_place(const Document& document, Range text) {
  const auto behind = [](std::uint32_t offset, const TextOrigin& origin) {
    return offset < origin.offset;
  };
  const std::uint32_t end = text.first + text.count;
  Origin at =
      std::upper_bound(document.origins.begin(), document.origins.end(), text.first, behind);
  if (at != document.origins.begin()) --at;
  for (; at != document.origins.end() && at->offset < end; ++at) {
    const Origin next = at + 1;
    const bool reaches = next == document.origins.end() || next->offset > text.first;
    if (reaches && !at->place.is_nowhere()) return at->place;
  }
  return Place::nowhere();
}

}  // namespace

Place Document::place_of_text(std::uint32_t offset) const {
  return first_place(*this, {offset, 1});
}

Place Document::place_of(Range range) const {
  for (std::uint32_t b = range.first; b < range.first + range.count; ++b) {
    const Block& block = blocks[b];
    Place place;
    if (block.type == Block::Type::table) place = place_of(tables[block.content.first]);
    if (block.type == Block::Type::paragraph) {
      for (std::uint32_t i = 0; i < block.content.count && place.is_nowhere(); ++i) {
        const Inline& piece = inlines[block.content.first + i];
        if (piece.type == Inline::Type::text) place = first_place(*this, piece.content);
      }
    }
    if (!place.is_nowhere()) return place;
  }
  return Place::nowhere();
}

Place Document::place_of(const DocumentTable& table) const {
  for (std::uint32_t r = table.rows.first; r < table.rows.first + table.rows.count; ++r) {
    for (std::uint32_t c = 0; c < rows[r].cells.count; ++c) {
      const Place place = place_of(cells[rows[r].cells.first + c].blocks);
      if (!place.is_nowhere()) return place;
    }
  }
  return Place::nowhere();
}

}  // namespace grif
