#include <gtest/gtest.h>

#include "memory_world.hpp"
#include "save/save.hpp"

namespace grif {
namespace {

class SaveNewFile : public testing::Test {
 protected:
  bool save(const std::string& path) {
    diagnostics = Diagnostics(Language::english);
    return save_new_file(path, "bytes", world, diagnostics);
  }
  [[nodiscard]] std::string messages() const {
    std::string all;
    for (const Diagnostic& diagnostic : diagnostics.all())
      all += format_plain(diagnostic, Sources());
    return all;
  }
  MemoryWorld world;
  Diagnostics diagnostics{Language::english};
};

TEST_F(SaveNewFile, WritesAFileThatIsNotThere) {
  EXPECT_TRUE(save("new.xlsx"));
  EXPECT_EQ(world.entries.at("new.xlsx").bytes, "bytes");
  EXPECT_EQ(messages(), "");
}

TEST_F(SaveNewFile, WhatIsThereStays) {
  for (const World::EntryType type :
       {World::EntryType::file, World::EntryType::directory, World::EntryType::symlink}) {
    world.entries["new.xlsx"] = {type, "old"};
    EXPECT_FALSE(save("new.xlsx"));
    EXPECT_EQ(world.entries.at("new.xlsx"), MemoryWorld::Entry(type, "old"));
    EXPECT_EQ(messages(),
              "grif: error[form-exists]: there is a new.xlsx already; it was left as it is\n"
              "    give the new file another name, or move that one away\n");
  }
}

TEST_F(SaveNewFile, RefusalAtAnyCallLeavesNothingBehind) {
  save("counted.xlsx");
  const int calls = world.calls;
  ASSERT_GE(calls, 2);
  for (const auto& [code, advice] : std::vector<std::pair<int, std::string>>{
           {ENOSPC, "free some space, then repeat"},
           {ENOENT, "name a file in a folder that exists"},
           {ENAMETOOLONG, "give the file a shorter name"},
           {EROFS, "name a file in a folder that you may write to"}}) {
    for (int call = 0; call < calls; ++call) {
      world.calls = 0;
      world.refuse_at = call;
      world.refuse_with = code;
      EXPECT_FALSE(save("new.xlsx")) << call;
      EXPECT_FALSE(world.entries.contains("new.xlsx")) << call;
      EXPECT_TRUE(messages().starts_with("grif: error[cannot-write]: cannot write new.xlsx: "))
          << messages();
      EXPECT_TRUE(messages().ends_with("existing files are untouched; " + advice + "\n"))
          << messages();
    }
  }
}

class SaveWholeFile : public SaveNewFile {
 protected:
  bool save_whole(const std::string& path) {
    diagnostics = Diagnostics(Language::english);
    return save_whole_file(path, "bytes", world, diagnostics);
  }
};

TEST_F(SaveWholeFile, TakesThePlaceOfAnother) {
  world.entries["copy.xlsx"] = {World::EntryType::file, "old"};
  EXPECT_TRUE(save_whole("copy.xlsx"));
  EXPECT_EQ(world.entries.at("copy.xlsx").bytes, "bytes");
  EXPECT_EQ(world.entries.size(), 2U) << "nothing is left beside it";
  EXPECT_TRUE(save_whole("new.xlsx"));
  EXPECT_EQ(world.entries.at("new.xlsx").bytes, "bytes");
}

TEST_F(SaveWholeFile, WhatAnotherRunWritesIsNotTouched) {
  world.entries[".grif-1-copy.xlsx"] = {World::EntryType::file, "half"};
  EXPECT_TRUE(save_whole("copy.xlsx"));
  EXPECT_EQ(world.entries.at(".grif-1-copy.xlsx").bytes, "half");
  EXPECT_EQ(world.entries.at("copy.xlsx").bytes, "bytes");
}

TEST_F(SaveWholeFile, AtAnyRefusalTheOldOneIsThere) {
  world.entries["copy.xlsx"] = {World::EntryType::file, "old"};
  constexpr int kUntilRenamed = 3;
  for (int call = 0; call < kUntilRenamed; ++call) {
    world.calls = 0;
    world.refuse_at = call;
    EXPECT_FALSE(save_whole("copy.xlsx")) << call;
    EXPECT_EQ(world.entries.at("copy.xlsx").bytes, "old") << call;
    EXPECT_EQ(world.entries.size(), 2U) << call;
    EXPECT_TRUE(messages().starts_with("grif: error[cannot-write]: cannot write copy.xlsx: "));
  }
}

}  // namespace
}  // namespace grif
