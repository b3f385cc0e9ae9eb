#include "language/person_words.hpp"

#include <span>
#include <utility>

#include "core/text.hpp"
#include "language/word_tables.hpp"

namespace grif {
namespace {

using View = std::u32string_view;

// Stems of posts: masculine nouns of either declension.
constexpr auto kPosts = std::to_array<View>({U"директор",
                                             U"учител",
                                             U"педагог",
                                             U"психолог",
                                             U"воспитател",
                                             U"методист",
                                             U"организатор",
                                             U"руководител",
                                             U"заместител",
                                             U"завуч",
                                             U"логопед",
                                             U"дефектолог",
                                             U"социолог",
                                             U"библиотекар",
                                             U"секретар",
                                             U"специалист",
                                             U"советник",
                                             U"преподавател",
                                             U"мастер",
                                             U"тьютор",
                                             U"тренер",
                                             U"инструктор",
                                             U"концертмейстер",
                                             U"хормейстер",
                                             U"балетмейстер",
                                             U"хореограф",
                                             U"председател",
                                             U"член",
                                             U"координатор",
                                             U"инженер",
                                             U"лаборант",
                                             U"бухгалтер",
                                             U"юрист",
                                             U"юрисконсульт",
                                             U"делопроизводител",
                                             U"врач",
                                             U"фельдшер",
                                             U"повар",
                                             U"начальник",
                                             U"ректор",
                                             U"проректор",
                                             U"декан",
                                             U"администратор",
                                             U"модератор",
                                             U"эксперт",
                                             U"консультант",
                                             U"волонтер",
                                             U"работник",
                                             U"сотрудник",
                                             U"представител",
                                             U"родител",
                                             U"ученик",
                                             U"студент",
                                             U"выпускник",
                                             U"участник",
                                             U"партнер",
                                             U"исполнител",
                                             U"завхоз",
                                             U"диспетчер",
                                             U"оператор",
                                             U"техник",
                                             U"программист",
                                             U"помощник",
                                             U"ассистент",
                                             U"кладовщик",
                                             U"водител",
                                             U"сторож",
                                             U"электрик",
                                             U"аналитик",
                                             U"менеджер",
                                             U"завуч-организатор",
                                             U"замдиректор",
                                             U"предметник",
                                             U"школьник",
                                             U"дошкольник",
                                             U"старшеклассник",
                                             U"слушател",
                                             U"воспитанник",
                                             U"глав",
                                             U"доцент",
                                             U"профессор",
                                             U"министр",
                                             U"староста",
                                             U"президент",
                                             U"депутат",
                                             U"друг",
                                             U"соцпедагог",
                                             U"педагог-психолог",
                                             U"педагог-организатор",
                                             U"учител-логопед",
                                             U"учител-предметник",
                                             U"учител-дефектолог"});
constexpr auto kAdjectivalPosts =
    std::to_array<View>({U"заведующ", U"исполняющ", U"управляющ", U"ответственн", U"вожат",
                         U"обучающ", U"учащ", U"дежурн", U"служащ"});
// Groups: feminine …
constexpr auto kGroups = std::to_array<View>(
    {U"администраци", U"групп", U"комисси", U"команд", U"бригад", U"медсестр", U"нян", U"служб"});
// … masculine and neuter.
constexpr auto kBodies = std::to_array<View>(
    {U"совет", U"педсовет", U"комитет", U"коллектив", U"актив", U"штаб", U"консилиум", U"отдел",
     U"руководств", U"объединени", U"сообществ", U"правлени", U"управлени"});
/// A stem of a word for people, and how its endings are read.
struct Stem {
  enum class Kind : std::uint8_t { post, adjectival_post, group, body };
  View letters;
  Kind kind = Kind::post;
};
/// All stems, those with one first letter together, longer ones first.
constexpr auto kStems = [] {
  std::array<Stem, kPosts.size() + kAdjectivalPosts.size() + kGroups.size() + kBodies.size()> all{};
  std::size_t count = 0;
  const auto add = [&](std::span<const View> stems, Stem::Kind kind) {
    for (const View stem : stems) all[count++] = {stem, kind};
  };
  add(kPosts, Stem::Kind::post);
  add(kAdjectivalPosts, Stem::Kind::adjectival_post);
  add(kGroups, Stem::Kind::group);
  add(kBodies, Stem::Kind::body);
  std::ranges::sort(all, [](const Stem& a, const Stem& b) {
    if (a.letters.front() != b.letters.front()) return a.letters.front() < b.letters.front();
    if (a.letters.size() != b.letters.size()) return a.letters.size() > b.letters.size();
    return std::pair(a.letters, a.kind) < std::pair(b.letters, b.kind);
  });
  return all;
}();
constexpr auto kShortened = sorted(std::to_array<View>(
    {U"зам", U"зав", U"соц", U"дир", U"пед", U"кл", U"рук", U"гл", U"отв", U"врио", U"ио", U"пдо",
     U"здувр", U"здвр", U"и.о", U"зд", U"уч", U"преп", U"восп"}));

constexpr auto kPrepositions =
    sorted(std::to_array<View>({U"по", U"с", U"со", U"для", U"в", U"во", U"на", U"за", U"от", U"из",
                                U"при", U"к", U"о", U"об"}));
constexpr auto kWork = sorted(
    std::to_array<View>({U"вр", U"увр", U"ур",   U"умр", U"нмр", U"мр",  U"ахч", U"ахр", U"ох",
                         U"ик", U"упр", U"уппр", U"ор",  U"оу",  U"оо",  U"ооо", U"ип",  U"до",
                         U"мо", U"шмо", U"рмо",  U"цо",  U"дюц", U"пдо", U"обж", U"изо", U"икт",
                         U"го", U"чс",  U"рф",   U"нко", U"тоо", U"ао",  U"пао", U"дт",  U"спо",
                         U"мц", U"ои",  U"уо",   U"ро",  U"дод", U"днв", U"сп",  U"фк",  U"фгос"}));
constexpr auto kOrganisationWords = sorted(std::to_array<View>(
    {U"школы",        U"лицея",      U"гимназии",        U"колледжа",    U"техникума",
     U"центра",       U"учреждения", U"училища",         U"института",   U"университета",
     U"академии",     U"комитета",   U"управления",      U"отдела",      U"министерства",
     U"департамента", U"интерната",  U"школы-интерната", U"детского",    U"организации",
     U"дворца",       U"дома",       U"фонда",           U"предприятия", U"общества"}));
constexpr auto kLegalForms = sorted(std::to_array<View>(
    {U"мбоу",  U"маоу",   U"мкоу",  U"моу",  U"гбоу",  U"гаоу",  U"гкоу",   U"гоу",
     U"мбу",   U"мау",    U"мку",   U"гбу",  U"гау",   U"гку",   U"гбпоу",  U"гапоу",
     U"мбдоу", U"мадоу",  U"мкдоу", U"мдоу", U"гбдоу", U"мбудо", U"маудо",  U"фгбоу",
     U"фгбу",  U"чоу",    U"ано",   U"оано", U"нпоу",  U"кгбоу", U"кгбпоу", U"краоу",
     U"огбоу", U"огапоу", U"гуо",   U"сош",  U"оош",   U"нош",   U"дюсш",   U"дши",
     U"доу",   U"ооо",    U"оао",   U"пао",  U"зао",   U"ао",    U"нко"}));

/// The case that an ending of a masculine noun means.
std::optional<PostWord> read_noun_ending(View stem, View ending) {
  using Case = PostWord::Case;
  const bool soft_plural = stem == U"учител" || stem.starts_with(U"учител-");
  if (ending.empty() || is_any(ending, {U"ь", U"й"})) return PostWord{};
  if (ending == U"я" && soft_plural) return PostWord{.plural = true};
  if (is_any(ending, {U"а", U"я"})) return PostWord{.grammatical_case = Case::genitive};
  if (is_any(ending, {U"ы", U"и", U"ья"})) return PostWord{.plural = true};
  if (is_any(ending, {U"ов", U"ев", U"ей"}))
    return PostWord{.plural = true, .grammatical_case = Case::genitive};
  if (is_any(ending, {U"у", U"ю", U"ом", U"ем", U"е"}))
    return PostWord{.grammatical_case = Case::other};
  if (is_any(ending, {U"ам", U"ям", U"ами", U"ями", U"ах", U"ях"}))
    return PostWord{.plural = true, .grammatical_case = Case::other};
  return std::nullopt;
}

std::optional<PostWord> read_adjective_ending(View ending) {
  using Case = PostWord::Case;
  if (is_any(ending, {U"ий", U"ый", U"ая", U"яя", U"ийся", U"аяся"})) return PostWord{};
  if (is_any(ending, {U"ие", U"ые", U"иеся"})) return PostWord{.plural = true};
  if (is_any(ending, {U"его", U"ого", U"егося"}))
    return PostWord{.grammatical_case = Case::genitive};
  if (is_any(ending, {U"их", U"ых", U"ихся"}))
    return PostWord{.plural = true, .grammatical_case = Case::genitive};
  if (is_any(ending, {U"ему", U"ому", U"им", U"ым", U"ем", U"ом", U"ей", U"ой", U"ую", U"имся"}))
    return PostWord{.grammatical_case = Case::other};
  if (is_any(ending, {U"ими", U"ыми", U"имися"}))
    return PostWord{.plural = true, .grammatical_case = Case::other};
  return std::nullopt;
}

std::optional<PostWord> read_group_ending(View ending) {
  using Case = PostWord::Case;
  PostWord word{.plural = true, .collective = true};
  if (is_any(ending, {U"ы", U"и"}))
    word.grammatical_case = Case::genitive;
  else if (is_any(ending, {U"е", U"у", U"ю", U"ой", U"ей"}))
    word.grammatical_case = Case::other;
  else if (!is_any(ending, {U"", U"а", U"я", U"о"}))
    return std::nullopt;
  return word;
}

std::optional<PostWord> read_body_ending(View ending) {
  PostWord word{.plural = true, .collective = true};
  if (is_any(ending, {U"а", U"я", U"ов"}))
    word.grammatical_case = PostWord::Case::genitive;
  else if (is_any(ending, {U"у", U"ю", U"ом", U"ем"}))
    word.grammatical_case = PostWord::Case::other;
  else if (!is_any(ending, {U"", U"о", U"е", U"ы"}))
    return std::nullopt;
  return word;
}

std::optional<PostWord> read_ending(const Stem& stem, View ending) {
  switch (stem.kind) {
    case Stem::Kind::post:
      return read_noun_ending(stem.letters, ending);
    case Stem::Kind::adjectival_post:
      return read_adjective_ending(ending);
    case Stem::Kind::group:
      return read_group_ending(ending);
    case Stem::Kind::body:
      return read_body_ending(ending);
  }
  return std::nullopt;
}

}  // namespace

std::u32string word_key(View word) {
  std::u32string key;
  key.reserve(word.size());
  for (const char32_t c : word) {
    const char32_t small = to_lower(c);
    key += small == U'ё' ? U'е' : small;
  }
  return key;
}

std::optional<PostWord> find_post_word(View key) {
  if (contains(kShortened, key)) return PostWord{.shortened = true};
  constexpr std::size_t kLongestEnding = 4, kShortestStem = 3;
  if (key.size() < kShortestStem) return std::nullopt;
  const auto first_letter = [](const Stem& stem) { return stem.letters.front(); };
  const auto* stem = std::ranges::lower_bound(kStems, key.front(), {}, first_letter);
  for (; stem != kStems.end() && first_letter(*stem) == key.front(); ++stem) {
    if (stem->letters.size() + kLongestEnding < key.size()) break;
    if (!key.starts_with(stem->letters)) continue;
    if (const auto word = read_ending(*stem, key.substr(stem->letters.size()))) return word;
  }
  // «педагогом-психологом», «учителя-логопеды»: the first part says number and case.
  const std::size_t hyphen = key.find(U'-');
  if (hyphen != View::npos && hyphen >= kShortestStem) return find_post_word(key.substr(0, hyphen));
  return std::nullopt;
}

std::optional<PostWord> find_agent_word(View key) {
  constexpr std::size_t kShortest = 5;
  if (key.size() < kShortest) return std::nullopt;
  if (ends_with_any(key, {U"тор", U"тель", U"ник", U"ист", U"лог", U"щик", U"чик", U"граф", U"вед",
                          U"ент", U"ант", U"ведущий", U"емый", U"емая", U"ущий"}))
    return PostWord{};
  if (ends_with_any(
          key, {U"торы", U"тели", U"ники", U"исты", U"логи", U"щики", U"чики", U"графы", U"веды",
                U"енты", U"анты", U"ущие", U"ющие", U"ющиеся", U"щиеся", U"емые", U"имые"}))
    return PostWord{.plural = true};
  return std::nullopt;
}

bool is_adjective(View key) {
  return key.size() >= 5 && ends_with_any(key, {U"ый", U"ий", U"ая", U"яя", U"ые", U"ие", U"ого",
                                                U"его", U"ому", U"ему", U"ым", U"им", U"ыми",
                                                U"ими", U"ых", U"их", U"ую", U"ой", U"ей"});
}

bool is_preposition(View key) { return contains(kPrepositions, key); }
bool is_work_abbreviation(View key) { return contains(kWork, key); }

bool begins_organisation(View key, bool capitals) {
  return capitals ? contains(kLegalForms, key) : contains(kOrganisationWords, key);
}

bool is_organisation_word(View key) {
  constexpr std::size_t kShortestStem = 3;
  if (key.size() < kShortestStem) return false;
  const View begin = key.substr(0, kShortestStem), stem = stem_of(key);
  return std::ranges::any_of(kOrganisationWords, [&](View word) {
    return word.starts_with(begin) && stem_of(word) == stem;
  });
}

bool begins_with_legal_form(View key) {
  constexpr std::size_t kShortestForm = 4, kShortestRest = 2;
  return std::ranges::any_of(kLegalForms, [&](View form) {
    return form.size() >= kShortestForm && key.size() >= form.size() + kShortestRest &&
           key.starts_with(form);
  });
}

View stem_of(View key) {
  constexpr View kEnds = U"аеиоуыэюяйьм";
  constexpr std::size_t kMost = 3, kLeast = 3;
  for (std::size_t cut = 0; cut < kMost && key.size() > kLeast; ++cut) {
    if (kEnds.find(key.back()) == View::npos) break;
    key.remove_suffix(1);
  }
  return key;
}

}  // namespace grif
