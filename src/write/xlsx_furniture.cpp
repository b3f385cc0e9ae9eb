#include "core/text.hpp"
#include "write/xlsx_sheet.hpp"

namespace grif::xlsx {
namespace {

std::string_view code_of(Alignment alignment) {
  switch (alignment) {
    case Alignment::left:
    case Alignment::justify:
      return "&L";
    case Alignment::centre:
      return "&C";
    case Alignment::right:
      return "&R";
  }
  return "&L";
}

void append_text(std::string_view text, std::string& out) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    const char32_t c = next_code_point(text, at);
    if (!is_xml_char(c)) continue;
    if (c == U'&') out += '&';
    out += text.substr(start, at - start);
  }
}

void append_inline(const Document& document, const Inline& piece, std::string& out) {
  if (piece.type == Inline::Type::page_number) out += "&P";
  if (piece.type == Inline::Type::page_count) out += "&N";
  read_plain_text(document, piece,
                  [&](std::string_view text) { append_text(text == "\t" ? " " : text, out); });
}

}  // namespace

std::string make_furniture(const Document& document, Range blocks) {
  constexpr std::size_t kLongest = 255;
  std::string parts[3];
  for (std::uint32_t b = blocks.first; b < blocks.first + blocks.count; ++b) {
    const Block& block = document.blocks[b];
    if (block.type != Block::Type::paragraph) continue;
    std::string text;
    for (std::uint32_t i = 0; i < block.content.count; ++i) {
      append_inline(document, document.inlines[block.content.first + i], text);
    }
    if (text.empty()) continue;
    const std::string_view code =
        code_of(document.paragraph_formats[block.format].format.alignment);
    std::string& part = parts[code == "&L" ? 0 : code == "&C" ? 1 : 2];
    if (part.empty()) {
      part = code;
    } else {
      part += '\n';
    }
    part += text;
  }
  std::string all = parts[0] + parts[1] + parts[2];
  if (count_utf16(all) > kLongest) all.clear();
  return all;
}

}  // namespace grif::xlsx
