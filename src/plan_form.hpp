#pragma once

#include <string_view>
#include <vector>

#include "core/diagnostics.hpp"
#include "data/form.hpp"
#include "pack/pack.hpp"
#include "pack/starter.hpp"

namespace grif {

/// The sheets that a task needs, in the schema's order: those that it names or its document needs,
/// the sheets that they refer to, and those of facts. `task` is a task of the starter, a document's
/// name or title, or `all`; empty is `all`. An unknown one is reported and gives none.
std::vector<SheetId> choose_form_sheets(const Pack& pack, const Starter& starter,
                                        std::string_view task, Diagnostics& diagnostics);

/// The workbook with these sheets, empty or with the sample of the pack.
InputForm plan_form(const Pack& pack, const Starter& starter, const std::vector<SheetId>& sheets,
                    bool sample);

}  // namespace grif
