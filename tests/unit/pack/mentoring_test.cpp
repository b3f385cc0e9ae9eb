#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/world.hpp"
#include "pack/pack.hpp"

namespace grif {
namespace {

TEST(MentoringPack, Loads) {
  DiskWorld world;
  Sources sources;
  Diagnostics diagnostics(Language::english);
  const auto pack =
      load_pack(std::string(GRIF_SOURCE_DIR) + "/templates/mentoring", world, sources, diagnostics);
  std::string messages;
  for (const Diagnostic& d : diagnostics.all()) messages += format_plain(d, sources);
  EXPECT_EQ(messages, "");
  ASSERT_TRUE(pack);
}

}  // namespace
}  // namespace grif
