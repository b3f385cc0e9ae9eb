#include <limits>

#include "expand/expander.hpp"

namespace grif {

std::optional<std::string_view> Expander::print_value(const Expression& expression) {
  evaluation_.read_place = Place::nowhere();
  const Value value = evaluate(expression, evaluation_);
  return print(value, expression.place(), evaluation_);
}

/// The cell that the value printed last comes from, or else the record in the making.
Place Expander::place_read() const {
  return evaluation_.read_place.is_nowhere() ? evaluation_.data_place : evaluation_.read_place;
}

bool Expander::test(const Expression& expression) {
  const Value value = evaluate(expression, evaluation_);
  if (!value.is(Value::Type::boolean) && !value.is_missing() && !value.is_faulty()) {
    report_type(expression, "boolean", value);
  }
  return holds(value);
}

bool Expander::value_of(const Setting<bool>& setting) {
  return setting.expression.valid() ? test(setting.expression) : setting.constant;
}

/// A span; 1 where the data say none, so that a cell is never lost.
std::uint16_t Expander::value_of(const Setting<std::int64_t>& setting) {
  std::int64_t number = setting.constant;
  if (setting.expression.valid()) {
    const Value value = evaluate(setting.expression, evaluation_);
    const bool whole = value.is(Value::Type::integer);
    if (!whole && !value.is_missing() && !value.is_faulty()) {
      report_type(setting.expression, "integer", value);
    }
    number = whole ? value.as_integer() : 1;
  }
  constexpr std::int64_t kMost = std::numeric_limits<std::uint16_t>::max();
  return static_cast<std::uint16_t>(number < 1 ? 1 : number > kMost ? kMost : number);
}

std::string Expander::text_of(const TextPattern& pattern) {
  std::string text;
  for (const TextPattern::Piece& piece : pattern.pieces) {
    text += piece.literal;
    if (piece.expression.valid()) text += print_value(piece.expression).value_or("");
  }
  return text;
}

void Expander::report_type(const Expression& expression, std::string_view wanted,
                           const Value& seen) {
  report(Kind::template_type, expression.place(), {wanted, type_name(seen.type())});
}

}  // namespace grif
