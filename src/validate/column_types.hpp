#pragma once

#include <string>
#include <string_view>

#include "core/diagnostics.hpp"
#include "data/programme.hpp"
#include "data/schema.hpp"
#include "validate/read_terms.hpp"

namespace grif {

/// Gives the cells of one table their columns' types. Cells that cannot be read become faulty.
/// Columns that refer to records become texts; `resolve_references` makes records of them.
/// Terms without a year lie in the period.
void convert_cells(Table& table, const SheetSchema& sheet, const KnownPeriod& period, Arena& arena,
                   Diagnostics& diagnostics);

/// Turns the cells of reference columns into records of the tables that they name.
void resolve_references(Programme& programme, const Schema& schema, Diagnostics& diagnostics);

/// Checks what is required and what must be unique.
void check_presence(const Table& table, const SheetSchema& sheet, Diagnostics& diagnostics);

/// Checks the typed numbers of a grouped table: doubles, gaps, order, agreement with the group.
/// Call it before `convert_cells`: what the spreadsheet made of a number still shows there.
void check_numbering(const Table& table, const SheetSchema& sheet, Diagnostics& diagnostics);

/// Looks at who is named in all columns of people: one person spelt in several ways, in two posts
/// that do not go together, initials that fit several, names that are not on the list of everybody.
void check_persons(const Programme& programme, const Schema& schema, Diagnostics& diagnostics);

/// Looks at every text for what nobody meant and nobody sees: letters of two scripts in a word,
/// invisible signs, quotation marks that nothing closes, marks of HTML, a comma at the end.
void check_texts(const Programme& programme, const Schema& schema, Diagnostics& diagnostics);

/// Tells of the keys of a keyed table that the schema does not know; their values are kept.
void check_keys(const Table& table, const SheetSchema& sheet, Diagnostics& diagnostics);

/// A number or sign as it was typed, from a cell that is not yet converted: 1.1 for the number 1,1
/// and for the first of January that a spreadsheet made of it.
std::string label_text(const Cell& cell);

/// The severity of a finding: tables typed for print have nothing above a warning but what cannot
/// be read.
inline Severity softened(const Table& table) {
  return table.printed ? Severity::warning : Severity::error;
}

}  // namespace grif
