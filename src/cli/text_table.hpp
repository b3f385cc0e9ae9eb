#pragma once

#include <string>
#include <vector>

namespace grif {

using TextTable = std::vector<std::vector<std::string>>;

/// A row a line: columns aligned for people, or with one tab between them for programs. A cell
/// never breaks its line.
std::string format_table(const TextTable& rows, bool aligned);

}  // namespace grif
