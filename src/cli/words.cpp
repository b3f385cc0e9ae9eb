#include "cli/words.hpp"

#include <algorithm>
#include <optional>

#include "core/text.hpp"

namespace grif {
namespace {

const OptionInfo* find_option(std::string_view name) {
  if (name == "-h") return &info(Option::help);
  const auto found = std::ranges::find(all_options(), name, &OptionInfo::name);
  return found == all_options().end() ? nullptr : &*found;
}

/// An option's name and the value joined to it, if any.
struct OptionWord {
  std::string_view name;
  std::optional<std::string_view> value;
};

OptionWord split_option(std::string_view word) {
  const std::size_t sign = word.find('=');
  if (word.starts_with("--") || sign == 2) {
    if (sign == std::string_view::npos) return {word, std::nullopt};
    return {word.substr(0, sign), word.substr(sign + 1)};
  }
  constexpr std::size_t kShort = 2;
  // `-j8`, `-oDIR`: only where the letter takes a value, so that `-only` stays a slip of the hand.
  const OptionInfo* option = word.size() > kShort ? find_option(word.substr(0, kShort)) : nullptr;
  if (option == nullptr || option->value_en.empty()) return {word, std::nullopt};
  for (const OptionInfo& longer : all_options())
    if (longer.name.substr(1) == word.substr(0, sign)) return {word.substr(0, sign), std::nullopt};
  return {word.substr(0, kShort), word.substr(kShort)};
}

/// Word processors make a dash of two hyphens.
bool looks_like_option(std::string_view word) {
  return (word.size() > 1 && word.starts_with('-')) || word.starts_with("–") ||
         word.starts_with("—");
}

bool looks_like_file(const std::string& word) {
  return word.find('.') != std::string::npos || word.find('/') != std::string::npos;
}

/// As it has to be typed in a shell.
std::string shell_word(const std::string& word) {
  const bool plain = std::ranges::none_of(word, [](char c) {
    return c == ' ' || c == '\'' || c == '"' || c == '$' || c == '(' || c == ')' || c == '&' ||
           c == ';' || c == '*' || c == '?' || c == '\\' || c == '!' || c == '`' || c == '|' ||
           c == '<' || c == '>' || c == '#' || c == '~';
  });
  if (plain) return word;
  std::string quoted = "'";
  for (const char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

class Sorter {
 public:
  Sorter(const std::vector<std::string>& words, Diagnostics& diagnostics)
      : words_(words), diagnostics_(diagnostics) {}

  SortedWords sort() {
    bool only_arguments = false;
    for (at_ = 0; at_ < words_.size(); ++at_) {
      const std::string& word = words_[at_];
      if (!only_arguments && word == "--") {
        only_arguments = true;
      } else if (!only_arguments && looks_like_option(word)) {
        take_option(word);
      } else if (!sorted_.has_command) {
        take_command(word);
      } else {
        sorted_.arguments.push_back(word);
      }
    }
    for (const std::string& word : unknown_) report_unknown_option(word);
    report_strays();
    return std::move(sorted_);
  }

 private:
  [[nodiscard]] bool russian() const { return diagnostics_.language() == Language::russian; }

  void take_command(const std::string& word) {
    sorted_.has_command = true;
    if (word == "help") {
      sorted_.options.push_back({Option::help, {}});
      sorted_.has_command = false;
      return;
    }
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

  void take_option(const std::string& word) {
    const OptionWord split = split_option(word);
    const OptionInfo* option = find_option(split.name);
    if (option == nullptr) {
      unknown_.emplace_back(split.name);
      return;
    }
    if (option->value_en.empty()) {
      if (split.value)
        diagnostics_.report(Kind::option_value_unwanted, Place::nowhere(),
                            {option->name, *split.value});
      sorted_.options.push_back({option->option, {}});
      return;
    }
    std::optional<std::string_view> value = split.value;
    const bool next_is_value = at_ + 1 < words_.size() && words_[at_ + 1] != "--" &&
                               find_option(split_option(words_[at_ + 1]).name) == nullptr;
    if (!value && next_is_value) value = words_[++at_];
    if (!value || trimmed(*value).empty()) {
      diagnostics_.report(
          Kind::option_value_missing, Place::nowhere(),
          {option->name, russian() ? option->value_ru : option->value_en, meaning_of(*option)});
      sorted_.options.push_back({option->option, {}});
      return;
    }
    take_value(*option, std::string(*value));
  }

  void take_value(const OptionInfo& option, std::string value) {
    const std::string_view before = sorted_.value(option.option);
    if (!option.is_list && !before.empty() && before != value) {
      diagnostics_.report(Kind::option_twice, Place::nowhere(), {option.name, before, value});
    }
    sorted_.options.push_back({option.option, std::move(value)});
  }

  /// The meaning without its list of values, which another message gives.
  [[nodiscard]] std::string_view meaning_of(const OptionInfo& option) const {
    const std::string_view meaning = russian() ? option.meaning_ru : option.meaning_en;
    return meaning.substr(0, meaning.find(": {}"));
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
    std::string letters = word;
    for (const std::string_view dash : {"–", "—"}) {
      if (letters.starts_with(dash)) letters.erase(0, dash.size());
    }
    letters.erase(0, std::min(letters.find_first_not_of('-'), letters.size()));
    std::vector<std::string> near;
    for (const std::string& name : known_options())
      if (name == "--" + letters || name == "-" + letters) near = {name};
    const std::string cure = near.empty()
                                 ? suggest("--" + letters, known_options(), diagnostics_.language())
                                 : suggest(near.front(), near, diagnostics_.language());
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
  std::size_t at_ = 0;
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
