#pragma once

#include <array>
#include <cstdint>

#include <xlsxwriter.h>

#include "data/form.hpp"

// Looks of the cells of a workbook to be filled. libxlsxwriter's formats live as long as the
// workbook.
namespace grif::xlsx {

/// What a cell of such a workbook is.
enum class FormLook : std::uint8_t {
  title,           ///< of a column; locked, like the next three
  required_title,  ///< the same with a star behind it, which is no part of the text
  key,
  required_key,
  remark,
  text,  ///< to be filled, like the next four
  number,
  date,
  group,  ///< the name of a stage
  result,
  blank,  ///< beyond the table: the school's own
  guide_title,
  guide_text,
  guide_sheet,
  guide_header,
  guide_cell,
};
inline constexpr std::size_t kFormLooks = 16;

class FormLooks {
 public:
  explicit FormLooks(lxw_workbook* workbook);
  [[nodiscard]] lxw_format* find(FormLook look) const {
    return formats_[static_cast<std::size_t>(look)];
  }
  [[nodiscard]] lxw_format* find(FormColumn::Look look) const;

 private:
  std::array<lxw_format*, kFormLooks> formats_{};
};

}  // namespace grif::xlsx
