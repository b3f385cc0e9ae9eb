#include "xml/encoding.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "core/text.hpp"

namespace grif {
namespace {

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";
constexpr std::string_view kUtf16LeMark = "\xFF\xFE";
constexpr std::string_view kUtf16BeMark = "\xFE\xFF";

/// windows-1251, 0x80 to 0xBF; 0xC0 to 0xFF are А to я. 0x98 is not a character.
constexpr std::array<char16_t, 64> kWindows1251 = {
    0x0402, 0x0403, 0x201A, 0x0453, 0x201E, 0x2026, 0x2020, 0x2021, 0x20AC, 0x2030, 0x0409,
    0x2039, 0x040A, 0x040C, 0x040B, 0x040F, 0x0452, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x0000, 0x2122, 0x0459, 0x203A, 0x045A, 0x045C, 0x045B, 0x045F, 0x00A0,
    0x040E, 0x045E, 0x0408, 0x00A4, 0x0490, 0x00A6, 0x00A7, 0x0401, 0x00A9, 0x0404, 0x00AB,
    0x00AC, 0x00AD, 0x00AE, 0x0407, 0x00B0, 0x00B1, 0x0406, 0x0456, 0x0491, 0x00B5, 0x00B6,
    0x00B7, 0x0451, 0x2116, 0x0454, 0x00BB, 0x0458, 0x0405, 0x0455, 0x0457};

bool has_high_bytes(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

/// The text, or a message.
std::optional<std::string> accept(DecodedText decoded, Place place, Diagnostics& diagnostics) {
  if (decoded.bad.empty()) return std::move(decoded.text);
  diagnostics.report(Kind::xml_bad_bytes, place, {decoded.bad});
  return std::nullopt;
}

/// The name of the encoding that the bytes themselves show without a mark, where it is not read.
std::string_view detect_unmarked(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("\x00\x00\xFE\xFF"sv) || bytes.starts_with("\xFF\xFE\x00\x00"sv) ||
      bytes.starts_with("<\0\0\0"sv) || bytes.starts_with("\0\0\0<"sv))
    return "UTF-32";
  if (bytes.starts_with("<\0"sv) || bytes.starts_with("\0<"sv)) return "UTF-16";
  if (bytes.starts_with("\x4C\x6F\xA7\x94"sv)) return "EBCDIC";
  return {};
}

}  // namespace

DecodedText decode_windows_1251(std::string_view bytes) {
  DecodedText decoded;
  decoded.text.reserve(bytes.size() * 2);
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    const auto byte = static_cast<unsigned char>(bytes[at]);
    if (byte < 0x80) {
      decoded.text += bytes[at];
      continue;
    }
    const char32_t code_point = byte < 0xC0 ? char32_t{kWindows1251[byte - 0x80U]}
                                            : static_cast<char32_t>(0x410 + byte - 0xC0);
    if (code_point == 0) return {{}, fmt::format("0x{:02X}", byte), at};
    append_utf8(decoded.text, code_point);
  }
  return decoded;
}

DecodedText decode_utf16(std::string_view bytes, bool big_endian) {
  if (bytes.size() % 2 != 0) return {{}, "UTF-16", bytes.size() - 1};
  DecodedText decoded;
  decoded.text.reserve(bytes.size());
  const auto unit_at = [&](std::size_t at) {
    const auto first = static_cast<unsigned char>(bytes[at]);
    const auto second = static_cast<unsigned char>(bytes[at + 1]);
    return static_cast<char32_t>(big_endian ? first << 8 | second : second << 8 | first);
  };
  for (std::size_t at = 0; at < bytes.size(); at += 2) {
    char32_t code_point = unit_at(at);
    if (code_point >= 0xD800 && code_point < 0xE000) {
      const char32_t low = at + 2 < bytes.size() ? unit_at(at + 2) : 0;
      if (code_point >= 0xDC00 || low < 0xDC00 || low > 0xDFFF)
        return {{}, fmt::format("U+{:04X}", static_cast<std::uint32_t>(code_point)), at};
      code_point = 0x10000 + ((code_point - 0xD800) << 10) + (low - 0xDC00);
      at += 2;
    }
    append_utf8(decoded.text, code_point);
  }
  return decoded;
}

std::string_view find_encoding_label(std::string_view text) {
  if (!text.starts_with("<?xml")) return {};
  const std::string_view declaration = text.substr(0, text.find("?>"));
  std::size_t at = declaration.find("encoding");
  if (at == std::string_view::npos) return {};
  at = declaration.find_first_of("\"'", at);
  if (at == std::string_view::npos) return {};
  const std::size_t close = declaration.find(declaration[at], at + 1);
  return close == std::string_view::npos ? std::string_view{}
                                         : declaration.substr(at + 1, close - at - 1);
}

std::optional<std::string> convert_xml_to_utf8(std::string bytes, Place place,
                                               Diagnostics& diagnostics) {
  const std::string_view view = bytes;
  const auto refuse = [&](Kind kind, std::string_view name) {
    diagnostics.report(kind, place, {name});
    return std::nullopt;
  };
  if (const std::string_view name = detect_unmarked(view); !name.empty())
    return refuse(Kind::xml_encoding_unknown, name);
  const bool is_big_endian = view.starts_with(kUtf16BeMark);
  if (is_big_endian || view.starts_with(kUtf16LeMark)) {
    auto text = accept(decode_utf16(view.substr(2), is_big_endian), place, diagnostics);
    if (!text) return std::nullopt;
    const std::string label = lower(find_encoding_label(*text));
    if (!label.empty() && !label.starts_with("utf-16"))
      return refuse(Kind::xml_encoding_label, find_encoding_label(*text));
    return text;
  }
  const bool is_marked = view.starts_with(kUtf8Mark);
  const std::string written(find_encoding_label(view.substr(is_marked ? kUtf8Mark.size() : 0)));
  if (find_invalid_utf8(written)) return refuse(Kind::xml_encoding_unknown, "?");
  const std::string label = lower(written);
  const bool is_utf8 = label.empty() || label == "utf-8" || label == "utf8" ||
                       label == "us-ascii" || label == "ascii";
  if (is_utf8) {
    if (is_marked) bytes.erase(0, kUtf8Mark.size());
    return bytes;
  }
  if (is_marked || label.starts_with("utf-16")) return refuse(Kind::xml_encoding_label, written);
  if (label != "windows-1251" && label != "cp1251" && label != "cp-1251")
    return refuse(Kind::xml_encoding_unknown, written);
  // Russian words in windows-1251 are never by chance good UTF-8.
  if (has_high_bytes(view) && !find_invalid_utf8(view))
    return refuse(Kind::xml_encoding_label, written);
  return accept(decode_windows_1251(view), place, diagnostics);
}

}  // namespace grif
