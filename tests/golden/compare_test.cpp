// Proof of the judge: whatever differs is told, and nothing else.
#include "golden/compare.hpp"

#include <functional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace grif::golden {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;

const Files kBase{{"diagnostics.txt", "no messages\n"},
                  {"docx/word/document.xml", "<w:p>\n  <w:t>а б</w:t>\n</w:p>\n"},
                  {"pages.txt", "page 1\n  один\n  два\n  два\n"}};

TEST(Compare, SaysNothingOfTheSame) { EXPECT_THAT(compare(kBase, kBase), IsEmpty()); }

TEST(Compare, ShowsAChangedLine) {
  Files made = kBase;
  made["pages.txt"] = "page 1\n  одни\n  два\n  два\n";
  EXPECT_THAT(compare(kBase, made), ElementsAre("pages.txt:2: differs\n  -   один\n  +   одни\n"));
}

TEST(Compare, ShowsAMissingLine) {
  Files made = kBase;
  made["pages.txt"] = "page 1\n  два\n  два\n";
  EXPECT_THAT(compare(kBase, made), ElementsAre("pages.txt:2: differs\n  -   один\n"));
}

TEST(Compare, ShowsAMissingLineAmongEqualOnes) {
  Files made = kBase;
  made["pages.txt"] = "page 1\n  один\n  два\n";
  EXPECT_THAT(compare(kBase, made), ElementsAre("pages.txt:4: differs\n  -   два\n"));
}

TEST(Compare, ShowsAnExtraLine) {
  Files made = kBase;
  made["pages.txt"] += "  три\n";
  EXPECT_THAT(compare(kBase, made), ElementsAre("pages.txt:5: differs\n  +   три\n"));
}

TEST(Compare, ShowsAnotherOrder) {
  Files made = kBase;
  made["pages.txt"] = "page 1\n  два\n  один\n  два\n";
  EXPECT_THAT(compare(kBase, made),
              ElementsAre("pages.txt:2: differs\n  +   два\npages.txt:4: differs\n  -   два\n"));
}

TEST(Compare, ShowsABlankAtTheEnd) {
  Files made = kBase;
  made["pages.txt"] = "page 1\n  один \n  два\n  два\n";
  EXPECT_THAT(compare(kBase, made), ElementsAre("pages.txt:2: differs\n  -   один\n  +   один·\n"));
}

TEST(Compare, ShowsAMissingLineFeedAtTheEnd) {
  Files made = kBase;
  made["diagnostics.txt"] = "no messages";
  EXPECT_THAT(compare(kBase, made), ElementsAre("diagnostics.txt:1: differs\n  - no messages\n"
                                                "  + no messages <no line feed>\n"));
}

TEST(Compare, ShowsAnExtraLineFeedAtTheEnd) {
  Files made = kBase;
  made["diagnostics.txt"] += "\n";
  EXPECT_THAT(compare(kBase, made), ElementsAre("diagnostics.txt:2: differs\n  + \n"));
}

TEST(Compare, ShowsWhatIsNotSeen) {
  for (const auto& [sign, shown] : std::vector<std::pair<std::string, std::string>>{
           {"\u00A0", "⍽"}, {" \u00AD", " <U+00AD>"}, {"\t", "→"}, {"  ", "  "}}) {
    Files made = kBase;
    made["docx/word/document.xml"] = "<w:p>\n  <w:t>а" + sign + "б</w:t>\n</w:p>\n";
    EXPECT_THAT(
        compare(kBase, made),
        ElementsAre("docx/word/document.xml:2: differs\n  -   <w:t>а б</w:t>\n  +   <w:t>а" +
                    shown + "б</w:t>\n"));
  }
}

TEST(Compare, ShowsCarriageReturns) {
  Files made = kBase;
  made["diagnostics.txt"] = "no messages\r\n";
  EXPECT_THAT(compare(kBase, made),
              ElementsAre("diagnostics.txt:1: differs\n  - no messages\n  + no messages␍\n"));
}

TEST(Compare, TellsOfAFileThatNothingMakes) {
  Files made = kBase;
  made.erase("docx/word/document.xml");
  EXPECT_THAT(compare(kBase, made),
              ElementsAre("docx/word/document.xml: expected, but nothing makes it\n"));
}

TEST(Compare, TellsOfAFileThatNobodyExpects) {
  Files made = kBase;
  made["docx/word/footer1.xml"] = "<w:ftr/>\n";
  EXPECT_THAT(compare(kBase, made), ElementsAre("docx/word/footer1.xml: made, but not expected\n"));
}

TEST(Compare, TellsOfAnotherName) {
  Files made = kBase;
  auto node = made.extract("pages.txt");
  node.key() = "Pages.txt";
  made.insert(std::move(node));
  EXPECT_THAT(compare(kBase, made), ElementsAre("pages.txt: expected, but nothing makes it\n",
                                                "Pages.txt: made, but not expected\n"));
}

TEST(Compare, RefusesAnEmptyExpectation) {
  Files expected = kBase, made = kBase;
  expected["pages.txt"].clear();
  EXPECT_THAT(compare(expected, made),
              ElementsAre("pages.txt: the expectation is empty\n",
                          "pages.txt:1: differs\n  + page 1\n  +   один\n  +   два\n  +   два\n"));
  made["pages.txt"].clear();  // even if nothing is what is made
  EXPECT_THAT(compare(expected, made), ElementsAre("pages.txt: the expectation is empty\n"));
}

TEST(Compare, RefusesNoExpectations) {
  EXPECT_THAT(compare({}, {}), ElementsAre("nothing is expected\n"));
}

TEST(Compare, ShowsEachPlaceUpToFour) {
  Files expected = kBase, made = kBase;
  expected["pages.txt"] = "a\n1\nb\n2\nc\n3\nd\n4\ne\n5\nf\n";
  made["pages.txt"] = "a\nb\n22\nc\n3\n33\nd\n44\ne\nf\n";
  EXPECT_THAT(compare(expected, made),
              ElementsAre("pages.txt:2: differs\n  - 1\npages.txt:4: differs\n  - 2\n  + 22\n"
                          "pages.txt:7: differs\n  + 33\npages.txt:8: differs\n  - 4\n  + 44\n"
                          "pages.txt: and differs further on\n"));
}

TEST(Compare, CutsLongDifferences) {
  std::string text;
  for (int i = 0; i < 20; ++i) text += "x\n";
  Files made = kBase;
  made["pages.txt"] += text;
  EXPECT_THAT(compare(kBase, made),
              ElementsAre("pages.txt:5: differs\n  + x\n  + x\n  + x\n  + x\n  + x\n  + x\n  + x\n"
                          "  + x\n  + … and 12 more lines\n"));
}

/// Every text without one of its bytes, with one changed, with one doubled: always a difference.
TEST(Compare, NoticesEveryByte) {
  for (const auto& [name, text] : kBase) {
    for (std::size_t at = 0; at < text.size(); ++at) {
      Files made = kBase;
      made[name].erase(at, 1);
      EXPECT_FALSE(compare(kBase, made).empty()) << name << " without byte " << at;
      made[name] = text;
      made[name][at] = static_cast<char>(text[at] ^ 1);
      EXPECT_FALSE(compare(kBase, made).empty()) << name << " with another byte " << at;
      made[name] = text;
      made[name].insert(at, 1, text[at]);
      EXPECT_FALSE(compare(kBase, made).empty()) << name << " with byte twice " << at;
    }
  }
}

class OnDisk : public testing::Test {
 protected:
  fs::path folder =
      fs::path(testing::TempDir()) /
      (std::string("grif-golden-") + testing::UnitTest::GetInstance()->current_test_info()->name());
  void SetUp() override {
    fs::remove_all(folder);
    rewrite(folder, kBase);
  }
  void TearDown() override { fs::remove_all(folder); }
};

TEST_F(OnDisk, ReadsBackWhatWasWritten) { EXPECT_EQ(read_files(folder), kBase); }

TEST_F(OnDisk, HoldsNothingWhereThereIsNoFolder) {
  EXPECT_THAT(read_files(folder / "none"), IsEmpty());
}

TEST_F(OnDisk, SeesHiddenFilesLinksAndEmptyFolders) {
  rewrite(folder / "docx/.hidden", {{"deep.txt", "x"}});
  fs::create_symlink("pages.txt", folder / "link.txt");
  fs::create_directory(folder / "empty");
  Files expected = kBase;
  expected["docx/.hidden/deep.txt"] = "x";
  expected["link.txt"] = "(a symbolic link)";
  expected["empty"] = "(an empty folder)";
  EXPECT_EQ(read_files(folder), expected);
  EXPECT_EQ(compare(read_files(folder), kBase).size(), 3U);
}

TEST_F(OnDisk, RewritesOnlyWhatChanged) {
  EXPECT_THAT(rewrite(folder, kBase), IsEmpty());
  Files made = kBase;
  made["pages.txt"] = "page 2\n";
  made.erase("diagnostics.txt");
  made["xlsx/cells.txt"] = "A1\n";
  EXPECT_THAT(rewrite(folder, made),
              ElementsAre("removed diagnostics.txt", "wrote pages.txt", "wrote xlsx/cells.txt"));
  EXPECT_EQ(read_files(folder), made);
  made.erase("docx/word/document.xml");  // and no empty folders stay
  EXPECT_THAT(rewrite(folder, made), ElementsAre("removed docx/word/document.xml"));
  EXPECT_EQ(read_files(folder), made);
  EXPECT_THAT(compare(read_files(folder), made), IsEmpty());
}

}  // namespace
}  // namespace grif::golden
