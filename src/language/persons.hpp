#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace grif {

enum class Gender : std::uint8_t { unknown, male, female };

/// Bytes of a text, the end not included.
struct TextRange {
  std::uint32_t begin = 0, end = 0;
  bool operator==(const TextRange&) const = default;
};

/// A person, a post or a group of people that a cell names.
struct Mention {
  enum class Kind : std::uint8_t {
    person,  ///< somebody by name
    role,  ///< a post or a group without a name: «директор», «рабочая группа»
    other  ///< neither: an organisation, a date, a number, unknown words
  };
  /// What makes the reading less than certain or the writing less than right.
  enum Remark : std::uint8_t {
    lost_stop = 1,     ///< «Елисеева АГ», «Елисеева А.Г»
    comma_inside = 2,  ///< «Елисеева, А.Г.»
    /// «педагог-психолог, Елисеева А.Г.»: one person or two
    comma_after_post = 4,
    latin_letters = 8,  ///< Latin look-alikes among Cyrillic letters of the name
    oblique = 16        ///< not in the nominative; the name is put back where that is certain
  };

  Kind kind = Kind::other;
  /// In the nominative where that is known, capitals only where they belong («ИВАНОВ» → «Иванов»),
  /// Cyrillic for Latin look-alikes. Empty: not said.
  std::string surname;
  std::string first;       ///< the name, or its first letter without a stop
  std::string patronymic;  ///< the patronymic with «оглы», «кызы», or its first letter
  Gender gender = Gender::unknown;  ///< only where the name leaves no doubt
  std::uint8_t remarks = 0;
  bool plural = false;  ///< a role of several people
  std::string post;     ///< as written, on one line, without the organisation
  std::string organisation;  ///< «МБОУ «Лицей № 1»», «школы»: what follows the post
  TextRange range;           ///< the whole mention
  TextRange name;            ///< the name in it; empty for a role
  std::string written;  ///< the whole mention on one line

  [[nodiscard]] bool has(Remark remark) const { return (remarks & remark) != 0; }
};

enum class NamesIn : std::uint8_t {
  mixed_cell,  ///< names, posts and groups: «Ответственные»
  name_cell    ///< a column of names: a surname alone and names without endings are names too
};

/// Reads who is named in a cell, in the order of the text: names with initials on either side or in
/// full, in any case, posts before or after them, lists divided by commas, semicolons, «и»,
/// slashes, line breaks or nothing. `own_posts`: words for posts that the language does not know as
/// such (lower case, ё as е). Takes time in proportion to the text.
std::vector<Mention> read_persons(std::string_view text, NamesIn where = NamesIn::mixed_cell,
                                  std::span<const std::string> own_posts = {});

}  // namespace grif
