#include "read/recognise_titles.hpp"

#include <algorithm>
#include <optional>

#include "core/text.hpp"

namespace grif::recognition {
namespace {

/// Latin small letters that are printed like a Cyrillic one.
char32_t cyrillic_twin(char32_t c) {
  switch (c) {
    case 'a':
      return U'а';
    case 'c':
      return U'с';
    case 'e':
      return U'е';
    case 'o':
      return U'о';
    case 'p':
      return U'р';
    case 'x':
      return U'х';
    case 'y':
      return U'у';
    case U'ё':
      return U'е';
    default:
      return c;
  }
}

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

bool is_number_word(std::string_view word) {
  const std::size_t hyphen = word.find('-');  // 1-й, 2-ой
  if (hyphen != std::string_view::npos) word = word.substr(0, hyphen);
  const LabelShape shape = label_shape(word);
  return shape.levels == 1 || shape.roman;
}

/// The first words of a text without blanks around, at most `count`.
std::vector<std::string_view> first_words(std::string_view text, std::size_t count) {
  std::vector<std::string_view> words;
  std::size_t start = 0, at = 0;
  bool inside = false;
  while (at < text.size() && words.size() < count) {
    const std::size_t before = at;
    if (is_blank(next_code_point(text, at))) {
      if (inside) words.push_back(text.substr(start, before - start));
      inside = false;
    } else if (!inside) {
      inside = true;
      start = before;
    }
  }
  if (inside && words.size() < count) words.push_back(text.substr(start));
  return words;
}

}  // namespace

std::string header_key(std::string_view text) {
  std::string key;
  key.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = cyrillic_twin(to_lower(next_code_point(text, at)));
    if (is_letter(c) || is_digit(c) || c == U'№' || c == U'%') append_utf8(key, c);
  }
  return key;
}

TitleIndex::TitleIndex(const Schema& schema) {
  for (std::size_t s = 0; s < schema.sheets.size(); ++s) {
    const SheetSchema& sheet = schema.sheets[s];
    if (sheet.derived) continue;
    const auto id = static_cast<SheetId>(s);
    sheets_.try_emplace(header_key(sheet.title), id);
    for (const std::string& alias : sheet.aliases) sheets_.try_emplace(header_key(alias), id);
    for (std::size_t c = 0; c < sheet.columns.size(); ++c) {
      const Match match{id, static_cast<ColumnId>(c)};
      const auto add = [&](const std::string& title) {
        std::vector<Match>& found = columns_[header_key(title)];
        const bool known =
            std::ranges::any_of(found, [&](Match m) { return m.sheet == match.sheet; });
        if (!known) found.push_back(match);
      };
      add(sheet.columns[c].title);
      for (const std::string& alias : sheet.columns[c].aliases) add(alias);
    }
  }
}

std::span<const TitleIndex::Match> TitleIndex::columns(std::string_view key) const {
  const auto found = columns_.find(key);
  if (found == columns_.end()) return {};
  return found->second;
}

ColumnId TitleIndex::column(SheetId sheet, std::string_view key) const {
  for (const Match match : columns(key))
    if (match.sheet == sheet) return match.column;
  return kNoColumn;
}

SheetId TitleIndex::sheet(std::string_view key) const {
  const auto found = sheets_.find(key);
  return found == sheets_.end() ? kNoSheet : found->second;
}

LabelShape label_shape(std::string_view text) {
  const std::string_view label = trimmed(text);
  LabelShape shape;
  bool digits = false;  // the last sign was a digit
  std::size_t letters = 0;
  for (std::size_t at = 0; at < label.size();) {
    const char32_t c = next_code_point(label, at);
    if (is_digit(c) && letters == 0) {
      if (!digits) ++shape.levels;
      digits = true;
    } else if ((c == '.' || c == ')') && (digits || letters != 0)) {
      if (letters != 0 && at < label.size()) return {};
      digits = false;
    } else if (std::u32string_view(U"IVXLХІ").find(c) != std::u32string_view::npos &&
               shape.levels == 0) {
      ++letters;
    } else if (!is_blank(c)) {
      return {};
    }
  }
  shape.roman = letters != 0;
  return shape;
}

bool starts_with_numbered_word(std::string_view text, std::span<const std::string> words) {
  const std::vector<std::string_view> first = first_words(text, 2);
  if (first.size() < 2) return false;
  const auto is_word = [&](std::string_view word) {
    const std::string key = header_key(word);
    return std::ranges::any_of(words, [&](const std::string& w) { return header_key(w) == key; });
  };
  return (is_word(first[0]) && is_number_word(first[1])) ||
         (is_number_word(first[0]) && is_word(first[1]));
}

bool starts_with_phrase(std::string_view text, std::span<const std::string> phrases) {
  const auto begins = [&](std::string_view phrase) {
    std::size_t at = 0, of = 0;

    while (of < phrase.size()) {
      const char32_t wanted = to_lower(next_code_point(phrase, of));
      if (is_blank(wanted)) continue;
      char32_t seen = 0;
      do {
        if (at >= text.size()) return false;
        seen = to_lower(next_code_point(text, at));
      } while (is_blank(seen));
      const bool same =
          wanted == seen || cyrillic_twin(wanted) == cyrillic_twin(seen) ||
          ((wanted == U'–' || wanted == U'-') && (seen == U'–' || seen == U'-' || seen == U'—'));
      if (!same) return false;
    }
    return true;
  };
  return std::ranges::any_of(phrases, begins);
}

bool starts_with_word(std::string_view text, std::span<const std::string> words) {
  const std::string_view line = text.substr(0, text.find('\n'));
  std::string key;
  for (const std::string_view word : first_words(line, 24)) {
    key += header_key(word);
    if (key.empty()) continue;
    const bool known =
        std::ranges::any_of(words, [&](const std::string& w) { return header_key(w) == key; });
    if (known) return true;
  }
  return false;
}

}  // namespace grif::recognition
