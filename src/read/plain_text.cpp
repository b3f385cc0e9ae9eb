#include "read/plain_text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include <fmt/format.h>

#include "core/text.hpp"
#include "xml/characters.hpp"
#include "xml/encoding.hpp"
#include "xml/lines.hpp"

namespace grif {
namespace {

Place locate(std::string_view text, std::size_t offset, SourceId source) {
  const LineColumn at = locate_offset(text, offset);
  return Place::position(source, at.line, at.column);
}

/// A position in bytes that are no UTF-8: columns count bytes.
Place locate_byte(std::string_view bytes, std::size_t offset, SourceId source) {
  const std::string_view before = bytes.substr(0, offset);
  const std::size_t line = static_cast<std::size_t>(std::ranges::count(before, '\n')) + 1;
  const std::size_t start = before.rfind('\n') + 1;  // npos + 1 is 0
  return Place::position(source, static_cast<std::uint32_t>(line),
                         static_cast<std::uint32_t>(offset - start + 1));
}

/// Where the commonest letters of Russian (о е а и н т) stand in a code page.
struct CodePage {
  std::string_view name, small, capital;
};
constexpr std::array kCodePages = {
    CodePage{"windows-1251", "\xEE\xE5\xE0\xE8\xED\xF2", "\xCE\xC5\xC0\xC8\xCD\xD2"},
    CodePage{"KOI8-R", "\xCF\xC5\xC1\xC9\xCE\xD4", "\xEF\xE5\xE1\xE9\xEE\xF4"},
    CodePage{"DOS (866)", "\xAE\xA5\xA0\xA8\xAD\xE2", "\x8E\x85\x80\x88\x8D\x92"},
};

struct ByteCounts {
  std::array<std::size_t, 256> of{};
  std::size_t high = 0;
  explicit ByteCounts(std::string_view bytes) {
    for (const char c : bytes) ++of[static_cast<unsigned char>(c)];
    for (std::size_t byte = 0x80; byte < of.size(); ++byte) high += of[byte];
  }
  [[nodiscard]] std::size_t sum(std::string_view bytes) const {
    std::size_t total = 0;
    for (const char c : bytes) total += of[static_cast<unsigned char>(c)];
    return total;
  }
  [[nodiscard]] std::size_t sum(std::size_t first, std::size_t last) const {
    std::size_t total = 0;
    for (std::size_t byte = first; byte <= last; ++byte) total += of[byte];
    return total;
  }
};

/// The code page that Russian text in these bytes is written in; `?` where no letters show it.
std::string_view guess_code_page(const ByteCounts& counts) {
  const CodePage* best = kCodePages.data();
  std::size_t most = 0;
  for (const CodePage& page : kCodePages) {
    const std::size_t score = counts.sum(page.small) * 2 + counts.sum(page.capital);
    if (score <= most) continue;
    best = &page;
    most = score;
  }
  constexpr std::size_t kFew = 10;  // «№» and quotes alone tell nothing, and windows is commonest
  const std::size_t letters = counts.sum(0xC0, 0xFF) + counts.of[0xA8] + counts.of[0xB8];
  if (best == kCodePages.data() && counts.high >= kFew && letters * 10 < counts.high * 6)
    return "?";
  return best->name;
}

/// True for UTF-8 of Russian text that is damaged somewhere: nearly all its high bytes are pairs.
bool is_damaged_utf8(std::string_view bytes, const ByteCounts& counts) {
  std::size_t paired = 0;
  for (std::size_t at = 0; at + 1 < bytes.size(); ++at) {
    const auto lead = static_cast<unsigned char>(bytes[at]);
    const auto next = static_cast<unsigned char>(bytes[at + 1]);
    if ((lead != 0xD0 && lead != 0xD1) || (next & 0xC0) != 0x80) continue;
    paired += 2;
    ++at;
  }
  return paired * 10 > counts.high * 8;
}

/// Bytes without zeros and without a mark.
std::optional<std::string> decode_bytes(std::string bytes, SourceId source,
                                        Diagnostics& diagnostics) {
  const auto bad = find_invalid_utf8(bytes);
  if (!bad) return bytes;
  const ByteCounts counts(bytes);
  if (is_damaged_utf8(bytes, counts)) {
    diagnostics.report(Kind::text_bad_bytes,
                       locate(std::string_view(bytes).substr(0, *bad), *bad, source),
                       {fmt::format("0x{:02X}", static_cast<unsigned char>(bytes[*bad])), "UTF-8"});
    return std::nullopt;
  }
  const std::string_view page = guess_code_page(counts);
  if (page != kCodePages.front().name) {
    diagnostics.report(Kind::text_encoding, Place::whole(source), {page});
    return std::nullopt;
  }
  DecodedText decoded = decode_windows_1251(bytes);
  if (decoded.bad.empty()) return std::move(decoded.text);
  diagnostics.report(Kind::text_bad_bytes, locate_byte(bytes, decoded.offset, source),
                     {decoded.bad, page});
  return std::nullopt;
}

std::optional<std::string> decode(std::string bytes, SourceId source, Diagnostics& diagnostics) {
  constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";
  const bool is_big_endian = bytes.starts_with("\xFE\xFF");
  if (is_big_endian || bytes.starts_with("\xFF\xFE")) {
    DecodedText decoded = decode_utf16(std::string_view(bytes).substr(2), is_big_endian);
    if (decoded.bad.empty()) return std::move(decoded.text);
    diagnostics.report(Kind::text_bad_bytes, Place::whole(source), {decoded.bad, "UTF-16"});
    return std::nullopt;
  }
  if (bytes.starts_with(kUtf8Mark)) bytes.erase(0, kUtf8Mark.size());
  if (const std::size_t zero = bytes.find('\0'); zero != std::string_view::npos) {
    diagnostics.report(Kind::text_zero_byte, locate_byte(bytes, zero, source));
    return std::nullopt;
  }
  return decode_bytes(std::move(bytes), source, diagnostics);
}

// ---- Separators

constexpr std::array kSeparators = {';', '\t', ','};  // the likeliest first

/// How many fields the rows at the head of the text have. A quote behind any separator opens a
/// quoted field, whichever is tried: what stands in it is text.
std::vector<std::size_t> count_fields(std::string_view text, char separator) {
  constexpr std::size_t kRows = 200, kBytes = 1 << 18;
  text = text.substr(0, kBytes);
  std::vector<std::size_t> counts;
  std::size_t fields = 1;
  bool quoted = false, at_start = true, blank = true;
  for (std::size_t at = 0; at < text.size() && counts.size() < kRows; ++at) {
    const char c = text[at];
    if (quoted) {
      if (c == '"' && at + 1 < text.size() && text[at + 1] == '"')
        ++at;
      else if (c == '"')
        quoted = false;
      continue;
    }
    if (c == '\n' || c == '\r') {
      if (!blank) counts.push_back(fields);
      fields = 1;
      at_start = blank = true;
      continue;
    }
    quoted = c == '"' && at_start;
    at_start = std::ranges::find(kSeparators, c) != kSeparators.end();
    fields += c == separator ? 1U : 0U;
    blank = blank && c == ' ';
  }
  if (!blank && counts.size() < kRows) counts.push_back(fields);
  return counts;
}

/// Of the numbers of fields that rows have, the one that most rows have, one field apart.
struct Evenness {
  std::size_t fields = 0, rows = 0;
};
Evenness measure(std::vector<std::size_t> counts) {
  std::ranges::sort(counts);
  Evenness best;
  for (std::size_t first = 0; first < counts.size();) {
    std::size_t last = first;
    while (last < counts.size() && counts[last] == counts[first]) ++last;
    if (counts[first] > 1 && last - first >= best.rows) best = {counts[first], last - first};
    first = last;
  }
  return best;
}

}  // namespace

std::optional<std::string> decode_plain_text(std::string bytes, SourceId source,
                                             Diagnostics& diagnostics) {
  auto text = decode(std::move(bytes), source, diagnostics);
  if (!text) return std::nullopt;
  for (char& c : *text) {
    if (c == '\v') c = '\n';
    if (c == '\f') c = ' ';
  }
  const char* end = text->data() + text->size();
  const char* stop = skip_xml_characters(text->data(), end, end);
  if (stop == end) return text;
  const auto offset = static_cast<std::size_t>(stop - text->data());
  diagnostics.report(Kind::text_control, locate(*text, offset, source),
                     {name_forbidden_character(std::string_view(*text).substr(offset))});
  return std::nullopt;
}

std::optional<char> find_separator(std::string_view text) {
  std::optional<char> found;
  Evenness best;
  for (const char separator : kSeparators) {
    const Evenness evenness = measure(count_fields(text, separator));
    if (evenness.rows < 2) continue;
    // A little less even but with more columns is a table with lines of text around it.
    const bool clearly_more = evenness.rows * 10 > best.rows * 12;
    const bool wider = evenness.rows * 10 >= best.rows * 8 && evenness.fields > best.fields + 1;
    if (found && !clearly_more && !wider) continue;
    found = separator;
    best = evenness;
  }
  return found;
}

char guess_separator(std::string_view text) {
  const std::vector<std::size_t> tabs = count_fields(text, '\t');
  const bool is_header = tabs.size() == 1 && tabs[0] > count_fields(text, ';')[0];
  return is_header ? '\t' : ';';
}

}  // namespace grif
