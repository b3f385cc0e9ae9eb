#include "language/text_doubts.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "core/text.hpp"

namespace grif {
namespace {

using Kind = TextDoubt::Kind;

enum Trait : std::uint8_t { latin = 1, cyrillic = 2, rare = 4 };

/// What a byte tells of its text: most texts hold nothing that needs a second look. Combining
/// signs, no-break blanks and quotation marks share their leads with what is rare.
constexpr auto kTraits = [] {
  std::array<std::uint8_t, 256> traits{};
  for (std::size_t byte = 0; byte < traits.size(); ++byte) {
    const std::size_t folded = byte | 0x20;
    if (folded >= 'a' && folded <= 'z') traits[byte] = latin;
    if (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') traits[byte] = rare;
    if (byte >= 0xD0 && byte <= 0xD4) traits[byte] = cyrillic;
    if (byte == 0x7F || byte == 0xC2 || byte >= 0xE1) traits[byte] = rare;
  }
  return traits;
}();

std::uint8_t traits_of(std::string_view text) {
  std::uint8_t all = 0;
  for (const char c : text) all |= kTraits[static_cast<unsigned char>(c)];
  return all;
}

/// The Latin letter that a Cyrillic one is printed like; itself otherwise.
char32_t latin_look_alike(char32_t c) {
  for (char32_t ascii = 'A'; ascii <= 'z'; ++ascii)
    if (look_alike_of_ascii(ascii) == c) return ascii;
  return c;
}

bool is_latin(char32_t c) { return is_letter(c) && c < 0x250; }

// Words

struct Word {
  std::size_t begin = 0, end = 0;  ///< bytes
  std::size_t letters = 0, latin = 0, cyrillic = 0;
};

/// The letters of a word that are of the other script, each once; nothing where one of them does
/// not look like a letter of the word's own.
std::optional<std::string> find_foreign(bool word_is_cyrillic, std::string_view word) {
  std::string letters;
  for (std::size_t at = 0; at < word.size();) {
    const std::size_t start = at;
    const char32_t c = next_code_point(word, at);
    if (word_is_cyrillic ? !is_latin(c) : !is_cyrillic_letter(c)) continue;
    if ((word_is_cyrillic ? cyrillic_look_alike(c) : latin_look_alike(c)) == c) return std::nullopt;
    const std::string_view letter = word.substr(start, at - start);
    if (letters.find(letter) != std::string::npos) continue;
    if (!letters.empty()) letters += ", ";
    letters += letter;
  }
  return letters;
}

class WordReader {
 public:
  explicit WordReader(std::string_view text) : text_(text) {
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t start = at;
      const char32_t c = next_code_point(text, at);
      if (!is_letter(c)) {
        end_word(start);
        continue;
      }
      if (word_.letters++ == 0) word_.begin = start;
      if (is_latin(c)) ++word_.latin;
      if (is_cyrillic_letter(c)) ++word_.cyrillic;
    }
    end_word(text.size());
  }

  void find(std::vector<TextDoubt>& doubts) const {
    const bool has_foreign_words = std::ranges::any_of(
        words_, [](const Word& word) { return word.cyrillic == 0 && word.letters > 1; });
    for (const Word& word : words_) {
      if (word.latin == 0) continue;
      if (word.cyrillic != 0) {
        // In doubt the word is Russian: the document is.
        if (!add(Kind::latin_letters, word, doubts)) add(Kind::cyrillic_letters, word, doubts);
      } else if (word.letters == 1 && !has_foreign_words && stands_for_russian(word)) {
        add(Kind::latin_letters, word, doubts);
      }
    }
  }

 private:
  void end_word(std::size_t end) {
    word_.end = end;
    if (word_.letters != 0) words_.push_back(word_);
    word_ = {};
  }

  /// False where the word is not of the script that it would have to be of.
  bool add(Kind kind, const Word& word, std::vector<TextDoubt>& doubts) const {
    const std::string_view written = text_.substr(word.begin, word.end - word.begin);
    const auto letters = find_foreign(kind == Kind::latin_letters, written);
    if (!letters) return false;
    const bool told = std::ranges::any_of(doubts, [&](const TextDoubt& doubt) {
      return doubt.kind == kind && doubt.shown == written;
    });
    if (!told)
      doubts.push_back(
          {kind, static_cast<std::uint32_t>(word.begin), std::string(written), *letters});
    return true;
  }

  /// «c», «o», «a», «y», «k» before a blank and a Russian word or a number; a capital one only
  /// where a sentence begins, since «5 A класс» and «витамин C» are no Russian words.
  [[nodiscard]] bool stands_for_russian(const Word& word) const {
    const char letter = text_[word.begin];
    if (std::string_view("coaykCOAYKB").find(letter) == std::string_view::npos) return false;
    if (word.end + 1 >= text_.size() || text_[word.end] != ' ') return false;
    const char before = word.begin == 0 ? ' ' : text_[word.begin - 1];
    if (before != ' ' && before != '\n' && before != '(') return false;
    std::size_t at = word.end + 1;
    const char32_t next = next_code_point(text_, at);
    const bool is_small = is_cyrillic_letter(next) && !is_upper(next);
    if (letter < 'a') return begins_sentence(word.begin) && is_small;
    return is_cyrillic_letter(next) || next == U'«' ||
           (letter == 'c' && next >= '0' && next <= '9');
  }
  [[nodiscard]] bool begins_sentence(std::size_t begin) const {
    const std::string_view before = trimmed(text_.substr(0, begin));
    return before.empty() || before.back() == '.' || before.back() == '!' || before.back() == '?';
  }

  std::string_view text_;
  Word word_;
  std::vector<Word> words_;
};

// Signs

struct Range {
  char32_t first, last;
  Kind kind;
};
/// Unicode 15, chapter 23: signs without a shape, and those that stand for what could not be kept,
/// among them the private ones that a symbol font gave a shape.
constexpr Range kSigns[] = {{0x00, 0x08, Kind::invisible},     {0x0B, 0x0C, Kind::invisible},
                            {0x0E, 0x1F, Kind::invisible},     {0x7F, 0x9F, Kind::invisible},
                            {0x200B, 0x200F, Kind::invisible}, {0x202A, 0x202E, Kind::invisible},
                            {0x2060, 0x2060, Kind::invisible}, {0x2066, 0x2069, Kind::invisible},
                            {0xE000, 0xF8FF, Kind::lost},      {0xFEFF, 0xFEFF, Kind::invisible},
                            {0xFFFC, 0xFFFD, Kind::lost}};

const Range* find_sign(char32_t c) {
  if ((c >= 0x20 && c < 0x7F) || (c >= 0xA0 && c < 0x200B)) return nullptr;
  const auto* const found = std::ranges::find_if(
      kSigns, [&](const Range& range) { return c >= range.first && c <= range.last; });
  return found == std::end(kSigns) ? nullptr : found;
}

/// Letters and signs of other writings need their joiners, pictures theirs.
bool takes_joiner(char32_t before) { return before >= 0x590; }

void find_signs(std::string_view text, std::vector<TextDoubt>& doubts) {
  char32_t before = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto offset = static_cast<std::uint32_t>(at);
    const char32_t c = next_code_point(text, at);
    const Range* const sign = find_sign(c);
    const bool joins = (c == 0x200C || c == 0x200D) && takes_joiner(before);
    before = c;
    if (sign == nullptr || joins) continue;
    std::string code = fmt::format("U+{:04X}", static_cast<std::uint32_t>(c));
    const bool told =
        std::ranges::any_of(doubts, [&](const TextDoubt& doubt) { return doubt.shown == code; });
    if (!told) doubts.push_back({sign->kind, offset, std::move(code), {}});
  }
}

// Quotation marks

/// Whole words behind a mark that opens, or before one that closes, so that it is found in a long
/// cell.
std::string words_at(std::string_view text, std::size_t mark) {
  constexpr std::size_t kMost = 48;  // bytes
  std::size_t behind = mark;
  next_code_point(text, behind);
  const bool opens = behind < text.size() && text[behind] != ' ' && text[behind] != '\n';
  if (opens) {
    const std::string_view rest = text.substr(mark);
    const std::size_t end = rest.size() <= kMost ? rest.size() : rest.rfind(' ', kMost);
    const bool whole = end == std::string_view::npos || end == rest.size();
    return collapsed(rest.substr(0, end)) + (whole ? "" : " …");
  }
  const std::string_view rest = text.substr(0, behind);
  const std::size_t begin = rest.size() <= kMost ? 0 : rest.find(' ', rest.size() - kMost);
  const bool whole = begin == std::string_view::npos || begin == 0;
  return (whole ? "" : "… ") + collapsed(rest.substr(whole ? 0 : begin));
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

void QuoteBalance::close(std::string_view text, std::uint32_t offset, char32_t mark,
                         std::vector<TextDoubt>& doubts) {
  const auto fits = [&](char32_t opened) {
    if (mark == U'»') return opened == U'«';
    if (mark == U'"') return opened == U'"' || opened == U'„' || opened == U'“';
    return opened == U'„' || opened == U'“';
  };
  const auto last = std::find_if(opened_.rbegin(), opened_.rend(),
                                 [&](const Opened& opened) { return fits(opened.mark); });
  if (last == opened_.rend()) {
    doubts.push_back({Kind::stray_quote, offset, words_at(text, offset), {}});
    return;
  }
  const auto at = std::prev(last.base());
  for (auto outer = opened_.begin(); outer != at; ++outer)
    outer->maybe_closed = outer->maybe_closed || outer->mark == at->mark;
  opened_.erase(at);
}

void QuoteBalance::read(std::string_view text, std::vector<TextDoubt>& doubts) {
  for (std::size_t at = 0; at < text.size();) {
    const auto offset = static_cast<std::uint32_t>(at);
    const char32_t c = next_code_point(text, at);
    const auto is_open = [&](char32_t mark) {
      return std::ranges::any_of(opened_, [&](const Opened& o) { return o.mark == mark; });
    };
    const auto open = [&] {
      opened_.push_back({texts_, offset, c, false, words_at(text, offset)});
    };
    if (c == U'«' || c == U'„') {
      open();
    } else if (c == U'»' || c == U'”') {
      close(text, offset, c, doubts);
    } else if (c == U'“') {  // closes „ in Russian and opens in English
      is_open(U'„') ? close(text, offset, c, doubts) : open();
    } else if (c == '"') {
      const bool inches = offset > 0 && is_digit(text[offset - 1]) && !is_open('"');
      if (is_open('"') || is_open(U'„') || is_open(U'“'))
        close(text, offset, c, doubts);
      else if (!inches)
        open();
    }
  }
  ++texts_;
}

std::vector<QuoteBalance::Open> QuoteBalance::open() const {
  std::vector<Open> open;
  for (const Opened& opened : opened_)
    if (!opened.maybe_closed)
      open.push_back({opened.text, {Kind::open_quote, opened.offset, opened.shown, {}}});
  return open;
}

std::vector<TextDoubt> find_text_doubts(std::string_view text) {
  std::vector<TextDoubt> doubts;
  const std::uint8_t traits = traits_of(text);
  if ((traits & latin) != 0 && (traits & cyrillic) != 0) WordReader(text).find(doubts);
  if ((traits & rare) != 0) find_signs(text, doubts);
  std::ranges::stable_sort(doubts, {}, &TextDoubt::offset);
  return doubts;
}

}  // namespace grif
