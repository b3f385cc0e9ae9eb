// What stands around the making of documents: exit statuses, packs and documents by name, inputs
// that cannot be read.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "choose_documents.hpp"
#include "exit_status.hpp"
#include "memory_world.hpp"
#include "pipeline.hpp"

namespace grif {
namespace {

ExitStatus status_of(std::initializer_list<Kind> kinds) {
  Diagnostics diagnostics;
  for (const Kind kind : kinds) diagnostics.report(kind, Place::nowhere(), {"", "", ""});
  return exit_status(diagnostics);
}

TEST(ExitStatuses, AreTheGravestOfTheMessages) {
  EXPECT_EQ(status_of({}), ExitStatus::done);
  EXPECT_EQ(status_of({Kind::edited_by_hand}), ExitStatus::done);  // a warning
  EXPECT_EQ(status_of({Kind::document_withheld}), ExitStatus::bad_content);
  EXPECT_EQ(status_of({Kind::nothing_to_make}), ExitStatus::bad_content);
  EXPECT_EQ(status_of({Kind::unknown_document}), ExitStatus::wrong_usage);
  EXPECT_EQ(status_of({Kind::other_programme}), ExitStatus::wrong_usage);
  EXPECT_EQ(status_of({Kind::input_missing}), ExitStatus::refused_by_system);
  EXPECT_EQ(status_of({Kind::out_of_memory}), ExitStatus::refused_by_system);
  EXPECT_EQ(status_of({Kind::document_withheld, Kind::cannot_write}),
            ExitStatus::refused_by_system);
  EXPECT_EQ(status_of({Kind::internal_fault, Kind::cannot_write}), ExitStatus::internal_fault);
}

TEST(ExitStatuses, OfAPacksOwnRulesAreOfTheContent) {
  Diagnostics diagnostics;
  diagnostics.report_rule(Severity::warning, "own", Place::nowhere(), "", "");
  EXPECT_EQ(exit_status(diagnostics), ExitStatus::done);
  diagnostics.report_rule(Severity::error, "own", Place::nowhere(), "", "");
  EXPECT_EQ(exit_status(diagnostics), ExitStatus::bad_content);
}

constexpr std::string_view kPack =
    R"(<pack name="library" title="Библиотека" styles="styles.xml">
<schema>
  <sheet id="books" title="Книги"><column id="title" title="Название" type="text" required="yes"/></sheet>
  <sheet id="shelves" title="Полки"><column id="name" title="Полка" type="text"/></sheet>
</schema>
<documents>
  <document name="catalogue" title="Каталог" kind="Списки" template="c.xml" formats="pdf" needs="books"/>
  <document name="shelf-list" title="Опись полок" kind="Списки" template="s.xml" formats="pdf" needs="shelves"/>
</documents>
</pack>)";

class Library : public testing::Test {
 protected:
  Library() {
    world.behind = &disk;
    world.entries["home/templates"] = World::EntryType::directory;
    world.entries["home/templates/library"] = World::EntryType::directory;
    world.entries["home/templates/library/pack.xml"] = kPack;
    world.entries["home/templates/default.txt"] = "library\n";
  }
  std::optional<Pack> load(const std::string& name) {
    return load_named_pack({"home"}, name, world, sources, diagnostics);
  }
  std::string messages() {
    std::string text;
    for (const Diagnostic& d : diagnostics.all()) text += format_plain(d, sources);
    return text;
  }

  DiskWorld disk;
  MemoryWorld world;
  Sources sources;
  Diagnostics diagnostics{Language::english};
};

TEST_F(Library, IsTheDefaultPackOrOneByName) {
  EXPECT_EQ(load("")->name, "library");
  EXPECT_EQ(load("library")->name, "library");
  EXPECT_EQ(messages(), "");
}

TEST_F(Library, AnUnknownPackIsAnsweredWithThoseThatExist) {
  EXPECT_FALSE(load("libary"));
  EXPECT_FALSE(load("museum"));
  EXPECT_EQ(messages(),
            "grif: error[unknown-pack]: no pack of documents “libary”\n"
            "    it looks like: library\n"
            "grif: error[unknown-pack]: no pack of documents “museum”\n"
            "    there are: library\n");
  EXPECT_EQ(exit_status(diagnostics), ExitStatus::wrong_usage);
}

TEST_F(Library, AnInstallationWithoutPacksSaysWhatIsMissing) {
  world.entries.clear();
  EXPECT_FALSE(load(""));
  world.entries["home/templates/default.txt"] = "gone";
  EXPECT_FALSE(load(""));
  const std::string cure =
      "    install Grif again, or name the folder of its templates and fonts in GRIF_HOME\n";
  EXPECT_EQ(messages(),
            "grif: error[pack-not-found]: there is no home/templates/default.txt: the installation "
            "is not complete\n" +
                cure +
                "grif: error[pack-not-found]: there is no home/templates/gone/pack.xml: the "
                "installation is not complete\n" +
                cure);
  EXPECT_EQ(exit_status(diagnostics), ExitStatus::refused_by_system);
}

TEST_F(Library, DocumentsAreChosenByNameOrTitleInThePacksOrder) {
  const auto pack = load("");
  ASSERT_TRUE(pack) << messages();
  EXPECT_THAT(choose_documents(*pack, {}, diagnostics), testing::ElementsAre(0, 1));
  EXPECT_THAT(choose_documents(*pack, {"опись полок", "catalogue", "Каталог"}, diagnostics),
              testing::ElementsAre(0, 1));
  EXPECT_EQ(messages(), "");
  EXPECT_THAT(choose_documents(*pack, {"catalog", "Опись полки", "x"}, diagnostics),
              testing::IsEmpty());
  EXPECT_EQ(messages(),
            "grif: error[unknown-document]: the pack “library” has no document “catalog”\n"
            "    it looks like: catalogue; grif list documents lists them\n"
            "grif: error[unknown-document]: the pack “library” has no document “Опись полки”\n"
            "    it looks like: Опись полок; grif list documents lists them\n"
            "grif: error[unknown-document]: the pack “library” has no document “x”\n"
            "    there are: catalogue, Каталог, shelf-list, Опись полок; grif list documents lists "
            "them\n");
}

TEST_F(Library, WhatIsWrongOnSheetsOfOtherDocumentsDoesNotCount) {
  const SourceId books = sources.add("a.xlsx", "Книги"), both = sources.add("b.xlsx", "Всё");
  Programme programme;
  programme.tables.resize(2);
  for (Table& table : programme.tables) table.present = true;
  programme.tables[0].place = Place::whole(books);
  programme.tables[1].place = Place::whole(both);
  diagnostics.report_rule(Severity::error, "one", Place::cell(books, 0, 0), "", "");
  diagnostics.report_rule(Severity::error, "two", Place::cell(both, 0, 0), "", "");
  diagnostics.report_rule(Severity::error, "three", Place::nowhere(), "", "");
  Diagnostics of_books = diagnostics;
  drop_unrelated({0}, programme, of_books);
  ASSERT_EQ(of_books.all().size(), 2U);
  EXPECT_EQ(of_books.all()[0].id(), "one");
  EXPECT_EQ(of_books.all()[1].id(), "three");
  // Two tables on one sheet: what is wrong there counts for both.
  programme.tables[0].place = Place::whole(both);
  Diagnostics of_both = diagnostics;
  drop_unrelated({0}, programme, of_both);
  EXPECT_EQ(of_both.all().size(), 3U);
}

TEST_F(Library, LackingSheetsAreNamed) {
  const auto pack = load("");
  ASSERT_TRUE(pack) << messages();
  Programme programme;
  programme.tables.resize(2);
  programme.tables[1].present = true;
  programme.tables[1].rows.resize(1);
  LackingSheets lacking = find_lacking_sheets(pack->documents[0], programme);
  EXPECT_THAT(lacking.missing, testing::ElementsAre(0));
  EXPECT_THAT(lacking.empty, testing::IsEmpty());
  EXPECT_TRUE(find_lacking_sheets(pack->documents[1], programme).none());
  // A sheet of column titles alone is as good as none.
  programme.tables[0].present = true;
  lacking = find_lacking_sheets(pack->documents[0], programme);
  EXPECT_THAT(lacking.missing, testing::IsEmpty());
  EXPECT_THAT(lacking.empty, testing::ElementsAre(0));
  EXPECT_EQ(describe_lacking(*pack, lacking, Language::russian), "нет ни одной строки: «Книги»");
  lacking.missing = {1};
  EXPECT_EQ(describe_lacking(*pack, lacking, Language::english),
            "missing: «Полки»; without rows: «Книги»");
  EXPECT_EQ(join_titles(*pack, {1, 0, 1}), "«Книги», «Полки»");
}

}  // namespace
}  // namespace grif
