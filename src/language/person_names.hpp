#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "language/person_elements.hpp"
#include "language/person_words.hpp"

namespace grif {

/// A name among the elements of a cell: `begin` to `end`, the end not included.
struct PersonName {
  std::size_t begin = 0, end = 0;
  std::u32string surname, first, patronymic;  ///< nominative where that is certain
  Gender gender = Gender::unknown;
  std::uint8_t remarks = 0;
};

/// The words that mean posts: those of the language and the caller's own.
class PostWords {
 public:
  explicit PostWords(std::span<const std::string> own);
  /// A word that certainly means a post.
  [[nodiscard]] std::optional<PostWord> find(const PersonElement& element) const;
  /// A word that means a post by its stem or by its ending.
  [[nodiscard]] std::optional<PostWord> guess(const PersonElement& element) const;

 private:
  std::vector<std::u32string> own_stems_;
};

/// Finds the names, in order; they do not overlap.
std::vector<PersonName> find_names(std::span<const PersonElement> elements, NamesIn where,
                                   const PostWords& posts);

}  // namespace grif
