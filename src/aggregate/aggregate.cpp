#include "aggregate/aggregate.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace grif {

Aggregates::Aggregates(const Pack& pack, const Programme& programme)
    : pack_(&pack), programme_(&programme), figures_(pack.aggregates.size()) {}

void Aggregates::attach(Evaluation& evaluation) {
  evaluation.schema = &pack_->schema;
  evaluation.programme = programme_;
  evaluation.aggregate = [this](std::uint16_t index, Evaluation& asking) {
    return value(index, asking);
  };
}

Value Aggregates::value(std::uint16_t index, Evaluation& evaluation) {
  assert(index < figures_.size());
  const Figure& figure = figures_[index];
  if (figure.state == State::being_evaluated) return report_cycle(index, evaluation);
  const bool known = figure.state == State::known;
  if (known && (evaluation.trace == nullptr || figure.failure))
    return give_again(figure, evaluation);
  return evaluate_anew(index, evaluation);
}

/// Evaluates with a frame, steps and places of its own, as if nobody else were at work.
Value Aggregates::evaluate_anew(std::uint16_t index, Evaluation& evaluation) {
  constexpr std::uint64_t kSteps = 10'000'000;
  Figure& figure = figures_[index];
  figure.state = State::being_evaluated;
  path_.push_back(index);
  std::vector<Value> frame(pack_->aggregates[index].frame_size);
  std::swap(frame, evaluation.frame);
  const auto steps = std::exchange(evaluation.steps_left, kSteps);
  const auto data_place = std::exchange(evaluation.data_place, Place::nowhere());
  const auto faulty_place = std::exchange(evaluation.faulty_place, Place::nowhere());
  const bool touched_faulty = std::exchange(evaluation.touched_faulty, false);

  const Diagnostics* diagnostics = evaluation.diagnostics;
  const std::size_t messages = diagnostics != nullptr ? diagnostics->all().size() : 0;
  const Value value = evaluate(pack_->aggregates[index].expression, evaluation);
  if (diagnostics != nullptr && diagnostics->all().size() > messages)
    last_failure_ = diagnostics->all().back();

  path_.pop_back();
  figure.state = State::known;
  figure.value = keep(value);
  figure.touched_faulty = evaluation.touched_faulty;
  figure.faulty_place = evaluation.faulty_place;
  figure.missing_place = evaluation.missing_place;
  if (evaluation.last_failed) figure.failure = last_failure_;
  std::swap(frame, evaluation.frame);
  evaluation.steps_left = steps;
  evaluation.data_place = data_place;
  if (touched_faulty) {
    evaluation.touched_faulty = true;
    evaluation.faulty_place = faulty_place;
  }
  return figure.value;
}

Value Aggregates::give_again(const Figure& figure, Evaluation& evaluation) {
  evaluation.last_failed = figure.failure.has_value();
  evaluation.missing_place = figure.missing_place;
  if (figure.touched_faulty && !evaluation.touched_faulty) {
    evaluation.touched_faulty = true;
    evaluation.faulty_place = figure.faulty_place;
  }
  if (!figure.failure) return figure.value;
  evaluation.failed = true;
  last_failure_ = *figure.failure;
  if (evaluation.diagnostics == nullptr) return {};
  const auto& reported = evaluation.diagnostics->all();
  if (std::ranges::find(reported, last_failure_) == reported.end())
    evaluation.diagnostics->add(last_failure_);
  return {};
}

Value Aggregates::report_cycle(std::uint16_t index, Evaluation& evaluation) {
  const auto begin = std::ranges::find(path_, index);
  std::string circle;
  for (auto step = begin; step != path_.end(); ++step)
    circle += pack_->aggregates[*step].name + " → ";
  circle += pack_->aggregates[index].name;
  if (evaluation.diagnostics != nullptr) {
    evaluation.diagnostics->report(Kind::aggregate_cycle, pack_->aggregates[index].place,
                                   {pack_->aggregates[index].name, circle});
  }
  evaluation.failed = true;
  evaluation.last_failed = true;
  return {};
}

/// A copy that needs nobody else's memory.
Value Aggregates::keep(const Value& value) {
  switch (value.type()) {
    case Value::Type::text:
      return Value::text(arena_.store(value.as_text()));
    case Value::Type::term:
      // What was understood of a cell's term is kept by the programme.
      if (value.as_term() != nullptr) return value;
      return Value::term(arena_.store(value.as_text()));
    case Value::Type::ratio:
      return Value::ratio(arena_.store(std::span<const Ratio>(&value.as_ratio(), 1)).data());
    case Value::Type::list: {
      std::vector<Value> items;
      items.reserve(value.as_list().size());
      for (const Value& item : value.as_list()) items.push_back(keep(item));
      return Value::list(arena_.store(std::span<const Value>(items)));
    }
    case Value::Type::missing:
    case Value::Type::faulty:
    case Value::Type::integer:
    case Value::Type::decimal:
    case Value::Type::real:
    case Value::Type::date:
    case Value::Type::boolean:
    case Value::Type::record:
      break;
  }
  return value;
}

}  // namespace grif
