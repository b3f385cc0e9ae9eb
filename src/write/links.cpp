#include "write/links.hpp"

#include <algorithm>

namespace grif {

bool is_allowed_link(std::string_view url) {
  constexpr std::size_t kLongest = 2079;  // what Excel takes
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  const auto starts_with = [&](std::string_view scheme) {
    return url.size() > scheme.size() && std::equal(scheme.begin(), scheme.end(), url.begin(),
                                                    [&](char a, char b) { return a == lower(b); });
  };
  if (url.size() > kLongest) return false;
  if (!starts_with("https://") && !starts_with("mailto:") && !starts_with("tel:")) return false;
  return std::all_of(url.begin(), url.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte > 0x20 && byte != 0x7F && c != '"' && c != '<' && c != '>' && c != '\\';
  });
}

}  // namespace grif
