#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostics.hpp"
#include "data/schema.hpp"
#include "read/recognise_titles.hpp"
#include "xml/schema_validator.hpp"

namespace grif::recognition {

/// Says what in a programme in XML does not fit the schema, and what was probably meant: of the
/// first thousand places; the others are counted.
class ProgrammeXmlFaults {
 public:
  ProgrammeXmlFaults(const Schema& schema, const TitleIndex& index, Diagnostics& diagnostics)
      : schema_(&schema), index_(&index), diagnostics_(&diagnostics) {}

  void sheet_unknown(Place place, std::string_view name);
  void row_unknown(Place place, std::string_view name, SheetId sheet);
  void column_unknown(Place place, std::string_view name, SheetId sheet);
  void column_twice(Place place, std::string_view name, std::string_view text,
                    std::string_view before, Place place_before);
  void order(Place place, std::string_view name, std::string_view before);
  void text_stray(Place place, std::string_view parent, std::string_view text);
  void element_inside(Place place, std::string_view name, std::string_view column);
  void attribute_missing(Place place, std::string_view element, std::string_view attribute);
  /// More sheets, columns or cells than anybody has; `what` in both languages.
  void too_many(Place place, std::size_t most, std::string_view what_ru, std::string_view what_en);
  /// After the last one: how many were not told.
  void finish(Place document);
  /// A fault of an attribute of `element` that the schema found.
  void tell(const XsdValidation::Fault& fault, Place place, std::string_view element,
            std::string_view value, SheetId sheet);

 private:
  /// Null for one too many.
  Diagnostic* report(Kind kind, Place place, std::initializer_list<std::string_view> arguments);
  [[nodiscard]] bool russian() const { return diagnostics_->language() == Language::russian; }
  /// «похоже на: <a>, <b>» or what there is.
  [[nodiscard]] std::string suggest_elements(std::string_view name,
                                             const std::vector<std::string>& known) const;
  [[nodiscard]] std::string looks_like(const std::vector<std::string>& names) const;
  [[nodiscard]] std::vector<std::string> column_ids(SheetId sheet) const;

  const Schema* schema_;
  const TitleIndex* index_;
  Diagnostics* diagnostics_;
  std::size_t told_ = 0, untold_ = 0;
};

}  // namespace grif::recognition
