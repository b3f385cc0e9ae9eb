#include "language/typography.hpp"

#include <string>

#include <gtest/gtest.h>

namespace grif {
namespace {

/// The text with every bound blank shown as `~`.
std::string bind(std::string text) {
  std::vector<std::uint32_t> offsets;
  find_bound_spaces(text, offsets);
  for (const std::uint32_t at : offsets) {
    EXPECT_EQ(text.at(at), ' ');
    text[at] = '~';
  }
  return text;
}

TEST(BoundSpaces, HoldInitialsAndSurnamesTogether) {
  EXPECT_EQ(bind("директор И. И. Иванов"), "директор И.~И.~Иванов");
  EXPECT_EQ(bind("учитель Петрова-Водкина А.С., завуч"), "учитель Петрова-Водкина~А.С., завуч");
  EXPECT_EQ(bind("(Иванов И. О.)"), "(Иванов~И.~О.)");
  EXPECT_EQ(bind("согласно А.С. Орлову"), "согласно А.С.~Орлову");
  EXPECT_EQ(bind("в школе. Иванов вышел. Он"), "в школе. Иванов вышел. Он");
}

TEST(BoundSpaces, HoldNumberSignsAndNumbersTogether) {
  EXPECT_EQ(bind("приказ № 118 и § 3"), "приказ №~118 и §~3");
  EXPECT_EQ(bind("(№ 5)"), "(№~5)");
  EXPECT_EQ(bind("всего 1 284 567 рублей"), "всего 1~284~567 рублей");
  EXPECT_EQ(bind("1 234,56 и 2022 2023 годы"), "1~234,56 и 2022 2023 годы");
}

TEST(BoundSpaces, HoldDatesTogether) {
  EXPECT_EQ(bind("22 ноября 2026 г. и 1 мая, «1» сентября 2020 года"),
            "22~ноября 2026~г. и 1~мая, «1»~сентября 2020 года");
  EXPECT_EQ(bind("2022–2024 гг., 2020 г.)"), "2022–2024~гг., 2020~г.)");
  EXPECT_EQ(bind("5 Ноября"), "5 Ноября");
}

TEST(BoundSpaces, HoldNumbersAndUnitsTogether) {
  EXPECT_EQ(bind("70 % из 34 чел. за 5 тыс. руб. или 10 ₽"),
            "70~% из 34~чел. за 5~тыс. руб. или 10~₽");
  EXPECT_EQ(bind("2 ч. Беседа; 3 мин."), "2~ч. Беседа; 3~мин.");
  EXPECT_EQ(bind("5 мероприятий"), "5 мероприятий");
}

TEST(BoundSpaces, StandAfterAbbreviations) {
  EXPECT_EQ(bind("г. Курск, ул. Мира, д. 5, ст. 351.8, п. 2, зам. директора"),
            "г.~Курск, ул.~Мира, д.~5, ст.~351.8, п.~2, зам.~директора");
  EXPECT_EQ(bind("с. Валуевка (им. Пушкина), тел. 8"), "с.~Валуевка (им.~Пушкина), тел.~8");
  EXPECT_EQ(bind("в 2026 г. Директор"), "в 2026~г. Директор");
  EXPECT_EQ(bind("в конце г. стоит"), "в конце г. стоит");
  EXPECT_EQ(bind("5 стр. текста, стр. 5"), "5~стр. текста, стр.~5");
}

TEST(BoundSpaces, StandInsideFixedAbbreviations) {
  EXPECT_EQ(bind("книги и т. д., тетради и т.п. и др. люди"),
            "книги и~т.~д., тетради и~т.п. и~др. люди");
  EXPECT_EQ(bind("т. е. так; и пр. вещи"), "т.~е. так; и~пр. вещи");
}

TEST(BoundSpaces, StandBeforeADash) {
  EXPECT_EQ(bind("наставник — педагог – ученик - гость"), "наставник~— педагог~– ученик~- гость");
  EXPECT_EQ(bind("– с тире"), "– с тире");
  EXPECT_EQ(bind("учитель-ученик и -5"), "учитель-ученик и -5");
}

TEST(BoundSpaces, AreSingleBlanksOnly) {
  EXPECT_EQ(bind("№  5"), "№  5");
  EXPECT_EQ(bind("№\t5 №\n5"), "№\t5 №\n5");
  EXPECT_EQ(bind("№\u00A0К г.\u00A0Курск"), "№\u00A0К г.\u00A0Курск");
  EXPECT_EQ(bind(""), "");
  EXPECT_EQ(bind(" "), " ");
  EXPECT_EQ(bind("  № "), "  № ");
}

TEST(BoundSpaces, AreAppendedInOrder) {
  std::vector<std::uint32_t> offsets = {99};
  find_bound_spaces("№ 1 и № 2", offsets);
  EXPECT_EQ(offsets, (std::vector<std::uint32_t>{99, 3, 12}));
}

}  // namespace
}  // namespace grif
