#include "read/read_mark.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "core/text.hpp"
#include "language/person_words.hpp"
#include "language/persons.hpp"
#include "language/term_words.hpp"

namespace grif::recognition {
namespace {

using View = std::string_view;

constexpr auto kActs = std::to_array<std::pair<View, View>>({{"приказ", "приказ"},
                                                             {"распоряжени", "распоряжение"},
                                                             {"протокол", "протокол"},
                                                             {"решени", "решение"},
                                                             {"постановлени", "постановление"},
                                                             {"письм", "письмо"}});

/// A word, a number, a line to write on, or a sign.
struct Piece {
  enum class Type : std::uint8_t { word, number, line, sign };
  Type type;
  View text;
};

Piece::Type type_of(char32_t c) {
  if (is_letter(c)) return Piece::Type::word;
  if (c >= '0' && c <= '9') return Piece::Type::number;
  return c == '_' ? Piece::Type::line : Piece::Type::sign;
}

std::vector<Piece> cut(View text) {
  std::vector<Piece> pieces;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(text, at);
    if (is_blank(c)) continue;
    const Piece::Type type = type_of(c);
    while (type != Piece::Type::sign && at < text.size()) {
      std::size_t next = at;
      if (type_of(next_code_point(text, next)) != type) break;
      at = next;
    }
    pieces.push_back({type, text.substr(begin, at - begin)});
  }
  return pieces;
}

bool is_quote(const Piece& piece) {
  return piece.text == "«" || piece.text == "»" || piece.text == "\"" || piece.text == "“" ||
         piece.text == "”" || piece.text == "„";
}

int to_number(View digits) {
  int number = 0;
  for (const char c : digits.substr(0, 4)) number = number * 10 + (c - '0');
  return number;
}

/// Reads dates and blanks for them from the pieces of a mark.
class DateReader {
 public:
  explicit DateReader(const std::vector<Piece>& pieces) : pieces_(&pieces) {}

  void read(MarkFacts& facts) {
    for (std::size_t at = 0; at < pieces_->size(); ++at) {
      at_ = at;
      const std::optional<Part> day = read_part();
      if (!day) continue;
      if (is(".")) ++at_;
      if (day->blank && is_year()) {  // «___» 2026 г.
        facts.date_blank = true;
        at = at_;
        continue;
      }
      const std::optional<Part> month = read_part();
      if (!month || (!month->month && !is("."))) continue;
      if (is(".")) ++at_;
      const bool years = is_year();
      const bool begun = at_ < pieces_->size() && piece().text == "20";  // «20__ г.»
      if (!years && !begun) continue;
      if (day->blank || month->blank || begun) {
        facts.date_blank = true;
      } else if (!facts.date) {
        facts.date = Date::from_ymd(to_number(piece().text), month->value, day->value);
      }
      at = at_;
    }
  }

 private:
  struct Part {
    int value = 0;
    bool blank = false, month = false;
  };

  [[nodiscard]] const Piece& piece() const { return (*pieces_)[at_]; }
  [[nodiscard]] bool is(View sign) const { return at_ < pieces_->size() && piece().text == sign; }

  [[nodiscard]] bool is_year() const {
    return at_ < pieces_->size() && piece().type == Piece::Type::number && piece().text.size() == 4;
  }

  /// A day or a month, in quotation marks or not, or a line in its place.
  std::optional<Part> read_part() {
    while (at_ < pieces_->size() && is_quote(piece())) ++at_;
    if (at_ >= pieces_->size()) return std::nullopt;
    Part part;
    if (piece().type == Piece::Type::line) {
      part.blank = part.month = true;
    } else if (piece().type == Piece::Type::number && piece().text.size() <= 2) {
      part.value = to_number(piece().text);
    } else if (piece().type == Piece::Type::word) {
      const FoundWord found = find_term_word(lower(piece().text));
      if (found.word != TermWord::month) return std::nullopt;
      part.value = found.value;
      part.month = true;
    } else {
      return std::nullopt;
    }
    ++at_;
    while (at_ < pieces_->size() && is_quote(piece())) ++at_;
    return part;
  }

  const std::vector<Piece>* pieces_;
  std::size_t at_ = 0;
};

/// Whether the number behind a «№» is that of an organisation («Лицей № 21»).
bool is_of_organisation(View before) {
  const std::u32string text = decode_utf8(before);
  std::size_t last = text.size();
  while (last > 0 && is_blank(text[last - 1])) --last;
  std::size_t first = last;
  while (first > 0 && is_letter(text[first - 1])) --first;
  const std::u32string word = text.substr(first, last - first);
  const bool capitals = word.size() > 1 && std::ranges::all_of(word, is_upper);
  return is_organisation_word(word_key(word)) || begins_organisation(word_key(word), capitals);
}

/// What stands behind a «№», up to the next blank.
View text_of_number(View text) {
  std::size_t begin = 0, end = 0;
  for (bool begun = false; end < text.size();) {
    std::size_t next = end;
    const char32_t c = next_code_point(text, next);
    if (is_blank(c) && begun) break;
    if (!is_blank(c) && !begun) {
      begin = end;
      begun = true;
    }
    end = next;
  }
  View number = text.substr(begin, end - begin);
  while (!number.empty() && (number.back() == ',' || number.back() == ';' || number.back() == ')'))
    number.remove_suffix(1);
  return number;
}

/// «№ 12/а», «№ 214-од», «№ ___», «№» behind the act; `act_at`: where that is named.
void read_number(View text, std::size_t act_at, MarkFacts& facts) {
  constexpr View kSign = "№";
  for (std::size_t sign = text.find(kSign, act_at); sign != View::npos;
       sign = text.find(kSign, sign + kSign.size())) {
    const View number = text_of_number(text.substr(sign + kSign.size()));
    if (is_of_organisation(text.substr(act_at, sign - act_at)) || number.find("»") != View::npos)
      continue;
    if (number.find_first_of("0123456789") != View::npos && number.find('_') == View::npos)
      facts.number = number;
    else
      facts.number_blank = true;
    return;
  }
}

/// The act that a mark names, and its number.
void read_act(View text, const std::vector<Piece>& pieces, MarkFacts& facts) {
  for (const Piece& piece : pieces) {
    if (piece.type != Piece::Type::word) continue;
    const std::string key = lower(piece.text);
    const auto known =
        std::ranges::find_if(kActs, [&](const auto& act) { return key.starts_with(act.first); });
    if (known == kActs.end()) continue;
    facts.act = known->second;
    read_number(text, static_cast<std::size_t>(piece.text.data() - text.data()), facts);
    return;
  }
}

/// From a word of organisations, a legal form or a name in quotation marks to the end of its line.
std::string find_organisation(View text, const std::vector<Piece>& pieces) {
  for (std::size_t at = 1; at < pieces.size(); ++at) {
    if (pieces[at].type != Piece::Type::word) continue;
    const std::u32string word = decode_utf8(pieces[at].text);
    const bool capitals = word.size() > 1 && std::ranges::all_of(word, is_upper);
    const std::u32string key = word_key(word);
    const bool named = is_organisation_word(key) || begins_organisation(key, capitals);
    const bool quoted = pieces[at - 1].text == "«" && word.size() > 2 && is_upper(word.front());
    if (!named && !quoted) continue;
    const View first = quoted ? pieces[at - 1].text : pieces[at].text;
    const auto begin = static_cast<std::size_t>(first.data() - text.data());
    return collapsed(text.substr(begin, text.find('\n', begin) - begin));
  }
  return {};
}

/// The first person, and the post that stands with the name or on the lines before it.
void read_signer(View text, MarkFacts& facts) {
  std::string post;
  for (const Mention& mention : read_persons(text)) {
    if (mention.kind == Mention::Kind::role) post = mention.post;
    if (mention.kind != Mention::Kind::person) continue;
    facts.post = mention.post.empty() ? post : mention.post;
    facts.name = collapsed(text.substr(mention.name.begin, mention.name.end - mention.name.begin));
    facts.surname_first = facts.name.ends_with('.') && !mention.first.empty();
    return;
  }
}

}  // namespace

MarkFacts read_mark(View text) {
  MarkFacts facts;
  const std::vector<Piece> pieces = cut(text);
  for (const Piece& piece : pieces) {
    const bool joins = facts.word.empty() || facts.word == "С" || facts.word == "С УЧЁТОМ";
    if (piece.type != Piece::Type::word || !joins) break;
    std::u32string word = decode_utf8(piece.text);
    for (char32_t& c : word) c = to_upper(c);
    if (word == U"УЧЕТОМ") word = U"УЧЁТОМ";
    if (!facts.word.empty()) facts.word += ' ';
    facts.word += encode_utf8(word);
  }
  read_act(text, pieces, facts);
  DateReader(pieces).read(facts);
  if (pieces.empty()) return facts;
  // The word itself is nobody's post.
  const View word = pieces.front().text;
  const View rest = text.substr(static_cast<std::size_t>(word.data() - text.data()) + word.size());
  read_signer(rest, facts);
  facts.organisation = find_organisation(text, pieces);
  return facts;
}

}  // namespace grif::recognition
