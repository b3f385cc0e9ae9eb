#include "read/recognise_titles.hpp"

#include <algorithm>
#include <iterator>
#include <optional>

#include "core/text.hpp"

namespace grif::recognition {
namespace {

/// Letters that print or read alike are one for titles: Latin ones («CPОКИ», «КУРATOР»), ё.
char32_t cyrillic_twin(char32_t c) { return c == U'ё' ? U'е' : lower_look_alike(c); }

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

/// Gives what a title's key is made of, one by one: most comparisons end with the first.
class KeyReader {
 public:
  explicit KeyReader(std::string_view text) : text_(text) {}
  /// The next code point of the key; 0: there is no more.
  char32_t next() {
    while (at_ < text_.size()) {
      char32_t c = next_code_point(text_, at_);
      if (c >= U'а' && c <= U'я') return c;
      if (c == ' ') continue;
      c = cyrillic_twin(to_lower(c));
      if (is_letter(c) || is_digit(c) || c == U'№' || c == U'%') return c;
    }
    return 0;
  }
  /// Whether the word of the last code point has no more of the key.
  [[nodiscard]] bool word_ends() const {
    for (std::size_t at = at_; at < text_.size();) {
      const char32_t c = next_code_point(text_, at);
      if (is_blank(c)) return true;
      if (KeyReader(text_.substr(at_, at - at_)).next() != 0) return false;
    }
    return true;
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

/// Whether the text has this key.
bool has_key(std::string_view text, std::string_view key) {
  KeyReader reader(text);
  for (std::size_t at = 0; at < key.size();)
    if (reader.next() != next_code_point(key, at)) return false;
  return reader.next() == 0;
}

/// Whether the first words of the text have the key of `wanted`: letter by letter, since nearly all
/// texts differ in the first one.
bool begins_with_key(std::string_view text, std::string_view wanted) {
  KeyReader reader(text), key(wanted);
  bool some = false;
  for (char32_t c = key.next(); c != 0; c = key.next(), some = true)
    if (reader.next() != c) return false;
  return some && reader.word_ends();
}

constexpr int kTellingLetters = 6;

/// Of the first code points of a key, or of all that it has; 0 if it has none. `take` sees that of
/// each shorter beginning too.
template <typename Take>
std::size_t hash_beginnings(std::string_view text, const Take& take) {
  KeyReader reader(text);
  std::size_t hash = 0;
  for (int i = 0; i < kTellingLetters; ++i) {
    if (const char32_t c = reader.next(); c != 0) hash = hash * 37 + c;
    take(hash % kBeginnings);
  }
  return hash % kBeginnings;
}

constexpr std::size_t kShortestLead = 4;  // letters of a title that others may follow

/// How many letters of a title may differ, of so many: none in short ones, which are too much
/// alike.
std::size_t most_misspelt(std::size_t letters) {
  if (letters < 4) return 0;
  return letters < 8 ? 1 : std::min<std::size_t>(letters / 4, 3);
}

bool same_digits(std::u32string_view a, std::u32string_view b) {
  std::u32string of_a, of_b;
  std::ranges::copy_if(a, std::back_inserter(of_a), is_digit);
  std::ranges::copy_if(b, std::back_inserter(of_b), is_digit);
  return of_a == of_b;
}

}  // namespace

std::string header_key(std::string_view text) {
  std::string key;
  key.reserve(text.size());
  KeyReader reader(text);
  for (char32_t c = reader.next(); c != 0; c = reader.next()) {
    if (c < 0x400 || c >= 0x800) {
      append_utf8(key, c);
      continue;
    }
    const char bytes[2] = {static_cast<char>(0xC0 | c >> 6), static_cast<char>(0x80 | (c & 0x3F))};
    key.append(bytes, 2);
  }
  return key;
}

TitleIndex::TitleIndex(const Schema& schema) {
  known_.resize(schema.sheets.size());
  std::size_t titles = 0;
  for (const SheetSchema& sheet : schema.sheets)
    for (const ColumnSchema& column : sheet.columns) titles += 1 + column.aliases.size();
  columns_.reserve(titles);
  for (std::size_t s = 0; s < schema.sheets.size(); ++s) {
    const SheetSchema& sheet = schema.sheets[s];
    if (sheet.derived) continue;
    const auto id = static_cast<SheetId>(s);
    sheets_.try_emplace(header_key(sheet.title), id);
    for (const std::string& alias : sheet.aliases) sheets_.try_emplace(header_key(alias), id);
    for (std::size_t c = 0; c < sheet.columns.size(); ++c) {
      const Match match{id, static_cast<ColumnId>(c)};
      const auto add = [&](const std::string& title) {
        std::string key = header_key(title);
        hash_beginnings(key, [this](std::size_t hash) { beginnings_.set(hash); });
        const auto place = columns_.try_emplace(std::move(key)).first;
        known_[s].push_back({place->first, count_code_points(place->first), match.column});
        std::vector<Match>& found = place->second;
        const bool known =
            std::ranges::any_of(found, [&](Match m) { return m.sheet == match.sheet; });
        if (!known) found.push_back(match);
      };
      add(sheet.columns[c].title);
      for (const std::string& alias : sheet.columns[c].aliases) add(alias);
    }
  }
}

bool TitleIndex::may_begin_title(std::string_view text) const {
  const std::size_t hash = hash_beginnings(text, [](std::size_t) {});
  return hash != 0 && beginnings_.test(hash);
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

ColumnId TitleIndex::guess(SheetId sheet, std::string_view title, const std::vector<bool>& taken,
                           bool words) const {
  const std::u32string key = decode_utf8(header_key(title));
  ColumnId best = kNoColumn;
  std::size_t least = most_misspelt(key.size()) + 1;
  for (const Known& known : known_[sheet]) {
    const std::size_t longer = std::max(known.letters, key.size());
    const std::size_t shorter = std::min(known.letters, key.size());
    if (taken[known.column] || longer - shorter >= least) continue;
    const std::u32string known_key = decode_utf8(known.key);
    if (!same_digits(known_key, key)) continue;
    const std::size_t distance = edit_distance(known_key, key);
    if (distance >= least) continue;
    least = distance;
    best = known.column;
  }
  if (best != kNoColumn || !words) return best;
  std::size_t longest = kShortestLead - 1;
  std::string lead;
  for (const std::string_view word : first_words(title, 6)) {
    lead += header_key(word);
    for (const Known& known : known_[sheet]) {
      if (taken[known.column] || known.letters <= longest || known.key != lead ||
          !same_digits(decode_utf8(lead), key))
        continue;
      longest = known.letters;
      best = known.column;
    }
  }
  return best;
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
    return std::ranges::any_of(words, [&](const std::string& w) { return has_key(w, key); });
  };
  return (is_word(first[0]) && is_number_word(first[1])) ||
         (is_number_word(first[0]) && is_word(first[1]));
}

bool names_kind_of_group(std::string_view text, std::span<const std::string> words) {
  const std::vector<std::string_view> first = first_words(text, 4);
  for (std::size_t i = 1; i < first.size(); ++i) {
    const std::string key = header_key(first[i]);
    const bool named =
        std::ranges::any_of(words, [&](const std::string& w) { return has_key(w, key); });
    if (!named) continue;
    const std::u32string before = decode_utf8(header_key(first[i - 1]));
    if (before.empty()) continue;
    return std::u32string_view(U"йяе").find(before.back()) != std::u32string_view::npos ||
           is_number_word(first[i - 1]);
  }
  return false;
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
  return std::ranges::any_of(words,
                             [&](const std::string& word) { return begins_with_key(line, word); });
}

}  // namespace grif::recognition
