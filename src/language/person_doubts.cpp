#include "language/person_doubts.hpp"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <utility>

#include "core/text.hpp"
#include "language/person_words.hpp"

namespace grif {
namespace {

using View = std::u32string_view;
using Pair = std::pair<std::uint32_t, std::uint32_t>;

/// No more of one block is compared with each other: namesakes are no longer news there.
constexpr std::size_t kMostCompared = 8;

bool is_initial(View name) { return name.size() <= 1; }

/// «Иванов» and «Иванова»: a family, not a slip.
bool differ_in_gender(View a, View b) {
  const Gender left = gender_of_surname(a), right = gender_of_surname(b);
  if (left != Gender::unknown && right != Gender::unknown && left != right) return true;
  const View longer = a.size() < b.size() ? b : a, shorter = a.size() < b.size() ? a : b;
  return (longer.size() == shorter.size() + 1 && longer.starts_with(shorter) &&
          longer.back() == U'а') ||
         (a.ends_with(U"ий") && b.ends_with(U"ая")) || (a.ends_with(U"ая") && b.ends_with(U"ий")) ||
         (a.ends_with(U"ый") && b.ends_with(U"ая")) || (a.ends_with(U"ая") && b.ends_with(U"ый")) ||
         (a.ends_with(U"ой") && b.ends_with(U"ая")) || (a.ends_with(U"ая") && b.ends_with(U"ой"));
}

/// The distance of two words if it is 1, or 2 in long words; otherwise 0.
std::size_t near_distance(View a, View b) {
  constexpr std::size_t kShortest = 4, kLong = 8;
  const std::size_t shorter = std::min(a.size(), b.size()), longer = std::max(a.size(), b.size());
  if (shorter < kShortest || longer - shorter > 2) return 0;
  const std::size_t distance = edit_distance(a, b);
  return distance == 1 || (distance == 2 && shorter >= kLong) ? distance : 0;
}

std::uint64_t hash_of(View word, std::size_t left_out, char32_t initial) {
  constexpr std::uint64_t kOffset = 14695981039346656037U, kPrime = 1099511628211U;  // FNV-1a
  std::uint64_t hash = (kOffset ^ initial) * kPrime;
  for (std::size_t i = 0; i < word.size(); ++i)
    if (i != left_out) hash = (hash ^ word[i]) * kPrime;
  return hash;
}

class DoubtFinder {
 public:
  explicit DoubtFinder(std::span<const PersonKey> people) : people_(people) {}

  std::vector<PersonDoubt> find() {
    compare_surnames();
    compare_given_names();
    compare_initials();
    const auto order = [](const PersonDoubt& d) { return std::tuple(d.person, d.meant, d.kind); };
    std::ranges::sort(doubts_, {}, order);
    const auto same = [](const PersonDoubt& a, const PersonDoubt& b) {
      return a.person == b.person && a.meant == b.meant;
    };
    doubts_.erase(std::unique(doubts_.begin(), doubts_.end(), same), doubts_.end());
    return std::move(doubts_);
  }

 private:
  /// People of one surname and one first initial, in the order of the sorting.
  struct Group {
    std::vector<std::uint32_t> people;
  };
  std::vector<Group> group_people() const {
    constexpr std::size_t kLongest = 40;
    std::vector<std::pair<std::tuple<View, char32_t>, std::uint32_t>> order;
    for (std::uint32_t p = 0; p < people_.size(); ++p) {
      const PersonKey& person = people_[p];
      if (!person.first.empty() && !person.surname.empty() && person.surname.size() <= kLongest)
        order.emplace_back(std::tuple(View(person.surname), person.initial()), p);
    }
    std::ranges::sort(order);
    std::vector<Group> groups;
    for (std::size_t i = 0; i < order.size(); ++i) {
      if (i == 0 || order[i].first != order[i - 1].first) groups.emplace_back();
      if (groups.back().people.size() < kMostCompared)
        groups.back().people.push_back(order[i].second);
    }
    return groups;
  }

  /// Words that are equal when at most one letter of each is left out meet under one hash.
  void compare_surnames() {
    const std::vector<Group> groups = group_people();
    std::vector<std::pair<std::uint64_t, std::uint32_t>> variants;
    for (std::uint32_t g = 0; g < groups.size(); ++g) {
      const PersonKey& person = people_[groups[g].people.front()];
      for (std::size_t i = 0; i <= person.surname.size(); ++i)
        variants.emplace_back(hash_of(person.surname, i, person.initial()), g);
    }
    std::ranges::sort(variants);
    variants.erase(std::unique(variants.begin(), variants.end()), variants.end());
    constexpr std::size_t kMostNeighbours = 64;  // an alphabet fits
    std::vector<Pair> pairs;
    for (std::size_t from = 0; from < variants.size();) {
      std::size_t to = from;
      while (to < variants.size() && variants[to].first == variants[from].first) ++to;
      for (std::size_t i = from; i < to; ++i)
        for (std::size_t j = i + 1; j < std::min(to, i + kMostNeighbours + 1); ++j)
          pairs.emplace_back(variants[i].second, variants[j].second);
      from = to;
    }
    std::ranges::sort(pairs);
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    for (const auto& [a, b] : pairs) {
      for (const std::uint32_t i : groups[a].people)
        for (const std::uint32_t j : groups[b].people)
          compare_spelling(people_[i], people_[j], i, j);
    }
  }

  void compare_spelling(const PersonKey& a, const PersonKey& b, std::uint32_t i, std::uint32_t j) {
    if (a.surname == b.surname || differ_in_gender(a.surname, b.surname)) return;
    if (!agree(a.first, b.first) || !agree(a.patronymic, b.patronymic)) return;
    const std::size_t distance = near_distance(a.surname, b.surname);
    if (distance == 0) return;
    constexpr std::size_t kLong = 5;
    const bool both = !a.patronymic.empty() && !b.patronymic.empty();
    const bool full = both && a.first == b.first && !is_initial(a.first) &&
                      a.patronymic == b.patronymic && !is_initial(a.patronymic);
    const bool long_enough = std::min(a.surname.size(), b.surname.size()) >= kLong;
    add(PersonDoubt::Kind::letters, i, j, (both && distance == 1 && long_enough) || full);
  }

  /// Calls `compare` on neighbours among people of one key, in their order.
  template <typename Key, typename Compare>
  void compare_blocks(Key key, Compare compare) {
    using KeyOf = decltype(key(people_[0]));
    std::vector<std::pair<KeyOf, std::uint32_t>> order;
    for (std::uint32_t p = 0; p < people_.size(); ++p)
      if (!people_[p].surname.empty() && !people_[p].first.empty())
        order.emplace_back(key(people_[p]), p);
    std::ranges::sort(order);
    for (std::size_t from = 0; from < order.size();) {
      std::size_t to = from;
      while (to < order.size() && order[to].first == order[from].first) ++to;
      for (std::size_t i = from; i < to; ++i)
        for (std::size_t j = i + 1; j < std::min(to, i + kMostCompared + 1); ++j)
          compare(order[i].second, order[j].second, to - from);
      from = to;
    }
  }

  /// Names in full that differ by a letter: «Наталья» and «Наталия».
  void compare_given_names() {
    const auto key = [](const PersonKey& p) {
      return std::tuple(View(p.surname), p.initial(), p.second_initial());
    };
    compare_blocks(key, [&](std::uint32_t i, std::uint32_t j, std::size_t) {
      const PersonKey &a = people_[i], &b = people_[j];
      if (is_initial(a.first) || is_initial(b.first)) return;
      const bool first = a.first == b.first, patronymic = a.patronymic == b.patronymic;
      const bool near = (patronymic && is_near(a.first, b.first)) ||
                        (first && is_near(a.patronymic, b.patronymic));
      if (near && first != patronymic)
        add(PersonDoubt::Kind::letters, i, j, !is_initial(a.patronymic));
    });
  }
  static bool is_near(View a, View b) {
    constexpr std::size_t kMost = 2, kShortest = 4;
    if (std::min(a.size(), b.size()) < kShortest) return false;
    if (std::max(a.size(), b.size()) - std::min(a.size(), b.size()) > kMost) return false;
    const std::size_t distance = edit_distance(a, b);
    return distance == 1 || (distance == 2 && a.front() == b.front() && a.size() > 6);
  }

  void compare_initials() {
    using Kind = PersonDoubt::Kind;
    const auto unordered = [](const PersonKey& p) {
      return std::tuple(View(p.surname), std::min(p.initial(), p.second_initial()),
                        std::max(p.initial(), p.second_initial()));
    };
    compare_blocks(unordered, [&](std::uint32_t i, std::uint32_t j, std::size_t) {
      const PersonKey &a = people_[i], &b = people_[j];
      const bool swapped = a.initial() == b.second_initial() && b.initial() == a.second_initial() &&
                           a.initial() != b.initial() && a.second_initial() != 0;
      if (swapped && has_initials(a, b)) add(Kind::swapped_initials, i, j, true);
    });
    const auto one_differs = [&](std::uint32_t i, std::uint32_t j, std::size_t block) {
      constexpr std::size_t kNamesakes = 3;  // more of them are a common surname
      const PersonKey &a = people_[i], &b = people_[j];
      const bool differ =
          (a.initial() != b.initial()) != (a.second_initial() != b.second_initial());
      if (block > kNamesakes || !differ || a.patronymic.empty() || b.patronymic.empty()) return;
      if (has_initials(a, b)) add(Kind::other_initial, i, j, is_slip(a, b));
    };
    compare_blocks([](const PersonKey& p) { return std::tuple(View(p.surname), p.initial()); },
                   one_differs);
    compare_blocks(
        [](const PersonKey& p) { return std::tuple(View(p.surname), p.second_initial()); },
        one_differs);
  }
  static bool has_initials(const PersonKey& a, const PersonKey& b) {
    return is_initial(a.first) || is_initial(b.first);
  }
  /// One is met once, the other often, in the same post.
  static bool is_slip(const PersonKey& a, const PersonKey& b) {
    constexpr std::uint32_t kOften = 3;
    if (std::min(a.mentions, b.mentions) != 1 || std::max(a.mentions, b.mentions) < kOften)
      return false;
    const PersonKey &rare = a.mentions == 1 ? a : b, &often = a.mentions == 1 ? b : a;
    return !rare.posts.empty() &&
           std::ranges::find(often.posts, rare.posts.front()) != often.posts.end();
  }

  /// The doubtful one is the rarer, then the shorter, then the later.
  void add(PersonDoubt::Kind kind, std::uint32_t i, std::uint32_t j, bool likely) {
    const auto fullness = [](View name) { return std::min<std::size_t>(name.size(), 2); };
    const auto weight = [&](std::uint32_t p) {
      const PersonKey& person = people_[p];
      return std::tuple(person.mentions, fullness(person.first) + fullness(person.patronymic), ~p);
    };
    const bool first_is_meant = weight(i) > weight(j);
    doubts_.push_back({kind, first_is_meant ? j : i, first_is_meant ? i : j, likely});
  }

  std::span<const PersonKey> people_;
  std::vector<PersonDoubt> doubts_;
};

}  // namespace

std::u32string name_key(std::string_view name) { return word_key(decode_utf8(name)); }

bool agree(View a, View b) {
  if (a.empty() || b.empty()) return true;
  if (is_initial(a) || is_initial(b)) return a.front() == b.front();
  return a == b;
}

std::vector<PersonDoubt> find_doubts(std::span<const PersonKey> people) {
  return DoubtFinder(people).find();
}

}  // namespace grif
