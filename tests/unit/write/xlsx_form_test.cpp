#include "write/xlsx_form.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/write/xlsx_opened.hpp"
#include "write/write.hpp"

namespace grif {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::string_view kFirstSheet = "xl/worksheets/sheet2.xml";  // the guide is before it

FormColumn column_of(std::string title, FormCheck check = {}) {
  return {.title = std::move(title), .width = 12, .required = false, .look = {}, .check = check};
}

InputForm form_of(std::vector<FormSheet> sheets) {
  InputForm form{.file = "new.xlsx", .title = "Книги", .guide = {}, .sheets = std::move(sheets)};
  form.guide = {{GuideLine::Style::title, {"Как заполнять"}, 0},
                {GuideLine::Style::sheet, {form.sheets[0].title}, 0},
                {GuideLine::Style::column, {"Заглавие", "Слово", "да", "Река"}, 0}};
  return form;
}

FormSheet sheet_of(std::string title, std::vector<FormColumn> columns) {
  return {.title = std::move(title),
          .shape = SheetShape::records,
          .columns = std::move(columns),
          .rows = {},
          .key_titles = {}};
}

class WriteForm : public testing::Test {
 protected:
  std::string write(const InputForm& form) {
    diagnostics = Diagnostics(Language::english);
    return write_form(form, diagnostics).value_or(std::string());
  }
  /// The part of the first sheet of a workbook with this one column.
  std::string sheet_with(const FormColumn& column) {
    auto opened = test::open_package(write(form_of({sheet_of("Лист", {column})})));
    return opened.part(kFirstSheet);
  }
  Diagnostics diagnostics{Language::english};
};

TEST_F(WriteForm, SameFormGivesTheSameBytes) {
  const InputForm form = form_of({sheet_of("Книги", {column_of("Заглавие")})});
  const std::string bytes = write(form);
  EXPECT_FALSE(bytes.empty());
  EXPECT_EQ(write(form), bytes);
  auto opened = test::open_package(bytes);
  EXPECT_THAT(opened.part("docProps/core.xml"), HasSubstr("<dc:title>Книги</dc:title>"));
  EXPECT_THAT(opened.part("docProps/core.xml"), Not(HasSubstr("created")));
  EXPECT_THAT(opened.part("xl/worksheets/sheet1.xml"), HasSubstr("location=\"'Книги'!A1\""));
}

TEST_F(WriteForm, TitlesAreLockedAndTheRestIsFree) {
  const std::string sheet = sheet_with(column_of("Заглавие"));
  EXPECT_THAT(sheet, HasSubstr("<sheetProtection sheet=\"1\" scenarios=\"1\" formatCells=\"0\""));
  EXPECT_THAT(sheet, HasSubstr("insertRows=\"0\""));
  EXPECT_THAT(sheet, HasSubstr("<autoFilter ref=\"A1:A10000\"/>"));
  EXPECT_THAT(sheet, HasSubstr("state=\"frozen\""));
  EXPECT_THAT(sheet, HasSubstr("<ignoredError sqref=\"A2:A10000\" numberStoredAsText=\"1\"/>"));
  EXPECT_THAT(sheet, HasSubstr("max=\"16384\""));
  EXPECT_THAT(sheet, HasSubstr("<dimension ref=\"A1:A1\"/>"));
  EXPECT_THAT(sheet, Not(HasSubstr("dataValidation")));
}

TEST_F(WriteForm, ListsStandInTheCheckOrOnTheHiddenSheet) {
  FormCheck check{.type = FormCheck::Type::list, .values = {"да", "нет & да"}};
  EXPECT_THAT(sheet_with(column_of("А", check)),
              HasSubstr("<formula1>\"да,нет &amp; да\"</formula1>"));
  // 51 values of four letters and the commas between them are 254 letters; one more is too many.
  check.values.assign(51, "слог");
  EXPECT_THAT(sheet_with(column_of("А", check)), HasSubstr("<formula1>\"слог,слог,"));
  check.values.emplace_back("и");
  EXPECT_THAT(sheet_with(column_of("А", check)),
              HasSubstr("<formula1>'Списки'!$A$2:$A$53</formula1>"));
  check.values = {"один, два", "три"};
  const std::string bytes = write(form_of(
      {sheet_of("Лист", {column_of("А", check), column_of("Б", check), column_of("В", {check})})}));
  auto opened = test::open_package(bytes);
  EXPECT_THAT(opened.part("xl/workbook.xml"), HasSubstr("name=\"Списки\""));
  EXPECT_THAT(opened.part("xl/workbook.xml"), HasSubstr("state=\"hidden\""));
  EXPECT_THAT(opened.part(kFirstSheet), HasSubstr("sqref=\"C2:C10000\""));
  EXPECT_THAT(opened.part(kFirstSheet), Not(HasSubstr("$B$2"))) << "equal lists stand once";
}

TEST_F(WriteForm, ReferenceListsWhatTheOtherSheetHolds) {
  const FormCheck check{.type = FormCheck::Type::listed, .values = {}, .sheet = 1, .column = 1};
  auto opened = test::open_package(
      write(form_of({sheet_of("Выдача", {column_of("Книга", check)}),
                     sheet_of("О'Генри", {column_of("№"), column_of("Заглавие")})})));
  EXPECT_THAT(opened.part(kFirstSheet),
              HasSubstr("<formula1>OFFSET('О''Генри'!$B$2,0,0,MAX(1,COUNTA('О''Генри'!$B$2:"
                        "$B$10000)),1)</formula1>"));
}

TEST_F(WriteForm, NotesAndWarningsAreCutToWhatExcelTakes) {
  FormCheck check{.type = FormCheck::Type::integer};
  for (int i = 0; i < 60; ++i) check.note += "слово ";
  check.alert = "Нужно число.";
  const std::string sheet =
      sheet_with(column_of("Длинное название столбца, которое не войдёт", check));
  EXPECT_THAT(sheet, HasSubstr("promptTitle=\"Длинное название столбца, котор…\""));
  EXPECT_THAT(sheet, HasSubstr("type=\"whole\" errorStyle=\"warning\""));
  EXPECT_THAT(sheet, HasSubstr("error=\"Нужно число.\""));
  EXPECT_THAT(sheet, HasSubstr("слово сл…\""));
}

TEST_F(WriteForm, RowsHoldValuesAndHeadingsGoAcross) {
  FormSheet plan = sheet_of("План", {column_of("№"), column_of("Работа"), column_of("День")});
  plan.shape = SheetShape::grouped;
  plan.columns[2].look = FormColumn::Look::date;
  const auto text = [](std::string words) {
    return FormCell{
        .type = FormCell::Type::text, .text = std::move(words), .number = 0, .date = {}};
  };
  plan.rows = {{RowKind::group, {text("1"), text("Весна\nИтоги"), {}}},
               {RowKind::item,
                {text("1.1"),
                 {.type = FormCell::Type::number, .text = {}, .number = 2.5, .date = {}},
                 {.type = FormCell::Type::date,
                  .text = {},
                  .number = 0,
                  .date = *Date::from_ymd(2026, 9, 1)}}}};
  auto opened = test::open_package(write(form_of({plan})));
  const std::string sheet = opened.part(kFirstSheet);
  EXPECT_THAT(sheet, HasSubstr("<mergeCell ref=\"B2:C2\"/>"));
  EXPECT_THAT(sheet, HasSubstr("<v>2.5</v>"));
  EXPECT_THAT(sheet, HasSubstr("<v>46266</v>"));
  EXPECT_THAT(sheet, Not(HasSubstr("customHeight")));
  EXPECT_THAT(sheet, HasSubstr("ht=\"")) << "two lines are higher";
}

TEST_F(WriteForm, FactsStandOneBelowTheOther) {
  FormSheet house = sheet_of(
      "Библиотека", {column_of("Название", {.note = "Как в уставе."}), column_of("Адрес")});
  house.shape = SheetShape::keyed;
  house.key_titles = {"Показатель", "Значение", "Что писать"};
  auto opened = test::open_package(write(form_of({house})));
  EXPECT_THAT(opened.part(kFirstSheet), HasSubstr("sqref=\"B2\""));
  EXPECT_THAT(opened.part("xl/sharedStrings.xml"), HasSubstr("<t>Значение</t>"));
  house.key_titles = {};
  opened = test::open_package(write(form_of({house})));
  EXPECT_THAT(opened.part(kFirstSheet), HasSubstr("sqref=\"B1\""));
  EXPECT_THAT(opened.part("xl/sharedStrings.xml"), Not(HasSubstr("<t>Что писать</t>")));
}

TEST_F(WriteForm, SheetThatXlsxCannotHoldIsRefused) {
  for (const auto& [title, reason] : std::vector<std::pair<std::string, std::string>>{
           {"Книги/журналы", "invalid"},
           {std::string(kGuideSheet), "already in use"},
           {"Название, в котором тридцать две буквы", "31"}}) {
    EXPECT_EQ(write(form_of({sheet_of(title, {column_of("А")})})), "");
    ASSERT_EQ(diagnostics.all().size(), 1U) << title;
    const std::string said = format_plain(diagnostics.all()[0], Sources());
    EXPECT_THAT(said, HasSubstr("error[form-refused]: the workbook was not made: sheet “" + title));
    EXPECT_THAT(said, HasSubstr(reason));
  }
  FormSheet sheet = sheet_of("Лист", {column_of("А")});
  sheet.rows = {{RowKind::item,
                 {{.type = FormCell::Type::text,
                   .text = std::string(40'000, 'x'),
                   .number = 0,
                   .date = {}}}}};
  EXPECT_EQ(write(form_of({sheet})), "");
  ASSERT_EQ(diagnostics.all().size(), 1U);
  EXPECT_EQ(diagnostics.all()[0].kind, Kind::form_refused);
}

TEST(FormParts, WhatWasWrittenIsCounted) {
  EXPECT_EQ(xlsx::count_facts("<row r=\"1\"><c r=\"A1\"/><c r=\"B1\" s=\"1\"/></row><cols/>"
                              "<dataValidations count=\"1\"><dataValidation type=\"list\"/>"),
            (xlsx::FormSheetFacts{.cells = 2, .checks = 1}));
  EXPECT_EQ(xlsx::count_facts(""), xlsx::FormSheetFacts());
}

TEST(FormParts, HeightsAreFreedAndTheRangeIsThatOfTheCells) {
  std::string part =
      "<dimension ref=\"A1:XFD9\"/><row r=\"1\" ht=\"26\" customHeight=\"1\"><c/></row><row r=\"2\"/>"
      "<row r=\"3\" ht=\"39\" customHeight=\"1\"/>";
  xlsx::finish_form_sheet(part, "A1:B3");
  EXPECT_EQ(
      part,
      "<dimension ref=\"A1:B3\"/><row r=\"1\" ht=\"26\"><c/></row><row r=\"2\"/><row r=\"3\" ht=\"39\"/>");
}

}  // namespace
}  // namespace grif
