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
  /// Says of each element whether it means a post.
  void mark(std::span<PersonElement> elements) const;

 private:
  [[nodiscard]] std::optional<PostWord> find(const PersonElement& element) const;
  std::vector<std::u32string> own_stems_;
};

/// Finds the names among elements whose posts are marked, in order; they do not overlap.
std::vector<PersonName> find_names(std::span<const PersonElement> elements, NamesIn where);

}  // namespace grif
