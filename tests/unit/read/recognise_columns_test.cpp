// The column sets that real tables have: each header alone, with one invented row.

#include "unit/read/recognise_support.hpp"

namespace grif {
namespace {

/// A header as it was met, the columns that it stands for, and rows under it: stages where the real
/// tables have them, two activities. `records`: what the rows become, where that is not the cells
/// as they stand.
struct ColumnSet {
  std::string_view name, header, columns, rows, records = {};
};

class ColumnSets : public testing::TestWithParam<ColumnSet> {};

TEST_P(ColumnSets, AreRecognisedWithTheirRecords) {
  const ColumnSet& set = GetParam();
  const Recognised r("== Лист1\n" + std::string(set.header) + "\n" + std::string(set.rows));
  EXPECT_EQ(r.columns("roadmap"), set.columns);
  std::string expected(set.records);
  if (expected.empty())
    for (const std::string_view row : split(set.rows, '\n'))
      if (!row.empty()) expected += "item: | " + std::string(row) + "\n";
  EXPECT_EQ(r.rows("roadmap"), expected);
  EXPECT_GE(r.table("roadmap").rows.size(), 2U);
  EXPECT_EQ(r.messages(), "");
  EXPECT_TRUE(r.table("roadmap").printed);
}

INSTANTIATE_TEST_SUITE_P(
    Real, ColumnSets,
    testing::Values(
        ColumnSet{"S0",
                  "№ п/п | Мероприятия | Ключевой результат | Сроки реализации | Ответственный "
                  "исполнитель | Документы (мероприятия, ресурсы), закрепляющие результат",
                  "number | activity | result | term | responsible | documents",
                  "1. | Подготовка | Всё готово | ежегодно | Руководитель |\n"
                  "1.1 | Беседа | Все знают | сентябрь 2026 года | Руководитель | Протокол\n"
                  "1.2 | Опрос | Известны просьбы | 2026год | Куратор | Анкеты\n",
                  "group: | 1. | Подготовка | Всё готово | ежегодно | Руководитель | -\n"
                  "item of 0: | 1.1 | Беседа | Все знают | сентябрь 2026 года | Руководитель | "
                  "Протокол\n"
                  "item of 0: | 1.2 | Опрос | Известны просьбы | 2026год | Куратор | Анкеты\n"},
        ColumnSet{"S1",
                  "№ п/п | Направления работы, планируемые мероприятия | Сроки | Ответственные",
                  "number | activity | term | responsible",
                  "1 | Подготовка Задача этапа: собрать всех | < | <\n"
                  "1.1 | Беседа | Май 2027, 2028 | завуч\n1.2 | Опрос | Июнь 2027 | завуч\n",
                  "group: | 1 | Подготовка Задача этапа: собрать всех [1x3] | < | <\n"
                  "item of 0: | 1.1 | Беседа | Май 2027, 2028 | завуч\n"
                  "item of 0: | 1.2 | Опрос | Июнь 2027 | завуч\n"},
        ColumnSet{"S2",
                  "№ | Наименование этапа | Мероприятия | Содержание деятельности | Сроки | "
                  "Ответственные",
                  "number | stage | activity | content | term | responsible",
                  "1 | Подготовка | Чтение пособий | 1. Знакомство | май 2027 г. | Методисты\n"
                  "2 | Работа | Встречи | 1. Беседа | июнь 2027 г. | Куратор\n"},
        ColumnSet{"S3",
                  "№ | Наименование этапа | Содержание деятельности и примерный план мероприятий",
                  "number | stage | content",
                  "1. | Подготовка | Приказ; положение\n2. | Работа | Встречи; беседы\n"},
        ColumnSet{"S4", "Содержание подэтапов | Мероприятия | Сроки | Ответственные",
                  "stage | activity | term | responsible",
                  "ЭТАП 1. Подготовка | < | < | <\n1) Чтение | Чтение пособий | июнь 2026года | "
                  "Куратор\n2) Рассказ | Педсовет | Октябрь, 2026 | Куратор\n",
                  "group: | ЭТАП 1. Подготовка [1x4] | < | < | <\n"
                  "item of 0: | 1) Чтение | Чтение пособий | июнь 2026года | Куратор\n"
                  "item of 0: | 2) Рассказ | Педсовет | Октябрь, 2026 | Куратор\n"},
        ColumnSet{"S4b", "Этапы | Мероприятия | Результат", "stage | activity | result",
                  "Подготовка | Беседа | Приказ\nРабота | Встречи | Отзыв\n"},
        ColumnSet{"H1",
                  "№п/п | Наименование мероприятий | Срок реализации | Ответственный исполнитель | "
                  "Результат. Вид документа",
                  "number | activity | term | responsible | result",
                  "1 | Беседа | май 2027 г. | Куратор | Протокол\n"
                  "2 | Опрос | на 2026-2028гг. | Психолог | Справка\n"},
        ColumnSet{"H3",
                  "№ | Наименование этапа | Содержание деятельности и план мероприятий | Сроки | "
                  "Ответственный | Ожидаемый результат",
                  "number | stage | content | term | responsible | result",
                  "1 | Подготовка | Беседы | Ежегодно | Куратор | Все знают\n"
                  "2 | Работа | Встречи | май 2027 г. | Куратор | Все довольны\n"},
        ColumnSet{"H4",
                  "№ | Наименование этапа | Мероприятия | Содержание деятельности | Срок | "
                  "Ответственный",
                  "number | stage | activity | content | term | responsible",
                  "1 | Подготовка | Беседы | О программе | Май 2027 г. | Куратор\n"
                  "2 | Работа | Встречи | Пары | сентябрь 2026 г. - май 2027 г. | Куратор\n"},
        ColumnSet{"H5",
                  "№пп | Наименование этапа | Содержание деятельности | Сроки | Ответственные | "
                  "Предполагаемый результат",
                  "number | stage | content | term | responsible | result",
                  "1 | Подготовка | Беседы | май 2027 | Куратор, завуч | Все знают\n"
                  "2 | Работа | Встречи | июнь 2027 | Куратор | Все довольны\n"},
        ColumnSet{"H6",
                  "№ п/п | Наименование мероприятий | Срок реализации | Ответственный исполнитель "
                  "| Результат. Вид документа",
                  "number | activity | term | responsible | result",
                  "1 | Беседа | 2026 - 2028 учебный год | Куратор | Протокол\n"
                  "2 | Опрос | постоянно | Психолог | Справка\n"},
        ColumnSet{"H29",
                  "№ | Наименование мероприятия | Срок | Ответственные исполнители | Итоговый "
                  "документ",
                  "number | activity | term | responsible | documents",
                  "1 | Беседа | IV квартал | Куратор | Протокол\n"
                  "2 | Опрос | I квартал 2027 г. | Психолог | Справка\n"}),
    [](const testing::TestParamInfo<ColumnSet>& set) { return std::string(set.param.name); });

/// The other tables of the same documents: sheets of records.
TEST(OtherColumnSets, OfIndicatorsHaveAColumnAYear) {
  const Recognised r(R"(== Лист1
Показатели | Ед.изм. | Сроки реализации | < | <
^ | ^ | 2026 | 2027 | 2028
Доля учеников, у которых есть наставник | % | #20 | #40 | #60
Число обученных наставников | чел. | #5 | #10 | #12
)");
  EXPECT_EQ(r.columns("indicators"),
            "name | unit | +Сроки реализации: 2026 | +Сроки реализации: 2027 | +Сроки реализации: "
            "2028");
  EXPECT_EQ(r.rows("indicators"),
            "item: | Доля учеников, у которых есть наставник | % | 20 | 40 | 60\n"
            "item: | Число обученных наставников | чел. | 5 | 10 | 12\n");
  EXPECT_EQ(r.messages(), "");
}

TEST(OtherColumnSets, OfAchievements) {
  const Recognised r(R"(== Лист1
Таблица 2.Достижения обучающихся | < | < | <
Наименование | Уровень проведения соревнования¶М - междунар.¶В - всеросс.¶МР - межрег.¶Р - рег.¶Г - городской / муниципальный | Название организации, проводившей соревнования | Полученные документы о победе / число получивших документ
Олимпиада по черчению | Р | Дом техники | Диплом / 2
Конкурс чтецов | Г | Библиотека | Грамота / 1
)");
  EXPECT_EQ(r.columns("achievements"), "name | level | organiser | document");
  EXPECT_EQ(r.rows("achievements"),
            "item: | Олимпиада по черчению | Р | Дом техники | Диплом / 2\n"
            "item: | Конкурс чтецов | Г | Библиотека | Грамота / 1\n");
  EXPECT_EQ(r.kinds(), "a.xlsx:Лист1!A1: note[lines-above-left-out]\n");
}

TEST(OtherColumnSets, OfFormsAreCardsOneBelowTheOther) {
  const Recognised r(R"(== Лист1
Форма наставничества | Ученик – ученик
Участники формы наставничества | Старшие и новички
Сроки реализации | Сентябрь 2026 – май 2027
Цели и задачи | Помочь новичкам
Планируемые мероприятия | Встречи раз в неделю
Планируемые результаты | Новички освоились
Оцениваемые результаты | Опрос
Портрет участников. Наставник | Старшеклассник
Портрет участников. Наставляемый | Новичок
Вариации ролевых моделей внутри формы «ученик – ученик» | Успевающий – неуспевающий
Область применения наставничества в рамках образовательной программы | Классные часы
Риски реализации формы наставничества и пути их минимизации | Мало времени
Форма наставничества | Учитель – учитель
Участники формы наставничества | Опытные и молодые
Возможные варианты взаимодействия | Урок вдвоём
)");
  EXPECT_EQ(r.columns("forms"),
            "name | participants | term | goals | activities | results | measured | "
            "mentor_portrait | mentee_portrait | roles | scope | risks");
  EXPECT_EQ(
      r.rows("forms"),
      "item: | Ученик – ученик | Старшие и новички | Сентябрь 2026 – май 2027 | Помочь "
      "новичкам | Встречи раз в неделю | Новички освоились | Опрос | Старшеклассник | Новичок "
      "| Успевающий – неуспевающий | Классные часы | Мало времени\n"
      "item: | Учитель – учитель | Опытные и молодые | - | - | - | - | - | - | - | Урок вдвоём "
      "| - | -\n");
  EXPECT_EQ(r.messages(), "");
}

struct Title {
  std::string_view written, column;
};

class Titles : public testing::TestWithParam<Title> {};

TEST_P(Titles, AreReadHoweverTheyAreTyped) {
  const bool activity = GetParam().column == "activity";
  const Recognised r("== Лист1\n" + std::string(GetParam().written) +
                     (activity ? " | Итоговый документ" : " | Мероприятия") +
                     (GetParam().column == "term" ? " | Ответственные" : " | Срок") +
                     "\nа | б | в\n");
  EXPECT_EQ(r.columns("roadmap").substr(0, GetParam().column.size()), GetParam().column);
}

INSTANTIATE_TEST_SUITE_P(
    Typed, Titles,
    testing::Values(Title{"№ /¶п/п", "number"}, Title{"№п/п", "number"}, Title{"№", "number"},
                    Title{"МЕРОПРИЯТИЯ:", "activity"}, Title{"Меро-¶приятия", "activity"},
                    Title{"Срок реализа-", "term"}, Title{"Срок реализа-¶ции", "term"},
                    Title{"Cpoки", "term"},  // the first three letters are Latin
                    Title{"Ответственный¶исполнитель.", "responsible"},
                    Title{"Отчетный документ", "documents"},
                    Title{"Результат.¶Вид документа", "result"}));

TEST(Header, StandsWhereverItStands) {
  const Recognised r(
      "== Лист1\n.\n.\n | | Всего страниц 3\n.\n.\n | | № | Мероприятия | Сроки | Ответственные\n"
      " | | 1 | Встреча | май | директор\n");
  EXPECT_EQ(r.columns("roadmap"), "number | activity | term | responsible");
  EXPECT_EQ(r.rows("roadmap"), "item: | 1 | Встреча | май | директор\n");
  EXPECT_EQ(r.lines("roadmap_title"), "Всего страниц 3 | title | -\n");
  EXPECT_EQ(r.table("roadmap").cell(0, 0).place, Place::cell(1, 6, 2));
}

TEST(Header, SkipsTheRowOfColumnNumbersHereAndOnLaterPages) {
  const Recognised r(
      "== Лист1\n№ | Мероприятия | Сроки\n#1 | 2 | #3\n#1 | Встреча | май\n1 | 2 | 3\n"
      "#2 | Беседа | июнь\n№ | Мероприятия | Сроки\n#3 | Итог | июль\n");
  EXPECT_EQ(r.rows("roadmap"),
            "item: | 1 | Встреча | май\nitem: | 2 | Беседа | июнь\nitem: | 3 | Итог | июль\n");
  EXPECT_EQ(r.kinds(),
            "a.xlsx:Лист1!A2: note[column-numbers-left-out]\n"
            "a.xlsx:Лист1!A6: note[header-repeated]\n");
}

TEST(Header, KeepsUnknownColumnsWithTheirTitles) {
  const Recognised r("== Лист1\n№ | Мероприятия | Класс | Сроки\n1 | Встреча | 5 «Б» | май\n");
  EXPECT_EQ(r.columns("roadmap"), "number | activity | +Класс | term");
  EXPECT_EQ(r.table("roadmap").extra_columns[0].position, 2);
  EXPECT_EQ(r.rows("roadmap"), "item: | 1 | Встреча | 5 «Б» | май\n");
  EXPECT_EQ(r.lines("roadmap_columns"),
            "number | № | label | 0.4 | 0 | - | - | - | 0\n"
            "activity | Мероприятия | text | 2 | 1 | - | - | - | 0\n"
            "Класс | Класс | text | 1 | 2 | - | - | - | 0\n"
            "term | Сроки | term | 1 | 3 | - | - | - | 0\n");
  EXPECT_EQ(r.messages(), "");
}

TEST(Header, ReadsTwoLevels) {
  const Recognised r(R"(== Лист1
Мероприятия | Сроки | Баллы | < | Ответственные
^ | ^ | #2025 | #2026 | ^
Беседа | май | 3 | 4 | завуч
)");
  EXPECT_EQ(r.columns("roadmap"), "activity | term | +Баллы: 2025 | +Баллы: 2026 | responsible");
  EXPECT_EQ(r.rows("roadmap"), "item: | Беседа | май | 3 | 4 | завуч\n");
  EXPECT_EQ(r.messages(), "");
}

TEST(Header, OfMergedCellsTakesAllThatStandsUnderIt) {
  const Recognised r(
      "== Лист1\n№ | Мероприятия | < | Сроки\n1 | Беседа | с детьми | май\n2 | Игра | < | июнь\n");
  EXPECT_EQ(r.columns("roadmap"), "number | activity | term");
  EXPECT_EQ(r.rows("roadmap"), "item: | 1 | Беседа¶с детьми | май\nitem: | 2 | Игра | июнь\n");
  EXPECT_EQ(r.messages(),
            "a.xlsx:Лист1!C2: warning[cells-joined]: one more cell stands under the same title: "
            "\"с детьми\"; the texts were joined\n    merge the cells or split the title\n");
}

TEST(Header, TellsOfDoubledAndUntitledColumns) {
  const Recognised r(
      "== Лист1\n№ | Мероприятия | Сроки | Срок | Ответственность\n1 | Беседа | май | июнь | куратор "
      "| сбоку\n");
  EXPECT_EQ(r.columns("roadmap"), "number | activity | term | +Срок | +Ответственность | +F");
  EXPECT_EQ(r.rows("roadmap"), "item: | 1 | Беседа | май | июнь | куратор | сбоку\n");
  EXPECT_EQ(
      r.messages(),
      "a.xlsx:Лист1!D1: warning[column-twice]: column \"Срок\" means the same as column \"Сроки "
      "реализации\", which is there already; it was kept as an extra one\n"
      "    keep one of the two or name the second one differently\n"
      "a.xlsx:Лист1!E1: warning[column-looks-like]: column \"Ответственность\" is not known; it "
      "looks like \"Ответственные\"\n"
      "    if it is that one, name it \"Ответственные\"; else it stays an extra column\n"
      "a.xlsx:Лист1!F2: warning[column-without-title]: column F has no title, but \"сбоку\" stands "
      "in it; it was kept as extra column \"F\"\n"
      "    move the text to its column or give the column a title\n");
}

TEST(Header, KnowsTheTitlesThatSchoolsUse) {
  const auto columns = [](std::string_view titles) {
    return Recognised("== Лист1\n" + std::string(titles) + "\n1 | а | б | в | г | д\n")
        .columns("roadmap");
  };
  EXPECT_EQ(columns("№ | Мероприятия по реализации | Период проведения | ФИО ответственного"),
            "number | activity | term | responsible | +E | +F");
  EXPECT_EQ(columns("№ п.п. | Виды деятельности | Месяц | Ответств. | Отм. о вып. | Примечания"),
            "number | activity | term | responsible | done | note");
  EXPECT_EQ(columns("№ | Название мероприятия | Когда | Кто проводит | Форма проведения | Место"),
            "number | activity | term | responsible | form | place");
  EXPECT_EQ(columns("N | Раздел | Виды работ | Дата и время проведения | Участники | Организатор"),
            "number | stage | activity | term | participants | responsible");
}

}  // namespace
}  // namespace grif
