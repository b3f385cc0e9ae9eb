#include "language/terms.hpp"

#include <chrono>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "term_cases.hpp"

namespace grif {
namespace {

using testing::kMetTerms;
using testing::kOtherTerms;
using testing::TermCase;

std::string print_intervals(const Term& term) {
  std::string text;
  for (const DateInterval& interval : term.intervals)
    text += (text.empty() ? "" : " ") + interval.iso();
  return text;
}

std::string print_doubts(const Term& term) {
  std::string text;
  for (const TermDoubt& doubt : term.doubts) {
    if (!text.empty()) text += "; ";
    text += std::string(term_doubt_name(doubt.kind)) + " [" +
            term.written.substr(doubt.offset, doubt.length) + "]";
    if (!doubt.guess.empty()) text += " -> " + doubt.guess;
  }
  return text;
}

DateInterval days(int from_year, int from_month, int from_day, int year, int month, int day) {
  return {*Date::from_ymd(from_year, from_month, from_day), *Date::from_ymd(year, month, day)};
}
const TermContext kSchoolYear{days(2026, 9, 1, 2027, 8, 31)};
const TermContext kThreeYears{days(2022, 1, 10, 2024, 12, 31)};

/// `intervals | filled`.
std::string fill(std::string_view text, const TermContext& context) {
  const Term term = parse_term(text, context);
  return print_intervals(term) + (term.year_filled ? " | filled" : "");
}

void expect_case(const TermCase& expected) {
  SCOPED_TRACE(expected.written);
  const Term term = parse_term(expected.written);
  EXPECT_EQ(term_kind_name(term.kind), expected.kind);
  EXPECT_EQ(term.canonical, expected.canonical);
  EXPECT_EQ(print_intervals(term), expected.intervals);
  EXPECT_EQ(print_doubts(term), expected.doubts);
  EXPECT_EQ(term.written, expected.written);
  EXPECT_FALSE(term.year_filled);
}

/// The canonical form means the same, says the same again, and is doubted only for what the words
/// themselves leave open.
void expect_round_trip(const TermCase& expected, const TermContext& context) {
  SCOPED_TRACE(expected.written);
  const Term term = parse_term(expected.written, context);
  if (term.kind == TermKind::unknown) return;
  const Term again = parse_term(term.canonical, context);
  EXPECT_EQ(again.kind, term.kind);
  EXPECT_EQ(again.canonical, term.canonical);
  EXPECT_EQ(print_intervals(again), print_intervals(term));
  EXPECT_EQ(again.year_filled, term.year_filled);
  for (const TermDoubt& doubt : again.doubts) {
    EXPECT_TRUE(
        doubt.kind == TermDoubtKind::impossible_date ||
        doubt.kind == TermDoubtKind::wrong_weekday || doubt.kind == TermDoubtKind::reversed_range ||
        doubt.kind == TermDoubtKind::unclear_year || doubt.kind == TermDoubtKind::blank_left)
        << term_doubt_name(doubt.kind);
  }
}

TEST(Terms, AreReadAsMetInDocuments) {
  for (const TermCase& expected : kMetTerms) expect_case(expected);
}

TEST(Terms, AreReadInOtherNotations) {
  for (const TermCase& expected : kOtherTerms) expect_case(expected);
}

TEST(Terms, ParseBackFromTheirCanonicalForm) {
  for (const TermContext& context : {TermContext{}, kSchoolYear, kThreeYears}) {
    for (const TermCase& expected : kMetTerms) expect_round_trip(expected, context);
    for (const TermCase& expected : kOtherTerms) expect_round_trip(expected, context);
  }
}

TEST(Terms, CoverEveryKindAndEveryDoubt) {
  std::set<std::string_view> kinds;
  std::set<TermDoubtKind> doubts;
  const auto collect = [&](const TermCase& listed) {
    kinds.insert(listed.kind);
    for (const TermDoubt& doubt : parse_term(listed.written).doubts) doubts.insert(doubt.kind);
  };
  for (const TermCase& listed : kMetTerms) collect(listed);
  for (const TermCase& listed : kOtherTerms) collect(listed);
  for (int kind = 0; kind <= static_cast<int>(TermKind::list); ++kind)
    EXPECT_TRUE(kinds.contains(term_kind_name(static_cast<TermKind>(kind)))) << kind;
  doubts.insert(TermDoubtKind::too_long);  // has a test of its own
  for (int kind = 0; kind <= static_cast<int>(TermDoubtKind::blank_left); ++kind)
    EXPECT_TRUE(doubts.contains(static_cast<TermDoubtKind>(kind))) << kind;
}

TEST(TermYears, AreTakenFromASchoolYear) {
  EXPECT_EQ(fill("сентябрь–май", kSchoolYear), "2026-09-01/2027-05-31 | filled");
  EXPECT_EQ(fill("Ноябрь", kSchoolYear), "2026-11-01/2026-11-30 | filled");
  EXPECT_EQ(fill("март, апрель", kSchoolYear),
            "2027-03-01/2027-03-31 2027-04-01/2027-04-30 | filled");
  EXPECT_EQ(fill("IV квартал", kSchoolYear), "2026-10-01/2026-12-31 | filled");
  EXPECT_EQ(fill("1 полугодие", kSchoolYear), "2026-09-01/2026-12-31 | filled");
  EXPECT_EQ(fill("2 полугодие", kSchoolYear), "2027-01-01/2027-05-31 | filled");
  EXPECT_EQ(fill("до 1 сентября", kSchoolYear), "../2026-09-01 | filled");
  EXPECT_EQ(fill("с 15 мая", kSchoolYear), "2027-05-15/.. | filled");
  EXPECT_EQ(fill("1 октября – 31 мая", kSchoolYear), "2026-10-01/2027-05-31 | filled");
  EXPECT_EQ(fill("до конца учебного года", kSchoolYear), "../2027-05-31 | filled");
  EXPECT_EQ(fill("зима", kSchoolYear), "2026-12-01/2027-02-28 | filled");
  EXPECT_EQ(fill("ежегодно до 1 октября", kSchoolYear), "../2026-10-01 | filled");
  EXPECT_EQ(fill("29 февраля", kSchoolYear), "");
}

TEST(TermYears, AreAllOfALongPeriod) {
  EXPECT_EQ(fill("Ноябрь", kThreeYears),
            "2022-11-01/2022-11-30 2023-11-01/2023-11-30 2024-11-01/2024-11-30 | filled");
  EXPECT_EQ(fill("1 полугодие", kThreeYears),
            "2022-01-01/2022-06-30 2023-01-01/2023-06-30 2024-01-01/2024-06-30 | filled");
  EXPECT_EQ(fill("29 февраля", kThreeYears), "2024-02-29 | filled");
  // Which of the three is not said.
  EXPECT_EQ(fill("до 1 сентября", kThreeYears), "");
}

TEST(TermYears, OfThePeriodItself) {
  for (const std::string_view text : {"весь период", "ежегодно", "ежемесячно", "в течение года",
                                      "в течение всего периода", "по средам"}) {
    EXPECT_EQ(fill(text, kSchoolYear), "2026-09-01/2027-08-31 | filled") << text;
  }
  EXPECT_EQ(fill("постоянно", kSchoolYear), "2026-09-01/.. | filled");
  EXPECT_EQ(fill("до конца периода", kThreeYears), "../2024-12-31 | filled");
  EXPECT_EQ(fill("с начала периода", kThreeYears), "2022-01-10/.. | filled");
}

TEST(TermYears, AreLeftAsWritten) {
  EXPECT_EQ(fill("сентябрь 2030 г.", kSchoolYear), "2030-09-01/2030-09-30");
  EXPECT_EQ(fill("ежемесячно, сентябрь–май 2024/25", kSchoolYear), "2024-09-01/2025-05-31");
  EXPECT_EQ(fill("по мере необходимости", kSchoolYear), "");
  EXPECT_EQ(fill("1 четверть", kSchoolYear), "");
  EXPECT_EQ(fill("осенние каникулы", kSchoolYear), "");
  EXPECT_EQ(fill("31.02", kSchoolYear), "");
}

TEST(TermYears, OfATitleAreAPeriod) {
  const auto period = [](std::string_view title) {
    const auto days = find_period_in_title(title);
    return days ? days->iso() : "";
  };
  EXPECT_EQ(period("Дорожная карта лицея № 21 на 2025–2026 учебный год"), "2025-09-01/2026-08-31");
  EXPECT_EQ(period("План ДТ «Юность» 2026- 2027 учебный год"), "2026-09-01/2027-08-31");
  EXPECT_EQ(period("Проведения модели в ГАПОУ ПМТ на 2026- 2028гг."), "2026-01-01/2028-12-31");
  EXPECT_EQ(period("на 2026, 2027, 2028 годы"), "2026-01-01/2028-12-31");
  EXPECT_EQ(period("Срок реализации: с 1 сентября 2025 г. по 31 мая 2026 г."),
            "2025-09-01/2026-05-31");
  EXPECT_EQ(period("сентябрь 2026 г. – июнь 2027 г."), "2026-09-01/2027-06-30");
  EXPECT_EQ(period("Дорожная карта внедрения модели"), "");
  EXPECT_EQ(period("Приложение к приказу от 30.08.2026 № 5, 2026 г."), "");
  EXPECT_EQ(period("Неделя дружбы с 1 по 15 сентября 2026 г."), "");
  EXPECT_EQ(period("к концу 2026 года"), "");
  EXPECT_EQ(period(std::string(5000, '2') + "2026–2027 гг."), "");
}

TEST(TermValues, KeepWhatWasUnderstood) {
  Arena arena;
  const std::string_view written = "Февраль- май 2022, 2023";
  const TermValue* term = store_term(parse_term(written), written, arena);
  EXPECT_EQ(term->written, written);
  EXPECT_EQ(term->tidy, "февраль–май 2022, 2023 гг.");
  EXPECT_EQ(term->kind, TermKind::range_each_year);
  ASSERT_EQ(term->days.size(), 2U);
  EXPECT_EQ(term->start(), Date::from_ymd(2022, 2, 1));
  EXPECT_EQ(term->end(), Date::from_ymd(2023, 5, 31));
  const std::string_view doubtful = "Сентябрь  октябрь 2022";
  EXPECT_EQ(store_term(parse_term(doubtful), doubtful, arena)->tidy, "Сентябрь октябрь 2022");
  const TermValue* month = store_term(parse_term("май", kSchoolYear), "май", arena);
  EXPECT_TRUE(month->year_filled);
  EXPECT_EQ(month->start(), Date::from_ymd(2027, 5, 1));
  const TermValue* never = store_term(parse_term("по плану"), "по плану", arena);
  EXPECT_FALSE(never->start() || never->end());
}

TEST(TermValues, AreComparedAsSetsOfDays) {
  Arena arena;
  const auto term = [&arena](std::string_view text, const TermContext& context = {}) {
    return *store_term(parse_term(text, context), text, arena);
  };
  const TermValue autumns = term("сентябрь–ноябрь 2026, 2027");
  EXPECT_EQ(share_days(autumns, term("май 2027")), false);
  EXPECT_EQ(share_days(autumns, term("до 1 сентября 2026")), true);
  EXPECT_EQ(share_days(autumns, term("по плану")), std::nullopt);
  EXPECT_EQ(lies_within(autumns, term("2026–2027 гг.")), true);
  EXPECT_EQ(lies_within(term("2026–2027 гг."), autumns), false);
  EXPECT_EQ(lies_within(term("по плану"), autumns), std::nullopt);
  // Whose years are filled in lies within where it may.
  EXPECT_EQ(lies_within(term("ежемесячно", kSchoolYear), autumns), true);
  EXPECT_EQ(lies_within(term("июнь", kSchoolYear), term("осень 2026")), false);
  EXPECT_EQ(precedes(term("август 2026, 2027"), autumns), true);
  EXPECT_EQ(precedes(autumns, term("до 1 сентября 2026")), false);
  EXPECT_EQ(precedes(term("с 1 мая 2025"), autumns), false);
  EXPECT_EQ(precedes(autumns, term("по плану")), std::nullopt);
  // «до 1 октября» is in time for September.
  EXPECT_EQ(lies_within(term("до 1 октября 2026"), term("сентябрь 2026")), true);
  EXPECT_EQ(lies_within(term("до 2 октября 2026"), term("сентябрь 2026")), false);
}

TEST(TermValues, WithFilledYearsMayBeOfAnother) {
  Arena arena;
  const TermContext three_years{
      DateInterval{*Date::from_ymd(2026, 1, 1), *Date::from_ymd(2028, 12, 31)}};
  const auto term = [&arena](std::string_view text, const TermContext& context = {}) {
    return *store_term(parse_term(text, context), text, arena);
  };
  EXPECT_EQ(precedes(term("октябрь", kSchoolYear), term("май", kSchoolYear)), true);
  EXPECT_EQ(precedes(term("сентябрь", kSchoolYear), term("август", kSchoolYear)), std::nullopt);
  EXPECT_EQ(precedes(term("сентябрь", kSchoolYear), term("август 2027", kSchoolYear)), true);
  EXPECT_EQ(precedes(term("май", three_years), term("сентябрь", three_years)), std::nullopt);
  EXPECT_EQ(precedes(term("II полугодие", kSchoolYear), term("май", kSchoolYear)), std::nullopt);
  EXPECT_EQ(lies_within(term("август", kSchoolYear), term("август – сентябрь 2026")), true);
  EXPECT_EQ(lies_within(term("август 2026"), term("август", kSchoolYear)), true);
  EXPECT_EQ(lies_within(term("декабрь", kSchoolYear), term("август – сентябрь 2026")), false);
}

TEST(TermValues, AreFoundInTexts) {
  EXPECT_EQ(find_from_to("Разбор работы с сентябрь 2026 по апрель 2027 г., отчёт"),
            "с сентябрь 2026 по апрель 2027 г.");
  EXPECT_EQ(find_from_to("Набор с 1 по 15 сентября 2026 г."), "с 1 по 15 сентября 2026 г.");
  for (const std::string_view text :
       {"План по русскому на 2026–2027 гг.", "Отчёт по итогам с сентября 2026 г.",
        "Работа с 2026 по 2028 год", "Встречи по средам с мая по июнь", "20 работ по плану", ""})
    EXPECT_EQ(find_from_to(text), "") << text;
}

TEST(Terms, ThatNoCellHoldsAreNotRead) {
  std::string text;
  while (text.size() < 1'000'000) text += "янв";
  const auto start = std::chrono::steady_clock::now();
  const Term term = parse_term(text);
  EXPECT_EQ(term.kind, TermKind::unknown);
  ASSERT_EQ(term.doubts.size(), 1U);
  EXPECT_EQ(term.doubts.front().kind, TermDoubtKind::too_long);
  for (const std::string_view piece :
       {"янв", "янв ", "абвгдежз ", "1, ", "1 ", "сентябрь - ", "2022, ", "по мере ", "I, ", "с ",
        "в течение ", "конец ", "_", "1.1.", "не реже "}) {
    std::string longest;
    while (longest.size() + piece.size() <= kLongestTerm) longest += piece;
    parse_term(longest);
  }
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2));
}

TEST(DateIntervals, ArePrintedByTheStandard) {
  EXPECT_EQ(days(2026, 9, 1, 2027, 5, 31).iso(), "2026-09-01/2027-05-31");
  EXPECT_EQ(days(2026, 9, 1, 2026, 9, 1).iso(), "2026-09-01");
  DateInterval open;
  EXPECT_EQ(open.iso(), "../..");
  EXPECT_FALSE(open.has_start());
  EXPECT_FALSE(open.has_end());
  EXPECT_EQ(DateInterval::kNoStart.iso(), "0001-01-01");
  EXPECT_EQ(DateInterval::kNoEnd.iso(), "9999-12-31");
}

}  // namespace
}  // namespace grif
