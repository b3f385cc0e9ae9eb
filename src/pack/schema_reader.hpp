#pragma once

#include <string>
#include <utility>
#include <vector>

#include "data/schema.hpp"
#include "pack/pack_elements.hpp"

namespace grif {

/// Reads <schema> into a Schema: sheets, columns, row patterns, derived sheets last.
class SchemaReader {
 public:
  explicit SchemaReader(PackElements& elements) : elements_(&elements) {}
  Schema read(XmlNode node);

 private:
  struct Reference {
    SheetId sheet;
    ColumnId column;
    std::string target;
    Place place;
  };
  /// A title or alias with its owner, to find two owners.
  struct Claim {
    std::string key, owner;
  };

  void read_sheet(XmlNode node);
  void read_mark(XmlNode node, SheetSchema& sheet);
  void read_column(XmlNode node, SheetSchema& sheet);
  void read_rows(XmlNode node, SheetSchema& sheet);
  void read_lines(XmlNode node, std::vector<LinePattern>& lines);
  void claim_title(std::vector<Claim>& claims, std::string_view title, const std::string& owner,
                   Place place);
  void resolve(const Reference& reference);
  void check_shape(const SheetSchema& sheet, XmlNode node, SheetShape wanted);

  PackElements* elements_;
  Schema schema_;
  std::vector<Reference> references_;
  std::vector<Claim> sheet_claims_, column_claims_;
};

std::vector<std::string> sheet_ids(const Schema& schema);
std::vector<std::string> column_ids(const SheetSchema& sheet);

}  // namespace grif
