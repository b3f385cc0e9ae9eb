#include <algorithm>
#include <span>
#include <utility>

#include "core/text.hpp"
#include "expand/expander.hpp"

namespace grif {
namespace {

/// Bytes; a colon further on ends a sentence, not a leading word.
constexpr std::size_t kLongestLead = 100;

/// Where a line's lead ends: before the first of the words that stands inside the line and begins a
/// word, however its first letter is written; else at the line's end.
std::size_t find_lead_end(std::string_view line, std::span<const std::string> words) {
  std::size_t end = line.size();
  for (const std::string& word : words) {
    std::size_t first = 0;
    const char32_t letter = next_code_point(word, first);
    for (const char32_t start : {to_upper(letter), to_lower(letter)}) {
      std::string wanted;
      append_utf8(wanted, start);
      wanted += word.substr(first);
      for (std::size_t at = line.find(wanted, 1); at < end; at = line.find(wanted, at + 1)) {
        const char before = line[at - 1];
        if (before == ' ' || before == '(' || before == '\t' || before == '.') end = at;
      }
    }
  }
  return end;
}

}  // namespace

void Expander::expand(const TemplateNode&, const ParagraphNode& paragraph) {
  begin_paragraph(paragraph.style, paragraph.direct, paragraph.heading_level);
  expand_nodes(paragraph.content);
  builder_.end_paragraph();
}

void Expander::expand(const TemplateNode&, const LinesNode& lines) {
  evaluation_.written_cell = nullptr;
  const std::optional<std::string_view> printed = print_value(lines.value);
  if (!printed) return;
  const Cell* const source = evaluation_.written_cell;
  lines_of_ = source != nullptr && source->written == *printed ? source : nullptr;
  std::string_view text = *printed;
  const Place place = place_read();
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.remove_suffix(1);
  bool first = true;
  for (bool more = true; more; first = false) {
    const std::size_t end = text.find('\n');
    begin_paragraph(lines.style, lines.direct);
    add_line(lines, text.substr(0, end), first, place);
    builder_.end_paragraph();
    more = end != std::string_view::npos;
    if (more) text.remove_prefix(end + 1);
  }
}

void Expander::add_line(const LinesNode& lines, std::string_view line, bool first, Place place) {
  std::size_t lead = 0;
  if (first && lines.lead == LinesNode::Lead::line) lead = find_lead_end(line, lines.lead_until);
  if (first && lines.lead == LinesNode::Lead::colon)
    lead = line.find(':') + 1;  // none: npos + 1 is 0
  if (lead > kLongestLead && lines.lead == LinesNode::Lead::colon) lead = 0;
  if (lead != 0) {
    builder_.push_run(lines.lead_style);
    add_data(line.substr(0, lead), place);
    builder_.pop_run();
  }
  add_data(line.substr(lead), place);
}

void Expander::expand(const TemplateNode&, const PageBreakNode&) { builder_.add_page_break(); }

// ---- Lists --------------------------------------------------------------------------------------

void Expander::expand(const TemplateNode&, const ListNode& list) {
  builder_.begin_list(list.ordered, list.pattern);
  expand_nodes(list.items);
  builder_.end_list();
}

void Expander::expand(const TemplateNode&, const ItemNode& item) {
  builder_.next_list_item();
  expand_nodes(item.blocks);
}

// ---- Layout tables ------------------------------------------------------------------------------

void Expander::begin_layout_table(StyleId style, std::vector<ColumnWidth> columns) {
  builder_.begin_table(style, std::move(columns));
  builder_.table().layout_only = true;
  builder_.table().borders = false;
}

void Expander::expand_mark_cell(std::span<const PendingMark> marks, std::size_t index,
                                StyleId empty_style) {
  builder_.begin_cell();
  if (index < marks.size()) {
    const PendingMark& mark = marks[index];
    std::vector<Value> frame = std::exchange(evaluation_.frame, mark.frame);
    const Place place = std::exchange(evaluation_.data_place, mark.data_place);
    expand_nodes(mark.node->blocks);
    evaluation_.frame = std::move(frame);
    evaluation_.data_place = place;
  }
  builder_.end_cell(empty_style);
}

void Expander::expand(const TemplateNode&, const MarksNode& marks) {
  std::vector<PendingMark> left, right;
  std::vector<PendingMark>* const outer_left = std::exchange(left_marks_, &left);
  std::vector<PendingMark>* const outer_right = std::exchange(right_marks_, &right);
  expand_nodes(marks.content);
  left_marks_ = outer_left;
  right_marks_ = outer_right;
  if (left.empty() && right.empty()) return;
  const ColumnWidth block{.rule = ColumnWidth::Rule::fixed, .width = marks.width};
  begin_layout_table(marks.style, {block, {.rule = ColumnWidth::Rule::share}, block});
  for (std::size_t i = 0; i < std::max(left.size(), right.size()); ++i) {
    builder_.begin_row();
    builder_.row().may_break = false;
    expand_mark_cell(left, i, marks.empty_style);
    builder_.begin_cell();
    builder_.end_cell(marks.empty_style);
    expand_mark_cell(right, i, marks.empty_style);
    builder_.end_row();
  }
  builder_.end_table();
}

void Expander::expand(const TemplateNode& node, const MarkNode& mark) {
  bool left = mark.left;
  if (mark.side.valid()) {
    const Value side = evaluate(mark.side, evaluation_);
    const bool known =
        side.is(Value::Type::text) && (side.as_text() == "left" || side.as_text() == "right");
    if (!known && !side.is_faulty() && !evaluation_.last_failed) {
      const std::string_view seen =
          side.is(Value::Type::text) ? side.as_text() : type_name(side.type());
      report(Kind::template_value, node.place, {"side", seen, "left, right"});
    }
    left = known && side.as_text() == "left";
  }
  std::vector<PendingMark>& marks = left ? *left_marks_ : *right_marks_;
  marks.push_back({&mark, evaluation_.frame, evaluation_.data_place});
}

void Expander::expand(const TemplateNode&, const SignatureNode& signature) {
  begin_layout_table(signature.table_style, {{.rule = ColumnWidth::Rule::share, .share = 3},
                                             {.rule = ColumnWidth::Rule::share, .share = 1},
                                             {.rule = ColumnWidth::Rule::share, .share = 2}});
  builder_.begin_row();
  builder_.row().may_break = false;
  const auto add_cell = [&](StyleId style, const Nodes* content) {
    builder_.begin_cell();
    builder_.cell().vertical = VerticalAlignment::bottom;
    if (content != nullptr) {
      begin_paragraph(style, {});
      expand_nodes(*content);
      builder_.end_paragraph();
    }
    builder_.end_cell(style);
  };
  add_cell(signature.post_style, &signature.post);
  add_cell(signature.post_style, nullptr);
  add_cell(signature.name_style, &signature.name);
  builder_.end_row();
  builder_.end_table();
}

}  // namespace grif
