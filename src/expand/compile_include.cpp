#include <algorithm>
#include <utility>

#include "core/text.hpp"
#include "expand/compiler.hpp"
#include "expand/template_text.hpp"

namespace grif {
namespace {

constexpr std::size_t kDeepestInclude = 8;

}  // namespace

bool TemplateCompiler::enter_file(std::string_view file, Place place) {
  if (std::ranges::find(open_files_, file) != open_files_.end()) {
    std::vector<std::string> ring = open_files_;
    ring.emplace_back(file);
    diagnostics_.report(Kind::template_cycle, place, {file, join(ring, " → ")});
    return false;
  }
  if (open_files_.size() > kDeepestInclude) {
    diagnostics_.report(Kind::template_depth, place, {file, std::to_string(kDeepestInclude)});
    return false;
  }
  open_files_.emplace_back(file);
  if (std::ranges::find(reads_.files, file) == reads_.files.end()) reads_.files.emplace_back(file);
  return true;
}

void TemplateCompiler::compile_include(XmlNode node, Context context, Nodes& out) {
  Attributes attributes(*this, node);
  const std::optional<std::string_view> file = attributes.required("file");
  attributes.finish();
  std::vector<Argument> arguments;
  for (XmlNode child = node.first_child(); child; child = child.next_sibling()) {
    if (child.is_text()) {
      if (!is_white_space(child.text())) {
        diagnostics_.report(Kind::template_text, child.place(),
                            {trimmed(child.text()), node.name()});
      }
      continue;
    }
    if (child.name() != "param") {
      diagnostics_.report(Kind::template_misplaced, child.place(),
                          {child.name(), node.name(), "param"});
      continue;
    }
    Attributes param(*this, child);
    const std::optional<std::string_view> name = param.required("name");
    param.required("value");
    arguments.push_back({.name = std::string(name.value_or("")),
                         .value = param.expression("value"),
                         .place = child.place()});
    param.finish();
  }
  if (!file || !enter_file(*file, attributes.place("file"))) return;
  if (const XmlTree* tree = files_.open(*file, attributes.place("file"))) {
    IncludeNode include;
    compile_part(tree->root(), *file, node, std::move(arguments), context, include);
    out.push_back({node.place(), std::move(include)});
  }
  open_files_.pop_back();
}

void TemplateCompiler::compile_part(XmlNode root, std::string_view file, XmlNode include,
                                    std::vector<Argument> arguments, Context context,
                                    IncludeNode& out) {
  if (root.name() != "part") {
    diagnostics_.report(Kind::template_element, root.place(), {root.name(), "part"});
    return;
  }
  Attributes(*this, root).finish();
  // A part sees its parameters and the data, nothing of who includes it: it means the same
  // everywhere.
  NameScope outer = std::exchange(scope_, pack_.scope());
  for (std::size_t i = 0; i < outer.depth(); ++i) scope_.push("", {});
  XmlNode first = root.first_child();
  for (; first && first.is_element() && first.name() == "param"; first = first.next_sibling()) {
    bind_parameter(first, file, include, arguments, out);
  }
  std::vector<std::string> names;
  for (XmlNode param = root.first_child(); param != first; param = param.next_sibling()) {
    names.emplace_back(param.attribute("name").value_or(""));
  }
  for (const Argument& argument : arguments) {
    if (argument.taken) continue;
    diagnostics_.report(Kind::template_parameter, argument.place,
                        {file, argument.name, names.empty() ? "—" : join(names, ", ")});
  }
  compile_nodes(first, root, context, out.content);
  scope_ = std::move(outer);
}

void TemplateCompiler::bind_parameter(XmlNode param, std::string_view file, XmlNode include,
                                      std::vector<Argument>& arguments, IncludeNode& out) {
  Attributes attributes(*this, param);
  const std::optional<std::string_view> name = attributes.required("name");
  Expression otherwise = attributes.expression("value");
  const bool has_default = param.attribute("value").has_value();
  attributes.finish();
  if (name && !is_valid_name(*name)) {
    diagnostics_.report(Kind::template_name, attributes.place("name"), {*name});
  }
  const auto given = std::ranges::find(arguments, name.value_or(""), &Argument::name);
  IncludeNode::Parameter parameter;
  if (given != arguments.end()) {
    given->taken = true;
    parameter.value = std::move(given->value);
  } else if (has_default) {
    parameter.value = std::move(otherwise);
  } else if (name) {
    diagnostics_.report(Kind::template_parameter_missing, include.place(), {file, *name});
  }
  const StaticType type = parameter.value.valid() ? parameter.value.type() : StaticType{};
  parameter.slot = scope_.push(std::string(name.value_or("")), type);
  frame_size_ = std::max(frame_size_, scope_.frame_size());
  if (parameter.value.valid()) out.parameters.push_back(std::move(parameter));
}

}  // namespace grif
