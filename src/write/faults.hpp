#pragma once

#include <cstddef>
#include <string_view>

#include "core/diagnostics.hpp"
#include "document/document.hpp"

// Messages that several writers give.
namespace grif {

/// The text around a byte that is not UTF-8 (text_not_unicode).
void report_broken_text(const Document& document, std::size_t offset, std::string_view format,
                        Diagnostics& diagnostics);

/// The first letters of a text, for a message: at most 40, whole ones.
std::string_view beginning(std::string_view text);

}  // namespace grif
