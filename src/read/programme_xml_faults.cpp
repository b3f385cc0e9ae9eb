#include "read/programme_xml_faults.hpp"

#include "core/text.hpp"
#include "data/xml_names.hpp"

namespace grif::recognition {
namespace {

using namespace xml_names;

constexpr std::size_t kMostTold = 1000;

/// Enough to know a text by.
std::string shown(std::string_view text) {
  constexpr std::size_t kMost = 60;
  std::string line = collapsed(text);
  if (count_code_points(line) <= kMost) return line;
  std::size_t at = 0;
  for (std::size_t i = 0; i < kMost; ++i) next_code_point(line, at);
  return line.substr(0, at) + "…";
}

std::vector<std::string> in_brackets(const std::vector<std::string>& names) {
  std::vector<std::string> tags;
  tags.reserve(names.size());
  for (const std::string& name : names) tags.push_back("<" + name + ">");
  return tags;
}

}  // namespace

Diagnostic* ProgrammeXmlFaults::report(Kind kind, Place place,
                                       std::initializer_list<std::string_view> arguments) {
  if (told_ == kMostTold) {
    ++untold_;
    return nullptr;
  }
  ++told_;
  return &diagnostics_->report(kind, place, arguments);
}

void ProgrammeXmlFaults::finish(Place document) {
  if (untold_ != 0)
    diagnostics_->report(Kind::xml_more_faults, document,
                         {std::to_string(untold_), std::to_string(kMostTold)});
}

void ProgrammeXmlFaults::too_many(Place place, std::size_t most, std::string_view what_ru,
                                  std::string_view what_en) {
  report(Kind::xml_too_many_elements, place, {std::to_string(most), russian() ? what_ru : what_en});
}

std::string ProgrammeXmlFaults::looks_like(const std::vector<std::string>& names) const {
  return (russian() ? "похоже на: " : "it looks like: ") + join(in_brackets(names), ", ");
}

std::string ProgrammeXmlFaults::suggest_elements(std::string_view name,
                                                 const std::vector<std::string>& known) const {
  const std::vector<std::string> near = nearest(name, known);
  if (!near.empty()) return looks_like(near);
  return (russian() ? "есть: " : "there are: ") + join(in_brackets(known), ", ");
}

std::vector<std::string> ProgrammeXmlFaults::column_ids(SheetId sheet) const {
  std::vector<std::string> ids;
  for (const ColumnSchema& column : schema_->sheets[sheet].columns) ids.push_back(column.id);
  return ids;
}

/// Titles are a likely guess of names: <Пары> for <pairs>.
void ProgrammeXmlFaults::sheet_unknown(Place place, std::string_view name) {
  std::vector<std::string> known;
  for (const SheetSchema& sheet : schema_->sheets)
    if (!sheet.derived) known.push_back(sheet.id);
  const SheetId titled = index_->sheet(header_key(name));
  const std::string hint =
      titled == kNoSheet ? suggest_elements(name, known) : looks_like({schema_->sheets[titled].id});
  report(Kind::xml_sheet_unknown, place, {shown(name), hint});
}

void ProgrammeXmlFaults::row_unknown(Place place, std::string_view name, SheetId sheet) {
  const SheetSchema& of = schema_->sheets[sheet];
  std::vector<std::string> known = {kColumns};
  if (of.shape == SheetShape::grouped) {
    known.insert(known.end(), kRows.begin(), kRows.end());
  } else {
    known.emplace_back(kRows.front());
  }
  std::string hint = suggest_elements(name, known);
  if (of.find_column(name) != kNoColumn)
    hint = russian() ? "столбцы пишут внутри строки: <row>…</row>"
                     : "columns stand in a row: <row>…</row>";
  report(Kind::xml_row_unknown, place, {shown(name), of.id, hint});
}

void ProgrammeXmlFaults::column_unknown(Place place, std::string_view name, SheetId sheet) {
  const SheetSchema& of = schema_->sheets[sheet];
  const std::vector<std::string> known = column_ids(sheet);
  const ColumnId titled = index_->column(sheet, header_key(name));
  std::string hint;
  if (titled != kNoColumn) {
    hint = looks_like({of.columns[titled].id});
  } else if (nearest(name, known).empty()) {
    hint =
        (russian() ? "свой столбец пишут так: <own-column title=\"…\">; в схеме "
                   : "a column of your own is written <own-column title=\"…\">; in the schema ") +
        suggest_elements(name, known);
  } else {
    hint = suggest_elements(name, known);
  }
  report(Kind::xml_column_unknown, place, {shown(name), of.id, hint});
}

void ProgrammeXmlFaults::column_twice(Place place, std::string_view name, std::string_view text,
                                      std::string_view before, Place place_before) {
  Diagnostic* const told =
      report(Kind::xml_column_twice, place, {name, shown(text), shown(before)});
  if (told != nullptr) told->notes.push_back({place_before, shown(before)});
}

void ProgrammeXmlFaults::order(Place place, std::string_view name, std::string_view before) {
  report(Kind::xml_order, place, {name, before});
}

void ProgrammeXmlFaults::text_stray(Place place, std::string_view parent, std::string_view text) {
  report(Kind::xml_text_stray, place, {parent, shown(text)});
}

void ProgrammeXmlFaults::element_inside(Place place, std::string_view name,
                                        std::string_view column) {
  report(Kind::xml_element_inside, place, {shown(name), column});
}

void ProgrammeXmlFaults::attribute_missing(Place place, std::string_view element,
                                           std::string_view attribute) {
  report(Kind::xml_attribute_missing, place, {attribute, element});
}

void ProgrammeXmlFaults::tell(const XsdValidation::Fault& fault, Place place,
                              std::string_view element, std::string_view value, SheetId sheet) {
  using What = XsdValidation::Fault::What;
  const std::string& name = fault.attribute;
  switch (fault.what) {
    case What::attribute_unknown: {
      const bool is_value =
          sheet != kNoSheet && schema_->sheets[sheet].find_column(element) != kNoColumn;
      const std::string hint = !is_value ? ""
                               : russian() ? "значение пишут текстом внутри элемента"
                                           : "a value is written as the element's text";
      report(Kind::xml_attribute_unknown, place, {name, element, hint});
      return;
    }
    case What::attribute_missing:
      attribute_missing(place, element, name);
      return;
    case What::attribute_value: {
      std::string hint = russian() ? "нужно название столбца" : "a column's title is needed";
      if (name == kOutside)
        hint = suggest("", std::vector<std::string>{"yes", "no"}, diagnostics_->language());
      if (name == kName) hint = suggest(value, column_ids(sheet), diagnostics_->language());
      report(Kind::xml_attribute_value, place, {shown(value), name, hint});
      return;
    }
    case What::element_unexpected:
    case What::other:
      report(Kind::internal_fault, place, {"XSD " + name});
      return;
  }
}

}  // namespace grif::recognition
