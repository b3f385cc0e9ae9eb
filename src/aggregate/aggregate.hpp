#pragma once

#include <vector>

#include "expression/expression.hpp"
#include "pack/pack.hpp"

namespace grif {

/// The named figures of one programme: evaluated when first asked for, kept, checked for cycles.
/// One a thread.
class Aggregates {
 public:
  Aggregates(const Pack& pack, const Programme& programme);

  /// Points an evaluation at this programme and these aggregates.
  void attach(Evaluation& evaluation);
  Value value(std::uint16_t index, Evaluation& evaluation);

 private:
  enum class State : std::uint8_t { unknown, being_evaluated, known };
  const Pack* pack_;
  const Programme* programme_;
  std::vector<State> states_;
  std::vector<Value> values_;
  Arena arena_;
};

}  // namespace grif
