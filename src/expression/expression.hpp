#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/arena.hpp"
#include "core/diagnostics.hpp"
#include "core/value.hpp"
#include "data/programme.hpp"
#include "data/schema.hpp"

namespace grif {

// The one expression language: rules, aggregates and templates all use it. It knows nothing of
// XML or of any template syntax.
//
//   pipeline    = choice { '|' NAME [ ':' choice { ',' choice } ] }      filters bind weakest
//   choice      = or [ 'if' or 'else' choice ]
//   or          = and { 'or' and }          and = not { 'and' not }      not = 'not' not |
//   comparison comparison  = joined [ ('==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | 'not' 'in')
//   joined
//                        | 'is' [ 'not' ] 'missing' ]
//   joined      = sum { '~' sum }           '~' prints both sides and joins the texts
//   sum         = product { ('+' | '-') product }
//   product     = unary { ('*' | '/' | '%') unary }                      unary = '-' unary |
//   postfix postfix     = primary { '.' NAME | '[' choice ']' }                  items from 0,
//   none: missing primary     = NUMBER | TEXT | 'true' | 'false' | 'missing' | date('2026-09-01') |
//   NAME
//               | NAME '(' pipeline { ',' choice } ')'   a filter as a function: count(x) is x |
//               count | '(' pipeline ')' | '[' choice { ',' choice } ']' | '.' [ NAME ] | '..' [
//               NAME ]
//
// In a filter's argument that works on each item `.name` is a member of the item, `.` the item
// itself, `..name` a member of the item of the filter around it. Records have their columns and
// `kind` (item, group, detail, result), `index` (row from 0); those of grouped sheets also `group`
// (the group row they stand under) and, on a group row, `items`, `details`, `results`, `rows`
// (all). A group made by `group` or `duplicates` has `key` and `items`. A sheet names the list of
// all its rows, a keyed sheet its one record.
//
// Missing: arithmetic, `~` and most filters give missing, comparisons give false, a missing
// condition counts as false, a missing list is empty. Division by zero, and mean, share, median,
// min, max, first, last and join of nothing give missing; sum of an empty list is 0, of items none
// of which has a value missing. Texts are ordered by the Russian alphabet (ё after е), digits in
// them as numbers.

/// Static type. `any` is a value whose type is known only when it is there (an extra column).
struct StaticType {
  enum class Base : std::uint8_t {
    any,
    missing,
    text,
    integer,
    decimal,
    ratio,
    real,
    date,
    term,
    boolean,
    record,
    group,  ///< what `group` and `duplicates` make lists of: a key and the items that have it
  };
  Base base = Base::any;
  std::uint8_t list_depth = 0;   ///< 0: the value itself, 1: list, 2: list of lists
  SheetId sheet = kNoSheet;      ///< of a record, or of the records in a group
  Base item_base = Base::any;    ///< of a group: its items
  Base key_base = Base::any;     ///< of a group: its key …
  SheetId key_sheet = kNoSheet;  ///< … when that is a record
  bool operator==(const StaticType&) const = default;

  static StaticType of(Base base, std::uint8_t list_depth = 0, SheetId sheet = kNoSheet) {
    StaticType type;
    type.base = base;
    type.list_depth = list_depth;
    type.sheet = sheet;
    return type;
  }
};
/// English words, as in messages: `text`, `list of records of pairs`, `group of text`.
std::string describe(const StaticType& type, const Schema& schema);
/// What a loop over a value of the type gives each time; nothing if the type is no list.
std::optional<StaticType> element_type(const StaticType& type);
/// What a column's cells are.
StaticType column_type(const ColumnSchema& column);

/// Slot of a local variable (`let`, loop item, include parameter) in the evaluation's frame.
using Slot = std::uint16_t;

/// Names that an expression may use, when it is compiled: local variables over named aggregates
/// over the schema's sheets. Cheap to copy at the start of a nested scope? No: push and pop.
class NameScope {
 public:
  explicit NameScope(const Schema& schema) : schema_(&schema) {}
  [[nodiscard]] const Schema& schema() const { return *schema_; }

  /// Declares a local; returns its slot. Slots are numbered upwards and reused after `pop`.
  Slot push(std::string name, StaticType type);
  void pop(std::size_t count = 1);
  [[nodiscard]] std::size_t depth() const { return locals_.size(); }
  /// Highest number of slots in use at once: the size of the frame to evaluate in.
  [[nodiscard]] std::size_t frame_size() const { return high_water_; }
  /// Declares a named aggregate (index in the pack's list).
  void add_aggregate(std::string name, StaticType type, std::uint16_t index);

  struct Found {
    enum class What : std::uint8_t { local, aggregate, sheet } what;
    std::uint16_t index;  ///< slot, aggregate or SheetId
    StaticType type;
  };
  [[nodiscard]] std::optional<Found> find(std::string_view name) const;
  /// All visible names, for suggestions.
  [[nodiscard]] std::vector<std::string> names() const;

 private:
  struct Named {
    std::string name;
    StaticType type;
    std::uint16_t index;
  };
  const Schema* schema_;
  std::vector<Named> locals_, aggregates_;
  std::size_t high_water_ = 0;
};

class ExpressionCode;  // compiled form, private to the folder

/// A compiled expression: immutable, shared by threads.
class Expression {
 public:
  Expression();
  ~Expression();
  Expression(Expression&&) noexcept;
  Expression& operator=(Expression&&) noexcept;
  [[nodiscard]] StaticType type() const;
  [[nodiscard]] Place place() const;
  [[nodiscard]] const ExpressionCode& code() const { return *code_; }
  [[nodiscard]] bool valid() const { return code_ != nullptr; }
  /// The named aggregates that it reads, ascending, each once.
  [[nodiscard]] std::vector<std::uint16_t> aggregates() const;
  /// The sheets that it reads itself, not through aggregates; may hold one several times.
  [[nodiscard]] const std::vector<SheetId>& sheets() const;

 private:
  friend std::optional<Expression> compile_expression(std::string_view, Place, NameScope&,
                                                      Diagnostics&);
  std::unique_ptr<const ExpressionCode> code_;
};

/// Compiles a text that begins at `start` (a line:column position; offsets within the text move the
/// column). All faults are reported, with the nearest known names; nothing is returned then.
/// A record that a filter's argument works on is written with a leading full stop: `pairs | where:
/// .form == 'x'`.
std::optional<Expression> compile_expression(std::string_view text, Place start, NameScope& scope,
                                             Diagnostics& diagnostics);

/// Indexes that an evaluation makes of the programme's tables. A copy begins empty.
class EvaluationCache {
 public:
  EvaluationCache();
  EvaluationCache(const EvaluationCache&);
  EvaluationCache(EvaluationCache&&) noexcept;
  EvaluationCache& operator=(const EvaluationCache&);
  EvaluationCache& operator=(EvaluationCache&&) noexcept;
  ~EvaluationCache();
  struct Tables;
  Tables& tables(const Programme& programme);

 private:
  std::unique_ptr<Tables> tables_;
};

/// What an evaluation works on. One a thread of work, for one programme; never shared. Values that
/// it gave may point into its cache and its arena.
struct Evaluation {
  const Schema* schema = nullptr;
  const Programme* programme = nullptr;
  /// Gives the value of a named aggregate; set by whoever owns the aggregates.
  std::function<Value(std::uint16_t index, Evaluation&)> aggregate;
  std::vector<Value> frame;  ///< local variables by slot
  Arena* arena = nullptr;    ///< texts and lists that the evaluation makes
  Diagnostics* diagnostics = nullptr;
  std::uint64_t steps_left =
      10'000'000;  ///< every operation and every item costs one; at 0 an error
  /// The data place that is being expanded (the record of the innermost loop), for messages.
  Place data_place;
  bool failed = false;          ///< an error was reported
  bool touched_faulty = false;  ///< a cell that could not be read was used …
  Place faulty_place;           ///< … the first such
  /// When set, every cell that contributes to the result is appended (`list why`).
  std::vector<Place>* trace = nullptr;

  // Kept by `evaluate` for the messages of `print`.
  Place missing_place;  ///< the empty cell that was read last
  Place read_place;     ///< the cell that was read last; nowhere: none was
  /// The cell whose text `written` gave last; null: none. Whoever asks sets it to null before.
  const Cell* written_cell = nullptr;
  bool last_failed = false;  ///< the last `evaluate` reported an error
  std::uint32_t levels = 0;  ///< height of the expressions being evaluated inside one another
  EvaluationCache cache;
};

/// Evaluates; on an error reports once, sets `failed` and returns missing. Faulty is contagious and
/// sets `touched_faulty`. The frame is made as large as the expression needs.
Value evaluate(const Expression& expression, Evaluation& evaluation);

/// Whether a value that is a condition holds: true does, false and missing do not, nor does faulty.
inline bool holds(const Value& value) {
  return value.is(Value::Type::boolean) && value.as_boolean();
}

/// Prints a value as a document shows it: dates `01.09.2026`, decimals with a comma, integers
/// plain, booleans «да»/«нет», records by their first column. A missing value, a ratio or a list is
/// an error unless a filter dealt with it: nothing is returned and a message is reported at `place`
/// (none after an `evaluate` that failed). Nothing is returned for a faulty value either, without a
/// message: the cell has had one, and `touched_faulty` is set.
std::optional<std::string_view> print(const Value& value, Place place, Evaluation& evaluation);

/// Every function and filter, for `grif list functions`: name, usage, meaning (ru, en).
struct FunctionInfo {
  std::string_view name, usage, meaning_ru, meaning_en;
};
std::span<const FunctionInfo> all_functions();

}  // namespace grif
