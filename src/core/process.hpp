#pragma once

#include <string>

namespace grif {

/// The folder of the running program's file, whatever name it was called by; `.` where the system
/// does not tell.
std::string program_folder();

/// Memory is taken in large steps and kept from then on: a run is short, and what one document
/// gives back the next one wants again. For programs, once, before any thread.
void keep_memory();

}  // namespace grif
