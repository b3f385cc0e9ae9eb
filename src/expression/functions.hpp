#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "expression/expression.hpp"

namespace grif {

enum class Function : std::uint8_t {
  all,
  any,
  as_number,
  capitalise,
  cell,
  column,
  column_span,
  contains,
  count,
  covered,
  date,
  day,
  default_value,
  duplicates,
  end,
  ends_with,
  find,
  first,
  flatten,
  from_to,
  group,
  initials,
  intervals,
  join,
  last,
  leading_number,
  length,
  line,
  lines,
  lookup,
  lower,
  map,
  max,
  mean,
  median,
  min,
  month,
  number,
  overlaps,
  percent,
  plural,
  precedes,
  replace,
  reverse,
  round,
  row_span,
  share,
  slice,
  sort,
  start,
  starts_with,
  sum,
  take,
  term,
  text,
  trim,
  unique,
  upper,
  valid_inn,
  valid_ogrn,
  valid_snils,
  where,
  within,
  written,
  year,
};

/// What stands before the filter.
enum class Input : std::uint8_t {
  text,     ///< text or term
  number,   ///< integer, decimal, ratio or real
  integer,  ///< integer or decimal
  date,
  term,
  list,
  nested_list,  ///< a list of lists
  record,
  grouped_row,  ///< a record of a sheet read as printed
  printable,
  anything,
};

enum class Argument : std::uint8_t {
  none,
  text,
  whole,        ///< a whole number of at least 0
  condition,    ///< works on each item: true or false
  number_key,   ///< works on each item: a number
  order_key,    ///< works on each item: what can be ordered
  equal_key,    ///< works on each item: what can be compared with ==
  each,         ///< works on each item: anything
  sought,       ///< what the key before it is compared with
  substitute,   ///< stands in for a missing value
  date_format,  ///< 'digits', 'words', 'iso'
  rounding,     ///< 'half-away', 'half-even', 'down', 'up'
  direction,    ///< 'up', 'down'
  term,         ///< a term, or a text that is one
  column,       ///< a record of the sheet of printed columns
};

enum class Result : std::uint8_t {
  text,
  texts,
  integer,
  decimal,
  boolean,
  date,
  ratio,
  any,
  same,    ///< as the input
  item,    ///< of the input list
  mapped,  ///< a list of what the argument gives
  key,     ///< what the argument gives, or the item itself
  groups,
  flat,  ///< a list less deep
  substituted,
};

struct FunctionSpec {
  Function function;
  FunctionInfo info;
  Input input;
  std::array<Argument, 3> arguments;
  std::uint8_t required;  ///< how many of the arguments must be there
  Result result;
};

std::span<const FunctionSpec> all_function_specs();  ///< sorted by name
const FunctionSpec* find_function(std::string_view name);
const FunctionSpec& spec_of(Function function);
/// The words that a date_format, rounding or direction argument may be.
std::span<const std::string_view> choices_of(Argument argument);
/// Whether the argument is evaluated for each item.
bool works_on_items(Argument argument);

}  // namespace grif
