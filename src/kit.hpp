#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/diagnostics.hpp"
#include "core/world.hpp"
#include "document/style.hpp"
#include "expand/expand.hpp"
#include "font/face.hpp"
#include "language/hyphenation.hpp"
#include "layout/layout.hpp"
#include "pack/pack.hpp"
#include "write/write.hpp"

namespace grif {

/// Where templates and fonts stand.
struct Home {
  std::string folder;  ///< holds templates/ and fonts/
};

/// Everything that is loaded once and never changes: shared by all threads and programmes.
struct Kit {
  Pack pack;
  StyleSheet styles;
  TemplateSet templates;
  FaceSet faces;
  Hyphenation hyphenation;
};

/// How far a build is: steps done of those known so far. Another thread may look.
struct Progress {
  std::atomic<std::uint32_t> done{0}, total{0};
};

/// What one thread keeps between documents; output never depends on it.
struct Scratch {
  explicit Scratch(const Kit& kit) : layout(kit.faces), write(kit.faces) {}
  LayoutScratch layout;
  WriteScratch write;
  Progress* progress = nullptr;  ///< counts the steps of documents, if anybody looks
};

/// Loads a pack by name; an empty name is the one that templates/default.txt names.
std::optional<Pack> load_named_pack(const Home& home, const std::string& name, World& world,
                                    Sources& sources, Diagnostics& diagnostics,
                                    RuleLoading loading = RuleLoading::at_once);

/// Everything for some documents of a pack. Nothing if any of it has a fault.
std::optional<Kit> load_kit(const Home& home, Pack pack, const std::vector<std::size_t>& documents,
                            World& world, Sources& sources, Diagnostics& diagnostics);

}  // namespace grif
