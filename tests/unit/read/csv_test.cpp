#include <gtest/gtest.h>

#include "core/text.hpp"
#include "memory_world.hpp"
#include "unit/read/xlsx_builder.hpp"

namespace grif {
namespace {

using namespace std::string_view_literals;

std::string list_messages(const Diagnostics& diagnostics, const Sources& sources) {
  std::string out;
  for (const Diagnostic& d : diagnostics.all())
    out += fmt::format("{}: {}[{}]: {}\n", sources.describe(d.place), severity_name(d.severity),
                       d.id(), d.text);
  return out;
}

/// A text file as read: its cells, a line each without the sheet's name, and then the messages.
std::string read(std::string_view bytes, std::string file = "Пары.csv") {
  Sources sources;
  Diagnostics diagnostics(Language::english);
  const auto workbook = read_csv(std::string(bytes), std::move(file), sources, diagnostics);
  EXPECT_EQ(workbook.has_value(), !diagnostics.has_errors());
  std::string out;
  const std::string cells = workbook ? list_cells(*workbook, sources) : "";
  for (const std::string_view line : split(cells, '\n'))
    if (!line.empty()) out += std::string(line.substr(line.find('\t') + 1)) + '\n';
  return out + list_messages(diagnostics, sources);
}
/// The type and the value of one field, and how it is shown where that is kept.
std::string field(std::string_view text) {
  Sources sources;
  Diagnostics diagnostics;
  const auto workbook = read_csv(fmt::format("{};x\ny;z\n", text), "a.csv", sources, diagnostics);
  if (!workbook || workbook->sheets[0].cells.size() != 4) return "?";
  const RawCell& cell = workbook->sheets[0].cells[0];
  return fmt::format(
      "{} {} {}", type_name(cell.type),
      cell.type == RawCell::Type::boolean ? fmt::format("{}", cell.number) : std::string(cell.text),
      cell.shown);
}

TEST(Csv, ReadsRowsAndFields) {
  EXPECT_EQ(read("№;Имя\r\n1;Иванова\r\n\r\n2;Петров"),
            "A1\ttext\t№\nB1\ttext\tИмя\nA2\tnumber\t1\nB2\ttext\tИванова\n"
            "A4\tnumber\t2\nB4\ttext\tПетров\n");
  EXPECT_EQ(read("a;b\rc;d\r"), "A1\ttext\ta\nB1\ttext\tb\nA2\ttext\tc\nB2\ttext\td\n");
  EXPECT_EQ(read(""), "");
  EXPECT_EQ(read("\xEF\xBB\xBF"), "");
  EXPECT_EQ(read("один столбец\nещё"), "A1\ttext\tодин столбец\nA2\ttext\tещё\n");
  EXPECT_EQ(read(" ; \n\v\f\n"), "");
}

TEST(Csv, NamesTheSheetByTheFile) {
  for (const auto& [file, title] : std::vector<std::pair<std::string, std::string>>{
           {"dir.d/Дорожная карта.csv", "Дорожная карта"},
           {"a.b.txt", "a.b"},
           {".csv", ".csv"},
           {"без имени", "без имени"}}) {
    Sources sources;
    Diagnostics diagnostics;
    const auto workbook = read_csv("a;b\nc;d", file, sources, diagnostics);
    ASSERT_TRUE(workbook) << file;
    EXPECT_EQ(workbook->sheets[0].name, title);
    EXPECT_EQ(workbook->file, file);
    EXPECT_EQ(sources.describe(Place::cell(workbook->sheets[0].source, 13, 2)), file + ":14:3");
    EXPECT_EQ(sources.describe(Place::whole(workbook->source)), file);
  }
}

TEST(Csv, KeepsQuotesLinesAndSeparatorsInFields) {
  EXPECT_EQ(read("\"a;b\";\"он сказал \"\"да\"\"\"\n\"строка\r\nещё\rи ещё\n\";\"\"\nx;\"\"\"\"\n"),
            "A1\ttext\ta;b\nB1\ttext\tон сказал \"да\"\nA2\ttext\tстрока\\nещё\\nи ещё\\n\n"
            "A3\ttext\tx\nB3\ttext\t\"\n");
  EXPECT_EQ(read("труба 5\" стальная;b\nc;d\n"),
            "A1\ttext\tтруба 5\" стальная\nB1\ttext\tb\nA2\ttext\tc\nB2\ttext\td\n");
  EXPECT_EQ(read("a;\"b\""), "A1\ttext\ta\nB1\ttext\tb\n");
}

TEST(Csv, TakesAFieldThatOnlyBeginsInQuotesAsItIs) {
  EXPECT_EQ(read("a;b\nc;\"Школа\" наставника\n\"x\"y;\"\"z\"\"\n"),
            "A1\ttext\ta\nB1\ttext\tb\nA2\ttext\tc\nB2\ttext\t\"Школа\" наставника\n"
            "A3\ttext\t\"x\"y\nB3\ttext\t\"\"z\"\"\n"
            "Пары.csv:2:3: warning[csv-stray-quote]: text follows a closing quote; the field was "
            "taken as it is, quotes included: \"\"Школа\" наставника\" (fields of this kind: 3)\n");
}

TEST(Csv, FindsTheSeparator) {
  const std::string grid = "A1\ttext\ta\nB1\ttext\tb\nA2\ttext\tc\nB2\ttext\td\n";
  EXPECT_EQ(read("a;b\nc;d"), grid);
  EXPECT_EQ(read("a,b\nc,d"), grid);
  EXPECT_EQ(read("a\tb\nc\td"), grid);
  EXPECT_EQ(read("sep=|\r\na|b\nc|d"), grid);
  EXPECT_EQ(read("sep=,\na,b\nc,d"), grid);
  EXPECT_EQ(read("sep=длинно;b\nc;d"),
            "A1\ttext\tsep=длинно\nB1\ttext\tb\nA2\ttext\tc\nB2\ttext\td\n");
  // Commas of numbers and sentences beside semicolons, and the other way round.
  EXPECT_EQ(read("Иванов;12,5\nПетров;3,5"),
            "A1\ttext\tИванов\nB1\tnumber\t12.5\nA2\ttext\tПетров\nB2\tnumber\t3.5\n");
  EXPECT_EQ(
      read("№,Что,Кто\n1,\"да; нет\",я\n2,\"да; нет\",я"),
      "A1\ttext\t№\nB1\ttext\tЧто\nC1\ttext\tКто\nA2\tnumber\t1\nB2\ttext\tда; нет\nC2\ttext\tя\n"
      "A3\tnumber\t2\nB3\ttext\tда; нет\nC3\ttext\tя\n");
  EXPECT_EQ(read("Дорожная карта\n\n№;Что;Кто\n1;а, б;в\n2;г;д\n"),
            "A1\ttext\tДорожная карта\nA3\ttext\t№\nB3\ttext\tЧто\nC3\ttext\tКто\nA4\tnumber\t1\n"
            "B4\ttext\tа, б\nC4\ttext\tв\nA5\tnumber\t2\nB5\ttext\tг\nC5\ttext\tд\n");
}

TEST(Csv, FindsTheSeparatorOfAHeaderThatStandsAlone) {
  EXPECT_EQ(read("ФИО\tКласс\n"), "A1\ttext\tФИО\nB1\ttext\tКласс\n");
  EXPECT_EQ(read("ФИО;Класс\n"), "A1\ttext\tФИО\nB1\ttext\tКласс\n");
  EXPECT_EQ(read("Беседа, опрос\n"), "A1\ttext\tБеседа, опрос\n") << "may be a sentence";
  EXPECT_EQ(read("a\tb\nв\n"), "A1\ttext\ta\\tb\nA2\ttext\tв\n") << "rows that disagree";
}

TEST(Csv, LooksForSeparatorsOutsideQuotesOnly) {
  EXPECT_EQ(read("Этапы\tРезультат\nОтбор\t\"- приказ;\n- карта;\n- база;\n- анкеты;\"\n"),
            "A1\ttext\tЭтапы\nB1\ttext\tРезультат\nA2\ttext\tОтбор\n"
            "B2\ttext\t- приказ;\\n- карта;\\n- база;\\n- анкеты;\n");
}

TEST(Csv, TypesFieldsAsARussianSpreadsheetDoes) {
  EXPECT_EQ(field("12"), "number 12 ");
  EXPECT_EQ(field(" -7 "), "number -7 ");
  EXPECT_EQ(field("0"), "number 0 ");
  EXPECT_EQ(field("12,5"), "number 12.5 ");
  EXPECT_EQ(field("12,50"), "number 12.5 12,50");
  EXPECT_EQ(field("1,10"), "number 1.1 1,10");
  EXPECT_EQ(field("3,00"), "number 3 3,00");
  EXPECT_EQ(field("-0,25"), "number -0.25 ");
  EXPECT_EQ(field("85%"), "number 0.85 85%");
  EXPECT_EQ(field("12,5 %"), "number 0.125 12,5 %");
  EXPECT_EQ(field("5%"), "number 0.05 5%");
  EXPECT_EQ(field("100%"), "number 1 100%");
  EXPECT_EQ(field("0%"), "number 0 0%");
  EXPECT_EQ(field("-0"), "number -0 -0");
  EXPECT_EQ(field("123456789012345"), "number 123456789012345 ");
  for (const char* text : {"007",
                           "00",
                           "1234567890123456",
                           "+7 912 000-00-00",
                           "1.1",
                           "1.10",
                           "12.5",
                           "1 234",
                           "-",
                           "12,",
                           ",5",
                           "1,2,3",
                           "12а",
                           "%",
                           "-%",
                           "1e5",
                           "--5",
                           "31.02.2026",
                           "1.9.2026",
                           "22.11.26",
                           "2026-13-01",
                           "22.11.2026 г.",
                           "22.11.2026 25:00",
                           "22.11.2026г",
                           "2026/11/22",
                           "10:30",
                           "да",
                           "истина",
                           "#тег",
                           "=1+1",
                           "@A1"})
    EXPECT_EQ(field(text), fmt::format("text {} ", text));
  EXPECT_EQ(field("22.11.2026"), "date 2026-11-22 ");
  EXPECT_EQ(field("2026-11-22"), "date 2026-11-22 2026-11-22");
  EXPECT_EQ(field("22.11.2026 9:05"), "date-time 2026-11-22T09:05:00 22.11.2026 9:05");
  EXPECT_EQ(field("2026-11-22T10:30:15"), "date-time 2026-11-22T10:30:15 2026-11-22T10:30:15");
  EXPECT_EQ(field("22.11.2026 00:00"), "date 2026-11-22 22.11.2026 00:00");
  EXPECT_EQ(field("ИСТИНА"), "boolean 1 ");
  EXPECT_EQ(field("TRUE"), "boolean 1 ");
  EXPECT_EQ(field("ЛОЖЬ"), "boolean 0 ");
  EXPECT_EQ(field("FALSE"), "boolean 0 ");
  EXPECT_EQ(field("#Н/Д"), "error #Н/Д ");
  EXPECT_EQ(field("#REF!"), "error #REF! ");
}

TEST(Csv, ReadsTheEncodingsOfRussianPrograms) {
  const std::string cells = "A1\ttext\tИмя\nB1\ttext\tЁж № 1\nA2\ttext\tда\nB2\ttext\t«нет»\n";
  const std::string utf8 = "Имя;Ёж № 1\nда;«нет»\n";
  EXPECT_EQ(read(utf8), cells);
  EXPECT_EQ(read("\xEF\xBB\xBF" + utf8), cells);
  EXPECT_EQ(read("\xC8\xEC\xFF;\xA8\xE6 \xB9 1\n\xE4\xE0;\xAB\xED\xE5\xF2\xBB\n"), cells);
  std::string little = "\xFF\xFE", big = "\xFE\xFF";
  for (const char32_t c : decode_utf8(utf8)) {
    little += {static_cast<char>(c & 0xFF), static_cast<char>(c >> 8)};
    big += {static_cast<char>(c >> 8), static_cast<char>(c & 0xFF)};
  }
  EXPECT_EQ(read(little), cells);
  EXPECT_EQ(read(big), cells);
  EXPECT_EQ(read("a;\xB9 5\nb;c\n"), "A1\ttext\ta\nB1\ttext\t№ 5\nA2\ttext\tb\nB2\ttext\tc\n");
  // All in capitals, as KOI8-R would have small letters.
  EXPECT_EQ(read("\xCF\xD0\xC8\xCA\xC0\xC7;\xCE\xD2\n1;2\n"),
            "A1\ttext\tПРИКАЗ\nB1\ttext\tОТ\nA2\tnumber\t1\nB2\tnumber\t2\n");
}

TEST(Csv, RefusesOtherEncodings) {
  // «Мероприятие;Ответственный» in KOI8-R and in DOS 866.
  EXPECT_EQ(
      read(
          "\xED\xC5\xD2\xCF\xD0\xD2\xC9\xD1\xD4\xC9\xC5;\xEF\xD4\xD7\xC5\xD4\xD3\xD4\xD7\xC5\xCE\xCE\xD9\xCA\n"),
      "Пары.csv: error[text-encoding]: the encoding of the file is not read; it looks like KOI8-R\n");
  EXPECT_EQ(
      read(
          "\x8C\xA5\xE0\xAE\xAF\xE0\xA8\xEF\xE2\xA8\xA5;\x8E\xE2\xA2\xA5\xE2\xE1\xE2\xA2\xA5\xAD\xAD\xEB\xA9\n"),
      "Пары.csv: error[text-encoding]: the encoding of the file is not read; it looks like DOS (866)\n");
  EXPECT_EQ(
      read("\x93\xFA\x96\x7B\x8C\xEA\x82\xCC\x83\x74\x83\x40\x83\x43\x83\x8B;a\n"),
      "Пары.csv: error[text-encoding]: the encoding of the file is not read; it looks like ?\n");
}

TEST(Csv, PlacesBytesThatAreNoText) {
  EXPECT_EQ(
      read("a;b\nc\0;d"sv),
      "Пары.csv:2:2: error[text-zero-byte]: there is a zero byte: this is no text, or UTF-16 without its mark\n");
  EXPECT_EQ(
      read("Имя;Срок\nИванова\xFF;да\n"),
      "Пары.csv:2:8: error[text-bad-bytes]: these bytes are no characters (0xFF), though the file is otherwise UTF-8\n");
  EXPECT_EQ(
      read("\xC8\xEC\xFF;\xCE\xF2\xE2\xE5\xF2\n\xE4\x98\xE0;1\n"),
      "Пары.csv:2:2: error[text-bad-bytes]: these bytes are no characters (0x98), though the file is otherwise windows-1251\n");
  EXPECT_EQ(
      read("\xFF\xFE\x41"),
      "Пары.csv: error[text-bad-bytes]: these bytes are no characters (UTF-16), though the file is otherwise UTF-16\n");
  EXPECT_EQ(
      read("\xFF\xFE\x00\xD8\x41\x00"sv),
      "Пары.csv: error[text-bad-bytes]: these bytes are no characters (U+D800), though the file is otherwise UTF-16\n");
  EXPECT_EQ(
      read("a;b\nв\x01;d\n"),
      "Пары.csv:2:2: error[text-control]: there is a control character U+0001, which no table can hold\n");
}

TEST(Csv, PlacesAQuoteThatIsNeverClosed) {
  EXPECT_EQ(
      read("a;b\r\nc;\"d\ne;f\n"),
      "Пары.csv:2:3: error[csv-open-quote]: the quote that opens here is not closed before the end of the file\n");
}

TEST(Csv, NotesRaggedRows) {
  EXPECT_EQ(
      read("Название\na;b;c\n1;2\n3;4;5\n6;7;8;9\n6;7;8;;\nx\n"),
      "A1\ttext\tНазвание\nA2\ttext\ta\nB2\ttext\tb\nC2\ttext\tc\nA3\tnumber\t1\nB3\tnumber\t2\n"
      "A4\tnumber\t3\nB4\tnumber\t4\nC4\tnumber\t5\nA5\tnumber\t6\nB5\tnumber\t7\nC5\tnumber\t8\n"
      "D5\tnumber\t9\nA6\tnumber\t6\nB6\tnumber\t7\nC6\tnumber\t8\nA7\ttext\tx\n"
      "Пары.csv:3:1: note[csv-ragged]: most rows have 3 fields, these have another number: 3, 5, 7\n");
  EXPECT_EQ(read("a;b\nc"), "A1\ttext\ta\nB1\ttext\tb\nA2\ttext\tc\n");
}

TEST(Csv, HoldsItsLimits) {
  const auto message = [](const std::string& bytes) {
    Sources sources;
    Diagnostics diagnostics(Language::english);
    EXPECT_FALSE(read_csv(bytes, "a.csv", sources, diagnostics));
    return list_messages(diagnostics, sources);
  };
  EXPECT_EQ(message("a;b\n" + std::string(1024, ';') + "x\n"),
            "a.csv:2:1025: error[sheet-too-wide]: there are data to the right of column AMJ\n");
  EXPECT_EQ(message("a;b\nc;\"" + std::string(32'768, 'x') + "\"\n"),
            "a.csv:2:3: error[csv-field-too-long]: the field is longer than 32767 characters\n");
  EXPECT_EQ(message("a;b\n" + std::string(2'000'000, ' ') + "\n"),
            "a.csv:2:1: error[csv-row-too-long]: the row is longer than 1 MB\n");
  EXPECT_EQ(message(std::string(1'048'577, '\n')),
            "a.csv:1048577:1: error[sheet-too-many-rows]: there are more than 1048576 rows\n");
  std::string many;
  for (int row = 0; row < 5'001; ++row) {
    for (int column = 0; column < 1'000; ++column) many += "1;";
    many += "\n";
  }
  EXPECT_EQ(
      message(many),
      "a.csv:5001:1: error[sheet-too-many-cells]: the workbook has more than 5000000 cells\n");
  Sources sources;
  Diagnostics diagnostics;
  std::string text;
  for (int i = 0; i < 32'767; ++i) text += "ж";
  EXPECT_TRUE(read_csv("a;b\n" + text + ";x", "a.csv", sources, diagnostics));
}

// ---- By name and content

std::string read_file(const std::string& path, std::string_view bytes) {
  MemoryWorld world;
  world.entries[path] = bytes;
  Sources sources;
  Diagnostics diagnostics;
  const auto workbook = read_workbook(path, world, sources, diagnostics);
  std::string out = workbook ? list_cells(*workbook, sources) : "";
  for (const Diagnostic& d : diagnostics.all()) out += format_plain(d, sources);
  return out;
}

TEST(ReadWorkbook, ReadsTextByItsContent) {
  const std::string cells = "A1\ttext\ta\n", rest = "B1\ttext\tb\n";
  const auto grid = [](const std::string& sheet) {
    return fmt::format("{0}\tA1\ttext\ta\n{0}\tB1\ttext\tb\n{0}\tA2\ttext\tc\n{0}\tB2\ttext\td\n",
                       sheet);
  };
  EXPECT_EQ(read_file("dir/Пары.csv", "a;b\nc;d"), grid("Пары"));
  EXPECT_EQ(read_file("Пары.TSV", "a\tb\nc\td"), grid("Пары"));
  EXPECT_EQ(read_file("Пары.txt", "a,b\nc,d"), grid("Пары"));
  EXPECT_EQ(read_file("Пары", "a,b\nc,d"), grid("Пары"));
  EXPECT_EQ(
      read_file("Пары.xlsx", "a;b\nc;d"),
      grid("Пары") +
          "Пары.xlsx: warning[input-name-differs]: имя файла кончается на .xlsx, а внутри — "
          "текст с разделителями (CSV); прочитано то, что внутри\n    переименуйте файл, чтобы "
          "его открывала нужная программа: Пары.csv\n");
  EXPECT_EQ(
      read_file("dir/Пары.csv", test::XlsxBook().rows("<row><c><v>1</v></c></row>").build()),
      "Лист1\tA1\tnumber\t1\n"
      "dir/Пары.csv: warning[input-name-differs]: имя файла кончается на .csv, а внутри — "
      "книга Excel; прочитано то, что внутри\n    переименуйте файл, чтобы его открывала нужная "
      "программа: Пары.xlsx\n");
  EXPECT_EQ(read_file("письмо.txt", "Добрый день!\nПосылаем план.\n"),
            "письмо.txt: error[input-text]: это текст, а не таблица: в строках не видно столбцов\n"
            "    разделите столбцы точкой с запятой (CSV) или перенесите данные в книгу (.xlsx)\n");
  EXPECT_EQ(
      read_file("a.csv", "a;\0\x01;"sv),
      "a.csv:1:3: error[text-zero-byte]: здесь стоит нулевой байт: это не текст или текст в "
      "UTF-16 без метки в начале\n    сохраните таблицу как «CSV UTF-8» или как книгу .xlsx\n");
}

}  // namespace
}  // namespace grif
