#include "language/term_parser.hpp"

#include <algorithm>

#include "core/text.hpp"

namespace grif {
namespace {

using Form = TermItem::Form;

bool is_separator(const TermToken& token) {
  using Type = TermToken::Type;
  return token.is(Type::comma) || token.is(Type::semicolon) || token.is(Type::dot) ||
         token.is(Type::slash) || token.is(Type::bracket) || token.is(Type::dash) ||
         token.is(TermWord::conjunction);
}

}  // namespace

// ---- The cursor ---------------------------------------------------------------------------------

bool TermParser::take(Type type) {
  if (!peek().is(type)) return false;
  ++at_;
  return true;
}

bool TermParser::take(TermWord word) {
  if (!peek().is(word)) return false;
  ++at_;
  return true;
}

bool TermParser::take(TermWord first, TermWord second) {
  if (!peek().is(first) || !peek(1).is(second)) return false;
  at_ += 2;
  return true;
}

bool TermParser::restore(Mark mark) {
  at_ = mark.at;
  doubts_.resize(mark.doubts);
  return false;
}

/// Doubts the pieces from one to before another.
void TermParser::doubt(TermDoubtKind kind, std::size_t from, std::size_t to, std::string guess) {
  const std::uint32_t offset = tokens_[from].offset;
  const std::uint32_t stop = to > from ? tokens_[to - 1].stop() : offset;
  doubts_.push_back({kind, offset, stop - offset, std::move(guess)});
}

// ---- The whole text -----------------------------------------------------------------------------

ParsedItems TermParser::parse() {
  bool apart = true;
  while (!peek().is(Type::end)) {
    if (skip_separator()) {
      apart = true;
      continue;
    }
    const std::size_t start = at_;
    const Mark before = mark();
    Items items;
    if (take_items(items) && at_ > start) {
      keep_items(start, std::move(items), apart || tokens_[start].starts_line);
    } else {
      restore(before);
      skip_unknown();
    }
    apart = false;
  }
  return {std::move(items_), std::move(doubts_)};
}

bool TermParser::skip_separator() {
  if (!is_separator(peek())) return false;
  // A semicolon parts more than a comma: years are not taken over it.
  if (!items_.empty() && (peek().is(Type::semicolon) || peek().is(Type::bracket)))
    items_.back().beside_next = false;
  ++at_;
  return true;
}

/// Leaves one piece out. Neighbours that are left out make one doubt.
void TermParser::skip_unknown() {
  const TermToken& token = peek();
  if (!items_.empty()) items_.back().beside_next = false;
  const bool goes_on = !doubts_.empty() && doubts_.back().kind == TermDoubtKind::extra_text &&
                       (items_.empty() || items_.back().offset < doubts_.back().offset);
  ++at_;
  if (token.is(Type::blank_line)) return;
  if (goes_on) {
    doubts_.back().length = token.stop() - doubts_.back().offset;
    if (doubts_.back().guess.empty()) doubts_.back().guess = token.right_form;
  } else {
    doubt(TermDoubtKind::extra_text, at_ - 1, at_, std::string(token.right_form));
  }
}

void TermParser::keep_items(std::size_t start, Items items, bool apart) {
  // What stands behind the first words of «согласно …» is not of terms.
  const bool is_phrase = items.size() == 1 && !items.front().words.empty();
  doubt_spelling(start, is_phrase ? std::min(at_, start + 2) : at_);
  const std::uint32_t stop = tokens_[at_ - 1].stop();
  if (!apart && items.size() == 1 && join_lost_dash(items.front(), start)) {
    items_.back().length = stop - items_.back().offset;
    return;
  }
  for (TermItem& item : items) {
    const bool is_last = &item == &items.back();
    item.offset = items.size() > 1 && item.length != 0 ? item.offset : tokens_[start].offset;
    item.length = stop - item.offset;
    if (is_last) item.beside_next = true;
    items_.push_back(std::move(item));
  }
}

/// Misspelt words count as faults only where they were read as words of a term.
void TermParser::doubt_spelling(std::size_t from, std::size_t to) {
  for (std::size_t i = from; i < to; ++i) {
    const TermToken& token = tokens_[i];
    if (token.spelling == Spelling::right || token.roman != 0) continue;
    const bool behind_day = token.is(TermWord::month) && i > 0 && tokens_[i - 1].is(Type::number);
    doubt(token.spelling == Spelling::misspelt ? TermDoubtKind::misspelt_word
                                               : TermDoubtKind::mixed_letters,
          i, i + 1, std::string(behind_day ? month_genitive(token.value) : token.right_form));
  }
}

/// «Сентябрь октябрь 2022 года»: two months with nothing between them.
bool TermParser::join_lost_dash(const TermItem& item, std::size_t start) {
  if (items_.empty()) return false;
  TermItem& left = items_.back();
  const auto is_month = [](const TermItem& i) {
    return i.form == Form::at && i.first.stretch == Stretch::month && i.first.part == Part::all;
  };
  if (!is_month(left) || !is_month(item) || names_year(left) ||
      left.first.month == item.first.month || !tokens_[start].is(TermWord::month)) {
    return false;
  }
  finish_range(left, item, start);
  doubt(TermDoubtKind::lost_dash, start - 1, start + 1,
        std::string(month_nominative(left.first.month)) + "–" +
            std::string(month_nominative(left.last.month)));
  return true;
}

// ---- Items --------------------------------------------------------------------------------------

bool TermParser::take_items(Items& items) {
  const std::size_t start = at_;
  TermItem item;
  if (take_event(item)) {
    items.push_back(std::move(item));
    return true;
  }
  skip_fillers();
  const Mark before = mark();
  const bool found = take_phrase(item, start) || take_during(item) || take_deadline(item) ||
                     take_from(item) || take_by(item) || take_whole(item) ||
                     take_recurrence(item) || take_blank(item);
  if (!found) {
    item = {};
    restore(before);
    if (take_day_list(items) || (take_ordinals(items) && items.size() > 1)) return true;
    items.clear();
    restore(before);
    if (!take_point_or_range(item) && !take_bare_duration(item)) return false;
  }
  take(TermWord::inclusive);
  items.push_back(std::move(item));
  return true;
}

/// «в», «на», «за», «от», «срок:».
void TermParser::skip_fillers() {
  for (;;) {
    if (peek().is(TermWord::deadline_word) || peek().is(TermWord::period)) {
      std::size_t ahead = 1;
      while (peek(ahead).is(TermWord::period_tail) && ahead < 4) ++ahead;
      const bool is_title = peek(ahead).is(Type::bracket);
      const bool has_preposition =
          ahead == 1 &&
          (peek(1).is(TermWord::until) || peek(1).is(TermWord::no) || peek(1).is(TermWord::from));
      if (!is_title && !has_preposition) return;
      at_ += is_title ? ahead + 1 : 1;
    } else if (!take(TermWord::in) && !take(TermWord::on) && !take(TermWord::of)) {
      return;
    }
  }
}

/// «в течение 2021, 2022 гг.», «на протяжении всего периода», «в течение 10 дней».
bool TermParser::take_during(TermItem& item) {
  const Mark before = mark();
  if (!take(TermWord::course)) return false;
  take(Type::dot);  // «в теч. года»
  take(TermWord::whole);
  item.form = Form::during;
  if (take_duration(item)) {
    const std::size_t tail = at_;
    TermItem event;
    if (take_phrase(event, tail) && event.form == Form::by_event) item.words = event.words;
    return true;
  }
  if (take_point_or_range(item)) {
    if (item.form == Form::at) item.form = Form::during;
    return item.form == Form::during || item.form == Form::range || restore(before);
  }
  if (take_bare_unit(item.first)) {
    Years years;
    if (take_years(years)) apply_years(item, years);
    return true;
  }
  item = {};
  return restore(before);
}

/// «3 месяца», «две недели» and nothing else: «октябрь (1 неделя)» is the first one.
bool TermParser::take_bare_duration(TermItem& item) {
  item = {};
  const Mark before = mark();
  if (!items_.empty() || (!peek().is(Type::number) && !peek().is(TermWord::cardinal))) return false;
  item.form = Form::during;
  if (take_duration(item) && peek().is(Type::end)) return true;
  item = {};
  return restore(before);
}

/// «весь период», «весь учебный год», «период реализации программы», «учебный год».
bool TermParser::take_whole(TermItem& item) {
  const Mark before = mark();
  const bool has_word = take(TermWord::whole);
  const bool stands_alone =
      peek().is(TermWord::period) || (peek().is(TermWord::study) && peek(1).is(TermWord::year)) ||
      (peek().is(TermWord::deadline_word) && peek(1).is(TermWord::period_tail));
  item.form = Form::whole;
  if ((has_word || stands_alone) && take_bare_unit(item.first)) {
    Years years;
    if (item.first.stretch == Stretch::period || !take_years(years)) return true;
    apply_years(item, years);
    item.form = Form::at;
    return true;
  }
  item = {};
  if (has_word && take_point_or_range(item)) return true;
  item = {};
  return restore(before);
}

/// «до 1 сентября», «к концу года», «не позднее 15.10.2026».
bool TermParser::take_deadline(TermItem& item) {
  const Mark before = mark();
  bool inclusive = take(TermWord::no, TermWord::later);
  if (!inclusive && !take(TermWord::until) && !take(TermWord::toward)) return false;
  if (take_day_of_month(item)) {
    item.inclusive = true;
    return true;
  }
  if (!take_point(item)) {
    Years years;
    if (!take_bare_unit(item.first)) return restore(before);
    if (take_years(years)) apply_years(item, years);
  }
  if (item.form != Form::at) {
    item = {};
    return restore(before);
  }
  item.form = Form::deadline;
  inclusive = take(TermWord::inclusive) || inclusive;
  const bool is_stretch = item.first.stretch != Stretch::day && item.first.part == Part::all;
  item.inclusive = inclusive && is_stretch;
  return true;
}

/// «с 1 сентября», «с сентября по май 2027 г.», «начиная с 2026 г.».
bool TermParser::take_from(TermItem& item) {
  const Mark before = mark();
  const bool not_before = take(TermWord::no, TermWord::starting);
  take(TermWord::starting);
  if (!take(TermWord::from) && !not_before) return restore(before);
  const std::size_t start = at_;
  if (take_day_range(item)) return true;
  if (!take_point(item) || item.form != Form::at) {
    item = {};
    return restore(before);
  }
  const Mark middle = mark();
  TermItem last;
  const bool has_last = take(TermWord::by) || take(TermWord::until) || take(Type::dash);
  if (has_last && take_point(last) && last.form == Form::at) {
    finish_range(item, last, start);
    return true;
  }
  restore(middle);
  item.form = Form::from;
  return true;
}

/// «с 1 по 15 сентября».
bool TermParser::take_day_range(TermItem& item) {
  const TermToken& day = peek();
  if (!day.is(Type::number) || day.digits > 2 || day.value < 1 || day.value > 31) return false;
  if (!peek(1).is(TermWord::by) && !peek(1).is(TermWord::until)) return false;
  const Mark before = mark();
  at_ += 2;
  TermItem last;
  if (!take_day_and_month(last) && !take_date_in_digits(last)) return restore(before);
  if (last.first.month > 12 || last.first.day > 31) return restore(before);
  mark_days(last, before.at + 2);
  item.first = {.stretch = Stretch::day, .day = static_cast<std::uint8_t>(day.value)};
  item.first_at = {day.offset, day.length};
  finish_range(item, last, before.at);
  return true;
}

/// «по средам», «по 31 мая».
bool TermParser::take_by(TermItem& item) {
  const Mark before = mark();
  if (!take(TermWord::by)) return false;
  if (take_weekdays(item)) return true;
  if (take_point(item) && item.form == Form::at) {
    item.form = Form::deadline;
    item.inclusive = item.first.stretch != Stretch::day && item.first.part == Part::all;
    return true;
  }
  item = {};
  return restore(before);
}

/// What hangs on an event, told by its first words.
bool TermParser::take_event(TermItem& item) {
  if (begins_event()) return take_words(item, Form::by_event, at_);
  if (peek().is(TermWord::in) && peek(1).is(TermWord::unknown) &&
      peek(2).is(TermWord::deadline_word))
    return take_words(item, Form::by_plan, at_);  // «в установленные сроки»
  return false;
}

/// «в день открытия», «ко Дню учителя», «во время каникул», «в рабочем порядке», «до начала этапа»,
/// «1 этап», «на педсовете», «не позднее 3 дней», «за неделю до встречи».
bool TermParser::begins_event() const {
  const auto is_unit = [this](std::size_t ahead) {
    const TermToken& token = peek(ahead);
    return token.is(TermWord::day_word) || token.is(TermWord::week) ||
           token.is(TermWord::month_word) || token.is(TermWord::working);
  };
  const auto is_count = [this](std::size_t ahead) {
    return peek(ahead).is(Type::number) || peek(ahead).is(TermWord::cardinal);
  };
  const auto is_event = [this](std::size_t ahead) {
    return (peek(ahead).is(TermWord::unknown) && peek(ahead).roman == 0) ||
           peek(ahead).is(TermWord::occasion);
  };
  const TermToken &word = peek(), &next = peek(1), &third = peek(2);
  if (word.is(TermWord::occasion)) return true;
  if (next.is(TermWord::occasion) &&
      (is_count(0) || word.is(TermWord::ordinal) || word.roman != 0 || word.is(TermWord::on)))
    return true;
  if (word.is(TermWord::day_word)) return items_.empty() && is_event(1);
  if (word.is(TermWord::toward)) return is_event(1) || (next.is(TermWord::day_word) && is_event(2));
  if (word.is(TermWord::in))
    return next.is(TermWord::occasion) || (next.is(TermWord::day_word) && third.is(Type::word)) ||
           (next.is(Type::word) && third.is(TermWord::occasion));
  if (word.is(TermWord::until))
    return is_event(1) || ((next.is(TermWord::beginning) || next.is(TermWord::end)) && is_event(2));
  if (word.is(TermWord::no) && next.is(TermWord::later))
    return (is_count(2) && is_unit(3)) || third.is(TermWord::rarer) || is_event(2);
  if (!word.is(TermWord::on)) return false;
  if (is_event(1)) return true;
  const std::size_t unit = is_count(1) ? 2 : 1;
  return is_unit(unit) &&
         (peek(unit + 1).is(TermWord::until) || peek(unit + 2).is(TermWord::until));
}

/// What has no days: «по мере необходимости», «согласно плану работы», «после каникул».
bool TermParser::take_phrase(TermItem& item, std::size_t start) {
  constexpr std::size_t kFarthestPlan = 4;
  const TermToken& word = peek();
  if (word.is(TermWord::by) || word.is(TermWord::at)) {
    const TermToken& next = peek(1);
    if (next.is(TermWord::need) || next.is(TermWord::request) ||
        (next.is(TermWord::measure) && peek(2).is(Type::word)))
      return take_words(item, Form::as_needed, start);
    if (next.is(TermWord::completion)) return take_words(item, Form::by_event, start);
  }
  if (word.is(TermWord::happening) && peek(1).is(TermWord::need))
    return take_words(item, Form::as_needed, start);
  if (word.is(TermWord::after) ||
      (word.is(TermWord::from) && (peek(1).is(TermWord::moment) || peek(1).is(TermWord::day_word))))
    return take_words(item, Form::by_event, start);
  if (word.is(TermWord::at) && peek(1).is(Type::word))  // «при наличии запроса»
    return take_words(item, Form::as_needed, start);
  if (!word.is(TermWord::by) && !word.is(TermWord::according) && !word.is(TermWord::accordance))
    return false;
  for (std::size_t ahead = 1; ahead <= kFarthestPlan && peek(ahead).is(Type::word); ++ahead) {
    if (peek(ahead).is(TermWord::plan)) return take_words(item, Form::by_plan, start);
  }
  const bool is_abbreviation = peek(1).is(Type::dot);  // «см. план»
  return !word.is(TermWord::by) && peek(is_abbreviation ? 2 : 1).is(Type::word) &&
         take_words(item, Form::by_plan, start);
}

/// Takes all up to the next mark as it is written, with a small letter in front.
bool TermParser::take_words(TermItem& item, Form form, std::size_t start) {
  const auto ends_here = [this, start] {
    const bool is_abbreviation = at_ == start + 1 && peek(1).is(Type::word);
    return peek().is(Type::end) || peek().is(Type::comma) || peek().is(Type::semicolon) ||
           peek().is(Type::bracket) ||
           (peek().is(Type::dot) && !peek(1).is(Type::number) && !is_abbreviation);
  };
  while (!ends_here()) ++at_;
  const std::uint32_t from = tokens_[start].offset;
  std::string words = collapsed(text_.substr(from, tokens_[at_ - 1].stop() - from));
  std::size_t first = 0;
  const char32_t letter = next_code_point(words, first);
  std::size_t second = first;
  const bool is_capitals = second < words.size() && is_upper(next_code_point(words, second));
  std::string small;
  append_utf8(small, is_capitals ? letter : to_lower(letter));  // «III этап»
  words.replace(0, first, small);
  item.form = form;
  item.words = std::move(words);
  return true;
}

/// «от ______2021 года», «« _____ » сентября 2021 г.».
bool TermParser::take_blank(TermItem& item) {
  const std::size_t start = at_;
  if (!peek().is(Type::blank_line)) return false;
  bool only_line = true;
  while (take(Type::blank_line)) {
  }
  TermItem named;
  Years years;
  if (peek().is(Type::number) && peek().digits == 2 && peek(1).is(Type::blank_line)) {
    at_ += 2;  // «20__ г.»
    take_year_words(years, at_);
  } else {
    const Mark behind = mark();
    const bool found = (take_named_stretch(named) && named.first.stretch == Stretch::month) ||
                       (named.first.stretch == Stretch::none && take_bare_years(named));
    only_line = !found || named.form != Form::at || !named.years.empty() ||
                named.first.stretch == Stretch::school_year;
    if (only_line) {
      named = {};
      restore(behind);
    }
  }
  if (only_line && !items_.empty()) return false;  // a line behind a date: nothing is missing
  item.form = Form::blank;
  item.first = {.stretch = Stretch::day, .month = named.first.month, .year = named.first.year};
  doubt(TermDoubtKind::blank_left, start, at_);
  return true;
}

ParsedItems parse_term_items(std::string_view text, bool guess) {
  return TermParser(text, guess).parse();
}

}  // namespace grif
