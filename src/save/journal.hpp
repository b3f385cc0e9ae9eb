#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "save/manifest.hpp"

namespace grif {

inline constexpr std::string_view kManifestName = "manifest.json";
inline constexpr std::string_view kInputsName = ".grif/inputs.json";

/// A step of DIR/.grif/journal: the list of renames that is written before the first of them, so
/// that the next run can carry out what an interrupted one left undone.
struct Rename {
  std::string from;  ///< within .grif/new
  std::string to;    ///< within the folder
  /// SHA-256 of what lay there when the journal was written; nothing: no file did. What lies there
  /// later and is neither this nor the new file is a person's, and is never replaced.
  std::optional<std::string> was;
  bool operator==(const Rename&) const = default;
};

/// Whether only Grif writes there, so that what lies there is replaced whatever it is.
bool is_own_record(std::string_view to);

std::string to_json(const std::vector<Rename>& renames);
/// Nothing if the text is no journal; `fault` then says why. A step that does not say what lay
/// there is one where no file did.
std::optional<std::vector<Rename>> parse_journal(std::string_view json, ListFault& fault);

}  // namespace grif
