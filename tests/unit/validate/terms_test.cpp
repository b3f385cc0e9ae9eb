// What is told of the terms in cells.

#include "unit/validate/checked.hpp"

namespace grif {
namespace {

/// A plan of works, whose period stands on a sheet of its own.
const Schema& plan() {
  static const Schema schema = [] {
    Schema s;
    const auto column = [](std::string id, std::string title, ColumnType type) {
      ColumnSchema c;
      c.id = std::move(id);
      c.title = std::move(title);
      c.type = type;
      return c;
    };
    SheetSchema facts;
    facts.id = facts.title = "facts";
    facts.shape = SheetShape::keyed;
    facts.columns = {column("year", "Учебный год", ColumnType::label),
                     column("days", "Период", ColumnType::term)};
    facts.columns[0].period = facts.columns[1].period = true;
    SheetSchema works;
    works.id = works.title = "works";
    works.shape = SheetShape::grouped;
    works.columns = {column("name", "Работа", ColumnType::text),
                     column("term", "Срок", ColumnType::term)};
    s.sheets = {facts, works};
    add_derived_sheets(s);
    return s;
  }();
  return schema;
}

std::string told_of(std::string_view term, Language language = Language::english) {
  const Checked checked("== works\nterm\n" + std::string(term), plan(), language);
  return checked.messages();
}
std::string kinds_of(std::string_view facts, std::string_view terms) {
  return Checked(std::string(facts) + "\n== works\nterm\n" + std::string(terms), plan()).kinds();
}
std::string days_of(const Cell& cell) {
  std::string text;
  for (const DateInterval& days : cell.value.as_term()->days)
    text += (text.empty() ? "" : " ") + days.iso();
  return text;
}

TEST(CellTerms, AreKeptWithTheirDaysAndAsWritten) {
  const Checked checked(
      "== facts\ndays\nсентябрь 2026 г. – июнь 2027 г.\n== works\nterm\nФевраль- май\n@2026-10-05\n"
      "Май- Июнь 2027\nФевраль- май\n",
      plan());
  EXPECT_EQ(checked.messages(), "");
  const Cell& cell = checked.cell("works", 0, "term");
  EXPECT_EQ(cell.value.as_text(), "Февраль- май");
  EXPECT_EQ(cell.value.as_term()->tidy, "февраль–май");
  EXPECT_EQ(cell.value.as_term()->kind, TermKind::range);
  EXPECT_EQ(days_of(cell), "2027-02-01/2027-05-31");
  EXPECT_EQ(days_of(checked.cell("works", 1, "term")), "2026-10-05");
  EXPECT_EQ(days_of(checked.cell("works", 2, "term")), "2027-05-01/2027-06-30");
  EXPECT_EQ(checked.cell("works", 3, "term").value.as_term(), cell.value.as_term()) << "read once";
}

TEST(CellTerms, ThatAreUsualAreSilent) {
  for (const std::string_view term :
       {"сентябрь 2026 г.", "по плану", "в течение года", "по мере необходимости", "постоянно", "—",
        "-", "", "октябрь (2 неделя)", "5–9 классы, ноябрь 2026 г.", "01.10.2026 в 15:00",
        "осенние каникулы", "до педсовета", "1 сентября 2026 г. (вторник)", "#2026",
        "I четверть, каждый понедельник", "до 15 сентября, далее постоянно"}) {
    EXPECT_EQ(told_of(term), "") << term;
  }
}

TEST(CellTerms, ThatAreNoneAreTold) {
  EXPECT_EQ(told_of("Иванова А.П.", Language::russian),
            "a.xlsx:works!A2: warning[term-unknown]: «Иванова А.П.» в столбце «Срок» не похоже на "
            "срок\n    впишите срок, например «сентябрь 2026 г.», «октябрь–май», «до 15.10.2026» "
            "или «постоянно»; если это значение другого столбца, верните его туда\n");
  EXPECT_EQ(told_of("необходимость"),
            "a.xlsx:works!A2: warning[term-looks-like]: \"необходимость\" in column \"Срок\" is no "
            "term; it may mean «необходимости»\n    correct the word, or write a term such as "
            "«сентябрь 2026 г.»\n");
  const std::string long_text = told_of(std::string(5000, 'x'));
  EXPECT_NE(long_text.find("\"" + std::string(80, 'x') + "…\" in column"), std::string::npos);
  EXPECT_EQ(told_of("сентябрь 20226"),
            "a.xlsx:works!A2: warning[term-partly-unknown]: \"20226\" in column \"Срок\" is a part "
            "of the term that is not understood; read: \"сентябрь\"\n    correct the slip or take "
            "it away\n");
}

TEST(CellTerms, ThatAreGuessedAreTold) {
  EXPECT_EQ(told_of("Январь 2027. 2028, 2029"),
            "a.xlsx:works!A2: warning[term-doubtful]: \"Январь 2027. 2028, 2029\" in column "
            "\"Срок\" was read as \"январь 2027, 2028, 2029 гг.\"\n"
            "    write it so if that is meant; if not, write it more clearly\n");
  for (const std::string_view term :
       {"Сентябрь октябрь 2026", "2022 2023 гг.", "2020 - 2024 учебный год", "сентябрь–май 2027"})
    EXPECT_NE(told_of(term).find("[term-doubtful]"), std::string::npos) << term;
  EXPECT_EQ(told_of("08 декабри 2026"),
            "a.xlsx:works!A2: warning[term-misspelt]: \"декабри\" in column \"Срок\" was read as "
            "\"декабря\"\n    correct the word: documents print it as it is written\n");
  EXPECT_EQ(told_of("П квартал 2026 г."),
            "a.xlsx:works!A2: warning[term-mixed-letters]: \"П\" in column \"Срок\" has "
            "look-alike letters of another alphabet; it was read as \"II\"\n    type it "
            "again: Russian words in Russian letters, Roman numbers in Latin ones\n");
  EXPECT_EQ(kinds_of("", "cентябрь 2026"), "works!A2: warning[text-latin-letters]\n")
      << "is not told twice";
  EXPECT_EQ(told_of("сентябрь 2026 года 2026 года"),
            "a.xlsx:works!A2: warning[term-repeated]: the term \"сентябрь 2026 года 2026 года\" in "
            "column \"Срок\" says \"2026\" twice\n    take one of them away\n");
  EXPECT_EQ(
      told_of("2026год\nмай 2027года"),
      "a.xlsx:works!A2: note[term-without-space]: \"2026год\" has no space before «год»\n"
      "    put it in here and in other rows of column \"Срок\": documents print terms as they "
      "are written\n");
  EXPECT_EQ(told_of("от ______2026 года"),
            "a.xlsx:works!A2: warning[term-blank]: \"______2026 года\" in column \"Срок\" has a "
            "line in place of the date\n    fill in day and month if they are known\n");
}

TEST(CellTerms, ThatCannotBeAreTold) {
  EXPECT_EQ(told_of("сентябрь 2026 г.;\u00A0май 2027 - март 2027"),
            "a.xlsx:works!A2: warning[term-reversed]: \"май 2027 - март 2027\" in column \"Срок\" "
            "ends before it begins\n    exchange the two ends or correct the year\n");
  EXPECT_EQ(told_of("понедельник, 1 сентября 2026 г.", Language::russian),
            "a.xlsx:works!A2: warning[term-wrong-weekday]: в столбце «Срок» рядом с датой стоит "
            "«понедельник», а это вторник\n    исправьте дату или день недели\n");
}

TEST(CellTerms, OutsideThePeriodAreTold) {
  constexpr std::string_view kFacts = "== facts\ndays\nсентябрь 2026 г. – июнь 2027 г.";
  const Checked before(std::string(kFacts) + "\n== works\nterm\nсентябрь 2025 г.", plan());
  EXPECT_EQ(before.messages(),
            "a.xlsx:works!A2: warning[term-before-period]: \"сентябрь 2025 г.\" in column \"Срок\" "
            "is before the period that «сентябрь 2026 г. – июнь 2027 г.» names\n"
            "    a.xlsx:facts!A2: сентябрь 2026 г. – июнь 2027 г.\n"
            "    see whether the year is left from last year's plan\n");
  EXPECT_EQ(kinds_of(kFacts, "июнь–июль 2027 г."),
            "works!A2: warning[term-after-period] <- facts!A2\n");
  EXPECT_EQ(kinds_of(kFacts, "до 1 сентября 2027 г."),
            "works!A2: warning[term-after-period] <- facts!A2\n");
  EXPECT_EQ(kinds_of(kFacts, "@2025-10-05"), "works!A2: warning[term-before-period] <- facts!A2\n");
  EXPECT_EQ(kinds_of(kFacts, "2025/26 учебный год"),
            "works!A2: warning[term-before-period] <- facts!A2\n");
  // The summer before, years that hold the period, open ends and filled years are within.
  EXPECT_EQ(kinds_of(kFacts,
                     "август 2026 г.\n2026–2027 гг.\n2026/27 учебный год\nс 1 мая 2027 г.\n"
                     "декабрь\nпостоянно\nпо плану"),
            "");
}

TEST(CellTerms, TakeTheirYearsFromASchoolYear) {
  const Checked dashed("== facts\nyear\n2026-2027\n== works\nterm\nмай\nсентябрь 2027 г.", plan());
  EXPECT_EQ(dashed.kinds(), "works!A3: warning[term-after-period] <- facts!A2\n");
  EXPECT_EQ(days_of(dashed.cell("works", 0, "term")), "2027-05-01/2027-05-31");
  const Checked both("== facts\nyear | days\n2026/27 | январь–май 2027 г.\n== works\nterm\nмай",
                     plan());
  EXPECT_EQ(days_of(both.cell("works", 0, "term")), "2027-05-01/2027-05-31");
  EXPECT_EQ(kinds_of("== facts\nyear\nтекущий", "май 1999 г."), "");
}

TEST(CellTerms, TakeTheirYearsFromATitle) {
  const std::string_view plain =
      "== works_title\ntext\nПлан работ лицея № 5\nна 2026–2027 учебный год\n== works [printed]\nterm\n"
      "май\nмай 2028 г.";
  const Checked checked(plain, plan());
  EXPECT_EQ(checked.kinds(), "works!A3: warning[term-after-period] <- works_title!A3\n");
  EXPECT_EQ(days_of(checked.cell("works", 0, "term")), "2027-05-01/2027-05-31");
  const Checked kept("== facts\nyear\n2027/28\n" + std::string(plain), plan());
  EXPECT_EQ(kept.kinds(), "") << "the sheet counts for more than the title";
}

}  // namespace
}  // namespace grif
