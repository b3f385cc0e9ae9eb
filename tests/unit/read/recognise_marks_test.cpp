// The letterhead, approval marks and sentences above a table typed for print.

#include "read/recognise_marks.hpp"

#include "unit/read/recognise_support.hpp"

namespace grif {
namespace {

using recognition::is_sentence;
using recognition::MarkElements;

constexpr std::string_view kTable =
    "№ | Мероприятия | Сроки | Ответственные\n1 | Беседа | май | завуч\n";

Recognised above(std::string_view lines) {
  return Recognised("== Лист1\n" + std::string(lines) + std::string(kTable));
}

TEST(Sentences, HaveAFullStopOrAColon) {
  for (const char* yes : {"Настоящий план действует до конца учебного года.",
                          "Пояснительная записка: план составлен на основании программы лицея",
                          "Основание: программа лицея."})
    EXPECT_TRUE(is_sentence(yes)) << yes;
  for (const char* no :
       {"", "План мероприятий", "внедрения модели наставничества на 2026–2027 учебный год",
        "на базе лицея № 7 города Приозёрска на 2026 г.", "Директор лицея ______ И.И. Лесной",
        "Программа: вместе к успеху", "Председатель педагогического совета лицея Лесной И.И."})
    EXPECT_FALSE(is_sentence(no)) << no;
}

TEST(MarkElements, EndWhereTheyAreComplete) {
  MarkElements mark("УТВЕРЖДАЮ", false);
  EXPECT_TRUE(mark.accept("Директор МБОУ «Лицей № 7»", false));
  mark.add("Директор МБОУ «Лицей № 7»");
  EXPECT_TRUE(mark.accept("города Приозёрска", false));
  EXPECT_TRUE(mark.accept("________ И.И. Лесной", true));
  mark.add("________ И.И. Лесной");
  EXPECT_FALSE(mark.accept("План", true));
  EXPECT_FALSE(mark.accept("План", false));
  EXPECT_TRUE(mark.accept("«___» ________ 2026 г.", true));
  EXPECT_TRUE(mark.accept("Приказ от 01.09.2026 № 5", false));
  mark.add("«___» ________ 2026 г.");
  EXPECT_TRUE(mark.accept("М.П.", false));
  EXPECT_FALSE(mark.accept("Завуч", false));
  EXPECT_FALSE(mark.accept("2026–2027 учебный год", false));
  EXPECT_FALSE(mark.accept("Настоящий план действует до конца учебного года.", false));
}

TEST(MarkElements, OfAnActMayGoOnWithAPost) {
  MarkElements mark("УТВЕРЖДЕНО приказом лицея от 01.09.2026 № 5", false);
  EXPECT_TRUE(mark.accept("Директор лицея", true));
  EXPECT_FALSE(mark.accept("Перспективы года", false));
  EXPECT_TRUE(mark.accept("И.И. Лесной", true));
}

TEST(MarkElements, OfAnAnnexEndWithItsAct) {
  EXPECT_FALSE(MarkElements("Приложение № 1 к приказу лицея от 01.09.2026 № 5", true)
                   .accept("МБОУ «Лицей № 7»", false));
  MarkElements mark("Приложение № 1", true);
  EXPECT_FALSE(mark.accept("МБОУ «Лицей № 7»", false));
  EXPECT_TRUE(mark.accept("к приказу", false));
  mark.add("к приказу");
  EXPECT_TRUE(mark.accept("МБОУ «Лицей № 7»", false));
  mark.add("МБОУ «Лицей № 7»");
  EXPECT_TRUE(mark.accept("от 01.09.2026 № 5", false));
  mark.add("от 01.09.2026 № 5");
  EXPECT_FALSE(mark.accept("г. Приозёрск", false));
  MarkElements short_mark("Приложение\nк приказу от 01.09.2026 № 5", true);
  EXPECT_FALSE(short_mark.accept("г. Приозёрск", false));
}

TEST(Letterhead, StandsAboveTheMarks) {
  const Recognised r = above(R"(Комитет образования | < | < | <
МБОУ «Лицей № 7» | < | < | <
г. Приозёрск, ул. Лесная, д. 5 | < | < | <
.
СОГЛАСОВАНО | | УТВЕРЖДАЮ
советом лицея | | Директор
 | | И.И. Лесной
Основной этап | < | < | <
)");
  EXPECT_EQ(r.lines("roadmap_title"),
            "Комитет образования | letterhead | -\nМБОУ «Лицей № 7» | letterhead | -\n"
            "г. Приозёрск, ул. Лесная, д. 5 | letterhead | -\nОсновной этап | title | -\n");
  EXPECT_EQ(r.lines("roadmap_marks"),
            "left | СОГЛАСОВАНО¶советом лицея | 3\nright | УТВЕРЖДАЮ¶Директор¶И.И. Лесной | 3\n");
}

TEST(Letterhead, MayStandBelowTheMarkOfAnAnnex) {
  const Recognised r = above(R"(Приложение № 1
к приказу от 01.09.2026 № 5
МБОУ «Лицей № 7»
 | | Утверждаю
 | | Директор И.И. Лесной
Дорожная карта
)");
  EXPECT_EQ(r.lines("roadmap_title"),
            "МБОУ «Лицей № 7» | letterhead | -\nДорожная карта | title | -\n");
  EXPECT_EQ(r.lines("roadmap_marks"),
            "right | Приложение № 1¶к приказу от 01.09.2026 № 5 | 0\n"
            "right | Утверждаю¶Директор И.И. Лесной | 1\n");
}

TEST(Letterhead, InTheCornerStandsBesideTheMark) {
  const Recognised r = above(R"(МБОУ «Лицей № 7» | | УТВЕРЖДАЮ
г. Приозёрск | | Директор
 | | И.И. Лесной
План | < | < | <
)");
  EXPECT_EQ(
      r.lines("roadmap_marks"),
      "right | УТВЕРЖДАЮ¶Директор¶И.И. Лесной | 0\nleft | МБОУ «Лицей № 7»¶г. Приозёрск | 0\n");
  EXPECT_EQ(r.lines("roadmap_title"), "План | title | -\n");
}

TEST(Letterhead, IsNoTitleThatStandsAboveTheMarks) {
  const Recognised r = above("Дорожная карта лицея\n | | УТВЕРЖДАЮ\n | | Директор\n");
  EXPECT_EQ(r.lines("roadmap_title"), "Дорожная карта лицея | title | -\n");
}

TEST(Letterhead, WithoutMarksLeavesTheTitleToTheLineThatNamesTheTable) {
  const Recognised r = above(
      "Приложение 1 к приказу от 01.09.2026 № 5\nЛицей № 7\nг. Приозёрск\nДорожная карта\nна год\n");
  EXPECT_EQ(
      r.lines("roadmap_title"),
      "Лицей № 7 | subtitle | -\nг. Приозёрск | place | -\nДорожная карта | title | -\nна год | title | -\n");
}

TEST(Marks, ThreeBesideEachOtherKeepTheirLinesApart) {
  const Recognised r = above(R"(Согласовано | Принято | | Утверждаю
с родителями | педсоветом | | директор
протокол № 1 | протокол № 2 | | И.И. Лесной
)");
  EXPECT_EQ(
      r.lines("roadmap_marks"),
      "left | Согласовано¶с родителями¶протокол № 1 | 0\n"
      "left | Принято¶педсоветом¶протокол № 2 | 0\nright | Утверждаю¶директор¶И.И. Лесной | 0\n");
}

TEST(Marks, DoNotTakeSentencesOrFactsBelowThem) {
  const Recognised r = above(R"(УТВЕРЖДАЮ
Директор лицея
Пояснительная записка: план рассчитан на один учебный
год и все классы
Сроки реализации: 2026 год
План на год
)");
  EXPECT_EQ(r.lines("roadmap_marks"), "left | УТВЕРЖДАЮ¶Директор лицея | 0\n");
  EXPECT_EQ(
      r.lines("roadmap_title"),
      "Пояснительная записка: план рассчитан на один учебный | text | -\n"
      "год и все классы | text | -\nСроки реализации: 2026 год | terms | -\nПлан на год | subtitle | -\n");
}

TEST(Sentences, BelowTheTitleAreTextAndSmallLettersGoOnWithIt) {
  const Recognised r = above(R"(Дорожная карта
по наставничеству для учащихся пятых классов.
Карта принята на общем собрании лицея.
Раздел первый
)");
  EXPECT_EQ(
      r.lines("roadmap_title"),
      "Дорожная карта | title | -\nпо наставничеству для учащихся пятых классов. | title | -\n"
      "Карта принята на общем собрании лицея. | text | -\nРаздел первый | subtitle | -\n");
}

}  // namespace
}  // namespace grif
