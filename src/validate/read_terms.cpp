#include "validate/read_terms.hpp"

#include <algorithm>

#include "core/text.hpp"
#include "language/persons.hpp"

namespace grif {
namespace {

/// Days of the serial numbers of a spreadsheet that could be a date of our time: 1990 to 2100.
constexpr std::int64_t kFirstSerial = 32'874, kLastSerial = 73'415, kSerialEpoch = 25'569;
/// A programme is prepared before it begins: in the summer before its school year.
constexpr std::int32_t kPreparation = 92;  // days

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

/// From the first day to the last one of all intervals; nothing if an end is open.
std::optional<DateInterval> whole_of(const std::vector<DateInterval>& intervals) {
  if (intervals.empty()) return std::nullopt;
  DateInterval whole = intervals.front();
  for (const DateInterval& days : intervals) whole.last = std::max(whole.last, days.last);
  if (!whole.has_start() || !whole.has_end()) return std::nullopt;
  return whole;
}

/// «2026-2027» under «Учебный год» is one school year, and not two years.
std::optional<DateInterval> read_period(std::string_view written, const std::string& title) {
  const Term term = parse_term(written);
  if (term.kind == TermKind::range) {
    const Term titled = parse_term(std::string(written) + " " + title);
    if (titled.kind == TermKind::school_year) return whole_of(titled.intervals);
  }
  return whole_of(term.intervals);
}

/// Whether the days are named by years only, which nobody means to the day.
bool is_of_years(const DateInterval& days) {
  const Date after = Date::from_days(days.last.days() + 1);
  const bool is_school = days.first.month() == 9 && after.month() == 9;
  const bool is_calendar = days.first.month() == 1 && after.month() == 1;
  return days.first.day() == 1 && after.day() == 1 && (is_school || is_calendar);
}

/// A piece of nothing but digits and signs may be a lost year or a slip; words are remarks.
bool is_of_digits(std::string_view piece) {
  bool has_digit = false;
  for (std::size_t at = 0; at < piece.size();) {
    const char32_t c = next_code_point(piece, at);
    if (is_letter(c)) return false;
    has_digit = has_digit || is_digit(c);
  }
  return has_digit;
}

/// «15:00», «10.30», «09-15»: the hour of a day.
bool is_time(std::string_view piece) {
  constexpr std::size_t kShortest = 4, kLongest = 5;  // bytes
  if (piece.size() < kShortest || piece.size() > kLongest) return false;
  const char mark = piece[piece.size() - 3];
  const auto digits = [](std::string_view text) { return std::ranges::all_of(text, is_digit); };
  return (mark == ':' || mark == '.' || mark == '-') && digits(piece.substr(piece.size() - 2)) &&
         digits(piece.substr(0, piece.size() - 3));
}

bool says_nothing(std::string_view written) {
  for (std::size_t at = 0; at < written.size();) {
    const char32_t c = next_code_point(written, at);
    if (is_letter(c) || is_digit(c)) return false;
  }
  return true;
}

/// A month in full with a year at most: «сентябрь 2026».
bool is_month(const Term& term) {
  return term.kind == TermKind::month && !term.is_doubtful() &&
         term.written.find('.') == std::string::npos;
}

/// Whether what is no part of a term may be a slip in it; words are remarks.
bool may_be_slip(const TermDoubt& doubt, std::string_view written) {
  const std::string_view piece = trimmed(written.substr(doubt.offset, doubt.length));
  return !doubt.guess.empty() || (is_of_digits(piece) && !is_time(piece));
}

/// What is told of a term already is not told again by rules that look at its days.
bool makes_days_doubtful(const TermDoubt& doubt, std::string_view written) {
  switch (doubt.kind) {
    case TermDoubtKind::extra_text:
      return may_be_slip(doubt, written);
    case TermDoubtKind::impossible_date:
    case TermDoubtKind::wrong_weekday:
    case TermDoubtKind::reversed_range:
    case TermDoubtKind::many_school_years:
    case TermDoubtKind::unclear_year:
    case TermDoubtKind::blank_left:
      return true;
    case TermDoubtKind::unknown_text:
    case TermDoubtKind::too_long:
    case TermDoubtKind::misspelt_word:
    case TermDoubtKind::mixed_letters:
    case TermDoubtKind::repeated:
    case TermDoubtKind::stop_for_comma:
    case TermDoubtKind::lost_comma:
    case TermDoubtKind::lost_dash:
      break;
  }
  return false;
}

bool is_roman(std::string_view text) {
  return text.find_first_not_of("IVX") == std::string_view::npos;
}

bool has_both_alphabets(std::string_view text) {
  bool has_russian = false, has_latin = false;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    has_russian = has_russian || is_cyrillic_letter(c);
    has_latin = has_latin || (c < 0x80 && is_letter(c));
  }
  return has_russian && has_latin;
}

bool names_somebody(std::string_view text) {
  return std::ranges::any_of(read_persons(text, NamesIn::mixed_cell), [](const Mention& mention) {
    return mention.kind != Mention::Kind::other;
  });
}

}  // namespace

std::optional<Date> date_of_serial(const Value& value) {
  if (!value.is(Value::Type::integer)) return std::nullopt;
  const std::int64_t serial = value.as_integer();
  if (serial < kFirstSerial || serial > kLastSerial) return std::nullopt;
  return Date::from_days(static_cast<std::int32_t>(serial - kSerialEpoch));
}

KnownPeriod find_period(const Programme& programme, const Schema& schema) {
  for (const bool of_terms : {true, false}) {
    for (std::size_t s = 0; s < schema.sheets.size(); ++s) {
      const Table& table = programme.tables[s];
      if (!table.present || table.rows.empty()) continue;
      for (std::size_t c = 0; c < schema.sheets[s].columns.size(); ++c) {
        const ColumnSchema& column = schema.sheets[s].columns[c];
        if (!column.period || (column.type == ColumnType::term) != of_terms) continue;
        const Cell& cell = table.cell(0, c);
        if (auto days = read_period(cell.written, column.title))
          return {days, collapsed(cell.written), cell.place};
      }
    }
  }
  return {};
}

KnownPeriod find_period_above(const Programme& programme, const SheetSchema& sheet) {
  if (sheet.title_lines == kNoSheet) return {};
  const Table& lines = programme.tables[sheet.title_lines];
  for (std::uint32_t row = 0; row < lines.rows.size(); ++row) {
    const Cell& cell = lines.cell(row, derived::kLineText);
    if (auto days = find_period_in_title(cell.written))
      return {days, collapsed(cell.written), cell.place};
  }
  return {};
}

TermReader::TermReader(const SheetSchema& sheet, const ColumnSchema& column,
                       const KnownPeriod& period, Arena& arena, Diagnostics& diagnostics)
    : sheet_(&sheet),
      column_(&column),
      period_(&period),
      arena_(&arena),
      diagnostics_(&diagnostics) {
  if (!column.period) context_.period = period.days;
}

Value TermReader::read(const Value& value, const Cell& cell) {
  if (value.is(Value::Type::date)) return read_date(cell, value.as_date());
  if (const auto date = date_of_serial(value)) {
    diagnostics_->report(Kind::term_without_format, cell.place,
                         {collapsed(cell.written), column_->title, date->digits()});
    return Value::term(cell.written);
  }
  const Reading& reading = understand(cell.written);
  report(reading, cell.place);
  return Value::term(reading.term);
}

/// A month that was typed is kept by the spreadsheet as its first day.
Value TermReader::read_date(const Cell& cell, Date date) {
  Term term = parse_term(cell.written);
  if (!is_month(term)) {
    if (date.day() == 1)
      diagnostics_->report(Kind::term_became_date, cell.place,
                           {collapsed(cell.written), column_->title});
    term.kind = TermKind::day;
    term.intervals = {{date, date}};
  } else {
    const Date next = *Date::from_ymd(date.year() + date.month() / 12, date.month() % 12 + 1, 1);
    term.intervals = {{date, Date::from_days(next.days() - 1)}};
  }
  term.canonical = collapsed(cell.written);
  term.doubts.clear();
  if (const auto outside = leaves_period(term)) {
    report_outside(*outside, cell.written, cell.place);
    term.intervals.clear();
  }
  return Value::term(store_term(term, cell.written, *arena_));
}

const TermReader::Reading& TermReader::understand(std::string_view written) {
  const auto [found, is_new] = readings_.try_emplace(written);
  Reading& reading = found->second;
  if (!is_new) return reading;
  Term term = parse_term(written, context_);
  reading.outside = leaves_period(term);
  const auto is_doubtful = [written](const TermDoubt& doubt) {
    return makes_days_doubtful(doubt, written);
  };
  if (reading.outside || std::ranges::any_of(term.doubts, is_doubtful)) term.intervals.clear();
  reading.term = store_term(term, written, *arena_);
  reading.doubts = std::move(term.doubts);
  if (!reading.doubts.empty()) reading.canonical = std::move(term.canonical);
  return reading;
}

void TermReader::report(const Reading& reading, Place place) {
  const TermValue& term = *reading.term;
  if (term.kind == TermKind::unknown) return report_unknown(reading, place);
  bool is_guess = false;
  for (const TermDoubt& doubt : reading.doubts) {
    const std::string piece = collapsed(term.written.substr(doubt.offset, doubt.length));
    const bool is_of_form =
        doubt.kind == TermDoubtKind::stop_for_comma || doubt.kind == TermDoubtKind::lost_comma ||
        doubt.kind == TermDoubtKind::lost_dash || doubt.kind == TermDoubtKind::many_school_years ||
        doubt.kind == TermDoubtKind::unclear_year;
    if (is_of_form) {  // the whole shows best what was made of it, and once
      if (!is_guess)
        diagnostics_->report(Kind::term_doubtful, place,
                             {collapsed(term.written), column_->title, reading.canonical});
      is_guess = true;
    } else if (doubt.kind == TermDoubtKind::extra_text) {
      if (may_be_slip(doubt, term.written))
        diagnostics_->report(Kind::term_partly_unknown, place,
                             {piece, column_->title, reading.canonical});
    } else {
      report_doubt(doubt, piece, collapsed(term.written), place);
    }
  }
  report_lost_space(term.written, place);
  if (reading.outside) report_outside(*reading.outside, term.written, place);
}

/// «2026год», told once: whoever types so types so throughout.
void TermReader::report_lost_space(std::string_view written, Place place) {
  constexpr std::string_view kYear = "год";
  if (told_of_space_) return;
  for (std::size_t at = written.find(kYear); at != std::string_view::npos;
       at = written.find(kYear, at + kYear.size())) {
    if (at == 0 || !is_digit(static_cast<unsigned char>(written[at - 1]))) continue;
    diagnostics_->report(Kind::term_without_space, place, {collapsed(written), column_->title});
    told_of_space_ = true;
    return;
  }
}

void TermReader::report_unknown(const Reading& reading, Place place) {
  constexpr std::size_t kMostShown = 80;  // signs
  if (says_nothing(reading.term->written)) return;
  std::string seen = collapsed(reading.term->written);
  if (count_code_points(seen) > kMostShown) {
    std::size_t end = 0;
    for (std::size_t i = 0; i < kMostShown; ++i) next_code_point(seen, end);
    seen = seen.substr(0, end) + "…";
  }
  const std::string& guess = reading.doubts.back().guess;
  const auto persons = std::ranges::find(sheet_->columns, PersonsIn::list, &ColumnSchema::persons);
  if (persons != sheet_->columns.end() && names_somebody(reading.term->written))
    diagnostics_->report(Kind::term_is_person, place, {seen, column_->title, persons->title});
  else if (guess.empty())
    diagnostics_->report(Kind::term_unknown, place, {seen, column_->title});
  else
    diagnostics_->report(Kind::term_looks_like, place, {seen, column_->title, guess});
}

void TermReader::report_doubt(const TermDoubt& doubt, std::string_view piece,
                              std::string_view whole, Place place) {
  switch (doubt.kind) {
    case TermDoubtKind::impossible_date:
      if (doubt.guess.empty())
        diagnostics_->report(Kind::term_no_such_date, place, {piece, column_->title});
      else
        diagnostics_->report(Kind::term_after_month_end, place,
                             {piece, column_->title, doubt.guess});
      return;
    case TermDoubtKind::wrong_weekday:
      diagnostics_->report(Kind::term_wrong_weekday, place, {piece, column_->title, doubt.guess});
      return;
    case TermDoubtKind::reversed_range:
      diagnostics_->report(Kind::term_reversed, place, {piece, column_->title});
      return;
    case TermDoubtKind::repeated:
      diagnostics_->report(Kind::term_repeated, place, {piece, column_->title, whole});
      return;
    case TermDoubtKind::blank_left:
      diagnostics_->report(Kind::term_blank, place, {piece, column_->title});
      return;
    case TermDoubtKind::misspelt_word:
      diagnostics_->report(Kind::term_misspelt, place, {piece, column_->title, doubt.guess});
      return;
    case TermDoubtKind::mixed_letters:
      // Of a Russian word that is told where all texts are looked at.
      if (has_both_alphabets(piece) && !is_roman(doubt.guess)) return;
      diagnostics_->report(Kind::term_mixed_letters, place, {piece, column_->title, doubt.guess});
      return;
    case TermDoubtKind::unknown_text:
    case TermDoubtKind::extra_text:
    case TermDoubtKind::too_long:
    case TermDoubtKind::stop_for_comma:
    case TermDoubtKind::lost_comma:
    case TermDoubtKind::lost_dash:
    case TermDoubtKind::many_school_years:
    case TermDoubtKind::unclear_year:
      break;
  }
}

/// Whether days are before the programme or behind it. Years filled in are within.
std::optional<Kind> TermReader::leaves_period(const Term& term) const {
  if (!context_.period || term.year_filled) return std::nullopt;
  const DateInterval& period = *context_.period;
  const Date earliest = Date::from_days(period.first.days() - kPreparation);
  for (const DateInterval& days : term.intervals) {
    const Date from = days.has_start() ? days.first : days.last;
    // «до 1 июля» is in time for June.
    const std::int32_t past = days.has_start() ? 0 : 1;
    const Date to = days.has_end() ? Date::from_days(days.last.days() - past) : days.first;
    const bool is_loose = is_of_years(days);
    if (is_loose ? to < period.first : from < earliest) return Kind::term_before_period;
    if (is_loose ? from > period.last : to > period.last) return Kind::term_after_period;
  }
  return std::nullopt;
}

void TermReader::report_outside(Kind kind, std::string_view written, Place place) {
  diagnostics_->report(kind, place, {collapsed(written), column_->title, period_->written})
      .notes.push_back({period_->place, period_->written});
}

}  // namespace grif
