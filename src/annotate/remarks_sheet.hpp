#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/findings.hpp"
#include "annotate/record.hpp"
#include "annotate/styles_part.hpp"
#include "data/workbook.hpp"

// The sheet «Замечания»: every message with a link to its cell.
namespace grif::annotate {

/// Rows over the list: its title, what stands in it, and the heads of its columns.
inline constexpr std::size_t kHeadRow = 3;

/// The last row of the list, from 0.
std::size_t last_row_of_list(const Findings& findings);
/// A name which none of the others has: «Замечания», «Замечания 2» …
std::string choose_sheet_name(const std::vector<std::string>& others, Language language);

/// `names`: of the workbook's sheets in the file that is made.
std::string write_remarks(const Findings& findings, const Workbook& workbook,
                          const std::vector<std::string>& names, const Record& record,
                          const std::array<std::uint32_t, kLooks>& looks,
                          std::string_view main_namespace, Language language);

}  // namespace grif::annotate
