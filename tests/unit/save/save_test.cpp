#include "save/save.hpp"

#include <gtest/gtest.h>

#include "memory_world.hpp"
#include "save/manifest.hpp"

namespace grif {
namespace {

OutputDocument document_of(std::string name, std::vector<OutputFile> files) {
  OutputDocument document;
  document.title = "Документ " + name;
  document.name = std::move(name);
  document.kind = "plan";
  document.made = true;
  document.pages = 2;
  document.files = std::move(files);
  return document;
}

Edition edition_of(const std::string& text) {
  Edition edition;
  edition.programme = "Программа";
  edition.fingerprint = "of " + text;
  edition.documents = {
      document_of("roadmap", {{"docx", "docx", text + " docx"}, {"pdf", "pdf", text + " pdf"}})};
  edition.inputs = {{"data.xlsx", sha256_hex(text)}};
  return edition;
}

/// Document by document: name, status, and the files with `!` behind the stale ones.
std::string outline(const Manifest& manifest) {
  std::string text;
  for (const Manifest::Document& document : manifest.documents) {
    text += document.name + " " + document.status + ":";
    for (const Manifest::File& file : document.files)
      text += " " + file.path + (file.stale ? "!" : "");
    text += "\n";
  }
  return text;
}

class Saving : public testing::Test {
 protected:
  SavedFiles save(const Edition& edition) {
    sources_ = Sources();
    diagnostics_ = Diagnostics(Language::english);
    return save_edition("out", edition, world_, sources_, diagnostics_);
  }
  std::string messages() {
    std::string all;
    for (const Diagnostic& diagnostic : diagnostics_.all())
      all += format_plain(diagnostic, sources_);
    return all;
  }
  Manifest manifest() {
    ListFault fault;
    return parse_manifest(world_.entries.at("out/manifest.json").bytes, fault).value_or(Manifest{});
  }
  /// Manifest and files agree: every file that it lists is there with its hash.
  void expect_agreement() {
    for (const Manifest::Document& document : manifest().documents) {
      for (const Manifest::File& file : document.files) {
        ASSERT_TRUE(world_.entries.contains("out/" + file.path)) << file.path;
        const std::string& bytes = world_.entries.at("out/" + file.path).bytes;
        EXPECT_EQ(file.sha256, sha256_hex(bytes)) << file.path;
        EXPECT_EQ(file.bytes, bytes.size()) << file.path;
      }
    }
  }

  MemoryWorld world_;
  Sources sources_;
  Diagnostics diagnostics_{Language::english};
};

TEST(Sha256, AgreesWithThePublishedExamples) {
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_F(Saving, FirstBuildHoldsFilesAndManifest) {
  const SavedFiles saved = save(edition_of("one"));
  ASSERT_TRUE(saved.saved) << messages();
  EXPECT_EQ(saved.names, (std::vector<std::string>{"roadmap.docx", "roadmap.pdf"}));
  EXPECT_EQ(world_.files("out").at("roadmap.docx"), "one docx");
  EXPECT_EQ(world_.files("out").size(), 3U);
  EXPECT_FALSE(world_.entries.contains(".out.grif-new"));
  EXPECT_EQ(messages(), "");
  expect_agreement();
}

TEST_F(Saving, MakesMissingParentFolders) {
  sources_ = Sources();
  const SavedFiles saved =
      save_edition("a/b/out/", edition_of("one"), world_, sources_, diagnostics_);
  EXPECT_TRUE(saved.saved) << messages();
  EXPECT_TRUE(world_.entries.contains("a/b/out/roadmap.pdf"));
}

TEST_F(Saving, RebuildReplacesWhatChangedOnly) {
  save(edition_of("one"));
  Edition second = edition_of("two");
  second.documents[0].files[0].bytes = "one docx";
  ASSERT_TRUE(save(second).saved) << messages();
  EXPECT_EQ(world_.files("out").at("roadmap.docx"), "one docx");
  EXPECT_EQ(world_.files("out").at("roadmap.pdf"), "two pdf");
  EXPECT_FALSE(world_.entries.contains("out/.grif/journal"));
  EXPECT_FALSE(world_.entries.contains("out/.grif/new"));
  expect_agreement();
}

TEST_F(Saving, SameEditionChangesNothing) {
  save(edition_of("one"));
  const auto before = world_.entries;
  ASSERT_TRUE(save(edition_of("one")).saved);
  EXPECT_EQ(world_.entries, before);
}

TEST_F(Saving, FileEditedByHandIsKeptAndTheNewEditionLaidBeside) {
  save(edition_of("one"));
  world_.entries["out/roadmap.docx"].bytes = "my own words";
  const SavedFiles saved = save(edition_of("two"));
  ASSERT_TRUE(saved.saved);
  EXPECT_EQ(world_.files("out").at("roadmap.docx"), "my own words");
  EXPECT_EQ(world_.files("out").at("roadmap (новая редакция).docx"), "two docx");
  EXPECT_EQ(saved.names[0], "roadmap (новая редакция).docx");
  EXPECT_EQ(
      messages(),
      "out/roadmap.docx: warning[edited-by-hand]: what was edited by hand since the last build is "
      "kept (roadmap.docx); the new edition is beside it: roadmap (новая редакция).docx\n"
      "    carry your edits over to the new edition or delete the file that you do not need\n");
  expect_agreement();

  // The next builds say the same and renew the copy beside it.
  ASSERT_TRUE(save(edition_of("three")).saved);
  EXPECT_EQ(world_.files("out").at("roadmap.docx"), "my own words");
  EXPECT_EQ(world_.files("out").at("roadmap (новая редакция).docx"), "three docx");
  EXPECT_NE(messages().find("edited-by-hand"), std::string::npos);

  // When the copy is edited too, both are kept.
  world_.entries["out/roadmap (новая редакция).docx"].bytes = "edited as well";
  ASSERT_TRUE(save(edition_of("four")).saved);
  EXPECT_EQ(world_.files("out").at("roadmap (новая редакция).docx"), "edited as well");
  EXPECT_EQ(world_.files("out").at("roadmap (новая редакция 2).docx"), "four docx");
  EXPECT_NE(messages().find("is kept (roadmap.docx, roadmap (новая редакция).docx); the new "
                            "edition is beside it: roadmap (новая редакция 2).docx\n"),
            std::string::npos)
      << messages();
  expect_agreement();

  // When a person has carried the edits over and deleted the own file, the document takes its place
  // again; what lay beside is named as old, never forgotten.
  world_.entries.erase("out/roadmap.docx");
  world_.entries.erase("out/roadmap (новая редакция).docx");
  ASSERT_TRUE(save(edition_of("five")).saved);
  EXPECT_EQ(world_.files("out").at("roadmap.docx"), "five docx");
  EXPECT_EQ(outline(manifest()),
            "roadmap made: roadmap.docx roadmap.pdf roadmap (новая редакция 2).docx!\n");
  EXPECT_EQ(messages(),
            "grif: warning[older-editions]: out still holds files of an earlier edition: roadmap "
            "(новая редакция 2).docx\n"
            "    build them anew (without --only and --formats) or take them away\n");
  Edition pdf_only = edition_of("five");
  pdf_only.documents[0].files.erase(pdf_only.documents[0].files.begin());
  ASSERT_TRUE(save(pdf_only).saved);
  EXPECT_EQ(outline(manifest()),
            "roadmap made: roadmap.pdf roadmap.docx roadmap (новая редакция 2).docx!\n");
}

TEST_F(Saving, ForeignFileInTheWayIsKept) {
  world_.entries["out"] = {World::EntryType::directory, ""};
  world_.entries["out/roadmap.pdf"] = {World::EntryType::file, "scan"};
  world_.entries["out/notes.txt"] = {World::EntryType::file, "notes"};
  ASSERT_TRUE(save(edition_of("one")).saved) << messages();
  EXPECT_EQ(world_.files("out").at("roadmap.pdf"), "scan");
  EXPECT_EQ(world_.files("out").at("notes.txt"), "notes");
  EXPECT_EQ(world_.files("out").at("roadmap (новая редакция).pdf"), "one pdf");
  EXPECT_EQ(messages(),
            "out/roadmap.pdf: warning[foreign-file]: what Grif did not make is kept (roadmap.pdf); "
            "the document is beside it: roadmap (новая редакция).pdf\n"
            "    move or rename what is yours so that the document takes its place\n");
  expect_agreement();
}

TEST_F(Saving, LinkInTheWayIsNeverWrittenThrough) {
  world_.entries["out"] = {World::EntryType::directory, ""};
  world_.entries["out/roadmap.pdf"] = {World::EntryType::symlink, ""};
  ASSERT_TRUE(save(edition_of("one")).saved);
  EXPECT_EQ(world_.entries.at("out/roadmap.pdf").type, World::EntryType::symlink);
  EXPECT_EQ(world_.files("out").at("roadmap (новая редакция).pdf"), "one pdf");
}

TEST_F(Saving, WithheldDocumentKeepsItsOldEditionAsStale) {
  save(edition_of("one"));
  Edition second = edition_of("two");
  second.documents[0].made = false;
  ASSERT_TRUE(save(second).saved);
  EXPECT_EQ(world_.files("out").at("roadmap.docx"), "one docx");
  EXPECT_EQ(manifest().documents.at(0).status, "stale");
  expect_agreement();
}

TEST_F(Saving, FormatsNotAskedForStayAndAreStaleWhereTheDataChanged) {
  save(edition_of("one"));
  Edition pdf_only = edition_of("two");
  pdf_only.documents[0].files.erase(pdf_only.documents[0].files.begin());
  ASSERT_TRUE(save(pdf_only).saved);
  EXPECT_EQ(outline(manifest()), "roadmap made: roadmap.pdf roadmap.docx!\n");
  EXPECT_EQ(
      messages(),
      "grif: warning[older-editions]: out still holds files of an earlier edition: roadmap.docx\n"
      "    build them anew (without --only and --formats) or take them away\n");
  expect_agreement();
  // Once stale, stale until it is made again.
  ASSERT_TRUE(save(pdf_only).saved);
  EXPECT_EQ(outline(manifest()), "roadmap made: roadmap.pdf roadmap.docx!\n");
  ASSERT_TRUE(save(edition_of("two")).saved);
  EXPECT_EQ(outline(manifest()), "roadmap made: roadmap.docx roadmap.pdf\n");
  EXPECT_EQ(messages(), "");
}

TEST_F(Saving, FormatsNotAskedForAreOfTheSameEditionWhereNothingChanged) {
  save(edition_of("one"));
  Edition pdf_only = edition_of("one");
  pdf_only.documents[0].files.erase(pdf_only.documents[0].files.begin());
  ASSERT_TRUE(save(pdf_only).saved);
  EXPECT_EQ(outline(manifest()), "roadmap made: roadmap.pdf roadmap.docx\n");
  EXPECT_EQ(messages(), "");
  // The data are the same, but the template is not: the file came out another one.
  pdf_only.documents[0].files[0].bytes = "another pdf";
  ASSERT_TRUE(save(pdf_only).saved);
  EXPECT_EQ(outline(manifest()), "roadmap made: roadmap.pdf roadmap.docx!\n");
}

TEST_F(Saving, FormatsNotAskedForAreStaleWhereTheTemplatesChanged) {
  Edition all = edition_of("one");
  all.documents[0].fingerprint = "template";
  save(all);
  Edition pdf_only = all;
  pdf_only.documents[0].files.erase(pdf_only.documents[0].files.begin());
  ASSERT_TRUE(save(pdf_only).saved);
  EXPECT_EQ(outline(manifest()), "roadmap made: roadmap.pdf roadmap.docx\n");
  // The PDF came out the same; the DOCX might not.
  pdf_only.documents[0].fingerprint = "another template";
  ASSERT_TRUE(save(pdf_only).saved);
  EXPECT_EQ(outline(manifest()), "roadmap made: roadmap.pdf roadmap.docx!\n");
}

TEST_F(Saving, DocumentsNotAskedForStayAndAreStaleWhereTheDataChanged) {
  Edition both = edition_of("one");
  both.documents.push_back(document_of("plan", {{"pdf", "pdf", "plan"}}));
  save(both);
  ASSERT_TRUE(save(edition_of("one")).saved);
  EXPECT_EQ(outline(manifest()), "roadmap made: roadmap.docx roadmap.pdf\nplan made: plan.pdf\n");
  EXPECT_EQ(messages(), "");
  ASSERT_TRUE(save(edition_of("two")).saved);
  EXPECT_EQ(outline(manifest()), "roadmap made: roadmap.docx roadmap.pdf\nplan stale: plan.pdf\n");
  EXPECT_EQ(messages(),
            "grif: warning[older-editions]: out still holds files of an earlier edition: plan.pdf\n"
            "    build them anew (without --only and --formats) or take them away\n");
  expect_agreement();
}

TEST_F(Saving, WhatAPersonChangedIsHisAlsoWhereItWasNotAskedFor) {
  Edition both = edition_of("one");
  both.documents.push_back(document_of("plan", {{"pdf", "pdf", "plan"}, {"docx", "docx", "p"}}));
  save(both);
  world_.entries["out/plan.pdf"].bytes = "my own words";
  world_.entries.erase("out/plan.docx");
  ASSERT_TRUE(save(edition_of("one")).saved);
  EXPECT_EQ(outline(manifest()), "roadmap made: roadmap.docx roadmap.pdf\n");
  EXPECT_EQ(manifest().edited_by_hand, (std::vector<std::string>{"plan.pdf"}));
  expect_agreement();
  // It is remembered, and no stranger's file when the plan is made again.
  ASSERT_TRUE(save(edition_of("one")).saved);
  EXPECT_EQ(manifest().edited_by_hand, (std::vector<std::string>{"plan.pdf"}));
  ASSERT_TRUE(save(both).saved);
  EXPECT_NE(messages().find("warning[edited-by-hand]"), std::string::npos) << messages();
  EXPECT_EQ(world_.files("out").at("plan.pdf"), "my own words");
  expect_agreement();
}

TEST_F(Saving, AnotherProgrammesFolderIsRefused) {
  save(edition_of("one"));
  const auto before = world_.files("out");
  Edition other = edition_of("two");
  other.programme = "Другая";
  other.inputs = {{"other/school.xlsx", ""}};
  EXPECT_FALSE(save(other).saved);
  EXPECT_EQ(
      messages(),
      "grif: error[other-programme]: out holds the documents of another programme, "
      "“Программа”; “Другая” is being built; nothing was written\n"
      "    name another folder with -o; if it is the same programme under a new name, move its "
      "old documents and manifest.json away\n");
  EXPECT_EQ(world_.files("out"), before);
}

TEST_F(Saving, ProgrammeMayBeRenamed) {
  save(edition_of("one"));
  Edition renamed = edition_of("two");
  renamed.programme = "Другая";
  renamed.inputs = {{"moved/data.xlsx", ""}};
  EXPECT_TRUE(save(renamed).saved);
  EXPECT_EQ(
      messages(),
      "grif: warning[programme-renamed]: out held the documents of the programme “Программа”, now "
      "it holds “Другая”\n    if it is another programme, build it into another folder\n");
  EXPECT_EQ(manifest().programme, "Другая");
  Edition spelt = edition_of("three");
  spelt.programme = " другая ";
  spelt.inputs = {{"x.xlsx", ""}};
  EXPECT_TRUE(save(spelt).saved);
  EXPECT_EQ(messages(), "");
}

TEST_F(Saving, AnUntitledProgrammeIsToldByItsWorkbook) {
  save(edition_of("one"));
  Edition untitled = edition_of("two");
  untitled.programme = "";
  untitled.inputs = {{"other.xlsx", ""}};
  EXPECT_FALSE(save(untitled).saved);
  EXPECT_NE(messages().find("“Программа”; “(other.xlsx)” is being built"), std::string::npos)
      << messages();
  untitled.inputs = {{"data.xlsx", ""}};
  EXPECT_TRUE(save(untitled).saved);
  EXPECT_EQ(messages(), "");
  untitled.inputs = {{"data, version 2.xlsx", ""}};
  EXPECT_TRUE(save(untitled).saved);
  EXPECT_NE(messages().find("programme “(data.xlsx)”, now it holds “(data, version 2.xlsx)”"),
            std::string::npos)
      << messages();
}

TEST_F(Saving, AnEditionOfNothingTouchesOnlyWhatGrifBuilt) {
  Edition nothing = edition_of("two");
  nothing.programme = "";
  nothing.documents[0].made = false;
  EXPECT_TRUE(save(nothing).saved);
  EXPECT_FALSE(world_.entries.contains("out"));
  world_.entries["out"] = {World::EntryType::directory, ""};
  EXPECT_TRUE(save(nothing).saved);
  EXPECT_FALSE(world_.entries.contains("out/.grif"));
  world_.entries.erase("out");
  save(edition_of("one"));
  const std::string inputs = world_.entries.at("out/.grif/inputs.json").bytes;
  EXPECT_TRUE(save(nothing).saved);
  EXPECT_EQ(outline(manifest()), "roadmap stale: roadmap.docx roadmap.pdf\n");
  EXPECT_EQ(manifest().programme, "Программа");
  EXPECT_EQ(world_.entries.at("out/.grif/inputs.json").bytes, inputs);
  EXPECT_EQ(messages(), "");  // who withheld the document has said so
}

TEST_F(Saving, RefusalsComeWithTheirOwnCure) {
  world_.refuse_at = 1;
  world_.refuse_with = ENAMETOOLONG;
  EXPECT_FALSE(save(edition_of("one")).saved);
  EXPECT_TRUE(messages().ends_with("existing files are untouched; name a shorter path with -o\n"))
      << messages();
}

TEST_F(Saving, FolderThatIsALinkOrAFileOrLockedIsRefused) {
  world_.entries["out"] = {World::EntryType::symlink, ""};
  EXPECT_FALSE(save(edition_of("one")).saved);
  EXPECT_NE(messages().find("error[output-is-link]"), std::string::npos);
  world_.entries["out"] = {World::EntryType::file, "x"};
  EXPECT_FALSE(save(edition_of("one")).saved);
  EXPECT_NE(messages().find("error[output-not-folder]"), std::string::npos);
  world_.entries["out"] = {World::EntryType::directory, ""};
  world_.locked_by_other = true;
  EXPECT_FALSE(save(edition_of("one")).saved);
  EXPECT_NE(messages().find("error[folder-is-locked]"), std::string::npos);
}

TEST_F(Saving, SomebodyElsesManifestIsNotOverwritten) {
  world_.entries["out"] = {World::EntryType::directory, ""};
  const std::string cure =
      "; nothing in the folder was changed\n"
      "    bring the old manifest.json back, or move it away and build again: every file stays, and "
      "what has changed is laid beside as “… (новая редакция)”; or name another folder with -o\n";
  const std::string says = "error[manifest-unreadable]: the list of files made cannot be read: ";
  for (
      const auto& [text, message] : std::vector<std::pair<std::string_view, std::string>>{
          {"{\"name\": \"app\"}", "out/manifest.json: " + says + "it lacks what Grif writes"},
          {"", "out/manifest.json:1:1: " + says + "it is broken or cut"},
          {"{\n \"programme\": \"x\",\n \"documents\": [",
           "out/manifest.json:3:16: " + says + "it is broken or cut"},
          {R"({"programme":"x","documents":[{"name":"a","title":"","kind":"","status":"made",)"
           R"("personal_data":false,"pages":1,"files":[{"path":"../x","format":"pdf","bytes":1,"sha256":""}]}]})",
           "out/manifest.json: " + says + "the name of a file in it leads out of the folder"}}) {
    world_.entries["out/manifest.json"] = {World::EntryType::file, std::string(text)};
    EXPECT_FALSE(save(edition_of("one")).saved);
    EXPECT_EQ(messages(), message + cure);
    EXPECT_EQ(world_.files("out"),
              (std::map<std::string, std::string>{{"manifest.json", std::string(text)}}));
  }
}

/// Whatever call is refused, the folder holds the whole old or the whole new edition.
TEST_F(Saving, RefusalOfAnyCallLeavesOldOrNew) {
  save(edition_of("one"));
  const auto old_entries = world_.entries;
  const auto old_files = world_.files("out");
  MemoryWorld counting = world_;
  counting.calls = 0;
  Sources sources;
  Diagnostics diagnostics(Language::english);
  ASSERT_TRUE(save_edition("out", edition_of("two"), counting, sources, diagnostics).saved);
  const auto new_files = counting.files("out");
  ASSERT_GT(counting.calls, 20);
  for (const bool later : {false, true}) {
    for (int call = 0; call < counting.calls; ++call) {
      world_ = MemoryWorld();
      world_.entries = old_entries;
      world_.refuse_at = call;
      world_.refuse_later = later;
      const bool saved = save(edition_of("two")).saved;
      if (!saved) {
        EXPECT_NE(messages().find("error["), std::string::npos)
            << "silent refusal at call " << call;
      }
      // Whatever it left, the next run brings the folder to the new edition.
      world_.refuse_at = -1;
      if (!world_.entries.contains("out/.grif/journal")) {
        const auto now = world_.files("out");
        EXPECT_TRUE(now == old_files || now == new_files) << "call " << call;
      }
      ASSERT_TRUE(save(edition_of("two")).saved) << "call " << call << messages();
      EXPECT_EQ(world_.files("out"), new_files) << "call " << call;
      expect_agreement();
    }
  }
}

/// Wherever the run is killed, the next one ends with the whole new edition.
TEST_F(Saving, KilledAnywhereTheNextRunCompletes) {
  for (const bool rebuild : {false, true}) {
    world_ = MemoryWorld();
    if (rebuild) save(edition_of("one"));
    const auto start = world_.entries;
    world_.calls = 0;
    ASSERT_TRUE(save(edition_of("two")).saved);
    const int calls = world_.calls;
    const auto expected = world_.files("out");
    for (int call = 0; call < calls; ++call) {
      world_ = MemoryWorld();
      world_.entries = start;
      world_.kill_at = call;
      EXPECT_THROW(save(edition_of("two")), MemoryWorld::Killed);
      world_.kill_at = -1;
      if (!rebuild && world_.entries.contains("out")) {
        EXPECT_EQ(world_.files("out"), expected) << call;
      }
      ASSERT_TRUE(save(edition_of("two")).saved) << "call " << call << messages();
      EXPECT_EQ(world_.files("out"), expected) << "call " << call;
      EXPECT_FALSE(world_.entries.contains(".out.grif-new")) << call;
      expect_agreement();
    }
  }
}

/// After an interruption another edition may come: half-renamed files are not taken for a person's
/// edits.
TEST_F(Saving, KilledAnywhereAnotherEditionFollowsWithoutAWord) {
  save(edition_of("one"));
  const auto start = world_.entries;
  world_.calls = 0;
  save(edition_of("two"));
  const int calls = world_.calls;
  for (int call = 0; call < calls; ++call) {
    world_ = MemoryWorld();
    world_.entries = start;
    world_.kill_at = call;
    EXPECT_THROW(save(edition_of("two")), MemoryWorld::Killed);
    world_.kill_at = -1;
    ASSERT_TRUE(save(edition_of("three")).saved);
    EXPECT_EQ(messages(), "") << "call " << call;
    EXPECT_EQ(world_.files("out").size(), 3U);
    EXPECT_EQ(world_.files("out").at("roadmap.pdf"), "three pdf");
    expect_agreement();
  }
}

/// After an interruption a person may edit what was not renamed yet, or what was: his words stay.
TEST_F(Saving, KilledAnywhereAHandEditBeforeTheNextRunIsKept) {
  save(edition_of("one"));
  const auto start = world_.entries;
  world_.calls = 0;
  save(edition_of("two"));
  const int calls = world_.calls;
  bool with_journal = false;
  for (int call = 0; call < calls; ++call) {
    world_ = MemoryWorld();
    world_.entries = start;
    world_.kill_at = call;
    EXPECT_THROW(save(edition_of("two")), MemoryWorld::Killed);
    world_.kill_at = -1;
    with_journal = with_journal || world_.entries.contains("out/.grif/journal");
    world_.entries.at("out/roadmap.docx").bytes = "my own words";
    ASSERT_TRUE(save(edition_of("three")).saved) << "call " << call << messages();
    EXPECT_EQ(world_.files("out").at("roadmap.docx"), "my own words") << "call " << call;
    EXPECT_EQ(world_.files("out").at("roadmap (новая редакция).docx"), "three docx");
    EXPECT_EQ(world_.files("out").at("roadmap.pdf"), "three pdf");
    EXPECT_NE(messages().find("warning[edited-by-hand]"), std::string::npos) << "call " << call;
    expect_agreement();
  }
  EXPECT_TRUE(with_journal);
}

/// A journal that does not say what lay in the place of its files, as one of an earlier Grif.
TEST_F(Saving, AJournalWithoutHashesReplacesNothing) {
  save(edition_of("one"));
  world_.entries["out/.grif/new"] = {World::EntryType::directory, ""};
  world_.entries["out/.grif/new/0"] = world_.entries.at("out/roadmap.docx");
  world_.entries["out/.grif/journal"] = R"([{"from":"0","to":"roadmap.docx"}])";
  world_.entries.at("out/roadmap.docx").bytes = "my own words";
  ASSERT_TRUE(save(edition_of("one")).saved) << messages();
  EXPECT_EQ(world_.files("out").at("roadmap.docx"), "my own words");
  EXPECT_EQ(world_.files("out").at("roadmap (новая редакция).docx"), "one docx");
  EXPECT_NE(messages().find("warning[edited-by-hand]"), std::string::npos);
  EXPECT_FALSE(world_.entries.contains("out/.grif/journal"));
  expect_agreement();
}

/// Nothing of a person's is lost at any step of a save but between a look and the rename after it.
TEST_F(Saving, AFileThatAPersonSavesMeanwhileIsKept) {
  save(edition_of("one"));
  const auto start = world_.entries;
  world_.calls = 0;
  save(edition_of("two"));
  const int calls = world_.calls;
  int lost = 0, beside = 0;
  for (int call = 0; call < calls; ++call) {
    world_ = MemoryWorld();
    world_.entries = start;
    world_.edit_at = call;
    world_.edit_path = "out/roadmap.docx";
    ASSERT_TRUE(save(edition_of("two")).saved) << "call " << call << messages();
    const std::string now = world_.files("out").at("roadmap.docx");
    const bool is_beside = world_.files("out").contains("roadmap (новая редакция).docx");
    lost += now == "two docx" ? 1 : 0;
    beside += is_beside ? 1 : 0;
    EXPECT_EQ(is_beside, messages().find("edited-by-hand") != std::string::npos) << call;
    EXPECT_EQ(messages().find("edited-by-hand"), messages().rfind("edited-by-hand")) << call;
    if (is_beside) {
      EXPECT_EQ(world_.files("out").at("roadmap (новая редакция).docx"), "two docx");
      expect_agreement();
    }
  }
  EXPECT_EQ(lost, 1);
  EXPECT_GT(beside, 20);
}

TEST_F(Saving, ABrokenJournalIsAnsweredAndNothingIsTouched) {
  save(edition_of("one"));
  const auto files = world_.files("out");
  world_.entries["out/.grif/new"] = {World::EntryType::directory, ""};
  world_.entries["out/.grif/new/0"] = "evil";
  const std::string says =
      "error[journal-unreadable]: an earlier run was interrupted, and the list of what it left "
      "undone cannot be read: ";
  const std::string cure =
      "; nothing in the folder was changed\n"
      "    move that list away and build again: every file stays, and what has changed is laid "
      "beside as “… (новая редакция)”; or name another folder with -o\n";
  const std::string broken = "it is broken or cut", other = "it lacks what Grif writes",
                    out = "the name of a file in it leads out of the folder";
  for (const auto& [text, place, why] :
       std::vector<std::tuple<std::string, std::string, std::string>>{
           {"", ":1:1", broken},
           {R"([{"from":"0",)", ":1:14", broken},
           {"{}", "", other},
           {"[1]", "", other},
           {R"([{"from":5,"to":"x"}])", "", other},
           {R"([{"from":"0","to":null}])", "", other},
           {R"([{"from":"0"}])", "", other},
           {R"([{"from":"0","to":"x","was":7}])", "", other},
           {R"([{"from":"0","to":"../evil"}])", "", out},
           {R"([{"from":"0","to":"a/b"}])", "", out},
           {R"([{"from":"0","to":".."}])", "", out},
           {R"([{"from":"../lock","to":"x"}])", "", out}}) {
    world_.entries["out/.grif/journal"] = std::string_view(text);
    EXPECT_FALSE(save(edition_of("two")).saved) << text;
    EXPECT_EQ(messages(), "out/.grif/journal" + place + ": " + says + why + cure) << text;
    EXPECT_EQ(world_.files("out"), files) << text;
  }
  // The cure.
  world_.entries.erase("out/.grif/journal");
  ASSERT_TRUE(save(edition_of("two")).saved) << messages();
  EXPECT_EQ(world_.files("out").at("roadmap.docx"), "two docx");
}

TEST_F(Saving, WhoHasADocumentOpenIsTold) {
  const auto in_use = [&](const std::string& name, const std::string& lock) {
    world_ = MemoryWorld();
    Edition edition = edition_of("one");
    edition.documents[0].name = name;
    save(edition);
    world_.entries["out/" + lock] = "somebody";
    edition.documents[0].files[0].bytes = "two docx";
    EXPECT_TRUE(save(edition).saved);
    EXPECT_EQ(world_.files("out").at(name + ".docx"), "two docx");
    return messages();
  };
  EXPECT_EQ(in_use("roadmap", ".~lock.roadmap.docx#"),
            "out/roadmap.docx: warning[file-in-use]: roadmap.docx is open in another program; the "
            "new edition was written, but that program shows the old one\n"
            "    close it there without saving and open it anew; if it is open nowhere, delete the "
            "file .~lock.roadmap.docx# that was left behind\n");
  // Excel, and Word with names of up to six letters, of seven and of more.
  for (const auto& [name, lock] :
       std::vector<std::pair<std::string, std::string>>{{"roadmap", "~$roadmap.docx"},
                                                        {"план", "~$план.docx"},
                                                        {"roadmap", "~$oadmap.docx"},
                                                        {"программа", "~$ограмма.docx"}})
    EXPECT_NE(in_use(name, lock).find("file-in-use"), std::string::npos) << lock;
  EXPECT_EQ(in_use("plan", "~$an.docx"), "");
  EXPECT_EQ(in_use("roadmap", "~$roadmap.pdf"), "") << "its PDF was not written anew";
}

TEST(ManifestText, RoundTrips) {
  Manifest manifest;
  manifest.programme = "Ступени «роста»";
  manifest.date = "2026-11-22";
  manifest.documents = {{"roadmap",
                         "Дорожная карта",
                         "план",
                         "stale",
                         "0123456789abcdef",
                         "fedcba9876543210",
                         true,
                         5,
                         {{"roadmap.pdf", "pdf", std::string(64, 'a'), 12, true}}}};
  manifest.edited_by_hand = {"roadmap.docx"};
  ListFault fault;
  EXPECT_EQ(parse_manifest(to_json(manifest), fault), manifest);
}

}  // namespace
}  // namespace grif
