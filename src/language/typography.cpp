#include "language/typography.hpp"

#include <algorithm>
#include <array>

#include "core/text.hpp"

namespace grif {

namespace {

constexpr std::string_view kNoBreakSpace = "\u00A0", kEnDash = "–", kEmDash = "—", kNumero = "№",
                           kSection = "§";

constexpr std::array<std::string_view, 12> kMonths{"января",   "февраля", "марта",  "апреля",
                                                   "мая",      "июня",    "июля",   "августа",
                                                   "сентября", "октября", "ноября", "декабря"};
/// What stands behind a number and belongs to it.
constexpr std::array<std::string_view, 42> kUnits{
    "г.",    "гг.",  "г",     "гг",   "руб.", "руб", "коп.", "коп",  "тыс.", "тыс", "млн",
    "млн.",  "млрд", "млрд.", "трлн", "чел.", "чел", "ч.",   "ч",    "час.", "час", "часа",
    "часов", "мин.", "мин",   "сек.", "сек",  "шт.", "шт",   "экз.", "стр.", "л.",  "кг",
    "км",    "м",    "см",    "мм",   "кв.",  "га",  "кл.",  "лет",  "мес."};
/// What stands before a name or a number and belongs to it.
constexpr std::array<std::string_view, 50> kAbbreviations{
    "ст.",   "пп.",   "ул.",  "зам.",  "пер.",  "пр.",     "просп.", "пл.",   "гл.",   "рис.",
    "табл.", "стр.",  "см.",  "ср.",   "ред.",  "им.",     "проф.",  "доц.",  "акад.", "тов.",
    "гр.",   "кл.",   "тел.", "каб.",  "корп.", "строен.", "пгт.",   "пос.",  "дер.",  "наб.",
    "зав.",  "подп.", "абз.", "прил.", "прим.", "вып.",    "ок.",    "св.",   "эл.",   "доб.",
    "оф.",   "кв.",   "ауд.", "обл.",  "респ.", "мкр.",    "ком.",   "комн.", "гос.",  "нач."};

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

/// Removes the given signs (UTF-8 each) from the front.
std::string_view without_opening(std::string_view word) {
  for (;;) {
    if (word.starts_with('(') || word.starts_with('[') || word.starts_with('"')) {
      word.remove_prefix(1);
    } else if (word.starts_with("«")) {
      word.remove_prefix(2);
    } else if (word.starts_with("„") || word.starts_with("“")) {
      word.remove_prefix(3);
    } else {
      return word;
    }
  }
}

/// The full stop stays: it belongs to abbreviations.
std::string_view without_closing(std::string_view word) {
  while (!word.empty()) {
    switch (word.back()) {
      case ',':
      case ';':
      case ':':
      case '!':
      case '?':
      case ')':
      case ']':
      case '"':
        word.remove_suffix(1);
        continue;
      case '\xBB':
        if (!word.ends_with("»")) return word;
        word.remove_suffix(2);
        continue;
      case '\x9D':
      case '\x9C':
        if (!word.ends_with("”") && !word.ends_with("“")) return word;
        word.remove_suffix(3);
        continue;
      default:
        return word;
    }
  }
  return word;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool begins_with_digit(std::string_view word) { return !word.empty() && is_digit(word.front()); }
bool ends_with_digit(std::string_view word) { return !word.empty() && is_digit(word.back()); }

char32_t first_of(std::string_view word) {
  std::size_t at = 0;
  return word.empty() ? 0 : next_code_point(word, at);
}
bool begins_with_capital(std::string_view word) { return is_upper(first_of(word)); }

/// `И.`, `И.О.`: capitals, each with its full stop.
bool are_initials(std::string_view word) {
  if (word.size() < 2 || word.back() != '.') return false;
  for (std::size_t at = 0; at < word.size(); ++at) {
    if (!is_upper(next_code_point(word, at)) || at >= word.size() || word[at] != '.') return false;
  }
  return true;
}

/// `д.`, `э.`: one small letter and a full stop.
bool is_letter_with_stop(std::string_view word) {
  if (word.size() < 2 || word.back() != '.') return false;
  std::size_t at = 0;
  const char32_t letter = next_code_point(word, at);
  return at + 1 == word.size() && is_letter(letter) && !is_upper(letter);
}

/// `Иванов`, `Кара-Мурза`.
bool may_be_surname(std::string_view word) {
  if (!begins_with_capital(word)) return false;
  std::size_t letters = 0;
  for (std::size_t at = 0; at < word.size(); ++letters) {
    const char32_t c = next_code_point(word, at);
    if (!is_letter(c) && c != '-') return false;
  }
  return letters > 1;
}

/// One to three digits and nothing else: a group of a longer number.
bool is_digit_group(std::string_view word) {
  return word.size() <= 3 && !word.empty() && std::ranges::all_of(word, is_digit);
}
bool begins_with_three_digits(std::string_view word) {
  return word.size() >= 3 && is_digit(word[0]) && is_digit(word[1]) && is_digit(word[2]) &&
         (word.size() == 3 || !is_digit(word[3]));
}

/// A number and what stands behind it. `left` ends with a digit.
bool binds_number(std::string_view left, std::string_view right) {
  if (right.starts_with('%') || right.starts_with("‰") || right.starts_with("₽") ||
      right.starts_with("°")) {
    return true;
  }
  if (is_digit_group(left) && begins_with_three_digits(right)) return true;
  const std::string_view word = without_closing(right);
  const std::string_view bare = word.ends_with('.') ? word.substr(0, word.size() - 1) : word;
  return contains(kUnits, word) || contains(kUnits, bare) || contains(kMonths, bare);
}

/// A word that ends with a full stop and what stands behind it.
bool binds_abbreviation(std::string_view before, std::string_view left, std::string_view right) {
  if (are_initials(left)) return begins_with_capital(right);
  if (is_letter_with_stop(left)) {
    if (is_letter_with_stop(without_closing(right))) return true;
    // After a number it is a unit or a year: «2 ч. Беседа», «2026 г. Приказ».
    if (ends_with_digit(before)) return false;
    return begins_with_digit(right) || begins_with_capital(without_opening(right));
  }
  if (!contains(kAbbreviations, left) || before == "и") return false;  // «и пр. вещи»
  return begins_with_digit(right) || !(ends_with_digit(before) && contains(kUnits, left));
}

/// Whether the blank between `left` and `right` holds them together; `before` stands before `left`.
bool binds(std::string_view before, std::string_view left, std::string_view right) {
  if (right == kEmDash || right == kEnDash || right == "-") return true;
  const std::string_view word = without_opening(left);
  if (word.empty()) return false;
  if (word.ends_with(kNumero) || word.ends_with(kSection)) return true;
  if (word.back() == '.') return binds_abbreviation(before, word, right);
  const std::string_view number = without_closing(word);
  if (ends_with_digit(number)) {
    // «1» сентября; but nothing else goes over a closing sign.
    return number.size() == word.size() ? binds_number(word, right)
                                        : contains(kMonths, without_closing(right));
  }
  if (right.find('.') == std::string_view::npos) return false;
  const std::string_view bare = without_closing(right);
  if (are_initials(bare)) return may_be_surname(word);
  return word == "и" && (bare.starts_with("т.") || bare == "др." || bare == "пр.");
}

}  // namespace

void find_bound_spaces(std::string_view paragraph, std::vector<std::uint32_t>& offsets) {
  std::string_view before, left;
  std::size_t blanks = 0, blank_at = 0, word_at = 0;
  const auto end_word = [&](std::size_t end) {
    if (end == word_at) return;
    const std::string_view right = paragraph.substr(word_at, end - word_at);
    if (blanks == 1 && !left.empty() && binds(before, left, right))
      offsets.push_back(static_cast<std::uint32_t>(blank_at));
    before = left;
    left = right;
    blanks = 0;
  };
  for (std::size_t at = 0; at < paragraph.size(); ++at) {
    const char c = paragraph[at];
    if (c == ' ') {
      end_word(at);
      blank_at = at;
      ++blanks;
    } else if (c == '\n' || c == '\t') {
      end_word(at);
      blanks = 2;
    } else if (c == kNoBreakSpace[0] && paragraph.substr(at, 2) == kNoBreakSpace) {
      end_word(at);
      blanks = 2;
      ++at;
    } else {
      continue;
    }
    word_at = at + 1;
  }
  end_word(paragraph.size());
}

}  // namespace grif
