#pragma once

#include <string>

#include "document/document.hpp"

namespace grif {

/// `docProps/core.xml` of an Office package (ECMA-376-2, 11): title, subject, organisation,
/// language and the document's own date; nothing of the machine.
std::string make_core_properties(const DocumentProperties& properties);

}  // namespace grif
