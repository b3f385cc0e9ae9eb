// Spellings that differ by a slip of the pen.

#include "validate/spellings.hpp"

#include <gtest/gtest.h>

namespace grif {
namespace {

TEST(Slips, AreOneLetterOutsideOfEndings) {
  const auto slips = [](std::string_view a, std::string_view b) {
    std::vector<SpeltName> names;
    note_spelling(names, a, Place());
    note_spelling(names, b, Place());
    return !find_slips(names).empty();
  };
  EXPECT_TRUE(slips("Руководитель ОО", "Руководитель ООО"));
  EXPECT_TRUE(slips("Руководитель ОО", "Руководитель ОУ"));
  EXPECT_TRUE(slips("руководитель центра", "руковадитель центра"));
  EXPECT_FALSE(slips("методист центра", "методиста центра")) << "an ending";
  EXPECT_FALSE(slips("педагог-психолог", "педагог-психологи")) << "an ending";
  EXPECT_FALSE(slips("учитель 5 класса", "учитель 6 класса")) << "a number";
  EXPECT_FALSE(slips("Методисты центра", "методисты центра")) << "a capital";
  EXPECT_FALSE(slips("завуч", "звуч")) << "too short";
}

}  // namespace
}  // namespace grif
