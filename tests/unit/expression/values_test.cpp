#include <gtest/gtest.h>

#include "unit/expression/library.hpp"

namespace grif::testing {
namespace {

struct Case {
  std::string_view text, expected;
};

void expect_all(std::initializer_list<Case> cases) {
  Library library;
  for (const auto& [text, expected] : cases) {
    Session session(library);
    EXPECT_EQ(session.run(text), expected) << text;
  }
}

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

}  // namespace
}  // namespace grif::testing
