#include "pack/starter.hpp"

#include <algorithm>
#include <array>

#include "core/decimal.hpp"
#include "core/text.hpp"
#include "pack/pack_elements.hpp"
#include "pack/schema_reader.hpp"

namespace grif {
namespace {

constexpr std::uint64_t kLargestStarter = 8U << 20;
constexpr std::array<std::string_view, 4> kRowKinds = {"item", "group", "detail", "result"};
constexpr std::string_view kKind = "kind";

class StarterReader {
 public:
  StarterReader(const Pack& pack, Diagnostics& diagnostics)
      : pack_(pack), diagnostics_(diagnostics), elements_(diagnostics) {}

  Starter read(XmlNode root) {
    elements_.check_attributes(root, {});
    for (const XmlNode& child : elements_.children(root, {"about", "task", "sheet"})) {
      if (child.name() == "about") {
        elements_.check_attributes(child, {});
        starter_.about.push_back(elements_.text(child));
      } else if (child.name() == "task") {
        read_task(child);
      } else {
        read_sheet(child);
      }
    }
    return std::move(starter_);
  }

 private:
  SheetId sheet_named(std::string_view id, Place place) {
    const SheetId sheet = pack_.schema.find_sheet(id);
    if (sheet == kNoSheet || pack_.schema.sheets[sheet].derived) {
      elements_.report_unknown(Kind::pack_unknown_sheet, place, id, sheet_ids(pack_.schema));
      return kNoSheet;
    }
    return sheet;
  }

  ColumnId column_named(const SheetSchema& sheet, std::string_view id, Place place) {
    const ColumnId column = sheet.find_column(id);
    if (column == kNoColumn)
      elements_.report_unknown(Kind::pack_unknown_column, place, id, column_ids(sheet));
    return column;
  }

  void read_task(XmlNode node) {
    elements_.check_attributes(node, {"name", "title", "sheets"});
    Starter::Task task;
    task.name = elements_.identifier(node, "name", '-');
    task.title = elements_.required(node, "title");
    if (!task.name.empty() &&
        std::ranges::find(starter_.tasks, task.name, &Starter::Task::name) != starter_.tasks.end())
      diagnostics_.report(Kind::pack_twice, node.attribute_place("name"), {task.name});
    elements_.required(node, "sheets");
    for (const PackElements::Word& word : elements_.words(node, "sheets")) {
      const SheetId sheet = sheet_named(word.text, word.place);
      if (sheet != kNoSheet) task.sheets.push_back(sheet);
    }
    starter_.tasks.push_back(std::move(task));
  }

  void read_sheet(XmlNode node) {
    elements_.check_attributes(node, {"id", "columns"});
    Starter::SheetPart part;
    const std::string id = elements_.required(node, "id");
    if (id.empty()) return;
    part.sheet = sheet_named(id, node.attribute_place("id"));
    if (part.sheet == kNoSheet) return;
    if (starter_.find(part.sheet) != nullptr)
      diagnostics_.report(Kind::pack_twice, node.attribute_place("id"), {id});
    const SheetSchema& sheet = pack_.schema.sheets[part.sheet];
    part.titles.resize(sheet.columns.size());
    for (const PackElements::Word& word : elements_.words(node, "columns")) {
      const ColumnId column = column_named(sheet, word.text, word.place);
      if (column != kNoColumn) part.columns.push_back(column);
    }
    for (const XmlNode& child : elements_.children(node, {"about", "title", "row"})) {
      if (child.name() == "about") {
        elements_.check_attributes(child, {});
        part.about = elements_.text(child);
      } else if (child.name() == "title") {
        read_title(child, sheet, part);
      } else {
        part.sample.push_back(read_row(child, sheet, part));
      }
    }
    starter_.sheets.push_back(std::move(part));
  }

  /// The title that a new workbook has must be one by which the column is found again.
  void read_title(XmlNode node, const SheetSchema& sheet, Starter::SheetPart& part) {
    elements_.check_attributes(node, {"column"});
    std::string title = elements_.text(node);
    const std::string id = elements_.required(node, "column");
    if (id.empty() || title.empty()) return;
    const ColumnId column = column_named(sheet, id, node.attribute_place("column"));
    if (column == kNoColumn) return;
    std::vector<std::string> known = sheet.columns[column].aliases;
    known.insert(known.begin(), sheet.columns[column].title);
    if (std::ranges::find(known, title) == known.end())
      diagnostics_.report(Kind::pack_bad_value, node.place(),
                          {"title", title, suggest_names(title, known)});
    part.titles[column] = std::move(title);
  }

  FormRow read_row(XmlNode node, const SheetSchema& sheet, const Starter::SheetPart& part) {
    FormRow row;
    row.cells.resize(sheet.columns.size());
    const bool grouped = sheet.shape == SheetShape::grouped;
    if (grouped) row.kind = static_cast<RowKind>(elements_.choice(node, kKind, kRowKinds, 0));
    for (const XmlNode::Attribute& attribute : node.attributes()) {
      if (grouped && attribute.name == kKind) continue;
      const Place place = node.attribute_place(attribute.name);
      const ColumnId column = column_named(sheet, attribute.name, place);
      if (column == kNoColumn) continue;
      const bool is_left_out =
          !part.columns.empty() && std::ranges::find(part.columns, column) == part.columns.end();
      if (is_left_out)
        diagnostics_.report(
            Kind::pack_unknown_attribute, place,
            {attribute.name, node.name(), suggest_names({}, names_of(sheet, part))});
      else
        row.cells[column] = read_cell(sheet.columns[column], attribute.value, place);
    }
    elements_.children(node, {});
    return row;
  }

  static std::vector<std::string> names_of(const SheetSchema& sheet,
                                           const Starter::SheetPart& part) {
    std::vector<std::string> names;
    for (const ColumnId column : part.columns) names.push_back(sheet.columns[column].id);
    return names;
  }

  FormCell read_cell(const ColumnSchema& column, std::string_view value, Place place) {
    if (column.type == ColumnType::date) {
      if (const auto date = Date::parse(value))
        return {.type = FormCell::Type::date, .text = {}, .number = 0, .date = *date};
      report_value(column, value, "2026-09-01", place);
      return {};
    }
    if (column.type == ColumnType::integer || column.type == ColumnType::decimal) {
      const auto number = Decimal::parse(value);
      const bool fits = number && (column.type == ColumnType::decimal || number->is_integer());
      if (fits)
        return {
            .type = FormCell::Type::number, .text = {}, .number = number->to_double(), .date = {}};
      report_value(column, value, column.type == ColumnType::integer ? "12" : "12.5", place);
      return {};
    }
    if (!column.one_of.empty() && std::ranges::find(column.one_of, value) == column.one_of.end())
      report_value(column, value, suggest_names(value, column.one_of), place);
    return {.type = FormCell::Type::text, .text = std::string(value), .number = 0, .date = {}};
  }

  void report_value(const ColumnSchema& column, std::string_view value, std::string_view right,
                    Place place) {
    diagnostics_.report(Kind::pack_bad_value, place, {column.id, value, right});
  }

  const Pack& pack_;
  Diagnostics& diagnostics_;
  PackElements elements_;
  Starter starter_;
};

}  // namespace

const Starter::SheetPart* Starter::find(SheetId sheet) const {
  const auto part = std::ranges::find(sheets, sheet, &SheetPart::sheet);
  return part == sheets.end() ? nullptr : &*part;
}

bool Starter::has_sample() const {
  return std::ranges::any_of(sheets, [](const SheetPart& part) { return !part.sample.empty(); });
}

std::optional<Starter> load_starter(const Pack& pack, World& world, Sources& sources,
                                    Diagnostics& diagnostics) {
  const std::string path = pack.folder + "/workbook.xml";
  if (const auto type = world.entry_type(path); type && *type == World::EntryType::none)
    return Starter();
  auto bytes = world.read_file(path, kLargestStarter);
  if (!bytes) {
    diagnostics.report(Kind::pack_unreadable, Place::nowhere(), {path, bytes.fault.reason});
    return std::nullopt;
  }
  const std::size_t before = diagnostics.count(Severity::error);
  const auto tree = XmlTree::parse(std::move(*bytes), sources.add(path), diagnostics);
  if (!tree) return std::nullopt;
  if (tree->root().name() != "workbook") {
    diagnostics.report(Kind::pack_unknown_element, tree->root().place(),
                       {tree->root().name(), "workbook.xml", "workbook"});
    return std::nullopt;
  }
  Starter starter = StarterReader(pack, diagnostics).read(tree->root());
  if (diagnostics.count(Severity::error) != before) return std::nullopt;
  return starter;
}

}  // namespace grif
