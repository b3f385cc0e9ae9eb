#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/markup.hpp"

// The parts that say which parts there are: workbook.xml (18.2), relationships and
// [Content_Types].xml (ECMA-376-2, 6.5 and 7.2.3).
namespace grif::annotate {

// ---- Relationships

/// A part of relationships.
struct RelationshipEntry {
  std::string id, type, target;  ///< the whole URI of its type; the target as written
  bool external = false;
  Span whole;
};
std::vector<RelationshipEntry> read_entries(std::string_view rels);
std::string empty_relationships();
/// A new one comes last; `id` is one that is free.
std::string add_relationship(std::string_view rels, std::string_view id, std::string_view type,
                             std::string_view target);
/// `wanted`, or with the first number behind it that makes it free.
std::string free_id(const std::vector<RelationshipEntry>& entries, std::string_view wanted);

// ---- Types of content

std::string empty_content_types();
std::string add_override(std::string_view types, std::string_view part, std::string_view type);
std::string remove_overrides(std::string_view types, const std::vector<std::string>& parts);
/// The type that a part has by an override; empty for none.
std::string override_of(std::string_view types, std::string_view part);
std::string set_override(std::string_view types, std::string_view part, std::string_view type);

// ---- The workbook

struct BookSheet {
  std::string name, relationship;
  Span whole;
};
struct BookPart {
  std::string main_namespace;
  std::string relationship_attribute;  ///< `r:id`
  std::vector<BookSheet> sheets;
  std::size_t highest_number = 0;  ///< sheetId
};
std::optional<BookPart> read_book(std::string_view book);
/// Adds a sheet behind all others and the names of its list: what is repeated in print, and its
/// filter.
std::string add_sheet(std::string_view book, const BookPart& part, std::string_view name,
                      std::string_view relationship, std::size_t last_row);
/// Takes sheets out by their positions, with their names; those behind them move up.
std::string remove_sheets(std::string_view book, const std::vector<std::size_t>& positions);

}  // namespace grif::annotate
