#include "core/arena.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace grif {
namespace {

TEST(ArenaTest, KeepsTextsWhereTheyAre) {
  Arena arena;
  std::vector<std::string> expected;
  std::vector<std::string_view> kept;
  for (std::size_t i = 0; i < 5'000; ++i) {
    // Short ones, ones near the size of a chunk and ones above it.
    const std::size_t size = i % 500 == 0 ? 60'000 + i * 3 : i % 97;
    expected.emplace_back(size, static_cast<char>('a' + i % 26));
    kept.push_back(arena.store(expected.back()));
  }
  for (std::size_t i = 0; i < kept.size(); ++i) {
    ASSERT_EQ(kept[i], expected[i]) << i;
    if (!kept[i].empty()) {
      ASSERT_NE(kept[i].data(), expected[i].data());
    }
  }
}

TEST(ArenaTest, AlignsArraysAfterOddTexts) {
  struct Item {
    double x;
    std::uint8_t y;
    bool operator==(const Item&) const = default;
  };
  Arena arena;
  for (std::size_t i = 1; i < 2'000; ++i) {
    arena.store(std::string(i % 7 + 1, 'x'));
    std::vector<Item> items(i % 11, Item{static_cast<double>(i), static_cast<std::uint8_t>(i)});
    const std::span<Item> kept = arena.store(std::span<const Item>(items));
    ASSERT_EQ(reinterpret_cast<std::uintptr_t>(kept.data()) % alignof(Item), 0u);
    ASSERT_EQ(std::vector<Item>(kept.begin(), kept.end()), items);
    if (!kept.empty()) kept.front().x = 0;  // they are ours to change
  }
}

TEST(ArenaTest, StoresNothingOfNothing) {
  Arena arena;
  EXPECT_EQ(arena.store(std::string_view()), "");
  EXPECT_TRUE(arena.store(std::span<const int>()).empty());
  EXPECT_EQ(arena.bytes(), 0u);
}

TEST(ArenaTest, AdoptsABufferWithoutCopying) {
  Arena arena;
  std::string big(100'000, 'x');
  const auto before = reinterpret_cast<std::uintptr_t>(big.data());
  const std::string_view kept = arena.adopt(std::move(big));
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(kept.data()), before);
  EXPECT_EQ(kept.size(), 100'000u);
  EXPECT_EQ(arena.bytes(), 100'000u);
  // A text short enough to live inside std::string stays too, when more are adopted.
  const std::string_view small = arena.adopt("да");
  for (int i = 0; i < 1'000; ++i) arena.adopt(std::to_string(i));
  EXPECT_EQ(small, "да");
}

TEST(ArenaTest, DoesNotWasteAChunkForEachLargeText) {
  Arena arena;
  std::size_t stored = 0;
  for (int i = 0; i < 100; ++i) {
    stored += arena.store(std::string(40'000, 'x')).size();
    stored += arena.store("y").size();
  }
  EXPECT_GE(arena.bytes(), stored);
  EXPECT_LE(arena.bytes(), stored + 64 * 1024);
}

TEST(ArenaTest, MovesWithItsViews) {
  Arena first;
  const std::string_view text = first.store("текст");
  const std::string_view adopted = first.adopt("ещё");
  Arena second = std::move(first);
  EXPECT_EQ(text, "текст");
  EXPECT_EQ(adopted, "ещё");
  EXPECT_EQ(second.store("новый"), "новый");
  // What was moved from starts anew.
  first = Arena();
  EXPECT_EQ(first.bytes(), 0u);
  EXPECT_EQ(first.store("снова"), "снова");
  EXPECT_EQ(text, "текст");
}

}  // namespace
}  // namespace grif
