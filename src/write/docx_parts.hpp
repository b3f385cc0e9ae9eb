#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.hpp"

// The parts of a DOCX around its text: what the package holds, settings, properties.
namespace grif::docx {

inline constexpr std::string_view kDeclaration =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// `[Content_Types].xml` (ECMA-376-2, 10.1.2.2).
std::string make_content_types(bool numbering, std::size_t headers, std::size_t footers,
                               bool pictures);
/// `_rels/.rels`.
std::string_view package_relationships();
/// `word/settings.xml`: no automatic hyphenation, the layout rules of Word 2013 and later.
std::string_view settings();
/// `docProps/app.xml`.
std::string make_app_properties(const DocumentProperties& properties, std::size_t pages);

}  // namespace grif::docx
