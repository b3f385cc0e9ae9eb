#include <algorithm>
#include <array>
#include <utility>

#include "core/text.hpp"
#include "expand/compiler.hpp"
#include "expand/template_text.hpp"

namespace grif {
namespace {

/// Elements of a template with its parts: parts are compiled where they are included.
constexpr std::size_t kMostElements = 100'000;

/// A loop's own local and its four counters.
constexpr std::size_t kLoopSlots = 5;

constexpr std::uint32_t bit(Context context) { return 1U << static_cast<unsigned>(context); }
constexpr std::uint32_t kEverywhere = 0xFFU;

std::string beginning_of(std::string_view text) {
  std::string out = collapsed(text);
  const std::u32string letters = decode_utf8(out);
  return letters.size() <= 30 ? out : encode_utf8(letters.substr(0, 30)) + "…";
}

}  // namespace

// ---- The elements of the language ---------------------------------------------------------------

struct TemplateCompiler::Element {
  std::string_view name;
  std::uint32_t contexts;
  void (TemplateCompiler::*compile)(XmlNode, Context, Nodes&);
};

std::span<const TemplateCompiler::Element> TemplateCompiler::elements() {
  using enum Context;
  using C = TemplateCompiler;
  static constexpr auto kElements = std::to_array<Element>({
      {"section", bit(sections), &C::compile_section},
      {"header", bit(blocks) | bit(sections), &C::compile_furnishing},
      {"first-header", bit(blocks) | bit(sections), &C::compile_furnishing},
      {"footer", bit(blocks) | bit(sections), &C::compile_furnishing},
      {"first-footer", bit(blocks) | bit(sections), &C::compile_furnishing},
      {"paragraph", bit(blocks), &C::compile_paragraph},
      {"heading", bit(blocks), &C::compile_heading},
      {"lines", bit(blocks), &C::compile_lines},
      {"page-break", bit(blocks), &C::compile_page_break},
      {"list", bit(blocks), &C::compile_list},
      {"item", bit(items), &C::compile_item},
      {"table", bit(blocks), &C::compile_table},
      {"column", bit(columns), &C::compile_column},
      {"header-row", bit(rows), &C::compile_row},
      {"row", bit(rows), &C::compile_row},
      {"cell", bit(cells), &C::compile_cell},
      {"marks", bit(blocks), &C::compile_marks},
      {"mark", bit(marks), &C::compile_mark},
      {"signature", bit(blocks), &C::compile_signature},
      {"run", bit(inlines), &C::compile_run},
      {"tab", bit(inlines), &C::compile_marker},
      {"break", bit(inlines), &C::compile_marker},
      {"page-number", bit(inlines), &C::compile_marker},
      {"page-count", bit(inlines), &C::compile_marker},
      {"bookmark", bit(inlines), &C::compile_bookmark},
      {"reference", bit(inlines), &C::compile_reference},
      {"link", bit(inlines), &C::compile_link},
      {"if", kEverywhere, &C::compile_if},
      {"for", kEverywhere, &C::compile_for},
      {"let", kEverywhere, &C::compile_let},
      {"include", kEverywhere, &C::compile_include},
      {"else", 0, &C::compile_stray_branch},
      {"else-if", 0, &C::compile_stray_branch},
      {"footnote", kEverywhere, &C::compile_unsupported},
      {"image", kEverywhere, &C::compile_unsupported},
      {"chart", kEverywhere, &C::compile_unsupported},
      {"contents", kEverywhere, &C::compile_unsupported},
      {"form-field", kEverywhere, &C::compile_unsupported},
  });
  return kElements;
}

const TemplateCompiler::Element* TemplateCompiler::find_element(std::string_view name) {
  const std::span<const Element> known = elements();
  const auto found = std::ranges::find(known, name, &Element::name);
  return found == known.end() ? nullptr : &*found;
}

std::vector<std::string> TemplateCompiler::names_allowed(Context context) {
  std::vector<std::string> names;
  for (const Element& element : elements()) {
    if (element.compile == &TemplateCompiler::compile_unsupported) continue;
    if ((element.contexts & bit(context)) != 0) names.emplace_back(element.name);
  }
  return names;
}

void TemplateCompiler::report_misplaced(XmlNode node, Context context) {
  const std::vector<std::string> names = names_allowed(context);
  const bool known = find_element(node.name()) != nullptr;
  if (known) {
    diagnostics_.report(Kind::template_misplaced, node.place(),
                        {node.name(), node.parent().name(), join(names, ", ")});
  } else {
    const std::vector<std::string> near = nearest(node.name(), names);
    diagnostics_.report(Kind::template_element, node.place(),
                        {node.name(), join(near.empty() ? names : near, ", ")});
  }
}

// ---- Children -----------------------------------------------------------------------------------

void TemplateCompiler::compile_children(XmlNode parent, Context context, Nodes& out) {
  compile_nodes(parent.first_child(), parent, context, out);
}

void TemplateCompiler::compile_nodes(XmlNode first, XmlNode parent, Context context, Nodes& out) {
  const std::size_t depth = scope_.depth();
  bool after_branch = false, after_else = false;
  for (XmlNode node = first; node; node = node.next_sibling()) {
    const bool is_else = node.is_element() && node.name() == "else";
    if (is_else || (node.is_element() && node.name() == "else-if")) {
      const bool allowed = parent.name() == "if" || (parent.name() == "for" && is_else);
      if (!allowed || after_else) report_misplaced(node, context);
      after_branch = true;
      after_else = after_else || is_else;
    } else if (node.is_text()) {
      compile_text(node, parent, after_branch ? Context::sections : context, out);
    } else if (after_branch) {
      report_misplaced(node, context);
    } else {
      compile_element(node, context, out);
    }
  }
  scope_.pop(scope_.depth() - depth);
}

void TemplateCompiler::compile_element(XmlNode node, Context context, Nodes& out) {
  if (++elements_ > kMostElements) {
    if (elements_ == kMostElements + 1) {
      diagnostics_.report(Kind::template_size, node.place(), {std::to_string(kMostElements)});
    }
    return;
  }
  const Element* element = find_element(node.name());
  if (element == nullptr || (element->contexts & bit(context)) == 0) {
    report_misplaced(node, context);
    return;
  }
  const std::optional<std::string_view> test = node.attribute("if");
  if (!test) {
    (this->*element->compile)(node, context, out);
    return;
  }
  if (element->compile == &TemplateCompiler::compile_let) {  // its name is there in any case
    diagnostics_.report(Kind::template_attribute, node.attribute_place("if"),
                        {node.name(), "if", "name, value"});
  }
  IfNode::Branch branch{.test = compile_expression_text(*test, node.attribute_place("if"))};
  check_type(branch.test, {StaticType::Base::boolean}, "boolean");
  (this->*element->compile)(node, context, branch.content);
  IfNode choice;
  choice.branches.push_back(std::move(branch));
  out.push_back({node.place(), std::move(choice)});
}

void TemplateCompiler::compile_text(XmlNode node, XmlNode parent, Context context, Nodes& out) {
  if (context != Context::inlines) {
    if (is_white_space(node.text())) return;
    diagnostics_.report(Kind::template_text, node.place(),
                        {beginning_of(node.text()), parent.name()});
    return;
  }
  for (const TextPiece& piece : cut_template_text(node.text(), node.place(), diagnostics_)) {
    if (!piece.is_expression) {
      out.push_back({piece.place, TextNode{collapse_white_space(piece.text)}});
      continue;
    }
    Expression expression = compile_expression_text(piece.text, piece.place);
    if (check_printable(expression)) out.push_back({piece.place, ValueNode{std::move(expression)}});
  }
}

// ---- Control elements ---------------------------------------------------------------------------

void TemplateCompiler::compile_if(XmlNode node, Context context, Nodes& out) {
  IfNode choice;
  const auto add_branch = [&](XmlNode at, Nodes content) {
    Attributes attributes(*this, at);
    attributes.required("test");
    IfNode::Branch branch{.test = attributes.expression("test"), .content = std::move(content)};
    check_type(branch.test, {StaticType::Base::boolean}, "boolean");
    attributes.finish();
    choice.branches.push_back(std::move(branch));
  };
  Nodes content;
  compile_children(node, context, content);
  add_branch(node, std::move(content));
  for (const XmlNode child : node.elements()) {
    if (child.name() != "else" && child.name() != "else-if") continue;
    Nodes alternative;
    compile_children(child, context, alternative);
    if (child.name() == "else-if") {
      add_branch(child, std::move(alternative));
      continue;
    }
    Attributes(*this, child).finish();
    choice.otherwise = std::move(alternative);
  }
  out.push_back({node.place(), std::move(choice)});
}

void TemplateCompiler::compile_for(XmlNode node, Context context, Nodes& out) {
  Attributes attributes(*this, node);
  const std::optional<std::string_view> each = attributes.required("each");
  attributes.required("in");
  ForNode loop{.list = attributes.expression("in")};
  attributes.finish();
  StaticType item;
  if (loop.list.valid() && loop.list.type().base != StaticType::Base::missing) {
    const std::optional<StaticType> element = element_type(loop.list.type());
    if (element) item = *element;
    if (!element && loop.list.type() != StaticType{}) {
      diagnostics_.report(Kind::template_type, loop.list.place(),
                          {"list", describe(loop.list.type(), pack_.schema)});
    }
  }
  if (each && !is_valid_name(*each)) {
    diagnostics_.report(Kind::template_name, attributes.place("each"), {*each});
  }
  loop.slot = scope_.push(std::string(each.value_or("")), item);
  scope_.push("loop_index", StaticType::of(StaticType::Base::integer));
  scope_.push("loop_number", StaticType::of(StaticType::Base::integer));
  scope_.push("loop_first", StaticType::of(StaticType::Base::boolean));
  scope_.push("loop_last", StaticType::of(StaticType::Base::boolean));
  frame_size_ = std::max(frame_size_, scope_.frame_size());
  compile_children(node, context, loop.content);
  scope_.pop(kLoopSlots);
  for (const XmlNode child : node.elements()) {
    if (child.name() != "else") continue;
    Attributes(*this, child).finish();
    compile_children(child, context, loop.otherwise);
  }
  out.push_back({node.place(), std::move(loop)});
}

void TemplateCompiler::compile_let(XmlNode node, Context, Nodes& out) {
  Attributes attributes(*this, node);
  const std::optional<std::string_view> name = attributes.required("name");
  attributes.required("value");
  LetNode let{.value = attributes.expression("value")};
  attributes.finish();
  if (name && !is_valid_name(*name)) {
    diagnostics_.report(Kind::template_name, attributes.place("name"), {*name});
  }
  const StaticType type = let.value.valid() ? let.value.type() : StaticType{};
  let.slot = scope_.push(std::string(name.value_or("")), type);
  frame_size_ = std::max(frame_size_, scope_.frame_size());
  if (let.value.valid()) out.push_back({node.place(), std::move(let)});
}

void TemplateCompiler::compile_stray_branch(XmlNode node, Context context, Nodes&) {
  report_misplaced(node, context);
}

}  // namespace grif
