#include <algorithm>

#include "core/text.hpp"
#include "validate/validate.hpp"

namespace grif {
namespace {

constexpr std::uint64_t kSteps = 10'000'000, kStepsARecord = 500;

class RuleChecker {
 public:
  RuleChecker(const Programme& programme, const Rule& rule, const Schema& schema,
              Evaluation& evaluation, Diagnostics& diagnostics)
      : programme_(&programme),
        rule_(&rule),
        schema_(&schema),
        evaluation_(&evaluation),
        diagnostics_(&diagnostics) {}

  void check() {
    evaluation_->frame.assign(std::max<std::size_t>(rule_->frame_size, 1), Value());
    evaluation_->steps_left = kSteps;
    if (rule_->sheet == kNoSheet) {
      const Place place = programme_->inputs.empty()
                              ? Place::nowhere()
                              : Place::whole(programme_->inputs.front().source);
      check_once(place, rule_->severity);
      return;
    }
    const Table& table = programme_->tables[rule_->sheet];
    if (!table.present || lacks_column(table)) return;
    evaluation_->steps_left += table.rows.size() * kStepsARecord;
    const Severity severity = table.printed ? rule_->printed_severity : rule_->severity;
    for (std::uint32_t row = 0; row < table.rows.size(); ++row) {
      if (rule_->rows && table.rows[row].kind != *rule_->rows) continue;
      Place place = table.rows[row].place;
      if (rule_->at != kNoColumn) {
        const Cell& cell = table.cell(row, rule_->at);
        const bool grouped = schema_->sheets[rule_->sheet].shape == SheetShape::grouped;
        if (grouped && cell.row_span == 0) continue;  // the merged cell above speaks for it
        place = cell.place;
      }
      evaluation_->frame[0] = Value::record({rule_->sheet, row});
      if (!check_once(place, severity)) return;
    }
  }

 private:
  /// A column that the input does not have is the business of what is required, not of rules.
  [[nodiscard]] bool lacks_column(const Table& table) const {
    if (rule_->at == kNoColumn || schema_->sheets[rule_->sheet].shape == SheetShape::keyed)
      return false;
    return std::ranges::find(table.printed_order, rule_->at) == table.printed_order.end();
  }

  /// False when the rule itself failed, which has been reported.
  bool check_once(Place place, Severity severity) {
    evaluation_->data_place = place;
    evaluation_->touched_faulty = false;
    evaluation_->failed = false;
    if (rule_->when.valid()) {
      const Value when = evaluate(rule_->when, *evaluation_);
      if (evaluation_->failed) return false;
      if (!holds(when)) return true;
    }
    const Value test = evaluate(rule_->test, *evaluation_);
    if (evaluation_->failed) return false;
    const bool unknown = test.is_missing() || test.is_faulty() || evaluation_->touched_faulty;
    if (unknown || holds(test)) return true;
    const bool russian = diagnostics_->language() == Language::russian;
    std::string text = words_of(russian ? rule_->text_ru : rule_->text_en, place);
    std::string hint = words_of(russian ? rule_->hint_ru : rule_->hint_en, place);
    diagnostics_->report_rule(severity, rule_->id, place, std::move(text), std::move(hint));
    return !evaluation_->failed;
  }

  std::string words_of(const Rule::Words& words, Place place) {
    std::string text;
    for (std::size_t i = 0; i < words.literals.size(); ++i) {
      text += words.literals[i];
      if (i >= words.expressions.size()) continue;
      const Value value = evaluate(words.expressions[i], *evaluation_);
      if (value.is_missing()) {
        text += "—";
      } else if (const auto printed = print(value, place, *evaluation_)) {
        text += collapsed(*printed);
      }
    }
    return text;
  }

  const Programme* programme_;
  const Rule* rule_;
  const Schema* schema_;
  Evaluation* evaluation_;
  Diagnostics* diagnostics_;
};

}  // namespace

void check_rules(const Programme& programme, const Pack& pack, Evaluation& evaluation,
                 Diagnostics& diagnostics) {
  for (const Rule& rule : pack.rules)
    if (rule.compiled) RuleChecker(programme, rule, pack.schema, evaluation, diagnostics).check();
}

}  // namespace grif
