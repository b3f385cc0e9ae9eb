// The column sets that real tables have: each header alone, with one invented row.

#include "unit/read/recognise_support.hpp"

namespace grif {
namespace {

struct ColumnSet {
  std::string_view name, header, columns;
};

class ColumnSets : public testing::TestWithParam<ColumnSet> {};

TEST_P(ColumnSets, AreRecognised) {
  std::string cells;
  const auto count = split(GetParam().header, '|').size();
  for (std::size_t i = 0; i < count; ++i) cells += (i == 0 ? "а" : " | а") + std::to_string(i);
  const Recognised r("== Лист1\n" + std::string(GetParam().header) + "\n" + cells + "\n");
  EXPECT_EQ(r.columns("roadmap"), GetParam().columns);
  EXPECT_EQ(r.messages(), "");
  ASSERT_EQ(r.table("roadmap").rows.size(), 1U);
  EXPECT_TRUE(r.table("roadmap").printed);
}

INSTANTIATE_TEST_SUITE_P(
    Real, ColumnSets,
    testing::Values(
        ColumnSet{"S0",
                  "№ п/п | Мероприятия | Ключевой результат | Сроки реализации | Ответственный "
                  "исполнитель | Документы (мероприятия, ресурсы), закрепляющие результат",
                  "number | activity | result | term | responsible | documents"},
        ColumnSet{"S1",
                  "№ п/п | Направления работы, планируемые мероприятия | Сроки | Ответственные",
                  "number | activity | term | responsible"},
        ColumnSet{"S2",
                  "№ | Наименование этапа | Мероприятия | Содержание деятельности | Сроки | "
                  "Ответственные",
                  "number | stage | activity | content | term | responsible"},
        ColumnSet{"S3",
                  "№ | Наименование этапа | Содержание деятельности и примерный план мероприятий",
                  "number | stage | content"},
        ColumnSet{"S4", "Содержание подэтапов | Мероприятия | Сроки | Ответственные",
                  "stage | activity | term | responsible"},
        ColumnSet{"S4b", "Этапы | Мероприятия | Результат", "stage | activity | result"},
        ColumnSet{"H1",
                  "№п/п | Наименование мероприятий | Срок реализации | Ответственный исполнитель | "
                  "Результат. Вид документа",
                  "number | activity | term | responsible | result"},
        ColumnSet{"H3",
                  "№ | Наименование этапа | Содержание деятельности и план мероприятий | Сроки | "
                  "Ответственный | Ожидаемый результат",
                  "number | stage | content | term | responsible | result"},
        ColumnSet{"H4",
                  "№ | Наименование этапа | Мероприятия | Содержание деятельности | Срок | "
                  "Ответственный",
                  "number | stage | activity | content | term | responsible"},
        ColumnSet{"H5",
                  "№пп | Наименование этапа | Содержание деятельности | Сроки | Ответственные | "
                  "Предполагаемый результат",
                  "number | stage | content | term | responsible | result"},
        ColumnSet{"H29",
                  "№ | Наименование мероприятия | Срок | Ответственные исполнители | Итоговый "
                  "документ",
                  "number | activity | term | responsible | documents"}),
    [](const testing::TestParamInfo<ColumnSet>& set) { return std::string(set.param.name); });

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
