#include <utility>

#include "expand/compiler.hpp"

namespace grif {

void TemplateCompiler::compile_run(XmlNode node, Context, Nodes& out) {
  Attributes attributes(*this, node);
  RunNode run;
  run.style = attributes.style("style", StyleType::character, {});
  attributes.properties(run.direct);
  attributes.finish();
  compile_children(node, Context::inlines, run.content);
  out.push_back({node.place(), std::move(run)});
}

void TemplateCompiler::compile_marker(XmlNode node, Context context, Nodes& out) {
  Attributes(*this, node).finish();
  for (const XmlNode child : node.elements()) report_misplaced(child, context);
  MarkerNode marker;
  if (node.name() == "break") marker.type = Inline::Type::line_break;
  if (node.name() == "page-number") marker.type = Inline::Type::page_number;
  if (node.name() == "page-count") marker.type = Inline::Type::page_count;
  out.push_back({node.place(), marker});
}

void TemplateCompiler::compile_bookmark(XmlNode node, Context, Nodes& out) {
  Attributes attributes(*this, node);
  attributes.required("name");
  BookmarkNode bookmark{.name = attributes.pattern("name")};
  attributes.finish();
  compile_children(node, Context::inlines, bookmark.content);
  out.push_back({node.place(), std::move(bookmark)});
}

void TemplateCompiler::compile_reference(XmlNode node, Context context, Nodes& out) {
  Attributes attributes(*this, node);
  attributes.required("to");
  ReferenceNode reference{.to = attributes.pattern("to")};
  attributes.finish();
  for (const XmlNode child : node.elements()) report_misplaced(child, context);
  out.push_back({node.place(), std::move(reference)});
}

void TemplateCompiler::compile_link(XmlNode node, Context, Nodes& out) {
  Attributes attributes(*this, node);
  attributes.required("to");
  LinkNode link{.to = attributes.pattern("to")};
  attributes.finish();
  compile_children(node, Context::inlines, link.content);
  out.push_back({node.place(), std::move(link)});
}

void TemplateCompiler::compile_unsupported(XmlNode node, Context, Nodes&) {
  diagnostics_.report(Kind::template_unsupported, node.place(), {node.name()});
}

}  // namespace grif
