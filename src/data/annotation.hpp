#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "core/diagnostics.hpp"

// What `grif check --annotate` adds to a workbook, known to whoever writes it and to whoever reads
// such a workbook again: its notes and its sheet are not data.
namespace grif::annotation {

/// Author of our notes (18.7.2).
inline constexpr std::string_view kAuthor = "Grif";
/// Stands before and behind what we write into a note: U+200B, which nobody sees, and which people
/// who write a line of their own beside ours leave where it is.
inline constexpr std::string_view kEdge = "\u200B";
/// Marks of note, warning and error, which differ without colours too.
inline constexpr std::array<std::string_view, 3> kMarks = {"●", "▲", "■"};
constexpr std::string_view mark_of(Severity severity) {
  return kMarks[static_cast<std::size_t>(severity)];
}

/// Lines of the record on our sheet begin with this; the first of them is kRecordHead.
inline constexpr std::string_view kRecordPrefix = "grif-";
inline constexpr std::string_view kRecordHead = "grif-annotations 1";
/// The head stands in one of these first rows, even where a person put some above.
inline constexpr std::size_t kRecordHeadRows = 8;

/// What we wrote into the text of a note, from byte `begin` to before `end`, the line break before
/// it counted in.
struct OwnText {
  std::size_t begin = 0, end = 0;
  bool operator==(const OwnText&) const = default;
};
/// The first block from byte `from` on.
std::optional<OwnText> find_block(std::string_view note, std::size_t from = 0);
/// The text of a note without what we wrote into it.
std::string cut_blocks(std::string_view note);
/// Whether a note holds nothing but what we wrote.
bool is_own_note(std::string_view note);

}  // namespace grif::annotation
