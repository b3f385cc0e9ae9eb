#include "plan_form.hpp"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "form_words.hpp"
#include "memory_world.hpp"

namespace grif {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::string_view kPack = R"(<pack name="library" title="Библиотека" styles="styles.xml">
<schema>
<sheet id="house" title="Библиотека" shape="keyed"><value-title>Значение</value-title>
<column id="name" title="Название" required="yes"><note>Как в уставе</note></column>
<column id="open" title="Открыта" type="boolean"/></sheet>
<sheet id="shelves" title="Полки"><column id="code" title="Шифр" type="label" unique="yes"/></sheet>
<sheet id="books" title="Книги">
<column id="title" title="Заглавие" required="yes" width="40"><alias>Книга</alias></column>
<column id="genre" title="Жанр"><value>проза</value><value>стихи</value></column>
<column id="about" title="О чём"><known>море</known></column>
<column id="copies" title="Экземпляров" type="integer"/>
<column id="price" title="Цена" type="decimal"/>
<column id="shelf" title="Полка" type="reference" reference="shelves.code"/>
</sheet>
<sheet id="loans" title="Выдача">
<column id="book" title="Книга" type="reference" reference="books.title"/>
<column id="reader" title="Читатель" persons="name"/>
<column id="given" title="Выдана" type="date"/>
<column id="term" title="Срок" type="term"/>
<column id="marks" title="Пометки" list="yes"/>
</sheet>
<sheet id="plan" title="План" shape="grouped"><column id="work" title="Работа"/></sheet>
</schema>
<documents><document name="stock" title="Опись фонда" kind="Прочее" template="s.xml" formats="docx" needs="books"/>
</documents>
</pack>)";

constexpr std::string_view kStarter = R"(<workbook>
<about>Сначала книги.</about>
<task name="lending" title="Выдача книг" sheets="loans"/>
<sheet id="books" columns="title genre copies price shelf"><about>Что есть на полках.</about>
<title column="title">Книга</title><row title="Река" copies="3" price="12.5"/></sheet>
<sheet id="loans"><row book="Река" given="2026-09-01"/></sheet>
</workbook>)";

class PlanForm : public testing::Test {
 protected:
  void SetUp() override {
    MemoryWorld world;
    world.entries["p/pack.xml"] = kPack;
    world.entries["p/workbook.xml"] = kStarter;
    auto loaded = load_pack("p", world, sources, diagnostics);
    ASSERT_TRUE(loaded);
    pack = std::move(*loaded);
    auto said = load_starter(pack, world, sources, diagnostics);
    ASSERT_TRUE(said);
    starter = std::move(*said);
  }
  std::vector<std::string> chosen(std::string_view task) {
    diagnostics = Diagnostics(Language::english);
    std::vector<std::string> titles;
    for (const SheetId sheet : choose_form_sheets(pack, starter, task, diagnostics))
      titles.push_back(pack.schema.sheets[sheet].id);
    return titles;
  }
  InputForm plan(bool sample) {
    return plan_form(pack, starter, choose_form_sheets(pack, starter, "lending", diagnostics),
                     sample);
  }
  [[nodiscard]] const ColumnSchema& column(std::string_view sheet, std::string_view id) const {
    const SheetSchema& of = pack.schema.sheets[pack.schema.find_sheet(sheet)];
    return of.columns[of.find_column(id)];
  }

  Sources sources;
  Diagnostics diagnostics{Language::english};
  Pack pack;
  Starter starter;
};

TEST_F(PlanForm, TaskBringsWhatItsSheetsReferTo) {
  EXPECT_THAT(chosen("lending"), ElementsAre("house", "shelves", "books", "loans"));
  EXPECT_THAT(chosen("Выдача книг"), ElementsAre("house", "shelves", "books", "loans"));
  EXPECT_THAT(chosen("stock"), ElementsAre("house", "shelves", "books"));
  EXPECT_THAT(chosen("опись фонда"), ElementsAre("house", "shelves", "books"));
  EXPECT_THAT(chosen("all"), ElementsAre("house", "shelves", "books", "loans", "plan"));
  EXPECT_EQ(chosen(""), chosen("all"));
  EXPECT_FALSE(diagnostics.has_errors());
}

TEST_F(PlanForm, UnknownTaskIsNamedWithThoseThatThereAre) {
  EXPECT_THAT(chosen("lendin"), IsEmpty());
  ASSERT_EQ(diagnostics.all().size(), 1U);
  EXPECT_EQ(format_plain(diagnostics.all()[0], sources),
            "grif: error[unknown-task]: --for: the pack “library” has no task “lendin”\n"
            "    it looks like: lending\n");
}

TEST_F(PlanForm, ColumnsAreThoseOfTheStarterWithTheirChecks) {
  const InputForm form = plan(false);
  EXPECT_EQ(form.title, "Библиотека");
  ASSERT_EQ(form.sheets.size(), 4U);
  const FormSheet& house = form.sheets[0];
  EXPECT_THAT(house.key_titles, ElementsAre("Показатель", "Значение", "Что писать"));
  EXPECT_TRUE(house.columns[0].required);
  EXPECT_THAT(house.columns[1].check.values, ElementsAre("да", "нет"));
  const FormSheet& books = form.sheets[2];
  ASSERT_EQ(books.columns.size(), 5U);
  EXPECT_EQ(books.columns[0].title, "Книга");
  EXPECT_EQ(books.columns[0].width, 40);
  EXPECT_THAT(books.columns[1].check.values, ElementsAre("проза", "стихи"));
  EXPECT_EQ(books.columns[2].check.type, FormCheck::Type::integer);
  EXPECT_EQ(books.columns[2].look, FormColumn::Look::number);
  EXPECT_EQ(books.columns[3].check.type, FormCheck::Type::decimal);
  EXPECT_TRUE(books.rows.empty());
  const FormSheet& loans = form.sheets[3];
  EXPECT_EQ(loans.columns[0].check.type, FormCheck::Type::listed);
  EXPECT_EQ(loans.columns[0].check.sheet, 2U);
  EXPECT_EQ(loans.columns[0].check.column, 0U);
  EXPECT_EQ(loans.columns[0].width, 40) << "as wide as what it lists";
  EXPECT_EQ(loans.columns[2].look, FormColumn::Look::date);
  EXPECT_EQ(loans.columns[3].look, FormColumn::Look::text);
  EXPECT_EQ(loans.columns[3].check.type, FormCheck::Type::any);
}

TEST_F(PlanForm, SampleFillsTheSheets) {
  const InputForm form = plan(true);
  ASSERT_EQ(form.sheets[2].rows.size(), 1U);
  const std::vector<FormCell>& cells = form.sheets[2].rows[0].cells;
  ASSERT_EQ(cells.size(), 5U);
  EXPECT_EQ(cells[0].text, "Река");
  EXPECT_EQ(cells[1].type, FormCell::Type::blank);
  EXPECT_EQ(cells[2].number, 3);
  EXPECT_TRUE(form.sheets[1].rows.empty());
}

TEST_F(PlanForm, GuideTellsOfEverySheetAndColumnWithAnExample) {
  const InputForm form = plan(false);
  std::string text;
  for (const GuideLine& line : form.guide) {
    if (line.style == GuideLine::Style::text) continue;
    for (const std::string& cell : line.cells) text += cell + "|";
    text += '\n';
  }
  EXPECT_EQ(text.substr(text.find("Книги|\n")),
            "Книги|\n"
            "Столбец|Что писать|Обязательно|Пример|\n"
            "Книга||да|Река|\n"
            "Жанр|Выберите из списка.||проза|\n"
            "Экземпляров|Целое число.||3|\n"
            "Цена|Число; дробная часть после запятой: 12,5.||12,5|\n"
            "Полка|Выберите из списка: это столбец «Шифр» листа «Полки», его заполняют "
            "раньше.|||\n"
            "Выдача|\n"
            "Столбец|Что писать|Обязательно|Пример|\n"
            "Книга|Выберите из списка: это столбец «Заглавие» листа «Книги», его заполняют "
            "раньше.||Река|\n"
            "Читатель|Фамилия, имя и отчество полностью.|||\n"
            "Выдана|Дата: 01.09.2026 или «1 сентября 2026 г.».||01.09.2026|\n"
            "Срок|Срок словами или датами: «сентябрь 2026 г.», «октябрь – ноябрь 2026 г.», «до "
            "25.05.2027», «ежемесячно».||сентябрь 2026 г.|\n"
            "Пометки|Несколько — каждое с новой строки ячейки (Alt+Enter).|||\n");
  const auto says = [&](std::string_view words) {
    return std::ranges::any_of(form.guide, [&](const GuideLine& l) { return l.cells[0] == words; });
  };
  EXPECT_TRUE(says("Сначала книги."));
  EXPECT_TRUE(says("Что есть на полках. Без этого листа не собрать: «Опись фонда»."));
}

TEST_F(PlanForm, WarningsAreGivenOnlyWhereTheReaderRefuses) {
  EXPECT_EQ(describe_misfit(column("books", "genre")),
            "Такого значения нет в списке. Grif сочтёт его ошибкой.");
  EXPECT_EQ(describe_misfit(column("books", "about")), "");
  EXPECT_EQ(describe_misfit(column("loans", "term")), "");
  EXPECT_EQ(describe_misfit(column("loans", "marks")), "");
  EXPECT_EQ(describe_misfit(column("books", "copies")), "Здесь нужно целое число.");
  EXPECT_EQ(describe_misfit(column("house", "open")), "Здесь нужно «да» или «нет».");
  EXPECT_EQ(describe_column(column("house", "name"), pack.schema), "Как в уставе.");
  EXPECT_EQ(describe_column(column("shelves", "code"), pack.schema),
            "Номер или код, как его пишут: «1.10», «214-од». Останется, как введён. Повторяться не "
            "должно.");
  EXPECT_EQ(show_example(column("books", "about")), "море");
  EXPECT_EQ(show_example(column("books", "title")), "");
}

}  // namespace
}  // namespace grif
