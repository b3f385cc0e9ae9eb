#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "expression/code.hpp"
#include "expression/lexer.hpp"
#include "expression/types.hpp"

namespace grif {

/// Reads one expression and gives every node its type, in one pass. The grammar is in
/// expression.hpp; parse.cpp has it, check.cpp the types of operators and members, calls.cpp those
/// of filters.
class Compiler {
 public:
  Compiler(std::string_view text, Place start, NameScope& scope, Diagnostics& diagnostics);
  /// Nothing if a fault was reported.
  std::unique_ptr<const ExpressionCode> run();

 private:
  /// A node and what its value will be.
  struct Typed {
    std::uint32_t node = 0;
    StaticType type;
  };
  /// Counts the nesting of the grammar's recursive rules.
  class Nest;

  // parse.cpp
  Typed parse_pipeline();
  Typed parse_choice();
  Typed parse_or();
  Typed parse_and();
  Typed parse_not();
  Typed parse_comparison();
  Typed parse_is_missing(Typed left, const Token& word);
  Typed parse_joined();
  Typed parse_sum();
  Typed parse_product();
  Typed parse_unary();
  Typed parse_postfix();
  Typed parse_primary();
  Typed parse_item();
  Typed parse_list();
  Typed parse_number(const Token* minus);
  Typed parse_name();
  Typed parse_date(const Token& name);
  Typed parse_arguments_in_brackets(const Token& name);

  const Token& peek(std::size_t ahead = 0) const;
  const Token& take();
  bool accept_symbol(std::string_view symbol);
  bool accept_name(std::string_view name);
  void expect_symbol(std::string_view symbol);
  Typed fail_syntax(std::string_view expected);

  // check.cpp
  Typed make_name(const Token& name);
  Typed make_member(Typed record, const Token& name);
  Typed make_record_member(Typed record, const Token& name);
  Typed make_group_member(Typed group, const Token& name);
  Typed make_column(Typed record, ColumnId column, const Token& name, const StaticType& type);
  Typed make_element(Typed list, Typed index, std::uint32_t offset);
  Typed make_logical(Op op, Typed left, Typed right, const Token& token);
  Typed make_comparison(Op op, Typed left, Typed right, const Token& token);
  Typed make_membership(Op op, Typed left, Typed list, const Token& token);
  Typed make_joined(Typed left, Typed right, const Token& token);
  Typed make_arithmetic(Op op, Typed left, Typed right, const Token& token);
  Typed make_negative(Typed operand, const Token& token);
  Typed make_choice(Typed yes, Typed condition, Typed no, const Token& token);
  Typed make_list(const std::vector<Typed>& items, std::uint32_t offset);
  void check_condition(const Typed& condition);
  void check_choice_of(const Typed& cell, const Typed& literal);
  const ColumnSchema* column_of(const Typed& cell) const;

  // calls.cpp
  /// The filter `name` applied to `input`; the arguments begin at the present token.
  Typed parse_call(const Token& name, Typed input, bool in_brackets);
  Typed make_call(const FunctionSpec& spec, const Token& name, Typed input, Slot item,
                  const std::vector<Typed>& arguments, std::uint32_t first_argument_node);
  void skip_arguments(bool in_brackets);
  void check_input(const FunctionSpec& spec, const Token& name, const Typed& input);
  void check_argument(const FunctionSpec& spec, const Token& name, std::size_t index,
                      const std::vector<Typed>& arguments, const Typed& input, Call& call);
  void check_choice_word(const FunctionSpec& spec, Argument argument, const Typed& word,
                         Call& call);
  void check_printed_column(const FunctionSpec& spec, const Typed& column, const Typed& input);
  StaticType type_of_call(const FunctionSpec& spec, const Typed& input,
                          const std::vector<Typed>& arguments);
  void find_index(Call& call, const Typed& input, std::uint32_t first_node);
  bool works_without_item(std::uint32_t first, std::uint32_t last, Slot item) const;

  // compiler.cpp
  std::uint32_t add_node(Node node);
  Typed add_constant(Value value, StaticType type, std::uint32_t offset);
  Typed add_fault(
      std::uint32_t offset);  ///< stands where an operand is wrong, so that only one message comes
  void report(Kind kind, std::uint32_t offset, std::initializer_list<std::string_view> arguments);
  void report_wrong_type(std::string_view what, std::string_view wanted, const Typed& seen);
  std::string suggest(std::string_view name, const std::vector<std::string>& candidates) const;
  const Schema& schema() const { return scope_.schema(); }
  const Node& node(const Typed& typed) const { return code_->nodes[typed.node]; }
  /// The constant of a literal, or null.
  const Value* literal(const Typed& typed) const;

  struct Item {
    Slot slot;
    StaticType type;
  };
  NameScope& scope_;
  Diagnostics& diagnostics_;
  std::unique_ptr<ExpressionCode> code_;
  std::vector<Token> tokens_;
  std::vector<int> heights_;            ///< of the nodes
  std::vector<SheetId> column_sheets_;  ///< of the nodes that are columns, the sheet
  std::vector<Item> items_;             ///< of the filters around the present place, innermost last
  std::size_t at_ = 0;
  int nesting_ = 0;
  bool broken_ = false;  ///< the rest cannot be read
  bool faults_ = false;
};

}  // namespace grif
