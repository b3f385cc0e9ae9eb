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
  // Each kind of line end is looked for by itself: files have one of them.
  std::size_t feed = text.find('\n'), carriage = text.find('\r');
  while (feed != std::string_view::npos || carriage != std::string_view::npos) {
    std::size_t at = std::min(feed, carriage);
    if (carriage < feed && carriage + 1 == feed) at = feed;  // CR LF
    starts_.push_back(at + 1);
    if (feed <= at) feed = text.find('\n', at + 1);
    if (carriage <= at) carriage = text.find('\r', at + 1);
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
