#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace grif {

/// Something in a text that hardly anybody meant and that no reader sees on paper.
struct TextDoubt {
  enum class Kind : std::uint8_t {
    latin_letters,     ///< in a Russian word: «школa», «c 1 сентября»
    cyrillic_letters,  ///< in a word of Latin letters: «IТ»
    invisible,         ///< a sign without a shape
    lost,              ///< a sign that stands for one that could not be kept
    open_quote,        ///< a quotation mark that nothing closes
    stray_quote        ///< one that closes nothing
  };
  Kind kind = Kind::latin_letters;
  std::uint32_t offset = 0;  ///< byte at which it stands
  std::string shown;         ///< the word, the sign's code (U+200B), or the words at the mark
  std::string detail;        ///< of a word: the letters that are of the other script
  bool operator==(const TextDoubt&) const = default;
};

/// The words and signs of a text (valid UTF-8) that are doubtful, in the order in which they stand,
/// each once. A word is mixed only if one script's letters all look like the other's, so «ПушкINка»
/// passes. Signs that typography uses (no-break blanks, soft hyphens, joiners of pictures) pass.
std::vector<TextDoubt> find_text_doubts(std::string_view text);

/// Quotation marks over as many texts as belong together. Two that open and one that closes both
/// are right («Школа «Радуга»), as D. E. Rosenthal's handbook has it: equal marks are not doubled.
class QuoteBalance {
 public:
  /// Goes on with the next text. Strays are appended to `doubts`.
  void read(std::string_view text, std::vector<TextDoubt>& doubts);
  /// A mark that is still open, and the number of the text that it stands in.
  struct Open {
    std::size_t text;
    TextDoubt doubt;
  };
  [[nodiscard]] std::vector<Open> open() const;

 private:
  struct Opened {
    std::size_t text = 0;
    std::uint32_t offset = 0;
    char32_t mark = 0;
    bool maybe_closed = false;  ///< an inner one of the same kind was closed after it
    std::string shown;
  };
  void close(std::string_view text, std::uint32_t offset, char32_t mark,
             std::vector<TextDoubt>& doubts);

  std::size_t texts_ = 0;
  std::vector<Opened> opened_;
};

}  // namespace grif
