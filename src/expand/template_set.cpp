#include "expand/template_set.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "expand/compiler.hpp"
#include "expand/expand.hpp"

namespace grif {
namespace {

/// A part that is included several times is compiled several times; its faults are told once.
Diagnostics without_repeats(const Diagnostics& found) {
  Diagnostics kept(found.language());
  for (const Diagnostic& diagnostic : found.all()) {
    if (std::ranges::find(kept.all(), diagnostic) == kept.all().end()) kept.add(diagnostic);
  }
  return kept;
}

}  // namespace

TemplateSet::TemplateSet() : impl_(std::make_unique<Impl>()) {}
TemplateSet::TemplateSet(TemplateSet&&) noexcept = default;
TemplateSet& TemplateSet::operator=(TemplateSet&&) noexcept = default;
TemplateSet::~TemplateSet() = default;

std::optional<TemplateSet> TemplateSet::load(const Pack& pack,
                                             const std::vector<std::size_t>& documents,
                                             const StyleSheet& styles, World& world,
                                             Sources& sources, Diagnostics& diagnostics) {
  TemplateSet set;
  Diagnostics found(diagnostics.language());
  TemplateFiles files(pack.folder, pack.name, world, sources, found);
  TemplateCompiler compiler(pack, styles, files, found);
  for (const std::size_t document : documents) {
    set.impl_->documents.emplace_back(document, compiler.compile(pack.documents[document]));
  }
  const bool failed = found.has_errors();
  diagnostics.merge(without_repeats(found));
  if (failed) return {};
  return set;
}

const TemplateSet::Reads& TemplateSet::reads(std::size_t document) const {
  const auto known = std::ranges::find(impl_->documents, document,
                                       &std::pair<std::size_t, CompiledTemplate>::first);
  assert(known != impl_->documents.end());
  return known->second.reads;
}

}  // namespace grif
