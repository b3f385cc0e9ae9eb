// Rows torn by the end of a page, and rows that only look so.

#include "read/recognise_torn.hpp"

#include "unit/read/recognise_support.hpp"

namespace grif {
namespace {

constexpr std::string_view kHead = "== Лист1\n№ | Мероприятия | Сроки | Ответственные\n";

std::string with_head(std::string_view rows) { return std::string(kHead) + std::string(rows); }

TEST(TornRows, AreJoinedColumnByColumnWithANote) {
  const Recognised r(with_head(R"(1.1 | Классные часы с | Сентябрь | директор школы
1.1 | рассказом о программе | 2026, 2027 | «Радуга» Р.А. Синицына
1.2 | Составление плана, перечень необходимых | май 2027 | куратор целевой
 | средств | | МОДЕЛИ наставничества
)"));
  EXPECT_EQ(r.rows("roadmap"),
            "item: | 1.1 | Классные часы с рассказом о программе | Сентябрь 2026, 2027 | директор "
            "школы «Радуга» Р.А. Синицына\n"
            "item: | 1.2 | Составление плана, перечень необходимых средств | май 2027 | куратор "
            "целевой МОДЕЛИ наставничества\n");
  EXPECT_EQ(
      r.messages(),
      "a.xlsx:Лист1!A3: note[row-torn-joined]: row 3 goes on from row 2, as after the end of a "
      "page; they were read as one: A3 «1.1», B3 «рассказом о программе», C3 «2026, 2027», D3 "
      "«„Радуга“ Р.А. Синицына»\n"
      "    give the row a number of its own if it is one; if not, join the rows in the table too\n"
      "a.xlsx:Лист1!B5: note[row-torn-joined]: row 5 goes on from row 4, as after the end of a "
      "page; they were read as one: B5 «средств», D5 «МОДЕЛИ наставничества»\n"
      "    give the row a number of its own if it is one; if not, join the rows in the table too\n");
}

TEST(TornRows, GoOnBehindTheHeaderOfANewPage) {
  const Recognised r(with_head(R"(1.1 | Беседа о том, | май | завуч
№ | Мероприятия | Сроки | Ответственные
#1 | #2 | #3 | #4
 | как стать наставником | |
1.2 | Опрос | июнь | завуч
)"));
  EXPECT_EQ(r.rows("roadmap"),
            "item: | 1.1 | Беседа о том, как стать наставником | май | завуч\n"
            "item: | 1.2 | Опрос | июнь | завуч\n");
  EXPECT_EQ(r.kinds(),
            "a.xlsx:Лист1!A4: note[column-numbers-left-out]\n"
            "a.xlsx:Лист1!A3: note[header-repeated]\na.xlsx:Лист1!B5: note[row-torn-joined]\n");
}

TEST(TornRows, GoOnOverSeveralPages) {
  const Recognised r(with_head(R"(1.1 | Беседа о том, | май | завуч
 | как стать | |
 | наставником; | |
 | - запись желающих | |
1.2 | Опрос | июнь | завуч
)"));
  EXPECT_EQ(r.rows("roadmap"),
            "item: | 1.1 | Беседа о том, как стать наставником;¶- запись желающих | май | завуч\n"
            "item: | 1.2 | Опрос | июнь | завуч\n");
}

TEST(TornRows, OfStagesAndResultsAreJoinedToo) {
  const Recognised r(with_head(R"(1 | Подготовка условий для | |
 | начала программы | |
1.1 | Беседа | май | завуч
1.2 | Опрос | май | завуч
Результат: составлены базы | < | < | <
для этой программы | < | < | <
)"));
  EXPECT_EQ(r.rows("roadmap"),
            "group: | 1 | Подготовка условий для начала программы [1x3] | < | <\n"
            "item of 0: | 1.1 | Беседа | май | завуч\nitem of 0: | 1.2 | Опрос | май | завуч\n"
            "result of 0: | Результат: составлены базы для этой программы [1x4] | < | < | <\n");
}

/// What begins a text of its own, or has a term or a person of its own, is left to the rules.
TEST(TornRows, ThatAreDoubtfulStay) {
  for (const std::string_view row :
       {" | ...... | |", " | Школа мастеров | |", " | | | Виртуальная доска",
        " | с родителями | май | завуч", " | | июнь |", "1.1 | Опрос | |", " | 5. Опрос | |"}) {
    const Recognised r(with_head("1.1 | Анкетирование среди | май | завуч\n" + std::string(row) +
                                 "\n1.2 | Опрос. | июнь | завуч\n"));
    EXPECT_EQ(r.table("roadmap").rows.size(), 3U) << row;
    EXPECT_EQ(r.messages(), "") << row;
  }
}

TEST(TornRows, AreNotToldBySmallLettersWhereAllTextsBeginSo) {
  const Recognised r(with_head(R"(1.1 | беседа | май | завуч
 | чаепитие | |
1.2 | опрос | июнь | завуч
1.3 | вечер | июнь | завуч
)"));
  EXPECT_EQ(r.table("roadmap").rows.size(), 4U);
}

TEST(TornRows, StandRightBelow) {
  const Recognised r(
      with_head("1.1 | Беседа о | май | завуч\n.\n | детях | |\n1.2 | Опрос | май | "
                "завуч\n1.3 | Вечер | май | завуч\n"));
  EXPECT_EQ(r.table("roadmap").rows.size(), 4U);
}

TEST(TornRows, OfATableWithoutNumbersWantMoreThanASmallLetter) {
  const Recognised r(R"(== Лист1
Этапы | Мероприятия | Результат
Начало | Беседа о программе настав- | приказ,
 | ничества | протокол
Работа | Программа наставничества | отчёт
 | по плану |
)");
  EXPECT_EQ(r.rows("roadmap"),
            "item: | Начало | Беседа о программе наставничества | приказ, протокол\n"
            "item: | Работа | Программа наставничества | отчёт\nitem: | - | по плану | -\n");
  EXPECT_EQ(r.kinds(),
            "a.xlsx:Лист1!B3: note[row-torn-joined]\na.xlsx:Лист1!B5: warning[text-torn]\n");
}

TEST(TornRows, LeaveAnItemTornFromItsNumberWhereItStands) {
  const Recognised r(R"(== Лист1
№ | Наименование этапа | Содержание деятельности | Сроки | Ответственные
1 | Завершение | 1.Приказ¶2 | май 2027 | завуч
^ | ^ | .Рассказ на сайте | май 2027 | куратор
)");
  EXPECT_EQ(r.table("roadmap").rows.size(), 2U);
  EXPECT_EQ(r.messages(),
            "a.xlsx:Лист1!C3: warning[text-torn]: «.Рассказ на сайте» looks like the rest of what "
            "C2 ends with: «1.Приказ 2»; the cells were not joined\n"
            "    move what was torn off to the cell that it belongs to\n");
}

TEST(TornRows, UnderAMergedNumberGoOnOnlyWithItsList) {
  const Recognised r(R"(== Лист1
№ | Мероприятия | Сроки | Ответственные
1 | 1. Приказ | май 2027 | завуч
^ | 2. Вечер | ^ | ^
2 | Приказ | май 2027 | завуч
^ | Вечер | ^ | ^
)");
  EXPECT_EQ(r.rows("roadmap"),
            "item: | 1 | 1. Приказ¶2. Вечер | май 2027 | завуч\n"
            "item: | 2 [2x1] | Приказ | май 2027 [2x1] | завуч [2x1]\nitem: | < | Вечер | < | <\n");
}

TEST(TornTexts, AreJoinedAsTheyWere) {
  const auto join = [](std::string_view a, std::string_view b, std::string_view elsewhere = "") {
    return recognition::join_torn_texts(a, b, elsewhere);
  };
  EXPECT_EQ(join("для начала", "программы"), "для начала программы");
  EXPECT_EQ(join("1. Приказ;", "2. Вечер"), "1. Приказ;\n2. Вечер");
  EXPECT_EQ(join("Приказ.", "Вечер"), "Приказ.\nВечер");
  EXPECT_EQ(join("Приказ", "– вечер"), "Приказ\n– вечер");
  EXPECT_EQ(join("Приказ", ", протокол"), "Приказ, протокол");
  EXPECT_EQ(join("программы настав-", "ничества", "база наставничество"),
            "программы наставничества");
  EXPECT_EQ(join("педагог-", "психолог", "завуч"), "педагог-психолог");
}

}  // namespace
}  // namespace grif
