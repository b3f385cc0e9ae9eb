#include <algorithm>
#include <array>

#include "core/text.hpp"
#include "pack/message_words.hpp"
#include "pack/pack.hpp"
#include "pack/rule_reader.hpp"
#include "pack/schema_reader.hpp"

namespace grif {
namespace {

constexpr std::uint64_t kLargestPack = 8U << 20;
constexpr std::array<std::string_view, 4> kRowKinds = {"item", "group", "detail", "result"};
constexpr std::array<std::string_view, 3> kSeverities = {"note", "warning", "error"};

class PackReader {
 public:
  explicit PackReader(Diagnostics& diagnostics)
      : diagnostics_(&diagnostics), elements_(diagnostics) {}

  Pack read(XmlNode root) {
    elements_.check_attributes(root, {"name", "title", "styles"});
    pack_.name = elements_.identifier(root, "name", '-');
    pack_.title = elements_.required(root, "title");
    pack_.styles_file = file_name(root, "styles");
    const std::vector<XmlNode> parts =
        elements_.children(root, {"schema", "aggregates", "rules", "documents"});
    const auto read_all = [&](std::string_view name, const auto& read) {
      for (const XmlNode& part : parts)
        if (part.name() == name) read(part);
    };
    if (std::ranges::none_of(parts, [](const XmlNode& n) { return n.name() == "schema"; }))
      diagnostics_->report(Kind::pack_missing_element, root.place(), {"schema", "pack"});
    read_all("schema", [&](const XmlNode& n) { pack_.schema = SchemaReader(elements_).read(n); });
    read_all("aggregates", [&](const XmlNode& n) { read_aggregates(n); });
    read_all("rules", [&](const XmlNode& n) { read_rules(n); });
    read_all("documents", [&](const XmlNode& n) { read_documents(n); });
    return std::move(pack_);
  }
  /// The elements of the pack's rules, in their order.
  std::vector<XmlNode> take_rule_nodes() { return std::move(rule_nodes_); }

 private:
  std::string file_name(XmlNode node, std::string_view attribute) {
    std::string path = elements_.required(node, attribute);
    const bool leaves = path.starts_with('/') || path.find("..") != std::string::npos ||
                        path.find('\\') != std::string::npos;
    if (leaves) diagnostics_->report(Kind::pack_path, node.attribute_place(attribute), {path});
    return path;
  }

  SheetId sheet_named(std::string_view id, Place place) {
    const SheetId sheet = pack_.schema.find_sheet(id);
    if (sheet == kNoSheet)
      elements_.report_unknown(Kind::pack_unknown_sheet, place, id, sheet_ids(pack_.schema));
    return sheet;
  }

  /// False if the name was there before, which is reported.
  bool check_name(const std::string& name, XmlNode node, std::vector<std::string>& names) {
    if (name.empty()) return false;
    const bool is_new = std::ranges::find(names, name) == names.end();
    const std::string_view attribute = node.attribute("id") ? "id" : "name";
    if (!is_new) diagnostics_->report(Kind::pack_twice, node.attribute_place(attribute), {name});
    names.push_back(name);
    return is_new;
  }

  void read_aggregates(XmlNode node) {
    elements_.check_attributes(node, {});
    std::vector<std::string> names = sheet_ids(pack_.schema);
    for (const XmlNode& child : elements_.children(node, {"aggregate"})) {
      elements_.check_attributes(child, {"name", "title"});
      Aggregate aggregate;
      aggregate.place = child.place();
      aggregate.name = elements_.identifier(child, "name", '_');
      aggregate.title = elements_.required(child, "title");
      const bool usable = check_name(aggregate.name, child, names);
      NameScope scope = pack_.scope();
      auto expression = compile_text(child, scope, elements_);
      if (expression && usable) {
        aggregate.expression = std::move(*expression);
        aggregate.frame_size = scope.frame_size();
        pack_.aggregates.push_back(std::move(aggregate));
      }
    }
  }

  void read_rules(XmlNode node) {
    elements_.check_attributes(node, {"settings"});
    if (const auto settings = node.attribute("settings")) {
      const Place place = node.attribute_place("settings");
      const SheetId sheet = sheet_named(*settings, place);
      const bool fits = sheet != kNoSheet && pack_.schema.sheets[sheet].columns.size() >= 2 &&
                        pack_.schema.sheets[sheet].columns[1].one_of.size() == 4;
      if (fits)
        pack_.rule_settings = sheet;
      else if (sheet != kNoSheet)
        diagnostics_->report(Kind::pack_settings_sheet, place, {*settings});
    }
    for (const XmlNode& child : elements_.children(node, {"rule"})) read_rule(child);
  }

  void read_rule(XmlNode node) {
    elements_.check_attributes(node, {"id", "sheet", "rows", "at", "severity", "printed"});
    Rule rule;
    rule.place = node.place();
    rule.id = elements_.identifier(node, "id", '-');
    check_name(rule.id, node, rule_names_);
    rule.severity = static_cast<Severity>(elements_.choice(node, "severity", kSeverities, 2));
    rule.printed_severity = static_cast<Severity>(
        elements_.choice(node, "printed", kSeverities,
                         std::min<std::size_t>(1, static_cast<std::size_t>(rule.severity))));
    read_rule_target(node, rule);
    pack_.rules.push_back(std::move(rule));
    rule_nodes_.push_back(node);
  }

  /// The sheet whose records the rule looks at; which rows; which cell.
  void read_rule_target(XmlNode node, Rule& rule) {
    if (node.attribute("sheet"))
      rule.sheet = sheet_named(*node.attribute("sheet"), node.attribute_place("sheet"));
    if (rule.sheet == kNoSheet) {
      for (const std::string_view attribute : {"rows", "at"})
        if (node.attribute(attribute) && !node.attribute("sheet"))
          diagnostics_->report(Kind::pack_missing_attribute, node.place(), {"sheet", node.name()});
      return;
    }
    const SheetSchema& sheet = pack_.schema.sheets[rule.sheet];
    const std::size_t rows = elements_.choice(node, "rows", kRowKinds, kRowKinds.size());
    if (rows < kRowKinds.size()) rule.rows = static_cast<RowKind>(rows);
    const auto at = node.attribute("at");
    if (!at) return;
    rule.at = sheet.find_column(*at);
    if (rule.at == kNoColumn)
      elements_.report_unknown(Kind::pack_unknown_column, node.attribute_place("at"), *at,
                               column_ids(sheet));
  }

  void read_documents(XmlNode node) {
    elements_.check_attributes(node, {});
    std::vector<std::string> names;
    for (const XmlNode& child : elements_.children(node, {"document"})) {
      elements_.check_attributes(child, {"name", "title", "kind", "template", "formats", "needs",
                                         "personal-data", "permanent"});
      DocumentSpec document;
      document.place = child.place();
      document.name = elements_.identifier(child, "name", '-');
      document.title = elements_.required(child, "title");
      document.kind = elements_.required(child, "kind");
      document.template_file = file_name(child, "template");
      document.personal_data = elements_.flag(child, "personal-data");
      document.permanent = elements_.flag(child, "permanent");
      check_name(document.name, child, names);
      for (const PackElements::Word& word : elements_.words(child, "needs")) {
        const SheetId sheet = sheet_named(word.text, word.place);
        if (sheet != kNoSheet) document.needs.push_back(sheet);
      }
      read_formats(child, document);
      pack_.documents.push_back(std::move(document));
    }
  }

  void read_formats(XmlNode node, DocumentSpec& document) {
    if (elements_.required(node, "formats").empty()) return;
    for (const PackElements::Word& word : elements_.words(node, "formats")) {
      if (const auto format = parse_format(word.text)) {
        document.formats.push_back(*format);
        continue;
      }
      std::vector<std::string> known;
      for (const FormatInfo& format : all_formats()) known.emplace_back(format.name);
      diagnostics_->report(Kind::pack_bad_value, word.place,
                           {"formats", word.text, suggest_names(word.text, known)});
    }
  }

  Diagnostics* diagnostics_;
  PackElements elements_;
  Pack pack_;
  std::vector<std::string> rule_names_;
  std::vector<XmlNode> rule_nodes_;
};

}  // namespace

std::optional<Pack> load_pack(const std::string& folder, World& world, Sources& sources,
                              Diagnostics& diagnostics, RuleLoading loading) {
  const std::string path = folder + "/pack.xml";
  auto bytes = world.read_file(path, kLargestPack);
  if (!bytes) {
    diagnostics.report(Kind::pack_unreadable, Place::nowhere(), {path, bytes.fault.reason});
    return std::nullopt;
  }
  const std::size_t before = diagnostics.count(Severity::error);
  const SourceId source = sources.add(path);
  auto tree = XmlTree::parse(std::move(*bytes), source, diagnostics);
  if (!tree) return std::nullopt;
  if (tree->root().name() != "pack") {
    diagnostics.report(Kind::pack_root, tree->root().place(), {tree->root().name()});
    return std::nullopt;
  }
  PackReader reader(diagnostics);
  Pack pack = reader.read(tree->root());
  pack.folder = folder;
  std::vector<XmlNode> nodes = reader.take_rule_nodes();
  pack.rules_to_come =
      std::make_shared<RulesToCome>(RulesToCome{std::move(*tree), std::move(nodes)});
  pack.rules_to_come->in_both_languages = loading == RuleLoading::at_once;
  if (loading == RuleLoading::at_once)
    compile_rules(pack, std::vector<bool>(pack.schema.sheets.size(), true), diagnostics);
  if (diagnostics.count(Severity::error) != before) return std::nullopt;
  return pack;
}

}  // namespace grif
