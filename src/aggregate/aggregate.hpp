#pragma once

#include <optional>
#include <vector>

#include "expression/expression.hpp"
#include "pack/pack.hpp"

namespace grif {

/// The named figures of one programme: evaluated when first asked for, kept, checked for cycles.
/// One a thread; evaluations that it is attached to must not outlive it.
class Aggregates {
 public:
  Aggregates(const Pack& pack, const Programme& programme);
  Aggregates(const Aggregates&) = delete;
  Aggregates& operator=(const Aggregates&) = delete;

  /// Points an evaluation at this programme and these aggregates.
  void attach(Evaluation& evaluation);
  /// The value of an aggregate (index in Pack::aggregates). What it costs is not taken from the
  /// steps of `evaluation`. Failures and faulty cells come back each time that the value is asked
  /// for: the message is reported once to each Diagnostics. While a trace is set, everything is
  /// evaluated again, so that the trace sees each cell.
  Value value(std::uint16_t index, Evaluation& evaluation);

 private:
  enum class State : std::uint8_t { unknown, being_evaluated, known };
  struct Figure {
    State state = State::unknown;
    Value value;
    bool touched_faulty = false;
    Place faulty_place;
    Place missing_place;
    std::optional<Diagnostic> failure;
  };
  Value evaluate_anew(std::uint16_t index, Evaluation& evaluation);
  Value give_again(const Figure& figure, Evaluation& evaluation);
  Value report_cycle(std::uint16_t index, Evaluation& evaluation);
  Value keep(const Value& value);

  const Pack* pack_;
  const Programme* programme_;
  std::vector<Figure> figures_;
  std::vector<std::uint16_t> path_;  ///< being evaluated, outermost first
  Diagnostic last_failure_;          ///< why the last one that failed did
  Arena arena_;
};

}  // namespace grif
