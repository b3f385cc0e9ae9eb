// The tables of samples/src as a Word document, as that document's table pasted into a spreadsheet,
// as OpenDocument and as CSV: whatever file a school keeps, the records are the same.

#include "unit/read/school_files.hpp"

#include <array>
#include <fstream>
#include <sstream>

#include "unit/read/recognise_support.hpp"

namespace grif {
namespace {

constexpr std::array<std::string_view, 5> kSamples = {
    "centre-2020", "gymnasium-2021", "model-plan", "technical-college-2022", "youth-centre-2021"};

std::vector<sheets_text::SheetText> sample_text(std::string_view name) {
  std::ifstream file(fmt::format("{}/samples/src/{}.sheets", GRIF_SOURCE_DIR, name),
                     std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return sheets_text::parse(text.str());
}

/// What was recognised in a file: rows of every sheet of the schema, then the lines and marks that
/// stood around them.
struct Reading {
  std::string records, around, kinds;
};

/// CSV has no merges, and a spreadsheet's reader of numbers looks at its texts: without `whole`
/// neither spans nor types are shown.
std::string show_cell(const Cell& cell, bool whole) {
  std::string text;
  for (const char c : cell.written) text += c == '\n' ? std::string("¶") : std::string(1, c);
  if (!whole) return text;
  if (cell.row_span == 0) return "<";
  if (cell.row_span > 1 || cell.column_span > 1)
    text += fmt::format(" [{}x{}]", cell.row_span, cell.column_span);
  return fmt::format("{}:{}", static_cast<int>(cell.value.type()), text);
}

Reading recognise(std::optional<Workbook> book, Sources& sources, Diagnostics& diagnostics,
                  bool whole = true) {
  Reading reading;
  if (!book) return reading;
  std::vector<Workbook> inputs;
  inputs.push_back(std::move(*book));
  const Programme programme =
      recognise_tables(std::move(inputs), SchemaTitles(mentoring()), sources, diagnostics);
  for (const Table& table : programme.tables) {
    if (!table.present) continue;
    const SheetSchema& sheet = mentoring().sheets[table.sheet];
    std::string& out = sheet.derived ? reading.around : reading.records;
    out += "== " + sheet.id + "\n";
    for (std::uint32_t row = 0; row < table.rows.size(); ++row) {
      out += std::string(row_kind_name(table.rows[row].kind));
      if (table.rows[row].group != kNoRow) out += fmt::format(" of {}", table.rows[row].group);
      for (const ColumnId column : table.printed_order)
        out += " | " + show_cell(table.cell(row, column), whole);
      out += '\n';
    }
  }
  for (const Diagnostic& d : diagnostics.all())
    reading.kinds += fmt::format("{}[{}]\n", sources.describe(d.place), d.id());
  return reading;
}

Reading read_bytes(std::string bytes, std::string_view name, bool whole = true) {
  Sources sources;
  Diagnostics diagnostics;
  std::string file(name);
  auto book = file.ends_with(".csv") ? read_csv(std::move(bytes), file, sources, diagnostics)
                                     : read_package(std::move(bytes), file, sources, diagnostics);
  return recognise(std::move(book), sources, diagnostics, whole);
}

Reading read_sample(std::string_view name, bool whole = true) {
  DiskWorld world;
  Sources sources;
  Diagnostics diagnostics;
  auto book = read_workbook(fmt::format("{}/samples/as-printed/{}.xlsx", GRIF_SOURCE_DIR, name),
                            world, sources, diagnostics);
  return recognise(std::move(book), sources, diagnostics, whole);
}

class EverySchoolFile : public testing::TestWithParam<std::string_view> {};

TEST_P(EverySchoolFile, InWordGivesTheRecordsOfTheWorkbook) {
  const Reading workbook = read_sample(GetParam());
  const Reading word = read_bytes(test::WordMaker().make(sample_text(GetParam())), "план.docx");
  EXPECT_GT(workbook.records.size(), 1000U);
  EXPECT_EQ(word.records, workbook.records);
  EXPECT_EQ(word.around, workbook.around);
}

TEST_P(EverySchoolFile, PastedFromWordGivesTheRecordsOfTheWorkbook) {
  const Reading workbook = read_sample(GetParam());
  const Reading sheet = read_bytes(test::pasted_workbook(sample_text(GetParam())), "вставка.xlsx");
  EXPECT_EQ(sheet.records, workbook.records);
  EXPECT_EQ(sheet.around, workbook.around);
}

TEST_P(EverySchoolFile, PastedWithoutMergesGivesTheRecordsOfTheWorkbook) {
  const Reading workbook = read_sample(GetParam());
  const Reading sheet =
      read_bytes(test::pasted_workbook(sample_text(GetParam()), false), "вставка.xlsx");
  EXPECT_EQ(sheet.records, workbook.records);
  EXPECT_EQ(sheet.around, workbook.around);
}

TEST_P(EverySchoolFile, InOpenDocumentGivesTheRecordsOfTheWorkbook) {
  const Reading workbook = read_sample(GetParam());
  const Reading sheet = read_bytes(test::open_document(sample_text(GetParam())), "план.ods");
  EXPECT_EQ(sheet.records, workbook.records);
  EXPECT_EQ(sheet.around, workbook.around);
}

TEST_P(EverySchoolFile, SeparatedGivesTheRecordsOfTheWorkbook) {
  const auto sheets = sample_text(GetParam());
  if (sheets.size() != 1) GTEST_SKIP() << "CSV holds one sheet";
  const Reading workbook = read_sample(GetParam(), false);
  const Reading sheet = read_bytes(test::separated(sheets.front()), "план.csv", false);
  EXPECT_EQ(sheet.records, workbook.records);
}

INSTANTIATE_TEST_SUITE_P(Samples, EverySchoolFile, testing::ValuesIn(kSamples));

/// The page ends in the middle of row 16, and the next one begins with the header.
TEST(SchoolFiles, InWordCutByAPageGiveTheRecordsOfTheWorkbook) {
  const Reading workbook = read_sample("centre-2020");
  const Reading word =
      read_bytes(test::WordMaker(16).make(sample_text("centre-2020")), "план.docx");
  EXPECT_EQ(word.records, workbook.records);
  EXPECT_EQ(word.kinds,
            "план.docx:таблица 2, строка 1, столбец 1[document-table-continued]\n"
            "план.docx:таблица 2, строка 1, столбец 1[header-repeated]\n"
            "план.docx:таблица 2, строка 2, столбец 2[row-torn-joined]\n"
            "план.docx:таблица 2, строка 9, столбец 3[row-torn-joined]\n");
}

TEST(SchoolFiles, PastedFromWordSayWhatWasJoined) {
  Sources sources;
  Diagnostics diagnostics;
  recognise(read_package(test::pasted_workbook(sample_text("model-plan")), "вставка.xlsx", sources,
                         diagnostics),
            sources, diagnostics);
  ASSERT_EQ(diagnostics.all().size(), 1U);
  EXPECT_EQ(
      format_plain(diagnostics.all()[0], sources),
      "вставка.xlsx:Лист1!A9: note[paragraphs-joined]: абзацы одной ячейки стоят в разных "
      "строках листа, как после вставки таблицы из Word; прочитаны вместе строки: 9–10, 11–14\n");
}

}  // namespace
}  // namespace grif
