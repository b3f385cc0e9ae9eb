#include <gtest/gtest.h>

#include "unit/expression/library.hpp"

namespace grif::testing {
namespace {

TEST(ValuesTest, Literals) {
  expect_all({
      {"7", "7"},
      {"-7", "-7"},
      {"- 7", "-7"},
      {"1.50", "1,50"},
      {"-0.5", "-0,5"},
      {"'Привет'", "Привет"},
      {"\"д'Артаньян\"", "д'Артаньян"},
      {R"('a\'b\"c\\d\ne')", "a'b\"c\\d\ne"},
      {"true", "да"},
      {"false", "нет"},
      {"date('2026-09-01')", "01.09.2026"},
      {"date ( \"2024-02-29\" )", "29.02.2024"},
      {"[1, 2, 3][1]", "2"},
      {"  \u00A0 7 \n", "7"},
  });
}

TEST(ValuesTest, Members) {
  expect_all({
      {"library.name", "Городская библиотека"},
      {"library.opened", "12.05.1978"},
      {"library.kind", "item"},
      {"readers[0].fee", "120,50"},
      {"readers[2].index", "2"},
      {"loans[0].book.title", "Птицы"},
      {"loans[0].reader", "Жуков П. П."},
      {"works[2].group.name", "Подготовка"},
      {"works[0].items[1].name", "Списание"},
      {"works[0].details[0].name", "Задача: описать фонд"},
      {"works[4].results[0].name", "Результат: каталог"},
      {"works[4].rows | count", "3"},
      {"works[2].items | count", "0"},
      {"works[8].group is missing", "да"},
      {"works[2].next.name ~ works[3].previous.name", "СписаниеСверка каталога"},
      {"works[5].next.name ~ works[7].previous.name", "Выставка марокВыставка карт"},
      {"works[0].next.name ~ works[4].previous.name", "ВыставкиПодготовка"},
      {"works[2].previous is missing and works[0].previous is missing", "да"},
      {"works[3].next is missing and works[4].next is missing", "да"},
      {"works[7].next is missing and works[8].previous is missing", "да"},
      {"works[0].kind ~ works[1].kind ~ works[2].kind ~ works[6].kind", "groupdetailitemresult"},
      {"works_title[0].text", "План работ"},
      {"archive | count", "0"},
      {"branch is missing", "да"},
      {"branch.name | default: '—'", "—"},
      {"column(readers[0], 'примечание')", "Просила позвонить"},
      {"column(readers[1], 'Примечание') | default: 'нет'", "нет"},
      {"column(readers[1], 'Столбец age')", "11"},
      {"column(readers[1], 'Адрес') is missing", "да"},
      {"readers | map: column(., 'Примечание') | join: ','", "Просила позвонить"},
  });
}

TEST(ValuesTest, Arithmetic) {
  expect_all({
      {"1 + 2 * 3", "7"},
      {"(1 + 2) * 3", "9"},
      {"10 - 2 - 3", "5"},
      {"-2 * -3", "6"},
      {"-(1 + 2)", "-3"},
      {"7 % 3", "1"},
      {"-7 % 3", "2"},
      {"7 % -3", "-2"},
      {"1.5 + 1", "2,5"},
      {"0.1 + 0.2 == 0.3", "да"},
      {"1.20 * 3", "3,60"},
      {"2 * 0.5 - 1", "0,0"},
      {"10 / 4 | round: 2", "2,50"},
      {"1 / 3 + 1 / 6 == 1 / 2", "да"},
      {"2 / 3 * 100 | round: 1", "66,7"},
      {"1 / 3 - 1 | round: 3", "-0,667"},
      {"-(1 / 4) | round: 2", "-0,25"},
      {"1 / 3 / (2 / 3) | round: 1", "0,5"},
      {"5 / 0 | round: 1 | default: '–'", "–"},
      {"5 % 0 is missing", "да"},
      {"5 / 0.00 is missing", "да"},
      {"date('2026-09-01') + 30", "01.10.2026"},
      {"date('2026-09-01') - 1", "31.08.2026"},
      {"date('2026-09-15') - date('2026-09-01')", "14"},
      {"loans[0].until - loans[0].taken", "14"},
      {"readers[2].fee + 1 is missing", "да"},
      {"1 - readers[2].fee is missing", "да"},
      {"-readers[2].fee is missing", "да"},
      {"missing + 1 is missing", "да"},
      {"readers[0].fee * 2", "241,00"},
  });
}

TEST(ValuesTest, JoiningTexts) {
  expect_all({
      {"'а' ~ 'б' ~ 'в'", "абв"},
      {"'№ ' ~ 1 + 2", "№ 3"},
      {"readers[0].name ~ ', ' ~ readers[0].age", "Ёлкина Е. Е., 34"},
      {"1.50 ~ '; ' ~ date('2026-09-01') ~ '; ' ~ true", "1,50; 01.09.2026; да"},
      {"loans[0].book ~ ''", "Птицы"},
      {"loans[0].period ~ ''", "сентябрь \n 2026"},
      {"'а' ~ readers[2].fee is missing", "да"},
      {"('а' ~ readers[2].fee) | default: '?'", "?"},
  });
}

TEST(ValuesTest, Conditions) {
  expect_all({
      {"true and false", "нет"},
      {"true or false and false", "да"},
      {"not true or true", "да"},
      {"not (true or true)", "нет"},
      {"not not true", "да"},
      {"not 1 == 2", "да"},
      {"'да' if 1 < 2 else 'нет'", "да"},
      {"'а' if false else 'б' if false else 'в'", "в"},
      {"1 if true else 1.5", "1"},
      {"missing if false else 4", "4"},
      {"'а' ~ 'б' if false else 'в'", "в"},
      // An empty yes-or-no cell counts as no.
      {"'новинка' if books[2].novelty else 'нет'", "нет"},
      {"not books[2].novelty", "да"},
      {"books[2].novelty or true", "да"},
      {"books[0].novelty and not books[1].novelty", "да"},
      // What decides ends the evaluation.
      {"false and 9000000000000000000 * 9 == 0", "нет"},
      {"true or 9000000000000000000 * 9 == 0", "да"},
      {"1 if true else 9000000000000000000 * 9", "1"},
  });
}

TEST(ValuesTest, Comparisons) {
  expect_all({
      {"1 == 1.00", "да"},
      {"1 != 1.01", "да"},
      {"1 / 2 == 0.5", "да"},
      {"1 / 3 < 0.34", "да"},
      {"2 / 3 >= 1", "нет"},
      {"'а' == 'а'", "да"},
      {"'а' == 'А'", "нет"},
      {"'елка' < 'ёлка' and 'ёлка' < 'жук'", "да"},
      {"'Ёлка' > 'ель'", "да"},
      {"'ежата' < 'Ёлка' and 'Ёлка' < 'жук'", "да"},
      {"'1.9' < '1.10'", "да"},
      {"'01' == '1'", "нет"},
      {"'а' <= 'а'", "да"},
      {"'а' < 'аб'", "да"},
      {"date('2026-09-01') < date('2026-10-01')", "да"},
      {"true == true", "да"},
      {"true != false", "да"},
      {"loans[0].period == loans[0].period", "да"},
      {"loans[0].book == books[0]", "да"},
      {"loans[0].book != loans[1].book", "да"},
      {"5 > 4 and 5 >= 5 and 4 < 5 and 4 <= 4", "да"},
      // Nothing compares with what is missing.
      {"readers[2].fee == readers[2].fee", "нет"},
      {"readers[2].fee != 1", "нет"},
      {"readers[2].fee < 1 or readers[2].fee >= 1", "нет"},
      {"not readers[2].fee == 1", "да"},
      {"readers[2].fee is missing", "да"},
      {"readers[0].fee is missing", "нет"},
      {"readers[0].fee is not missing", "да"},
      {"missing is missing", "да"},
      {"branch is missing", "да"},
  });
}

TEST(ValuesTest, Membership) {
  expect_all({
      {"2 in [1, 2.0, 3]", "да"},
      {"4 not in [1, 2, 3]", "да"},
      {"1 in []", "нет"},
      {"'детям' in books[0].genres", "да"},
      {"'детям' in books[2].genres", "нет"},
      {"'детям' in books[1].genres", "нет"},
      {"'детям' not in books[1].genres", "да"},
      {"readers[2].fee in [1, 2]", "нет"},
      {"readers[2].fee not in [1, 2]", "нет"},
      {"1 in [missing, 1]", "да"},
      {"books[0] in (loans | map: .book)", "да"},
      {"books[1] in (loans | map: .book)", "нет"},
      {"readers[0].category in ['adult', 'child']", "да"},
  });
}

TEST(ValuesTest, ElementsOutsideTheListAreMissing) {
  expect_all({
      {"readers[4] is missing", "да"},
      {"readers[-1] is missing", "да"},
      {"readers[4].name is missing", "да"},
      {"readers[count(readers) - 1].name", "Абрамов И. И."},
      {"readers[readers | count] is missing", "да"},
  });
}

}  // namespace
}  // namespace grif::testing
