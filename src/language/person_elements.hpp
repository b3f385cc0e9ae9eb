#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "language/person_words.hpp"

namespace grif {

/// A piece of a cell that may be part of a name or a post.
struct PersonElement {
  enum class Kind : std::uint8_t {
    word,     ///< letters, small at first
    capital,  ///< letters, a capital at first, then small
    caps,     ///< two capitals or more
    initial,  ///< one capital
    number,
    quoted,  ///< «…» with all that it holds
    sign     ///< №, %, +
  };
  /// What stands before it, the weakest first.
  enum class Gap : std::uint8_t { none, line, dash, comma, list };

  Kind kind = Kind::word;
  Gap gap = Gap::none;
  bool blank = false;   ///< white space before it
  bool stop = false;    ///< a full stop behind it, which belongs to it
  bool latin = false;   ///< Latin look-alikes stood in it
  std::u32string text;  ///< words: with Cyrillic letters for look-alikes, torn parts joined
  std::u32string key;   ///< words: lower case, ё as е
  TextRange range;
  // What PostWords says of it.
  std::optional<PostWord> post;  ///< if it means a post, by its stem or its ending …
  bool sure_post = false;        ///< … and whether by its stem
};

/// Divides a cell into elements; separators become gaps. The text must be valid UTF-8.
std::vector<PersonElement> divide_cell(std::string_view text);

}  // namespace grif
