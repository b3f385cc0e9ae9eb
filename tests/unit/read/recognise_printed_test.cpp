// Tables as schools type them for print: what stands above and below, headings with mistakes, stage
// rows that nobody merged, several tables, and that nothing is left out without a word.

#include "read/recognise_lines.hpp"
#include "unit/read/recognise_support.hpp"

namespace grif {
namespace {

TEST(LinesAbove, KeepTheirOrderAndTakeTheirRolesFromThePack) {
  const Recognised r(R"(== Лист1
План мероприятий («дорожная карта»)
лицея № 7 на 2026 год
г. Приозёрск
Цель: помочь | каждому
Задачи:
1) найти
2) научить
*Целевая группа – все классы
Сроки реализации: 2026 год
№ | Мероприятия | Сроки | Ответственные
1 | Беседа | май | завуч
)");
  EXPECT_EQ(r.lines("roadmap_title"),
            "План мероприятий («дорожная карта») | title | -\n"
            "лицея № 7 на 2026 год | title | -\n"
            "г. Приозёрск | place | -\n"
            "Цель: помочь каждому | goal | -\n"
            "Задачи: | tasks | -\n"
            "1) найти | tasks | -\n"
            "2) научить | tasks | -\n"
            "Целевая группа – все классы | subtitle | -\n"
            "Сроки реализации: 2026 год | terms | -\n");
  EXPECT_EQ(r.messages(), "");
}

TEST(LinesAbove, ThatGoOnEndAMark) {
  const Recognised r(R"(== Лист1
УТВЕРЖДАЮ
Директор И.И. Лесной
Цель:помочь
каждому
Дорожная карта
№ | Мероприятия | Сроки | Ответственные
1 | Беседа | май | завуч
)");
  EXPECT_EQ(r.lines("roadmap_marks"), "left | УТВЕРЖДАЮ¶Директор И.И. Лесной | 0\n");
  EXPECT_EQ(r.lines("roadmap_title"),
            "Цель:помочь | goal | -\nкаждому | goal | -\nДорожная карта | title | -\n");
}

TEST(LinesBelow, AreSignaturesAndRemarksNotRows) {
  const Recognised r(R"(== Лист1
№ | Мероприятия | Сроки | Ответственные
1 | Беседа | май | завуч
2 | Опрос | июнь | завуч
Примечание: сроки могут измениться
по решению совета
.
Директор лицея | | _______ | И.И. Лесной
Исп. Озёрная, тел. 22-33-44
Заместитель директора               А.А. Озёрная
Методист ______ Полевая
)");
  EXPECT_EQ(r.rows("roadmap"),
            "item: | 1 | Беседа | май | завуч\nitem: | 2 | Опрос | июнь | завуч\n");
  EXPECT_EQ(r.lines("roadmap_below"),
            "Примечание: сроки могут измениться | note | -\n"
            "по решению совета | note | -\n"
            "Директор лицея | signature | _______ И.И. Лесной\n"
            "Исп. Озёрная, тел. 22-33-44 | executor | -\n"
            "Заместитель директора | signature | А.А. Озёрная\n"
            "Методист | text | ______ Полевая\n");
  EXPECT_EQ(r.messages(),
            "a.xlsx:Лист1!A4: note[text-below-table]: the text below the table (rows of the sheet: "
            "4, 5, 7, 8, 9, 10), from \"Примечание: сроки могут измениться\" on, is printed below "
            "it as plain lines\n");
}

TEST(LinesBelow, OfATableWithoutNumbersAreToldByTheirSignature) {
  const Recognised r(
      "== Лист1\nЭтапы | Мероприятия | Сроки | Ответственные\nНачало | Беседа | май | завуч\n.\n"
      "Методист группы | | | Лесной И. И.\n");
  EXPECT_EQ(r.rows("roadmap"), "item: | Начало | Беседа | май | завуч\n");
  EXPECT_EQ(r.lines("roadmap_below"), "Методист группы | text | Лесной И. И.\n");
}

TEST(LinesBelow, NeedNoEmptyRowBeforeThem) {
  const Recognised r(R"(== Лист1
№ | Мероприятия | Сроки | Ответственные
1 | Подготовка | < | <
1.1 | Беседа | май | завуч
Результат: все собраны
2 | Работа | < | <
2.1 | Опрос | июнь | завуч
Результат: все опрошены
Ожидаемые результаты:
1) каждый нашёл наставника;
2 | опрошены все
Методист | | ______ | А.А. Озёрная
Директор | лицея | ______ | И.И. Лесной
Исполнитель: Озёрная, тел. 22-33-44 | < | < | <
)");
  EXPECT_EQ(r.rows("roadmap"),
            "group: | 1 | Подготовка [1x3] | < | <\nitem of 0: | 1.1 | Беседа | май | завуч\n"
            "result of 0: | Результат: все собраны [1x4] | < | < | <\n"
            "group: | 2 | Работа [1x3] | < | <\nitem of 3: | 2.1 | Опрос | июнь | завуч\n"
            "result of 3: | Результат: все опрошены [1x4] | < | < | <\n");
  EXPECT_EQ(r.lines("roadmap_below"),
            "Ожидаемые результаты: | results | -\n1) каждый нашёл наставника; | results | -\n"
            "2 опрошены все | results | -\nМетодист | text | ______ А.А. Озёрная\n"
            "Директор | signature | лицея ______ И.И. Лесной\n"
            "Исполнитель: Озёрная, тел. 22-33-44 | executor | -\n");
}

TEST(LinesBelow, AreNoResultsThatEachStageHas) {
  const Recognised r(R"(== Лист1
№ | Мероприятия | Сроки | Ответственные
1 | Подготовка | < | <
1.1 | Беседа | май | завуч
Ожидаемые результаты: все собраны
2 | Работа | < | <
2.1 | Опрос | июнь | завуч
Ожидаемые результаты:
- опрошены дети
2) опрошены родители
)");
  EXPECT_EQ(r.rows("roadmap"),
            "group: | 1 | Подготовка [1x3] | < | <\nitem of 0: | 1.1 | Беседа | май | завуч\n"
            "result of 0: | Ожидаемые результаты: все собраны [1x4] | < | < | <\n"
            "group: | 2 | Работа [1x3] | < | <\nitem of 3: | 2.1 | Опрос | июнь | завуч\n"
            "result of 3: | Ожидаемые результаты: [1x4] | < | < | <\n"
            "result of 3: | - опрошены дети [1x4] | < | < | <\n"
            "result of 3: | 2) опрошены родители [1x4] | < | < | <\n");
  EXPECT_EQ(r.lines("roadmap_below"), "");
}

TEST(LinesBelow, DoNotBecomeColumnsBesideTheTable) {
  const Recognised r(
      "== Лист1\n№ | Мероприятия | Сроки | Ответственные\n1 | Беседа | май | завуч\n.\n | | | | | "
      "| проверено\n");
  EXPECT_EQ(r.columns("roadmap"), "number | activity | term | responsible");
  EXPECT_EQ(r.lines("roadmap_below"), "проверено | text | -\n");
}

TEST(Signed, LinesHaveABlankOrInitialsAtTheirEnd) {
  for (const char* yes : {"И.И. Лесной", "Лесной И.И.", "Директор Лесной И. И.", "____",
                          "Директор ______ Лесной", "А.А. Озёрная-Полевая"})
    EXPECT_TRUE(recognition::looks_signed(yes)) << yes;
  for (const char* no : {"", "Лесной", "И.И.", "беседа А.А. Озёрной с детьми", "п. 1.2", "т. д."})
    EXPECT_FALSE(recognition::looks_signed(no)) << no;
}

// ---- Headings with mistakes ---------------------------------------------------------------------

TEST(Guess, TakesMisspeltTitlesWithAWord) {
  const Recognised r(R"(== Лист1
№ п.п. | Меропрития | Срокии | Ответственые
1 | Беседа | май | завуч
)");
  EXPECT_EQ(r.columns("roadmap"), "number | activity | term | responsible");
  EXPECT_EQ(
      r.messages(),
      "a.xlsx:Лист1!B1: warning[column-guessed]: column \"Меропрития\" is not known; it was "
      "read as \"Мероприятия\"\n"
      "    if it is that one, name it \"Мероприятия\"; if not, give it a title that is less "
      "alike\n"
      "a.xlsx:Лист1!C1: warning[column-guessed]: column \"Срокии\" is not known; it was read "
      "as \"Сроки реализации\"\n"
      "    if it is that one, name it \"Сроки реализации\"; if not, give it a title that is "
      "less alike\n"
      "a.xlsx:Лист1!D1: warning[column-guessed]: column \"Ответственые\" is not known; it was "
      "read as \"Ответственный исполнитель\"\n"
      "    if it is that one, name it \"Ответственный исполнитель\"; if not, give it a title "
      "that is less alike\n");
}

TEST(Guess, TakesTitlesThatGoOnFromAKnownOne) {
  const Recognised r(
      "== Лист1\n№ | Мероприятия | Сроки проведения мероприятий | Ответственный за проведение | "
      "Отметка о выполнении\n1 | Беседа | май | завуч | да\n");
  EXPECT_EQ(r.columns("roadmap"), "number | activity | term | responsible | done");
}

TEST(Guess, KeepsTitlesThatDifferInANumberApart) {
  const Recognised r(
      "== Лист1\n№ | Мероприятия | Сроки | Ответственный 1 | Ответственные\n1 | Беседа | май | "
      "завуч | Орлова\n");
  EXPECT_EQ(r.columns("roadmap"), "number | activity | term | +Ответственный 1 | responsible");
}

TEST(Guess, IsMadeWhereTheSheetIsNamedToo) {
  const Recognised r("== Дорожная карта\n№ | Мероприятеи | Срокии\n1 | Беседа | май\n");
  EXPECT_EQ(r.columns("roadmap"), "number | activity | term");
  EXPECT_EQ(r.kinds(),
            "a.xlsx:'Дорожная карта'!B1: warning[column-guessed]\n"
            "a.xlsx:'Дорожная карта'!C1: warning[column-guessed]\n");
}

TEST(Guess, DoesNotMakeRecordsOfARow) {
  const Recognised r("== Лист1\nБеседа | май | завуч | Орлова\nИгра | июнь | завуч | Орлова\n");
  EXPECT_FALSE(r.table("roadmap").present);
  EXPECT_EQ(r.kinds(), "a.xlsx: error[nothing-recognised]\n");
}

TEST(Header, LatinLookAlikesOfAnyCaseAreRead) {
  const Recognised r(
      "== Лист1\nN п/п | MEPOПРИЯTИЯ | CPOKИ | OTBETCTBEHHЫE\n1 | Беседа | май | я\n");
  EXPECT_EQ(r.columns("roadmap"), "number | activity | term | responsible");
  EXPECT_EQ(r.messages(), "");
}

TEST(Header, OfFourKnownTitlesMayHaveThirtyOthers) {
  std::string header = "№ | Мероприятия | Сроки | Ответственные", row = "1 | Беседа | май | завуч";
  for (int i = 1; i <= 30; ++i) {
    header += " | Показ " + std::to_string(i);
    row += " | да";
  }
  const Recognised r("== Лист1\n" + header + "\n" + row + "\n");
  EXPECT_TRUE(r.columns("roadmap").starts_with(
      "number | activity | term | responsible | +Показ 1 | +Показ 2 | +Показ 3"));
  EXPECT_EQ(r.table("roadmap").rows.size(), 1U);
}

TEST(Header, OfTwoColumnsIsEnoughWhereNothingElseIsKnown) {
  const Recognised r("== Лист1\n№ | Мероприятия\n1 | Беседа\n");
  EXPECT_EQ(r.columns("roadmap"), "number | activity");
  EXPECT_EQ(r.messages(), "");
}

TEST(Header, OfTwoLevelsKeepsBoth) {
  for (const std::string_view merged : {"<", ""}) {  // nobody needs to have merged it
    const Recognised r(
        "== Лист1\n№ | Мероприятия | Сроки | " + std::string(merged) +
        " | Ответственные\n | | начало | конец |\n1 | Беседа | май | июнь | завуч\n");
    EXPECT_EQ(r.columns("roadmap"),
              "number | activity | +Сроки: начало | +Сроки: конец | responsible");
    EXPECT_EQ(r.lines("roadmap_columns"),
              "number | № | label | 0.4 | 0 | - | - | - | 0\n"
              "activity | Мероприятия | text | 2 | 1 | - | - | - | 0\n"
              "Сроки: начало | Сроки: начало | text | 1 | 2 | Сроки | начало | 2 | 0\n"
              "Сроки: конец | Сроки: конец | text | 1 | 3 | Сроки | конец | - | 0\n"
              "responsible | Ответственные | text | 1.3 | 4 | - | - | - | 0\n");
    EXPECT_EQ(r.rows("roadmap"), "item: | 1 | Беседа | май | июнь | завуч\n");
    EXPECT_EQ(r.messages(), "");
  }
}

TEST(Header, OfTwoLevelsIsKnownByItsSecondToo) {
  const Recognised r(R"(== Лист1
№ | Мероприятия | Исполнение | <
^ | ^ | Сроки | Ответственные
1 | Беседа | май | завуч
)");
  EXPECT_EQ(r.columns("roadmap"), "number | activity | term | responsible");
  EXPECT_EQ(r.messages(), "");
}

TEST(Header, AStageUnderItIsNoSecondLevel) {
  const Recognised r(
      "== Лист1\n№ | Мероприятия | | Сроки | Ответственные\nI | Начало | |\n1 | Беседа | с детьми | "
      "май | завуч\n");
  EXPECT_EQ(r.columns("roadmap"), "number | activity | +C | term | responsible");
  EXPECT_EQ(r.rows("roadmap"),
            "group: | I | Начало [1x4] | < | < | <\n"
            "item of 0: | 1 | Беседа | с детьми | май | завуч\n");
}

// ---- Stage rows that nobody merged --------------------------------------------------------------

TEST(Unmerged, GroupsAreToldByTheirWordsAndStretched) {
  const Recognised r(R"(== Лист1
№ п/п | Мероприятия | Сроки | Ответственные
Подготовительный этап
1 | Беседа | май | завуч
 | и опрос родителей
Результат: всё готово
 | Основной (практический) этап
2 | Встречи | июнь | пары
II. Итоги
3 | Вечер | июль | завуч
)");
  EXPECT_EQ(r.rows("roadmap"),
            "group: | Подготовительный этап [1x4] | < | < | <\n"
            "item of 0: | 1 | Беседа и опрос родителей | май | завуч\n"
            "result of 0: | Результат: всё готово [1x4] | < | < | <\n"
            "group: | - | Основной (практический) этап [1x3] | < | <\n"
            "item of 3: | 2 | Встречи | июнь | пары\n"
            "group: | II. Итоги [1x4] | < | < | <\n"
            "item of 5: | 3 | Вечер | июль | завуч\n");
  EXPECT_EQ(r.kinds(), "a.xlsx:Лист1!B4: note[row-torn-joined]\n");
}

TEST(Unmerged, GroupsAreToldByNumbersThatBeginAnew) {
  const Recognised r(R"(== Лист1
№ п/п | Мероприятия | Сроки | Ответственные
Работа с детьми
1 | Беседа | май | завуч
2 | Опрос | май | завуч
 | Работа с родителями
1 | Встреча | июнь | завуч
)");
  EXPECT_EQ(r.rows("roadmap"),
            "group: | Работа с детьми [1x4] | < | < | <\n"
            "item of 0: | 1 | Беседа | май | завуч\n"
            "item of 0: | 2 | Опрос | май | завуч\n"
            "group: | - | Работа с родителями [1x3] | < | <\n"
            "item of 3: | 1 | Встреча | июнь | завуч\n");
}

TEST(Unmerged, GroupsHaveTheirNumberInTheirText) {
  const Recognised r(R"(== Лист1
№ п/п | Мероприятия | Сроки | Ответственные
1. Подготовка
1.1 | Беседа | май | завуч
 | 2. Работа
2.1 | Встречи | июнь | пары
)");
  EXPECT_EQ(r.rows("roadmap"),
            "group: | 1. Подготовка [1x4] | < | < | <\n"
            "item of 0: | 1.1 | Беседа | май | завуч\n"
            "group: | - | 2. Работа [1x3] | < | <\n"
            "item of 2: | 2.1 | Встречи | июнь | пары\n");
}

TEST(Unmerged, TornRowsAreNoGroups) {
  const Recognised r(R"(== Лист1
№ п/п | Мероприятия | Сроки | Ответственные
1 | Беседа | май | завуч
 | Проведение опроса родителей
 | этап второй: опрос детей
2 | Встречи | июнь | пары
3 | Заключительный этап конкурса
4 | Вечер | июль | завуч
 | 2) подведение итогов
5 | Отчёт | июль | завуч
)");
  EXPECT_EQ(r.rows("roadmap"),
            "item: | 1 | Беседа | май | завуч\n"
            "item: | - | Проведение опроса родителей | - | -\n"
            "item: | - | этап второй: опрос детей | - | -\n"
            "item: | 2 | Встречи | июнь | пары\n"
            "item: | 3 | Заключительный этап конкурса | - | -\n"
            "item: | 4 | Вечер | июль | завуч\n"
            "item: | - | 2) подведение итогов | - | -\n"
            "item: | 5 | Отчёт | июль | завуч\n");
}

// ---- Several tables, and what is left out -------------------------------------------------------

TEST(Joined, TablesOfOneKindAreNamedWithTheirRanges) {
  const Recognised r(R"(== План 1
№ | Мероприятия | Сроки | Ответственные
1 | Беседа | май | завуч
== План 2
Дорожная карта
№ | Мероприятия | Сроки | Ответственные
1 | Игра | июнь | завуч
2 | Вечер | июль | завуч
)");
  EXPECT_EQ(r.table("roadmap").rows.size(), 3U);
  EXPECT_EQ(r.messages(),
            "a.xlsx:'План 2'!A2: warning[tables-joined]: there are several tables \"Дорожная "
            "карта\"; they became one in this order: a.xlsx:'План 1'!A1:D2, a.xlsx:'План "
            "2'!A2:D4\n"
            "    if these are different documents, keep one of them in the workbook and build the "
            "others from workbooks of their own; if they go on from each other, all is well\n");
}

TEST(Joined, TablesWithHeadingsOfTheirOwnOnOneSheetAreTold) {
  const Recognised r(R"(== Лист1
УТВЕРЖДАЮ
Дорожная карта на 2026 год
№ | Мероприятия | Сроки | Ответственные
1 | Беседа | май | завуч
.
Директор | | | И.И. Лесной
.
УТВЕРЖДАЮ
Дорожная карта на 2027 год
№ | Мероприятия | Сроки | Ответственные
1 | Игра | май | завуч
)");
  EXPECT_EQ(r.rows("roadmap"),
            "item: | 1 | Беседа | май | завуч\nitem: | 1 | Игра | май | завуч\n");
  EXPECT_EQ(r.lines("roadmap_title"),
            "Дорожная карта на 2026 год | title | -\nДорожная карта на 2027 год | title | -\n");
  EXPECT_EQ(r.lines("roadmap_below"), "Директор | signature | И.И. Лесной\n");
  EXPECT_EQ(r.kinds(),
            "a.xlsx:Лист1!A6: note[text-below-table]\na.xlsx:Лист1!A10: warning[tables-joined]\n");
}

TEST(LinesBelow, OfARemarkMayBeNumbered) {
  const Recognised r(
      "== Лист1\n№ | Мероприятия | Сроки\n1 | Беседа | май\n.\nПримечания:\n1 | сроки "
      "уточняются\n2 | списки ниже\n");
  EXPECT_EQ(r.rows("roadmap"), "item: | 1 | Беседа | май\n");
  EXPECT_EQ(r.lines("roadmap_below"),
            "Примечания: | note | -\n1 сроки уточняются | note | -\n2 списки ниже | note | -\n");
}

TEST(Joined, TheSameWorkbookIsReadOnce) {
  const Recognised r(std::vector<std::string_view>{
      "== Лист1\n№ | Мероприятия | Сроки | Ответственные\n1 | Беседа | май | завуч\n",
      "== Лист1\n№ | Мероприятия | Сроки | Ответственные\n1 | Беседа | май | завуч\n"});
  EXPECT_EQ(r.table("roadmap").rows.size(), 1U);
  EXPECT_EQ(r.messages(),
            "b.xlsx: warning[input-repeated]: this file holds the same as \"a.xlsx\": it was read "
            "once\n    give each file once\n");
}

TEST(LeftOut, RowsAreNoted) {
  const Recognised r(R"(== Лист1
№ | Мероприятия | Сроки | Ответственные
1 | 2 | 3 | 4
1 | Беседа | май | завуч
№ | Мероприятия | Сроки | Ответственные
1 | 2 | 3 | 4
2 | Игра | июнь | завуч
)");
  EXPECT_EQ(r.rows("roadmap"),
            "item: | 1 | Беседа | май | завуч\nitem: | 2 | Игра | июнь | завуч\n");
  EXPECT_EQ(r.messages(),
            "a.xlsx:Лист1!A2: note[column-numbers-left-out]: a row of column numbers (rows of the "
            "sheet: 2, 5) is no data and is not printed\n"
            "a.xlsx:Лист1!A4: note[header-repeated]: the column titles are repeated (rows of the "
            "sheet: 4); that is no data: in documents the header repeats on each page by itself\n");
}

TEST(LeftOut, HeadersWithoutRowsAreWarnedOf) {
  const Recognised r("== Лист1\n№ | Мероприятия | Сроки | Ответственные\n");
  EXPECT_TRUE(r.table("roadmap").present);
  EXPECT_EQ(r.messages(),
            "a.xlsx:Лист1!A1: warning[table-without-rows]: there is not one row under the titles "
            "of table \"Дорожная карта\"\n"
            "    fill the table, or see whether this is the right file\n");
}

TEST(LeftOut, LinesAboveRecordsAndTextBesideKeysAreNoted) {
  const Recognised r(R"(== Организация
 | ИНН | 1
важно | КПП | 2
== Наставники
Список лицея
ФИО | Должность
Лесной И.И. | учитель
)");
  EXPECT_EQ(r.messages(),
            "a.xlsx:Организация!A2: note[text-beside-keys]: \"важно\" belongs to no fact and was "
            "not used\n"
            "a.xlsx:Наставники!A1: note[lines-above-left-out]: the text above the table (rows of "
            "the sheet: 1) is not among the data: \"Список лицея\"\n");
}

}  // namespace
}  // namespace grif
