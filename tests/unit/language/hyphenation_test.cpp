#include "language/hyphenation.hpp"

#include <gtest/gtest.h>

namespace grif {
namespace {

std::string hyphenate(const Hyphenation& hyphenation, std::string word, int left = 2,
                      int right = 3) {
  std::vector<std::uint32_t> points;
  hyphenation.find_points(word, points, left, right);
  for (std::size_t i = points.size(); i-- > 0;) word.insert(points[i], "-");
  return word;
}

TEST(Hyphenation, FollowsLiang) {
  // The worked example of Liang's thesis, chapter 2.
  const Hyphenation english =
      Hyphenation::from_text("UTF-8\nhy3ph\nhe2n\nhena4\nhen5at\n1na\nn2at\n1tio\n2io\no2n\n");
  EXPECT_EQ(hyphenate(english, "hyphenation"), "hy-phen-ation");
  EXPECT_EQ(hyphenate(english, "Hyphenation"), "Hy-phen-ation");
  EXPECT_EQ(hyphenate(english, "hyphenation", 3, 3), "hyphen-ation");
  EXPECT_EQ(hyphenate(english, "hyphenation", 2, 6), "hy-phenation");
}

TEST(Hyphenation, ObeysWordsWrittenOut) {
  const Hyphenation hyphenation =
      Hyphenation::from_text("UTF-8\nа1б\nб1а\n%\n}\n\\hyphenation{\nаба-бабаба\nбабаба\n}\n");
  EXPECT_EQ(hyphenate(hyphenation, "абабабаба"), "аба-бабаба");
  EXPECT_EQ(hyphenate(hyphenation, "Бабаба"), "Бабаба");
  EXPECT_EQ(hyphenate(hyphenation, "бабабаб"), "ба-б-а-баб");
}

TEST(Hyphenation, TreatsBordersAndForbiddenPlaces) {
  const Hyphenation hyphenation = Hyphenation::from_text("UTF-8\n.ко2т\nко1т\nт1о.\nт1и\n");
  EXPECT_EQ(hyphenate(hyphenation, "котики", 1, 1), "кот-ики");
  EXPECT_EQ(hyphenate(hyphenation, "скотики", 1, 1), "ско-т-ики");
  EXPECT_EQ(hyphenate(hyphenation, "пальто", 1, 1), "пальт-о");
}

class RussianHyphenation : public testing::Test {
 protected:
  DiskWorld world;
  Sources sources;
  Diagnostics diagnostics;
  Hyphenation russian = Hyphenation::load(
      {"/nowhere/hyph_ru_RU.dic", "/usr/share/hyphen/hyph_ru_RU.dic"}, world, sources, diagnostics);
};

TEST_F(RussianHyphenation, BreaksWordsOfSchoolDocuments) {
  EXPECT_EQ(diagnostics.all().size(), 0U);
  for (const char* word :
       {"ад-ми-ни-стра-ция", "го-су-дар-ствен-ный", "от-вет-ствен-ный", "ре-гла-мент", "бюд-жет",
        "ме-ро-при-я-тие", "обу-ча-ю-щихся", "пе-да-го-ги-че-ский", "объ-ем-ный", "че-рес-чур"}) {
    std::string plain;
    for (const char* c = word; *c != '\0'; ++c)
      if (*c != '-') plain += *c;
    EXPECT_EQ(hyphenate(russian, plain), word);
  }
}

TEST_F(RussianHyphenation, TakesYoForYeAndCapitalsForSmallLetters) {
  EXPECT_EQ(hyphenate(russian, "объём", 2, 2), "объ-ём");
  EXPECT_EQ(hyphenate(russian, "АДМИНИСТРАЦИЯ"), "АД-МИ-НИ-СТРА-ЦИЯ");
}

TEST_F(RussianHyphenation, LeavesAloneWhatIsNotAWord) {
  EXPECT_EQ(hyphenate(russian, ""), "");
  EXPECT_EQ(hyphenate(russian, "да"), "да");
  EXPECT_EQ(hyphenate(russian, "сотку"), "сотку");
  EXPECT_EQ(hyphenate(russian, "2026"), "2026");
  EXPECT_EQ(hyphenate(russian, "учитель5"), "учитель5");
  std::string long_word;
  for (int i = 0; i < 32; ++i) long_word += "ба";
  EXPECT_EQ(hyphenate(russian, long_word), long_word);
}

TEST_F(RussianHyphenation, ReportsThatThereAreNoPatterns) {
  const Hyphenation none =
      Hyphenation::load({"/nowhere/a.dic", "/nowhere/b.dic"}, world, sources, diagnostics);
  EXPECT_EQ(hyphenate(none, "администрация"), "администрация");
  ASSERT_EQ(diagnostics.all().size(), 1U);
  EXPECT_EQ(diagnostics.all()[0].kind, Kind::hyphenation_missing);
  EXPECT_EQ(diagnostics.all()[0].text,
            "файла правил переноса нет (/nowhere/a.dic, /nowhere/b.dic): слова в узких столбцах не "
            "переносятся");
}

}  // namespace
}  // namespace grif
