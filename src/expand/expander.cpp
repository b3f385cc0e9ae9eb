#include "expand/expander.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "core/text.hpp"
#include "expand/expand.hpp"
#include "expand/template_set.hpp"

namespace grif {
namespace {

constexpr std::uint64_t kStepsPerRecord = 500;
/// A fault in a row of a long table comes again with each row: this many tell the story.
constexpr std::size_t kMostErrors = 20;

}  // namespace

std::optional<Document> Expander::run() {
  errors_before_ = evaluation_.diagnostics->count(Severity::error);
  step_limit_ = evaluation_.steps_left;
  evaluation_.frame.assign(template_.frame_size, Value());
  fill_properties();
  expand_nodes(template_.sections);
  check_bookmarks();
  if (evaluation_.diagnostics->count(Severity::error) != errors_before_) evaluation_.failed = true;
  if (evaluation_.failed || evaluation_.touched_faulty) return {};
  return builder_.finish();
}

void Expander::fill_properties() {
  DocumentProperties& p = builder_.properties();
  p.name = template_.name;
  p.title = template_.own_title.pieces.empty() ? template_.title : text_of(template_.own_title);
  p.subject = text_of(template_.subject);
  p.organisation = text_of(template_.organisation);
  if (!template_.date.valid()) return;
  const Value date = evaluate(template_.date, evaluation_);
  p.has_date = date.is(Value::Type::date);
  if (p.has_date) p.date = date.as_date();
}

// ---- Steps and messages -------------------------------------------------------------------------

Diagnostic& Expander::report(Kind kind, Place place,
                             std::initializer_list<std::string_view> arguments) {
  Diagnostics& diagnostics = *evaluation_.diagnostics;
  Diagnostic& diagnostic = diagnostics.report(kind, place, arguments);
  if (!evaluation_.data_place.is_nowhere()) {
    const bool russian = diagnostics.language() == Language::russian;
    diagnostic.notes.push_back(
        {evaluation_.data_place, russian ? "для этой записи" : "for this record"});
  }
  return diagnostic;
}

bool Expander::take_step(Place place) {
  if (stopped_) return false;
  if (evaluation_.steps_left == 0) {
    // An expression that ran out of steps has said so itself.
    if (evaluation_.diagnostics->count(Severity::error) == errors_before_) {
      report(Kind::template_steps, place, {std::to_string(step_limit_)});
    }
    stopped_ = true;
    return false;
  }
  --evaluation_.steps_left;
  if (builder_.text_bytes() > largest_output) {
    report(Kind::template_output, place, {std::to_string(largest_output >> 20)});
    stopped_ = true;
  } else if (evaluation_.diagnostics->count(Severity::error) - errors_before_ >= kMostErrors) {
    stopped_ = true;
  }
  return !stopped_;
}

void Expander::expand_nodes(const Nodes& nodes) {
  for (const TemplateNode& node : nodes) {
    if (!take_step(node.place)) return;
    std::visit([&](const auto& what) { expand(node, what); }, node.what);
  }
}

// ---- Control ------------------------------------------------------------------------------------

void Expander::expand(const TemplateNode&, const IfNode& choice) {
  for (const IfNode::Branch& branch : choice.branches) {
    if (test(branch.test)) {
      expand_nodes(branch.content);
      return;
    }
  }
  expand_nodes(choice.otherwise);
}

void Expander::expand(const TemplateNode&, const ForNode& loop) {
  const Value list = evaluate(loop.list, evaluation_);
  if (list.is(Value::Type::list) && !list.as_list().empty()) {
    const std::span<const Value> items = list.as_list();
    const Place outer = evaluation_.data_place;
    for (std::size_t i = 0; i < items.size() && !stopped_; ++i)
      expand_item(loop, items[i], i, items.size());
    evaluation_.data_place = outer;
    return;
  }
  const bool empty = list.is(Value::Type::list) || list.is_missing() || list.is_faulty();
  if (!empty) report_type(loop.list, "list", list);
  if (empty && !evaluation_.last_failed) expand_nodes(loop.otherwise);
}

void Expander::expand_item(const ForNode& loop, Value item, std::size_t index, std::size_t count) {
  Value* const slots = &evaluation_.frame[loop.slot];
  const auto position = static_cast<std::int64_t>(index);
  slots[0] = item;
  slots[1] = Value::integer(position);
  slots[2] = Value::integer(position + 1);
  slots[3] = Value::boolean(index == 0);
  slots[4] = Value::boolean(index + 1 == count);
  if (item.is(Value::Type::record)) {
    const RecordRef record = item.as_record();
    evaluation_.data_place = evaluation_.programme->tables[record.table].rows[record.row].place;
  }
  expand_nodes(loop.content);
}

void Expander::expand(const TemplateNode&, const LetNode& let) {
  evaluation_.frame[let.slot] = evaluate(let.value, evaluation_);
}

void Expander::expand(const TemplateNode&, const IncludeNode& include) {
  for (const IncludeNode::Parameter& parameter : include.parameters) {
    evaluation_.frame[parameter.slot] = evaluate(parameter.value, evaluation_);
  }
  expand_nodes(include.content);
}

// ---- Sections -----------------------------------------------------------------------------------

void Expander::expand(const TemplateNode&, const SectionNode& section) {
  builder_.begin_section(section.page);
  expand_nodes(section.blocks);
  // After the blocks, so that a header may say what a `let` of the section has found.
  expand_furnishings(section);
  builder_.section().turns_for_tables = section.auto_orientation;
  builder_.section().restart_numbering = section.restart_numbering;
  builder_.end_section();
}

void Expander::expand_furnishings(const SectionNode& section) {
  using Furniture = DocumentBuilder::Furniture;
  const auto expand_one = [&](Furniture which, bool Furnishings::*has, Nodes Furnishings::*blocks) {
    const bool own = section.furnishings.*has;
    const Furnishings& from = own ? section.furnishings : template_.furnishings;
    if (!(from.*has)) return;
    builder_.begin_furniture(which);
    expand_nodes(from.*blocks);
    builder_.end_furniture();
  };
  expand_one(Furniture::header, &Furnishings::has_header, &Furnishings::header);
  expand_one(Furniture::first_header, &Furnishings::has_first_header, &Furnishings::first_header);
  expand_one(Furniture::footer, &Furnishings::has_footer, &Furnishings::footer);
  expand_one(Furniture::first_footer, &Furnishings::has_first_footer, &Furnishings::first_footer);
}

// ---- Bookmarks ----------------------------------------------------------------------------------

Expander::Bookmark& Expander::bookmark(std::string name) {
  const auto [found, is_new] = bookmark_indices_.try_emplace(name, bookmarks_.size());
  if (is_new) {
    const std::uint32_t index = builder_.add_bookmark(name);
    bookmarks_.push_back({.name = std::move(name), .index = index});
  }
  return bookmarks_[found->second];
}

void Expander::check_bookmarks() {
  std::vector<std::string> defined;
  for (const Bookmark& bookmark : bookmarks_) {
    if (bookmark.defined) defined.push_back(bookmark.name);
  }
  for (const Bookmark& bookmark : bookmarks_) {
    if (bookmark.defined || stopped_) continue;
    const std::vector<std::string> near = nearest(bookmark.name, defined);
    report(Kind::template_bookmark, bookmark.first_reference,
           {bookmark.name, near.empty() ? "—" : join(near, ", ")});
  }
}

// ---- The door -----------------------------------------------------------------------------------

std::optional<Document> expand(const TemplateSet& templates, std::size_t document,
                               const StyleSheet& styles, Evaluation& evaluation) {
  const auto& known = templates.impl().documents;
  const auto found =
      std::ranges::find(known, document, [](const auto& entry) { return entry.first; });
  if (found == known.end()) return {};
  std::uint64_t records = 0;
  for (const Table& table : evaluation.programme->tables) records += table.rows.size();
  evaluation.steps_left += kStepsPerRecord * records;
  return Expander(found->second, styles, evaluation).run();
}

}  // namespace grif
