#include "cli/command_line.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <thread>

#include "annotate_copy.hpp"
#include "cli/words.hpp"
#include "core/text.hpp"

namespace grif {
namespace {

constexpr unsigned kMostJobs = 256;

/// Gives the sorted words their meaning; what has none is reported.
class Meaning {
 public:
  Meaning(const SortedWords& words, Diagnostics& diagnostics)
      : words_(words), diagnostics_(diagnostics) {}

  CommandLine read(const Surroundings& surroundings) {
    CommandLine line;
    line.command = words_.command;
    line.language = diagnostics_.language();
    line.quiet = words_.has(Option::quiet);
    check_language();
    line.build.pack = read_pack();
    line.build.inputs = words_.arguments;
    switch (words_.command) {
      case Command::none:
        break;
      case Command::init:
        read_init(line.init, line.build);
        return line;
      case Command::build:
        read_build(line.build, surroundings);
        break;
      case Command::check:
        line.json = read_form();
        line.annotate = read_copy_name(line.build.inputs);
        break;
      case Command::list:
        line.listing = read_listing(line.build.inputs);
        break;
      case Command::term:
        line.texts = std::move(line.build.inputs);
        line.build.inputs.clear();
        if (line.texts.empty()) diagnostics_.report(Kind::term_not_given, Place::nowhere());
        return line;
    }
    if (words_.command != Command::list || line.listing == Listing::cells)
      check_inputs(line.build.inputs);
    return line;
  }

 private:
  [[nodiscard]] bool russian() const { return diagnostics_.language() == Language::russian; }

  void report_wrong(Option option, std::string_view value, std::string_view cure_ru,
                    std::string_view cure_en) {
    diagnostics_.report(Kind::option_value_wrong, Place::nowhere(),
                        {info(option).name, value, russian() ? cure_ru : cure_en});
  }

  void check_language() {
    const std::string_view value = words_.value(Option::language);
    if (!value.empty() && value != "ru" && value != "en")
      report_wrong(Option::language, value, "бывает ru или en", "there are ru and en");
  }

  std::string read_pack() {
    std::string name(words_.value(Option::pack));
    if (name.find('/') != std::string::npos || name.starts_with(".")) {
      report_wrong(Option::pack, name, "это имя папки внутри templates, а не путь",
                   "this is the name of a folder within templates, not a path");
    }
    return name;
  }

  void read_build(BuildOptions& build, const Surroundings& surroundings) {
    build.folder = words_.value(Option::output);
    if (!words_.has(Option::output)) {
      diagnostics_.report(Kind::folder_not_named, Place::nowhere());
    } else if (build.folder == "-") {
      report_wrong(Option::output, "-",
                   "документов несколько, им нужна папка; папка с таким именем: ./-",
                   "there are several documents, which need a folder; one of this name is ./-");
    }
    for (const std::string& item : read_list(Option::only)) build.only.push_back(item);
    read_formats(build.formats);
    build.date = read_date(surroundings.source_date_epoch);
    build.strict = words_.has(Option::strict);
    build.jobs = read_jobs();
  }

  void read_init(InitOptions& init, BuildOptions& build) {
    init.pack = std::move(build.pack);
    init.task = trimmed(words_.value(Option::task));
    init.xsd = words_.value(Option::xsd);
    init.sample = words_.has(Option::sample);
    const std::vector<std::string> files = std::move(build.inputs);
    build.inputs.clear();
    const bool named = !files.empty() && !files.front().empty();
    if (named) init.file = read_form_name(files.front());
    // A schema may be all that is wanted.
    if (!named && (init.xsd.empty() || init.sample || !init.task.empty()))
      diagnostics_.report(Kind::form_not_named, Place::nowhere());
    for (std::size_t i = 1; i < files.size(); ++i)
      diagnostics_.report(Kind::form_named_twice, Place::nowhere(), {files[i]});
  }

  /// A spreadsheet opens a workbook by the end of its name.
  std::string read_form_name(const std::string& file) {
    constexpr std::string_view kExtension = ".xlsx";
    const std::filesystem::path path(file);
    if (lower(path.extension().string()) == kExtension) return file;
    const std::string stem = path.stem().string();
    const bool nameless = stem.empty() || stem == "-" || stem.front() == '.';
    const std::filesystem::path named = nameless
                                            ? std::filesystem::path(russian() ? "книга" : "new")
                                            : path.parent_path() / path.stem();
    diagnostics_.report(Kind::form_name_wrong, Place::nowhere(),
                        {file, named.string() + std::string(kExtension)});
    return {};
  }

  std::vector<std::string> read_list(Option option) const {
    std::vector<std::string> items;
    for (const SortedWords::Given& given : words_.options) {
      if (given.option != option) continue;
      for (const std::string_view item : split(given.value, ',')) {
        const std::string word(trimmed(item));
        if (!word.empty()) items.push_back(word);
      }
    }
    return items;
  }

  void read_formats(std::vector<Format>& formats) {
    for (const std::string& word : read_list(Option::formats)) {
      const auto format = parse_format(word);
      if (!format) {
        diagnostics_.report(Kind::unknown_format, Place::nowhere(),
                            {word, suggest(word, written_formats(), diagnostics_.language())});
      } else if (!is_written(*format)) {
        diagnostics_.report(Kind::format_not_offered, Place::nowhere(),
                            {format_name(*format), join(written_formats(), ", ")});
      } else if (std::ranges::find(formats, *format) == formats.end()) {
        formats.push_back(*format);
      }
    }
  }

  std::optional<Date> read_date(std::string_view epoch) {
    const std::string_view word = words_.value(Option::date);
    if (!word.empty()) {
      const auto date = Date::parse(word);
      if (!date)
        report_wrong(Option::date, word, "нужен день календаря: 22.11.2026 или 2026-11-22",
                     "a day of the calendar is needed: 2026-11-22 or 22.11.2026");
      return date;
    }
    if (epoch.empty()) return std::nullopt;
    std::int64_t seconds = 0;
    const auto [end, error] = std::from_chars(epoch.data(), epoch.data() + epoch.size(), seconds);
    constexpr std::int64_t kYear9999 = 253'402'300'799;
    if (error == std::errc{} && end == epoch.data() + epoch.size() && seconds >= 0 &&
        seconds <= kYear9999)
      return Date::from_days(static_cast<std::int32_t>(seconds / 86'400));
    diagnostics_.report(
        Kind::option_value_wrong, Place::nowhere(),
        {"SOURCE_DATE_EPOCH", epoch,
         russian() ? "в этой переменной стоит число секунд с 1970 года; уберите её"
                   : "this variable holds a number of seconds since 1970; unset it"});
    return std::nullopt;
  }

  unsigned read_jobs() {
    const std::string_view word = words_.value(Option::jobs);
    if (word.empty()) return std::clamp(std::thread::hardware_concurrency(), 1U, kMostJobs);
    unsigned jobs = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), jobs);
    if (error != std::errc{} || end != word.data() + word.size() || jobs < 1 || jobs > kMostJobs)
      report_wrong(Option::jobs, word, "это число от 1 до 256, например -j 4",
                   "this is a number from 1 to 256, such as -j 4");
    return jobs;
  }

  bool read_form() {
    const std::string_view form = words_.value(Option::format);
    if (!form.empty() && form != "text" && form != "json")
      report_wrong(Option::format, form, "бывает text или json", "there are text and json");
    return form == "json";
  }

  /// A spreadsheet opens a workbook by the end of its name; one copy is of one workbook.
  std::string read_copy_name(const std::vector<std::string>& inputs) {
    std::string copy(words_.value(Option::annotate));
    if (!words_.has(Option::annotate)) return copy;
    const std::string ending = lower(std::filesystem::path(copy).extension().string());
    if (ending != ".xlsx" && ending != ".xlsm") {
      const bool nameless = copy.empty() || copy == "-" || copy.ends_with('/');
      const std::string better = nameless ? propose_copy_name(inputs.empty() ? "" : inputs.front(),
                                                              diagnostics_.language())
                                          : copy.substr(0, copy.size() - ending.size()) + ".xlsx";
      diagnostics_.report(Kind::copy_name_wrong, Place::nowhere(), {copy, better});
    }
    if (inputs.size() > 1)
      diagnostics_.report(Kind::copy_of_several, Place::nowhere(), {std::to_string(inputs.size())});
    return copy;
  }

  /// Takes what is to be listed from the arguments; inputs are left.
  Listing read_listing(std::vector<std::string>& arguments) {
    std::vector<std::string> known;
    for (const ListingInfo& listing : all_listings()) known.emplace_back(listing.name);
    if (arguments.empty()) {
      diagnostics_.report(Kind::listing_not_named, Place::nowhere(), {join(known, "|")});
      return Listing::documents;
    }
    const std::string word = arguments.front();
    arguments.erase(arguments.begin());
    const auto found = std::ranges::find(all_listings(), word, &ListingInfo::name);
    if (found == all_listings().end()) {
      diagnostics_.report(Kind::unknown_listing, Place::nowhere(),
                          {word, suggest(word, known, diagnostics_.language())});
      return Listing::documents;
    }
    if (found->listing != Listing::cells && !arguments.empty())
      diagnostics_.report(Kind::listing_reads_nothing, Place::nowhere(), {word, arguments.front()});
    return found->listing;
  }

  void check_inputs(const std::vector<std::string>& inputs) {
    const bool standard = std::ranges::find(inputs, "-") != inputs.end();
    const bool nameless = std::ranges::find(inputs, "") != inputs.end();
    if (inputs.empty() || nameless || standard) {
      const CommandInfo& command = info(words_.command);
      std::string example = russian() ? "grif list cells КНИГА.xlsx" : "grif list cells INPUT.xlsx";
      if (words_.command != Command::list)
        example = "grif " + std::string(command.name) + " " +
                  std::string(russian() ? command.words_ru : command.words_en);
      diagnostics_.report(standard ? Kind::input_is_standard : Kind::input_not_named,
                          Place::nowhere(), {example});
    }
    std::vector<std::string> seen;
    for (const std::string& input : inputs) {
      std::string path = std::filesystem::path(input).lexically_normal().string();
      if (std::ranges::find(seen, path) != seen.end())
        diagnostics_.report(Kind::input_named_twice, Place::nowhere(), {input});
      seen.push_back(std::move(path));
    }
  }

  const SortedWords& words_;
  Diagnostics& diagnostics_;
};

void report_missing_command(Diagnostics& diagnostics) {
  std::vector<std::string> known;
  for (const CommandInfo& command : all_commands()) known.emplace_back(command.name);
  diagnostics.report(Kind::command_missing, Place::nowhere(), {join(known, ", ")});
}

}  // namespace

Language choose_language(const std::vector<std::string>& words, std::string_view locale) {
  std::string_view wanted;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "--lang" && i + 1 < words.size()) wanted = words[i + 1];
    if (words[i].starts_with("--lang=")) wanted = std::string_view(words[i]).substr(7);
  }
  if (wanted == "ru") return Language::russian;
  if (wanted == "en") return Language::english;
  const std::string_view name = locale.substr(0, locale.find_first_of("_.@"));
  const bool russian = name.empty() || name == "C" || name == "POSIX" || name == "ru";
  return russian ? Language::russian : Language::english;
}

ParsedWords parse_words(const std::vector<std::string>& words, const Surroundings& surroundings,
                        Diagnostics& diagnostics) {
  const SortedWords sorted = sort_words(words, diagnostics);
  if (sorted.has(Option::help))
    return {std::nullopt, format_help(sorted.command, diagnostics.language())};
  if (sorted.has(Option::version)) return {std::nullopt, "grif " GRIF_VERSION "\n"};
  if (!sorted.has_command && !diagnostics.has_errors()) report_missing_command(diagnostics);
  CommandLine line;
  if (sorted.command != Command::none) line = Meaning(sorted, diagnostics).read(surroundings);
  if (diagnostics.has_errors()) return {};
  return {std::move(line), {}};
}

}  // namespace grif
