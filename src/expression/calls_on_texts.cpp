#include <charconv>

#include "core/text.hpp"
#include "expression/arithmetic.hpp"
#include "expression/machine.hpp"
#include "language/check_digits.hpp"
#include "language/persons.hpp"

namespace grif {
namespace {

constexpr std::string_view kNoBreakSpace = "\u00A0", kMinus = "\u2212";

std::string upper_case(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) append_utf8(out, to_upper(next_code_point(text, at)));
  return out;
}

std::string capitalised(std::string_view text) {
  std::string out;
  bool done = false;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    append_utf8(out, !done && is_letter(c) ? to_upper(c) : c);
    done = done || is_letter(c);
  }
  return out;
}

/// GOST R 7.0.97-2016, 5.16 and 5.22: initials before the surname. What is not one person's name,
/// or one whose nominative is not certain, stays.
std::string initials_first(std::string_view text) {
  const std::vector<Mention> found = read_persons(text, NamesIn::name_cell);
  const auto initial = [](std::string_view name) {
    std::size_t end = 0;
    next_code_point(name, end);
    return std::string(name.substr(0, end)) + '.';
  };
  const bool is_name = found.size() == 1 && found[0].kind == Mention::Kind::person &&
                       found[0].post.empty() && found[0].organisation.empty() &&
                       !found[0].has(Mention::oblique) && !found[0].surname.empty() &&
                       !found[0].first.empty();
  if (!is_name) return std::string(text);
  std::string name = initial(found[0].first);
  if (!found[0].patronymic.empty()) name += initial(found[0].patronymic);
  return name + ' ' + found[0].surname;
}

Value number_in(std::string_view text) {
  const auto number = Decimal::parse(trimmed(text));
  return number ? Value::decimal(*number) : Value{};
}

Value leading_number(std::string_view text) {
  std::int64_t number = 0;
  text = trimmed(text);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && number >= 0 ? Value::integer(number) : Value{};
}

/// `1 234,50` with no-break spaces and a real minus.
std::string grouped(Decimal number) {
  std::string digits = number.to_string(',');
  const bool negative = digits.starts_with('-');
  if (negative) digits.erase(0, 1);
  const std::size_t whole = std::min(digits.find(','), digits.size());
  std::string out(negative ? kMinus : "");
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && i < whole && (whole - i) % 3 == 0) out += kNoBreakSpace;
    out += digits[i];
  }
  return out;
}

constexpr Rounding kRoundings[] = {Rounding::half_away, Rounding::half_even, Rounding::down,
                                   Rounding::up};

}  // namespace

Value Machine::call_on_text(const Node& node, const Call& call, const Value& input) {
  if (call.function == Function::text) {
    std::string out;
    if (!append_printed(out, input, node.offset)) return failed_ ? Value{} : unusable_;
    return keep_text(out, node.offset);
  }
  const std::string_view text = input.as_text();
  if (call.function == Function::upper) return keep_text(upper_case(text), node.offset);
  if (call.function == Function::lower) return keep_text(lower(text), node.offset);
  if (call.function == Function::capitalise) return keep_text(capitalised(text), node.offset);
  if (call.function == Function::trim) return Value::text(trimmed(text));
  if (call.function == Function::lines) return split_lines(node, text);
  if (call.function == Function::initials) return keep_text(initials_first(text), node.offset);
  if (call.function == Function::as_number) return number_in(text);
  if (call.function == Function::from_to) return find_from_to(node, text);
  if (call.function == Function::leading_number) return leading_number(text);
  if (call.function == Function::valid_inn) return Value::boolean(is_valid_inn(text));
  if (call.function == Function::valid_ogrn) return Value::boolean(is_valid_ogrn(text));
  if (call.function == Function::valid_snils) return Value::boolean(is_valid_snils(text));
  if (call.function == Function::length)
    return Value::integer(static_cast<std::int64_t>(count_code_points(text)));
  if (call.function == Function::replace) return replace_text(node, call, text);
  std::string_view piece;
  if (!take_text(call, 0, piece))
    return failed_ ? Value{} : unusable_.is_faulty() ? unusable_ : Value::boolean(false);
  if (call.function == Function::starts_with) return Value::boolean(text.starts_with(piece));
  if (call.function == Function::ends_with) return Value::boolean(text.ends_with(piece));
  return Value::boolean(text.find(piece) != std::string_view::npos);
}

Value Machine::replace_text(const Node& node, const Call& call, std::string_view text) {
  std::string_view what;
  std::string_view by;
  if (!take_text(call, 0, what) || !take_text(call, 1, by)) return failed_ ? Value{} : unusable_;
  if (what.empty()) return Value::text(text);
  std::string out;
  std::size_t from = 0;
  for (std::size_t at = text.find(what); at != std::string_view::npos; at = text.find(what, from)) {
    out += text.substr(from, at - from);
    out += by;
    from = at + what.size();
    if (!spend(1 + by.size() / 16, node.offset)) return {};
  }
  out += text.substr(from);
  return keep_text(out, node.offset);
}

Value Machine::split_lines(const Node& node, std::string_view text) {
  std::vector<Value> lines;
  for (std::string_view line : split(text, '\n')) {
    line = trimmed(line);
    if (!line.empty()) lines.push_back(Value::text(line));
  }
  return keep_list(lines, node.offset);
}

Value Machine::call_on_date(const Node& node, const Call& call, const Value& input) {
  const Date date = input.as_date();
  if (call.function == Function::year) return Value::integer(date.year());
  if (call.function == Function::month) return Value::integer(date.month());
  if (call.function == Function::day) return Value::integer(date.day());
  constexpr int kWords = 1, kIso = 2;
  if (call.choice == kWords) return keep_text(date.words(), node.offset);
  if (call.choice == kIso) return keep_text(date.iso(), node.offset);
  return keep_text(date.digits(), node.offset);
}

Value Machine::choose_plural(const Call& call, const Value& number) {
  const Decimal d = number.as_decimal();
  std::size_t form = 1;  // «1,5 книги»
  if (d.is_integer()) {
    const std::int64_t n = d.normalised().mantissa();
    const std::int64_t tens = (n < 0 ? -(n % 100) : n % 100);
    const std::int64_t ones = tens % 10;
    form = tens / 10 == 1 || ones == 0 || ones > 4 ? 2 : ones == 1 ? 0 : 1;
  }
  std::string_view word;
  if (!take_text(call, form, word)) return failed_ ? Value{} : unusable_;
  return Value::text(word);
}

Value Machine::call_on_number(const Node& node, const Call& call, const Value& input) {
  if (call.function == Function::plural) return choose_plural(call, input);
  std::int64_t places = 0;
  const bool given = call.count > 0;
  if (given && !take_whole(call, 0, Decimal::kMaxScale, places))
    return failed_ ? Value{} : unusable_;
  const std::string_view name = spec_of(call.function).info.name;
  const bool exact = input.is(Value::Type::integer) || input.is(Value::Type::decimal);
  if (call.function == Function::number && !given) {
    if (!exact) return fail(Kind::printed_ratio, node.offset, {});
    return keep_text(grouped(input.as_decimal()), node.offset);
  }
  Value value = input;
  if (call.function == Function::percent) {
    if (input.is(Value::Type::real))
      return fail_type(node.offset, name, "integer, decimal, ratio", input);
    const auto hundredfold = multiply_numbers(input, Value::integer(100), *e_.arena);
    if (!hundredfold) return fail(Kind::number_overflow, node.offset, {name});
    value = *hundredfold;
  }
  const auto rounded = round_number(value, static_cast<int>(places), kRoundings[call.choice]);
  if (!rounded) return fail(Kind::number_overflow, node.offset, {name});
  if (call.function == Function::round) return Value::decimal(*rounded);
  std::string text = grouped(*rounded);
  if (call.function == Function::percent) {
    text += kNoBreakSpace;
    text += '%';
  }
  return keep_text(text, node.offset);
}

}  // namespace grif
