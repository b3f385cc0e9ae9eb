#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace grif {

// What a byte may be in XML markup; a byte may be several of these.
inline constexpr std::uint8_t kXmlBlank = 1;       ///< production 3, S
inline constexpr std::uint8_t kXmlNameStart = 2;   ///< ASCII of production 4, and all bytes beyond
inline constexpr std::uint8_t kXmlName = 4;        ///< the same of production 4a
inline constexpr std::uint8_t kXmlTextStop = 8;    ///< < & ] CR
inline constexpr std::uint8_t kXmlValueStop = 16;  ///< " ' < &
inline constexpr std::uint8_t kXmlValueDecoded = 32;  ///< & tab CR LF

inline constexpr std::array<std::uint8_t, 256> kXmlBytes = [] {
  std::array<std::uint8_t, 256> table{};
  const auto mark = [&](std::string_view bytes, int bits) {
    for (const char c : bytes) {
      auto& entry = table[static_cast<unsigned char>(c)];
      entry = static_cast<std::uint8_t>(entry | bits);
    }
  };
  mark(" \t\r\n", kXmlBlank);
  mark("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_:", kXmlNameStart | kXmlName);
  mark("0123456789-.", kXmlName);
  for (std::size_t byte = 0x80; byte < 256; ++byte) table[byte] = kXmlNameStart | kXmlName;
  mark("<&]\r", kXmlTextStop);
  mark("\"'<&", kXmlValueStop);
  mark("&\t\r\n", kXmlValueDecoded);
  return table;
}();

constexpr bool is_xml_byte(char c, std::uint8_t of) {
  return (kXmlBytes[static_cast<unsigned char>(c)] & of) != 0;
}

/// Code points of the productions NameStartChar and NameChar beyond ASCII.
bool is_xml_name_start(char32_t code_point);
bool is_xml_name_char(char32_t code_point);

/// Passes over good UTF-8 of characters that XML allows, at least up to `up_to` (less only where a
/// fault is or the text ends); returns where it stopped.
const char* skip_xml_characters(const char* at, const char* up_to, const char* end);

/// `U+0001` for a forbidden character, nothing for bytes that are no UTF-8 at all.
std::string name_forbidden_character(std::string_view bytes);

/// The code point of `&#38;` or `&amp;` without its & and ;, or 0xFFFFFFFF if it is not known or
/// not allowed.
char32_t decode_xml_reference(std::string_view name);
inline constexpr char32_t kNoCodePoint = 0xFFFF'FFFF;

}  // namespace grif
