#include "language/person_posts.hpp"

#include <algorithm>
#include <array>

#include "language/person_elements.hpp"
#include "language/person_words.hpp"
#include "language/word_tables.hpp"

namespace grif {
namespace {

using View = std::u32string_view;

struct Expansion {
  View shortened, words;
};
// «работа» and «часть» are left out everywhere.
constexpr auto kExpansions =
    std::to_array<Expansion>({{U"зам", U"заместитель"},
                              {U"зав", U"заведующий"},
                              {U"рук", U"руководитель"},
                              {U"дир", U"директора"},
                              {U"замдиректора", U"заместитель директора"},
                              {U"соц", U"социальный"},
                              {U"пед", U"педагог"},
                              {U"соцпедагог", U"социальный педагог"},
                              {U"преп", U"преподаватель"},
                              {U"увр", U"учебно-воспитательной"},
                              {U"вр", U"воспитательной"},
                              {U"ур", U"учебной"},
                              {U"мр", U"методической"},
                              {U"умр", U"учебно-методической"},
                              {U"нмр", U"научно-методической"},
                              {U"упр", U"учебно-производственной"},
                              {U"ахч", U"административно-хозяйственной"},
                              {U"ахр", U"административно-хозяйственной"},
                              {U"здувр", U"заместитель директора учебно-воспитательной"},
                              {U"здвр", U"заместитель директора воспитательной"},
                              {U"пдо", U"педагог дополнительного образования"}});
constexpr auto kNoise = sorted(std::to_array<View>(
    {U"работ", U"част", U"и", U"о", U"ио", U"и.о", U"врио", U"исполняющ", U"обязанност", U"врем"}));
/// Heads whose matters differ from person to person.
constexpr auto kHeadsOfMatters =
    sorted(std::to_array<View>({U"заместител", U"заведующ", U"начальник", U"директор"}));

/// Adjectival stems keep no trace of their endings.
std::u32string_view post_stem(View key) {
  for (const View ending : {View(U"его"), View(U"ого"), View(U"ему"), View(U"ому"), View(U"ими"),
                            View(U"ыми"), View(U"их"), View(U"ых")}) {
    if (key.size() > ending.size() + 3 && key.ends_with(ending))
      return key.substr(0, key.size() - ending.size());
  }
  return stem_of(key);
}

void add_word(PostKey& post, View key) {
  if (is_preposition(key)) return;
  const View stem = post_stem(key);
  if (contains(kNoise, stem) || contains(kNoise, key)) return;
  if (post.head.empty() && (find_post_word(key) || find_agent_word(key)))
    post.head = stem;
  else
    post.rest.emplace_back(stem);
}

}  // namespace

PostKey read_post(std::string_view text) {
  PostKey post;
  for (const PersonElement& element : divide_cell(text)) {
    if (element.key.empty()) continue;
    const auto found = std::ranges::find(kExpansions, View(element.key), &Expansion::shortened);
    View words = found == kExpansions.end() ? View(element.key) : found->words;
    while (!words.empty()) {
      const std::size_t end = std::min(words.find(U' '), words.size());
      add_word(post, words.substr(0, end));
      words.remove_prefix(std::min(end + 1, words.size()));
    }
  }
  std::ranges::sort(post.rest);
  return post;
}

bool contradict(const PostKey& a, const PostKey& b) {
  if (a.head != b.head || !contains(kHeadsOfMatters, a.head)) return false;
  return !std::ranges::includes(a.rest, b.rest) && !std::ranges::includes(b.rest, a.rest);
}

}  // namespace grif
