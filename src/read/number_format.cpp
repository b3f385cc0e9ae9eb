#include "read/number_format.hpp"

#include <algorithm>
#include <cmath>

#include "core/text.hpp"
#include "read/format_tokens.hpp"

namespace grif {

using Token = FormatToken::Kind;

std::optional<NumberFormat> NumberFormat::builtin(std::uint32_t id) {
  const auto within = [id](std::uint32_t first, std::uint32_t last) {
    return id >= first && id <= last;
  };
  // ECMA-376-1, 18.8.30, with the Russian forms of what depends on the language.
  constexpr std::string_view kCodes[] = {"General",
                                         "0",
                                         "0.00",
                                         "#,##0",
                                         "#,##0.00",
                                         "#,##0\\ \"₽\"",
                                         "#,##0\\ \"₽\"",
                                         "#,##0.00\\ \"₽\"",
                                         "#,##0.00\\ \"₽\"",
                                         "0%",
                                         "0.00%",
                                         "0.00E+00",
                                         "# ?/?",
                                         "# ?\?/?\?",
                                         "dd.mm.yyyy",
                                         "dd.mmm.yy",
                                         "dd.mmm",
                                         "mmm.yy",
                                         "h:mm AM/PM",
                                         "h:mm:ss AM/PM",
                                         "h:mm",
                                         "h:mm:ss",
                                         "dd.mm.yyyy h:mm"};
  constexpr std::string_view kMore[] = {"#,##0",
                                        "#,##0",
                                        "#,##0.00",
                                        "#,##0.00",
                                        "#,##0;-#,##0;\"-\";@",
                                        "#,##0\\ \"₽\";-#,##0\\ \"₽\";\"- ₽\";@",
                                        "#,##0.00;-#,##0.00;\"-\";@",
                                        "#,##0.00\\ \"₽\";-#,##0.00\\ \"₽\";\"- ₽\";@",
                                        "mm:ss",
                                        "[h]:mm:ss",
                                        "mm:ss.0",
                                        "##0.0E+0",
                                        "@"};
  constexpr std::uint32_t kFirstOfMore = 37;
  if (id < std::size(kCodes)) return parse(kCodes[id]);
  if (within(27, 36) || within(50, 58)) return parse("dd.mm.yyyy");
  if (within(kFirstOfMore, kFirstOfMore + std::size(kMore) - 1))
    return parse(kMore[id - kFirstOfMore]);
  if (within(23, 26)) return parse("General");
  return std::nullopt;
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
std::size_t NumberFormat::choose_section(double value) const {
  if (sections_.size() == 1) return 0;
  const bool first_by_sign = sections_[0].comparison == Comparison::none;
  const bool first_holds = !first_by_sign          ? holds(sections_[0], value)
                           : sections_.size() == 2 ? value >= 0
                                                   : value > 0;
  if (first_holds) return 0;
  if (sections_.size() == 2) return 1;
  const bool second_holds =
      sections_[1].comparison == Comparison::none ? value < 0 : holds(sections_[1], value);
  return second_holds ? 1 : 2;
}

bool NumberFormat::drops_sign(std::size_t section) const {
  if (sections_.size() == 1) return false;
  const Section& chosen = sections_[section];
  if (chosen.comparison == Comparison::less) return chosen.bound <= 0;
  if (chosen.comparison == Comparison::less_equal) return chosen.bound < 0;
  // The second section is for what is negative, unless the first one says otherwise.
  const Section& first = sections_[0];
  const bool rest_is_negative =
      first.comparison == Comparison::none ||
      ((first.comparison == Comparison::greater_equal || first.comparison == Comparison::greater) &&
       first.bound <= 0);
  return chosen.comparison == Comparison::none && section == 1 && rest_is_negative;
}

NumberMeaning NumberFormat::meaning(double value) const {
  return sections_[choose_section(value)].meaning;
}

bool NumberFormat::is_general() const {
  return sections_.size() == 1 && sections_[0].tokens.size() == 1 &&
         sections_[0].tokens[0].kind == Token::general;
}

bool NumberFormat::shows_text_as_is() const {
  if (hides_text_) return false;
  return text_.empty() || (text_.size() == 1 && text_[0].kind == Token::text);
}

std::string NumberFormat::show_text(std::string_view text) const {
  if (shows_text_as_is()) return std::string(text);
  std::string shown;
  for (const FormatToken& token : text_)
    shown += token.kind == Token::text ? text : std::string_view(token.text);
  return std::string(trimmed(shown));
}

std::optional<std::string> NumberFormat::show(double value, bool from_1904) const {
  constexpr double kDay = 86'400'000;
  const std::size_t index = choose_section(value);
  const Section& section = sections_[index];
  std::string shown;
  if (section.meaning == NumberMeaning::number) {
    double magnitude = std::abs(value);
    for (std::uint8_t i = 0; i < section.scale; ++i) magnitude /= 1000;
    const bool negative = value < 0 && !drops_sign(index);
    shown = print_number(section.tokens, magnitude, {section.groups, negative});
  } else if (section.meaning == NumberMeaning::duration) {
    constexpr double kMostDays = 1e7;
    if (!(std::abs(value) <= kMostDays)) return std::nullopt;
    shown = print_elapsed(section.tokens, drops_sign(index) ? std::abs(value) : value);
  } else if (section.meaning == NumberMeaning::time && value >= 0 && value < 1) {
    // A time of day has no date, which such a section does not ask for.
    const auto time = round_to_shown_seconds(section.tokens, std::llround(value * kDay));
    shown = print_moment(section.tokens, {Date(), static_cast<std::int32_t>(time % 86'400'000)},
                         {section.english, section.genitive});
  } else {
    auto moment = split_serial(drops_sign(index) ? std::abs(value) : value, from_1904);
    if (!moment) return std::nullopt;
    const auto time = round_to_shown_seconds(section.tokens, moment->milliseconds);
    moment->date = Date::from_days(moment->date.days() + static_cast<int>(time / 86'400'000));
    moment->milliseconds = static_cast<std::int32_t>(time % 86'400'000);
    shown = print_moment(section.tokens, *moment, {section.english, section.genitive});
  }
  return std::string(trimmed(shown));
}

}  // namespace grif
