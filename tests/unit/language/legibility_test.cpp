#include "language/legibility.hpp"

#include <gtest/gtest.h>

#include "core/text.hpp"

namespace grif {
namespace {

/// `illegible of words: examples`.
std::string judge(std::string_view text) {
  Legibility legibility;
  legibility.read(text);
  return std::to_string(legibility.illegible()) + " of " + std::to_string(legibility.words()) +
         ": " + join(legibility.examples(), " ");
}

TEST(Legible, AreWordsNumbersAndNames) {
  EXPECT_EQ(judge("Проведение собраний для 5-х и 10А классов, СПДТЮ, МБОУ СОШ № 5, 1-го сентября"),
            "0 of 8: ");
  EXPECT_EQ(judge("ПушкINка"), "1 of 1: ПушкINка") << "one such word is no scan";
  EXPECT_EQ(judge("Wi-Fi, e-mail, IT-куб, Microsoft Office, iPhone, YouTube"), "0 of 6: ");
  EXPECT_EQ(judge("директор@школа.рф https://школа.рф/doc1a2 ______ № 21/1-ОД"), "0 of 0: ");
  EXPECT_EQ(judge("Сентябpь, шкoлa"), "0 of 2: ") << "look-alikes are read as they look";
  EXPECT_EQ(judge(""), "0 of 0: ");
}

TEST(Legible, AreNotWordsOfABadScan) {
  EXPECT_EQ(judge("Меропрuятuе Пр0веденuе сентя6рь"), "3 of 3: Меропрuятuе Пр0веденuе сентя6рь");
  EXPECT_EQ(judge("lI|;;1 ''~;|||l ° текст"), "4 of 5: lI| ''~ |||l °");
  EXPECT_EQ(judge("пРоВеДение собраний"), "1 of 2: пРоВеДение");
  EXPECT_EQ(judge("вткрщ план"), "1 of 2: вткрщ");
}

TEST(Legible, NeedsMoreThanAFewFaultsToBeRefused) {
  const auto is_refused = [](int bad, int good) {
    Legibility legibility;
    for (int i = 0; i < bad; ++i) legibility.read("с0бранuе");
    for (int i = 0; i < good; ++i) legibility.read("собрание");
    return legibility.is_illegible();
  };
  EXPECT_FALSE(is_refused(5, 0));
  EXPECT_TRUE(is_refused(6, 0));
  EXPECT_TRUE(is_refused(6, 12));
  EXPECT_FALSE(is_refused(6, 13));
}

TEST(Legible, IsJudgedByTheFirstWords) {
  Legibility legibility;
  std::string text;
  for (std::size_t i = 0; i < Legibility::kEnough + 100; ++i) text += "собрание ";
  legibility.read(text);
  EXPECT_TRUE(legibility.has_enough());
  EXPECT_EQ(legibility.words(), Legibility::kEnough);
}

}  // namespace
}  // namespace grif
