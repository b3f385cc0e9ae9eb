#include "language/person_names.hpp"

#include <algorithm>

#include "core/text.hpp"

namespace grif {
namespace {

using Kind = PersonElement::Kind;
using Gap = PersonElement::Gap;

/// «ИВАНОВ-ПЕТРОВ» → «Иванов-Петров»; particles stay small.
std::u32string write_name(std::u32string_view word) {
  std::u32string name;
  bool begins = true;
  const bool capitals =
      std::ranges::none_of(word, [](char32_t c) { return is_letter(c) && !is_upper(c); });
  for (const char32_t c : word) {
    name += begins ? to_upper(c) : capitals ? to_lower(c) : c;
    begins = c == U'-' || c == U'’';
  }
  return name;
}

/// «Гасан-кызы»: what is put to the father's name stays small.
std::u32string write_patronymic(std::u32string_view word) {
  std::u32string name = write_name(word);
  const std::size_t hyphen = name.rfind(U'-');
  if (hyphen != std::u32string::npos && hyphen + 1 < name.size() &&
      patronymic_particle(word_key(name.substr(hyphen + 1))) != Gender::unknown)
    name[hyphen + 1] = to_lower(name[hyphen + 1]);
  return name;
}

/// A word that replaces another one, with the capitals of a name. The letter ё of the old one is
/// kept where both agree.
std::u32string write_form(std::u32string_view written, std::u32string_view key) {
  std::u32string name = write_name(key);
  for (std::size_t i = 1; i < std::min(written.size(), name.size()); ++i)
    if (to_lower(written[i]) == U'ё' && name[i] == U'е') name[i] = U'ё';
  return name;
}

class NameFinder {
 public:
  NameFinder(std::span<const PersonElement> elements, NamesIn where)
      : elements_(elements), where_(where) {}

  std::vector<PersonName> find() {
    for (std::size_t at = 0; at < elements_.size();) {
      PersonName name;
      name.begin = at;
      if (match(at, name)) {
        restore_nominative(name);
        at = name.end;
        names_.push_back(std::move(name));
      } else {
        ++at;
      }
    }
    return std::move(names_);
  }

 private:
  [[nodiscard]] const PersonElement& element(std::size_t at) const { return elements_[at]; }
  /// Whether `at` goes on with what stands before it.
  [[nodiscard]] bool goes_on(std::size_t at) const {
    return at < elements_.size() && element(at).gap <= Gap::line;
  }
  [[nodiscard]] bool is_post(std::size_t at) const { return element(at).sure_post; }

  /// A word with a capital that is not known for a post.
  [[nodiscard]] bool is_name_word(std::size_t at) const {
    constexpr std::size_t kLeastCaps = 3;
    if (at >= elements_.size()) return false;
    const PersonElement& word = element(at);
    if (word.kind == Kind::caps) {
      if (word.text.size() < kLeastCaps || is_work_abbreviation(word.key) ||
          begins_organisation(word.key, true))
        return word.text.size() == 2 && is_caps_surname(at);
    } else if (word.kind != Kind::capital) {
      return false;
    }
    return !is_post(at);
  }
  /// «КО А.Б.»: two capitals with initials that have stops.
  [[nodiscard]] bool is_caps_surname(std::size_t at) const {
    return !is_work_abbreviation(element(at).key) && goes_on(at + 1) &&
           element(at + 1).kind == Kind::initial && element(at + 1).stop;
  }

  /// How many elements from `at` are initials: at most two.
  [[nodiscard]] std::size_t count_initials(std::size_t at) const {
    std::size_t count = 0;
    while (count < 2 && at + count < elements_.size() && is_initial(at + count) &&
           (count == 0 || goes_on(at + count)))
      ++count;
    return count;
  }
  [[nodiscard]] bool is_initial(std::size_t at) const {
    const PersonElement& one = element(at);
    if (one.kind != Kind::initial || !is_letter(one.text.front())) return false;
    // «ИВАНОВ И ПЕТРОВ»: the conjunction, in capitals.
    const bool conjunction = one.key == U"и" && !one.stop && one.blank;
    if (!conjunction) return true;
    const bool behind =
        at > 0 && (element(at - 1).kind == Kind::capital ||
                   (element(at - 1).kind == Kind::initial && !element(at - 1).stop));
    return behind && !(goes_on(at + 1) && is_name_word(at + 1));
  }
  /// «АГ» behind a surname: both initials, their stops lost.
  [[nodiscard]] bool is_initial_pair(std::size_t at) const {
    return at < elements_.size() && element(at).kind == Kind::caps &&
           element(at).text.size() == 2 && !is_work_abbreviation(element(at).key);
  }

  bool match(std::size_t at, PersonName& name) {
    if (element(at).kind == Kind::initial) return match_initials_first(at, name);
    const std::size_t word = skip_particles(at);
    if (!is_name_word(word)) return false;
    return match_surname_first(at, word, name) || match_full(at, word, name) ||
           match_two_words(at, word, name) || match_alone(at, word, name);
  }

  /// «фон» and the like, with a word behind it.
  [[nodiscard]] bool is_particle(std::size_t at) const {
    return goes_on(at + 1) && is_name_particle(element(at).key) &&
           (element(at).kind == Kind::word || element(at).kind == Kind::capital);
  }

  /// Behind the particles at `at`, of which no name has more than three.
  [[nodiscard]] std::size_t skip_particles(std::size_t at) const {
    constexpr std::size_t kMost = 3;
    std::size_t behind = at;
    while (behind - at < kMost && is_particle(behind)) ++behind;
    return behind;
  }

  [[nodiscard]] std::u32string surname_between(std::size_t begin, std::size_t last) const {
    std::u32string surname;
    for (std::size_t i = begin; i < last; ++i) surname += element(i).text + U' ';
    return surname + write_name(element(last).text);
  }
  void note(PersonName& name, std::size_t at) const {
    if (element(at).latin) name.remarks |= Mention::latin_letters;
  }
  void take_surname(PersonName& name, std::size_t begin, std::size_t last) const {
    name.surname = surname_between(begin, last);
    for (std::size_t i = begin; i <= last; ++i) note(name, i);
  }
  /// Takes `count` initials.
  void take_initials(PersonName& name, std::size_t at, std::size_t count) const {
    for (std::size_t i = at; i < at + count; ++i) {
      (i == at ? name.first : name.patronymic) = element(i).text;
      if (!element(i).stop) name.remarks |= Mention::lost_stop;
      note(name, i);
    }
  }

  /// «А.Г. Елисеева», «А. фон Берг».
  bool match_initials_first(std::size_t at, PersonName& name) const {
    const std::size_t count = count_initials(at);
    if (count == 0) return false;
    const std::size_t word = skip_particles(at + count);
    if (!goes_on(word) || !is_name_word(word)) return false;
    if (count == 1 && !element(at).stop) return false;  // «О Петровой», «В Курске»
    take_initials(name, at, count);
    take_surname(name, at + count, word);
    name.end = word + 1;
    return true;
  }

  /// «Елисеева А.Г.», «Елисеева А. Г», «Елисеева АГ», «Елисеева, А.Г.»
  bool match_surname_first(std::size_t begin, std::size_t word, PersonName& name) const {
    const std::size_t next = word + 1;
    if (next >= elements_.size()) return false;
    if (goes_on(next) && is_initial_pair(next)) {
      name.first = element(next).text.substr(0, 1);
      name.patronymic = element(next).text.substr(1);
      name.remarks |= Mention::lost_stop;
      take_surname(name, begin, word);
      note(name, next);
      name.end = next + 1;
      return true;
    }
    const bool comma = element(next).gap == Gap::comma;
    if (!goes_on(next) && !comma) return false;
    const std::size_t count = count_initials(next);
    if (count == 0) return false;
    const std::size_t behind = next + count;
    const bool word_behind = goes_on(behind) && (is_name_word(behind) || is_particle(behind));
    if (comma && word_behind) return false;  // «Елисеева, А.Г. Орлова»: two people
    if (word_behind && !surname_wins(word, next, behind)) return false;
    take_surname(name, begin, word);
    take_initials(name, next, count);
    if (comma) name.remarks |= Mention::comma_inside;
    name.end = behind;
    return true;
  }

  /// Initials between two words: whether they are those of the first one.
  [[nodiscard]] bool surname_wins(std::size_t before, std::size_t initials,
                                  std::size_t behind) const {
    // «Губанова И.В. Овчинникова М.В.»: the second word has initials of its own …
    const std::size_t own = goes_on(behind + 1) ? count_initials(behind + 1) : 0;
    const bool name_follows =
        own != 0 && goes_on(behind + 1 + own) && is_name_word(behind + 1 + own);
    if (own != 0 && !name_follows) return true;
    // … «Елисеева А.Г. Орлова Анна Петровна»: or names of its own.
    if (goes_on(behind + 2) && is_name_word(behind + 1) && read_patronymic(element(behind + 2).key))
      return true;
    const bool left = ends_like_surname(element(before).key),
               right = ends_like_surname(element(behind).key);
    if (element(before).post && !left) return false;
    if (left != right) return left;
    const bool tight_left = !element(initials).blank, tight_right = !element(behind).blank;
    if (tight_left != tight_right) return tight_left;
    return left;  // two surnames: in order; two unknown words: the first is rather a post
  }

  /// Whether a patronymic stands at `at` and how many elements it has.
  [[nodiscard]] std::size_t patronymic_length(std::size_t at) const {
    if (!goes_on(at) || !is_name_word(at)) return 0;
    if (goes_on(at + 1) && patronymic_particle(element(at + 1).key) != Gender::unknown) return 2;
    return read_patronymic(element(at).key) ? 1 : 0;
  }
  void take_patronymic(PersonName& name, std::size_t at, std::size_t length) const {
    note(name, at);
    name.patronymic = write_patronymic(element(at).text);
    if (length == 2) {
      name.patronymic += U' ' + element(at + 1).key;
      name.gender = patronymic_particle(element(at + 1).key);
      return;
    }
    if (const auto read = read_patronymic(element(at).key)) {
      name.gender = read->gender;
      if (read->oblique) {
        name.patronymic = write_form(element(at).text, read->nominative);
        name.remarks |= Mention::oblique;
      }
    }
  }
  void take_first(PersonName& name, std::size_t at) const {
    note(name, at);
    name.first = write_name(element(at).text);
  }

  /// With a patronymic in full, on either side of the surname or without it.
  bool match_full(std::size_t begin, std::size_t word, PersonName& name) const {
    const std::size_t second = patronymic_length(word + 1);
    const bool first_known = read_first_name(element(word).key).has_value();
    const std::size_t third =
        goes_on(word + 1) && is_name_word(word + 1) ? patronymic_length(word + 2) : 0;
    // «Абрамович Юрий Маркович» against «Юрий Маркович Абрамович»
    const bool surname_before = third != 0 && (second == 0 || !first_known);
    if (surname_before) {
      take_surname(name, begin, word);
      take_first(name, word + 1);
      take_patronymic(name, word + 2, third);
      name.end = word + 2 + third;
      return true;
    }
    if (second == 0 || begin != word) return false;
    const std::size_t last = skip_particles(word + 1 + second);
    const bool follows = goes_on(last) && is_name_word(last);
    // The word behind is the surname, unless a name begins with it.
    const bool begins_name = follows && goes_on(last + 1) && count_initials(last + 1) != 0;
    if (!follows && !first_known && ends_like_surname(element(word).key)) {
      take_surname(name, word, word);  // «Иванова Петровна»
    } else {
      take_first(name, word);
    }
    take_patronymic(name, word + 1, second);
    name.end = word + 1 + second;
    if (follows && !begins_name && name.surname.empty()) {
      take_surname(name, name.end, last);
      name.end = last + 1;
    }
    return true;
  }

  /// «Елисеева Анна», «Анна Елисеева», «Елисеева Анна Г.»; three words of a column of names.
  bool match_two_words(std::size_t begin, std::size_t word, PersonName& name) const {
    const std::size_t next = word + 1;
    if (!goes_on(next) || !is_name_word(next)) return false;
    const bool initials_behind = goes_on(next + 1) && count_initials(next + 1) != 0;
    const bool left = read_first_name(element(word).key).has_value();
    const bool right = read_first_name(element(next).key).has_value();
    const bool in_column = where_ == NamesIn::name_cell && !initials_behind;
    const bool first_left =
        left && begin == word &&
        (!right || (ends_like_surname(element(next).key) && !ends_like_surname(element(word).key)));
    if (first_left && !initials_behind) {
      if (!ends_like_surname(element(next).key) && !in_column) return false;
      take_first(name, word);
      take_surname(name, next, next);
      name.end = next + 1;
      return true;
    }
    if (!right && !in_column) return false;
    take_surname(name, begin, word);
    take_first(name, next);
    name.end = next + 1;
    if (initials_behind) {
      const std::size_t count = count_initials(next + 1);
      if (count != 1) return false;
      name.patronymic = element(next + 1).text;
      if (!element(next + 1).stop) name.remarks |= Mention::lost_stop;
      name.end = next + 2;
    } else if (in_column && goes_on(name.end) && is_name_word(name.end)) {
      take_patronymic(name, name.end, 1);  // «Ким Мин Су»
      ++name.end;
    }
    return true;
  }

  /// «директор Иванов», «Иванов» in a column of names or in a list of surnames.
  bool match_alone(std::size_t begin, std::size_t word, PersonName& name) const {
    const bool column = where_ == NamesIn::name_cell;
    if (element(word).post && !column) return false;
    const bool surname = ends_like_certain_surname(element(word).key) && !element(word).stop;
    const bool behind_post = begin > 0 && goes_on(begin) && element(begin - 1).post;
    const bool starts = begin == 0 || element(begin).gap >= Gap::line || behind_post ||
                        (begin > 0 && element(begin - 1).key == U"и");
    const bool ends = word + 1 == elements_.size() || element(word + 1).gap >= Gap::line ||
                      element(word + 1).key == U"и" || element(word + 1).kind == Kind::word;
    const bool alone =
        column ? starts && word + 1 == elements_.size() && begin == 0 : starts && ends;
    if (!(surname && starts && ends) && !(column && alone)) return false;
    if (!surname && !element(word).key.empty() && element(word).kind == Kind::caps) return false;
    take_surname(name, begin, word);
    name.end = word + 1;
    return true;
  }
  /// The endings that hardly any other capitalised word has.
  static bool ends_like_certain_surname(std::u32string_view key) {
    constexpr std::size_t kLeast = 5;
    if (key.size() < kLeast) return false;
    return gender_of_surname(key) != Gender::unknown || key.ends_with(U"енко") ||
           key.ends_with(U"швили") || key.ends_with(U"чук") ||
           !nominative_of_surname(key, Gender::male).empty() ||
           !nominative_of_surname(key, Gender::female).empty();
  }

  /// Puts a name whose patronymic stands in another case back, and finds the gender.
  static void restore_nominative(PersonName& name) {
    if (name.remarks & Mention::oblique) {
      const std::u32string key = word_key(name.surname);
      if (const auto nominative = nominative_of_surname(key, name.gender); !nominative.empty())
        name.surname = write_form(name.surname, nominative);
      const auto first = read_first_name(word_key(name.first));
      if (first && first->oblique) name.first = write_form(name.first, first->nominative);
    }
    if (name.gender == Gender::unknown && name.first.size() > 1) {
      if (const auto first = read_first_name(word_key(name.first))) name.gender = first->gender;
    }
  }

  std::span<const PersonElement> elements_;
  NamesIn where_;
  std::vector<PersonName> names_;
};

}  // namespace

PostWords::PostWords(std::span<const std::string> own) {
  own_stems_.reserve(own.size());
  for (const std::string& word : own) own_stems_.emplace_back(stem_of(word_key(decode_utf8(word))));
  std::ranges::sort(own_stems_);
}

std::optional<PostWord> PostWords::find(const PersonElement& element) const {
  if (!own_stems_.empty()) {
    const std::u32string_view stem = stem_of(element.key);
    if (std::ranges::binary_search(own_stems_, stem)) {
      const bool plural = element.key.size() > stem.size() &&
                          element.key.find_first_of(U"ыи", stem.size()) == stem.size();
      return PostWord{.plural = plural};
    }
  }
  return find_post_word(element.key);
}

void PostWords::mark(std::span<PersonElement> elements) const {
  for (PersonElement& element : elements) {
    if (element.key.empty() || element.kind == Kind::initial) continue;
    element.post = find(element);
    element.sure_post = element.post.has_value();
    if (!element.post) element.post = find_agent_word(element.key);
  }
}

std::vector<PersonName> find_names(std::span<const PersonElement> elements, NamesIn where) {
  return NameFinder(elements, where).find();
}

}  // namespace grif
