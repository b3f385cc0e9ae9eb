#include "xml/lines.hpp"

#include <algorithm>

namespace grif {
namespace {

/// Code points that begin in the text; a byte of bad UTF-8 that could begin none counts nothing.
std::uint32_t count_starts(std::string_view text) {
  const auto starts_character = [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  };
  return static_cast<std::uint32_t>(std::ranges::count_if(text, starts_character));
}

}  // namespace

LineIndex::LineIndex(std::string_view text) : text_(text), starts_{0} {
  for (std::size_t at = text.find_first_of("\n\r"); at != std::string_view::npos;
       at = text.find_first_of("\n\r", at + 1)) {
    const bool is_pair = text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n';
    if (is_pair) ++at;
    starts_.push_back(at + 1);
  }
}

LineColumn LineIndex::locate(std::size_t offset) const {
  offset = std::min(offset, text_.size());
  const auto after = std::ranges::upper_bound(starts_, offset);
  const std::size_t start = *(after - 1);
  return {static_cast<std::uint32_t>(after - starts_.begin()),
          count_starts(text_.substr(start, offset - start)) + 1};
}

LineColumn locate_offset(std::string_view text, std::size_t offset) {
  // Only the part before the offset and the byte behind it (the LF of a CR LF) matter.
  return LineIndex(text.substr(0, std::min(text.size(), offset + 1))).locate(offset);
}

}  // namespace grif
