#include <algorithm>

#include "core/text.hpp"
#include "expression/compiler.hpp"

namespace grif {
namespace {

using Base = StaticType::Base;

/// What an input or an argument must be, in the words of types.
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
      return "list";
    case Input::nested_list:
      return "list of lists";
    case Input::record:
      return "record";
    case Input::grouped_row:
      return "record of a grouped sheet";
    case Input::printable:
      return "text, number, date, term, boolean, record";
    case Input::anything:
      return "anything";
  }
  return {};
}

bool fits(Input input, const StaticType& type, const Schema& schema) {
  switch (input) {
    case Input::text:
      return is_text(type);
    case Input::number:
      return is_number(type);
    case Input::integer:
      return is_base(type, Base::integer) || is_base(type, Base::decimal);
    case Input::date:
      return is_base(type, Base::date);
    case Input::term:
      return is_base(type, Base::term) || is_base(type, Base::text);
    case Input::list:
      return is_list(type);
    case Input::nested_list:
      return is_any(type) || type.list_depth > 1 ||
             (type.list_depth == 1 && type.base == Base::any);
    case Input::record:
      return is_base(type, Base::record);
    case Input::grouped_row:
      return is_any(type) || (is_base(type, Base::record) && type.sheet < schema.sheets.size() &&
                              schema.sheets[type.sheet].shape == SheetShape::grouped);
    case Input::printable:
      return is_printable(type);
    case Input::anything:
      return true;
  }
  return false;
}

std::size_t count_arguments(const FunctionSpec& spec) {
  return static_cast<std::size_t>(
      std::ranges::count_if(spec.arguments, [](Argument a) { return a != Argument::none; }));
}

}  // namespace

Compiler::Typed Compiler::parse_call(const Token& name, Typed input, bool in_brackets) {
  const FunctionSpec* spec = find_function(name.written);
  if (spec == nullptr) {
    std::vector<std::string> known;
    for (const FunctionInfo& info : all_functions()) known.emplace_back(info.name);
    const std::string hint =
        nearest(name.written, known).empty() ? "grif list functions" : suggest(name.written, known);
    report(Kind::unknown_filter, name.offset, {name.written, hint});
  } else {
    check_input(*spec, name, input);
  }
  const StaticType item_type =
      is_list(input.type) ? element_type(input.type).value_or(StaticType{}) : StaticType{};
  const Slot item = scope_.push({}, item_type);
  const auto first_node = static_cast<std::uint32_t>(code_->nodes.size());
  std::vector<Typed> arguments;
  if (in_brackets ? accept_symbol(",") : accept_symbol(":")) {
    do {
      const std::size_t index = arguments.size();
      const bool on_items =
          spec == nullptr || (index < 3 && works_on_items(spec->arguments[index]));
      if (on_items) items_.push_back({item, item_type});
      arguments.push_back(parse_choice());
      if (on_items) items_.pop_back();
    } while (!broken_ && accept_symbol(","));
  }
  scope_.pop();
  if (spec == nullptr || broken_) return add_fault(name.offset);
  return make_call(*spec, name, input, item, arguments, first_node);
}

Compiler::Typed Compiler::make_call(const FunctionSpec& spec, const Token& name, Typed input,
                                    Slot item, const std::vector<Typed>& arguments,
                                    std::uint32_t first_argument_node) {
  const std::size_t most = count_arguments(spec);
  if (arguments.size() < spec.required || arguments.size() > most) {
    const std::string wanted = spec.required == most
                                   ? std::to_string(most)
                                   : std::to_string(spec.required) + "–" + std::to_string(most);
    report(Kind::wrong_argument_count, name.offset,
           {name.written, wanted, std::to_string(arguments.size()), spec.info.usage});
    return add_fault(name.offset);
  }
  Call call;
  call.function = spec.function;
  call.count = static_cast<std::uint8_t>(arguments.size());
  call.item = item;
  call.input = input.node;
  for (std::size_t i = 0; i < arguments.size(); ++i) call.arguments[i] = arguments[i].node;
  for (std::size_t i = 0; i < most; ++i) check_argument(spec, name, i, arguments, input, call);
  const StaticType type = type_of_call(spec, input, arguments);
  find_index(call, input, first_argument_node);
  code_->calls.push_back(call);
  const auto index = static_cast<std::uint32_t>(code_->calls.size() - 1);
  return {add_node({.op = Op::call, .offset = name.offset, .index = index}), type};
}

void Compiler::check_input(const FunctionSpec& spec, const Token& name, const Typed& input) {
  const bool missing = input.type.base == Base::missing && input.type.list_depth == 0;
  if (missing || fits(spec.input, input.type, schema())) return;
  report(Kind::wrong_type, name.offset,
         {name.written, describe(spec.input), grif::describe(input.type, schema())});
}

void Compiler::check_argument(const FunctionSpec& spec, const Token& name, std::size_t index,
                              const std::vector<Typed>& arguments, const Typed& input, Call& call) {
  const Argument wanted = spec.arguments[index];
  const bool given = index < arguments.size();
  if (!given && !works_on_items(wanted)) return;
  // A key that is left out is the item itself.
  const Typed argument =
      given ? arguments[index] : Typed{input.node, element_type(input.type).value_or(StaticType{})};
  const auto require = [&](bool fits, std::string_view what) {
    if (fits) return;
    const std::uint32_t offset = given ? node(argument).offset : name.offset;
    report(Kind::wrong_type, offset, {name.written, what, grif::describe(argument.type, schema())});
  };
  switch (wanted) {
    case Argument::none:
    case Argument::each:
    case Argument::substitute:
      return;
    case Argument::text:
      return require(is_text(argument.type), "text");
    case Argument::whole: {
      require(is_base(argument.type, Base::integer), "integer");
      return;
    }
    case Argument::condition:
      return check_condition(argument);
    case Argument::number_key:
      return require(is_number(argument.type) && argument.type.base != Base::real, "number");
    case Argument::order_key:
      return require(is_orderable(argument.type), "number, text, date");
    case Argument::equal_key:
      return require(is_equatable(argument.type), "text, number, date, term, boolean, record");
    case Argument::sought:
      if (!are_comparable(arguments[0].type, argument.type)) {
        report(Kind::types_differ, node(argument).offset,
               {name.written, grif::describe(arguments[0].type, schema()),
                grif::describe(argument.type, schema())});
      }
      return;
    case Argument::date_format:
    case Argument::rounding:
    case Argument::direction:
      return check_choice_word(spec, wanted, argument, call);
    case Argument::term:
      return require(is_text(argument.type), "term");
    case Argument::column:
      return check_printed_column(spec, argument, input);
  }
}

void Compiler::check_choice_word(const FunctionSpec& spec, Argument argument, const Typed& word,
                                 Call& call) {
  const Value* value = literal(word);
  const auto choices = choices_of(argument);
  const auto found = value != nullptr && value->is(Value::Type::text)
                         ? std::ranges::find(choices, value->as_text())
                         : choices.end();
  if (found != choices.end()) {
    call.choice = static_cast<std::uint8_t>(found - choices.begin());
    return;
  }
  std::string known;
  for (const std::string_view choice : choices) {
    if (!known.empty()) known += ", ";
    known += '\'';
    known += choice;
    known += '\'';
  }
  report(Kind::unknown_word, node(word).offset, {spec.info.name, known});
}

void Compiler::check_printed_column(const FunctionSpec& spec, const Typed& column,
                                    const Typed& input) {
  const bool is_row = input.type.list_depth == 0 && input.type.base == Base::record &&
                      input.type.sheet < schema().sheets.size();
  const SheetId wanted = is_row ? schema().sheets[input.type.sheet].printed_columns : kNoSheet;
  if (is_any(column.type)) return;
  if (is_base(column.type, Base::record) && (!is_row || column.type.sheet == wanted)) return;
  const std::string what =
      wanted == kNoSheet ? "record" : "record of " + schema().sheets[wanted].id;
  report_wrong_type(spec.info.name, what, column);
}

StaticType Compiler::type_of_call(const FunctionSpec& spec, const Typed& input,
                                  const std::vector<Typed>& arguments) {
  const StaticType item = element_type(input.type).value_or(StaticType{});
  const StaticType key = arguments.empty() ? item : arguments[0].type;
  switch (spec.result) {
    case Result::text:
      return StaticType::of(Base::text);
    case Result::texts:
      return StaticType::of(Base::text, 1);
    case Result::integer:
      return StaticType::of(Base::integer);
    case Result::decimal:
      return StaticType::of(Base::decimal);
    case Result::boolean:
      return StaticType::of(Base::boolean);
    case Result::date:
      return StaticType::of(Base::date);
    case Result::ratio:
      return StaticType::of(Base::ratio);
    case Result::any:
      return {};
    case Result::same:
      return input.type;
    case Result::item:
      return item;
    case Result::mapped:
      return list_of(key);
    case Result::key:
      return key;
    case Result::groups: {
      StaticType groups = StaticType::of(Base::group, 1, item.sheet);
      groups.item_base = item.list_depth == 0 && item.base != Base::group ? item.base : Base::any;
      groups.key_base = key.base;
      groups.key_sheet = key.sheet;
      return groups;
    }
    case Result::flat:
      return item.list_depth > 0 ? item : StaticType::of(Base::any, 1);
    case Result::substituted: {
      if (spec.function == Function::line)
        return is_text(input.type) && !is_any(input.type) ? input.type : StaticType{};
      return unify(input.type, key).value_or(StaticType{});
    }
  }
  return {};
}

bool Compiler::works_without_item(std::uint32_t first, std::uint32_t last, Slot item) const {
  for (std::uint32_t i = first; i <= last; ++i) {
    const Node& n = code_->nodes[i];
    if ((n.op == Op::local || n.op == Op::local_column) && n.small == item) return false;
  }
  return true;
}

/// `SHEET | where: .column == key` is looked up in an index of the column, when the key does not
/// depend on the item and both have the same type for certain.
void Compiler::find_index(Call& call, const Typed& input, std::uint32_t first_node) {
  const bool by_condition = call.function == Function::where || call.function == Function::find ||
                            call.function == Function::any;
  if (faults_ || node(input).op != Op::sheet) return;
  const SheetSchema& sheet = schema().sheets[node(input).small];
  const auto is_item_column = [&](std::uint32_t n) {
    const Node& side = code_->nodes[n];
    return side.op == Op::local_column && side.small == call.item &&
           !sheet.columns[side.index].list;
  };
  const auto use = [&](std::uint32_t cell, std::uint32_t key) {
    call.index_column = static_cast<ColumnId>(code_->nodes[cell].index);
    call.index_key = key;
  };
  if (call.function == Function::lookup) {
    if (is_item_column(call.arguments[0])) use(call.arguments[0], call.arguments[1]);
    return;
  }
  if (!by_condition) return;
  const Node& condition = code_->nodes[call.arguments[0]];
  if (condition.op != Op::equal) return;
  const std::uint32_t left = condition.first;
  const std::uint32_t right = condition.second;
  if (is_item_column(left) && works_without_item(left + 1, right, call.item)) {
    use(left, right);
  } else if (is_item_column(right) && works_without_item(first_node, left, call.item)) {
    use(right, left);
  }
}

}  // namespace grif
