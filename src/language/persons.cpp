#include "language/persons.hpp"

#include <algorithm>
#include <optional>

#include "core/text.hpp"
#include "language/person_names.hpp"

namespace grif {
namespace {

using Kind = PersonElement::Kind;
using Gap = PersonElement::Gap;

/// A name, or the words of one post or group.
struct Item {
  std::size_t begin = 0, end = 0;  ///< elements
  Gap gap = Gap::none;             ///< before it
  const PersonName* name = nullptr;
  std::optional<PostWord> post;  ///< what its first post word says
  std::size_t organisation = 0;  ///< element with which the organisation begins; `end`: none
  std::size_t owner = kNone;     ///< the name that it belongs to
  bool shared = false;  ///< a post of several names: «методисты Орлова А.А., Зимин Б.Б.»
  std::uint8_t remarks = 0;
  static constexpr std::size_t kNone = ~std::size_t{0};
};

/// Divides what stands between names into posts.
class ItemDivider {
 public:
  explicit ItemDivider(std::span<const PersonElement> elements) : elements_(elements) {}

  std::vector<Item> divide(std::span<const PersonName> names) {
    std::size_t at = 0;
    for (const PersonName& name : names) {
      divide_words(at, name.begin);
      add(name.begin, name.end).name = &name;
      at = name.end;
    }
    divide_words(at, elements_.size());
    return std::move(items_);
  }

 private:
  Item& add(std::size_t begin, std::size_t end) {
    Item& item = items_.emplace_back();
    item.begin = begin;
    item.end = item.organisation = end;
    item.gap = std::max(gap_, elements_[begin].gap);
    gap_ = Gap::none;
    return item;
  }

  [[nodiscard]] bool is_and(std::size_t at) const {
    return (elements_[at].key == U"и" || elements_[at].key == U"а") && !elements_[at].stop;
  }

  /// What was seen of a post while its end is looked for.
  struct Phrase {
    std::size_t start = 0;
    std::optional<PostWord> first;  ///< its first post word, if no preposition stands before it
    bool has_post = false, has_preposition = false;
  };

  void divide_words(std::size_t begin, std::size_t end) {
    Phrase phrase{.start = begin};
    for (std::size_t at = begin; at < end; ++at) {
      if (is_and(at) && (at == phrase.start || at + 1 == end || begins_post(at + 1, end, phrase))) {
        if (at != phrase.start) add_words(phrase.start, at);
        gap_ = std::max({gap_, elements_[at].gap, Gap::comma});
        phrase = {.start = at + 1};
        continue;
      }
      if (at != phrase.start && divides(phrase, at, end)) {
        add_words(phrase.start, at);
        phrase = {.start = at};
      }
      see(phrase, at);
    }
    if (phrase.start < end) add_words(phrase.start, end);
  }

  void see(Phrase& phrase, std::size_t at) const {
    const PersonElement& element = elements_[at];
    // «и.о. директора» is a nominative.
    const bool acting = element.key == U"и" && element.stop && at + 1 < elements_.size() &&
                        elements_[at + 1].key == U"о" && elements_[at + 1].stop;
    const auto post = acting ? PostWord{.shortened = true} : element.post;
    if (post && !phrase.has_post && !phrase.has_preposition) phrase.first = post;
    phrase.has_post = phrase.has_post || post.has_value();
    phrase.has_preposition =
        phrase.has_preposition || (is_preposition(element.key) && !element.stop);
  }

  /// Whether a new post begins at `at`.
  [[nodiscard]] bool divides(const Phrase& phrase, std::size_t at, std::size_t end) const {
    const PersonElement& element = elements_[at];
    if (element.gap == Gap::list) return true;
    if (element.gap == Gap::dash || element.gap == Gap::none) return false;
    const PersonElement& before = elements_[at - 1];
    if (is_preposition(before.key) || is_adjective(before.key) || before.stop) return false;
    if (begins_post(at, end, phrase)) return true;
    if (element.gap == Gap::line) return false;
    return element.kind != Kind::word || !phrase.has_post;
  }

  /// A post in the nominative, or in the case of the post before it, with up to two adjectives.
  [[nodiscard]] bool begins_post(std::size_t at, std::size_t end, const Phrase& phrase) const {
    constexpr std::size_t kMostAdjectives = 2;
    for (std::size_t i = at; i < std::min(end, at + kMostAdjectives + 1); ++i) {
      if (i != at && elements_[i].gap > Gap::line) return false;
      if (const auto& post = elements_[i].post) {
        if (post->grammatical_case == PostWord::Case::nominative) return true;
        return phrase.first && phrase.first->grammatical_case == post->grammatical_case &&
               post->grammatical_case == PostWord::Case::other;
      }
      if (!is_adjective(elements_[i].key)) return false;
    }
    return false;
  }

  void add_words(std::size_t begin, std::size_t end) {
    Item& item = add(begin, end);
    Phrase phrase;
    bool post_before = false;
    for (std::size_t i = begin; i < end; ++i) see(phrase, i);
    item.post = phrase.first;
    for (std::size_t i = begin; i < end; ++i) {
      const PersonElement& element = elements_[i];
      const bool capitals = element.kind == Kind::caps;
      const bool after_preposition = i != begin && is_preposition(elements_[i - 1].key);
      if (!after_preposition &&
          (element.kind == Kind::quoted || begins_organisation(element.key, capitals)) &&
          (post_before || i == begin)) {
        item.organisation = i;
        break;
      }
      post_before = post_before || element.post.has_value();
    }
    // «заместитель директора» is the post; an adjective before the organisation belongs to it.
    while (item.organisation != end && item.organisation > begin + 1 &&
           is_adjective(elements_[item.organisation - 1].key) &&
           !elements_[item.organisation - 1].post)
      --item.organisation;
  }

  std::span<const PersonElement> elements_;
  std::vector<Item> items_;
  Gap gap_ = Gap::none;
};

/// Gives posts to names.
class PostGiver {
 public:
  PostGiver(std::span<const PersonElement> elements, std::span<Item> items)
      : elements_(elements), items_(items), owned_(items.size(), false) {}

  void give() {
    for (std::size_t i = 0; i < items_.size(); ++i) {
      if (i == 0 || items_[i].gap == Gap::list) name_first_ = items_[i].name != nullptr;
      if (items_[i].name == nullptr) give_one(i);
    }
  }

 private:
  [[nodiscard]] bool is_name(std::size_t i) const {
    return i < items_.size() && items_[i].name != nullptr && items_[i].gap != Gap::list;
  }

  void give_one(std::size_t i) {
    const bool left_free =
        i > 0 && items_[i].gap != Gap::list && items_[i - 1].name != nullptr && !owned_[i - 1];
    const bool right = is_name(i + 1);
    if (!items_[i].post) {
      give_words(i, left_free, right);
    } else if (items_[i].post->plural) {
      if (right && items_[i + 1].gap <= Gap::dash)
        share(i);
      else if (left_free && items_[i].gap == Gap::dash)
        share_back(i);
    } else {
      give_post(i, left_free, right);
    }
  }

  void give(std::size_t i, std::size_t name) {
    items_[i].owner = name;
    owned_[name] = true;
  }

  void give_post(std::size_t i, bool left_free, bool right) {
    const Gap left_gap = items_[i].gap;
    const Gap right_gap = right ? items_[i + 1].gap : Gap::list;
    if (left_free && right) {
      const int left = rank(left_gap), closer = rank(right_gap);
      const bool to_left = left < closer || (left == closer && name_first_);
      give(i, to_left ? i - 1 : i + 1);
      return;
    }
    if (left_free) {
      if (left_gap <= Gap::dash || name_first_ || !followed_by_post(i)) give(i, i - 1);
      return;
    }
    if (!right) return;
    if (right_gap <= Gap::dash) {
      give(i, i + 1);
    } else if (!(i + 2 < items_.size() && items_[i + 2].name == nullptr && items_[i + 2].post &&
                 !items_[i + 2].post->plural && items_[i + 2].gap != Gap::list &&
                 !is_name(i + 3))) {
      items_[i].remarks |= Mention::comma_after_post;
      give(i, i + 1);
    }
  }

  /// A dash binds as a line end does: «Лугов П.К. – директор⏎Ветрова А.Г. – завуч».
  static int rank(Gap gap) { return static_cast<int>(gap == Gap::line ? Gap::dash : gap); }

  [[nodiscard]] bool followed_by_post(std::size_t i) const {
    return i + 1 < items_.size() && items_[i + 1].name == nullptr && items_[i + 1].gap != Gap::list;
  }

  [[nodiscard]] bool may_be_shared(std::size_t i) const {
    constexpr std::uint32_t kLongest = 1000;  // bytes; what is longer is no post
    return elements_[items_[i].end - 1].range.end - elements_[items_[i].begin].range.begin <=
           kLongest;
  }

  /// «Орлова А.А., Зимин Б.Б. – методисты»: to all names before it that have no post.
  void share_back(std::size_t i) {
    if (!may_be_shared(i)) return;
    items_[i].shared = true;
    for (std::size_t name = i; name-- > 0 && items_[name].name != nullptr && !owned_[name];) {
      owned_[name] = true;
      items_[name].owner = i;
      if (items_[name].gap == Gap::list) break;
    }
  }

  /// «методисты Орлова А.А., Зимин Б.Б.»: to all names up to the next post.
  void share(std::size_t i) {
    if (!may_be_shared(i)) return;
    items_[i].shared = true;
    for (std::size_t name = i + 1; is_name(name); ++name) {
      const bool has_own = name + 1 < items_.size() && items_[name + 1].name == nullptr &&
                           items_[name + 1].gap <= Gap::dash;
      if (has_own) break;
      owned_[name] = true;
      items_[name].owner = i;
    }
  }

  /// Words without a post: an organisation, or words right before a name.
  void give_words(std::size_t i, bool left_free, bool right) {
    const bool organisation = items_[i].organisation == items_[i].begin;
    if (right && items_[i + 1].gap <= Gap::line && (organisation || are_words(i))) {
      give(i, i + 1);
    } else if (left_free && items_[i].gap <= Gap::line && organisation) {
      give(i, i - 1);
    }
  }
  [[nodiscard]] bool are_words(std::size_t i) const {
    for (std::size_t at = items_[i].begin; at < items_[i].end; ++at)
      if (elements_[at].key.empty() || elements_[at].kind == Kind::caps) return false;
    return true;
  }

  std::span<const PersonElement> elements_;
  std::span<Item> items_;
  std::vector<bool> owned_;
  bool name_first_ = false;
};

class MentionWriter {
 public:
  MentionWriter(std::string_view text, std::span<const PersonElement> elements,
                std::span<const Item> items)
      : text_(text), elements_(elements), items_(items) {}

  std::vector<Mention> write() {
    // A name has at most one post of its own, beside it, or one that it shares.
    for (std::size_t i = 0; i < items_.size(); ++i) {
      const Item& item = items_[i];
      if (item.name == nullptr) {
        if (item.owner == Item::kNone && !item.shared) write_role(i);
        continue;
      }
      Mention& mention = begin(i);
      write_name(*item.name, mention);
      if (i > 0 && items_[i - 1].owner == i) add_post(items_[i - 1], mention);
      if (i + 1 < items_.size() && items_[i + 1].owner == i) add_post(items_[i + 1], mention);
      if (item.owner != Item::kNone) add_post_words(items_[item.owner], mention);
      mention.written =
          collapsed(text_.substr(mention.range.begin, mention.range.end - mention.range.begin));
    }
    return std::move(mentions_);
  }

 private:
  [[nodiscard]] TextRange range_of(std::size_t begin, std::size_t end) const {
    return {elements_[begin].range.begin, elements_[end - 1].range.end};
  }
  [[nodiscard]] std::string words_of(std::size_t begin, std::size_t end) const {
    if (begin == end) return {};
    const TextRange range = range_of(begin, end);
    return collapsed(text_.substr(range.begin, range.end - range.begin));
  }

  Mention& begin(std::size_t i) {
    Mention& mention = mentions_.emplace_back();
    mention.range = range_of(items_[i].begin, items_[i].end);
    return mention;
  }

  void write_name(const PersonName& name, Mention& mention) const {
    mention.kind = Mention::Kind::person;
    mention.name = mention.range;
    mention.surname = encode_utf8(name.surname);
    mention.first = encode_utf8(name.first);
    mention.patronymic = encode_utf8(name.patronymic);
    mention.gender = name.gender;
    mention.remarks = name.remarks;
  }

  void write_role(std::size_t i) {
    const Item& item = items_[i];
    Mention& mention = begin(i);
    mention.remarks = item.remarks;
    if (item.post) {
      mention.kind = Mention::Kind::role;
      mention.plural = item.post->plural;
    }
    add_post_words(item, mention);
    mention.written = words_of(item.begin, item.end);
  }

  void add_post(const Item& item, Mention& mention) const {
    const TextRange range = range_of(item.begin, item.end);
    mention.range.begin = std::min(mention.range.begin, range.begin);
    mention.range.end = std::max(mention.range.end, range.end);
    mention.remarks |= item.remarks;
    add_post_words(item, mention);
  }

  void add_post_words(const Item& item, Mention& mention) const {
    mention.post = words_of(item.begin, item.organisation);
    mention.organisation = words_of(item.organisation, item.end);
    if (item.post && item.post->grammatical_case != PostWord::Case::nominative &&
        mention.kind == Mention::Kind::person)
      mention.remarks |= Mention::oblique;
  }

  std::string_view text_;
  std::span<const PersonElement> elements_;
  std::span<const Item> items_;
  std::vector<Mention> mentions_;
};

}  // namespace

std::vector<Mention> read_persons(std::string_view text, NamesIn where,
                                  std::span<const std::string> own_posts) {
  std::vector<PersonElement> elements = divide_cell(text);
  PostWords(own_posts).mark(elements);
  const std::vector<PersonName> names = find_names(elements, where);
  std::vector<Item> items = ItemDivider(elements).divide(names);
  PostGiver(elements, items).give();
  return MentionWriter(text, elements, items).write();
}

}  // namespace grif
