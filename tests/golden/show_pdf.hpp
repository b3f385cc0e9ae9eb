#pragma once

#include <string>
#include <string_view>

namespace grif::golden {

/// What a reader of the PDF file gets, as text: title and language, fonts, the size of each page
/// with its artifacts, bookmarks, and the structure tree with the texts of its elements, decoded
/// from the content by /ToUnicode and /ActualText. Only what stands in the file; nothing of it
/// depends on how its streams are compressed or its objects are numbered.
std::string show_pdf(std::string_view bytes);

}  // namespace grif::golden
