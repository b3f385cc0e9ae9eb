#include "write/faults.hpp"

#include <algorithm>
#include <string>

namespace grif {

namespace {

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

}  // namespace

std::string_view beginning(std::string_view text) {
  constexpr std::size_t kLetters = 40;
  std::size_t end = 0;
  for (std::size_t letters = 0; end < text.size(); ++end) {
    if (!continues(text[end]) && ++letters > kLetters) break;
  }
  return text.substr(0, end);
}

void report_broken_text(const Document& document, std::size_t offset, std::string_view format,
                        Diagnostics& diagnostics) {
  constexpr std::size_t kBefore = 40;
  std::size_t first = offset > kBefore ? offset - kBefore : 0;
  while (first < offset && continues(document.text[first])) ++first;
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(document.text[offset]);
  const std::string hex = {'0', 'x', kDigits[byte >> 4U], kDigits[byte & 15U]};
  diagnostics.report(Kind::text_not_unicode, Place::nowhere(),
                     {document.properties.name, format,
                      std::string_view(document.text).substr(first, offset - first), hex});
}

}  // namespace grif
