#pragma once

#include <string_view>
#include <vector>

#include "language/term_items.hpp"
#include "language/term_lexer.hpp"

namespace grif {

/// Recursive descent over the pieces of one term. A `take_…` that finds nothing takes nothing.
/// Every look ahead is of a bounded length, so that the whole is linear.
class TermParser {
 public:
  explicit TermParser(std::string_view text, bool guess)
      : text_(text), tokens_(cut_term(text, guess)) {}
  ParsedItems parse();

 private:
  using Type = TermToken::Type;
  using Items = std::vector<TermItem>;

  /// The years behind a month, a quarter or nothing.
  struct Years {
    std::vector<std::int16_t> list;  ///< as named; of a school year or a range both its ends
    bool school = false;             ///< list holds the first years of school years
    bool range = false;              ///< list holds every year from one to another
    std::int16_t last_school = 0;  ///< «2020–2024 учебный год»: the first year of the last one
  };
  struct Mark {
    std::size_t at, doubts;
  };

  // The cursor.
  [[nodiscard]] const TermToken& peek(std::size_t ahead = 0) const {
    const std::size_t index = at_ + ahead;
    return index < tokens_.size() ? tokens_[index] : tokens_.back();
  }
  bool take(Type type);
  bool take(TermWord word);
  /// Takes both or nothing.
  bool take(TermWord first, TermWord second);
  [[nodiscard]] Mark mark() const { return {at_, doubts_.size()}; }
  bool restore(Mark mark);
  void doubt(TermDoubtKind kind, std::size_t from, std::size_t to, std::string guess = {});

  // The whole text.
  bool skip_separator();
  void skip_unknown();
  void keep_items(std::size_t start, Items items, bool apart);
  void doubt_spelling(std::size_t from, std::size_t to);
  bool join_lost_dash(const TermItem& item, std::size_t start);

  // Items (term_parser.cpp, term_recurrence.cpp).
  bool take_items(Items& items);
  void skip_fillers();
  bool take_during(TermItem& item);
  bool take_whole(TermItem& item);
  bool take_deadline(TermItem& item);
  bool take_from(TermItem& item);
  bool take_day_range(TermItem& item);
  bool take_by(TermItem& item);
  bool take_bare_duration(TermItem& item);
  bool take_event(TermItem& item);
  [[nodiscard]] bool begins_event() const;
  bool take_phrase(TermItem& item, std::size_t start);
  bool take_blank(TermItem& item);
  bool take_words(TermItem& item, TermItem::Form form, std::size_t start);
  bool take_recurrence(TermItem& item);
  bool take_each(TermItem& item);
  bool take_times(TermItem& item, bool at_least);
  bool take_unit(Unit& unit);
  bool take_weekdays(TermItem& item);
  bool take_day_of_month(TermItem& item);
  bool take_count(std::uint8_t& count);
  bool take_duration(TermItem& item);

  // Spans (term_spans.cpp).
  bool take_point_or_range(TermItem& item);
  bool take_point(TermItem& item);
  bool take_part(TermItem& item);
  bool take_bare_unit(TermSpan& span);
  bool take_ordinals(Items& items);
  bool take_ordinal(std::uint8_t& number);
  bool take_ordinal_unit(TermSpan& span);
  bool take_unit_owner(TermItem& item);
  bool take_named_stretch(TermItem& item);
  void finish_range(TermItem& left, const TermItem& right, std::size_t start);
  void join_ends(TermItem& left, const TermItem& right, std::size_t start);
  /// Remembers where the item's days stand: from a piece to the one before the cursor.
  void mark_days(TermItem& item, std::size_t start) const;

  // Days (term_dates.cpp).
  bool take_iso_date(TermItem& item);
  bool take_month_in_digits(TermItem& item);
  bool take_date_in_digits(TermItem& item);
  bool take_impossible_digits(TermItem& item);
  bool take_day_and_month(TermItem& item);
  bool take_day_list(Items& items);

  // Years (term_years.cpp).
  [[nodiscard]] bool is_year(std::size_t ahead) const;
  [[nodiscard]] bool begins_pair(std::size_t ahead) const;
  bool take_years(Years& years);
  bool take_year_or_pair(Years& years);
  bool take_short_year(Years& years);
  bool take_second_year(Years& years, std::int32_t first);
  bool take_more_years(Years& years);
  void take_year_words(Years& years, std::size_t start);
  bool take_bare_years(TermItem& item);
  static void apply_years(TermItem& item, const Years& years);

  std::string_view text_;
  std::vector<TermToken> tokens_;
  std::size_t at_ = 0;
  std::size_t unknown_end_ = 0;  ///< behind the last piece that was not understood
  Items items_;
  std::vector<TermDoubt> doubts_;
};

/// The month that a span begins with, for the order of the ends of a range; 0 if it has none.
int first_month(const TermSpan& span);
/// Years that a term may name; reckoned ones are kept within them.
inline constexpr int kFirstTermYear = 1900, kLastTermYear = 2100;
std::int16_t term_year(int year);
/// Puts a span into the school year that begins in `year`.
void set_school_year(TermSpan& span, std::int16_t year);

}  // namespace grif
