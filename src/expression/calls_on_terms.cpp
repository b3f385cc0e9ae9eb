#include "expression/machine.hpp"
#include "language/terms.hpp"

namespace grif {
namespace {

Value date_or_missing(std::optional<Date> date) { return date ? Value::date(*date) : Value{}; }
Value count_or_missing(std::size_t count) {
  return count == 0 ? Value{} : Value::integer(static_cast<std::int64_t>(count));
}
Value truth_or_missing(std::optional<bool> truth) {
  return truth ? Value::boolean(*truth) : Value{};
}

}  // namespace

/// What was understood of a term: of a cell's when it was read, of any other text now, without a
/// programme's period. Null when the steps are used up.
const TermValue* Machine::understand(const Value& value, std::uint32_t offset) {
  if (const TermValue* term = value.as_term()) return term;
  const std::string_view text = value.as_text();
  if (!spend(1 + text.size() / 4, offset)) return nullptr;
  return store_term(parse_term(text), text, *e_.arena);
}

Value Machine::find_from_to(const Node& node, std::string_view text) {
  if (!spend(1 + text.size() / 4, node.offset)) return {};
  const std::string_view found = grif::find_from_to(text);
  return found.empty() ? Value{} : Value::text(found);
}

Value Machine::call_on_term(const Node& node, const Call& call, const Value& input) {
  const TermValue* term = understand(input, node.offset);
  if (term == nullptr) return {};
  if (call.function == Function::term) return Value::text(term->tidy);
  if (call.function == Function::start) return date_or_missing(term->start());
  if (call.function == Function::end) return date_or_missing(term->end());
  // How often a month without its year comes is not said.
  if (call.function == Function::intervals)
    return term->year_filled ? Value{} : count_or_missing(term->days.size());
  const Value argument = run(call.arguments[0]);
  if (failed_ || argument.is_missing() || argument.is_faulty()) return argument;
  const bool is_term = argument.is(Value::Type::term) || argument.is(Value::Type::text);
  if (!is_term) return fail_type(node.offset, spec_of(call.function).info.name, "term", argument);
  const TermValue* other = understand(argument, node.offset);
  if (other == nullptr) return {};
  if (call.function == Function::overlaps) return truth_or_missing(share_days(*term, *other));
  if (call.function == Function::precedes) return truth_or_missing(precedes(*term, *other));
  return truth_or_missing(lies_within(*term, *other));
}

}  // namespace grif
