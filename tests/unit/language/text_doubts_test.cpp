#include "language/text_doubts.hpp"

#include <gtest/gtest.h>

namespace grif {
namespace {

std::string name_of(TextDoubt::Kind kind) {
  switch (kind) {
    case TextDoubt::Kind::latin_letters:
      return "latin";
    case TextDoubt::Kind::cyrillic_letters:
      return "cyrillic";
    case TextDoubt::Kind::invisible:
      return "invisible";
    case TextDoubt::Kind::lost:
      return "lost";
    case TextDoubt::Kind::open_quote:
      return "open";
    case TextDoubt::Kind::stray_quote:
      return "stray";
  }
  return "?";
}

/// `latin школa (a)`, one a line.
std::string write(const std::vector<TextDoubt>& doubts) {
  std::string out;
  for (const TextDoubt& doubt : doubts) {
    out += name_of(doubt.kind) + ' ' + doubt.shown;
    if (!doubt.detail.empty()) out += " (" + doubt.detail + ')';
    out += '\n';
  }
  return out;
}
std::string letters(std::string_view text) { return write(find_text_doubts(text)); }

std::string quotes(std::initializer_list<std::string_view> texts) {
  std::vector<TextDoubt> doubts;
  QuoteBalance balance;
  for (const std::string_view text : texts) balance.read(text, doubts);
  std::string out = write(doubts);
  for (const QuoteBalance::Open& open : balance.open())
    out += std::to_string(open.text) + ": " + write({open.doubt});
  return out;
}

TEST(TextDoubts, NameLatinLettersInRussianWords) {
  EXPECT_EQ(letters("Сентябpь, шкoлa"), "latin Сентябpь (p)\nlatin шкoлa (o, a)\n");
  EXPECT_EQ(letters("ВСЕPОССИЙСКИЙ"), "latin ВСЕPОССИЙСКИЙ (P)\n");
  EXPECT_EQ(letters("в шкoле и шкoле"), "latin шкoле (o)\n") << "each word once";
  EXPECT_EQ(find_text_doubts("а шкoла").front().offset, 3U);
}

TEST(TextDoubts, NameRussianLettersInLatinWords) {
  EXPECT_EQ(letters("IТ-куб, ХIХ век"), "cyrillic IТ (Т)\ncyrillic ХIХ (Х)\n");
  EXPECT_EQ(letters("Wоrd"), "cyrillic Wоrd (о)\n");
}

TEST(TextDoubts, LeaveNamesOfTwoScriptsAlone) {
  EXPECT_EQ(letters("ПушкINка, Wi-Fi-сеть, IT-куб, 3D-принтер, e-mail, VK, кВт, §5, XXI век, №7б"),
            "");
  EXPECT_EQ(letters("сайт https://школа.рф/docs, почта ab@mail.ru"), "");
  EXPECT_EQ(letters("Microsoft Office"), "");
  EXPECT_EQ(letters("Ученик α-группы, µм, Ёлка, ґанок"), "");
}

TEST(TextDoubts, NameRussianWordsOfOneLatinLetter) {
  EXPECT_EQ(letters("c 1 сентября"), "latin c (c)\n");
  EXPECT_EQ(letters("отчёт o работе"), "latin o (o)\n");
  EXPECT_EQ(letters("B школе учатся. K маю готов план"), "latin B (B)\nlatin K (K)\n");
  EXPECT_EQ(letters("работа (c семьёй) c «Радугой»"), "latin c (c)\n");
}

TEST(TextDoubts, LeaveLettersThatNameSomethingAlone) {
  EXPECT_EQ(letters("витамин C нужен, 5 A класс, a) первое, гепатит B"), "");
  EXPECT_EQ(letters("Язык C и язык программирования Python: c нуля"), "") << "foreign words about";
  EXPECT_EQ(letters("точка x у оси"), "");
  EXPECT_EQ(letters("буква c"), "");
}

TEST(TextDoubts, NameSignsWithoutAShape) {
  EXPECT_EQ(letters("при\u200Bказ\u200B"), "invisible U+200B\n") << "each once";
  EXPECT_EQ(letters("\uFEFFплан"), "invisible U+FEFF\n");
  EXPECT_EQ(letters("план\u202E"), "invisible U+202E\n");
  EXPECT_EQ(letters(std::string_view("план\x01 1", 11)), "invisible U+0001\n");
  EXPECT_EQ(letters("план\u0085"), "invisible U+0085\n");
}

TEST(TextDoubts, NameSignsThatStandForLostOnes) {
  EXPECT_EQ(letters("\uF0B7 первое"), "lost U+F0B7\n");
  EXPECT_EQ(letters("нов\uFFFDй"), "lost U+FFFD\n");
}

TEST(TextDoubts, LeaveSignsOfTypographyAlone) {
  EXPECT_EQ(letters("1\u00A0сентября, ре\u00ADализация, 5\u202F%, а\u2011б\n\tв\r\n"), "");
  EXPECT_EQ(letters("👩\u200D🏫 учитель"), "");
  EXPECT_EQ(letters(""), "");
}

TEST(QuoteBalances, OfClosedQuotesAreSilent) {
  EXPECT_EQ(quotes({"«Радуга»", "„Радуга“", "“Rainbow”", "\"Радуга\"", "„Радуга”", ""}), "");
  EXPECT_EQ(quotes({"МБОУ «Школа „Радуга“»"}), "");
  EXPECT_EQ(quotes({"МБОУ «Школа «Радуга»"}), "") << "one mark closes both";
  EXPECT_EQ(quotes({"МБОУ «Школа «Радуга»»"}), "");
  EXPECT_EQ(quotes({"экран 27\" и 5\""}), "") << "inches";
}

TEST(QuoteBalances, NameMarksThatNothingCloses) {
  EXPECT_EQ(quotes({"клуб «Радуга"}), "0: open «Радуга\n");
  EXPECT_EQ(quotes({"клуб «Лоцманы большой воды и их друзья, все"}),
            "0: open «Лоцманы большой воды и их …\n");
  EXPECT_EQ(quotes({"\"Радуга и \"Весна\""}), "0: open \"Радуга и \"Весна\"\n");
  EXPECT_EQ(quotes({"„Радуга»"}), "stray „Радуга»\n0: open „Радуга»\n");
}

TEST(QuoteBalances, NameMarksThatCloseNothing) {
  EXPECT_EQ(quotes({"клуб Радуга»"}), "stray клуб Радуга»\n");
  EXPECT_EQ(quotes({"участие в работе большого клуба Радуга»"}),
            "stray … большого клуба Радуга»\n");
  EXPECT_EQ(quotes({"«Радуга»»"}), "stray «Радуга»»\n");
}

TEST(QuoteBalances, GoOnFromTextToText) {
  EXPECT_EQ(quotes({"«Лоцманы", "большой воды»"}), "");
  EXPECT_EQ(quotes({"Программа", "«Лоцманы", "большой воды"}), "1: open «Лоцманы\n");
}

}  // namespace
}  // namespace grif
