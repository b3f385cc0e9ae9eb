#include "read/programme_xml.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <utility>

#include "core/text.hpp"
#include "data/xml_names.hpp"
#include "pack/xsd.hpp"
#include "read/programme_xml_faults.hpp"
#include "xml/characters.hpp"
#include "xml/lines.hpp"
#include "xml/scanner.hpp"

namespace grif::recognition {
namespace {

using namespace xml_names;

constexpr std::size_t kMaxPieces = 10'000;     ///< sheets, each time they come
constexpr std::size_t kMaxOwnColumns = 1'000;  ///< of a sheet
constexpr std::size_t kMaxCells = 10'000'000;  ///< also the empty ones of rows that are there

std::size_t count_blanks(std::string_view text) {
  const auto is_other = [](char c) { return !is_xml_byte(c, kXmlBlank); };
  return static_cast<std::size_t>(std::ranges::find_if(text, is_other) - text.begin());
}

/// Declarations of namespaces, and where the schema is to be found: nobody goes there.
bool is_tolerated(std::string_view attribute) {
  return attribute == "xmlns" || attribute.starts_with("xmlns:") || attribute.starts_with("xsi:");
}

/// Reads the elements of one document against the schema; libxml2 sees the same events, but for
/// what the schema has no name for: it would judge nothing more of the row that holds such a thing.
class RecordReader {
 public:
  RecordReader(const Workbook& input, const Schema& schema, const TitleIndex& index,
               XsdValidation& validation, Arena& arena, Diagnostics& diagnostics)
      : input_(&input),
        schema_(&schema),
        validation_(&validation),
        arena_(&arena),
        faults_(schema, index, diagnostics),
        scanner_(input.xml),
        cursor_(input.xml),
        source_(input.source) {}

  std::vector<RecordSheet> read() {
    while (scanner_.next() != Event::start) {
    }
    start(kProgramme);
    read_children([this](std::string_view name) { return read_sheet(name); }, kProgramme);
    end(kProgramme);
    faults_.finish(Place::whole(input_->source));
    return std::move(sheets_);
  }

 private:
  using Event = XmlScanner::Event;

  /// The children of an element up to its end; `read_child` gets the name of each and returns false
  /// for one that it did not read.
  template <typename ReadChild>
  void read_children(ReadChild read_child, std::string_view parent);
  bool read_sheet(std::string_view name);
  void read_rows();
  bool read_row(RowKind kind);
  void read_columns(RecordSheet::Record record, std::string_view parent);
  bool read_column(std::string_view name);
  void read_column_list();
  void read_listed_column();
  void read_value(const char* name, std::uint32_t column);
  void tell_twice(std::string_view name, const RecordSheet::Value& value);
  void read_text(std::string_view name, RecordSheet::Value& value);
  void tell_stray_text(std::string_view parent);

  bool start(const char* name);
  void end(const char* name) { validation_->end(name); }

  [[nodiscard]] std::string_view full_name() const;
  Place place_at(std::size_t offset) {
    const LineColumn at = cursor_.locate(offset);
    return Place::position(source_, at.line, at.column);
  }
  Place here() { return place_at(scanner_.offset()); }

  std::uint32_t column_of(ColumnId id);
  std::optional<std::uint32_t> own_column(std::string_view title, Place place);
  [[nodiscard]] const SheetSchema& sheet_schema() const { return schema_->sheets[sheet_->sheet]; }
  void put_in_order();

  const Workbook* input_;
  const Schema* schema_;
  XsdValidation* validation_;
  Arena* arena_;
  ProgrammeXmlFaults faults_;
  XmlScanner scanner_;
  LineCursor cursor_;
  SourceId source_;
  std::vector<RecordSheet> sheets_;
  std::size_t own_columns_ = 0;  ///< the most that a sheet has
  std::size_t cells_ = 0;
  bool full_ = false, too_wide_ = false;

  // Of the sheet that is being read.
  RecordSheet* sheet_ = nullptr;
  bool columns_listed_ = false;
  std::vector<std::uint32_t> places_of_columns_;  ///< by ColumnId: index + 1 in its columns
  // Of the row.
  std::uint32_t row_ = 0;                   ///< its number
  std::vector<std::uint32_t> seen_in_row_;  ///< by column: the last row that had it
  std::size_t first_of_row_ = 0;            ///< of the sheet's values
  std::string_view last_name_;              ///< of the child before
  ColumnId next_column_ = 0;                ///< the one that will probably come
  std::string text_;
  std::vector<XsdValidation::Attribute> attributes_;
};

/// With its prefix, if it has one.
std::string_view RecordReader::full_name() const {
  const char* const begin = input_->xml.data() + scanner_.offset() + 1;
  const std::string_view local = scanner_.local_name();
  return {begin, local.data() + local.size()};
}

template <typename ReadChild>
void RecordReader::read_children(ReadChild read_child, std::string_view parent) {
  for (;;) {
    switch (scanner_.next()) {
      case Event::start:
        if (!read_child(full_name())) scanner_.skip_element();
        break;
      case Event::text:
        if (count_blanks(scanner_.text()) != scanner_.text().size()) tell_stray_text(parent);
        break;
      case Event::end:
      case Event::finished:
      case Event::fault:
        return;
    }
  }
}

void RecordReader::tell_stray_text(std::string_view parent) {
  const std::size_t start = scanner_.offset();
  const std::size_t blanks = count_blanks(input_->xml.substr(start));
  faults_.text_stray(place_at(start + blanks), parent, scanner_.text());
}

/// Shows the element to the schema; false where the schema has it elsewhere.
bool RecordReader::start(const char* name) {
  attributes_.clear();
  for (const XmlScanner::Attribute& attribute : scanner_.attributes()) {
    if (is_tolerated(attribute.name)) continue;
    const std::string_view kept = arena_->store(std::string(attribute.name) + '\0');
    const auto value = scanner_.attribute(attribute.name).value_or(std::string_view());
    attributes_.push_back({kept.data(), arena_->store(value)});
  }
  validation_->start(name, attributes_);
  if (!validation_->has_faults()) return true;
  bool expected = true;
  for (const XsdValidation::Fault& fault : validation_->take_faults()) {
    if (fault.what == XsdValidation::Fault::What::element_unexpected) {
      expected = false;
      continue;
    }
    Place place = here();
    std::string_view value;
    for (const XmlScanner::Attribute& attribute : scanner_.attributes()) {
      if (attribute.name != fault.attribute) continue;
      place = place_at(attribute.offset);
      value = attribute.value;
    }
    faults_.tell(fault, place, name, value, sheet_ == nullptr ? kNoSheet : sheet_->sheet);
  }
  return expected;
}

bool RecordReader::read_sheet(std::string_view name) {
  const auto found = std::ranges::find_if(schema_->sheets, [name](const SheetSchema& sheet) {
    return !sheet.derived && sheet.id == name;
  });
  if (found == schema_->sheets.end()) {
    faults_.sheet_unknown(here(), name);
    return false;
  }
  if (sheets_.size() == kMaxPieces) {
    if (!std::exchange(full_, true)) faults_.too_many(here(), kMaxPieces, "листов", "sheets");
    return false;
  }
  const auto known = std::ranges::find(input_->sheets, name, &Sheet::name);
  source_ = known == input_->sheets.end() ? input_->source : known->source;
  sheet_ = &sheets_.emplace_back();
  sheet_->sheet = static_cast<SheetId>(found - schema_->sheets.begin());
  sheet_->place = here();
  places_of_columns_.assign(found->columns.size(), 0);
  columns_listed_ = false;
  seen_in_row_.clear();
  last_name_ = {};
  start(found->id.c_str());
  if (found->shape == SheetShape::keyed) {
    read_columns({.place = sheet_->place}, found->id);
  } else {
    read_rows();
  }
  end(found->id.c_str());
  put_in_order();
  const std::size_t width = found->columns.size() + own_columns_;
  cells_ += sheet_->records.size() * width;
  if (cells_ > kMaxCells) {
    faults_.too_many(sheet_->place, kMaxCells, "ячеек", "cells");
    sheet_->records.clear();
  }
  sheet_ = nullptr;
  source_ = input_->source;
  return true;
}

void RecordReader::read_rows() {
  const bool grouped = sheet_schema().shape == SheetShape::grouped;
  read_children(
      [&](std::string_view child) {
        if (child == kColumns) {
          read_column_list();
          return true;
        }
        for (std::size_t kind = 0; kind < kRows.size(); ++kind)
          if (child == kRows[kind] && (grouped || kind == 0))
            return read_row(static_cast<RowKind>(kind));
        faults_.row_unknown(here(), child, sheet_->sheet);
        return false;
      },
      sheet_schema().id);
}

bool RecordReader::read_row(RowKind kind) {
  const char* const name = kRows[static_cast<std::size_t>(kind)];
  RecordSheet::Record record{.kind = kind, .place = here()};
  start(name);
  if (const auto outside = scanner_.attribute(kOutside)) record.outside = *outside == "yes";
  read_columns(record, name);
  end(name);
  last_name_ = name;
  return true;
}

void RecordReader::read_columns(RecordSheet::Record record, std::string_view parent) {
  first_of_row_ = sheet_->values.size();
  record.first = static_cast<std::uint32_t>(first_of_row_);
  ++row_;
  last_name_ = {};
  next_column_ = 0;
  read_children([this](std::string_view child) { return read_column(child); }, parent);
  record.count = static_cast<std::uint32_t>(sheet_->values.size() - first_of_row_);
  sheet_->records.push_back(record);
}

bool RecordReader::read_column(std::string_view name) {
  if (name == kOwnColumn) {
    const std::string title = collapsed(scanner_.attribute(kTitle).value_or(std::string_view()));
    if (const auto column = own_column(title, here())) {
      read_value(kOwnColumn, *column);
    } else {
      start(kOwnColumn);  // which tells what is wrong with its title
      scanner_.skip_element();
      end(kOwnColumn);
    }
    return true;
  }
  const std::vector<ColumnSchema>& columns = sheet_schema().columns;
  for (std::size_t tried = 0; tried < columns.size(); ++tried) {
    const auto id = static_cast<ColumnId>((next_column_ + tried) % columns.size());
    if (columns[id].id != name) continue;
    next_column_ = static_cast<ColumnId>(id + 1);
    read_value(columns[id].id.c_str(), column_of(id));
    return true;
  }
  faults_.column_unknown(here(), name, sheet_->sheet);
  return false;
}

std::uint32_t RecordReader::column_of(ColumnId id) {
  std::uint32_t& at = places_of_columns_[id];
  if (at == 0) {
    const ColumnSchema& column = sheet_schema().columns[id];
    sheet_->columns.push_back({.column = id, .title = column.title, .place = here()});
    at = static_cast<std::uint32_t>(sheet_->columns.size());
  }
  return at - 1;
}

/// Nothing for one without a title, or one too many.
std::optional<std::uint32_t> RecordReader::own_column(std::string_view title, Place place) {
  if (title.empty()) return std::nullopt;
  std::vector<HeaderColumn>& columns = sheet_->columns;
  std::size_t own = 0;
  for (std::size_t at = 0; at < columns.size(); ++at) {
    if (columns[at].column != kNoColumn) continue;
    if (columns[at].title == title) return static_cast<std::uint32_t>(at);
    ++own;
  }
  if (own == kMaxOwnColumns) {
    if (!std::exchange(too_wide_, true))
      faults_.too_many(place, kMaxOwnColumns, "своих столбцов", "own columns");
    return std::nullopt;
  }
  own_columns_ = std::max(own_columns_, own + 1);
  columns.push_back({.title = std::string(title), .place = place});
  return static_cast<std::uint32_t>(columns.size() - 1);
}

void RecordReader::read_value(const char* name, std::uint32_t column) {
  RecordSheet::Value value{.column = column, .place = here()};
  const bool expected = start(name);
  if (seen_in_row_.size() <= column) seen_in_row_.resize(column + 1U, 0);
  const bool twice = std::exchange(seen_in_row_[column], row_) == row_;
  if (!expected && !twice) faults_.order(value.place, name, last_name_);
  last_name_ = name;
  read_text(name, value);
  end(name);
  if (twice) {
    tell_twice(name, value);
  } else {
    sheet_->values.push_back(value);
  }
}

void RecordReader::tell_twice(std::string_view name, const RecordSheet::Value& value) {
  for (std::size_t at = first_of_row_; at < sheet_->values.size(); ++at) {
    RecordSheet::Value& before = sheet_->values[at];
    if (before.column != value.column) continue;
    faults_.column_twice(value.place, name, value.text, before.text, before.place);
    before.faulty = true;
  }
}

/// The text up to the element's end. What is whole in the document is not copied.
void RecordReader::read_text(std::string_view name, RecordSheet::Value& value) {
  std::size_t pieces = 0;
  bool in_document = true;
  text_.clear();
  for (;;) {
    const Event event = scanner_.next();
    if (event == Event::start) {
      faults_.element_inside(here(), full_name(), name);
      value.faulty = true;
      scanner_.skip_element();
    } else if (event != Event::text) {
      break;
    } else if (pieces++ == 0 && scanner_.text_is_in_buffer()) {
      value.text = scanner_.text();
    } else {
      if (in_document) text_ = value.text;
      in_document = false;
      text_ += scanner_.text();
    }
  }
  value.text = in_document ? trimmed(value.text) : arena_->store(trimmed(text_));
}

/// Which columns are printed, in which order and under which titles.
void RecordReader::read_column_list() {
  const Place place = here();
  if (!start(kColumns)) faults_.order(place, kColumns, last_name_);
  columns_listed_ = true;
  read_children(
      [this](std::string_view child) {
        if (child != kColumn) {
          faults_.row_unknown(here(), child, sheet_->sheet);
          return false;
        }
        read_listed_column();
        return true;
      },
      kColumns);
  end(kColumns);
}

void RecordReader::read_listed_column() {
  RecordSheet::Value title{.place = here()};
  start(kColumn);
  const auto written = scanner_.attribute(kName);
  const bool is_named = written.has_value();
  const ColumnId id = sheet_schema().find_column(collapsed(written.value_or(std::string_view())));
  std::optional<std::uint32_t> known;
  if (id != kNoColumn) known = column_of(id);
  read_text(kColumn, title);
  end(kColumn);
  if (known) {
    if (!title.text.empty()) sheet_->columns[*known].title = title.text;
  } else if (!is_named && !title.text.empty()) {
    own_column(collapsed(title.text), title.place);
  } else if (!is_named) {
    faults_.attribute_missing(title.place, kColumn, kName);
  }
}

/// Columns that no list puts in order are in that of the schema.
void RecordReader::put_in_order() {
  std::vector<HeaderColumn>& columns = sheet_->columns;
  const auto key = [](const HeaderColumn& column) { return column.column; };  // own ones are last
  if (columns_listed_ || std::ranges::is_sorted(columns, {}, key)) return;
  std::vector<std::uint32_t> order(columns.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, {}, [&](std::uint32_t at) { return key(columns[at]); });
  std::vector<HeaderColumn> sorted;
  std::vector<std::uint32_t> moved(columns.size());
  for (const std::uint32_t at : order) {
    moved[at] = static_cast<std::uint32_t>(sorted.size());
    sorted.push_back(std::move(columns[at]));
  }
  columns = std::move(sorted);
  for (RecordSheet::Value& value : sheet_->values) value.column = moved[value.column];
}

}  // namespace

const XsdSchema* ProgrammeXsd::get(const Schema& schema, const std::vector<bool>& sheets,
                                   std::string& reason) {
  const std::scoped_lock lock(mutex_);
  std::unique_ptr<XsdSchema>& compiled = compiled_[sheets];
  if (compiled == nullptr)
    compiled = compile_xsd(write_xsd(schema, XsdFor::structure, sheets), reason);
  return compiled.get();
}

std::vector<RecordSheet> read_record_sheets(const Workbook& input, const Schema& schema,
                                            const TitleIndex& index, ProgrammeXsd& xsd,
                                            Arena& arena, Diagnostics& diagnostics) {
  std::vector<bool> sheets(schema.sheets.size(), input.sheets.size() >= kMaxNamedSheets);
  for (const Sheet& sheet : input.sheets)
    if (const SheetId id = schema.find_sheet(sheet.name); id != kNoSheet) sheets[id] = true;
  std::string reason;
  const XsdSchema* const compiled = xsd.get(schema, sheets, reason);
  if (compiled == nullptr) {
    diagnostics.report(Kind::reader_missing, Place::nowhere(), {kXsdModule, reason});
    return {};
  }
  const auto validation = compiled->begin();
  return RecordReader(input, schema, index, *validation, arena, diagnostics).read();
}

}  // namespace grif::recognition
