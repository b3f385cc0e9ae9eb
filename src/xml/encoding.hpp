#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "core/diagnostics.hpp"

namespace grif {

/// The XML document as UTF-8 without a byte order mark, by XML 1.0 appendix F: UTF-8, UTF-16 with
/// its mark, and windows-1251 as declared. Any other encoding, and a label that the bytes belie, is
/// reported at `place` and gives nothing. The declaration inside stays as it was.
std::optional<std::string> convert_xml_to_utf8(std::string bytes, Place place,
                                               Diagnostics& diagnostics);

/// Bytes as UTF-8, or the first ones that are none of their encoding.
struct DecodedText {
  std::string text;
  std::string bad;         ///< `0x98`, `U+D800`; empty if all is good
  std::size_t offset = 0;  ///< of the bad ones
};
DecodedText decode_windows_1251(std::string_view bytes);
/// Without its byte order mark.
DecodedText decode_utf16(std::string_view bytes, bool big_endian);

/// The label in `<?xml … encoding="…"?>` at the head of the text, or nothing.
std::string_view find_encoding_label(std::string_view text);

}  // namespace grif
