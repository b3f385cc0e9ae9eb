#include "core/place.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace grif {
namespace {

TEST(PlaceTest, KeepsWhatItWasMadeOf) {
  const Place cell = Place::cell(7, 1'048'575, 16'383);
  EXPECT_TRUE(cell.is_cell());
  EXPECT_FALSE(cell.is_position());
  EXPECT_EQ(cell.source(), 7);
  EXPECT_EQ(cell.row(), 1'048'575u);
  EXPECT_EQ(cell.column(), 16'383u);

  const Place position = Place::position(16'381, 12, 5);
  EXPECT_TRUE(position.is_position());
  EXPECT_EQ(position.source(), 16'381);
  EXPECT_EQ(position.line(), 12u);
  EXPECT_EQ(position.column(), 5u);

  EXPECT_TRUE(Place::whole(3).is_whole());
  EXPECT_EQ(Place::whole(3).source(), 3);
  EXPECT_TRUE(Place().is_nowhere());
  EXPECT_EQ(Place(), Place::nowhere());
}

TEST(PlaceTest, ClampsLinesThatDoNotFit) {
  const Place far = Place::position(1, std::numeric_limits<std::uint32_t>::max(), 0x100'0000);
  EXPECT_EQ(far.line(), 0xFF'FFFFu);
  EXPECT_EQ(far.column(), 0xFF'FFFFu);
  EXPECT_EQ(far.source(), 1);
  EXPECT_TRUE(far.is_position());
}

TEST(PlaceTest, SortsInTheOrderOfReading) {
  const std::vector<Place> expected = {
      Place::nowhere(),      Place::whole(0),      Place::cell(0, 0, 0), Place::cell(0, 0, 1),
      Place::cell(0, 1, 0),  Place::whole(1),      Place::cell(1, 0, 0), Place::cell(1, 0, 300),
      Place::cell(1, 70, 2), Place::whole(0x2000), Place::whole(0x3FFE),
  };
  std::vector<Place> places = expected;
  std::reverse(places.begin(), places.end());
  std::sort(places.begin(), places.end());
  EXPECT_EQ(places, expected);
  // What is neither less nor greater is the same place.
  for (const Place& a : expected) {
    for (const Place& b : expected) EXPECT_EQ(!(a < b) && !(b < a), a == b);
  }
}

TEST(SourcesTest, DescribesEveryForm) {
  Sources sources;
  const SourceId pairs = sources.add("лицей.xlsx", "Пары");
  const SourceId roadmap = sources.add("лицей.xlsx", "Дорожная карта");
  const SourceId xml = sources.add("pack.xml");
  EXPECT_EQ(sources.size(), 3u);
  EXPECT_EQ(sources.at(roadmap), (Sources::Source{"лицей.xlsx", "Дорожная карта"}));

  EXPECT_EQ(sources.describe(Place::cell(pairs, 13, 2)), "лицей.xlsx:Пары!C14");
  EXPECT_EQ(sources.describe(Place::whole(pairs)), "лицей.xlsx:Пары");
  EXPECT_EQ(sources.describe(Place::cell(roadmap, 6, 1)), "лицей.xlsx:'Дорожная карта'!B7");
  EXPECT_EQ(sources.describe(Place::whole(roadmap)), "лицей.xlsx:'Дорожная карта'");
  EXPECT_EQ(sources.describe(Place::position(xml, 12, 5)), "pack.xml:12:5");
  EXPECT_EQ(sources.describe(Place::whole(xml)), "pack.xml");
  EXPECT_EQ(sources.describe(Place::nowhere()), "");
}

TEST(SourcesTest, CallsFieldsOfTextFilesByLineAndNumber) {
  Sources sources;
  const SourceId csv =
      sources.add({.file = "Пары.csv", .sheet = "Пары", .naming = Sources::Naming::field});
  EXPECT_EQ(sources.describe(Place::cell(csv, 13, 2)), "Пары.csv:14:3");
  EXPECT_EQ(sources.describe(Place::whole(csv)), "Пары.csv");
  EXPECT_EQ(sources.name_cell(Place::cell(csv, 13, 2)), "C14");
  EXPECT_EQ(sources.reference_cell(Place::cell(csv, 13, 2)), "C14");
  EXPECT_EQ(sources.name_row(Place::cell(csv, 13, 2)), "14");
}

TEST(SourcesTest, CallsCellsOfDocumentsByTheirTables) {
  using Kind = DocumentRows::Kind;
  Sources::Source source{
      .file = "план.docx",
      .sheet = "таблица 2",
      .naming = Sources::Naming::document,
      .rows = {
          {0, Kind::above, 2}, {4, Kind::table, 2}, {10, Kind::table, 3}, {12, Kind::below, 3}}};
  Sources sources;
  const SourceId russian = sources.add(source);
  source.language = Language::english;
  const SourceId english = sources.add(source);
  const auto names = [&](std::uint32_t row, std::uint32_t column) {
    return sources.name_cell(Place::cell(russian, row, column)) + "; " +
           sources.name_cell(Place::cell(english, row, column)) + "; " +
           sources.name_row(Place::cell(russian, row, column)) + "; " +
           sources.reference_cell(Place::cell(russian, row, column));
  };
  EXPECT_EQ(names(3, 0), "строка 4 над таблицей 2; line 4 above table 2; 4 над таблицей 2; ");
  EXPECT_EQ(
      names(3, 4),
      "строка 4 над таблицей 2, столбец 5; line 4 above table 2, column 5; 4 над таблицей 2; ");
  EXPECT_EQ(names(4, 0), "таблица 2, строка 1, столбец 1; table 2, row 1, column 1; 1; A1");
  EXPECT_EQ(names(11, 2), "таблица 3, строка 2, столбец 3; table 3, row 2, column 3; 2; C2");
  EXPECT_EQ(names(12, 0), "строка 1 под таблицей 3; line 1 below table 3; 1 под таблицей 3; ");
  EXPECT_EQ(sources.name_row(Place::cell(english, 12, 0)), "1 below table 3");
  EXPECT_EQ(sources.name_row(Place::cell(english, 0, 0)), "1 above table 2");
  EXPECT_EQ(sources.describe(Place::cell(russian, 4, 0)),
            "план.docx:таблица 2, строка 1, столбец 1");
  EXPECT_EQ(sources.describe(Place::whole(russian)), "план.docx:'таблица 2'");
  const SourceId bare =
      sources.add({.file = "a", .sheet = "b", .naming = Sources::Naming::document});
  EXPECT_EQ(sources.name_cell(Place::cell(bare, 0, 0)), "таблица 1, строка 1, столбец 1");
}

TEST(SourcesTest, AnswersForSourcesThatItDoesNotHave) {
  const Sources sources;
  EXPECT_EQ(sources.at(0), Sources::Source{});
  EXPECT_EQ(sources.at(kNoSource), Sources::Source{});
  EXPECT_EQ(sources.describe(Place::whole(kNoSource)), "");
}

TEST(SourcesTest, RefusesMoreThanPlacesCanName) {
  Sources sources;
  for (int i = 0; i < 16'382; ++i) ASSERT_EQ(sources.add("a"), i);
  EXPECT_EQ(sources.add("b"), kNoSource);
  EXPECT_EQ(sources.add("c"), kNoSource);
  EXPECT_EQ(sources.size(), 16'382u);
  EXPECT_EQ(sources.at(16'381).file, "a");
}

TEST(CellNameTest, NamesColumnsAsSpreadsheetsDo) {
  const std::vector<std::pair<std::uint32_t, std::string>> columns = {
      {0, "A"},   {1, "B"},    {25, "Z"},    {26, "AA"},      {51, "AZ"},
      {52, "BA"}, {701, "ZZ"}, {702, "AAA"}, {16'383, "XFD"}, {0xFFFF'FFFF, "MWLQKWV"},
  };
  for (const auto& [column, letters] : columns) {
    EXPECT_EQ(column_letters(column), letters) << column;
    EXPECT_EQ(cell_name(6, column), letters + "7");
  }
  EXPECT_EQ(cell_name(0, 0), "A1");
  EXPECT_EQ(cell_name(1'048'575, 16'383), "XFD1048576");
  EXPECT_EQ(cell_name(0xFFFF'FFFF, 0), "A4294967296");
}

TEST(CellNameTest, CountsColumnsWithoutGaps) {
  // Column letters are a bijective number of base 26: read back they give the column.
  for (std::uint32_t column = 0; column < 20'000; ++column) {
    std::uint32_t number = 0;
    for (const char c : column_letters(column))
      number = number * 26 + static_cast<std::uint32_t>(c - 'A' + 1);
    ASSERT_EQ(number, column + 1);
  }
}

TEST(QuotedSheetNameTest, LeavesPlainNames) {
  const std::array names = {"Пары",     "Лист1",   "SWOT",    "Показатели_влияния",
                            "Лист.1",   "A",       "AB",      "ABCD1",
                            "XFE1",     "ZZZ9",    "A0",      "A1048577",
                            "_1",       "A1б",     "Rost",    "Класс",
                            "Class",    "RCA",     "СС",      "С1",
                            "Группа10", "C20000Б", "TRUEST",  "Ёлка",
                            "Sheet1a",  "x1y1",    "AAAA1111"};
  for (const std::string name : names) {
    EXPECT_EQ(quoted_sheet_name(name), name);
  }
}

TEST(QuotedSheetNameTest, QuotesWhatSpreadsheetsQuote) {
  const std::vector<std::pair<std::string, std::string>> names = {
      {"Дорожная карта", "'Дорожная карта'"},
      {"Дорожная\u00A0карта", "'Дорожная\u00A0карта'"},
      {"it's", "'it''s'"},
      {"''", "''''''"},
      {"2022", "'2022'"},
      {"2б", "'2б'"},
      {".скрытый", "'.скрытый'"},
      {"Наст-ки", "'Наст-ки'"},
      {"А!Б", "'А!Б'"},
      {"а,б", "'а,б'"},
      {"№1", "'№1'"},
      {"«Пары»", "'«Пары»'"},
      {"", "''"},
      // These would be read as cells.
      {"B7", "'B7'"},
      {"b7", "'b7'"},
      {"A1", "'A1'"},
      {"SWO2026", "'SWO2026'"},
      {"XFD1048576", "'XFD1048576'"},
      {"A0001", "'A0001'"},
      {"R", "'R'"},
      {"c", "'c'"},
      {"RC", "'RC'"},
      {"R1C1", "'R1C1'"},
      {"r7c2", "'r7c2'"},
      {"RC2", "'RC2'"},
      {"R1", "'R1'"},
      {"R7x", "'R7x'"},
      {"C2б", "'C2б'"},
      {"TRUE", "'TRUE'"},
      {"False", "'False'"},
      // One message, one line.
      {"а\nб\tв", "'а б в'"},
  };
  for (const auto& [name, quoted] : names) EXPECT_EQ(quoted_sheet_name(name), quoted);
}

}  // namespace
}  // namespace grif
