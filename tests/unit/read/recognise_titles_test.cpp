#include "read/recognise_titles.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace grif::recognition {
namespace {

TEST(HeaderKey, KeepsWhatTellsTitlesApart) {
  EXPECT_EQ(header_key("№ /\nп/п"), "№пп");
  EXPECT_EQ(header_key(" Срок реализа-\nции: "), "срокреализации");
  EXPECT_EQ(header_key("Отчётный «документ»."), "отчетныйдокумент");
  EXPECT_EQ(header_key("Cpoки"), header_key("Сроки"));
  EXPECT_EQ(header_key("Доля, %"), "доля%");
  EXPECT_EQ(header_key(" – . \u00A0"), "");
}

TEST(LabelShape, CountsLevels) {
  for (const char* one : {"1", "1.", "1)", " 12. ", "7 ."})
    EXPECT_EQ(label_shape(one).levels, 1) << one;
  for (const char* two : {"1.1", "1.7.", "10.12)", "1. 1"})
    EXPECT_EQ(label_shape(two).levels, 2) << two;
  EXPECT_EQ(label_shape("1.2.3").levels, 3);
  for (const char* none : {"", "-", "•", "ЭТАП 1.", "1 этап", "№ 1", "1-2", "IV.1"}) {
    EXPECT_EQ(label_shape(none).levels, 0) << none;
    EXPECT_FALSE(label_shape(none).roman) << none;
  }
  for (const char* roman : {"I", "IV.", "Х)", "VII."})
    EXPECT_TRUE(label_shape(roman).roman) << roman;
}

TEST(NumberedWord, StandsBesideANumber) {
  const std::vector<std::string> words = {"Этап", "Раздел"};
  for (const char* yes : {"ЭТАП 1. Начало", "Этап 2.\nЗадача", "I этап", "1-й этап. Начало",
                          "раздел IV", "2. Раздел"})
    EXPECT_TRUE(starts_with_numbered_word(yes, words)) << yes;
  for (const char* no : {"Этап", "Этапы 1", "Этап начальный", "1 Начало этап", "", "На 1 этапе"})
    EXPECT_FALSE(starts_with_numbered_word(no, words)) << no;
}

TEST(Phrase, IgnoresCaseBlanksAndKindsOfDash) {
  const std::vector<std::string> phrases = {"Результат:", "Задача –"};
  for (const char* yes :
       {"Результат: всё", "РЕЗУЛЬТАТ :", "Задача - найти", "задача—найти", "\u00A0Результат:"})
    EXPECT_TRUE(starts_with_phrase(yes, phrases)) << yes;
  for (const char* no :
       {"Результаты: всё", "Результат", "Ожидаемый результат: всё", "Задача: найти"})
    EXPECT_FALSE(starts_with_phrase(no, phrases)) << no;
}

TEST(MarkWord, StandsAtTheBeginningOfTheFirstLine) {
  const std::vector<std::string> words = {"Утверждаю", "С учётом мнения", "Приложение"};
  for (const char* yes : {"УТВЕРЖДАЮ", "«Утверждаю»", "У Т В Е Р Ж Д А Ю\nДиректор",
                          "С учетом мнения\nсовета", "Приложение № 1"})
    EXPECT_TRUE(starts_with_word(yes, words)) << yes;
  for (const char* no : {"Утверждают", "Директор\nУтверждаю", "С учётом", "", "Приложения"})
    EXPECT_FALSE(starts_with_word(no, words)) << no;
}

}  // namespace
}  // namespace grif::recognition
