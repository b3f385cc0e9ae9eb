#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/diagnostics.hpp"
#include "core/world.hpp"
#include "document/document.hpp"
#include "expression/expression.hpp"
#include "pack/pack.hpp"

namespace grif {

/// Reads a styles file of a pack. All faults are reported; nothing is returned if there are any.
std::optional<StyleSheet> load_styles(const std::string& path, World& world, Sources& sources,
                                      Diagnostics& diagnostics);

/// The compiled templates of a pack, by document: immutable, shared by threads. A template is
/// compiled when it is first asked for through `load`, with everything it includes.
class TemplateSet {
 public:
  TemplateSet();
  TemplateSet(TemplateSet&&) noexcept;
  TemplateSet& operator=(TemplateSet&&) noexcept;
  ~TemplateSet();

  /// Compiles the templates of the given documents (indices into Pack::documents). Every fault of
  /// every template is reported at its line:column.
  static std::optional<TemplateSet> load(const Pack& pack,
                                         const std::vector<std::size_t>& documents,
                                         const StyleSheet& styles, World& world, Sources& sources,
                                         Diagnostics& diagnostics);
  /// What the template of a loaded document reads, with everything that it includes.
  struct Reads {
    std::vector<SheetId> sheets;     ///< ascending, each once; also through references and figures
    std::vector<std::string> files;  ///< of the pack's folder, in the order of their first use
  };
  [[nodiscard]] const Reads& reads(std::size_t document) const;

  struct Impl;
  [[nodiscard]] const Impl& impl() const { return *impl_; }

 private:
  std::unique_ptr<Impl> impl_;
};

/// Expands a document's template over the programme that `evaluation` points at. Errors are
/// reported with the template's line:column and the data place; nothing is returned then, nor when
/// a faulty cell was touched (`evaluation.touched_faulty`).
std::optional<Document> expand(const TemplateSet& templates, std::size_t document,
                               const StyleSheet& styles, Evaluation& evaluation);

}  // namespace grif
