#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "read/recognise_header.hpp"
#include "read/recognise_rows.hpp"

namespace grif::recognition {

/// Takes the rows that go on with the row above them, as the end of a page tears them, out of the
/// rows of a body into `Body::torn`. Such a row has no number, or that of the row above once more,
/// where others have numbers (in a table without numbers nothing in its first column), and none of
/// its cells can begin a text of its own: evidence is a small letter, a closing sign, the next item
/// of a list, a year under a month, a name under a post. One cell that does begin a text, or a term
/// and a person of its own, leave the row where it is. Cells that seem torn though their row is not
/// go to `Body::torn_cells`.
void find_torn_rows(const Grid& grid, const FoundTable& table, const SheetSchema& sheet,
                    Body& body);

/// What a cell says together with the one that goes on from it: a word that a hyphen tore is whole
/// again if the text `elsewhere` knows it, items of lists begin a line.
std::string join_torn_texts(std::string_view text, std::string_view rest,
                            std::string_view elsewhere);

}  // namespace grif::recognition
