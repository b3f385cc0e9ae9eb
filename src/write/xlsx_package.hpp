#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "opc/package.hpp"

// The package that libxlsxwriter made: looked through, since the library does not notice a full
// temporary folder, and put together anew.
namespace grif::xlsx {

/// What was written into a sheet, and what the library cannot say of it.
struct SheetFacts {
  std::string columns;           ///< `<sheetFormatPr>` and `<cols>` (18.3.1.81, 18.3.1.17)
  std::string range = "A1";      ///< cells in use
  std::string rows;              ///< content of `<sheetData>`
  bool different_first = false;  ///< the first page has its own header and footer …
  std::string first_header, first_footer;  ///< … in Excel's codes; empty: none
};

/// The library's sheet part with columns, rows and range, and with the header and footer of the
/// first page where it has its own. Rows of the library's are thrown away.
std::string finish_sheet(std::string_view sheet, const SheetFacts& facts);
/// Whether an XML part is whole: it ends with the end tag of its first element.
bool is_whole(std::string_view part);

/// The whole content of a file by its descriptor; nothing where it cannot be read.
std::string read_file(int file);

/// What becomes of an XML part that is whole: it stays as it is, its content was changed, or it is
/// not what was written.
enum class PartChange : std::uint8_t { none, changed, refused };
using ChangePart = std::function<PartChange(std::string_view name, std::string& content)>;

/// Takes over all parts of `made` in their order, those that `change` leaves alone as compressed,
/// with `core_properties` in the place of the library's own, whose dates depend on the clock's
/// functions. Gives the reason, in English, and no package, if a part is cut or refused.
struct Repacked {
  std::string package;
  std::string fault;  ///< empty: none
};
Repacked repack(std::string_view made, const ChangePart& change, std::string_view core_properties,
                PackageWriter& writer);
/// The same with sheets finished; a sheet that is missing is a fault too.
Repacked repack(std::string_view made, const std::vector<SheetFacts>& sheets,
                std::string_view core_properties, PackageWriter& writer);
bool is_sheet_part(std::string_view name);

}  // namespace grif::xlsx
