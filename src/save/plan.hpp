#pragma once

#include <string>
#include <vector>

#include "core/diagnostics.hpp"
#include "core/world.hpp"
#include "save/manifest.hpp"
#include "save/save.hpp"

namespace grif {

/// What a save will do: which bytes go under which name, and the manifest that is true afterwards.
struct SavePlan {
  struct Write {
    std::string name;  ///< within the folder
    std::string_view bytes;
    std::string replaces;  ///< SHA-256 of what lies under the name, empty where nothing does
  };
  std::vector<Write> writes;
  std::vector<std::string> names;  ///< every file of this edition, written or unchanged
  Manifest manifest;
};

/// Compares the edition with what lies in the folder (nothing, on a first build). Files edited by
/// hand and foreign ones are reported and left; the new edition goes beside them. Nothing if the
/// folder cannot be read.
std::optional<SavePlan> plan_save(const std::string& folder, const Edition& edition,
                                  const Manifest& before, World& world, Sources& sources,
                                  Diagnostics& diagnostics);

}  // namespace grif
