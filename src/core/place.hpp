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

enum class Language : std::uint8_t { russian, english };

/// Rows of a sheet that was made of a text document, from `first_row` on: those of a table, or
/// lines of text above or below the one before or after them. People count each from 1.
struct DocumentRows {
  enum class Kind : std::uint8_t { above, table, below };
  std::uint32_t first_row = 0;
  Kind kind = Kind::table;
  std::uint32_t table = 1;  ///< number of the table in the document, from 1
  bool operator==(const DocumentRows&) const = default;
};

/// The register of sources of one run of one programme: what Place::source() stands for.
class Sources {
 public:
  /// How people call a cell: B7; line 7, field 2 of a text file; row 7, column 2 of a table.
  enum class Naming : std::uint8_t { cell, field, document };
  struct Source {
    std::string file;   ///< as the user typed it (or the template's name within its pack)
    std::string sheet;  ///< title of the sheet; empty for a text file or a whole workbook
    Naming naming = Naming::cell;
    Language language = Language::russian;  ///< of the words in names of cells
    std::vector<DocumentRows> rows;         ///< of a document; sorted by first row
    bool operator==(const Source&) const = default;
  };
  /// Registers a file or one of its sheets; returns kNoSource past 16,382 sources.
  SourceId add(std::string file, std::string sheet = {});
  SourceId add(Source source);
  [[nodiscard]] const Source& at(SourceId id) const;
  [[nodiscard]] std::size_t size() const { return sources_.size(); }

  /// `FILE:SHEET!B7`, `FILE:SHEET`, `FILE:12:5`, `FILE:таблица 2, строка 14, столбец 3` or `FILE`;
  /// empty for nowhere. A sheet's name is quoted as in Excel where it needs it (apostrophes
  /// doubled).
  [[nodiscard]] std::string describe(Place place) const;
  /// A cell within its sheet as people call it: `B7`; of a document `таблица 2, строка 14, столбец
  /// 3`, `строка 3 над таблицей 2` or, off the left edge, `строка 3 над таблицей 2, столбец 5`.
  [[nodiscard]] std::string name_cell(Place place) const;
  /// The row of a cell within its sheet: `7`; of a document also `3 над таблицей 2`.
  [[nodiscard]] std::string name_row(Place place) const;
  /// A cell of a document's table as `B7`, counted within that table; nothing for text outside.
  [[nodiscard]] std::string reference_cell(Place place) const;

 private:
  struct CountedRow {
    DocumentRows rows;
    std::uint32_t row = 0;  ///< among them, from 0
  };
  static CountedRow count_row(const Source& source, std::uint32_t row);
  std::vector<Source> sources_;
};

/// `B7` for row 6, column 1.
std::string cell_name(std::uint32_t row, std::uint32_t column);
/// `B` for 1, `AA` for 26.
std::string column_letters(std::uint32_t column);
/// The name of a sheet as Excel writes it in a reference: `Пары`, `'Дорожная карта'`, `'it''s'`.
std::string quoted_sheet_name(std::string_view name);

}  // namespace grif
