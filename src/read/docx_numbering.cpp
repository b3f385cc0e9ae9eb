#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "core/text.hpp"
#include "read/docx_parts.hpp"

namespace grif {
namespace {

using Event = XmlScanner::Event;

constexpr std::size_t kLongestMarker = 64;  // bytes of a level's text

std::string roman(std::uint32_t number, bool small) {
  constexpr std::array<std::pair<std::uint32_t, std::string_view>, 13> kDigits = {{{1000, "M"},
                                                                                   {900, "CM"},
                                                                                   {500, "D"},
                                                                                   {400, "CD"},
                                                                                   {100, "C"},
                                                                                   {90, "XC"},
                                                                                   {50, "L"},
                                                                                   {40, "XL"},
                                                                                   {10, "X"},
                                                                                   {9, "IX"},
                                                                                   {5, "V"},
                                                                                   {4, "IV"},
                                                                                   {1, "I"}}};
  constexpr std::uint32_t kMost = 3999;
  if (number == 0 || number > kMost) return fmt::format("{}", number);
  std::string text;
  for (const auto& [value, digits] : kDigits)
    for (; number >= value; number -= value) text += digits;
  return small ? lower(text) : text;
}

/// а, б, … я, аа, бб: the letters go round, doubled each time.
std::string letter(std::uint32_t number, std::u32string_view alphabet) {
  constexpr std::uint32_t kMostTurns = 5;
  const auto size = static_cast<std::uint32_t>(alphabet.size());
  if (number == 0 || (number - 1) / size >= kMostTurns) return fmt::format("{}", number);
  std::string text;
  for (std::uint32_t turn = 0; turn <= (number - 1) / size; ++turn)
    append_utf8(text, alphabet[(number - 1) % size]);
  return text;
}

/// The sign of a list without numbers: what is printed in an ordinary face, else a dash.
std::string bullet(std::string_view text) {
  constexpr std::array<std::string_view, 6> kPlain = {"-", "–", "—", "•", "*", "+"};
  const std::string_view sign = trimmed(text);
  return std::string(std::ranges::find(kPlain, sign) == kPlain.end() ? "–" : sign);
}

bool read_level(XmlScanner& scanner, WordListLevel& level) {
  const std::size_t outside = scanner.depth() - 1;
  for (;;) {
    const Event event = scanner.next();
    if (event == Event::fault || event == Event::finished) return false;
    if (event == Event::end && scanner.depth() == outside) return true;
    if (event != Event::start) continue;
    const std::string value(scanner.attribute("val").value_or(""));
    if (scanner.local_name() == "start") level.start = parse_word_number(value);
    if (scanner.local_name() == "numFmt") level.format = value;
    if (scanner.local_name() == "lvlText" && value.size() <= kLongestMarker) level.text = value;
  }
}

class NumberingReader {
 public:
  NumberingReader(const XlsxPart& part, Place file, Diagnostics& diagnostics)
      : part_(part), file_(file), diagnostics_(diagnostics), scanner_(part.text, kOfficeLimits) {}

  std::optional<WordNumbering> read() {
    for (;;) {
      const Event event = scanner_.next();
      if (event == Event::finished) return std::move(numbering_);
      bool good = event != Event::fault;
      if (event == Event::start && scanner_.local_name() == "abstractNum") good = read_abstract();
      if (event == Event::start && scanner_.local_name() == "num") good = read_list();
      if (good) continue;
      report_part_fault(scanner_, part_, file_, file_, diagnostics_);
      return std::nullopt;
    }
  }

 private:
  bool read_abstract() {
    const std::uint32_t id = parse_word_number(scanner_.attribute("abstractNumId"));
    const std::size_t outside = scanner_.depth() - 1;
    WordNumbering::Levels levels(WordNumbering::kLevels);
    for (;;) {
      const Event event = scanner_.next();
      if (event == Event::fault || event == Event::finished) return false;
      if (event == Event::end && scanner_.depth() == outside) break;
      if (event != Event::start || scanner_.local_name() != "lvl") continue;
      const std::uint32_t level = parse_word_number(scanner_.attribute("ilvl"));
      WordListLevel beyond;
      if (!read_level(scanner_, level < levels.size() ? levels[level] : beyond)) return false;
    }
    numbering_.add_abstract(id, std::move(levels));
    return true;
  }

  bool read_list() {
    const std::uint32_t id = parse_word_number(scanner_.attribute("numId"));
    const std::size_t outside = scanner_.depth() - 1;
    std::uint32_t abstract = 0, level = 0;
    std::vector<std::optional<std::uint32_t>> starts(WordNumbering::kLevels);
    for (;;) {
      const Event event = scanner_.next();
      if (event == Event::fault || event == Event::finished) return false;
      if (event == Event::end && scanner_.depth() == outside) break;
      if (event != Event::start) continue;
      const std::string_view name = scanner_.local_name();
      if (name == "abstractNumId") abstract = parse_word_number(scanner_.attribute("val"));
      if (name == "lvlOverride") level = parse_word_number(scanner_.attribute("ilvl"));
      if (name == "startOverride" && level < starts.size())
        starts[level] = parse_word_number(scanner_.attribute("val"));
    }
    numbering_.add_list(id, abstract, std::move(starts));
    return true;
  }

  const XlsxPart& part_;
  Place file_;
  Diagnostics& diagnostics_;
  XmlScanner scanner_;
  WordNumbering numbering_;
};

}  // namespace

std::string format_list_number(std::string_view format, std::uint32_t number) {
  if (format == "decimalZero") return fmt::format("{:02}", number);
  if (format == "upperRoman") return roman(number, false);
  if (format == "lowerRoman") return roman(number, true);
  if (format == "upperLetter") return letter(number, U"ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  if (format == "lowerLetter") return letter(number, U"abcdefghijklmnopqrstuvwxyz");
  if (format == "russianUpper") return letter(number, U"АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ");
  if (format == "russianLower") return letter(number, U"абвгдежзиклмнопрстуфхцчшщэюя");
  return fmt::format("{}", number);
}

void WordNumbering::add_abstract(std::uint32_t id, Levels levels) {
  abstracts_[id] = {std::move(levels), std::vector<std::uint32_t>(kLevels)};
}

void WordNumbering::add_list(std::uint32_t id, std::uint32_t abstract,
                             std::vector<std::optional<std::uint32_t>> starts) {
  lists_[id] = {abstract, std::move(starts), false};
}

std::string WordNumbering::count(std::uint32_t list, std::uint32_t level) {
  const auto found = lists_.find(list);
  if (found == lists_.end() || level >= kLevels) return {};
  const auto abstract = abstracts_.find(found->second.abstract);
  if (abstract == abstracts_.end()) return {};
  const Levels& levels = abstract->second.levels;
  std::vector<std::uint32_t>& counters = abstract->second.counters;
  if (!found->second.started) {  // numbers go on from other lists of the kind unless told anew
    found->second.started = true;
    for (std::size_t i = 0; i < kLevels; ++i)
      if (found->second.starts[i]) counters[i] = 0;
  }
  const auto start_of = [&](std::size_t i) {
    return found->second.starts[i].value_or(levels[i].start);
  };
  // Levels above that have no paragraph yet count as their first.
  for (std::size_t i = 0; i < level; ++i)
    if (counters[i] == 0) counters[i] = start_of(i);
  counters[level] = counters[level] == 0 ? start_of(level) : counters[level] + 1;
  std::fill(counters.begin() + level + 1, counters.end(), 0U);
  const WordListLevel& own = levels[level];
  if (own.format == "none") return {};
  if (own.format == "bullet") return bullet(own.text);
  std::string marker;
  for (std::size_t at = 0; at < own.text.size(); ++at) {
    const bool is_number = own.text[at] == '%' && at + 1 < own.text.size() &&
                           own.text[at + 1] >= '1' && own.text[at + 1] <= '9';
    if (!is_number) {
      marker += own.text[at];
      continue;
    }
    const auto of = static_cast<std::size_t>(own.text[++at] - '1');
    marker += format_list_number(levels[of].format, counters[of]);
  }
  return std::string(trimmed(marker));
}

std::optional<WordNumbering> read_word_numbering(const XlsxPart& part, Place file,
                                                 Diagnostics& diagnostics) {
  return NumberingReader(part, file, diagnostics).read();
}

}  // namespace grif
