#include "pack/schema_reader.hpp"

#include <algorithm>
#include <array>

#include "core/text.hpp"

namespace grif {
namespace {

constexpr std::array<std::string_view, 8> kTypes = {"text", "label", "integer", "decimal",
                                                    "date", "term",  "boolean", "reference"};
constexpr std::array<std::string_view, 4> kPrivacy = {"open", "staff", "personal", "special"};
constexpr std::array<std::string_view, 4> kPersons = {"no", "name", "list", "everybody"};
constexpr std::array<std::string_view, 3> kShapes = {"records", "keyed", "grouped"};
/// What records of grouped sheets have without a column: the expression language knows these
/// members.
constexpr std::array<std::string_view, 9> kReserved = {
    "kind", "index", "group", "previous", "next", "items", "details", "results", "rows"};

void check_column_attributes(PackElements& elements, XmlNode node, bool keyed) {
  const auto check = [&elements, node](auto... more) {
    elements.check_attributes(
        node, {"id", "title", "type", "required", "unique", "list", "reference", "privacy",
               "persons", "width", "weight", more...});
  };
  if (keyed)
    check("period", "called");
  else
    check();
}

}  // namespace

std::vector<std::string> sheet_ids(const Schema& schema) {
  std::vector<std::string> ids;
  for (const SheetSchema& sheet : schema.sheets) ids.push_back(sheet.id);
  return ids;
}

std::vector<std::string> column_ids(const SheetSchema& sheet) {
  std::vector<std::string> ids;
  for (const ColumnSchema& column : sheet.columns) ids.push_back(column.id);
  return ids;
}

Schema SchemaReader::read(XmlNode node) {
  elements_->check_attributes(node, {});
  for (const XmlNode& sheet : elements_->children(node, {"sheet"})) read_sheet(sheet);
  for (const Reference& reference : references_) resolve(reference);
  add_derived_sheets(schema_);
  return std::move(schema_);
}

void SchemaReader::check_shape(const SheetSchema& sheet, XmlNode node, SheetShape wanted) {
  if (sheet.shape != wanted)
    elements_->diagnostics().report(Kind::pack_not_for_shape, node.place(),
                                    {node.name(), kShapes[static_cast<std::size_t>(wanted)]});
}

void SchemaReader::claim_title(std::vector<Claim>& claims, std::string_view title,
                               const std::string& owner, Place place) {
  std::string key = title_key(title);
  if (key.empty()) return;
  const auto taken = std::ranges::find(claims, key, &Claim::key);
  if (taken == claims.end()) {
    claims.push_back({std::move(key), owner});
  } else {
    elements_->diagnostics().report(Kind::pack_title_twice, place, {title, taken->owner});
  }
}

void SchemaReader::read_sheet(XmlNode node) {
  elements_->check_attributes(node, {"id", "title", "shape"});
  SheetSchema sheet;
  sheet.place = node.place();
  sheet.id = elements_->identifier(node, "id", '_');
  sheet.title = elements_->required(node, "title");
  sheet.shape = static_cast<SheetShape>(elements_->choice(node, "shape", kShapes, 0));
  if (!sheet.id.empty() && schema_.find_sheet(sheet.id) != kNoSheet)
    elements_->diagnostics().report(Kind::pack_twice, node.attribute_place("id"), {sheet.id});
  claim_title(sheet_claims_, sheet.title, sheet.id, node.attribute_place("title"));
  column_claims_.clear();
  for (const XmlNode& child : elements_->children(
           node, {"alias", "column", "rows", "mark", "above", "below", "value-title"})) {
    if (child.name() == "column") {
      read_column(child, sheet);
    } else if (child.name() == "rows") {
      check_shape(sheet, child, SheetShape::grouped);
      read_rows(child, sheet);
    } else if (child.name() == "above" || child.name() == "below") {
      check_shape(sheet, child, SheetShape::grouped);
      read_lines(child, child.name() == "above" ? sheet.lines_above : sheet.lines_below);
    } else if (child.name() == "mark") {
      check_shape(sheet, child, SheetShape::grouped);
      read_mark(child, sheet);
    } else {
      elements_->check_attributes(child, {});
      std::string text = elements_->text(child);
      if (child.name() == "alias") {
        claim_title(sheet_claims_, text, sheet.id, child.place());
        sheet.aliases.push_back(std::move(text));
      } else {
        check_shape(sheet, child, SheetShape::keyed);
        sheet.value_titles.push_back(std::move(text));
      }
    }
  }
  if (sheet.columns.empty())
    elements_->diagnostics().report(Kind::pack_missing_element, node.place(), {"column", "sheet"});
  schema_.sheets.push_back(std::move(sheet));
}

void SchemaReader::read_mark(XmlNode node, SheetSchema& sheet) {
  elements_->check_attributes(node, {"annex"});
  std::string word = elements_->text(node);
  if (elements_->flag(node, "annex")) sheet.annex_words.push_back(word);
  sheet.mark_words.push_back(std::move(word));
}

void SchemaReader::read_column(XmlNode node, SheetSchema& sheet) {
  const bool keyed = sheet.shape == SheetShape::keyed;
  check_column_attributes(*elements_, node, keyed);
  const auto id = static_cast<ColumnId>(sheet.columns.size());
  Diagnostics& diagnostics = elements_->diagnostics();
  ColumnSchema column;
  column.place = node.place();
  column.id = elements_->identifier(node, "id", '_');
  column.title = elements_->required(node, "title");
  column.type = static_cast<ColumnType>(elements_->choice(node, "type", kTypes, 0));
  column.required = elements_->flag(node, "required");
  column.unique = elements_->flag(node, "unique");
  column.list = elements_->flag(node, "list");
  column.period = keyed && elements_->flag(node, "period");
  if (const auto called = node.attribute("called"); keyed && called) column.called = *called;
  column.privacy = static_cast<Privacy>(elements_->choice(node, "privacy", kPrivacy, 0));
  column.persons = static_cast<PersonsIn>(elements_->choice(node, "persons", kPersons, 0));
  if (column.persons != PersonsIn::no && column.type != ColumnType::text)
    diagnostics.report(Kind::pack_bad_value, node.attribute_place("persons"),
                       {"type", column_type_name(column.type), "text"});
  column.width = elements_->number(node, "width", 0);
  column.weight = elements_->number(node, "weight", 1);
  if (sheet.shape == SheetShape::grouped &&
      std::ranges::find(kReserved, column.id) != kReserved.end())
    diagnostics.report(Kind::pack_reserved_name, node.attribute_place("id"), {column.id});
  if (!column.id.empty() && sheet.find_column(column.id) != kNoColumn)
    diagnostics.report(Kind::pack_twice, node.attribute_place("id"), {column.id});
  claim_title(column_claims_, column.title, column.id, node.attribute_place("title"));
  const bool refers = column.type == ColumnType::reference;
  if (refers != node.attribute("reference").has_value()) {
    if (refers)
      elements_->required(node, "reference");
    else
      diagnostics.report(Kind::pack_bad_value, node.attribute_place("reference"),
                         {"type", column_type_name(column.type), "reference"});
  } else if (refers) {
    references_.push_back({static_cast<SheetId>(schema_.sheets.size()), id,
                           elements_->required(node, "reference"),
                           node.attribute_place("reference")});
  }
  for (const XmlNode& child : elements_->children(node, {"alias", "value", "known", "note"})) {
    elements_->check_attributes(child, {});
    std::string text = elements_->text(child);
    if (child.name() == "alias") {
      claim_title(column_claims_, text, column.id, child.place());
      column.aliases.push_back(std::move(text));
    } else if (child.name() == "value") {
      column.one_of.push_back(std::move(text));
    } else if (child.name() == "known") {
      column.known.push_back(std::move(text));
    } else {
      column.note = std::move(text);
    }
  }
  sheet.columns.push_back(std::move(column));
}

void SchemaReader::read_rows(XmlNode node, SheetSchema& sheet) {
  elements_->check_attributes(node, {});
  for (const XmlNode& child : elements_->children(node, {"group", "detail", "result"})) {
    elements_->check_attributes(child, {"begins"});
    std::string begins = elements_->required(child, "begins");
    if (begins.empty()) continue;
    if (child.name() == "group")
      sheet.rows.group_prefixes.push_back(std::move(begins));
    else if (child.name() == "detail")
      sheet.rows.detail_prefixes.push_back(std::move(begins));
    else
      sheet.rows.result_prefixes.push_back(std::move(begins));
  }
}

void SchemaReader::read_lines(XmlNode node, std::vector<LinePattern>& lines) {
  elements_->check_attributes(node, {});
  for (const XmlNode& child : elements_->children(node, {"line"})) {
    elements_->check_attributes(child, {"role", "begins", "goes-on"});
    LinePattern line;
    line.role = elements_->identifier(child, "role", '_');
    line.begins = elements_->required(child, "begins");
    line.goes_on = elements_->flag(child, "goes-on");
    if (!line.role.empty() && !line.begins.empty()) lines.push_back(std::move(line));
  }
}

void SchemaReader::resolve(const Reference& reference) {
  if (reference.target.empty()) return;
  ColumnSchema& column = schema_.sheets[reference.sheet].columns[reference.column];
  const std::size_t dot = reference.target.find('.');
  const std::string sheet_id = reference.target.substr(0, dot);
  const SheetId sheet = schema_.find_sheet(sheet_id);
  if (sheet == kNoSheet) {
    elements_->report_unknown(Kind::pack_unknown_sheet, reference.place, sheet_id,
                              sheet_ids(schema_));
    return;
  }
  column.reference = sheet;
  column.reference_column = 0;
  if (dot == std::string::npos) return;
  const std::string column_id = reference.target.substr(dot + 1);
  const ColumnId found = schema_.sheets[sheet].find_column(column_id);
  if (found == kNoColumn)
    elements_->report_unknown(Kind::pack_unknown_column, reference.place, column_id,
                              column_ids(schema_.sheets[sheet]));
  else
    column.reference_column = found;
}

}  // namespace grif
