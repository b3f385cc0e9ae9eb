#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace grif {

// UTF-8 text. Nothing here depends on a locale.

/// Decodes the code point at `at` and moves `at` behind it. The text must be valid UTF-8; of cut
/// sequences at its end what is there is taken.
char32_t next_long_code_point(std::string_view text, std::size_t& at);
inline char32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  if (lead < 0x80) {
    ++at;
    return lead;
  }
  if (lead < 0xE0 && at + 1 < text.size()) {  // Cyrillic
    const char32_t code_point =
        (lead & 0x1FU) << 6 | (static_cast<unsigned char>(text[at + 1]) & 0x3FU);
    at += 2;
    return code_point;
  }
  return next_long_code_point(text, at);
}
/// Moves over ASCII from the blank on and over Cyrillic of two bytes: nearly all text. Stops at the
/// first byte of anything else, right or wrong.
inline const char* skip_common_text(const char* at, const char* end) {
  while (end - at >= 2) {
    const auto lead = static_cast<unsigned char>(at[0]);
    const auto next = static_cast<unsigned char>(at[1]);
    if ((lead & 0xFE) == 0xD0 && (next & 0xC0) == 0x80)
      at += 2;
    else if (lead >= 0x20 && lead < 0x80)
      ++at;
    else
      break;
  }
  return at;
}
void append_long_utf8(std::string& out, char32_t code_point);
inline void append_utf8(std::string& out, char32_t code_point) {
  if (code_point < 0x80) {
    out += static_cast<char>(code_point);
  } else if (code_point < 0x800) {
    const char bytes[2] = {static_cast<char>(0xC0 | code_point >> 6),
                           static_cast<char>(0x80 | (code_point & 0x3F))};
    out.append(bytes, 2);
  } else {
    append_long_utf8(out, code_point);
  }
}
std::u32string decode_utf8(std::string_view text);
std::string encode_utf8(std::u32string_view text);
/// Byte offset of the first fault (overlong, surrogate, cut, over U+10FFFF), or nothing.
std::optional<std::size_t> find_invalid_utf8(std::string_view text);
std::size_t count_code_points(std::string_view text);

/// White space as people see it: ASCII blanks, U+00A0, U+2000–U+200A, U+2028, U+2029, U+202F,
/// U+205F, U+3000.
inline bool is_blank(char32_t c) {
  if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r');
  if (c < 0x2000) return c == 0xA0;
  return c <= 0x200A || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}
bool is_cyrillic_letter(char32_t code_point);
bool is_rare_letter(char32_t code_point);
/// Latin, Cyrillic or Greek letter.
inline bool is_letter(char32_t code_point) {
  return (code_point >= U'А' && code_point <= U'я') || is_rare_letter(code_point);
}
char32_t to_lower_rare(char32_t code_point);
/// ASCII, Latin-1, Cyrillic, Greek.
inline char32_t to_lower(char32_t code_point) {
  if (code_point >= U'а' && code_point <= U'я') return code_point;
  if (code_point >= U'А' && code_point < U'а') return code_point + 0x20;
  return to_lower_rare(code_point);
}
inline bool is_upper(char32_t code_point) { return to_lower(code_point) != code_point; }
char32_t to_upper(char32_t code_point);
char32_t look_alike_of_ascii(char32_t code_point);
/// The Cyrillic letter that a Latin one is printed like, case by case («CPОКИ»); itself otherwise.
inline char32_t cyrillic_look_alike(char32_t code_point) {
  return code_point < 0x80 ? look_alike_of_ascii(code_point) : code_point;
}
/// The same for text in small letters, where `b` and `h` come from capitals.
char32_t lower_look_alike(char32_t code_point);
std::string lower(std::string_view text);

/// Without white space at both ends.
std::string_view trimmed(std::string_view text);
/// Trimmed, each run of white space (line breaks too) one blank.
std::string collapsed(std::string_view text);
/// The key under which titles are compared: collapsed, lower case, ё as е, no soft hyphens, no
/// hyphen and no blank where a word is torn at a line's end («реализа-\nции»), no closing colon,
/// semicolon or full stop, dashes alike, composed and decomposed й and ё alike.
std::string title_key(std::string_view text);

std::vector<std::string_view> split(std::string_view text, char separator);
std::string join(std::span<const std::string> items, std::string_view separator);

/// Edit distance of Damerau–Levenshtein (optimal string alignment), in code points, over title
/// keys.
std::size_t edit_distance(std::u32string_view a, std::u32string_view b);
/// The candidates that look like `name` (at most a third of its letters differ), nearest first, at
/// most three.
std::vector<std::string> nearest(std::string_view name, std::span<const std::string> candidates);

/// The code points of XML 1.0's Char production (U+0009, U+000A, U+000D, U+0020 …, no surrogates,
/// no U+FFFE, U+FFFF).
bool is_xml_char(char32_t code_point);

}  // namespace grif
