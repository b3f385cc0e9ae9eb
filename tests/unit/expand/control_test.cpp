#include <gtest/gtest.h>

#include "school.hpp"

namespace grif::test {
namespace {

const std::string kLong(100'000, 'x');

class Control : public ::testing::Test {
 protected:
  void SetUp() override {
    for (const char* name : {"Анна", "Борис", "Вера"}) {
      school.add_pupil({Value::text(name), Value::integer(name[1] == '\x90' ? 5 : 3)});
    }
  }
  std::string text(std::string_view content) {
    const auto result = school.body(content);
    EXPECT_EQ(result.messages, "");
    return result.text;
  }
  School school;
};

TEST_F(Control, ForCountsItsItems) {
  EXPECT_EQ(
      text(
          "<for each='p' in='pupils'><paragraph>{loop.number}/{loop.index}. {p.name}"
          "<if test='loop.first'> первая</if><if test='loop.last'> последняя</if></paragraph></for>"),
      "1/0. Анна первая\n2/1. Борис\n3/2. Вера последняя\n");
}

TEST_F(Control, LoopsNest) {
  EXPECT_EQ(
      text(
          "<paragraph><for each='a' in='[1, 2]'>"
          "<for each='b' in='[10, 20]'>{loop.number}:{a + b} </for>({loop.number}) </for></paragraph>"),
      "1:11 2:21 (1) 1:12 2:22 (2)\n");
}

TEST_F(Control, ElseOfAnEmptyLoop) {
  EXPECT_EQ(text("<for each='p' in='pupils | where: .marks &gt; 9'><paragraph>{p.name}</paragraph>"
                 "<else><paragraph>никого</paragraph></else></for>"),
            "никого\n");
  EXPECT_EQ(text("<for each='p' in='missing'><paragraph>x</paragraph>"
                 "<else><paragraph>пусто</paragraph></else></for>"),
            "пусто\n");
}

TEST_F(Control, IfTakesTheFirstBranchThatHolds) {
  const std::string content =
      "<for each='n' in='[1, 2, 3]'><if test='n == 1'><paragraph>один</paragraph>"
      "<else-if test='n == 2'><paragraph>два</paragraph></else-if>"
      "<else><paragraph>много</paragraph></else></if></for>";
  EXPECT_EQ(text(content), "один\nдва\nмного\n");
  EXPECT_EQ(text("<paragraph if='1 == 2'>а</paragraph><paragraph if='true'>б</paragraph>"), "б\n");
  EXPECT_EQ(text("<if test='pupils[0].note == \"x\"'><paragraph>а</paragraph>"
                 "<else><paragraph>пусто — не верно</paragraph></else></if>"),
            "пусто — не верно\n");
}

TEST_F(Control, LetIsSeenUntilItsParentEnds) {
  EXPECT_EQ(
      text(
          "<let name='x' value='1'/><for each='p' in='[5]'><let name='y' value='x + p'/>"
          "<let name='x' value='y * 10'/><paragraph>{x} {y}</paragraph></for><paragraph>{x}</paragraph>"),
      "60 6\n1\n");
  EXPECT_EQ(school.body("<if test='true'><let name='y' value='1'/></if><paragraph>{y}</paragraph>")
                .messages,
            "school/t.xml:1:69: error[unknown-name]: unknown name y\n");
}

TEST_F(Control, PartsTakeParameters) {
  school.add_part("parts/greeting.xml",
                  "<param name='who'/><param name='sign' value=\"'!'\"/>"
                  "<paragraph>Здравствуйте, {who}{sign}</paragraph>");
  EXPECT_EQ(text("<for each='p' in='pupils | take: 2'><include file='parts/greeting.xml'>"
                 "<param name='who' value='p.name'/></include></for>"
                 "<include file='parts/greeting.xml'><param name='who' value='\"все\"'/>"
                 "<param name='sign' value='\".\"'/></include>"),
            "Здравствуйте, Анна!\nЗдравствуйте, Борис!\nЗдравствуйте, все.\n");
}

TEST_F(Control, PartsStandWhereTheirContentMay) {
  school.add_part("cells.xml", "<param name='a'/><cell>{a}</cell><cell>б</cell>");
  school.add_part("words.xml", "слово<break/>за словом");
  EXPECT_EQ(
      text(
          "<table columns='fit, fit'><row><include file='cells.xml'><param name='a' value='1'/></include>"
          "</row></table><paragraph>И <include file='words.xml'/>.</paragraph>"),
      "1\nб\nИ слово\nза словом.\n");
}

TEST_F(Control, PartsSeeNothingOfWhoIncludesThem) {
  school.add_part("part.xml", "<paragraph>{secret}</paragraph>");
  EXPECT_EQ(school.body("<let name='secret' value='1'/><include file='part.xml'/>").messages,
            "school/part.xml:1:19: error[unknown-name]: unknown name secret\n");
}

TEST_F(Control, ParametersMustAgree) {
  school.with_hints = true;
  school.add_part("p.xml",
                  "<param name='a'/><param name='b' value='1'/><paragraph>{a}</paragraph>");
  EXPECT_EQ(
      school.body("<include file='p.xml'><param name='c' value='1'/></include>").messages,
      "school/t.xml:1:11: error[template-parameter-missing]: the part “p.xml” is not given its parameter “a”\n"
      "    add <param name=\"a\" value=\"…\"/>\n"
      "school/t.xml:1:33: error[template-parameter]: the part “p.xml” has no parameter “c”\n"
      "    its parameters: a, b\n");
}

TEST_F(Control, AFaultOfAPartIsToldOnce) {
  school.add_part("p.xml", "<paragrph/>");
  EXPECT_EQ(school.body("<include file='p.xml'/><include file='p.xml'/>").messages,
            "school/p.xml:1:7: error[template-element]: unknown element <paragrph>\n");
}

TEST_F(Control, IncludesStayBelowThePack) {
  for (const char* file :
       {"../secret.xml", "/etc/passwd", "a/../../b.xml", "http://example.org/x.xml", "a//b.xml",
        "./a.xml", "a\\b.xml", "C:x.xml", ""}) {
    EXPECT_EQ(school.body("<include file='" + std::string(file) + "'/>").messages,
              "school/t.xml:1:26: error[template-outside]: the file “" + std::string(file) +
                  "” is outside the pack's folder\n");
  }
}

TEST_F(Control, LinksAndFoldersAreNotFollowed) {
  school.world.entries["/pack/link.xml"] = World::EntryType::symlink;
  school.world.entries["/pack/dir"] = World::EntryType::symlink;
  school.add_part("dir/x.xml", "");
  school.add_part("folder/x.xml", "");
  for (const char* file : {"link.xml", "dir/x.xml", "folder"}) {
    EXPECT_EQ(school.body("<include file='" + std::string(file) + "'/>").messages,
              "school/t.xml:1:26: error[template-link]: “" + std::string(file) +
                  "” is not a regular file\n");
  }
}

TEST_F(Control, MissingAndUnreadableFiles) {
  school.add_part("closed.xml", "");
  school.world.unreadable = "/pack/closed.xml";
  EXPECT_EQ(
      school.body("<include file='none.xml'/><include file='closed.xml'/>").messages,
      "school/t.xml:1:26: error[template-missing]: the file “none.xml” cannot be read: No such file or directory\n"
      "school/t.xml:1:52: error[template-missing]: the file “closed.xml” cannot be read: Permission denied\n");
  school.pack.documents[0].template_file = "absent.xml";
  EXPECT_EQ(
      school.body("").messages,
      "grif: error[template-missing]: the file “absent.xml” cannot be read: No such file or directory\n");
}

TEST_F(Control, RingsOfPartsAreRefused) {
  school.add_part("a.xml", "<include file='b.xml'/>");
  school.add_part("b.xml", "<include file='a.xml'/>");
  EXPECT_EQ(
      school.body("<include file='a.xml'/>").messages,
      "school/b.xml:1:22: error[template-cycle]: the file “a.xml” includes itself: t.xml → a.xml → b.xml → a.xml\n");
}

TEST_F(Control, PartsNestEightDeep) {
  for (int i = 1; i <= 9; ++i) {
    const std::string next = i == 8 ? "<paragraph>дно</paragraph>"
                                    : "<include file='p" + std::to_string(i + 1) + ".xml'/>";
    school.add_part("p" + std::to_string(i) + ".xml", next);
  }
  EXPECT_EQ(text("<include file='p1.xml'/>"), "дно\n");
  school.add_part("p8.xml", "<include file='p9.xml'/>");
  school.add_part("p9.xml", "");
  EXPECT_EQ(
      school.body("<include file='p1.xml'/>").messages,
      "school/p8.xml:1:22: error[template-depth]: the file “p9.xml” is included deeper than level 8\n");
}

TEST_F(Control, PartsThatMultiplyAreStopped) {
  for (int i = 1; i <= 6; ++i) {
    std::string content;
    for (int k = 0; k < 20; ++k) {
      content += i == 6 ? "<paragraph>x</paragraph>"
                        : "<include file='p" + std::to_string(i + 1) + ".xml'/>";
    }
    school.add_part("p" + std::to_string(i) + ".xml", content);
  }
  const auto result = school.body("<include file='p1.xml'/>");
  EXPECT_FALSE(result.made);
  EXPECT_NE(
      result.messages.find(
          "error[template-size]: the template has more than 100000 elements, parts included\n"),
      std::string::npos);
}

TEST_F(Control, StepsAreLimited) {
  school.steps = 10;  // and 500 for each of the records
  std::string content;
  for (int i = 0; i < 5000; ++i) content += "<page-break/>";
  EXPECT_EQ(
      school.body(content).messages,
      "school/t.xml:1:45628: error[template-steps]: the expansion was stopped: more than 3510 steps\n");
}

TEST_F(Control, OutputIsLimited) {
  school.largest_output = std::size_t{2} << 20;
  school.add_pupil({Value::text(std::string_view(kLong))});
  EXPECT_EQ(
      school
          .body("<for each='a' in='pupils'><for each='b' in='pupils'><for each='c' in='pupils'>"
                "<paragraph>{pupils[3].name}</paragraph></for></for></for>")
          .messages,
      "school/t.xml:1:89: error[template-output]: the expansion was stopped: more than 2 MB of text\n"
      "    data.xlsx:Лист!A3: for this record\n");
}

TEST_F(Control, NestedLoopsEnd) {
  for (int i = 0; i < 1000; ++i) school.add_pupil({Value::text("x")});
  const auto result = school.body(
      "<for each='a' in='pupils'><for each='b' in='pupils'><for each='c' in='pupils'><for each='d' in='pupils'>"
      "<paragraph>{a.name}</paragraph></for></for></for></for>");
  EXPECT_FALSE(result.made);
  EXPECT_NE(result.messages.find("steps"), std::string::npos) << result.messages;
}

TEST_F(Control, ErrorsOfTheDataNameTheRecordAndEndAfterTwenty) {
  EXPECT_EQ(
      school.body("<for each='p' in='pupils | take: 1'><paragraph>{p.note}</paragraph></for>").made,
      false);
  for (int i = 0; i < 100; ++i) school.add_pupil({Value::text("x")});
  const std::string messages =
      school.body("<for each='p' in='pupils'><paragraph>{p.note}</paragraph></for>").messages;
  std::size_t count = 0;
  for (std::size_t at = 0; (at = messages.find(": error[", at)) != std::string::npos; ++at) ++count;
  EXPECT_EQ(count, 20U);
}

TEST_F(Control, FaultyCellsWithholdTheDocument) {
  school.add_pupil({Value::text("Галя"), Value::faulty()});
  EXPECT_TRUE(school.body("<for each='p' in='pupils'><paragraph>{p.name}</paragraph></for>").made);
  const auto result =
      school.body("<for each='p' in='pupils'><paragraph>{p.marks}</paragraph></for>");
  EXPECT_FALSE(result.made);
  EXPECT_EQ(result.messages, "");  // the cell has had its message from the validation
}

TEST_F(Control, ConditionsAndListsAreChecked) {
  EXPECT_EQ(
      school.body("<if test='1'><paragraph/></if><for each='a' in='2'><paragraph/></for>").messages,
      "school/t.xml:1:21: error[template-type]: a value of type “boolean” is needed here, but the expression "
      "gives “integer”\n"
      "school/t.xml:1:59: error[template-type]: a value of type “list” is needed here, but the expression "
      "gives “integer”\n");
}

TEST_F(Control, TypesThatOnlyTheDataKnowAreCheckedThen) {
  school.programme.tables[kPupils].extra_columns.push_back({"Класс", 6});
  Table& table = school.programme.tables[kPupils];
  table.cells.clear();
  table.rows.resize(1);
  table.cells.resize(table.width());
  table.cells.back().value = Value::text("5а");
  EXPECT_EQ(
      school
          .body("<let name='c' value='column(pupils[0], \"Класс\")'/><if test='c'><paragraph/></if>"
                "<for each='x' in='c'><paragraph/></for>")
          .messages,
      "school/t.xml:1:71: error[template-type]: a value of type “boolean” is needed here, but the expression "
      "gives “text”\n"
      "school/t.xml:1:109: error[template-type]: a value of type “list” is needed here, but the expression "
      "gives “text”\n");
}

}  // namespace
}  // namespace grif::test
