#include <cassert>

#include "expression/arithmetic.hpp"
#include "expression/machine.hpp"

namespace grif {

/// Over sixty lines, since every operation stands here once.
/// NOLINTNEXTLINE(readability-function-size)
Value Machine::run(std::uint32_t index) {
  const Node& node = code_.nodes[index];
  if (e_.steps_left == 0) return fail(Kind::too_many_steps, node.offset, {});
  --e_.steps_left;
  return run_operation(node);
}

Value Machine::run_operation(const Node& node) {
  switch (node.op) {
    case Op::local_column:
      return read_column(e_.frame[node.small], node.index, node);
    case Op::constant:
      return code_.constants[node.index];
    case Op::local:
      return e_.frame[node.small];
    case Op::column:
      return run_column(node);
    case Op::equal:
    case Op::not_equal:
    case Op::less:
    case Op::less_equal:
    case Op::greater:
    case Op::greater_equal:
      return run_comparison(node);
    case Op::logical_and:
    case Op::logical_or:
    case Op::logical_not:
      return run_logical(node);
    case Op::add:
    case Op::subtract:
    case Op::multiply:
    case Op::divide:
    case Op::modulo:
      return run_arithmetic(node);
    case Op::call:
      return run_call(node);
    case Op::sheet:
    case Op::keyed_sheet:
    case Op::aggregate:
      return read_source(node);
    case Op::row_kind:
    case Op::row_index:
    case Op::group_row:
    case Op::sibling_row:
    case Op::child_rows:
    case Op::named_member:
    case Op::group_key:
    case Op::group_items:
      return read_member(node);
    case Op::element:
      return run_element(node);
    case Op::is_in:
    case Op::is_not_in:
      return run_membership(node);
    case Op::is_missing:
    case Op::is_present:
      return run_presence(node);
    case Op::join_text:
      return run_joined(node);
    case Op::negate:
      return run_negative(node);
    case Op::choice:
      return run_choice(node);
    case Op::list:
      return run_list_literal(node);
  }
  return {};
}

Value Machine::run_column(const Node& node) {
  const Value record = run(node.first);
  return failed_ ? Value{} : read_column(record, node.small, node);
}

Value Machine::read_member(const Node& node) {
  if (node.op == Op::named_member) return read_named_member(node);
  if (node.op == Op::group_key) return read_group_part(node, 0);
  return node.op == Op::group_items ? read_group_part(node, 1) : read_row_member(node);
}

Value Machine::read_source(const Node& node) {
  if (node.op == Op::aggregate) return run_aggregate(node);
  return node.op == Op::sheet ? read_sheet(node.small) : read_keyed_sheet(node.small);
}

// ---- Faults and limits --------------------------------------------------------------------------

void add_data_note(Diagnostic& diagnostic, const Evaluation& evaluation) {
  const bool russian =
      evaluation.diagnostics != nullptr && evaluation.diagnostics->language() == Language::russian;
  if (!evaluation.missing_place.is_nowhere()) {
    diagnostic.notes.push_back(
        {evaluation.missing_place, russian ? "эта ячейка пустая" : "this cell is empty"});
  }
  if (!evaluation.data_place.is_nowhere()) {
    diagnostic.notes.push_back(
        {evaluation.data_place, russian ? "для этой записи" : "for this record"});
  }
}

Value Machine::fail(Kind kind, std::uint32_t offset,
                    std::initializer_list<std::string_view> arguments) {
  if (!failed_ && e_.diagnostics != nullptr) {
    Diagnostic& diagnostic =
        e_.diagnostics->report(kind, place_at(code_.text, code_.start, offset), arguments);
    e_.missing_place = Place::nowhere();
    add_data_note(diagnostic, e_);
  }
  failed_ = true;
  return {};
}

Value Machine::fail_type(std::uint32_t offset, std::string_view what, std::string_view wanted,
                         const Value& seen) {
  return fail(Kind::wrong_type, offset, {what, wanted, type_name(seen.type())});
}

std::string_view Machine::symbol_of(const Node& node) const {
  const std::string_view symbol = std::string_view(code_.text).substr(node.offset, 2);
  return symbol.ends_with('=') ? symbol : symbol.substr(0, 1);
}

bool Machine::spend(std::uint64_t steps, std::uint32_t offset) {
  if (e_.steps_left >= steps) {
    e_.steps_left -= steps;
    return true;
  }
  e_.steps_left = 0;
  fail(Kind::too_many_steps, offset, {});
  return false;
}

Value Machine::keep_text(std::string_view text, std::uint32_t offset) {
  constexpr std::size_t kBytesPerStep = 16;
  if (!spend(text.size() / kBytesPerStep, offset)) return {};
  return Value::text(e_.arena->store(text));
}

Value Machine::keep_list(Values values, std::uint32_t offset) {
  if (!spend(values.size(), offset)) return {};
  return Value::list(e_.arena->store(values));
}

/// A faulty operand makes the result faulty, a missing one missing.
std::optional<Value> Machine::first_unusable(const Value& a, const Value& b) const {
  if (failed_) return Value{};
  if (a.is_faulty() || b.is_faulty()) return Value::faulty();
  if (a.is_missing() || b.is_missing()) return Value{};
  return std::nullopt;
}

// ---- Conditions and comparisons -----------------------------------------------------------------

Machine::Truth Machine::run_condition(std::uint32_t index) {
  const Value value = run(index);
  if (value.is(Value::Type::boolean)) return value.as_boolean() ? Truth::yes : Truth::no;
  if (value.is_faulty()) return Truth::faulty;
  if (!value.is_missing())
    fail(Kind::condition_not_boolean, code_.nodes[index].offset, {type_name(value.type())});
  return Truth::no;
}

Value Machine::run_logical(const Node& node) {
  const Truth left = run_condition(node.first);
  if (failed_) return {};
  if (left == Truth::faulty) return Value::faulty();
  if (node.op == Op::logical_not) return Value::boolean(left == Truth::no);
  if ((node.op == Op::logical_and) == (left == Truth::no))
    return Value::boolean(left == Truth::yes);
  const Truth right = run_condition(node.second);
  if (right == Truth::faulty) return Value::faulty();
  return Value::boolean(right == Truth::yes);
}

Value Machine::run_comparison(const Node& node) {
  const Value a = run(node.first);
  const Value b = failed_ ? Value{} : run(node.second);
  if (failed_) return {};
  if (a.is_faulty() || b.is_faulty()) return Value::faulty();
  if (a.is_missing() || b.is_missing()) return Value::boolean(false);
  const ValueClass common = class_of(a);
  if (common == ValueClass::other || common != class_of(b)) {
    return fail(Kind::types_differ, node.offset,
                {symbol_of(node), type_name(a.type()), type_name(b.type())});
  }
  if (node.op == Op::equal) return Value::boolean(are_equal(a, b));
  if (node.op == Op::not_equal) return Value::boolean(!are_equal(a, b));
  if (common == ValueClass::term || common == ValueClass::boolean || common == ValueClass::record)
    return fail_type(node.offset, symbol_of(node), "number, text, date", a);
  const std::strong_ordering order = compare_values(a, b);
  if (node.op == Op::less) return Value::boolean(order < 0);
  if (node.op == Op::less_equal) return Value::boolean(order <= 0);
  if (node.op == Op::greater) return Value::boolean(order > 0);
  return Value::boolean(order >= 0);
}

Value Machine::run_membership(const Node& node) {
  const Value sought = run(node.first);
  const Value list = failed_ ? Value{} : run(node.second);
  if (failed_) return {};
  if (sought.is_faulty() || list.is_faulty()) return Value::faulty();
  if (sought.is_missing()) return Value::boolean(false);
  const bool negated = node.op == Op::is_not_in;
  if (list.is_missing()) return Value::boolean(negated);
  if (!list.is(Value::Type::list)) return fail_type(node.offset, "in", "list", list);
  if (!spend(list.as_list().size(), node.offset)) return {};
  for (const Value& item : list.as_list()) {
    if (item.is_missing()) continue;
    if (item.is_faulty()) return item;
    if (class_of(item) == ValueClass::other || class_of(item) != class_of(sought)) {
      return fail(Kind::types_differ, node.offset,
                  {"in", type_name(sought.type()), type_name(item.type())});
    }
    if (are_equal(item, sought)) return Value::boolean(!negated);
  }
  return Value::boolean(negated);
}

Value Machine::run_presence(const Node& node) {
  const Value value = run(node.first);
  if (value.is_faulty()) return value;
  return Value::boolean(value.is_missing() == (node.op == Op::is_missing));
}

Value Machine::run_choice(const Node& node) {
  const Truth truth = run_condition(node.second);
  if (failed_) return {};
  if (truth == Truth::faulty) return Value::faulty();
  return run(truth == Truth::yes ? node.first : node.third);
}

// ---- What makes new values ----------------------------------------------------------------------

Value Machine::run_joined(const Node& node) {
  const Value a = run(node.first);
  const Value b = failed_ ? Value{} : run(node.second);
  if (const auto unusable = first_unusable(a, b)) return *unusable;
  std::string text;
  if (!append_printed(text, a, node.offset) || !append_printed(text, b, node.offset))
    return failed_ ? Value{} : unusable_;
  return keep_text(text, node.offset);
}

Value Machine::run_date_arithmetic(const Node& node, const Value& a, const Value& b) {
  constexpr std::int64_t kFirstDay = -719'162;  // 0001-01-01
  constexpr std::int64_t kLastDay = 2'932'896;  // 9999-12-31
  if (b.is(Value::Type::date)) {
    if (node.op != Op::subtract || !a.is(Value::Type::date))
      return fail_type(node.offset, symbol_of(node), "number", b);
    return Value::integer(std::int64_t{a.as_date().days()} - b.as_date().days());
  }
  if ((node.op != Op::add && node.op != Op::subtract) || !b.is(Value::Type::integer))
    return fail_type(node.offset, symbol_of(node), "integer", b);
  std::int64_t days = 0;
  const std::int64_t from = a.as_date().days();
  const bool overflow = node.op == Op::add ? __builtin_add_overflow(from, b.as_integer(), &days)
                                           : __builtin_sub_overflow(from, b.as_integer(), &days);
  if (overflow || days < kFirstDay || days > kLastDay)
    return fail(Kind::number_overflow, node.offset, {symbol_of(node)});
  return Value::date(Date::from_days(static_cast<std::int32_t>(days)));
}

Value Machine::run_arithmetic(const Node& node) {
  const Value a = run(node.first);
  const Value b = failed_ ? Value{} : run(node.second);
  if (const auto unusable = first_unusable(a, b)) return *unusable;
  if (a.is(Value::Type::date) || b.is(Value::Type::date)) return run_date_arithmetic(node, a, b);
  const std::string_view symbol = symbol_of(node);
  for (const Value* side : {&a, &b}) {
    if (class_of(*side) != ValueClass::number)
      return fail_type(node.offset, symbol, "number", *side);
    if (node.op == Op::modulo && !side->is(Value::Type::integer))
      return fail_type(node.offset, symbol, "integer", *side);
  }
  std::optional<Value> result;
  if (node.op == Op::add) {
    result = add_numbers(a, b, *e_.arena);
  } else if (node.op == Op::subtract) {
    result = subtract_numbers(a, b, *e_.arena);
  } else if (node.op == Op::multiply) {
    result = multiply_numbers(a, b, *e_.arena);
  } else if (is_zero(b)) {
    return {};  // a share of nothing is no number
  } else if (node.op == Op::divide) {
    result = divide_numbers(a, b, *e_.arena);
  } else {
    result = modulo_integers(a.as_integer(), b.as_integer());
  }
  return result ? *result : fail(Kind::number_overflow, node.offset, {symbol});
}

Value Machine::run_negative(const Node& node) {
  const Value value = run(node.first);
  if (failed_ || value.is_missing() || value.is_faulty()) return value;
  if (class_of(value) != ValueClass::number) return fail_type(node.offset, "-", "number", value);
  const auto result = negate_number(value, *e_.arena);
  return result ? *result : fail(Kind::number_overflow, node.offset, {"-"});
}

Value Machine::run_element(const Node& node) {
  const Value list = run(node.first);
  const Value index = failed_ ? Value{} : run(node.second);
  if (const auto unusable = first_unusable(list, index)) return *unusable;
  if (!list.is(Value::Type::list)) return fail_type(node.offset, "[ ]", "list", list);
  if (!index.is(Value::Type::integer)) return fail_type(node.offset, "[ ]", "integer", index);
  const auto at = static_cast<std::uint64_t>(index.as_integer());
  return at < list.as_list().size() ? list.as_list()[at] : Value{};
}

Value Machine::run_list_literal(const Node& node) {
  std::vector<Value> items;
  items.reserve(node.small);
  for (std::uint32_t i = 0; i < node.small; ++i) {
    items.push_back(run(code_.operands[node.index + i]));
    if (failed_) return {};
    if (items.back().is_faulty()) return items.back();
  }
  return keep_list(items, node.offset);
}

Value Machine::run_aggregate(const Node& node) {
  assert(e_.aggregate && "an expression names an aggregate, and nobody owns the aggregates");
  if (!e_.aggregate) return {};
  const Value value = e_.aggregate(node.small, e_);
  if (e_.last_failed) failed_ = true;  // it has been reported
  return failed_ ? Value{} : value;
}

// ---- The door -----------------------------------------------------------------------------------

Value evaluate(const Expression& expression, Evaluation& evaluation) {
  // What a thread's stack surely holds, aggregates that ask for other aggregates included.
  constexpr std::uint32_t kMostLevels = 1024;
  const ExpressionCode& code = expression.code();
  evaluation.last_failed = false;
  evaluation.missing_place = Place::nowhere();
  if (evaluation.frame.size() < code.frame_size) evaluation.frame.resize(code.frame_size);
  Machine machine(code, evaluation);
  evaluation.levels += code.height;
  const Value value =
      evaluation.levels > kMostLevels ? machine.fail_too_deep() : machine.run(code.root);
  evaluation.levels -= code.height;
  if (!machine.failed()) return value;
  evaluation.failed = true;
  evaluation.last_failed = true;
  return {};
}

}  // namespace grif
