#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "language/persons.hpp"

namespace grif {

// What Russian knows of names and posts. Words are lower case with ё as е, in code points.

/// Lower case, ё as е.
std::u32string word_key(std::u32string_view word);

/// A word that means a post or a group of people.
struct PostWord {
  enum class Case : std::uint8_t { nominative, genitive, other };
  bool plural = false;
  bool collective = false;  ///< «группа», «администрация»
  bool shortened = false;   ///< «зам», «соц»
  Case grammatical_case = Case::nominative;
};
/// Posts of schools and offices by their stems and endings.
std::optional<PostWord> find_post_word(std::u32string_view key);
/// Words with the endings of people at work («-тор», «-тель», «-ник», «-ист»), nominative only.
std::optional<PostWord> find_agent_word(std::u32string_view key);
/// «социальный», «рабочая», «классные», «старшему».
bool is_adjective(std::u32string_view key);
/// Prepositions after which a post goes on: «по», «с», «для».
bool is_preposition(std::u32string_view key);
/// Capitals that stand for work or an office and never for initials: «ВР», «УВР», «ОУ».
bool is_work_abbreviation(std::u32string_view key);
/// Words that begin the name of an organisation behind a post: «школы», «МБОУ».
bool begins_organisation(std::u32string_view key, bool capitals);
/// A word of organisations in any case: «лицей», «школе».
bool is_organisation_word(std::u32string_view key);
/// A legal form with more behind it, glued: «гапоупмт».
bool begins_with_legal_form(std::u32string_view key);

/// «фон», «де», «ван»: before a surname.
bool is_name_particle(std::u32string_view key);
/// «оглы», «кызы» and their like after a father's name; unknown for other words.
Gender patronymic_particle(std::u32string_view key);

/// A name in the nominative.
struct GivenName {
  std::u32string nominative;  ///< lower case
  Gender gender = Gender::unknown;
  bool oblique = false;
};
/// A patronymic by its ending, in any case; gender is always known.
std::optional<GivenName> read_patronymic(std::u32string_view key);
/// A first name of the common ones, in any case.
std::optional<GivenName> read_first_name(std::u32string_view key);

/// Whether the word ends as surnames do («-ов», «-ина», «-ский», «-енко», «-ян», «-дзе» …).
bool ends_like_surname(std::u32string_view key);
/// Only where the ending allows one gender in the nominative.
Gender gender_of_surname(std::u32string_view key);
/// What the nominative may be if the word stands in another case: «ивановой» → «иванова».
/// Never the word itself; empty where nothing is known.
std::u32string nominative_of_surname(std::u32string_view key, Gender gender);

/// The stem under which forms of one word meet: «заместителю» → «заместител».
std::u32string_view stem_of(std::u32string_view key);

}  // namespace grif
