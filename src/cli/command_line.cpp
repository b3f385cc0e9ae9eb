#include "cli/command_line.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <thread>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include "core/text.hpp"

namespace grif {
namespace {

constexpr unsigned kMostJobs = 256;
constexpr std::array<std::string_view, 3> kCommands = {"build", "check", "list"};

/// A text in the language of the run.
std::string words_of(Language language, std::string_view russian, std::string_view english) {
  return std::string(language == Language::russian ? russian : english);
}

/// `--lang X` or `--lang=X` wherever it stands: needed before the words are parsed, to answer in
/// it.
std::string_view find_language_word(const std::vector<std::string>& words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "--lang" && i + 1 < words.size()) return words[i + 1];
    if (words[i].starts_with("--lang=")) return std::string_view(words[i]).substr(7);
  }
  return {};
}

/// The raw words of options that need a meaning of their own.
struct RawOptions {
  std::string language, date, check_format, formats, only, folder, pack, listing;
  std::vector<std::string> inputs;
  unsigned jobs = 0;
  bool strict = false, quiet = false;
};

void describe_build(CLI::App& app, RawOptions& raw, Language language) {
  const auto text = [&](std::string_view ru, std::string_view en) {
    return words_of(language, ru, en);
  };
  CLI::App* build = app.add_subcommand("build", text("собрать документы", "make the documents"));
  build
      ->add_option(
          "INPUT", raw.inputs,
          text("книги .xlsx: вместе это одна программа", "workbooks: together one programme"))
      ->required();
  build->add_option("-o", raw.folder, text("папка для документов", "folder for the documents"))
      ->required();
  build->add_option(
      "--only", raw.only,
      text("только эти документы, через запятую", "only these documents, comma-separated"));
  build->add_option(
      "--formats", raw.formats,
      text("форматы через запятую: docx, pdf, xlsx", "formats, comma-separated: docx, pdf, xlsx"));
  build->add_option("--date", raw.date,
                    text("дата документов: 2026-11-22 или 22.11.2026",
                         "date of the documents: 2026-11-22 or 22.11.2026"));
  build->add_option("--pack", raw.pack, text("пакет документов", "pack of documents"));
  build->add_flag("--strict", raw.strict,
                  text("при любой ошибке не делать ничего", "make nothing if there is any error"));
  build->add_option(
      "-j", raw.jobs,
      text("число потоков (обычно — по числу ядер)", "threads (default: one a core)"));
}

void describe_others(CLI::App& app, RawOptions& raw, Language language) {
  const auto text = [&](std::string_view ru, std::string_view en) {
    return words_of(language, ru, en);
  };
  CLI::App* check = app.add_subcommand("check", text("проверить данные", "check the data"));
  check->add_option("INPUT", raw.inputs, text("книги .xlsx", "workbooks"))->required();
  check->add_option("--format", raw.check_format,
                    text("вид сообщений: text или json", "form of the messages: text or json"));
  check->add_option("--pack", raw.pack, text("пакет документов", "pack of documents"));
  CLI::App* list =
      app.add_subcommand("list", text("показать: documents, checks, functions, cells INPUT…",
                                      "show: documents, checks, functions, cells INPUT…"));
  list->add_option("WHAT", raw.listing, "documents | checks | functions | cells")->required();
  list->add_option("INPUT", raw.inputs, text("книги (для cells)", "workbooks (for cells)"));
  list->add_option("--pack", raw.pack, text("пакет документов", "pack of documents"));
}

/// What CLI11 says, in our words.
std::string explain(const CLI::ParseError& error, Language language) {
  const std::string what = error.what();
  const std::size_t colon = what.find(": ");
  const std::string detail = colon == std::string::npos ? what : what.substr(colon + 2);
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr)
    return fmt::format(
        fmt::runtime(words_of(language, "непонятные слова: {}", "not understood: {}")), detail);
  if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) {
    const std::string missing = what.substr(0, what.find(' '));
    if (missing == "INPUT")
      return words_of(language, "не названа книга с данными: INPUT", "no workbook is named: INPUT");
    if (missing == "-o")
      return words_of(language, "не названа папка для документов: -o ПАПКА",
                      "no folder for the documents is named: -o FOLDER");
    if (missing == "WHAT")
      return words_of(language, "не сказано, что показать: documents, checks, functions, cells",
                      "what to show? documents, checks, functions, cells");
    return words_of(language, "не сказано, что делать: build, check, list",
                    "what to do? build, check, list");
  }
  return fmt::format(fmt::runtime(words_of(language, "неверно: {}", "wrong: {}")), what);
}

/// Collects the faults of the words that CLI11 does not know of.
class Meaning {
 public:
  Meaning(Language language, std::string& faults) : language_(language), faults_(faults) {}

  void fault(std::string_view russian, std::string_view english, std::string_view argument) {
    faults_ +=
        "grif: " + fmt::format(fmt::runtime(words_of(language_, russian, english)), argument) +
        "\n";
  }

  std::vector<std::string> split_list(std::string_view words) {
    std::vector<std::string> items;
    for (const std::string_view item : split(words, ',')) {
      const std::string word(trimmed(item));
      if (!word.empty()) items.push_back(word);
    }
    return items;
  }

  std::vector<Format> formats(std::string_view words) {
    std::vector<Format> formats;
    for (const std::string& word : split_list(words)) {
      const auto format = parse_format(word);
      if (!format) {
        fault("нет формата «{}»; есть docx, pdf, xlsx, html, docx-xml",
              "no format “{}”; there are docx, pdf, xlsx, html, docx-xml", word);
      } else if (std::ranges::find(formats, *format) == formats.end()) {
        formats.push_back(*format);
      }
    }
    return formats;
  }

  std::optional<Date> date(std::string_view word, std::string_view epoch) {
    if (!word.empty()) {
      const auto date = Date::parse(word);
      if (!date)
        fault("не дата: «{}»; пишите 2026-11-22 или 22.11.2026",
              "not a date: “{}”; write 2026-11-22 or 22.11.2026", word);
      return date;
    }
    if (epoch.empty()) return std::nullopt;
    std::int64_t seconds = 0;
    const auto [end, error] = std::from_chars(epoch.data(), epoch.data() + epoch.size(), seconds);
    constexpr std::int64_t kYear9999 = 253'402'300'799;
    if (error != std::errc{} || end != epoch.data() + epoch.size() || seconds < 0 ||
        seconds > kYear9999) {
      fault("SOURCE_DATE_EPOCH — не число секунд: «{}»",
            "SOURCE_DATE_EPOCH is no number of seconds: “{}”", epoch);
      return std::nullopt;
    }
    return Date::from_days(static_cast<std::int32_t>(seconds / 86'400));
  }

  CommandLine::Listing listing(std::string_view word, bool has_inputs) {
    constexpr std::array<std::string_view, 4> kListings = {"documents", "checks", "functions",
                                                           "cells"};
    const auto found = std::ranges::find(kListings, word);
    if (found == kListings.end()) {
      fault("list не показывает «{}»; есть documents, checks, functions, cells",
            "list has no “{}”; there are documents, checks, functions, cells", word);
    } else if (word == "cells" && !has_inputs) {
      fault("не названа книга с данными: INPUT{}", "no workbook is named: INPUT{}", "");
    } else if (word != "cells" && has_inputs) {
      fault("list {} не читает входных файлов", "list {} reads no inputs", word);
    }
    return static_cast<CommandLine::Listing>(found - kListings.begin());
  }

 private:
  Language language_;
  std::string& faults_;
};

ParsedWords refuse(std::string text, Language language) {
  text += words_of(language, "    помощь: grif --help\n", "    help: grif --help\n");
  return {std::nullopt, {}, std::move(text), ExitStatus::wrong_usage};
}

/// A first word that is no command: name the commands that look like it.
std::optional<std::string> find_unknown_command(const std::vector<std::string>& words,
                                                Language language) {
  if (words.empty() || words.front().starts_with("-")) return std::nullopt;
  if (std::ranges::find(kCommands, words.front()) != kCommands.end()) return std::nullopt;
  const std::vector<std::string> known(kCommands.begin(), kCommands.end());
  const std::vector<std::string> near = nearest(words.front(), known);
  return fmt::format(fmt::runtime(words_of(language, "grif: нет команды «{}»; {}: {}\n",
                                           "grif: no command “{}”; {}: {}\n")),
                     words.front(),
                     near.empty() ? words_of(language, "есть", "there are")
                                  : words_of(language, "похоже на", "it looks like"),
                     join(near.empty() ? known : near, ", "));
}

CommandLine interpret(const CLI::App& app, const RawOptions& raw, const Surroundings& surroundings,
                      Language language, std::string& faults) {
  Meaning meaning(language, faults);
  CommandLine line;
  line.language = language;
  line.quiet = raw.quiet;
  line.build.inputs = raw.inputs;
  line.build.folder = raw.folder;
  line.build.pack = raw.pack;
  line.build.strict = raw.strict;
  line.build.jobs =
      std::clamp(raw.jobs == 0 ? std::thread::hardware_concurrency() : raw.jobs, 1U, kMostJobs);
  if (raw.pack.find('/') != std::string::npos || raw.pack.starts_with(".")) {
    meaning.fault("неверное имя пакета: «{}»", "a wrong name of a pack: “{}”", raw.pack);
  }
  if (app.got_subcommand("build")) {
    line.command = CommandLine::Command::build;
    line.build.only = meaning.split_list(raw.only);
    line.build.formats = meaning.formats(raw.formats);
    line.build.date = meaning.date(raw.date, surroundings.source_date_epoch);
    if (raw.folder.empty()) meaning.fault("-o: папка не названа{}", "-o: no folder is named{}", "");
  } else if (app.got_subcommand("check")) {
    line.command = CommandLine::Command::check;
    line.json = raw.check_format == "json";
    if (!raw.check_format.empty() && !line.json && raw.check_format != "text") {
      meaning.fault("--format: «{}»; есть text и json", "--format: “{}”; there are text and json",
                    raw.check_format);
    }
  } else {
    line.command = CommandLine::Command::list;
    line.listing = meaning.listing(raw.listing, !raw.inputs.empty());
  }
  return line;
}

}  // namespace

Language choose_language(std::string_view wanted, std::string_view locale) {
  if (wanted == "ru") return Language::russian;
  if (wanted == "en") return Language::english;
  const std::string_view name = locale.substr(0, locale.find_first_of("_.@"));
  const bool russian = name.empty() || name == "C" || name == "POSIX" || name == "ru";
  return russian ? Language::russian : Language::english;
}

ParsedWords parse_words(const std::vector<std::string>& words, const Surroundings& surroundings) {
  const Language language = choose_language(find_language_word(words), surroundings.locale);
  if (const auto unknown = find_unknown_command(words, language)) return refuse(*unknown, language);
  RawOptions raw;
  CLI::App app(words_of(language, "Grif — все официальные документы программы из одной книги",
                        "Grif — all official documents of a programme from one workbook"),
               "grif");
  app.set_help_flag("-h,--help", words_of(language, "эта помощь", "this help"));
  app.set_version_flag("--version", std::string("grif ") + GRIF_VERSION,
                       words_of(language, "номер версии", "the version"));
  app.add_option("--lang", raw.language,
                 words_of(language, "язык сообщений: ru или en", "language of messages: ru or en"));
  app.add_flag("--quiet", raw.quiet,
               words_of(language, "не печатать список сделанного", "do not print what was made"));
  app.require_subcommand(1);
  app.fallthrough();
  describe_build(app, raw, language);
  describe_others(app, raw, language);
  try {
    std::vector<std::string> reversed(words.rbegin(), words.rend());
    app.parse(reversed);
  } catch (const CLI::CallForHelp&) {
    return {std::nullopt, app.help(), {}, ExitStatus::done};
  } catch (const CLI::CallForVersion&) {
    return {std::nullopt, std::string("grif ") + GRIF_VERSION + "\n", {}, ExitStatus::done};
  } catch (const CLI::ParseError& error) {
    return refuse("grif: " + explain(error, language) + "\n", language);
  }
  std::string faults;
  if (!raw.language.empty() && raw.language != "ru" && raw.language != "en") {
    faults += "grif: --lang: ru, en\n";
  }
  CommandLine line = interpret(app, raw, surroundings, language, faults);
  if (!faults.empty()) return refuse(std::move(faults), language);
  return {std::move(line), {}, {}, ExitStatus::done};
}

}  // namespace grif
