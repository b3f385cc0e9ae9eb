#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "language/term_words.hpp"

namespace grif {

/// A piece of a term. Blanks and quotation marks are no pieces.
struct TermToken {
  enum class Type : std::uint8_t {
    number,  ///< `value`, of `digits` digits
    word,    ///< `word` with its `value`
    dash,
    dot,
    comma,
    semicolon,
    slash,
    bracket,
    blank_line,  ///< underscores to be written over
    other,
    end
  };
  Type type = Type::end;
  TermWord word = TermWord::unknown;
  Spelling spelling = Spelling::right;
  std::uint8_t digits = 0;
  std::uint8_t roman = 0;    ///< of a word that may be a Roman number
  bool roman_mixed = false;  ///< it has Russian letters
  bool glued = false;        ///< nothing stands between it and the piece before
  bool starts_line = false;
  std::int32_t value = 0;
  std::uint32_t offset = 0, length = 0;  ///< bytes of the text
  std::string_view right_form;           ///< of a word not rightly spelt

  [[nodiscard]] bool is(Type t) const { return type == t; }
  [[nodiscard]] bool is(TermWord w) const { return type == Type::word && word == w; }
  [[nodiscard]] std::uint32_t stop() const { return offset + length; }
};

/// Cuts a term into pieces; the last is `end`. Words are looked up; misspelt ones are recognised,
/// but no more than kMostGuesses in a text, so that a long text that is no term costs nothing.
inline constexpr int kMostGuesses = 8;
std::vector<TermToken> cut_term(std::string_view text, bool guess = true);

}  // namespace grif
