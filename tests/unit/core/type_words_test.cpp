#include "core/type_words.hpp"

#include <gtest/gtest.h>

#include "core/diagnostics.hpp"

namespace grif {
namespace {

TEST(TypeWords, AreRussian) {
  constexpr struct {
    const char* english;
    const char* russian;
  } kTable[] = {
      {"text", "текст"},
      {"number, text, date", "число, текст, дата"},
      {"list of integer", "список целых чисел"},
      {"list of list of record of pairs", "список списков записей листа pairs"},
      {"list of lists", "список списков"},
      {"record of pairs", "запись листа pairs"},
      {"record", "запись"},
      {"group of text", "группа текстов"},
      {"list of group of record of pairs", "список групп записей листа pairs"},
      {"record of a grouped sheet", "запись листа со строками групп"},
      {"record of printed columns", "запись о напечатанном столбце"},
      {"boolean", "да или нет"},
      {"что-то ещё", "что-то ещё"},
      {"", ""},
  };
  for (const auto& [english, russian] : kTable) EXPECT_EQ(translate_type(english), russian);
}

TEST(TypeWords, StandInRussianMessagesOnly) {
  const std::string_view arguments[] = {"+", "number", "list of text"};
  EXPECT_EQ(format_text(Kind::wrong_type, Language::russian, arguments),
            "+: здесь нужно «число», а стоит «список текстов»");
  EXPECT_EQ(format_text(Kind::wrong_type, Language::english, arguments),
            "+ needs number, and this is list of text");
}

}  // namespace
}  // namespace grif
