// Group, detail, result and item rows of tables as schools type them, and what stands around them.

#include "unit/read/recognise_support.hpp"

namespace grif {
namespace {

TEST(Rows, GroupsByNumbersOfOneLevelWhereOthersHaveTwo) {
  const Recognised r(R"(== Лист1
№ п/п | Мероприятия | Сроки | Ответственный
1. | Подготовка | | методист
1.1 | Беседа | май | завуч
 | с родителями | | 
1.2. | Опрос | июнь | завуч
#2 | Работа | |
#2.1 | Встречи | июль | пары
7.1 | Итог | август | завуч
7. | Завершение | |
@2026-01-01 | Отчёт | сентябрь | завуч
)");
  EXPECT_EQ(r.rows("roadmap"),
            "group: | 1. | Подготовка | - | методист\n"
            "item of 0: | 1.1 | Беседа с родителями | май | завуч\n"
            "item of 0: | 1.2. | Опрос | июнь | завуч\n"
            "group: | 2 | Работа [1x3] | < | <\n"
            "item of 3: | 2,1 | Встречи | июль | пары\n"
            "item of 3: | 7.1 | Итог | август | завуч\n"
            "group: | 7. | Завершение [1x3] | < | <\n"
            "item of 6: | 01.01.2026 | Отчёт | сентябрь | завуч\n");
  EXPECT_EQ(r.kinds(), "a.xlsx:Лист1!B4: note[row-torn-joined]\n");
}

TEST(Rows, NumbersOfOneLevelAloneAreItems) {
  const Recognised r(
      "== Лист1\n№ | Наименование этапа | Содержание деятельности\n1. | *Подготовка | Приказы\n2. "
      "| *Работа | Встречи\n");
  EXPECT_EQ(r.rows("roadmap"),
            "item: | 1. | Подготовка | Приказы\nitem: | 2. | Работа | Встречи\n");
}

TEST(Rows, MergedAcrossAreGroupsAndKeepTheTaskInTheirText) {
  const Recognised r(R"(== Лист1
№ | Мероприятия | Сроки | Ответственные
1 | Подготовка¶Задача этапа: собрать всех | < | <
1.1 | Беседа | май | завуч
 | Результат: все собраны | < | <
2 | Работа | < | <
2.1 | Встречи | июнь | пары
Результат: встречи прошли | < | < | <
Задача этапа: подвести итоги | < | < | <
)");
  EXPECT_EQ(r.rows("roadmap"),
            "group: | 1 | Подготовка¶Задача этапа: собрать всех [1x3] | < | <\n"
            "item of 0: | 1.1 | Беседа | май | завуч\n"
            "result of 0: | - | Результат: все собраны [1x3] | < | <\n"
            "group: | 2 | Работа [1x3] | < | <\n"
            "item of 3: | 2.1 | Встречи | июнь | пары\n"
            "result of 3: | Результат: встречи прошли [1x4] | < | < | <\n"
            "detail of 3: | Задача этапа: подвести итоги [1x4] | < | < | <\n");
  EXPECT_EQ(r.messages(), "");
}

TEST(Rows, GroupsByWordWithANumberInAnyColumn) {
  const Recognised r(R"(== Лист1
Содержание подэтапов | Мероприятия | Сроки
ЭТАП 1. Подготовка | |
1) Изучить | Прочитать | май
Этап 2. Работа¶Задача – встречаться | < | <
 | Встречаться | июнь
III этап | |
 | Итог | июль
)");
  EXPECT_EQ(r.rows("roadmap"),
            "group: | ЭТАП 1. Подготовка [1x3] | < | <\n"
            "item of 0: | 1) Изучить | Прочитать | май\n"
            "group: | Этап 2. Работа¶Задача – встречаться [1x3] | < | <\n"
            "item of 2: | - | Встречаться | июнь\n"
            "group: | III этап [1x3] | < | <\n"
            "item of 4: | - | Итог | июль\n");
}

TEST(Rows, GroupsByWordInTheColumnOfNumbers) {
  const Recognised r(R"(== Лист1
№ п/п | Мероприятия | Сроки
ЭТАП 1. | Подготовка |
1 | Беседа | май
2 | Опрос | июнь
)");
  EXPECT_EQ(r.rows("roadmap"),
            "group: | ЭТАП 1. | Подготовка | -\nitem of 0: | 1 | Беседа | май\n"
            "item of 0: | 2 | Опрос | июнь\n");
}

TEST(Rows, GroupsByRomanNumbersAndByBoldTextAlone) {
  const Recognised r(R"(== Лист1
№ п/п | Мероприятия | Сроки
I. | Подготовка |
1 | Беседа | май
II | Работа |
1 | Встречи | июнь
 | *Итоги года |
1 | *Вечер | июль
)");
  EXPECT_EQ(r.rows("roadmap"),
            "group: | I. | Подготовка [1x2] | <\nitem of 0: | 1 | Беседа | май\n"
            "group: | II | Работа [1x2] | <\nitem of 2: | 1 | Встречи | июнь\n"
            "group: | - | Итоги года [1x2] | <\nitem of 4: | 1 | Вечер | июль\n");
}

TEST(Rows, ResultColumnMayBeginWithTheWordResult) {
  const Recognised r(
      "== Лист1\n№ | Мероприятия | Результат | Сроки\n1 | Беседа | Результат: протокол | май\n2 | "
      "Результат: опрос проведён | анкеты | июнь\n");
  EXPECT_EQ(r.rows("roadmap"),
            "item: | 1 | Беседа | Результат: протокол | май\n"
            "result: | 2 | Результат: опрос проведён | анкеты | июнь\n");
}

TEST(Rows, KeepMergesOfItemsAsPrinted) {
  const Recognised r(R"(== Лист1
№ | Наименование этапа | Мероприятия | Сроки
1 | Завершение | Опрос | май
^ | ^ | Вечер | ^
2 | Архив | < | июнь
)");
  EXPECT_EQ(r.rows("roadmap"),
            "item: | 1 [2x1] | Завершение [2x1] | Опрос | май [2x1]\n"
            "item: | < | < | Вечер | <\n"
            "item: | 2 | Архив [1x2] | < | июнь\n");
}

TEST(Rows, BelowTheTableAreKeptWithAWord) {
  const Recognised r(R"(== Лист1
№ | Мероприятия | Сроки
1 | Беседа | май
2 | Опрос | июнь
.
 | Заместитель директора | А.Б. Орлова
Исполнитель: Орлова | < | <
)");
  EXPECT_EQ(r.rows("roadmap"), "item: | 1 | Беседа | май\nitem: | 2 | Опрос | июнь\n");
  EXPECT_EQ(r.lines("roadmap_below"),
            "Заместитель директора | signature | А.Б. Орлова\n"
            "Исполнитель: Орлова | executor | -\n");
  EXPECT_EQ(
      r.messages(),
      "a.xlsx:Лист1!B5: note[text-below-table]: the text below the table (rows of the sheet: 5, 6), "
      "from \"Заместитель директора\" on, is printed below it as plain lines\n");
}

TEST(Rows, OfATableWithoutNumbersEndWhereOnlyOneCellIsLeft) {
  const Recognised r(
      "== Лист1\nЭтапы | Мероприятия | Результат\nНачало | Беседа | отчёт\n | ещё беседа |\n.\n | "
      "составила Орлова |\n");
  EXPECT_EQ(r.rows("roadmap"), "item: | Начало | Беседа | отчёт\nitem: | - | ещё беседа | -\n");
  EXPECT_EQ(r.lines("roadmap_below"), "составила Орлова | executor | -\n");
  EXPECT_EQ(r.kinds(),
            "a.xlsx:Лист1!B5: note[text-below-table]\na.xlsx:Лист1!B3: warning[text-torn]\n");
}

TEST(Rows, WithATermAndAPersonOfTheirOwnAreActivities) {
  const Recognised r(R"(== Лист1
№ п/п | Мероприятия | Сроки | Ответственные
1 | Беседа | май | завуч
2 | Опрос | май | завуч
2.1 | Анкеты родителей | июнь | учителя
3 | Игра | июль | завуч
)");
  EXPECT_EQ(r.rows("roadmap"),
            "item: | 1 | Беседа | май | завуч\nitem: | 2 | Опрос | май | завуч\n"
            "item: | 2.1 | Анкеты родителей | июнь | учителя\nitem: | 3 | Игра | июль | завуч\n");
  EXPECT_EQ(r.messages(),
            "a.xlsx:Лист1!A3: note[rows-taken-for-items]: rows with a number of one level (rows of "
            "the sheet: 3), from \"2\" on, were read as activities, not as stages: each has a term "
            "and a person of its own\n"
            "    if it is a stage, merge the cells of its row or set its name in bold\n");
}

TEST(Rows, OfStagesMayHaveATermAndAPerson) {
  const Recognised r(R"(== Лист1
№ п/п | Мероприятия | Сроки | Ответственные
1 | Подготовка | май | куратор
1.1 | Беседа | май | завуч
2 | Работа | июнь | куратор
2.1 | Встречи | июнь | пары
3 | Вечер | июль | завуч
 | и чай | |
4 | *Итоги | июль | куратор
5 | Этап 5. Отдых | июль | куратор
)");
  EXPECT_EQ(r.rows("roadmap"),
            "group: | 1 | Подготовка | май | куратор\nitem of 0: | 1.1 | Беседа | май | завуч\n"
            "group: | 2 | Работа | июнь | куратор\nitem of 2: | 2.1 | Встречи | июнь | пары\n"
            "item: | 3 | Вечер и чай | июль | завуч\n"
            "group: | 4 | Итоги | июль | куратор\ngroup: | 5 | Этап 5. Отдых | июль | куратор\n");
  EXPECT_EQ(
      r.kinds(),
      "a.xlsx:Лист1!A6: note[rows-taken-for-items]\na.xlsx:Лист1!B7: note[row-torn-joined]\n");
}

TEST(Cells, ComeAsTheFormatTypedThem) {
  const Recognised r(R"(== Лист1
№ | Мероприятия | Сроки | Ответственные | Итоговый документ
#1.5 | #12 | @2026-05-31 | ?yes | !#REF!
)");
  const Table& table = r.table("roadmap");
  const auto value = [&](std::string_view id) {
    return table.cell(0, mentoring().sheets[table.sheet].find_column(id)).value;
  };
  EXPECT_EQ(value("number"), Value::decimal(Decimal(15, 1)));
  EXPECT_EQ(value("activity"), Value::integer(12));
  EXPECT_EQ(value("term"), Value::date(*Date::from_ymd(2026, 5, 31)));
  EXPECT_EQ(value("responsible"), Value::boolean(true));
  EXPECT_TRUE(value("documents").is_faulty());
  EXPECT_TRUE(value("stage").is_missing());
  EXPECT_EQ(r.rows("roadmap"), "item: | 1,5 | 12 | 31.05.2026 | ИСТИНА | #REF!\n");
  EXPECT_EQ(r.messages(),
            "a.xlsx:Лист1!E2: error[cell-error]: the cell holds the calculation error #REF!\n"
            "    repair the formula or type the value\n");
}

TEST(Cells, WithoutAStoredValueAreFaulty) {
  const Recognised r("== Лист1\n№ | Мероприятия | Сроки\n1 | =B1 | май\n");
  EXPECT_EQ(r.kinds(), "a.xlsx:Лист1!B2: error[cell-uncomputed]\n");
}

TEST(Rows, OfTenThousandActivitiesAreReadInOneGo) {
  std::string text = "== Лист1\n№ | Мероприятия | Сроки\n";
  for (int stage = 1; stage <= 100; ++stage) {
    text += std::to_string(stage) + " | Этап | < \n";
    for (int i = 1; i <= 100; ++i)
      text += std::to_string(stage) + "." + std::to_string(i) + " | Беседа | май\n";
  }
  const Recognised r(text);
  EXPECT_EQ(r.table("roadmap").rows.size(), 10'100U);
  EXPECT_EQ(r.messages(), "");
}

}  // namespace
}  // namespace grif
