#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "language/persons.hpp"

namespace grif {

inline constexpr std::uint32_t kNoPerson = 0xFFFF'FFFF;

/// Somebody whom the mentions of a programme name, in the fullest form met.
struct PersonRecord {
  std::string surname, first, patronymic;
  Gender gender = Gender::unknown;
  std::vector<std::uint32_t> mentions;  ///< indices, ascending
  /// «Ветрова А.Г.», «Ветрова Анна Григорьевна», «Ветрова».
  [[nodiscard]] std::string short_name() const;
};

/// Two records that may be one person.
struct PersonDoubt {
  enum class Kind : std::uint8_t {
    letters,  ///< «Ветрова» and «Ветрава», «Наталья» and «Наталия»
    swapped_initials,  ///< «Ветрова А.Г.» and «Ветрова Г.А.»
    other_initial      ///< «Ветрова А.Г.» and «Ветрова А.Т.»
  };
  Kind kind = Kind::letters;
  std::uint32_t person = 0;  ///< the doubtful one …
  std::uint32_t meant = 0;   ///< … and the one that was probably meant: met more often, or fuller
  bool likely = false;       ///< hardly two people
};

/// A person whom several full names fit: «Ветрова А.Г.» beside Anna and Alla.
struct AmbiguousPerson {
  std::uint32_t person = 0;
  std::vector<std::uint32_t> candidates;  ///< at most four
};

/// One person in two posts that hardly go together (see person_posts.hpp).
struct TwoPosts {
  std::uint32_t person = 0;
  std::uint32_t usual_mention = 0, rare_mention = 0;  ///< the first ones of each post
};

struct PersonGroups {
  std::vector<PersonRecord> persons;     ///< in the order of their first mentions
  std::vector<std::uint32_t> person_of;  ///< for each mention; kNoPerson for roles and the rest
  std::vector<PersonDoubt> doubts;       ///< by `person`, then `meant`
  std::vector<AmbiguousPerson> ambiguous;
  std::vector<TwoPosts> two_posts;  ///< by person
};

/// Whether two mentions can name one person: the same surname (whatever the case, ё or е, Latin
/// look-alikes), names and initials that agree.
bool same_person(const Mention& a, const Mention& b);

/// Makes one record of all mentions of a person. Time is about proportional to the number of
/// mentions, whatever the names are.
PersonGroups group_persons(std::span<const Mention> mentions);

}  // namespace grif
