#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "data/schema.hpp"

namespace grif::recognition {

/// The key under which printed titles are compared: the letters, digits, № and % of the text in
/// lower case, ё as е, Latin letters that look like Cyrillic ones as those. So line breaks, words
/// torn by a hyphen, blanks and punctuation do not matter: «Срок реализа-\nции», «№ / п/п».
std::string header_key(std::string_view text);

struct KeyHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view key) const { return std::hash<std::string_view>{}(key); }
};
template <typename T>
using KeyMap = std::unordered_map<std::string, T, KeyHash, std::equal_to<>>;

inline constexpr std::size_t kBeginnings = 1 << 15;

/// All titles and aliases of a schema, to look up what a title of a sheet or a column stands for.
class TitleIndex {
 public:
  struct Match {
    SheetId sheet;
    ColumnId column;
  };
  explicit TitleIndex(const Schema& schema);
  TitleIndex(TitleIndex&&) noexcept = default;
  TitleIndex& operator=(TitleIndex&&) noexcept = default;

  /// The columns whose title or alias has this key, in order of the schema.
  [[nodiscard]] std::span<const Match> columns(std::string_view key) const;
  /// False for nearly all texts that are no title and begin none: a few letters tell.
  [[nodiscard]] bool may_begin_title(std::string_view text) const;
  /// The column of one sheet with this key, or kNoColumn.
  [[nodiscard]] ColumnId column(SheetId sheet, std::string_view key) const;
  /// The free column of one sheet whose title or alias looks most like a text, or kNoColumn: at
  /// most one letter in four differs and no digit; with `words` also one that the text goes on from
  /// with whole words («Сроки проведения мероприятий»).
  [[nodiscard]] ColumnId guess(SheetId sheet, std::string_view title,
                               const std::vector<bool>& taken, bool words) const;
  /// The sheet whose title or alias has this key, or kNoSheet.
  [[nodiscard]] SheetId sheet(std::string_view key) const;

 private:
  struct Known {
    std::string_view key;  ///< of columns_
    std::size_t letters;   ///< code points of the key
    ColumnId column;
  };
  KeyMap<std::vector<Match>> columns_;
  std::bitset<kBeginnings> beginnings_;    ///< of the keys in columns_: their first letters, hashed
  std::vector<std::vector<Known>> known_;  ///< of each sheet, in order of the schema
  KeyMap<SheetId> sheets_;
};

/// What a text in the column of numbers says of its row.
struct LabelShape {
  std::uint8_t levels = 0;  ///< 1 for `1`, `1.`, `1)`; 2 for `1.1`, `1.7.`; 0: not a number
  bool roman = false;       ///< `I.`, `IV`
};
LabelShape label_shape(std::string_view text);

/// «Этап 1», «ЭТАП 2.», «I этап»: one of the words beside an Arabic or Roman number at the start.
bool starts_with_numbered_word(std::string_view text, std::span<const std::string> words);

/// «Подготовительный этап», «Первый (вводный) этап»: one of the words after an adjective or a
/// number among the first four.
bool names_kind_of_group(std::string_view text, std::span<const std::string> words);

/// True if the text begins with one of the phrases: case, ё and kinds of blanks do not matter.
bool starts_with_phrase(std::string_view text, std::span<const std::string> phrases);

/// True if the text begins with one of the words (or phrases) as whole words, also typed letter by
/// letter: «У Т В Е Р Ж Д А Ю».
bool starts_with_word(std::string_view text, std::span<const std::string> words);

}  // namespace grif::recognition
