#include "pack/starter.hpp"

#include <gtest/gtest.h>

#include "memory_world.hpp"

namespace grif {
namespace {

constexpr std::string_view kPack = R"(<pack name="library" title="Библиотека" styles="styles.xml">
<schema>
<sheet id="house" title="Библиотека" shape="keyed"><column id="name" title="Название"/></sheet>
<sheet id="books" title="Книги">
<column id="title" title="Заглавие"><alias>Книга</alias></column>
<column id="genre" title="Жанр"><value>проза</value><value>стихи</value></column>
<column id="copies" title="Экземпляров" type="integer"/>
<column id="price" title="Цена" type="decimal"/>
<column id="bought" title="Куплена" type="date"/>
</sheet>
<sheet id="plan" title="План" shape="grouped">
<column id="number" title="№" type="label"/><column id="work" title="Работа"/><column id="day" title="День"/>
</sheet>
</schema>
</pack>)";

class LoadStarter : public testing::Test {
 protected:
  std::optional<Starter> load(std::string_view xml) {
    MemoryWorld world;
    world.entries["p/pack.xml"] = kPack;
    if (!xml.empty()) world.entries["p/workbook.xml"] = xml;
    return load_from(world);
  }
  std::optional<Starter> load_from(MemoryWorld& world) {
    sources = Sources();
    diagnostics = Diagnostics(Language::english);
    if (!pack) pack = load_pack("p", world, sources, diagnostics);
    return load_starter(*pack, world, sources, diagnostics);
  }
  /// The messages about what stands within <workbook>, from its second line on.
  std::string faults(std::string_view within) {
    const auto starter = load("<workbook>\n" + std::string(within) + "</workbook>");
    EXPECT_FALSE(starter);
    std::string all;
    for (const Diagnostic& d : diagnostics.all()) all += format_plain(d, sources);
    return all;
  }

  Sources sources;
  Diagnostics diagnostics{Language::english};
  std::optional<Pack> pack;
};

TEST_F(LoadStarter, PackNeedNotHaveOne) {
  const auto starter = load({});
  ASSERT_TRUE(starter);
  EXPECT_TRUE(starter->tasks.empty());
  EXPECT_FALSE(starter->has_sample());
  EXPECT_EQ(starter->find(0), nullptr);
}

TEST_F(LoadStarter, SaysWhatTheWorkbookHolds) {
  const auto starter = load(R"(<workbook>
<about>Сначала книги,
  потом план.</about>
<task name="stock" title="Фонд" sheets="house, books"/>
<sheet id="books"><about>Что есть.</about>
<row title="Река" genre="стихи" copies="3" price="120.50" bought="2026-09-01"/></sheet>
<sheet id="plan" columns="work number"><title column="work">Работа</title>
<row kind="group" number="1" work="Весна&#10;Итоги"/><row number="1.1" work="Перечень"/></sheet>
</workbook>)");
  ASSERT_TRUE(starter);
  EXPECT_EQ(starter->about, std::vector<std::string>{"Сначала книги, потом план."});
  ASSERT_EQ(starter->tasks.size(), 1U);
  EXPECT_EQ(starter->tasks[0].title, "Фонд");
  EXPECT_EQ(starter->tasks[0].sheets, (std::vector<SheetId>{0, 1}));
  const Starter::SheetPart* books = starter->find(1);
  ASSERT_NE(books, nullptr);
  EXPECT_EQ(books->about, "Что есть.");
  EXPECT_TRUE(books->columns.empty());
  using Type = FormCell::Type;
  const std::vector<FormCell> cells = {
      {.type = Type::text, .text = "Река", .number = 0, .date = {}},
      {.type = Type::text, .text = "стихи", .number = 0, .date = {}},
      {.type = Type::number, .text = {}, .number = 3, .date = {}},
      {.type = Type::number, .text = {}, .number = 120.5, .date = {}},
      {.type = Type::date, .text = {}, .number = 0, .date = *Date::from_ymd(2026, 9, 1)}};
  ASSERT_EQ(books->sample.size(), 1U);
  EXPECT_EQ(books->sample[0].cells, cells);
  const Starter::SheetPart* plan = starter->find(2);
  ASSERT_NE(plan, nullptr);
  EXPECT_EQ(plan->columns, (std::vector<ColumnId>{1, 0}));
  EXPECT_EQ(plan->titles, (std::vector<std::string>{"", "Работа", ""}));
  ASSERT_EQ(plan->sample.size(), 2U);
  EXPECT_EQ(plan->sample[0].kind, RowKind::group);
  EXPECT_EQ(plan->sample[0].cells[1].text, "Весна\nИтоги");
  EXPECT_EQ(plan->sample[1].kind, RowKind::item);
  EXPECT_EQ(plan->sample[1].cells[2].type, Type::blank);
  EXPECT_TRUE(starter->has_sample());
}

TEST_F(LoadStarter, FaultsAreReportedWhereTheyStand) {
  EXPECT_EQ(faults(R"(<sheet id="boks"/>)"),
            "p/workbook.xml:2:12: error[pack-unknown-sheet]: there is no sheet \"boks\"; there "
            "are: books\n");
  // A table that the reader makes by itself is none that somebody fills.
  EXPECT_TRUE(faults(R"(<sheet id="plan_marks"/>)")
                  .starts_with("p/workbook.xml:2:12: error[pack-unknown-sheet]: there is no sheet "
                               "\"plan_marks\""));
  EXPECT_EQ(faults(R"(<sheet id="books"/><sheet id="books"/>)"),
            "p/workbook.xml:2:31: error[pack-twice]: \"books\" is there already\n");
  EXPECT_EQ(faults(R"(<sheet id="books"><row titel="Река"/></sheet>)"),
            "p/workbook.xml:2:31: error[pack-unknown-column]: there is no column \"titel\"; there "
            "are: title\n");
  EXPECT_EQ(faults(R"(<sheet id="books"><row bought="завтра"/></sheet>)"),
            "p/workbook.xml:2:32: error[pack-bad-value]: there is no bought=\"завтра\"; there may "
            "be: 2026-09-01\n");
  EXPECT_EQ(faults(R"(<sheet id="books"><row copies="1.5"/></sheet>)"),
            "p/workbook.xml:2:32: error[pack-bad-value]: there is no copies=\"1.5\"; there may be: "
            "12\n");
  EXPECT_EQ(faults(R"(<sheet id="books"><row price="много"/></sheet>)"),
            "p/workbook.xml:2:31: error[pack-bad-value]: there is no price=\"много\"; there may "
            "be: 12.5\n");
  EXPECT_EQ(faults(R"(<sheet id="books"><row genre="стих"/></sheet>)"),
            "p/workbook.xml:2:31: error[pack-bad-value]: there is no genre=\"стих\"; there may be: "
            "стихи\n");
  EXPECT_EQ(faults(R"(<sheet id="books"><title column="title">Том</title></sheet>)"),
            "p/workbook.xml:2:19: error[pack-bad-value]: there is no title=\"Том\"; there may be: "
            "Заглавие, Книга\n");
  EXPECT_EQ(faults(R"(<sheet id="plan" columns="work"><row day="май"/></sheet>)"),
            "p/workbook.xml:2:43: error[pack-unknown-attribute]: there is no attribute day of "
            "<row>; there may be: work\n");
  EXPECT_EQ(faults(R"(<sheet id="plan" columns="wrok"/>)"),
            "p/workbook.xml:2:27: error[pack-unknown-column]: there is no column \"wrok\"; there "
            "are: work\n");
  EXPECT_EQ(
      faults(R"(<task name="a" title="А" sheets="books"/><task name="a" title="Б" sheets="x"/>)"),
      "p/workbook.xml:2:54: error[pack-twice]: \"a\" is there already\n"
      "p/workbook.xml:2:75: error[pack-unknown-sheet]: there is no sheet \"x\"; there are: "
      "house, books, plan, plan_title, plan_marks, plan_columns, plan_below\n");
  EXPECT_EQ(faults(R"(<task title="А" sheets="books"/>)"),
            "p/workbook.xml:2:1: error[pack-missing-attribute]: <task> has no attribute name, or "
            "an empty one\n");
}

TEST_F(LoadStarter, AnotherRootOrAFileThatCannotBeRead) {
  EXPECT_FALSE(load("<pack/>"));
  EXPECT_EQ(format_plain(diagnostics.all()[0], sources),
            "p/workbook.xml:1:1: error[pack-unknown-element]: there is no <pack> in "
            "<workbook.xml>; there may be: workbook\n");
  EXPECT_FALSE(load("<workbook>"));
  MemoryWorld world;
  world.entries["p/pack.xml"] = kPack;
  world.entries["p/workbook.xml"] = "<workbook/>";
  world.unreadable = "p/workbook.xml";
  EXPECT_FALSE(load_from(world));
  ASSERT_EQ(diagnostics.all().size(), 1U);
  EXPECT_EQ(diagnostics.all()[0].kind, Kind::pack_unreadable);
}

}  // namespace
}  // namespace grif
