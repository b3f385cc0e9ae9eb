// The samples that go with the program: the lyceum is without fault; the tables as schools print
// them give the warnings that their irregularities deserve, and no text of theirs is lost on the
// way.

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "aggregate/aggregate.hpp"
#include "core/text.hpp"
#include "core/world.hpp"
#include "data/form.hpp"
#include "form_words.hpp"
#include "pack/pack.hpp"
#include "read/read.hpp"
#include "tools/sheets_text.hpp"
#include "validate/validate.hpp"

namespace grif {
namespace {

const std::string kSamples = std::string(GRIF_SOURCE_DIR) + "/samples/";

std::string file_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

/// A sample read from its XLSX file, recognised and checked.
struct Sample {
  DiskWorld world;
  Sources sources;
  Diagnostics diagnostics{Language::english};
  std::optional<Pack> pack;
  Programme programme;

  explicit Sample(const std::string& name) {
    pack = load_pack(std::string(GRIF_SOURCE_DIR) + "/templates/mentoring", world, sources,
                     diagnostics);
    if (!pack) return;
    std::vector<Workbook> inputs;
    auto book = read_workbook(kSamples + name + ".xlsx", world, sources, diagnostics);
    if (book) inputs.push_back(std::move(*book));
    programme =
        recognise_tables(std::move(inputs), SchemaTitles(pack->schema), sources, diagnostics);
    validate_types(programme, pack->schema, diagnostics);
    Arena arena;
    Evaluation evaluation;
    evaluation.schema = &pack->schema;
    evaluation.programme = &programme;
    evaluation.arena = &arena;
    evaluation.diagnostics = &diagnostics;
    Aggregates aggregates(*pack, programme);
    aggregates.attach(evaluation);
    check_rules(programme, *pack, evaluation, diagnostics);
    diagnostics.sort();
  }
  /// `Лист1!A7 severity kind` of each message.
  [[nodiscard]] std::vector<std::string> kinds() const {
    std::vector<std::string> all;
    for (const Diagnostic& d : diagnostics.all()) {
      const std::string place = sources.describe(d.place);
      all.push_back(place.substr(place.rfind(':') + 1) + " " +
                    std::string(severity_name(d.severity)) + " " + std::string(d.id()));
    }
    return all;
  }
  [[nodiscard]] const Table& table(std::string_view id) const {
    return programme.tables[pack->schema.find_sheet(id)];
  }
};

class EverySample : public testing::TestWithParam<std::string_view> {};

std::string source_of(std::string_view name) {
  const std::size_t slash = name.rfind('/');
  return kSamples + "src/" +
         std::string(slash == std::string_view::npos ? name : name.substr(slash + 1)) + ".sheets";
}

/// The tables as printed; the lyceum is what `grif init` makes of the pack's sample.
class AsPrintedSample : public testing::TestWithParam<std::string_view> {};

TEST_P(AsPrintedSample, IsWhatItsTextSays) {
  DiskWorld world;
  Sources sources;
  Diagnostics diagnostics;
  const auto made =
      read_workbook(kSamples + std::string(GetParam()) + ".xlsx", world, sources, diagnostics);
  ASSERT_TRUE(made);
  const Workbook text = sheets_text::make_workbook(file_text(source_of(GetParam())), "", sources);
  ASSERT_EQ(made->sheets.size(), text.sheets.size());
  for (std::size_t s = 0; s < text.sheets.size(); ++s) {
    const Sheet& a = made->sheets[s];
    const Sheet& b = text.sheets[s];
    EXPECT_EQ(a.name, b.name);
    EXPECT_EQ(a.merges, b.merges);
    ASSERT_EQ(a.cells.size(), b.cells.size()) << a.name;
    for (std::size_t c = 0; c < a.cells.size(); ++c) {
      const std::string place = a.name + "!" + cell_name(b.cells[c].row, b.cells[c].column);
      EXPECT_EQ(a.cells[c].row, b.cells[c].row) << place;
      EXPECT_EQ(a.cells[c].column, b.cells[c].column) << place;
      EXPECT_EQ(a.cells[c].type, b.cells[c].type) << place;
      EXPECT_TRUE(a.cells[c].bold || !b.cells[c].bold)
          << place << " (titles of tables are bold too)";
      if (b.cells[c].type == RawCell::Type::text) {
        EXPECT_EQ(a.cells[c].text, b.cells[c].text) << place;
      }
      if (b.cells[c].type == RawCell::Type::number) {
        EXPECT_EQ(a.cells[c].number, b.cells[c].number) << place;
      }
      if (b.cells[c].type == RawCell::Type::date) {
        EXPECT_EQ(a.cells[c].date, b.cells[c].date) << place;
      }
    }
  }
}

TEST_P(EverySample, LosesNoText) {
  const Sample sample{std::string(GetParam())};
  std::vector<std::string> kept;
  for (const Table& table : sample.programme.tables)
    for (const Cell& cell : table.cells) kept.push_back(collapsed(cell.written));
  for (const SheetSchema& sheet : sample.pack->schema.sheets) {
    kept.insert(kept.end(), sheet.value_titles.begin(), sheet.value_titles.end());
    for (const ColumnSchema& column : sheet.columns) {  // titles of sheets that are not grouped
      kept.push_back(column.title);
      kept.insert(kept.end(), column.aliases.begin(), column.aliases.end());
      kept.push_back(describe_column(column, sample.pack->schema));  // beside the facts
    }
  }
  for (std::string& text : kept) text = title_key(text);
  std::ranges::sort(kept);
  for (const Workbook& input : sample.programme.inputs) {
    for (const Sheet& sheet : input.sheets) {
      if (is_sheet_for_people(sheet.name)) continue;
      for (const RawCell& cell : sheet.cells) {
        if (cell.type != RawCell::Type::text) continue;
        const std::string text = title_key(cell.text);
        const bool whole = std::ranges::binary_search(kept, text);
        const bool part = whole || std::ranges::any_of(kept, [&](const std::string& k) {
                            return k.find(text) != std::string::npos;
                          });
        // Over the keys of a keyed sheet and the remarks beside them.
        const bool heading = text == "показатель" || text == "что писать";
        EXPECT_TRUE(part || heading)
            << sheet.name << "!" << cell_name(cell.row, cell.column) << ": " << cell.text;
      }
    }
  }
}

constexpr std::array<std::string_view, 5> kAsPrinted = {
    "as-printed/centre-2020", "as-printed/gymnasium-2021", "as-printed/model-plan",
    "as-printed/technical-college-2022", "as-printed/youth-centre-2021"};
INSTANTIATE_TEST_SUITE_P(Samples, AsPrintedSample, testing::ValuesIn(kAsPrinted));
INSTANTIATE_TEST_SUITE_P(Samples, EverySample, testing::ValuesIn(kAsPrinted));
INSTANTIATE_TEST_SUITE_P(Lyceum, EverySample, testing::Values("lyceum"));

TEST(Lyceum, IsWithoutFault) {
  const Sample sample("lyceum");
  EXPECT_THAT(sample.kinds(), testing::IsEmpty());
  const Table& roadmap = sample.table("roadmap");
  EXPECT_FALSE(roadmap.printed);
  const auto count = [&](RowKind kind) {
    return std::ranges::count(roadmap.rows, kind, &Row::kind);
  };
  EXPECT_EQ(count(RowKind::group), 7);
  EXPECT_EQ(count(RowKind::item), 34);
  EXPECT_EQ(count(RowKind::result), 7);
}

TEST(AsPrinted, CentreWarnsOfTornRowsAndNumbers) {
  EXPECT_THAT(Sample("as-printed/centre-2020").kinds(),
              testing::ElementsAre(
                  "Лист1!E1 note mark-surname-first", "Лист1!E1 warning mark-without-organisation",
                  "Лист1!D12 note stage-without-term", "Лист1!E14 warning term-twice-in-row",
                  "Лист1!D15 warning term-repeated", "Лист1!A17 warning number-missing",
                  "Лист1!D17 warning activity-without-term", "Лист1!D18 note term-without-space",
                  "Лист1!E18 warning activity-without-responsible",
                  "Лист1!A24 warning number-missing", "Лист1!B24 warning activity-without-text",
                  "Лист1!A32 warning number-missing", "Лист1!D32 warning activity-without-term",
                  "Лист1!E32 warning activity-without-responsible",
                  "Лист1!D34 warning activity-year-skipped",
                  "Лист1!E38 warning activity-without-responsible",
                  "Лист1!A39 warning number-missing", "Лист1!B39 warning activity-without-text",
                  "Лист1!A40 warning number-of-other-group", "Лист1!A42 warning number-twice"));
}

TEST(AsPrinted, GymnasiumWarnsOfTornRowsAndNumbers) {
  const Sample sample("as-printed/gymnasium-2021");
  EXPECT_THAT(
      sample.kinds(),
      testing::ElementsAre(
          "Лист1!A1 warning mark-date-blank", "Лист1!C1 warning mark-act-and-signer",
          "Лист1!D15 warning person-two-posts", "Лист1!A17 warning number-twice",
          "Лист1!D17 warning name-spelt-otherwise", "Лист1!B19 warning name-spelt-otherwise",
          "Лист1!A26 warning number-missing", "Лист1!A30 warning name-spelt-otherwise",
          "Лист1!A35 warning number-missing", "Лист1!B35 warning activity-without-text",
          "Лист1!C36 warning term-misspelt", "Лист1!A37 warning name-spelt-otherwise",
          "Лист1!C40 warning term-out-of-order", "Лист1!B42 warning name-spelt-otherwise",
          "Лист1!C46 warning term-doubtful", "Лист1!C47 warning term-doubtful",
          "Лист1!C48 warning activity-years-lost", "Лист1!A60 warning number-gap",
          "Лист1!C61 warning term-out-of-order", "Лист1!A62 warning name-spelt-otherwise"));
  EXPECT_EQ(sample.table("roadmap_marks").rows.size(), 2U);
  EXPECT_EQ(std::ranges::count(sample.table("roadmap").rows, RowKind::result, &Row::kind), 7);
}

TEST(AsPrinted, YouthCentreWarnsOfAShiftedRow) {
  EXPECT_THAT(
      Sample("as-printed/youth-centre-2021").kinds(),
      testing::ElementsAre(
          "Лист1!E3 warning mark-act-and-signer", "Лист1!E3 note mark-surname-first",
          "Лист1!C14 warning activity-cell-empty", "Лист1!E14 warning activity-text-disagrees",
          "Лист1!A16 warning number-missing", "Лист1!E16 warning activity-without-term",
          "Лист1!F16 warning activity-without-responsible"));
}

TEST(AsPrinted, ModelPlanIsWithoutFault) {
  EXPECT_THAT(Sample("as-printed/model-plan").kinds(),
              testing::UnorderedElementsAre("Лист1!A4 warning roadmap-without-responsible",
                                            "Лист1!A4 warning roadmap-without-terms"));
}

TEST(AsPrinted, TechnicalCollegeHasTwoTables) {
  const Sample sample("as-printed/technical-college-2022");
  EXPECT_THAT(sample.kinds(),
              testing::ElementsAre(
                  "Лист1!A1 warning name-spelt-otherwise", "Лист2!C5 note term-without-space",
                  "Лист2!C9 warning term-doubtful", "Лист2!C22 warning activity-without-term",
                  "Лист2!D22 warning activity-without-responsible"));
  EXPECT_EQ(sample.table("stages").rows.size(), 8U);
  EXPECT_EQ(std::ranges::count(sample.table("roadmap").rows, RowKind::group, &Row::kind), 7);
}

}  // namespace
}  // namespace grif
