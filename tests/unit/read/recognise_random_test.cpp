// Tables with cells, merges, marks, numbers and remarks anywhere: whatever they look like, no text
// is lost.

#include <random>

#include "read/recognise_header.hpp"
#include "unit/read/recognise_support.hpp"

namespace grif {
namespace {

constexpr std::string_view kTitles[] = {"№ п/п", "Наименование этапа", "Мероприятия",
                                        "Сроки", "Ответственные",      "Итоговый документ",
                                        "Класс"};
constexpr std::string_view kStarts[] = {"",         "Результат: ",     "Задача этапа: ",
                                        "Этап 1. ", "Утверждаю ",      "Приложение ",
                                        "1.",       "Дорожная карта ", "II "};

class RandomSheet {
 public:
  explicit RandomSheet(unsigned seed) : random_(seed) {}

  Workbook make(Sources& sources) {
    Workbook book;
    book.file = "a.xlsx";
    book.source = sources.add(book.file);
    Sheet& sheet = book.sheets.emplace_back();
    sheet.name = "Лист1";
    sheet.source = sources.add(book.file, sheet.name);
    const unsigned rows = 4 + pick(20), columns = 4 + pick(5), header = pick(rows - 1);
    std::vector<bool> covered(std::size_t{rows} * columns);
    for (unsigned row = 0; row < rows; ++row) {
      for (unsigned column = 0; column < columns; ++column) {
        if (covered[row * columns + column]) continue;
        if (row != header && pick(7) == 0)
          merge(sheet, covered, row, column, rows, columns, header);
        if (row == header ? column >= std::size(kTitles) : pick(3) == 0) continue;
        sheet.cells.push_back(cell(book, row, column, header));
      }
    }
    sheet.index_merges();
    return book;
  }

 private:
  unsigned pick(unsigned below) { return static_cast<unsigned>(random_() % below); }

  RawCell cell(Workbook& book, unsigned row, unsigned column, unsigned header) {
    RawCell raw;
    raw.row = row;
    raw.column = static_cast<std::uint16_t>(column);
    raw.type = RawCell::Type::text;
    raw.bold = pick(4) == 0;
    if (row == header)
      raw.text = kTitles[column];
    else if (row > header && column == 0 && pick(2) == 0)
      raw.text = book.arena.store(std::to_string(pick(3)) + "." + std::to_string(row));
    else
      raw.text = book.arena.store(std::string(kStarts[pick(std::size(kStarts))]) + "текст" +
                                  std::to_string(row) + "_" + std::to_string(column));
    return raw;
  }

  void merge(Sheet& sheet, std::vector<bool>& covered, unsigned row, unsigned column, unsigned rows,
             unsigned columns, unsigned header) {
    const unsigned last_row = row + pick(2), last_column = column + pick(columns - column);
    if (last_row >= rows || (row <= header && header <= last_row)) return;
    for (unsigned r = row; r <= last_row; ++r)
      for (unsigned c = column; c <= last_column; ++c)
        if (covered[r * columns + c]) return;
    for (unsigned r = row; r <= last_row; ++r)
      for (unsigned c = column; c <= last_column; ++c) covered[r * columns + c] = true;
    sheet.merges.push_back({row, last_row, static_cast<std::uint16_t>(column),
                            static_cast<std::uint16_t>(last_column)});
  }

  std::mt19937 random_;
};

std::string all_texts(const Programme& programme) {
  std::string all;
  for (const Table& table : programme.tables)
    for (const Cell& cell : table.cells) all += std::string(cell.written) + '\x01';
  return all;
}

TEST(AnyTable, LosesNoTextAndKeepsItsSpansWithinItself) {
  const SchemaTitles titles(mentoring());
  for (unsigned seed = 1; seed <= 1000; ++seed) {
    Sources sources;
    Diagnostics diagnostics;
    std::vector<Workbook> inputs;
    inputs.push_back(RandomSheet(seed).make(sources));
    const Programme programme = recognise_tables(std::move(inputs), titles, sources, diagnostics);
    const Table& table = programme.tables[mentoring().find_sheet("roadmap")];
    ASSERT_TRUE(table.present) << seed;
    EXPECT_FALSE(diagnostics.has_errors()) << seed;
    const std::string all = all_texts(programme);
    for (const RawCell& cell : programme.inputs[0].sheets[0].cells)
      EXPECT_NE(all.find(cell.text), std::string::npos)
          << seed << " " << cell_name(cell.row, cell.column) << " " << cell.text;
    for (std::uint32_t row = 0; row < table.rows.size(); ++row) {
      if (table.rows[row].group != kNoRow) {
        EXPECT_EQ(table.rows[table.rows[row].group].kind, RowKind::group) << seed;
      }
      std::size_t filled = 0;
      for (const ColumnId column : table.printed_order) {
        const Cell& cell = table.cell(row, column);
        EXPECT_EQ(cell.row_span == 0, cell.column_span == 0) << seed;
        EXPECT_LE(row + cell.row_span, table.rows.size()) << seed;
        filled += cell.column_span;
        // What a merge covers has no text of its own.
        if (cell.row_span == 0) {
          EXPECT_TRUE(cell.written.empty()) << seed;
        }
      }
      EXPECT_LE(filled, table.printed_order.size()) << seed;
    }
  }
}

}  // namespace
}  // namespace grif
