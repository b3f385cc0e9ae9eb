#include "unit/validate/checked.hpp"

namespace grif {
namespace {

ColumnSchema column(std::string id, ColumnType type) {
  ColumnSchema c;
  c.title = c.id = std::move(id);
  c.type = type;
  return c;
}

/// A library: books, and loans of them.
Schema library() {
  Schema schema;
  SheetSchema books;
  books.id = books.title = "books";
  books.columns = {column("title", ColumnType::text),     column("shelf", ColumnType::label),
                   column("copies", ColumnType::integer), column("price", ColumnType::decimal),
                   column("bought", ColumnType::date),    column("read_in", ColumnType::term),
                   column("old", ColumnType::boolean),    column("genre", ColumnType::text),
                   column("authors", ColumnType::text)};
  books.columns[0].required = books.columns[0].unique = true;
  books.columns[7].one_of = {"проза", "стихи", "пьеса"};
  books.columns[8].list = true;
  SheetSchema loans;
  loans.id = loans.title = "loans";
  loans.columns = {column("book", ColumnType::reference), column("others", ColumnType::reference),
                   column("days", ColumnType::integer)};
  loans.columns[1].list = true;
  for (std::size_t i = 0; i < 2; ++i) {
    loans.columns[i].reference = 0;
    loans.columns[i].reference_column = 0;
  }
  loans.columns[2].list = true;
  schema.sheets = {books, loans};
  return schema;
}
const Schema& schema() {
  static const Schema s = library();
  return s;
}

Value value_of(std::string_view column, std::string_view written, std::string* messages = nullptr) {
  const Checked checked(
      "== books\ntitle | " + std::string(column) + "\nКнига | " + std::string(written), schema());
  if (messages != nullptr)
    *messages = checked.messages();
  else
    EXPECT_EQ(checked.messages(), "") << written;
  Value value = checked.cell("books", 0, column).value;
  // Texts die with the programme: a literal of the same content stands in for them.
  static Arena arena;
  if (value.is(Value::Type::text)) return Value::text(arena.store(value.as_text()));
  if (value.is(Value::Type::term)) return Value::term(arena.store(value.as_text()));
  return value;
}

TEST(Types, TextTakesWhatIsShown) {
  EXPECT_EQ(value_of("genre", "стихи"), Value::text("стихи"));
  EXPECT_EQ(value_of("genre", "СТИХИ:"), Value::text("стихи")) << "spelt as the schema does";
  EXPECT_EQ(value_of("title", "#12"), Value::text("12"));
}

TEST(Types, LabelsStayAsTyped) {
  EXPECT_EQ(value_of("shelf", "1.10."), Value::text("1.10."));
  EXPECT_EQ(value_of("shelf", "№ 376/а"), Value::text("№ 376/а"));
  EXPECT_EQ(value_of("shelf", "#1.5"), Value::text("1.5"));
  EXPECT_EQ(value_of("shelf", "#7"), Value::text("7"));
  std::string messages;
  EXPECT_EQ(value_of("shelf", "@2026-02-01", &messages), Value::text("1.2"));
  EXPECT_EQ(
      messages,
      "a.xlsx:books!B2: warning[label-became-date]: column \"shelf\" holds the date "
      "2026-02-01: the spreadsheet seems to have made it of a number; it was read as \"1.2\"\n"
      "    give the column the format of text and type the number again\n");
}

TEST(Types, LabelsArePrintedAsTyped) {
  const Checked checked("== books\ntitle | shelf\nКнига | #2.5\nАзбука | 3.1.", schema());
  EXPECT_EQ(checked.cell("books", 0, "shelf").written, "2.5");
  EXPECT_EQ(checked.cell("books", 1, "shelf").written, "3.1.");
}

TEST(Types, Numbers) {
  EXPECT_EQ(value_of("copies", "#3"), Value::integer(3));
  EXPECT_EQ(value_of("copies", "1 200"), Value::integer(1200));
  EXPECT_EQ(value_of("price", "12,50"), Value::decimal(Decimal(1250, 2)));
  EXPECT_EQ(value_of("price", "#0.1"), Value::decimal(Decimal(1, 1)));
  EXPECT_EQ(value_of("price", "20 %"), Value::decimal(Decimal(20)));
  std::string messages;
  EXPECT_TRUE(value_of("copies", "два", &messages).is_faulty());
  EXPECT_EQ(messages,
            "a.xlsx:books!B2: error[not-a-number]: \"два\" in column \"copies\" is not a number\n"
            "    write a number in digits, such as 12 or 12.5\n");
  EXPECT_TRUE(value_of("copies", "#1.5", &messages).is_faulty());
  EXPECT_EQ(messages,
            "a.xlsx:books!B2: error[not-an-integer]: \"1.5\" in column \"copies\" is not a whole "
            "number\n    write a whole number\n");
  EXPECT_TRUE(value_of("price", "@2026-09-02", &messages).is_faulty());
}

TEST(Types, Dates) {
  std::string messages;
  const Value day = Value::date(*Date::from_ymd(2026, 9, 1));
  EXPECT_EQ(value_of("bought", "@2026-09-01"), day);
  EXPECT_EQ(value_of("bought", "01.09.2026"), day);
  EXPECT_EQ(value_of("bought", "1.9.2026 г."), day);
  for (const std::string_view written :
       {"1 сентября 2026 г.", "«01» сентября 2026 года", "«1» 09. 2026 г.", "01. 09. 2026",
        "от 01.09.2026", "01-09-2026", "01.09.26", "2026-09-01", "01/09/2026"})
    EXPECT_EQ(value_of("bought", written), day) << written;
  for (const std::string_view by_hand : {"«__» ______ 2026 г.", "______2026 г.", "____________"})
    EXPECT_TRUE(value_of("bought", by_hand).is_missing()) << by_hand;
  for (const std::string_view other : {"сентябрь 2026 г.", "1 сентября", "1–5 сентября 2026 г.",
                                       "до 1 сентября 2026 г.", "1 сентября 2026 г. и позже"})
    EXPECT_TRUE(value_of("bought", other, &messages).is_faulty()) << other;
  EXPECT_TRUE(value_of("bought", "31.02.2026", &messages).is_faulty());
  EXPECT_EQ(
      messages,
      "a.xlsx:books!B2: error[not-a-date]: \"31.02.2026\" in column \"bought\" is not a date\n"
      "    write a date such as 01.09.2026, or leave the cell empty: the document has a line for the hand then\n");
  EXPECT_TRUE(value_of("bought", "#45000", &messages).is_faulty());
  EXPECT_EQ(messages,
            "a.xlsx:books!B2: error[date-without-format]: number 45000 in column \"bought\" looks "
            "like the date 15.03.2023 that has lost its format\n"
            "    give the cell the format of a date or type the date again\n");
  EXPECT_TRUE(value_of("bought", "#12", &messages).is_faulty());
  EXPECT_TRUE(messages.find("not-a-date") != std::string::npos) << messages;
}

TEST(Types, TermsStayAsWritten) {
  EXPECT_EQ(value_of("read_in", "Май- Июнь 2022, 2023"), Value::term("Май- Июнь 2022, 2023"));
  EXPECT_EQ(value_of("read_in", "#2020"), Value::term("2020"));
  std::string messages;
  EXPECT_EQ(value_of("read_in", "@2021-09-01", &messages), Value::term("2021-09-01"));
  EXPECT_EQ(messages,
            "a.xlsx:books!B2: warning[term-became-date]: column \"read_in\" holds the date "
            "2021-09-01: if a month was typed, the spreadsheet made its first day of it\n"
            "    give the column the format of text and type the term again\n");
  EXPECT_EQ(value_of("read_in", "@2021-09-14"), Value::term("2021-09-14"));
}

TEST(Types, Booleans) {
  EXPECT_EQ(value_of("old", "?yes"), Value::boolean(true));
  EXPECT_EQ(value_of("old", "Да"), Value::boolean(true));
  EXPECT_EQ(value_of("old", "нет"), Value::boolean(false));
  EXPECT_EQ(value_of("old", "#0"), Value::boolean(false));
  std::string messages;
  EXPECT_TRUE(value_of("old", "может быть", &messages).is_faulty());
  EXPECT_EQ(
      messages,
      "a.xlsx:books!B2: error[not-a-boolean]: \"может быть\" in column \"old\" is neither yes "
      "nor no\n    write «да» or «нет»\n");
}

TEST(Types, MissingAndFaultyStayAsTheyAre) {
  EXPECT_TRUE(value_of("copies", "").is_missing());
  EXPECT_TRUE(value_of("copies", "!#REF!").is_faulty());
}

TEST(Types, ListsHaveAnItemALine) {
  const Checked checked("== books\ntitle | authors\nКнига | Лесной И.И.¶¶ Озёрная А.А. ¶",
                        schema());
  const Value& authors = checked.cell("books", 0, "authors").value;
  ASSERT_TRUE(authors.is(Value::Type::list));
  EXPECT_THAT(authors.as_list(),
              testing::ElementsAre(Value::text("Лесной И.И."), Value::text("Озёрная А.А.")));
  const Checked days("== loans\ndays\n3¶5", schema());
  EXPECT_THAT(days.cell("loans", 0, "days").value.as_list(),
              testing::ElementsAre(Value::integer(3), Value::integer(5)));
  const Checked faulty("== loans\ndays\n3¶пять", schema());
  EXPECT_TRUE(faulty.cell("loans", 0, "days").value.is_faulty());
  EXPECT_EQ(faulty.kinds(), "loans!A2: error[not-a-number]\n");
}

TEST(Types, AllowedValuesAreSuggested) {
  std::string messages;
  EXPECT_TRUE(value_of("genre", "прозаа", &messages).is_faulty());
  EXPECT_EQ(
      messages,
      "a.xlsx:books!B2: error[value-not-allowed]: \"прозаа\" cannot stand in column \"genre\"; "
      "it may hold: проза\n    choose a value from the list\n");
  EXPECT_TRUE(value_of("genre", "роман", &messages).is_faulty());
  EXPECT_TRUE(messages.find("проза, стихи, пьеса") != std::string::npos) << messages;
}

TEST(Presence, RequiredAndUnique) {
  const Checked checked("== books\ntitle | copies\nКнига | #1\n | #2\nкнига: | #3\nАзбука | #1",
                        schema());
  EXPECT_EQ(checked.messages(),
            "a.xlsx:books!A3: error[required-value-missing]: \"title\" is not filled in\n"
            "    fill it in\n"
            "a.xlsx:books!A4: error[value-twice]: \"книга:\" is in column \"title\" already\n"
            "    a.xlsx:books!A2: Книга\n"
            "    keep one row or correct the value\n");
  const Checked without("== books\ncopies\n#1\n#2", schema());
  EXPECT_EQ(
      without.messages(),
      "a.xlsx:books: error[required-column-missing]: sheet \"books\" has no column \"title\"\n"
      "    add column \"title\"\n");
}

TEST(Presence, IsSofterInPrintedTables) {
  const Checked checked(
      "== books [printed]\ntitle | genre | copies\nКнига | роман | #1\n | стихи | два\nКнига | "
      "стихи | #1",
      schema());
  EXPECT_EQ(checked.kinds(),
            "books!C3: error[not-a-number]\nbooks!B2: warning[value-not-allowed]\n"
            "books!A3: warning[required-value-missing]\nbooks!A4: warning[value-twice] <- "
            "books!A2\n");
  EXPECT_EQ(checked.cell("books", 0, "genre").value, Value::text("роман"));
}

TEST(References, BecomeRecords) {
  const Checked checked(
      "== books\ntitle\nАзбука\nБуря\n== loans\nbook | others\nбуря | Азбука¶ Буря\n", schema());
  EXPECT_EQ(checked.messages(), "");
  EXPECT_EQ(checked.cell("loans", 0, "book").value, Value::record({0, 1}));
  EXPECT_THAT(checked.cell("loans", 0, "others").value.as_list(),
              testing::ElementsAre(Value::record({0, 0}), Value::record({0, 1})));
}

TEST(References, ToNobodySayWhomTheyLookLike) {
  const Checked checked(
      "== books\ntitle\nАзбука\nБуря\n== loans\nbook | others\nАзбукаа | Буря¶Метель\n", schema());
  EXPECT_EQ(
      checked.messages(),
      "a.xlsx:loans!A2: error[reference-looks-like]: \"Азбукаа\" is not on sheet \"books\"; it "
      "looks like «Азбука»\n    correct the spelling or add a row to sheet \"books\"\n"
      "a.xlsx:loans!B2: error[reference-unknown]: \"Метель\" is not on sheet \"books\"\n"
      "    add a row to sheet \"books\" or correct the spelling\n");
  EXPECT_TRUE(checked.cell("loans", 0, "book").value.is_faulty());
  EXPECT_TRUE(checked.cell("loans", 0, "others").value.is_faulty());
}

TEST(References, NeedTheirSheetAndSayItOnce) {
  const Checked checked("== loans\nbook\nАзбука\nБуря\n", schema());
  EXPECT_EQ(
      checked.messages(),
      "a.xlsx:loans!A2: error[reference-sheet-missing]: \"Азбука\" must be looked up on sheet "
      "\"books\", which is missing\n    add sheet \"books\"\n");
  EXPECT_TRUE(checked.cell("loans", 1, "book").value.is_faulty());
}

}  // namespace
}  // namespace grif
