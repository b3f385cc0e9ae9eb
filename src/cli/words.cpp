#include "cli/words.hpp"

#include <algorithm>
#include <optional>

#include <CLI/CLI.hpp>

#include "core/text.hpp"

namespace grif {
namespace {

const OptionInfo* find_option(std::string_view name) {
  const auto found = std::ranges::find(all_options(), name, &OptionInfo::name);
  return found == all_options().end() ? nullptr : &*found;
}

bool looks_like_file(const std::string& word) {
  return word.find('.') != std::string::npos || word.find('/') != std::string::npos;
}

/// The letters of an option: without its hyphens, or the dash that a word processor made of them.
std::string_view letters_of(std::string_view word) {
  for (const std::string_view dash : {"–", "—"}) {
    if (word.starts_with(dash)) word.remove_prefix(dash.size());
  }
  word.remove_prefix(std::min(word.find_first_not_of('-'), word.size()));
  return word.substr(0, word.find('='));
}

/// `–only`, `-only`: meant as `--only`, but CLI11 would read a file name or `-o nly`.
bool is_slip(std::string_view word) {
  if (word.starts_with("–") || word.starts_with("—")) return true;
  return word.size() > 2 && word.front() == '-' && word[1] != '-' &&
         find_option("--" + std::string(letters_of(word))) != nullptr;
}

/// The option of one letter that other programs also know by a word.
std::string_view short_name(std::string_view letters) {
  if (letters == "output" || letters == "out" || letters == "dir") return "-o";
  if (letters == "jobs" || letters == "threads") return "-j";
  return {};
}

/// As it has to be typed in a shell.
std::string shell_word(const std::string& word) {
  constexpr std::string_view kSpecial = " '\"$()&;*?\\!`|<>#~";
  if (word.find_first_of(kSpecial) == std::string::npos) return word;
  std::string quoted = "'";
  for (const char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

/// CLI11 takes the words apart; what it cannot say in the user's language is said here.
class Sorter {
 public:
  Sorter(const std::vector<std::string>& words, Diagnostics& diagnostics)
      : words_(words), diagnostics_(diagnostics) {}

  SortedWords sort() {
    declare();
    parse();
    take_command();
    for (const Declared& declared : declared_) take_option(declared);
    for (const std::string& word : unknown_) report_unknown_option(word.substr(0, word.find('=')));
    report_strays();
    return std::move(sorted_);
  }

 private:
  struct Declared {
    const OptionInfo* info;
    CLI::Option* option;
  };

  [[nodiscard]] bool russian() const { return diagnostics_.language() == Language::russian; }

  void declare() {
    app_.set_help_flag();
    app_.allow_extras();
    app_.add_option("words", sorted_.arguments);
    for (const OptionInfo& info : all_options()) {
      std::string names(info.name);
      if (info.option == Option::help) names += ",-h";
      CLI::Option* const option = info.value_en.empty()
                                      ? app_.add_flag(names)
                                      : app_.add_option(names)->allow_extra_args(false);
      option->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
      declared_.push_back({&info, option});
    }
  }

  void parse() {
    std::vector<std::string> rest;
    const auto end = std::ranges::find(words_, "--");
    for (auto word = words_.begin(); word != end; ++word)
      (is_slip(*word) ? unknown_ : rest).push_back(*word);
    rest.insert(rest.end(), end, words_.end());
    // CLI11 takes the last word first.
    std::ranges::reverse(rest);
    try {
      app_.parse(rest);
    } catch (const CLI::ParseError&) {
      // Everything else is allowed to it: the last word is an option that lacks its value.
      if (const OptionInfo* last = words_.empty() ? nullptr : find_option(words_.back()))
        report_missing_value(*last);
    }
    for (const std::string& word : app_.remaining()) {
      if (word != "--") unknown_.push_back(word);
    }
  }

  void take_command() {
    if (sorted_.arguments.empty()) return;
    const std::string word = sorted_.arguments.front();
    sorted_.arguments.erase(sorted_.arguments.begin());
    if (word == "help") {
      sorted_.options.push_back({Option::help, {}});
      return take_command();
    }
    sorted_.has_command = true;
    std::vector<std::string> known;
    for (const CommandInfo& command : all_commands()) {
      if (command.name == word) sorted_.command = command.command;
      known.emplace_back(command.name);
    }
    if (sorted_.command != Command::none) return;
    if (looks_like_file(word)) {
      diagnostics_.report(Kind::input_as_command, Place::nowhere(), {word, shell_word(word)});
    } else {
      diagnostics_.report(Kind::unknown_command, Place::nowhere(),
                          {word, suggest(word, known, diagnostics_.language())});
    }
  }

  void take_option(const Declared& declared) {
    const OptionInfo& info = *declared.info;
    for (const std::string& value : declared.option->results()) {
      if (info.value_en.empty()) {
        if (value != "true")
          diagnostics_.report(Kind::option_value_unwanted, Place::nowhere(), {info.name, value});
        sorted_.options.push_back({info.option, {}});
      } else if (trimmed(value).empty() || find_option(value) != nullptr) {
        // CLI11 takes `-o --strict` for a folder named --strict.
        report_missing_value(info);
        if (const OptionInfo* other = find_option(value); other && other->value_en.empty())
          sorted_.options.push_back({other->option, {}});
      } else {
        take_value(info, value);
      }
    }
  }

  void take_value(const OptionInfo& option, const std::string& value) {
    const std::string_view before = sorted_.value(option.option);
    if (!option.is_list && !before.empty() && before != value)
      diagnostics_.report(Kind::option_twice, Place::nowhere(), {option.name, before, value});
    sorted_.options.push_back({option.option, value});
  }

  void report_missing_value(const OptionInfo& option) {
    // The meaning without its list of values, which another message gives.
    std::string_view meaning = russian() ? option.meaning_ru : option.meaning_en;
    meaning = meaning.substr(0, meaning.find(": {}"));
    diagnostics_.report(Kind::option_value_missing, Place::nowhere(),
                        {option.name, russian() ? option.value_ru : option.value_en, meaning});
    sorted_.options.push_back({option.option, {}});
  }

  [[nodiscard]] std::string_view command_name() const {
    return sorted_.command == Command::none ? "grif" : info(sorted_.command).name;
  }

  [[nodiscard]] std::vector<std::string> known_options() const {
    std::vector<std::string> known;
    for (const OptionInfo& option : all_options())
      if (option.belongs_to(sorted_.command)) known.emplace_back(option.name);
    return known;
  }

  void report_unknown_option(const std::string& word) {
    if (sorted_.command == Command::none && sorted_.has_command) return;  // its command is unknown
    // Hyphens, one or two, and dashes do not count when words are compared.
    const std::string letters(letters_of(word));
    const std::string_view meant = short_name(letters);
    std::vector<std::string> near;
    for (const std::string& name : known_options())
      if (name == "--" + letters || name == "-" + letters || name == meant) near = {name};
    std::string cure;
    if (!near.empty()) {
      cure = suggest(near.front(), near, diagnostics_.language());
    } else if (looks_like_file(word)) {
      cure = (russian() ? "если это файл, пишите " : "if it is a file, write ") +
             shell_word("./" + word);
    } else {
      cure = suggest("--" + letters, known_options(), diagnostics_.language());
    }
    diagnostics_.report(Kind::unknown_option, Place::nowhere(), {word, command_name(), cure});
  }

  /// Options that another command has.
  void report_strays() {
    if (sorted_.command == Command::none) return;
    std::vector<Option> told;
    for (const SortedWords::Given& given : sorted_.options) {
      const OptionInfo& option = info(given.option);
      if (option.belongs_to(sorted_.command) || std::ranges::find(told, given.option) != told.end())
        continue;
      told.push_back(given.option);
      report_unknown_option(std::string(option.name));
    }
  }

  const std::vector<std::string>& words_;
  Diagnostics& diagnostics_;
  CLI::App app_;
  std::vector<Declared> declared_;
  SortedWords sorted_;
  std::vector<std::string> unknown_;
};

}  // namespace
bool SortedWords::has(Option option) const {
  return std::ranges::find(options, option, &Given::option) != options.end();
}

std::string_view SortedWords::value(Option option) const {
  std::string_view value;
  for (const Given& given : options)
    if (given.option == option) value = given.value;
  return value;
}

SortedWords sort_words(const std::vector<std::string>& words, Diagnostics& diagnostics) {
  return Sorter(words, diagnostics).sort();
}

}  // namespace grif
