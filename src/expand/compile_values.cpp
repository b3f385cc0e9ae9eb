#include <algorithm>
#include <charconv>
#include <utility>

#include "core/text.hpp"
#include "expand/compiler.hpp"
#include "expand/properties.hpp"
#include "expand/template_text.hpp"

namespace grif {

using Base = StaticType::Base;

// ---- Expressions and styles ---------------------------------------------------------------------

Expression TemplateCompiler::compile_expression_text(std::string_view text, Place place) {
  auto compiled = compile_expression(name_loop_counters(text), place, scope_, diagnostics_);
  frame_size_ = std::max(frame_size_, scope_.frame_size());
  if (!compiled) return {};
  note_reads(*compiled);
  return std::move(*compiled);
}

void TemplateCompiler::note_reads(const Expression& expression) {
  reads_.sheets.insert(reads_.sheets.end(), expression.sheets().begin(), expression.sheets().end());
  // A figure names only figures above it: this ends.
  for (const std::uint16_t figure : expression.aggregates()) {
    if (figures_read_[figure]) continue;
    figures_read_[figure] = true;
    note_reads(pack_.aggregates[figure].expression);
  }
}

bool TemplateCompiler::check_type(const Expression& expression, std::initializer_list<Base> allowed,
                                  std::string_view wanted) {
  if (!expression.valid()) return false;
  const StaticType type = expression.type();
  if (type.base == Base::any || type.base == Base::missing) return true;
  if (type.list_depth == 0 &&
      std::find(allowed.begin(), allowed.end(), type.base) != allowed.end()) {
    return true;
  }
  diagnostics_.report(Kind::template_type, expression.place(),
                      {wanted, describe(type, pack_.schema)});
  return false;
}

bool TemplateCompiler::check_printable(const Expression& expression) {
  return check_type(expression,
                    {Base::text, Base::integer, Base::decimal, Base::date, Base::term,
                     Base::boolean, Base::record},
                    "text");
}

TextPattern TemplateCompiler::compile_pattern(std::string_view text, Place place) {
  TextPattern pattern;
  TextPattern::Piece piece{.place = place};
  for (TextPiece& part : cut_template_text(text, place, diagnostics_)) {
    if (!part.is_expression) {
      piece.literal = std::move(part.text);
      continue;
    }
    piece.place = part.place;
    piece.expression = compile_expression_text(part.text, part.place);
    if (!check_printable(piece.expression)) piece.expression = Expression();
    pattern.pieces.push_back(std::exchange(piece, TextPattern::Piece{.place = place}));
  }
  if (!piece.literal.empty()) pattern.pieces.push_back(std::move(piece));
  return pattern;
}

StyleId TemplateCompiler::find_style(StyleType type, std::string_view id, Place place) {
  const StyleId found = styles_.find(type, id);
  if (found != kNoStyle) return found;
  std::vector<std::string> names;
  for (const Style& style : styles_.styles) {
    if (style.type == type) names.push_back(style.id);
  }
  const std::vector<std::string> near = nearest(id, names);
  diagnostics_.report(Kind::template_style, place, {id, join(near.empty() ? names : near, ", ")});
  return kNoStyle;
}

// ---- Attributes ---------------------------------------------------------------------------------

std::optional<std::string_view> Attributes::text(std::string_view name) {
  known_.push_back({name, nullptr});
  const std::optional<std::string_view> value = node_.attribute(name);
  if (value) taken_.push_back(name);
  return value;
}

std::optional<std::string_view> Attributes::required(std::string_view name) {
  const std::optional<std::string_view> value = text(name);
  if (!value) {
    compiler_.diagnostics_.report(Kind::template_attribute_missing, node_.place(),
                                  {node_.name(), name});
  }
  return value;
}

void Attributes::refuse(std::string_view name, std::string_view expected) {
  compiler_.diagnostics_.report(Kind::template_value, place(name),
                                {name, node_.attribute(name).value_or(""), expected});
}

std::optional<bool> Attributes::flag(std::string_view name) {
  const std::optional<std::string_view> value = text(name);
  if (!value) return {};
  const std::optional<bool> flag = parse_bool(*value);
  if (!flag) refuse(name, kBoolForms);
  return flag;
}

std::optional<Length> Attributes::length(std::string_view name) {
  const std::optional<std::string_view> value = text(name);
  if (!value) return {};
  const std::optional<Length> length = parse_length(*value);
  if (!length || *length < Length()) {
    refuse(name, kLengthForms);
    return {};
  }
  return length;
}

StyleId Attributes::style(std::string_view name, StyleType type, std::string_view otherwise) {
  const std::optional<std::string_view> value = text(name);
  if (value) return compiler_.find_style(type, *value, place(name));
  return otherwise.empty() ? kNoStyle : compiler_.find_style(type, otherwise, node_.place());
}

Expression Attributes::expression(std::string_view name) {
  const std::optional<std::string_view> value = text(name);
  return value ? compiler_.compile_expression_text(*value, place(name)) : Expression();
}

TextPattern Attributes::pattern(std::string_view name) {
  const std::optional<std::string_view> value = text(name);
  return value ? compiler_.compile_pattern(*value, place(name)) : TextPattern();
}

Setting<bool> Attributes::condition(std::string_view name, bool otherwise) {
  Setting<bool> setting{otherwise, {}};
  const std::optional<std::string_view> value = text(name);
  if (!value) return setting;
  if (const std::optional<bool> constant = parse_bool(*value)) {
    setting.constant = *constant;
  } else {
    setting.expression = compiler_.compile_expression_text(*value, place(name));
    if (!compiler_.check_type(setting.expression, {Base::boolean}, "boolean"))
      setting.expression = {};
  }
  return setting;
}

Setting<std::int64_t> Attributes::whole(std::string_view name, std::int64_t otherwise) {
  Setting<std::int64_t> setting{otherwise, {}};
  const std::optional<std::string_view> value = text(name);
  if (!value) return setting;
  const char* end = value->data() + value->size();
  const auto [at, fault] = std::from_chars(value->data(), end, setting.constant);
  if (fault == std::errc() && at == end) {
    if (setting.constant < 1) refuse(name, "1, 2, 3");
    return setting;
  }
  setting.expression = compiler_.compile_expression_text(*value, place(name));
  if (!compiler_.check_type(setting.expression, {Base::integer}, "integer"))
    setting.expression = {};
  return setting;
}

template <typename Properties>
void Attributes::properties(Properties& to) {
  known_.push_back({{}, [] { return property_names(Properties()); }});
  for (const XmlNode::Attribute& attribute : node_.attributes()) {
    if (std::find(taken_.begin(), taken_.end(), attribute.name) != taken_.end()) continue;
    const PropertyOutcome outcome = set_property(to, attribute.name, attribute.value);
    if (outcome.is == PropertyOutcome::Is::unknown) continue;
    taken_.push_back(attribute.name);
    if (outcome.is == PropertyOutcome::Is::refused) refuse(attribute.name, outcome.expected);
  }
}
template void Attributes::properties(ParagraphProperties&);
template void Attributes::properties(CharacterProperties&);

void Attributes::finish() {
  for (const XmlNode::Attribute& attribute : node_.attributes()) {
    if (attribute.name == "if") continue;  // every element may have it
    if (std::find(taken_.begin(), taken_.end(), attribute.name) != taken_.end()) continue;
    const std::vector<std::string> known = known_names();
    const std::vector<std::string> near = nearest(attribute.name, known);
    compiler_.diagnostics_.report(
        Kind::template_attribute, place(attribute.name),
        {node_.name(), attribute.name, join(near.empty() ? known : near, ", ")});
  }
}

std::vector<std::string> Attributes::known_names() const {
  std::vector<std::string> names;
  for (const Known& known : known_) {
    if (known.names == nullptr) {
      names.emplace_back(known.name);
      continue;
    }
    for (std::string& name : known.names()) names.push_back(std::move(name));
  }
  names.emplace_back("if");
  return names;
}

}  // namespace grif
