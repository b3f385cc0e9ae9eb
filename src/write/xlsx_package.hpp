#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "opc/package.hpp"

// The package that libxlsxwriter made: looked through, since the library does not notice a full
// temporary folder, and put together anew.
namespace grif::xlsx {

/// How much a sheet holds.
struct SheetCount {
  std::uint64_t rows = 0, cells = 0;
  bool operator==(const SheetCount&) const = default;
};
/// What was written into a sheet, and what the library cannot say of it.
struct SheetFacts {
  SheetCount count;
  std::vector<bool>
      fitted_rows;  ///< by row: its height was estimated, Excel may fit it when it is edited
  bool different_first = false;            ///< the first page has its own header and footer …
  std::vector<std::string> rich_texts;     ///< content of `<is>` in the place of their marks
  std::string rows;                        ///< content of `<sheetData>`; empty: it is in the part
  std::string first_header, first_footer;  ///< … in Excel's codes; empty: none
};

/// What stands in a cell for rich_texts[index] until the sheet is finished.
std::string rich_text_mark(std::size_t index);
/// The character of Unicode's private area that begins and ends a mark.
inline constexpr std::string_view kMarkSign = "\uE000";

/// Counts `<row>` elements that are whole, and `<c>` elements.
SheetCount count_cells(std::string_view rows);
/// The sheet part with its rows, without `customHeight` at the fitted ones, and with the header and
/// footer of the first page where it has its own.
std::string finish_sheet(std::string_view sheet, const SheetFacts& facts);
/// Whether an XML part is whole: it ends with the end tag of its first element.
bool is_whole(std::string_view part);

/// The whole content of a file by its descriptor; nothing where it cannot be read.
std::string read_file(int file);

/// Takes over all parts of `made` in their order (sheets finished, the others as compressed), with
/// `core_properties` in the place of the library's own, whose dates depend on the clock's
/// functions. Gives the reason, in English, and no package, if a part is cut or a sheet lacks rows
/// or cells.
struct Repacked {
  std::string package;
  std::string fault;  ///< empty: none
};
Repacked repack(std::string_view made, const std::vector<SheetFacts>& sheets,
                std::string_view core_properties, PackageWriter& writer);

}  // namespace grif::xlsx
