#include "language/person_groups.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <tuple>
#include <unordered_map>

#include "core/text.hpp"
#include "language/person_doubts.hpp"
#include "language/person_words.hpp"

namespace grif {
namespace {

using View = std::u32string_view;

/// One way in which a name is written, with all mentions that write it so.
struct Form {
  std::u32string surname, first, patronymic;  ///< keys
  bool oblique = false;                       ///< some mention says so
  std::vector<std::uint32_t> mentions;
};

/// How much a form says: names in full first.
int fullness(View name) { return name.size() > 1 ? 2 : name.empty() ? 0 : 1; }
int fullness(std::string_view utf8) {
  std::size_t first = 0;
  if (!utf8.empty()) next_code_point(utf8, first);
  return first < utf8.size() ? 2 : utf8.empty() ? 0 : 1;
}

Form form_of(const Mention& mention) {
  return {.surname = name_key(mention.surname),
          .first = name_key(mention.first),
          .patronymic = name_key(mention.patronymic),
          .oblique = mention.has(Mention::oblique)};
}

/// What a surname may be in the nominative, if its ending, or what stands beside it, says that it
/// is in another case.
std::vector<std::u32string> nominatives_of(const Form& form) {
  std::vector<std::u32string> found;
  if (fullness(form.patronymic) == 2) return found;  // a full name was put back when it was read
  // These endings are those of nominatives too: only a post in the same case tells.
  const View surname = form.surname;
  const bool open = surname.ends_with(U"ова") || surname.ends_with(U"ева") ||
                    surname.ends_with(U"ина") || surname.ends_with(U"ына");
  if (open && !form.oblique) return found;
  for (const Gender gender : {Gender::female, Gender::male}) {
    auto nominative = nominative_of_surname(surname, gender);
    if (!nominative.empty()) found.push_back(std::move(nominative));
  }
  return found;
}

/// The persons under a key; a few are enough to see that there are several.
struct Candidates {
  std::array<std::uint32_t, 4> persons{};
  std::uint32_t count = 0;
};

class Grouper {
 public:
  explicit Grouper(std::span<const Mention> mentions) : mentions_(mentions) {}

  PersonGroups group() {
    collect_forms();
    // Forms in other cases come when the nominatives are known, names in full before initials.
    std::vector<std::uint32_t> order(forms_.size());
    std::iota(order.begin(), order.end(), 0U);
    std::vector<std::vector<std::u32string>> nominatives;
    nominatives.reserve(forms_.size());
    for (const Form& form : forms_) nominatives.push_back(nominatives_of(form));
    std::ranges::stable_sort(order, std::greater<>(), [&](std::uint32_t f) {
      return std::tuple(nominatives[f].empty(), fullness(forms_[f].first),
                        fullness(forms_[f].patronymic));
    });
    for (const std::uint32_t f : order) place_form(f, nominatives[f]);
    return finish();
  }

 private:
  void collect_forms() {
    std::unordered_map<std::u32string, std::uint32_t> known;
    for (std::uint32_t m = 0; m < mentions_.size(); ++m) {
      if (mentions_[m].kind != Mention::Kind::person) continue;
      Form form = form_of(mentions_[m]);
      std::u32string key = form.surname + U'|' + form.first + U'|' + form.patronymic;
      if (form.oblique) key += U'|';
      const auto [at, is_new] = known.try_emplace(std::move(key), forms_.size());
      if (is_new) forms_.push_back(std::move(form));
      forms_[at->second].mentions.push_back(m);
    }
  }

  // What a person is looked up by: surname with …
  static std::u32string names_key(View surname, View first, View patronymic) {
    return std::u32string(surname) + U'|' + std::u32string(first) + U'|' +
           std::u32string(patronymic);
  }
  static View initial_of(View name) { return name.substr(0, 1); }

  /// The persons that a form fits, the nearest key first.
  Candidates find_candidates(View surname, const Form& form) const {
    const View first = form.first, patronymic = form.patronymic;
    const View initial = initial_of(first), second = initial_of(patronymic);
    for (const std::u32string& key :
         {names_key(surname, first, patronymic), names_key(surname, first, second),
          names_key(surname, initial, second), names_key(surname, first, U""),
          names_key(surname, initial, U""), names_key(surname, U"", U"")}) {
      const auto found = index_.find(key);
      if (found == index_.end()) continue;
      const Candidates fitting = keep_fitting(found->second, form);
      if (fitting.count != 0) return fitting;
    }
    return {};
  }

  Candidates keep_fitting(const Candidates& all, const Form& form) const {
    Candidates kept;
    for (std::uint32_t i = 0; i < std::min<std::size_t>(all.count, all.persons.size()); ++i) {
      const PersonKey& person = people_[all.persons[i]];
      if (agree(person.first, form.first) && agree(person.patronymic, form.patronymic))
        kept.persons[kept.count++] = all.persons[i];
    }
    return kept;
  }

  void place_form(std::uint32_t f, const std::vector<std::u32string>& nominatives) {
    const Form& form = forms_[f];
    for (const std::u32string& nominative : nominatives) {
      const Candidates found = find_candidates(nominative, form);
      if (found.count == 1) return join(found.persons[0], f);
    }
    const Candidates found = find_candidates(form.surname, form);
    if (found.count == 1) return join(found.persons[0], f);
    const auto person = static_cast<std::uint32_t>(people_.size());
    people_.push_back({.surname = form.surname});
    forms_of_.emplace_back();
    join(person, f);
    if (found.count > 1)
      ambiguous_.push_back({person, {found.persons.begin(), found.persons.begin() + found.count}});
  }

  void join(std::uint32_t p, std::uint32_t f) {
    PersonKey& person = people_[p];
    const Form& form = forms_[f];
    const bool is_new = forms_of_[p].empty();
    const bool adds = form.first.size() > person.first.size() ||
                      form.patronymic.size() > person.patronymic.size();
    if (fullness(form.first) > fullness(person.first)) person.first = form.first;
    if (fullness(form.patronymic) > fullness(person.patronymic))
      person.patronymic = form.patronymic;
    forms_of_[p].push_back(f);
    if (is_new || adds) enter(p);
  }

  /// Enters a person under all keys by which a shorter form may look for it.
  void enter(std::uint32_t p) {
    const PersonKey& person = people_[p];
    const View first = person.first, patronymic = person.patronymic;
    const std::array<std::u32string, 7> keys = {
        names_key(person.surname, first, patronymic),
        names_key(person.surname, first, initial_of(patronymic)),
        names_key(person.surname, first, U""),
        names_key(person.surname, initial_of(first), initial_of(patronymic)),
        names_key(person.surname, initial_of(first), U""),
        names_key(person.surname, U"", U""),
        names_key(person.surname, initial_of(first), patronymic)};
    for (const std::u32string& key : keys) {
      Candidates& under = index_[key];
      const auto end =
          under.persons.begin() + std::min<std::size_t>(under.count, under.persons.size());
      if (std::find(under.persons.begin(), end, p) != end) continue;
      if (under.count < under.persons.size()) under.persons[under.count++] = p;
    }
  }

  PersonGroups finish() {
    PersonGroups groups;
    groups.person_of.assign(mentions_.size(), kNoPerson);
    // Persons in the order of their first mentions.
    std::vector<std::vector<std::uint32_t>> mentions_of(people_.size());
    for (std::uint32_t p = 0; p < people_.size(); ++p) {
      for (const std::uint32_t f : forms_of_[p])
        mentions_of[p].insert(mentions_of[p].end(), forms_[f].mentions.begin(),
                              forms_[f].mentions.end());
      std::ranges::sort(mentions_of[p]);
    }
    std::vector<std::uint32_t> order(people_.size()), place(people_.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::sort(order, {}, [&](std::uint32_t p) { return mentions_of[p].front(); });
    std::vector<PersonKey> keys;
    keys.reserve(order.size());
    for (const std::uint32_t p : order) {
      place[p] = static_cast<std::uint32_t>(groups.persons.size());
      keys.push_back(std::move(people_[p]));
      groups.persons.push_back(write_record(std::move(mentions_of[p])));
      for (const std::uint32_t m : groups.persons.back().mentions) groups.person_of[m] = place[p];
    }
    find_posts(groups, keys);
    groups.doubts = find_doubts(keys);
    for (AmbiguousPerson& one : ambiguous_) {
      one.person = place[one.person];
      for (std::uint32_t& candidate : one.candidates) candidate = place[candidate];
      std::ranges::sort(one.candidates);
    }
    std::ranges::sort(ambiguous_, {}, &AmbiguousPerson::person);
    groups.ambiguous = std::move(ambiguous_);
    return groups;
  }

  /// The surname in the nominative if any mention has it, names as full as any mention has them.
  PersonRecord write_record(std::vector<std::uint32_t> of_person) const {
    PersonRecord record;
    bool oblique = true;
    for (const std::uint32_t m : of_person) {
      const Mention& mention = mentions_[m];
      if (record.surname.empty() || (oblique && !is_oblique(mention))) {
        record.surname = mention.surname;
        oblique = is_oblique(mention);
      }
      take_fuller(record.first, mention.first);
      take_fuller(record.patronymic, mention.patronymic);
      if (record.gender == Gender::unknown) record.gender = mention.gender;
    }
    record.mentions = std::move(of_person);
    return record;
  }
  static bool is_oblique(const Mention& mention) {
    return mention.has(Mention::oblique) || !nominatives_of(form_of(mention)).empty();
  }
  static void take_fuller(std::string& kept, const std::string& name) {
    if (fullness(name) > fullness(kept)) kept = name;
  }

  void find_posts(PersonGroups& groups, std::vector<PersonKey>& keys) const {
    constexpr std::size_t kMostPosts = 16;
    for (std::uint32_t p = 0; p < groups.persons.size(); ++p) {
      std::vector<PostKey>& posts = keys[p].posts;
      std::vector<PostUse> uses;
      keys[p].mentions = static_cast<std::uint32_t>(groups.persons[p].mentions.size());
      for (const std::uint32_t m : groups.persons[p].mentions) {
        if (mentions_[m].post.empty()) continue;
        const auto same_words = std::ranges::find_if(uses, [&](const PostUse& use) {
          return mentions_[use.first_mention].post == mentions_[m].post;
        });
        if (same_words != uses.end()) {
          ++same_words->count;
          continue;
        }
        PostKey post = read_post(mentions_[m].post);
        const auto known = std::ranges::find(posts, post);
        if (known != posts.end()) {
          ++uses[static_cast<std::size_t>(known - posts.begin())].count;
        } else if (posts.size() < kMostPosts) {
          posts.push_back(std::move(post));
          uses.push_back({m, 1});
        }
      }
      compare_posts(p, posts, uses, groups.two_posts);
    }
  }
  struct PostUse {
    std::uint32_t first_mention, count;
  };
  /// The rarer of two posts is the doubtful one.
  static void compare_posts(std::uint32_t person, std::span<const PostKey> posts,
                            std::span<const PostUse> uses, std::vector<TwoPosts>& found) {
    for (std::size_t i = 1; i < posts.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        if (!contradict(posts[j], posts[i])) continue;
        const bool first_is_rare = uses[j].count < uses[i].count;
        const PostUse &rare = uses[first_is_rare ? j : i], &usual = uses[first_is_rare ? i : j];
        found.push_back({.person = person,
                         .usual_mention = usual.first_mention,
                         .rare_mention = rare.first_mention});
        break;
      }
    }
  }

  std::span<const Mention> mentions_;
  std::vector<Form> forms_;
  std::vector<PersonKey> people_;
  std::vector<std::vector<std::uint32_t>> forms_of_;  ///< of each person
  std::unordered_map<std::u32string, Candidates> index_;
  std::vector<AmbiguousPerson> ambiguous_;
};

}  // namespace

std::string PersonRecord::short_name() const {
  std::string name = surname;
  const auto add = [&](std::string_view part, bool apart) {
    if (part.empty()) return;
    if (apart && !name.empty()) name += ' ';
    name += part;
  };
  const bool initials = fullness(first) == 1;
  add(first, true);
  if (initials) name += '.';
  add(patronymic, !initials);
  if (fullness(patronymic) == 1) name += '.';
  return name;
}

bool same_person(const Mention& a, const Mention& b) {
  if (a.kind != Mention::Kind::person || b.kind != Mention::Kind::person) return false;
  if (a.gender != Gender::unknown && b.gender != Gender::unknown && a.gender != b.gender)
    return false;
  const Form left = form_of(a), right = form_of(b);
  if (!agree(left.first, right.first) || !agree(left.patronymic, right.patronymic)) return false;
  if (left.surname == right.surname) return true;
  const auto is_form_of = [](const Form& form, const Form& other) {
    const auto nominatives = nominatives_of(form);
    return std::ranges::find(nominatives, other.surname) != nominatives.end();
  };
  return is_form_of(left, right) || is_form_of(right, left);
}

PersonGroups group_persons(std::span<const Mention> mentions) { return Grouper(mentions).group(); }

}  // namespace grif
