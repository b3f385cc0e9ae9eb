#pragma once

#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "expression/code.hpp"
#include "expression/tables.hpp"

namespace grif {

/// Evaluates the nodes of one expression. evaluate.cpp has the operators, rows.cpp what is read
/// from the programme, calls_on_*.cpp the filters.
class Machine {
 public:
  Machine(const ExpressionCode& code, Evaluation& evaluation) : code_(code), e_(evaluation) {}
  Value run(std::uint32_t index);
  [[nodiscard]] bool failed() const { return failed_; }
  Value fail_too_deep() { return fail(Kind::expression_too_deep, 0, {}); }

 private:
  enum class Truth : std::uint8_t { no, yes, faulty };
  using Values = std::span<const Value>;

  // evaluate.cpp
  Value run_logical(const Node& node);
  Value run_operation(const Node& node);
  Value run_column(const Node& node);
  Value run_comparison(const Node& node);
  Value run_membership(const Node& node);
  Value run_presence(const Node& node);
  Value run_choice(const Node& node);
  Value run_joined(const Node& node);
  Value run_arithmetic(const Node& node);
  Value run_date_arithmetic(const Node& node, const Value& a, const Value& b);
  Value run_negative(const Node& node);
  Value run_element(const Node& node);
  Value run_list_literal(const Node& node);
  Value run_aggregate(const Node& node);
  Truth run_condition(std::uint32_t index);
  /// Reports once and stops everything.
  Value fail(Kind kind, std::uint32_t offset, std::initializer_list<std::string_view> arguments);
  Value fail_type(std::uint32_t offset, std::string_view what, std::string_view wanted,
                  const Value& seen);
  /// The operator as it stands in the text.
  [[nodiscard]] std::string_view symbol_of(const Node& node) const;
  bool spend(std::uint64_t steps, std::uint32_t offset);
  Value keep_text(std::string_view text, std::uint32_t offset);
  Value keep_list(Values values, std::uint32_t offset);
  std::optional<Value> first_unusable(const Value& a, const Value& b) const;

  // rows.cpp
  const Table* table_of(RecordRef record) const;
  Value read_cell(RecordRef record, std::size_t column);
  Value read_column(const Value& record, std::size_t column, const Node& node);
  Value read_named_member(const Node& node);
  Value read_row_member(const Node& node);
  Value read_group_part(const Node& node, std::size_t part);
  Value read_source(const Node& node);
  Value read_member(const Node& node);
  Value read_sheet(SheetId sheet);
  Value read_keyed_sheet(SheetId sheet);
  Value read_children(RecordRef record, Children children);
  Value read_sibling(RecordRef record, bool next, std::uint32_t offset);
  Value call_on_row(const Node& node, const Call& call, const Value& row);
  std::optional<std::size_t> printed_column(RecordRef row, RecordRef column) const;
  Value read_extra_column(RecordRef record, std::string_view title);
  /// The rows whose column equals the key; nothing if the index cannot tell.
  std::optional<Value> look_up(const Node& node, const Call& call);
  TableIndex& index_of(SheetId sheet) { return e_.cache.tables(*e_.programme).at(sheet); }

  // calls.cpp
  Value run_call(const Node& node);
  Value run_substitute(const Node& node, const Call& call, const Value& input);
  bool check_input(const Node& node, const FunctionSpec& spec, const Value& input);
  /// Evaluates an argument; false if it is missing or faulty (`unusable_` is it then) or failed.
  bool take_text(const Call& call, std::size_t index, std::string_view& text);
  bool take_whole(const Call& call, std::size_t index, std::int64_t most, std::int64_t& number);
  bool append_printed(std::string& out, const Value& value, std::uint32_t offset);

  // calls_on_texts.cpp
  Value call_on_text(const Node& node, const Call& call, const Value& input);
  Value call_on_date(const Node& node, const Call& call, const Value& input);
  Value call_on_number(const Node& node, const Call& call, const Value& input);
  Value call_on_term(const Node& node, const Call& call, const Value& input);
  Value find_from_to(const Node& node, std::string_view text);
  const TermValue* understand(const Value& value, std::uint32_t offset);
  Value replace_text(const Node& node, const Call& call, std::string_view text);
  Value split_lines(const Node& node, std::string_view text);
  Value choose_plural(const Call& call, const Value& number);

  // calls_on_lists.cpp
  friend struct ListCalls;
  Value call_on_list(const Node& node, const Call& call, Values items);
  Value filter_items(const Node& node, const Call& call, Values items);
  Value map_items(const Node& node, const Call& call, Values items);
  Value sort_items(const Node& node, const Call& call, Values items);
  Value group_items(const Node& node, const Call& call, Values items);
  Value keep_unique(const Node& node, const Call& call, Values items);
  Value find_by_key(const Node& node, const Call& call, Values items);
  Value measure_items(const Node& node, const Call& call, Values items);
  Value sum_of(const Node& node, Values numbers, bool any_items);
  Value median_of(const Node& node, Values numbers);
  Value extreme_of(const Node& node, const Call& call, Values items);
  Value join_items(const Node& node, const Call& call, Values items);
  Value slice_items(const Node& node, const Call& call, Values items);
  Value flatten_items(const Node& node, const Call& call, Values items);
  Value count_items(const Node& node, const Call& call, Values items);
  Value end_item(const Node& node, const Call& call, Values items);
  Value share_of(const Node& node, const Call& call, Values items);
  /// What the first argument gives for an item; the item itself where there is no argument.
  Value key_of(const Call& call, const Value& item);
  /// The keys of all items; false if one is faulty or failed.
  bool take_keys(const Node& node, const Call& call, Values items, std::vector<Value>& keys);
  bool check_keys(const Node& node, const Call& call, Values keys);
  bool is_group(const Value& value) const;

  const ExpressionCode& code_;
  Evaluation& e_;
  Value unusable_;
  bool failed_ = false;
};

/// Adds the note that says which record was being worked on.
void add_data_note(Diagnostic& diagnostic, const Evaluation& evaluation);
/// What a record is printed as: its first column, followed through references.
Value printed_form(Value value, Evaluation& evaluation);
/// Appends a printable value other than a record; false for missing, faulty, ratio, real, list.
bool append_simple(std::string& out, const Value& value);

}  // namespace grif
