#include <array>

#include "xml/tree.hpp"

namespace grif {
namespace {

/// Bytes at which a run of plain text ends: the five special characters, controls, and the leads of
/// U+D800–U+DFFF, U+FFFE and U+FFFF.
constexpr std::array<bool, 256> kStops = [] {
  std::array<bool, 256> stops{};
  for (std::size_t byte = 0; byte < 0x20; ++byte) stops[byte] = true;
  stops['\t'] = stops['\n'] = false;
  for (const unsigned char c : {'&', '<', '>', '"', '\''}) stops[c] = true;
  stops[0xED] = stops[0xEF] = true;
  return stops;
}();

bool is_forbidden_sequence(std::string_view text) {
  const auto second = static_cast<unsigned char>(text[1]);
  const auto third = static_cast<unsigned char>(text[2]);
  if (text[0] == '\xED') return second >= 0xA0;
  return second == 0xBF && third >= 0xBE;
}

}  // namespace

void append_xml_escaped(std::string& out, std::string_view text) {
  std::size_t run = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (!kStops[static_cast<unsigned char>(c)]) continue;
    std::size_t dropped = 1;
    std::string_view replacement;
    if (c == '\xED' || c == '\xEF') {
      if (text.size() - at < 3 || !is_forbidden_sequence(text.substr(at, 3))) continue;
      dropped = 3;
    } else if (c == '&') {
      replacement = "&amp;";
    } else if (c == '<') {
      replacement = "&lt;";
    } else if (c == '>') {
      replacement = "&gt;";
    } else if (c == '"') {
      replacement = "&quot;";
    } else if (c == '\'') {
      replacement = "&#39;";
    } else if (c == '\r') {
      replacement = "&#13;";
    }
    out += text.substr(run, at - run);
    out += replacement;
    at += dropped - 1;
    run = at + 1;
  }
  out += text.substr(run);
}

}  // namespace grif
