#include "core/text.hpp"

#include <algorithm>
#include <array>

namespace grif {

char32_t next_long_code_point(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at);
  if (lead < 0x80) return static_cast<char32_t>(text[at++]);
  std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  length = std::min(length, text.size() - at);
  char32_t code_point = lead & (0xFFu >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) code_point = code_point << 6 | (byte(at + i) & 0x3Fu);
  at += length;
  return code_point;
}

void append_long_utf8(std::string& out, char32_t c) {
  const auto put = [&](char32_t bits) {
    out += static_cast<char>(static_cast<unsigned char>(bits));
  };
  if (c < 0x10000) {
    put(0xE0 | c >> 12);
  } else {
    put(0xF0 | c >> 18);
    put(0x80 | (c >> 12 & 0x3F));
  }
  put(0x80 | (c >> 6 & 0x3F));
  put(0x80 | (c & 0x3F));
}

std::u32string decode_utf8(std::string_view text) {
  std::u32string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) out += next_code_point(text, at);
  return out;
}

std::string encode_utf8(std::u32string_view text) {
  std::string out;
  out.reserve(text.size() * 2);
  for (const char32_t c : text) append_utf8(out, c);
  return out;
}

std::optional<std::size_t> find_invalid_utf8(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto follows = [&](std::size_t i) { return i < text.size() && (byte(i) & 0xC0) == 0x80; };
  const char* const end = text.data() + text.size();
  for (std::size_t at = 0; at < text.size();) {
    at = static_cast<std::size_t>(skip_common_text(text.data() + at, end) - text.data());
    if (at == text.size()) break;
    const unsigned char lead = byte(at);
    if (lead < 0x80) {
      ++at;
    } else if (lead >= 0xC2 && lead < 0xE0) {
      if (!follows(at + 1)) return at;
      at += 2;
    } else if (lead >= 0xE0 && lead < 0xF0) {
      if (!follows(at + 1) || !follows(at + 2)) return at;
      if (lead == 0xE0 && byte(at + 1) < 0xA0) return at;   // overlong
      if (lead == 0xED && byte(at + 1) >= 0xA0) return at;  // surrogates
      at += 3;
    } else if (lead >= 0xF0 && lead < 0xF5) {
      if (!follows(at + 1) || !follows(at + 2) || !follows(at + 3)) return at;
      if (lead == 0xF0 && byte(at + 1) < 0x90) return at;   // overlong
      if (lead == 0xF4 && byte(at + 1) >= 0x90) return at;  // above U+10FFFF
      at += 4;
    } else {
      return at;
    }
  }
  return std::nullopt;
}

std::size_t count_code_points(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

bool is_cyrillic_letter(char32_t c) {
  return c >= 0x400 && c <= 0x52F && !(c >= 0x482 && c <= 0x489);
}

bool is_rare_letter(char32_t c) {
  const char32_t folded = c | 0x20;
  if (c < 0x80) return folded >= 'a' && folded <= 'z';
  if (c < 0x250)
    return (c >= 0xC0 && c != 0xD7 && c != 0xF7) || c == 0xAA || c == 0xB5 || c == 0xBA;
  return is_cyrillic_letter(c) || (c >= 0x370 && c <= 0x3FF && c != 0x37E && c != 0x387);
}

char32_t to_lower_rare(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 0x20 : c;
  if (c >= 0xC0 && c <= 0xDE && c != 0xD7) return c + 0x20;
  if (c >= 0x386 && c <= 0x3AB) {  // Greek, the letters with marks first
    if (c == 0x386) return 0x3AC;
    if (c >= 0x388 && c <= 0x38A) return c + 0x25;
    if (c == 0x38C) return 0x3CC;
    if (c == 0x38E || c == 0x38F) return c + 0x3F;
    return c >= 0x391 && c != 0x3A2 ? c + 0x20 : c;
  }
  if (c >= 0x400 && c <= 0x40F) return c + 0x50;
  if (((c >= 0x460 && c <= 0x480) || (c >= 0x48A && c <= 0x4BF) || (c >= 0x4D0 && c <= 0x52E)) &&
      c % 2 == 0) {
    return c + 1;
  }
  if (c >= 0x4C1 && c <= 0x4CD && c % 2 == 1) return c + 1;
  if (c == 0x4C0) return 0x4CF;
  return c;
}

char32_t to_upper(char32_t c) {
  if (c < 0x80) return c >= 'a' && c <= 'z' ? c - 0x20 : c;
  if (c >= 0xE0 && c <= 0xFE && c != 0xF7) return c - 0x20;
  if (c >= 0x3AC && c <= 0x3CE) {
    if (c == 0x3AC) return 0x386;
    if (c >= 0x3AD && c <= 0x3AF) return c - 0x25;
    if (c == 0x3C2) return 0x3A3;  // the sigma that ends a word
    if (c == 0x3CC) return 0x38C;
    if (c >= 0x3CD) return c - 0x3F;
    return c >= 0x3B1 ? c - 0x20 : c;
  }
  if (c >= 0x430 && c <= 0x44F) return c - 0x20;
  if (c >= 0x450 && c <= 0x45F) return c - 0x50;
  if (((c >= 0x461 && c <= 0x481) || (c >= 0x48B && c <= 0x4BF) || (c >= 0x4D1 && c <= 0x52F)) &&
      c % 2 == 1) {
    return c - 1;
  }
  if (c >= 0x4C2 && c <= 0x4CE && c % 2 == 0) return c - 1;
  if (c == 0x4CF) return 0x4C0;
  return c;
}

char32_t look_alike_of_ascii(char32_t c) {
  constexpr auto kLookAlikes = [] {
    constexpr std::u32string_view kLatin = U"ABCEHKMOPTXYaceopxyk",
                                  kCyrillic = U"АВСЕНКМОРТХУасеорхук";
    std::array<char32_t, 0x80> table{};
    for (char32_t code_point = 0; code_point < table.size(); ++code_point)
      table[code_point] = code_point;
    for (std::size_t i = 0; i < kLatin.size(); ++i) table[kLatin[i]] = kCyrillic[i];
    return table;
  }();
  return kLookAlikes[c];
}

char32_t lower_look_alike(char32_t c) {
  return c < 0x80 ? to_lower(cyrillic_look_alike(to_upper(c))) : c;
}

std::string lower(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) append_utf8(out, to_lower(next_code_point(text, at)));
  return out;
}

std::string_view trimmed(std::string_view text) {
  std::size_t first = 0;
  for (std::size_t at = 0; at < text.size(); first = at) {
    if (!is_blank(next_code_point(text, at))) break;
  }
  std::size_t last = text.size();
  while (last > first) {
    std::size_t start = last - 1;
    while (start > first && (static_cast<unsigned char>(text[start]) & 0xC0) == 0x80) --start;
    std::size_t at = start;
    if (!is_blank(next_code_point(text, at))) break;
    last = start;
  }
  return text.substr(first, last - first);
}

namespace {

/// Whether there are single blanks between words and nothing else that is blank.
bool is_collapsed(std::string_view text) {
  bool after_blank = true;  // none at the beginning
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const bool is_plain = (byte > ' ' && byte < 0x80) || byte == 0xD0 || byte == 0xD1;
    if (is_plain) {
      at += byte < 0x80 ? 1 : 2;  // of ASCII or Cyrillic
    } else if (byte == ' ') {
      if (after_blank) return false;
      ++at;
    } else if (is_blank(next_code_point(text, at))) {
      return false;
    }
    after_blank = byte == ' ';
  }
  return !after_blank || text.empty();
}

}  // namespace

std::string collapsed(std::string_view text) {
  if (is_collapsed(text)) return std::string(text);  // most are
  std::string out;
  out.reserve(text.size());
  std::size_t word = 0;  // where the open word begins
  const auto end_word = [&](std::size_t end) {
    if (end == word) return;
    if (!out.empty()) out += ' ';
    out.append(text, word, end - word);
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    if (!is_blank(next_code_point(text, at))) continue;
    end_word(start);
    word = at;
  }
  end_word(text.size());
  return out;
}

namespace {

bool is_dash(char32_t c) { return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212; }
constexpr char32_t kSoftHyphen = 0xAD;
bool is_invisible(char32_t c) {
  return c == kSoftHyphen || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x2064) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

/// A letter and a hyphen; a dash between words has a blank before it.
bool ends_in_torn_word(std::u32string_view key) {
  return key.size() > 1 && key.back() == '-' && is_letter(key[key.size() - 2]);
}

/// Whether `mark` is the breve of a й or the dots of a ё that are written apart (as some systems
/// do); puts the letter in its place.
bool joins_mark(std::u32string& key, char32_t mark, bool blank) {
  if (blank || key.empty()) return false;
  if (mark == 0x308 && key.back() == U'е') return true;
  if (mark != 0x306 || key.back() != U'и') return false;
  key.back() = U'й';
  return true;
}

}  // namespace

std::string title_key(std::string_view text) {
  std::u32string key;
  key.reserve(text.size());
  bool blank = false, newline = false, soft_hyphen = false;
  for (std::size_t at = 0; at < text.size();) {
    char32_t c = next_code_point(text, at);
    if (is_invisible(c)) {
      soft_hyphen = soft_hyphen || (c == kSoftHyphen && !blank);
      continue;
    }
    if (joins_mark(key, c, blank)) continue;
    if (is_blank(c)) {
      blank = true;
      newline = newline || c == '\n' || c == '\r';
      continue;
    }
    if (is_dash(c)) c = '-';
    // «реализа-\nции»: a hyphen at the end of a line joins the halves of a word.
    const bool torn = newline && is_letter(c) && !is_upper(c);
    if (torn && ends_in_torn_word(key)) {
      key.pop_back();
    } else if (blank && !key.empty() && !(torn && soft_hyphen)) {
      key += ' ';
    }
    blank = newline = soft_hyphen = false;
    c = to_lower(c);
    key += c == U'ё' ? U'е' : c;
  }
  while (!key.empty() &&
         (key.back() == ':' || key.back() == '.' || key.back() == ';' || key.back() == ' ')) {
    key.pop_back();
  }
  return encode_utf8(key);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  std::size_t start = 0;
  for (std::size_t at = text.find(separator); at != std::string_view::npos;
       at = text.find(separator, start)) {
    parts.push_back(text.substr(start, at - start));
    start = at + 1;
  }
  parts.push_back(text.substr(start));
  return parts;
}

std::string join(std::span<const std::string> items, std::string_view separator) {
  std::string out;
  for (const std::string& item : items) {
    if (&item != items.data()) out += separator;
    out += item;
  }
  return out;
}

std::size_t edit_distance(std::u32string_view a, std::u32string_view b) {
  std::vector<std::size_t> before(b.size() + 1), previous(b.size() + 1), current(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) previous[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    current[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t cost = a[i - 1] == b[j - 1] ? 0 : 1;
      current[j] = std::min({previous[j] + 1, current[j - 1] + 1, previous[j - 1] + cost});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        current[j] = std::min(current[j], before[j - 2] + 1);
      }
    }
    before.swap(previous);
    previous.swap(current);
  }
  return previous[b.size()];
}

std::vector<std::string> nearest(std::string_view name, std::span<const std::string> candidates) {
  constexpr std::size_t kMost = 3, kLongest = 200;
  const std::u32string wanted = decode_utf8(title_key(name)).substr(0, kLongest);
  struct Near {
    std::size_t distance, index;
  };
  std::vector<Near> near;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const std::u32string candidate = decode_utf8(title_key(candidates[i])).substr(0, kLongest);
    const std::size_t longer = std::max(wanted.size(), candidate.size());
    const std::size_t shorter = std::min(wanted.size(), candidate.size());
    if (longer == 0 || (longer - shorter) * 3 > longer) continue;
    const std::size_t distance = edit_distance(wanted, candidate);
    if (distance * 3 <= longer || (longer <= 4 && distance == 1 && longer > 1))
      near.push_back({distance, i});
  }
  std::ranges::stable_sort(near, {}, &Near::distance);
  std::vector<std::string> found;
  for (const Near& n : near) {
    if (found.size() == kMost) break;
    if (std::ranges::find(found, candidates[n.index]) == found.end())
      found.push_back(candidates[n.index]);
  }
  return found;
}

bool is_xml_char(char32_t c) {
  return c == 0x9 || c == 0xA || c == 0xD || (c >= 0x20 && c <= 0xD7FF) ||
         (c >= 0xE000 && c <= 0xFFFD) || (c >= 0x10000 && c <= 0x10FFFF);
}

}  // namespace grif
