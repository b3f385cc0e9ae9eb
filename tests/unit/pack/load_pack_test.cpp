#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/text.hpp"
#include "memory_world.hpp"
#include "pack/pack.hpp"

namespace grif {
namespace {

struct Loaded {
  Sources sources;
  Diagnostics diagnostics{Language::english};
  std::optional<Pack> pack;

  explicit Loaded(std::string xml, RuleLoading loading = RuleLoading::at_once) {
    MemoryWorld world;
    world.entries["packs/library/pack.xml"] = std::move(xml);
    pack = load_pack("packs/library", world, sources, diagnostics, loading);
  }
  /// `line:column error[kind]: text` of each message, in order of place.
  [[nodiscard]] std::string messages() {
    diagnostics.sort();
    std::string out;
    for (const Diagnostic& d : diagnostics.all()) {
      const std::string line = format_plain(d, sources);
      out += line.substr(std::string("packs/library/pack.xml:").size());
    }
    return out;
  }
};

constexpr std::string_view kLibrary =
    R"(<pack name="library" title="Библиотека" styles="styles.xml">
  <schema>
    <sheet id="house" title="Библиотека" shape="keyed">
      <value-title>Значение</value-title>
      <column id="name" title="Название"/>
    </sheet>
    <sheet id="books" title="Книги">
      <alias>Фонд</alias>
      <column id="title" title="Заглавие" required="yes" unique="yes" width="40" weight="2.5">
        <alias>Книга</alias><note>Как на обложке</note>
      </column>
      <column id="genre" title="Жанр" privacy="staff"><value>проза</value><value>стихи</value></column>
      <column id="copies" title="Экземпляров" type="integer"/>
    </sheet>
    <sheet id="loans" title="Выдача">
      <column id="book" title="Книга" type="reference" reference="books.title"/>
      <column id="readers" title="Читатели" list="yes" privacy="personal"/>
    </sheet>
    <sheet id="plan" title="План" shape="grouped">
      <rows>
        <group begins="Месяц"/><detail begins="Задача:"/><result begins="Итог:"/>
      </rows>
      <above><line role="aim" begins="Цель" goes-on="yes"/></above>
      <below><line role="remark" begins="Примечание"/></below>
      <mark>Утверждаю</mark><mark annex="yes">Приложение</mark>
      <column id="number" title="№" type="label"/>
      <column id="work" title="Работа"/>
      <column id="day" title="День" type="term"/>
    </sheet>
  </schema>
  <aggregates>
    <aggregate name="copies" title="Экземпляров">books | sum: .copies</aggregate>
    <aggregate name="many" title="Много ли">copies &gt; 100</aggregate>
  </aggregates>
  <rules>
    <rule id="no-copies" sheet="books" at="copies" severity="error" printed="note">
      <when>row.copies is not missing</when>
      <test>row.copies &gt; 0</test>
      <message lang="ru">нет ни одного экземпляра
        «{row.title}» из {copies}</message>
      <message lang="en">no copy of «{row.title}» {{none}}</message>
      <hint lang="ru">спишите</hint>
      <hint lang="en">write it off</hint>
    </rule>
    <rule id="house-name">
      <test>house.name is not missing</test>
      <message lang="ru">нет названия</message>
      <message lang="en">no name</message>
    </rule>
  </rules>
  <documents>
    <document name="year-plan" title="План на год" kind="Планы" template="plan.xml" formats="docx, pdf docx-xml"
              needs="plan house" permanent="yes"/>
  </documents>
</pack>
)";

TEST(LoadPack, TakesTheWholeVocabulary) {
  Loaded loaded{std::string(kLibrary)};
  EXPECT_EQ(loaded.messages(), "");
  ASSERT_TRUE(loaded.pack);
  const Pack& pack = *loaded.pack;
  EXPECT_EQ(pack.name, "library");
  EXPECT_EQ(pack.title, "Библиотека");
  EXPECT_EQ(pack.folder, "packs/library");
  EXPECT_EQ(pack.styles_file, "styles.xml");

  ASSERT_EQ(pack.schema.sheets.size(), 8U) << "four, and four that the grouped one brings along";
  const SheetSchema& house = pack.schema.sheets[0];
  EXPECT_EQ(house.shape, SheetShape::keyed);
  EXPECT_THAT(house.value_titles, testing::ElementsAre("Значение"));
  const SheetSchema& books = pack.schema.sheets[1];
  EXPECT_THAT(books.aliases, testing::ElementsAre("Фонд"));
  EXPECT_EQ(books.shape, SheetShape::records);
  EXPECT_EQ(books.columns[0].id, "title");
  EXPECT_EQ(books.columns[0].note, "Как на обложке");
  EXPECT_TRUE(books.columns[0].required);
  EXPECT_TRUE(books.columns[0].unique);
  EXPECT_EQ(books.columns[0].width, 40);
  EXPECT_EQ(books.columns[0].weight, 2.5);
  EXPECT_THAT(books.columns[0].aliases, testing::ElementsAre("Книга"));
  EXPECT_THAT(books.columns[1].one_of, testing::ElementsAre("проза", "стихи"));
  EXPECT_EQ(books.columns[1].privacy, Privacy::staff);
  EXPECT_EQ(books.columns[2].type, ColumnType::integer);
  EXPECT_FALSE(books.columns[2].required);
  const SheetSchema& loans = pack.schema.sheets[2];
  EXPECT_EQ(loans.columns[0].reference, 1);
  EXPECT_EQ(loans.columns[0].reference_column, 0);
  EXPECT_TRUE(loans.columns[1].list);
  const SheetSchema& plan = pack.schema.sheets[3];
  EXPECT_THAT(plan.rows.group_prefixes, testing::ElementsAre("Месяц"));
  EXPECT_THAT(plan.rows.detail_prefixes, testing::ElementsAre("Задача:"));
  EXPECT_THAT(plan.rows.result_prefixes, testing::ElementsAre("Итог:"));
  EXPECT_THAT(plan.mark_words, testing::ElementsAre("Утверждаю", "Приложение"));
  EXPECT_THAT(plan.annex_words, testing::ElementsAre("Приложение"));
  ASSERT_EQ(plan.lines_above.size(), 1U);
  EXPECT_EQ(plan.lines_above[0].role, "aim");
  EXPECT_EQ(plan.lines_above[0].begins, "Цель");
  EXPECT_TRUE(plan.lines_above[0].goes_on);
  ASSERT_EQ(plan.lines_below.size(), 1U);
  EXPECT_EQ(plan.lines_below[0].role, "remark");
  EXPECT_EQ(plan.lines_below[0].begins, "Примечание");
  EXPECT_FALSE(plan.lines_below[0].goes_on);
  EXPECT_EQ(pack.schema.sheets[plan.below].id, "plan_below");
  EXPECT_EQ(pack.schema.sheets[plan.title_lines].id, "plan_title");
  EXPECT_EQ(pack.schema.sheets[plan.marks].id, "plan_marks");
  EXPECT_EQ(pack.schema.sheets[plan.printed_columns].id, "plan_columns");

  ASSERT_EQ(pack.aggregates.size(), 2U);
  EXPECT_EQ(pack.aggregates[1].name, "many");
  EXPECT_EQ(pack.aggregates[1].expression.type().base, StaticType::Base::boolean);

  ASSERT_EQ(pack.rules.size(), 2U);
  const Rule& rule = pack.rules[0];
  EXPECT_EQ(rule.id, "no-copies");
  EXPECT_EQ(rule.sheet, 1);
  EXPECT_EQ(rule.at, 2);
  EXPECT_EQ(rule.severity, Severity::error);
  EXPECT_EQ(rule.printed_severity, Severity::note);
  EXPECT_TRUE(rule.when.valid());
  EXPECT_THAT(rule.text_ru.literals,
              testing::ElementsAre("нет ни одного экземпляра «", "» из ", ""));
  EXPECT_THAT(rule.text_en.literals, testing::ElementsAre("no copy of «", "» {none}"));
  EXPECT_EQ(rule.text_ru.expressions.size(), 2U);
  EXPECT_THAT(rule.hint_en.literals, testing::ElementsAre("write it off"));
  EXPECT_EQ(pack.rules[1].sheet, kNoSheet);
  EXPECT_EQ(pack.rules[1].severity, Severity::error);
  EXPECT_EQ(pack.rules[1].printed_severity, Severity::warning) << "at most, where it is not said";

  ASSERT_EQ(pack.documents.size(), 1U);
  const DocumentSpec& document = pack.documents[0];
  EXPECT_EQ(document.name, "year-plan");
  EXPECT_EQ(document.kind, "Планы");
  EXPECT_EQ(document.template_file, "plan.xml");
  EXPECT_THAT(document.formats, testing::ElementsAre(Format::docx, Format::pdf, Format::docx_xml));
  EXPECT_THAT(document.needs, testing::ElementsAre(SheetId{3}, SheetId{0}));
  EXPECT_TRUE(document.permanent);
  EXPECT_FALSE(document.personal_data);
  EXPECT_EQ(pack.find_document("year-plan"), &document);
  EXPECT_EQ(pack.find_document("план НА год."), &document);
  EXPECT_EQ(pack.find_document("plan"), nullptr);
  EXPECT_TRUE(pack.scope().find("many"));
  EXPECT_TRUE(pack.scope().find("plan_columns"));
}

TEST(Formats, HaveNamesAndExtensions) {
  for (const Format format :
       {Format::docx, Format::pdf, Format::xlsx, Format::html, Format::docx_xml})
    EXPECT_EQ(parse_format(format_name(format)), format);
  EXPECT_EQ(format_name(Format::docx_xml), "docx-xml");
  EXPECT_EQ(format_extension(Format::docx_xml), "xml");
  EXPECT_EQ(format_extension(Format::pdf), "pdf");
  EXPECT_EQ(parse_format("doc"), std::nullopt);
}

TEST(LoadPack, ThatCannotBeReadSaysWhy) {
  Sources sources;
  Diagnostics diagnostics(Language::english);
  MemoryWorld world;
  EXPECT_FALSE(load_pack("packs/none", world, sources, diagnostics));
  ASSERT_EQ(diagnostics.all().size(), 1U);
  EXPECT_EQ(diagnostics.all()[0].text,
            "the pack's file packs/none/pack.xml cannot be read: No such file or directory");
  EXPECT_EQ(diagnostics.all()[0].id(), "pack-unreadable");
}

TEST(LoadPack, OfAnotherRootIsRefused) {
  Loaded loaded("<template/>");
  EXPECT_EQ(loaded.messages(),
            "1:1: error[pack-root]: the first element is <template>, it must be <pack>\n");
  EXPECT_FALSE(loaded.pack);
}

std::string messages_of_settings(std::string_view sheet, std::string_view columns) {
  Loaded loaded(
      "<pack name=\"a\" title=\"А\" styles=\"s.xml\"><schema><sheet id=\"own\" title=\"Б\">" +
      std::string(columns) + "</sheet></schema>\n<rules settings=\"" + std::string(sheet) +
      "\"/></pack>");
  return loaded.messages();
}

TEST(LoadPack, TakesASheetOfSettingsOnlyInItsForm) {
  constexpr std::string_view kName = "<column id=\"rule\" title=\"В\"/>";
  const std::string wish =
      "<column id=\"wish\" title=\"Г\"><value>1</value><value>2</value><value>3</value>";
  EXPECT_EQ(messages_of_settings("own", std::string(kName) + wish + "<value>4</value></column>"),
            "");
  EXPECT_EQ(
      messages_of_settings("own", std::string(kName) + wish + "</column>"),
      "2:18: error[pack-settings-sheet]: sheet \"own\" cannot hold settings of checks\n"
      "    the first column names a check, the second says what to do and has four <value>s: off, "
      "note, warning, error\n");
  EXPECT_EQ(messages_of_settings("owns", kName),
            "2:18: error[pack-unknown-sheet]: there is no sheet \"owns\"; there are: own\n");
}

/// The faults of a schema, of what else stands in a pack: each line has one.
TEST(LoadPack, TellsOfEveryFaultOfTheSchemaInOneRun) {
  Loaded loaded(R"(<pack name="Library" title="Библиотека" styles="../styles.xml">
  <schema colour="red">
    лишнее
    <sheet id="books" title="Книги" shape="recods">
      <colum id="x" title="y"/>
      <column id="title" title=" "/>
      <column id="genre" title="Жанр" type="txt" required="да" width="-1"/>
      <column id="genre" title="Автор"/>
      <column id="Год" title="Год"/>
      <column id="shelf" title="жанр:"/>
      <column id="loan" title="Выдача" type="reference" reference="lons"/>
      <column id="other" title="Другая" type="reference" reference="books.gener"/>
      <column id="third" title="Третья" type="reference"/>
      <column id="fourth" title="Четвёртая" reference="books"/>
      <alias> </alias>
      <rows><group begins="Месяц"/></rows>
      <mark>Утверждаю</mark>
      <value-title>Значение</value-title>
    </sheet>
    <sheet id="books" title="книги"/>
    <sheet id="plan" title="План" shape="grouped">
      <column id="items" title="Работы" private="yes"><alias>a<b/></alias></column>
    </sheet>
  </schema>
</pack>
)");
  EXPECT_EQ(
      loaded.messages(),
      "1:13: error[pack-bad-name]: name \"Library\" will not do: [a-z][a-z0-9-]* is wanted\n"
      "1:49: error[pack-path]: path \"../styles.xml\" is not inside the pack's folder\n"
      "    write the name of a file beside pack.xml, without \"..\" and a leading \"/\"\n"
      "2:19: error[pack-unknown-attribute]: there is no attribute colour of <schema>; there may be: —\n"
      "2:24: error[pack-stray-text]: text \"лишнее\" means nothing in <schema>\n"
      "4:44: error[pack-bad-value]: there is no shape=\"recods\"; there may be: records\n"
      "5:7: error[pack-unknown-element]: there is no <colum> in <sheet>; there may be: column\n"
      "6:33: error[pack-missing-attribute]: <column> has no attribute title, or an empty one\n"
      "7:45: error[pack-bad-value]: there is no type=\"txt\"; there may be: text\n"
      "7:60: error[pack-bad-value]: there is no required=\"да\"; there may be: no, yes\n"
      "7:71: error[pack-bad-value]: there is no width=\"-1\"; there may be: 0, 1, 2.5 …\n"
      "8:19: error[pack-twice]: \"genre\" is there already\n"
      "9:19: error[pack-bad-name]: name \"Год\" will not do: [a-z][a-z0-9_]* is wanted\n"
      "10:33: error[pack-title-twice]: title \"жанр:\" belongs to \"genre\" already\n"
      "    a column is told by its title: only one may have it\n"
      "11:68: error[pack-unknown-sheet]: there is no sheet \"lons\"; there are: books, books, plan\n"
      "12:69: error[pack-unknown-column]: there is no column \"gener\"; there are: genre\n"
      "13:7: error[pack-missing-attribute]: <column> has no attribute reference, or an empty one\n"
      "14:56: error[pack-bad-value]: there is no type=\"text\"; there may be: reference\n"
      "15:7: error[pack-empty-element]: <alias> holds no text\n"
      "16:7: error[pack-not-for-shape]: <rows> is only for a sheet of shape=\"grouped\"\n"
      "17:7: error[pack-not-for-shape]: <mark> is only for a sheet of shape=\"grouped\"\n"
      "18:7: error[pack-not-for-shape]: <value-title> is only for a sheet of shape=\"keyed\"\n"
      "20:5: error[pack-missing-element]: <sheet> has no <column>\n"
      "20:16: error[pack-twice]: \"books\" is there already\n"
      "20:30: error[pack-title-twice]: title \"книги\" belongs to \"books\" already\n"
      "    a column is told by its title: only one may have it\n"
      "22:19: error[pack-reserved-name]: name \"items\" is taken by the expression language\n"
      "    choose another name\n"
      "22:50: error[pack-unknown-attribute]: there is no attribute private of <column>; there may "
      "be: privacy\n"
      "22:63: error[pack-unknown-element]: there is no <b> in <alias>; there may be: —\n");
  EXPECT_FALSE(loaded.pack);
}

TEST(LoadPack, ReadsWhichColumnsNamePeople) {
  const std::string head = R"(<pack name="a" title="A" styles="styles.xml">
  <schema>
    <sheet id="plan" title="План">
      <column id="who" title="Кто" persons="list"/>
      <column id="name" title="ФИО" persons="name"/>
      <column id="staff" title="Сотрудник" persons="everybody"/>
      <column id="what" title="Что"/>
)";
  const std::string tail = "    </sheet>\n  </schema>\n</pack>\n";
  Loaded loaded(head + tail);
  ASSERT_TRUE(loaded.pack) << loaded.messages();
  const std::vector<ColumnSchema>& columns = loaded.pack->schema.sheets[0].columns;
  EXPECT_EQ(columns[0].persons, PersonsIn::list);
  EXPECT_EQ(columns[1].persons, PersonsIn::name);
  EXPECT_EQ(columns[2].persons, PersonsIn::everybody);
  EXPECT_EQ(columns[3].persons, PersonsIn::no);
  Loaded faulty(head + R"(      <column id="day" title="День" type="date" persons="name"/>
      <column id="x" title="X" persons="all"/>
)" + tail);
  EXPECT_EQ(
      faulty.messages(),
      "8:58: error[pack-bad-value]: there is no type=\"date\"; there may be: text\n"
      "9:41: error[pack-bad-value]: there is no persons=\"all\"; there may be: no, name, list, everybody\n");
}

TEST(LoadPack, ReadsWhereThePeriodStands) {
  const auto pack_of = [](std::string_view shape) {
    return "<pack name=\"a\" title=\"А\" styles=\"s.xml\"><schema>\n<sheet id=\"own\" title=\"Б\" shape=\"" +
           std::string(shape) +
           "\"><column id=\"a\" title=\"В\"/>\n<column id=\"b\" title=\"Г\" period=\"yes\"/></sheet></schema></pack>";
  };
  Loaded loaded(pack_of("keyed"));
  ASSERT_TRUE(loaded.pack) << loaded.messages();
  EXPECT_FALSE(loaded.pack->schema.sheets[0].columns[0].period);
  EXPECT_TRUE(loaded.pack->schema.sheets[0].columns[1].period);
  Loaded faulty(pack_of("records"));
  EXPECT_TRUE(faulty.messages().starts_with(
      "3:34: error[pack-unknown-attribute]: there is no attribute period of <column>"))
      << faulty.messages();
}

/// A run tells its messages in one language; all words are compiled where the pack itself is
/// checked.
TEST(LoadPack, CompilesTheWordsThatAreNeeded) {
  const std::string xml =
      "<pack name=\"a\" title=\"А\" styles=\"s.xml\"><schema><sheet id=\"own\" title=\"Б\"><column "
      "id=\"a\" title=\"В\"/></sheet></schema><rules>\n<rule id=\"r\" sheet=\"own\" "
      "severity=\"error\"><test>row.a is missing</test><message lang=\"ru\">{nobody}</message>"
      "<message lang=\"en\">there is {row.a}</message></rule></rules></pack>";
  Loaded whole(xml);
  EXPECT_NE(whole.messages().find("unknown-name"), std::string::npos);
  Loaded wanted(xml, RuleLoading::when_needed);
  ASSERT_TRUE(wanted.pack) << wanted.messages();
  EXPECT_FALSE(wanted.pack->rules[0].compiled);
  compile_rules(*wanted.pack, {true}, wanted.diagnostics);
  EXPECT_EQ(wanted.messages(), "");
  EXPECT_EQ(wanted.pack->rules[0].text_en.expressions.size(), 1U);
  EXPECT_TRUE(wanted.pack->rules[0].text_ru.literals.empty());
}

TEST(LoadPack, TellsOfEveryFaultOfRulesAndDocumentsInOneRun) {
  Loaded loaded(R"(<pack name="library" title="Библиотека" styles="styles.xml">
  <schema>
    <sheet id="books" title="Книги">
      <column id="title" title="Заглавие"/><column id="copies" title="Экземпляров" type="integer"/>
    </sheet>
  </schema>
  <aggregates>
    <aggregate name="books" title="Книг">books | count</aggregate>
    <aggregate name="all" title="Всего">books | cont</aggregate>
    <aggregate name="later" title="Позже">books | sum: .copis</aggregate>
  </aggregates>
  <rules>
    <rule id="a" sheet="boks" rows="item" severity="fatal">
      <test>true</test><message lang="ru">a</message><message lang="en">a</message>
    </rule>
    <rule id="a" at="title"><test>1 + 1</test><message lang="ru">б</message></rule>
    <rule id="b" sheet="books" at="titel" rows="groups">
      <message lang="ru">в { row.title</message><message lang="en">v } {row.titl}</message><message>?</message>
      <hint lang="ru">г</hint>
    </rule>
  </rules>
  <documents>
    <document name="plan" title="План" kind="Планы" template="/etc/passwd" formats="docx doc" needs="books plan"/>
    <document name="plan" title="План" template="plan.xml" formats=""/>
  </documents>
</pack>
)");
  EXPECT_EQ(
      loaded.messages(),
      "8:22: error[pack-twice]: \"books\" is there already\n"
      "9:49: error[unknown-filter]: unknown filter cont\n    perhaps count\n"
      "10:57: error[unknown-member]: books has no member copis\n    perhaps copies\n"
      "13:25: error[pack-unknown-sheet]: there is no sheet \"boks\"; there are: books\n"
      "13:53: error[pack-bad-value]: there is no severity=\"fatal\"; there may be: note, warning, error\n"
      "16:5: error[pack-language-missing]: rule \"a\" has no <message lang=\"en\">\n"
      "16:5: error[pack-missing-attribute]: <rule> has no attribute sheet, or an empty one\n"
      "16:15: error[pack-twice]: \"a\" is there already\n"
      "16:29: error[pack-test-type]: the test gives integer; it must give boolean\n"
      "17:5: error[pack-language-missing]: rule \"b\" has no <hint lang=\"en\">\n"
      "17:5: error[pack-missing-element]: <rule> has no <test>\n"
      "17:36: error[pack-unknown-column]: there is no column \"titel\"; there are: title\n"
      "17:49: error[pack-bad-value]: there is no rows=\"groups\"; there may be: group\n"
      "18:28: error[pack-brace]: an unmatched \"{\" in a message\n"
      "    write a brace itself twice: {{ and }}\n"
      "18:70: error[pack-brace]: an unmatched \"}\" in a message\n"
      "    write a brace itself twice: {{ and }}\n"
      "18:77: error[unknown-member]: books has no member titl\n    perhaps title\n"
      "18:92: error[pack-missing-attribute]: <message> has no attribute lang, or an empty one\n"
      "23:63: error[pack-path]: path \"/etc/passwd\" is not inside the pack's folder\n"
      "    write the name of a file beside pack.xml, without \"..\" and a leading \"/\"\n"
      "23:90: error[pack-bad-value]: there is no formats=\"doc\"; there may be: docx\n"
      "23:108: error[pack-unknown-sheet]: there is no sheet \"plan\"; there are: books\n"
      "24:5: error[pack-missing-attribute]: <document> has no attribute kind, or an empty one\n"
      "24:21: error[pack-twice]: \"plan\" is there already\n"
      "24:69: error[pack-missing-attribute]: <document> has no attribute formats, or an empty one\n");
  EXPECT_FALSE(loaded.pack);
}

TEST(LoadPack, NeedsASchema) {
  Loaded loaded(R"(<pack name="a" title="b" styles="c"><documents/></pack>)");
  EXPECT_EQ(loaded.messages(), "1:1: error[pack-missing-element]: <pack> has no <schema>\n");
}

}  // namespace
}  // namespace grif
