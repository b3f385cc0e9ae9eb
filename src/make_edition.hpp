#pragma once

#include <string>
#include <vector>

#include "pipeline.hpp"
#include "recording_world.hpp"
#include "save/save.hpp"

namespace grif {

/// Makes the documents on `options.jobs` threads: an edition to be saved. Messages come in the
/// order of the documents.
Edition make_edition(const Kit& kit, const std::vector<std::size_t>& documents,
                     const BuildOptions& options, const Programme& programme,
                     const RecordingWorld& recorder, Progress& progress, Diagnostics& diagnostics);

/// Takes back that any of it was made.
void withhold_all(Edition& edition);

/// Puts what became of the edition into the report.
void report_edition(const Edition& edition, const SavedFiles& saved, BuildReport& report);

}  // namespace grif
