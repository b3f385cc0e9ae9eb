#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "expand/expand.hpp"
#include "pack/pack.hpp"

namespace grif::test {
namespace {

/// The pack that is given to people, with a little data put into its tables.
class Roadmap : public ::testing::Test {
 protected:
  void SetUp() override {
    DiskWorld world;
    Diagnostics diagnostics(Language::english);
    const std::string folder = std::string(GRIF_SOURCE_DIR) + "/templates/mentoring";
    pack = load_pack(folder, world, sources, diagnostics);
    ASSERT_TRUE(pack) << print(diagnostics);
    styles = load_styles(folder + "/" + pack->styles_file, world, sources, diagnostics);
    ASSERT_TRUE(styles) << print(diagnostics);
    std::vector<std::size_t> documents;
    for (std::size_t i = 0; i < pack->documents.size(); ++i) documents.push_back(i);
    templates = TemplateSet::load(*pack, documents, *styles, world, sources, diagnostics);
    ASSERT_TRUE(templates) << print(diagnostics);
    EXPECT_EQ(print(diagnostics), "");
    for (SheetId id = 0; id < pack->schema.sheets.size(); ++id) {
      Table table;
      table.sheet = id;
      table.schema_columns = pack->schema.sheets[id].columns.size();
      programme.tables.push_back(std::move(table));
    }
  }

  std::string print(const Diagnostics& diagnostics) {
    std::string out;
    for (const Diagnostic& diagnostic : diagnostics.all()) {
      out += format_plain(diagnostic, sources);
    }
    return out;
  }

  /// Adds a row whose named cells have these values.
  void add(std::string_view sheet, std::vector<std::pair<std::string_view, Value>> values,
           RowKind kind = RowKind::item) {
    const SheetId id = pack->schema.find_sheet(sheet);
    Table& table = programme.tables[id];
    table.present = true;
    table.rows.push_back({.kind = kind, .place = Place::nowhere()});
    table.cells.resize(table.cells.size() + table.width());
    const auto row = static_cast<std::uint32_t>(table.rows.size() - 1);
    for (const auto& [name, value] : values) {
      Cell& cell = table.cell(row, pack->schema.sheets[id].find_column(name));
      cell.value = value;
      if (value.is(Value::Type::text)) cell.written = value.as_text();
    }
  }
  /// Printed columns of the roadmap.
  void add_columns(std::vector<std::pair<std::string_view, std::string_view>> columns) {
    const SheetId id = pack->schema.find_sheet("roadmap");
    std::int64_t position = 0;
    for (const auto& [name, title] : columns) {
      programme.tables[id].printed_order.push_back(pack->schema.sheets[id].find_column(name));
      add("roadmap_columns", {{"name", Value::text(name)},
                              {"title", Value::text(title)},
                              {"weight", Value::decimal(Decimal(1))},
                              {"position", Value::integer(position++)}});
    }
  }
  void merge_last_row(std::uint16_t columns) {
    Table& table = programme.tables[pack->schema.find_sheet("roadmap")];
    const auto row = static_cast<std::uint32_t>(table.rows.size() - 1);
    table.cell(row, table.printed_order[0]).column_span = columns;
    for (std::uint16_t c = 1; c < columns; ++c) {
      Cell& covered = table.cell(row, table.printed_order[c]);
      covered.row_span = covered.column_span = 0;
    }
  }

  std::optional<Document> make() {
    Diagnostics diagnostics(Language::english);
    Evaluation evaluation;
    evaluation.schema = &pack->schema;
    evaluation.programme = &programme;
    evaluation.arena = &arena;
    evaluation.diagnostics = &diagnostics;
    auto document = expand(*templates, 0, *styles, evaluation);
    EXPECT_EQ(print(diagnostics), "");
    return document;
  }

  Sources sources;
  std::optional<Pack> pack;
  std::optional<StyleSheet> styles;
  std::optional<TemplateSet> templates;
  Programme programme;
  Arena arena;
};

TEST_F(Roadmap, AsPrintedKeepsEveryWordInOrder) {
  add("roadmap_marks",
      {{"side", Value::text("left")}, {"text", Value::text("СОГЛАСОВАНО\nПредседатель комитета")}});
  add("roadmap_marks",
      {{"side", Value::text("right")}, {"text", Value::text("УТВЕРЖДЕНО\nприказом № 376/а")}});
  const auto line = [&](std::string_view text, std::string_view role, std::string_view right = {}) {
    add(role == "signature" || role == "note" ? "roadmap_below" : "roadmap_title",
        {{"text", Value::text(text)},
         {"role", Value::text(role)},
         {"right", right.empty() ? Value() : Value::text(right)}});
  };
  line("г. Приозёрск", "place", "2026 год");
  line("Дорожная карта", "title");
  line("внедрения методологии", "title");
  line("Цель: к концу года", "goal");
  line("Часть 1", "subtitle");
  line("Примечание: без пропусков", "note");
  line("Директор", "signature", "И.И. Лесной");
  add_columns({{"number", "№ п/п"}, {"activity", "Мероприятия"}, {"term", "Сроки"}});
  add("roadmap", {{"number", Value::text("1 Подготовка условий\nЗадача этапа: сбор")}},
      RowKind::group);
  merge_last_row(3);
  add("roadmap", {{"number", Value::text("1.1")},
                  {"activity", Value::text("Собрание\nродителей")},
                  {"term", Value::text("май 2022")}});
  add("roadmap", {{"activity", Value::text("Результат: собрано")}}, RowKind::result);
  const auto document = make();
  ASSERT_TRUE(document);
  EXPECT_EQ(
      document->plain_text(document->sections[0].blocks),
      "СОГЛАСОВАНО\nПредседатель комитета\n\n\nУТВЕРЖДЕНО\nприказом № 376/а\n\n\n"
      "г. Приозёрск\n2026 год\nДорожная карта\nвнедрения методологии\nЦель: к концу года\nЧасть 1\n\n"
      "№ п/п\nМероприятия\nСроки\n"
      "1 Подготовка условий\nЗадача этапа: сбор\n1.1\nСобрание\nродителей\nмай 2022\n\nРезультат: собрано\n\n\n"
      "Примечание: без пропусков\nДиректор\n\nИ.И. Лесной\n");
  EXPECT_FALSE(document->sections[0].page.landscape);
  EXPECT_EQ(document->sections[0].page.left, Length::from_mm(30));
  EXPECT_TRUE(document->sections[0].different_first);
  ASSERT_EQ(document->tables.size(), 3U);
  EXPECT_TRUE(document->tables[2].layout_only);
  EXPECT_TRUE(document->tables[0].layout_only);
  const Range rows = document->tables[1].rows;
  ASSERT_EQ(rows.count, 4U);
  EXPECT_TRUE(document->rows[rows.first].header);
  EXPECT_TRUE(document->rows[rows.first + 1].keep_with_next);
  EXPECT_EQ(document->cells[document->rows[rows.first + 1].cells.first].column_span, 3);
  EXPECT_TRUE(document->rows[rows.first + 2].keep_with_next) << "the result is not left alone";
}

TEST_F(Roadmap, TitlesOfTwoLevelsMakeTwoHeaderRows) {
  add_columns({{"activity", "Мероприятия"}, {"term", "Сроки: начало"}, {"result", "Сроки: конец"}});
  Table& columns = programme.tables[pack->schema.find_sheet("roadmap_columns")];
  for (std::uint32_t row = 1; row < 3; ++row) {
    columns.cell(row, derived::kColumnGroup).value = Value::text("Сроки");
    columns.cell(row, derived::kColumnPart).value = Value::text(row == 1 ? "начало" : "конец");
  }
  columns.cell(1, derived::kColumnSpan).value = Value::integer(2);
  add("roadmap", {{"activity", Value::text("Отбор")},
                  {"term", Value::text("май")},
                  {"result", Value::text("июнь")}});
  const auto document = make();
  ASSERT_TRUE(document);
  EXPECT_THAT(document->plain_text(document->sections[0].blocks),
              testing::EndsWith("Мероприятия\nСроки\nначало\nконец\nОтбор\nмай\nиюнь\n"));
  const Range rows = document->tables.back().rows;
  ASSERT_EQ(rows.count, 3U);
  EXPECT_TRUE(document->rows[rows.first].header);
  EXPECT_TRUE(document->rows[rows.first + 1].header);
  EXPECT_EQ(document->cells[document->rows[rows.first].cells.first].row_span, 2);
  EXPECT_EQ(document->cells[document->rows[rows.first].cells.first + 1].column_span, 2);
}

TEST_F(Roadmap, ThePageIsTurnedIfTheTableNeedsIt) {
  add_columns({{"activity", "Мероприятия"}});
  add("roadmap", {{"activity", Value::text("Отбор")}});
  const auto document = make();
  ASSERT_TRUE(document);
  EXPECT_TRUE(document->sections[0].turns_for_tables);
}

TEST_F(Roadmap, FromTheSheetsOfThePack) {
  add("organisation", {{"short_name", Value::text("МБОУ «Школа № 5»")},
                       {"head", Value::text("О.П. Ясенева")},
                       {"head_post", Value::text("Директор")},
                       {"programme", Value::text("«Шаг навстречу»")},
                       {"school_year", Value::text("2026/27")},
                       {"goal", Value::text("помочь новичкам")}});
  add("approvals", {{"document", Value::text("Дорожная карта")},
                    {"mark", Value::text("УТВЕРЖДЕНО")},
                    {"basis_kind", Value::text("приказ")},
                    {"body", Value::text("МБОУ «Школа № 5»")},
                    {"number", Value::text("118/а")},
                    {"date", Value::date(*Date::from_ymd(2026, 8, 30))}});
  add("approvals", {{"document", Value::text("Дорожная карта")},
                    {"mark", Value::text("СОГЛАСОВАНО")},
                    {"post", Value::text("Председатель управляющего совета")},
                    {"name", Value::text("П.Н. Кленов")}});
  add("approvals", {{"document", Value::text("Дорожная карта")},
                    {"mark", Value::text("ПРИНЯТО")},
                    {"body", Value::text("педагогическим советом")},
                    {"basis_kind", Value::text("протокол")},
                    {"number", Value::text("1")}});
  add("approvals",
      {{"document", Value::text("Приказ о внедрении")}, {"mark", Value::text("ОДОБРЕНО")}});
  add_columns({{"number", "№ п/п"}, {"activity", "Мероприятия"}});
  add("roadmap", {{"number", Value::text("1.")}, {"activity", Value::text("Отбор")}});
  const auto document = make();
  ASSERT_TRUE(document);
  EXPECT_EQ(
      document->plain_text(document->sections[0].blocks),
      "СОГЛАСОВАНО\nПредседатель управляющего совета\n____________ П.Н. Кленов\n"
      "«____» ______________ 20____ г.\n\n\n"
      "УТВЕРЖДЕНА\nприказом МБОУ «Школа № 5»\nот 30.08.2026 № 118/а\n\n"
      "ПРИНЯТА\nпедагогическим советом\n(протокол от __________ № 1)\n\n\n\n\n"
      "ДОРОЖНАЯ КАРТА\nреализации программы наставничества\n«Шаг навстречу»\nв МБОУ «Школа № 5»\n"
      "на 2026/27 учебный год\nЦель: помочь новичкам\n\n№ п/п\nМероприятия\n1.\nОтбор\n");
  EXPECT_EQ(document->properties.organisation, "МБОУ «Школа № 5»");
}

TEST_F(Roadmap, NumbersOfColumnsThatTheSchemaDoesNotKnowStayNumbers) {
  add_columns({{"number", "№ п/п"}, {"activity", "Бюджет, руб."}});
  add("roadmap", {{"number", Value::text("1")}, {"activity", Value::integer(12000)}});
  Table& table = programme.tables[pack->schema.find_sheet("roadmap")];
  Cell& cell = table.cell(0, table.printed_order[1]);
  cell.written = "12 000";
  const auto first = make();
  ASSERT_TRUE(first);
  ASSERT_EQ(first->typed_cells.size(), 1U);
  EXPECT_EQ(first->typed_cells[0].value, Value::integer(12000));
  EXPECT_EQ(first->typed_cells[0].number_format, "#,##0");
  // Two lines are no number.
  cell.written = "12 000\nвсего";
  const auto second = make();
  ASSERT_TRUE(second);
  EXPECT_TRUE(second->typed_cells.empty());
}

TEST_F(Roadmap, WithoutMarksTheHeadApprovesByHand) {
  add_columns({{"activity", "Мероприятия"}});
  add("roadmap", {{"activity", Value::text("Отбор")}});
  const auto document = make();
  ASSERT_TRUE(document);
  EXPECT_EQ(
      document->plain_text(document->sections[0].blocks),
      "\n\nУТВЕРЖДАЮ\nДиректор\n____________ ________________\n«____» ______________ 20____ г.\n\n\n"
      "ДОРОЖНАЯ КАРТА\nреализации программы наставничества\n\nМероприятия\nОтбор\n");
}

TEST_F(Roadmap, LongNamesStandBelowTheirLines) {
  add("organisation", {{"head", Value::text("К.В. Константинопольская-Рождественская")}});
  add_columns({{"activity", "Мероприятия"}});
  add("roadmap", {{"activity", Value::text("Отбор")}});
  const auto document = make();
  ASSERT_TRUE(document);
  EXPECT_NE(document->plain_text(document->sections[0].blocks)
                .find("____________\nК.В. Константинопольская-Рождественская\n"),
            std::string::npos);
}

}  // namespace
}  // namespace grif::test
