#include <algorithm>

#include "expression/compiler.hpp"

namespace grif {
namespace {

// What is expected where no one sign will do.
constexpr std::string_view kValue = "VALUE", kName = "NAME", kFilter = "FILTER";

}  // namespace

class Compiler::Nest {
 public:
  explicit Nest(Compiler& compiler) : compiler_(compiler) {
    if (++compiler_.nesting_ <= kMaxNesting || compiler_.broken_) return;
    compiler_.report(Kind::expression_too_deep, compiler_.peek().offset, {});
    compiler_.broken_ = true;
    compiler_.at_ = compiler_.tokens_.size() - 1;
  }
  Nest(const Nest&) = delete;
  Nest& operator=(const Nest&) = delete;
  ~Nest() { --compiler_.nesting_; }

 private:
  Compiler& compiler_;
};

const Token& Compiler::peek(std::size_t ahead) const {
  return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
}

const Token& Compiler::take() {
  const Token& token = peek();
  if (at_ + 1 < tokens_.size()) ++at_;
  return token;
}

bool Compiler::accept_symbol(std::string_view symbol) {
  if (!peek().is_symbol(symbol)) return false;
  take();
  return true;
}

bool Compiler::accept_name(std::string_view name) {
  if (!peek().is_name(name)) return false;
  take();
  return true;
}

void Compiler::expect_symbol(std::string_view symbol) {
  if (!accept_symbol(symbol)) fail_syntax(symbol);
}

Compiler::Typed Compiler::fail_syntax(std::string_view expected) {
  const std::uint32_t offset = peek().offset;
  const bool russian = diagnostics_.language() == Language::russian;
  if (expected == kValue) expected = russian ? "значение" : "a value";
  if (expected == kName) expected = russian ? "имя" : "a name";
  if (expected == kFilter) expected = russian ? "имя фильтра" : "the name of a filter";
  if (!broken_) {
    if (peek().type == Token::Type::end) {
      report(Kind::expression_ends_early, offset, {expected});
    } else {
      report(Kind::unexpected_sign, offset, {expected, peek().written});
    }
    broken_ = true;
    at_ = tokens_.size() - 1;
  }
  return add_fault(offset);
}

Compiler::Typed Compiler::parse_pipeline() {
  const Nest nest(*this);
  Typed value = parse_choice();
  while (!broken_ && accept_symbol("|")) {
    if (peek().type != Token::Type::name) return fail_syntax(kFilter);
    const Token& name = take();
    value = parse_call(name, value, false);
  }
  return value;
}

Compiler::Typed Compiler::parse_choice() {
  const Nest nest(*this);
  const Typed yes = parse_or();
  if (!peek().is_name("if")) return yes;
  const Token& word = take();
  const Typed condition = parse_or();
  if (!accept_name("else")) return fail_syntax("else");
  const Typed no = parse_choice();
  return make_choice(yes, condition, no, word);
}

Compiler::Typed Compiler::parse_or() {
  Typed left = parse_and();
  while (peek().is_name("or")) {
    const Token& word = take();
    left = make_logical(Op::logical_or, left, parse_and(), word);
  }
  return left;
}

Compiler::Typed Compiler::parse_and() {
  Typed left = parse_not();
  while (peek().is_name("and")) {
    const Token& word = take();
    left = make_logical(Op::logical_and, left, parse_not(), word);
  }
  return left;
}

Compiler::Typed Compiler::parse_not() {
  const Nest nest(*this);
  if (!peek().is_name("not")) return parse_comparison();
  const Token& word = take();
  const Typed operand = parse_not();
  check_condition(operand);
  return {add_node({.op = Op::logical_not, .offset = word.offset, .first = operand.node}),
          StaticType::of(StaticType::Base::boolean)};
}

Compiler::Typed Compiler::parse_comparison() {
  struct Comparison {
    std::string_view symbol;
    Op op;
  };
  static constexpr Comparison kComparisons[] = {{"==", Op::equal},  {"!=", Op::not_equal},
                                                {"<", Op::less},    {"<=", Op::less_equal},
                                                {">", Op::greater}, {">=", Op::greater_equal}};
  const Typed left = parse_joined();
  for (const auto& [symbol, op] : kComparisons) {
    if (!peek().is_symbol(symbol)) continue;
    const Token& token = take();
    return make_comparison(op, left, parse_joined(), token);
  }
  if (peek().is_name("is")) return parse_is_missing(left, take());
  if (peek().is_name("in")) {
    const Token& word = take();
    return make_membership(Op::is_in, left, parse_joined(), word);
  }
  if (peek().is_name("not") && peek(1).is_name("in")) {
    const Token& word = take();
    take();
    return make_membership(Op::is_not_in, left, parse_joined(), word);
  }
  return left;
}

Compiler::Typed Compiler::parse_is_missing(Typed left, const Token& word) {
  const bool present = accept_name("not");
  if (!accept_name("missing")) return fail_syntax("missing");
  return {add_node({.op = present ? Op::is_present : Op::is_missing,
                    .offset = word.offset,
                    .first = left.node}),
          StaticType::of(StaticType::Base::boolean)};
}

Compiler::Typed Compiler::parse_joined() {
  Typed left = parse_sum();
  while (peek().is_symbol("~")) {
    const Token& token = take();
    left = make_joined(left, parse_sum(), token);
  }
  return left;
}

Compiler::Typed Compiler::parse_sum() {
  Typed left = parse_product();
  while (peek().is_symbol("+") || peek().is_symbol("-")) {
    const Token& token = take();
    const Op op = token.written == "+" ? Op::add : Op::subtract;
    left = make_arithmetic(op, left, parse_product(), token);
  }
  return left;
}

Compiler::Typed Compiler::parse_product() {
  Typed left = parse_unary();
  while (peek().is_symbol("*") || peek().is_symbol("/") || peek().is_symbol("%")) {
    const Token& token = take();
    const Op op = token.written == "*"   ? Op::multiply
                  : token.written == "/" ? Op::divide
                                         : Op::modulo;
    left = make_arithmetic(op, left, parse_unary(), token);
  }
  return left;
}

Compiler::Typed Compiler::parse_unary() {
  const Nest nest(*this);
  if (!peek().is_symbol("-")) return parse_postfix();
  const Token& token = take();
  if (peek().type == Token::Type::number) return parse_number(&token);
  return make_negative(parse_unary(), token);
}

Compiler::Typed Compiler::parse_postfix() {
  Typed value = parse_primary();
  while (!broken_) {
    if (accept_symbol(".")) {
      if (peek().type != Token::Type::name) return fail_syntax(kName);
      value = make_member(value, take());
    } else if (peek().is_symbol("[")) {
      const Token& bracket = take();
      const Typed index = parse_pipeline();
      expect_symbol("]");
      value = make_element(value, index, bracket.offset);
    } else {
      break;
    }
  }
  return value;
}

Compiler::Typed Compiler::parse_primary() {
  const Token& next = peek();
  switch (next.type) {
    case Token::Type::number:
      return parse_number(nullptr);
    case Token::Type::text: {
      const Token& token = take();
      return add_constant(Value::text(code_->arena.store(token.content)),
                          StaticType::of(StaticType::Base::text), token.offset);
    }
    case Token::Type::name:
      return parse_name();
    case Token::Type::symbol:
      if (next.is_symbol(".") || next.is_symbol("..")) return parse_item();
      if (next.is_symbol("[")) return parse_list();
      if (accept_symbol("(")) {
        const Typed inner = parse_pipeline();
        expect_symbol(")");
        return inner;
      }
      break;
    case Token::Type::end:
      break;
  }
  return fail_syntax(kValue);
}

/// `.name` and `..name`: the item that the filter around works on, or the one of the filter around
/// that.
Compiler::Typed Compiler::parse_item() {
  const Token& dots = take();
  const std::size_t level = dots.written.size();
  const bool member = peek().type == Token::Type::name && !is_keyword(peek().written) &&
                      peek().offset == dots.offset + level;
  if (items_.size() < level) {
    report(Kind::no_item, dots.offset, {dots.written});
    if (member) take();
    return add_fault(dots.offset);
  }
  const Item& item = items_[items_.size() - level];
  const Typed value{add_node({.op = Op::local, .small = item.slot, .offset = dots.offset}),
                    item.type};
  return member ? make_member(value, take()) : value;
}

Compiler::Typed Compiler::parse_list() {
  const Token& bracket = take();
  std::vector<Typed> items;
  if (!peek().is_symbol("]")) {
    do {
      items.push_back(parse_choice());
    } while (!broken_ && accept_symbol(","));
  }
  expect_symbol("]");
  return make_list(items, bracket.offset);
}

Compiler::Typed Compiler::parse_number(const Token* minus) {
  const Token& token = take();
  const std::uint32_t offset = minus != nullptr ? minus->offset : token.offset;
  const std::string written = (minus != nullptr ? "-" : "") + std::string(token.written);
  const auto decimal = Decimal::parse(written);
  if (!decimal) {
    report(Kind::number_too_long, token.offset, {token.written});
    return add_fault(token.offset);
  }
  if (token.written.find('.') == std::string_view::npos) {
    return add_constant(Value::integer(decimal->mantissa()),
                        StaticType::of(StaticType::Base::integer), offset);
  }
  return add_constant(Value::decimal(*decimal), StaticType::of(StaticType::Base::decimal), offset);
}

Compiler::Typed Compiler::parse_name() {
  const Token& name = take();
  if (name.written == "true" || name.written == "false") {
    return add_constant(Value::boolean(name.written == "true"),
                        StaticType::of(StaticType::Base::boolean), name.offset);
  }
  if (name.written == "missing")
    return add_constant(Value{}, StaticType::of(StaticType::Base::missing), name.offset);
  if (is_keyword(name.written)) {
    --at_;
    return fail_syntax(kValue);
  }
  if (!peek().is_symbol("(")) return make_name(name);
  if (name.written == "date") return parse_date(name);
  return parse_arguments_in_brackets(name);
}

Compiler::Typed Compiler::parse_date(const Token& name) {
  take();  // the bracket
  if (peek().type != Token::Type::text) return fail_syntax("'2026-09-01'");
  const Token& token = take();
  expect_symbol(")");
  const auto date = Date::parse_iso(token.content);
  if (!date) {
    report(Kind::no_such_date, token.offset, {token.content});
    return add_fault(token.offset);
  }
  return add_constant(Value::date(*date), StaticType::of(StaticType::Base::date), name.offset);
}

Compiler::Typed Compiler::parse_arguments_in_brackets(const Token& name) {
  take();  // the bracket
  if (peek().is_symbol(")")) return fail_syntax(kValue);
  const Typed input = parse_pipeline();
  const Typed result = parse_call(name, input, true);
  if (!broken_) expect_symbol(")");
  return result;
}

}  // namespace grif
