#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <xlsxwriter.h>

#include "document/document.hpp"

// Looks of cells, each made once a workbook.
namespace grif::xlsx {

/// How a cell looks; equal looks share one `lxw_format`.
struct CellLook {
  CharacterFormatId character = 0;
  Alignment horizontal = Alignment::left;
  VerticalAlignment vertical = VerticalAlignment::top;
  std::uint8_t indent = 0;
  std::uint8_t shade = 0;  ///< 0: none, else 1 + index of Document::shades
  Border top, left, bottom, right;
  std::string_view number_format;  ///< of the document or a literal; empty: General
  bool operator==(const CellLook&) const = default;
};

class Formats {
 public:
  Formats(const Document& document, lxw_workbook* workbook)
      : document_(document), workbook_(workbook), runs_(document.character_formats.size()) {}

  /// A look in the workbook: the library's handle, and its index in `<cellXfs>`.
  struct Format {
    lxw_format* handle = nullptr;
    std::uint32_t index = 0;
  };
  Format find(const CellLook& look);
  /// `<rPr>` of a stretch within a cell (18.4.7), as the library would write it.
  const std::string& find_run(CharacterFormatId character);
  /// Whether two formats look the same in a sheet.
  [[nodiscard]] bool look_alike(CharacterFormatId a, CharacterFormatId b) const;

 private:
  struct Made {
    CellLook look;
    Format format;
  };
  void set_font(lxw_format* format, CharacterFormatId character) const;

  const Document& document_;
  lxw_workbook* workbook_;
  std::vector<Made> made_;
  std::vector<std::string> runs_;
  std::size_t last_ = 0;
};

/// Makes a family in a size the font of the style «Normal», which the widths of columns are
/// counted in.
void set_normal_font(lxw_workbook* workbook, const std::string& family, std::int32_t half_points);

/// Excel's name for a border's width: thin up to 0.75 pt, medium up to 1.75 pt.
lxw_format_borders border_style(const Border& border);

}  // namespace grif::xlsx
