#include "pack/pack_elements.hpp"

#include <algorithm>

#include "core/decimal.hpp"
#include "core/text.hpp"

namespace grif {
namespace {

std::vector<std::string> as_strings(std::span<const std::string_view> words) {
  return {words.begin(), words.end()};
}

}  // namespace

std::string suggest_names(std::string_view name, const std::vector<std::string>& known) {
  if (known.empty()) return "—";
  const std::vector<std::string> near = nearest(name, known);
  return join(near.empty() ? known : near, ", ");
}

void PackElements::report_unknown(Kind kind, Place place, std::string_view name,
                                  const std::vector<std::string>& known) {
  diagnostics_->report(kind, place, {name, suggest_names(name, known)});
}

void PackElements::check_attributes(XmlNode node, std::initializer_list<std::string_view> known) {
  for (const XmlNode::Attribute& attribute : node.attributes()) {
    if (std::ranges::find(known, attribute.name) != known.end()) continue;
    const std::vector<std::string> names = as_strings(known);
    diagnostics_->report(Kind::pack_unknown_attribute, node.attribute_place(attribute.name),
                         {attribute.name, node.name(), suggest_names(attribute.name, names)});
  }
}

std::vector<XmlNode> PackElements::children(XmlNode node,
                                            std::initializer_list<std::string_view> known) {
  std::vector<XmlNode> found;
  for (XmlNode child = node.first_child(); child; child = child.next_sibling()) {
    if (child.is_text()) {
      const std::string text = collapsed(child.text());
      if (!text.empty())
        diagnostics_->report(Kind::pack_stray_text, child.place(), {text, node.name()});
    } else if (std::ranges::find(known, child.name()) == known.end()) {
      const std::vector<std::string> names = as_strings(known);
      diagnostics_->report(Kind::pack_unknown_element, child.place(),
                           {child.name(), node.name(), suggest_names(child.name(), names)});
    } else {
      found.push_back(child);
    }
  }
  return found;
}

std::string PackElements::text(XmlNode node) {
  for (const XmlNode& child : node.elements())
    diagnostics_->report(Kind::pack_unknown_element, child.place(),
                         {child.name(), node.name(), "—"});
  std::string text = collapsed(node.whole_text());
  if (text.empty()) diagnostics_->report(Kind::pack_empty_element, node.place(), {node.name()});
  return text;
}

std::string PackElements::required(XmlNode node, std::string_view attribute) {
  const auto value = node.attribute(attribute);
  if (!value) {
    diagnostics_->report(Kind::pack_missing_attribute, node.place(), {attribute, node.name()});
    return {};
  }
  std::string text = collapsed(*value);
  if (text.empty())
    diagnostics_->report(Kind::pack_missing_attribute, node.attribute_place(attribute),
                         {attribute, node.name()});
  return text;
}

std::string PackElements::identifier(XmlNode node, std::string_view attribute, char joint) {
  std::string name = required(node, attribute);
  const auto fits = [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == joint;
  };
  const bool good = !name.empty() && name.front() >= 'a' && name.front() <= 'z' &&
                    std::ranges::all_of(name, fits);
  if (!good && !name.empty()) {
    const std::string_view pattern = joint == '_' ? "[a-z][a-z0-9_]*" : "[a-z][a-z0-9-]*";
    diagnostics_->report(Kind::pack_bad_name, node.attribute_place(attribute), {name, pattern});
    return {};
  }
  return name;
}

bool PackElements::flag(XmlNode node, std::string_view attribute) {
  constexpr std::string_view kWords[] = {"no", "yes"};
  return choice(node, attribute, kWords, 0) == 1;
}

double PackElements::number(XmlNode node, std::string_view attribute, double otherwise) {
  const auto value = node.attribute(attribute);
  if (!value) return otherwise;
  const auto decimal = Decimal::parse(*value);
  if (decimal && decimal->mantissa() >= 0) return decimal->to_double();
  diagnostics_->report(Kind::pack_bad_value, node.attribute_place(attribute),
                       {attribute, *value, "0, 1, 2.5 …"});
  return otherwise;
}

std::size_t PackElements::choice(XmlNode node, std::string_view attribute,
                                 std::span<const std::string_view> words, std::size_t otherwise) {
  const auto value = node.attribute(attribute);
  if (!value) return otherwise;
  const auto found = std::ranges::find(words, *value);
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  diagnostics_->report(Kind::pack_bad_value, node.attribute_place(attribute),
                       {attribute, *value, suggest_names(*value, as_strings(words))});
  return otherwise;
}

std::vector<PackElements::Word> PackElements::words(XmlNode node, std::string_view attribute) {
  std::vector<Word> words;
  const auto value = node.attribute(attribute);
  if (!value) return words;
  const Place start = node.attribute_place(attribute);
  std::uint32_t column = start.column(), first = 0;
  std::string word;
  const auto finish = [&] {
    if (!word.empty())
      words.push_back({word, Place::position(start.source(), start.line(), first)});
    word.clear();
  };
  for (const char c : *value) {
    if (c == ' ' || c == ',' || c == '\n' || c == '\t') {
      finish();
    } else {
      if (word.empty()) first = column;
      word += c;
    }
    if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) ++column;
  }
  finish();
  return words;
}

}  // namespace grif
