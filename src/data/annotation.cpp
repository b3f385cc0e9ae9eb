#include "data/annotation.hpp"

#include <algorithm>

#include "core/text.hpp"

namespace grif::annotation {
namespace {

/// `Grif ■ ` at this byte, at the beginning of a line or behind an edge.
bool begins_block(std::string_view note, std::size_t at) {
  const std::string_view before = note.substr(0, at);
  if (!before.empty() && before.back() != '\n' && !before.ends_with(kEdge)) return false;
  std::string_view rest = note.substr(at + kAuthor.size());
  if (!rest.starts_with(' ')) return false;
  rest.remove_prefix(1);
  return std::ranges::any_of(kMarks, [rest](std::string_view mark) {
    return rest.starts_with(mark) && rest.substr(mark.size()).starts_with(' ');
  });
}

}  // namespace

std::optional<OwnText> find_block(std::string_view note, std::size_t from) {
  for (std::size_t at = note.find(kAuthor, from); at != std::string_view::npos;
       at = note.find(kAuthor, at + 1)) {
    if (!begins_block(note, at)) continue;
    OwnText block{at, note.size()};
    const std::size_t edge = note.find(kEdge, at);
    if (edge != std::string_view::npos) block.end = edge + kEdge.size();
    const auto take_before = [&](std::string_view piece) {
      if (note.substr(from, block.begin - from).ends_with(piece)) block.begin -= piece.size();
    };
    take_before(kEdge);
    take_before("\n");
    return block;
  }
  return std::nullopt;
}

std::string cut_blocks(std::string_view note) {
  std::string left;
  std::size_t at = 0;
  while (const auto block = find_block(note, at)) {
    left += note.substr(at, block->begin - at);
    at = block->end;
  }
  return left.append(note.substr(at));
}

bool is_own_note(std::string_view note) {
  return find_block(note).has_value() && trimmed(cut_blocks(note)).empty();
}

}  // namespace grif::annotation
