#pragma once

#include <string>

#include "core/diagnostics.hpp"

namespace grif {

/// Messages for a pipe: the plain form, one a line with its notes.
std::string format_all_plain(const Diagnostics& diagnostics, const Sources& sources);
/// One JSON object a line: severity, kind, file, sheet, cell, range, line, column, text, hint.
std::string format_all_json(const Diagnostics& diagnostics, const Sources& sources);
/// For people at a terminal: sentences, grouped by kind, ten groups at most and the rest counted.
std::string format_all_for_people(const Diagnostics& diagnostics, const Sources& sources);

}  // namespace grif
