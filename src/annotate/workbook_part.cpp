#include "annotate/workbook_part.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "annotate/remarks_sheet.hpp"
#include "core/place.hpp"
#include "opc/directory.hpp"

namespace grif::annotate {
namespace {

constexpr std::string_view kDeclaration =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

std::optional<std::size_t> parse_number(std::string_view text) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

/// Appends an element, with the prefix of the root, to the root.
std::string append_child(std::string_view text, const std::string& element) {
  const XmlElement root = read_elements(text, 1);
  if (root.name.empty()) return std::string(text);
  return apply_edits(text,
                     {append_to(text, root, prefixed(element, prefix_at(text, root.tag.begin)))});
}

const XmlElement* find_override(std::string_view types, const XmlElement& root,
                                std::string_view part) {
  for (const XmlElement& child : root.children)
    if (child.name == "Override" &&
        part_key(attribute_of(types, child.tag, "PartName")) == part_key(part))
      return &child;
  return nullptr;
}

}  // namespace

std::vector<RelationshipEntry> read_entries(std::string_view rels) {
  std::vector<RelationshipEntry> entries;
  const XmlElement root = read_elements(rels, 2);
  for (const XmlElement& child : root.children)
    if (child.name == "Relationship")
      entries.push_back({attribute_of(rels, child.tag, "Id"), attribute_of(rels, child.tag, "Type"),
                         attribute_of(rels, child.tag, "Target"),
                         attribute_of(rels, child.tag, "TargetMode") == "External", child.whole});
  return entries;
}

std::string empty_relationships() {
  return std::string(kDeclaration) +
         "<Relationships "
         "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>";
}

std::string add_relationship(std::string_view rels, std::string_view id, std::string_view type,
                             std::string_view target) {
  return append_child(rels, fmt::format("<Relationship Id=\"{}\" Type=\"{}\" Target=\"{}\"/>",
                                        escaped(id), escaped(type), escaped(target)));
}

std::string free_id(const std::vector<RelationshipEntry>& entries, std::string_view wanted) {
  for (std::size_t number = 1;; ++number) {
    std::string id = number == 1 ? std::string(wanted) : fmt::format("{}{}", wanted, number);
    if (std::ranges::find(entries, id, &RelationshipEntry::id) == entries.end()) return id;
  }
}

std::string empty_content_types() {
  return std::string(kDeclaration) +
         "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"></Types>";
}

std::string add_override(std::string_view types, std::string_view part, std::string_view type) {
  return append_child(types, fmt::format("<Override PartName=\"/{}\" ContentType=\"{}\"/>",
                                         escaped(part), escaped(type)));
}

std::string remove_overrides(std::string_view types, const std::vector<std::string>& parts) {
  const XmlElement root = read_elements(types, 2);
  std::vector<Edit> edits;
  for (const std::string& part : parts)
    if (const XmlElement* const found = find_override(types, root, part))
      edits.push_back({found->whole, {}});
  return apply_edits(types, std::move(edits));
}

std::string override_of(std::string_view types, std::string_view part) {
  const XmlElement root = read_elements(types, 2);
  const XmlElement* const found = find_override(types, root, part);
  return found == nullptr ? std::string() : attribute_of(types, found->tag, "ContentType");
}

std::string set_override(std::string_view types, std::string_view part, std::string_view type) {
  const XmlElement root = read_elements(types, 2);
  const XmlElement* const found = find_override(types, root, part);
  if (found == nullptr) return add_override(types, part, type);
  return apply_edits(types, {set_attribute(types, found->tag, "ContentType", type)});
}

std::optional<BookPart> read_book(std::string_view book) {
  const XmlElement root = read_elements(book, 3);
  const XmlElement* const sheets = root.child("sheets");
  if (root.name != "workbook" || sheets == nullptr) return std::nullopt;
  BookPart part;
  part.relationship_attribute = "r:id";
  const std::string prefix(prefix_at(book, root.tag.begin));
  part.main_namespace = attribute_of(
      book, root.tag, prefix.empty() ? "xmlns" : "xmlns:" + prefix.substr(0, prefix.size() - 1));
  for (const XmlElement& child : sheets->children) {
    if (child.name != "sheet") continue;
    BookSheet sheet{
        .name = attribute_of(book, child.tag, "name"), .relationship = {}, .whole = child.whole};
    for (const AttributeText& attribute : attributes_of(book, child.tag)) {
      if (attribute.name != "id" && !attribute.name.ends_with(":id")) continue;
      part.relationship_attribute = attribute.name;
      append_xml_decoded(sheet.relationship, attribute.value);
    }
    part.highest_number = std::max(
        part.highest_number, parse_number(attribute_of(book, child.tag, "sheetId")).value_or(0));
    part.sheets.push_back(std::move(sheet));
  }
  return part;
}

std::string add_sheet(std::string_view book, const BookPart& part, std::string_view name,
                      std::string_view relationship, std::size_t last_row) {
  const XmlElement root = read_elements(book, 3);
  const XmlElement& sheets = *root.child("sheets");
  const std::string prefix(prefix_at(book, root.tag.begin));
  const std::string quoted = escaped(quoted_sheet_name(name));
  const std::string names = prefixed(
      fmt::format("<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"{0}\" "
                  "hidden=\"1\">{1}!$A${2}:$E${3}</definedName><definedName "
                  "name=\"_xlnm.Print_Titles\" localSheetId=\"{0}\">{1}!${2}:${2}</definedName>",
                  part.sheets.size(), quoted, kHeadRow + 1, last_row + 1),
      prefix);
  std::vector<Edit> edits{append_to(
      book, sheets,
      prefixed(
          fmt::format("<sheet name=\"{}\" sheetId=\"{}\" {}=\"{}\"/>", escaped(name),
                      part.highest_number + 1, part.relationship_attribute, escaped(relationship)),
          prefix))};
  if (const XmlElement* const there = root.child("definedNames")) {
    edits.push_back(append_to(book, *there, names));
  } else {
    std::size_t at = sheets.whole.end;
    for (const std::string_view before : {"functionGroups", "externalReferences"})
      if (const XmlElement* const element = root.child(before)) at = element->whole.end;
    edits.push_back(
        {{at, at}, fmt::format("<{0}definedNames>{1}</{0}definedNames>", prefix, names)});
  }
  return apply_edits(book, std::move(edits));
}

std::string remove_sheets(std::string_view book, const std::vector<std::size_t>& positions) {
  const XmlElement root = read_elements(book, 3);
  const XmlElement* const sheets = root.child("sheets");
  if (sheets == nullptr || positions.empty()) return std::string(book);
  std::vector<Edit> edits;
  const auto is_removed = [&](std::size_t i) { return std::ranges::count(positions, i) != 0; };
  /// Where a position moves to: that of a sheet that is removed, to the one before it.
  const auto moved = [&](std::size_t i) {
    const auto before = static_cast<std::size_t>(
        std::ranges::count_if(positions, [i](std::size_t one) { return one < i; }));
    const std::size_t left = i - before;
    return is_removed(i) && left > 0 ? left - 1 : left;
  };
  std::size_t position = 0;
  for (const XmlElement& child : sheets->children) {
    if (child.name != "sheet") continue;
    if (is_removed(position++)) edits.push_back({child.whole, {}});
  }
  const auto renumber = [&](const XmlElement& element, std::string_view name) {
    const auto number = parse_number(attribute_of(book, element.tag, name));
    if (number && moved(*number) != *number)
      edits.push_back(set_attribute(book, element.tag, name, fmt::to_string(moved(*number))));
  };
  if (const XmlElement* const names = root.child("definedNames")) {
    std::size_t left = 0;
    for (const XmlElement& name : names->children) {
      const auto sheet = parse_number(attribute_of(book, name.tag, "localSheetId"));
      if (sheet && is_removed(*sheet)) continue;
      ++left;
    }
    if (left == 0) {
      edits.push_back({names->whole, {}});
    } else {
      for (const XmlElement& name : names->children) {
        const auto sheet = parse_number(attribute_of(book, name.tag, "localSheetId"));
        if (sheet && is_removed(*sheet))
          edits.push_back({name.whole, {}});
        else
          renumber(name, "localSheetId");
      }
    }
  }
  if (const XmlElement* const views = root.child("bookViews")) {
    for (const XmlElement& view : views->children) {
      renumber(view, "activeTab");
      renumber(view, "firstSheet");
    }
  }
  return apply_edits(book, std::move(edits));
}

}  // namespace grif::annotate
