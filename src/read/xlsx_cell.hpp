#pragma once

#include <charconv>
#include <optional>
#include <string>
#include <string_view>

#include "read/serial_date.hpp"
#include "read/xlsx_parts.hpp"

namespace grif {

/// What the attribute `t` of a cell promises (ST_CellType, 18.18.11).
enum class StoredType : std::uint8_t {
  number,
  shared_string,
  string,
  inline_string,
  boolean,
  error,
  date,
  unknown
};

StoredType parse_stored_type(std::optional<std::string_view> text);

/// What the XML of a cell says.
struct StoredCell {
  Place place;
  StoredType type = StoredType::number;
  std::uint32_t style = 0;
  std::string_view value;  ///< of `v` or `is`
  bool has_value = false, has_formula = false;
  RunTraits traits{};  ///< of a rich text, wherever it stands
};

/// The whole text as a number.
template <typename Number>
std::optional<Number> parse_number(std::string_view text) {
  Number number = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || stop != text.data() + text.size()) return std::nullopt;
  return number;
}

/// At most 40 characters of what was seen.
std::string shorten_seen(std::string_view text);

/// Tells what the cells of a sheet mean: types, dates, what their formats show.
class CellInterpreter {
 public:
  CellInterpreter(SheetContext& context, Diagnostics& diagnostics)
      : context_(context), diagnostics_(diagnostics) {}
  /// Fills the cell's type, value and texts. False, with a message, where the sheet cannot be
  /// trusted any more.
  bool interpret(StoredCell& stored, RawCell& cell);
  /// Cells whose values their formats hide.
  [[nodiscard]] const CellList& hidden_cells() const { return hidden_cells_; }

 private:
  /// A value that is not what its cell promises: an error value, so that nobody takes it for data.
  void reject_value(RawCell& cell, std::string_view text);
  bool interpret_shared_string(RawCell& cell, std::string_view text);
  [[nodiscard]] const NumberFormat& format() const;
  /// A text is shown as it is but by formats like `"№ "@`.
  void show_text(RawCell& cell);
  /// Keeps what the format shows where that is not what anyone would show: 12,5 and 22.11.2026.
  void show_number(RawCell& cell);
  void interpret_boolean(RawCell& cell, std::string_view text);
  void interpret_number(RawCell& cell, std::string_view text);
  /// False for a number that is no moment.
  bool interpret_moment(RawCell& cell, NumberMeaning meaning);
  void store_moment(RawCell& cell, const Moment& moment);
  void interpret_iso_date(RawCell& cell, std::string_view text);

  SheetContext& context_;
  Diagnostics& diagnostics_;
  StoredCell* stored_ = nullptr;  ///< the one that is interpreted
  CellList hidden_cells_;
};

}  // namespace grif
