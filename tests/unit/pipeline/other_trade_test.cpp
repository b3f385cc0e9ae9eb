// A pack of another trade goes the whole way from a workbook to a Document: no word of the first
// pack's trade is in the program.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "aggregate/aggregate.hpp"
#include "core/world.hpp"
#include "expand/expand.hpp"
#include "pack/pack.hpp"
#include "read/read.hpp"
#include "tools/sheets_text.hpp"
#include "validate/validate.hpp"

namespace grif {
namespace {

constexpr std::string_view kPlant = R"(== Завод
Название | Заря
Гл. инженер | Ковалёв П.Н.
== Оборудование
Инвентарный номер | Наименование | Наработка, ч | Межремонтный ресурс, ч
1-07 | Станок токарный | #12400 | #12000
1-08 | Пресс | #300 | #8000
== График ППР
№ | Станок | Ремонт | Срок | Чел.-ч
Цех 1 | < | < | < | <
1 | Станок токарный | капитальный | март 2027 г. | #120.5
2 | Пресс | осмотр | май 2027 г. | #2
Итого: два ремонта | < | < | < | <
)";

class OtherTrade : public testing::Test {
 protected:
  void SetUp() override {
    auto loaded = load_pack(std::string(GRIF_SOURCE_DIR) + "/tests/packs/maintenance", world,
                            sources, diagnostics);
    ASSERT_TRUE(loaded) << messages();
    pack = std::move(*loaded);
    std::vector<Workbook> inputs;
    inputs.push_back(sheets_text::make_workbook(kPlant, "plant.xlsx", sources));
    programme =
        recognise_tables(std::move(inputs), SchemaTitles(pack.schema), sources, diagnostics);
    validate_types(programme, pack.schema, diagnostics);
    evaluation.schema = &pack.schema;
    evaluation.programme = &programme;
    evaluation.arena = &arena;
    evaluation.diagnostics = &diagnostics;
    aggregates.emplace(pack, programme);
    aggregates->attach(evaluation);
  }
  [[nodiscard]] std::string messages() const {
    std::string out;
    for (const Diagnostic& d : diagnostics.all()) out += format_plain(d, sources);
    return out;
  }

  DiskWorld world;
  Sources sources;
  Diagnostics diagnostics{Language::english};
  Pack pack;
  Programme programme;
  Arena arena;
  Evaluation evaluation;
  std::optional<Aggregates> aggregates;
};

TEST_F(OtherTrade, IsCheckedByItsOwnRules) {
  check_rules(programme, pack, evaluation, diagnostics);
  EXPECT_EQ(
      messages(),
      "plant.xlsx:Оборудование!C2: warning[machine-over-limit]: «Станок токарный» has run 12 400 "
      "h; its limit is 12 000 h\n    put a repair into the plan\n");
}

TEST_F(OtherTrade, MakesItsOwnDocument) {
  const auto styles =
      load_styles(pack.folder + "/" + pack.styles_file, world, sources, diagnostics);
  ASSERT_TRUE(styles) << messages();
  const auto templates = TemplateSet::load(pack, {0}, *styles, world, sources, diagnostics);
  ASSERT_TRUE(templates) << messages();
  const auto document = expand(*templates, 0, *styles, evaluation);
  ASSERT_TRUE(document) << messages();
  EXPECT_EQ(document->plain_text(document->sections.at(0).blocks), R"(График ремонтов — Заря
№
Станок
Ремонт
Срок
Чел.-ч
Цех 1
1
Станок токарный
капитальный
март 2027 г.
120,5
2
Пресс
осмотр
май 2027 г.
2
Итого: два ремонта
Всего 122,5 человеко-часа, изношено станков: 1.
)");
  EXPECT_EQ(messages(), "");
}

TEST_F(OtherTrade, TellsWhatItsTemplateReads) {
  const auto styles =
      load_styles(pack.folder + "/" + pack.styles_file, world, sources, diagnostics);
  ASSERT_TRUE(styles) << messages();
  const auto templates = TemplateSet::load(pack, {0}, *styles, world, sources, diagnostics);
  ASSERT_TRUE(templates) << messages();
  // The machines only through a figure.
  std::vector<std::string> sheets;
  for (const SheetId sheet : templates->reads(0).sheets)
    sheets.push_back(pack.schema.sheets[sheet].id);
  EXPECT_THAT(sheets, testing::ElementsAre("plant", "machines", "works", "works_columns"));
  EXPECT_THAT(templates->reads(0).files, testing::ElementsAre("plan.xml"));
}

}  // namespace
}  // namespace grif
