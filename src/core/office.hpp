#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "core/world.hpp"

namespace grif {

/// A file of one format made into another one by LibreOffice, which runs by itself: in a folder of
/// its own that is gone afterwards, with a fresh profile, without network where the system allows
/// that, with limits of time, memory (4 GB) and size (512 MB). `from` and `to` are endings
/// without the full stop. Faults: ENOENT – it is not installed; ETIMEDOUT; ENODATA – it made
/// nothing of the file; else what the system refused.
Outcome<std::string> convert_by_office(
    std::string_view bytes, const std::string& from, const std::string& to,
    std::chrono::milliseconds most_time = std::chrono::minutes(1));

}  // namespace grif
