#include "unit/validate/checked.hpp"
#include "validate/column_types.hpp"

namespace grif {
namespace {

/// One cell of one column, converted, with the messages.
struct Converted {
  Cell cell;
  std::string messages;
};

Converted convert(ColumnType type, Value value, std::string_view written,
                  std::vector<std::string> known = {}, Language language = Language::english) {
  SheetSchema sheet;
  sheet.columns.emplace_back();
  sheet.columns[0].title = "C";
  sheet.columns[0].type = type;
  sheet.columns[0].known = std::move(known);
  Sources sources;
  const SourceId source = sources.add("a.xlsx", "S");
  static Arena arena;
  Table table;
  table.schema_columns = 1;
  table.rows.resize(1);
  table.cells.resize(1);
  table.cells[0] = {value, written, Place::cell(source, 1, 0)};
  Diagnostics diagnostics(language);
  convert_cells(table, sheet, {}, arena, diagnostics);
  Converted converted{table.cells[0], {}};
  for (const Diagnostic& d : diagnostics.all()) converted.messages += format_plain(d, sources);
  return converted;
}

Value text(std::string_view s) { return Value::text(s); }

TEST(Shown, TextsAreWhatTheSchoolSees) {
  EXPECT_EQ(convert(ColumnType::text, Value::integer(7), "007").cell.value, text("007"));
  EXPECT_EQ(convert(ColumnType::text, Value::decimal(Decimal(85, 2)), "85%").cell.value,
            text("85%"));
  EXPECT_EQ(convert(ColumnType::text, Value::boolean(true), "ИСТИНА").cell.value, text("ИСТИНА"));
}

TEST(Shown, LabelsKeepTheirZerosAndSigns) {
  const auto label = [](Value value, std::string_view written) {
    return std::string(convert(ColumnType::label, value, written).cell.value.as_text());
  };
  EXPECT_EQ(label(Value::integer(7), "007"), "007");
  EXPECT_EQ(label(Value::integer(5), "№ 5"), "№ 5");
  EXPECT_EQ(label(Value::decimal(Decimal(11, 1)), "1,10"), "1.10");
  EXPECT_EQ(label(Value::integer(7701234567), "7\u00A0701\u00A0234\u00A0567"), "7701234567");
  EXPECT_EQ(label(Value::integer(-3), "-3"), "-3");
  EXPECT_EQ(label(Value::integer(12), ""), "12");
  EXPECT_EQ(label(Value::decimal(Decimal(15, 1)), ""), "1.5");
}

TEST(Shown, SharesCountInHundredths) {
  EXPECT_EQ(convert(ColumnType::decimal, Value::decimal(Decimal(855, 3)), "85,5%").cell.value,
            Value::decimal(Decimal(855, 1)));
  EXPECT_EQ(convert(ColumnType::integer, Value::integer(1), "100%").cell.value,
            Value::integer(100));
  EXPECT_EQ(convert(ColumnType::decimal, text("85,5 %"), "85,5 %").cell.value,
            Value::decimal(Decimal(855, 1)));
  EXPECT_EQ(convert(ColumnType::integer, Value::integer(1), "1,00").cell.value, Value::integer(1));
}

TEST(Terms, PrintWhatIsSeenAndTellOfLostMonths) {
  const Value first = Value::date(*Date::from_ymd(2026, 9, 1));
  EXPECT_EQ(convert(ColumnType::term, first, "сентябрь 2026").messages, "");
  EXPECT_EQ(convert(ColumnType::term, first, "Сентябрь").messages, "");
  EXPECT_EQ(convert(ColumnType::term, first, "сентябрь 2026").cell.value,
            Value::term("сентябрь 2026"));
  EXPECT_EQ(
      convert(ColumnType::term, first, "сен.26").messages,
      "a.xlsx:S!A2: warning[term-became-date]: column \"C\" holds the date сен.26: if a month "
      "was typed, the spreadsheet made its first day of it\n"
      "    give the column the format of text and type the term again\n");
  EXPECT_EQ(convert(ColumnType::term, Value::date(*Date::from_ymd(2026, 9, 2)), "02.сен").messages,
            "");
}

TEST(Terms, TellOfBareSerials) {
  const Converted bare =
      convert(ColumnType::term, Value::integer(46266), "46266", {}, Language::russian);
  EXPECT_EQ(bare.cell.value, Value::term("46266"));
  EXPECT_EQ(bare.messages,
            "a.xlsx:S!A2: warning[term-without-format]: число 46266 в столбце «C» похоже на дату "
            "01.09.2026, у которой потерян формат; оно напечатано как есть\n"
            "    выберите для ячейки формат «Дата» или впишите срок словами\n");
  for (const std::int64_t number : {2026, 5, 32'873, 73'416})
    EXPECT_EQ(convert(ColumnType::term, Value::integer(number), "2026").messages, "") << number;
}

TEST(Terms, TellOfDatesThatDoNotExist) {
  EXPECT_EQ(
      convert(ColumnType::term, text("до 31.02.2027"), "до 31.02.2027").messages,
      "a.xlsx:S!A2: warning[term-after-month-end]: column \"C\" holds \"31.02.2027\", and there is "
      "no such date: the last day of the month is 28 февраля\n"
      "    correct the day, the month or the year\n");
  EXPECT_EQ(
      convert(ColumnType::term, text("с 00.09.2026"), "с 00.09.2026").messages,
      "a.xlsx:S!A2: warning[term-no-such-date]: column \"C\" holds \"00.09.2026\", and there is "
      "no such date\n    correct the day, the month or the year\n");
  constexpr struct {
    const char* term;
    const char* date;
  } kTable[] = {{"31.02.2027", "31.02.2027"},
                {"с 1.09.2026 по 31.04.2027", "31.04.2027"},
                {"29.02.27", "29.02.27"},
                {"29.02.2028", ""},
                {"29.02", ""},
                {"30.02", "30.02"},
                {"32.13.2026", "32.13.2026"},
                {"00.09.2026", "00.09.2026"},
                {"31 июня", "31 июня"},
                {"32 июня", "32 июня"},
                {"30 февраля 2027 г.", "30 февраля 2027 г."},
                {"29 февраля 2027", "29 февраля 2027"},
                {"29 февраля", ""},
                {"29 февраля 2028", ""},
                {"31 Сентября", "31 Сентября"},
                {"1–31 сентября 2026", "31 сентября 2026"},
                {"15.09.2026;\n31.09.2026", "31.09.2026"},
                {"2026/2027", ""},
                {"10.15.20", "10.15.20"}};
  for (const auto& [term, date] : kTable) {
    const std::string messages = convert(ColumnType::term, text(term), term).messages;
    const std::size_t start = messages.find("holds \"");
    const std::string told =
        start == std::string::npos
            ? messages
            : messages.substr(start + 7, messages.find('"', start + 7) - start - 7);
    EXPECT_EQ(told, date) << term;
  }
}

TEST(Known, NamesThatNobodyKnowsAreTold) {
  const std::vector<std::string> known = {"Дорожная карта", "Программа"};
  const auto told = [&](std::string_view name) {
    return convert(ColumnType::text, text(name), name, known).messages;
  };
  EXPECT_EQ(told("Дорожная карта"), "");
  EXPECT_EQ(told("дорожная КАРТА лицея"), "");
  EXPECT_EQ(
      told("Дорожная крата"),
      "a.xlsx:S!A2: warning[value-looks-like]: \"Дорожная крата\" in column \"C\" is not known to "
      "the pack; it looks like «Дорожная карта»\n"
      "    correct the spelling, else no document takes the row\n");
  EXPECT_EQ(
      told("Смета"),
      "a.xlsx:S!A2: warning[value-unknown]: \"Смета\" in column \"C\" is no name that the pack "
      "knows\n    check the spelling; the row is kept, but no document takes it\n");
}

TEST(Keys, UnknownOnesAreTold) {
  SheetSchema sheet;
  sheet.title = "Организация";
  sheet.columns.resize(2);
  sheet.columns[0].title = "Руководитель";
  sheet.columns[1].title = "Адрес электронной почты";
  sheet.columns[1].aliases = {"E-mail"};
  Sources sources;
  const SourceId source = sources.add("a.xlsx", "S");
  Table table;
  table.schema_columns = 2;
  table.extra_columns = {{"Руковадитель", 0}, {"Лицензия", 1}, {"Адрес (D)", 2}};
  Diagnostics diagnostics(Language::russian);
  check_keys(table, sheet, diagnostics);
  EXPECT_TRUE(diagnostics.all().empty()) << "a table without its record has no keys";
  table.rows.resize(1);
  table.cells.resize(5);
  for (std::uint32_t i = 0; i < 3; ++i) table.cells[2 + i].place = Place::cell(source, i, 1);
  diagnostics.report(Kind::text_beside_value, Place::cell(source, 2, 1), {"x", "Адрес"});
  check_keys(table, sheet, diagnostics);
  std::string messages;
  for (std::size_t i = 1; i < diagnostics.all().size(); ++i)
    messages += format_plain(diagnostics.all()[i], sources);
  EXPECT_EQ(messages,
            "a.xlsx:S!B1: warning[key-looks-like]: сведение «Руковадитель» на листе «Организация» "
            "пакету документов не знакомо; похоже на «Руководитель»\n"
            "    исправьте название; иначе значение сохранится, но в документы не попадёт\n"
            "a.xlsx:S!B2: note[key-unknown]: сведение «Лицензия» на листе «Организация» пакету "
            "документов не знакомо; оно сохранено под этим именем\n"
            "    шаблон может его напечатать; если это известное сведение, назовите его так, как "
            "знает пакет\n");
}

}  // namespace
}  // namespace grif
