#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostics.hpp"
#include "core/world.hpp"
#include "data/programme.hpp"
#include "data/schema.hpp"
#include "data/workbook.hpp"

namespace grif {

/// Reads one input file into sheets of cells. Tells formats by content, not by name; a file that
/// cannot be read at all gives a message and nothing.
std::optional<Workbook> read_workbook(const std::string& path, World& world, Sources& sources,
                                      Diagnostics& diagnostics);

/// A ZIP package in memory, told by its parts: XLSX and DOCX (ECMA-376 parts 1 and 2, transitional
/// or strict), ODS (OpenDocument 1.3). Each table of a text document is a sheet «таблица N» with
/// the text above and below it.
std::optional<Workbook> read_package(std::string bytes, std::string file, Sources& sources,
                                     Diagnostics& diagnostics);

/// Text with separators (RFC 4180): a sheet by the name of the file. Separator and encoding are
/// found from the text; what is no table at all is refused unless the file's name says that it is.
std::optional<Workbook> read_csv(std::string bytes, std::string file, Sources& sources,
                                 Diagnostics& diagnostics);

/// A programme in XML in the words of the schema (templates/README.md): what is not well-formed or
/// has another root is refused; the schema comes with `recognise_tables`.
std::optional<Workbook> read_programme_xml(std::string bytes, std::string file, Sources& sources,
                                           Diagnostics& diagnostics);

/// What `grif list cells` prints: a line a cell, in order of sheets and rows: sheet, cell, type and
/// value between tabs. Tabs, line breaks and backslashes in texts are written \t, \n, \r and \\,
/// other control characters \x1b. A programme in XML has a line a value: the sheet's element,
/// `line:column`, `text` and the value.
std::string list_cells(const Workbook& workbook, const Sources& sources);

namespace recognition {
class TitleIndex;
class ProgrammeXsd;
}  // namespace recognition

/// What reading wants of a schema, made once for all programmes that are read with it: its titles
/// and aliases, indexed, and its XSD. Immutable, shared by threads; the schema must outlive it.
class SchemaTitles {
 public:
  explicit SchemaTitles(const Schema& schema);
  SchemaTitles(SchemaTitles&&) noexcept;
  SchemaTitles& operator=(SchemaTitles&&) noexcept;
  ~SchemaTitles();
  [[nodiscard]] const Schema& schema() const { return *schema_; }
  [[nodiscard]] const recognition::TitleIndex& index() const { return *index_; }
  [[nodiscard]] recognition::ProgrammeXsd& xsd() const { return *xsd_; }

 private:
  const Schema* schema_;
  std::unique_ptr<const recognition::TitleIndex> index_;
  std::unique_ptr<recognition::ProgrammeXsd> xsd_;  ///< compiled when it is first wanted
};

/// Finds the schema's sheets in what was read: headers by title or alias wherever they stand, row
/// kinds of grouped tables, title lines and approval marks above them. Cells come out as text or as
/// the format typed them; validation gives them the schema's types. Inputs add up in order.
Programme recognise_tables(std::vector<Workbook> inputs, const SchemaTitles& titles,
                           const Sources& sources, Diagnostics& diagnostics);

}  // namespace grif
