#include "expression/compiler.hpp"

#include <algorithm>

#include "core/text.hpp"

namespace grif {

Compiler::Compiler(std::string_view text, Place start, NameScope& scope, Diagnostics& diagnostics)
    : scope_(scope), diagnostics_(diagnostics), code_(std::make_unique<ExpressionCode>()) {
  code_->text = text;
  code_->start = start;
}

std::unique_ptr<const ExpressionCode> Compiler::run() {
  if (code_->text.size() > kMaxTextBytes) {
    diagnostics_.report(Kind::expression_too_long, code_->start, {std::to_string(kMaxTextBytes)});
    return nullptr;
  }
  if (const auto at = find_invalid_utf8(code_->text)) {
    diagnostics_.report(Kind::unknown_sign, place_at(code_->text, code_->start, *at), {"\\?"});
    return nullptr;
  }
  tokens_ = cut_tokens(code_->text, code_->start, diagnostics_, faults_);
  const Typed root = parse_pipeline();
  if (!broken_ && peek().type != Token::Type::end) fail_syntax("|");
  if (faults_) return nullptr;
  code_->root = root.node;
  code_->type = root.type;
  code_->height = static_cast<std::uint32_t>(heights_[root.node]);
  code_->frame_size = scope_.frame_size();
  return std::move(code_);
}

std::uint32_t Compiler::add_node(Node node) {
  int height = 0;
  const auto raise = [&](std::uint32_t child) {
    if (child != kNoNode) height = std::max(height, heights_[child]);
  };
  raise(node.first);
  raise(node.second);
  raise(node.third);
  if (node.op == Op::list) {
    for (std::uint32_t i = 0; i < node.small; ++i) raise(code_->operands[node.index + i]);
  } else if (node.op == Op::call) {
    const Call& call = code_->calls[node.index];
    raise(call.input);
    for (const std::uint32_t argument : call.arguments) raise(argument);
  }
  if (++height > kMaxHeight && !broken_) {
    report(Kind::expression_too_deep, node.offset, {});
    broken_ = true;
    at_ = tokens_.size() - 1;
  }
  code_->nodes.push_back(node);
  heights_.push_back(height);
  column_sheets_.push_back(kNoSheet);
  return static_cast<std::uint32_t>(code_->nodes.size() - 1);
}

Compiler::Typed Compiler::add_constant(Value value, StaticType type, std::uint32_t offset) {
  code_->constants.push_back(value);
  const auto index = static_cast<std::uint32_t>(code_->constants.size() - 1);
  return {add_node({.op = Op::constant, .offset = offset, .index = index}), type};
}

Compiler::Typed Compiler::add_fault(std::uint32_t offset) {
  faults_ = true;
  return add_constant(Value{}, StaticType{}, offset);
}

void Compiler::report(Kind kind, std::uint32_t offset,
                      std::initializer_list<std::string_view> arguments) {
  faults_ = true;
  if (broken_) return;  // what comes of a text that cannot be read says nothing
  diagnostics_.report(kind, place_at(code_->text, code_->start, offset), arguments);
}

void Compiler::report_wrong_type(std::string_view what, std::string_view wanted,
                                 const Typed& seen) {
  report(Kind::wrong_type, node(seen).offset, {what, wanted, describe(seen.type, schema())});
}

std::string Compiler::suggest(std::string_view name,
                              const std::vector<std::string>& candidates) const {
  constexpr std::size_t kMostNames = 12;
  const bool russian = diagnostics_.language() == Language::russian;
  std::vector<std::string> near = nearest(name, candidates);
  if (!near.empty()) return (russian ? "может быть, " : "perhaps ") + join(near, ", ");
  if (candidates.empty()) return {};
  std::vector<std::string> known(
      candidates.begin(),
      candidates.begin() + static_cast<std::ptrdiff_t>(std::min(candidates.size(), kMostNames)));
  if (candidates.size() > kMostNames) known.emplace_back("…");
  return (russian ? "известны: " : "known: ") + join(known, ", ");
}

const Value* Compiler::literal(const Typed& typed) const {
  const Node& n = node(typed);
  return n.op == Op::constant ? &code_->constants[n.index] : nullptr;
}

// ---- The door -----------------------------------------------------------------------------------

Expression::Expression() = default;
Expression::~Expression() = default;
Expression::Expression(Expression&&) noexcept = default;
Expression& Expression::operator=(Expression&&) noexcept = default;
StaticType Expression::type() const { return code_ ? code_->type : StaticType{}; }
Place Expression::place() const { return code_ ? code_->start : Place::nowhere(); }

std::vector<std::uint16_t> Expression::aggregates() const {
  std::vector<std::uint16_t> found;
  for (const Node& node : code_->nodes)
    if (node.op == Op::aggregate) found.push_back(node.small);
  std::ranges::sort(found);
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

const std::vector<SheetId>& Expression::sheets() const { return code_->sheets; }

std::optional<Expression> compile_expression(std::string_view text, Place start, NameScope& scope,
                                             Diagnostics& diagnostics) {
  const std::size_t depth = scope.depth();
  auto code = Compiler(text, start, scope, diagnostics).run();
  scope.pop(scope.depth() - depth);
  if (!code) return std::nullopt;
  Expression expression;
  expression.code_ = std::move(code);
  return expression;
}

// ---- Names --------------------------------------------------------------------------------------

Slot NameScope::push(std::string name, StaticType type) {
  const auto slot = static_cast<Slot>(locals_.size());
  locals_.push_back({std::move(name), type, slot});
  high_water_ = std::max(high_water_, locals_.size());
  return slot;
}

void NameScope::pop(std::size_t count) {
  locals_.erase(locals_.end() - static_cast<std::ptrdiff_t>(std::min(count, locals_.size())),
                locals_.end());
}

void NameScope::add_aggregate(std::string name, StaticType type, std::uint16_t index) {
  aggregates_.push_back({std::move(name), type, index});
}

std::optional<NameScope::Found> NameScope::find(std::string_view name) const {
  if (name.empty()) return std::nullopt;
  const auto local = std::find_if(locals_.rbegin(), locals_.rend(),
                                  [&](const Named& named) { return named.name == name; });
  if (local != locals_.rend()) return Found{Found::What::local, local->index, local->type};
  for (const Named& aggregate : aggregates_) {
    if (aggregate.name == name)
      return Found{Found::What::aggregate, aggregate.index, aggregate.type};
  }
  const SheetId sheet = schema_->find_sheet(name);
  if (sheet == kNoSheet) return std::nullopt;
  const bool keyed = schema_->sheets[sheet].shape == SheetShape::keyed;
  return Found{Found::What::sheet, sheet,
               StaticType::of(StaticType::Base::record, keyed ? 0 : 1, sheet)};
}

std::vector<std::string> NameScope::names() const {
  std::vector<std::string> names;
  for (const Named& local : locals_)
    if (!local.name.empty()) names.push_back(local.name);
  for (const Named& aggregate : aggregates_) names.push_back(aggregate.name);
  for (const SheetSchema& sheet : schema_->sheets) names.push_back(sheet.id);
  return names;
}

}  // namespace grif
