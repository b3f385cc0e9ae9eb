#include "xml/lines.hpp"

#include <algorithm>
#include <cstring>

namespace grif {
namespace {

/// Code points that begin in the text; a byte of bad UTF-8 that could begin none counts nothing.
std::uint32_t count_starts(std::string_view text) {
  const auto starts_character = [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  };
  constexpr std::uint64_t kOnes = 0x0101'0101'0101'0101;
  std::size_t count = 0, at = 0;
  for (; at + 8 <= text.size(); at += 8) {  // eight bytes at once: bit 7 without bit 6 goes on
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + at, sizeof word);
    const std::uint64_t goes_on = (word & ~(word << 1)) >> 7 & kOnes;
    count += 8 - (goes_on * kOnes >> 56);
  }
  count += static_cast<std::size_t>(std::ranges::count_if(text.substr(at), starts_character));
  return static_cast<std::uint32_t>(count);
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

LineCursor::LineCursor(std::string_view text) : text_(text) {
  for (std::size_t at = text.find('\r'); at != std::string_view::npos; at = text.find('\r', at + 1))
    if (at + 1 == text.size() || text[at + 1] != '\n') has_lone_carriage_returns_ = true;
}

LineColumn LineCursor::locate(std::size_t offset) {
  offset = std::min(offset, text_.size());
  if (offset <= at_) return position_;
  std::string_view passed = text_.substr(at_, offset - at_);
  std::size_t line_start = 0;
  if (has_lone_carriage_returns_) {
    for (std::size_t i = 0; i < passed.size(); ++i) {
      const bool ends =
          passed[i] == '\n' || (passed[i] == '\r' && text_.substr(at_ + i + 1, 1) != "\n");
      if (!ends) continue;
      ++position_.line;
      line_start = i + 1;
    }
  } else if (const std::size_t last = passed.rfind('\n'); last != std::string_view::npos) {
    position_.line += static_cast<std::uint32_t>(std::ranges::count(passed, '\n'));
    line_start = last + 1;
  }
  if (line_start != 0) position_.column = 1;
  position_.column += count_starts(passed.substr(line_start));
  at_ = offset;
  return position_;
}

LineColumn locate_offset(std::string_view text, std::size_t offset) {
  // Only the part before the offset and the byte behind it (the LF of a CR LF) matter.
  return LineIndex(text.substr(0, std::min(text.size(), offset + 1))).locate(offset);
}

}  // namespace grif
