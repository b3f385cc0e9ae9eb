#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/diagnostics.hpp"
#include "data/workbook.hpp"

namespace grif {

/// The workbook again with every message at its cell, by changing the package in place (ECMA-376,
/// parts 1 and 2): coloured cells that keep the rest of their looks, notes beside those that people
/// wrote, and the sheet «Замечания» with links. Parts that this does not touch stay bit for bit.
/// What an earlier run added is taken away first. `bytes` is what `workbook` was read from;
/// `messages` are sorted and told in their own language. Nothing, with a message, where the package
/// cannot be changed. The same input gives the same bytes.
std::optional<std::string> annotate_workbook(std::string bytes, const Workbook& workbook,
                                             const Sources& sources, const Diagnostics& messages,
                                             Diagnostics& diagnostics);

/// A workbook in Office Open XML with the sheets, cells, merges and bold type of one that was read
/// from another format, for annotate_workbook: values and their types, dates and numbers as they
/// look there, widths by what the columns hold. What the reader did not keep (formulas, other
/// looks, pictures) is not in it. The same cells give the same bytes.
std::string make_plain_book(const Workbook& workbook);

/// Whether a file is an annotated copy that nobody has saved since.
bool is_as_annotated(std::string_view bytes);

/// `.xlsm` of a package with macros, which spreadsheets open by that name only; else `.xlsx`;
/// nothing of what is no package that annotate_workbook changes.
std::string_view copy_ending_of(std::string_view bytes);

}  // namespace grif
