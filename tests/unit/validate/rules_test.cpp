// Every rule of the mentoring pack: a clean sample, and the same with one fault planted.

#include "unit/validate/checked.hpp"

namespace grif {
namespace {

std::string check(std::string_view text, Language language = Language::english) {
  Checked checked(text, mentoring_pack().schema, language);
  checked.check(mentoring_pack());
  return checked.kinds();
}
std::string messages(std::string_view text, Language language) {
  Checked checked(text, mentoring_pack().schema, language);
  checked.check(mentoring_pack());
  return checked.messages();
}

constexpr std::string_view kPeople = R"(
== mentors
name | limit
Лесной И.И. | #2
Озёрная А.А. |
== mentees
name
Борова К.
Полев Д.
Садов Т.
)";

std::string with_people(std::string_view more) { return std::string(kPeople) + std::string(more); }

TEST(Rules, AreSilentOnACleanProgramme) {
  EXPECT_EQ(check(with_people(R"(
== organisation
full_name | inn | kpp | ogrn
Лицей № 7 | 7701234567 | 770101001 | 1027700123456
== approvals
document | mark | post | name | basis_kind | number | date
Дорожная карта | утверждаю | директор | И.И. Лесной | приказ | 5-од | @2026-08-30
== roadmap
number | activity | term | responsible
group: 1 | Начало | |
1.1 | Беседа | май | завуч
== pairs
number | mentor | mentee | form | start | end | end_reason
1 | Лесной И.И. | Борова К. | ученик | @2026-09-01 | |
2 | Лесной И.И. | Полев Д. | ученик | @2026-09-01 | |
3 | Лесной И.И. | Садов Т. | ученик | @2025-09-01 | @2026-05-31 | переезд
== consents
person | kind | date
Борова К. | участие | @2026-09-01
Полев Д. | участие | @2026-09-01
Садов Т. | участие | @2025-09-01
== meetings
pair | date
1 | @2026-09-10
3 | @2026-05-31
== indicators
name | unit | year | plan | fact | numerator | denominator
Доля | % | #2026 | #20 | #100 | #5 | #5
Число | чел. | #2026 | #200 | | #6 | #5
== orders
kind | journal | date | number | state
о парах | по основной деятельности | @2026-09-01 | 5-од | зарегистрирован
о парах | по контингенту | @2026-09-01 | 5-од | проект
== questionnaires
questionnaire | item | text | kind | low | high
Анкета | 1 | Нравится? | шкала | #1 | #10
Анкета | 2 | Почему? | текст | |
)")),
            "");
}

struct Fault {
  std::string_view name, text, kinds;
};
class RuleFaults : public testing::TestWithParam<Fault> {};

TEST_P(RuleFaults, AreTold) { EXPECT_EQ(check(GetParam().text), GetParam().kinds); }

INSTANTIATE_TEST_SUITE_P(
    Mentoring, RuleFaults,
    testing::Values(
        Fault{"term", "== roadmap\nactivity | term\nБеседа | май\nИгра |\nВечер | ^\n",
              "roadmap!B3: warning[activity-without-term]\n"},
        Fault{"responsible", "== roadmap [printed]\nactivity | responsible\nБеседа |\n",
              "roadmap!B2: warning[activity-without-responsible]\n"},
        Fault{"no_such_column", "== roadmap\nstage | content\nНачало | Беседа\n", ""},
        Fault{
            "shifted",
            "== roadmap\nstage | activity | content\nНачало | Беседа | отчёт\nРабота | | встречи\n^ | ^ | игры\n",
            "roadmap!B3: warning[activity-cell-empty]\n"},
        Fault{"torn", "== roadmap\nactivity | result\nБеседа | отчёт\n | и справка\n",
              "roadmap!A3: warning[activity-without-text]\n"},
        Fault{"empty_stage",
              "== roadmap\nactivity | term\ngroup: Начало |\nБеседа | май\ngroup: Работа |\n",
              "roadmap!A4: warning[stage-without-activities]\n"},
        Fault{"nameless", "== organisation\ninn\n7701234567\n",
              "a.xlsx: warning[organisation-name-missing]\n"},
        Fault{"inn", "== organisation\nfull_name | inn\nЛицей | 770123456\n",
              "organisation!B2: error[inn-length]\n"},
        Fault{"kpp", "== organisation\nfull_name | kpp\nЛицей | 77010100\n",
              "organisation!B2: error[kpp-length]\n"},
        Fault{"ogrn", "== organisation\nfull_name | ogrn\nЛицей | 102770012345\n",
              "organisation!B2: error[ogrn-length]\n"},
        Fault{
            "basis",
            "== approvals\ndocument | mark | basis_kind | number | date\nДорожная карта | ПРИНЯТО | протокол | | "
            "@2026-08-30\n",
            "approvals!D2: warning[approval-basis-incomplete]\n"},
        Fault{
            "signer",
            "== approvals\ndocument | mark | post | name\nДорожная карта | УТВЕРЖДАЮ | директор |\n",
            "approvals!D2: warning[approval-without-signer]\n"},
        Fault{
            "scale",
            "== questionnaires\nquestionnaire | item | text | kind | low | high\nА | 1 | Как? | шкала | #10 | #1\n",
            "questionnaires!E2: error[questionnaire-scale]\n"},
        Fault{"share", "== indicators\nname | unit | year | plan\nДоля | % | #2026 | #120\n",
              "indicators!D2: error[share-over-hundred]\n"},
        Fault{
            "part",
            "== indicators\nname | unit | year | numerator | denominator\nДоля | % | #2026 | #6 | #5\n",
            "indicators!D2: error[indicator-part-over-whole]\n"},
        Fault{"zero", "== indicators\nname | unit | year | denominator\nДоля | % | #2026 | #0\n",
              "indicators!D2: warning[indicator-denominator-zero]\n"},
        Fault{
            "order",
            "== orders\nkind | journal | date | number\nа | по контингенту | @2026-09-01 | 5\nб | по контингенту | "
            "@2026-09-01 | 5\n",
            "orders!D2: error[order-number-twice]\norders!D3: error[order-number-twice]\n"},
        Fault{"registered", "== orders\nkind | number | date | state\nа | 5 | | зарегистрирован\n",
              "orders!B2: warning[order-registered-without-number]\n"}),
    [](const testing::TestParamInfo<Fault>& fault) { return std::string(fault.param.name); });

TEST(Rules, OfPairs) {
  EXPECT_EQ(check(with_people(R"(
== pairs
number | mentor | mentee | form | start | end | end_reason
1 | Лесной И.И. | Борова К. | ученик | @2026-09-01 | @2026-08-01 | переезд
2 | Лесной И.И. | Полев Д. | ученик | @2026-09-01 | @2026-12-01 |
3 | Лесной И.И. | Садов Т. | ученик | @2026-09-01 | |
4 | Озёрная А.А. | Садов Т. | ученик | @2026-09-01 | |
)")),
            "pairs!F2: error[pair-ends-before-start]\npairs!G3: warning[pair-end-without-reason]\n"
            "pairs!C4: warning[mentee-in-two-pairs]\npairs!C5: warning[mentee-in-two-pairs]\n");
  EXPECT_EQ(messages(with_people(R"(
== pairs
number | mentor | mentee | form | start | end | end_reason
1 | Лесной И.И. | Борова К. | ученик | @2026-09-01 | |
2 | Лесной И.И. | Полев Д. | ученик | @2026-09-01 | |
3 | Лесной И.И. | Садов Т. | ученик | @2025-09-01 | @2026-05-31 | переезд
4 | Лесной И.И. | Садов Т. | ученик | @2026-09-01 | @2026-12-01 | переезд
)"),
                     Language::russian),
            "");
  EXPECT_EQ(
      messages(with_people(R"(
== pairs
number | mentor | mentee | form | start | end
1 | Лесной И.И. | Борова К. | ученик | @2026-09-01 |
2 | Озёрная А.А. | Полев Д. | ученик | @2026-09-01 |
3 | Лесной И.И. | Садов Т. | ученик | @2026-09-01 |
4 | Лесной И.И. | Иная | ученик | @2026-09-01 |
)"),
               Language::russian),
      "a.xlsx:pairs!C5: error[reference-unknown]: «Иная» нет на листе «Наставляемые»\n"
      "    добавьте строку на лист «Наставляемые» или исправьте написание\n"
      "a.xlsx:pairs!B2: warning[mentor-over-limit]: у Лесной И.И. действующих пар: 3, а предел — 2\n"
      "    перераспределите пары или измените предел на листе «Наставники»\n"
      "a.xlsx:pairs!B4: warning[mentor-over-limit]: у Лесной И.И. действующих пар: 3, а предел — 2\n"
      "    перераспределите пары или измените предел на листе «Наставники»\n"
      "a.xlsx:pairs!B5: warning[mentor-over-limit]: у Лесной И.И. действующих пар: 3, а предел — 2\n"
      "    перераспределите пары или измените предел на листе «Наставники»\n");
}

TEST(Rules, OfConsentsAndMeetings) {
  EXPECT_EQ(
      check(with_people(R"(
== pairs
number | mentor | mentee | form | start | end | end_reason
1 | Лесной И.И. | Борова К. | ученик | @2026-09-01 | | 
2 | Озёрная А.А. | Полев Д. | ученик | @2026-09-01 | @2026-12-01 | переезд
== consents
person | kind | date | withdrawn
Борова К. | участие | @2026-09-01 | @2026-10-01
Полев Д. | участие | @2026-09-01 |
== meetings
pair | date
1 | @2026-08-31
2 | @2026-12-02
)")),
      "pairs!C2: warning[mentee-without-consent]\nmeetings!B2: warning[meeting-outside-pair]\n"
      "meetings!B3: warning[meeting-outside-pair]\n");
}

TEST(Rules, SayTheirWordsInBothLanguages) {
  constexpr std::string_view kText = "== organisation\nfull_name | inn\nЛицей | 770123456\n";
  EXPECT_EQ(
      messages(kText, Language::russian),
      "a.xlsx:organisation!B2: error[inn-length]: в ИНН «770123456» знаков: 9, а должно быть 10 "
      "(организация) или 12\n    сверьте ИНН с уставом или свидетельством\n");
  EXPECT_EQ(
      messages(kText, Language::english),
      "a.xlsx:organisation!B2: error[inn-length]: INN «770123456» has 9 signs; it must have 10 (an "
      "organisation) or 12\n    compare it with the certificate of registration\n");
}

TEST(Rules, AreSofterInPrintedTables) {
  EXPECT_EQ(check("== indicators [printed]\nname | unit | year | plan\nДоля | % | #2026 | #120\n"),
            "indicators!D2: warning[share-over-hundred]\n");
}

TEST(Rules, SayNothingOfCellsThatCouldNotBeRead) {
  EXPECT_EQ(check("== indicators\nname | unit | year | plan\nДоля | % | #2026 | много\n"),
            "indicators!D2: error[not-a-number]\n");
}

TEST(Rules, OverManyRecordsStayLinear) {
  std::string text = "== mentors\nname | limit\n";
  for (int i = 0; i < 1000; ++i) text += "Н" + std::to_string(i) + " | #9\n";
  text += "== mentees\nname\n";
  for (int i = 0; i < 5000; ++i) text += "У" + std::to_string(i) + "\n";
  text += "== pairs\nnumber | mentor | mentee | form | start\n";
  for (int i = 0; i < 5000; ++i)
    text += std::to_string(i) + " | Н" + std::to_string(i % 1000) + " | У" + std::to_string(i) +
            " | ученик | @2026-09-01\n";
  EXPECT_EQ(check(text), "");
}

TEST(MarkFaulty, TakesTheCellsThatErrorsName) {
  Checked checked(with_people(R"(
== pairs
number | mentor | mentee | form | start | end
1 | Лесной И.И. | Борова К. | ученик | @2026-09-01 | @2026-08-01
2 | Лесной И.И. | Полев Д. | ученик | @2026-09-01 |
)"),
                  mentoring_pack().schema);
  checked.check(mentoring_pack());
  checked.diagnostics.report(Severity::warning, Kind::not_a_date,
                             checked.cell("pairs", 1, "start").place, {"", ""});
  EXPECT_EQ(checked.cell("pairs", 0, "end").value, Value::date(*Date::from_ymd(2026, 8, 1)));
  mark_faulty(checked.programme, checked.diagnostics);
  EXPECT_TRUE(checked.cell("pairs", 0, "end").value.is_faulty());
  EXPECT_FALSE(checked.cell("pairs", 0, "start").value.is_faulty());
  EXPECT_FALSE(checked.cell("pairs", 1, "start").value.is_faulty()) << "a warning is none";
  EXPECT_TRUE(checked.cell("pairs", 0, "kind").value.is_missing()) << "not in the input";
}

}  // namespace
}  // namespace grif
