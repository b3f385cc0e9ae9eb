#include "unit/validate/checked.hpp"

namespace grif {
namespace {

TEST(CheckedTexts, NameEachDoubtAtItsCell) {
  const Checked checked(
      "== roadmap [printed]\nactivity | term | responsible\nОбзop c 1 маpта | май 2027 г. | завуч\n"
      "клуб «Радуга | май 2027 г. | IТ-отдел\nклуб Радуга» | май 2027 г. | за\u200Bвуч\n"
      "\uF0B7 встреча | май 2027 г. | завуч\n",
      mentoring_pack().schema, Language::russian);
  EXPECT_EQ(
      checked.messages(),
      "a.xlsx:roadmap!A2: warning[text-latin-letters]: в слове «Обзop» латинские буквы вместо "
      "русских: o, p\n"
      "    наберите слово русскими буквами: иначе его не найти поиском, и переносится оно "
      "неверно\n"
      "a.xlsx:roadmap!A2: warning[text-latin-letters]: в слове «c» латинские буквы вместо "
      "русских: c\n"
      "    наберите слово русскими буквами: иначе его не найти поиском, и переносится оно "
      "неверно\n"
      "a.xlsx:roadmap!A2: warning[text-latin-letters]: в слове «маpта» латинские буквы вместо "
      "русских: p\n"
      "    наберите слово русскими буквами: иначе его не найти поиском, и переносится оно "
      "неверно\n"
      "a.xlsx:roadmap!A3: warning[text-quote-open]: кавычка открыта и не закрыта: «Радуга\n"
      "    закройте кавычку или удалите лишнюю\n"
      "a.xlsx:roadmap!C3: warning[text-cyrillic-letters]: в слове «IТ» русские буквы вместо "
      "латинских: Т\n"
      "    наберите слово латинскими буквами\n"
      "a.xlsx:roadmap!A4: warning[text-quote-stray]: кавычка закрыта, но не открыта: клуб "
      "Радуга»\n"
      "    откройте кавычку или удалите лишнюю\n"
      "a.xlsx:roadmap!C4: warning[text-invisible]: в тексте невидимый знак U+200B\n"
      "    наберите это место заново: такие знаки попадают при копировании и мешают поиску\n"
      "a.xlsx:roadmap!A5: warning[text-lost-sign]: знак U+F0B7 стоит на месте другого, "
      "который не сохранился\n"
      "    впишите то, что здесь было: чаще всего это значок списка или буква, потерянная при "
      "копировании\n");
}

TEST(CheckedTexts, NamesAreToBeSpeltAlikeEverywhere) {
  EXPECT_EQ(
      Checked(
          "== roadmap_title\ntext | role\nПлан МБОУ «Лицей № 3» | title\n"
          "== roadmap [printed]\nactivity | term | responsible\nПрограмма встреч с родителями «Шаг» | май 2027 "
          "г. | завуч лицея №3\nПрограмма встреч с родителями «Шаг» | май 2027 г. | завуч лицея № 3\n"
          "Программа встреч родителями «Шаг» | май 2027 г. | завуч школы «Заречная-2»\n"
          "Встреча | май 2027 г. | школа «Заречная-2»\nИгра | май 2027 г. | школа «Заречная-2»\n"
          "Бал | май 2027 г. | школа «Зареченая-2»\n",
          mentoring_pack().schema, Language::russian)
          .messages(),
      "a.xlsx:roadmap!C2: warning[name-spelt-otherwise]: здесь «лицея №3», а чаще — «лицея № 3»\n"
      "    a.xlsx:roadmap!C3: лицея № 3\n"
      "    пишите название везде одинаково\n"
      "a.xlsx:roadmap!A4: warning[name-called-otherwise]: здесь Программа встреч родителями «Шаг», а чаще "
      "— Программа встреч с родителями «Шаг»\n"
      "    a.xlsx:roadmap!A2: Программа встреч с родителями «Шаг»\n"
      "    назовите везде одинаково: по-разному названное принимают за разное\n"
      "a.xlsx:roadmap!C7: warning[name-looks-like]: «Зареченая-2» похоже на «Заречная-2»: видимо, это одно "
      "название\n"
      "    a.xlsx:roadmap!C4: Заречная-2\n"
      "    исправьте написание, если это опечатка\n");
}

TEST(CheckedTexts, OfLinesAboveATableGoOnFromRowToRow) {
  const std::string title = "== roadmap_title\ntext | role\n";
  EXPECT_EQ(Checked(title + "Программа | title\n«Лоцманы | title\nбольшой воды» | title\n",
                    mentoring_pack().schema)
                .kinds(),
            "");
  EXPECT_EQ(Checked(title + "Программа | title\n«Лоцманы | title\nбольшой воды | title\n",
                    mentoring_pack().schema)
                .kinds(),
            "roadmap_title!A3: warning[text-quote-open]\n");
}

TEST(CheckedTexts, CoveredByAMergeAreReadOnce) {
  EXPECT_EQ(Checked("== roadmap\nactivity | responsible\nшкoла | ^\n", mentoring_pack().schema)
                .kinds()
                .find("B2"),
            std::string::npos);
}

TEST(CheckedTexts, WithMarksOfHtmlAreTold) {
  const auto kinds = [](std::string_view cell) {
    return Checked("== roadmap\nactivity | term\n" + std::string(cell) + " | май\n",
                   mentoring_pack().schema)
        .kinds();
  };
  for (const std::string_view text :
       {"<p>Беседа</p>", "Беседа<br/>с детьми", "<span style=\"a\">Беседа</span>", "Беседа&nbsp;»"})
    EXPECT_THAT(kinds(text), testing::HasSubstr("roadmap!A2: warning[text-markup]")) << text;
  for (const std::string_view text : {"класс <5 человек>", "a < b", "рост & развитие", "<Школа>"})
    EXPECT_EQ(kinds(text), "") << text;
}

TEST(CheckedTexts, ThatEndWithACommaAreTold) {
  const Checked checked("== roadmap\nactivity | responsible\nБеседа, | Завуч\n",
                        mentoring_pack().schema, Language::russian);
  EXPECT_EQ(checked.messages(),
            "a.xlsx:roadmap!A2: warning[text-cut-short]: текст кончается запятой: «Беседа,»\n"
            "    допишите, что потеряно, или уберите запятую\n");
}

}  // namespace
}  // namespace grif
