// What real tables get wrong, met in documents of five schools and planted into the samples that
// look like them: each irregularity is told of at its cell.

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/pipeline/sample.hpp"

namespace grif {
namespace {

struct Irregularity {
  std::string_view sample, what, cell, kind;
};

constexpr auto kIrregularities = std::to_array<Irregularity>({
    {"centre-2020", "a row shifted: term and a date for the responsible person", "Лист1!E14",
     "warning term-twice-in-row"},
    {"centre-2020", "a term doubled", "Лист1!D15", "warning term-repeated"},
    {"centre-2020", "a row split over pages, with a blank number", "Лист1!B17",
     "note row-torn-joined"},
    {"centre-2020", "a stage split over pages", "Лист1!C24", "note row-torn-joined"},
    {"centre-2020", "nobody responsible", "Лист1!E18", "warning activity-without-responsible"},
    {"centre-2020", "«2026год»", "Лист1!D18", "note term-without-space"},
    {"centre-2020", "«1.7.» beside «1.1»", "Лист1!A20", "note number-style"},
    {"centre-2020", "«1.9.» beside «1.1»", "Лист1!A22", "note number-style"},
    {"centre-2020", "a row cut off, the next ones lost", "Лист1!A32", "warning number-missing"},
    {"centre-2020", "the rest of a document's name", "Лист1!A39", "warning number-missing"},
    {"centre-2020", "7.1 before 7", "Лист1!A40", "warning number-of-other-group"},
    {"centre-2020", "7.1 twice", "Лист1!A42", "warning number-twice"},
    {"centre-2020", "terms jump over a year", "Лист1!D34", "warning activity-year-skipped"},
    {"centre-2020", "«Руководитель ООО» among «Руководитель ОО»", "Лист1!E13",
     "warning post-looks-like"},
    {"centre-2020", "«Руководитель ОУ» among «Руководитель ОО»", "Лист1!E29",
     "warning post-looks-like"},
    {"centre-2020", "a mark without the organisation", "Лист1!E1",
     "warning mark-without-organisation"},
    {"centre-2020", "the surname before the initials in a mark", "Лист1!E1",
     "note mark-surname-first"},
    {"centre-2020", "<p> in a cell", "Лист1!F28", "warning text-markup"},
    {"centre-2020", "stages with and without a term", "Лист1!D12", "note stage-without-term"},

    {"gymnasium-2021", "a blank date in «Согласовано»", "Лист1!A1", "warning mark-date-blank"},
    {"gymnasium-2021", "an order and the director in one mark", "Лист1!C1",
     "warning mark-act-and-signer"},
    {"gymnasium-2021", "1.4 printed twice", "Лист1!A17", "note row-torn-joined"},
    {"gymnasium-2021", "3.1 split over pages", "Лист1!B26", "note row-torn-joined"},
    {"gymnasium-2021", "4.3 split over pages", "Лист1!D35", "note row-torn-joined"},
    {"gymnasium-2021", "7.6 missing", "Лист1!A60", "warning number-gap"},
    {"gymnasium-2021", "«Результат:» in the second column or in the first", "Лист1!A30",
     "note result-place-varies"},
    {"gymnasium-2021", "«Задача этапа:» inside the stage's cell", "Лист1!B12",
     "note stage-with-task"},
    {"gymnasium-2021", "«Январь 2027. 2028, 2029»", "Лист1!C46", "warning term-doubtful"},
    {"gymnasium-2021", "«Февраль 2027. 2028, 2029»", "Лист1!C47", "warning term-doubtful"},
    {"gymnasium-2021", "«В течении …»", "Лист1!C36", "warning term-misspelt"},
    {"gymnasium-2021", "one year beside neighbours of three", "Лист1!C48",
     "warning activity-years-lost"},
    {"gymnasium-2021", "October after November", "Лист1!C40", "warning term-out-of-order"},
    {"gymnasium-2021", "December after June", "Лист1!C61", "warning term-out-of-order"},
    {"gymnasium-2021", "a deputy of two matters", "Лист1!D15", "warning person-two-posts"},
    {"gymnasium-2021", "a surname misspelt", "Лист1!D58", "warning person-looks-like"},
    {"gymnasium-2021", "«Гимназия№3»", "Лист1!D16", "warning name-spelt-otherwise"},
    {"gymnasium-2021", "«Гимназия№3» again", "Лист1!B19", "warning name-spelt-otherwise"},
    {"gymnasium-2021", "«Гимназия№3» again", "Лист1!A37", "warning name-spelt-otherwise"},
    {"gymnasium-2021", "«Гимназия№3» again", "Лист1!B42", "warning name-spelt-otherwise"},
    {"gymnasium-2021", "«Гимназия № 3» again", "Лист1!A62", "warning name-spelt-otherwise"},
    {"gymnasium-2021", "«Гимназия № 3»", "Лист1!A30", "warning name-spelt-otherwise"},
    {"gymnasium-2021", "the programme named in two ways", "Лист1!B57",
     "warning name-spelt-otherwise"},
    {"gymnasium-2021", "a post without a name that two people hold", "Лист1!D57",
     "warning person-ambiguous"},

    {"youth-centre-2021", "no activity: cells moved left", "Лист1!C14",
     "warning activity-cell-empty"},
    {"youth-centre-2021", "a row split over pages", "Лист1!B16", "note row-torn-joined"},
    {"youth-centre-2021", "an item torn from its number", "Лист1!D19", "warning text-torn"},
    {"youth-centre-2021", "the text contradicts the term", "Лист1!E14",
     "warning activity-text-disagrees"},
    {"youth-centre-2021", "calendar years in a school year's plan", "Лист1!E15",
     "note term-of-calendar-years"},
    {"youth-centre-2021", "the stage's title cut", "Лист1!B12", "warning stage-title-cut"},
    {"youth-centre-2021", "a comma at the end", "Лист1!F17", "warning text-cut-short"},

    {"model-plan", "no terms", "Лист1!A4", "warning roadmap-without-terms"},
    {"model-plan", "nobody responsible", "Лист1!A4", "warning roadmap-without-responsible"},
    {"model-plan", "lists with semicolons in one cell", "Лист1!C5", "note activities-in-one-cell"},
    {"model-plan", "used as a template («Примерная»)", "Лист1!A1", "warning title-of-model"},

    {"technical-college-2022", "the name glued in the title", "Лист1!A1",
     "warning name-spelt-otherwise"},
    {"technical-college-2022", "a word torn by a hyphen at the page's end", "Лист2!B22",
     "note row-torn-joined"},
    {"technical-college-2022", "a row of the stages split over pages", "Лист1!B6",
     "note row-torn-joined"},
    {"technical-college-2022", "numbers inside the text, again from 1", "Лист2!A9",
     "note numbers-in-text"},
    {"technical-college-2022", "«ЭТАП 1.» and «Этап 2.»", "Лист2!A4", "note stage-word-varies"},
    {"technical-college-2022", "the last rows without a sub-stage", "Лист2!A17",
     "note substage-missing"},
    {"technical-college-2022", "a lost dash", "Лист2!C9", "warning term-doubtful"},
});

/// All of them, and nothing that nobody planted: what else is told is a consequence of these.
constexpr auto kConsequences = std::to_array<Irregularity>({
    {"centre-2020", "of the row cut off", "Лист1!D32", "warning activity-without-term"},
    {"centre-2020", "of the row cut off", "Лист1!E32", "warning activity-without-responsible"},
    {"centre-2020", "of the cell that moved", "Лист1!E38", "warning activity-without-responsible"},
    {"centre-2020", "of the cell that moved", "Лист1!B39", "warning activity-without-text"},
    {"youth-centre-2021", "the mark is of the same kind", "Лист1!E3",
     "warning mark-act-and-signer"},
    {"youth-centre-2021", "the mark is of the same kind", "Лист1!E3", "note mark-surname-first"},
    {"technical-college-2022", "in another stage", "Лист2!A19", "note substage-missing"},
    {"technical-college-2022", "in another stage", "Лист2!A21", "note substage-missing"},
    {"technical-college-2022", "in the text", "Лист2!C5", "note term-without-space"},
});

class Irregularities : public testing::TestWithParam<std::string_view> {};

TEST_P(Irregularities, AreToldOfAtTheirCells) {
  const Sample sample(fmt::format("as-printed/{}", GetParam()));
  std::vector<std::string> wanted;
  for (const auto& list : {std::span<const Irregularity>(kIrregularities),
                           std::span<const Irregularity>(kConsequences)})
    for (const Irregularity& one : list)
      if (one.sample == GetParam()) wanted.push_back(fmt::format("{} {}", one.cell, one.kind));
  EXPECT_THAT(sample.kinds(), testing::UnorderedElementsAreArray(wanted));
}

INSTANTIATE_TEST_SUITE_P(Samples, Irregularities,
                         testing::Values("centre-2020", "gymnasium-2021", "youth-centre-2021",
                                         "model-plan", "technical-college-2022"),
                         [](const auto& name) {
                           std::string id(name.param);
                           std::ranges::replace(id, '-', '_');
                           return id;
                         });

}  // namespace
}  // namespace grif
