#pragma once

#include <optional>
#include <string>

#include "core/diagnostics.hpp"
#include "core/world.hpp"
#include "data/programme.hpp"

namespace grif {

/// Saves the workbook of a programme's one input as `copy` with every message at its cell. An XLSX
/// is changed in place, other formats are made anew. What lies at `copy` is replaced only where it
/// is an annotated copy as Grif left it, or the input itself and already an annotated copy, of
/// which nothing is lost. `messages` are sorted. What becomes of the copy is reported to
/// `diagnostics`; true if it was saved.
bool annotate_copy(const std::string& copy, const Programme& programme, const Diagnostics& messages,
                   World& world, Sources& sources, Diagnostics& diagnostics);

/// A name for the copy of a workbook, to be proposed: `dir/book-замечания.xlsx`.
std::string propose_copy_name(const std::string& input, Language language);

}  // namespace grif
