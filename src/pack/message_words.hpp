#pragma once

#include <optional>

#include "expression/expression.hpp"
#include "pack/pack.hpp"
#include "pack/pack_elements.hpp"

namespace grif {

/// Compiles the text of an element as an expression; faults are reported at their line:column.
std::optional<Expression> compile_text(XmlNode node, NameScope& scope, PackElements& elements);

/// Splits a message at `{expression}`; `{{` and `}}` are braces. Runs of white space are one blank.
Rule::Words compile_words(XmlNode node, NameScope& scope, PackElements& elements);

}  // namespace grif
