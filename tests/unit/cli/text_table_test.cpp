#include "cli/text_table.hpp"

#include <gtest/gtest.h>

namespace grif {
namespace {

const TextTable kRows = {{"roadmap", "Дорожная карта", "docx,pdf"}, {"plan", "План", ""}};

TEST(TextTable, HasTabsForPrograms) {
  EXPECT_EQ(format_table(kRows, false), "roadmap\tДорожная карта\tdocx,pdf\nplan\tПлан\t\n");
}

TEST(TextTable, IsAlignedForPeople) {
  EXPECT_EQ(format_table(kRows, true),
            "roadmap  Дорожная карта  docx,pdf\n"
            "plan     План            \n");
}

TEST(TextTable, NeverBreaksALine) {
  EXPECT_EQ(format_table({{"a\tb", "c\nd"}}, false), "a b\tc d\n");
  EXPECT_EQ(format_table({}, true), "");
}

}  // namespace
}  // namespace grif
