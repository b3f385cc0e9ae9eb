#include "cli/command_line.hpp"

#include <gtest/gtest.h>

#include "cli/report.hpp"
#include "exit_status.hpp"

namespace grif {
namespace {

/// The outcome of reading words, with the messages as in a pipe.
struct Parsed {
  std::optional<CommandLine> line;
  std::string to_output, errors;
  ExitStatus status = ExitStatus::done;
};

Parsed parse(const std::vector<std::string>& words, const Surroundings& surroundings = {}) {
  Diagnostics diagnostics(choose_language(words, surroundings.locale));
  ParsedWords parsed = parse_words(words, surroundings, diagnostics);
  return {std::move(parsed.line), std::move(parsed.to_output),
          format_all_plain(diagnostics, Sources()), exit_status(diagnostics)};
}

TEST(CommandLineWords, BuildTakesInputsFolderAndOptions) {
  const Parsed parsed = parse({"build", "a.xlsx", "b.xlsx", "-o", "out", "--only",
                               "roadmap, дорожная карта", "--formats", "PDF,docx,pdf", "--date",
                               "22.11.2026", "--strict", "-j", "3", "--quiet"});
  ASSERT_TRUE(parsed.line) << parsed.errors;
  const BuildOptions& build = parsed.line->build;
  EXPECT_EQ(parsed.line->command, Command::build);
  EXPECT_EQ(build.inputs, (std::vector<std::string>{"a.xlsx", "b.xlsx"}));
  EXPECT_EQ(build.folder, "out");
  EXPECT_EQ(build.only, (std::vector<std::string>{"roadmap", "дорожная карта"}));
  EXPECT_EQ(build.formats, (std::vector<Format>{Format::pdf, Format::docx}));
  EXPECT_EQ(build.date, Date::from_ymd(2026, 11, 22));
  EXPECT_TRUE(build.strict);
  EXPECT_TRUE(parsed.line->quiet);
  EXPECT_EQ(build.jobs, 3U);
}

TEST(CommandLineWords, ValuesMayBeJoinedAndOptionsStandAnywhere) {
  const Parsed parsed = parse(
      {"--lang=en", "-oout", "build", "-j8", "--only=plan", "--only", "roadmap", "--", "-a.xlsx"});
  ASSERT_TRUE(parsed.line) << parsed.errors;
  EXPECT_EQ(parsed.line->language, Language::english);
  EXPECT_EQ(parsed.line->build.folder, "out");
  EXPECT_EQ(parsed.line->build.jobs, 8U);
  EXPECT_EQ(parsed.line->build.only, (std::vector<std::string>{"plan", "roadmap"}));
  EXPECT_EQ(parsed.line->build.inputs, (std::vector<std::string>{"-a.xlsx"}));
}

TEST(CommandLineWords, DateComesFromTheEnvironmentUnlessGiven) {
  Surroundings surroundings;
  surroundings.source_date_epoch = "1700000000";
  EXPECT_EQ(parse({"build", "a.xlsx", "-o", "o"}, surroundings).line->build.date,
            Date::from_ymd(2023, 11, 14));
  EXPECT_EQ(
      parse({"build", "a.xlsx", "-o", "o", "--date", "2026-01-02"}, surroundings).line->build.date,
      Date::from_ymd(2026, 1, 2));
  surroundings.source_date_epoch = "soon";
  const Parsed wrong = parse({"build", "a.xlsx", "-o", "o"}, surroundings);
  EXPECT_EQ(wrong.errors,
            "grif: error[option-value-wrong]: SOURCE_DATE_EPOCH: значение «soon» не подходит\n"
            "    в этой переменной стоит число секунд с 1970 года; уберите её\n");
  EXPECT_EQ(wrong.status, ExitStatus::wrong_usage);
}

TEST(CommandLineWords, CheckAndList) {
  const Parsed check = parse({"check", "a.xlsx", "--format", "json"});
  ASSERT_TRUE(check.line) << check.errors;
  EXPECT_EQ(check.line->command, Command::check);
  EXPECT_TRUE(check.line->json);
  EXPECT_FALSE(parse({"check", "a.xlsx", "--format=text"}).line->json);
  const Parsed cells = parse({"list", "cells", "a.xlsx"});
  ASSERT_TRUE(cells.line) << cells.errors;
  EXPECT_EQ(cells.line->listing, Listing::cells);
  EXPECT_EQ(cells.line->build.inputs, (std::vector<std::string>{"a.xlsx"}));
  EXPECT_EQ(parse({"list", "checks"}).line->listing, Listing::checks);
  EXPECT_EQ(parse({"list", "documents"}).line->listing, Listing::documents);
  EXPECT_EQ(parse({"list", "functions"}).line->listing, Listing::functions);
}

struct WrongWords {
  std::vector<std::string> words;
  std::string errors;  ///< without the «grif: error» before each
};

std::string in_full(std::string_view errors) {
  std::string full;
  for (std::size_t at = 0; at < errors.size();) {
    const std::size_t end = errors.find('\n', at) + 1;
    if (errors[at] != ' ') full += "grif: error";
    full += errors.substr(at, end - at);
    at = end;
  }
  return full;
}

TEST(CommandLineWords, WrongOnesAreNamedWithTheCure) {
  const std::vector<WrongWords> cases = {
      {{},
       "[command-missing]: не сказано, что делать\n"
       "    команды: init, build, check, list, term; помощь: grif --help\n"},
      {{"--quiet"},
       "[command-missing]: не сказано, что делать\n"
       "    команды: init, build, check, list, term; помощь: grif --help\n"},
      {{"biuld", "a.xlsx"},
       "[unknown-command]: нет команды «biuld»\n    похоже на: build; помощь: grif --help\n"},
      {{"publish"},
       "[unknown-command]: нет команды «publish»\n"
       "    есть: init, build, check, list, term; помощь: grif --help\n"},
      {{"моя книга.xlsx"},
       "[input-as-command]: не сказано, что делать с файлом моя книга.xlsx\n"
       "    проверить его: grif check 'моя книга.xlsx'; собрать из него документы: grif build 'моя "
       "книга.xlsx' -o ПАПКА\n"},
      {{"build", "-o", "x"},
       "[input-not-named]: не названа книга с данными\n"
       "    пишите так: grif build КНИГА.xlsx... -o ПАПКА\n"},
      {{"check", "-"},
       "[input-is-standard]: «-» значит стандартный ввод, а книгу Grif читает только из файла\n"
       "    сохраните книгу в файл и назовите его: grif check КНИГА.xlsx...\n"},
      {{"build", "-", "-o", "x"},
       "[input-is-standard]: «-» значит стандартный ввод, а книгу Grif читает только из файла\n"
       "    сохраните книгу в файл и назовите его: grif build КНИГА.xlsx... -o ПАПКА\n"},
      {{"check", "a.xlsx", "--annotate"},
       "[option-value-missing]: после --annotate нет значения\n"
       "    пишите --annotate КОПИЯ.xlsx: записать копию книги, где каждое замечание стоит у своей "
       "ячейки\n"},
      {{"check", "d/a.ods", "--annotate", "-"},
       "[copy-name-wrong]: --annotate: копия «-» будет книгой Excel, и имя её должно кончаться на "
       ".xlsx\n    пишите так: --annotate d/a-замечания.xlsx\n"},
      {{"check", "a.xlsx", "--annotate", "b.xls"},
       "[copy-name-wrong]: --annotate: копия «b.xls» будет книгой Excel, и имя её должно кончаться "
       "на .xlsx\n    пишите так: --annotate b.xlsx\n"},
      {{"check", "a.xlsx", "b.csv", "--annotate", "c.xlsx"},
       "[copy-of-several]: --annotate размечает одну книгу, а названо их 2\n"
       "    проверьте книги вместе без --annotate, а размечайте по одной; тогда замечания о связях "
       "между книгами могут быть лишними\n"},
      {{"check", ""},
       "[input-not-named]: не названа книга с данными\n    пишите так: grif check КНИГА.xlsx...\n"},
      {{"build", "a.xlsx"},
       "[folder-not-named]: не названа папка для документов\n    допишите: -o ПАПКА\n"},
      {{"build", "a.xlsx", "-o"},
       "[option-value-missing]: после -o нет значения\n"
       "    пишите -o ПАПКА: папка для документов\n"},
      {{"build", "a.xlsx", "-o", "x", "--formats", "--strict"},
       "[option-value-missing]: после --formats нет значения\n"
       "    пишите --formats ФОРМАТ[,ФОРМАТ]: только эти форматы\n"},
      {{"build", "a.xlsx", "-o", "-"},
       "[option-value-wrong]: -o: значение «-» не подходит\n"
       "    документов несколько, им нужна папка; папка с таким именем: ./-\n"},
      {{"build", "a.xlsx", "-o", "x", "-o", "y"},
       "[option-twice]: -o назван дважды: «x» и «y»\n    оставьте одно значение\n"},
      {{"build", "a.xlsx", "-o", "x", "--strict=yes"},
       "[option-value-unwanted]: у --strict не бывает значения, а написано «yes»\n"
       "    пишите просто --strict\n"},
      {{"build", "a.xlsx", "-o", "x", "--formats", "dox,odt"},
       "[unknown-format]: нет формата «dox»\n    похоже на: docx\n"
       "[unknown-format]: нет формата «odt»\n    есть: docx, pdf, xlsx\n"},
      {{"build", "a.xlsx", "-o", "x", "--formats", "html"},
       "[format-not-offered]: в формат html Grif пока не пишет\n"
       "    есть форматы: docx, pdf, xlsx\n"},
      {{"build", "a.xlsx", "-o", "x", "--date", "31.02.2026"},
       "[option-value-wrong]: --date: значение «31.02.2026» не подходит\n"
       "    нужен день календаря: 22.11.2026 или 2026-11-22\n"},
      {{"build", "a.xlsx", "-o", "x", "-j", "abc"},
       "[option-value-wrong]: -j: значение «abc» не подходит\n"
       "    это число от 1 до 256, например -j 4\n"},
      {{"build", "a.xlsx", "-o", "x", "-j", "-1"},
       "[option-value-wrong]: -j: значение «-1» не подходит\n"
       "    это число от 1 до 256, например -j 4\n"},
      {{"build", "a.xlsx", "-o", "x", "-j0"},
       "[option-value-wrong]: -j: значение «0» не подходит\n"
       "    это число от 1 до 256, например -j 4\n"},
      {{"build", "a.xlsx", "-o", "x", "--pack", "../evil"},
       "[option-value-wrong]: --pack: значение «../evil» не подходит\n"
       "    это имя папки внутри templates, а не путь\n"},
      {{"build", "a.xlsx", "-o", "x", "--formts", "pdf"},
       "[unknown-option]: у команды build нет параметра --formts\n"
       "    похоже на: --formats; помощь: grif build --help\n"},
      {{"build", "a.xlsx", "-o", "x", "—strict"},
       "[unknown-option]: у команды build нет параметра —strict\n"
       "    похоже на: --strict; помощь: grif build --help\n"},
      {{"build", "a.xlsx", "-o", "x", "-only=plan"},
       "[unknown-option]: у команды build нет параметра -only\n"
       "    похоже на: --only; помощь: grif build --help\n"},
      {{"check", "a.xlsx", "-моя книга.xlsx"},
       "[unknown-option]: у команды check нет параметра -моя книга.xlsx\n"
       "    если это файл, пишите './-моя книга.xlsx'; помощь: grif check --help\n"},
      {{"build", "a.xlsx", "-o", "x", "--output", "--jobs=2"},
       "[unknown-option]: у команды build нет параметра --output\n"
       "    похоже на: -o; помощь: grif build --help\n"
       "[unknown-option]: у команды build нет параметра --jobs\n"
       "    похоже на: -j; помощь: grif build --help\n"},
      {{"check", "a.xlsx", "--strict"},
       "[unknown-option]: у команды check нет параметра --strict\n"
       "    есть: --pack, --format, --annotate, --quiet, --lang, --help, --version; помощь: grif check --help\n"},
      {{"build", "a.xlsx", "./a.xlsx", "-o", "x"},
       "[input-named-twice]: книга ./a.xlsx названа дважды\n"
       "    назовите её один раз, иначе все её строки удвоятся\n"},
      {{"check"},
       "[input-not-named]: не названа книга с данными\n    пишите так: grif check "
       "КНИГА.xlsx...\n"},
      {{"check", "a.xlsx", "--format", "xml"},
       "[option-value-wrong]: --format: значение «xml» не подходит\n    бывает text или json\n"},
      {{"list"},
       "[listing-not-named]: не сказано, что показать\n"
       "    пишите так: grif list documents|checks|functions|cells\n"},
      {{"list", "document"},
       "[unknown-listing]: list не показывает «document»\n    похоже на: documents\n"},
      {{"list", "cells"},
       "[input-not-named]: не названа книга с данными\n    пишите так: grif list cells "
       "КНИГА.xlsx\n"},
      {{"list", "checks", "a.xlsx"},
       "[listing-reads-nothing]: list checks не читает входных файлов, а назван «a.xlsx»\n"
       "    уберите имя файла; ячейки книги показывает grif list cells\n"},
      {{"check", "a.xlsx", "--lang", "fr"},
       "[option-value-wrong]: --lang: значение «fr» не подходит\n    бывает ru или en\n"},
  };
  for (const WrongWords& wrong : cases) {
    const Parsed parsed = parse(wrong.words);
    EXPECT_EQ(parsed.status, ExitStatus::wrong_usage) << wrong.errors;
    EXPECT_EQ(parsed.errors, in_full(wrong.errors));
    EXPECT_EQ(parsed.to_output, "");
    EXPECT_FALSE(parsed.line);
  }
}

TEST(CommandLineWords, AllFaultsComeInOneRunAndInTheLanguageAskedFor) {
  const Parsed parsed =
      parse({"build", "--lang", "en", "-j", "many", "--formats", "doc", "--dat", "x"});
  EXPECT_EQ(parsed.errors,
            "grif: error[unknown-option]: build has no option --dat\n"
            "    it looks like: --date; help: grif build --help\n"
            "grif: error[folder-not-named]: no folder for the documents is named\n"
            "    add: -o DIR\n"
            "grif: error[unknown-format]: no format “doc”\n    it looks like: docx\n"
            "grif: error[option-value-wrong]: -j: “many” will not do\n"
            "    this is a number from 1 to 256, such as -j 4\n");
}

TEST(CommandLineWords, HelpIsInTheLanguageOfTheRun) {
  EXPECT_EQ(
      parse({"check", "--help"}).to_output,
      "grif check КНИГА.xlsx...\n"
      "проверить данные\n\n"
      "--annotate: в копии ячейки с замечаниями закрашены, слова стоят в их примечаниях и на "
      "листе «Замечания»; всё остальное — как в вашей книге. Исправляйте копию и проверяйте её "
      "саму: прежние отметки сменятся новыми.\n\n"
      "Несколько книг вместе — одна программа: их листы складываются.\n\n"
      "Параметры:\n"
      "  --pack ПАКЕТ            пакет документов, если не обычный\n"
      "  --format text|json      вид сообщений\n"
      "  --annotate КОПИЯ.xlsx   записать копию книги, где каждое замечание стоит у своей ячейки\n"
      "  --quiet                 печатать только замечания к данным\n"
      "  --lang ru|en            язык сообщений\n"
      "  --help                  эта помощь (то же: -h)\n"
      "  --version               номер версии\n");
  EXPECT_EQ(parse({"list", "-h", "--lang", "en"}).to_output,
            "grif list documents|checks|functions|cells [INPUT.xlsx...]\n"
            "show what Grif can do, and what it read\n\n"
            "What to show:\n"
            "  documents   the documents that can be made\n"
            "  checks      every kind of message with its meaning\n"
            "  functions   the functions of templates and rules\n"
            "  cells       cells of workbooks as read: sheet, cell, type, value\n\n"
            "Options:\n"
            "  --pack PACK    pack of documents, if not the usual one\n"
            "  --quiet        print nothing but messages\n"
            "  --lang ru|en   language of messages\n"
            "  --help         this help (also -h)\n"
            "  --version      the version\n");
  const std::string build = parse({"build", "-h"}).to_output;
  EXPECT_NE(build.find("--formats ФОРМАТ[,ФОРМАТ]"), std::string::npos);
  EXPECT_NE(build.find("только эти форматы: docx, pdf, xlsx\n"), std::string::npos);
  EXPECT_EQ(parse({"help", "build"}).to_output, build);
  const std::string all = parse({"--help"}).to_output;
  EXPECT_NE(all.find("  grif build КНИГА.xlsx... -o ПАПКА"), std::string::npos);
  EXPECT_EQ(parse({"help"}).to_output, all);
  EXPECT_EQ(parse({"--help"}).status, ExitStatus::done);
}

TEST(CommandLineWords, TermTakesTexts) {
  const Parsed parsed = parse({"term", "май 2027", "-"});
  ASSERT_TRUE(parsed.line) << parsed.errors;
  EXPECT_EQ(parsed.line->command, Command::term);
  EXPECT_EQ(parsed.line->texts, (std::vector<std::string>{"май 2027", "-"}));
  EXPECT_EQ(parse({"term"}).errors,
            "grif: error[term-not-given]: не назван срок\n"
            "    пишите так: grif term \"сентябрь 2026 г.\"; много сроков по одному на строку: "
            "grif term -\n");
  EXPECT_EQ(parse({"term"}).status, ExitStatus::wrong_usage);
}

TEST(CommandLineWords, InitTakesOneWorkbook) {
  const Parsed parsed =
      parse({"init", "Книга 1.XLSX", "--pack", "p", "--for", " roadmap", "--sample"});
  ASSERT_TRUE(parsed.line) << parsed.errors;
  EXPECT_EQ(parsed.line->command, Command::init);
  EXPECT_EQ(parsed.line->init.file, "Книга 1.XLSX");
  EXPECT_EQ(parsed.line->init.pack, "p");
  EXPECT_EQ(parsed.line->init.task, "roadmap");
  EXPECT_TRUE(parsed.line->init.sample);
  EXPECT_EQ(parse({"init"}).errors,
            "grif: error[form-not-named]: не названа книга, которую надо создать\n"
            "    пишите так: grif init КНИГА.xlsx\n");
  EXPECT_EQ(parse({"init", "a.xlsx", "b.xlsx"}).errors,
            "grif: error[form-named-twice]: init создаёт одну книгу, а названа ещё и «b.xlsx»\n"
            "    оставьте одно имя; если в имени есть пробелы, поставьте его в кавычки\n");
  EXPECT_EQ(parse({"init", "out/план.xls"}).errors,
            "grif: error[form-name-wrong]: книга «out/план.xls» будет в формате XLSX, и имя её "
            "должно кончаться на .xlsx\n"
            "    пишите так: grif init out/план.xlsx\n");
  EXPECT_EQ(parse({"init", "-", "--lang", "en"}).errors,
            "grif: error[form-name-wrong]: the workbook “-” will be XLSX, so its name must end in "
            ".xlsx\n"
            "    write: grif init new.xlsx\n");
  for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
           {"init"}, {"init", ""}, {"init", "a"}, {"init", "a.xlsx", "-o", "b"}})
    EXPECT_EQ(parse(words).status, ExitStatus::wrong_usage);
  const Parsed schema = parse({"init", "--xsd", "-"});
  ASSERT_TRUE(schema.line) << schema.errors;
  EXPECT_EQ(schema.line->init.xsd, "-");
  EXPECT_EQ(schema.line->init.file, "");
  EXPECT_EQ(parse({"init", "--xsd", "a.xsd", "--sample"}).errors, parse({"init"}).errors);
  const std::string help = parse({"init", "--help"}).to_output;
  EXPECT_TRUE(help.starts_with("grif init КНИГА.xlsx\nсоздать книгу для заполнения\n")) << help;
  EXPECT_NE(help.find("--for ЗАДАЧА"), std::string::npos);
  EXPECT_NE(parse({"init", "--help", "--lang", "en"}).to_output.find("--for TASK"),
            std::string::npos);
}

TEST(CommandLineWords, VersionIsOneLine) {
  EXPECT_EQ(parse({"--version"}).to_output, "grif " GRIF_VERSION "\n");
  EXPECT_EQ(parse({"--version"}).errors, "");
}

TEST(ChooseLanguage, RussianUnlessTheLocaleNamesAnother) {
  for (const std::string_view locale : {"", "C", "POSIX", "C.UTF-8", "ru_RU.UTF-8", "ru"}) {
    EXPECT_EQ(choose_language({}, locale), Language::russian) << locale;
  }
  for (const std::string_view locale : {"en_US.UTF-8", "en", "de_DE.UTF-8", "tr_TR"}) {
    EXPECT_EQ(choose_language({}, locale), Language::english) << locale;
  }
  EXPECT_EQ(choose_language({"check", "--lang", "en"}, "ru_RU.UTF-8"), Language::english);
  EXPECT_EQ(choose_language({"--lang=ru", "check"}, "en_US.UTF-8"), Language::russian);
}

}  // namespace
}  // namespace grif
