#include <gtest/gtest.h>

#include "school.hpp"

namespace grif::test {
namespace {

std::string blocks(const School::Result& result) {
  EXPECT_EQ(result.messages, "");
  const std::size_t at = result.dump.find("footer=10mm");
  return at == std::string::npos ? result.dump : result.dump.substr(result.dump.find('\n', at) + 1);
}

TEST(Tables, RowsCellsAndTheirSettings) {
  School school;
  EXPECT_EQ(
      blocks(school.body(
          "<table columns='12mm, share 2, fit' align='centre' caption='План {school.name}'>"
          "<header-row><cell>№</cell><cell column-span='2' vertical='bottom'>Что</cell></header-row>"
          "<row style='Mark' may-break='1 == 2' keep-with-next='true' least-height='8mm'>"
          "<cell row-span='1 + 1' header='true' shade='#eeeeee'>1</cell><cell align='centre'>а</cell>"
          "<cell style='TableText'><paragraph>б</paragraph><paragraph style='Normal'>в</paragraph></cell></row>"
          "<row if='false'><cell>нет</cell></row>"
          "<row><cell/><cell>г</cell></row></table>")),
      R"(  table Grid columns=12mm,share:2,fit align=centre caption="План Школа № 1"
    row header may-not-break
      cell 0 middle header
        paragraph TableHeader "№"
      cell 1 column-span=2 bottom header
        paragraph TableHeader "Что"
    row may-not-break keep-with-next least-height=8mm
      cell 0 row-span=2 header shade=#eeeeee
        paragraph Mark "1"
      cell 1
        paragraph Mark align=centre "а"
      cell 2
        paragraph TableText "б"
        paragraph Normal "в"
    row
      cell 1
        paragraph TableText
      cell 2
        paragraph TableText "г"
)");
}

TEST(Tables, ColumnsMayComeFromTheData) {
  School school;
  EXPECT_EQ(
      blocks(school.body(
          "<table><columns><for each='c' in='plan_columns'>"
          "<column width='15mm' if=\"c.name == 'number'\"/>"
          "<column weight='c.weight' if=\"c.name != 'number'\"/></for>"
          "<column share='2'/></columns>"
          "<row><for each='c' in='plan_columns'><cell>{c.title}</cell></for><cell/></row></table>")),
      R"(  table Grid columns=15mm,fit:2.5,fit:0.5,share:2
    row
      cell 0
        paragraph TableText "№ п/п"
      cell 1
        paragraph TableText "Мероприятие"
      cell 2
        paragraph TableText "Срок"
      cell 3
        paragraph TableText
)");
}

TEST(Tables, CellsKeepTheTypesOfTheirValues) {
  School school;
  school.add_pupil({Value::text("№ 376/а"), Value::integer(1234), Value::decimal(Decimal(450, 2)),
                    Value::date(*Date::from_ymd(2009, 5, 31)), Value::boolean(true)});
  EXPECT_EQ(
      blocks(school.body(
          "<for each='p' in='pupils'><table columns='fit,fit,fit'>"
          "<row><cell>{p.name}</cell><cell> {p.marks} </cell><cell>{p.average}</cell></row>"
          "<row><cell><paragraph align='right'>{p.born}</paragraph></cell><cell>{p.active}</cell>"
          "<cell>{p.marks} шт.</cell></row>"
          "<row><cell>{p.average | number: 1}</cell><cell>{p.marks | text}</cell>"
          "<cell><run bold='true'>{p.marks}</run></cell></row></table></for>")),
      R"(  table Grid columns=fit,fit,fit
    row
      cell 0
        paragraph TableText "№ 376/а"
      cell 1 integer:1234
        paragraph TableText "1234"
      cell 2 decimal:4.50 format="0.00"
        paragraph TableText "4,50"
    row
      cell 0 date:2009-05-31 format="dd.mm.yyyy"
        paragraph TableText align=right "31.05.2009"
      cell 1 boolean:yes
        paragraph TableText "да"
      cell 2
        paragraph TableText "1234 шт."
    row
      cell 0
        paragraph TableText "4,5"
      cell 1
        paragraph TableText "1234"
      cell 2
        paragraph TableText {bold=yes}"1234"
)");
}

TEST(Tables, TablesNestInCells) {
  School school;
  EXPECT_EQ(
      blocks(school.body(
          "<table columns='fit,fit'><row><cell><table columns='fit'><row><cell>внутри</cell></row>"
          "</table>\n<paragraph>после</paragraph></cell><cell>рядом</cell></row></table>")),
      R"(  table Grid columns=fit,fit
    row
      cell 0
        table Grid columns=fit
          row
            cell 0
              paragraph TableText "внутри"
        paragraph TableText "после"
      cell 1
        paragraph TableText "рядом"
)");
}

TEST(Tables, PrintedRowsKeepTheirMerges) {
  School school;
  school.add_plan_row(RowKind::group, {"Этап 1", "", ""});
  school.add_plan_row(RowKind::item, {"1.1", "собрание", "май"});
  school.add_plan_row(RowKind::item, {"1.2", "поход", ""});
  Table& table = school.programme.tables[kPlan];
  table.cells[0].column_span = 3;
  table.cells[1].column_span = table.cells[2].column_span = 0;
  table.cells[1].row_span = table.cells[2].row_span = 0;
  table.cells[5].row_span = 2;
  table.cells[8].row_span = table.cells[8].column_span = 0;
  EXPECT_EQ(
      blocks(school.body(
          "<table columns='fit,fit,fit'><for each='r' in='plan'><row keep-with-next=\"r.kind == 'group'\">"
          "<for each='c' in='plan_columns'><cell if='not (r | covered: c)' column-span='r | column_span: c' "
          "row-span='r | row_span: c'><lines value=\"r | written: c | default: ''\"/></cell></for></row></for></table>")),
      R"(  table Grid columns=fit,fit,fit
    row keep-with-next
      cell 0 column-span=3
        paragraph TableText "Этап 1"
    row
      cell 0
        paragraph TableText "1.1"
      cell 1
        paragraph TableText "собрание"
      cell 2 row-span=2
        paragraph TableText "май"
    row
      cell 0
        paragraph TableText "1.2"
      cell 1
        paragraph TableText "поход"
)");
}

TEST(Tables, RowsThatDoNotFitAreTold) {
  School school;
  school.with_hints = true;
  const auto result = school.body(
      "<table columns='fit,fit'><row><cell>а</cell></row>"
      "<row><cell column-span='2'>б</cell><cell>потеря</cell></row></table>");
  EXPECT_FALSE(result.made);
  EXPECT_EQ(
      result.messages,
      "school/t.xml:1:36: warning[template-row-short]: the row lacks cells: 1; they are left empty\n"
      "    add cells or a span\n"
      "school/t.xml:1:96: error[template-row-long]: there is no free column for this cell in the row (columns: 2)\n"
      "    remove a cell or a span\n");
}

TEST(Tables, ColumnsMustBeThere) {
  School school;
  EXPECT_EQ(
      school
          .body(
              "<table/><table><columns><for each='c' in='pupils'><column/></for></columns></table>")
          .messages,
      "school/t.xml:1:11: error[template-columns]: the table has no column\n");
  EXPECT_EQ(
      school.body("<table><columns><for each='c' in='pupils'><column/></for></columns></table>")
          .messages,
      "school/t.xml:1:11: error[template-columns]: the table has no column\n");
}

TEST(Tables, SpansBelowOneCountAsOne) {
  School school;
  EXPECT_EQ(blocks(school.body("<table columns='fit,fit'><row><cell column-span='1 - 1'>а</cell>"
                               "<cell column-span='99999999'>б</cell></row></table>")),
            R"(  table Grid columns=fit,fit
    row
      cell 0
        paragraph TableText "а"
      cell 1
        paragraph TableText "б"
)");
}

TEST(Tables, ResultsStayWithTheRowAboveThem) {
  School school;
  const std::string dump = school
                               .body(
                                   "<table columns='fit'><row><cell>а</cell></row>"
                                   "<row keep-with-previous='true'><cell>б</cell></row>"
                                   "<row keep-with-previous='1 == 2'><cell>в</cell></row></table>")
                               .dump;
  const auto kept = [&](std::string_view text) {
    const std::size_t row = dump.rfind("row", dump.find(text));
    return dump.substr(row, dump.find('\n', row) - row).find("keep") != std::string::npos;
  };
  EXPECT_TRUE(kept("\"а\""));
  EXPECT_FALSE(kept("\"б\""));
  EXPECT_FALSE(kept("\"в\""));
}

}  // namespace
}  // namespace grif::test
