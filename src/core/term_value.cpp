#include "core/term_value.hpp"

#include <algorithm>

namespace grif {

const Date DateInterval::kNoStart = Date::from_days(-719'162);  // 0001-01-01
const Date DateInterval::kNoEnd = Date::from_days(2'932'896);   // 9999-12-31

std::string DateInterval::iso() const {
  if (first == last) return first.iso();
  return (has_start() ? first.iso() : "..") + "/" + (has_end() ? last.iso() : "..");
}

std::optional<Date> TermValue::start() const {
  if (days.empty() || !days.front().has_start()) return std::nullopt;
  return days.front().first;
}

std::optional<Date> TermValue::end() const {
  if (days.empty()) return std::nullopt;
  const DateInterval& latest = *std::ranges::max_element(days, {}, &DateInterval::last);
  if (!latest.has_end()) return std::nullopt;
  return latest.last;
}

namespace {

bool share(const DateInterval& a, const DateInterval& b) {
  return a.first <= b.last && b.first <= a.last;
}

/// Whether the years that were filled in are the only ones that the writer can have meant: a month
/// in a period of several years may be of any of them, and a summer month without its year may be
/// the one before the school year or the one at its end.
bool is_placed(const TermValue& term) {
  constexpr int kJune = 6, kAugust = 8;
  if (!term.year_filled) return true;
  const DateInterval& days = term.days.front();
  const int month = (days.has_start() ? days.first : days.last).month();
  return term.days.size() == 1 && term.kind != TermKind::half_year &&
         (month < kJune || month > kAugust);
}

/// Whether two sets of days share one, be it a year earlier or later.
bool may_share_days(const TermValue& a, const TermValue& b) {
  constexpr std::int32_t kYear = 365;  // days
  return std::ranges::any_of(a.days, [&b](const DateInterval& days) {
    return std::ranges::any_of(b.days, [&days](const DateInterval& other) {
      if (share(days, other)) return true;
      if (!days.has_start() || !days.has_end()) return false;
      const auto shares_in = [&](std::int32_t by) {
        return share(
            {Date::from_days(days.first.days() + by), Date::from_days(days.last.days() + by)},
            other);
      };
      return shares_in(kYear) || shares_in(-kYear);
    });
  });
}

}  // namespace

std::optional<bool> share_days(const TermValue& a, const TermValue& b) {
  if (a.days.empty() || b.days.empty()) return std::nullopt;
  return std::ranges::any_of(a.days, [&b](const DateInterval& days) {
    return std::ranges::any_of(b.days,
                               [&days](const DateInterval& other) { return share(days, other); });
  });
}

std::optional<bool> precedes(const TermValue& a, const TermValue& b) {
  if (a.days.empty() || b.days.empty() || !is_placed(a) || !is_placed(b)) return std::nullopt;
  const DateInterval &left = a.days.front(), &right = b.days.front();
  return left.has_end() && right.has_start() && left.last < right.first;
}

std::optional<bool> lies_within(const TermValue& inner, const TermValue& outer) {
  if (inner.days.empty() || outer.days.empty()) return std::nullopt;
  if (inner.year_filled || outer.year_filled) return may_share_days(inner, outer);
  const Date first = outer.start().value_or(DateInterval::kNoStart);
  const Date last = outer.end().value_or(DateInterval::kNoEnd);
  const auto is_inside = [&](const DateInterval& days) {
    const Date from = days.has_start() ? days.first : days.last;
    // «до 1 октября» is in time for September.
    const std::int32_t past = days.has_start() ? 0 : 1;
    const Date to = days.has_end() ? Date::from_days(days.last.days() - past) : days.first;
    return from >= first && to <= last;
  };
  return std::ranges::all_of(inner.days, is_inside);
}

}  // namespace grif
