#include <gtest/gtest.h>

#include "unit/expression/library.hpp"

namespace grif::testing {

void expect_all(std::initializer_list<Case> cases) {
  for (const auto& [text, expected] : cases) {
    Library library;
    Session session(library);
    EXPECT_EQ(session.run(text), expected) << text;
  }
}

}  // namespace grif::testing
