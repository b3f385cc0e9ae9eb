#include <algorithm>
#include <array>
#include <utility>

#include "core/text.hpp"
#include "expand/compiler.hpp"
#include "expand/template_text.hpp"

namespace grif {
namespace {

/// How much further each level of a list is indented.
constexpr Length kListStep = Length::from_tenths_of_mm(75);

bool is_blank_text(const TemplateNode& node) {
  const auto* text = std::get_if<TextNode>(&node.what);
  return text != nullptr && is_white_space(text->text);
}

/// Blanks at the ends of a paragraph are never printed.
void trim_blank_ends(Nodes& content) {
  while (!content.empty() && is_blank_text(content.back())) content.pop_back();
  while (!content.empty() && is_blank_text(content.front())) content.erase(content.begin());
}

}  // namespace

// ---- Paragraphs ---------------------------------------------------------------------------------

StyleId TemplateCompiler::content_style(Attributes& attributes) {
  const StyleId style =
      attributes.style("style", StyleType::paragraph, content_style_ == kNoStyle ? "Normal" : "");
  return style == kNoStyle ? content_style_ : style;
}

void TemplateCompiler::compile_paragraph(XmlNode node, Context, Nodes& out) {
  Attributes attributes(*this, node);
  ParagraphNode paragraph;
  paragraph.style = content_style(attributes);
  attributes.properties(paragraph.direct);
  attributes.finish();
  compile_children(node, Context::inlines, paragraph.content);
  trim_blank_ends(paragraph.content);
  out.push_back({node.place(), std::move(paragraph)});
}

void TemplateCompiler::compile_heading(XmlNode node, Context, Nodes& out) {
  Attributes attributes(*this, node);
  ParagraphNode heading{.heading_level = 1};
  if (const std::optional<std::string_view> level = attributes.text("level")) {
    if (level->size() == 1 && (*level)[0] >= '1' && (*level)[0] <= '9') {
      heading.heading_level = static_cast<std::uint8_t>((*level)[0] - '0');
    } else {
      attributes.refuse("level", "1 … 9");
    }
  }
  heading.style = attributes.style("style", StyleType::paragraph,
                                   "Heading" + std::to_string(heading.heading_level));
  attributes.properties(heading.direct);
  attributes.finish();
  compile_children(node, Context::inlines, heading.content);
  trim_blank_ends(heading.content);
  out.push_back({node.place(), std::move(heading)});
}

void TemplateCompiler::compile_lines(XmlNode node, Context context, Nodes& out) {
  Attributes attributes(*this, node);
  attributes.required("value");
  LinesNode lines{.value = attributes.expression("value")};
  lines.style = content_style(attributes);
  if (const std::optional<std::string_view> lead = attributes.text("lead")) {
    if (*lead == "line") lines.lead = LinesNode::Lead::line;
    if (*lead == "colon") lines.lead = LinesNode::Lead::colon;
    if (lines.lead == LinesNode::Lead::none) attributes.refuse("lead", "line, colon");
    lines.lead_style = attributes.style("lead-style", StyleType::character, "Strong");
    if (const std::optional<std::string_view> until = attributes.text("lead-until"))
      for (const std::string_view words : split(*until, '|'))
        if (!trimmed(words).empty()) lines.lead_until.emplace_back(trimmed(words));
  }
  attributes.properties(lines.direct);
  attributes.finish();
  for (const XmlNode child : node.elements()) report_misplaced(child, context);
  if (check_printable(lines.value)) out.push_back({node.place(), std::move(lines)});
}

void TemplateCompiler::compile_page_break(XmlNode node, Context, Nodes& out) {
  Attributes(*this, node).finish();
  out.push_back({node.place(), PageBreakNode{}});
}

// ---- Content of cells and items -----------------------------------------------------------------

bool TemplateCompiler::holds_blocks(XmlNode node) {
  for (const XmlNode child : node.elements()) {
    const std::string_view name = child.name();
    if (name == "include") return true;
    if (name == "if" || name == "else-if" || name == "else" || name == "for") {
      if (holds_blocks(child)) return true;
      continue;
    }
    const std::vector<std::string> blocks = names_allowed(Context::blocks);
    if (name != "let" && std::ranges::find(blocks, name) != blocks.end()) return true;
  }
  return false;
}

void TemplateCompiler::compile_content(XmlNode node, StyleId style,
                                       const ParagraphProperties& direct, Nodes& out) {
  if (holds_blocks(node)) {
    compile_children(node, Context::blocks, out);
    return;
  }
  ParagraphNode paragraph{.style = style, .direct = direct};
  compile_children(node, Context::inlines, paragraph.content);
  trim_blank_ends(paragraph.content);
  out.push_back({node.place(), std::move(paragraph)});
}

// ---- Lists --------------------------------------------------------------------------------------

void TemplateCompiler::compile_list(XmlNode node, Context, Nodes& out) {
  Attributes attributes(*this, node);
  ListNode list;
  list.ordered = attributes.flag("ordered").value_or(false);
  const std::string default_pattern =
      list.ordered ? '%' + std::to_string(list_level_ + 1) + '.' : "–";
  list.pattern = attributes.text("pattern").value_or(default_pattern);
  if (list.ordered != (list.pattern.find('%') != std::string::npos)) {
    attributes.refuse("pattern", list.ordered ? "%1., %1), %1.%2." : "–, •");
  }
  const StyleId outer_style = list_style_;
  list_style_ = attributes.style("style", StyleType::paragraph, "ListItem");
  attributes.finish();
  ++list_level_;
  compile_children(node, Context::items, list.items);
  --list_level_;
  list_style_ = outer_style;
  out.push_back({node.place(), std::move(list)});
}

void TemplateCompiler::compile_item(XmlNode node, Context, Nodes& out) {
  Attributes(*this, node).finish();
  ItemNode item;
  ParagraphProperties direct;
  if (list_level_ > 1 && list_style_ != kNoStyle) {
    const ParagraphFormat format = styles_.compute_paragraph(kNoStyle, list_style_, {});
    direct.left = format.left + kListStep * (list_level_ - 1);
  }
  const StyleId outer = std::exchange(content_style_, list_style_);
  compile_content(node, list_style_, direct, item.blocks);
  content_style_ = outer;
  out.push_back({node.place(), std::move(item)});
}

// ---- Approval marks and signatures --------------------------------------------------------------

void TemplateCompiler::compile_marks(XmlNode node, Context, Nodes& out) {
  Attributes attributes(*this, node);
  MarksNode marks{.width = Length::from_mm(80)};
  marks.style = attributes.style("style", StyleType::table, "Layout");
  marks.empty_style = attributes.style("empty-style", StyleType::paragraph, "Mark");
  if (const std::optional<Length> width = attributes.length("width")) marks.width = *width;
  attributes.finish();
  const StyleId outer = std::exchange(content_style_, marks.empty_style);
  compile_children(node, Context::marks, marks.content);
  content_style_ = outer;
  out.push_back({node.place(), std::move(marks)});
}

void TemplateCompiler::compile_mark(XmlNode node, Context, Nodes& out) {
  Attributes attributes(*this, node);
  MarkNode mark;
  const std::optional<std::string_view> side = attributes.required("side");
  if (side == "left" || side == "right") {
    mark.left = side == "left";
  } else if (side) {
    mark.side = compile_expression_text(*side, attributes.place("side"));
    check_type(mark.side, {StaticType::Base::text}, "text");
  }
  attributes.finish();
  compile_children(node, Context::blocks, mark.blocks);
  out.push_back({node.place(), std::move(mark)});
}

void TemplateCompiler::compile_signature(XmlNode node, Context context, Nodes& out) {
  Attributes attributes(*this, node);
  SignatureNode signature;
  signature.table_style = attributes.style("style", StyleType::table, "Layout");
  signature.post_style = attributes.style("post-style", StyleType::paragraph, "SignaturePost");
  signature.name_style = attributes.style("name-style", StyleType::paragraph, "SignatureName");
  const std::array<std::pair<std::string_view, Nodes*>, 2> texts{
      {{"post", &signature.post}, {"name", &signature.name}}};
  for (const auto& [name, to] : texts) {
    attributes.required(name);
    for (TextPattern::Piece& piece : attributes.pattern(name).pieces) {
      if (!piece.literal.empty()) to->push_back({piece.place, TextNode{std::move(piece.literal)}});
      if (piece.expression.valid())
        to->push_back({piece.place, ValueNode{std::move(piece.expression)}});
    }
  }
  attributes.finish();
  for (const XmlNode child : node.elements()) report_misplaced(child, context);
  out.push_back({node.place(), std::move(signature)});
}

}  // namespace grif
