#include "read/recognise_torn.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "core/text.hpp"

namespace grif::recognition {
namespace {

// Points of evidence that a row goes on from the one above. Numbers that are missing are half of
// it, so that a table without numbers wants more.
constexpr int kEnough = 2, kEnoughWithoutNumbers = 3;
constexpr std::size_t kNone = static_cast<std::size_t>(-1);

constexpr std::size_t kLongestMark = 6;  // bytes of an item's number or sign, with the line break

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

/// What the beginning of a text says of what stands before it.
struct Beginning {
  bool small = false;  ///< a small letter
  bool closing = false;  ///< a sign that stands behind words only: «, педагоги», «.Рассказ»
  bool digits = false;       ///< a digit
  bool item = false;         ///< an item of a list: «- …», «• …», «3. …»
  std::uint32_t number = 0;  ///< … its number
  bool inner = false;  ///< an abbreviation, initials or a quotation: «ВР», «Т.П.», «„Шаг»
};

Beginning look_at_beginning(std::string_view text) {
  const std::u32string letters = decode_utf8(text.substr(0, 40));
  Beginning begin;
  if (letters.empty()) return begin;
  const char32_t first = letters.front();
  std::size_t at = 0;
  while (at < letters.size() && at < 3 && is_digit(letters[at]))
    begin.number = begin.number * 10 + (letters[at++] - U'0');
  begin.digits = at != 0;
  if (begin.digits)
    begin.item = at < letters.size() && (letters[at] == '.' || letters[at] == ')') &&
                 (at + 1 == letters.size() || !is_digit(letters[at + 1]));
  else
    begin.item = std::u32string_view(U"-–—−•·*\uF0B7").find(first) != std::u32string_view::npos;
  constexpr std::u32string_view kClosing = U".,;:)!?»";
  const std::size_t behind = letters.find_first_not_of(kClosing);
  begin.closing = behind != 0 && behind < letters.size() &&
                  (is_letter(letters[behind]) || is_blank(letters[behind]));
  begin.small = is_letter(first) && !is_upper(first);
  if (first == U'«' || first == '"' || first == U'„' || first == '(') begin.inner = true;
  if (is_letter(first) && is_upper(first) && letters.size() > 1)
    begin.inner = letters[1] == '.' || (is_letter(letters[1]) && is_upper(letters[1]));
  return begin;
}

/// What the end of a text says of what may follow it.
struct Ending {
  bool finished = false;     ///< a full stop or its like
  bool open = false;         ///< a comma, a conjunction, a preposition: something must follow
  bool list = false;         ///< a semicolon or a colon: an item may follow
  bool hyphen = false;       ///< a hyphen right behind a letter
  bool mark = false;         ///< the last line is nothing but the number or sign of an item
  bool has_digit = false;    ///< anywhere
  std::uint32_t number = 0;  ///< of the last item of a list in the text; 0: there is none
};

bool is_open_word(std::string_view word) {
  static constexpr std::array<std::string_view, 36> kWords = {
      "а",   "без",  "в",     "во",    "для",   "до",    "за",    "и",     "из",
      "или", "к",    "ко",    "на",    "над",   "не",    "о",     "об",    "от",
      "по",  "под",  "при",   "про",   "с",     "со",    "то",    "у",     "что",
      "как", "либо", "чтобы", "между", "через", "среди", "перед", "также", "который"};
  return std::ranges::find(kWords, word) != kWords.end();
}

Ending look_at_ending(std::string_view text) {
  Ending end;
  text = trimmed(text);
  if (text.empty()) return end;
  end.has_digit = text.find_first_of("0123456789") != std::string_view::npos;
  for (std::string_view line : split(text, '\n')) {
    const Beginning begin = look_at_beginning(trimmed(line));
    if (begin.item && begin.number != 0) end.number = begin.number;
  }
  const std::string_view last_line = trimmed(text.substr(text.rfind('\n') + 1));
  const std::u32string letters = decode_utf8(last_line);
  end.mark = std::ranges::none_of(letters, is_letter) && letters.size() <= 3 &&
             text.size() > last_line.size();
  if (end.mark) {
    const Beginning begin = look_at_beginning(last_line);
    end.number = begin.number;
  }
  const char32_t last = letters.back();
  end.finished = last == '.' || last == '!' || last == '?';
  end.list = last == ';' || last == ':';
  end.hyphen = last == '-' && letters.size() > 1 && is_letter(letters[letters.size() - 2]);
  std::size_t word = letters.size();
  while (word > 0 && is_letter(letters[word - 1])) --word;
  end.open = last == ',' || last == '(' || last == '-' || last == U'–' ||
             is_open_word(lower(encode_utf8(std::u32string_view(letters).substr(word))));
  return end;
}

class TornRowFinder {
 public:
  TornRowFinder(const Grid& grid, const FoundTable& table, const SheetSchema& sheet, Body& body)
      : grid_(&grid), table_(&table), body_(&body), tails_(table.columns.size()) {
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      const ColumnId id = table.columns[c].column;
      roles_.push_back(id == kNoColumn ? Role::text : role_of(sheet.columns[id]));
      if (roles_.back() == Role::label && label_ == kNone) label_ = c;
    }
  }

  void find() {
    std::vector<BodyRow> kept;
    for (const BodyRow& row : body_->rows) {
      read_cells(row.line);
      const bool near = !kept.empty() && follows(last_line_, row.line);
      if (near && continues(kept.back(), row)) {
        body_->torn.push_back({kept.size() - 1, row.line, last_line_});
      } else {
        if (near && row.kind == RowKind::item) note_torn_cells();
        kept.push_back(row);
        tails_.assign(tails_.size(), nullptr);
      }
      for (std::size_t c = 0; c < cells_.size(); ++c)
        if (cells_[c] != nullptr) tails_[c] = cells_[c];
      last_line_ = row.line;
    }
    body_->rows = std::move(kept);
  }

 private:
  enum class Role : std::uint8_t { label, term, person, text };

  static Role role_of(const ColumnSchema& column) {
    if (column.type == ColumnType::label) return Role::label;
    if (column.type == ColumnType::term) return Role::term;
    return column.persons == PersonsIn::no ? Role::text : Role::person;
  }

  void read_cells(std::size_t line) {
    cells_.assign(table_->columns.size(), nullptr);
    strays_ = false;
    for (const RawCell* cell : grid_->cells(grid_->lines()[line])) {
      const std::size_t c = column_of(cell->column);
      if (c == kNone || cells_[c] != nullptr)
        strays_ = true;
      else
        cells_[c] = cell;
    }
  }
  [[nodiscard]] std::size_t column_of(std::uint16_t column) const {
    for (std::size_t c = 0; c < table_->columns.size(); ++c)
      if (table_->columns[c].first <= column && column <= table_->columns[c].last) return c;
    return kNone;
  }

  /// Whether rows have numbers, and in which columns small letters begin texts anyway. Most tables
  /// have no torn rows, so it is found out when it is first wanted.
  void count_beginnings() {
    if (!small_is_usual_.empty()) return;
    std::vector<std::size_t> filled(roles_.size()), small(roles_.size());
    std::size_t numbered = 0, without = 0;
    std::string number;
    const std::vector<const RawCell*> here = cells_;
    const bool strays = strays_;
    for (const BodyRow& row : body_->rows) {
      read_cells(row.line);
      if (row.kind != RowKind::item) continue;
      const RawCell* first = cells_[label_ == kNone ? 0 : label_];
      if (first == nullptr) {
        for (std::size_t c = 0; c < cells_.size(); ++c)
          if (cells_[c] != nullptr && roles_[c] == Role::term) ++without;
        continue;
      }
      std::string own = shown_text(*first);
      if (label_ != kNone && own == number) continue;
      number = std::move(own);
      ++numbered;
      for (std::size_t c = 0; c < cells_.size(); ++c) {
        if (cells_[c] == nullptr) continue;
        ++filled[c];
        if (look_at_beginning(trimmed(cells_[c]->text)).small) ++small[c];
      }
    }
    cells_ = here;
    strays_ = strays;
    numbered_ = numbered >= 2 && without <= numbered;
    for (std::size_t c = 0; c < roles_.size(); ++c)
      small_is_usual_.push_back(filled[c] >= 3 && small[c] * 2 >= filled[c]);
  }

  /// Right below, but for the header again and column numbers.
  [[nodiscard]] bool follows(std::size_t above, std::size_t line) const {
    for (std::size_t at = above + 1; at <= line; ++at) {
      if (grid_->lines()[at].row != grid_->lines()[at - 1].last_row + 1) return false;
      if (at != line && !std::ranges::binary_search(body_->repeated_headers, at) &&
          !std::ranges::binary_search(body_->number_rows, at))
        return false;
    }
    return true;
  }

  [[nodiscard]] bool continues(const BodyRow& head, const BodyRow& row) {
    doubtful_ = false;
    if (strays_) return false;
    if (row.kind == RowKind::detail || row.kind == RowKind::result)
      return row.kind == head.kind && continues_sentence();
    if (row.kind != RowKind::item) return false;
    if (head.kind != RowKind::item && head.kind != RowKind::group) return false;
    if (!has_no_number_of_its_own(row) || is_tied_by_merges(head, row)) return false;
    int evidence = 0;
    bool against = false, text = false;
    for (std::size_t c = 0; c < cells_.size(); ++c) {
      if (c == label_ || cells_[c] == nullptr) continue;
      const int points = weigh(c);
      if (points < 0) against = true;
      evidence += points;
      if (roles_[c] == Role::text && names_activity(c)) text = true;
    }
    if (!against && label_ != kNone && !text && evidence > 0) ++evidence;
    doubtful_ = !against && evidence >= kEnough;
    return !against && evidence >= (label_ == kNone ? kEnoughWithoutNumbers : kEnough);
  }

  /// A result or a task that goes on in the next row: «Результат: составлены базы», «для школы».
  [[nodiscard]] bool continues_sentence() const {
    std::size_t filled = 0, only = kNone;
    for (std::size_t c = 0; c < cells_.size(); ++c) {
      if (cells_[c] == nullptr) continue;
      ++filled;
      only = c;
    }
    const RawCell* before = nullptr;
    for (const RawCell* tail : tails_)
      if (tail != nullptr) before = before == nullptr ? tail : before;
    if (filled != 1 || before == nullptr) return false;
    const Ending end = look_at_ending(shown_text(*before));
    return look_at_beginning(shown_text(*cells_[only])).small && !end.finished && !end.list &&
           cells_[only]->column == before->column;
  }

  /// No number, or the same one again, and no merge that leads down to the row: what is merged is
  /// one row as the school wanted it.
  [[nodiscard]] bool has_no_number_of_its_own(const BodyRow& row) {
    const std::size_t first = label_ == kNone ? 0 : label_;
    if (cells_[first] == nullptr) {
      if (label_ != kNone && tails_[first] == nullptr) return false;
      if (is_merged_from_above(row.line, first) && !is_listed()) return false;
    } else if (label_ == kNone || tails_[first] == nullptr ||
               collapsed(shown_text(*cells_[first])) != collapsed(shown_text(*tails_[first]))) {
      return false;
    }
    count_beginnings();
    return label_ == kNone || numbered_;
  }
  /// Merges lead on from the row, or cover what its cells would go on from.
  [[nodiscard]] bool is_tied_by_merges(const BodyRow& head, const BodyRow& row) const {
    const std::uint32_t above = grid_->lines()[head.line].row;
    for (std::size_t c = 0; c < cells_.size(); ++c) {
      if (cells_[c] == nullptr) continue;
      if (grid_->extent(*cells_[c]).last_row > grid_->lines()[row.line].last_row) return true;
      const bool covered = grid_->sheet().merge_at(above, table_->columns[c].first) != nullptr;
      if (tails_[c] == nullptr && covered) return true;
    }
    return false;
  }
  [[nodiscard]] bool is_merged_from_above(std::size_t line, std::size_t column) const {
    const std::uint32_t row = grid_->lines()[line].row;
    const Merge* merge = grid_->sheet().merge_at(row, table_->columns[column].first);
    return merge != nullptr && merge->first_row < row;
  }
  /// Every cell of the row goes on with a list.
  [[nodiscard]] bool is_listed() const {
    for (std::size_t c = 0; c < cells_.size(); ++c)
      if (cells_[c] != nullptr && (roles_[c] != Role::text || !goes_on_with_list(c))) return false;
    return true;
  }
  [[nodiscard]] bool goes_on_with_list(std::size_t c) const {
    if (tails_[c] == nullptr) return false;
    const Beginning begin = look_at_beginning(shown_text(*cells_[c]));
    const Ending end = look_at_ending(shown_text(*tails_[c]));
    return begin.item && (begin.number == 0 || begin.number == end.number + 1);
  }

  /// The column that says what is to be done: the first one of texts and the one behind it. A row
  /// with nothing in it can be no row of its own.
  [[nodiscard]] bool names_activity(std::size_t c) const {
    const auto first = std::ranges::find(roles_, Role::text);
    return static_cast<std::size_t>(first - roles_.begin()) == c;
  }

  /// Points for a cell that goes on from the one above, less than 0 for one that begins anew.
  [[nodiscard]] int weigh(std::size_t c) const {
    const Beginning begin = look_at_beginning(shown_text(*cells_[c]));
    if (tails_[c] == nullptr) {
      const bool stands_alone = roles_[c] != Role::text || names_activity(c) || !begin.small;
      return begin.closing ? 1 : stands_alone ? -1 : 0;
    }
    const Ending end = look_at_ending(shown_text(*tails_[c]));
    if (begin.closing && !end.mark) return 2;
    if (roles_[c] == Role::term) return !end.has_digit && begin.digits ? 2 : end.open ? 1 : -1;
    if (begin.item) return weigh_item(begin, end);
    if (end.open && begin.small) return 3;
    if (end.open && begin.inner) return 2;
    if (begin.inner && !end.finished) return 1;
    if (roles_[c] == Role::person) return -1;
    if (begin.small) return small_is_usual_[c] || end.finished ? 0 : 2;
    return end.finished || !end.open ? -1 : 0;
  }

  static int weigh_item(const Beginning& begin, const Ending& end) {
    if (begin.number != 0) return begin.number == end.number + 1 ? 2 : -1;
    return end.finished ? 1 : 2;
  }

  /// Of a row that stays: cells that must be the rest of others, or all that may be.
  void note_torn_cells() const {
    for (std::size_t c = 0; c < cells_.size(); ++c) {
      if (cells_[c] == nullptr || tails_[c] == nullptr || roles_[c] == Role::label) continue;
      if (!doubtful_ && !may_be_torn(*tails_[c], *cells_[c])) continue;
      const Beginning begin = look_at_beginning(shown_text(*cells_[c]));
      const Ending end = look_at_ending(shown_text(*tails_[c]));
      if (begin.closing || (end.mark && !begin.item) || (doubtful_ && weigh(c) >= kEnough))
        body_->torn_cells.push_back({cells_[c], tails_[c]});
    }
  }
  /// Quickly: the first sign is no letter, or a number stands alone in the last line above.
  static bool may_be_torn(const RawCell& above, const RawCell& cell) {
    const std::string_view text = trimmed(cell.text), before = trimmed(above.text);
    if (text.empty() || before.empty()) return false;
    const auto first = static_cast<unsigned char>(text.front());
    return first < '0' || first == ':' || first == ';' || first == '?' || first == 0xC2 ||
           before.size() - before.rfind('\n') <= kLongestMark;
  }

  const Grid* grid_;
  const FoundTable* table_;
  Body* body_;
  std::size_t label_ = kNone;
  bool numbered_ = false;  ///< rows that say what and when have numbers
  bool doubtful_ = false;  ///< the row may go on from the one above, but too little says so
  bool strays_ = false;    ///< the row has cells beside the columns, or two in one
  std::vector<Role> roles_;
  std::vector<bool> small_is_usual_;
  std::vector<const RawCell*> cells_;  ///< of the row that is looked at, by columns
  std::vector<const RawCell*> tails_;  ///< the last cell of each column in the row above it
  std::size_t last_line_ = 0;
};

/// The letters before the hyphen at the end of a text, or after nothing at the start of another.
std::string last_word(std::string_view text) {
  const std::u32string letters = decode_utf8(text);
  std::size_t end = letters.size() - 1, begin = end;
  while (begin > 0 && is_letter(letters[begin - 1])) --begin;
  return lower(encode_utf8(std::u32string_view(letters).substr(begin, end - begin)));
}

/// Whether the word that «настав-» and «ничества» are the halves of stands in a text.
bool knows_whole_word(std::string_view text, std::string_view rest, std::string_view elsewhere) {
  constexpr std::size_t kEnding = 2;  // letters that declension changes
  std::u32string half;
  for (const char32_t c : decode_utf8(rest.substr(0, 80))) {
    if (!is_letter(c)) break;
    half += to_lower(c);
  }
  if (half.size() > kEnding + 2) half.resize(half.size() - kEnding);
  return elsewhere.find(last_word(text) + encode_utf8(half)) != std::string_view::npos;
}

}  // namespace

void find_torn_rows(const Grid& grid, const FoundTable& table, const SheetSchema& sheet,
                    Body& body) {
  TornRowFinder(grid, table, sheet, body).find();
}

std::string join_torn_texts(std::string_view text, std::string_view rest,
                            std::string_view elsewhere) {
  const Beginning begin = look_at_beginning(rest);
  const Ending end = look_at_ending(text);
  if (end.hyphen && begin.small) {
    const bool whole = knows_whole_word(text, rest, elsewhere);
    return std::string(text.substr(0, text.size() - (whole ? 1 : 0))) + std::string(rest);
  }
  const bool new_line = begin.item || (end.finished && !begin.small) || (end.list && !begin.small);
  const std::string_view between = begin.closing && !begin.item ? "" : new_line ? "\n" : " ";
  return std::string(text) + std::string(between) + std::string(rest);
}

}  // namespace grif::recognition
