#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "core/arena.hpp"
#include "core/diagnostics.hpp"
#include "data/schema.hpp"
#include "data/workbook.hpp"
#include "read/recognise_header.hpp"
#include "read/recognise_titles.hpp"
#include "xml/schema_validator.hpp"

namespace grif::recognition {

/// A sheet as a programme in XML holds it: its columns and rows say themselves what they are.
struct RecordSheet {
  struct Value {
    std::uint32_t column = 0;  ///< of `columns`
    std::string_view text;     ///< trimmed; empty: an empty cell
    Place place;
    bool faulty = false;
  };
  struct Record {
    RowKind kind = RowKind::item;
    bool outside = false;  ///< belongs to no group, whatever stands above it
    Place place;
    std::uint32_t first = 0, count = 0;  ///< of `values`
  };
  SheetId sheet = kNoSheet;
  Place place;
  /// As they are printed: those that the sheet lists, else those that occur, in the schema's order
  /// and own ones behind.
  std::vector<HeaderColumn> columns;
  std::vector<Record> records;
  std::vector<Value> values;
};

/// A document's sheets are listed up to this number of names: more are no programme's.
inline constexpr std::size_t kMaxNamedSheets = 100;

/// The XSD of a schema, cut down to the sheets of a document and compiled when a document with
/// these sheets is first read: most hold few. Shared by threads.
class ProgrammeXsd {
 public:
  /// Null if the module that compiles it is missing; `reason` then says why. Sheets are true by
  /// SheetId.
  const XsdSchema* get(const Schema& schema, const std::vector<bool>& sheets, std::string& reason);

 private:
  std::mutex mutex_;
  std::map<std::vector<bool>, std::unique_ptr<XsdSchema>> compiled_;
};

/// The sheets of a workbook of the format xml, in their order. What does not fit the schema is
/// reported at its line and column and left out; the values themselves are judged later, as those
/// of any workbook. Texts live in the workbook or the arena.
std::vector<RecordSheet> read_record_sheets(const Workbook& input, const Schema& schema,
                                            const TitleIndex& index, ProgrammeXsd& xsd,
                                            Arena& arena, Diagnostics& diagnostics);

}  // namespace grif::recognition
