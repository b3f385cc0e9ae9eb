#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/diagnostics.hpp"
#include "data/schema.hpp"
#include "read/recognise_header.hpp"
#include "read/recognise_rows.hpp"

namespace grif {
class Legibility;
}

namespace grif::recognition {

/// Says what was recognised by guess, what was put together and what was left out.
class RecognitionReport {
 public:
  RecognitionReport(const Schema& schema, const TitleIndex& index, const Sources& sources,
                    Diagnostics& diagnostics)
      : schema_(&schema), index_(&index), sources_(&sources), diagnostics_(&diagnostics) {}

  /// The inputs hold no known table at all; `source` is the first input.
  void report_nothing(std::span<const Grid> grids, SourceId source) const;
  /// A sheet without a known table; `ambiguous` are sheets of the schema that it fits alike.
  void report_unknown(const Grid& grid, std::span<const SheetId> ambiguous) const;
  /// A hidden sheet with a table that is no data of the pack's own: left out, or read since there
  /// is no other.
  void report_hidden(const Grid& grid, SheetId sheet, bool read) const;
  /// Hidden sheets that are data: one message for all.
  void report_hidden_names(std::span<const Grid* const> grids) const;
  /// A sheet that is left out since its text is mostly no words.
  void report_illegible(const Grid& grid, const Legibility& legibility) const;
  void report_no_header(const Grid& grid, SheetId sheet) const;
  /// Titles that were guessed, that stand twice, and that look like one that is missing.
  void report_titles(const FoundTable& table) const;
  /// Several tables of one sheet that became one, in their order, with the bodies that were found
  /// under them; then those of programmes in XML.
  void report_joined(SheetId sheet, std::span<const FoundTable* const> tables,
                     std::span<const Body> bodies, std::span<const Grid> grids,
                     std::span<const Place> records) const;
  /// Rows that are no data, text below the table, a table without rows.
  void report_body(const Grid& grid, const FoundTable& table, const Body& body) const;
  /// Rows of a table that the reader joined before it looked for tables.
  void report_pasted(const Grid& grid) const;
  /// Lines above the header of a table that has no place for them.
  void report_lines_above(const Grid& grid, const FoundTable& table) const;

 private:
  [[nodiscard]] std::string seen_in(const Grid& grid) const;
  void report_torn(const Grid& grid, const Body& body) const;
  void report_lines(Kind kind, const Grid& grid, std::span<const std::size_t> lines) const;

  const Schema* schema_;
  const TitleIndex* index_;
  const Sources* sources_;
  Diagnostics* diagnostics_;
};

}  // namespace grif::recognition
