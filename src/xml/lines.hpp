#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace grif {

/// A position in a text as editors count: lines and code points of the line, from 1.
struct LineColumn {
  std::uint32_t line = 1, column = 1;
  bool operator==(const LineColumn&) const = default;
};

/// Where the lines of a text begin (LF, CR LF or CR end a line). The text must outlive it.
class LineIndex {
 public:
  LineIndex() = default;
  explicit LineIndex(std::string_view text);
  [[nodiscard]] LineColumn locate(std::size_t offset) const;

 private:
  std::string_view text_;
  std::vector<std::size_t> starts_;
};

/// The same for offsets that only grow: one pass over the text in all, whatever its lines are like.
class LineCursor {
 public:
  explicit LineCursor(std::string_view text);
  /// `offset` is not before the one of the last call.
  LineColumn locate(std::size_t offset);

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  LineColumn position_;
  bool has_lone_carriage_returns_ = false;
};

/// The same for one offset only.
LineColumn locate_offset(std::string_view text, std::size_t offset);

}  // namespace grif
