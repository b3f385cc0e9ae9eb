#pragma once

#include <cstdint>

#include "core/length.hpp"

namespace grif {

/// Widths of text in 1/1000 of a half-point: the product of an advance in 1/1000 em and a size in
/// half-points, so that sums are exact. One unit is 6.35 EMU.
using Units = std::int64_t;

/// Towards zero.
constexpr Units to_units(Length length) { return length.emu() * 20 / 127; }
/// Rounded up, so that a text fits in the length made of its own width.
constexpr Length to_length(Units units) {
  return Length::from_emu((units * 127 + (units >= 0 ? 19 : 0)) / 20);
}

/// To the nearest EMU, for places.
constexpr Length to_place(Units units) {
  return Length::from_emu((units * 127 + (units >= 0 ? 10 : -10)) / 20);
}

}  // namespace grif
