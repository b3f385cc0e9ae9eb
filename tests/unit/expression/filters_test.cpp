#include <set>

#include <gtest/gtest.h>

#include "expression/functions.hpp"
#include "unit/expression/library.hpp"

namespace grif::testing {
namespace {

TEST(FiltersTest, Texts) {
  expect_all({
      {"'ёлка Joe' | upper", "ЁЛКА JOE"},
      {"'ЁЛКА Joe' | lower", "ёлка joe"},
      {"'«ёлка» и ель' | capitalise", "«Ёлка» и ель"},
      {"'' | capitalise", ""},
      {"' \\n а б \u00A0' | trim", "а б"},
      {"' а \\n\\n б ' | lines | join: '|'", "а|б"},
      {"'а' | lines | count", "1"},
      {"'раз два раз' | replace: 'раз', 'три'", "три два три"},
      {"'раз' | replace: '', 'три'", "раз"},
      {"'ааа' | replace: 'аа', 'б'", "ба"},
      {"'раз два' | starts_with: 'раз'", "да"},
      {"'раз два' | ends_with: 'раз'", "нет"},
      {"'раз два' | contains: 'з д'", "да"},
      {"'ёж' | length", "2"},
      {"upper('а') ~ lower('Б')", "Аб"},
      {"loans[0].period | term", "сентябрь 2026 г."},
      {"'Февраль- май 2022, 2023' | term", "февраль–май 2022, 2023 гг."},
      {"'Сентябрь  октябрь 2022' | term", "Сентябрь октябрь 2022"},
      {"loans[0].period | start", "01.09.2026"},
      {"loans[0].period | end", "30.09.2026"},
      {"'Февраль- май 2022, 2023' | end", "31.05.2023"},
      {"'до 1 мая 2026' | end", "01.05.2026"},
      {"'с 1 мая 2026' | start", "01.05.2026"},
      {"'Февраль- май 2022, 2023' | intervals", "2"},
      {"'Разбор работы с сентябрь 2026 по апрель 2027 г.' | from_to",
       "с сентябрь 2026 по апрель 2027 г."},
      {"loans[0].period | overlaps: 'III квартал 2026'", "да"},
      {"loans[0].period | overlaps: 'с 1 октября 2026'", "нет"},
      {"loans[0].period | within: 'осень 2026'", "да"},
      {"'до 1 октября 2026' | within: loans[0].period", "да"},
      {"'до 2 октября 2026' | within: loans[0].period", "нет"},
      {"'до 30 сентября 2026' | within: loans[0].period", "да"},
      {"'с 1 сентября 2026' | within: 'до конца 2026 года'", "да"},
      {"loans[0].period | within: 'с 2 сентября 2026'", "нет"},
      {"loans[0].period | precedes: 'октябрь 2026, 2027'", "да"},
      {"'сентябрь 2026, 2027' | precedes: 'октябрь 2026'", "да"},
      {"loans[0].period | precedes: 'сентябрь 2026'", "нет"},
      {"'с 1 мая 2026' | precedes: 'май 2027'", "нет"},
      {"loans[0].period | upper", "СЕНТЯБРЬ \n 2026"},
      {"[text(1.50), text(true), text(date('2026-01-02'))] | join: ' '", "1,50 да 02.01.2026"},
      {"(loans[0].book | text) == 'Птицы'", "да"},
  });
}

TEST(FiltersTest, Initials) {
  expect_all({
      {"'Ветрова Анна Григорьевна' | initials", "А.Г. Ветрова"},
      {"'Ветрова А.Г.' | initials", "А.Г. Ветрова"},
      {"'А. Г. Ветрова' | initials", "А.Г. Ветрова"},
      {"'Анна Ветрова' | initials", "А. Ветрова"},
      {"'Петров-Водкин К.С.' | initials", "К.С. Петров-Водкин"},
      {"'Ветрова' | initials", "Ветрова"},
      {"'директор Ветрова А.Г.' | initials", "директор Ветрова А.Г."},
      {"'Ветрова А.Г., Сомов П.П.' | initials", "Ветрова А.Г., Сомов П.П."},
      {"'рабочая группа' | initials", "рабочая группа"},
  });
}

TEST(FiltersTest, NumbersInTexts) {
  expect_all({
      {"'7' | as_number", "7"},
      {"' -1 234,5 ' | as_number", "-1234,5"},
      {"'семь' | as_number | default: '—'", "—"},
      {"'7 из 10' | as_number | default: '—'", "—"},
      {"('7,0' | as_number) == 7", "да"},
      {"'12-од' | leading_number", "12"},
      {"' 007 ' | leading_number", "7"},
      {"'№ 5' | leading_number | default: '—'", "—"},
      {"'-5' | leading_number | default: '—'", "—"},
      {"'99999999999999999999' | leading_number | default: '—'", "—"},
      {"'7707083893' | valid_inn", "да"},
      {"'7707083894' | valid_inn", "нет"},
      {"'1027700132195' | valid_ogrn", "да"},
      {"'1027700132194' | valid_ogrn", "нет"},
      {"'112-233-445 95' | valid_snils", "да"},
      {"'112-233-445 94' | valid_snils", "нет"},
  });
}

TEST(FiltersTest, TextsOfNothingAreMissing) {
  expect_all({
      {"loans[1].period | upper | default: '—'", "—"},
      {"loans[1].period | term | default: '—'", "—"},
      {"'с 1 мая 2026' | end | default: '—'", "—"},
      {"'по плану' | intervals | default: '—'", "—"},
      {"'План на 2026–2027 гг.' | from_to | default: '—'", "—"},
      {"'до 1 мая 2026' | start | default: '—'", "—"},
      {"'постоянно' | start | default: '—'", "—"},
      {"loans[1].period | start | default: '—'", "—"},
      {"'май' | overlaps: 'май 2026' | default: '—'", "—"},
      {"'май 2026' | within: loans[1].period | default: '—'", "—"},
      {"'май 2026' | precedes: 'постоянно' | default: '—'", "—"},
      {"loans[1].period | length | default: '—'", "—"},
      {"loans[1].period | replace: 'а', 'б' | default: '—'", "—"},
      {"'а' | replace: loans[1].period, 'б' | default: '—'", "—"},
      {"loans[1].period | text | default: '—'", "—"},
      {"loans[1].period | contains: 'а'", "нет"},
      {"'а' | starts_with: loans[1].period", "нет"},
  });
}

TEST(FiltersTest, Dates) {
  expect_all({
      {"library.opened | date", "12.05.1978"},
      {"library.opened | date: 'digits'", "12.05.1978"},
      {"library.opened | date: 'words'",
       "12\u00A0мая\u00A0"
       "1978\u00A0г."},
      {"library.opened | date: 'iso'", "1978-05-12"},
      {"library.opened | year", "1978"},
      {"library.opened | month", "5"},
      {"library.opened | day", "12"},
      {"readers[3].joined | date: 'words' | default: 'без даты'", "без даты"},
      {"readers[3].joined | year | default: 0", "0"},
  });
}

TEST(FiltersTest, Numbers) {
  expect_all({
      {"2.5 | round", "3"},
      {"-2.5 | round", "-3"},
      {"2.5 | round: 0, 'half-even'", "2"},
      {"2.59 | round: 1, 'down'", "2,5"},
      {"2.51 | round: 1, 'up'", "2,6"},
      {"2 | round: 2", "2,00"},
      {"2 / 3 | round: 3, 'half-away'", "0,667"},
      {"1234567.5 | number", "1\u00A0234\u00A0567,5"},
      {"1234567.5 | number: 2", "1\u00A0234\u00A0567,50"},
      {"999 | number", "999"},
      {"-1000 | number", "\u22121\u00A0000"},
      {"1000 / 3 | number: 1", "333,3"},
      {"0.455 | percent: 1", "45,5\u00A0%"},
      {"1 / 3 | percent", "33\u00A0%"},
      {"1 | percent", "100\u00A0%"},
      {"readers[2].fee | number: 2 | default: '–'", "–"},
      {"readers[2].fee | percent | default: '–'", "–"},
      {"1 | round: readers[2].age - readers[2].age", "1"},
  });
}

TEST(FiltersTest, PluralForms) {
  Library library;
  for (const auto& [number, word] : std::initializer_list<std::pair<std::string, std::string>>{
           {"0", "книг"},   {"1", "книга"},  {"2", "книги"},   {"4", "книги"},
           {"5", "книг"},   {"10", "книг"},  {"11", "книг"},   {"12", "книг"},
           {"14", "книг"},  {"19", "книг"},  {"20", "книг"},   {"21", "книга"},
           {"22", "книги"}, {"25", "книг"},  {"100", "книг"},  {"101", "книга"},
           {"111", "книг"}, {"112", "книг"}, {"1012", "книг"}, {"1002", "книги"},
           {"-1", "книга"}, {"-12", "книг"}, {"1.5", "книги"}, {"2.0", "книги"},
           {"5.00", "книг"}}) {
    Session session(library);
    EXPECT_EQ(session.run(number + " | plural: 'книга', 'книги', 'книг'"), word) << number;
  }
}

TEST(FiltersTest, WhatStandsInForMissing) {
  expect_all({
      {"readers[2].fee | default: 0", "0"},
      {"readers[0].fee | default: 0", "120,50"},
      {"readers[2].fee | default: 'нет'", "нет"},
      {"readers[2].fee | default: readers[0].fee", "120,50"},
      {"readers[2].fee | line: 5", "_____"},
      {"readers[0].fee | line: 5", "120,50"},
      {"loans[1].period | line: 3", "___"},
      {"missing | default: 'а'", "а"},
      {"(books[1].genres | default: ['—']) | join: ','", "—"},
  });
}

TEST(FiltersTest, Selecting) {
  expect_all({
      {"readers | where: .category == 'child' | count", "2"},
      {"readers | where: .fee >= 99.9 | map: .age | join: ' '", "34 61"},
      {"readers | where: .category == 'child' and .joined >= date('2025-03-01') | map: .name | join: '; '",
       "Ежова А. С."},
      {"where(readers, .age > 30) | count", "2"},
      {"[3, 1, 2] | where: . > 1 | join: ','", "3,2"},
      {"readers | find: .age > 30 | text", "Ёлкина Е. Е."},
      {"(readers | find: .age > 99) is missing", "да"},
      {"readers | first", "Ёлкина Е. Е."},
      {"readers | last", "Абрамов И. И."},
      {"archive | first | default: 'пусто'", "пусто"},
      {"archive | last | default: 'пусто'", "пусто"},
      {"readers | any: .age > 60", "да"},
      {"readers | any: .age > 61", "нет"},
      {"readers | all: .age > 10", "да"},
      {"readers | all: .age > 11", "нет"},
      {"archive | all: .weight > 11", "да"},
      {"archive | any: .weight > 11", "нет"},
      {"[1, 2, 3, 4] | take: 2 | join: ' '", "1 2"},
      {"[1, 2] | take: 9 | join: ' '", "1 2"},
      {"[1, 2, 3, 4] | slice: 1 | join: ' '", "2 3 4"},
      {"[1, 2, 3, 4] | slice: 1, 2 | join: ' '", "2 3"},
      {"[1, 2] | slice: 9, 2 | count", "0"},
      {"[1, 2, 3] | reverse | join: ' '", "3 2 1"},
      {"[[1, 2], [], [3]] | flatten | join: ' '", "1 2 3"},
      {"books | map: .genres | flatten | join: ' '", "природа детям история"},
      {"works | where: .kind == 'item' | count", "5"},
      {"works | where: .kind == 'group' | map: (.items | count) | join: ' '", "2 2"},
      {"works | where: .kind == 'group' | map: (.items | sum: .hours) | join: ' '", "12 14"},
  });
}

TEST(FiltersTest, ItemsOfTheFilterAround) {
  expect_all({
      {"readers | where: (loans | any: .reader == ..) | map: .name | join: '; '",
       "Ёлкина Е. Е.; Жуков П. П."},
      {"readers | map: .name ~ ':' ~ (loans | where: .reader.name == ..name | count) | join: ' '",
       "Ёлкина Е. Е.:2 Жуков П. П.:1 Ежова А. С.:0 Абрамов И. И.:0"},
      {"[1, 2] | map: ([10, 20] | map: . + .. | join: '+') | join: ' '", "11+21 12+22"},
  });
}

TEST(FiltersTest, Lookups) {
  expect_all({
      {"readers | lookup: .age, 11", "Жуков П. П."},
      {"readers | lookup: .fee, 0", "Жуков П. П."},
      {"(readers | lookup: .age, 12) .name", "Ежова А. С."},
      {"readers | lookup: .age, 99 | default: 'нет'", "нет"},
      {"readers | lookup: .fee, readers[2].fee | default: 'нет'", "нет"},
      {"readers | where: .age > 11 | lookup: .category, 'child'", "Ежова А. С."},
      {"books | lookup: .author ~ .copies, 'Орлов1'", "Реки"},
      {"(loans | lookup: .book, books[2]).reader", "Ёлкина Е. Е."},
      {"readers | where: .joined == date('2025-01-15') | first", "Жуков П. П."},
      {"readers | where: date('2025-01-15') == .joined | first", "Жуков П. П."},
      {"books | where: .author == 'Орлов' | map: .title | join: ' '", "Птицы Реки"},
      {"books | where: .author == 'Никто' | count", "0"},
      {"books | where: .novelty == true | count", "1"},
      {"loans | where: .book == books[0] | count", "2"},
      {"loans | where: .book == books[9] | count", "0"},
      {"loans | find: .book == books[0] and .taken > date('2026-09-02') | text", "Птицы"},
      {"loans | any: .book == books[1]", "нет"},
      {"archive | where: .name == 'а' | count", "0"},
      {"readers | where: .age == 11.0 | count", "1"},
      {"books | where: .price == 450.00 | count", "1"},
  });
}

TEST(FiltersTest, Figures) {
  expect_all({
      {"readers | count", "4"},
      {"readers | sum: .age", "118"},
      {"readers | sum: .fee", "220,40"},
      {"[1, 2.5] | sum", "3,5"},
      {"[] | sum", "0"},
      {"archive | sum: .weight", "0"},
      {"[missing, missing] | sum | default: 'нет'", "нет"},
      {"readers | mean: .fee | round: 2", "73,47"},
      {"archive | mean: .weight | round: 1 | default: '–'", "–"},
      {"readers | median: .age | round: 1", "23,0"},
      {"[5, 1, 3] | median | round", "3"},
      {"archive | median: .weight | round | default: '–'", "–"},
      {"readers | min: .age", "11"},
      {"readers | max: .joined", "08.03.2025"},
      {"readers | min: .name", "Абрамов И. И."},
      {"readers | min: .fee", "0,00"},
      {"archive | max: .weight | default: '–'", "–"},
      {"readers | share: .category == 'child' | percent", "50\u00A0%"},
      {"readers | share: .fee > 0 | percent: 1", "50,0\u00A0%"},
      {"archive | share: .weight > 1 | percent | default: '–'", "–"},
      {"1 / 3 + (readers | mean: .age) | round: 4", "29,8333"},
  });
}

TEST(FiltersTest, SortingIsStableAndRussian) {
  expect_all({
      {"readers | sort: .name | map: .name | join: ', '",
       "Абрамов И. И., Ежова А. С., Ёлкина Е. Е., Жуков П. П."},
      {"readers | sort: .category | map: .age | join: ' '", "34 61 11 12"},
      {"readers | sort: .category, 'down' | map: .age | join: ' '", "11 12 34 61"},
      {"readers | sort: .fee | map: .age | join: ' '", "11 61 34 12"},
      {"readers | sort: .fee, 'down' | map: .age | join: ' '", "34 61 11 12"},
      {"readers | sort: .fee, 'up' | map: .age | join: ' '", "11 61 34 12"},
      {"books | sort: .shelf | map: .shelf | join: ' '", "1.9 1.10 2"},
      {"['б', 'ё', 'А', 'е', 'ж', 'а'] | sort | join: ' '", "А а б е ё ж"},
      {"[3, 1.5, 2] | sort | join: ' '", "1,5 2 3"},
  });
}

TEST(FiltersTest, Groups) {
  expect_all({
      {"books | group: .author | map: .key ~ '=' ~ (.items | count) | join: ' '",
       "Орлов=2 Белова=1"},
      {"readers | group: .fee | count", "4"},
      {"loans | group: .book | map: .key.title ~ (.items | count) | join: ' '", "Птицы2 Крепости1"},
      {"(loans | group: .reader)[1].items[0].book.title", "Крепости"},
      {"[1, 2, 1.0] | group | map: (.items | count) | join: ' '", "2 1"},
      {"books | duplicates: .author | map: .key | join: ' '", "Орлов"},
      {"books | duplicates: .title | count", "0"},
      {"[missing, missing, 1, 1] | duplicates | map: (.items | count) | join: ' '", "2"},
      {"[missing, missing, 1, 1] | group | map: (.items | count) | join: ' '", "2 2"},
      {"[1, 2, 1.0, 3, 2] | unique | join: ' '", "1 2 3"},
      {"books | unique: .author | map: .title | join: ' '", "Птицы Крепости"},
  });
}

TEST(FiltersTest, JoiningLeavesMissingOut) {
  expect_all({
      {"readers | map: .fee | join: '; '", "120,50; 0,00; 99,90"},
      {"loans | map: .period | join: '; ' | term", "сентябрь 2026 г., сентябрь"},
      {"books[0].genres | join: ', '", "природа, детям"},
      {"books[1].genres | join: ', ' | default: '—'", "—"},
      {"archive | map: .name | join: ', ' | default: '—'", "—"},
      {"loans | map: .reader | join: ', '", "Жуков П. П., Ёлкина Е. Е., Ёлкина Е. Е."},
      {"['а', '', 'б'] | join: '-'", "а--б"},
  });
}

TEST(FiltersTest, CellsAsPrinted) {
  expect_all({
      {"works_columns | map: .title | join: '|'", "№|Работа|Смета|Срок"},
      {"works[2] | cell: works_columns[1]", "Сверка каталога"},
      {"works[2] | cell: works_columns[2]", "10 000 руб."},
      {"works[2] | cell: works_columns[3]", "май"},
      {"works[2] | written: works_columns[3]", "май"},
      {"works[3] | written: works_columns[2] | default: '—'", "—"},
      {"works_columns | map: (works[2] | written: .) | join: '|'",
       "1.1|Сверка каталога|10 000 руб.|май"},
      {"works[2] | row_span: works_columns[3]", "2"},
      {"works[0] | column_span: works_columns[0]", "4"},
      {"works[3] | covered: works_columns[3]", "да"},
      {"works[2] | covered: works_columns[3]", "нет"},
      {"works[9] | cell: works_columns[3] | default: '—'", "—"},
      {"works[9] | covered: works_columns[3]", "нет"},
  });
}

TEST(FiltersTest, TheTableOfFunctionsIsWhole) {
  std::set<std::string_view> names;
  for (const FunctionInfo& info : all_functions()) {
    EXPECT_TRUE(names.insert(info.name).second) << info.name;
    EXPECT_NE(info.usage.find(info.name), std::string_view::npos) << info.name;
    EXPECT_FALSE(info.meaning_ru.empty()) << info.name;
    EXPECT_FALSE(info.meaning_en.empty()) << info.name;
    ASSERT_NE(find_function(info.name), nullptr) << info.name;
    EXPECT_EQ(find_function(info.name)->info.name, info.name);
    EXPECT_EQ(spec_of(find_function(info.name)->function).info.name, info.name);
  }
  EXPECT_EQ(names.size(), 65U);
  EXPECT_EQ(find_function("nothing"), nullptr);
  EXPECT_EQ(find_function(""), nullptr);
}

}  // namespace
}  // namespace grif::testing
