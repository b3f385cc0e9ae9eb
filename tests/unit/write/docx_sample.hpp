#pragma once

#include <cstddef>

#include "document/builder.hpp"
#include "document/document.hpp"

// A roadmap as a school would print it, with invented words: what the tests of the writers write.
namespace grif::test {

/// The styles that the sample uses; lives as long as the program.
const StyleSheet& sample_styles();
/// Approval marks, title, goal, a table of `stages` stages with `activities` each, a signature; the
/// page number in the header from page 2. `variant` changes some of the words.
Document make_roadmap(std::size_t stages = 7, std::size_t activities = 5, std::size_t variant = 0,
                      bool landscape = false);

}  // namespace grif::test
