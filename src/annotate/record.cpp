#include "annotate/record.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "core/text.hpp"
#include "data/annotation.hpp"

namespace grif::annotate {
namespace {

constexpr std::string_view kColour = "grif-colour ", kTail = "grif-styles ",
                           kCopies = "grif-copies ", kSeal = "grif-seal ";
constexpr std::size_t kCopiesOfLine = 2'000;  // a cell holds 32,767 characters
constexpr std::size_t kMostColours = 4'096, kLongestFill = 4'096;

template <typename T>
std::optional<T> parse_number(std::string_view text, int base = 10) {
  T number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, base);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

/// `7`; `7-` where the cell named no format; `7+` where there was no cell, `7-+` both.
std::string to_word(const Record::Copy& copy) {
  return fmt::format("{}{}{}", copy.format, copy.absent ? "-" : "", copy.created ? "+" : "");
}

std::optional<Record::Copy> parse_copy(std::string_view word) {
  Record::Copy copy;
  const auto take = [&word](char mark) {
    if (!word.ends_with(mark)) return false;
    word.remove_suffix(1);
    return true;
  };
  copy.created = take('+');
  copy.absent = take('-');
  const auto number = parse_number<std::uint32_t>(word);
  if (!number) return std::nullopt;
  copy.format = *number;
  return copy;
}

void parse_colour(std::string_view line, Record& record) {
  const std::size_t blank = line.find(' ');
  const auto rgb = parse_number<std::uint32_t>(line.substr(0, blank), 16);
  const std::string_view before =
      blank == std::string_view::npos ? std::string_view() : line.substr(blank + 1);
  if (!rgb || before.size() > kLongestFill || record.colours.size() == kMostColours) return;
  record.colours.push_back({*rgb, std::string(before)});
}

void parse_tail(std::string_view line, Record& record) {
  const auto words = split(line, ' ');
  const auto section = std::ranges::find(kStyleSections, words.front());
  if (words.size() != 4 || section == kStyleSections.end()) return;
  const auto first = parse_number<std::size_t>(words[1]),
             count = parse_number<std::size_t>(words[2]);
  const auto print = parse_number<std::uint64_t>(words[3], 16);
  if (first && count && print)
    record.tails[static_cast<std::size_t>(section - kStyleSections.begin())] = {*first, *count,
                                                                                *print};
}

void parse_copies(std::string_view line, Record& record) {
  for (const std::string_view word : split(line, ' '))
    if (const auto copy = parse_copy(word)) record.copies.push_back(*copy);
}

}  // namespace

std::vector<std::string> to_lines(const Record& record) {
  std::vector<std::string> lines{std::string(annotation::kRecordHead)};
  for (const Record::Colour& colour : record.colours)
    lines.push_back(fmt::format("{}{:06X}{}{}", kColour, colour.rgb,
                                colour.before.empty() ? "" : " ", colour.before));
  for (std::size_t i = 0; i < kStyleSections.size(); ++i)
    lines.push_back(fmt::format("{}{} {} {} {:016X}", kTail, kStyleSections[i],
                                record.tails[i].first, record.tails[i].count,
                                record.tails[i].fingerprint));
  for (std::size_t i = 0; i < record.copies.size(); i += kCopiesOfLine) {
    std::string line(kCopies);
    for (std::size_t j = i; j < std::min(i + kCopiesOfLine, record.copies.size()); ++j)
      line += (j == i ? "" : " ") + to_word(record.copies[j]);
    lines.push_back(std::move(line));
  }
  lines.push_back(std::string(kSeal) + record.seal);
  return lines;
}

Record parse_record(const std::vector<std::string>& lines) {
  Record record;
  for (const std::string_view line : lines) {
    const auto rest = [line](std::string_view head) { return line.substr(head.size()); };
    if (line.starts_with(kColour)) parse_colour(rest(kColour), record);
    if (line.starts_with(kTail)) parse_tail(rest(kTail), record);
    if (line.starts_with(kCopies)) parse_copies(rest(kCopies), record);
    if (line.starts_with(kSeal)) record.seal = rest(kSeal);
  }
  return record;
}

}  // namespace grif::annotate
