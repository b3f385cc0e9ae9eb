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
#include "unit/pipeline/sample.hpp"

namespace grif {
namespace {

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
        std::string text = title_key(cell.text);
        if (text.ends_with('-')) text.pop_back();  // a word that the end of a page tore
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

/// Their messages stand in irregularities_test.cpp.
TEST(AsPrinted, HaveTheirMarksStagesAndResults) {
  const Sample gymnasium("as-printed/gymnasium-2021");
  EXPECT_EQ(gymnasium.table("roadmap_marks").rows.size(), 2U);
  EXPECT_EQ(std::ranges::count(gymnasium.table("roadmap").rows, RowKind::result, &Row::kind), 7);
  const Sample college("as-printed/technical-college-2022");
  EXPECT_EQ(college.table("stages").rows.size(), 7U);
  EXPECT_EQ(std::ranges::count(college.table("roadmap").rows, RowKind::group, &Row::kind), 7);
}

}  // namespace
}  // namespace grif
