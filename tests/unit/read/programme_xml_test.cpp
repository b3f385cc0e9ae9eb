// A programme in XML: records as a workbook would give them, places by line and column, and every
// fault of structure in one run.

#include <thread>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/text.hpp"
#include "memory_world.hpp"
#include "unit/read/recognise_support.hpp"

namespace grif {
namespace {

using testing::HasSubstr;

/// Documents in XML, read and recognised.
struct ReadXml {
  Sources sources;
  Diagnostics diagnostics;
  Programme programme;
  bool refused = false;

  explicit ReadXml(std::vector<std::string> texts, Language language = Language::english)
      : diagnostics(language) {
    std::vector<Workbook> inputs;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      auto workbook =
          read_programme_xml(std::move(texts[i]), i == 0 ? "a.xml" : "b.xml", sources, diagnostics);
      if (workbook) inputs.push_back(std::move(*workbook));
      refused = refused || !workbook;
    }
    if (!refused)
      programme =
          recognise_tables(std::move(inputs), SchemaTitles(mentoring()), sources, diagnostics);
  }
  explicit ReadXml(std::string_view text, Language language = Language::english)
      : ReadXml(std::vector<std::string>{std::string(text)}, language) {}

  [[nodiscard]] const Table& table(std::string_view sheet) const {
    return programme.tables[mentoring().find_sheet(sheet)];
  }
  /// `line:column id=value` of each cell that is not empty, a row a line.
  [[nodiscard]] std::string rows(std::string_view sheet) const {
    const SheetSchema& schema = mentoring().sheets[mentoring().find_sheet(sheet)];
    const Table& t = table(sheet);
    std::string out;
    for (std::uint32_t r = 0; r < t.rows.size(); ++r) {
      out += row_kind_name(t.rows[r].kind);
      if (t.rows[r].group != kNoRow) out += fmt::format(" of {}", t.rows[r].group);
      out += ':';
      for (const ColumnId column : t.printed_order) {
        const Cell& cell = t.cell(r, column);
        if (cell.written.empty() && !cell.value.is_faulty()) continue;
        std::string text(cell.written);
        std::ranges::replace(text, '\n', '/');
        out += fmt::format(" {}:{} {}={}{}", cell.place.line(), cell.place.column(),
                           column < t.schema_columns
                               ? schema.columns[column].id
                               : "+" + t.extra_columns[column - t.schema_columns].title,
                           text, cell.value.is_faulty() ? "!" : "");
        if (cell.column_span > 1) out += fmt::format("[{}]", cell.column_span);
      }
      out += '\n';
    }
    return out;
  }
  [[nodiscard]] std::string messages() const {
    std::string out;
    for (const Diagnostic& d : diagnostics.all()) out += format_plain(d, sources);
    return out;
  }
  /// `line:column: severity[kind]: text` of each message, without the file.
  [[nodiscard]] std::string told() const {
    std::string out;
    for (const Diagnostic& d : diagnostics.all()) {
      const std::string place = sources.describe(d.place);
      out += fmt::format("{}: {}[{}]: {}\n", place.starts_with("a.xml:") ? place.substr(6) : place,
                         severity_name(d.severity), d.id(), d.text);
    }
    return out;
  }
};

std::string in_programme(std::string_view sheets) {
  return fmt::format("<programme>\n{}\n</programme>\n", sheets);
}

TEST(ProgrammeXml, GivesTheRecordsOfASheetWithTheirPlaces) {
  const ReadXml read(
      in_programme("<pairs>\n"
                   "  <row><number>1</number><mentor>Сомов Г. П.</mentor></row>\n"
                   "  <row><number> 2 </number>\n"
                   "    <mentor/><mentee>Речная &amp; Ко</mentee></row>\n"
                   "</pairs>"));
  EXPECT_EQ(read.messages(), "");
  EXPECT_EQ(read.rows("pairs"),
            "item: 3:8 number=1 3:26 mentor=Сомов Г. П.\n"
            "item: 4:8 number=2 5:14 mentee=Речная & Ко\n");
  EXPECT_EQ(read.table("pairs").printed_order, (std::vector<ColumnId>{0, 1, 2}));
  EXPECT_FALSE(read.table("pairs").printed);
  EXPECT_TRUE(read.table("pairs").present);
  EXPECT_FALSE(read.table("mentors").present);
}

TEST(ProgrammeXml, KeepsTheLineBreaksOfATextAndJoinsItsPieces) {
  const ReadXml read(
      in_programme("<organisation><goal>\n  Первое\r\nВторое<!-- нет -->;"
                   "<![CDATA[ <третье> ]]></goal></organisation>"));
  EXPECT_EQ(read.messages(), "");
  EXPECT_EQ(read.rows("organisation"), "item: 2:15 goal=Первое/Второе; <третье>\n");
}

TEST(ProgrammeXml, TellsGroupsFromTheirRowsByTheirElements) {
  const ReadXml read(
      in_programme("<roadmap>"
                   "<group><number>1</number><activity>Начало</activity></group>"
                   "<detail><activity>Задача: начать</activity></detail>"
                   "<row><number>1.1</number><term>май</term></row>"
                   "<row outside=\"yes\"><number>7</number></row>"
                   "<group><number>2</number><activity>Конец</activity></group>"
                   "<result><number>Итог</number></result>"
                   "</roadmap>"));
  EXPECT_EQ(read.messages(), "");
  EXPECT_EQ(read.rows("roadmap"),
            "group: 2:17 number=1 2:35 activity=Начало[2]\n"
            "detail of 0: 2:78 activity=Задача: начать[2]\n"
            "item of 0: 2:127 number=1.1 2:147 term=май\n"
            "item: 2:188 number=7\n"
            "group: 2:219 number=2 2:237 activity=Конец[2]\n"
            "result of 4: 2:279 number=Итог[3]\n");
}

TEST(ProgrammeXml, PrintsTheColumnsThatASheetListsInTheirOrder) {
  const ReadXml read(
      in_programme("<roadmap>\n<columns><column name=\"term\">Когда</column>"
                   "<column>Бюджет, руб.</column><column name=\"activity\"/></columns>\n"
                   "<row><activity>Встреча</activity><term>май</term>"
                   "<own-column title=\"Бюджет, руб.\">1 200</own-column></row>\n</roadmap>"));
  EXPECT_EQ(read.messages(), "");
  EXPECT_EQ(read.rows("roadmap"),
            "item: 4:34 term=май 4:50 +Бюджет, руб.=1 200 4:6 activity=Встреча\n");
  const Table& columns = read.table("roadmap_columns");
  ASSERT_EQ(columns.rows.size(), 3U);
  EXPECT_EQ(columns.cell(0, derived::kColumnTitle).value.as_text(), "Когда");
  EXPECT_EQ(columns.cell(0, derived::kColumnName).value.as_text(), "term");
  EXPECT_EQ(columns.cell(1, derived::kColumnName).value.as_text(), "Бюджет, руб.");
  EXPECT_EQ(columns.cell(2, derived::kColumnTitle).value.as_text(), "Мероприятия");
}

TEST(ProgrammeXml, PutsColumnsInTheOrderOfTheSchemaWhereNothingElseIsSaid) {
  const ReadXml read(
      in_programme("<pairs><row><own-column title=\"Кабинет\">7</own-column></row>"
                   "<row><mentee>Б</mentee></row><row><number>1</number></row></pairs>"));
  EXPECT_EQ(read.messages(), "");
  EXPECT_EQ(read.rows("pairs"),
            "item: 2:13 +Кабинет=7\nitem: 2:66 mentee=Б\nitem: 2:95 number=1\n");
  const std::size_t own = read.table("pairs").schema_columns;
  EXPECT_EQ(read.table("pairs").printed_order,
            (std::vector<ColumnId>{0, 2, static_cast<ColumnId>(own)}));
}

TEST(ProgrammeXml, KeepsAKeyedSheetAndItsOwnFacts) {
  const ReadXml read(
      in_programme("<organisation><full_name>Лицей</full_name><inn>7701</inn>"
                   "<own-column title=\"Девиз\">Вперёд</own-column></organisation>"));
  EXPECT_EQ(read.messages(), "");
  EXPECT_EQ(read.rows("organisation"),
            "item: 2:15 full_name=Лицей 2:43 inn=7701 2:58 +Девиз=Вперёд\n");
}

TEST(ProgrammeXml, AddsUpSheetsInPiecesAndSeveralInputs) {
  const std::string one = in_programme(
      "<pairs><row><number>1</number></row></pairs><organisation/>"
      "<pairs><row><number>2</number></row></pairs>");
  const std::string two = in_programme("<pairs><row><number>3</number></row></pairs>");
  const ReadXml read({one, two});
  EXPECT_EQ(read.rows("pairs"), "item: 2:13 number=1\nitem: 2:72 number=2\nitem: 2:13 number=3\n");
  EXPECT_EQ(read.messages(),
            "b.xml:2:1: note[records-joined]: records of \"Пары\" were taken from several places: "
            "a.xml:2:1, b.xml:2:1\n    if one of them is too many, take it out\n");
}

TEST(ProgrammeXml, ReadsTheSameDocumentOnce) {
  const std::string text = in_programme("<pairs><row><number>1</number></row></pairs>");
  const ReadXml read({text, text});
  EXPECT_EQ(read.rows("pairs"), "item: 2:13 number=1\n");
  EXPECT_THAT(read.messages(), HasSubstr("b.xml: warning[input-repeated]"));
  const ReadXml other({text, in_programme("<pairs><row><number>2</number></row></pairs>")});
  EXPECT_EQ(other.rows("pairs"), "item: 2:13 number=1\nitem: 2:13 number=2\n");
}

TEST(ProgrammeXml, AddsUpWithAWorkbook) {
  Sources sources;
  Diagnostics diagnostics(Language::english);
  std::vector<Workbook> inputs;
  inputs.push_back(sheets_text::make_workbook(
      "== Пары\ntable: 1\n№ пары | Наставник | Кабинет\n1 | Сомов | 12\n", "a.xlsx", sources));
  auto xml = read_programme_xml(
      in_programme("<pairs><row><number>2</number><mentee>Речная</mentee></row></pairs>"), "b.xml",
      sources, diagnostics);
  ASSERT_TRUE(xml);
  inputs.push_back(std::move(*xml));
  const Programme programme =
      recognise_tables(std::move(inputs), SchemaTitles(mentoring()), sources, diagnostics);
  const Table& pairs = programme.tables[mentoring().find_sheet("pairs")];
  ASSERT_EQ(pairs.rows.size(), 2U);
  EXPECT_EQ(pairs.cell(0, 1).written, "Сомов");
  EXPECT_EQ(pairs.cell(1, 2).written, "Речная");
  EXPECT_EQ(pairs.cell(0, pairs.schema_columns).written, "12");
  EXPECT_TRUE(pairs.cell(1, pairs.schema_columns).value.is_missing());
}

TEST(ProgrammeXml, AnEmptySheetLacksNoColumns) {
  const ReadXml read(in_programme("<pairs></pairs>"));
  EXPECT_EQ(read.told(), "");
  EXPECT_TRUE(read.table("pairs").present);
  EXPECT_EQ(read.table("pairs").printed_order.size(), read.table("pairs").schema_columns);
}

TEST(ProgrammeXml, TellsEveryUnknownNameAndWhatItIsLike) {
  const ReadXml read(
      in_programme("<pair/>\n<Пары/>\n<pairs>\n"
                   "<rows/>\n<number>1</number>\n"
                   "<row><numbr>1</numbr><Наставник>А</Наставник>"
                   "<x:form>Ф</x:form><mentee>Б</mentee></row>\n"
                   "</pairs>\n<quite_another/>"));
  EXPECT_EQ(read.told(),
            "2:1: error[xml-sheet-unknown]: programme data have no sheet <pair>; it was left out\n"
            "3:1: error[xml-sheet-unknown]: programme data have no sheet <Пары>; it was left out\n"
            "5:1: error[xml-row-unknown]: sheet <pairs> has no <rows>; it was left out\n"
            "6:1: error[xml-row-unknown]: sheet <pairs> has no <number>; it was left out\n"
            "7:6: error[xml-column-unknown]: sheet <pairs> has no column <numbr>; the value was "
            "left out\n"
            "7:22: error[xml-column-unknown]: sheet <pairs> has no column <Наставник>; the value "
            "was left out\n"
            "7:46: error[xml-column-unknown]: sheet <pairs> has no column <x:form>; the value was "
            "left out\n"
            "9:1: error[xml-sheet-unknown]: programme data have no sheet <quite_another>; it was "
            "left out\n");
  const std::vector<Diagnostic>& all = read.diagnostics.all();
  EXPECT_EQ(all[0].hint, "it looks like: <pairs>");
  EXPECT_EQ(all[1].hint, "it looks like: <pairs>");
  EXPECT_EQ(all[2].hint, "it looks like: <row>");
  EXPECT_EQ(all[3].hint, "columns stand in a row: <row>…</row>");
  EXPECT_EQ(all[4].hint, "it looks like: <number>");
  EXPECT_EQ(all[5].hint, "it looks like: <mentor>");
  EXPECT_EQ(all[6].hint, "it looks like: <form>");
  EXPECT_THAT(all[7].hint, HasSubstr("there are: <organisation>, <approvals>, <roadmap>"));
  EXPECT_EQ(read.rows("pairs"), "item: 7:64 mentee=Б\n");
}

TEST(ProgrammeXml, TellsAColumnOfTheSchoolHowItIsWritten) {
  const ReadXml read(
      in_programme("<pairs><row><budget_of_the_year>1</budget_of_the_year></row></pairs>"),
      Language::russian);
  ASSERT_EQ(read.diagnostics.all().size(), 1U);
  EXPECT_EQ(read.diagnostics.all()[0].text,
            "столбца <budget_of_the_year> на листе <pairs> нет; значение пропущено");
  EXPECT_THAT(
      read.diagnostics.all()[0].hint,
      HasSubstr(
          "свой столбец пишут так: <own-column title=\"…\">; в схеме есть: <number>, <mentor>"));
}

TEST(ProgrammeXml, ReadsColumnsInAnyOrderButSaysWhereTheyBelong) {
  const ReadXml read(
      in_programme("<pairs>\n<row><mentor>А</mentor><number>1</number></row>\n"
                   "<row><number>2</number><mentor>Б</mentor></row>\n</pairs>\n"
                   "<roadmap><row><number>1</number></row>\n"
                   "<columns><column name=\"number\"/></columns></roadmap>"));
  EXPECT_EQ(read.told(),
            "3:24: warning[xml-order]: <number> stands behind <mentor>, but comes before it in the "
            "schema; the value was read\n"
            "7:1: warning[xml-order]: <columns> stands behind <row>, but comes before it in the "
            "schema; the value was read\n");
  EXPECT_EQ(read.rows("pairs"),
            "item: 3:24 number=1 3:6 mentor=А\nitem: 4:6 number=2 4:24 mentor=Б\n");
}

TEST(ProgrammeXml, WithholdsAValueThatStandsTwice) {
  const ReadXml read(
      in_programme("<pairs><row><number>1</number>\n<number>2</number>"
                   "<own-column title=\"К\">а</own-column>\n"
                   "<own-column title=\"К\">б</own-column></row></pairs>"));
  EXPECT_EQ(read.told(),
            "3:1: error[xml-column-twice]: column <number> stands twice: \"2\" here, \"1\" before\n"
            "4:1: error[xml-column-twice]: column <own-column> stands twice: \"б\" here, \"а\" "
            "before\n");
  EXPECT_EQ(read.rows("pairs"), "item: 2:13 number=1! 3:19 +К=а!\n");
}

TEST(ProgrammeXml, TellsTextAndElementsWhereNoneBelong) {
  const ReadXml read(
      in_programme("лишнее\n<pairs>тут\n<row>и тут<number>1<b>2</b></number></row>"
                   "</pairs>"));
  EXPECT_EQ(read.told(),
            "2:1: error[xml-text-stray]: <programme> holds the text \"лишнее\", but text belongs "
            "into columns; it was left out\n"
            "3:8: error[xml-text-stray]: <pairs> holds the text \"тут\", but text belongs into "
            "columns; it was left out\n"
            "4:6: error[xml-text-stray]: <row> holds the text \"и тут\", but text belongs into "
            "columns; it was left out\n"
            "4:20: error[xml-element-inside]: column <number> holds <b>, but only text can stand "
            "there\n");
  EXPECT_EQ(read.rows("pairs"), "item: 4:11 number=1!\n");
}

TEST(ProgrammeXml, TellsEveryFaultOfAttributes) {
  const ReadXml read(in_programme(
      "<pairs colour=\"red\">\n<row kind=\"x\" n=\"&amp;\"><number id=\"1\">1</number>"
      "<own-column>7</own-column><own-column title=\" \">8</own-column></row></pairs>\n"
      "<roadmap>\n<columns><column name=\"terms\">К</column><column/></columns>"
      "<row outside=\"maybe\"><number>1</number></row></roadmap>"));
  EXPECT_EQ(read.told(),
            "2:8: error[xml-attribute-unknown]: <pairs> has no attribute \"colour\"\n"
            "3:6: error[xml-attribute-unknown]: <row> has no attribute \"kind\"\n"
            "3:15: error[xml-attribute-unknown]: <row> has no attribute \"n\"\n"
            "3:33: error[xml-attribute-unknown]: <number> has no attribute \"id\"\n"
            "3:50: error[xml-attribute-missing]: <own-column> lacks the attribute \"title\"\n"
            "3:88: error[xml-attribute-value]: value \"\" of attribute \"title\" does not fit\n"
            "5:18: error[xml-attribute-value]: value \"terms\" of attribute \"name\" does not fit\n"
            "5:41: error[xml-attribute-missing]: <column> lacks the attribute \"name\"\n"
            "5:65: error[xml-attribute-value]: value \"maybe\" of attribute \"outside\" does not "
            "fit\n");
  const std::vector<Diagnostic>& all = read.diagnostics.all();
  EXPECT_EQ(all[3].hint, "a value is written as the element's text");
  EXPECT_EQ(all[6].hint, "it looks like: term");
  EXPECT_EQ(all[8].hint, "there are: yes, no");
}

TEST(ProgrammeXml, LetsADocumentNameItsSchema) {
  const ReadXml read(
      "<?xml version=\"1.0\"?>\n<programme xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"\n"
      " xsi:noNamespaceSchemaLocation=\"file:///etc/passwd\"><pairs><row><number>1</number></row>"
      "</pairs></programme>");
  EXPECT_EQ(read.messages(), "");
  EXPECT_EQ(read.rows("pairs"), "item: 3:65 number=1\n");
}

TEST(ProgrammeXml, WantsNoNamespace) {
  const ReadXml read(
      "<programme xmlns=\"urn:x\"><pairs><row><number>1</number></row></pairs></programme>");
  EXPECT_EQ(read.told(),
            "1:12: error[xml-namespace]: the elements stand in namespace \"urn:x\"; programme data "
            "have none\n");
}

// ---- What is not read at all

std::string refusal(std::string text) {
  const ReadXml read(std::vector<std::string>{std::move(text)});
  EXPECT_TRUE(read.refused);
  return read.told();
}

TEST(ProgrammeXml, RefusesWhatIsNoProgramme) {
  EXPECT_EQ(refusal("<?xml version=\"1.0\"?>\n<Workbook xmlns=\"urn:x\"/>"),
            "2:1: error[input-xml]: this is an XML file of another kind: its root element is "
            "<Workbook>, that of programme data is <programme>\n");
  EXPECT_EQ(refusal("<x:programme xmlns:x=\"urn:x\"/>"),
            "1:1: error[input-xml]: this is an XML file of another kind: its root element is "
            "<x:programme>, that of programme data is <programme>\n");
}

TEST(ProgrammeXml, RefusesADoctypeBeforeAnythingElse) {
  EXPECT_EQ(
      refusal("<!DOCTYPE programme SYSTEM \"file:///etc/passwd\">\n<programme/>"),
      "1:1: error[xml-doctype]: a DOCTYPE is not accepted: it can bring in foreign content\n");
  EXPECT_THAT(refusal("<!DOCTYPE lolz [<!ENTITY lol \"lol\"><!ENTITY lol2 \"&lol;&lol;\">]>\n"
                      "<programme>&lol2;</programme>"),
              HasSubstr("1:1: error[xml-doctype]"));
  EXPECT_THAT(refusal("<programme>&lol;</programme>"), HasSubstr("1:12: error[xml-reference]"));
}

TEST(ProgrammeXml, RefusesACutDocumentWhole) {
  const std::string text = in_programme("<pairs><row><number>1</number></row></pairs>");
  for (std::size_t size = 1; size + 1 < text.size(); ++size) {
    const ReadXml read(std::vector<std::string>{text.substr(0, size)});
    EXPECT_TRUE(read.refused) << size;
    EXPECT_TRUE(read.diagnostics.has_errors()) << size;
  }
}

TEST(ProgrammeXml, RefusesDeepNestingAndTooManyElements) {
  std::string deep = "<programme>";
  for (int i = 0; i < 100'000; ++i) deep += "<a>";
  EXPECT_EQ(refusal(deep), "1:201: error[xml-too-deep]: nested deeper than 64 levels\n");
  std::string many = "<programme>\n<pairs>";
  for (int i = 0; i < 5'000'000; ++i) many += i % 1000 == 0 ? "<a/>\n" : "<a/>";
  many += "</pairs></programme>";
  EXPECT_EQ(refusal(many),
            "5002:3989: error[xml-too-many-elements]: too many elements: more than 5000000\n");
}

std::string repeated(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += fmt::format(fmt::runtime(text), i);
  return out;
}

TEST(ProgrammeXml, TellsTheFirstThousandFaultsAndCountsTheOthers) {
  const ReadXml read(in_programme("<pairs><row>" + repeated("<a{}/>", 5000) + "</row></pairs>"));
  ASSERT_EQ(read.diagnostics.all().size(), 1001U);
  EXPECT_EQ(format_plain(read.diagnostics.all().back(), read.sources),
            "a.xml: note[xml-more-faults]: more places do not fit the schema: 4000; the first 1000 "
            "were told\n    correct what was told and check again\n");
}

TEST(ProgrammeXml, RefusesMoreThanAnybodyHas) {
  const ReadXml wide(in_programme("<pairs><row>" +
                                  repeated("<own-column title=\"{}\">1</own-column>", 1500) +
                                  "</row></pairs>"));
  EXPECT_EQ(wide.told(),
            "2:37903: error[xml-too-many-elements]: too many own columns: more than 1000\n");
  EXPECT_EQ(wide.table("pairs").extra_columns.size(), 1000U);
  const ReadXml sheets(in_programme(repeated("<pairs/>", 20'000)));
  EXPECT_EQ(sheets.told(),
            "2:80001: error[xml-too-many-elements]: too many sheets: more than 10000\n");
  const ReadXml cells(in_programme("<pairs>" + repeated("<row/>", 1'100'000) + "</pairs>"));
  EXPECT_THAT(cells.told(),
              HasSubstr("2:1: error[xml-too-many-elements]: too many cells: more than 10000000\n"));
  EXPECT_EQ(cells.table("pairs").rows.size(), 0U);
}

TEST(ProgrammeXml, ReadsTheSameTextInOtherEncodings) {
  const std::string_view utf8 =
      "<?xml version=\"1.0\" encoding=\"windows-1251\"?>\n"
      "<programme><mentors><row><name>Сомов</name></row></mentors></programme>";
  std::string cp1251;
  for (std::size_t at = 0; at < utf8.size();) {
    const char32_t c = next_code_point(utf8, at);
    cp1251 += static_cast<char>(c < 0x80 ? c : c - 0x410 + 0xC0);
  }
  std::string utf16 = "\xFF\xFE";
  const std::string_view plain = utf8.substr(utf8.find('\n') + 1);
  for (std::size_t at = 0; at < plain.size();) {
    const char32_t c = next_code_point(plain, at);
    utf16 += static_cast<char>(c & 0xFF);
    utf16 += static_cast<char>(c >> 8);
  }
  const ReadXml first(std::vector<std::string>{cp1251});
  EXPECT_EQ(first.messages(), "");
  EXPECT_EQ(first.rows("mentors"), "item: 2:26 name=Сомов\n");
  const ReadXml second(std::vector<std::string>{utf16});
  EXPECT_EQ(second.messages(), "");
  EXPECT_EQ(second.rows("mentors"), "item: 1:26 name=Сомов\n");
  EXPECT_EQ(refusal("<?xml version=\"1.0\" encoding=\"koi8-r\"?><programme/>"),
            "a.xml: error[xml-encoding-unknown]: encoding koi8-r is not read\n");
  EXPECT_THAT(refusal("<programme>\n\xD1\xD2</programme>"), HasSubstr("2:1: error[xml-bad-bytes]"));
  EXPECT_THAT(refusal("<programme>\n\x01</programme>"), HasSubstr("2:1: error[xml-character]"));
}

TEST(ProgrammeXml, IsToldByItsContentNotByItsName) {
  MemoryWorld world;
  world.entries["a.xml"] = "<?xml version=\"1.0\"?><programme/>";
  world.entries["b.csv"] = "\n <programme/>";
  world.entries["c.xml"] = "<html><body><table/></body></html>";
  world.entries["d.xml"] = "Имя;Пост\nа;б\nв;г\n";
  world.entries["e.xml"] = std::string("\xFF\xFE<\0p\0/\0>\0", 10);
  Sources sources;
  Diagnostics diagnostics(Language::english);
  const auto format = [&](const std::string& path) {
    const auto workbook = read_workbook(path, world, sources, diagnostics);
    return workbook ? std::optional(workbook->format) : std::nullopt;
  };
  EXPECT_EQ(format("a.xml"), Workbook::Format::xml);
  EXPECT_EQ(format("b.csv"), Workbook::Format::xml);
  EXPECT_EQ(format("c.xml"), std::nullopt);
  EXPECT_EQ(format("d.xml"), Workbook::Format::csv);
  EXPECT_EQ(format("e.xml"), std::nullopt);
  std::string kinds;
  for (const Diagnostic& d : diagnostics.all()) kinds += std::string(d.id()) + ' ';
  EXPECT_EQ(kinds, "input-name-differs input-web-page input-name-differs input-xml ");
}

TEST(ProgrammeXml, ListsItsValues) {
  Sources sources;
  Diagnostics diagnostics;
  const auto workbook = read_programme_xml(
      in_programme(
          "<pairs><row><number>1</number>\n<mentor> А\tБ\nВ </mentor><mentee/></row></pairs>\n"
          "<organisation><inn>77</inn></organisation>"),
      "a.xml", sources, diagnostics);
  ASSERT_TRUE(workbook);
  EXPECT_EQ(list_cells(*workbook, sources),
            "pairs\t2:13\ttext\t1\npairs\t3:1\ttext\tА\\tБ\\nВ\norganisation\t5:15\ttext\t77\n");
}

/// 50 MB on one line: time grows with the size, not with the length of the line.
TEST(ProgrammeXml, ReadsALargeDocumentOfOneLine) {
  std::string text = "<programme><mentors>";
  constexpr std::size_t kRows = 350'000;
  for (std::size_t i = 0; i < kRows; ++i)
    text +=
        "<row><name>Наставник</name><post>учитель математики</post><workplace>Лицей № 12 "
        "«Маяк»</workplace></row>";
  text += "<row><name>Последний</name><pst/></row></mentors></programme>";
  ASSERT_GT(text.size(), 45U << 20);
  const ReadXml read(std::vector<std::string>{std::move(text)});
  EXPECT_EQ(read.table("mentors").rows.size(), kRows + 1);
  ASSERT_EQ(read.diagnostics.all().size(), 1U);
  EXPECT_EQ(read.diagnostics.all()[0].id(), "xml-column-unknown");
}

TEST(ProgrammeXml, ReadsFromManyThreadsWithOneSchema) {
  const SchemaTitles titles(mentoring());
  std::vector<std::string> rows(8);
  std::vector<std::thread> threads;
  for (std::string& row : rows) {
    threads.emplace_back([&titles, &row] {
      for (int i = 0; i < 50; ++i) {
        Sources sources;
        Diagnostics diagnostics;
        auto xml =
            read_programme_xml(in_programme("<pairs><row><number>1</number><numbr/></row></pairs>"),
                               "a.xml", sources, diagnostics);
        std::vector<Workbook> inputs;
        inputs.push_back(std::move(*xml));
        const Programme programme =
            recognise_tables(std::move(inputs), titles, sources, diagnostics);
        row += programme.tables[mentoring().find_sheet("pairs")].cell(0, 0).written;
        row += std::to_string(diagnostics.all().size());
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  std::string expected;
  for (int i = 0; i < 50; ++i) expected += "11";
  for (const std::string& row : rows) EXPECT_EQ(row, expected);
}

}  // namespace
}  // namespace grif
