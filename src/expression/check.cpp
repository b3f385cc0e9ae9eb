#include <algorithm>

#include "expression/compiler.hpp"

namespace grif {
namespace {

using Base = StaticType::Base;

StaticType boolean_type() { return StaticType::of(Base::boolean); }

struct EngineMember {
  std::string_view name;
  Op op;
  std::uint16_t which;  ///< the node's `small`
  bool grouped;         ///< only of records of grouped sheets
};
constexpr std::uint16_t which(Children children) { return static_cast<std::uint16_t>(children); }
constexpr EngineMember kEngineMembers[] = {
    {"kind", Op::row_kind, 0, false},
    {"index", Op::row_index, 0, false},
    {"group", Op::group_row, 0, true},
    {"previous", Op::sibling_row, 0, true},
    {"next", Op::sibling_row, 1, true},
    {"items", Op::child_rows, which(Children::items), true},
    {"details", Op::child_rows, which(Children::details), true},
    {"results", Op::child_rows, which(Children::results), true},
    {"rows", Op::child_rows, which(Children::rows), true},
};

constexpr std::string_view kRowKinds[] = {"item", "group", "detail", "result"};

}  // namespace

// ---- Names and members --------------------------------------------------------------------------

Compiler::Typed Compiler::make_name(const Token& name) {
  const auto found = scope_.find(name.written);
  if (!found) {
    report(Kind::unknown_name, name.offset, {name.written, suggest(name.written, scope_.names())});
    return add_fault(name.offset);
  }
  Op op = Op::local;
  switch (found->what) {
    case NameScope::Found::What::local:
      break;
    case NameScope::Found::What::aggregate:
      op = Op::aggregate;
      break;
    case NameScope::Found::What::sheet:
      op = found->type.list_depth == 0 ? Op::keyed_sheet : Op::sheet;
      code_->sheets.push_back(found->index);
      break;
  }
  return {add_node({.op = op, .small = found->index, .offset = name.offset}), found->type};
}

Compiler::Typed Compiler::make_member(Typed value, const Token& name) {
  const StaticType& type = value.type;
  if (is_any(type)) {
    code_->constants.push_back(Value::text(code_->arena.store(name.written)));
    const auto index = static_cast<std::uint32_t>(code_->constants.size() - 1);
    return {
        add_node(
            {.op = Op::named_member, .offset = name.offset, .index = index, .first = value.node}),
        StaticType{}};
  }
  if (type.list_depth == 0 && type.base == Base::record && type.sheet < schema().sheets.size())
    return make_record_member(value, name);
  if (type.list_depth == 0 && type.base == Base::group) return make_group_member(value, name);
  report(Kind::has_no_members, name.offset, {name.written, describe(type, schema())});
  return add_fault(name.offset);
}

Compiler::Typed Compiler::make_record_member(Typed record, const Token& name) {
  const SheetSchema& sheet = schema().sheets[record.type.sheet];
  const ColumnId column = sheet.find_column(name.written);
  if (column != kNoColumn)
    return make_column(record, column, name, column_type(sheet.columns[column]));
  const bool grouped = sheet.shape == SheetShape::grouped;
  const StaticType row = StaticType::of(Base::record, 0, record.type.sheet);
  for (const EngineMember& member : kEngineMembers) {
    if (member.name != name.written || (member.grouped && !grouped)) continue;
    StaticType type = row;
    if (member.op == Op::row_kind) type = StaticType::of(Base::text);
    if (member.op == Op::row_index) type = StaticType::of(Base::integer);
    if (member.op == Op::child_rows) type = list_of(row);
    return {
        add_node(
            {.op = member.op, .small = member.which, .offset = name.offset, .first = record.node}),
        type};
  }
  std::vector<std::string> known;
  for (const ColumnSchema& c : sheet.columns) known.push_back(c.id);
  for (const EngineMember& member : kEngineMembers)
    if (grouped || !member.grouped) known.emplace_back(member.name);
  report(Kind::unknown_member, name.offset, {name.written, sheet.id, suggest(name.written, known)});
  return add_fault(name.offset);
}

Compiler::Typed Compiler::make_column(Typed record, ColumnId column, const Token& name,
                                      const StaticType& type) {
  const StaticType record_type = record.type;
  Node& last = code_->nodes.back();
  const bool is_last = record.node + 1 == code_->nodes.size();
  if (is_last && last.op == Op::local) {  // one step for what templates do most
    last.op = Op::local_column;
    last.index = column;
    last.offset = name.offset;
  } else {
    record.node =
        add_node({.op = Op::column, .small = column, .offset = name.offset, .first = record.node});
  }
  column_sheets_[record.node] = record_type.sheet;
  if (type.base == Base::record) code_->sheets.push_back(type.sheet);
  return {record.node, type};
}

Compiler::Typed Compiler::make_group_member(Typed group, const Token& name) {
  if (name.written == "key") {
    return {add_node({.op = Op::group_key, .offset = name.offset, .first = group.node}),
            StaticType::of(group.type.key_base, 0, group.type.key_sheet)};
  }
  if (name.written == "items") {
    return {add_node({.op = Op::group_items, .offset = name.offset, .first = group.node}),
            StaticType::of(group.type.item_base, 1, group.type.sheet)};
  }
  report(Kind::unknown_member, name.offset,
         {name.written, "group", suggest(name.written, {"key", "items"})});
  return add_fault(name.offset);
}

Compiler::Typed Compiler::make_element(Typed list, Typed index, std::uint32_t offset) {
  const auto type = element_type(list.type);
  if (!type) report_wrong_type("[ ]", "list", list);
  if (!is_base(index.type, Base::integer)) report_wrong_type("[ ]", "integer", index);
  return {add_node({.op = Op::element, .offset = offset, .first = list.node, .second = index.node}),
          type.value_or(StaticType{})};
}

// ---- Conditions and comparisons -----------------------------------------------------------------

void Compiler::check_condition(const Typed& condition) {
  if (is_base(condition.type, Base::boolean)) return;
  report(Kind::condition_not_boolean, node(condition).offset, {describe(condition.type, schema())});
}

Compiler::Typed Compiler::make_logical(Op op, Typed left, Typed right, const Token& token) {
  check_condition(left);
  check_condition(right);
  return {add_node({.op = op, .offset = token.offset, .first = left.node, .second = right.node}),
          boolean_type()};
}

const ColumnSchema* Compiler::column_of(const Typed& cell) const {
  const Node& n = node(cell);
  SheetId sheet = kNoSheet;
  ColumnId column = kNoColumn;
  if (n.op == Op::column || n.op == Op::local_column) {
    sheet = column_sheets_[cell.node];
    column = static_cast<ColumnId>(n.op == Op::column ? n.small : n.index);
  }
  return sheet == kNoSheet ? nullptr : &schema().sheets[sheet].columns[column];
}

void Compiler::check_choice_of(const Typed& cell, const Typed& wanted) {
  const Value* value = literal(wanted);
  if (value == nullptr || !value->is(Value::Type::text)) return;
  std::vector<std::string> known;
  if (node(cell).op == Op::row_kind) {
    known.assign(std::begin(kRowKinds), std::end(kRowKinds));
  } else if (const ColumnSchema* column = column_of(cell)) {
    known = column->one_of;
  }
  if (known.empty() || std::ranges::find(known, value->as_text()) != known.end()) return;
  report(Kind::unknown_choice, node(wanted).offset,
         {value->as_text(), suggest(value->as_text(), known)});
}

Compiler::Typed Compiler::make_comparison(Op op, Typed left, Typed right, const Token& token) {
  const bool ordering = op != Op::equal && op != Op::not_equal;
  const auto is_literally_missing = [](const Typed& side) {
    return side.type.base == Base::missing && side.type.list_depth == 0;
  };
  if (is_literally_missing(left) || is_literally_missing(right)) {
    report(Kind::compared_with_missing, token.offset, {token.written});
  } else if (!are_comparable(left.type, right.type)) {
    report(Kind::types_differ, token.offset,
           {token.written, describe(left.type, schema()), describe(right.type, schema())});
  } else if (ordering) {
    for (const Typed& side : {left, right}) {
      if (is_orderable(side.type)) continue;
      report_wrong_type(token.written, "number, text, date", side);
      break;
    }
  } else {
    check_choice_of(left, right);
    check_choice_of(right, left);
  }
  return {add_node({.op = op, .offset = token.offset, .first = left.node, .second = right.node}),
          boolean_type()};
}

Compiler::Typed Compiler::make_membership(Op op, Typed left, Typed list, const Token& token) {
  const auto element = element_type(list.type);
  if (!element) {
    report_wrong_type("in", "list", list);
  } else if (element->base != Base::missing && !are_comparable(left.type, *element)) {
    report(Kind::types_differ, token.offset,
           {"in", describe(left.type, schema()), describe(*element, schema())});
  } else if (node(list).op == Op::list) {
    const Node& items = node(list);
    for (std::uint32_t i = 0; i < items.small; ++i)
      check_choice_of(left, {code_->operands[items.index + i], *element});
  }
  return {add_node({.op = op, .offset = token.offset, .first = left.node, .second = list.node}),
          boolean_type()};
}

// ---- What makes new values ----------------------------------------------------------------------

Compiler::Typed Compiler::make_joined(Typed left, Typed right, const Token& token) {
  for (const Typed& side : {left, right})
    if (!is_printable(side.type)) report_wrong_type("~", "text", side);
  return {
      add_node(
          {.op = Op::join_text, .offset = token.offset, .first = left.node, .second = right.node}),
      StaticType::of(Base::text)};
}

Compiler::Typed Compiler::make_arithmetic(Op op, Typed left, Typed right, const Token& token) {
  const auto is_date = [](const Typed& side) {
    return side.type.base == Base::date && side.type.list_depth == 0;
  };
  const auto is_real = [](const Typed& side) {
    return side.type.base == Base::real && side.type.list_depth == 0;
  };
  StaticType type;
  if (op == Op::subtract && is_date(right) && (is_date(left) || is_any(left.type))) {
    type.base = Base::integer;
  } else if ((op == Op::add || op == Op::subtract) && is_date(left)) {
    if (!is_base(right.type, Base::integer)) report_wrong_type(token.written, "integer", right);
    type.base = is_any(right.type) && op == Op::subtract ? Base::any : Base::date;
  } else {
    for (const Typed& side : {left, right}) {
      if (!is_number(side.type) || is_real(side)) {
        report_wrong_type(token.written, "number", side);
      } else if (op == Op::modulo && !is_base(side.type, Base::integer)) {
        report_wrong_type(token.written, "integer", side);
      }
    }
    const auto common = unify(left.type, right.type);
    type = op == Op::divide ? StaticType::of(Base::ratio) : common.value_or(StaticType{});
  }
  return {add_node({.op = op, .offset = token.offset, .first = left.node, .second = right.node}),
          type};
}

Compiler::Typed Compiler::make_negative(Typed operand, const Token& token) {
  if (!is_number(operand.type)) report_wrong_type("-", "number", operand);
  return {add_node({.op = Op::negate, .offset = token.offset, .first = operand.node}),
          operand.type};
}

Compiler::Typed Compiler::make_choice(Typed yes, Typed condition, Typed no, const Token& token) {
  check_condition(condition);
  const auto type = unify(yes.type, no.type);
  if (!type) {
    report(Kind::types_differ, token.offset,
           {"if … else", describe(yes.type, schema()), describe(no.type, schema())});
  }
  return {add_node({.op = Op::choice,
                    .offset = token.offset,
                    .first = yes.node,
                    .second = condition.node,
                    .third = no.node}),
          type.value_or(StaticType{})};
}

Compiler::Typed Compiler::make_list(const std::vector<Typed>& items, std::uint32_t offset) {
  StaticType type = StaticType::of(Base::missing);
  const auto begin = static_cast<std::uint32_t>(code_->operands.size());
  for (const Typed& item : items) {
    const auto common = unify(type, item.type);
    if (!common) {
      report(Kind::types_differ, node(item).offset,
             {"[ ]", describe(type, schema()), describe(item.type, schema())});
    }
    type = common.value_or(StaticType{});
    code_->operands.push_back(item.node);
  }
  return {add_node({.op = Op::list,
                    .small = static_cast<std::uint16_t>(items.size()),
                    .offset = offset,
                    .index = begin}),
          list_of(type)};
}

}  // namespace grif
