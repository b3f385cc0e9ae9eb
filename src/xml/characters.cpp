#include "xml/characters.hpp"

#include <charconv>
#include <cstring>

#include <fmt/format.h>

#include "core/text.hpp"

namespace grif {
namespace {

constexpr std::uint64_t kOnes = 0x0101'0101'0101'0101;
constexpr std::uint64_t kHighs = 0x8080'8080'8080'8080;

constexpr bool is_between(char c, unsigned low, unsigned high) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= low && byte <= high;
}
constexpr bool is_continuation(char c) { return is_between(c, 0x80, 0xBF); }

/// Length of the allowed sequence of two bytes or more at `at`, or 0 (RFC 3629, table of section 4;
/// XML production 2 takes U+FFFE and U+FFFF out).
std::size_t measure_sequence(const char* at, const char* end) {
  const auto lead = static_cast<unsigned char>(*at);
  const auto room = static_cast<std::size_t>(end - at);
  if (lead < 0xC2 || lead > 0xF4) return 0;
  if (lead < 0xE0) return room >= 2 && is_continuation(at[1]) ? 2 : 0;
  if (lead < 0xF0) {
    if (room < 3 || !is_continuation(at[2])) return 0;
    if (!is_between(at[1], lead == 0xE0 ? 0xA0 : 0x80, lead == 0xED ? 0x9F : 0xBF)) return 0;
    const bool is_noncharacter =
        lead == 0xEF && is_between(at[1], 0xBF, 0xBF) && is_between(at[2], 0xBE, 0xBF);
    return is_noncharacter ? 0 : 3;
  }
  if (room < 4 || !is_continuation(at[2]) || !is_continuation(at[3])) return 0;
  return is_between(at[1], lead == 0xF0 ? 0x90 : 0x80, lead == 0xF4 ? 0x8F : 0xBF) ? 4 : 0;
}

struct Range {
  char32_t first, last;
};
constexpr Range kNameStarts[] = {{0xC0, 0xD6},     {0xD8, 0xF6},     {0xF8, 0x2FF},
                                 {0x370, 0x37D},   {0x37F, 0x1FFF},  {0x200C, 0x200D},
                                 {0x2070, 0x218F}, {0x2C00, 0x2FEF}, {0x3001, 0xD7FF},
                                 {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF}};

}  // namespace

bool is_xml_name_start(char32_t code_point) {
  for (const Range& range : kNameStarts) {
    if (code_point >= range.first && code_point <= range.last) return true;
  }
  return false;
}

bool is_xml_name_char(char32_t code_point) {
  return is_xml_name_start(code_point) || code_point == 0xB7 ||
         (code_point >= 0x300 && code_point <= 0x36F) || code_point == 0x203F ||
         code_point == 0x2040;
}

const char* skip_xml_characters(const char* at, const char* up_to, const char* end) {
  while (at < up_to) {
    if (end - at >= 8) {  // eight ASCII characters at once, none below the blank
      std::uint64_t word = 0;
      std::memcpy(&word, at, sizeof word);
      if (((word | (word - kOnes * 0x20)) & kHighs) == 0) {
        at += 8;
        continue;
      }
    }
    at = skip_common_text(at, up_to);
    if (at >= up_to) break;
    const auto byte = static_cast<unsigned char>(*at);
    if (byte < 0x80) {
      if (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') return at;
      ++at;
      continue;
    }
    const std::size_t length = measure_sequence(at, end);
    if (length == 0) return at;
    at += length;
  }
  return at;
}

std::string name_forbidden_character(std::string_view bytes) {
  const auto lead = static_cast<unsigned char>(bytes[0]);
  if (lead < 0x20) return fmt::format("U+{:04X}", static_cast<unsigned>(lead));
  if (bytes.starts_with("\xEF\xBF\xBE")) return "U+FFFE";
  if (bytes.starts_with("\xEF\xBF\xBF")) return "U+FFFF";
  return {};
}

char32_t decode_xml_reference(std::string_view name) {
  if (name == "amp") return '&';
  if (name == "lt") return '<';
  if (name == "gt") return '>';
  if (name == "quot") return '"';
  if (name == "apos") return '\'';
  if (!name.starts_with('#')) return kNoCodePoint;
  name.remove_prefix(1);
  const int base = name.starts_with('x') ? 16 : 10;
  if (base == 16) name.remove_prefix(1);
  std::uint32_t number = 0;
  const auto [stop, error] = std::from_chars(name.data(), name.data() + name.size(), number, base);
  if (error != std::errc{} || stop != name.data() + name.size() || name.empty())
    return kNoCodePoint;
  return is_xml_char(number) ? static_cast<char32_t>(number) : kNoCodePoint;
}

}  // namespace grif
