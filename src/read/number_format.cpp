#include "read/number_format.hpp"

#include <algorithm>
#include <charconv>
#include <string>

#include "core/text.hpp"

namespace grif {
namespace {

constexpr std::size_t kMostSections = 3;  // the fourth one is for text

char lower_ascii(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

/// Where the section that begins the code ends: the first semicolon outside quotes, brackets and
/// escapes, or the code's end.
std::size_t find_section_end(std::string_view code) {
  bool quoted = false, bracketed = false;
  for (std::size_t at = 0; at < code.size(); ++at) {
    const char c = code[at];
    if (quoted) {
      quoted = c != '"';
    } else if (bracketed) {
      bracketed = c != ']';
    } else if (c == '"') {
      quoted = true;
    } else if (c == '[') {
      bracketed = true;
    } else if (c == '\\' || c == '_' || c == '*') {
      ++at;
    } else if (c == ';') {
      return at;
    }
  }
  return code.size();
}

/// The letters of a section that mean parts of dates and times, in lower case; digits' places as 0.
std::string collect_letters(std::string_view code) {
  std::string letters;
  for (std::size_t at = 0; at < code.size(); ++at) {
    const char c = lower_ascii(code[at]);
    if (c == '"') {
      at = std::min(code.find('"', at + 1), code.size() - 1);
    } else if (c == '[') {
      at = std::min(code.find(']', at + 1), code.size() - 1);
    } else if (c == '\\' || c == '_' || c == '*') {
      ++at;
    } else if (c == 'a' || c == 'p') {  // AM/PM, A/P: a time; any other a or p is a slip
      if (lower(code.substr(at, 5)) == "am/pm" || lower(code.substr(at, 3)) == "a/p")
        letters += 'h';
    } else if (c == 'e') {  // E+00 is an exponent, e alone a year
      const bool is_exponent = at + 1 < code.size() && (code[at + 1] == '+' || code[at + 1] == '-');
      letters += is_exponent ? '0' : 'y';
    } else if (c == 'y' || c == 'd' || c == 'h' || c == 's' || c == 'm') {
      letters += c;
    } else if (c == 'g' || c == 'b') {  // eras and the Buddhist year
      letters += 'y';
    } else if (c == '0' || c == '#' || c == '?') {
      letters += '0';
    }
  }
  return letters;
}

/// An `m` means minutes beside hours or seconds, else months.
bool has_month(std::string_view letters) {
  for (std::size_t at = 0; at < letters.size(); ++at) {
    if (letters[at] != 'm') continue;
    const std::size_t end = std::min(letters.find_first_not_of('m', at), letters.size());
    const bool after_hours = at > 0 && letters[at - 1] == 'h';
    const bool before_seconds = end < letters.size() && letters[end] == 's';
    if (!after_hours && !before_seconds) return true;
    at = end - 1;
  }
  return false;
}

}  // namespace

std::optional<NumberFormat> NumberFormat::builtin(std::uint32_t id) {
  const auto within = [id](std::uint32_t first, std::uint32_t last) {
    return id >= first && id <= last;
  };
  NumberFormat format;
  if (within(14, 17) || id == 22 || within(27, 36) || within(50, 58)) {
    format.sections_.push_back({NumberMeaning::date});
  } else if (within(18, 21) || id == 45 || id == 47) {
    format.sections_.push_back({NumberMeaning::time});
  } else if (id == 46) {
    format.sections_.push_back({NumberMeaning::duration});
  } else if (within(0, 49)) {
    format.sections_.push_back({NumberMeaning::number});
  } else {
    return std::nullopt;
  }
  return format;
}

NumberFormat NumberFormat::parse(std::string_view code) {
  NumberFormat format;
  for (;;) {
    const std::size_t end = find_section_end(code);
    if (format.sections_.size() < kMostSections)
      format.sections_.push_back(parse_section(code.substr(0, end)));
    if (end == code.size()) return format;
    code.remove_prefix(end + 1);
  }
}

void NumberFormat::parse_bracket(std::string_view content, Section& section, bool& is_duration) {
  if (content.empty()) return;
  const char first = lower_ascii(content[0]);
  if ((first == 'h' || first == 'm' || first == 's') &&
      std::ranges::all_of(content, [first](char c) { return lower_ascii(c) == first; })) {
    is_duration = true;
    return;
  }
  constexpr struct {
    std::string_view sign;
    Comparison comparison;
  } kSigns[] = {{"<=", Comparison::less_equal}, {">=", Comparison::greater_equal},
                {"<>", Comparison::not_equal},  {"<", Comparison::less},
                {">", Comparison::greater},     {"=", Comparison::equal}};
  for (const auto& [sign, comparison] : kSigns) {
    if (!content.starts_with(sign)) continue;
    const std::string_view number = trimmed(content.substr(sign.size()));
    double bound = 0;
    const auto [stop, error] = std::from_chars(number.data(), number.data() + number.size(), bound);
    if (error == std::errc{} && stop == number.data() + number.size()) {
      section.comparison = comparison;
      section.bound = bound;
    }
    return;
  }
}

NumberFormat::Section NumberFormat::parse_section(std::string_view code) {
  Section section;
  bool is_duration = false, quoted = false;
  for (std::size_t at = 0; at < code.size(); ++at) {
    if (code[at] == '"') quoted = !quoted;
    if (quoted) continue;
    if (code[at] == '\\' || code[at] == '_' || code[at] == '*') {
      ++at;
    } else if (code[at] == '[') {
      const std::size_t close = code.find(']', at);
      if (close == std::string_view::npos) break;
      parse_bracket(code.substr(at + 1, close - at - 1), section, is_duration);
      at = close;
    }
  }
  const std::string_view bare = trimmed(code.substr(code.rfind(']') + 1));
  if (lower(bare) == "general") return section;
  const std::string letters = collect_letters(code);
  const bool has_date = letters.find_first_of("yd") != std::string::npos || has_month(letters);
  const bool has_time = letters.find_first_of("hs") != std::string::npos;
  if (is_duration) {
    section.meaning = NumberMeaning::duration;
  } else if (has_date) {
    section.meaning = NumberMeaning::date;
  } else if (has_time) {
    section.meaning = NumberMeaning::time;
  }
  return section;
}

bool NumberFormat::holds(const Section& section, double value) {
  switch (section.comparison) {
    case Comparison::none:
      return true;
    case Comparison::less:
      return value < section.bound;
    case Comparison::less_equal:
      return value <= section.bound;
    case Comparison::equal:
      return value == section.bound;
    case Comparison::not_equal:
      return value != section.bound;
    case Comparison::greater:
      return value > section.bound;
    case Comparison::greater_equal:
      return value >= section.bound;
  }
  return true;
}

/// Without conditions: one section is for all numbers, of two the second is for negative ones, of
/// three the third for zero.
NumberMeaning NumberFormat::meaning(double value) const {
  if (sections_.size() == 1) return sections_[0].meaning;
  const bool first_by_sign = sections_[0].comparison == Comparison::none;
  const bool first_holds = !first_by_sign          ? holds(sections_[0], value)
                           : sections_.size() == 2 ? value >= 0
                                                   : value > 0;
  if (first_holds) return sections_[0].meaning;
  if (sections_.size() == 2) return sections_[1].meaning;
  const bool second_holds =
      sections_[1].comparison == Comparison::none ? value < 0 : holds(sections_[1], value);
  return sections_[second_holds ? 1 : 2].meaning;
}

}  // namespace grif
