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
full_name | inn | kpp | ogrn | period | school_year
Лицей № 7 | 7707083893 | 770101001 | 1027700132195 | сентябрь 2026 г. – июнь 2027 г. | 2026/2027
== approvals
document | mark | post | name | basis_kind | number | date
Дорожная карта | утверждаю | директор | И.И. Лесной | приказ | 5-од | @2026-08-30
== roadmap
number | activity | term | responsible
group: 1 | Начало | август – сентябрь 2026 г. |
1.1 | Беседа | август | завуч
1.2 | Планы на год с сентября 2026 г. по май 2027 г. | сентябрь | завуч
1.3 | Встреча | до 1 октября 2026 г. | завуч
group: 2 | Работа | сентябрь – декабрь 2026 г. |
2.1 | Игра | сентябрь 2026 г. | завуч
2.2 | Встречи | октябрь – декабрь 2026 г. | завуч
2.3 | Вечер | ноябрь 2026 г. | завуч
2.4 | Беседы | ежемесячно | завуч
2.5 | Опрос | до 1 декабря 2026 г. | завуч
group: 3 | Итоги | декабрь 2026 г. – февраль 2027 г. |
3.1 | Отчёт | январь 2027 г. | завуч
group: 4 | Оценка | декабрь 2026 г. – февраль 2027 г. |
4.1 | Анкета | февраль 2027 г. | завуч
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

TEST_P(RuleFaults, AreTold) {
  const std::string_view text = GetParam().text;
  const bool wants_school = text.find("== roadmap") != std::string_view::npos &&
                            text.find("== organisation") == std::string_view::npos &&
                            GetParam().name != "no_school";
  EXPECT_EQ(check((wants_school ? "== organisation\nfull_name\nЛицей\n" : "") + std::string(text)),
            GetParam().kinds);
}

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
        Fault{"model",
              "== roadmap_title\ntext | role\nПримерная дорожная карта | title\nлицея | "
              "subtitle\nПримерно год | goal\n",
              "roadmap_title!A2: warning[title-of-model]\n"},
        Fault{"calendar_years",
              "== roadmap\nactivity | term\nБеседа | 2026-2027 гг.\nИгра | 2026-2027 гг.\n"
              "== roadmap_title\ntext | role\nКарта на 2026-2027 учебный год | title\n",
              "roadmap!B2: note[term-of-calendar-years]\n"},
        Fault{"task_in_stage",
              "== roadmap\nactivity | term\ngroup: Начало Задача этапа: собрать |\nБеседа | "
              "май\ngroup: Работа Задача этапа: начать |\nИгра | май\n",
              "roadmap!A2: note[stage-with-task]\n"},
        Fault{"task_below_stage",
              "== roadmap\nactivity | term\ngroup: Начало¶Задача этапа: собрать |\nБеседа | май\n",
              ""},
        Fault{"results_vary",
              "== roadmap [printed]\nnumber | activity | term\n1 | Беседа | май\nresult:  | "
              "Результат: отчёт |\n2 | Игра | май\nresult: Результат: справка | |\n3 | Бал | "
              "май\nresult: Результат: приз | |\n",
              "roadmap!A5: note[result-place-varies]\n"},
        Fault{
            "stage_word",
            "== roadmap [printed]\nstage | activity | term\ngroup: ЭТАП 1. Начало | |\nа | Беседа "
            "| май\ngroup: Этап 2. Работа | |\nа | Игра | май\n",
            "roadmap!A2: note[stage-word-varies]\n"},
        Fault{"stage_cut",
              "== roadmap [printed]\nstage | activity | term\nУсловий для начала | Беседа | май\n",
              "roadmap!A2: warning[stage-title-cut]\n"},
        Fault{"no_substage",
              "== roadmap [printed]\nstage | activity | term\ngroup: Начало | |\nа | Беседа | "
              "май\ngroup: Работа | |\n | Игра | май\n | Бал | май\n",
              "roadmap!A5: note[substage-missing]\n"},
        Fault{"numbers_in_text",
              "== roadmap [printed]\nstage | activity | term\ngroup: Начало | |\n1) а | Беседа | "
              "май\ngroup: Работа | |\n1) б | Игра | май\ngroup: Итоги | |\n1) в | Бал | май\n",
              "roadmap!A5: note[numbers-in-text]\n"},
        Fault{"several",
              "== roadmap [printed]\nstage | content\nНачало | Приказ; беседа\nРабота | Игра; "
              "бал\n",
              "roadmap!B2: note[activities-in-one-cell]\n"},
        Fault{"model_name",
              "== roadmap [printed]\nactivity | responsible\nБеседа | Иванов И.И. (указать)\n",
              "roadmap!B2: warning[template-residue]\n"},
        Fault{"empty_stage",
              "== roadmap\nactivity | term\ngroup: Начало |\nБеседа | май\ngroup: Работа |\n",
              "roadmap!A4: warning[stage-without-activities]\n"},
        Fault{
            "before_stage",
            "== roadmap\nactivity | term\ngroup: Работа | октябрь 2026 г.\nИгра | октябрь 2025 г.\nВечер | "
            "октябрь 2026 г.\n",
            "roadmap!B3: warning[activity-outside-stage]\n"},
        Fault{
            "outside_stage",
            "== roadmap\nactivity | term\ngroup: Работа | октябрь 2026 г.\nИгра | октябрь–ноябрь 2026 г.\n",
            "roadmap!B3: warning[activity-outside-stage]\n"},
        Fault{
            "behind_stage",
            "== roadmap [printed]\nactivity | term\ngroup: Работа | октябрь 2026, 2027\nИгра | октябрь 2026, "
            "2027\nВечер | с 1 ноября 2027 г.\n",
            "roadmap!B4: warning[activity-outside-stage]\n"},
        Fault{
            "activity_order",
            "== roadmap\nactivity | term\ngroup: Работа |\nИгра | ноябрь 2026, 2027\nВечер | октябрь 2026, "
            "2027\nБал | декабрь 2026, 2027\n",
            "roadmap!B4: warning[term-out-of-order]\n"},
        Fault{
            "stage_order",
            "== roadmap\nactivity | term\ngroup: Работа | октябрь 2026 г.\nИгра | октябрь 2026 г.\ngroup: "
            "Итоги | сентябрь 2026 г.\nБал | сентябрь 2026 г.\n",
            "roadmap!B4: warning[term-out-of-order]\n"},
        Fault{
            "stage_without_term",
            "== roadmap\nactivity | term\ngroup: Работа | октябрь 2026 г.\nИгра | октябрь 2026 г.\ngroup: "
            "Итоги |\nБал | май 2027 г.\ngroup: Отчёт |\nСправка | май 2027 г.\n",
            "roadmap!B4: note[stage-without-term]\n"},
        Fault{
            "years_lost",
            "== roadmap\nactivity | term\ngroup: Работа |\nИгра | февраль 2027, 2028\nВечер | февраль – май "
            "2027\nБал | май 2027, 2028\n",
            "roadmap!B4: warning[activity-years-lost]\n"},
        Fault{
            "years_named_otherwise",
            "== roadmap\nactivity | term\ngroup: Работа |\nИгра | февраль 2027, 2028\nВечер | с марта 2027 г.\n"
            "Бал | май 2027, 2028\nВечер | 2027–2028 гг.\nБал | май 2027, 2028\n",
            ""},
        Fault{"years_left_out",
              "== organisation\nfull_name | period\nЛицей | 2026–2028 гг.\n== roadmap\nactivity | "
              "term\ngroup: Работа |\nИгра | сентябрь\nВечер | октябрь 2026 г.\nБал | декабрь\n",
              ""},
        Fault{
            "year_skipped",
            "== roadmap\nactivity | term\ngroup: Начало |\nИгра | 2026 год\nБал |\ngroup: Работа |\nВечер | "
            "2028 год\n",
            "roadmap!B4: warning[activity-without-term]\nroadmap!B6: warning[activity-year-skipped]\n"},
        Fault{
            "year_covered",
            "== roadmap\nactivity | term\ngroup: Начало |\nСправки | май 2026, 2027, 2028\nИгра | 2026 год\n"
            "Вечер | 2028 год\n",
            ""},
        Fault{
            "text_disagrees",
            "== roadmap\nactivity | content | term\nСправка | Разбор работы с сентябрь 2026 по апрель 2027 г. | "
            "декабрь 2026 г.\n",
            "roadmap!C2: warning[activity-text-disagrees]\n"},
        Fault{
            "text_of_the_past",
            "== roadmap\nactivity | term\nРазбор работы с сентября 2026 г. по апрель 2027 г. | май 2027 г.\n"
            "Набор тех, кто приедет с 1 июня по 15 июля 2027 г. | май 2027 г.\n",
            ""},
        Fault{
            "before_period",
            "== organisation\nfull_name | period\nЛицей | сентябрь 2026 г. – июнь 2027 г.\n== roadmap\nactivity "
            "| term\nИгра | сентябрь 2025 г.\n",
            "roadmap!B2: warning[term-before-period] <- organisation!B2\n"},
        Fault{
            "after_school_year",
            "== organisation\nfull_name | school_year\nЛицей | 2026-2027\n== roadmap\nactivity | term\nИгра | "
            "октябрь 2027 г.\n",
            "roadmap!B2: warning[term-after-period] <- organisation!B2\n"},
        Fault{
            "months_of_several_years",
            "== organisation\nfull_name | period\nЛицей | 2026–2028 гг.\n== roadmap\nactivity | term\ngroup: "
            "Работа |\nИгра | сентябрь\nВечер | май\nБал | июнь\nОтчёт | август\n",
            ""},
        Fault{"term_for_person",
              "== roadmap\nactivity | term | responsible\nИгра | | май 2027 г.\n",
              "roadmap!C2: warning[term-elsewhere]\nroadmap!B2: warning[activity-without-term]\n"},
        Fault{
            "second_term",
            "== roadmap\nactivity | term | responsible | result\nИгра | сентябрь 2026 год | 2026 года | Рабочая "
            "группа\n",
            "roadmap!C2: warning[term-twice-in-row] <- roadmap!B2 <- roadmap!D2\n"},
        Fault{
            "person_for_term",
            "== roadmap\nactivity | term | responsible\nИгра | директор А.П. Лесной |\n",
            "roadmap!B2: warning[term-is-person]\nroadmap!C2: warning[activity-without-responsible]\n"},
        Fault{
            "late_approval",
            "== organisation\nfull_name | school_year\nЛицей | 2026/27\n== approvals\ndocument | mark | post | "
            "name | date\nДорожная карта | утверждаю | директор | И.И. Лесной | @2026-09-30\nПрограмма | "
            "утверждаю | директор | И.И. Лесной | @2026-10-01\nПриказ | утверждаю | директор | И.И. Лесной | "
            "@2026-10-01\n",
            "approvals!E3: warning[approval-after-start]\n"},
        Fault{
            "late_mark",
            "== roadmap [printed]\nactivity | term\nБеседа | сентябрь 2026 г.\nИгра | 2026 год\n== roadmap_marks"
            "\ntext | word | organisation | date\nУтверждаю | УТВЕРЖДАЮ | Лицей | @2026-10-01\n"
            "Принято | ПРИНЯТО | | @2026-10-01\nУтверждена | УТВЕРЖДЕНА | Лицей | @2026-09-30\n",
            "roadmap_marks!A2: warning[mark-after-start]\n"},
        Fault{
            "blanks_of_a_mark",
            "== roadmap_marks\ntext | word | act | date_blank | number_blank\nПринято | ПРИНЯТО | протокол | ?yes | "
            "?no\nПринято | ПРИНЯТО | протокол | ?no | ?yes\n",
            "roadmap_marks!A2: warning[mark-date-blank]\nroadmap_marks!A3: warning[mark-number-blank]\n"},
        Fault{
            "act_and_signer",
            "== roadmap_marks\ntext | word | act | name | organisation\nУтверждаю | УТВЕРЖДАЮ | приказ | А.Б. "
            "Лесной | Лицей\nУтверждено | УТВЕРЖДЕНО | приказ | | Лицей\nСогласовано | СОГЛАСОВАНО | протокол | "
            "А.Б. Лесной | \n",
            "roadmap_marks!A2: warning[mark-act-and-signer]\n"},
        Fault{
            "nameless_mark",
            "== roadmap_marks\ntext | word | name\nУтверждаю | УТВЕРЖДАЮ | А.Б. Лесной\nПринято | ПРИНЯТО |\n",
            "roadmap_marks!A2: warning[mark-without-organisation]\n"},
        Fault{
            "letterhead",
            "== roadmap_title\ntext | role\nЛицей | letterhead\n== roadmap_marks\ntext | word | name\n"
            "Утверждаю | УТВЕРЖДАЮ | А.Б. Лесной\n",
            ""},
        Fault{
            "surname_first",
            "== roadmap_marks\ntext | word | name | surname_first\nПринято | ПРИНЯТО | Лесной А.Б. | ?yes\n",
            "roadmap_marks!A2: note[mark-surname-first]\n"},
        Fault{
            "yearly_approval",
            "== organisation\nfull_name | period | school_year\nЛицей | 2024–2027 гг. | 2026/27\n== "
            "approvals\ndocument | mark | post | name | date\nДорожная карта | утверждаю | директор | И.И. "
            "Лесной | @2026-08-31\n",
            ""},
        Fault{"nameless", "== organisation\ninn\n7707083893\n",
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

INSTANTIATE_TEST_SUITE_P(
    More, RuleFaults,
    testing::
        ValuesIn(
            std::
                to_array<Fault>({Fault{
                                     "no_school",
                                     "== roadmap\nactivity | term | responsible\nБеседа | май | завуч\n",
                                     "a.xlsx: warning[organisation-missing]\n"},
                                 Fault{"inn_digit",
                                       "== organisation\nfull_name | inn\nЛицей | 7707083894\n",
                                       "organisation!B2: error[inn-check-digits]\n"},
                                 Fault{"inn_of_person",
                                       "== organisation\nfull_name | inn\nЛицей | 500100732258\n",
                                       "organisation!B2: error[inn-check-digits]\n"},
                                 Fault{"ogrn_digit",
                                       "== organisation\nfull_name | ogrn\nЛицей | 1027700132196\n",
                                       "organisation!B2: error[ogrn-check-digits]\n"},
                                 Fault{"okpo",
                                       "== organisation\nfull_name | okpo\nЛицей | 1234567\n",
                                       "organisation!B2: error[okpo-length]\n"},
                                 Fault{
                                     "email",
                                     "== organisation\nfull_name | email\nЛицей | lyceum.example.ru\n",
                                     "organisation!B2: warning[email-form]\n"},
                                 Fault{
                                     "email_blank",
                                     "== organisation\nfull_name | email\nЛицей | a @example.ru\n",
                                     "organisation!B2: warning[email-form]\n"},
                                 Fault{
                                     "head",
                                     "== organisation\nfull_name | head | head_post\nЛицей | Лесной И.И. |\n",
                                     "organisation!C2: warning[head-without-post]\n"},
                                 Fault{
                                     "curator",
                                     "== organisation\nfull_name | curator | curator_post\nЛицей | Лесной И.И. |\n",
                                     "organisation!C2: warning[curator-without-post]\n"},
                                 Fault{
                                     "mark_of_no_order",
                                     "== orders\nkind | journal | date | number | state\nа | по контингенту | @2026-09-01 | 5-од | зарегистрирован\n== approvals\ndocument | mark | basis_kind | number | date\nДорожная карта | УТВЕРЖДЕНА | приказ | 6-од | @2026-08-30\n",
                                     "approvals!D2: warning[approval-order-unknown]\n"},
                                 Fault{
                                     "mark_of_an_order",
                                     "== orders\nkind | journal | date | number | state\nа | по контингенту | @2026-09-01 | 5-од | зарегистрирован\n== approvals\ndocument | mark | basis_kind | number | date\nДорожная карта | УТВЕРЖДЕНА | приказ | 5-од | @2026-09-01\n",
                                     ""},
                                 Fault{
                                     "mark_of_no_minutes",
                                     "== minutes\nbody | number | date\nПедсовет | 1 | @2026-08-29\n== approvals\ndocument | mark | basis_kind | number | date\nДорожная карта | ПРИНЯТА | протокол | 2 | @2026-08-30\n",
                                     "approvals!D2: warning[approval-minutes-unknown]\n"},
                                 Fault{
                                     "good_pair",
                                     "== mentors\nname | entered | left | trained | limit\nЛесной И.И. | @2026-09-01 | | да | #3\nОзёрная А.А. | @2025-09-01 | @2026-08-31 | нет |\n== mentees\nname | left\nБорова К. |\nПолев Д. | @2026-08-31\n== pairs\nnumber | mentor | mentee | form | start | order | end_order | end | end_reason\n1 | Лесной И.И. | Борова К. | ученик | @2026-09-01 | | | |\n",
                                     ""},
                                 Fault{
                                     "oneself",
                                     "== mentors\nname\nЛесной И.И.\n== mentees\nname\nЛесной И.И.\n== pairs\nnumber | mentor | mentee | form | start | order | end_order | end | end_reason\n1 | Лесной И.И. | Лесной И.И. | ученик | @2026-09-01 | | | |\n",
                                     "pairs!C2: error[pair-with-oneself]\n"},
                                 Fault{
                                     "no_pair_order",
                                     "== orders\nkind | journal | date | number | state\nа | по контингенту | @2026-09-01 | 5-од | зарегистрирован\n== mentors\nname | entered | left | trained | limit\nЛесной И.И. | @2026-09-01 | | да | #3\nОзёрная А.А. | @2025-09-01 | @2026-08-31 | нет |\n== mentees\nname | left\nБорова К. |\nПолев Д. | @2026-08-31\n== pairs\nnumber | mentor | mentee | form | start | order | end_order | end | end_reason\n1 | Лесной И.И. | Борова К. | ученик | @2026-09-01 | | | |\n",
                                     "pairs!F2: warning[pair-order-missing]\n"},
                                 Fault{
                                     "unknown_pair_order",
                                     "== orders\nkind | journal | date | number | state\nа | по контингенту | @2026-09-01 | 5-од | зарегистрирован\n== mentors\nname | entered | left | trained | limit\nЛесной И.И. | @2026-09-01 | | да | #3\nОзёрная А.А. | @2025-09-01 | @2026-08-31 | нет |\n== mentees\nname | left\nБорова К. |\nПолев Д. | @2026-08-31\n== pairs\nnumber | mentor | mentee | form | start | order | end_order | end | end_reason\n1 | Лесной И.И. | Борова К. | ученик | @2026-09-01 | 6-од | | |\n",
                                     "pairs!F2: warning[pair-order-unknown]\n"},
                                 Fault{
                                     "unknown_end_order",
                                     "== orders\nkind | journal | date | number | state\nа | по контингенту | @2026-09-01 | 5-од | зарегистрирован\n== mentors\nname | entered | left | trained | limit\nЛесной И.И. | @2026-09-01 | | да | #3\nОзёрная А.А. | @2025-09-01 | @2026-08-31 | нет |\n== mentees\nname | left\nБорова К. |\nПолев Д. | @2026-08-31\n== pairs\nnumber | mentor | mentee | form | start | order | end_order | end | end_reason\n1 | Лесной И.И. | Борова К. | ученик | @2026-09-01 | 5-од | 7-од | @2026-12-01 | переезд\n",
                                     "pairs!G2: warning[pair-end-order-unknown]\n"},
                                 Fault{
                                     "mentor_left",
                                     "== mentors\nname | entered | left | trained | limit\nЛесной И.И. | @2026-09-01 | | да | #3\nОзёрная А.А. | @2025-09-01 | @2026-08-31 | да |\n== mentees\nname | left\nБорова К. |\nПолев Д. | @2026-08-31\n== pairs\nnumber | mentor | mentee | form | start | order | end_order | end | end_reason\n1 | Озёрная А.А. | Борова К. | ученик | @2026-09-01 | | | |\n",
                                     "pairs!B2: warning[pair-mentor-left]\n"},
                                 Fault{
                                     "mentor_untrained",
                                     "== mentors\nname | entered | left | trained | limit\nЛесной И.И. | @2026-09-01 | | да | #3\nОзёрная А.А. | @2025-09-01 |  | нет |\n== mentees\nname | left\nБорова К. |\nПолев Д. | @2026-08-31\n== pairs\nnumber | mentor | mentee | form | start | order | end_order | end | end_reason\n1 | Озёрная А.А. | Борова К. | ученик | @2026-09-01 | | | |\n",
                                     "pairs!B2: warning[mentor-untrained]\n"},
                                 Fault{
                                     "mentee_left",
                                     "== mentors\nname | entered | left | trained | limit\nЛесной И.И. | @2026-09-01 | | да | #3\nОзёрная А.А. | @2025-09-01 | @2026-08-31 | нет |\n== mentees\nname | left\nПолев Д. | @2026-08-31\n== pairs\nnumber | mentor | mentee | form | start | order | end_order | end | end_reason\n1 | Лесной И.И. | Полев Д. | ученик | @2026-09-01 | | | |\n",
                                     "pairs!C2: warning[pair-mentee-left]\n"},
                                 Fault{
                                     "unknown_form",
                                     "== forms\nname\nучитель – учитель\n== mentors\nname | entered | left | trained | limit\nЛесной И.И. | @2026-09-01 | | да | #3\nОзёрная А.А. | @2025-09-01 | @2026-08-31 | нет |\n== mentees\nname | left\nБорова К. |\nПолев Д. | @2026-08-31\n== pairs\nnumber | mentor | mentee | form | start | order | end_order | end | end_reason\n1 | Лесной И.И. | Борова К. | ученик | @2026-09-01 | | | |\n",
                                     "pairs!D2: warning[pair-form-unknown]\n"},
                                 Fault{
                                     "late_consent",
                                     "== mentors\nname | entered | left | trained | limit\nЛесной И.И. | @2026-09-01 | | да | #3\nОзёрная А.А. | @2025-09-01 | @2026-08-31 | нет |\n== mentees\nname | left\nБорова К. |\nПолев Д. | @2026-08-31\n== pairs\nnumber | mentor | mentee | form | start | order | end_order | end | end_reason\n1 | Лесной И.И. | Борова К. | ученик | @2026-09-01 | | | |\n== consents\nperson | kind | date\nБорова К. | участие | @2026-09-02\n",
                                     "pairs!E2: warning[consent-after-start]\n"},
                                 Fault{
                                     "late_pair",
                                     "== organisation\nfull_name | period\nЛицей | сентябрь 2026 г. – июнь 2027 г.\n== mentors\nname\nЛесной И.И.\n== mentees\nname\nБорова К.\nПолев Д.\n== pairs\nnumber | mentor | mentee | form | start | end | end_reason\n1 | Лесной И.И. | Борова К. | ученик | @2027-07-01 | |\n2 | Лесной И.И. | Полев Д. | ученик | @2025-09-01 | |\n",
                                     "pairs!E2: warning[pair-after-period]\n"},
                                 Fault{
                                     "long_pair",
                                     "== organisation\nfull_name | period\nЛицей | сентябрь 2026 г. – июнь 2027 г.\n== mentors\nname\nЛесной И.И.\n== mentees\nname\nБорова К.\nПолев Д.\n== pairs\nnumber | mentor | mentee | form | start | end | end_reason\n1 | Лесной И.И. | Борова К. | ученик | @2026-10-01 | @2027-07-01 | срок\n2 | Лесной И.И. | Полев Д. | ученик | @2026-10-01 | @2027-06-30 | срок\n",
                                     "pairs!F2: warning[pair-outlasts-period]\n"},
                                 Fault{
                                     "mentor_dates",
                                     "== mentors\nname | entered | left\nЛесной И.И. | @2026-09-01 | @2026-08-01\n",
                                     "mentors!C2: error[mentor-dates-reversed]\n"},
                                 Fault{"mentor_limit",
                                       "== mentors\nname | limit\nЛесной И.И. | #0\n",
                                       "mentors!B2: error[mentor-limit-small]\n"},
                                 Fault{
                                     "mentee_dates",
                                     "== mentees\nname | entered | left\nБорова К. | @2026-09-01 | @2026-08-01\n",
                                     "mentees!C2: error[mentee-dates-reversed]\n"},
                                 Fault{"birth_year",
                                       "== mentees\nname | birth_year\nБорова К. | #1212\n",
                                       "mentees!B2: warning[mentee-birth-year]\n"},
                                 Fault{
                                     "code",
                                     "== mentees\nname | code\nБорова К. | М-1\nПолев Д. | М-1\n",
                                     "mentees!B2: error[mentee-code-twice]\nmentees!B3: error[mentee-code-twice]\n"},
                                 Fault{
                                     "lonely",
                                     "== mentors\nname | entered | left | trained | limit\nЛесной И.И. | @2026-09-01 | | да | #3\nОзёрная А.А. | @2025-09-01 | @2026-08-31 | нет |\n== mentees\nname\nБорова К.\nСадов Т.\n== pairs\nnumber | mentor | mentee | form | start | order | end_order | end | end_reason\n1 | Лесной И.И. | Борова К. | ученик | @2026-09-01 | | | |\n",
                                     "mentees!A3: note[mentee-without-pair]\n"},
                                 Fault{
                                     "withdrawn",
                                     "== consents\nperson | kind | date | withdrawn\nБорова К. | участие | @2026-09-01 | @2026-08-01\n",
                                     "consents!D2: error[consent-withdrawn-before-given]\n"},
                                 Fault{
                                     "stranger",
                                     "== mentors\nname\nЛесной И.И.\n== mentees\nname\nБорова К.\n== consents\nperson | kind | date\nСадов Т. | участие | @2026-09-01\n",
                                     "consents!A2: warning[consent-of-unknown]\n"},
                                 Fault{
                                     "indicator_year",
                                     "== indicators\nname | unit | year | plan | fact | numerator | denominator | better\nДоля | % | | #20 | | | |\n",
                                     "indicators!C2: warning[indicator-year-missing]\n"},
                                 Fault{
                                     "indicator_twice",
                                     "== indicators\nname | unit | year | plan | fact | numerator | denominator | better\nДоля | % | #2026 | #20 | | | |\nДоля | % | #2026 | #20 | | | |\n",
                                     "indicators!A2: warning[indicator-twice]\nindicators!A3: warning[indicator-twice]\n"},
                                 Fault{
                                     "falling",
                                     "== indicators\nname | unit | year | plan | fact | numerator | denominator | better\nДоля | % | #2026 | #20 | | | | больше\nДоля | % | #2027 | #15 | | | | больше\n",
                                     "indicators!D3: warning[indicator-target-falls]\n"},
                                 Fault{
                                     "rising",
                                     "== indicators\nname | unit | year | plan | fact | numerator | denominator | better\nОтсев | чел. | #2026 | #20 | | | | меньше\nОтсев | чел. | #2027 | #25 | | | | меньше\n",
                                     "indicators!D3: warning[indicator-target-rises]\n"},
                                 Fault{
                                     "growing",
                                     "== indicators\nname | unit | year | plan | fact | numerator | denominator | better\nДоля | % | #2026 | #20 | | | | больше\nДоля | % | #2027 | #25 | | | | больше\n",
                                     ""},
                                 Fault{
                                     "wrong_share",
                                     "== indicators\nname | unit | year | plan | fact | numerator | denominator | better\nДоля | % | #2026 | #50 | #55 | #10 | #20 |\n",
                                     "indicators!E2: warning[indicator-share-disagrees]\n"},
                                 Fault{
                                     "rounded_share",
                                     "== indicators\nname | unit | year | plan | fact | numerator | denominator | better\nДоля | % | #2026 | #30 | #33 | #1 | #3 |\n",
                                     ""},
                                 Fault{"negative_total",
                                       "== contingent\ncategory | total\nПедагоги | #-1\n",
                                       "contingent!B2: error[contingent-negative]\n"},
                                 Fault{
                                     "total_twice",
                                     "== contingent\ncategory | date | total\nПедагоги | @2026-09-01 | #30\nПедагоги | @2026-09-01 | #31\n",
                                     "contingent!A2: warning[contingent-twice]\ncontingent!A3: warning[contingent-twice]\n"},
                                 Fault{"negative_guests",
                                       "== events\nname | attended\nФорум | #-5\n",
                                       "events!B2: error[event-attended-negative]\n"},
                                 Fault{
                                     "negative_winners",
                                     "== achievements\nname | level | count\nОлимпиада | М | #-5\n",
                                     "achievements!C2: error[achievement-count-negative]\n"},
                                 Fault{
                                     "negative_mentors",
                                     "== partners\nname | contribution | mentors\nЗавод | станки | #-5\n",
                                     "partners!C2: error[partner-mentors-negative]\n"},
                                 Fault{"hours", "== training\ntopic | hours\nВведение | #500\n",
                                       "training!B2: warning[training-hours]\n"},
                                 Fault{"no_chair",
                                       "== working_group\nname | role\nЛесной И.И. | секретарь\n",
                                       "a.xlsx: warning[working-group-without-chair]\n"},
                                 Fault{
                                     "two_chairs",
                                     "== working_group\nname | role\nЛесной И.И. | председатель\nОзёрная А.А. | председатель\n",
                                     "working_group!B2: warning[working-group-two-chairs]\nworking_group!B3: warning[working-group-two-chairs]\n"},
                                 Fault{
                                     "dates_run_back",
                                     "== orders\nkind | journal | date | number | state | changed_by | cancelled_by\nа | по контингенту | @2026-09-02 | 5-од | | |\nб | по контингенту | @2026-09-01 | 6-од | | |\n",
                                     "orders!C3: warning[order-dates-run-back]\n"},
                                 Fault{
                                     "new_year",
                                     "== orders\nkind | journal | date | number | state | changed_by | cancelled_by\nа | по контингенту | @2026-12-02 | 50-од | | |\nб | по контингенту | @2027-01-11 | 1-од | | |\n",
                                     ""},
                                 Fault{
                                     "signed",
                                     "== orders\nkind | journal | date | number | state | changed_by | cancelled_by\nа | по контингенту | | 5-од | подписан | |\n",
                                     "orders!C2: warning[order-signed-without-date]\n"},
                                 Fault{
                                     "changed_by",
                                     "== orders\nkind | journal | date | number | state | changed_by | cancelled_by\nа | по контингенту | @2026-09-02 | 5-од | | 9-од |\n",
                                     "orders!F2: warning[order-changed-by-unknown]\n"},
                                 Fault{
                                     "cancelled_by",
                                     "== orders\nkind | journal | date | number | state | changed_by | cancelled_by\nа | по контингенту | @2026-09-02 | 5-од | | | 9-од\n",
                                     "orders!G2: warning[order-cancelled-by-unknown]\n"},
                                 Fault{
                                     "award_order",
                                     "== orders\nkind | journal | date | number | state\nа | по контингенту | @2026-09-01 | 5-од | зарегистрирован\n== awards\nname | category | award | order\nЛесной И.И. | работник | грамота | 6-од\n",
                                     "awards!D2: warning[award-order-unknown]\n"},
                                 Fault{
                                     "minutes_twice",
                                     "== minutes\nbody | number | date\nПедсовет | 1 | @2026-08-29\nПедсовет | 1 | @2026-10-29\n",
                                     "minutes!B2: warning[minutes-number-twice]\nminutes!B3: warning[minutes-number-twice]\n"},
                                 Fault{
                                     "minutes_next_year",
                                     "== minutes\nbody | number | date\nПедсовет | 1 | @2026-08-29\nПедсовет | 1 | @2027-08-29\nСовет | 1 | @2026-08-29\n",
                                     ""},
                                 Fault{
                                     "no_decision",
                                     "== minutes\nbody | number | agenda | decision\nПедсовет | 1 | О плане |\n",
                                     "minutes!D2: warning[minutes-without-decision]\n"},
                                 Fault{
                                     "chair_writes",
                                     "== minutes\nbody | number | chair | secretary\nПедсовет | 1 | Лесной И.И. | Лесной И.И.\n",
                                     "minutes!D2: warning[minutes-chair-is-secretary]\n"},
                                 Fault{
                                     "question_twice",
                                     "== questionnaires\nquestionnaire | item | text | kind | choices | low | high\nА | 1 | Как? | шкала | | #1 | #10\nА | 2 | Что? | один из | да; нет | |\nА | 1 | Где? | текст | | |\n", "questionnaires!B2: error[question-twice]\nquestionnaires!B4: error[question-twice]\n"},
                                 Fault{
                                     "no_choices",
                                     "== questionnaires\nquestionnaire | item | text | kind | choices | low | high\nА | 1 | Как? | шкала | | #1 | #10\nА | 2 | Что? | один из | да; нет | |\nА | 3 | Где? | несколько из | | |\n",
                                     "questionnaires!E4: error[question-without-choices]\n"},
                                 Fault{
                                     "good_answers",
                                     "== questionnaires\nquestionnaire | item | text | kind | choices | low | high\nА | 1 | Как? | шкала | | #1 | #10\nА | 2 | Что? | один из | да; нет | |\n== answers\nquestionnaire | respondent | item | answer\nА | Р-1 | 1 | 10\nА | Р-1 | 2 | да\nА | Р-2 | 1 |\n",
                                     ""},
                                 Fault{
                                     "no_question",
                                     "== questionnaires\nquestionnaire | item | text | kind | choices | low | high\nА | 1 | Как? | шкала | | #1 | #10\nА | 2 | Что? | один из | да; нет | |\n== answers\nquestionnaire | respondent | item | answer\nА | Р-1 | 7 | 10\n",
                                     "answers!C2: error[answer-to-nothing]\n"},
                                 Fault{
                                     "outside",
                                     "== questionnaires\nquestionnaire | item | text | kind | choices | low | high\nА | 1 | Как? | шкала | | #1 | #10\nА | 2 | Что? | один из | да; нет | |\n== answers\nquestionnaire | respondent | item | answer\nА | Р-1 | 1 | 11\nА | Р-2 | 1 | много\n",
                                     "answers!D2: error[answer-outside-scale]\nanswers!D3: error[answer-outside-scale]\n"},
                                 Fault{
                                     "answered_twice",
                                     "== questionnaires\nquestionnaire | item | text | kind | choices | low | high\nА | 1 | Как? | шкала | | #1 | #10\nА | 2 | Что? | один из | да; нет | |\n== answers\nquestionnaire | respondent | item | answer\nА | Р-1 | 1 | 5\nА | Р-1 | 1 | 6\n",
                                     "answers!D2: warning[answer-twice]\nanswers!D3: warning[answer-twice]\n"},
                                 Fault{
                                     "swot",
                                     "== swot\nfield | factor\nсильные стороны | опыт\nслабые стороны | время\nвозможности | партнёры\n",
                                     "a.xlsx: warning[swot-field-empty]\n"},
                                 Fault{"event_link", "== events\nname | link\nФорум | example.ru\n",
                                       "events!B2: warning[event-link]\n"},
                                 Fault{
                                     "material_link",
                                     "== materials\nname | kind | link\nПамятка | памятка | www.example.ru\n",
                                     "materials!C2: warning[material-link]\n"},
                                 Fault{
                                     "publication_link",
                                     "== publications\nname | outlet | link\nСтатья | Вестник | нет\n",
                                     "publications!C2: warning[publication-link]\n"}})),
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
      "meetings!B3: warning[meeting-outside-pair]\nmentees!A4: note[mentee-without-pair]\n");
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
