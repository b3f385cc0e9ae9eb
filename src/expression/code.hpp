#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "core/arena.hpp"
#include "core/place.hpp"
#include "core/value.hpp"
#include "expression/expression.hpp"
#include "expression/functions.hpp"

namespace grif {

enum class Op : std::uint8_t {
  constant,      ///< index: of the constant
  local,         ///< small: slot
  sheet,         ///< small: sheet; all its rows
  keyed_sheet,   ///< small: sheet; its one record
  aggregate,     ///< small: which
  column,        ///< of the record `first`; small: column
  local_column,  ///< of the record in slot `small`; index: column
  row_kind,      ///< engine members of the record `first` …
  row_index,
  group_row,
  sibling_row,   ///< small: 1 the next one, 0 the one before
  child_rows,    ///< small: Children
  named_member,  ///< of a record `first` of any sheet; index: constant with the name
  group_key,     ///< of the group `first` …
  group_items,
  element,  ///< of the list `first` at `second`
  logical_and,
  logical_or,
  logical_not,
  equal,
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,
  is_in,
  is_not_in,
  is_missing,
  is_present,
  join_text,
  add,
  subtract,
  multiply,
  divide,
  modulo,
  negate,
  choice,  ///< first if second else third
  list,    ///< index: begin in `operands`, small: count
  call,    ///< index: in `calls`
};

/// Which rows under a group row.
enum class Children : std::uint16_t { items, details, results, rows };

inline constexpr std::uint32_t kNoNode = 0xFFFF'FFFF;

struct Node {
  Op op{};
  std::uint16_t small = 0;
  std::uint32_t offset = 0;  ///< in the text, of the token that messages name
  std::uint32_t index = 0;
  std::uint32_t first = kNoNode, second = kNoNode, third = kNoNode;  ///< operands
};

/// A filter or function applied.
struct Call {
  Function function{};
  std::uint8_t count = 0;   ///< of arguments that are there
  std::uint8_t choice = 0;  ///< which of the words that an argument may be
  Slot item = 0;            ///< slot of the item that the arguments work on
  std::uint32_t input = kNoNode;
  std::array<std::uint32_t, 3> arguments{kNoNode, kNoNode, kNoNode};
  /// When the condition is `.column == key` over a whole sheet: looked up instead of tried.
  ColumnId index_column = kNoColumn;
  std::uint32_t index_key = kNoNode;
};

/// The compiled form: a tree in one vector, children before their parents.
class ExpressionCode {
 public:
  std::string text;
  Place start;
  StaticType type;
  std::vector<Node> nodes;
  std::vector<Call> calls;
  std::vector<std::uint32_t> operands;
  std::vector<Value> constants;
  std::vector<SheetId> sheets;  ///< that it names or reaches by a reference
  std::uint32_t root = 0;
  std::uint32_t height = 0;  ///< of the tree
  std::size_t frame_size = 0;
  Arena arena;  ///< texts of the constants
};

/// The line and column of a byte offset in a text that begins at `start`.
Place place_at(std::string_view text, Place start, std::size_t offset);

/// Nesting of brackets, and height of the tree: what keeps recursion short.
inline constexpr int kMaxNesting = 64;
inline constexpr int kMaxHeight = 256;
inline constexpr std::size_t kMaxTextBytes = 64 * 1024;

}  // namespace grif
