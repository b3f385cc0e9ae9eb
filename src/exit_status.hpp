#pragma once

#include <cstdint>

#include "core/diagnostics.hpp"

namespace grif {

/// What the program ends with.
enum class ExitStatus : std::uint8_t {
  done = 0,
  bad_content = 1,
  wrong_usage = 2,
  refused_by_system = 3,
  internal_fault = 4
};

/// The status that the messages so far stand for: the gravest of what their errors mean.
ExitStatus exit_status(const Diagnostics& diagnostics);

}  // namespace grif
