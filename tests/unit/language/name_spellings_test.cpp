#include "language/name_spellings.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace grif {
namespace {

/// «number kind: written / usual @ first text of it, times», a line each.
std::string doubts(const std::vector<std::string_view>& texts) {
  NameSpellings names(std::vector<std::string>{"программа"});
  for (std::uint32_t i = 0; i < texts.size(); ++i) names.read(texts[i], i);
  std::string out;
  for (const NameDoubt& doubt : names.find_doubts()) {
    const char* const kinds[] = {"spelt", "looks", "called"};
    out += std::to_string(doubt.text) + " " + kinds[static_cast<int>(doubt.kind)] + ": " +
           doubt.written + " / " + doubt.usual + " @" + std::to_string(doubt.usual_text) + " x" +
           std::to_string(doubt.times) + "\n";
  }
  return out;
}

TEST(NameSpellings, OneSpellingIsNoDoubt) {
  EXPECT_EQ(doubts({"МБОУ «Лицей № 21»", "директор лицея № 21", "в МБОУ «Лицей № 21»"}), "");
  EXPECT_EQ(doubts({}), "");
  EXPECT_EQ(doubts({"", "слова без названий", "№", "«", "«»"}), "");
}

TEST(NameSpellings, BlanksAtTheSignOfANumber) {
  EXPECT_EQ(doubts({"МБОУ «Лицей № 21»", "МБОУ «Лицей № 21»", "директор МБОУ «Лицей№21»",
                    "лицея №21", "СОШ № 5", "СОШ №5"}),
            "2 spelt: Лицей№21 / Лицей № 21 @0 x2\n"
            "3 spelt: лицея №21 / Лицей № 21 @0 x2\n"
            "5 spelt: СОШ №5 / СОШ № 5 @4 x1\n");
}

TEST(NameSpellings, OtherNumbersAreOtherNames) {
  EXPECT_EQ(doubts({"Лицей № 21", "Лицей №12", "школа № 3", "гимназия №3", "приказ №3",
                    "приказ № 3", "протокол № 1", "протокол №1"}),
            "");
}

TEST(NameSpellings, BlanksHyphensAndCapitalsInQuotationMarks) {
  EXPECT_EQ(doubts({"центр «Точка роста»", "центр \"Точка Роста\"", "в «Точка роста»",
                    "центр „Точка-роста“", "ЦЕНТР «ТОЧКА РОСТА»"}),
            "1 spelt: Точка Роста / Точка роста @0 x2\n"
            "3 spelt: Точка-роста / Точка роста @0 x2\n");
  // Which dash, which quotation marks, ё and line breaks do not matter.
  EXPECT_EQ(doubts({"центр «Лёд – вода»", "центр \"Лед - вода\"", "центр «Лёд —\nвода»"}), "");
}

TEST(NameSpellings, OnlyOfOrganisationsAndWhatThePackNames) {
  EXPECT_EQ(doubts({"беседа «Мой выбор»", "беседа «Мой Выбор»"}), "");
  EXPECT_EQ(doubts({"программа «Мой выбор»", "беседа «Мой Выбор»"}),
            "1 spelt: Мой Выбор / Мой выбор @0 x1\n");
}

TEST(NameSpellings, TheInnermostNameCounts) {
  EXPECT_EQ(doubts({"МБУ ДО «ДТ «Юность»", "МБУ ДО «ДТ «Юность»", "ДТ «ЮНость»"}),
            "2 spelt: ЮНость / Юность @0 x2\n");
}

TEST(NameSpellings, GluedLegalForms) {
  EXPECT_EQ(doubts({"в ГАПОУ ПМТ", "педагоги ГАПОУ ПМТ", "ГАПОУПМТ", "ПЛАН", "ГАПОУ"}),
            "2 spelt: ГАПОУПМТ / ГАПОУ ПМТ @0 x2\n");
}

TEST(NameSpellings, ALetterOtherwise) {
  const std::vector<std::string_view> often(3, "клуб школы «Радуга-центр»");
  std::vector<std::string_view> texts = often;
  texts.insert(texts.end(), {"«Раудга-центр»", "«Радуга-центра»", "«Радуга-центр 2»"});
  EXPECT_EQ(doubts(texts), "3 looks: Раудга-центр / Радуга-центр @0 x3\n");
  // Two of a kind prove nothing.
  EXPECT_EQ(doubts({"школа «Радуга-центр»", "школа «Радуга-центр»", "«Раудга-центр»"}), "");
  EXPECT_EQ(doubts({"ГБПОУ КГТТ", "ГБПОУ КГТТ", "ГБПОУ КГТТ", "ГБПОУ КГТУ"}), "");  // an ending
}

TEST(NameSpellings, WordsLostFromADescription) {
  EXPECT_EQ(doubts({"Программа помощи с одарёнными и смелыми детьми «Шаг»",
                    "участники программы помощи с одаренными и смелыми детьми «Шаг»",
                    "цели программы помощи с одарёнными детьми «Шаг»", "программа «Шаг»",
                    "программа помощи «Шаг»", "в программе другие люди. «Шаг»",
                    "программа встреч «Шаг»"}),
            "2 called: программы помощи с одарёнными детьми «Шаг» / "
            "Программа помощи с одарёнными и смелыми детьми «Шаг» @0 x2\n");
}

TEST(NameSpellings, ATextTellsOfANameOnce) {
  EXPECT_EQ(doubts({"Лицей № 21, Лицей № 21", "лицей №21 и лицей №21"}),
            "1 spelt: лицей №21 / Лицей № 21 @0 x2\n");
}

}  // namespace
}  // namespace grif
