#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/place.hpp"

namespace grif {

/// A name or a post in one spelling.
struct SpeltName {
  std::string spelling;
  std::uint32_t count = 0;
  Place first;
};
/// Two spellings of what is probably one name: indexes, the one met more often is `usual`.
struct SpeltPair {
  std::size_t rare = 0, usual = 0;
};

/// Counts a spelling, which is compared as it stands.
void note_spelling(std::vector<SpeltName>& names, std::string_view spelling, Place place);

/// Spellings that differ by one letter where no declension does: not among the last two letters of
/// a word, unless it is an abbreviation. Short ones and such that differ by a digit are different
/// names. Nothing for more than a few hundred: there such pairs are chance.
std::vector<SpeltPair> find_slips(const std::vector<SpeltName>& names);

}  // namespace grif
