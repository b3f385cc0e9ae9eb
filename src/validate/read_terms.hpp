#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/arena.hpp"
#include "core/diagnostics.hpp"
#include "data/programme.hpp"
#include "data/schema.hpp"
#include "language/terms.hpp"

namespace grif {

/// The days of the programme, as far as the input tells them.
struct KnownPeriod {
  std::optional<DateInterval> days;
  std::string written;
  Place place;
};

/// What the schema's columns of the period say; terms before what is text (a period of months
/// before a school year).
KnownPeriod find_period(const Programme& programme, const Schema& schema);
/// What the lines above a printed table say: «на 2025–2026 учебный год».
KnownPeriod find_period_above(const Programme& programme, const SheetSchema& sheet);

/// Reads the cells of one column of terms and tells of what is doubtful in them. A text that many
/// cells have is read once.
class TermReader {
 public:
  TermReader(const SheetSchema& sheet, const ColumnSchema& column, const KnownPeriod& period,
             Arena& arena, Diagnostics& diagnostics);
  /// The term of a cell; what cannot be read stays as it was written, with a message.
  Value read(const Value& value, const Cell& cell);

 private:
  struct Reading {
    const TermValue* term = nullptr;
    std::vector<TermDoubt> doubts;
    std::string canonical;        ///< of what is doubtful
    std::optional<Kind> outside;  ///< how its days leave the period
  };
  Value read_date(const Cell& cell, Date date);
  const Reading& understand(std::string_view written);
  void report(const Reading& reading, Place place);
  void report_unknown(const Reading& reading, Place place);
  void report_lost_space(std::string_view written, Place place);
  void report_doubt(const TermDoubt& doubt, std::string_view piece, std::string_view whole,
                    Place place);
  [[nodiscard]] std::optional<Kind> leaves_period(const Term& term) const;
  void report_outside(Kind kind, std::string_view written, Place place);

  const SheetSchema* sheet_;
  const ColumnSchema* column_;
  const KnownPeriod* period_;
  TermContext context_;
  Arena* arena_;
  Diagnostics* diagnostics_;
  std::unordered_map<std::string_view, Reading> readings_;
  bool told_of_space_ = false;
};

/// Tells of cells that should name who is responsible and hold a term: cells of the row are
/// shifted.
void check_shifted_terms(const Table& table, const SheetSchema& sheet, Diagnostics& diagnostics);

/// The date that a bare number could be, if it is one of our time.
std::optional<Date> date_of_serial(const Value& value);

}  // namespace grif
