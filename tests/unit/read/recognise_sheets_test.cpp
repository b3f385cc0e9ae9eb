// Which sheet is which, keyed sheets, several tables and inputs, lines and marks above a table.

#include "unit/read/recognise_support.hpp"

namespace grif {
namespace {

TEST(Marks, LeftAndRightInSeveralCells) {
  const Recognised r(R"(== Лист1
СОГЛАСОВАНО | | УТВЕРЖДЕНО
.
От « _____ » 2026 г. | | Приказом лицея № 7
 | | № 12/а от « 30 » августа 2026 г
Председатель комитета | | Директор лицея № 7
г. Приозёрска | | И.И. Лесной
С.С. Озёрный
.
Дорожная карта | < | < | <
внедрения модели | < | < | <
.
№ | Мероприятия | Сроки | Ответственные
1 | Беседа | май | завуч
)");
  EXPECT_EQ(
      r.lines("roadmap_marks"),
      "left | СОГЛАСОВАНО¶От « _____ » 2026 г.¶Председатель комитета¶г. Приозёрска¶С.С. "
      "Озёрный | 0\n"
      "right | УТВЕРЖДЕНО¶Приказом лицея № 7¶№ 12/а от « 30 » августа 2026 г¶Директор лицея № "
      "7¶И.И. Лесной | 0\n");
  EXPECT_EQ(r.lines("roadmap_title"), "Дорожная карта | title | -\nвнедрения модели | title | -\n");
  EXPECT_EQ(r.messages(), "");
}

TEST(Marks, InOneCellOfSeveralLines) {
  const Recognised r(R"(== Лист1
 | | | Приложение № 1¶к приказу от 01.09.2026 № 5
 | | | У Т В Е Р Ж Д А Ю¶Директор¶И.И. Лесной
Дорожная карта | < | < | <
№ | Мероприятия | Сроки | Ответственные
1 | Беседа | май | завуч
)");
  EXPECT_EQ(r.lines("roadmap_marks"),
            "right | Приложение № 1¶к приказу от 01.09.2026 № 5 | 0\n"
            "right | У Т В Е Р Ж Д А Ю¶Директор¶И.И. Лесной | 0\n");
  EXPECT_EQ(r.lines("roadmap_title"), "Дорожная карта | title | -\n");
}

TEST(Marks, OneUnderAnotherAndAcrossThePage) {
  const Recognised r(R"(== Лист1
Приложение 1 | < | < | <
 | | Утверждаю | <
 | | Директор | И.И. Лесной
 | | Приказ № 5
План работы лицея на год
Цель: помочь каждому
№ | Мероприятия | Сроки | Ответственные
1 | Беседа | май | завуч
)");
  EXPECT_EQ(r.lines("roadmap_marks"),
            "right | Приложение 1 | 0\nright | Утверждаю¶Директор И.И. Лесной¶Приказ № 5 | 0\n");
  EXPECT_EQ(r.lines("roadmap_title"),
            "План работы лицея на год | title | -\nЦель: помочь каждому | goal | -\n");
}

TEST(Marks, EndAtALineThatNamesTheTableOrAfterALongGap) {
  const Recognised r(R"(== Лист1
Утверждаю
директор И.И. Лесной
*«Дорожная карта»
лицея № 7
.
.
.
Приозёрск
№ | Мероприятия | Сроки | Ответственные
1 | Беседа | май | завуч
)");
  EXPECT_EQ(r.lines("roadmap_marks"), "left | Утверждаю¶директор И.И. Лесной | 0\n");
  EXPECT_EQ(r.lines("roadmap_title"),
            "«Дорожная карта» | title | -\nлицея № 7 | title | -\nПриозёрск | title | -\n");
}

TEST(Marks, FourInTwoRows) {
  const Recognised r(R"(== Лист1
Рассмотрено | | Принято
советом | | советом родителей
Согласовано | | Утверждаю
с учредителем | | директор
№ | Мероприятия | Сроки | Ответственные
1 | Беседа | май | завуч
)");
  EXPECT_EQ(r.lines("roadmap_marks"),
            "left | Рассмотрено¶советом | 0\nright | Принято¶советом родителей | 0\n"
            "left | Согласовано¶с учредителем | 0\nright | Утверждаю¶директор | 0\n");
}

TEST(Sheets, AreKnownByTitleAliasAndColumns) {
  const Recognised r(R"(== Сведения об организации
Реквизит | Значение | Пояснение
Краткое наименование | Лицей № 7 | как в уставе
ИНН: | #7701234567
Общие данные
Эл. почта | | если есть
Девиз | Вперёд
== База наставников
ФИО | Компетенции | Стаж
Лесной Иван Ильич | физика | #12
== дорожная карта
№ | Мероприятия | Сроки
1 | Беседа | май
)");
  EXPECT_EQ(r.columns("organisation"), "short_name | inn | email | +Девиз");
  EXPECT_EQ(r.rows("organisation"), "item: | Лицей № 7 | 7701234567 | - | Вперёд\n");
  EXPECT_EQ(r.columns("mentors"), "name | competences | +Стаж");
  EXPECT_EQ(r.rows("mentors"), "item: | Лесной Иван Ильич | физика | 12\n");
  EXPECT_EQ(r.columns("roadmap"), "number | activity | term");
  EXPECT_FALSE(r.table("roadmap").printed) << "a workbook of ours, not a table typed for print";
  EXPECT_FALSE(r.table("mentors").printed);
  EXPECT_EQ(r.messages(), "");
}

TEST(Sheets, OfOursWithATitleAboveTheTableArePrinted) {
  const Recognised r(
      "== Организация\nИНН | 1\n== Дорожная карта\nДорожная карта лицея\n№ | Мероприятия | "
      "Сроки\n1 | Беседа | май\n");
  EXPECT_TRUE(r.table("roadmap").printed);
  EXPECT_TRUE(r.table("roadmap_title").printed);
}

TEST(Sheets, MergedDownValuesHoldForEachRecord) {
  const Recognised r(
      "== Наставники\nФИО | Форма\nЛесной И.И. | педагог – педагог\nОзёрная А.А. | ^\n");
  EXPECT_EQ(r.rows("mentors"),
            "item: | Лесной И.И. | педагог – педагог [2x1]\nitem: | Озёрная А.А. | <педагог – "
            "педагог\n");
}

TEST(Sheets, UnknownOnesAreToldAndLeftOut) {
  const Recognised r(R"(== Наставник
Имя | Возраст
== Смета
Статья | Сумма
Бумага | #500
== Служебный [hidden]
а | б
== Пусто
== Наставники
ФИО
Лесной И.И.
)");
  EXPECT_EQ(
      r.messages(),
      "a.xlsx:Наставник: warning[sheet-looks-like]: sheet \"Наставник\" was left out: there is "
      "no such name, but \"Наставники\" is like it\n"
      "    rename the sheet to \"Наставники\"\n"
      "a.xlsx:Смета: warning[sheet-not-recognised]: sheet \"Смета\" is like none of the known "
      "ones and was left out; it holds: A1 «Статья», B1 «Сумма», A2 «Бумага», B2 «500»\n"
      "    if its data are needed, name the sheet and its columns as the pack knows them\n"
      "a.xlsx:Служебный: note[hidden-sheet-left-out]: hidden sheet \"Служебный\" is like none of "
      "the known ones and was left out\n");
}

TEST(Sheets, NothingKnownIsAnErrorWithWhatWasSeen) {
  const Recognised r(
      "== Счёт\n№ | Наименование товара | Цена\n1 | Бумага офисная белая, пачка пятьсот листов, "
      "плотная | #250.5\n");
  EXPECT_EQ(
      r.messages(),
      "a.xlsx: error[nothing-recognised]: no known table was found; the sheets hold: Счёт: A1 «№», "
      "B1 «Наименование товара», C1 «Цена», A2 «1», B2 «Бумага офисная белая, пачка пятьсот лис…», "
      "C2 «250,5»\n    name the sheet as the pack does, or keep the row of column titles\n");
}

TEST(Sheets, OfABadScanAreRefusedWithExamples) {
  const std::string scan =
      "№ | Мероприятия | Сроки | Ответственные\n1 | Пр0веденuе с0бранuя | сентя6рь | дuректор\n"
      "2 | Анкетuрованuе учuтелей | 0ктя6рь | зав|ч\n";
  const Recognised refused("== План\n" + scan);
  EXPECT_EQ(
      refused.messages(),
      "a.xlsx:План: error[sheet-illegible]: sheet \"План\" is not taken: 7 of its 11 words cannot "
      "be read («Пр0веденuе», «с0бранuя», «сентя6рь», «дuректор»); this is what a badly "
      "recognised scan looks like\n"
      "    take the file that the document was printed from, or recognise the scan anew and "
      "correct the text\n");
  EXPECT_TRUE(std::ranges::none_of(refused.programme.tables, &Table::present));
  const Recognised beside("== Наставники\nФИО\nЛугов П.К.\n== План\n" + scan);
  EXPECT_EQ(beside.kinds(), "a.xlsx:План: error[sheet-illegible]\n") << "the other sheet is taken";
  const Recognised unknown("== Смета\n" + scan.substr(scan.find('1')) +
                           "== Наставники\nФИО\nЛугов П.К.\n");
  EXPECT_EQ(unknown.kinds().find("illegible"), std::string::npos)
      << "what is left out anyway is no fault";
}

TEST(Sheets, EmptyInputIsAnError) {
  const Recognised r("== Лист1\n");
  EXPECT_EQ(r.messages(),
            "a.xlsx: error[nothing-in-input]: there is not one filled cell on the sheets\n"
            "    see whether this is the right file and whether it was saved\n");
}

TEST(Sheets, OneFaultGivesOneMessage) {
  const Recognised r("== Достижения\nДиплом | Пятый класс\n");
  EXPECT_EQ(r.diagnostics.count(Severity::error), 1U) << r.messages();
  EXPECT_EQ(r.diagnostics.all().front().kind, Kind::header_not_found);
}

TEST(Sheets, NamedOnesNeedTheirHeader) {
  const Recognised r("== Достижения\nДиплом | Пятый класс\n== Наставники\nФИО\nЛесной И.И.\n");
  EXPECT_EQ(
      r.messages(),
      "a.xlsx:Достижения: error[header-not-found]: sheet \"Достижения\" has no row of column "
      "titles; it needs: «№ п/п», «Наименование», «Уровень», «Организатор», «Документ», «Число "
      "участников», «Кто»; it holds: A1 «Диплом», B1 «Пятый класс»\n"
      "    put a row with the columns' titles above the data\n");
}

TEST(Sheets, OfTwoMeaningsAreNotGuessed) {
  Schema schema;
  for (const char* id : {"cats", "dogs"}) {
    SheetSchema sheet;
    sheet.id = sheet.title = id;
    for (const char* column : {"Кличка", "Порода"}) {
      ColumnSchema c;
      c.id = c.title = column;
      sheet.columns.push_back(c);
    }
    schema.sheets.push_back(sheet);
  }
  const Recognised r("== Лист1\nКличка | Порода\nМурка | простая\n== cats\nКличка\nВаська\n",
                     schema);
  EXPECT_EQ(r.messages(),
            "a.xlsx:Лист1: warning[sheet-ambiguous]: sheet \"Лист1\" was left out: its columns fit "
            "both \"cats\" and \"dogs\"\n    name the sheet \"cats\" or \"dogs\"\n");
}

TEST(Sheets, RecordsAreKnownByTheirRequiredColumns) {
  const Recognised r(
      "== Лист1\nФИО наставника | ФИО наставляемого | Форма | Начало\nЛесной | Озёров | пара | "
      "@2026-09-01\n");
  EXPECT_EQ(r.columns("pairs"), "");
  const Recognised whole(
      "== Лист1\n№ пары | Наставник | Наставляемый | Форма | Начало\n1 | Лесной | Озёров | пара | "
      "@2026-09-01\n");
  EXPECT_EQ(whole.columns("pairs"), "number | mentor | mentee | form | start");
}

TEST(Sheets, WithAColumnAYearAreKnown) {
  const Recognised r(R"(== Лист1
Таблица 5. Целевые индикаторы | < | < | < | <
Показатели | Ед.изм. | Сроки реализации | < | <
^ | ^ | #2026 | #2027 | #2028
Доля участников | % | #20 | #40 | #60
)");
  EXPECT_EQ(r.columns("indicators"),
            "name | unit | +Сроки реализации: 2026 | +Сроки реализации: 2027 | +Сроки реализации: "
            "2028");
  EXPECT_EQ(r.rows("indicators"), "item: | Доля участников | % | 20 | 40 | 60\n");
  EXPECT_EQ(r.kinds(), "a.xlsx:Лист1!A1: note[lines-above-left-out]\n");
}

TEST(Sheets, AddUp) {
  const Recognised r(std::vector<std::string_view>{
      "== Наставники\nФИО | Стаж\nЛесной И.И. | #3\n== Организация\nИНН | 111\nКПП | 222\n",
      "== Наставники\nДолжность | ФИО | Город\nучитель | Озёрная А.А. | Приозёрск\n== "
      "Организация\nИНН | 333\nКПП | 222\nОГРН | 444\n"});
  EXPECT_EQ(r.columns("mentors"), "name | +Стаж | post | +Город");
  EXPECT_EQ(r.rows("mentors"),
            "item: | Лесной И.И. | 3 | - | -\nitem: | Озёрная А.А. | - | учитель | Приозёрск\n");
  EXPECT_EQ(r.rows("organisation"), "item: | 111 | 222 | 444\n");
  EXPECT_EQ(
      r.messages(),
      "b.xlsx:Организация!B1: error[key-twice]: \"ИНН\" is given twice: \"333\" here, \"111\" "
      "before\n    a.xlsx:Организация!B1: 111\n    keep one value\n"
      "b.xlsx:Наставники!A1: note[records-joined]: records of \"Наставники\" were taken from several "
      "places: a.xlsx:Наставники!A1:B2, b.xlsx:Наставники!A1:C2\n"
      "    if one of them is too many, take it out\n");
}

TEST(Sheets, KeyedOnesAreKnownByTheirKeys) {
  const Recognised r("== Лист1\nУчредитель | Комитет\nИНН | 1\nКПП | 2\nОГРН | 3 | для сверки\n");
  EXPECT_EQ(r.columns("organisation"), "founder | inn | kpp | ogrn | +ОГРН (C)");
  EXPECT_EQ(
      r.messages(),
      "a.xlsx:Лист1!C4: warning[text-beside-value]: \"для сверки\" stands beside the value of "
      "\"ОГРН\"; it was kept as an extra fact\n"
      "    remove it or give it a row of its own\n");
}

constexpr std::string_view kStages = R"(Таблица 3. Этапы
Этапы | Мероприятия | Результат
Начало | Беседа | отчёт
)";
constexpr std::string_view kRoadmap = R"(«Дорожная карта»
Содержание подэтапов | Мероприятия | Сроки | Ответственные
ЭТАП 1. Начало | < | < | <
 | Беседа | май | завуч
)";

constexpr std::string_view kPlan = "№ | Мероприятия | Сроки\n1 | Беседа | май\n";

TEST(Hidden, TablesAreLeftOutWhereAVisibleOneIs) {
  const Recognised r("== Лист1\n" + std::string(kPlan) + "== Старый [hidden]\n" +
                     std::string(kPlan) + "== Дорожная карта [hidden]\n" + std::string(kPlan) +
                     "== Этапы [hidden]\nЭтапы | Мероприятия | Результат\nНачало | Игра | отчёт\n"
                     "== Список [hidden]\nНазвание | Дата проведения\nВечер | @2026-05-01\n");
  EXPECT_EQ(r.table("roadmap").rows.size(), 1U);
  EXPECT_FALSE(r.table("stages").present);
  EXPECT_EQ(r.kinds(),
            "a.xlsx:Старый: warning[hidden-table-left-out]\n"
            "a.xlsx:'Дорожная карта': warning[hidden-table-left-out]\n"
            "a.xlsx:Этапы: warning[hidden-table-left-out]\n"
            "a.xlsx:Список: warning[hidden-table-left-out]\n");
  EXPECT_EQ(
      format_plain(r.diagnostics.all()[0], r.sources),
      "a.xlsx:Старый: warning[hidden-table-left-out]: table \"Дорожная карта\" on hidden sheet "
      "\"Старый\" was left out: a hidden sheet is not printed\n"
      "    unhide the sheet if the table is needed, else delete it\n");
}

TEST(Hidden, OnlyTablesAreReadWithAWord) {
  const Recognised r("== Лист1\nнет\n== Лист2 [hidden]\n" + std::string(kPlan));
  EXPECT_EQ(r.table("roadmap").rows.size(), 1U);
  EXPECT_EQ(
      r.kinds(),
      "a.xlsx:Лист1: warning[sheet-not-recognised]\na.xlsx:Лист2: warning[hidden-table-read]\n");
  EXPECT_EQ(
      r.diagnostics.all()[1].text,
      "table \"Дорожная карта\" was taken from hidden sheet \"Лист2\": there is no visible one");
}

TEST(Hidden, SheetsOfKnownNamesAreDataAndToldOnce) {
  const Recognised r("== Дорожная карта\n" + std::string(kPlan) +
                     "== Организация [hidden]\nИНН | 7701234567\n"
                     "== Мероприятия [hidden]\nНазвание | Дата проведения\nВечер | @2026-05-01\n");
  EXPECT_TRUE(r.table("organisation").present);
  EXPECT_EQ(r.table("events").rows.size(), 1U);
  EXPECT_EQ(r.kinds(), "a.xlsx:Мероприятия: note[hidden-sheets-read]\n");
  EXPECT_EQ(r.diagnostics.all()[0].text,
            "hidden sheets were read like the others: «Мероприятия», «Организация»");
}

TEST(Rivals, OnTwoSheetsBecomeTwoTables) {
  const Recognised r("== Лист1\n" + std::string(kStages) + "== Лист2\n" + std::string(kRoadmap));
  EXPECT_EQ(r.rows("stages"), "item: | Начало | Беседа | отчёт\n");
  EXPECT_EQ(r.lines("stages_title"), "Таблица 3. Этапы | title | -\n");
  EXPECT_EQ(r.rows("roadmap"),
            "group: | ЭТАП 1. Начало [1x4] | < | < | <\nitem of 0: | - | Беседа | май | завуч\n");
  EXPECT_EQ(r.messages(), "");
}

TEST(Rivals, OnOneSheetBecomeTwoTables) {
  const Recognised r("== Лист1\n" + std::string(kStages) + ".\n" + std::string(kRoadmap));
  EXPECT_EQ(r.rows("stages"), "item: | Начало | Беседа | отчёт\n");
  EXPECT_EQ(r.lines("roadmap_title"), "«Дорожная карта» | title | -\n");
  EXPECT_EQ(r.columns("roadmap"), "stage | activity | term | responsible");
  EXPECT_EQ(r.messages(), "");
}

TEST(Rivals, ThatNoOtherSheetFitsAreJoinedWithAWord) {
  const Recognised r(
      "== Лист1\n№ | Мероприятия | Сроки\n1 | Беседа | май\n== Лист2\nДорожная карта\n№ | "
      "Мероприятия | Ответственные\n2 | Игра | завуч\n");
  EXPECT_EQ(r.columns("roadmap"), "number | activity | term | responsible");
  EXPECT_EQ(r.rows("roadmap"), "item: | 1 | Беседа | май | -\nitem: | 2 | Игра | - | завуч\n");
  EXPECT_EQ(r.messages(),
            "a.xlsx:Лист2!A2: warning[tables-joined]: there are several tables \"Дорожная карта\"; "
            "they became one in this order: a.xlsx:Лист1!A1:C2, a.xlsx:Лист2!A2:C3\n"
            "    if these are different documents, keep one of them in the workbook and build the "
            "others from workbooks of their own; if they go on from each other, all is well\n");
}

TEST(Rivals, OneTableOnTwoSheetsIsOne) {
  const Recognised r(
      "== Лист1\n№ | Мероприятия | Сроки\n1 | Этап | <\n1.1 | Беседа | май\n== Лист2\n№ | "
      "Мероприятия | Сроки\n1.2 | Игра | июнь\n2 | Этап | <\n");
  EXPECT_EQ(r.rows("roadmap"),
            "group: | 1 | Этап [1x2] | <\nitem of 0: | 1.1 | Беседа | май\nitem: | 1.2 | Игра | "
            "июнь\ngroup: | 2 | Этап [1x2] | <\n");
  EXPECT_EQ(r.kinds(), "a.xlsx:Лист2!A1: warning[tables-joined]\n");
}

TEST(Sheets, WhoseNameSaysLessThanTheirHeaderGoByTheHeader) {
  const Recognised r(
      "== Мероприятия\n№ п/п | Мероприятия | Ключевой результат | Сроки | Ответственные\n1 | "
      "Беседа | протокол | май | завуч\n");
  EXPECT_EQ(r.columns("roadmap"), "number | activity | result | term | responsible");
}

TEST(SheetsForPeople, AreNoData) {
  const Recognised r(R"(== Как заполнять
№ п/п | Мероприятия | Сроки | Ответственные
1 | Пример | май | завуч
== Дорожная карта
№ п/п | Мероприятия | Сроки | Ответственные
1 | Беседа | май | завуч
== списки
ФИО | Должность
)");
  EXPECT_EQ(r.rows("roadmap"), "item: | 1 | Беседа | май | завуч\n");
  EXPECT_EQ(r.messages(), "");
}

TEST(SheetsWithoutRows, AreToldOfUnlessTheyAreNamedAsThePackNamesThem) {
  const Recognised unused(R"(== Дорожная карта
№ п/п | Мероприятия | Сроки | Ответственные
1 | Беседа | май | завуч
== Рабочая группа
ФИО | Должность | Роль в группе
)");
  EXPECT_TRUE(unused.table("working_group").present);
  EXPECT_EQ(unused.messages(), "");
  const Recognised lost(R"(== Лист1
№ п/п | Мероприятия | Сроки | Ответственные
)");
  EXPECT_EQ(
      lost.messages(),
      "a.xlsx:Лист1!A1: warning[table-without-rows]: there is not one row under the titles of "
      "table \"Дорожная карта\"\n"
      "    fill the table, or see whether this is the right file\n");
}

}  // namespace
}  // namespace grif
