#include <algorithm>
#include <array>
#include <optional>

#include "core/text.hpp"
#include "validate/validate.hpp"

namespace grif {
namespace {

/// What a school wants of a check: the places of the words that the settings' column allows.
enum class Wish : std::uint8_t { off, note, warning, error };

struct Setting {
  std::string id;
  Wish wish;
  Place place;
  std::size_t concerned = 0;  ///< messages
  bool refused = false;       ///< it would have softened what makes a document wrong
};

class SettingsReader {
 public:
  SettingsReader(const Programme& programme, const Pack& pack, Diagnostics& diagnostics)
      : table_(&programme.tables[pack.rule_settings]),
        sheet_(&pack.schema.sheets[pack.rule_settings]),
        pack_(&pack),
        diagnostics_(&diagnostics) {}

  std::vector<Setting> read() {
    std::vector<Setting> settings;
    for (std::uint32_t row = 0; row < table_->rows.size(); ++row) {
      const Cell& name = table_->cell(row, kCheck);
      const Cell& wanted = table_->cell(row, kWish);
      if (!name.value.is(Value::Type::text) || !wanted.value.is(Value::Type::text)) continue;
      const std::string id = lower(collapsed(name.written));
      const auto& words = sheet_->columns[kWish].one_of;
      const auto word = std::ranges::find(words, std::string(wanted.value.as_text()));
      if (word == words.end()) continue;  // that has been told
      if (!is_check(id)) {
        tell_unknown(id, name.place);
      } else {
        settings.push_back({id, static_cast<Wish>(word - words.begin()), name.place});
      }
    }
    return settings;
  }

 private:
  static constexpr std::size_t kCheck = 0, kWish = 1;

  [[nodiscard]] bool is_check(std::string_view id) const {
    return std::ranges::find(pack_->rules, id, &Rule::id) != pack_->rules.end() ||
           std::ranges::find(all_kinds(), id, &KindInfo::id) != all_kinds().end();
  }
  void tell_unknown(const std::string& id, Place place) {
    std::vector<std::string> known;
    for (const Rule& rule : pack_->rules) known.push_back(rule.id);
    for (const KindInfo& kind : all_kinds()) known.emplace_back(kind.id);
    const std::vector<std::string> near = nearest(id, known);
    const bool russian = diagnostics_->language() == Language::russian;
    const std::string hint = near.empty()
                                 ? russian ? "проверьте написание" : "check the spelling"
                                 : (russian ? "похоже на: " : "like it: ") + join(near, ", ");
    diagnostics_->report(Kind::setting_unknown, place, {id, hint});
  }

  const Table* table_;
  const SheetSchema* sheet_;
  const Pack* pack_;
  Diagnostics* diagnostics_;
};

/// A rule is the pack's and a school's business; an error of Grif itself means that a document
/// cannot be right.
bool may_soften(const Diagnostic& diagnostic, Wish wish) {
  if (!diagnostic.rule.empty() || diagnostic.severity != Severity::error) return true;
  return wish == Wish::error;
}

}  // namespace

void apply_settings(const Programme& programme, const Pack& pack, Diagnostics& diagnostics) {
  if (pack.rule_settings == kNoSheet || !programme.tables[pack.rule_settings].present) return;
  std::vector<Setting> settings = SettingsReader(programme, pack, diagnostics).read();
  if (settings.empty()) return;
  diagnostics.revise([&](Diagnostic& diagnostic) {
    const auto setting = std::ranges::find(settings, diagnostic.id(), &Setting::id);
    if (setting == settings.end()) return true;
    if (!may_soften(diagnostic, setting->wish)) {
      setting->refused = true;
      return true;
    }
    ++setting->concerned;
    if (setting->wish == Wish::off) return false;
    diagnostic.severity = setting->wish == Wish::note      ? Severity::note
                          : setting->wish == Wish::warning ? Severity::warning
                                                           : Severity::error;
    return true;
  });
  const auto& words = pack.schema.sheets[pack.rule_settings].columns[1].one_of;
  for (const Setting& setting : settings) {
    if (setting.refused) diagnostics.report(Kind::setting_refused, setting.place, {setting.id});
    if (setting.concerned != 0)
      diagnostics.report(Kind::setting_applied, setting.place,
                         {setting.id, words[static_cast<std::size_t>(setting.wish)],
                          std::to_string(setting.concerned)});
  }
}

}  // namespace grif
