#include <gtest/gtest.h>

#include "memory_world.hpp"
#include "read/docx_parts.hpp"
#include "unit/read/docx_builder.hpp"

namespace grif {
namespace {

using test::cell_of;
using test::cell_text;
using test::DocxFile;
using test::paragraph;
using test::read_document;
using test::row;
using test::run;
using test::table;

/// The text of the first cell of a table, whose content this is; and messages.
std::string first_cell(std::string_view content, DocxFile file = {}) {
  file.body = table("<w:tr>" + cell_of(content) + cell_text("x") + "</w:tr>" + row({"y", "z"}));
  std::string all = read_document(file);
  constexpr std::string_view kHead = "[таблица 1]\n", kTail = "B1|x\nA2|y\nB2|z\n";
  EXPECT_TRUE(all.starts_with(kHead)) << all;
  all.erase(0, kHead.size());
  const std::size_t tail = all.find(kTail);
  EXPECT_NE(tail, std::string::npos) << all;
  if (tail != std::string::npos) all.erase(tail, kTail.size());
  return all;
}

// ---- Tables

TEST(Docx, MakesASheetOfEachTable) {
  EXPECT_EQ(read_document(table(row({"№", "Что"}) + row({"1", "Встреча"})) + paragraph("") +
                          paragraph("Вторая", "<w:jc w:val=\"center\"/>") +
                          table(row({"Имя", "", "Кто"}) + row({"Иванова", "x", "y"}))),
            "[таблица 1]\nA1|№\nB1|Что\nA2|1\nB2|Встреча\n"
            "[таблица 2]\nA1|Вторая\nA2|Имя\nC2|Кто\nA3|Иванова\nB3|x\nC3|y\nA1:C1\n");
}

TEST(Docx, KeepsMerges) {
  const std::string down = "<w:vMerge w:val=\"restart\"/>", next = "<w:vMerge/>";
  EXPECT_EQ(
      read_document(table(
          row({"№", "Что", "Кто"}) + "<w:tr>" + cell_text("Этап 1", "<w:gridSpan w:val=\"3\"/>") +
          "</w:tr>" + "<w:tr>" + cell_text("1", down) + cell_text("a") + cell_text("b", down) +
          "</w:tr><w:tr>" + cell_text("", next) + cell_text("c") + cell_text("d", next) +
          "</w:tr><w:tr>" + cell_text("", next) + cell_text("e") + cell_text("f") + "</w:tr>")),
      "[таблица 1]\nA1|№\nB1|Что\nC1|Кто\nA2|Этап 1\nA3|1\nB3|a\nC3|b\nB4|c\nB5|e\nC5|f\n"
      "A2:C2\nA3:A5\nC3:C4\n"
      "план.docx:таблица 1, строка 4, столбец 3: warning[sheet-hidden-under-merge]: под "
      "объединёнными ячейками спрятаны значения, они не взяты: C4\n");
  // A cell that goes on with nothing, or with one of another width, stands for itself.
  EXPECT_EQ(read_document(table("<w:tr>" + cell_text("a", next) + cell_text("b", down) + "</w:tr>" +
                                "<w:tr>" + cell_text("c", next + "<w:gridSpan w:val=\"2\"/>") +
                                "</w:tr>")),
            "[таблица 1]\nA1|a\nB1|b\nA2|c\nA2:B2\n");
  EXPECT_EQ(read_document(table("<w:tr>" + cell_text("a", "<w:hMerge w:val=\"restart\"/>") +
                                cell_text("b", "<w:hMerge/>") + cell_text("c") + "</w:tr>" +
                                row({"1", "2", "3"}))),
            "[таблица 1]\nA1|a¶b\nC1|c\nA2|1\nB2|2\nC2|3\nA1:B1\n");
}

TEST(Docx, CountsColumnsAsPeopleSeeThem) {
  const auto wide = [](std::string_view text, int span) {
    return cell_text(text, fmt::format("<w:gridSpan w:val=\"{}\"/>", span));
  };
  // Borders drawn by hand: 500 | 3000 | 100 | 2900 twips, and one that no cell has.
  EXPECT_EQ(read_document(table("<w:tr>" + cell_text("№") + wide("Что", 2) + wide("Кто", 2) +
                                    "</w:tr><w:tr>" + cell_text("1") + cell_text("a") +
                                    wide("b", 3) + "</w:tr>",
                                test::kLines, {500, 3000, 100, 1000, 1900})),
            "[таблица 1]\nA1|№\nB1|Что\nC1|Кто\nA2|1\nB2|a\nC2|b\n");
  // A narrow column that a cell has is a column.
  EXPECT_EQ(read_document(
                table(row({"a", "b", "c"}) + row({"1", "2", "3"}), test::kLines, {100, 100, 4000})),
            "[таблица 1]\nA1|a\nB1|b\nC1|c\nA2|1\nB2|2\nC2|3\n");
  EXPECT_EQ(read_document(table("<w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>" +
                                cell_text("b") + "</w:tr>" + row({"1", "2"}))),
            "[таблица 1]\nB1|b\nA2|1\nB2|2\n");
}

TEST(Docx, JoinsTablesThatAPageEndCut) {
  const std::string head = row({"№", "Что"});
  EXPECT_EQ(read_document(table(head + row({"1", "a"})) + paragraph("") +
                          paragraph("Продолжение таблицы 1") + table(head + row({"2", "b"})) +
                          table(row({"3", "c"})) + paragraph("Другая", "<w:jc w:val=\"center\"/>") +
                          table(row({"№", "Где"}) + row({"1", "d"}))),
            "[таблица 1]\nA1|№\nB1|Что\nA2|1\nB2|a\nA3|№\nB3|Что\nA4|2\nB4|b\nA5|3\nB5|c\n"
            "[таблица 4]\nA1|Другая\nA2|№\nB2|Где\nA3|1\nB3|d\nA1:B1\n"
            "план.docx:таблица 2, строка 1, столбец 1: note[document-table-continued]: таблица 2 "
            "продолжает таблицу 1: столбцы у них одни; они прочитаны как одна\n"
            "план.docx:таблица 3, строка 1, столбец 1: note[document-table-continued]: таблица 3 "
            "продолжает таблицу 2: столбцы у них одни; они прочитаны как одна\n");
}

TEST(Docx, KeepsTablesApartThatOnlyStandTogether) {
  const auto bold_row = [](std::string_view a, std::string_view b) {
    const auto cell = [](std::string_view text) {
      return cell_of("<w:p>" + run(text, "<w:b/>") + "</w:p>");
    };
    return "<w:tr>" + cell(a) + cell(b) + "</w:tr>";
  };
  // Another header; another number of columns; a header that says so.
  EXPECT_EQ(read_document(table(bold_row("№", "Что") + row({"1", "a"})) + paragraph("") +
                          table(bold_row("Имя", "Кто") + row({"b", "c"})) + paragraph("") +
                          table(row({"1", "2", "3"})) + paragraph("") +
                          table("<w:tr><w:trPr><w:tblHeader/></w:trPr>" + cell_text("4") +
                                cell_text("5") + cell_text("6") + "</w:tr>")),
            "[таблица 1]\nA1*|№\nB1*|Что\nA2|1\nB2|a\n[таблица 2]\nA1*|Имя\nB1*|Кто\nA2|b\nB2|c\n"
            "[таблица 3]\nA1|1\nB1|2\nC1|3\n[таблица 4]\nA1|4\nB1|5\nC1|6\n");
  // Titles that look like data, in the same grid under a header in bold, are data.
  EXPECT_EQ(
      read_document(table(bold_row("Имя", "Кто") + row({"a", "b"}), test::kLines, {900, 900}) +
                    table(row({"Петров", "c"}), test::kLines, {900, 930})),
      "[таблица 1]\nA1*|Имя\nB1*|Кто\nA2|a\nB2|b\nA3|Петров\nB3|c\n"
      "план.docx:таблица 2, строка 1, столбец 1: note[document-table-continued]: таблица 2 "
      "продолжает таблицу 1: столбцы у них одни; они прочитаны как одна\n");
  EXPECT_EQ(
      read_document(table(row({"Имя", "Кто"}) + row({"a", "b"})) + table(row({"Петров", "c"}))),
      "[таблица 1]\nA1|Имя\nB1|Кто\nA2|a\nB2|b\n[таблица 2]\nA1|Петров\nB1|c\n");
}

// ---- What stands above and below

TEST(Docx, PutsTextAboveWhereItStandsOnThePage) {
  const std::string right = "<w:jc w:val=\"right\"/>", centre = "<w:jc w:val=\"center\"/>";
  EXPECT_EQ(
      read_document(paragraph("УТВЕРЖДАЮ", right) + paragraph("Директор", "<w:jc w:val=\"end\"/>") +
                    paragraph("приказ", "<w:ind w:left=\"5103\"/>") + paragraph("") +
                    paragraph("ПЛАН", centre) +
                    paragraph("Цель: помочь.", "<w:jc w:val=\"both\"/>") +
                    paragraph("  Отступ", "<w:ind w:left=\"-5103\"/>") +
                    table(row({"№", "Что", "Кто"}) + row({"1", "a", "b"})) + paragraph("Директор")),
      "[таблица 1]\nC1|УТВЕРЖДАЮ\nC2|Директор\nC3|приказ\nA5|ПЛАН\nA6|Цель: помочь.\nA7|Отступ\n"
      "A8|№\nB8|Что\nC8|Кто\nA9|1\nB9|a\nC9|b\nA10|Директор\nA5:C5\n");
}

TEST(Docx, DividesLinesThatTabsPushApart) {
  const auto lines = [](std::string_view runs) {
    return read_document(fmt::format("<w:p><w:r>{}</w:r></w:p>", runs) +
                         table(row({"№", "Что", "Кто"}) + row({"1", "a", "b"})));
  };
  const std::string rest = "№\nB{0}|Что\nC{0}|Кто\nA{1}|1\nB{1}|a\nC{1}|b\n";
  EXPECT_EQ(lines("<w:t>СОГЛАСОВАНО</w:t><w:tab/><w:tab/><w:t>УТВЕРЖДАЮ</w:t><w:br/>"
                  "<w:t>Совет</w:t><w:tab/><w:t>Директор</w:t>"),
            "[таблица 1]\nA1|СОГЛАСОВАНО\nC1|УТВЕРЖДАЮ\nA2|Совет\nC2|Директор\nA3|" +
                fmt::format(fmt::runtime(rest), 3, 4));
  EXPECT_EQ(lines("<w:tab/><w:tab/><w:tab/><w:t>УТВЕРЖДАЮ</w:t>"),
            "[таблица 1]\nC1|УТВЕРЖДАЮ\nA2|" + fmt::format(fmt::runtime(rest), 2, 3));
  EXPECT_EQ(lines("<w:tab/><w:t>красная строка</w:t>"),
            "[таблица 1]\nA1|красная строка\nA2|" + fmt::format(fmt::runtime(rest), 2, 3));
  EXPECT_EQ(
      lines("<w:t xml:space=\"preserve\">СОГЛАСОВАНО            УТВЕРЖДАЮ</w:t>"),
      "[таблица 1]\nA1|СОГЛАСОВАНО\nC1|УТВЕРЖДАЮ\nA2|" + fmt::format(fmt::runtime(rest), 2, 3));
  EXPECT_EQ(lines("<w:t>Директор</w:t><w:tab/><w:t>____</w:t><w:tab/><w:t>Иванов</w:t>"),
            "[таблица 1]\nA1|Директор→____→Иванов\nA2|" + fmt::format(fmt::runtime(rest), 2, 3));
}

TEST(Docx, TakesTablesOfLayoutForText) {
  const std::string data = table(row({"№", "Что", "Кто", "Где"}) + row({"1", "a", "b", "c"}));
  const auto mark = [](std::string_view text) {
    return cell_of(paragraph(text) + paragraph("Директор"));
  };
  EXPECT_EQ(read_document(table("<w:tr>" + mark("СОГЛАСОВАНО") + cell_text("") +
                                    mark("«УТВЕРЖДАЮ»") + "</w:tr>",
                                "") +
                          data + table(row({"Директор", "Иванов И.И."}), "")),
            "[таблица 1]\nA1|СОГЛАСОВАНО¶Директор\nD1|«УТВЕРЖДАЮ»¶Директор\n"
            "A2|№\nB2|Что\nC2|Кто\nD2|Где\nA3|1\nB3|a\nC3|b\nD3|c\nA4|Директор\nD4|Иванов И.И.\n");
  // With lines around it too; a mark of its own across the page; nothing at all.
  EXPECT_EQ(read_document(table(row({"", "Утверждаю"}) + row({"", "Директор"})) +
                          table("<w:tr>" + cell_text("П Р И Н Я Т О", "<w:gridSpan w:val=\"2\"/>") +
                                "</w:tr>" + row({"", ""})) +
                          table(row({"", ""})) + data),
            "[таблица 1]\nD1|Утверждаю\nD2|Директор\nA3|П Р И Н Я Т О\n"
            "A6|№\nB6|Что\nC6|Кто\nD6|Где\nA7|1\nB7|a\nC7|b\nD7|c\nA3:D3\n");
  // Lines drawn by a style, or taken away from it.
  DocxFile file{
      .body =
          table(row({"a", "b"}), "<w:tblPr><w:tblStyle w:val=\"Grid2\"/></w:tblPr>") +
          paragraph("x", "<w:jc w:val=\"right\"/>") +
          table(row({"c", "d"}),
                "<w:tblPr><w:tblStyle w:val=\"Grid2\"/><w:tblBorders>"
                "<w:top w:val=\"nil\"/></w:tblBorders></w:tblPr>") +
          paragraph("y", "<w:jc w:val=\"right\"/>") +
          table("<w:tr>" + cell_text("e", "<w:tcBorders><w:top w:val=\"single\"/></w:tcBorders>") +
                    cell_text("f") + "</w:tr>",
                "")};
  file.styles =
      "<w:style w:type=\"table\" w:styleId=\"Grid\"><w:tblPr><w:tblBorders><w:top w:val=\"single\"/>"
      "</w:tblBorders></w:tblPr></w:style>"
      "<w:style w:type=\"table\" w:styleId=\"Grid2\"><w:basedOn w:val=\"Grid\"/></w:style>";
  EXPECT_EQ(read_document(file),
            "[таблица 1]\nA1|a\nB1|b\n[таблица 2]\nB1|x\nA2|c\nB2|d\nB3|y\nA4|e\nB4|f\n");
  // A document of nothing else has its data there.
  EXPECT_EQ(read_document(table(row({"Ключ", "значение"}), "")),
            "[таблица 1]\nA1|Ключ\nB1|значение\n");
}

TEST(Docx, SharesTheTextBetweenTwoTables) {
  const std::string a = table(row({"№", "Что"}) + row({"1", "a"}));
  const std::string b = table(row({"Имя", "Кто", "Где"}) + row({"b", "c", "d"}));
  const auto between = [&](const std::string& text) {
    const std::string all = read_document(a + text + b);
    const std::size_t second = all.find("[таблица 2]");
    return all.substr(0, second).substr(
               std::string_view("[таблица 1]\nA1|№\nB1|Что\nA2|1\nB2|a\n").size()) +
           "—\n" + all.substr(second, all.find("|Имя") - second);
  };
  EXPECT_EQ(between(paragraph("Директор") + paragraph("Показатели", "<w:jc w:val=\"center\"/>")),
            "A3|Директор\n—\n[таблица 2]\nA1|Показатели\nA2");
  EXPECT_EQ(between(paragraph("Директор") + paragraph("") + paragraph("Показатели")),
            "A3|Директор\n—\n[таблица 2]\nA2|Показатели\nA3");
  EXPECT_EQ(between(paragraph("Директор") + paragraph("")), "A3|Директор\n—\n[таблица 2]\nA1");
  EXPECT_EQ(between(paragraph("Показатели")), "—\n[таблица 2]\nA1|Показатели\nA2");
  EXPECT_EQ(between(paragraph("Директор") + paragraph("Таблица 2. Показатели")),
            "A3|Директор\n—\n[таблица 2]\nA1|Таблица 2. Показатели\nA2");
  EXPECT_EQ(between(paragraph("Директор") + "<w:p>" + run("Показатели", "<w:b/>") + "</w:p>"),
            "A3|Директор\n—\n[таблица 2]\nA1*|Показатели\nA2");
  EXPECT_EQ(between(paragraph("a") + paragraph("Показатели", "<w:outlineLvl w:val=\"0\"/>")),
            "A3|a\n—\n[таблица 2]\nA1|Показатели\nA2");
  EXPECT_EQ(
      between(paragraph("a") + "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>" + paragraph("b")),
      "A3|a\n—\n[таблица 2]\nA2|b\nA3");
  EXPECT_EQ(between(table(row({"Директор", "Иванов"}), "") + paragraph("") +
                    table(row({"УТВЕРЖДАЮ", ""}), "")),
            "A3|Директор\nB3|Иванов\n—\n[таблица 2]\nA1|УТВЕРЖДАЮ\nA2");
}

TEST(Docx, LeavesTextOutThatIsFarFromATable) {
  std::string long_text;
  for (int i = 0; i < 70; ++i) long_text += paragraph(fmt::format("Абзац {}.", i));
  const std::string data = table(row({"№", "Что"}) + row({"1", "a"}));
  std::string all = read_document(long_text + data);
  EXPECT_TRUE(all.starts_with("[таблица 1]\nA1|Абзац 40.\n")) << all;
  EXPECT_TRUE(all.ends_with(
      "A31|№\nB31|Что\nA32|1\nB32|a\n"
      "план.docx:'таблица 1': note[document-text-left-out]: вокруг таблицы 1 много другого текста; "
      "не прочитано абзацев: 40\n"))
      << all;
  all = read_document(
      long_text + paragraph("План", "<w:pageBreakBefore/><w:jc w:val=\"center\"/>") + data +
      paragraph("Директор") + paragraph("Глава 2", "<w:outlineLvl w:val=\"1\"/>") + long_text);
  EXPECT_EQ(all,
            "[таблица 1]\nA1|План\nA2|№\nB2|Что\nA3|1\nB3|a\nA4|Директор\nA1:B1\n"
            "план.docx:'таблица 1': note[document-text-left-out]: вокруг таблицы 1 много другого "
            "текста; не прочитано абзацев: 141\n");
  all = read_document(data + long_text);
  EXPECT_TRUE(
      all.ends_with("A32|Абзац 29.\nплан.docx:'таблица 1': note[document-text-left-out]: вокруг "
                    "таблицы 1 много другого текста; не прочитано абзацев: 40\n"))
      << all;
}

// ---- Text

TEST(Docx, ReadsTheTextOfACell) {
  EXPECT_EQ(
      first_cell(paragraph("") + paragraph("a") + paragraph("") + paragraph(" b ") + paragraph("")),
      "A1|a¶¶ b\n");
  EXPECT_EQ(first_cell(
                "<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:cr/><w:t>c</w:t><w:tab/><w:t>d</w:t>"
                "<w:noBreakHyphen/><w:softHyphen/><w:t>e</w:t><w:br w:type=\"page\"/></w:r></w:p>"),
            "A1|a¶b¶c→d-e\n");
  EXPECT_EQ(
      first_cell(
          "<w:p><w:hyperlink><w:r><w:t>ссылка</w:t></w:r></w:hyperlink><w:sdt><w:sdtPr><w:alias/>"
          "</w:sdtPr><w:sdtContent><w:r><w:t> поле</w:t></w:r></w:sdtContent></w:sdt>"
          "<w:smartTag><w:r><w:t>!</w:t></w:r></w:smartTag></w:p>"),
      "A1|ссылка поле!\n");
  EXPECT_EQ(
      first_cell(
          "<w:p><w:r><w:sym w:char=\"F0B7\"/><w:sym w:char=\"F0FE\"/><w:sym w:char=\"1\"/></w:r></w:p>"),
      "A1|•☑□\n");
  EXPECT_EQ(first_cell("<w:sdt><w:sdtContent>" + paragraph("в поле") + "</w:sdtContent></w:sdt>"),
            "A1|в поле\n");
}

TEST(Docx, ShowsTheResultsOfFields) {
  const auto sign = [](std::string_view type) {
    return fmt::format("<w:r><w:fldChar w:fldCharType=\"{}\"/></w:r>", type);
  };
  const std::string code =
      "<w:r><w:instrText>DDEAUTO c:\\x</w:instrText><w:t>код</w:t><w:tab/></w:r>";
  EXPECT_EQ(first_cell("<w:p>" + run("a") + sign("begin") + code + sign("separate") + run("b") +
                       sign("end") + run("c") + "</w:p>"),
            "A1|abc\n");
  EXPECT_EQ(first_cell("<w:p>" + sign("begin") + code + sign("end") + run("c") + "</w:p>"),
            "A1|c\n");
  EXPECT_EQ(
      first_cell("<w:p>" + sign("begin") + sign("begin") + sign("separate") + run("внутри") +
                 sign("end") + sign("separate") + run("b") + sign("end") + sign("end") + "</w:p>"),
      "A1|b\n");
  EXPECT_EQ(first_cell("<w:p>" + sign("begin") + code + "</w:p>" + paragraph("дальше")),
            "A1|дальше\n");
  EXPECT_EQ(first_cell("<w:p><w:fldSimple w:instr=\"PAGE\">" + run("7") + "</w:fldSimple></w:p>"),
            "A1|7\n");
}

TEST(Docx, NumbersTheItemsOfLists) {
  const auto level = [](int number, std::string_view format, std::string_view text,
                        std::string_view more = {}) {
    return fmt::format(
        "<w:lvl w:ilvl=\"{}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{}\"/>"
        "<w:lvlText w:val=\"{}\"/>{}</w:lvl>",
        number, format, text, more);
  };
  DocxFile file;
  file.numbering =
      "<w:abstractNum w:abstractNumId=\"7\">" + level(0, "decimal", "%1.") +
      level(1, "decimal", "%1.%2.") + level(2, "russianLower", "%3)") + level(12, "decimal", "x") +
      "</w:abstractNum><w:abstractNum w:abstractNumId=\"8\">" + level(0, "bullet", "\xEF\x82\xB7") +
      level(1, "bullet", "-") + level(2, "none", "") +
      "</w:abstractNum>"
      "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num>"
      "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"8\"/></w:num>"
      "<w:num w:numId=\"3\"><w:abstractNumId w:val=\"7\"/><w:lvlOverride w:ilvl=\"0\">"
      "<w:startOverride w:val=\"5\"/></w:lvlOverride></w:num>"
      "<w:num w:numId=\"4\"><w:abstractNumId w:val=\"99\"/></w:num>";
  file.styles =
      "<w:style w:type=\"paragraph\" w:styleId=\"List\"><w:pPr><w:numPr><w:ilvl w:val=\"1\"/>"
      "<w:numId w:val=\"2\"/></w:numPr></w:pPr></w:style>";
  const auto item = [](std::string_view text, int list, int at) {
    return paragraph(
        text,
        fmt::format("<w:numPr><w:ilvl w:val=\"{}\"/><w:numId w:val=\"{}\"/></w:numPr>", at, list));
  };
  EXPECT_EQ(first_cell(item("a", 1, 0) + item("b", 1, 1) + item("c", 1, 1) + item("d", 1, 2) +
                           item("e", 1, 0) + item("f", 1, 1) + item("g", 1, 2),
                       file),
            "A1|1. a¶1.1. b¶1.2. c¶а) d¶2. e¶2.1. f¶а) g\n");
  EXPECT_EQ(
      first_cell(
          item("a", 2, 0) + item("b", 2, 1) + item("c", 2, 2) + item("", 2, 0) +
              paragraph("d", "<w:pStyle w:val=\"List\"/>") +
              paragraph("e", "<w:pStyle w:val=\"List\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr>"),
          file),
      "A1|– a¶- b¶c¶¶- d¶e\n");
  // A number alone, as in a column of numbers; a list that goes on or begins anew.
  EXPECT_EQ(first_cell(item("", 1, 0) + item("x", 3, 0) + item("y", 1, 0) + item("z", 4, 0) +
                           item("z", 5, 0) + item("z", 1, 9),
                       file),
            "A1|1.¶5. x¶6. y¶z¶z¶z\n");
  file.body = item("Цель", 1, 0) + table(row({"a", "b"}) + row({"c", "d"}));
  EXPECT_EQ(read_document(file), "[таблица 1]\nA1|1. Цель\nA2|a\nB2|b\nA3|c\nB3|d\n");
}

TEST(Docx, WritesNumbersOfListsInTheirFormats) {
  std::string out;
  for (const char* format : {"decimal", "decimalZero", "upperRoman", "lowerRoman", "upperLetter",
                             "lowerLetter", "russianUpper", "russianLower", "другой"})
    out += fmt::format("{} {} {}\n", format_list_number(format, 4), format_list_number(format, 30),
                       format_list_number(format, 4'000));
  EXPECT_EQ(out,
            "4 30 4000\n04 30 4000\nIV XXX 4000\niv xxx 4000\nD DD 4000\nd dd 4000\nГ ББ 4000\n"
            "г бб 4000\n4 30 4000\n");
  EXPECT_EQ(format_list_number("lowerLetter", 0), "0");
  EXPECT_EQ(format_list_number("upperRoman", 0), "0");
}

TEST(Docx, TellsBoldTextByRunsAndStyles) {
  DocxFile file;
  file.styles =
      "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"/>"
      "<w:style w:type=\"paragraph\" w:styleId=\"Head\"><w:basedOn w:val=\"Base\"/></w:style>"
      "<w:style w:type=\"paragraph\" w:styleId=\"Base\"><w:basedOn w:val=\"Head\"/><w:rPr><w:b/></w:rPr></w:style>"
      "<w:style w:type=\"character\" w:styleId=\"Strong\"><w:rPr><w:b/></w:rPr></w:style>"
      "<w:style w:type=\"table\" w:styleId=\"T\"><w:tblStylePr w:type=\"firstRow\"><w:rPr><w:b/></w:rPr>"
      "</w:tblStylePr></w:style>";
  EXPECT_EQ(first_cell(paragraph("a", "<w:pStyle w:val=\"Head\"/>"), file), "A1*|a\n");
  EXPECT_EQ(
      first_cell("<w:p>" + run("a", "<w:rStyle w:val=\"Strong\"/>") + run(" ") + "</w:p>", file),
      "A1*|a\n");
  EXPECT_EQ(first_cell("<w:p><w:pPr><w:pStyle w:val=\"Head\"/></w:pPr>" +
                           run("a", "<w:b w:val=\"0\"/>") + "</w:p>",
                       file),
            "A1|a\n");
  EXPECT_EQ(first_cell("<w:p>" + run("a", "<w:b/>") + run("b") + "</w:p>", file), "A1|ab\n");
  EXPECT_EQ(first_cell(paragraph("a", "<w:rPr><w:b/></w:rPr>"), file), "A1|a\n");
  EXPECT_EQ(
      first_cell("<w:p>" + run("a", "<w:rPrChange><w:rPr><w:b/></w:rPr></w:rPrChange>") + "</w:p>",
                 file),
      "A1|a\n");
}

// ---- What documents do not repeat

TEST(Docx, TakesInsertedTextAndLeavesDeletedOut) {
  EXPECT_EQ(first_cell("<w:p>" + run("a") + "<w:ins>" + run("b") +
                       "</w:ins><w:del><w:r><w:delText>c"
                       "</w:delText></w:r></w:del><w:moveFrom>" +
                       run("d") + "</w:moveFrom><w:moveTo>" + run("e") + "</w:moveTo></w:p>"),
            "A1|abe\nплан.docx: note[document-revisions]: в документе есть непринятые исправления: "
            "вставленное прочитано (мест: 2), удалённое — нет (мест: 2)\n");
  EXPECT_EQ(read_document(table(row({"a", "b"}) + "<w:tr><w:trPr><w:del/></w:trPr>" +
                                cell_text("нет") + "</w:tr><w:tr><w:trPr><w:ins/></w:trPr>" +
                                cell_text("c") + cell_text("нет", "<w:cellDel/>") + "</w:tr>")),
            "[таблица 1]\nA1|a\nB1|b\nA2|c\nплан.docx: note[document-revisions]: в документе есть "
            "непринятые исправления: вставленное прочитано (мест: 1), удалённое — нет (мест: 1)\n");
}

TEST(Docx, TellsOfLooksAtTheirCells) {
  EXPECT_EQ(
      first_cell("<w:p>" + run("a", "<w:strike/>") + run("b", "<w:color w:val=\"FF0000\"/>") +
                 run("c", "<w:vanish/>") + run("d", "<w:color w:val=\"auto\"/>") +
                 run("e", "<w:color w:val=\"1\" w:themeColor=\"text1\"/>") + "</w:p>"),
      "A1|abde\n"
      "план.docx:таблица 1, строка 1, столбец 1: warning[cells-struck]: текст зачёркнут (ячейки: "
      "таблица 1, строка 1, столбец 1); в документах он будет напечатан без зачёркивания\n"
      "план.docx:таблица 1, строка 1, столбец 1: note[cells-coloured]: часть текста выделена цветом "
      "(ячейки: таблица 1, строка 1, столбец 1); в документах она будет чёрной\n"
      "план.docx:таблица 1, строка 1, столбец 1: warning[document-hidden-text]: скрытый текст не "
      "прочитан (таблица 1, строка 1, столбец 1)\n");
  EXPECT_EQ(
      read_document("<w:p>" + run("a", "<w:dstrike/>") + "</w:p>" +
                    table(row({"b", "c"}) + row({"d", "e"})) + "<w:p>" + run("f", "<w:dstrike/>") +
                    "</w:p>"),
      "[таблица 1]\nA1|a\nA2|b\nB2|c\nA3|d\nB3|e\nA4|f\n"
      "план.docx:строка 1 над таблицей 1: warning[cells-struck]: текст зачёркнут (ячейки: строка "
      "1 над таблицей 1, строка 1 под таблицей 1); в документах он будет напечатан без зачёркивания\n");
}

TEST(Docx, TellsOfWhatHangsOnTheText) {
  EXPECT_EQ(
      first_cell(
          "<w:p>" + run("a") +
          "<w:r><w:footnoteReference/><w:endnoteReference/><w:commentReference/></w:r>"
          "<w:r><w:drawing><pic/></w:drawing></w:r>"
          "<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent><w:p><w:r><w:t>Надпись "
          "на</w:t></w:r></w:p><w:p><w:r><w:t>полях</w:t></w:r></w:p></w:txbxContent></w:drawing>"
          "</mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>Ещё раз</w:t></w:r></w:p>"
          "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"),
      "A1|a\n"
      "план.docx: note[document-footnotes]: в документе есть сноски (всего: 2); их текст не прочитан\n"
      "план.docx: note[document-comments]: в документе есть примечания на полях (всего: 1); в документы они не "
      "попадут\n"
      "план.docx: warning[document-text-boxes]: надпись поверх страницы не прочитана: «Надпись на полях» (всего "
      "надписей: 1)\n"
      "план.docx:таблица 1, строка 1, столбец 1: warning[document-pictures]: в таблице есть рисунки или фигуры "
      "(таблица 1, строка 1, столбец 1); в документы они не попадут\n");
  EXPECT_EQ(
      first_cell(paragraph("a") +
                 table(row({"b", "", "c"}) + row({"", "", ""}) + row({"d", "", ""}))),
      "A1|a¶b→c¶d\n"
      "план.docx:таблица 1, строка 1, столбец 1: note[document-nested-table]: в ячейке стоит ещё одна "
      "таблица (таблица 1, строка 1, столбец 1); она прочитана как строки этой ячейки\n");
}

TEST(Docx, FollowsNothingAndRunsNothing) {
  DocxFile file{.body = "<w:altChunk r:id=\"x\"/><w:p><w:subDoc r:id=\"y\"/></w:p>" +
                        table(row({"a", "b"}) + row({"c", "d"})),
                .other_parts = {{"word/vbaProject.bin", "x"}, {"word/afchunk.htm", "<html/>"}}};
  EXPECT_EQ(
      read_document(file),
      "[таблица 1]\nA2|a\nB2|b\nA3|c\nB3|d\n"
      "план.docx: warning[document-foreign-parts]: в документ вставлено содержимое других файлов (мест: 2); "
      "оно не открывалось\n"
      "план.docx: warning[document-macros]: в документе есть макросы; они не выполнялись\n");
}

// ---- Places

TEST(Docx, NamesPlacesInBothLanguages) {
  const std::string body =
      paragraph("a") +
      table(row({"1", "2"}) + "<w:tr>" + cell_of("<w:p>" + run("x", "<w:strike/>") + "</w:p>") +
            cell_text("y") + "</w:tr>");
  EXPECT_EQ(
      read_document(DocxFile{.body = body}, Language::english),
      "[таблица 1]\nA1|a\nA2|1\nB2|2\nA3|x\nB3|y\n"
      "план.docx:table 1, row 2, column 1: warning[cells-struck]: text is struck through (cells: table "
      "1, row 2, column 1); documents will print it without the line\n");
  Sources sources;
  Diagnostics diagnostics;
  const auto workbook =
      read_package(DocxFile{.body = body}.build(), "п.docx", sources, diagnostics);
  ASSERT_TRUE(workbook);
  EXPECT_EQ(workbook->format, Workbook::Format::docx);
  EXPECT_EQ(list_cells(*workbook, sources),
            "таблица 1\tстрока 1 над таблицей 1\ttext\ta\n"
            "таблица 1\tтаблица 1, строка 1, столбец 1\ttext\t1\n"
            "таблица 1\tтаблица 1, строка 1, столбец 2\ttext\t2\n"
            "таблица 1\tтаблица 1, строка 2, столбец 1\ttext\tx\n"
            "таблица 1\tтаблица 1, строка 2, столбец 2\ttext\ty\n");
}

// ---- Hostile and broken documents

TEST(Docx, RefusesWhatHoldsNoTable) {
  EXPECT_EQ(read_document(paragraph("Письмо")),
            "план.docx: error[document-no-tables]: в документе нет ни одной таблицы\n");
  EXPECT_EQ(read_document(""),
            "план.docx: error[document-no-tables]: в документе нет ни одной таблицы\n");
  EXPECT_EQ(read_document(table("")),
            "план.docx: error[document-no-tables]: в документе нет ни одной таблицы\n");
}

TEST(Docx, HoldsItsLimits) {
  const std::string too_wide =
      "план.docx: error[sheet-too-wide]: данные стоят правее столбца AMJ\n";
  EXPECT_EQ(read_document(table("<w:tr>" + cell_text("a", "<w:gridSpan w:val=\"4000000000\"/>") +
                                "</w:tr>" + row({"b", "c"}))),
            "[таблица 1]\nA1|a\nA2|b\nB2|c\nA1:C1\n");
  EXPECT_EQ(read_document(table("<w:tr><w:trPr><w:gridBefore w:val=\"4000000000\"/></w:trPr>" +
                                cell_text("a") + "</w:tr>" + row({"b", "c"}))),
            too_wide);
  std::string wide;
  for (int i = 0; i < 1025; ++i) wide += cell_text("x");
  EXPECT_EQ(read_document(table("<w:tr>" + wide + "</w:tr>")),
            "план.docx: error[sheet-too-wide]: данные стоят правее столбца AMJ\n");
  std::string tables;
  for (int i = 0; i < 257; ++i) tables += table(row({"Имя", "б"})) + paragraph("x");
  EXPECT_EQ(read_document(tables),
            "план.docx: error[document-too-many-tables]: в документе больше 256 таблиц\n");
  std::string many;
  for (int i = 0; i < 500'001; ++i) many += "<w:p/>";
  EXPECT_EQ(read_document(many),
            "план.docx: error[document-too-large]: в документе больше 500000 абзацев и ячеек\n");
  std::string deep;
  for (int i = 0; i < 60; ++i) deep += "<w:tbl><w:tr><w:tc>";
  EXPECT_EQ(read_document(deep).substr(0, 120),
            "план.docx: error[xml-too-deep]: вложенность глубже 128 уровней\n");
  std::string merges;
  for (int i = 0; i < 100'001; ++i)
    merges += "<w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr></w:tc></w:tr>";
  EXPECT_EQ(read_document(table(row({"1", "2"}) + merges)),
            "план.docx: error[sheet-too-many-merges]: на листе больше 100000 объединений ячеек\n");
}

TEST(Docx, PlacesFaultsOfItsParts) {
  const auto message = [](DocxFile file) { return read_document(file); };
  const std::string data = table(row({"a", "b"}));
  EXPECT_TRUE(message({.body = "<w:p></w:x>"}).starts_with("план.docx: error[xml-end-tag]"));
  for (const char* body :
       {"<w:tbl><w:tblPr><w:tblBorders><w:top", "<w:tbl><w:tblGrid><w:gridCol",
        "<w:tbl><w:tr><w:trPr><", "<w:tbl><w:tr><w:tc><w:tcPr><", "<w:tbl><w:tr><w:tc><w:tbl><",
        "<w:p><w:pPr><w:rPr><", "<w:p><w:r><w:rPr><", "<w:p><w:r><w:t>a<", "<w:p><w:r><w:drawing><",
        "<w:del><", "<w:altChunk><", "<w:bookmark><"})
    EXPECT_NE(message({.body = body}).find("error[xml-"), std::string::npos) << body;
  EXPECT_TRUE(message({.body = data, .styles = "<w:style><w:b>"})
                  .starts_with("план.docx: error[xml-end-tag]"));
  EXPECT_TRUE(message({.body = data, .styles = "<w:style><w:tblStylePr><"})
                  .starts_with("план.docx: error[xml-"));
  EXPECT_TRUE(message({.body = data, .styles = "<a"}).starts_with("план.docx: error[xml-"));
  for (const char* numbering : {"<w:abstractNum><", "<w:abstractNum><w:lvl><", "<w:num><", "<"})
    EXPECT_TRUE(
        message({.body = data, .numbering = numbering}).starts_with("план.docx: error[xml-"))
        << numbering;
  EXPECT_TRUE(
      message({.body = "<!DOCTYPE x>" + data}).starts_with("план.docx: error[xml-doctype]"));
}

TEST(ReadWorkbook, TellsWordFilesByTheirContent) {
  MemoryWorld world;
  const std::string bytes = DocxFile{.body = table(row({"a", "b"}))}.build();
  world.entries["план.docx"] = bytes;
  world.entries["план.xlsx"] = bytes;
  for (const char* path : {"план.docx", "план.xlsx"}) {
    Sources sources;
    Diagnostics diagnostics;
    EXPECT_TRUE(read_workbook(path, world, sources, diagnostics));
    std::string out;
    for (const Diagnostic& d : diagnostics.all()) out += format_plain(d, sources);
    EXPECT_EQ(
        out,
        std::string_view(path) == "план.docx"
            ? ""
            : "план.xlsx: warning[input-name-differs]: имя файла кончается на .xlsx, а внутри — "
              "документ Word; прочитано то, что внутри\n    переименуйте файл, чтобы его открывала "
              "нужная программа: план.docx\n");
  }
}

}  // namespace
}  // namespace grif
