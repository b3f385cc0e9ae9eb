#include "pack/rule_reader.hpp"

#include <array>
#include <optional>

#include "pack/message_words.hpp"
#include "pack/pack.hpp"
#include "pack/pack_elements.hpp"

namespace grif {
namespace {

/// Reads what is in a `rule` element: its condition, its test and its words.
class RuleReader {
 public:
  /// Words are compiled in one language, or in both.
  RuleReader(const Pack& pack, std::optional<Language> only, PackElements& elements)
      : pack_(&pack), only_(only), elements_(&elements) {}

  void read(XmlNode node, Rule& rule, NameScope& scope) {
    bool message[2] = {false, false}, hint[2] = {false, false};
    bool tested = false;
    for (const XmlNode& child : elements_->children(node, {"when", "test", "message", "hint"})) {
      if (child.name() == "when" || child.name() == "test") {
        elements_->check_attributes(child, {});
        Expression& target = child.name() == "when" ? rule.when : rule.test;
        tested = tested || child.name() == "test";
        if (auto expression = compile_text(child, scope, *elements_)) {
          check_condition(*expression, child);
          target = std::move(*expression);
        }
        continue;
      }
      elements_->check_attributes(child, {"lang"});
      constexpr std::array<std::string_view, 2> kLanguages = {"ru", "en"};
      const std::size_t language = elements_->choice(child, "lang", kLanguages, 0);
      if (!child.attribute("lang")) elements_->required(child, "lang");
      const bool is_hint = child.name() == "hint";
      (is_hint ? hint : message)[language] = true;
      Rule::Words& words = is_hint ? (language == 0 ? rule.hint_ru : rule.hint_en)
                                   : (language == 0 ? rule.text_ru : rule.text_en);
      if (!only_ || static_cast<std::size_t>(*only_) == language)
        words = compile_words(child, scope, *elements_);
    }
    if (!tested)
      elements_->diagnostics().report(Kind::pack_missing_element, node.place(), {"test", "rule"});
    for (const std::size_t language : {std::size_t{0}, std::size_t{1}}) {
      const std::string_view name = language == 0 ? "ru" : "en";
      if (!message[language])
        elements_->diagnostics().report(Kind::pack_language_missing, node.place(),
                                        {rule.id, "message", name});
      if (hint[1 - language] && !hint[language])
        elements_->diagnostics().report(Kind::pack_language_missing, node.place(),
                                        {rule.id, "hint", name});
    }
  }

 private:
  void check_condition(const Expression& expression, XmlNode node) {
    const StaticType type = expression.type();
    const bool fits = type.list_depth == 0 && (type.base == StaticType::Base::boolean ||
                                               type.base == StaticType::Base::any);
    if (!fits)
      elements_->diagnostics().report(Kind::pack_test_type, node.place(),
                                      {describe(type, pack_->schema)});
  }

  const Pack* pack_;
  std::optional<Language> only_;
  PackElements* elements_;
};

}  // namespace

void compile_rules(Pack& pack, const std::vector<bool>& sheets, Diagnostics& diagnostics) {
  if (pack.rules_to_come == nullptr) return;
  PackElements elements(diagnostics);
  std::optional<Language> only;
  if (!pack.rules_to_come->in_both_languages) only = diagnostics.language();
  bool all = true;
  for (std::size_t i = 0; i < pack.rules.size(); ++i) {
    Rule& rule = pack.rules[i];
    if (rule.compiled) continue;
    if (rule.sheet != kNoSheet && !sheets[rule.sheet]) {
      all = false;
      continue;
    }
    NameScope scope = pack.scope();
    if (rule.sheet != kNoSheet)
      scope.push("row", StaticType{.base = StaticType::Base::record, .sheet = rule.sheet});
    RuleReader(pack, only, elements).read(pack.rules_to_come->nodes[i], rule, scope);
    rule.frame_size = scope.frame_size();
    rule.compiled = true;
  }
  if (all) pack.rules_to_come.reset();
}

}  // namespace grif
