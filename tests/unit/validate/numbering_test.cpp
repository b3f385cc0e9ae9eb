#include "unit/validate/checked.hpp"

namespace grif {
namespace {

std::string kinds(std::string_view rows) {
  const Checked checked("== roadmap [printed]\nnumber | activity | term\n" + std::string(rows),
                        mentoring_pack().schema);
  return checked.kinds();
}

TEST(Numbering, InOrderIsSilent) {
  EXPECT_EQ(kinds("group: 1. | а\n1.1 | б\n1.2. | в\nresult: Результат: | \ngroup: 2 | а\n#2.1 | "
                  "б\n2.2 | в\n"),
            "");
  EXPECT_EQ(kinds("group: | Этап 1\n1 | а\n2) | б\ngroup: | Этап 2\n1 | а\n2 | б\n"), "");
  EXPECT_EQ(kinds("group: I. | а\n1 | б\n2 | в\ngroup: II. | а\n3 | б\n"), "")
      << "numbers may also go on from stage to stage";
  EXPECT_EQ(kinds("1.1.1 | а\n1.1.2 | б\n1.2.1 | в\n"), "");
  EXPECT_EQ(kinds("- | а\n• | б\n"), "");
}

TEST(Numbering, TellsOfDoubles) {
  EXPECT_EQ(kinds("group: 1 | а\n1.1 | б\n1.2 | в\n1.2. | г\n1.3 | д\n"),
            "roadmap!A5: warning[number-twice] <- roadmap!A4\n");
  EXPECT_EQ(kinds("group: 1 | а\n1.1 | б\ngroup: 1 | в\n1.2 | д\n"),
            "roadmap!A4: warning[number-twice] <- roadmap!A2\n");
}

TEST(Numbering, ANumberThatASpreadsheetMayHaveShortenedSaysSo) {
  const Checked checked(
      "== roadmap\nnumber | activity\ngroup: #1 | а\n#1.1 | б\n#1.2 | в\n#1.1 | г\n",
      mentoring_pack().schema);
  EXPECT_EQ(checked.messages(),
            "a.xlsx:roadmap!A5: warning[number-twice]: number 1.1 stands above already; if 1.10 "
            "was typed, a spreadsheet keeps it as the number 1.1\n"
            "    a.xlsx:roadmap!A3: 1.1\n"
            "    if 1.10 is meant, give the column the format of text and type it again; otherwise "
            "renumber the rows, or join a row that a page break tore\n");
}

TEST(Numbering, ATitleThatStandsTwiceIsNoNumber) {
  const Checked checked(
      "== roadmap\nnumber | activity\ngroup: Этап 1. Подготовка | \n1.1 | б\n"
      "group: Этап 1. Подготовка | \n1.2 | в\n",
      mentoring_pack().schema);
  EXPECT_EQ(checked.messages(),
            "a.xlsx:roadmap!A4: warning[title-twice]: «Этап 1. Подготовка» stands above already\n"
            "    a.xlsx:roadmap!A2: Этап 1. Подготовка\n"
            "    rename the row, or join a row that a page break tore\n");
}

TEST(Numbering, TellsOfGapsAndOrder) {
  EXPECT_EQ(kinds("group: 1 | а\n1.1 | б\n1.3 | в\n1.2 | г\ngroup: 3 | д\n3.2 | е\n"),
            "roadmap!A4: warning[number-gap]\nroadmap!A5: warning[number-order]\n"
            "roadmap!A6: warning[number-gap]\nroadmap!A7: warning[number-gap]\n");
  const Checked checked("== roadmap\nnumber | activity\ngroup: 7 | а\n7.1 | б\n7.3 | в\n7.2 | г\n",
                        mentoring_pack().schema);
  EXPECT_EQ(checked.messages(),
            "a.xlsx:roadmap!A2: warning[number-gap]: number 7 stands where 1 was expected\n"
            "    see whether a row was lost\n"
            "a.xlsx:roadmap!A4: warning[number-gap]: number 7.3 stands where 7.2 was expected\n"
            "    see whether a row was lost\n"
            "a.xlsx:roadmap!A5: warning[number-order]: number 7.2 stands after 7.3\n"
            "    move the rows or correct the number\n");
}

TEST(Numbering, TellsOfNumbersUnderAnotherStage) {
  const Checked checked(
      "== roadmap\nnumber | activity\ngroup: 1. | а\n1.1 | б\n2.1 | в\ngroup: 2. | г\n2.1 | д\n",
      mentoring_pack().schema);
  EXPECT_EQ(checked.messages(),
            "a.xlsx:roadmap!A4: warning[number-of-other-group]: number 2.1 stands under number 1\n"
            "    move the row to its group or correct the number\n"
            "a.xlsx:roadmap!A6: warning[number-twice]: number 2.1 stands above already\n"
            "    a.xlsx:roadmap!A4: 2.1\n"
            "    renumber the rows, or join a row that a page break tore\n");
}

TEST(Numbering, TellsOfRowsWithoutANumberWhereOthersHaveOne) {
  EXPECT_EQ(kinds("group: 1 | а\n1.1 | б\n | в\n1.2 | г\n^ | д\n"),
            "roadmap!A4: warning[number-missing]\n");
  EXPECT_EQ(kinds("1 | а\n | б\n | в\n"), "");
}

TEST(Numbering, KnowsWhatSpreadsheetsDoToTen) {
  std::string rows = "group: #1 | а\n";
  for (int i = 1; i < 10; ++i) rows += "#1." + std::to_string(i) + " | б\n";
  const Checked checked("== roadmap\nnumber | activity\n" + rows + "#1.1 | в\n",
                        mentoring_pack().schema);
  EXPECT_EQ(checked.messages(),
            "a.xlsx:roadmap!A12: warning[number-lost-zero]: 1.1 stands where 1.10 is due: a "
            "spreadsheet keeps 1.10 as the number 1.1\n"
            "    give the column the format of text and type 1.10\n");
}

TEST(Numbering, WrittenOtherwiseThanMostIsTold) {
  EXPECT_EQ(kinds("1.1 | а\n1.2 | б\n1.3. | в\n1.4 | г\n1.5 | д\n"),
            "roadmap!A4: note[number-style]\n");
  EXPECT_EQ(kinds("1.1. | а\n1.2. | б\n1.3 | в\n1.4. | г\n1.5. | д\n"),
            "roadmap!A4: note[number-style]\n");
  EXPECT_EQ(kinds("1.1 | а\n1.2. | б\n1.3. | в\n1.4 | г\n1.5 | д\n1.6 | е\n1.7 | ж\n"), "")
      << "too many";
  EXPECT_EQ(kinds("group: 1. | а\n1.1 | б\n1.2 | в\n1.3 | г\n1.4 | д\n"), "")
      << "stages have a stop";
}

}  // namespace
}  // namespace grif
