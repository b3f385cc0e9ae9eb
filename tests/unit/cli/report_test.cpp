#include "cli/report.hpp"

#include <gtest/gtest.h>

namespace grif {
namespace {

class Reporting : public testing::Test {
 protected:
  Sources sources;
  SourceId sheet = sources.add("data.xlsx", "Лист один");
  SourceId file = sources.add("pack.xml");
};

TEST_F(Reporting, PlainFormIsOneMessageALine) {
  Diagnostics diagnostics(Language::english);
  diagnostics.report(Kind::internal_fault, Place::cell(sheet, 6, 1), {"two\nlines"});
  diagnostics.report(Severity::warning, Kind::unknown_document, Place::position(file, 12, 5),
                     {"x", "p", "there are: plan"});
  EXPECT_EQ(
      format_all_plain(diagnostics, sources),
      "data.xlsx:'Лист один'!B7: error[internal-fault]: internal fault: two lines\n"
      "    please report it together with the file that caused it; existing files were not changed\n"
      "pack.xml:12:5: warning[unknown-document]: the pack “p” has no document “x”\n"
      "    there are: plan; grif list documents lists them\n");
}

TEST_F(Reporting, JsonHasOneObjectALine) {
  Diagnostics diagnostics(Language::english);
  Diagnostic& first =
      diagnostics.report(Kind::internal_fault, Place::cell(sheet, 6, 1), {"a \"quoted\" word"});
  first.hint = "";
  first.range_end = Place::cell(sheet, 8, 2);
  first.notes.push_back({Place::position(file, 3, 4), "declared here"});
  diagnostics.report_rule(Severity::warning, "own-rule", Place::position(file, 1, 2), "words",
                          "do this");
  EXPECT_EQ(
      format_all_json(diagnostics, sources),
      R"({"severity":"error","kind":"internal-fault","file":"data.xlsx","sheet":"Лист один","cell":"B7",)"
      R"("range":"B7:C9","text":"internal fault: a \"quoted\" word","notes":["pack.xml:3:4: declared here"]})"
      "\n"
      R"({"severity":"warning","kind":"own-rule","file":"pack.xml","line":1,"column":2,"text":"words","hint":"do this"})"
      "\n");
}

TEST_F(Reporting, NamesFieldsAndTablesAsPeopleDo) {
  const SourceId csv =
      sources.add({.file = "Пары.csv", .sheet = "Пары", .naming = Sources::Naming::field});
  const SourceId document =
      sources.add({.file = "план.docx",
                   .sheet = "таблица 2",
                   .naming = Sources::Naming::document,
                   .rows = {{0, DocumentRows::Kind::above, 2}, {3, DocumentRows::Kind::table, 2}}});
  Diagnostics diagnostics;
  const auto report = [&](Place place) -> Diagnostic& {
    return diagnostics.report_rule(Severity::warning, "gap", place, "пропуск", "");
  };
  report(Place::cell(csv, 13, 2));
  report(Place::whole(csv));
  report(Place::cell(document, 1, 0));
  report(Place::cell(document, 4, 1)).range_end = Place::cell(document, 5, 2);
  EXPECT_EQ(format_all_for_people(diagnostics, sources),
            "Пары.csv, строка 14, столбец 3 — предупреждение: пропуск\n"
            "Пары.csv — предупреждение: пропуск\n"
            "план.docx, строка 2 над таблицей 2 — предупреждение: пропуск\n"
            "план.docx, таблица 2, строка 2, столбец 2 — предупреждение: пропуск\n");
  const std::string head = R"({"severity":"warning","kind":"gap","file":)";
  const std::string tail = R"("text":"пропуск"})"
                           "\n";
  EXPECT_EQ(format_all_json(diagnostics, sources),
            head + R"("Пары.csv","sheet":"Пары","cell":"C14",)" + tail + head +
                R"("Пары.csv","sheet":"Пары",)" + tail + head +
                R"("план.docx","sheet":"таблица 2",)" + tail + head +
                R"("план.docx","sheet":"таблица 2","cell":"B2","range":"B2:C3",)" + tail);
}

TEST_F(Reporting, PeopleGetSentencesGroupedAndCounted) {
  Diagnostics diagnostics(Language::russian);
  for (unsigned row = 0; row < 8; ++row) {
    diagnostics.report_rule(Severity::warning, "gap", Place::cell(sheet, row, 0), "пропуск",
                            "заполните");
  }
  diagnostics.report_rule(Severity::error, "bad", Place::position(file, 2, 3), "неверно", "");
  EXPECT_EQ(format_all_for_people(diagnostics, sources),
            "pack.xml, строка 2, столбец 3 — ошибка: неверно\n"
            "Лист «Лист один», A1 — предупреждение: пропуск\n"
            "Лист «Лист один», A2 — предупреждение: пропуск\n"
            "Лист «Лист один», A3 — предупреждение: пропуск\n"
            "Лист «Лист один», A4 — предупреждение: пропуск\n"
            "Лист «Лист один», A5 — предупреждение: пропуск\n"
            "    … и ещё 3 таких же\n"
            "    → заполните\n");
}

TEST_F(Reporting, WhatBecameOfTheOutputIsNeverCountedAway) {
  Diagnostics diagnostics(Language::russian);
  diagnostics.report(Kind::cannot_write, Place::nowhere(),
                     {"out", "диск полон", "освободите место"});
  diagnostics.report(Kind::older_editions, Place::nowhere(), {"out", "plan.pdf"});
  for (unsigned row = 0; row < 12; ++row)
    diagnostics.report_rule(Severity::warning, "rule" + std::to_string(row),
                            Place::cell(sheet, row, 0), "пропуск", "");
  const std::string text = format_all_for_people(diagnostics, sources);
  EXPECT_TRUE(text.starts_with("Лист «Лист один», A1 — предупреждение: пропуск\n")) << text;
  EXPECT_TRUE(
      text.ends_with("… и ещё сообщений: 2; все вместе: grif check КНИГА.xlsx 2> файл.txt\n"
                     "предупреждение: в папке out остались файлы прежней редакции: plan.pdf\n"
                     "    → соберите их заново (без --only и --formats) или уберите из папки\n"
                     "ошибка: не удалось записать out: диск полон\n"
                     "    → прежние файлы не тронуты; освободите место\n"))
      << text;
}

TEST_F(Reporting, PeopleAreToldTheFileWhereThereAreSeveral) {
  const SourceId other = sources.add("more.xlsx", "Пары");
  Diagnostics diagnostics(Language::russian);
  diagnostics.report_rule(Severity::error, "bad", Place::cell(sheet, 0, 0), "неверно", "так");
  diagnostics.report_rule(Severity::error, "bad", Place::cell(other, 1, 1), "неверно", "иначе");
  diagnostics.report_rule(Severity::note, "seen", Place::whole(other), "видели", "")
      .notes.push_back({Place::cell(other, 2, 2), "здесь"});
  EXPECT_EQ(format_all_for_people(diagnostics, sources),
            "data.xlsx, лист «Лист один», A1 — ошибка: неверно\n"
            "    → так\n"
            "more.xlsx, лист «Пары», B2 — ошибка: неверно\n"
            "    → иначе\n"
            "more.xlsx, лист «Пары» — к сведению: видели\n"
            "    more.xlsx, лист «Пары», C3: здесь\n");
}

TEST_F(Reporting, WhatACellHoldsNeverDrivesTheTerminal) {
  Diagnostics diagnostics(Language::english);
  diagnostics.report_rule(Severity::error, "bad", Place::cell(sheet, 0, 0), "a\x1B[31mb\nc",
                          "d\re");
  EXPECT_EQ(format_all_for_people(diagnostics, sources),
            "Sheet “Лист один”, A1 — error: a [31mb c\n    → d e\n");
}

TEST_F(Reporting, PeopleGetTenGroupsAtMost) {
  Diagnostics diagnostics(Language::english);
  for (int i = 0; i < 13; ++i) {
    diagnostics.report_rule(Severity::warning, "rule-" + std::to_string(i), Place::whole(file),
                            "text " + std::to_string(i), "");
  }
  const std::string text = format_all_for_people(diagnostics, sources);
  EXPECT_NE(text.find("pack.xml — warning: text 9\n"), std::string::npos);
  EXPECT_EQ(text.find("text 10"), std::string::npos);
  EXPECT_TRUE(
      text.ends_with("… and 3 more messages; all of them: grif check INPUT.xlsx 2> file.txt\n"));
}

}  // namespace
}  // namespace grif
