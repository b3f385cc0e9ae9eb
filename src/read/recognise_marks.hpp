#pragma once

#include <string_view>

namespace grif::recognition {

/// True for an ordinary sentence, as neither a title nor a mark has them: five words and more with
/// a full stop, or «Слово: …» before a phrase.
bool is_sentence(std::string_view text);

/// What the lines of an approval mark have said so far, and with it whether one more line belongs
/// to it (GOST R 7.0.97, requisites 16, 19 and 20): post with organisation, signature and name,
/// date, and the act by which it was approved. The mark of an annex («Приложение № 1 к приказу …»)
/// ends with the date and the number of its act.
class MarkElements {
 public:
  /// `cell`: the one that begins the mark.
  MarkElements(std::string_view cell, bool annex);

  /// Whether a cell below goes on with the mark; `apart`: an empty row stands before it.
  [[nodiscard]] bool accept(std::string_view cell, bool apart) const;
  void add(std::string_view cell);

 private:
  bool annex_;
  bool related_ = false;  ///< of an annex: «к приказу …» has begun
  bool named_ = false;    ///< a name or a line for the signature
  bool dated_ = false;    ///< a date or an act with its number
};

}  // namespace grif::recognition
