#include "expression/arithmetic.hpp"
#include "expression/machine.hpp"

namespace grif {
namespace {

bool fits(Input input, const Value& value) {
  const Value::Type type = value.type();
  switch (input) {
    case Input::text:
      return type == Value::Type::text || type == Value::Type::term;
    case Input::number:
      return type == Value::Type::integer || type == Value::Type::decimal ||
             type == Value::Type::ratio || type == Value::Type::real;
    case Input::integer:
      return type == Value::Type::integer || type == Value::Type::decimal;
    case Input::date:
      return type == Value::Type::date;
    case Input::term:
      return type == Value::Type::term || type == Value::Type::text;
    case Input::list:
    case Input::nested_list:
      return type == Value::Type::list;
    case Input::record:
    case Input::grouped_row:
      return type == Value::Type::record;
    case Input::printable:
    case Input::anything:
      return true;
  }
  return false;
}

std::string_view describe(Input input) {
  switch (input) {
    case Input::text:
      return "text";
    case Input::number:
      return "number";
    case Input::integer:
      return "integer, decimal";
    case Input::date:
      return "date";
    case Input::term:
      return "term";
    case Input::list:
    case Input::nested_list:
      return "list";
    case Input::record:
    case Input::grouped_row:
      return "record";
    case Input::printable:
    case Input::anything:
      break;
  }
  return "value";
}

}  // namespace

bool Machine::check_input(const Node& node, const FunctionSpec& spec, const Value& input) {
  if (fits(spec.input, input)) return true;
  fail_type(node.offset, spec.info.name, describe(spec.input), input);
  return false;
}

Value Machine::run_call(const Node& node) {
  const Call& call = code_.calls[node.index];
  const FunctionSpec& spec = spec_of(call.function);
  if (call.index_column != kNoColumn) {
    if (const auto found = look_up(node, call)) return *found;
    if (failed_) return {};
  }
  const Value input = run(call.input);
  if (failed_ || input.is_faulty()) return input;
  if (spec.result == Result::substituted) return run_substitute(node, call, input);
  const bool on_list = spec.input == Input::list || spec.input == Input::nested_list;
  if (input.is_missing() && !on_list)
    return spec.result == Result::boolean ? Value::boolean(false) : Value{};
  if (on_list && input.is_missing()) return call_on_list(node, call, {});
  if (!check_input(node, spec, input)) return {};
  switch (spec.input) {
    case Input::list:
    case Input::nested_list:
      return call_on_list(node, call, input.as_list());
    case Input::record:
    case Input::grouped_row:
      return call_on_row(node, call, input);
    case Input::date:
      return call_on_date(node, call, input);
    case Input::number:
    case Input::integer:
      return call_on_number(node, call, input);
    case Input::term:
      return call_on_term(node, call, input);
    case Input::text:
    case Input::printable:
    case Input::anything:
      break;
  }
  return call_on_text(node, call, input);
}

Value Machine::run_substitute(const Node& node, const Call& call, const Value& input) {
  constexpr std::int64_t kLongestLine = 200;
  if (!input.is_missing()) return input;
  if (call.function == Function::default_value) return run(call.arguments[0]);
  std::int64_t count = 0;
  if (!take_whole(call, 0, kLongestLine, count)) return failed_ ? Value{} : unusable_;
  return keep_text(std::string(static_cast<std::size_t>(count), '_'), node.offset);
}

bool Machine::take_text(const Call& call, std::size_t index, std::string_view& text) {
  const Value value = run(call.arguments[index]);
  if (failed_) return false;
  if (value.is(Value::Type::text) || value.is(Value::Type::term)) {
    text = value.as_text();
    return true;
  }
  if (!value.is_missing() && !value.is_faulty()) {
    fail_type(code_.nodes[call.arguments[index]].offset, spec_of(call.function).info.name, "text",
              value);
  }
  unusable_ = value;
  return false;
}

bool Machine::take_whole(const Call& call, std::size_t index, std::int64_t most,
                         std::int64_t& number) {
  const Value value = run(call.arguments[index]);
  if (failed_) return false;
  const std::uint32_t offset = code_.nodes[call.arguments[index]].offset;
  const std::string_view name = spec_of(call.function).info.name;
  if (value.is(Value::Type::integer)) {
    number = value.as_integer();
    if (number >= 0 && number <= most) return true;
    fail(Kind::argument_out_of_range, offset, {name, std::to_string(most), std::to_string(number)});
  } else if (!value.is_missing() && !value.is_faulty()) {
    fail_type(offset, name, "integer", value);
  }
  unusable_ = value;
  return false;
}

// ---- Printing -----------------------------------------------------------------------------------

bool append_simple(std::string& out, const Value& value) {
  switch (value.type()) {
    case Value::Type::text:
    case Value::Type::term:
      out += value.as_text();
      return true;
    case Value::Type::integer:
      out += std::to_string(value.as_integer());
      return true;
    case Value::Type::decimal:
      out += value.as_decimal().to_string(',');
      return true;
    case Value::Type::date:
      out += value.as_date().digits();
      return true;
    case Value::Type::boolean:
      out += value.as_boolean() ? "да" : "нет";
      return true;
    case Value::Type::missing:
    case Value::Type::faulty:
    case Value::Type::ratio:
    case Value::Type::real:
    case Value::Type::list:
    case Value::Type::record:
      break;
  }
  return false;
}

bool Machine::append_printed(std::string& out, const Value& value, std::uint32_t offset) {
  const Value form = printed_form(value, e_);
  if (append_simple(out, form)) return true;
  unusable_ = form;
  if (form.is(Value::Type::list)) fail(Kind::printed_list, offset, {});
  if (form.is(Value::Type::ratio) || form.is(Value::Type::real))
    fail(Kind::printed_ratio, offset, {});
  return false;
}

std::optional<std::string_view> print(const Value& value, Place place, Evaluation& evaluation) {
  const Value form = printed_form(value, evaluation);
  if (form.is(Value::Type::text) || form.is(Value::Type::term)) return form.as_text();
  std::string text;
  if (append_simple(text, form)) return evaluation.arena->store(text);
  if (form.is_faulty() || (form.is_missing() && evaluation.last_failed)) return std::nullopt;
  evaluation.failed = true;
  if (evaluation.diagnostics == nullptr) return std::nullopt;
  const Kind kind = form.is_missing()            ? Kind::printed_missing
                    : form.is(Value::Type::list) ? Kind::printed_list
                                                 : Kind::printed_ratio;
  if (!form.is_missing()) evaluation.missing_place = Place::nowhere();
  add_data_note(evaluation.diagnostics->report(kind, place, {}), evaluation);
  return std::nullopt;
}

}  // namespace grif
