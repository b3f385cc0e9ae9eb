#include <gtest/gtest.h>

#include "expand/template_text.hpp"

namespace grif::test {
namespace {

std::string pieces(std::string_view text) {
  Diagnostics diagnostics;
  std::string out;
  for (const TextPiece& piece : cut_template_text(text, Place::position(0, 3, 5), diagnostics)) {
    out += std::to_string(piece.place.line()) + ':' + std::to_string(piece.place.column());
    out += piece.is_expression ? " {" + piece.text + "}\n" : " '" + piece.text + "'\n";
  }
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    out += std::to_string(diagnostic.place.line()) + ':' +
           std::to_string(diagnostic.place.column()) + ' ' + diagnostic.text + '\n';
  }
  return out;
}

TEST(TemplateText, CutsExpressionsOutAndKnowsTheirPlaces) {
  EXPECT_EQ(pieces("Цель"), "3:5 'Цель'\n");
  EXPECT_EQ(pieces("{a}"), "3:6 {a}\n");
  EXPECT_EQ(pieces("№ {number} от\n {date}!"),
            "3:5 '№ '\n3:8 {number}\n3:15 ' от\n '\n4:3 {date}\n4:8 '!'\n");
  EXPECT_EQ(pieces(""), "");
}

TEST(TemplateText, DoubledBracesAreLiteral) {
  EXPECT_EQ(pieces("{{7*7}} {x}"), "3:5 '{7*7} '\n3:14 {x}\n");
  EXPECT_EQ(pieces("a}}"), "3:5 'a}'\n");
}

TEST(TemplateText, BracesInQuotesBelongToTheExpression) {
  EXPECT_EQ(pieces("{x | default: '}'}"), "3:6 {x | default: '}'}\n");
  EXPECT_EQ(pieces("{x | default: \"'}\"}"), "3:6 {x | default: \"'}\"}\n");
  EXPECT_EQ(pieces(R"({x | default: '\'}'})"), "3:6 {x | default: '\\'}'}\n");
}

TEST(TemplateText, UnmatchedBracesAreTold) {
  EXPECT_EQ(pieces("ab {x"), "3:8 фигурная скобка «{» без пары\n");
  EXPECT_EQ(pieces("ы }"), "3:7 фигурная скобка «}» без пары\n");
  EXPECT_EQ(pieces("{x | default: '}"), "3:5 фигурная скобка «{» без пары\n");
}

TEST(TemplateText, WhiteSpaceCollapsesButNotNoBreakSpace) {
  EXPECT_EQ(collapse_white_space("\n   а\t б\u00a0 в  "), " а б\u00a0 в ");
  EXPECT_TRUE(is_white_space(" \n\t\r"));
  EXPECT_FALSE(is_white_space(" \u00a0"));
}

TEST(TemplateText, LoopCountersBecomeLocals) {
  EXPECT_EQ(name_loop_counters("loop.number ~ '.' ~ loop.last"), "loop_number ~ '.' ~ loop_last");
  EXPECT_EQ(name_loop_counters("'loop.index' ~ \"loop.first\""), "'loop.index' ~ \"loop.first\"");
  EXPECT_EQ(name_loop_counters(R"('\'loop.index')"), R"('\'loop.index')");
  EXPECT_EQ(name_loop_counters("x.loop.index + myloop.index + loop.indexes + loop.x"),
            "x.loop.index + myloop.index + loop.indexes + loop.x");
  EXPECT_EQ(name_loop_counters("(loop.index)"), "(loop_index)");
}

TEST(TemplateText, NamesAreLatin) {
  EXPECT_TRUE(is_valid_name("a_1"));
  EXPECT_FALSE(is_valid_name(""));
  EXPECT_FALSE(is_valid_name("1a"));
  EXPECT_FALSE(is_valid_name("a-b"));
  EXPECT_FALSE(is_valid_name("имя"));
}

}  // namespace
}  // namespace grif::test
