#pragma once

#include <string>

namespace grif {

/// A function of one of the program's modules (`grif-pdf.so` …), which stand beside the program or
/// in the folder of its own that an installation has; no other place is searched. A module is
/// loaded once for all threads and stays loaded. Null, and why, if it is not to be had.
void* find_in_module(const char* module, const char* function, std::string& reason);

}  // namespace grif
