#include "language/name_spellings.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "core/text.hpp"
#include "language/person_words.hpp"

namespace grif {
namespace {

using View = std::u32string_view;

constexpr std::size_t kLongestName = 120;      // letters in quotation marks
constexpr std::size_t kMostWordsBefore = 14;   // from a head word to the name
constexpr std::size_t kShortestLookAlike = 8;  // letters: shorter names differ by a letter
constexpr std::size_t kMostUsualNames = 64;    // with which rare ones are compared
constexpr std::size_t kRarelyMet = 2;
constexpr std::size_t kOftenMet = 3;

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_opening(char32_t c) { return c == U'«' || c == U'“' || c == U'„' || c == U'"'; }
bool is_closing(char32_t c) { return c == U'»' || c == U'”' || c == U'“' || c == U'"'; }
bool is_dash(char32_t c) { return c == U'-' || (c >= 0x2010 && c <= 0x2015); }
bool is_word_sign(char32_t c) { return is_letter(c) || is_digit(c) || c == U'-'; }

/// Signs of which one at least stands in every text with a name: quotation marks, «№» or two
/// Cyrillic capitals.
bool may_have_names(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto c = static_cast<unsigned char>(text[at]);
    if (c == '"' || c == 0xE2) return true;  // “ „ ” №
    if (c == 0xC2 && at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) == 0xAB)
      return true;  // «
    const auto is_capital = [&](std::size_t from) {
      const auto second = static_cast<unsigned char>(text[from + 1]);
      return static_cast<unsigned char>(text[from]) == 0xD0 && second >= 0x90 && second <= 0xAF;
    };
    if (c == 0xD0 && at + 3 < text.size() && is_capital(at) && is_capital(at + 2)) return true;
  }
  return false;
}

bool is_all_capitals(View word) {
  return word.size() >= 2 &&
         std::ranges::all_of(word, [](char32_t c) { return is_letter(c) && is_upper(c); });
}

/// Letters and figures alone, lower case, ё as е.
std::u32string name_key(View text) {
  std::u32string letters;
  for (const char32_t c : text)
    if (is_letter(c) || is_digit(c)) letters += c;
  return word_key(letters);
}

/// What of a name's spelling counts: blanks, capitals and signs, but neither which dash, quotation
/// mark or ё it is, nor how «№» is set, which `numbered` looks at.
std::string form_of(View text) {
  std::u32string form;
  for (const char32_t sign : text) {
    char32_t c = sign;
    if (is_blank(c)) c = U' ';
    if (is_dash(c)) c = U'-';
    if (is_opening(c) || is_closing(c)) c = U'"';
    if (c == U'ё') c = U'е';
    if (c == U'Ё') c = U'Е';
    if (c == 0xAD || (c == U' ' && (form.empty() || form.back() == U' ' || form.back() == U'№')))
      continue;
    if (c == U'№' && !form.empty() && form.back() == U' ') form.pop_back();
    form += c;
  }
  while (!form.empty() && form.back() == U' ') form.pop_back();
  return encode_utf8(form);
}

std::string shown(View text) { return collapsed(encode_utf8(text)); }

/// Whether two stems are of one word: what is left when the endings are off may differ by a vowel.
std::u32string stem_of_word(View word) { return std::u32string(stem_of(word_key(word))); }

/// A letter or two that differ, and not in the endings of words, which cases change.
bool is_misspelling(View a, View b) {
  const std::size_t shorter = std::min(a.size(), b.size());
  if (shorter < kShortestLookAlike) return false;
  const auto figures = [](View key) {
    std::u32string found;
    std::ranges::copy_if(key, std::back_inserter(found), is_digit);
    return found;
  };
  if (figures(a) != figures(b)) return false;
  const std::size_t distance = edit_distance(a, b);
  if (distance == 0 || distance > (shorter >= 2 * kShortestLookAlike ? 2U : 1U)) return false;
  constexpr std::size_t kEnding = 3;
  return a.substr(0, shorter - kEnding) != b.substr(0, shorter - kEnding);
}

bool is_shouted(std::string_view form) {
  const std::u32string letters = decode_utf8(form);
  return std::ranges::none_of(letters, [](char32_t c) { return is_letter(c) && !is_upper(c); });
}

/// Whether all words of `few` stand in `many` in the same order.
bool is_part(const std::vector<std::u32string>& few, const std::vector<std::u32string>& many) {
  auto at = many.begin();
  for (const std::u32string& word : few) {
    at = std::find(at, many.end(), word);
    if (at == many.end()) return false;
    ++at;
  }
  return true;
}

}  // namespace

/// A text as code points, and its place among the texts.
struct NameSpellings::Scan {
  std::u32string text;
  std::uint32_t number;

  [[nodiscard]] std::size_t skip_blanks_back(std::size_t at) const {
    while (at > 0 && is_blank(text[at - 1])) --at;
    return at;
  }
  /// Where the word begins that ends before `end`.
  [[nodiscard]] std::size_t word_begin(std::size_t end) const {
    while (end > 0 && is_word_sign(text[end - 1])) --end;
    return end;
  }
  [[nodiscard]] View part(std::size_t begin, std::size_t end) const {
    return View(text).substr(begin, end - begin);
  }
};

NameSpellings::NameSpellings(std::span<const std::string> heads) {
  for (const std::string& head : heads) heads_.push_back(stem_of_word(decode_utf8(head)));
}

void NameSpellings::read(std::string_view text, std::uint32_t number) {
  if (!may_have_names(text)) return;
  const Scan scan{decode_utf8(text), number};
  read_quoted(scan);
  read_numbered(scan);
  read_abbreviated(scan);
}

NameSpellings::Name& NameSpellings::add(Class type, std::u32string key, std::string form,
                                        std::string written, std::uint32_t text) {
  std::u32string whole = key;
  whole += static_cast<char32_t>(U'0' + static_cast<char32_t>(type));
  const auto [at, is_new] = found_.try_emplace(std::move(whole), names_.size());
  if (is_new) names_.push_back({.type = type, .key = std::move(key)});
  Name& name = names_[at->second];
  auto spelling = std::ranges::find(name.spellings, form, &Spelling::form);
  if (spelling == name.spellings.end()) {
    name.spellings.push_back({std::move(form), std::move(written), text});
    spelling = name.spellings.end() - 1;
  }
  ++spelling->count;
  name.uses.push_back({text, static_cast<std::uint32_t>(spelling - name.spellings.begin())});
  return name;
}

/// The innermost names in quotation marks: of «ДТ «Юность» it is «Юность».
void NameSpellings::read_quoted(const Scan& scan) {
  const std::u32string& text = scan.text;
  std::optional<std::size_t> open;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char32_t c = text[at];
    const bool begins = is_opening(c) && at + 1 < text.size() && !is_blank(text[at + 1]) &&
                        (at == 0 || !is_word_sign(text[at - 1]));
    if (open && is_closing(c) && !(begins && c == U'«')) {
      const View inside = scan.part(*open + 1, at);
      const std::u32string key = name_key(inside);
      if (key.size() >= 3 && inside.size() <= kLongestName) {
        Name& name = add(Class::quoted, key, form_of(inside), shown(inside), scan.number);
        describe(name, scan, *open, at);
      }
      open.reset();
    } else if (begins) {
      open = at;
    }
  }
}

/// Where the words begin that a head word and its description are, or nothing.
std::optional<std::size_t> NameSpellings::find_head(const Scan& scan, std::size_t open) const {
  std::size_t end = scan.skip_blanks_back(open);
  for (std::size_t words = 0; words <= kMostWordsBefore; ++words) {
    const std::size_t begin = scan.word_begin(end);
    if (begin == end) return std::nullopt;
    const View word = scan.part(begin, end);
    const bool is_head = std::ranges::any_of(heads_, [&](const std::u32string& head) {
      return word.size() >= head.size() && to_lower(word.front()) == head.front() &&
             stem_of_word(word) == head;
    });
    if (is_head) return begin;
    end = scan.skip_blanks_back(begin);
  }
  return std::nullopt;
}

/// Says whether the name counts, and keeps the words that a head word puts before it.
void NameSpellings::describe(Name& name, const Scan& scan, std::size_t open, std::size_t close) {
  if (!name.counts) {
    const std::size_t end = scan.skip_blanks_back(open);
    const View nearest = scan.part(scan.word_begin(end), end);
    name.counts = is_all_capitals(nearest) || is_organisation_word(word_key(nearest));
  }
  const std::optional<std::size_t> head = find_head(scan, open);
  if (!head) return;
  name.counts = true;
  std::vector<std::u32string> stems;
  for (std::size_t at = *head; at < open;) {
    if (!is_word_sign(scan.text[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (is_word_sign(scan.text[end])) ++end;
    if (at != *head) stems.push_back(stem_of_word(scan.part(at, end)));
    at = end;
  }
  auto same = std::ranges::find(name.descriptions, stems, &Description::stems);
  if (same == name.descriptions.end()) {
    name.descriptions.push_back({std::move(stems), shown(scan.part(*head, close + 1)), {}});
    same = name.descriptions.end() - 1;
  }
  same->texts.push_back(scan.number);
}

/// «Лицей № 21», «школы №5».
void NameSpellings::read_numbered(const Scan& scan) {
  const std::u32string& text = scan.text;
  for (std::size_t at = text.find(U'№'); at != std::u32string::npos; at = text.find(U'№', at + 1)) {
    const std::size_t end = scan.skip_blanks_back(at);
    const std::size_t begin = scan.word_begin(end);
    std::size_t figures = at + 1;
    while (figures < text.size() && is_blank(text[figures])) ++figures;
    std::size_t last = figures;
    while (last < text.size() && is_digit(text[last])) ++last;
    const View word = scan.part(begin, end);
    const bool named = is_all_capitals(word) ? begins_organisation(word_key(word), true)
                                             : is_organisation_word(word_key(word));
    if (!named || last == figures) continue;
    std::u32string key = stem_of_word(word);
    key += U'№';
    key += scan.part(figures, last);
    std::string form = end < at ? " №" : "№";
    if (figures > at + 1) form += ' ';
    add(Class::numbered, std::move(key), std::move(form), shown(scan.part(begin, last)),
        scan.number)
        .counts = true;
  }
}

/// «ГАПОУ ПМТ», and the same glued.
void NameSpellings::read_abbreviated(const Scan& scan) {
  const std::u32string& text = scan.text;
  const auto is_capital = [](char32_t c) { return c >= U'А' && c <= U'Я'; };
  for (std::size_t at = 0; at + 1 < text.size();) {
    const bool begins = is_capital(text[at]) && is_capital(text[at + 1]) &&
                        (at == 0 || !is_word_sign(text[at - 1]));
    if (!begins) {
      ++at;
      continue;
    }
    const auto word_end = [&](std::size_t from) {
      while (from < text.size() && is_word_sign(text[from])) ++from;
      return from;
    };
    const std::size_t begin = at;
    std::size_t end = at = word_end(begin);
    const View word = scan.part(begin, end);
    if (!is_all_capitals(word)) continue;
    std::string form = encode_utf8(word);
    if (begins_organisation(word_key(word), true)) {
      while (end + 1 < text.size() && is_blank(text[end])) {
        const std::size_t next = word_end(end + 1);
        if (!is_all_capitals(scan.part(end + 1, next))) break;
        form += ' ' + encode_utf8(scan.part(end + 1, next));
        end = at = next;
      }
      if (end == begin + word.size()) continue;
    } else if (!begins_with_legal_form(word_key(word))) {
      continue;
    }
    const View whole = scan.part(begin, end);
    add(Class::abbreviated, name_key(whole), std::move(form), shown(whole), scan.number).counts =
        true;
  }
}

void NameSpellings::find_spelt_otherwise(const Name& name, std::vector<NameDoubt>& doubts) const {
  if (name.spellings.size() < 2) return;
  const Spelling& usual = *std::ranges::max_element(name.spellings, {}, &Spelling::count);
  for (const Use& use : name.uses) {
    const Spelling& spelling = name.spellings[use.spelling];
    // A title in capitals says nothing of capitals.
    const bool shouted = (is_shouted(spelling.form) || is_shouted(usual.form)) &&
                         lower(spelling.form) == lower(usual.form);
    if (&spelling == &usual || shouted) continue;
    doubts.push_back({NameDoubt::Kind::spelt_otherwise, use.text, spelling.written, usual.written,
                      usual.first_text, usual.count});
  }
}

/// Words are lost where one description lacks some that stand inside the other. One that is the
/// beginning of the other is only shorter («программа «Шаг»», «программа развития «Шаг»»), and
/// what has other words altogether tells of something else.
void NameSpellings::find_called_otherwise(const Name& name, std::vector<NameDoubt>& doubts) const {
  if (name.descriptions.size() < 2) return;
  const Description& usual =
      *std::ranges::max_element(name.descriptions, {}, [](const Description& one) {
        return std::pair(one.stems.empty() ? 0 : one.texts.size(), one.stems.size());
      });
  for (const Description& one : name.descriptions) {
    const auto [of_one, of_usual] = std::ranges::mismatch(one.stems, usual.stems);
    if (of_one == one.stems.end() || of_usual == usual.stems.end()) continue;
    if (!is_part(one.stems, usual.stems) && !is_part(usual.stems, one.stems)) continue;
    for (const std::uint32_t text : one.texts)
      doubts.push_back({NameDoubt::Kind::called_otherwise, text, one.written, usual.written,
                        usual.texts.front(), usual.texts.size()});
  }
}

void NameSpellings::find_look_alikes(std::vector<NameDoubt>& doubts) const {
  std::vector<const Name*> usual;
  for (const Name& name : names_) {
    if (name.counts && name.type != Class::numbered && name.uses.size() >= kOftenMet)
      usual.push_back(&name);
  }
  std::ranges::stable_sort(usual, std::ranges::greater(),
                           [](const Name* name) { return name->uses.size(); });
  if (usual.size() > kMostUsualNames) usual.resize(kMostUsualNames);
  for (const Name& name : names_) {
    if (name.uses.size() > kRarelyMet) continue;
    const auto meant = std::ranges::find_if(usual, [&](const Name* other) {
      return other->type == name.type && is_misspelling(name.key, other->key);
    });
    if (meant == usual.end()) continue;
    const Spelling& right = *std::ranges::max_element((*meant)->spellings, {}, &Spelling::count);
    for (const Use& use : name.uses)
      doubts.push_back({NameDoubt::Kind::looks_like, use.text, name.spellings[use.spelling].written,
                        right.written, right.first_text, right.count});
  }
}

std::vector<NameDoubt> NameSpellings::find_doubts() const {
  std::vector<NameDoubt> doubts;
  for (const Name& name : names_) {
    if (!name.counts) continue;
    find_spelt_otherwise(name, doubts);
    find_called_otherwise(name, doubts);
  }
  find_look_alikes(doubts);
  std::ranges::stable_sort(doubts, {}, &NameDoubt::text);
  const auto same = [](const NameDoubt& a, const NameDoubt& b) {
    return a.kind == b.kind && a.text == b.text && a.written == b.written;
  };
  doubts.erase(std::unique(doubts.begin(), doubts.end(), same), doubts.end());
  return doubts;
}

}  // namespace grif
