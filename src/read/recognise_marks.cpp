#include "read/recognise_marks.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "core/text.hpp"
#include "language/person_words.hpp"
#include "language/persons.hpp"
#include "read/recognise_lines.hpp"

namespace grif::recognition {
namespace {

constexpr std::size_t kFewestWords = 5;      // of a sentence with a full stop
constexpr std::size_t kMostBeforeColon = 4;  // words
constexpr std::size_t kLongestLine = 110;    // letters of a mark's line that begins with no post

constexpr auto kActs = std::to_array<std::u32string_view>(
    {U"приказ", U"распоряжени", U"протокол", U"решени", U"постановлени", U"письм"});

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (const std::string_view word : split(text, ' '))
    if (!word.empty()) words.push_back(word);
  return words;
}

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

std::size_t count_letters(std::string_view word) {
  const std::u32string letters = decode_utf8(word);
  return static_cast<std::size_t>(std::ranges::count_if(letters, is_letter));
}

/// The letters of a word alone, lower case.
std::u32string bare_key(std::string_view word) {
  std::u32string letters;
  for (const char32_t c : decode_utf8(word))
    if (is_letter(c)) letters += c;
  return word_key(letters);
}

bool is_act(std::string_view word) {
  const std::u32string key = bare_key(word);
  return std::ranges::any_of(kActs, [&](std::u32string_view act) { return key.starts_with(act); });
}

/// «01.09.2026», «1 сентября», «« 28 »», «« ___ »», «____ 2026»: where a date or a blank for it
/// begins. Four digits are a year, which begins no date.
bool begins_date(std::string_view text) {
  std::size_t digits = 0;
  bool quoted = false;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (c == '_') return quoted || text.find("20") != std::string_view::npos;
    if (is_digit(c)) {
      ++digits;
      continue;
    }
    if (digits != 0) return digits <= 2;
    if (c == U'«' || c == '"' || c == U'„' || c == U'“')
      quoted = true;
    else if (!is_blank(c))
      return false;
  }
  return digits != 0 && digits <= 2;
}

/// «Приказом лицея …», «от 01.09.2026 № 5», «№ 12/а от …», «(протокол …», «М.П.», a date.
bool begins_act_or_date(std::string_view line) {
  std::string_view text = line;
  while (text.starts_with('(')) text.remove_prefix(1);
  if (text.starts_with("№") || begins_date(text)) return true;
  const std::vector<std::string_view> words = words_of(text);
  if (words.empty()) return false;
  if (is_act(words.front())) return true;
  const std::u32string first = bare_key(words.front());
  if (first == U"мп") return words.size() == 1;
  if (first != U"от" && first != U"дата") return false;
  const std::size_t after =
      static_cast<std::size_t>(words.front().data() - text.data()) + words.front().size();
  return begins_date(text.substr(after)) ||
         words.front().find_first_of("_0123456789") != std::string_view::npos;
}

bool is_from(std::string_view word) { return bare_key(word) == U"от"; }

/// «к приказу …»: what an annex belongs to.
bool relates(std::string_view line) { return line.starts_with("к ") || line.starts_with("К "); }

/// A number, a year or a blank for them: what makes an act complete.
bool tells_number_or_date(std::string_view line) {
  return line.find_first_of("0123456789_") != std::string_view::npos;
}

bool names_somebody(std::string_view line) {
  if (looks_signed(line)) return true;
  return std::ranges::any_of(read_persons(line), [](const Mention& mention) {
    return mention.kind == Mention::Kind::person;
  });
}

/// «Директор …», «МБОУ …», «Совет …» or a small letter, as what goes on has.
bool begins_post_or_organisation(std::string_view line) {
  const std::vector<std::string_view> words = words_of(line);
  if (words.empty()) return false;
  std::size_t at = 0;
  const char32_t first = next_code_point(line, at);
  if (is_letter(first) && !is_upper(first)) return true;
  const std::u32string word = decode_utf8(words.front());
  const bool capitals = word.size() > 1 && std::ranges::all_of(word, is_upper);
  if (begins_organisation(word_key(word), capitals)) return true;
  const std::vector<Mention> mentions = read_persons(line);
  return !mentions.empty() && mentions.front().range.begin == 0 &&
         mentions.front().kind != Mention::Kind::other;
}

}  // namespace

bool is_sentence(std::string_view text) {
  const std::string line = collapsed(text);
  if (looks_signed(line)) return false;
  const std::vector<std::string_view> words = words_of(line);
  const bool stopped = line.ends_with('.') || line.ends_with('!') || line.ends_with(';');
  // «г.», «2026 год.» and initials end no sentence.
  if (stopped && words.size() >= kFewestWords && count_letters(words.back()) >= 4) return true;
  const auto colon =
      std::ranges::find_if(words, [](std::string_view word) { return word.ends_with(':'); });
  if (colon == words.end()) return false;
  const auto before = static_cast<std::size_t>(colon - words.begin()) + 1;
  const std::size_t after = words.size() - before;
  return before <= kMostBeforeColon && after >= (stopped ? 2U : kFewestWords);
}

MarkElements::MarkElements(std::string_view cell, bool annex) : annex_(annex) {
  const std::size_t end = std::min(cell.find('\n'), cell.size());
  const std::string line = collapsed(cell.substr(0, end));
  const std::vector<std::string_view> words = words_of(line);
  const auto has = [&](auto says) { return std::ranges::any_of(words, says); };
  related_ = annex && has([](std::string_view word) { return bare_key(word) == U"к"; });
  named_ = !annex && names_somebody(line);
  dated_ = has(annex ? is_from : is_act) && tells_number_or_date(line);
  if (end < cell.size()) add(cell.substr(end + 1));
}

bool MarkElements::accept(std::string_view cell, bool apart) const {
  const std::string line = collapsed(cell);
  const bool act_or_date = begins_act_or_date(line);
  if (is_sentence(line) && !act_or_date) return false;
  if (annex_) return !dated_ && (act_or_date || relates(line) || (related_ && !apart));
  if (named_ && dated_ && apart) return false;
  if (act_or_date) return true;
  if (names_somebody(line)) return !named_ || !apart;
  const bool goes_on = begins_post_or_organisation(line);
  if (named_) return goes_on && !dated_ && !apart;
  if (dated_ || apart) return goes_on;
  return goes_on || count_code_points(line) <= kLongestLine;
}

void MarkElements::add(std::string_view cell) {
  for (const std::string_view text : split(cell, '\n')) {
    const std::string line = collapsed(text);
    const bool act_or_date = begins_act_or_date(line);
    related_ = related_ || relates(line);
    const bool of_annex = annex_ && std::ranges::any_of(words_of(line), is_from);
    if (act_or_date || of_annex)
      dated_ = dated_ || tells_number_or_date(line);
    else
      named_ = named_ || (!annex_ && names_somebody(line));
  }
}

}  // namespace grif::recognition
