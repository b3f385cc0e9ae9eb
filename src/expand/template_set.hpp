#pragma once

#include <utility>
#include <vector>

#include "expand/expand.hpp"
#include "expand/template_tree.hpp"

namespace grif {

struct TemplateSet::Impl {
  /// By index into Pack::documents.
  std::vector<std::pair<std::size_t, CompiledTemplate>> documents;
};

}  // namespace grif
