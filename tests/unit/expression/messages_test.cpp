#include <gtest/gtest.h>

#include "unit/expression/library.hpp"

namespace grif::testing {
namespace {

TEST(MessagesTest, WhatCannotBeRead) {
  expect_all({
      {"", "plan.xml:1:1: error[expression-ends-early]: выражение обрывается: нужно значение\n"},
      {"1 +", "plan.xml:1:4: error[expression-ends-early]: выражение обрывается: нужно значение\n"},
      {"(1", "plan.xml:1:3: error[expression-ends-early]: выражение обрывается: нужно )\n"},
      {"1 2", "plan.xml:1:3: error[unexpected-sign]: здесь нужно |, а стоит 2\n"},
      {"library. ",
       "plan.xml:1:10: error[expression-ends-early]: выражение обрывается: нужно имя\n"},
      {"readers | 1",
       "plan.xml:1:11: error[unexpected-sign]: здесь нужно имя фильтра, а стоит 1\n"},
      {"1 < 2 < 3", "plan.xml:1:7: error[unexpected-sign]: здесь нужно |, а стоит <\n"},
      {"1 if true",
       "plan.xml:1:10: error[expression-ends-early]: выражение обрывается: нужно else\n"},
      {"1 is 2", "plan.xml:1:6: error[unexpected-sign]: здесь нужно missing, а стоит 2\n"},
      {"and", "plan.xml:1:1: error[unexpected-sign]: здесь нужно значение, а стоит and\n"},
      {"upper()", "plan.xml:1:7: error[unexpected-sign]: здесь нужно значение, а стоит )\n"},
      {"date(2026)",
       "plan.xml:1:6: error[unexpected-sign]: здесь нужно '2026-09-01', а стоит 2026\n"},
      {"1.5.2", "plan.xml:1:5: error[unexpected-sign]: здесь нужно имя, а стоит 2\n"},
      {"'абв", "plan.xml:1:1: error[unclosed-text]: нет закрывающей кавычки '\n"},
      {"'а\\", "plan.xml:1:1: error[unclosed-text]: нет закрывающей кавычки '\n"},
      {R"('а\q' ~ 'б\ж')",
       "plan.xml:1:3: error[unknown-escape]: непонятная пара \\q\n"
       "    бывают \\' \\\" \\\\ \\n\n"
       "plan.xml:1:11: error[unknown-escape]: непонятная пара \\ж\n"
       "    бывают \\' \\\" \\\\ \\n\n"},
      {"1 && «2»",
       "plan.xml:1:3: error[unknown-sign]: непонятный знак &\n"
       "    тексты берут в кавычки '…' или \"…\", дробную часть отделяют точкой\n"
       "plan.xml:1:4: error[unknown-sign]: непонятный знак &\n"
       "    тексты берут в кавычки '…' или \"…\", дробную часть отделяют точкой\n"
       "plan.xml:1:6: error[unknown-sign]: непонятный знак «\n"
       "    тексты берут в кавычки '…' или \"…\", дробную часть отделяют точкой\n"
       "plan.xml:1:8: error[unknown-sign]: непонятный знак »\n"
       "    тексты берут в кавычки '…' или \"…\", дробную часть отделяют точкой\n"
       "plan.xml:1:7: error[unexpected-sign]: здесь нужно |, а стоит 2\n"},
      {"99999999999999999999",
       "plan.xml:1:1: error[number-too-long]: число 99999999999999999999 не помещается: до 18 цифр, "
       "из них до девяти после точки\n"},
      {"0.0123456789",
       "plan.xml:1:1: error[number-too-long]: число 0.0123456789 не помещается: до 18 цифр, из них "
       "до девяти после точки\n"},
      {"date('2026-02-30')",
       "plan.xml:1:6: error[no-such-date]: даты «2026-02-30» нет\n    пишите так: date('2026-09-01')\n"},
      {"\xFF",
       "plan.xml:1:1: error[unknown-sign]: непонятный знак \\?\n"
       "    тексты берут в кавычки '…' или \"…\", дробную часть отделяют точкой\n"},
  });
}

TEST(MessagesTest, PlacesCountLettersAndLines) {
  expect_all({
      {"'ёж' ~ nobody",
       "plan.xml:1:8: error[unknown-name]: имя nobody неизвестно\n"
       "    известны: library, readers, books, loans, works, archive, branch, works_title, "
       "works_marks, works_columns, works_below\n"},
      {"1 +\n  redaers",
       "plan.xml:2:3: error[unknown-name]: имя redaers неизвестно\n    может быть, readers\n"},
  });
  Library library;
  Session session(library);
  const Place start = Place::position(library.expression_source, 7, 12);
  EXPECT_FALSE(compile_expression("1 + nome\n+ nome2", start, session.scope, session.diagnostics));
  ASSERT_EQ(session.diagnostics.all().size(), 2U);
  EXPECT_EQ(session.diagnostics.all()[0].place, Place::position(library.expression_source, 7, 16));
  EXPECT_EQ(session.diagnostics.all()[1].place, Place::position(library.expression_source, 8, 3));
  const Place cell = Place::cell(library.expression_source, 2, 3);
  EXPECT_FALSE(compile_expression("1 + nome", cell, session.scope, session.diagnostics));
  EXPECT_EQ(session.diagnostics.all()[2].place, cell);
}

TEST(MessagesTest, NamesAndMembers) {
  expect_all({
      {"libary.name",
       "plan.xml:1:1: error[unknown-name]: имя libary неизвестно\n    может быть, library\n"},
      {"library.nome",
       "plan.xml:1:9: error[unknown-member]: в «library» нет поля nome\n    может быть, name\n"},
      {"library.group",
       "plan.xml:1:9: error[unknown-member]: в «library» нет поля group\n"
       "    известны: name, town, opened, seats, kind, index\n"},
      {"works[0].itens",
       "plan.xml:1:10: error[unknown-member]: в «works» нет поля itens\n    может быть, items\n"},
      {"(books | group: .author)[0].author",
       "plan.xml:1:29: error[unknown-member]: в «group» нет поля author\n    известны: key, items\n"},
      {"readers.name",
       "plan.xml:1:9: error[has-no-members]: поле name берут у записи, а здесь «список записей листа readers»\n"
       "    из списка берут «| map: .поле», «| first» или [0]\n"},
      {"'а'.length",
       "plan.xml:1:5: error[has-no-members]: поле length берут у записи, а здесь «текст»\n"
       "    из списка берут «| map: .поле», «| first» или [0]\n"},
      {".name",
       "plan.xml:1:1: error[no-item]: «.» впереди значит «текущий из списка», а фильтра, который "
       "перебирает список, вокруг нет\n"},
      {"readers | where: ..age > 1",
       "plan.xml:1:18: error[no-item]: «..» впереди значит «текущий из списка», а фильтра, который "
       "перебирает список, вокруг нет\n"},
      {"readers | lookup: .age, .age",
       "plan.xml:1:25: error[no-item]: «.» впереди значит «текущий из списка», а фильтра, который "
       "перебирает список, вокруг нет\n"},
  });
}

TEST(MessagesTest, Filters) {
  expect_all({
      {"readers | cuont",
       "plan.xml:1:11: error[unknown-filter]: фильтр cuont неизвестен\n    может быть, count\n"},
      {"readers | abracadabra: .age > 1, .name",
       "plan.xml:1:11: error[unknown-filter]: фильтр abracadabra неизвестен\n    grif list functions\n"},
      {"readers | where",
       "plan.xml:1:11: error[wrong-argument-count]: where: аргументов должно быть 1, а дано 0\n"
       "    пишут так: LIST | where: CONDITION\n"},
      {"1 | round: 1, 'down', 3",
       "plan.xml:1:5: error[wrong-argument-count]: round: аргументов должно быть 0–2, а дано 3\n"
       "    пишут так: NUMBER | round: N, 'half-away' or 'half-even' or 'down' or 'up'\n"},
      {"1,5 | round", "plan.xml:1:2: error[unexpected-sign]: здесь нужно |, а стоит ,\n"},
      {"library.opened | date: 'word'",
       "plan.xml:1:24: error[unknown-word]: date: здесь бывает только 'digits', 'words', 'iso'\n"},
      {"readers | sort: .age, library.name",
       "plan.xml:1:31: error[unknown-word]: sort: здесь бывает только 'up', 'down'\n"},
      {"library.name | count",
       "plan.xml:1:16: error[wrong-type]: count: здесь нужно «список», а стоит «текст»\n"},
      {"readers | upper",
       "plan.xml:1:11: error[wrong-type]: upper: здесь нужно «текст», а стоит «список записей листа readers»\n"},
      {"1 | date",
       "plan.xml:1:5: error[wrong-type]: date: здесь нужно «дата», а стоит «целое число»\n"},
      {"'5' | round",
       "plan.xml:1:7: error[wrong-type]: round: здесь нужно «число», а стоит «текст»\n"},
      {"'5' | plural: 'а', 'б', 'в'",
       "plan.xml:1:7: error[wrong-type]: plural: здесь нужно «целое число, десятичная дробь», а стоит «текст»\n"},
      {"1 | term",
       "plan.xml:1:5: error[wrong-type]: term: здесь нужно «срок», а стоит «целое число»\n"},
      {"1 | start",
       "plan.xml:1:5: error[wrong-type]: start: здесь нужно «срок», а стоит «целое число»\n"},
      {"'май' | overlaps: 1",
       "plan.xml:1:19: error[wrong-type]: overlaps: здесь нужно «срок», а стоит «целое число»\n"},
      {"[1] | flatten",
       "plan.xml:1:7: error[wrong-type]: flatten: здесь нужно «список списков», а стоит «список целых чисел»\n"},
      {"column(readers, 'а')",
       "plan.xml:1:1: error[wrong-type]: column: здесь нужно «запись», а стоит «список записей листа readers»\n"},
      {"readers[0] | cell: works_columns[0]",
       "plan.xml:1:14: error[wrong-type]: cell: здесь нужно «запись листа со строками групп», а стоит «запись листа readers»\n"
       "plan.xml:1:33: error[wrong-type]: cell: здесь нужно «запись», а стоит «запись листа works_columns»\n"},
      {"works[0] | cell: readers[0]",
       "plan.xml:1:25: error[wrong-type]: cell: здесь нужно «запись листа works_columns», а стоит «запись листа readers»\n"},
      {"'а' | replace: 1, 'б'",
       "plan.xml:1:16: error[wrong-type]: replace: здесь нужно «текст», а стоит «целое число»\n"},
      {"1 | round: 1.5",
       "plan.xml:1:12: error[wrong-type]: round: здесь нужно «целое число», а стоит «десятичная дробь»\n"},
      {"readers | sum: .name",
       "plan.xml:1:17: error[wrong-type]: sum: здесь нужно «число», а стоит «текст»\n"},
      {"readers | sum",
       "plan.xml:1:11: error[wrong-type]: sum: здесь нужно «число», а стоит «запись листа readers»\n"},
      {"readers | sort",
       "plan.xml:1:11: error[wrong-type]: sort: здесь нужно «число, текст, дата», а стоит «запись листа readers»\n"},
      {"loans | sort: .period",
       "plan.xml:1:16: error[wrong-type]: sort: здесь нужно «число, текст, дата», а стоит «срок»\n"},
      {"books | group: .genres",
       "plan.xml:1:17: error[wrong-type]: group: здесь нужно «текст, число, дата, срок, да или нет, запись», а стоит «список текстов»\n"},
      {"readers | lookup: .age, 'а'",
       "plan.xml:1:25: error[types-differ]: lookup: «целое число» и «текст» не сочетаются\n"},
      {"readers | text",
       "plan.xml:1:11: error[wrong-type]: text: здесь нужно «текст, число, дата, срок, да или нет, запись», а "
       "стоит «список записей листа readers»\n"},
      {"books | group: .author | last | text",
       "plan.xml:1:33: error[wrong-type]: text: здесь нужно «текст, число, дата, срок, да или нет, запись», а "
       "стоит «группа записей листа books»\n"},
  });
}

TEST(MessagesTest, Operators) {
  expect_all({
      {"1 == '1'",
       "plan.xml:1:3: error[types-differ]: ==: «целое число» и «текст» не сочетаются\n"},
      {"library.opened < '2026'",
       "plan.xml:1:16: error[types-differ]: <: «дата» и «текст» не сочетаются\n"},
      {"loans[0].period == 'май'",
       "plan.xml:1:17: error[types-differ]: ==: «срок» и «текст» не сочетаются\n"},
      {"readers[0] == books[0]",
       "plan.xml:1:12: error[types-differ]: ==: «запись листа readers» и «запись листа books» не сочетаются\n"},
      {"[1] == [1]",
       "plan.xml:1:5: error[types-differ]: ==: «список целых чисел» и «список целых чисел» не сочетаются\n"},
      {"readers[0] < readers[1]",
       "plan.xml:1:8: error[wrong-type]: <: здесь нужно «число, текст, дата», а стоит «запись листа readers»\n"},
      {"true > false",
       "plan.xml:1:1: error[wrong-type]: >: здесь нужно «число, текст, дата», а стоит «да или нет»\n"},
      {"library.name == missing",
       "plan.xml:1:14: error[compared-with-missing]: с пустым не сравнивают знаком ==: это всегда ложь\n"
       "    пишите «is missing» или «is not missing»\n"},
      {"readers[0].category == 'adlut'",
       "plan.xml:1:24: error[unknown-choice]: значения «adlut» здесь не бывает\n    может быть, adult\n"},
      {"works | where: 'itme' != .kind",
       "plan.xml:1:16: error[unknown-choice]: значения «itme» здесь не бывает\n    может быть, item\n"},
      {"readers[0].category in ['adult', 'old']",
       "plan.xml:1:34: error[unknown-choice]: значения «old» здесь не бывает\n    известны: adult, child\n"},
      {"1 in 2",
       "plan.xml:1:6: error[wrong-type]: in: здесь нужно «список», а стоит «целое число»\n"},
      {"1 in ['1']",
       "plan.xml:1:3: error[types-differ]: in: «целое число» и «текст» не сочетаются\n"},
      {"[1, 'а']",
       "plan.xml:1:5: error[types-differ]: [ ]: «целое число» и «текст» не сочетаются\n"},
      {"1 + 'а'", "plan.xml:1:5: error[wrong-type]: +: здесь нужно «число», а стоит «текст»\n"},
      {"date('2026-01-01') + date('2026-01-01')",
       "plan.xml:1:22: error[wrong-type]: +: здесь нужно «целое число», а стоит «дата»\n"},
      {"date('2026-01-01') + 1.5",
       "plan.xml:1:22: error[wrong-type]: +: здесь нужно «целое число», а стоит «десятичная дробь»\n"},
      {"1 + date('2026-01-01')",
       "plan.xml:1:5: error[wrong-type]: +: здесь нужно «число», а стоит «дата»\n"},
      {"1.5 % 2",
       "plan.xml:1:1: error[wrong-type]: %: здесь нужно «целое число», а стоит «десятичная дробь»\n"},
      {"-'а'", "plan.xml:1:2: error[wrong-type]: -: здесь нужно «число», а стоит «текст»\n"},
      {"'а' ~ readers",
       "plan.xml:1:7: error[wrong-type]: ~: здесь нужно «текст», а стоит «список записей листа readers»\n"},
      {"'а' ~ 1 / 2",
       "plan.xml:1:9: error[wrong-type]: ~: здесь нужно «текст», а стоит «точная дробь»\n"},
      {"'а' if 1 else 'б'",
       "plan.xml:1:8: error[condition-not-boolean]: условие должно давать «да или нет», а здесь «целое число»\n"
       "    сравните значение: «… == …», «… is not missing»\n"},
      {"not library.name",
       "plan.xml:1:13: error[condition-not-boolean]: условие должно давать «да или нет», а здесь «текст»\n"
       "    сравните значение: «… == …», «… is not missing»\n"},
      {"readers | where: .age",
       "plan.xml:1:19: error[condition-not-boolean]: условие должно давать «да или нет», а здесь «целое число»\n"
       "    сравните значение: «… == …», «… is not missing»\n"},
      {"1 if true else 'а'",
       "plan.xml:1:3: error[types-differ]: if … else: «целое число» и «текст» не сочетаются\n"},
      {"library[0]",
       "plan.xml:1:1: error[wrong-type]: [ ]: здесь нужно «список», а стоит «запись листа library»\n"},
      {"readers['а']",
       "plan.xml:1:9: error[wrong-type]: [ ]: здесь нужно «целое число», а стоит «текст»\n"},
  });
}

TEST(MessagesTest, AllFaultsOfOneExpressionAreReported) {
  expect_all({
      {"nobody.name ~ (readers | where: .aeg > 'а' and .age == '1' | cuont)",
       "plan.xml:1:1: error[unknown-name]: имя nobody неизвестно\n"
       "    известны: library, readers, books, loans, works, archive, branch, works_title, "
       "works_marks, works_columns, works_below\n"
       "plan.xml:1:34: error[unknown-member]: в «readers» нет поля aeg\n    может быть, age\n"
       "plan.xml:1:53: error[types-differ]: ==: «целое число» и «текст» не сочетаются\n"
       "plan.xml:1:62: error[unknown-filter]: фильтр cuont неизвестен\n    может быть, count\n"},
  });
}

TEST(MessagesTest, InEnglish) {
  Library library;
  Session session(library, Language::english);
  EXPECT_EQ(session.run("libary.name"),
            "plan.xml:1:1: error[unknown-name]: unknown name libary\n    perhaps library\n");
  EXPECT_EQ(
      session.run("(books | group: .author)[0].author"),
      "plan.xml:1:29: error[unknown-member]: group has no member author\n    known: key, items\n");
  EXPECT_EQ(
      session.run("1 +"),
      "plan.xml:1:4: error[expression-ends-early]: the expression ends where a value is needed\n");
  EXPECT_EQ(session.run("readers | ."),
            "plan.xml:1:11: error[unexpected-sign]: the name of a filter is needed here, not .\n");
  EXPECT_EQ(session.run("library.1"),
            "plan.xml:1:9: error[unexpected-sign]: a name is needed here, not 1\n");
}

TEST(MessagesTest, WhatFailsWhenItIsEvaluated) {
  expect_all({
      {"9000000000000000000 + 9000000000000000000",
       "plan.xml:1:21: error[number-overflow]: +: результат не помещается в число (18 цифр, девять "
       "после запятой)\n"},
      {"0.000000001 * 0.1",
       "plan.xml:1:13: error[number-overflow]: *: результат не помещается в число (18 цифр, девять "
       "после запятой)\n"},
      {"9000000000000000000 - -9000000000000000000",
       "plan.xml:1:21: error[number-overflow]: -: результат не помещается в число (18 цифр, девять "
       "после запятой)\n"},
      {"1 / 3100000019 / 3000000037 | round",
       "plan.xml:1:16: error[number-overflow]: /: результат не помещается в число (18 цифр, девять "
       "после запятой)\n"},
      {"[9000000000000000000, 9000000000000000000] | sum",
       "plan.xml:1:46: error[number-overflow]: sum: результат не помещается в число (18 цифр, девять "
       "после запятой)\n"},
      {"9000000000000000000 | percent",
       "plan.xml:1:23: error[number-overflow]: percent: результат не помещается в число (18 цифр, "
       "девять после запятой)\n"},
      {"9000000000000000000 | round: 9",
       "plan.xml:1:23: error[number-overflow]: round: результат не помещается в число (18 цифр, "
       "девять после запятой)\n"},
      {"date('9999-12-31') + 1",
       "plan.xml:1:20: error[number-overflow]: +: результат не помещается в число (18 цифр, девять "
       "после запятой)\n"},
      {"1 | round: 10",
       "plan.xml:1:12: error[argument-out-of-range]: round: число должно быть от 0 до 9, а здесь 10\n"},
      {"missing | line: 1000",
       "plan.xml:1:17: error[argument-out-of-range]: line: число должно быть от 0 до 200, а здесь 1000\n"},
      {"readers | take: -1 | count",
       "plan.xml:1:17: error[argument-out-of-range]: take: число должно быть от 0 до 4294967296, а "
       "здесь -1\n"},
      {"1 / 2 | number",
       "plan.xml:1:9: error[printed-ratio]: точную дробь не печатают без округления\n"
       "    добавьте «| round: 1» или «| percent: 1»\n"},
      {"readers | map: .age / 2 | join: ' '",
       "plan.xml:1:27: error[printed-ratio]: точную дробь не печатают без округления\n"
       "    добавьте «| round: 1» или «| percent: 1»\n"},
      {"books | map: .genres | join: ' '",
       "plan.xml:1:24: error[printed-list]: список не печатают целиком\n"
       "    соедините его: «| join: ', '», или переберите\n"},
  });
}

TEST(MessagesTest, WhatCannotBePrinted) {
  expect_all({
      {"1 / 2",
       "plan.xml:1:1: error[printed-ratio]: точную дробь не печатают без округления\n"
       "    добавьте «| round: 1» или «| percent: 1»\n"},
      {"readers",
       "plan.xml:1:1: error[printed-list]: список не печатают целиком\n"
       "    соедините его: «| join: ', '», или переберите\n"},
      {"readers[2].fee",
       "plan.xml:1:1: error[printed-missing]: печатать нечего: значение пустое\n"
       "    library.xlsx:readers!E4: эта ячейка пустая\n"
       "    заполните ячейку или скажите, чем её заменить: «| default: '—'», «| line: 20»\n"},
      {"'до ' ~ loans[1].until",
       "plan.xml:1:1: error[printed-missing]: печатать нечего: значение пустое\n"
       "    library.xlsx:loans!D3: эта ячейка пустая\n"
       "    заполните ячейку или скажите, чем её заменить: «| default: '—'», «| line: 20»\n"},
      {"branch.name",
       "plan.xml:1:1: error[printed-missing]: печатать нечего: значение пустое\n"
       "    заполните ячейку или скажите, чем её заменить: «| default: '—'», «| line: 20»\n"},
  });
}

TEST(MessagesTest, TheRecordThatWasWorkedOnIsNamed) {
  Library library;
  Session session(library);
  session.evaluation.data_place = Place::cell(2, 1, 0);
  EXPECT_EQ(session.run("books[0].copies * 9000000000000000000"),
            "plan.xml:1:17: error[number-overflow]: *: результат не помещается в число (18 цифр, "
            "девять после запятой)\n    library.xlsx:books!A2: для этой записи\n");
  Session english(library, Language::english);
  english.evaluation.data_place = Place::cell(2, 1, 0);
  EXPECT_EQ(
      english.run("loans[1].until"),
      "plan.xml:1:1: error[printed-missing]: there is nothing to print: the value is missing\n"
      "    library.xlsx:loans!D3: this cell is empty\n"
      "    library.xlsx:books!A2: for this record\n"
      "    fill the cell, or say what stands in for it: `| default: '—'`, `| line: 20`\n");
}

}  // namespace
}  // namespace grif::testing
