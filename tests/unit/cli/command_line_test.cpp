#include "cli/command_line.hpp"

#include <gtest/gtest.h>

namespace grif {
namespace {

ParsedWords parse(const std::vector<std::string>& words, const Surroundings& surroundings = {}) {
  return parse_words(words, surroundings);
}

TEST(CommandLineWords, BuildTakesInputsFolderAndOptions) {
  const ParsedWords parsed = parse({"build", "a.xlsx", "b.xlsx", "-o", "out", "--only",
                                    "roadmap, дорожная карта", "--formats", "pdf,docx,pdf",
                                    "--date", "22.11.2026", "--strict", "-j", "3", "--quiet"});
  ASSERT_TRUE(parsed.line) << parsed.to_errors;
  const BuildOptions& build = parsed.line->build;
  EXPECT_EQ(parsed.line->command, CommandLine::Command::build);
  EXPECT_EQ(build.inputs, (std::vector<std::string>{"a.xlsx", "b.xlsx"}));
  EXPECT_EQ(build.folder, "out");
  EXPECT_EQ(build.only, (std::vector<std::string>{"roadmap", "дорожная карта"}));
  EXPECT_EQ(build.formats, (std::vector<Format>{Format::pdf, Format::docx}));
  EXPECT_EQ(build.date, Date::from_ymd(2026, 11, 22));
  EXPECT_TRUE(build.strict);
  EXPECT_TRUE(parsed.line->quiet);
  EXPECT_EQ(build.jobs, 3U);
}

TEST(CommandLineWords, JobsMayBeWrittenWithoutABlank) {
  const ParsedWords parsed = parse({"build", "a.xlsx", "-o", "out", "-j8"});
  ASSERT_TRUE(parsed.line) << parsed.to_errors;
  EXPECT_EQ(parsed.line->build.jobs, 8U);
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
  EXPECT_EQ(parse({"build", "a.xlsx", "-o", "o"}, surroundings).status, ExitStatus::wrong_usage);
}

TEST(CommandLineWords, CheckAndList) {
  const ParsedWords check = parse({"check", "a.xlsx", "--format", "json"});
  ASSERT_TRUE(check.line) << check.to_errors;
  EXPECT_EQ(check.line->command, CommandLine::Command::check);
  EXPECT_TRUE(check.line->json);
  const ParsedWords cells = parse({"list", "cells", "a.xlsx"});
  ASSERT_TRUE(cells.line) << cells.to_errors;
  EXPECT_EQ(cells.line->listing, CommandLine::Listing::cells);
  EXPECT_EQ(cells.line->build.inputs, (std::vector<std::string>{"a.xlsx"}));
  EXPECT_EQ(parse({"list", "checks"}).line->listing, CommandLine::Listing::checks);
}

struct WrongWords {
  std::vector<std::string> words;
  std::string errors;
};

TEST(CommandLineWords, WrongOnesAreNamedWithTheCure) {
  const std::string help = "    помощь: grif --help\n";
  const std::vector<WrongWords> cases = {
      {{"biuld", "a.xlsx"}, "grif: нет команды «biuld»; похоже на: build\n"},
      {{"publish"}, "grif: нет команды «publish»; есть: build, check, list\n"},
      {{"build", "-o", "x"}, "grif: не названа книга с данными: INPUT\n"},
      {{"build", "a.xlsx"}, "grif: не названа папка для документов: -o ПАПКА\n"},
      {{"build", "a.xlsx", "-o", "x", "--formats", "doc,odt"},
       "grif: нет формата «doc»; есть docx, pdf, xlsx, html, docx-xml\n"
       "grif: нет формата «odt»; есть docx, pdf, xlsx, html, docx-xml\n"},
      {{"build", "a.xlsx", "-o", "x", "--date", "31.02.2026"},
       "grif: не дата: «31.02.2026»; пишите 2026-11-22 или 22.11.2026\n"},
      {{"build", "a.xlsx", "-o", "x", "--pack", "../evil"},
       "grif: неверное имя пакета: «../evil»\n"},
      {{"build", "a.xlsx", "-o", "x", "--colour"}, "grif: непонятные слова: --colour\n"},
      {{"check", "a.xlsx", "--format", "xml"}, "grif: --format: «xml»; есть text и json\n"},
      {{"list", "everything"},
       "grif: list не показывает «everything»; есть documents, checks, functions, cells\n"},
      {{"list", "cells"}, "grif: не названа книга с данными: INPUT\n"},
      {{"list", "checks", "a.xlsx"}, "grif: list checks не читает входных файлов\n"},
      {{"check", "a.xlsx", "--lang", "fr"}, "grif: --lang: ru, en\n"},
  };
  for (const WrongWords& wrong : cases) {
    const ParsedWords parsed = parse(wrong.words);
    EXPECT_EQ(parsed.status, ExitStatus::wrong_usage) << wrong.errors;
    EXPECT_EQ(parsed.to_errors, wrong.errors + help);
    EXPECT_EQ(parsed.to_output, "");
  }
}

TEST(CommandLineWords, HelpAndVersionGoToOutput) {
  const ParsedWords help = parse({"--help"});
  EXPECT_EQ(help.status, ExitStatus::done);
  EXPECT_NE(help.to_output.find("build"), std::string::npos);
  EXPECT_NE(parse({"build", "--help"}).to_output.find("--formats"), std::string::npos);
  EXPECT_EQ(parse({"--version"}).to_output, std::string("grif ") + GRIF_VERSION + "\n");
}

TEST(CommandLineWords, NoWordsIsWrongUsage) {
  const ParsedWords parsed = parse({});
  EXPECT_EQ(parsed.status, ExitStatus::wrong_usage);
  EXPECT_EQ(parsed.to_errors,
            "grif: не сказано, что делать: build, check, list\n    помощь: grif --help\n");
}

TEST(ChooseLanguage, RussianUnlessTheLocaleNamesAnother) {
  for (const std::string_view locale : {"", "C", "POSIX", "C.UTF-8", "ru_RU.UTF-8", "ru"}) {
    EXPECT_EQ(choose_language("", locale), Language::russian) << locale;
  }
  for (const std::string_view locale : {"en_US.UTF-8", "en", "de_DE.UTF-8", "tr_TR"}) {
    EXPECT_EQ(choose_language("", locale), Language::english) << locale;
  }
  EXPECT_EQ(choose_language("en", "ru_RU.UTF-8"), Language::english);
  EXPECT_EQ(choose_language("ru", "en_US.UTF-8"), Language::russian);
}

}  // namespace
}  // namespace grif
