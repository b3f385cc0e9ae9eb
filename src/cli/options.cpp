#include "cli/options.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "core/text.hpp"
#include "pack/pack.hpp"

namespace grif {
namespace {

constexpr std::uint8_t bit(Command command) {
  return static_cast<std::uint8_t>(1U << static_cast<unsigned>(command));
}
constexpr std::uint8_t kBuild = bit(Command::build);
constexpr std::uint8_t kAll = bit(Command::none) | bit(Command::init) | kBuild |
                              bit(Command::check) | bit(Command::list) | bit(Command::term);

/// In the order of Command.
constexpr std::array kCommands = {
    CommandInfo{Command::none, "", "", "", "", ""},
    CommandInfo{Command::init, "init", "КНИГА.xlsx", "NEW.xlsx", "создать книгу для заполнения",
                "make a workbook to be filled"},
    CommandInfo{Command::build, "build", "КНИГА.xlsx... -o ПАПКА", "INPUT.xlsx... -o DIR",
                "собрать документы", "make the documents"},
    CommandInfo{Command::check, "check", "КНИГА.xlsx...", "INPUT.xlsx...", "проверить данные",
                "check the data"},
    CommandInfo{Command::list, "list", "documents|checks|functions|cells [КНИГА.xlsx...]",
                "documents|checks|functions|cells [INPUT.xlsx...]",
                "показать, что Grif умеет и что он прочёл",
                "show what Grif can do, and what it read"},
    CommandInfo{Command::term, "term", "СРОК...|-", "TEXT...|-",
                "показать, как Grif понимает сроки: вид для печати, даты, род срока",
                "show how Grif understands terms: canonical form, days, kind"},
};

/// In the order of Listing.
constexpr std::array kListings = {
    ListingInfo{Listing::documents, "documents", "документы, которые можно собрать",
                "the documents that can be made"},
    ListingInfo{Listing::checks, "checks", "все виды сообщений и что они значат",
                "every kind of message with its meaning"},
    ListingInfo{Listing::functions, "functions", "функции для шаблонов и правил",
                "the functions of templates and rules"},
    ListingInfo{Listing::cells, "cells",
                "ячейки книг, как они прочитаны: лист, ячейка, вид, значение",
                "cells of workbooks as read: sheet, cell, type, value"},
};

/// In the order of Option.
constexpr std::array kOptions = {
    OptionInfo{Option::output, "-o", "ПАПКА", "DIR", kBuild, false, "папка для документов",
               "folder for the documents"},
    OptionInfo{Option::only, "--only", "ДОКУМЕНТ[,ДОКУМЕНТ]", "NAME[,NAME]", kBuild, true,
               "только эти документы: имена или названия (см. grif list documents)",
               "only these documents: names or titles (see grif list documents)"},
    OptionInfo{Option::formats, "--formats", "ФОРМАТ[,ФОРМАТ]", "FORMAT[,FORMAT]", kBuild, true,
               "только эти форматы: {}", "only these formats: {}"},
    OptionInfo{Option::date, "--date", "ДАТА", "DATE", kBuild, false,
               "дата документов: 22.11.2026 или 2026-11-22",
               "date of the documents: 2026-11-22 or 22.11.2026"},
    OptionInfo{Option::pack, "--pack", "ПАКЕТ", "PACK",
               bit(Command::init) | kBuild | bit(Command::check) | bit(Command::list), false,
               "пакет документов, если не обычный", "pack of documents, if not the usual one"},
    OptionInfo{Option::sample, "--sample", "", "", bit(Command::init), false,
               "с данными выдуманной организации", "with the data of an invented organisation"},
    OptionInfo{Option::task, "--for", "ЗАДАЧА", "TASK", bit(Command::init), false,
               "только листы для одной задачи или документа, например roadmap",
               "only the sheets of one task or document, such as roadmap"},
    OptionInfo{Option::xsd, "--xsd", "ФАЙЛ.xsd", "FILE.xsd", bit(Command::init), false,
               "схема XML (XSD) для данных программы; «-» — на стандартный вывод",
               "the XML Schema of programme data; - is standard output"},
    OptionInfo{Option::strict, "--strict", "", "", kBuild, false,
               "при любой ошибке не делать ничего", "make nothing if there is any error"},
    OptionInfo{Option::jobs, "-j", "ЧИСЛО", "N", kBuild, false,
               "сколько потоков, от 1 до 256 (обычно — по числу ядер)",
               "threads, 1 to 256 (default: one a core)"},
    OptionInfo{Option::format, "--format", "text|json", "text|json", bit(Command::check), false,
               "вид сообщений", "form of the messages"},
    OptionInfo{Option::annotate, "--annotate", "КОПИЯ.xlsx", "COPY.xlsx", bit(Command::check),
               false, "записать копию книги, где каждое замечание стоит у своей ячейки",
               "save a copy of the workbook with every message at its cell"},
    OptionInfo{Option::quiet, "--quiet", "", "", kAll, false, "печатать только замечания к данным",
               "print nothing but messages"},
    OptionInfo{Option::language, "--lang", "ru|en", "ru|en", kAll, false, "язык сообщений",
               "language of messages"},
    OptionInfo{Option::help, "--help", "", "", kAll, false, "эта помощь (то же: -h)",
               "this help (also -h)"},
    OptionInfo{Option::version, "--version", "", "", kAll, false, "номер версии", "the version"},
};

/// Two columns: what is typed, what it means.
std::string format_lines(const std::vector<std::pair<std::string, std::string>>& lines) {
  std::size_t width = 0;
  for (const auto& [typed, meaning] : lines) width = std::max(width, count_code_points(typed));
  std::string text;
  for (const auto& [typed, meaning] : lines) {
    const std::size_t gap = width - count_code_points(typed) + 3;
    text += fmt::format("  {}{:{}}{}\n", typed, "", gap, meaning);
  }
  return text;
}

std::string describe_options_of(Command command, bool russian) {
  std::vector<std::pair<std::string, std::string>> lines;
  for (const OptionInfo& option : kOptions) {
    if (!option.belongs_to(command)) continue;
    const std::string_view value = russian ? option.value_ru : option.value_en;
    const std::string formats = join(written_formats(), ", ");
    lines.emplace_back(
        std::string(option.name) + (value.empty() ? "" : " ") + std::string(value),
        fmt::format(fmt::runtime(russian ? option.meaning_ru : option.meaning_en), formats));
  }
  return (russian ? "Параметры:\n" : "Options:\n") + format_lines(lines);
}

std::string describe_commands(bool russian) {
  std::vector<std::pair<std::string, std::string>> lines;
  for (const CommandInfo& command : kCommands) {
    if (command.command == Command::none) continue;
    lines.emplace_back(
        fmt::format("grif {} {}", command.name, russian ? command.words_ru : command.words_en),
        russian ? command.meaning_ru : command.meaning_en);
  }
  lines.emplace_back(russian ? "grif КОМАНДА --help" : "grif COMMAND --help",
                     russian ? "все параметры команды" : "all options of a command");
  return (russian ? "Команды:\n" : "Commands:\n") + format_lines(lines);
}

}  // namespace

std::span<const CommandInfo> all_commands() { return std::span(kCommands).subspan(1); }
const CommandInfo& info(Command command) { return kCommands[static_cast<std::size_t>(command)]; }
std::span<const ListingInfo> all_listings() { return kListings; }
std::span<const OptionInfo> all_options() { return kOptions; }
const OptionInfo& info(Option option) { return kOptions[static_cast<std::size_t>(option)]; }

std::string format_help(Command command, Language language) {
  const bool russian = language == Language::russian;
  if (command == Command::none) {
    return std::string(russian
                           ? "Grif — все официальные документы программы из одной книги.\n\n"
                           : "Grif: all official documents of a programme from one workbook.\n\n") +
           describe_commands(russian) + "\n" + describe_options_of(command, russian);
  }
  const CommandInfo& of = info(command);
  std::string text = fmt::format("grif {} {}\n{}\n\n", of.name, russian ? of.words_ru : of.words_en,
                                 russian ? of.meaning_ru : of.meaning_en);
  if (command == Command::list) {
    std::vector<std::pair<std::string, std::string>> lines;
    lines.reserve(kListings.size());
    for (const ListingInfo& listing : kListings)
      lines.emplace_back(listing.name, russian ? listing.meaning_ru : listing.meaning_en);
    text += (russian ? "Что показать:\n" : "What to show:\n") + format_lines(lines) + "\n";
  } else if (command == Command::init) {
    text += russian
                ? "В книге все листы пакета с заголовками, выпадающими списками и подсказками, а "
                  "на первом листе сказано, как её заполнять. Файл, который уже есть, остаётся "
                  "как был.\n\n"
                : "The workbook has all sheets of the pack with titles, drop-down lists and notes; "
                  "its first sheet tells how to fill it. A file that is there already stays as "
                  "it is.\n\n";
  } else if (command == Command::term) {
    text +=
        russian
            ? "Срок на строку; «-» — читать строки со стандартного ввода. О сомнительном сказано "
              "doubtful и почему.\n\n"
            : "A term a line; - reads lines from standard input. What is not sure is doubtful, "
              "with the reason.\n\n";
  } else {
    if (command == Command::check)
      text += russian
                  ? "--annotate: в копии ячейки с замечаниями закрашены, слова стоят в их "
                    "примечаниях и на листе «Замечания»; всё остальное — как в вашей книге. "
                    "Исправляйте копию и проверяйте её саму: прежние отметки сменятся новыми.\n\n"
                  : "--annotate: in the copy faulty cells are coloured, with the words in their "
                    "notes and on the sheet “Remarks”; all else is as in your workbook. Correct "
                    "the copy and check it itself: the old marks give way to new ones.\n\n";
    text += russian ? "Несколько книг вместе — одна программа: их листы складываются.\n\n"
                    : "Several workbooks are one programme: their sheets add up.\n\n";
  }
  return text + describe_options_of(command, russian);
}

}  // namespace grif
