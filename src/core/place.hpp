#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace grif {

/// A source: one text file, or one sheet of a workbook. Index into Sources.
using SourceId = std::uint16_t;
inline constexpr SourceId kNoSource = 0x3FFF;

/// Where a datum stands in the user's files, in 8 bytes: nowhere, a whole source, a cell of a sheet
/// (row and column from 0), or a position in a text (line and column from 1).
class Place {
 public:
  constexpr Place() = default;
  static constexpr Place nowhere() { return {}; }
  static constexpr Place whole(SourceId source) { return Place(Form::whole, source, 0, 0); }
  static constexpr Place cell(SourceId source, std::uint32_t row, std::uint32_t column) {
    return Place(Form::cell, source, row, column);
  }
  static constexpr Place position(SourceId source, std::uint32_t line, std::uint32_t column) {
    return Place(Form::position, source, line, column);
  }

  [[nodiscard]] constexpr bool is_nowhere() const { return form() == Form::nowhere; }
  [[nodiscard]] constexpr bool is_whole() const { return form() == Form::whole; }
  [[nodiscard]] constexpr bool is_cell() const { return form() == Form::cell; }
  [[nodiscard]] constexpr bool is_position() const { return form() == Form::position; }
  [[nodiscard]] constexpr SourceId source() const { return (bits_ >> 48) & 0x3FFF; }
  [[nodiscard]] constexpr std::uint32_t row() const { return (bits_ >> 24) & kMax; }
  [[nodiscard]] constexpr std::uint32_t line() const { return row(); }
  [[nodiscard]] constexpr std::uint32_t column() const { return bits_ & kMax; }

  constexpr bool operator==(const Place&) const = default;
  /// Order of reading: nowhere, then by source, row, column; a whole source before its first cell.
  constexpr bool operator<(const Place& b) const { return key() < b.key(); }

 private:
  enum class Form : std::uint8_t { nowhere, whole, cell, position };
  static constexpr std::uint32_t kMax = 0xFF'FFFF;
  constexpr Place(Form form, SourceId source, std::uint32_t row, std::uint32_t column)
      : bits_(static_cast<std::uint64_t>(form) << 62 |
              static_cast<std::uint64_t>(source & 0x3FFF) << 48 |
              static_cast<std::uint64_t>(row < kMax ? row : kMax) << 24 |
              (column < kMax ? column : kMax)) {}
  [[nodiscard]] constexpr Form form() const { return static_cast<Form>(bits_ >> 62); }
  /// The form last, so that only what stands at the same point is told apart by it.
  [[nodiscard]] constexpr std::uint64_t key() const { return bits_ << 2 | bits_ >> 62; }
  std::uint64_t bits_ = 0;
};
static_assert(sizeof(Place) == 8);

/// The register of sources of one run of one programme: what Place::source() stands for.
class Sources {
 public:
  struct Source {
    std::string file;   ///< as the user typed it (or the template's name within its pack)
    std::string sheet;  ///< title of the sheet; empty for a text file or a whole workbook
    bool operator==(const Source&) const = default;
  };
  /// Registers a file or one of its sheets; returns kNoSource past 16,382 sources.
  SourceId add(std::string file, std::string sheet = {});
  [[nodiscard]] const Source& at(SourceId id) const;
  [[nodiscard]] std::size_t size() const { return sources_.size(); }

  /// `FILE:SHEET!B7`, `FILE:SHEET`, `FILE:12:5` or `FILE`; empty for nowhere.
  /// A sheet's name is quoted as in Excel where it needs it (apostrophes doubled).
  [[nodiscard]] std::string describe(Place place) const;

 private:
  std::vector<Source> sources_;
};

/// `B7` for row 6, column 1.
std::string cell_name(std::uint32_t row, std::uint32_t column);
/// `B` for 1, `AA` for 26.
std::string column_letters(std::uint32_t column);
/// The name of a sheet as Excel writes it in a reference: `Пары`, `'Дорожная карта'`, `'it''s'`.
std::string quoted_sheet_name(std::string_view name);

}  // namespace grif
