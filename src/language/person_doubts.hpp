#pragma once

#include <span>
#include <string>
#include <vector>

#include "language/person_groups.hpp"
#include "language/person_posts.hpp"

namespace grif {

/// A person in the form in which names are compared.
struct PersonKey {
  std::u32string surname, first, patronymic;  ///< lower case, ё as е
  std::vector<PostKey> posts;                 ///< the different ones, as met
  std::uint32_t mentions = 0;

  [[nodiscard]] char32_t initial() const { return first.empty() ? 0 : first.front(); }
  [[nodiscard]] char32_t second_initial() const {
    return patronymic.empty() ? 0 : patronymic.front();
  }
};

/// The key of a name in UTF-8.
std::u32string name_key(std::string_view name);

/// Whether two names or initials agree: one is missing, one is the other's first letter, or both
/// are the same.
bool agree(std::u32string_view a, std::u32string_view b);

/// Records that may be one person, by person and meant. Spellings are compared only where a letter
/// left out of each gives the same word, initials only inside one surname.
std::vector<PersonDoubt> find_doubts(std::span<const PersonKey> people);

}  // namespace grif
